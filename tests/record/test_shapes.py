"""What `faults` notices: each change of a sound graph breaks the one rule that it should."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pyoxigraph as ox
import pytest

from kg.record.changes import compared
from kg.record.oxigraph import OxigraphStore
from kg.record.quads import DERIVED_FROM, END, HAS_SELECTOR, HAS_SOURCE, LABEL, READ_AS, SAME_AS, START, quads, term
from kg.record.shapes import faults
from kg.record.store import open_store
from tests.written import RUN, quads_of, sample

INTEGER = ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")


def graph() -> OxigraphStore:
    store = open_store(None)
    assert isinstance(store, OxigraphStore)
    for article, statements in sample():
        store.replace(article.id, quads_of(article, statements))
    return store


def first(store: OxigraphStore, predicate: ox.NamedNode, kind: str = "") -> ox.Quad:
    """The first quad with a predicate, whose subject is of a kind by its IRI."""
    return min((quad for quad in store.find(None, predicate, None, None) if kind in str(quad.subject)), key=str)


def without(predicate: ox.NamedNode, kind: str = "") -> Callable[[OxigraphStore], None]:
    return lambda store: store.inner.remove(first(store, predicate, kind))


def instead(predicate: ox.NamedNode, value: ox.NamedNode | ox.Literal, kind: str = "") -> Callable[[OxigraphStore], None]:
    def change(store: OxigraphStore) -> None:
        quad = first(store, predicate, kind)
        store.inner.remove(quad)
        store.inner.add(ox.Quad(quad.subject, predicate, value, quad.graph_name))

    return change


def besides(predicate: ox.NamedNode, beside: ox.NamedNode, value: ox.NamedNode | ox.Literal) -> Callable[[OxigraphStore], None]:
    def change(store: OxigraphStore) -> None:
        quad = first(store, beside)
        store.inner.add(ox.Quad(quad.subject, predicate, value, quad.graph_name))

    return change


FAR = ox.Literal("99999", datatype=INTEGER)
ELSEWHERE = ox.NamedNode("https://a.example/1")
SUB_PROPERTY = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#subPropertyOf")


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (without(HAS_SOURCE, "#mention"), "oa:hasSource"),
        (instead(HAS_SOURCE, ELSEWHERE, "#evidence"), "oa:hasSource"),
        (without(HAS_SELECTOR, "#evidence"), "oa:hasSelector"),
        (without(START), "oa:start"),
        (instead(END, FAR), "stretch-in-text"),
        (without(DERIVED_FROM, "#claim"), "prov:wasDerivedFrom"),
        (besides(SUB_PROPERTY, READ_AS, ox.NamedNode("https://kg.example.org/act/AID")), "rdfs:subPropertyOf"),
        (instead(READ_AS, ELSEWHERE), "kg:readAs"),
        (instead(LABEL, ox.Literal("no language"), "/entity/"), "skos:prefLabel"),
        (besides(SAME_AS, LABEL, ox.Literal("Q1")), "skos:exactMatch"),
        (besides(term("basis"), term("from"), ox.Literal("published")), "kg:basis"),
    ],
)
def test_a_fault_is_told_by_its_rule(change: Callable[[OxigraphStore], None], rule: str) -> None:
    store = graph()
    assert faults(store) == []
    change(store)
    assert rule in {fault.rule for fault in faults(store)}


def test_another_run_that_finds_the_same_makes_no_difference() -> None:
    before, after = graph(), graph()
    article, statements = sample()[0]
    assert after.replace(article.id, quads(article, statements, after.names, {**RUN, "kg": "9.9"}))
    found = compared(before, after)
    assert (found.added, found.gone, found.changed) == ((), (), ())
    assert faults(after) == []
    assert {quad.object.value for quad in after.find(None, term("kgVersion"), None, None)} == {"0.1.0", "9.9"}  # type: ignore[union-attr]
    after.replace(article.id, quads_of(article, statements))
    assert sorted(map(str, after.quads())) == sorted(map(str, before.quads())), "the run that read nothing is gone"


def test_a_name_that_an_article_spells_in_two_ways_has_one_label() -> None:
    article, statements = sample()[0]
    one = statements[0]
    shouted = replace(one.subject.entity, label=one.subject.entity.label.upper())
    twice = [one, replace(statements[1], subject=replace(statements[1].subject, entity=shouted))]
    for order in (twice, twice[::-1]):
        store = open_store(None)
        store.replace(article.id, quads_of(article, order))
        assert not [fault for fault in faults(store) if "label" in fault.rule.lower()]
        node = ox.NamedNode(store.names.entity(one.subject.entity.id))
        labels = [quad.object for quad in store.find(node, LABEL, None, None)]
        assert [each.value for each in labels if isinstance(each, ox.Literal)] == [one.subject.entity.label]
