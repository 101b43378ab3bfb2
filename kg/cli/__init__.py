"""The command line: thin, and the only place that prints. Data go to standard output, everything else to standard error."""

from __future__ import annotations

import os
import sys
from importlib import import_module

import typer

from kg import __version__
from kg.cli.console import complain
from kg.errors import FaultsFound, KgError

app = typer.Typer(
    name="kg",
    help="News articles to claims with evidence: who says what about whom, how firmly. Start with `kg build ARTICLES --store graph`.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
)

# panel, command, module, function: the order is the order of the help
COMMANDS = (
    ("From articles to a graph", "build", "kg.cli.build", "build"),
    ("From articles to a graph", "claims", "kg.cli.claims", "claims"),
    ("From articles to a graph", "eval", "kg.cli.evaluate", "evaluate"),
    ("Ask and look", "query", "kg.cli.query", "query"),
    ("Ask and look", "show", "kg.cli.look", "show"),
    ("Ask and look", "explain", "kg.cli.look", "explain"),
    ("Ask and look", "stats", "kg.cli.look", "stats"),
    ("Take away", "export", "kg.cli.export", "export"),
    ("Take away", "plot", "kg.cli.plot", "plot"),
    ("Who is who", "entities", "kg.cli.entities", "entities"),
    ("Who is who", "merge", "kg.cli.entities", "merge"),
    ("Who is who", "split", "kg.cli.entities", "split"),
    ("Who is who", "lexicon", "kg.cli.lexicon", "app"),
    ("Look after a graph", "validate", "kg.cli.graph", "validate"),
    ("Look after a graph", "remove", "kg.cli.graph", "remove"),
    ("Look after a graph", "snapshot", "kg.cli.graph", "snapshot"),
    ("Look after a graph", "diff", "kg.cli.graph", "diff"),
    ("Look after a graph", "train", "kg.cli.train", "train"),
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"kg {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Print the version and leave."),
) -> None:
    """News articles to claims with evidence: who says what about whom, how firmly.

    Start: `kg build ARTICLES --store graph`, then `kg show --store graph` and `kg query --store graph`.
    """


for _panel, _name, _module, _function in COMMANDS:
    _found = getattr(import_module(_module), _function)
    if isinstance(_found, typer.Typer):
        app.add_typer(_found, name=_name, rich_help_panel=_panel)
    else:
        app.command(_name, rich_help_panel=_panel)(_found)


def main() -> None:
    """Run the command line; ends the process with 0 done, 1 failed, 2 wrong use, 3 partly done, 4 faults found."""
    try:
        app()
    except FaultsFound as faults:
        complain(str(faults))
        sys.exit(faults.exit_code)
    except KgError as error:
        complain(str(error))
        sys.exit(error.exit_code)
    except BrokenPipeError:
        # the reader of the pipe has left; Python would complain once more when it flushes on the way out
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except KeyboardInterrupt:
        complain("stopped; what was acknowledged is stored")
        sys.exit(130)
