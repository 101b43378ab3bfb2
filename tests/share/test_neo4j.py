"""Neo4j: importer tables and a Cypher script whose strings cannot be broken out of."""

from __future__ import annotations

import csv
import re
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from kg.share.edges import Choices, graph
from kg.share.neo4j import cypher, write_neo4j
from tests.share.hostile import HOSTILE, texts
from tests.share.made import affair, many, rewritten

ALL = Choices(unasserted=True)
# a Cypher string in single quotes: anything but a quote, backslash or line break, or an escape
STRING = re.compile(r"'((?:[^'\\\n\r]|\\['\\nrt]|\\u[0-9a-f]{4})*)'")
ESCAPE = re.compile(r"\\(u[0-9a-f]{4}|.)")


def strings(script: str) -> tuple[list[str], str]:
    """The strings of a Cypher script as Neo4j would read them, and the script without them."""

    def plain(match: re.Match[str]) -> str:
        code = match[1]
        return chr(int(code[1:], 16)) if code[0] == "u" else {"n": "\n", "r": "\r", "t": "\t"}.get(code, code)

    return [ESCAPE.sub(plain, text) for text in STRING.findall(script)], STRING.sub("'…'", script)


def test_tables_have_the_importers_headings(tmp_path: Path) -> None:
    write_neo4j(affair(), tmp_path / "neo", choices=ALL)
    assert sorted(path.name for path in (tmp_path / "neo").iterdir()) == ["graph.cypher", "nodes.csv", "relationships.csv"]
    with (tmp_path / "neo" / "nodes.csv").open(newline="", encoding="utf-8") as file:
        nodes = list(csv.DictReader(file))
    with (tmp_path / "neo" / "relationships.csv").open(newline="", encoding="utf-8") as file:
        edges = list(csv.DictReader(file))
    assert {"id:ID", "label", "claims:int", "mentions:string[]", ":LABEL"} <= set(nodes[0])
    assert {":START_ID", ":END_ID", ":TYPE", "weight:double", "plain:boolean"} <= set(edges[0])
    assert {edge[":START_ID"] for edge in edges} | {edge[":END_ID"] for edge in edges} == {node["id:ID"] for node in nodes}
    types = {edge["kind"]: edge[":TYPE"] for edge in edges}
    assert (types["press"], types["not: aid"], types["wary of"]) == ("REQUEST", "UNASSERTED_AID", "STANCE")


def test_script_makes_every_node_and_edge_once() -> None:
    made = graph(affair(), ALL)
    found, outside = strings("".join(cypher(made)))
    assert all(found.count(edge.id) == 1 for edge in made.edges)
    assert outside.count(";\n") == len(re.findall(r"^(?:CREATE|UNWIND)", outside, re.MULTILINE))
    assert {"n:ArmedGroup", "n:State"} <= set(re.findall(r"n:\w+", outside))


def test_large_graph_is_parted_into_statements_of_500_rows() -> None:
    made = graph(many(1500, 400))
    script = "".join(cypher(made))
    rows = [statement.count("{source: ") for statement in script.split("UNWIND") if "{source: " in statement]
    assert sum(rows) == len(made.edges)
    assert max(rows) == 500


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_inside_its_string(text: str) -> None:
    _hold(text)


@settings(max_examples=30, deadline=None)
@given(texts)
def test_any_text_stays_inside_its_string(text: str) -> None:
    _hold(text)


def _hold(text: str) -> None:
    made = graph([rewritten(record, text) for record in affair()], ALL)
    found, outside = strings("".join(cypher(made)))
    expected = strings("".join(cypher(graph(affair(), ALL))))[1]
    assert sorted(set(re.sub(r"\s", "", outside))) == sorted(set(re.sub(r"\s", "", expected)))
    for edge in made.edges:
        assert "".join("�" if c == "\x00" or "\ud800" <= c <= "\udfff" else c for c in edge.quote) in found


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts)
def test_any_text_makes_readable_tables(tmp_path: Path, text: str) -> None:
    records = [rewritten(record, text) for record in affair()]
    write_neo4j(records, tmp_path, choices=ALL)
    csv.field_size_limit(sys.maxsize)
    with (tmp_path / "relationships.csv").open(newline="", encoding="utf-8") as file:
        assert len(list(csv.reader(file, strict=True))) == len(graph(records, ALL).edges) + 1
