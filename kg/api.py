"""The library's face: text in, claims out; articles in, a graph to query."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from kg import pipeline
from kg.acquire.files import paths as files
from kg.acquire.text import article_of
from kg.errors import ArticleError
from kg.model import Skipped, Tally
from kg.names import Names
from kg.record.store import Store, open_store


@cache
def _reading() -> pipeline.Pipeline:
    """The pipeline that calls without one of their own share: loading the model takes longer than reading an article."""
    return pipeline.Pipeline()


def claims(text: str, *, reading: pipeline.Pipeline | None = None, **metadata: Any) -> list[dict[str, Any]]:
    """The claims of an article as claims-file objects, in text order.

    `metadata` may give title, url, publisher, published (ISO date). Texts share one pipeline, made on the first call; pass a `reading` for
    another.
    Raises ArticleError for a text that cannot be read.
    """
    found: list[dict[str, Any]] = []
    for item in (reading or _reading()).claim_records([article_of(text, metadata)]):
        if isinstance(item, Skipped):
            raise ArticleError(item.reason, where=item.source)
        found.append(item)
    return found


def build(paths: Sequence[str | Path], store: str | Path, *, reading: pipeline.Pipeline | None = None) -> Tally:
    """What was done when the articles in `paths` (files and folders) were read into the graph at `store`, made where there is none."""
    given = [Path(path) for path in paths]
    files(given)
    with open_store(Path(store), create=True) as opened:
        return pipeline.build(given, opened, reading or pipeline.Pipeline(names=Names(opened.base)))


def open(store: str | Path) -> Store:
    """The graph at `store`, to be queried (`.query(sparql)`), read with rdflib (`.as_rdflib()`) and closed after use.

    Raises StoreError where there is none.
    """
    return open_store(Path(store), read_only=True)
