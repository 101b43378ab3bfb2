"""The page on the data model and the ontology tell of the same terms."""

from __future__ import annotations

import re
from pathlib import Path

import rdflib

from kg import resources
from kg.names import ONTOLOGY

PAGE = (Path(__file__).parent.parent / "docs" / "model.md").read_text(encoding="utf-8")
GRAPH = rdflib.Graph().parse(resources.path("ontology/kg.ttl"), format="turtle")
TERMS = {str(term).removeprefix(ONTOLOGY) for term in GRAPH.subjects() if str(term).startswith(ONTOLOGY)}


def test_the_page_names_only_terms_that_exist() -> None:
    named = set(re.findall(r"\bkg:([A-Za-z]+)", PAGE))
    assert named <= TERMS, named - TERMS
    assert len(named) > 25


def test_every_term_has_a_label_and_a_definition() -> None:
    skos, rdfs = rdflib.Namespace("http://www.w3.org/2004/02/skos/core#"), rdflib.RDFS
    for name in sorted(TERMS - {""}):
        term = rdflib.URIRef(ONTOLOGY + name)
        assert list(GRAPH.objects(term, rdfs.label)) or list(GRAPH.objects(term, skos.prefLabel)), name
        assert list(GRAPH.objects(term, rdfs.comment)) or list(GRAPH.objects(term, skos.definition)), name


def test_nothing_is_the_same_by_guess() -> None:
    assert not list(GRAPH.subject_objects(rdflib.OWL.sameAs))
