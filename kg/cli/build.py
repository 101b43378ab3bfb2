"""`kg build`: articles into a graph."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from kg import pipeline
from kg.acquire.files import paths as files_of
from kg.cli.console import PARTLY_DONE, left_out, number_of, progress, tell
from kg.cli.options import BaseOption, ExtractorOption, LexiconOption, StoreOption, extractors_of
from kg.link.lexicon import Lexicon
from kg.names import DEFAULT_BASE, Names
from kg.record.store import open_store


def build(
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="PATH", help="Articles: text files (first line = title), JSON lines, saved web pages, or folders of them."),
    ],
    store: StoreOption,
    title: Annotated[str | None, typer.Option(help="The article's title, where its first line is not.")] = None,
    url: Annotated[str | None, typer.Option(help="The article's address.")] = None,
    published: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day it was published: `last week` is reckoned from it.")
    ] = None,
    publisher: Annotated[str | None, typer.Option(help="Who published it.")] = None,
    lexicon: LexiconOption = None,
    extractor: ExtractorOption = None,
    base: BaseOption = None,
) -> None:
    """Read articles and put their claims into a graph; run twice, it is the same graph.

    An article that is read again replaces what it said before: one with the same address; without an address, one with the same text, or
    (in a folder's graph) one from the same file whose text was edited. What cannot be read is listed and never stops the others.

    Example: `kg build articles/ --store graph`
    """
    if lexicon:
        Lexicon.load(lexicon)  # a faulty table leaves no empty graph behind
    extractors = extractors_of(extractor)
    files_of(paths)
    with open_store(store, create=True, base=base) as opened:
        reading = pipeline.Pipeline(lexicons=lexicon or [], extractors=extractors, names=Names(opened.base or DEFAULT_BASE))
        metadata = {"title": title, "url": url, "published": published.date() if published else None, "publisher": publisher}
        with progress("reading") as done:
            tally = pipeline.build(paths, opened, reading, metadata=metadata, done=done)
    faults = len(tally.faults)
    done_with = f"{number_of(tally.articles, 'article')}, {number_of(tally.claims, 'claim')} in {store}"
    tell(f"{done_with}; {len(tally.skipped) - faults} skipped, {faults} failed")
    left_out(tally.skipped, tally.silent, tally.edited)
    if not tally.articles:
        raise typer.Exit(1)
    if faults:
        raise typer.Exit(PARTLY_DONE)
