"""Whether a graph is as it should be: the shapes of data/ontology/shapes.ttl, and the invariants that no shape can say."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

from kg import resources
from kg.names import PREFIXES
from kg.record.quads import END, HAS_SELECTOR, LABEL, START, TYPE, USED, term
from kg.record.store import Store
from kg.record.upkeep import MERGED_INTO, REFERENCES, shortcuts

_BATCH, _DESCRIPTIONS = 100, 5000  # articles, descriptions at a time


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """Something wrong with a node of the graph: which rule it breaks, and how."""

    node: str
    rule: str
    message: str


def faults(store: Store) -> list[Fault]:
    """All faults of a graph, sorted; empty where there are none."""
    found = {*_everywhere(store), *_derived(store)}
    graphs = [ox.NamedNode(store.names.graph(id)) for id in store.articles()]
    for batch in _batches(graphs, _BATCH):
        quads = [quad for graph in batch for quad in store.find(None, None, None, graph)]
        found.update(_shapes(quads))
        for graph in batch:
            found.update(_article([quad for quad in quads if quad.graph_name == graph]))
    for name in (store.names.runs, store.names.relations, store.names.entities):
        described: dict[Any, list[ox.Quad]] = {}
        for quad in store.find(None, None, None, ox.NamedNode(name)):
            described.setdefault(quad.subject, []).append(quad)
        for batch in _batches(sorted(described, key=str), _DESCRIPTIONS):
            found.update(_shapes(quad for subject in batch for quad in described[subject]))
    return sorted(found)


def _batches(nodes: list[Any], size: int) -> Iterator[list[Any]]:
    for start in range(0, len(nodes), size):
        yield nodes[start : start + size]


def _everywhere(store: Store) -> Iterator[Fault]:
    """Triples that stand in two graphs or in none of the named ones, and blank nodes."""
    names, seen = store.names, dict[Any, Any]()
    article = names.graph("")
    for quad in store.find():
        subject = _value(quad.subject)
        if any(isinstance(part, ox.BlankNode) for part in (quad.subject, quad.object, quad.graph_name)):
            yield Fault(subject, "no-blank-nodes", "a blank node: two graphs with it could not be compared")
        graph = _value(quad.graph_name)
        if not graph.startswith(article):
            yield Fault(subject, "known-graph", f"stands in the graph {graph or 'without a name'}, which is none of this store's")
        key = hash((quad.subject, quad.predicate, quad.object))
        if key in seen and seen[key] != quad.graph_name:
            other = [one for one in store.find(quad.subject, quad.predicate, quad.object, None) if one.graph_name != quad.graph_name]
            if other:
                yield Fault(
                    subject, "one-triple-in-one-graph", f"{quad.predicate.value} stands in {graph} and {_value(other[0].graph_name)}"
                )
        seen[key] = quad.graph_name


def _derived(store: Store) -> Iterator[Fault]:
    """Descriptions and shortcuts against the claims they come from."""
    names = store.names
    used: dict[Any, set[Any]] = {}
    related: set[Any] = set()
    bare: set[tuple[Any, Any, Any]] = set()
    for id in store.articles():
        own = list(store.find(None, None, None, ox.NamedNode(names.graph(id))))
        bare |= shortcuts(own)
        for quad in own:
            if quad.predicate in REFERENCES and isinstance(quad.object, ox.NamedNode):
                used.setdefault(quad.object, set()).add(quad.subject)
            elif quad.predicate == term("relation"):
                related.add(quad.object)
    entities = list(store.find(None, None, None, ox.NamedNode(names.entities)))
    labelled = {quad.subject for quad in entities if quad.predicate == LABEL}
    typed = {quad.subject for quad in entities if quad.predicate == TYPE}
    merged = {node for quad in entities if quad.predicate == MERGED_INTO for node in (quad.subject, quad.object)}
    for entity in used:
        if entity not in labelled or entity not in typed:
            yield Fault(_value(entity), "entity-described", "claims speak of it, and it has no label or no type in the graph of entities")
    for subject in {quad.subject for quad in entities} - set(used) - merged:
        yield Fault(_value(subject), "entity-used", "is described, and no claim speaks of it")
    relations = list(store.find(None, None, None, ox.NamedNode(names.relations)))
    for relation in related - {quad.subject for quad in relations if quad.predicate == LABEL}:
        yield Fault(_value(relation), "relation-described", "claims use it, and it has no label in the graph of relations")
    for relation in {quad.subject for quad in relations} - related:
        yield Fault(_value(relation), "relation-used", "is described, and no claim uses it")
    held = {(quad.subject, quad.predicate, quad.object) for quad in store.find(None, None, None, ox.NamedNode(names.shortcuts))}
    for subject, relation, object_ in held - bare:
        said = f"{_value(relation)} {_value(object_)}"
        yield Fault(_value(subject), "no-shortcut-without-claim", f"the shortcut {said} rests on no claim that affirms and asserts it")
    for subject, relation, object_ in bare - held:
        yield Fault(_value(subject), "shortcut-for-claim", f"the shortcut {_value(relation)} {_value(object_)} is missing")


def _article(own: list[ox.Quad]) -> Iterator[Fault]:
    """Offsets, quotes, text and roles of one article."""
    nodes: dict[Any, dict[Any, Any]] = {}
    for quad in own:
        nodes.setdefault(quad.subject, {})[quad.predicate] = quad.object
    article = next((node for node, parts in nodes.items() if parts.get(TYPE) == term("Article")), None)
    if article is None:
        yield Fault(_value(own[0].graph_name) if own else "", "article-described", "the graph describes no article")
        return
    text = _value(nodes[article].get(term("text")))
    if hashlib.sha256(text.encode()).hexdigest() != _value(nodes[article].get(term("textSha256"))):
        yield Fault(_value(article), "text-unchanged", "its text is not the one that was read: the SHA-256 differs")
    for node, parts in nodes.items():
        by_run = set(parts) == {USED} and parts[USED] == article
        if not _value(node).startswith(_value(article)) and _value(node) != _value(own[0].graph_name) and not by_run:
            yield Fault(_value(node), "own-graph", f"is no part of the article {_value(article)} in whose graph it stands")
        if START in parts and not _stands(_number(parts[START]), _number(parts.get(END)), len(text)):
            yield Fault(_value(node), "stretch-in-text", f"selects no stretch of the {len(text)} characters of the article")
        if (quote := parts.get(term("quote"))) is not None:
            selector = nodes.get(parts.get(HAS_SELECTOR), {})
            start, end = _number(selector.get(START)), _number(selector.get(END))
            if start is None or end is None or text[start:end] != _value(quote):
                yield Fault(_value(node), "quote-at-offsets", f"its quote does not stand at {start}..{end} of the article")
        for role in ("subject", "object"):
            mention = nodes.get(parts.get(term(f"{role}Mention")), {})
            if term("refersTo") in mention and mention[term("refersTo")] != parts.get(term(role)):
                yield Fault(_value(node), "role-as-mentioned", f"its {role} is not the entity that its {role} mention stands for")
        if (about := parts.get(term("article"))) is not None and about != article:
            yield Fault(_value(node), "own-article", "names another article than the one in whose graph it stands")


def _stands(start: int | None, end: int | None, length: int) -> bool:
    return start is not None and end is not None and start <= end <= length


def _shapes(quads: Iterable[ox.Quad]) -> Iterator[Fault]:
    """What pySHACL finds against the shapes that travel with kg."""
    import pyshacl
    import rdflib

    data = rdflib.Graph()
    body = ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.N_TRIPLES)
    data.parse(data=body or b"", format="nt")
    shapes = rdflib.Graph().parse(resources.path("ontology/shapes.ttl"), format="turtle")
    conforms, report, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none", advanced=False)
    if conforms:
        return
    sh = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    for result in report.subjects(rdflib.RDF.type, sh.ValidationResult):
        node, path = report.value(result, sh.focusNode), report.value(result, sh.resultPath)
        messages = sorted(str(message) for message in report.objects(result, sh.resultMessage))
        yield Fault(str(node), _short(str(path or "shape")), "; ".join(messages))


def _short(iri: str) -> str:
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


def _value(node: Any) -> str:
    return str(getattr(node, "value", node if isinstance(node, str) else ""))


def _number(node: Any) -> int | None:
    text = _value(node)
    return int(text) if text.isdigit() else None
