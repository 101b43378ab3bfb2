"""From a row of an answer back to the claims it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.errors import UsageError
from kg.names import ONTOLOGY
from kg.search.claims import record

if TYPE_CHECKING:
    from kg.record.store import Store

_SUBJECTS, _OBJECTS = ("subject", "actor", "person"), ("object", "target", "office", "neighbour")
_CLAIMS = ("claim", "said", "denied")


def edge_evidence(store: Store, row: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The claims behind a row, as objects of the claims file: those it names, else all of the edge it describes.

    A row describes an edge by `subject` (or `actor`, `person`), `object` (or `target`, `office`, `neighbour`) and `relation`, as far as
    it has them. Raises UsageError for a row that has neither claim nor edge.
    """
    named = [row[name].value for name in _CLAIMS if isinstance(row.get(name), ox.NamedNode)]
    iris = named or _of_edge(store, row)
    found = (record(store, iri) for iri in iris)
    return [claim for claim in found if claim is not None]


def _of_edge(store: Store, row: Mapping[str, Any]) -> list[str]:
    ends = {
        "subject": next((row[name] for name in _SUBJECTS if isinstance(row.get(name), ox.NamedNode)), None),
        "object": next((row[name] for name in _OBJECTS if isinstance(row.get(name), ox.NamedNode)), None),
        "relation": row.get("relation") if isinstance(row.get("relation"), ox.NamedNode) else None,
    }
    direction = getattr(row.get("direction"), "value", "to")
    if direction == "from":
        ends["subject"], ends["object"] = ends["object"], ends["subject"]
    known = {name: term for name, term in ends.items() if term is not None}
    if not known:
        raise UsageError(
            "the rows name no claim and no edge", remedy="select ?claim, or the IRIs ?subject, ?relation and ?object beside their labels"
        )
    claims: set[str] | None = None
    for name, term in known.items():
        found = {str(getattr(quad.subject, "value", "")) for quad in store.find(None, ox.NamedNode(ONTOLOGY + name), term, None)}
        claims = found if claims is None else claims & found
    return sorted(claims or ())
