"""The graph as a networkx MultiDiGraph, for measures and for other tools that take one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import networkx as nx

from kg.share.edges import Choices, Record, graph, iso

if TYPE_CHECKING:
    Network = nx.MultiDiGraph[str]


def network(records: Iterable[Record], choices: Choices | None = None) -> Network:
    """A MultiDiGraph of claim records, with the attributes that the graph files carry.

    Nodes are keyed by IRI, parallel edges by their kind ("press", "not: aid"). Lists are Python lists, a missing text is "", and `days`
    are the stretches of days in ISO 8601 ("2015-07-08", "2015-01-01/2015-12-31").

    >>> claim = {"id": "c1", "subject": {"id": "us", "label": "United States", "type": "State"}, "polarity": "positive",
    ...          "relation": {"label": "press", "sign": -1}, "object": {"id": "tr", "label": "Turkey", "type": "State"},
    ...          "modality": "asserted", "article": {"id": "a1"}, "evidence": {"quote": "Washington pressed Ankara."}}
    >>> found = network([claim])
    >>> found.edges["us", "tr", "press"]["quote"], found.nodes["us"]["label"]
    ('Washington pressed Ankara.', 'United States')
    """
    made = graph(records, choices)
    found: Network = nx.MultiDiGraph()
    for node in made.nodes:
        attributes = _listed(asdict(node))
        found.add_node(attributes.pop("id"), **attributes)
    for edge in made.edges:
        attributes = _listed(asdict(edge))
        found.add_edge(attributes.pop("source"), attributes.pop("target"), key=attributes["kind"], **attributes)
    return found


def _listed(values: dict[str, Any]) -> dict[str, Any]:
    days = iso(values.pop("spans"))
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()} | {"days": days}
