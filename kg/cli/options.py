"""Options that several commands share, so that they read the same everywhere."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

StoreOption = Annotated[
    Path,
    typer.Option("--store", "-s", envvar="KG_STORE", help="The graph: a folder made by `kg build` (or set KG_STORE).", show_default=False),
]
LexiconOption = Annotated[
    list[Path] | None,
    typer.Option("--lexicon", help="A CSV or JSONL file of your own actors, on top of those that travel with kg; may be repeated."),
]
BaseOption = Annotated[str | None, typer.Option("--base", help="Base IRI of a new graph.", show_default="https://kg.example.org/")]
