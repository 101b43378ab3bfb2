"""`kg claims`: articles in, claims out, no graph kept."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from kg import pipeline
from kg.acquire.files import articles as articles_of
from kg.acquire.files import paths
from kg.acquire.text import article_of
from kg.cli.console import PARTLY_DONE, left_out, number_of, tell
from kg.cli.options import ExtractorOption, LexiconOption, extractors_of
from kg.errors import ArticleError, UsageError
from kg.model import Article, Skipped


def claims(
    files: Annotated[list[str], typer.Argument(metavar="FILE|-", help="Articles, or `-` for standard input.")],
    lines: Annotated[bool, typer.Option("--lines", help="Take each line as a document of its own.")] = False,
    published: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day the articles were published.")] = None,
    lexicon: LexiconOption = None,
    extractor: ExtractorOption = None,
) -> None:
    """Print the claims of articles as JSON lines (the claims file), without a graph.

    Example: `echo "Norway urged Chad to free the crew." | kg claims - | jq .relation.label`
    """
    named = [Path(name) for name in files if name != "-"]
    paths(named)
    reading = pipeline.Pipeline(lexicons=lexicon or [], extractors=extractors_of(extractor))
    read, skipped, silent = 0, [], []
    for item in reading.statements(_articles(files, lines, published.date() if published else None)):
        found = item if isinstance(item, Skipped) else reading.records(*item)
        if isinstance(found, Skipped):
            skipped.append(found)
            continue
        read += 1
        if not found and not isinstance(item, Skipped):
            silent.append(pipeline.silence(item[0]))
        for record in found:
            print(json.dumps(record, ensure_ascii=False))
    left_out(skipped, () if lines else silent)
    if lines and silent:
        # most lines of a list of sentences may be such; the others are not to drown among them
        tell(f"{number_of(len(silent), 'line')} without a claim")
    if not read:
        raise typer.Exit(1)
    if any(item.fault for item in skipped):
        raise typer.Exit(PARTLY_DONE)


def _articles(files: list[str], lines: bool, day: date | None) -> Iterator[Article | Skipped]:
    for name in files:
        if name != "-" and not lines:
            for path in paths([Path(name)]):
                for item in articles_of(path, named=path == Path(name)):
                    yield replace(item, published=day) if day and isinstance(item, Article) else item
            continue
        for number, text in enumerate(_texts(name, lines), start=1):
            source = f"{name}:{number}" if lines else name
            try:
                yield article_of(text, {"published": day}, source=source)
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
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"is not UTF-8 (byte {error.start})", where=name, remedy="convert it to UTF-8") from error
    except (OSError, ValueError) as error:
        raise UsageError(f"cannot be read line by line ({error})", where=name, remedy="give a text file") from error
    yield from (line for line in text.split("\n") if line.strip()) if lines else (text,)
