"""What RDFS draws from a graph and the ontology: nothing that no claim says."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
import rdflib
from rdflib import RDF, RDFS, SKOS, URIRef

from kg.names import ACT, ONTOLOGY
from kg.record.quads import term
from kg.record.store import open_store
from kg.record.vocabulary import vocabulary
from tests.written import quads_of, sample

KG = rdflib.Namespace(ONTOLOGY)


def closed(graph: rdflib.Graph) -> rdflib.Graph:
    """The graph with what its sub-properties, domains, ranges and sub-classes entail (rules rdfs2, 3, 5, 7, 9 and 11)."""
    above: dict[URIRef, dict[rdflib.term.Node, set[rdflib.term.Node]]] = {}
    for kind in (RDFS.subPropertyOf, RDFS.subClassOf):
        above[kind] = {one: set(graph.transitive_objects(one, kind)) for one in set(graph.subjects(kind))}
    made = rdflib.Graph()
    for subject, predicate, object_ in graph:
        for wider in above[RDFS.subPropertyOf].get(predicate, {predicate}):
            made.add((subject, wider, object_))  # type: ignore[arg-type]
            kinds = [(subject, kind) for kind in graph.objects(wider, RDFS.domain)]
            kinds += [(object_, kind) for kind in graph.objects(wider, RDFS.range) if isinstance(object_, URIRef)]
            kinds += [(subject, object_)] if wider == RDF.type else []
            for node, kind in kinds:
                for one in above[RDFS.subClassOf].get(kind, {kind}):
                    made.add((node, RDF.type, one))
    return made


@pytest.fixture(scope="module")
def graph() -> rdflib.Graph:
    """The union of all graphs of the sample, with the vocabulary, as N-Triples bring it to rdflib."""
    store = open_store(None)
    for article, statements in sample():
        store.replace(article.id, quads_of(article, statements))
    triples = {quad.triple for quad in store.quads(with_vocabulary=True)}
    return rdflib.Graph().parse(data=ox.serialize(sorted(triples, key=str), format=ox.RdfFormat.N_TRIPLES) or b"", format="nt")


@pytest.fixture(scope="module")
def entailed(graph: rdflib.Graph) -> rdflib.Graph:
    """What follows from the graph."""
    return closed(graph)


def test_no_act_is_drawn_from_a_relation(graph: rdflib.Graph, entailed: rdflib.Graph) -> None:
    assert not [one for one in entailed.predicates() if str(one).startswith(ACT)]
    assert set(graph.objects(None, KG.readAs)) <= set(graph.subjects(RDF.type, SKOS.Concept))


def test_between_entities_nothing_stands_but_what_a_claim_asserts(graph: rdflib.Graph, entailed: rdflib.Graph) -> None:
    entities = {*graph.objects(None, KG.subject), *graph.objects(None, KG.object)}
    said = {
        tuple(graph.value(claim, KG[part]) for part in ("subject", "relation", "object"))
        for claim in graph.subjects(RDF.type, KG.Claim)
        if (claim, KG.polarity, KG.positive) in graph and (claim, KG.modality, KG.asserted) in graph
    }
    described = {KG.partOf, URIRef("http://purl.org/dc/terms/isPartOf"), RDF.type}
    drawn = {triple for triple in entailed if triple[0] in entities and triple[2] in entities and triple[1] not in described}
    assert drawn == {triple for triple in said if isinstance(triple[2], URIRef)}


OA = rdflib.Namespace("http://www.w3.org/ns/oa#")
PROV = rdflib.Namespace("http://www.w3.org/ns/prov#")


def test_evidence_and_mentions_are_what_web_annotation_calls_so(graph: rdflib.Graph, entailed: rdflib.Graph) -> None:
    stretches = set(entailed.subjects(RDF.type, OA.SpecificResource))
    assert set(graph.subjects(RDF.type, KG.Evidence)) | set(graph.subjects(RDF.type, KG.Mention)) <= stretches
    for one in stretches:
        (source,) = graph.objects(one, OA.hasSource)
        assert (source, RDF.type, KG.Article) in graph
        for selector in graph.objects(one, OA.hasSelector):
            assert set(graph.objects(selector, RDF.type)) == {OA.TextPositionSelector}
            (start,), (end,) = graph.objects(selector, OA.start), graph.objects(selector, OA.end)
            assert str(selector) == f"{source}#char={start},{end}"
    assert not set(entailed.subjects(RDF.type, OA.TextPositionSelector)) & stretches


def test_claims_come_from_an_article_by_a_run_of_kg(graph: rdflib.Graph) -> None:
    for claim in graph.subjects(RDF.type, KG.Claim):
        (article,), (run,) = graph.objects(claim, PROV.wasDerivedFrom), graph.objects(claim, PROV.wasGeneratedBy)
        assert {(claim, KG.article, article), (run, PROV.used, article), (run, PROV.wasAssociatedWith, KG.software)} <= set(graph)
    assert (KG.software, RDF.type, PROV.SoftwareAgent) in graph


def test_nothing_that_is_named_goes_undescribed(graph: rdflib.Graph) -> None:
    # a government may be described and its state not, where no claim speaks of the state
    named = {one for _, predicate, one in graph if isinstance(one, URIRef) and predicate != KG.partOf}
    ours = {one for one in named if one.startswith("https://kg.example.org/") and "/cameo/" not in one}
    undescribed = {str(one) for one in ours - set(graph.subjects())}
    assert undescribed == set()


SEM = "http://semanticweb.cs.vu.nl/2009/11/sem/"
IN_SEM = {
    *(
        "Actor ActorType Authority Constraint Core Event EventType Object Place PlaceType Role RoleType Temporary Time TimeType Type"
    ).split(),
    *("View accordingTo actorType eventProperty eventType hasActor hasPlace hasSubEvent hasSubType hasTime hasTimeStamp placeType").split(),
    *("roleType subEventOf subTypeOf timeType type").split(),
}


def test_nothing_that_is_denied_or_planned_happens_by_entailment(entailed: rdflib.Graph) -> None:
    kinds = set(entailed.objects(None, RDF.type))
    assert RDF.Statement in kinds
    assert not [kind for kind in kinds if str(kind).startswith(SEM)]
    assert not [one for one in entailed.predicates() if str(one).startswith(SEM)]


def test_a_claim_names_its_triple(graph: rdflib.Graph, entailed: rdflib.Graph) -> None:
    claims = set(graph.subjects(RDF.type, KG.Claim))
    assert claims == set(entailed.subjects(RDF.predicate, None)) == set(entailed.subjects(RDF.subject, None))
    assert all((claim, RDF.type, RDF.Statement) in entailed for claim in claims)


def test_only_acts_and_entities_with_links_out_are_concepts(graph: rdflib.Graph, entailed: rdflib.Graph) -> None:
    """SKOS makes a concept of whatever is matched with another: of an act, of an entity that Wikidata has too, of no relation or claim."""
    of_acts = {one for one in entailed.subjects(RDF.type, SKOS.Concept) if isinstance(one, URIRef)}
    assert of_acts
    linked = set(graph.subjects(SKOS.exactMatch, None))
    assert all(str(one).startswith(ACT) for one in of_acts - linked)
    matches = {SKOS.closeMatch, SKOS.exactMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch}
    assert {one for match in matches for one in entailed.subjects(match, None)} <= of_acts | linked


def test_the_terms_of_sem_that_the_ontology_points_to_exist() -> None:
    pointed = {t.object.value.removeprefix(SEM) for t in vocabulary() if isinstance(t.object, ox.NamedNode) and SEM in t.object.value}
    assert pointed
    assert pointed <= IN_SEM


def test_terms_of_others_are_only_pointed_at_where_they_would_say_too_much() -> None:
    """An annotation property has neither domain nor range nor a place below another."""
    found = vocabulary()
    notes = {t.subject for t in found if t.object == ox.NamedNode("http://www.w3.org/2002/07/owl#AnnotationProperty")}
    assert notes == {term("readAs")}
    tied = {str(RDFS.domain), str(RDFS.range), str(RDFS.subPropertyOf)}
    assert not [t for t in found if t.subject in notes and t.predicate.value in tied]
