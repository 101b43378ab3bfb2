"""RDF files: TriG, Turtle, N-Quads, JSON-LD and RDF 1.2 TriG from a store's quads, in one order, so that builds can be compared."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from heapq import merge
from itertools import groupby, islice
from pathlib import Path
from typing import IO, Any, TypeAlias

import pyoxigraph as ox

from kg.errors import ExportError
from kg.names import ONTOLOGY, PREFIXES
from kg.share.files import written

Node: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

RDF, XSD = PREFIXES["rdf"], PREFIXES["xsd"]
_TYPE = f"<{RDF}type>"
_RUN = 200_000


def write_nquads(quads: Iterable[ox.Quad], path: Path) -> None:
    """Write quads to `path` as N-Quads, one a line, sorted: two files of the same graph are the same bytes."""
    with written(path) as (file,), ordered(quads, by_graph=False) as rows:
        file.writelines((row + " .\n").encode() for row in rows)


def write_trig(quads: Iterable[ox.Quad], path: Path) -> None:
    """Write quads to `path` as TriG: the default graph, then the named graphs by name, each by subject."""
    with written(path) as (file,), ordered(quads) as rows:
        _serialize((_quad(row) for row in rows), file, ox.RdfFormat.TRIG)


def write_turtle(quads: Iterable[ox.Quad], path: Path) -> None:
    """Write the union of all graphs to `path` as Turtle; a comment at its head says that the names of the graphs are lost."""
    with written(path) as (file,), ordered(ox.Quad(q.subject, q.predicate, q.object) for q in quads) as rows:
        file.write(
            b"# The union of all graphs. Turtle has no named graphs, so which article's graph a triple stands in is not in this\n"
            b"# file; TriG and N-Quads keep it.\n"
        )
        _serialize((_quad(row).triple for row in rows), file, ox.RdfFormat.TURTLE)


def write_rdf12(quads: Iterable[ox.Quad], path: Path) -> None:
    """Write quads to `path` as RDF 1.2 TriG: each claim about two things also reifies its bare triple (`rdf:reifies`).

    A triple that is reified is named, not stated: a denied thing stays denied.
    """
    with written(path) as (file,), ordered(quads) as rows:
        _serialize(_with_reifiers(rows), file, ox.RdfFormat.TRIG)


def write_jsonld(quads: Iterable[ox.Quad], path: Path) -> None:
    """Write quads to `path` as JSON-LD 1.1 with a context of prefixes; each named graph is an object with an `@graph` of its own."""
    with written(path) as (file,), ordered(quads) as rows:
        file.write(b'{"@context": ' + json.dumps(PREFIXES).encode() + b',\n "@graph": [')
        separator = b"\n  "
        for graph, of_graph in groupby(map(_quad, rows), key=lambda quad: quad.graph_name):
            if isinstance(graph, ox.DefaultGraph):
                separator = _json_subjects(of_graph, file, separator, b"\n  ")
            else:
                name = json.dumps(_short(_iri(graph)), ensure_ascii=False).encode()
                file.write(separator + b'{"@id": ' + name + b', "@graph": [')
                _json_subjects(of_graph, file, b"\n    ", b"\n    ")
                file.write(b"]}")
                separator = b",\n  "
        file.write(b"]}\n")


@contextmanager
def ordered(quads: Iterable[ox.Quad], *, by_graph: bool = True) -> Iterator[Iterator[str]]:
    """Open an iterator of quads as N-Quads rows without the final dot, sorted and each once, in bounded memory.

    Sorted as they stand, or `by_graph`: default graph first, then by graph, subject, predicate (types first) and object.
    More than 200,000 quads are sorted in runs on disk. Raises ExportError for a blank node: the graphs of kg have none, and
    with them no two files could be compared.

    >>> a, b = ox.NamedNode("https://e.example/a"), ox.NamedNode("https://e.example/b")
    >>> with ordered([ox.Quad(b, a, a), ox.Quad(a, a, a), ox.Quad(b, a, a)]) as rows:
    ...     print(*(row.split()[0] for row in rows))
    <https://e.example/a> <https://e.example/b>
    """
    keys = (_key(quad) if by_graph else _row(quad) for quad in quads)
    with ExitStack() as stack:
        runs: list[Iterable[str]] = []
        while run := sorted(set(islice(keys, _RUN))):
            full = len(run) == _RUN
            runs.append(_spilled(run, stack) if full else run)
        once = (key for key, _ in groupby(merge(*runs)))
        yield (_row_of(key) for key in once) if by_graph else once


def _spilled(run: list[str], stack: ExitStack) -> Iterator[str]:
    file = stack.enter_context(tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n"))  # noqa: SIM115 - the stack closes it
    file.writelines(key + "\n" for key in run)
    file.seek(0)
    return (line.removesuffix("\n") for line in file)


def _row(quad: ox.Quad) -> str:
    if isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode) or isinstance(quad.graph_name, ox.BlankNode):
        raise ExportError("a blank node stands in the graph", where=str(quad)[:200], remedy="run `kg validate` on the store")
    return str(quad).removesuffix(" ").removesuffix(" DEFAULT")


def _key(quad: ox.Quad) -> str:
    """Graph, subject, predicate and object with a mark between them that no IRI holds; "" for the default graph and rdf:type."""
    row = _row(quad)
    graph = "" if isinstance(quad.graph_name, ox.DefaultGraph) else str(quad.graph_name)
    predicate = str(quad.predicate)
    head = len(str(quad.subject)) + len(predicate) + 2
    object_ = row[head : len(row) - len(graph) - 1] if graph else row[head:]
    return f"{graph}\x1f{quad.subject}\x1f{'' if predicate == _TYPE else predicate}\x1f{object_}"


def _row_of(key: str) -> str:
    graph, subject, predicate, object_ = key.split("\x1f", 3)
    return f"{subject} {predicate or _TYPE} {object_}{' ' + graph if graph else ''}"


def _quad(row: str) -> ox.Quad:
    quad: ox.Quad = next(iter(ox.parse(f"{row} .", ox.RdfFormat.N_QUADS)))
    return quad


def _serialize(items: Iterable[ox.Quad] | Iterable[ox.Triple], file: IO[bytes], format: ox.RdfFormat) -> None:
    file.writelines(f"@prefix {prefix}: <{namespace}> .\n".encode() for prefix, namespace in PREFIXES.items())
    body = _Body(file)
    ox.serialize(items, body, format, prefixes=PREFIXES)  # type: ignore[arg-type]
    body.close()


class _Body:
    """Passes on what follows the prefixes: the serialiser declares them in an order that changes from run to run."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self._head, self._begun = file, b"", False

    def write(self, data: bytes) -> int:
        if self._begun:
            self._file.write(data)
        else:
            self._head += data
            while not self._begun and b"\n" in self._head:
                line, _, rest = self._head.partition(b"\n")
                self._begun = not line.startswith(b"@prefix ")
                self._head = self._head if self._begun else rest
            if self._begun:
                self._file.write(self._head)
        return len(data)

    def flush(self) -> None:
        """Nothing is held back but the beginning."""

    def close(self) -> None:
        if not self._begun:
            self._file.write(self._head)


