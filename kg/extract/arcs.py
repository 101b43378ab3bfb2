"""One arc of a parse to set anew, and what the repairs of arcs ask about."""

from __future__ import annotations

from typing import NamedTuple

from kg.extract.grammar import Word

SPEECH = frozenset(
    "say tell add report note claim warn quote insist declare argue ask write reply continue announce determine conclude rule find decide "
    "believe allege confirm".split()
)


SHARES = frozenset("most much many more some all none half part one several few both each any majority bulk rest third quarter".split())
"""Words for how much of something is meant: "most of the town"."""


class Repair(NamedTuple):
    """One arc to set: the token, its new head and its new dependency."""

    token: int
    head: int
    dep: str


def case_of(word: Word) -> str:
    """The preposition before a phrase, lower case, or ""."""
    return next(
        (child.lower for child in word.children if child.dep == "case" and child.i < word.i and child.lower not in ("'s", "’s")), ""
    )
