"""The command line: thin, and the only place that prints. Data go to standard output, everything else to standard error."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup

from kg import __version__
from kg.cli.console import complain, tell
from kg.errors import KgError, UsageError

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

    def invoke(self, ctx: Any) -> Any:
        """What the command gives back. A reader of its output who has seen enough (`| head`) ends it well."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            _leave_output()
            raise typer.Exit from None


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


_STOPPED = 130
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
    """Run the command line; ends the process with 0 done, 1 failed, 2 wrong use, 3 partly done, 4 faults found, 130 stopped."""
    sys.exit(_run())


def _run() -> int:
    """The exit code of the command that was asked for; what went wrong is told in one line."""
    try:
        code = app(prog_name="kg", standalone_mode=False)
        sys.stdout.flush()
    except KgError as error:
        complain(str(error))
        return error.exit_code
    except typer.TyperException as error:
        return _misused(error)
    except BrokenPipeError:
        _leave_output()
        return 0
    except OSError as error:
        _leave_output()
        # our own files are named in their errors; what has no name is what we print to
        where = str(error.filename or "standard output")
        complain(str(KgError(f"could not be read or written ({error.strerror or error})", where=where)))
        return 1
    except KeyboardInterrupt:
        code = _STOPPED
    if code == _STOPPED:
        complain("stopped; what was read until now is stored")
    return code if isinstance(code, int) else 0


def _misused(error: typer.TyperException) -> int:
    """Tell what is wrong with the words of a command line, and where its help is."""
    message = error.format_message().strip()
    if getattr(error, "param", None) is not None:
        # a missing choice is told with its values, a line each
        message = " ".join(message.split())
    if message and "\n" not in message:
        command = getattr(getattr(error, "ctx", None), "command_path", "kg")
        what = message.rstrip(".").replace("Value error, ", "")
        complain(str(UsageError(what[0].lower() + what[1:], remedy=f"see `{command} --help`")))
    elif message:
        tell(message)
    return error.exit_code


def _leave_output() -> None:
    """Let go of a standard output that takes no more; Python would complain once more when it flushes on the way out."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
