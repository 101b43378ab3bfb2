"""Graphs on any SPARQL 1.1 server, over HTTP: Graph Store Protocol for quads that come, form POST for queries and updates."""

from __future__ import annotations

import gzip
import json
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, cast

import httpx
import pyoxigraph as ox

from kg.errors import StoreError, UsageError
from kg.names import PREFIXES
from kg.record.oxigraph import malformed, update_text
from kg.record.store import Answer, Solutions, Store, Term
from kg.record.upkeep import Change
from kg.record.vocabulary import vocabulary

if TYPE_CHECKING:
    import rdflib

JSON = "application/sparql-results+json"
NTRIPLES = "application/n-triples"
CAP_HEADERS = ("x-sparql-maxrows", "x-sparql-max-rows", "x-result-cap")
# What servers write into a body that they break off, after they have already said that all is well.
BROKEN_OFF = ("operation has been cancelled", "query evaluation has been cancelled", "timeout has been reached")
_PASSING = frozenset({429, 502, 503, 504})
_BATCH = 50_000


@dataclass(frozen=True, slots=True)
class Endpoints:
    """The addresses of a server's three services.

    >>> Endpoints.of("http://localhost:7878/").query, Endpoints.of("http://localhost:8890/sparql").graphs
    ('http://localhost:7878/query', 'http://localhost:8890/sparql-graph-crud')
    """

    query: str
    update: str
    graphs: str

    @classmethod
    def of(cls, address: str) -> Endpoints:
        """The services of a server by the habits of Oxigraph, or, for an address that ends in /sparql, of Virtuoso."""
        address = address.rstrip("/")
        if address.endswith("/sparql"):
            return cls(address, address, address + "-graph-crud")
        return cls(address + "/query", address + "/update", address + "/store")


