"""Every row of the extractor's word classes gives what it says, on its own example, with the shipped language model."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kg.annotate.language import docs
from kg.errors import LexiconError
from kg.extract.dependency import DependencyExtractor
from kg.extract.patterns import FILES, patterns, read, rows
from kg.model import Article

ROWS = [(name, row) for name in FILES for row in rows(name)]


def said(text: str, nlp: Any) -> list[str]:
    article = Article.of(text)
    ((_, doc),) = docs([article], nlp)
    return [
        f"{claim.subject.reading} | {claim.predicate.label} | {claim.object.reading if claim.object else ''}"
        for claim in DependencyExtractor().claims(article, doc)
    ]


@pytest.mark.parametrize(("name", "row"), ROWS, ids=[f"{name}-{row['example'][:30]}" for name, row in ROWS])
def test_a_row_gives_what_its_example_says(name: str, row: dict[str, Any], nlp: Any) -> None:
    assert row["gives"], "a row without an effect is no rule"
    found = said(row["example"], nlp)
    assert set(row["gives"]) <= set(found), found


def test_every_word_class_is_read_and_none_is_empty() -> None:
    classes = patterns().classes
    assert all(classes.values())
    for name in FILES:
        assert {row["class"] for row in rows(name)} <= set(classes)


def test_a_word_stands_once_in_a_class() -> None:
    for name in FILES:
        for row in rows(name):
            assert len(row["words"]) == len(set(row["words"])), row["example"]


@pytest.mark.parametrize(
    "line", ["no json", "[]", json.dumps({"class": "title", "words": ["x"]}), json.dumps({"words": ["x"], "example": "y"})]
)
def test_a_broken_row_is_named_with_its_line(line: str, tmp_path: Path) -> None:
    path = tmp_path / "broken.jsonl"
    path.write_text('{"class": "title", "words": ["mayor"], "example": "Mayor Lund left.", "gives": []}\n' + line + "\n")
    with pytest.raises(LexiconError, match=r"broken\.jsonl:2"):
        list(read(path))
