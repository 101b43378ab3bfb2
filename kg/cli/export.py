"""`kg export`: the graph as files for Gephi, tables, RDF tools, Neo4j and others."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from inspect import signature
from pathlib import Path
from typing import Annotated, Any

import typer

from kg import plugins
from kg.cli.console import number_of, tell
from kg.cli.options import NodesOption, StoreOption, families_of
from kg.errors import UsageError
from kg.record.store import open_store
from kg.search.claims import records
from kg.share.edges import Choices
from kg.share.files import folder_for
from kg.share.neo4j import neo4j_files
from kg.share.tables import pair

# The formats that make several files, and which those are.
_SEVERAL: dict[str, Callable[[Path], tuple[Path, ...]]] = {"csv": pair, "neo4j": neo4j_files}


class Detail(StrEnum):
    """What an edge stands for."""

    RELATION = "relation"
    CLAIM = "claim"


def export(
    format: Annotated[
        str,
        typer.Argument(
            help="One of: claims, gexf, graphml, csv, cyjs, neo4j, ftm, plover, trig, turtle, nquads, jsonld, rdf12, or an added one."
        ),
    ],
    store: StoreOption,
    output: Annotated[str, typer.Option("--output", "-o", help="The file to write (csv and neo4j: a folder); - is standard output.")] = "-",
    nodes: NodesOption = None,
    detail: Annotated[Detail, typer.Option(help="An edge for each relation of two nodes, or for each claim.")] = Detail.RELATION,
    since: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Only what is dated on this day or later.")] = None,
    until: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Only what is dated on this day or before.")] = None,
    min_sources: Annotated[int, typer.Option(min=1, help="Only edges with so many independent sources.")] = 1,
    min_confidence: Annotated[float, typer.Option(min=0, max=1, help="Only claims found with this confidence or more.")] = 0.0,
    unasserted: Annotated[
        bool, typer.Option("--unasserted", help="Show denied, possible, planned, wanted and conditional things too, marked as such.")
    ] = False,
) -> None:
    """Write the graph to a file. A file that stood there before stays until the new one is complete.

    The options on nodes, detail, dates and so on apply to gexf, graphml, csv, cyjs, neo4j, ftm and plover; the claims and the RDF formats
    always hold everything, each claim with its polarity and modality.

    Example: `kg export gexf --store graph -o graph.gexf --nodes actors --min-sources 2`
    """
    exporter = plugins.load("exporters", format)
    takes = signature(exporter).parameters
    choices = Choices(
        families=families_of(nodes),
        detail=detail.value,
        since=since.date() if since else None,
        until=until.date() if until else None,
        minimum_sources=min_sources,
        minimum_confidence=min_confidence,
        unasserted=unasserted,
    )
    if "choices" not in takes and choices != Choices():
        raise UsageError(f"{format} always holds everything", remedy="leave out the options that choose, or take another format")
    target = _target(output, format)
    with open_store(store, read_only=True) as opened:

        def write(path: Path) -> Any:
            given: Any = opened.quads(with_vocabulary=True) if "quads" in takes else records(opened)
            return exporter(given, path, choices=choices) if "choices" in takes else exporter(given, path)

        left_out = to_standard_output(write, format) if output == "-" else write(target)
    if output != "-":
        tell(f"wrote {', '.join(map(str, _SEVERAL[format](target) if format in _SEVERAL else [target]))}")
    for reason, number in left_out or ():
        tell(f"  left out {number_of(number, 'claim')}: {reason}")
    if not unasserted and any(reason.startswith("denied") for reason, _ in left_out or ()):
        tell("  show those, marked, with --unasserted")


def _target(output: str, format: str) -> Path:
    """The path that `output` means; UsageError where it is written as a folder, is none yet, and the format makes one file."""
    target = Path(output)
    if output.endswith("/") and not target.is_dir():
        if format not in _SEVERAL:
            raise UsageError("names a folder", where=output, remedy=f"name a file, such as {target / 'graph'}.{format}")
        folder_for(target)
    return target


def to_standard_output(write: Callable[[Path], Any], format: str) -> Any:
    """What `write` gives back; what it writes to a file goes to standard output once it is complete."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export"
        result = write(path)
        if path.is_dir():
            raise UsageError(f"{format} makes several files", remedy="name a folder with -o FOLDER")
        with path.open("rb") as file:
            shutil.copyfileobj(file, sys.stdout.buffer)
        sys.stdout.buffer.flush()
    return result
