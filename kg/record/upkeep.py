"""What changes in a graph when an article's quads come or go: the derived graphs keep each triple once and lose what no claim holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

import pyoxigraph as ox

from kg.names import ACT as ACT_BASE
from kg.names import Names
from kg.record.quads import LABEL, READ_AS, USED, term

Pattern: TypeAlias = Callable[[Any, Any, Any, Any], Iterable[ox.Quad]]
"""Finds quads by subject, predicate, object and graph; None stands for any."""

SUBJECT, RELATION, OBJECT, ACT = term("subject"), term("relation"), term("object"), term("act")
POLARITY, POSITIVE = term("polarity"), term("positive")
MODALITY, ASSERTED = term("modality"), term("asserted")
MERGED_INTO = term("mergedInto")
REFERENCES = frozenset(map(term, ("subject", "object", "place", "source", "refersTo", "linkedAs", "mergedInto")))


@dataclass(frozen=True, slots=True)
class Change:
    """What goes and what comes, in one transaction."""

    gone: tuple[ox.Quad, ...]
    come: tuple[ox.Quad, ...]

    def __bool__(self) -> bool:
        return bool(self.gone or self.come)


def change(find: Pattern, names: Names, article: str, quads: Iterable[ox.Quad]) -> Change:
    """The change that makes `quads` all that `article` says; none of them for an article taken back.

    Looks only at what the old and the new quads of this article touch, so its cost does not grow with the graph.
    """
    graph = ox.NamedNode(names.graph(article))
    new = set(quads)
    old_own = set(find(None, None, None, graph))
    new_own = {quad for quad in new if quad.graph_name == graph}
    lost = set(_unsupported(find, names, graph, old_own, new_own)) - new
    come, displaced = _descriptions(find, names, new - new_own)
    gone = (old_own - new_own) | lost | displaced
    come = (come - lost) | (new_own - old_own)
    return Change(tuple(sorted(gone, key=str)), tuple(sorted(come, key=str)))


def by_subject(quads: Iterable[ox.Quad]) -> dict[tuple[Any, Any], set[ox.Quad]]:
    """The quads of each subject in each graph."""
    found: dict[tuple[Any, Any], set[ox.Quad]] = {}
    for quad in quads:
        found.setdefault((quad.subject, quad.graph_name), set()).add(quad)
    return found


def better(one: set[ox.Quad], other: set[ox.Quad]) -> set[ox.Quad]:
    """The description of an entity or relation to keep where two articles give different ones, whichever came first.

    The fuller one wins, then the one whose label has fewer capitals (headlines capitalise every word), then the first in order.
    """

    def rank(description: set[ox.Quad]) -> tuple[int, int, list[str]]:
        label = "".join(quad.object.value for quad in description if quad.predicate == LABEL and isinstance(quad.object, ox.Literal))
        return -len(description), sum(c.isupper() for c in label), sorted(map(str, description))

    return min(one, other, key=rank)


def merged(one: set[ox.Quad], other: set[ox.Quad]) -> set[ox.Quad]:
    """One description made of two: the better one, with the act types of both."""
    return better(one, other) | {quad for quad in one | other if quad.predicate == READ_AS}


def _descriptions(find: Pattern, names: Names, derived: set[ox.Quad]) -> tuple[set[ox.Quad], set[ox.Quad]]:
    """The derived quads that are new, and those that the graph has and that better ones displace."""
    come: set[ox.Quad] = set()
    displaced: set[ox.Quad] = set()
    for (subject, graph), given in by_subject(derived).items():
        if _value(graph) in (names.entities, names.relations):
            held = described(find, subject, graph)
            final = merged(held, given) if held and held != given else given
            come |= final - held
            displaced |= held - final
        else:
            come |= {quad for quad in given if not any(True for _ in find(subject, quad.predicate, quad.object, graph))}
    return come, displaced


def described(find: Pattern, subject: Any, graph: Any) -> set[ox.Quad]:
    """What is said about an entity or relation in a graph; judgements about who is who are no part of it."""
    return {quad for quad in find(subject, None, None, graph) if quad.predicate != MERGED_INTO}


def _unsupported(find: Pattern, names: Names, graph: ox.NamedNode, old: set[ox.Quad], new: set[ox.Quad]) -> Iterator[ox.Quad]:
    """The quads of the derived graphs that rested on the old quads of an article and now rest on none."""
    entities, relations = ox.NamedNode(names.entities), ox.NamedNode(names.relations)
    for entity in sorted(_objects(old, REFERENCES) - _objects(new, REFERENCES), key=str):
        if not _elsewhere(find(None, None, entity, None), REFERENCES, graph):
            yield from described(find, entity, entities)
    lost_relations = _objects(old, {RELATION}) - _objects(new, {RELATION})
    for relation in sorted(lost_relations, key=str):
        if not _elsewhere(find(None, RELATION, relation, None), {RELATION}, graph):
            yield from find(relation, None, None, relations)
        else:
            lost_relations = lost_relations - {relation}
    for relation, act in sorted(_coded(old) - _coded(new), key=str):
        if relation not in lost_relations and not _codes_elsewhere(find, relation, act, graph):
            yield from find(relation, READ_AS, act, relations)
    for bare in sorted(shortcuts(old) - shortcuts(new), key=str):
        if not _claimed_elsewhere(find, bare, graph):
            yield from find(*bare, ox.NamedNode(names.shortcuts))
    for run in sorted(_runs(old) - _runs(new), key=str):
        if not _elsewhere(find(run, USED, None, None), {USED}, graph):
            yield from find(run, None, None, ox.NamedNode(names.runs))


def _objects(quads: Iterable[ox.Quad], predicates: Iterable[ox.NamedNode]) -> set[ox.NamedNode]:
    wanted = frozenset(predicates)
    return {quad.object for quad in quads if quad.predicate in wanted and isinstance(quad.object, ox.NamedNode)}


def _runs(quads: Iterable[ox.Quad]) -> set[Any]:
    return {quad.subject for quad in quads if quad.predicate == USED}


def _elsewhere(found: Iterable[ox.Quad], predicates: Iterable[ox.NamedNode], graph: ox.NamedNode) -> bool:
    wanted = frozenset(predicates)
    return any(quad.predicate in wanted and quad.graph_name != graph for quad in found)


def _claims(quads: Iterable[ox.Quad]) -> dict[Any, dict[Any, Any]]:
    claims: dict[Any, dict[Any, Any]] = {}
    for quad in quads:
        if quad.predicate in (SUBJECT, RELATION, OBJECT, POLARITY, MODALITY, ACT):
            claims.setdefault(quad.subject, {})[quad.predicate] = quad.object
    return claims


def _value(term: Any) -> str:
    return str(getattr(term, "value", ""))


def _act_type(act: Any) -> ox.NamedNode:
    return ox.NamedNode(ACT_BASE + _value(act).removeprefix(ACT_BASE).partition("/")[0])


def _coded(quads: Iterable[ox.Quad]) -> set[tuple[Any, Any]]:
    """The relations of claims with the types they are coded as."""
    return {(claim[RELATION], _act_type(claim[ACT])) for claim in _claims(quads).values() if ACT in claim and RELATION in claim}


def shortcuts(quads: Iterable[ox.Quad]) -> set[tuple[Any, Any, Any]]:
    """The bare triples that claims among `quads` affirm and assert between two things."""
    return {
        (claim[SUBJECT], claim[RELATION], claim[OBJECT])
        for claim in _claims(quads).values()
        if claim.get(POLARITY) == POSITIVE and claim.get(MODALITY) == ASSERTED and isinstance(claim.get(OBJECT), ox.NamedNode)
    }


def _codes_elsewhere(find: Pattern, relation: Any, act: Any, graph: ox.NamedNode) -> bool:
    return any(
        quad.graph_name != graph and any(_act_type(coded.object) == act for coded in find(quad.subject, ACT, None, quad.graph_name))
        for quad in find(None, RELATION, relation, None)
    )


def _claimed_elsewhere(find: Pattern, bare: tuple[Any, Any, Any], graph: ox.NamedNode) -> bool:
    """Whether a claim of another article affirms and asserts `bare`.

    The claims of its subject, relation and object are walked in step: the shortest list decides, however long the others are.
    """
    subject, relation, object_ = bare
    walks = [iter(find(None, predicate, value, None)) for predicate, value in ((SUBJECT, subject), (RELATION, relation), (OBJECT, object_))]
    while True:
        for walk in walks:
            quad = next(walk, None)
            if quad is None:
                return False
            if quad.graph_name != graph and bare in shortcuts(find(quad.subject, None, None, quad.graph_name)):
                return True
