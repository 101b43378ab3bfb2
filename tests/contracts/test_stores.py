"""One suite for every kind of store: in memory, in a folder, on an Oxigraph server, on Virtuoso where it is installed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import StoreError, UsageError
from kg.model import Article, Modality
from kg.record import identity
from kg.record.quads import LABEL
from kg.record.shapes import faults
from kg.record.store import Store, open_store
from kg.search.claims import article_text, record, records
from kg.search.questions import ask, ask_sparql, question, questions, rows
from tests.contracts.servers import oxigraph, virtuoso, virtuoso_installed
from tests.written import CHAD, MEET, NORWAY, NORWAY_GOVERNMENT, PRESS, REBELS, Said, quads_of, sample, written

KINDS = ["memory", "folder", "oxigraph server"] + (["virtuoso"] if virtuoso_installed() else [])


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], str]]:
    with ExitStack() as stack:
        started: dict[str, str] = {}

        def address(kind: str) -> str:
            if kind not in started:
                start = {"oxigraph server": oxigraph, "virtuoso": virtuoso}[kind]
                started[kind] = stack.enter_context(start(tmp_path_factory.mktemp("server") / "data"))
            return started[kind]

        yield address


@pytest.fixture(params=KINDS)
def store(request: pytest.FixtureRequest, servers: Callable[[str], str], tmp_path: Path) -> Iterator[Store]:
    if request.param == "memory":
        opened = open_store(None)
    elif request.param == "folder":
        opened = open_store(tmp_path / "graph", create=True)
    else:
        opened = open_store(servers(request.param))
        for id in opened.articles():
            opened.remove(id)
    with opened:
        yield opened


def lines(store: Store) -> list[str]:
    return sorted(map(str, store.quads()))


def fill(store: Store) -> None:
    for article, statements in sample():
        store.replace(article.id, quads_of(article, statements))


def test_recording_twice_is_recording_once(store: Store) -> None:
    fill(store)
    once = lines(store)
    article, statements = sample()[0]
    assert not store.replace(article.id, quads_of(article, statements))
    fill(store)
    assert lines(store) == once
    assert len(set(once)) == len(once) > 400


def test_order_of_articles_makes_no_difference(store: Store) -> None:
    fill(store)
    forward = lines(store)
    for article, _ in sample():
        store.remove(article.id)
    assert lines(store) == []
    for article, statements in reversed(sample()):
        store.replace(article.id, quads_of(article, statements))
    assert lines(store) == forward


def test_recording_many_is_recording_each(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    told = [(article.id, quads_of(article, statements)) for article, statements in sample()]
    fill(store)
    one_by_one = lines(store)
    for id, _ in told:
        store.remove(id)
    assert list(store.record(told)) == [id for id, _ in told]
    assert lines(store) == one_by_one
    monkeypatch.setattr("kg.record.oxigraph.TOGETHER", 3000)
    for given in (told[::-1], [*told[:2], *told[::-1]]):
        for id, _ in told:
            store.remove(id)
        assert list(store.record(given)) == [id for id, _ in given]
        assert lines(store) == one_by_one
    assert faults(store) == []


def test_what_was_read_before_a_break_is_kept(store: Store) -> None:
    told = [(article.id, quads_of(article, statements)) for article, statements in sample()]

    def broken() -> Iterator[tuple[str, list[ox.Quad]]]:
        yield from told[:2]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(store.record(broken()))
    assert store.articles() == sorted(id for id, _ in told[:2])
    assert list(store.record(told)) == [id for id, _ in told]
    assert faults(store) == []


def test_removing_an_article_takes_what_only_it_supports(store: Store) -> None:
    fill(store)
    before = lines(store)
    first, _ = sample()[0]
    store.remove(first.id)
    left = lines(store)
    assert first.id not in store.articles()
    assert not any("office/foreign-minister" in line for line in left), "the office was spoken of in the removed article only"
    assert any("entity/state/chad> <http://www.w3.org/2004/02/skos/core#prefLabel>" in line for line in left)
    assert not any("relation/meet" in line for line in left)
    assert set(left) < set(before)
    assert faults(store) == []


def test_a_shortcut_goes_when_the_last_claim_that_asserts_it_goes(store: Store) -> None:
    told = [written(title, [Said(NORWAY, PRESS, CHAD)]) for title in ("First", "Second")]
    for article, statements in told:
        store.replace(article.id, quads_of(article, statements))

    def shortcuts() -> int:
        return len(list(store.find(None, None, None, ox.NamedNode(store.names.shortcuts))))

    assert shortcuts() == 1
    store.remove(told[0][0].id)
    assert shortcuts() == 1
    hedged = written("Second", [Said(NORWAY, PRESS, CHAD, modality=Modality.DESIRED)])
    store.remove(told[1][0].id)
    store.replace(hedged[0].id, quads_of(*hedged))
    assert shortcuts() == 0


def test_claims_come_back_as_they_went_in(store: Store) -> None:
    fill(store)
    found = list(records(store))
    told = [(article, statement) for article, statements in sample() for statement in statements]
    assert len(found) == len(told)
    for row, (article, statement) in zip(found, told, strict=True):
        evidence = row["evidence"]
        assert article.text[evidence["start"] : evidence["end"]] == evidence["quote"]
        assert row["id"].endswith(statement.claim.key)
        assert row["subject"]["label"] == statement.subject.entity.label
        assert row["relation"]["label"] == statement.relation.label
        assert row["relation"]["event"] == (statement.relation.event or None)
        assert row["polarity"] == statement.claim.polarity
        assert row["modality"] == statement.claim.modality
        assert [source["label"] for source in row["attribution"]] == [source.entity.label for source in statement.attribution]
        assert row["article"]["published"] == (article.published.isoformat() if article.published else None)
        assert record(store, row["id"]) == row
    assert article_text(store, found[0]["article"]["id"]) == told[0][0].text


def test_every_question_gives_the_same_answer_in_every_store(store: Store) -> None:
    reference = open_store(None)
    fill(reference)
    fill(store)
    for asked in questions():
        assert list(rows(ask(store, asked))) == list(rows(ask(reference, asked))), asked.name


def test_free_queries(store: Store) -> None:
    fill(store)
    counted = ask_sparql(store, "SELECT (COUNT(*) AS ?n) WHERE { ?claim a kg:Claim }")
    assert [row["n"] for row in rows(counted)] == ["21"]  # type: ignore[arg-type]
    assert ask_sparql(store, "ASK { ?claim kg:polarity kg:negative }") is True
    built = ask_sparql(store, "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } FILTER(STRENDS(STR(?g), '/shortcuts')) }")
    assert len(built.triples) == len(list(store.find(None, None, None, ox.NamedNode(store.names.shortcuts))))  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "text", ["SELECT", "SELECT ?s { ?s ?p }", "INSERT DATA { <a:a> <a:b> <a:c> }", "DROP ALL", "LOAD <http://far.example/x>"]
)
def test_what_is_no_query_is_refused_on_one_line(store: Store, text: str) -> None:
    fill(store)
    before = lines(store)
    with pytest.raises(UsageError) as error:
        ask_sparql(store, text)
    assert "\n" not in str(error.value)
    assert lines(store) == before


def test_merge_and_split(store: Store) -> None:
    fill(store)
    before = lines(store)
    identity.apply(store, {NORWAY_GOVERNMENT.id: NORWAY.id})
    merged = list(records(store))
    assert not any(row["subject"]["label"] == "Government of Norway" for row in merged)
    assert [row["mentions"] for row in rows(ask(store, question("merged")))] == ["4"]
    assert faults(store) == []
    article, statements = sample()[1]
    assert not store.replace(article.id, quads_of(article, statements)), "an article read again follows the judgement"
    identity.apply(store, {})
    assert lines(store) == before


def test_two_merges_undone_one_by_one(store: Store) -> None:
    fill(store)
    states = [lines(store)]
    one, both = {NORWAY_GOVERNMENT.id: NORWAY.id}, {NORWAY_GOVERNMENT.id: NORWAY.id, REBELS.id: CHAD.id}
    identity.apply(store, one)
    states.append(lines(store))
    identity.apply(store, both)
    assert faults(store) == []
    identity.apply(store, one)
    assert lines(store) == states[1]
    identity.apply(store, {})
    assert lines(store) == states[0]
    with pytest.raises(UsageError, match="each merged into the other"):
        identity.apply(store, {NORWAY.id: CHAD.id, CHAD.id: NORWAY.id})


HOSTILE = {
    "quotes": "He said \"no\" \\ and 'yes'",
    "line breaks": "one\ntwo\r\nthree\ttab",
    "right to left": "‮evil‬ \u200f عربي",
    "line separators": "a\u2028b\u2029c\x85d",
    "control characters": "a\x01\x1f\x7f",
    "braces": "} INSERT DATA { <a:a> <a:b> <a:c> } #",
    "long": "x" * 10_000,
    "beyond the plane": "🜨 𝔘nited",
    "placeholder": "VALUES ?actor { UNDEF } # if actor",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_strings_come_back_unchanged(store: Store, text: str) -> None:
    from kg.model import Entity
    from kg.names import slug

    hostile = Entity(f"phrase/{slug(text)[:40]}", text, "Phrase")
    article, statements = written("Talks", [Said(hostile, MEET, NORWAY, sources=[hostile])], publisher=text)
    store.replace(article.id, quads_of(article, statements))
    (row,) = records(store)
    assert row["subject"]["label"] == text
    assert row["subject"]["mention"]["text"] == text
    assert row["article"]["publisher"] == text
    answer = list(rows(ask(store, question("said-by"), {"source": text})))
    assert [found["source_label"] for found in answer] == [text]
    assert faults(store) == []


@pytest.mark.parametrize("url", ["https://a.example/ä?q=1#z", "page 3", "http://[", "a\nb", "https://a.example/%zz"])
def test_an_address_comes_back_as_it_was_given(store: Store, url: str) -> None:
    article, statements = written("Talks", [Said(CHAD, MEET, NORWAY)], url=url)
    store.replace(article.id, quads_of(article, statements))
    (row,) = records(store, article=url)
    assert row["article"]["url"] == url
    assert [found["url"] for found in rows(ask(store, question("articles")))] == [url]
    assert faults(store) == []


def test_what_dublin_core_and_schema_org_want_as_a_thing_is_one(store: Store) -> None:
    fill(store)

    def objects(iri: str) -> list[object]:
        return [quad.object for quad in store.find(None, ox.NamedNode(iri), None, None) if quad.graph_name.value not in store.names.derived]  # type: ignore[union-attr]

    assert all(isinstance(found, ox.NamedNode) for found in objects("https://schema.org/url"))
    assert not objects("http://purl.org/dc/terms/publisher") + objects("http://purl.org/dc/terms/language")
    assert {str(found) for found in objects("http://purl.org/dc/elements/1.1/language")} == {'"en"'}
    labels = [quad.object for quad in store.find(None, LABEL, None, ox.NamedNode(store.names.entities))]
    assert {label.language for label in labels if isinstance(label, ox.Literal)} == {"en"}


def test_a_store_that_was_opened_for_reading_cannot_be_written(store: Store) -> None:
    fill(store)
    where = getattr(store, "where", "")
    if where == "memory":
        return
    store.close()
    with open_store(where, read_only=True) as opened:
        assert len(list(records(opened))) == 21
        with pytest.raises(StoreError):
            opened.remove(sample()[0][0].id)


def test_rdflib_sees_the_same(store: Store) -> None:
    fill(store)
    found = store.as_rdflib().query("SELECT (COUNT(?c) AS ?n) WHERE { ?c a <https://kg.example.org/ontology#Claim> }")
    assert [int(row[0]) for row in found] == [21]  # type: ignore[index]


def test_an_empty_article_is_an_article(store: Store) -> None:
    article = Article.of("Nothing was said.")
    store.replace(article.id, quads_of(article, []))
    assert store.articles() == [article.id]
    assert list(records(store)) == []
