"""The library's face: text in, claims out; articles in, a graph out; nothing else is offered."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import kg
from kg import api, pipeline
from kg.errors import ArticleError, StoreError, UsageError

TEXT = "Chad and Mali open talks\n\nMali accused Chad of arming rebels on Monday."


@pytest.fixture(scope="module")
def reading() -> pipeline.Pipeline:
    return pipeline.Pipeline()


def test_text_in_claims_out(reading: pipeline.Pipeline) -> None:
    found = kg.claims(TEXT, published="2020-02-05", reading=reading)
    accused = next(claim for claim in found if claim["relation"]["label"].startswith("accuse") and claim["object"]["label"] == "Chad")
    assert accused["subject"]["label"] == "Mali"
    assert accused["time"]["start"] == "2020-02-03"
    with pytest.raises(ArticleError):
        kg.claims("  ", reading=reading)


def test_articles_in_a_graph_out(reading: pipeline.Pipeline, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    assert kg.build([tmp_path / "a.txt"], tmp_path / "graph", reading=reading).articles == 1
    with kg.open(tmp_path / "graph") as graph:
        assert graph.query("ASK { GRAPH ?g { ?claim a <https://kg.example.org/ontology#Claim> } }") is True
        assert len(graph.as_rdflib()) > 10


@pytest.mark.parametrize("name", ["clams", "__path"])
def test_the_face_offers_only_what_it_names(name: str) -> None:
    with pytest.raises(AttributeError):
        getattr(kg, name)


def test_what_cannot_be_read_is_in_the_tally(reading: pipeline.Pipeline, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"%PDF-1.7")
    tally = kg.build([str(tmp_path)], str(tmp_path / "graph"), reading=reading)
    assert (tally.articles, [item.source for item in tally.faults]) == (1, [str(tmp_path / "b.txt")])


def test_what_is_not_there_leaves_nothing_behind(reading: pipeline.Pipeline, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file"):
        kg.build([tmp_path / "gone"], tmp_path / "graph", reading=reading)
    with pytest.raises(StoreError, match="no such store"):
        kg.open(tmp_path / "graph")
    assert not (tmp_path / "graph").exists()


def test_metadata_of_a_text_go_into_its_claims(reading: pipeline.Pipeline) -> None:
    found = kg.claims(TEXT, url="https://a.example/1", publisher="Coast Daily", title="Talks", reading=reading)
    assert {(c["article"]["url"], c["article"]["publisher"], c["article"]["title"]) for c in found} == {
        ("https://a.example/1", "Coast Daily", "Talks")
    }
    with pytest.raises(ArticleError, match="no ISO date"):
        kg.claims(TEXT, published="last week", reading=reading)


def test_a_text_in_another_language_is_refused(reading: pipeline.Pipeline) -> None:
    with pytest.raises(ArticleError, match="its language is fr"):
        kg.claims("Le ministre a dit que les pourparlers avec les rebelles sont suspendus dans la région.", reading=reading)


def test_calls_without_a_pipeline_share_one(monkeypatch: pytest.MonkeyPatch, reading: pipeline.Pipeline) -> None:
    made: list[int] = []

    def make(**given: object) -> pipeline.Pipeline:
        assert given == {"extractors": ("dependency.v1",)}
        made.append(1)
        return reading

    monkeypatch.setattr(pipeline, "Pipeline", make)
    api._reading.cache_clear()
    try:
        assert kg.claims(TEXT) == kg.claims(TEXT) == kg.claims(TEXT, reading=reading)
        assert made == [1]
    finally:
        api._reading.cache_clear()


@pytest.mark.parametrize(
    ("paths", "told"),
    [
        (None, "paths is None; give a path or a list of paths"),
        (b"a", "paths is of type bytes; give a path or a list of paths"),
        ([None], "a path is None; give a str or a pathlib.Path"),
        ([b"a"], "a path is of type bytes; give a str or a pathlib.Path"),
        ([], "no path is given; name files or folders of articles"),
    ],
)
def test_what_is_no_path_is_told_in_one_line(tmp_path: Path, paths: Any, told: str) -> None:
    with pytest.raises(UsageError) as caught:
        kg.build(paths, tmp_path / "graph")
    assert str(caught.value) == told
    assert not (tmp_path / "graph").exists()


def test_one_path_need_not_stand_in_a_list(reading: pipeline.Pipeline, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    for path in (tmp_path / "a.txt", str(tmp_path / "a.txt")):
        assert kg.build(path, tmp_path / "graph", reading=reading).articles == 1
    nowhere: Any = None
    for call in (lambda: kg.build(tmp_path, nowhere), lambda: kg.open(nowhere)):
        with pytest.raises(UsageError, match="the store is None; give a str"):
            call()


@pytest.mark.parametrize(
    ("text", "told"), [(None, "the text is None"), (b"x", "the text is of type bytes"), (Path("a"), "the text is of type")]
)
def test_what_is_no_text_is_told_in_one_line(text: Any, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        kg.claims(text)


def test_an_unknown_extractor_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    with pytest.raises(UsageError, match=r"unknown extractor 'neural\.v9'; known: dependency\.v1"):
        kg.build([tmp_path], tmp_path / "graph", extractors=["neural.v9"])
    assert not (tmp_path / "graph").exists()
