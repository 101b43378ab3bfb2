"""What pronouns and resumed descriptions stand for, on parses laid out by hand; nothing where nothing fits."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings

from kg.extract.coreference import Antecedents
from tests.conftest import doc_of
from tests.extract.parses import name, of_kind, parse
from tests.extract.test_dependency import parses


@pytest.mark.parametrize("row", of_kind("antecedent"), ids=name)
def test_antecedent(row: dict[str, Any]) -> None:
    doc = parse(row)
    found = Antecedents.of(doc).of_token(doc[row["at"]])
    assert (found.text if found is not None else "") == row["gives"]


def test_us_in_capitals_is_a_name() -> None:
    doc = doc_of("Oslo left US", [1, 1, 1], "nsubj root obj", pos="PROPN VERB PRON", tags="NNP VBD PRP")
    assert Antecedents.of(doc).of_token(doc[2]) is None


@given(parses())
@settings(max_examples=150, deadline=None)
def test_an_antecedent_is_never_the_word_itself_and_is_found_again(doc: Any) -> None:
    first, second = Antecedents.of(doc), Antecedents.of(doc)
    for token in doc:
        found = first.of_token(token)
        assert found is None or token.i != found.root.i
        again = second.of_token(token)
        assert (found.start if found is not None else -1) == (again.start if again is not None else -1)
