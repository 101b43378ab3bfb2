"""The library's face: text in, claims out; articles in, a graph to query."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from kg import pipeline, plugins
from kg.acquire.files import paths as files
from kg.acquire.text import article_of
from kg.errors import ArticleError, UsageError
from kg.model import Skipped, Tally
from kg.names import Names
from kg.record.store import Store, open_store


@cache
def _reading(extractors: tuple[str, ...]) -> pipeline.Pipeline:
    """The pipeline that calls without one of their own share: loading the model takes longer than reading an article."""
    return pipeline.Pipeline(extractors=extractors)


def claims(
    text: str,
    *,
    reading: pipeline.Pipeline | None = None,
    extractors: Sequence[str] = plugins.DEFAULT_EXTRACTORS,
    **metadata: Any,
) -> list[dict[str, Any]]:
    """The claims of an article as claims-file objects, in text order.

    `metadata` may give title, url, publisher, published (ISO date). `extractors` are registered names. Texts share one pipeline, made on
    the first call; pass a `reading` for another. Raises ArticleError for a text that cannot be read, UsageError for what is no text.
    """
    if not isinstance(text, str):
        raise UsageError(f"the text is {_kind(text)}", remedy="give a str, such as Path('article.txt').read_text(encoding='utf-8')")
    found: list[dict[str, Any]] = []
    for item in (reading or _reading(tuple(extractors))).claim_records([article_of(text, metadata)]):
        if isinstance(item, Skipped):
            raise ArticleError(item.reason, where=item.source)
        found.append(item)
    return found


def build(
    paths: str | Path | Sequence[str | Path],
    store: str | Path,
    *,
    reading: pipeline.Pipeline | None = None,
    extractors: Sequence[str] = plugins.DEFAULT_EXTRACTORS,
) -> Tally:
    """What was done when the articles in `paths` (files and folders, or one) were read into the graph at `store`, made where there is none.

    `extractors` are registered names; a `reading` has its own. Raises UsageError for paths that are none or not there, StoreError for a
    store that cannot be written.
    """
    given = [_path(path) for path in ([paths] if isinstance(paths, str | Path) else _sequence(paths))]
    where = _path(store, "the store")
    files(given)
    for name in extractors:
        plugins.load("extractors", name)
    with open_store(where, create=True) as opened:
        return pipeline.build(given, opened, reading or pipeline.Pipeline(names=Names(opened.base), extractors=extractors))


def open(store: str | Path) -> Store:
    """The graph at `store`, to be queried (`.query(sparql)`), read with rdflib (`.as_rdflib()`) and closed after use.

    Raises StoreError where there is none.
    """
    return open_store(_path(store, "the store"), read_only=True)


def _sequence(paths: object) -> Sequence[object]:
    if isinstance(paths, bytes) or not isinstance(paths, Iterable):
        raise UsageError(f"paths is {_kind(paths)}", remedy="give a path or a list of paths")
    if not (found := list(paths)):
        raise UsageError("no path is given", remedy="name files or folders of articles")
    return found


def _path(given: object, what: str = "a path") -> Path:
    if not isinstance(given, str | Path):
        raise UsageError(f"{what} is {_kind(given)}", remedy="give a str or a pathlib.Path")
    return Path(given)


def _kind(given: object) -> str:
    return "None" if given is None else f"of type {type(given).__name__}"
