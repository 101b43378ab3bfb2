"""Who and what a graph is about: its entities as it describes them, and how often each is mentioned."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.model import Entity
from kg.names import ONTOLOGY, PREFIXES

if TYPE_CHECKING:
    from kg.record.store import Store


def described(store: Store) -> dict[str, Entity]:
    """The entities of a graph by id, as it describes them; sorted by id."""
    root = store.names.entity("")
    known: dict[str, dict[str, list[str]]] = {}
    for quad in store.find(None, None, None, ox.NamedNode(store.names.entities)):
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode | ox.Literal):
            known.setdefault(quad.subject.value, {}).setdefault(quad.predicate.value, []).append(quad.object.value)
    found: dict[str, Entity] = {}
    for iri in sorted(known):
        values = known[iri]
        if kind := _one(values, PREFIXES["rdf"] + "type").removeprefix(ONTOLOGY):
            id = iri.removeprefix(root)
            found[id] = Entity(
                id,
                _one(values, PREFIXES["skos"] + "prefLabel"),
                kind,
                tuple(sorted(values.get(PREFIXES["skos"] + "exactMatch", []), reverse=True)),
                _one(values, ONTOLOGY + "country"),
                _one(values, ONTOLOGY + "sector"),
                _one(values, ONTOLOGY + "partOf").removeprefix(root),
            )
    return found


def mention_counts(store: Store) -> Counter[str]:
    """How many mentions each entity (by id) has in the articles of a graph."""
    root = store.names.entity("")
    return Counter(
        quad.object.value.removeprefix(root)
        for quad in store.find(None, ox.NamedNode(ONTOLOGY + "refersTo"), None, None)
        if isinstance(quad.object, ox.NamedNode)
    )


def _one(values: dict[str, list[str]], predicate: str) -> str:
    return min(values.get(predicate, [""]))
