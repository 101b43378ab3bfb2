"""Polarity on parses laid out by hand: each way of saying no, and what only looks like one."""

from __future__ import annotations

from typing import Any

import pytest

from kg.extract.grammar import words
from kg.extract.polarity import polarity
from tests.conftest import tree_of
from tests.extract.parses import name, of_kind, parse


@pytest.mark.parametrize("row", of_kind("polarity"), ids=name)
def test_polarity(row: dict[str, Any]) -> None:
    assert polarity(words(parse(row))[row["at"]]).value == row["gives"]


def test_two_negations_in_one_clause_cancel_out() -> None:
    tree = tree_of("Nobody did not sign", [3, 3, 3, 3], "nsubj aux advmod root", pos="PRON AUX PART VERB")
    assert polarity(tree[3]).value == "positive"


def test_a_chain_of_complements_longer_than_any_sentence_ends() -> None:
    size = 200
    tree = tree_of(["fail"] * size, [max(0, i - 1) for i in range(size)], ["root"] + ["xcomp"] * (size - 1), pos=["VERB"] * size)
    assert polarity(tree[size - 1]).value in ("positive", "negative")
