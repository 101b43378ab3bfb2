"""Every row of the qualifiers' word classes and of the resumed descriptions gives what it says, with the shipped language model."""

from __future__ import annotations

from typing import Any

import pytest

from kg.annotate.gazetteer import mark_names
from kg.extract.attribution import Frames
from kg.extract.coreference import Antecedents
from kg.extract.grammar import words
from kg.extract.modality import modality
from kg.extract.patterns import rows
from kg.extract.polarity import polarity
from kg.extract.qualifiers import word_class
from kg.link.lexicon import Lexicon
from kg.model import Modality, Polarity

QUALIFIERS = list(rows("qualifiers"))
LEXICON = Lexicon.load()
DESCRIPTIONS = list(rows("descriptions"))


@pytest.mark.parametrize("row", QUALIFIERS, ids=lambda row: row["class"])
def test_a_class_gives_what_its_example_says(row: dict[str, Any], nlp: Any) -> None:
    doc = nlp(row["example"])
    tree = words(doc)
    for said in row["gives"].split("; "):
        word, _, expected = said.partition(" | ")
        (at,) = [each for each in tree if each.text == word]
        if expected.startswith("according to "):
            assert [doc[each.first : each.last + 1].text for each in Frames.of(tree).sources(at)] == [
                expected.removeprefix("according to ")
            ]
        elif expected in list(Polarity):
            assert polarity(at).value == expected
        else:
            assert modality(at) is Modality(expected)


@pytest.mark.parametrize("row", DESCRIPTIONS, ids=lambda row: row["words"][0])
def test_a_description_is_resolved_as_its_example_says(row: dict[str, Any], nlp: Any) -> None:
    doc = mark_names(nlp(row["example"]), LEXICON)
    tree = words(doc)
    known = Antecedents.of(tree, Frames.of(tree))
    found = known.of_word([each for each in tree if each.lemma == row["words"][0]][-1])
    assert found is not None
    named = doc[found.first : found.last + 1].text.split()
    assert row["gives"].startswith(" ".join(word for word in named if word.lower() not in ("a", "an", "the")))


def test_a_word_stands_once_in_a_class_and_classes_are_apart() -> None:
    for row in QUALIFIERS:
        assert len(set(row["words"])) == len(row["words"]), row["class"]
    names = [row["class"] for row in QUALIFIERS]
    assert len(set(names)) == len(names)
    assert not word_class("denial") & word_class("implicative")
    assert not word_class("doubting adverb") & word_class("negating adverb")
