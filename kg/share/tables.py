"""A graph as a pair of CSV tables, for Gephi's spreadsheet import, pandas and R."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from pathlib import Path

from kg.share.edges import EDGE_ATTRIBUTES, NODE_ATTRIBUTES, Attribute, Choices, Edge, Graph, LeftOut, Node, Record, Span, graph
from kg.share.files import folder_for, to_utf8, written

LIST_MARK = "|"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def write_csv(records: Iterable[Record], path: Path, *, choices: Choices | None = None) -> LeftOut:
    """Write the graph of claim records as two tables: `nodes.csv` and `edges.csv` in the folder `path`.

    A `path` with a suffix names the pair instead: "graph.csv" gives "graph.nodes.csv" and "graph.edges.csv". The first columns
    are what Gephi's import looks for: Id, Label; Source, Target, Type, Kind, Id, Label, Weight, Timeset.
    Gives back how many claims were left out, by reason.
    """
    nodes, edges = pair(path)
    made = graph(records, choices)
    with written(nodes, edges) as (node_file, edge_file):
        node_file.writelines(map(to_utf8, csv_lines(node_rows(made))))
        edge_file.writelines(map(to_utf8, csv_lines(edge_rows(made))))
    return made.left_out


def pair(path: Path, names: tuple[str, str] = ("nodes.csv", "edges.csv")) -> tuple[Path, Path]:
    """The two files that `path` stands for.

    >>> [str(file) for file in pair(Path("graph.csv"))]
    ['graph.nodes.csv', 'graph.edges.csv']
    """
    if path.suffix and not path.is_dir():
        return path.with_name(f"{path.stem}.{names[0]}"), path.with_name(f"{path.stem}.{names[1]}")
    folder = folder_for(path)
    return folder / names[0], folder / names[1]


def node_rows(graph: Graph) -> Iterator[list[str]]:
    """The head and the rows of the table of nodes."""
    yield ["Id", "Label", *(attribute.name for attribute in NODE_ATTRIBUTES), "Timeset"]
    for node in graph.nodes:
        yield [cell(node.id), cell(node.label), *_cells(node, NODE_ATTRIBUTES), _timeset(node.spans)]


def edge_rows(graph: Graph) -> Iterator[list[str]]:
    """The head and the rows of the table of edges."""
    yield ["Source", "Target", "Type", "Kind", "Id", "Label", "Weight", "Timeset", *(attribute.name for attribute in EDGE_ATTRIBUTES)]
    for edge in graph.edges:
        ends = [cell(edge.source), cell(edge.target)]
        kind = cell(edge.kind)
        yield [*ends, "Directed", kind, edge.id, kind, f"{edge.weight:g}", _timeset(edge.spans), *_cells(edge, EDGE_ATTRIBUTES)]


def cell(text: str) -> str:
    r"""`text` as a cell that a spreadsheet shows and never runs: a formula's first sign is led by an apostrophe; no NUL.

    >>> cell("=HYPERLINK(1)"), cell("Ankara"), cell("-5")
    ("'=HYPERLINK(1)", 'Ankara', "'-5")
    """
    text = text.replace("\x00", "\ufffd")
    return f"'{text}" if text.startswith(_FORMULA) else text


def joined(items: Iterable[str]) -> str:
    r"""`items` in one cell, parted by "|"; a "|" or backslash inside an item is led by a backslash.

    >>> joined(["a", "b|c"])
    'a|b\\|c'
    """
    return LIST_MARK.join(item.replace("\\", "\\\\").replace(LIST_MARK, "\\" + LIST_MARK) for item in items)


def _cells(item: Node | Edge, attributes: Sequence[Attribute]) -> list[str]:
    cells: list[str] = []
    for attribute in attributes:
        value = getattr(item, attribute.name)
        if attribute.type == "liststring":
            cells.append(cell(joined(value)))
        elif attribute.type == "string":
            cells.append(cell(value))
        else:
            cells.append(str(value).lower() if attribute.type == "boolean" else str(value))
    return cells


def _timeset(spans: Sequence[Span]) -> str:
    """Stretches of days as Gephi's spreadsheet import reads intervals."""
    return f"<{'; '.join(f'[{first}, {last}]' for first, last in spans)}>" if spans else ""


def csv_lines(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """The rows as lines of RFC 4180 text."""
    buffer = StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    for row in rows:
        writer.writerow(row)
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
