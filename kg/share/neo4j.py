"""A graph for Neo4j: two tables for its bulk importer, and a Cypher script that needs no file beside it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from kg.share.edges import EDGE_ATTRIBUTES, NODE_ATTRIBUTES, Attribute, Choices, Edge, Graph, LeftOut, Node, Record, graph
from kg.share.files import folder_for, to_utf8, written
from kg.share.tables import LIST_MARK, csv_lines

_BATCH = 500
_CSV_TYPES = {"string": "", "liststring": ":string[]", "integer": ":int", "double": ":double", "boolean": ":boolean"}
_CYPHER_ESCAPES = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_CYPHER_UNSAFE = re.compile("[\\\\'\n\r\t\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def write_neo4j(records: Iterable[Record], path: Path, *, choices: Choices | None = None) -> LeftOut:
    """Write the graph of claim records to the folder `path`: `nodes.csv`, `relationships.csv` and `graph.cypher`.

    The tables are for `neo4j-admin database import` (with `--multiline-fields=true --array-delimiter="|"`), the script for
    `cypher-shell`; either makes the same graph. A relationship's type is its act ("REQUEST", "STANCE", or "RELATES_TO" where
    uncoded, led by "UNASSERTED_" where it is denied or not yet so); its `kind` and `relation` say it in words.
    Gives back how many claims were left out, by reason.
    """
    folder_for(path)
    made = graph(records, choices)
    with written(*neo4j_files(path)) as (nodes, edges, script):
        nodes.writelines(map(to_utf8, csv_lines(_node_rows(made))))
        edges.writelines(map(to_utf8, csv_lines(_edge_rows(made))))
        script.writelines(map(to_utf8, cypher(made)))
    return made.left_out


def neo4j_files(path: Path) -> tuple[Path, Path, Path]:
    """The three files that the folder `path` gets."""
    return path / "nodes.csv", path / "relationships.csv", path / "graph.cypher"


def cypher(graph: Graph) -> Iterator[str]:
    """A Cypher script that makes (or brings up to date) the graph, statement by statement, 500 rows in each."""
    yield "CREATE CONSTRAINT kg_entity IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;\n"
    by_label: dict[str, list[Node]] = defaultdict(list)
    for node in graph.nodes:
        by_label[name(node.type)].append(node)
    for label in sorted(by_label):
        for rows in _batches(by_label[label]):
            maps = ",\n  ".join(_map({"id": node.id, "label": node.label, **_values(node, NODE_ATTRIBUTES)}) for node in rows)
            yield f"UNWIND [\n  {maps}\n] AS row\nMERGE (n:Entity {{id: row.id}}) SET n += row, n:{label};\n"
    by_type: dict[str, list[Edge]] = defaultdict(list)
    for edge in graph.edges:
        by_type[relationship_type(edge)].append(edge)
    for type in sorted(by_type):
        for edges in _batches(by_type[type]):
            maps = ",\n  ".join(
                f"{{source: {_value(edge.source)}, target: {_value(edge.target)}, properties: {_map(_properties(edge))}}}" for edge in edges
            )
            yield (
                f"UNWIND [\n  {maps}\n] AS row\nMATCH (a:Entity {{id: row.source}}), (b:Entity {{id: row.target}})\n"
                f"MERGE (a)-[r:{type} {{id: row.properties.id}}]->(b) SET r += row.properties;\n"
            )


def relationship_type(edge: Edge) -> str:
    """The type of the relationship that an edge becomes: the head of its act code, marked where it is not asserted."""
    act = name(edge.event.partition("/")[0] or "RELATES_TO")
    return act if edge.plain else f"UNASSERTED_{act}"


def name(text: str) -> str:
    """`text` as a label or type that Cypher takes without quotes.

    >>> name("ArmedGroup"), name("x y`z"), name("")
    ('ArmedGroup', 'x_y_z', 'Thing')
    """
    plain = re.sub(r"[^A-Za-z0-9_]", "_", text)
    return plain if plain[:1].isalpha() else f"Thing{plain}"


def _node_rows(graph: Graph) -> Iterator[list[str]]:
    yield ["id:ID", "label", *(_heading(attribute) for attribute in NODE_ATTRIBUTES), ":LABEL"]
    for node in graph.nodes:
        yield [node.id, _flat(node.label), *_cells(node, NODE_ATTRIBUTES), f"Entity{LIST_MARK}{name(node.type)}"]


def _edge_rows(graph: Graph) -> Iterator[list[str]]:
    yield [":START_ID", ":END_ID", ":TYPE", "id", "kind", "weight:double", *(_heading(attribute) for attribute in EDGE_ATTRIBUTES)]
    for edge in graph.edges:
        head = [edge.source, edge.target, relationship_type(edge), edge.id, _flat(edge.kind), str(edge.weight)]
        yield [*head, *_cells(edge, EDGE_ATTRIBUTES)]


def _heading(attribute: Attribute) -> str:
    return attribute.name + _CSV_TYPES[attribute.type]


def _cells(item: Node | Edge, attributes: Iterable[Attribute]) -> list[str]:
    cells: list[str] = []
    for attribute in attributes:
        value = getattr(item, attribute.name)
        if attribute.type == "liststring":
            # The importer knows no escape for its array delimiter.
            cells.append(LIST_MARK.join(_flat(part).replace(LIST_MARK, "¦") for part in value))
        else:
            cells.append(_flat(value) if attribute.type == "string" else str(value).lower())
    return cells


def _flat(text: str) -> str:
    return text.replace("\x00", "\ufffd")


def _values(item: Node | Edge, attributes: Iterable[Attribute]) -> dict[str, Any]:
    return {attribute.name: getattr(item, attribute.name) for attribute in attributes}


def _properties(edge: Edge) -> dict[str, Any]:
    return {"id": edge.id, "kind": edge.kind, "weight": edge.weight, **_values(edge, EDGE_ATTRIBUTES)}


def _map(values: dict[str, Any]) -> str:
    return "{" + ", ".join(f"{key}: {_value(value)}" for key, value in values.items() if value not in ("", ())) + "}"


def _value(value: object) -> str:
    if isinstance(value, tuple):
        return "[" + ", ".join(map(_value, value)) + "]"
    if isinstance(value, str):
        return "'" + _CYPHER_UNSAFE.sub(_escape, value) + "'"
    return str(value).lower()


def _escape(match: re.Match[str]) -> str:
    char = match[0]
    return _CYPHER_ESCAPES.get(char) or ("\ufffd" if char == "\x00" or "\ud800" <= char <= "\udfff" else f"\\u{ord(char):04x}")


def _batches(items: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(items), _BATCH):
        yield items[start : start + _BATCH]
