"""CSV pairs: read back whole, and harmless in a spreadsheet."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from kg.share.edges import Choices, graph
from kg.share.tables import cell, write_csv
from tests.share.hostile import HOSTILE, texts
from tests.share.made import affair, rewritten

ALL = Choices(unasserted=True)


def read(path: Path) -> list[dict[str, str]]:
    csv.field_size_limit(sys.maxsize)
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def test_pair_has_the_columns_gephi_looks_for(tmp_path: Path) -> None:
    write_csv(affair(), tmp_path / "out", choices=ALL)
    nodes, edges = read(tmp_path / "out" / "nodes.csv"), read(tmp_path / "out" / "edges.csv")
    assert list(nodes[0])[:2] == ["Id", "Label"]
    assert list(edges[0])[:8] == ["Source", "Target", "Type", "Kind", "Id", "Label", "Weight", "Timeset"]
    assert {edge["Source"] for edge in edges} | {edge["Target"] for edge in edges} == {node["Id"] for node in nodes}
    press = next(edge for edge in edges if edge["Kind"] == "press")
    assert (press["Type"], press["Weight"], press["Timeset"]) == ("Directed", "2", "<[2015-07-08, 2015-07-08]; [2015-07-10, 2015-07-10]>")
    assert press["urls"] == "https://news.example/a1|https://news.example/a2"
    assert {edge["plain"] for edge in edges} == {"true", "false"}


def test_name_with_a_suffix_names_the_pair(tmp_path: Path) -> None:
    write_csv(affair(), tmp_path / "july.csv")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["july.edges.csv", "july.nodes.csv"]


@pytest.mark.parametrize("formula", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1"])
def test_no_cell_begins_a_formula(tmp_path: Path, formula: str) -> None:
    assert cell(formula).startswith("'")
    write_csv([rewritten(record, formula) for record in affair()], tmp_path, choices=ALL)
    for table in ("nodes.csv", "edges.csv"):
        for row in read(tmp_path / table):
            texts_of = [value for name, value in row.items() if name not in {"sign", "score", "Weight"}]
            assert not [value for value in texts_of if value.startswith(("=", "+", "-", "@", "\t", "\r", "＝"))]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_comes_back(tmp_path: Path, text: str) -> None:
    _hold(tmp_path, text)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts)
def test_any_text_comes_back(tmp_path: Path, text: str) -> None:
    _hold(tmp_path, text)


def _hold(folder: Path, text: str) -> None:
    records = [rewritten(record, text) for record in affair()]
    write_csv(records, folder, choices=ALL)
    written = [row["quote"].removeprefix("'") for row in read(folder / "edges.csv")]
    assert written == [_plain(edge.quote) for edge in graph(records, ALL).edges]


def _plain(text: str) -> str:
    return "".join("�" if c == "\x00" or "\ud800" <= c <= "\udfff" else c for c in text).removeprefix("'")
