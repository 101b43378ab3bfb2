"""The command line: thin, and the only place that prints. Data go to standard output, everything else to standard error."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup

from kg import __version__
from kg.cli.console import complain
from kg.errors import FaultsFound, KgError

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


class _Commands(TyperGroup):
    """Loads a command's module when the command is asked for: `kg query` need not wait for the language model's libraries."""

    def list_commands(self, ctx: Any) -> list[str]:
        """The commands' names, in the order of the help."""
        return [name for _, name, _, _ in COMMANDS]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of that name; None where there is none."""
        for panel, name, module, function in COMMANDS:
            if name == cmd_name:
                return _command(panel, name, getattr(import_module(module), function))
        return None


def _command(panel: str, name: str, found: Any) -> Any:
    made: Any
    if isinstance(found, typer.Typer):
        made = typer.main.get_group(found)
    else:
        single = typer.Typer(add_completion=False, rich_markup_mode="markdown", context_settings=_SETTINGS)
        single.command(name)(found)
        made = typer.main.get_command(single)
    made.name = name
    made.rich_help_panel = panel
    return made


_SETTINGS = {"help_option_names": ["-h", "--help"]}
app = typer.Typer(
    name="kg", cls=_Commands, no_args_is_help=True, pretty_exceptions_enable=False, rich_markup_mode="markdown", context_settings=_SETTINGS
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
