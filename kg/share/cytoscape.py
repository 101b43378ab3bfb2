"""Cytoscape JSON (cyjs), for Cytoscape desktop and cytoscape.js."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from kg.share.edges import EDGE_ATTRIBUTES, NODE_ATTRIBUTES, Attribute, Choices, Edge, Graph, LeftOut, Node, Record, graph, iso
from kg.share.files import write_text
from kg.share.layout import positions
from kg.share.palette import Colour, edge_colour, node_colour, node_size


def write_cyjs(records: Iterable[Record], path: Path, *, choices: Choices | None = None) -> LeftOut:
    """Write the graph of claim records to `path` as Cytoscape JSON: every element with its data, nodes with a position.

    `name` and `interaction` are set as Cytoscape's own network files set them; lists stay lists. Gives back how many claims were left
    out, by reason.
    """
    made = graph(records, choices)
    write_text(path, pieces(made))
    return made.left_out


def pieces(graph: Graph) -> Iterator[str]:
    """The file, piece by piece: one element a line."""
    yield '{"format_version": "1.0", "generated_by": "kg", "target_cytoscapejs_version": "~3", "data": {"name": "claims"},\n'
    yield '"elements": {"nodes": ['
    for number, (node, (x, y)) in enumerate(zip(graph.nodes, positions(graph), strict=True)):
        data = {"id": node.id, "name": node.label, "label": node.label, **_values(node, NODE_ATTRIBUTES)}
        data |= {"days": iso(node.spans), "size": node_size(node.degree), "colour": _hex(node_colour(node.type))}
        # Cytoscape's y axis points down.
        yield _element(number, {"data": data, "position": {"x": x, "y": 0.0 - y}})
    yield '],\n"edges": ['
    for number, edge in enumerate(graph.edges):
        data = {"id": edge.id, "source": edge.source, "target": edge.target, "name": edge.kind, "interaction": edge.kind}
        data |= {"kind": edge.kind, "weight": edge.weight, **_values(edge, EDGE_ATTRIBUTES), "days": iso(edge.spans)}
        data |= {"colour": _hex(edge_colour(edge.sign, edge.plain)), "line": "solid" if edge.plain else "dashed"}
        yield _element(number, {"data": data})
    yield "]}}\n"


def _element(number: int, element: dict[str, Any]) -> str:
    # ASCII only: readers of old Cytoscape versions take the platform's encoding.
    return ("," if number else "") + "\n" + json.dumps(element)


def _values(item: Node | Edge, attributes: Iterable[Attribute]) -> dict[str, Any]:
    values = {attribute.name: getattr(item, attribute.name) for attribute in attributes}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}


def _hex(colour: Colour) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)
