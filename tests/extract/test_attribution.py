"""Who says so, on parses laid out by hand and on bare quotation marks."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from spacy.tokens import Doc

from kg.extract.attribution import Frames
from kg.extract.quotations import spans
from tests.conftest import doc_of
from tests.extract.parses import name, of_kind, parse
from tests.extract.test_dependency import parses


@pytest.mark.parametrize("row", of_kind("attribution"), ids=name)
def test_sources(row: dict[str, Any]) -> None:
    doc = parse(row)
    assert " > ".join(span.text for span in Frames.of(doc).sources(doc[row["at"]])) == row["gives"]


@pytest.mark.parametrize("row", [row for row in of_kind("attribution") if "said" in row["text"]], ids=name)
def test_a_verb_that_only_introduces_speech_is_no_claim(row: dict[str, Any]) -> None:
    doc = parse(row)
    frames = Frames.of(doc)
    assert all(frames.is_attribution(token) for token in doc if token.text == "said")
    assert not any(frames.is_attribution(token) for token in doc if token.text in ("took", "left", "takes"))


def flat(words: list[str]) -> Doc:
    """Words whose parse tells nothing: all hang on the first."""
    return doc_of(
        words, [0] * len(words), ["root"] + ["dep"] * (len(words) - 1), pos=["SPACE" if word.isspace() else "X" for word in words]
    )


def quoted(words: list[str]) -> list[str]:
    return [" ".join(words[first : last + 1]) for first, last, _ in spans(flat(words))]


def test_quotations_are_read_by_character() -> None:
    assert quoted("He said “ we will go home ” and “ so ” .".split()) == ["we will go home"]
    assert quoted('" one two three four " or " five six seven eight "'.split()) == ["one two three four", "five six seven eight"]
    assert quoted("‘ one of the three men ’ left".split()) == ["one of the three men"]


def test_a_quotation_left_open_goes_on_in_the_next_paragraph() -> None:
    words = [*"“ one two three four".split(), "\n\n", *"“ five six seven eight ”".split(), "\n\n", *"nine ten eleven twelve".split()]
    assert [(words[first], carried) for first, _, carried in spans(flat(words))] == [("one", False), ("five", True)]


def test_the_next_paragraph_of_a_quotation_keeps_its_speaker() -> None:
    words = [*"“ rebels took the hill , ” the mayor said . “ they fled".split(), "\n\n", *"“ soldiers burned the bridge . ”".split()]
    heads = [2, 2, 9, 4, 2, 2, 2, 8, 9, 9, 9, 13, 13, 13, 13, 17, 17, 17, 19, 17, 17, 17]
    deps = "punct nsubj ccomp det obj punct punct det nsubj root punct punct nsubj root dep punct nsubj root det obj punct punct".split()
    pos = "PUNCT NOUN VERB DET NOUN PUNCT PUNCT DET NOUN VERB PUNCT PUNCT PRON VERB SPACE PUNCT NOUN VERB DET NOUN PUNCT PUNCT"
    lemmas = [word.lower() for word in words]
    lemmas[9] = "say"
    doc = doc_of(words, heads, deps, pos=pos, lemmas=lemmas)
    frames = Frames.of(doc)
    # "they fled" runs on unclosed into the paragraph after it
    assert [span.text for span in frames.sources(doc[2])] == ["the mayor"]
    assert [span.text for span in frames.sources(doc[17])] == ["the mayor"]


@given(parses())
@settings(max_examples=150, deadline=None)
def test_any_tree_gives_sources_that_stand_in_the_text_and_not_around_the_word(doc: Any) -> None:
    frames = Frames.of(doc)
    for token in doc:
        sources = frames.sources(token)
        assert all(not span.start <= token.i < span.end for span in sources)
        assert len({span.root.i for span in sources}) == len(sources)
        frames.is_attribution(token)
