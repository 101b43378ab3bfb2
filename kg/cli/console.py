"""What goes to the terminal beside the data: messages, progress, tables and marks."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from kg.errors import one_line
from kg.model import Skipped

PARTLY_DONE = 3
"""The exit code of a command that did its work on some of what it was given and listed the rest."""


class Output(Console):
    """Standard output for tables and marked text; one who reads no further is told of as any other broken pipe is."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def complain(message: str) -> None:
    """Print one line to standard error."""
    print(f"kg: {one_line(message)}", file=sys.stderr)


def tell(message: str) -> None:
    """Print a message to standard error."""
    print(message, file=sys.stderr)


# Control characters, and those that turn the direction of all that follows.
_CONTROLS = dict.fromkeys([*range(9), *range(11, 32), *range(127, 160), *range(0x202A, 0x202F), *range(0x2066, 0x206A)], "\ufffd")


def harmless(text: str) -> str:
    r"""`text` of an article, fit for a terminal: each character that could steer it or turn the direction of writing is one U+FFFD.

    >>> harmless("red \x1b[31mtape\n")
    'red �[31mtape\n'
    >>> harmless("Lund\u202etxt.exe")
    'Lund�txt.exe'
    """
    return text.translate(_CONTROLS)


def number_of(number: int, noun: str) -> str:
    """`number` with its noun, such as "1 claim", "2 claims"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def left_out(skipped: Sequence[Skipped], silent: Sequence[Skipped] = (), edited: Sequence[Skipped] = ()) -> None:
    """Print to standard error, a line each, what was left out, what was read and makes no claim, what was edited since, and why."""
    told = [("failed  " if item.fault else "skipped ", item) for item in skipped]
    told += [("no claim", item) for item in silent] + [("edited  ", item) for item in edited]
    for word, item in told:
        tell(f"  {word} {one_line(item.source)}: {one_line(item.reason)}")


@contextmanager
def progress(what: str) -> Iterator[Callable[[int, int], None]]:
    """A progress bar on a terminal, nothing in a pipe; gives a function that takes (done, total)."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda done, total: None
        return
    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def table(headings: Sequence[str], rows: Sequence[Sequence[object]], *, title: str = "") -> None:
    """Print rows as a table to standard output, as wide as the terminal (200 columns in a pipe); say so where there are none."""
    if not rows:
        tell("nothing found")
    console = Output(width=None if sys.stdout.isatty() else 200, highlight=False, markup=False)
    drawn = Table(title=title or None, title_justify="left", show_lines=False, header_style="bold")
    for heading in headings:
        drawn.add_column(heading, overflow="fold")
    for row in rows:
        drawn.add_row(*("" if cell is None else harmless(str(cell)) for cell in row))
    console.print(drawn)
