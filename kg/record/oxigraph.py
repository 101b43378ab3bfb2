"""Graphs in Oxigraph, in memory or on disk, through pyoxigraph."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, cast

import pyoxigraph as ox

from kg.errors import StoreError, UsageError
from kg.names import PREFIXES
from kg.record.gathering import Gathering
from kg.record.quads import DERIVED_FROM
from kg.record.store import Answer, Solutions, Store, Term
from kg.record.upkeep import Change
from kg.record.vocabulary import vocabulary

if TYPE_CHECKING:
    import rdflib

TOGETHER = 200_000
"""How many quads of a first build are stored together at the most: about what two hundred articles say."""


class OxigraphStore(Store):
    """A graph in an open pyoxigraph store."""

    def __init__(self, base: str, inner: ox.Store, where: str, *, read_only: bool = False) -> None:
        self.base, self.where, self.read_only = base, where, read_only
        self._inner: ox.Store | None = inner

    @property
    def inner(self) -> ox.Store:
        """The pyoxigraph store, for those who need it; changes made there bypass the upkeep of the derived graphs."""
        if self._inner is None:
            raise StoreError("the store is closed", where=self.where)
        return self._inner

    def find(self, subject: Any = None, predicate: Any = None, object: Any = None, graph: Any = None) -> Iterator[ox.Quad]:
        return self.inner.quads_for_pattern(subject, predicate, object, graph)

    def query(self, sparql: str) -> Answer:
        try:
            found = self.inner.query(sparql, prefixes=PREFIXES, use_default_graph_as_union=True)
        except SyntaxError as error:
            raise malformed(error, sparql) from error
        except (OSError, ValueError, RuntimeError) as error:
            raise StoreError(f"the query failed ({error})", where=self.where) from error
        if isinstance(found, ox.QueryBoolean):
            return bool(found)
        if isinstance(found, ox.QuerySolutions):
            variables = tuple(variable.value for variable in found.variables)
            return Solutions(variables, _rows(found, self.where))
        return _triples(found, self.where)

    def apply(self, change: Change) -> None:
        self._may_write()
        try:
            if not change.gone:
                self.inner.extend(change.come)
            else:
                self.inner.update(update_text(change))
        except (OSError, RuntimeError) as error:
            raise disk_error(error, self.where) from error

    def load(self, source: Path | Iterable[ox.Quad]) -> None:
        self._may_write()
        try:
            if not isinstance(source, Path):
                self.inner.bulk_extend(source)
            elif source.suffix == ".gz":
                with gzip.open(source) as file:
                    self.inner.bulk_load(cast("IO[bytes]", file), ox.RdfFormat.N_QUADS)
            else:
                self.inner.bulk_load(path=str(source), format=ox.RdfFormat.N_QUADS)
        except SyntaxError as error:
            raise UsageError(f"is no N-Quads ({error})", where=str(source), remedy="nothing of it was stored") from error
        except (OSError, RuntimeError) as error:
            raise disk_error(error, self.where) from error

    def record(self, articles: Iterable[tuple[str, Iterable[ox.Quad]]]) -> Iterator[str]:
        """Store articles; those of a first build are loaded in bulk, some thousand quads at a time, each time all of them or none."""
        if next(iter(self.find(None, DERIVED_FROM, None, None)), None) is not None:
            yield from super().record(articles)
            return
        # few at first, then twice as many each time: a break loses no more than about what is stored already
        waiting, together = Gathering(self.names), TOGETHER // 20
        try:
            for article, quads in articles:
                if article in waiting.articles or any(True for _ in self.find(None, None, None, ox.NamedNode(self.names.graph(article)))):
                    yield from self._store(waiting)
                    self.replace(article, quads)
                    yield article
                    continue
                waiting.add(article, quads)
                if len(waiting) >= together:
                    yield from self._store(waiting)
                    together = min(2 * together, TOGETHER)
        except BaseException:
            # the reading may have been stopped: what was read is kept
            self._store(waiting)
            raise
        yield from self._store(waiting)

    def _store(self, waiting: Gathering) -> list[str]:
        """Store what waits, and give the ids of its articles."""
        change, come = waiting.changes(self.find)
        if change:
            self.apply(change)
        if come:
            self.load(come)
        return waiting.emptied()

    def as_rdflib(self) -> rdflib.Dataset:
        import rdflib
        from oxrdflib import OxigraphStore as View

        return rdflib.Dataset(store=View(store=self.inner), default_union=True)

    def close(self) -> None:
        self._inner = None

    def _may_write(self) -> None:
        if self.read_only:
            raise StoreError("was opened for reading only", where=self.where)


class MemoryStore(OxigraphStore):
    """A graph that is gone when the program ends. The vocabulary is put in when the first query comes."""

    def __init__(self, base: str) -> None:
        super().__init__(base, ox.Store(), "memory")
        self._complete = False

    def complete(self) -> None:
        """Put in the ontology and the scheme of acts, once."""
        if not self._complete:
            self._complete = True
            graph = ox.NamedNode(self.names.vocabulary)
            self.inner.extend(ox.Quad(t.subject, t.predicate, t.object, graph) for t in vocabulary())

    def query(self, sparql: str) -> Answer:
        self.complete()
        return super().query(sparql)

    def as_rdflib(self) -> rdflib.Dataset:
        self.complete()
        return super().as_rdflib()


def update_text(change: Change) -> str:
    """`change` as one SPARQL update."""
    parts = [
        f"{verb} DATA {{ {' '.join(f'GRAPH {quad.graph_name} {{ {quad.triple} }}' for quad in quads)} }}"
        for verb, quads in (("DELETE", change.gone), ("INSERT", change.come))
        if quads
    ]
    return " ;\n".join(parts)


def malformed(error: Exception, sparql: str) -> UsageError:
    """The error for a query that cannot be parsed: where it breaks off, and the engine's word on why where that is more than a list.

    >>> print(malformed(SyntaxError("error at 1:26: expected one of '}', ['a' ..= 'z']"), "SELECT * WHERE { ?s ?p ?o"))
    the query cannot be understood at its end, after "SELECT * WHERE { ?s ?p ?o"; see `kg query` for questions that work
    """
    if _UPDATE.match(sparql):
        return UsageError("an update is no query", remedy="a graph changes by `kg build`, `kg remove`, `kg merge` and `kg split`")
    text = " ".join(str(error).split())
    if not (match := _AT.match(text)):
        return UsageError(f"the query cannot be understood ({text})", remedy=_WORKING)
    line, column = int(match[1]), int(match[2])
    lines = sparql.split("\n")
    ended = line >= len(lines) and column > len(lines[-1])
    read = " ".join("\n".join([*lines[: line - 1], lines[line - 1][: column - 1]]).split())
    why = next((f" ({said})" for said in _SAID if said in text), "")
    place = "at its end" if ended else f"at line {line}, column {column}"
    return UsageError(f'the query cannot be understood {place}, after "{read[-40:]}"{why}', remedy=_WORKING)


_AT = re.compile(r"error at (\d+):(\d+):")
_SAID = ("Prefix not found", "IRI parsing failed", "The SELECT contains a variable that is unbound")
_WORKING = "see `kg query` for questions that work"
_UPDATE = re.compile(r"\s*(?:(?:PREFIX|BASE)\b[^>]*>\s*)*(?:INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY|WITH)\b", re.IGNORECASE)


def disk_error(error: Exception, where: str) -> StoreError:
    """The error for a store that could not be written."""
    text = getattr(error, "strerror", None) or " ".join(str(error).split())
    full = "space" in text.lower() or getattr(error, "errno", 0) == 28
    return StoreError(
        "no space is left on the disk" if full else f"could not be written ({text})",
        where=where,
        remedy="make room and build again; what was read until then is stored" if full else "check the folder and its rights",
    )


def _rows(found: ox.QuerySolutions, where: str) -> Iterator[tuple[Term | None, ...]]:
    try:
        yield from map(tuple, found)
    except (OSError, RuntimeError) as error:
        raise StoreError(f"the query failed ({error})", where=where) from error


def _triples(found: ox.QueryTriples, where: str) -> Iterator[ox.Triple]:
    try:
        yield from found
    except (OSError, RuntimeError) as error:
        raise StoreError(f"the query failed ({error})", where=where) from error