class RemoteStore(Store):
    """A graph on a SPARQL 1.1 server.

    Each call is one that may safely be made twice, so a connection that fails or a server that is busy (429, 502, 503, 504) is
    tried `attempts` times. A call that gives no answer in `timeout` seconds fails. An answer that breaks off, is not whole or was
    capped by the server is a StoreError, never taken for a full one.
    """

    def __init__(
        self,
        address: str,
        base: str,
        *,
        read_only: bool = False,
        timeout: float = 60.0,
        attempts: int = 3,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self.base, self.where, self.read_only = base, address, read_only
        self.endpoints = Endpoints.of(address)
        self._client = httpx.Client(timeout=httpx.Timeout(timeout, connect=min(timeout, 10.0)), follow_redirects=True)
        self._attempts, self._pause, self._complete = attempts, pause, False

    def query(self, sparql: str) -> Answer:
        prologue = " ".join(f"PREFIX {prefix}: <{iri}>" for prefix, iri in PREFIXES.items())
        form = {"query": f"{prologue} {sparql}", "union-default-graph": "true"}
        response = self._send("POST", self.endpoints.query, data=form, headers={"accept": f"{JSON}, {NTRIPLES};q=0.9"}, asks=sparql)
        kind = response.headers.get("content-type", "").partition(";")[0].strip()
        if kind in (JSON, "application/json"):
            return self._solutions(response)
        return self._triples(response)

    def find(self, subject: Any = None, predicate: Any = None, object: Any = None, graph: Any = None) -> Iterator[ox.Quad]:
        slots = {"s": subject, "p": predicate, "o": object, "g": graph}
        terms = {name: str(value) if value is not None else f"?{name}" for name, value in slots.items()}
        free = [name for name, value in slots.items() if value is None]
        chosen = " ".join(f"?{name}" for name in free) or "*"
        found = self.query(f"SELECT {chosen} WHERE {{ GRAPH {terms['g']} {{ {terms['s']} {terms['p']} {terms['o']} }} }}")
        assert isinstance(found, Solutions)
        for row in found.rows:
            bound = {**slots, **dict(zip(free, row, strict=False))}
            yield ox.Quad(bound["s"], bound["p"], bound["o"], bound["g"])

    def apply(self, change: Change) -> None:
        self._may_write()
        if change.gone:
            self._send("POST", self.endpoints.update, data={"update": update_text(change)})
        else:
            self._add(change.come)

    def load(self, source: Path | Iterable[ox.Quad]) -> None:
        self._may_write()
        if isinstance(source, Path):
            with gzip.open(source) if source.suffix == ".gz" else source.open("rb") as file:
                try:
                    self.load(ox.parse(cast("IO[bytes]", file), ox.RdfFormat.N_QUADS))
                except SyntaxError as error:
                    raise UsageError(f"is no N-Quads ({error})", where=str(source)) from error
            return
        quads = iter(source)
        while batch := list(islice(quads, _BATCH)):
            self._add(batch)

    def as_rdflib(self) -> rdflib.Dataset:
        import rdflib
        from rdflib.plugins.stores.sparqlstore import SPARQLStore

        store = SPARQLStore(self.endpoints.query, method="POST", params={"union-default-graph": "true"})
        return rdflib.Dataset(store=store, default_union=True)

    def close(self) -> None:
        self._client.close()

    def _add(self, quads: Iterable[ox.Quad]) -> None:
        """Add quads graph by graph: descriptions first, shortcuts last, so that a break leaves no claim without its parties."""
        names = self.names
        by_graph: dict[str, list[ox.Quad]] = {}
        for quad in quads:
            by_graph.setdefault(getattr(quad.graph_name, "value", ""), []).append(quad)
        first = {names.entities: 0, names.relations: 1, names.runs: 2, names.shortcuts: 4}
        for graph in sorted(by_graph, key=lambda graph: (first.get(graph, 3), graph)):
            body = ox.serialize((quad.triple for quad in by_graph[graph]), format=ox.RdfFormat.N_TRIPLES)
            where = {"graph": graph} if graph else {"default": ""}
            self._send("POST", self.endpoints.graphs, params=where, content=body, headers={"content-type": NTRIPLES})

    def _may_write(self) -> None:
        if self.read_only:
            raise StoreError("was opened for reading only", where=self.where)
        if not self._complete:
            self._complete = True
            graph = self.names.vocabulary
            if self.query(f"ASK {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}") is not True:
                self._add(ox.Quad(t.subject, t.predicate, t.object, ox.NamedNode(graph)) for t in vocabulary())

    def _send(self, method: str, address: str, *, asks: str = "", **what: Any) -> httpx.Response:
        for attempt in range(1, self._attempts + 1):
            last = attempt == self._attempts
            try:
                response = self._client.request(method, address, **what)
            except httpx.TimeoutException as error:
                if last or not isinstance(error, httpx.ConnectTimeout):
                    raise self._failed("gave no answer in time", "try again, or narrow the query") from error
            except httpx.TransportError as error:
                if last:
                    raise self._failed(f"the connection failed ({error or type(error).__name__})", "is the server running?") from error
            except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
                raise self._failed(f"cannot be asked ({error})", "check the address") from error
            else:
                if response.is_success:
                    return response
                if last or response.status_code not in _PASSING:
                    raise self._refused(response, asks)
            self._pause(0.2 * 2 ** (attempt - 1))
        raise AssertionError("unreachable")

    def _failed(self, what: str, remedy: str = "") -> StoreError:
        return StoreError(what, where=self.where, remedy=remedy)

    def _refused(self, response: httpx.Response, asks: str) -> StoreError | UsageError:
        said = " ".join(response.text.split())[:300]
        if response.status_code == 400 and asks:
            try:
                ox.Store().query(asks, prefixes=PREFIXES)
            except SyntaxError as error:
                return malformed(error, asks)
            return UsageError(f"the server does not take the query: {said}", where=self.where)
        return self._failed(f"the server answered {response.status_code} ({said or response.reason_phrase})")

    def _whole(self, response: httpx.Response) -> str:
        try:
            text = response.content.decode("utf-8")
        except UnicodeDecodeError as error:
            raise self._failed("the answer is not UTF-8", "nothing of it was used") from error
        tail = text[-2000:].lower()
        if any(mark in tail for mark in BROKEN_OFF) and not text.rstrip().endswith("}"):
            raise self._failed("the server broke off its answer", "narrow the query or raise the server's time limit")
        return text

    def _solutions(self, response: httpx.Response) -> Answer:
        text = self._whole(response)
        try:
            document = json.loads(text)
            if isinstance(document.get("boolean"), bool):
                return bool(document["boolean"])
            variables = tuple(map(str, document["head"]["vars"]))
            rows = [tuple(_term(row.get(name)) for name in variables) for row in document["results"]["bindings"]]
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise self._failed("the answer is broken off or is no result of a query", "nothing of it was used") from error
        self._uncapped(response, len(rows))
        return Solutions(variables, iter(rows))

    def _triples(self, response: httpx.Response) -> Iterator[ox.Triple]:
        if "content-length" not in response.headers and response.headers.get("transfer-encoding", "") != "chunked":
            raise self._failed("the answer does not say where it ends", "nothing of it was used")
        text = self._whole(response)
        try:
            triples = [quad.triple for quad in ox.parse(text, ox.RdfFormat.N_TRIPLES)]
        except (SyntaxError, ValueError) as error:
            raise self._failed("the answer is broken off or is no RDF", "nothing of it was used") from error
        self._uncapped(response, len(triples))
        return iter(triples)

    def _uncapped(self, response: httpx.Response, count: int) -> None:
        for header in CAP_HEADERS:
            cap = response.headers.get(header, "")
            if cap.isdigit() and count >= int(cap):
                raise self._failed(
                    f"the server gives at most {cap} rows, so this answer may not be full", "narrow the query or raise the server's limit"
                )


def _term(value: dict[str, Any] | None) -> Term | None:
    if value is None:
        return None
    if value["type"] == "uri":
        return ox.NamedNode(value["value"])
    if value["type"] == "bnode":
        return ox.BlankNode(value["value"])
    if value["type"] not in ("literal", "typed-literal"):
        raise ValueError(f"a term of type {value['type']}")
    if language := value.get("xml:lang"):
        return ox.Literal(value["value"], language=language)
    datatype = value.get("datatype")
    return ox.Literal(value["value"], datatype=ox.NamedNode(datatype)) if datatype else ox.Literal(value["value"])
