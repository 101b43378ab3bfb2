"""The inventories of the model: tags, readings, lemma edits, relations, names, each with its number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.annotate.lemmas import script
from kg.train.corpora import Sentence

NAMES = ("O", *(f"{mark}-{kind}" for kind in ("PERSON", "ORG", "GPE", "LOC", "NORP", "FAC", "EVENT", "DATE", "OTHER") for mark in "BI"))


@dataclass(frozen=True, slots=True)
class Codebook:
    """Each inventory in the order of its numbers. A reading is "UPOS|feature=value|…"."""

    tags: tuple[str, ...]
    readings: tuple[str, ...]
    edits: tuple[str, ...]
    deps: tuple[str, ...]
    names: tuple[str, ...] = NAMES

    @classmethod
    def learn(cls, sentences: Iterable[Sentence]) -> Codebook:
        """The inventories of parsed sentences; rare readings and edits are left out."""
        tags: Counter[str] = Counter()
        readings: Counter[str] = Counter()
        edits: Counter[str] = Counter()
        deps: Counter[str] = Counter()
        for s in sentences:
            tags.update(s.tags)
            readings.update(reading(pos, morph) for pos, morph in zip(s.pos, s.morphs, strict=True))
            edits.update(script(form, lemma) for form, lemma in zip(s.words, s.lemmas, strict=True))
            deps.update(s.deps)

        def kept(counts: Counter[str], least: int) -> tuple[str, ...]:
            return tuple(sorted(name for name, count in counts.items() if count >= least))

        return cls(kept(tags, 2), kept(readings, 3), kept(edits, 4), kept(deps, 2))

    def as_dict(self) -> dict[str, list[str]]:
        """Its inventories by name, as the model's folder keeps them."""
        return {name: list(getattr(self, name)) for name in ("tags", "readings", "edits", "deps", "names")}


def reading(pos: str, morph: str) -> str:
    """UPOS and features as one symbol.

    >>> reading("NOUN", "Number=Sing"), reading("ADP", "_")
    ('NOUN|Number=Sing', 'ADP')
    """
    return pos if morph in {"_", ""} else f"{pos}|{morph}"


UNKNOWN = -100


def numbers(inventory: Sequence[str], values: Iterable[str]) -> list[int]:
    """The place of each value in an inventory, `UNKNOWN` for one that it lacks."""
    place = {name: number for number, name in enumerate(inventory)}
    return [place.get(value, UNKNOWN) for value in values]
