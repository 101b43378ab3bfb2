"""The networkx view says what the files say."""

from __future__ import annotations

import networkx as nx

from kg.share.edges import Choices, graph
from kg.share.network import network
from tests.share.made import affair

ALL = Choices(unasserted=True)


def test_network_is_the_graph_with_parallel_edges() -> None:
    found, made = network(affair(), ALL), graph(affair(), ALL)
    assert isinstance(found, nx.MultiDiGraph)
    assert list(found.nodes) == [node.id for node in made.nodes]
    assert [(s, t, k) for s, t, k in found.edges(keys=True)] == [(edge.source, edge.target, edge.kind) for edge in made.edges]
    for edge in made.edges:
        data = found.edges[edge.source, edge.target, edge.kind]
        assert (data["quote"], data["weight"], data["claim_ids"]) == (edge.quote, edge.weight, list(edge.claim_ids))


def test_measures_run_on_it() -> None:
    found = network(affair())
    between = nx.betweenness_centrality(nx.DiGraph(found))
    assert between.keys() == set(found.nodes)
    assert {len(part) for part in nx.weakly_connected_components(found)} <= set(range(1, len(found) + 1))
    assert sum(dict(found.degree()).values()) == 2 * found.number_of_edges() > 0
