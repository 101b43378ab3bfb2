"""GEXF 1.3 for Gephi, Gephi Lite and graphology: written edge by edge, in the part of the format that all of them read alike."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from kg.share.edges import (
    EDGE_ATTRIBUTES,
    FORBIDDEN,
    NODE_ATTRIBUTES,
    Attribute,
    Choices,
    Edge,
    Graph,
    LeftOut,
    Node,
    Record,
    Span,
    graph,
    kind_of,
)
from kg.share.files import write_text
from kg.share.layout import positions
from kg.share.palette import edge_colour, node_colour, node_size

_UNSAFE = re.compile(f'[&<>"\\t\\n\\r\x85\u2028{FORBIDDEN}]')
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}


def write_gexf(records: Iterable[Record], path: Path, *, choices: Choices | None = None) -> LeftOut:
    """Write the graph of claim records to `path` as GEXF 1.3, with a layout, colours by type and sign and sizes by degree.

    Gives back how many claims were left out, by reason.
    """
    made = graph(records, choices)
    write_graph(made, path)
    return made.left_out


def write_graph(graph: Graph, path: Path) -> None:
    """Write a graph that is already made to `path` as GEXF 1.3 (see `write_gexf`)."""
    write_text(path, lines(graph))


def lines(graph: Graph) -> Iterator[str]:
    """The GEXF file of `graph`, piece by piece.

    Edges with the same ends differ in `kind`, so Gephi keeps them apart; weights are above 0 and the sign stands in an
    attribute of its own; stretches of days stand as spells. Characters that XML cannot hold become U+FFFD.
    """
    dated = any(edge.spans for edge in graph.edges)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">\n'
    yield "  <meta>\n    <creator>kg</creator>\n    <description>Claims of news articles: who relates to whom</description>\n  </meta>\n"
    yield (
        '  <graph defaultedgetype="directed" mode="dynamic" timeformat="date" timerepresentation="interval">\n'
        if dated
        else ('  <graph defaultedgetype="directed" mode="static">\n')
    )
    yield from _declarations("node", NODE_ATTRIBUTES)
    yield from _declarations("edge", EDGE_ATTRIBUTES)
    yield f'    <nodes count="{len(graph.nodes)}">\n'
    node_values = _values_writer(NODE_ATTRIBUTES)
    for node, place in zip(graph.nodes, positions(graph), strict=True):
        yield _node(node, place, node_values)
    yield f'    </nodes>\n    <edges count="{len(graph.edges)}">\n'
    edge_values = _values_writer(EDGE_ATTRIBUTES)
    for edge in graph.edges:
        yield _edge(edge, edge_values)
    yield "    </edges>\n  </graph>\n</gexf>\n"


def escaped(text: str) -> str:
    r"""`text` as it may stand in an XML attribute: markup and line breaks escaped, characters XML cannot hold made U+FFFD.

    >>> escaped('a "b" <c>\n\x00')
    'a &quot;b&quot; &lt;c&gt;&#10;�'
    """
    return _UNSAFE.sub(_escape, text) if _UNSAFE.search(text) else text


def _escape(match: re.Match[str]) -> str:
    char = match[0]
    return _ENTITIES.get(char) or ("\ufffd" if char not in "\x85\u2028" else f"&#{ord(char)};")


def liststring(items: Iterable[str]) -> str:
    r"""`items` as the value of a liststring attribute, each in quotes, as Gephi and graphology split them.

    >>> liststring(["Hurriyet", 'a "b", c\\'])
    '["Hurriyet", "a \\"b\\", c\\\\"]'
    """
    return "[" + ", ".join('"' + item.replace("\\", "\\\\").replace('"', '\\"') + '"' for item in items) + "]"


def _declarations(kind: str, attributes: Iterable[Attribute]) -> Iterator[str]:
    yield f'    <attributes class="{kind}" mode="static">\n'
    for attribute in attributes:
        yield f'      <attribute id="{attribute.name}" title="{attribute.name}" type="{attribute.type}"/>\n'
    yield "    </attributes>\n"


def _values_writer(attributes: Iterable[Attribute]) -> Callable[[Node | Edge], str]:
    """A function from a node or edge to its attvalue elements; an empty value has none."""
    columns = [(attribute.name, attribute.type, f'<attvalue for="{attribute.name}" value="') for attribute in attributes]

    def values(item: Node | Edge) -> str:
        parts: list[str] = []
        for name, type, opening in columns:
            value = getattr(item, name)
            if type == "string":
                if value:
                    parts.append(f'{opening}{escaped(value)}"/>')
            elif type == "liststring":
                if value:
                    parts.append(f'{opening}{escaped(liststring(value))}"/>')
            elif type == "boolean":
                parts.append(f'{opening}{"true" if value else "false"}"/>')
            else:
                parts.append(f'{opening}{value}"/>')
        return "".join(parts)

    return values


def _spells(spans: tuple[Span, ...]) -> str:
    spells = "".join(f'<spell start="{first}" end="{last}"/>' for first, last in spans)
    return f"<spells>{spells}</spells>" if spells else ""


def _node(node: Node, place: tuple[float, float], values: Callable[[Node | Edge], str]) -> str:
    r, g, b = node_colour(node.type)
    return (
        f'      <node id="{escaped(node.id)}" label="{escaped(node.label)}">'
        f'<attvalues>{values(node)}</attvalues>{_spells(node.spans)}<viz:color r="{r}" g="{g}" b="{b}" a="1.0"/>'
        f'<viz:position x="{place[0]}" y="{place[1]}" z="0.0"/><viz:size value="{node_size(node.degree)}"/></node>\n'
    )


def _edge(edge: Edge, values: Callable[[Node | Edge], str]) -> str:
    r, g, b = edge_colour(edge.sign, edge.plain)
    label = escaped(edge.relation if edge.plain else kind_of(edge.relation, edge.polarity, edge.modality))
    shape = "" if edge.plain else '<viz:shape value="dashed"/>'
    return (
        f'      <edge id="{escaped(edge.id)}" source="{escaped(edge.source)}" target="{escaped(edge.target)}" '
        f'kind="{escaped(edge.kind)}" label="{label}" weight="{edge.weight}">'
        f"<attvalues>{values(edge)}</attvalues>{_spells(edge.spans)}"
        f'<viz:color r="{r}" g="{g}" b="{b}" a="{"0.8" if edge.plain else "0.5"}"/>{shape}</edge>\n'
    )
