"""What the nouns in and beside a name tell about it: the Museum of X is a building, the frigate X a ship. Read from a data file."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg import resources
from kg.errors import LexiconError

_PARTS_FROM_HEAD = frozenset({"of", "for"})


@dataclass(frozen=True, slots=True)
class NameNoun:
    """A type of the ontology, the model's label that goes with it ("" for none), and the labels of which it is told (empty: all)."""

    type: str
    label: str
    kinds: frozenset[str]


@dataclass(frozen=True, slots=True)
class NameNouns:
    """The nouns by lower-case word, and the words for vehicles: common nouns, titles of ships, and nouns that make a body of a vehicle."""

    heads: Mapping[str, tuple[NameNoun, ...]]
    vehicles: frozenset[str]
    titles: frozenset[str]
    bodies: frozenset[str]

    def type_of(self, name: str, kind: str) -> str:
        """The type of the ontology that a name's own head tells, given the label `kind`; empty where it tells none.

        >>> name_nouns().type_of("Museum of the River", "ORG"), name_nouns().type_of("Bergen Gazette", "PERSON")
        ('Facility', '')
        """
        return next((noun.type for noun in self.heads.get(head_noun(name.split()), ()) if not noun.kinds or kind in noun.kinds), "")

    def label_of(self, words: Sequence[str]) -> str:
        """The model's label that a name of several words has by its head; empty where that tells none."""
        if len(words) < 2:
            return ""
        return next((noun.label for noun in self.heads.get(head_noun(words), ()) if noun.label), "")


def head_noun(words: Sequence[str]) -> str:
    """The word, lower case, that says what a name is of: "League of the River" is no river; empty where there is none.

    >>> head_noun(["League", "of", "the", "River"]), head_noun(["Old", "Harbour"])
    ('league', 'harbour')
    """
    lower = [word.lower() for word in words]
    at = next((at for at, word in enumerate(lower) if word in _PARTS_FROM_HEAD and at), len(lower))
    return lower[at - 1] if lower else ""


@cache
def name_nouns() -> NameNouns:
    """All rows of `data/patterns/name_nouns.jsonl`; LexiconError with the line where one is not as it should be."""
    path = resources.path("patterns/name_nouns.jsonl")
    heads: dict[str, tuple[NameNoun, ...]] = {}
    classes: dict[str, set[str]] = {"vehicle": set(), "vehicle's title": set(), "no vehicle": set()}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            row: dict[str, Any] = json.loads(line)
            if row["class"] == "name noun":
                noun = NameNoun(row["type"], row.get("label", ""), frozenset(row.get("kinds", ())))
                for word in row["words"]:
                    heads[word] = (*heads.get(word, ()), noun)
            else:
                classes[row["class"]].update(row["words"])
        except (json.JSONDecodeError, KeyError, TypeError) as error:
            raise LexiconError(f"is no noun of names ({error})", where=f"{path}:{number}", remedy="reinstall kg") from error
    return NameNouns(heads, *(frozenset(classes[name]) for name in ("vehicle", "vehicle's title", "no vehicle")))
