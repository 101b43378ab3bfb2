"""The verbs joined: one article's failure never stops the others, two extractors' same claim is one claim."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kg import pipeline, plugins
from kg.acquire.text import article_of
from kg.errors import UsageError
from kg.model import Article, Claim, Skipped
from kg.record.store import open_store
from tests.cli.conftest import Kg, run_kg

TEXT = "Chad and Mali open talks\n\nMali accused Chad of arming rebels on Monday."


@pytest.fixture(scope="module")
def reading() -> pipeline.Pipeline:
    return pipeline.Pipeline()


@pytest.fixture
def kg() -> Kg:
    return run_kg


class Echo:
    """The shipped extractor's claims again, surer."""

    name = "echo.v1"

    def __init__(self, extractor: Any) -> None:
        self.extractor = extractor

    def claims(self, article: Article, doc: Any) -> Iterable[Claim]:
        return [replace(claim, confidence=1.0, extractor="") for claim in self.extractor.claims(article, doc)]


class Failing:
    """An extractor that cannot bear one word."""

    name = "failing.v1"

    def claims(self, article: Article, doc: Any) -> Iterator[Claim]:
        if "unbearable" in article.text:
            raise ZeroDivisionError("a fault in a plug-in")
        return iter(())


def test_a_claim_found_twice_is_one_claim(reading: pipeline.Pipeline, monkeypatch: pytest.MonkeyPatch) -> None:
    once = list(reading.claim_records([article_of(TEXT)]))
    monkeypatch.setattr(reading, "extractors", [*reading.extractors, Echo(reading.extractors[0])])
    twice = [item for item in reading.claim_records([article_of(TEXT)]) if isinstance(item, dict)]
    assert len(twice) == len(once)
    assert {(claim["extractor"], claim["confidence"]) for claim in twice} == {("echo.v1", 1.0)}


def test_an_extractor_is_chosen_by_name(kg: Kg, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    load = plugins.load

    def echo() -> Echo:
        return Echo(load("extractors", "dependency.v1")())

    monkeypatch.setattr(plugins, "load", lambda group, name: echo if name == "echo.v1" else load(group, name))
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    done = kg("claims", tmp_path / "a.txt", "--extractor", "echo.v1", "--extractor", "dependency.v1")
    assert {json.loads(line)["extractor"] for line in done.out.splitlines()} == {"echo.v1"}
    found = pipeline.Pipeline(extractors=["echo.v1"]).claim_records([article_of(TEXT)])
    assert {claim["extractor"] for claim in found if isinstance(claim, dict)} == {"echo.v1"}
    for command in (("build", tmp_path / "a.txt", "--store", tmp_path / "graph"), ("claims", tmp_path / "a.txt")):
        done = kg(*command, "--extractor", "neural.v9")
        assert (done.code, done.err) == (2, "kg: unknown extractor 'neural.v9'; known: dependency.v1\n")
    assert not (tmp_path / "graph").exists()


def test_one_failing_article_is_told_and_the_others_are_read(
    reading: pipeline.Pipeline, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(reading, "extractors", [*reading.extractors, Failing()])
    (tmp_path / "1.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "2.txt").write_text(f"{TEXT} It was unbearable.", encoding="utf-8")
    (tmp_path / "3.txt").write_text(f"{TEXT} It was fine.", encoding="utf-8")
    with open_store(None) as store:
        tally = pipeline.build([tmp_path], store, reading)
        assert len(store.articles()) == 2
    assert (tally.articles, len(tally.faults)) == (2, 1)
    assert "ZeroDivisionError: a fault in a plug-in" in tally.faults[0].reason


def test_what_no_rdf_file_can_hold_is_told(reading: pipeline.Pipeline, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "Chad met Mali. \\ud800"}\n{"text": "Chad met Togo."}\n', encoding="utf-8")
    with open_store(None) as store:
        tally = pipeline.build([tmp_path], store, reading)
    assert (tally.articles, len(tally.faults)) == (1, 1)


def test_an_article_read_again_replaces_itself(reading: pipeline.Pipeline, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "Chad met Mali.", "url": "https://a.example/1"}\n', encoding="utf-8")
    with open_store(None) as store:
        pipeline.build([tmp_path], store, reading)
        (tmp_path / "a.jsonl").write_text('{"text": "Togo met Mali.", "url": "https://a.example/1"}\n', encoding="utf-8")
        pipeline.build([tmp_path], store, reading)
        values = " ".join(str(quad) for quad in store.quads())
    assert "Togo" in values
    assert "Chad" not in values


def test_an_article_that_is_given_twice_counts_once(reading: pipeline.Pipeline, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    with open_store(None) as store:
        tally = pipeline.build([tmp_path], store, reading)
        assert len(store.articles()) == tally.articles == 1
    assert tally.skipped == (Skipped(str(tmp_path / "b.txt"), f"is the same article as {tmp_path / 'a.txt'}, which stands in its place"),)


def test_the_best_described_copy_stands_whatever_the_order(reading: pipeline.Pipeline, tmp_path: Path) -> None:
    rows = [{"text": TEXT}, {"text": TEXT, "publisher": "Bay Post", "published": "2020-02-05"}, {"text": TEXT, "publisher": "Coast Daily"}]
    for number, order in enumerate((rows, rows[::-1])):
        path = tmp_path / f"{number}.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in order), encoding="utf-8")
        with open_store(None) as store:
            tally = pipeline.build([path], store, reading)
            publishers = {quad.object.value for quad in store.quads() if quad.predicate.value.endswith("/publisher")}
        assert (tally.articles, publishers) == (1, {"Bay Post"})
        told = {item.source.rpartition(":")[2]: item.reason for item in tally.skipped}
        assert told[str(order.index(rows[0]) + 1)] == f"is the same article as {path}:2, which stands in its place"
        assert "has the same text as" in told[str(order.index(rows[2]) + 1)]
        assert "another publisher" in told[str(order.index(rows[2]) + 1)]


def test_two_texts_at_one_address_are_told_as_such(reading: pipeline.Pipeline, tmp_path: Path) -> None:
    path = tmp_path / "live.jsonl"
    rows = [{"text": f"{TEXT} It was round {number}.", "url": "https://a.example/live"} for number in range(3)]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    with open_store(None) as store:
        tally = pipeline.build([path], store, reading)
        texts = [quad.object.value for quad in store.quads() if quad.predicate.value.endswith("#text")]
    assert texts == [rows[2]["text"]]
    told = f"has the same address as {path}:3, which stands in its place, and another text"
    assert tally.skipped == (Skipped(f"{path}:1", told), Skipped(f"{path}:2", told))


def test_an_unknown_extractor_is_answered_with_the_known_ones() -> None:
    with pytest.raises(UsageError, match=r"known: dependency\.v1"):
        pipeline.Pipeline(extractors=["neural.v9"])


def test_skipped_articles_pass_through(reading: pipeline.Pipeline) -> None:
    skipped = Skipped("a.txt", "is empty", fault=True)
    assert list(reading.statements([skipped])) == [skipped]
