"""Where a graph lives: in memory, in a folder or on a server, all asked in the same way."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeAlias

import pyoxigraph as ox

from kg.errors import UsageError
from kg.names import DEFAULT_BASE, Names
from kg.record.identity import judged, merges
from kg.record.quads import TYPE, parts, term
from kg.record.upkeep import Change, change, shortcuts
from kg.record.vocabulary import vocabulary

if TYPE_CHECKING:
    import rdflib

Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


@dataclass(frozen=True, slots=True)
class Solutions:
    """What a SELECT found: the variables' names and the rows, each with one term or None a variable. Rows are read once."""

    variables: tuple[str, ...]
    rows: Iterator[tuple[Term | None, ...]]


Answer: TypeAlias = Solutions | bool | Iterator[ox.Triple]
"""What a query gives: Solutions for SELECT, a bool for ASK, triples for CONSTRUCT and DESCRIBE."""


class Store(ABC):
    """A graph of claims. Used as a context manager it is closed at the end.

    `base` is the IRI that all its names begin with, `names` makes them. A triple stands in exactly one of its graphs.
    """

    base: str

    @property
    def names(self) -> Names:
        """Makes the IRIs of this graph."""
        return Names(self.base)

    @abstractmethod
    def find(self, subject: Any = None, predicate: Any = None, object: Any = None, graph: Any = None) -> Iterator[ox.Quad]:
        """Quads by subject, predicate, object and graph; None stands for any."""

    @abstractmethod
    def query(self, sparql: str) -> Answer:
        """What a SPARQL query finds in the union of all graphs.

        Raises UsageError for a query that cannot be understood, StoreError where the store fails on the way.
        """

    @abstractmethod
    def apply(self, change: Change) -> None:
        """Take away and add quads in one step: all of it happens, or nothing."""

    @abstractmethod
    def load(self, source: Path | Iterable[ox.Quad]) -> None:
        """Add many quads at once, from N-Quads (`.nq`, `.nq.gz`) or as values: for first builds, of quads made by kg."""

    @abstractmethod
    def as_rdflib(self) -> rdflib.Dataset:
        """The graph as an rdflib Dataset whose default graph is the union of all.

        Give it queries as strings: a prepared rdflib query would run in Python, some hundred times slower.
        """

    def replace(self, article: str, quads: Iterable[ox.Quad]) -> Change:
        """Make `quads` all that `article` (an id) says, in one step; returns what changed."""
        canonical = merges(self.find, self.names)
        made = change(self.find, self.names, article, self._judged(article, quads, canonical) if canonical else quads)
        if made:
            self.apply(made)
        return made

    def record(self, articles: Iterable[tuple[str, Iterable[ox.Quad]]]) -> Iterator[str]:
        """Make the quads given with each article (an id) all that it says; gives an id back as soon as all of it is stored.

        Each article is one step. A store may take the articles of a first build together, so ids can come back later than they
        went in, never earlier. An article given twice says what it said last.
        """
        for article, quads in articles:
            self.replace(article, quads)
            yield article

    def _judged(self, article: str, quads: Iterable[ox.Quad], canonical: Mapping[str, str]) -> set[ox.Quad]:
        own, derived = parts(quads, self.names.graph(article))
        shortcut_graph = ox.NamedNode(self.names.shortcuts)
        moved = judged(own, canonical)
        bare = {ox.Quad(*triple, shortcut_graph) for triple in shortcuts(moved)}
        return moved | bare | {quad for quad in derived if quad.graph_name != shortcut_graph}

    def remove(self, article: str) -> Change:
        """Take back all that `article` (an id) says, and what no other article supports; returns what changed."""
        return self.replace(article, ())

    def articles(self) -> list[str]:
        """The ids of the articles in the graph, sorted."""
        return sorted(
            self.names.id_of_article(quad.subject.value)
            for quad in self.find(None, TYPE, term("Article"), None)
            if isinstance(quad.subject, ox.NamedNode)
        )

    def files_read(self) -> dict[Path, list[str]]:
        """The ids of the articles without an address that each file held when it was read last, by its absolute path.

        Only graphs in folders keep them; {} in others.
        """
        return {}

    def note_files_read(self, files: Mapping[Path, Sequence[str]]) -> None:
        """Keep which articles without an address were read from which file, in place of what was kept before."""
        del files  # there is no place for them

    def quads(self, *, with_vocabulary: bool = False) -> Iterator[ox.Quad]:
        """All quads but the vocabulary's, which travels with kg; `with_vocabulary` also those, as this version of kg has them."""
        graph = ox.NamedNode(self.names.vocabulary)
        yield from (quad for quad in self.find() if quad.graph_name != graph)
        if with_vocabulary:
            yield from (ox.Quad(triple.subject, triple.predicate, triple.object, graph) for triple in vocabulary())

    @abstractmethod
    def close(self) -> None:
        """Let go of files and connections."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def open_store(where: str | Path | None, *, create: bool = False, read_only: bool = False, base: str | None = None) -> Store:
    """The store at `where`: None for one in memory, an http(s) address for a SPARQL server, else a folder.

    A folder that is not there is made where `create` is set. `base` is for a new graph; UsageError where it contradicts an
    old one. Raises StoreError for a folder that is no store, is in use, or was written by a newer kg.

    >>> with open_store(None) as store:
    ...     store.base, store.articles()
    ('https://kg.example.org/', [])
    """
    from kg.record.folder import open_folder
    from kg.record.oxigraph import MemoryStore
    from kg.record.remote import RemoteStore

    if where is None:
        return MemoryStore(Names(base or DEFAULT_BASE).base)
    # Path("http://…") has lost a slash; a server may still be meant
    address = str(where)
    if isinstance(where, Path) and address.startswith(("http:/", "https:/")) and "://" not in address:
        address = address.replace(":/", "://", 1)
    if address.startswith(("http://", "https://")):
        return RemoteStore(address, Names(base or DEFAULT_BASE).base, read_only=read_only)
    if create and read_only:
        raise UsageError("a store cannot be made and be read only", where=address)
    return open_folder(Path(where), create=create, read_only=read_only, base=base)
