"""`kg plot`: pictures of the graph."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.console import tell
from kg.cli.options import NodesOption, StoreOption, families_of
from kg.record.store import open_store
from kg.search.claims import records
from kg.share.edges import Choices
from kg.share.plot import write_network, write_stance


class Picture(StrEnum):
    """What to draw."""

    NETWORK = "network"
    STANCE = "stance"


def plot(
    picture: Annotated[Picture, typer.Argument(help="network: who relates to whom; stance: friendly and hostile claims over time.")],
    store: StoreOption,
    output: Annotated[Path, typer.Option("--output", "-o", help="The picture to write: .png, .svg or .pdf.", show_default=False)],
    nodes: NodesOption = None,
    most: Annotated[int, typer.Option(min=0, help="Draw at most so many nodes (network) or pairs (stance).", show_default="40 or 8")] = 0,
    actor: Annotated[str, typer.Option(help="Stance of this actor only (its label, or part of it).")] = "",
    towards: Annotated[str, typer.Option(help="Stance towards this actor only (its label, or part of it).")] = "",
    since: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Only what is dated on this day or later.")] = None,
    until: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Only what is dated on this day or before.")] = None,
    min_sources: Annotated[int, typer.Option(min=1, help="Only edges with so many independent sources (network).")] = 1,
    min_confidence: Annotated[float, typer.Option(min=0, max=1, help="Only claims found with this confidence or more.")] = 0.0,
    unasserted: Annotated[
        bool, typer.Option("--unasserted", help="Draw denied, possible, planned, wanted and conditional things too, broken (network).")
    ] = False,
) -> None:
    """Draw the network of actors, or how their stances move over time.

    Example: `kg plot stance --store graph --actor Turkey -o stance.png`
    """
    choices = Choices(
        families=families_of(nodes),
        since=since.date() if since else None,
        until=until.date() if until else None,
        minimum_sources=min_sources,
        minimum_confidence=min_confidence,
        unasserted=unasserted,
    )
    with open_store(store, read_only=True) as opened:
        if picture is Picture.NETWORK:
            write_network(records(opened), output, choices=choices, nodes=most or 40)
        else:
            write_stance(records(opened), output, choices=choices, actor=actor, towards=towards, pairs=most or 8)
    tell(f"wrote {output}")
