"""Extension points: three protocols, found by name through entry points, ours listed like anyone's."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib.metadata import entry_points
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from kg.errors import UsageError
from kg.model import Article, Claim, Skipped

if TYPE_CHECKING:
    from spacy.tokens import Doc


class Source(Protocol):
    """Reads articles from a path; what cannot be read is yielded as Skipped, never raised."""

    def __call__(self, path: Path) -> Iterator[Article | Skipped]: ...


class Extractor(Protocol):
    """Finds the claims of an annotated article, in text order; same document, same claims."""

    name: str

    def claims(self, article: Article, doc: Doc) -> Iterable[Claim]: ...


class Exporter(Protocol):
    """Writes claim records (see the claims file format) to a file."""

    def __call__(self, records: Iterable[dict[str, Any]], path: Path) -> None: ...


def names(group: str) -> list[str]:
    """The registered names of a group ("sources", "extractors", "exporters"), sorted."""
    return sorted({point.name for point in entry_points(group=f"kg.{group}")})


def load(group: str, name: str) -> Callable[..., Any]:
    """The factory registered under `name`; raises UsageError that lists the known names otherwise."""
    for point in sorted(entry_points(group=f"kg.{group}", name=name), key=lambda point: point.value):
        loaded: Callable[..., Any] = point.load()
        return loaded
    raise UsageError(f"unknown {group.rstrip('s')} {name!r}", remedy="known: " + ", ".join(names(group)))
