"""What pronouns and resumed descriptions stand for, on parses laid out by hand; nothing where nothing fits."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings

from kg.extract.attribution import Frames
from kg.extract.coreference import Antecedents
from kg.extract.grammar import words
from tests.conftest import tree_of
from tests.extract.parses import name, of_kind, parse
from tests.extract.test_dependency import parses


@pytest.mark.parametrize("row", of_kind("antecedent"), ids=name)
def test_antecedent(row: dict[str, Any]) -> None:
    doc = parse(row)
    tree = words(doc)
    found = Antecedents.of(tree, Frames.of(tree)).of_word(tree[row["at"]])
    assert (doc[found.first : found.last + 1].text if found is not None else "") == row["gives"]


def test_us_in_capitals_is_a_name() -> None:
    tree = tree_of("Oslo left US", [1, 1, 1], "nsubj root obj", pos="PROPN VERB PRON", tags="NNP VBD PRP")
    assert Antecedents.of(tree, Frames.of(tree)).of_word(tree[2]) is None


@given(parses())
@settings(max_examples=150, deadline=None)
def test_an_antecedent_is_never_the_word_itself_and_is_found_again(doc: Any) -> None:
    tree = words(doc)
    first, second = Antecedents.of(tree, Frames.of(tree)), Antecedents.of(tree, Frames.of(tree))
    for word in tree:
        found = first.of_word(word)
        assert found is None or word is not found.head
        assert found == second.of_word(word)


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("Tor Lund met Ida Berg. The two leaders signed a pact.", ["Ida Berg", "Tor Lund"]),
        ("Kenya and Somalia cut ties. Both countries closed the border.", ["Kenya", "Somalia"]),
        ("Tor Lund met Ida Berg and Kari Haugen. The two leaders signed a pact.", []),
        ("Kenya cut ties. The two countries closed the border.", []),
    ],
)
def test_the_two_leaders_are_those_named_before(text: str, pair: list[str], nlp: Any) -> None:
    tree = words(nlp(text))
    plural = next(word for word in tree if word.lemma in ("leader", "country") and word.sentence == 1)
    found = Antecedents.of(tree, Frames.of(tree)).pair(plural)
    assert sorted(nlp(text)[each.first : each.last + 1].text for each in found or ()) == pair
