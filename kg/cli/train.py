"""`kg train`: from corpora to the language model that kg ships."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.console import complain


def train(
    corpora: Annotated[Path, typer.Option(help="Folder of the corpora: ud-ewt/, gum/, ner/.")],
    facts: Annotated[Path, typer.Option(help="Folder of the open fact tables that fill names in.")],
    work: Annotated[Path, typer.Option(help="Folder for checkpoints; a stopped run goes on from there.")] = Path("training"),
    output: Annotated[Path, typer.Option(help="The model's folder, replaced when done.")] = Path("data/models/en_kg_news"),
    recipe: Annotated[Path | None, typer.Option(help="Another recipe than the one that travels with kg (TOML).")] = None,
    minutes: Annotated[float, typer.Option(help="End the schedule after so many minutes instead of the recipe's words.")] = 0,
    encoder: Annotated[Path | None, typer.Option(help="Folder of the BERT to start from; the installed MiniLM by default.")] = None,
    start: Annotated[Path | None, typer.Option("--continue", help="Folder of a model made earlier whose training goes on.")] = None,
    beside: Annotated[
        list[Path] | None,
        typer.Option("--average", help="Checkpoint folder of another run from the same start; the result is the mean of them all."),
    ] = None,
    export_only: Annotated[bool, typer.Option("--export-only", help="Train no further: make the model of the last checkpoint.")] = False,
) -> None:
    """Train, export and measure the language model: one command from corpora to the folder that is shipped.

    Needs the extra `train` (PyTorch). Hours on a CPU core, minutes on a GPU; stop it at will and call it again to go on.
    """
    from kg.train.making import Places, encoder_folder, make, table
    from kg.train.recipes import recipe as read

    settings = read(recipe)
    if minutes:
        settings["minutes"] = minutes
    places = Places(corpora, facts, work, output, encoder or encoder_folder(), start, tuple(beside or ()))
    figures = make(places, settings, lambda line: complain(f"{time.strftime('%H:%M:%S')} {line}"), fit_first=not export_only)
    for line in table(figures):
        typer.echo(line)
