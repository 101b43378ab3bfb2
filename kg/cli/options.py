"""Options that several commands share, so that they read the same everywhere."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg import plugins


class Nodes(StrEnum):
    """What may be a node of the graph."""

    ACTORS = "actors"
    PLACES = "places"
    THINGS = "things"


StoreOption = Annotated[
    Path,
    typer.Option("--store", "-s", envvar="KG_STORE", help="The graph: a folder made by `kg build` (or set KG_STORE).", show_default=False),
]
LexiconOption = Annotated[
    list[Path] | None,
    typer.Option("--lexicon", help="A CSV or JSONL file of your own actors, on top of those that travel with kg; may be repeated."),
]
ExtractorOption = Annotated[
    list[str] | None,
    typer.Option(
        "--extractor", help="An extractor by name, such as one of another package; may be repeated.", show_default="dependency.v1"
    ),
]
NodesOption = Annotated[list[Nodes] | None, typer.Option(help="Kinds of nodes; may be repeated.", show_default="all")]
BaseOption = Annotated[str | None, typer.Option("--base", help="Base IRI of a new graph.", show_default="https://kg.example.org/")]


def extractors_of(given: list[str] | None) -> tuple[str, ...]:
    """The names that were given, or those that are taken without any; UsageError for one that nothing is registered under."""
    for name in given or ():
        plugins.load("extractors", name)
    return tuple(given or plugins.DEFAULT_EXTRACTORS)


def families_of(nodes: list[Nodes] | None) -> frozenset[str]:
    """The families of nodes that were asked for, all where none was named."""
    return frozenset(kind.value.removesuffix("s") for kind in nodes or list(Nodes))
