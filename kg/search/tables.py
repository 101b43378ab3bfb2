"""Tables of answers as text: SPARQL 1.1 CSV, TSV and JSON, and Markdown."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any

import pyoxigraph as ox

from kg.errors import one_line
from kg.search.questions import Table, plain

# What other commands take as the name of a claim or an article.
_NAMED = re.compile(r"#claim-(?P<claim>\w{8})|/article/(?P<article>[0-9a-f]{16})$")


def columns_of(table: Table, iris: bool) -> list[tuple[str, int]]:
    """The columns to show with their places; an IRI whose label stands beside it is left out, and the label gets its name."""
    named = set(table.columns)
    shown: list[tuple[str, int]] = []
    for place, name in enumerate(table.columns):
        if not iris and f"{name}_label" in named:
            continue
        base = name.removesuffix("_label")
        shown.append((base if not iris and base in named else name, place))
    return shown


def cell(value: Any) -> str:
    """A term as a table shows it: its plain value on one line, a claim by the start of its key, an article by its id, nothing for None."""
    if value is None:
        return ""
    text = plain(value)
    if isinstance(value, ox.NamedNode) and (named := _NAMED.search(text)):
        return named["claim"] or named["article"]
    return one_line(text)


def markdown(table: Table, *, iris: bool = False) -> str:
    r"""A table in Markdown; bars and line breaks in cells are escaped.

    >>> print(markdown(Table(("said",), ((ox.Literal("a|b"),),))), end="")
    | said |
    |---|
    | a\|b |
    """
    columns = columns_of(table, iris)
    lines = ["| " + " | ".join(name for name, _ in columns) + " |", "|" + "---|" * len(columns)]
    for row in table.rows:
        cells = (cell(row[n]).replace("\\", "\\\\").replace("|", "\\|") for _, n in columns)
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def as_csv(table: Table) -> str:
    """A table as SPARQL 1.1 CSV: plain values, rows ended by CR LF as the standard has it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(table.columns)
    writer.writerows(["" if value is None else plain(value) for value in row] for row in table.rows)
    return out.getvalue()


def as_tsv(table: Table) -> str:
    """A table as SPARQL 1.1 TSV: terms as in Turtle, which tells IRIs from text."""
    lines = ["\t".join(f"?{name}" for name in table.columns)]
    lines += ["\t".join("" if value is None else str(value).replace("\t", "\\t") for value in row) for row in table.rows]
    return "\n".join(lines) + "\n"


def as_json(table: Table) -> str:
    """A table as SPARQL 1.1 JSON."""
    bindings = [{name: _json(value) for name, value in zip(table.columns, row, strict=True) if value is not None} for row in table.rows]
    return json.dumps({"head": {"vars": list(table.columns)}, "results": {"bindings": bindings}}, ensure_ascii=False, indent=1)


def _json(value: Any) -> dict[str, str]:
    if isinstance(value, ox.NamedNode):
        return {"type": "uri", "value": value.value}
    if isinstance(value, ox.Literal):
        if value.language:
            return {"type": "literal", "value": value.value, "xml:lang": value.language}
        datatype = value.datatype.value
        return {"type": "literal", "value": value.value} | ({} if datatype.endswith("#string") else {"datatype": datatype})
    return {"type": "bnode", "value": plain(value)}
