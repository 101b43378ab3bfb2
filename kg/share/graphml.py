"""GraphML for yEd, igraph, Cytoscape and networkx: typed keys, and an id of its own for every edge."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.share.edges import EDGE_ATTRIBUTES, NODE_ATTRIBUTES, Attribute, Choices, Edge, Graph, LeftOut, Node, Record, graph
from kg.share.files import write_text
from kg.share.gexf import escaped, liststring
from kg.share.layout import positions

_TYPES = {"string": "string", "liststring": "string", "integer": "int", "double": "double", "boolean": "boolean"}
_NODE = (Attribute("label", "string"), *NODE_ATTRIBUTES)
_EDGE = (Attribute("label", "string"), Attribute("weight", "double"), *EDGE_ATTRIBUTES)


def write_graphml(records: Iterable[Record], path: Path, *, choices: Choices | None = None) -> LeftOut:
    """Write the graph of claim records to `path` as GraphML.

    Every edge has an id of its own, so that readers that key parallel edges by id (networkx) keep each. Lists stand as text in
    the form `["a", "b"]`, which is JSON too. Gives back how many claims were left out, by reason.
    """
    made = graph(records, choices)
    write_text(path, lines(made))
    return made.left_out


def lines(graph: Graph) -> Iterator[str]:
    """The GraphML file of `graph`, piece by piece."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    for prefix, kind, attributes in (("n", "node", _NODE), ("e", "edge", _EDGE)):
        for attribute in attributes:
            yield (
                f'  <key id="{prefix}_{attribute.name}" for="{kind}" attr.name="{attribute.name}" attr.type="{_TYPES[attribute.type]}"/>\n'
            )
    yield '  <key id="n_x" for="node" attr.name="x" attr.type="double"/>\n  <key id="n_y" for="node" attr.name="y" attr.type="double"/>\n'
    yield '  <graph id="claims" edgedefault="directed">\n'
    for node, (x, y) in zip(graph.nodes, positions(graph), strict=True):
        yield (
            f'    <node id="{escaped(node.id)}">{_data("n", node.label, node, NODE_ATTRIBUTES)}'
            f'<data key="n_x">{x}</data><data key="n_y">{y}</data></node>\n'
        )
    for edge in graph.edges:
        yield (
            f'    <edge id="{edge.id}" source="{escaped(edge.source)}" target="{escaped(edge.target)}">'
            f'<data key="e_weight">{edge.weight}</data>{_data("e", edge.kind, edge, EDGE_ATTRIBUTES)}</edge>\n'
        )
    yield "  </graph>\n</graphml>\n"


def _data(prefix: str, label: str, item: Node | Edge, attributes: Iterable[Attribute]) -> str:
    parts = [f'<data key="{prefix}_label">{escaped(label)}</data>']
    for attribute in attributes:
        value = getattr(item, attribute.name)
        if attribute.type == "boolean":
            value = "true" if value else "false"
        elif attribute.type == "liststring":
            value = liststring(value) if value else ""
        if value != "":
            parts.append(f'<data key="{prefix}_{attribute.name}">{escaped(str(value))}</data>')
    return "".join(parts)
