"""Modality on parses laid out by hand: modals, verbs, nouns and adjectives above, conditions, questions, purposes."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings

from kg.extract.grammar import words
from kg.extract.modality import modality
from kg.extract.polarity import polarity
from kg.model import Modality
from tests.conftest import tree_of
from tests.extract.parses import name, of_kind, parse
from tests.extract.test_dependency import parses


@pytest.mark.parametrize("row", of_kind("modality"), ids=name)
def test_modality(row: dict[str, Any]) -> None:
    assert modality(words(parse(row))[row["at"]]).value == row["gives"]


@pytest.mark.parametrize(
    ("modal", "expected"),
    [("may", "possible"), ("might", "possible"), ("can", "possible"), ("'ll", "future"), ("must", "desired"), ("would", "future"),
     ("did", "asserted"), ("has", "asserted")],
)  # fmt: skip
def test_auxiliaries(modal: str, expected: str) -> None:
    tree = tree_of(["Oslo", modal, "sign"], [2, 2, 2], "nsubj aux root", pos="PROPN AUX VERB", tags="NNP MD VB")
    assert modality(tree[2]).value == expected


@given(parses())
@settings(max_examples=150, deadline=None)
def test_any_tree_gives_a_modality_and_a_polarity(doc: Any) -> None:
    for word in words(doc):
        assert modality(word) in set(Modality)
        assert polarity(word).value in ("positive", "negative")
