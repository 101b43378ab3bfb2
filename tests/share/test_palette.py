"""Every type of the ontology has a family and a colour."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg import resources
from kg.names import ONTOLOGY
from kg.share.palette import ACTORS, PLACES, edge_colour, family, node_colour, node_size

SUBCLASS = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#subClassOf")


def below(root: str) -> set[str]:
    """The names of a class of the ontology and of all classes below it."""
    store = ox.Store()
    store.load(path=resources.path("ontology/kg.ttl"), format=ox.RdfFormat.TURTLE)
    found, todo = set(), [ox.NamedNode(ONTOLOGY + root)]
    while todo:
        node = todo.pop()
        found.add(node.value.removeprefix(ONTOLOGY))
        todo += [quad.subject for quad in store.quads_for_pattern(None, SUBCLASS, node)]
    return found


@pytest.mark.parametrize(("root", "ours"), [("Actor", ACTORS), ("Place", PLACES)])
def test_families_are_those_of_the_ontology(root: str, ours: frozenset[str]) -> None:
    assert below(root) == set(ours)


def test_unknown_types_are_things_with_a_colour() -> None:
    assert family("Treaty") == "thing"
    assert node_colour("Treaty") == node_colour("Phrase")


def test_signs_differ_and_the_unasserted_is_grey_whatever_its_sign() -> None:
    assert len({edge_colour(sign, True) for sign in (-1, 0, 1)}) == 3
    assert len({edge_colour(sign, False) for sign in (-1, 0, 1)}) == 1


def test_sizes_grow_with_degree() -> None:
    assert [node_size(degree) for degree in (0, 1, 4)] == [8.0, 12.0, 16.0]
