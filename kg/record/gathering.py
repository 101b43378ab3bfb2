"""Articles that are new to a graph, gathered so that many are stored in one step: how a first build is made."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pyoxigraph as ox

from kg.names import Names
from kg.record.quads import parts
from kg.record.upkeep import Change, Pattern, by_subject, described, merged


class Gathering:
    """The quads of articles that wait to be stored together; what they say of one entity is made one description as they come."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.articles: list[str] = []
        self._own: list[ox.Quad] = []
        self._derived: dict[tuple[Any, Any], set[ox.Quad]] = {}

    def __len__(self) -> int:
        return len(self._own)

    def add(self, article: str, quads: Iterable[ox.Quad]) -> None:
        """Gather all that `article` (an id that is not in the graph) says."""
        own, derived = parts(quads, self.names.graph(article))
        self.articles.append(article)
        self._own += own
        for key, given in by_subject(derived).items():
            held = self._derived.get(key)
            self._derived[key] = given if held is None else self._joined(key, held, given)

    def changes(self, find: Pattern) -> tuple[Change, list[ox.Quad]]:
        """What changes in descriptions that the graph has, and the quads that only come.

        The change goes first: it names nothing that is not in the graph already, so a break between the two leaves no half article.
        """
        gone: set[ox.Quad] = set()
        instead: set[ox.Quad] = set()
        come = self._own[:]
        for key, given in self._derived.items():
            held = described(find, *key)
            final = self._joined(key, held, given) if held else given
            if held - final and self._one(key):
                gone |= held - final
                instead |= final - held
            else:
                come += final - held
        return Change(tuple(sorted(gone, key=str)), tuple(sorted(instead, key=str))), come

    def emptied(self) -> list[str]:
        """The ids of the articles gathered; none is any more."""
        articles, self.articles, self._own, self._derived = self.articles, [], [], {}
        return articles

    def _one(self, key: tuple[Any, Any]) -> bool:
        """Whether `key` (a subject and a graph) has one description, of which the better is kept."""
        return key[1].value in (self.names.entities, self.names.relations)

    def _joined(self, key: tuple[Any, Any], held: set[ox.Quad], given: set[ox.Quad]) -> set[ox.Quad]:
        return merged(held, given) if self._one(key) and held != given else held | given
