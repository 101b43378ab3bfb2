"""Corpora that mark some names and leave others open: what they leave open is `UNSURE`, and no loss is taken from it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from kg.train.corpora import UNSURE, Block, Sentence, Tagged, blocks, detokenised, name_spans, named, retokenised, tagged
from kg.train.entities import RULES, Gazetteer, typed

Span = tuple[int, int]
# The words that may stand between two words left open and belong to the same name.
_JOINS = frozenset({"of", "the", "and", "&", "-", "for", "'s", "de", "la", "du", "van", "von", "al", "el", "bin", "in", "on"})


def fewnerd(path: Path, gazetteer: Gazetteer) -> list[Sentence]:
    """The sentences of a Few-NERD file with kg's types, what its split leaves unmarked being `UNSURE`.

    A split of Few-NERD (Ding et al., ACL 2021) marks the names of its own fine types and calls all others "O". So a word without a label
    is left open where it has a capital that its place does not explain, or stands between two such words. Sentences whose words were
    parted inside a name ("wit|h Chromium") or that hold marks of HTML are left out.
    """
    sentences = list(tagged(path, separator="\t"))
    common = {word for word, count in Counter(word for s in sentences for word in s.words if word.islower()).items() if count > 2}
    found = []
    for number, s in enumerate(sentences):
        if not {"amp", "&amp"}.isdisjoint(s.words) or any(
            label[0] == "B" and word[0].islower() for word, label in zip(s.words, s.labels, strict=True)
        ):
            continue
        text, spans = detokenised(['"' if word in {"``", "''"} else word for word in s.words])
        coarse = [label if label == "O" else label[:2] + _coarse(label[2:]) for label in s.labels]
        names = [_settled(text, name, gazetteer) for name in typed(text, name_spans(coarse, spans), RULES["fewnerd"], gazetteer)]
        open_ = [(*span, UNSURE) for span, is_open in zip(spans, left_open(s, common), strict=True) if is_open]
        free = [gap for gap in open_ if all(gap[1] <= a or b <= gap[0] for a, b, _ in names)]
        sentence = named(text, [*names, *free], f"fewnerd-{number}")
        found.append(replace(sentence, ents=tuple(UNSURE if label[2:] == UNSURE else label for label in sentence.ents)))
    return found


def _settled(text: str, name: tuple[int, int, str], gazetteer: Gazetteer) -> tuple[int, int, str]:
    """`name` with a people as a people, and a place that stands for an organisation left open: Few-NERD's annotators differ on both."""
    start, end, kind = name
    key = text[start:end].lower()
    if kind in {"GPE", "ORG"} and key in gazetteer.demonyms and key not in gazetteer.polities:
        return start, end, "NORP"
    return (start, end, UNSURE) if kind == "ORG" and key in gazetteer.polities else name


def _coarse(kind: str) -> str:
    """The rule's name for a fine type: the fine type itself where it has a rule of its own, else its coarse type.

    >>> _coarse("location_GPE"), _coarse("person_artist/author")
    ('location_GPE', 'person')
    """
    return kind if kind in RULES["fewnerd"] else kind.split("_")[0]


def left_open(sentence: Tagged, common: frozenset[str] | set[str]) -> list[bool]:
    """Of each word whether it may belong to a name that the corpus does not mark; `common` are words seen in lower case.

    >>> s = Tagged("He met Barbara of Oslo in May .".split(), ["O", "O", "O", "O", "B-location_GPE", "O", "O", "O"])
    >>> [word for word, is_open in zip(s.words, left_open(s, {"he"}), strict=True) if is_open]
    ['Barbara', 'May']
    """
    words, labels = sentence
    found = [
        label == "O" and word[0].isupper() and word != "I" and not (number == 0 and word.lower() in common)
        for number, (word, label) in enumerate(zip(words, labels, strict=True))
    ]
    for at in range(1, len(words) - 1):
        if (
            labels[at] == "O"
            and not found[at]
            and words[at].lower() in _JOINS
            and found[at - 1]
            and (found[at + 1] or found[min(at + 2, len(words) - 1)])
        ):
            found[at] = True
    return found


def supersensed(path: Path, parsed: Path, gazetteer: Gazetteer) -> list[Sentence]:
    """The parsed sentences of a treebank; those that STREUSLE knows with the names among its expressions, the others without names.

    STREUSLE (Schneider and Smith, NAACL 2015) marks the expressions of EWT's reviews and gives nouns a supersense. A name is an
    expression whose nouns are proper; GROUP is an organisation, LOCATION a place. `path` is its file in the .sst format.
    """
    known: dict[str, dict[str, list[list[int]]]] = {}
    senses: dict[str, dict[int, str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        told = json.loads(line.split("\t")[2])
        key = _letters([word for word, _ in told["words"]])
        known[key] = told
        senses[key] = {int(at): values[1] for at, values in told["labels"].items()}
    found = []
    for block in blocks(parsed):
        key = _letters([row.form for row in block.rows])
        told = known.get(key)
        names = None
        if told is not None and len(told["words"]) == len(block.rows):
            names = typed(block.text, _proper(block, told["_"], senses[key]), RULES["streusle"], gazetteer)
        sentence = retokenised(block, names)
        if sentence is not None:
            found.append(sentence)
    return found


def _letters(words: Sequence[str]) -> str:
    """What identifies a sentence in two tokenisations of the same text."""
    return "".join(words).replace("~", "")


def _proper(block: Block, groups: Sequence[Sequence[int]], senses: dict[int, str]) -> list[tuple[int, int, str]]:
    """(start, end, supersense) of the expressions whose nouns are proper; `groups` and `senses` count words from 1."""
    whole = {group[0]: group for group in groups}
    names = []
    for first, sense in senses.items():
        group = whole.get(first, [first])
        rows = [block.rows[number - 1] for number in range(group[0], group[-1] + 1)]
        nouns = [row for row in rows if row.upos in {"NOUN", "PROPN"}]
        if nouns and len(rows) == len(group) and all(row.upos == "PROPN" for row in nouns):
            names.append((rows[0].start, rows[-1].end, sense))
    return sorted(names)
