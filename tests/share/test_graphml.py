"""GraphML: parallel relations survive networkx's reading, attributes keep their types."""

from __future__ import annotations

import json
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings

from kg.share.edges import Choices, graph
from kg.share.graphml import write_graphml
from tests.share.hostile import HOSTILE, texts
from tests.share.made import affair, rewritten

ALL = Choices(unasserted=True, detail="claim")


def test_networkx_reads_every_node_edge_and_type(tmp_path: Path) -> None:
    write_graphml(affair(), tmp_path / "g.graphml", choices=ALL)
    made, read = graph(affair(), ALL), nx.read_graphml(tmp_path / "g.graphml", force_multigraph=True)
    assert sorted(read.nodes) == [node.id for node in made.nodes]
    assert sorted(key for _, _, key in read.edges(keys=True)) == sorted(edge.id for edge in made.edges)
    found = {key: data for _, _, key, data in read.edges(keys=True, data=True)}
    for edge in made.edges:
        data = found[edge.id]
        assert (data["label"], data["weight"], data["sign"], data["plain"], data["quote"]) == (
            edge.kind,
            edge.weight,
            edge.sign,
            edge.plain,
            edge.quote,
        )
        assert json.loads(data.get("claimants", "[]")) == list(edge.claimants)
    assert all(isinstance(data["x"], float) for _, data in read.nodes(data=True))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_readable(tmp_path: Path, text: str) -> None:
    _hold(tmp_path / "g.graphml", text)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts)
def test_any_text_stays_readable(tmp_path: Path, text: str) -> None:
    _hold(tmp_path / "g.graphml", text)


def _hold(path: Path, text: str) -> None:
    records = [rewritten(record, text) for record in affair()]
    write_graphml(records, path, choices=ALL)
    read = nx.read_graphml(path, force_multigraph=True)
    assert read.number_of_edges() == len(graph(records, ALL).edges)
