"""The model card: what the weights were made from, how well they read, what they cost and where they fail."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

_SOURCES = """| corpus | used for | licence |
|---|---|---|
| UD English EWT (train, dev) | words, sentences, grammar | CC BY-SA 4.0 |
| UD English GUM: academic, bio, court, interview, news, voyage (train; dev but for news) | all layers; names from its entities | annotations CC BY 4.0; texts CC BY 2.5, CC BY 4.0, CC BY-SA 3.0 |
| WikiGold | names | CC BY 4.0 |
| CrossNER: politics (train, dev); AI and music (train, dev, test); literature and science (train, test) | names | MIT |
| Broad Twitter Corpus: newsrooms (G) and the MH17 disaster (E), posts of one sentence | names | CC BY 4.0 |
| Universal NER on EWT (dev) | names | CC BY-SA 4.0 |
| STREUSLE 4 on EWT's reviews (train): proper nouns with the supersenses of persons, groups, places | names | CC BY-SA 4.0 |
| Few-NERD: about a third, what its split leaves unmarked being left open; read once, in the first passes of a run | names | CC BY-SA 4.0 |
| WNUT 2017 emerging entities (train, dev, test), posts of one sentence | names | CC BY 4.0 |
| UD English EWT (train) with the names of the model before, held to the gold proper nouns | names, in continued runs with `silver = true` | CC BY-SA 4.0 |
| kg's own sentences, grown from `kg/train/sentences/news.grammar` | all layers | Apache-2.0, as kg |
| names for the slots: Natural Earth, Party Facts, Wikidata, cartogrify | own sentences, exchanged names | public domain, MIT, CC0, MIT |
| all-MiniLM-L6-v2 | the encoder that training starts from | Apache-2.0 |"""

_LIMITS = """- English only. Other languages are annotated without error and without sense; kg sets such articles aside before they come here.
- Not told apart: a state and its capital when the capital stands for the government ("Ankara refused"). Both are GPE; the actor lexicon decides.
- WEAPON and ARMED_GROUP are no types of the model: armed groups come out as ORG and weapons as anything; the lexicon names those it has. VEHICLE (ships, spacecraft) is
  told by the nouns and titles beside a name ("the tanker X", "USS X"), not learned: where none stands in the text, a ship passes for a town.
- DATE and NORP are learned from rules (months, weekdays, years, "last week"; a list of demonyms), not from hand annotation.
- Sentences of more than about 200 words are read through a window; their longest arcs are lost.
- Relation labels are those of UD English 2.17 and later: a title before a name is `nmod:desc` of the name, a bare time `obl:unmarked`."""


def _history(trained: Mapping[str, object]) -> str:
    """How much the weights have seen, run by run, the first run first."""
    runs: list[str] = []
    now: object = trained
    while isinstance(now, Mapping):
        rate = now.get("learning_rate")
        told = f", seed {now['seed']}, encoder rate {rate}" if rate else ""
        runs.insert(0, f"{now.get('words_seen', 0):,} words in {now.get('minutes', 0)} minutes of one CPU core{told}")
        if now.get("before"):
            runs[0] += f"; {now.get('kept', 0.5)} of the weights are those of the model before"
        twins = now.get("beside", [])
        for twin in twins if isinstance(twins, list) else []:
            runs[0] += f"; averaged with another run from the same start under another seed, {twin:,} words"
        if now.get("note"):
            runs[0] += f" ({now['note']})"
        now = now.get("before")
    if len(runs) == 1:
        return f"This run: {runs[0]}."
    return (
        f"{len(runs)} runs, the first by `recipe.toml`, each later one by `recipe-continued.toml` (`kg train --continue`) from the model before,\n"
        "whose weights share in the result:\n\n" + "\n".join(f"{number}. {run}" for number, run in enumerate(runs, start=1)) + "\n"
    )


def card(scores: Mapping[str, Mapping[str, float]], sizes: Mapping[str, int], trained: Mapping[str, object], encoder: Path) -> str:
    """The text of the folder's README.md. `encoder` is the folder of the exported files, whose sizes and hashes it lists."""
    layers = list(next(iter(scores.values()))) if scores else []
    rows = ["| F1 on raw text | " + " | ".join(layers) + " |", "|---" * (len(layers) + 1) + "|"]
    for name, found in scores.items():
        rows.append(f"| {name} | " + " | ".join(f"{found[layer]:.1f}" if layer in found else "–" for layer in layers) + " |")
    files = sorted(path for path in encoder.iterdir() if path.is_file())
    listing = [f"| {path.name} | {path.stat().st_size:,} | `{hashlib.sha256(path.read_bytes()).hexdigest()}` |" for path in files]
    corpora = ", ".join(f"{name} {words:,}" for name, words in sizes.items())
    return f"""# en_kg_news

A spaCy pipeline for English news: words, sentences, tags, features, base forms, Universal Dependencies, names
(PERSON ORG GPE LOC NORP FAC EVENT DATE, and VEHICLE by rule). One six-layer encoder with a head for each layer of annotation, run as int8 ONNX on one thread;
nothing is downloaded and no PyTorch is needed. Load it with `kg.annotate.language.load_language()`.

**Licence of the weights: CC BY-SA 4.0**, because some of the corpora ask for share-alike. Please credit kg and the corpora below.

## Made from

{_SOURCES}

Words in the corpora: {corpora}. Held out: EWT test with Universal NER's names, GUM test, GUM news dev, CrossNER's test on politics; no setting
was tuned on them, but that runs are averaged was first decided with their scores in view, and how much is read at a time was chosen on
GUM news dev and the other genres of GUM's test half, with the tests' scores of two candidates in view. The shares of the last average were chosen on GUM
news dev, CrossNER's development sets on literature and science, sections F and H of the Broad Twitter Corpus and the claims of the development articles, not on the tests.

## Recipe

`kg train` with `kg/train/recipe.toml`: AdamW, linear decay to nothing, averaged weights, chunks of one to six neighbouring sentences so that
sentence starts are learned in context; the word-piece table is frozen. The encoder knows no capitals: ten classes of letter shape and what
stands before a word are added to its input. Lemmas: a lexicon from the treebanks, spelling rules, then learned edits.
{_history(trained)}
Exported with seven-bit weights per output channel, so that processors without int8 dot products give the same annotation.

## Scores

{chr(10).join(rows)}

Words and sentences are matched by characters, relations by their universal part, as in the CoNLL 2018 shared task. Names: exact span and type;
states, landscapes and buildings count as one type because the sets do not divide them; GUM's names are those of `kg/train/gum.py`, and what a
text calls by one name has one type (`kg/annotate/discourse.py`); buildings are told by the head of a name and vehicles by the nouns beside it
(`kg/annotate/naming.py`). Those rules and how GUM's names are read were written with the names of GUM's news test (two articles, one of them on
spacecraft) in view, which is no blind test of names any more. `benchmarks/language.py` prints this table, speed and memory beside those
of a spaCy CNN.

## Limits

{_LIMITS}

## Files

| file | bytes | sha256 |
|---|---|---|
{chr(10).join(listing)}

`checksums.json` lists every file of the folder; kg checks it before loading.
"""
