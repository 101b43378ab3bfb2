"""Who was judged to be who: claims and mentions are moved to the canonical entity, and back when a judgement is taken back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pyoxigraph as ox

from kg.errors import UsageError
from kg.names import Names
from kg.record.quads import LABEL, TYPE, term
from kg.record.upkeep import MERGED_INTO, REFERENCES, Change, Pattern, change, shortcuts

if TYPE_CHECKING:
    from kg.record.store import Store

_REFERS_TO, _LINKED_AS = term("refersTo"), term("linkedAs")
_ROLES = {
    term("subjectMention"): term("subject"),
    term("objectMention"): term("object"),
    term("placeMention"): term("place"),
    term("sourceMention"): term("source"),
}


def apply(store: Store, canonical: Mapping[str, str]) -> int:
    """How many articles were rewritten so that each entity in `canonical` (id or IRI) is the one it maps to, and no other is.

    The mapping is the whole of the judgements: what an earlier call merged and this one does not name is taken apart again. Each
    mention keeps the entity that it was first linked to. Articles that are recorded later follow the same mapping. Each article
    is one step: a call that is interrupted can be made again. Raises UsageError for entities that are each other.
    """
    names = store.names
    wanted = _resolved({_iri(names, one): _iri(names, other) for one, other in canonical.items()})
    held = merges(store.find, names)
    _record_merges(store, held, wanted)
    graphs = {quad.graph_name for quad in store.find(None, _LINKED_AS, None, None)}
    for entity in wanted:
        graphs |= {quad.graph_name for quad in store.find(None, _REFERS_TO, ox.NamedNode(entity), None)}
    rewritten = 0
    for graph in sorted(graphs, key=str):
        own = set(store.find(None, None, None, graph))
        moved = judged(own, wanted)
        if moved != own:
            bare = {ox.Quad(*triple, ox.NamedNode(names.shortcuts)) for triple in shortcuts(moved)}
            store.apply(change(store.find, names, names.id_of_graph(graph.value), moved | bare))  # type: ignore[union-attr]
            rewritten += 1
    _forget(store, {held[one] for one in held} - set(wanted.values()))
    return rewritten


def merges(find: Pattern, names: Names) -> dict[str, str]:
    """The judgements that a graph follows, as IRIs: entity to canonical entity."""
    return {
        quad.subject.value: quad.object.value  # type: ignore[union-attr]
        for quad in find(None, MERGED_INTO, None, ox.NamedNode(names.entities))
    }


def merged_ids(store: Store) -> dict[str, str]:
    """What the graph itself has merged: each entity's id with that of the entity whose name is kept; sorted."""
    base = store.names.entity("")
    found = merges(store.find, store.names)
    return dict(sorted((unquote(one.removeprefix(base)), unquote(other.removeprefix(base))) for one, other in found.items()))


def judged(quads: Iterable[ox.Quad], canonical: Mapping[str, str]) -> set[ox.Quad]:
    """The quads of one article with its mentions, claims and sources moved to the entities that `canonical` (IRIs) gives."""
    found = set(quads)
    refers: dict[Any, ox.Quad] = {quad.subject: quad for quad in found if quad.predicate == _REFERS_TO}
    linked: dict[Any, ox.Quad] = {quad.subject: quad for quad in found if quad.predicate == _LINKED_AS}
    now: dict[Any, Any] = {}
    before: dict[Any, Any] = {}
    for mention, quad in refers.items():
        first = linked[mention].object if mention in linked else quad.object
        target = ox.NamedNode(canonical.get(first.value, first.value))  # type: ignore[union-attr]
        before[mention], now[mention] = quad.object, target
        if target != quad.object:
            found.discard(quad)
            found.add(ox.Quad(mention, _REFERS_TO, target, quad.graph_name))
        if target != first:
            found.add(ox.Quad(mention, _LINKED_AS, first, quad.graph_name))
        elif mention in linked:
            found.discard(linked[mention])
    moved = {mention for mention in now if now[mention] != before[mention]}
    roles = [quad for quad in found if quad.predicate in _ROLES and quad.object in now]
    for quad in roles:
        if quad.object in moved:
            found.discard(ox.Quad(quad.subject, _ROLES[quad.predicate], before[quad.object], quad.graph_name))
    # all are put back after all are taken away: two mentions of one claim may name the same place
    found |= {ox.Quad(quad.subject, _ROLES[quad.predicate], now[quad.object], quad.graph_name) for quad in roles if moved}
    return found


def _iri(names: Names, entity: str) -> str:
    return entity if "://" in entity or entity.startswith("urn:") else names.entity(entity)


def _resolved(canonical: Mapping[str, str]) -> dict[str, str]:
    """The mapping with chains followed to their end."""
    found: dict[str, str] = {}
    for one in sorted(canonical):
        seen, target = {one}, canonical[one]
        while target in canonical and canonical[target] != target:
            if target in seen:
                raise UsageError(f"{one} and {target} are each merged into the other", remedy="take one of the judgements back")
            seen.add(target)
            target = canonical[target]
        if target != one:
            found[one] = target
    return found


def _record_merges(store: Store, held: Mapping[str, str], wanted: Mapping[str, str]) -> None:
    graph = ox.NamedNode(store.names.entities)

    def quad(pair: tuple[str, str]) -> ox.Quad:
        return ox.Quad(ox.NamedNode(pair[0]), MERGED_INTO, ox.NamedNode(pair[1]), graph)

    gone = {quad(pair) for pair in set(held.items()) - set(wanted.items())}
    come = {quad(pair) for pair in set(wanted.items()) - set(held.items())}
    for one, target in wanted.items():
        described = list(store.find(ox.NamedNode(target), LABEL, None, graph))
        if not described:
            # what it is called and is, is at least what the entity it takes in is
            for known in store.find(ox.NamedNode(one), None, None, graph):
                if known.predicate in (LABEL, TYPE):
                    come.add(ox.Quad(ox.NamedNode(target), known.predicate, known.object, graph))
    if gone or come:
        store.apply(Change(tuple(sorted(gone, key=str)), tuple(sorted(come, key=str))))


def _forget(store: Store, targets: Iterable[str]) -> None:
    """Drop the descriptions of former canonical entities that nothing names any more."""
    lost: list[ox.Quad] = []
    for target in sorted(targets):
        node = ox.NamedNode(target)
        if not any(quad.predicate in REFERENCES for quad in store.find(None, None, node, None)):
            lost += store.find(node, None, None, ox.NamedNode(store.names.entities))
    if lost:
        store.apply(Change(tuple(sorted(lost, key=str)), ()))
