"""A plain spaCy CNN fitted on the same sentences: what the shipped model is measured against."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import compounding, fix_random_seed, minibatch

from kg.annotate.tokenizer import blank
from kg.train.collection import Part
from kg.train.corpora import UNSURE, Sentence

_TOK2VEC = {
    "@architectures": "spacy.Tok2Vec.v2",
    "embed": {"@architectures": "spacy.MultiHashEmbed.v2", "width": 96, "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY"],
        "rows": [5000, 1000, 2500, 2500, 50], "include_static_vectors": False},
    "encode": {"@architectures": "spacy.MaxoutWindowEncoder.v2", "width": 96, "depth": 4, "window_size": 1, "maxout_pieces": 3},
}  # fmt: skip
_LISTEN = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "tok2vec"}


def pipeline() -> Language:
    """An untrained CNN pipeline, the en_core_web_sm architecture: one shared encoder, a second for names."""
    nlp = blank()
    nlp.add_pipe("tok2vec", config={"model": _TOK2VEC})
    for name in ("tagger", "morphologizer"):
        nlp.add_pipe(name, config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": _LISTEN}})
    nlp.add_pipe("trainable_lemmatizer", config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": _LISTEN}})
    state = {"@architectures": "spacy.TransitionBasedParser.v2", "hidden_width": 64, "maxout_pieces": 2, "use_upper": True}
    nlp.add_pipe("parser", config={"model": {**state, "state_type": "parser", "extra_state_tokens": False, "tok2vec": _LISTEN}})
    nlp.add_pipe("ner", config={"model": {**state, "state_type": "ner", "extra_state_tokens": False, "tok2vec": _TOK2VEC}})
    return nlp


def example(nlp: Language, sentences: Sequence[Sentence]) -> Example:
    """One training example of consecutive sentences; what their corpus does not tell counts as unknown."""
    words = [word for s in sentences for word in s.words]
    spaces = [space for s in sentences for space in s.spaces]
    parsed = bool(sentences[0].heads)
    offsets = [sum(len(s.words) for s in sentences[:i]) for i in range(len(sentences))]
    gold: dict[str, object] = {"words": words, "spaces": spaces}
    if parsed:
        gold["heads"] = [head + start for s, start in zip(sentences, offsets, strict=True) for head in s.heads]
        gold["deps"] = [dep for s in sentences for dep in s.deps]
        gold["tags"] = [tag for s in sentences for tag in s.tags]
        gold["pos"] = [pos for s in sentences for pos in s.pos]
        gold["morphs"] = [morph if morph != "_" else "" for s in sentences for morph in s.morphs]
        gold["lemmas"] = [lemma for s in sentences for lemma in s.lemmas]
    gold["entities"] = [label for s in sentences for label in (bilou(s.ents) if s.ents else ["-"] * len(s.words))]
    return Example.from_dict(Doc(nlp.vocab, words=words, spaces=spaces), gold)


def bilou(labels: Sequence[str]) -> list[str]:
    """BIO labels as BILUO ones, OTHER left out, "-" for what is left open.

    >>> bilou(["B-ORG", "I-ORG", "?", "B-GPE"])
    ['B-ORG', 'L-ORG', '-', 'U-GPE']
    """
    clean = ["O" if label.endswith("OTHER") else "-" if label == UNSURE else label for label in labels]
    found = []
    for label, after in zip(clean, [*clean[1:], "O"], strict=True):
        goes_on = after[:1] == "I"
        found.append(
            label if label in {"O", "-"} else {"BT": "B", "BF": "U", "IT": "I", "IF": "L"}[label[0] + ("T" if goes_on else "F")] + label[1:]
        )
    return found


def fit(parts: Sequence[Part], folder: Path, *, passes: int = 5, seed: int = 1) -> None:
    """Train the CNN on `parts` and write it to `folder`."""
    fix_random_seed(seed)
    draw = random.Random(seed)
    nlp = pipeline()
    groups = [chunk for part in parts for chunk in chunks(part, draw)]
    nlp.initialize(lambda: [example(nlp, chunk) for chunk in groups[::2]])
    optimizer = nlp.resume_training()
    for number in range(passes):
        optimizer.learn_rate = 0.001 * (1.0 if number < passes - 2 else 0.3 if number < passes - 1 else 0.1)
        groups = [chunk for part in parts for _ in range(part.read_in(number)) for chunk in chunks(part, draw)]
        draw.shuffle(groups)
        losses: dict[str, float] = {}
        for batch in minibatch(groups, compounding(8.0, 24.0, 1.001)):
            nlp.update([example(nlp, chunk) for chunk in batch], sgd=optimizer, drop=0.1, losses=losses)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "losses.txt").write_text(f"pass {number + 1}: {losses}\n", encoding="utf-8")
        with nlp.use_params(optimizer.averages or {}):
            nlp.to_disk(folder / "model")


def chunks(part: Part, draw: random.Random, *, sentences: int = 6, words: int = 110) -> list[tuple[Sentence, ...]]:
    """A part's sentences in runs of neighbours from one document, cut at random: 1 to `sentences`, up to about `words` words."""
    found: list[tuple[Sentence, ...]] = []
    run: list[Sentence] = []
    limit = draw.randint(1, sentences)
    for sentence in part.sentences:
        full = len(run) >= limit or sum(len(s.words) for s in run) + len(sentence.words) > words
        if run and (full or sentence.document != run[-1].document):
            found.append(tuple(run))
            run, limit = [], draw.randint(1, sentences)
        run.append(sentence)
    return [*found, tuple(run)] if run else found
