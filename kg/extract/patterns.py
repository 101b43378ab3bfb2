"""The word classes that the extractor's rules ask about, read from the rows of `data/patterns`, each with its own example."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kg import resources
from kg.errors import LexiconError

FILES = (
    "complements", "light_verbs", "prepositions", "event_nouns", "relational_nouns", "titles", "symmetric", "participles", "nouns", "verbs",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Nominal:
    """How an event noun becomes a relation: its `label` between agent and target, and which prepositions mark whom.

    `owned` nouns have an agent only where one is named with them, not the subject of their clause; what is `borne` is aimed at whoever
    acts under it ("amid protests from Chad, Oman reopened the port").
    """

    label: str
    target: frozenset[str]
    agent: frozenset[str]
    symmetric: bool
    bare: frozenset[str]
    owned: bool = False
    borne: bool = False


@dataclass(frozen=True, slots=True)
class Patterns:
    """The word classes, by lemma; see the files of the same names for what each row gives."""

    subject_control: frozenset[str]
    oblique_control: Mapping[str, tuple[str, ...]]
    merged: frozenset[str]
    both: frozenset[str]
    feared: frozenset[str]
    light: Mapping[str, frozenset[str]]
    beside_object: Mapping[str, frozenset[str]]
    nominals: Mapping[str, Nominal]
    partnered: Mapping[str, Nominal]
    relational: Mapping[str, str]
    possessed: frozenset[str]
    titles: frozenset[str]
    symmetric: frozenset[str]
    participles: Mapping[str, str]
    acting_nouns: frozenset[str]
    time_nouns: frozenset[str]
    place_nouns: frozenset[str]
    members: frozenset[str]
    wholes: frozenset[str]
    empty_heads: frozenset[str]
    classes: Mapping[str, frozenset[str]]


def rows(name: str) -> Iterator[dict[str, Any]]:
    """The rows of one pattern file, in order; raises LexiconError for a row that is no JSON object or lacks words or an example."""
    path = resources.path("patterns") / f"{name}.jsonl"
    yield from read(path)


def read(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of the pattern file at `path`."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise LexiconError(f"is no JSON ({error})", where=f"{path.name}:{number}", remedy="one JSON object a line") from error
        if not isinstance(row, dict) or not row.get("words") or not row.get("example") or not row.get("class"):
            raise LexiconError("lacks class, words or example", where=f"{path.name}:{number}", remedy="see the other rows of the file")
        yield row


@cache
def patterns() -> Patterns:
    """All word classes, read once.

    >>> "begin" in patterns().merged, patterns().nominals["talk"].label
    (True, 'hold talks with')
    """
    every = [row for name in FILES for row in rows(name)]

    def words(kind: str) -> frozenset[str]:
        return frozenset(word for row in every if row["class"] == kind for word in row["words"])

    def mapping(kind: str, key: str) -> dict[str, Any]:
        return {word: row[key] for row in every if row["class"] == kind for word in row["words"]}

    def merged(kind: str, key: str) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for row in every:
            if row["class"] == kind:
                for word in row["words"]:
                    found.setdefault(word, set()).update(row[key])
        return {word: frozenset(values) for word, values in found.items()}

    def acts(kind: str) -> dict[str, Nominal]:
        return {
            word: Nominal(
                row["label"],
                frozenset(row.get("target", ())),
                frozenset(row.get("agent", ())),
                bool(row.get("symmetric")),
                frozenset(row.get("bare", ())),
                bool(row.get("owned")),
                bool(row.get("borne")),
            )
            for row in every
            if row["class"] == kind
            for word in row["words"]
        }

    return Patterns(
        subject_control=words("subject control"),
        oblique_control={word: tuple(value) for word, value in mapping("oblique control", "markers").items()},
        merged=words("merged complement"),
        both=words("attempted complement"),
        feared=words("feared content"),
        light=merged("light verb", "verbs"),
        beside_object=merged("preposition beside object", "prepositions"),
        nominals=acts("event noun"),
        partnered=acts("event noun with partner"),
        relational=mapping("relational noun", "label"),
        possessed=words("possessed noun"),
        titles=words("title"),
        symmetric=words("symmetric"),
        participles=mapping("participle after name", "label"),
        acting_nouns=words("acting noun"),
        time_nouns=words("time noun"),
        place_nouns=words("place noun"),
        members=words("member noun"),
        wholes=words("whole noun"),
        empty_heads=words("empty head"),
        classes={kind: words(kind) for kind in sorted({row["class"] for row in every})},
    )
