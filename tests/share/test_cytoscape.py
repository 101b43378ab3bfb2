"""Cytoscape JSON: complete elements, whatever the text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.share.cytoscape import write_cyjs
from kg.share.edges import Choices, graph
from tests.share.hostile import HOSTILE
from tests.share.made import affair, rewritten

ALL = Choices(unasserted=True)


def test_elements_are_the_graph(tmp_path: Path) -> None:
    write_cyjs(affair(), tmp_path / "g.cyjs", choices=ALL)
    read = json.loads((tmp_path / "g.cyjs").read_text(encoding="ascii"))
    made = graph(affair(), ALL)
    assert [node["data"]["id"] for node in read["elements"]["nodes"]] == [node.id for node in made.nodes]
    assert [edge["data"]["interaction"] for edge in read["elements"]["edges"]] == [edge.kind for edge in made.edges]
    assert all(set(node["position"]) == {"x", "y"} for node in read["elements"]["nodes"])
    assert {edge["data"]["line"] for edge in read["elements"]["edges"] if not edge["data"]["plain"]} == {"dashed"}
    press = next(edge["data"] for edge in read["elements"]["edges"] if edge["data"]["kind"] == "press")
    assert press["claimants"] == ["Chadian officials"]


def test_no_claims_make_an_empty_network(tmp_path: Path) -> None:
    write_cyjs([], tmp_path / "g.cyjs")
    assert json.loads((tmp_path / "g.cyjs").read_text())["elements"] == {"nodes": [], "edges": []}


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_comes_back(tmp_path: Path, text: str) -> None:
    records = [rewritten(record, text) for record in affair()]
    write_cyjs(records, tmp_path / "g.cyjs", choices=ALL)
    read = json.loads((tmp_path / "g.cyjs").read_text())
    assert [edge["data"]["quote"] for edge in read["elements"]["edges"]] == [edge.quote for edge in graph(records, ALL).edges]
