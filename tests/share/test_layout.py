"""Positions: the same each time, apart, and near what they are linked to."""

from __future__ import annotations

from math import dist

import pytest

from kg.share import layout
from kg.share.edges import Choices, Graph, graph
from kg.share.layout import positions
from tests.share.made import affair, many


def placed(made: Graph) -> dict[str, tuple[float, float]]:
    return dict(zip((node.id for node in made.nodes), positions(made), strict=True))


def test_nothing_and_one_node_have_places() -> None:
    assert positions(Graph((), ())) == []
    loop = graph([record for record in affair() if record["relation"]["label"] == "fight"])
    assert positions(loop) == [(0.0, 0.0)]


@pytest.mark.parametrize("nodes", [30, 1200])
def test_the_same_graph_lies_the_same_way(nodes: int) -> None:
    made = graph(many(3 * nodes, nodes))
    assert positions(made) == positions(made)
    assert len(set(positions(made))) == len(made.nodes)


@pytest.mark.parametrize("small", [500, 0])
def test_linked_nodes_lie_nearer_than_others(monkeypatch: pytest.MonkeyPatch, small: int) -> None:
    """Two rings joined by one edge: neighbours in a ring are nearer to each other than nodes of different rings."""
    monkeypatch.setattr(layout, "_SMALL", small)
    template = affair()[2]
    records = []
    for ring in "ab":
        for n in range(12):
            for other in ((n + 1) % 12, (n + 2) % 12):
                ends = [{"id": f"{ring}{m:02}", "label": f"{ring}{m}", "type": "State"} for m in (n, other)]
                records.append({**template, "id": f"{ring}{n}-{other}", "subject": ends[0], "object": ends[1]})
    records.append({**template, "id": "bridge", "subject": records[0]["subject"], "object": records[-1]["object"]})
    place = placed(graph(records))
    near = [dist(place[r["subject"]["id"]], place[r["object"]["id"]]) for r in records[:-1]]
    far = [dist(place[f"a{n:02}"], place[f"b{m:02}"]) for n in range(12) for m in range(12)]
    assert sum(near) / len(near) < 0.6 * sum(far) / len(far)
    assert min(dist(a, b) for i, a in enumerate(place.values()) for j, b in enumerate(place.values()) if i < j) > 5


def test_unconnected_parts_do_not_overlap() -> None:
    place = placed(graph(affair(), Choices(unasserted=True)))
    pair = [place[id] for id in place if "person" in id or "office" in id]
    rest = [place[id] for id in place if "person" not in id and "office" not in id]
    assert min(dist(a, b) for a in pair for b in rest) > 60
