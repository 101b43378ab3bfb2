"""`kg claims`: articles in, claims out, no graph kept."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from kg import pipeline
from kg.acquire.files import articles as articles_of
from kg.acquire.files import paths
from kg.acquire.text import article_of
from kg.cli.console import left_out
from kg.cli.options import LexiconOption
from kg.errors import ArticleError, UsageError
from kg.model import Article, Skipped


def claims(
    files: Annotated[list[str], typer.Argument(metavar="FILE…|-", help="Articles, or `-` for standard input.")],
    lines: Annotated[bool, typer.Option("--lines", help="Take each line as a document of its own.")] = False,
    published: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day the articles were published.")] = None,
    lexicon: LexiconOption = None,
) -> None:
    """Print the claims of articles as JSON lines (the claims file), without a graph.

    Example: `echo "Norway urged Chad to free the crew." | kg claims - | jq .relation.label`
    """
    faults: list[Skipped] = []
    day: dict[str, object] = {"published": published.date()} if published else {}
    reading = pipeline.Pipeline(lexicons=lexicon or [])
    for item in reading.claim_records(_articles(files, lines, day)):
        if isinstance(item, Skipped):
            faults.append(item)
        else:
            print(json.dumps(item, ensure_ascii=False))
    left_out(faults)
    if any(item.fault for item in faults):
        raise typer.Exit(3)


def _articles(files: list[str], lines: bool, day: dict[str, object]) -> Iterator[Article | Skipped]:
    for name in files:
        if name != "-" and not lines:
            yield from (
                article_of(
                    item.text,
                    {"title": item.title, "url": item.url, "publisher": item.publisher} | {"published": item.published} | day,
                    source=item.source,
                )
                if isinstance(item, Article)
                else item
                for path in paths([Path(name)])
                for item in articles_of(path)
            )
            continue
        for number, text in enumerate(_texts(name, lines), start=1):
            source = f"{name}:{number}" if lines else name
            try:
                yield article_of(text, day, source=source)
            except ArticleError as error:
                yield Skipped(source, error.what, fault=not lines)


def _texts(name: str, lines: bool) -> Iterator[str]:
    """The documents of standard input or a file: one, or one a line (blank lines are left out)."""
    try:
        if name == "-":
            data = sys.stdin.buffer.read()
        else:
            (path,) = paths([Path(name)])
            data = path.read_bytes()
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UsageError(f"is not UTF-8 (byte {error.start})", where=name, remedy="convert it to UTF-8") from error
    except (OSError, ValueError) as error:
        raise UsageError(f"cannot be read line by line ({error})", where=name, remedy="give a text file") from error
    yield from (line for line in text.split("\n") if line.strip()) if lines else (text,)
