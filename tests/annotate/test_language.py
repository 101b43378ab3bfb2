"""The language model on anything at all: the text is kept, offsets are right, the same text reads the same; a damaged folder is told."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import resources
from kg.acquire.zones import zones
from kg.annotate.language import docs, load_language
from kg.errors import ModelError
from kg.model import Article


@pytest.fixture(scope="module")
def model() -> Any:
    return load_language()


def read(text: str, model: Any) -> Any:
    ((_, doc),) = docs([Article.of(text, zones=zones(text))], model)
    return doc


@settings(max_examples=60, deadline=None)
@given(text=st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=300))
def test_any_text_is_kept_and_read(text: str) -> None:
    doc = read(text, load_language_once())
    assert doc.text == text
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in doc)
    assert all(span.text == text[span.start_char : span.end_char] for span in doc.ents)


_LOADED: list[Any] = []


def load_language_once() -> Any:
    if not _LOADED:
        _LOADED.append(load_language())
    return _LOADED[0]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n",
        "Talks",
        "🎉🇫🇷 talks 👍🏽 open 🔥",
        "talks\x00open\x1b[31m\x7f",
        "ראש הממשלה הגיע לקהיר",
        "大统领访问首尔",
        "e\u0301lan \u202eklat\u202c",
        "A" * 5000,
        "B\xa0Æ@",
    ],
)
def test_odd_texts(text: str, model: Any) -> None:
    doc = read(text, model)
    assert doc.text == text
    assert all(span.text for span in doc.ents)


def test_a_name_with_a_hard_space_is_one_name(model: Any) -> None:
    doc = read("Prime Minister Narendra\xa0Modi met Xi  Jinping in Delhi.", model)
    assert {"Narendra\xa0Modi", "Xi  Jinping"} <= {span.text for span in doc.ents}


def test_a_hundred_thousand_words_without_a_full_stop(model: Any) -> None:
    text = "rebels and soldiers " * 34_000
    doc = read(text[:900_000], model)
    assert len(doc) >= 100_000
    assert doc.text == text[:900_000]


def test_what_stands_beside_a_text_does_not_change_how_it_is_read(model: Any) -> None:
    texts = ["Norway urged Chad to free the crew.", "Talks end.\n\nMali blamed Togo, fearing raids would spread.", "Peru left."]
    alone = [read(text, model).to_array(["DEP", "HEAD", "TAG", "ENT_TYPE", "LEMMA"]).tolist() for text in texts]
    together = [
        doc.to_array(["DEP", "HEAD", "TAG", "ENT_TYPE", "LEMMA"]).tolist()
        for _, doc in docs([Article.of(text, zones=zones(text)) for text in reversed(texts)], model)
    ]
    assert together[::-1] == alone


def test_paragraphs_end_sentences(model: Any) -> None:
    doc = read("Rebels take port\n\nThe army fled the town\n\nIt left its boats", model)
    assert {token.text for token in doc if token.is_sent_start} >= {"Rebels", "The", "It"}


@pytest.mark.parametrize(
    ("text", "opens"),
    [
        ("Doha asked envoys to leave the country. Etihad and Flydubai said they would suspend flights.", "Etihad"),
        ("A summit of leaders meets on Sept. 1. NATO has suspended meetings with Russia.", "NATO"),
        ('He fired a shot at his "attacker." Amnesty International condemned the raid.', "Amnesty"),
    ],
)
def test_a_full_stop_before_a_capital_ends_a_sentence(text: str, opens: str, model: Any) -> None:
    assert opens in {token.text for token in read(text, model) if token.is_sent_start}


@pytest.mark.parametrize(
    ("text", "within"),
    [("Talks with Brig. Lund and Col. Haugen failed.", "Lund"), ("Lund met J. Haugen of Acme Corp. In Oslo.", "Haugen")],
)
def test_a_stop_that_ends_no_sentence(text: str, within: str, model: Any) -> None:
    assert within not in {token.text for token in read(text, model) if token.is_sent_start}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(resources.path("models/en_kg_news"), tmp_path / "model"))


def test_a_damaged_file_is_named(copy: Path) -> None:
    weights = copy / "kg_encoder" / "encoder.onnx"
    weights.write_bytes(weights.read_bytes()[:-100])
    with pytest.raises(ModelError, match=r"encoder\.onnx"):
        load_language(copy)


def test_a_missing_file_is_named(copy: Path) -> None:
    (copy / "kg_encoder" / "inventories.json").unlink()
    with pytest.raises(ModelError, match=r"inventories\.json"):
        load_language(copy)


def test_a_folder_that_is_no_model(tmp_path: Path) -> None:
    with pytest.raises(ModelError):
        load_language(tmp_path)
    (tmp_path / "meta.json").write_text(json.dumps({"lang": "en"}), encoding="utf-8")
    with pytest.raises(ModelError):
        load_language(tmp_path)