def _with_reifiers(rows: Iterable[str]) -> Iterator[ox.Quad]:
    """The quads of `rows`, and after each claim's own a quad in which it reifies its triple."""
    reifies = ox.NamedNode(RDF + "reifies")
    for _, of_subject in groupby(map(_quad, rows), key=lambda quad: (quad.graph_name, quad.subject)):
        parts: dict[str, Any] = {}
        for quad in of_subject:
            yield quad
            parts[quad.predicate.value] = quad.object
            subject, graph = quad.subject, quad.graph_name
        source, relation, target = (parts.get(ONTOLOGY + part) for part in ("subject", "relation", "object"))
        if isinstance(source, ox.NamedNode) and isinstance(relation, ox.NamedNode) and isinstance(target, ox.NamedNode):
            yield ox.Quad(subject, reifies, ox.Triple(source, relation, target), graph)


def _iri(term: Any) -> str:
    return str(term.value)


def _short(iri: str) -> str:
    """`iri` with its prefix where the context has one, else whole."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and (rest := iri[len(namespace) :]) and not rest.startswith("//"):
            return f"{prefix}:{rest}"
    return iri


def _json_subjects(quads: Iterable[ox.Quad], file: IO[bytes], first: bytes, indent: bytes) -> bytes:
    separator = first
    for subject, of_subject in groupby(quads, key=lambda quad: quad.subject):
        item: dict[str, Any] = {"@id": _short(_iri(subject))}
        for predicate, of_predicate in groupby(of_subject, key=lambda quad: quad.predicate):
            key = "@type" if _iri(predicate) == RDF + "type" else _short(_iri(predicate))
            values = [_short(_iri(q.object)) if key == "@type" else _json_term(q.object) for q in of_predicate]
            item[key] = values[0] if len(values) == 1 else values
        file.write(separator + json.dumps(item, ensure_ascii=False).encode())
        separator = b"," + indent
    return separator


def _json_term(term: Any) -> Any:
    if not isinstance(term, ox.Literal):
        return {"@id": _short(_iri(term))}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    datatype = term.datatype.value
    return term.value if datatype == XSD + "string" else {"@value": term.value, "@type": _short(datatype)}
