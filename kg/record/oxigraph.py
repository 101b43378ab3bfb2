"""Graphs in Oxigraph, in memory or on disk, through pyoxigraph."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, cast

import pyoxigraph as ox

from kg import resources
from kg.errors import StoreError, UsageError
from kg.names import PREFIXES
from kg.record.store import Answer, Solutions, Store, Term
from kg.record.upkeep import Change

if TYPE_CHECKING:
    import rdflib


@lru_cache(maxsize=1)
def vocabulary() -> tuple[ox.Triple, ...]:
    """The triples of the ontology and the scheme of acts, in order."""
    found = {
        quad.triple
        for name in ("ontology/kg.ttl", "ontology/acts.ttl")
        for quad in ox.parse(path=str(resources.path(name)), format=ox.RdfFormat.TURTLE)
        if not isinstance(quad.object, ox.BlankNode) and not isinstance(quad.subject, ox.BlankNode)
    }
    return tuple(sorted(found, key=str))


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
            raise malformed(error) from error
        except (OSError, ValueError, RuntimeError) as error:
            raise StoreError(f"the query failed ({error})", where=self.where) from error
        if isinstance(found, ox.QueryBoolean):
            return bool(found)
        if isinstance(found, ox.QuerySolutions):
            variables = tuple(variable.value for variable in found.variables)
            return Solutions(variables, _rows(found, len(variables), self.where))
        return _triples(found, self.where)

    def apply(self, change: Change) -> None:
        self._may_write()
        try:
            if not change.gone:
                self.inner.extend(change.come)
            else:
                self.inner.update(update_text(change))
        except OSError as error:
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
        except OSError as error:
            raise disk_error(error, self.where) from error

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


def malformed(error: Exception) -> UsageError:
    """The error for a query that cannot be parsed, on one line, with the engine's word on where."""
    return UsageError(f"the query cannot be understood: {' '.join(str(error).split())}", remedy="see `kg query` for questions that work")


def disk_error(error: OSError, where: str) -> StoreError:
    """The error for a store that could not be written."""
    text = " ".join(str(error).split())
    full = "space" in text.lower() or error.errno == 28
    return StoreError(
        "no space is left on the disk" if full else f"could not be written ({text})",
        where=where,
        remedy="make room and build again; what was acknowledged is stored" if full else "",
    )


def _rows(found: ox.QuerySolutions, width: int, where: str) -> Iterator[tuple[Term | None, ...]]:
    try:
        for solution in found:
            yield tuple(solution[n] for n in range(width))
    except (OSError, RuntimeError) as error:
        raise StoreError(f"the query failed ({error})", where=where) from error


def _triples(found: ox.QueryTriples, where: str) -> Iterator[ox.Triple]:
    try:
        yield from found
    except (OSError, RuntimeError) as error:
        raise StoreError(f"the query failed ({error})", where=where) from error
