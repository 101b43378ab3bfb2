"""From claims to nodes and edges."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from kg.errors import UsageError
from kg.share.edges import Choices, Graph, graph, span
from tests.share.made import affair, record


def kinds(made: Graph) -> list[str]:
    return sorted(edge.kind for edge in made.edges)


def test_only_what_is_affirmed_and_asserted_is_shown_unless_asked() -> None:
    assert kinds(graph(affair())) == ["fight", "hold position", "located in", "meet", "press", "press for", "wary of"]
    shown = graph(affair(), Choices(unasserted=True))
    assert set(kinds(shown)) - set(kinds(graph(affair()))) == {"not: aid", "planned: aid", "possible, not: attack"}
    assert {edge.kind for edge in shown.edges if not edge.plain} == {"not: aid", "planned: aid", "possible, not: attack"}


@pytest.mark.parametrize(
    ("polarity", "modality"),
    [
        ("negative", "asserted"),
        *((polarity, modality) for polarity in ("positive", "negative") for modality in ("possible", "future", "desired", "conditional")),
    ],
)
def test_no_unasserted_claim_joins_a_plain_edge(polarity: str, modality: str) -> None:
    plain = record("1", "norway", "aid", "chad", sign=1)
    other = record("2", "norway", "aid", "chad", sign=1, polarity=polarity, modality=modality)
    edges = graph([plain, other], Choices(unasserted=True)).edges
    assert sorted((edge.plain, edge.claims, edge.sign) for edge in edges) == [(False, 1, 0), (True, 1, 1)]
    assert len({edge.kind for edge in edges}) == 2


def test_left_out_claims_are_counted_by_reason() -> None:
    made = graph(affair(), Choices(families=frozenset({"actor"}), minimum_sources=2))
    assert kinds(made) == ["press"]
    assert dict(made.left_out) == {
        "denied, possible, planned, wanted or conditional": 3,
        "kinds of nodes not chosen": 3,
        "no second party": 2,
        "too few sources": 3,
    }
    assert sum(number for _, number in made.left_out) + sum(edge.claims for edge in made.edges) == len(affair())


def test_sources_are_counted_by_origin_not_by_article() -> None:
    reprints = [record(str(n), "norway", "press", "chad", article=f"a{n}") for n in range(3)]
    for reprint in reprints:
        reprint["article"]["origin"] = "Sahel Wire"
    (edge,) = graph(reprints).edges
    assert (edge.claims, edge.articles, edge.sources, edge.weight) == (3, 3, 1, 1.0)
    assert graph(reprints, Choices(minimum_sources=2)).edges == ()


@pytest.mark.parametrize(("origins", "sources"), [(["unknown"] * 3, 1), (["unknown", "a", "unknown"], 1), (["unknown", "a", "b"], 2)])
def test_unknown_origins_are_no_sources_beside_others(origins: list[str], sources: int) -> None:
    said = [record(str(n), "norway", "press", "chad", article=f"a{n}") for n in range(3)]
    for each, origin in zip(said, origins, strict=True):
        each["article"]["origin"] = origin
    (edge,) = graph(said).edges
    assert (edge.articles, edge.sources, edge.weight) == (3, sources, float(sources))


def test_dates_choose_by_event_then_publication_and_drop_the_undated() -> None:
    july = graph(affair(), Choices(since=date(2015, 7, 6), until=date(2015, 7, 7)))
    assert kinds(july) == ["meet"]
    assert kinds(graph(affair(), Choices(since=date(2015, 8, 1)))) == ["located in"]


@pytest.mark.parametrize(
    ("time", "published", "expected"),
    [
        ({"start": "2015-07-01", "end": "2015-07-03"}, "2015-07-08", (date(2015, 7, 1), date(2015, 7, 3), "stated")),
        ({"start": "2015-07-01", "end": "2015-07-01", "basis": "reckoned"}, None, (date(2015, 7, 1), date(2015, 7, 1), "reckoned")),
        ({"start": "2015-07", "end": None}, "2015-07-08", (date(2015, 7, 8), date(2015, 7, 8), "published")),
        ({"start": None, "end": "2015-07-03"}, None, (date(2015, 7, 3), date(2015, 7, 3), "stated")),
        (None, None, None),
        (None, "2015-13-40", None),
    ],
)
def test_span_says_what_the_days_rest_on(time: Any, published: str | None, expected: Any) -> None:
    assert span({**affair()[0], "time": time, "article": {"id": "a", "published": published}}) == expected


def test_stretches_are_whole_and_those_that_touch_are_one() -> None:
    times = [("2015-01-01", "2015-12-31"), ("2016-01-01", "2016-01-03"), ("2014-05-05", "2014-05-05")]
    told = [record(str(number), "norway", "aid", "chad", time=time) for number, time in enumerate(times)]
    (edge,) = graph(told).edges
    assert edge.spans == (("2014-05-05", "2014-05-05"), ("2015-01-01", "2016-01-03"))
    assert (edge.date, edge.last_date) == ("2014-05-05", "2016-01-03")


def test_nodes_count_what_touches_them_once() -> None:
    made = {node.label: node for node in graph(affair()).nodes}
    rebels = made["Lake rebels"]
    assert (rebels.degree, rebels.in_degree, rebels.out_degree, rebels.claims) == (4, 2, 2, 3)
    assert made["Chad"].wikidata == "Q657"
    assert "Kari Dahl" in made


def test_confidence_chooses_claims() -> None:
    (edge,) = graph(affair(), Choices(minimum_confidence=0.85)).edges
    assert (edge.kind, edge.claims) == ("press", 1)


def test_ids_that_differ_stay_apart_when_cleaned() -> None:
    first, second = record("1", "norway", "aid", "chad"), record("2", "norway", "aid", "chad")
    first["object"]["id"], second["object"]["id"] = "x\x00", "x\x01"
    assert len(graph([first, second]).edges) == 2


def test_node_without_type_is_a_thing() -> None:
    untyped = record("1", "norway", "aid", "chad")
    untyped["object"]["type"] = None
    assert [node.family for node in graph([untyped]).nodes if node.label == "Chad"] == ["thing"]


@pytest.mark.parametrize(
    "wrong", [{"families": frozenset({"planet"})}, {"detail": "dyad"}, {"since": date(2016, 1, 1), "until": date(2015, 1, 1)}]
)
def test_choices_that_make_no_sense_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        Choices(**wrong)
