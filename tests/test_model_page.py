"""The page on the data model and the ontology tell of the same terms."""

from __future__ import annotations

import re
from pathlib import Path

import rdflib

import kg
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


def test_the_claim_that_the_page_shows_is_the_one_of_the_sample(tmp_path: Path) -> None:
    (block,) = re.findall(r"```turtle\n(.*?)```", PAGE, re.DOTALL)
    name = re.findall(r"^a:(claim-\S+)", block)[0]
    told = dict(re.findall(r"(kg:\w+) ([^\s;]+|\"[^\"]*\") [;.]", re.sub(r"#.*", "", block)))
    assert len(told) >= 15
    with kg.open(built(tmp_path)) as graph:
        (claim,) = {quad.subject for quad in graph.find() if str(getattr(quad.subject, "value", "")).endswith(name)}
        held = {quad.predicate.value.removeprefix(ONTOLOGY): getattr(quad.object, "value", "") for quad in graph.find(claim)}
        article = graph.names.id_of_article(claim.value)
    base = "https://kg.example.org/"
    spaces = {
        "a": f"{base}article/{article}#",
        "kg": ONTOLOGY,
        "act": f"{base}act/",
        "entity": f"{base}entity/",
        "relation": f"{base}relation/",
    }
    for term, value in told.items():
        prefix, colon, rest = value.partition(":")
        expected = spaces[prefix] + rest if colon else value.strip('"')
        assert value.startswith("<") or held[term.removeprefix("kg:")] == expected, term


def built(folder: Path) -> Path:
    """A graph of the sample article that the page tells of."""
    kg.build([resources.path("samples/us-turkey-talks.txt")], folder / "graph")
    return folder / "graph"


def test_nothing_is_the_same_by_guess() -> None:
    assert not list(GRAPH.subject_objects(rdflib.OWL.sameAs))
