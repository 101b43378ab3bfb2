"""Extension points: what a source and an extractor are, found by name through entry points, ours listed like anyone's.

What an exporter may take stands in docs/exports.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib.metadata import entry_points
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from kg.errors import UsageError
from kg.model import Article, Claim, Skipped

if TYPE_CHECKING:
    from spacy.tokens import Doc


DEFAULT_EXTRACTORS = ("dependency.v1",)
"""The extractors that read where none is named."""


class Source(Protocol):
    """Reads articles from a path; what cannot be read is yielded as Skipped. `kg.acquire.text.article_of` makes an article of a text.

    Its name is the suffix of the files that it reads ("docx").
    """

    def __call__(self, path: Path) -> Iterator[Article | Skipped]: ...


class Extractor(Protocol):
    """Finds the claims of an annotated article, in text order; same document, same claims.

    What is registered is called without arguments and gives one: a class as a rule. Its name carries a version ("mine.v1").
    """

    name: str

    def claims(self, article: Article, doc: Doc) -> Iterable[Claim]: ...


def names(group: str) -> list[str]:
    """The registered names of a group ("sources", "extractors", "exporters"), sorted."""
    return sorted({point.name for point in entry_points(group=f"kg.{group}")})


def load(group: str, name: str) -> Callable[..., Any]:
    """What is registered under `name`; UsageError that lists the known names where nothing is, or says why it cannot be loaded."""
    for point in sorted(entry_points(group=f"kg.{group}", name=name), key=lambda point: point.value):
        try:
            loaded: Callable[..., Any] = point.load()
        except Exception as error:  # the code of another package
            what = f"the {group.rstrip('s')} {name!r} cannot be loaded ({type(error).__name__}: {error})"
            raise UsageError(what, where=point.value, remedy="mend or remove the package that brings it") from error
        return loaded
    raise UsageError(f"unknown {group.rstrip('s')} {name!r}", remedy="known: " + ", ".join(names(group)))
