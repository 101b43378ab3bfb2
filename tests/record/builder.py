"""Builds in processes of their own, to be killed: each records made-up articles and prints each id once it is stored.

Reads lines `STORE FIRST LAST`. For each it starts a process, prints its number, and `ended` when it is gone. What takes long, loading
the libraries, is done once; no store is open in the process that starts the others.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import pyoxigraph as ox

from kg.model import Article, Statement
from kg.record import oxigraph
from kg.record.store import open_store
from tests.written import CHAD, NORWAY, PRESS, REBELS, WARY, Said, quads_of, written


def article(number: int) -> tuple[Article, list[Statement]]:
    """The article of a number: two claims, one of which all the others make too."""
    said = [Said(NORWAY, PRESS, CHAD), Said(CHAD, WARY, REBELS)]
    return written(f"News {number}", said, publisher=f"Paper {number % 7}", url=f"https://news.example/{number}")


def told(numbers: range) -> Iterator[tuple[str, list[ox.Quad]]]:
    """What each article says, by its id."""
    for number in numbers:
        made, statements = article(number)
        yield made.id, quads_of(made, statements)


def tell(line: str) -> None:
    """Write a line in one go: a process that is killed leaves no half of one."""
    os.write(1, f"{line}\n".encode())


def build(where: Path, first: int, last: int) -> None:
    """Record some articles in bulk, as a first build does, then the others one by one."""
    # small steps, so that a short run has many of each kind
    oxigraph.TOGETHER = 4_000
    for numbers in (range(first, first + 12), range(first + 12, last)):
        with open_store(where, create=True) as store:
            for id in store.record(told(numbers)):
                tell(id)


def main() -> None:
    """Start a build for each line."""
    for line in sys.stdin:
        where, first, last = line.split()
        child = os.fork()
        if not child:
            build(Path(where), int(first), int(last))
            os._exit(0)
        tell(str(child))
        os.waitpid(child, 0)
        tell("ended")


if __name__ == "__main__":
    main()
