"""Who says so, on parses laid out by hand and on bare quotation marks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given, settings
from spacy.tokens import Doc

from kg.extract.attribution import Frames
from kg.extract.grammar import Phrase, Word, words
from kg.extract.quotations import spans
from tests.conftest import doc_of, tree_of
from tests.extract.parses import name, of_kind, parse
from tests.extract.test_dependency import parses


def texts(doc: Doc, phrases: Iterable[Phrase]) -> list[str]:
    return [doc[phrase.first : phrase.last + 1].text for phrase in phrases]


@pytest.mark.parametrize("row", of_kind("attribution"), ids=name)
def test_sources(row: dict[str, Any]) -> None:
    doc = parse(row)
    tree = words(doc)
    assert " > ".join(texts(doc, Frames.of(tree).sources(tree[row["at"]]))) == row["gives"]


@pytest.mark.parametrize("row", [row for row in of_kind("attribution") if "said" in row["text"]], ids=name)
def test_a_verb_that_only_introduces_speech_is_no_claim(row: dict[str, Any]) -> None:
    tree = words(parse(row))
    frames = Frames.of(tree)
    assert all(frames.is_attribution(word) for word in tree if word.text == "said")
    assert not any(frames.is_attribution(word) for word in tree if word.text in ("took", "left", "takes"))


def flat(forms: list[str]) -> list[Word]:
    """Words whose parse tells nothing: all hang on the first."""
    return tree_of(
        forms, [0] * len(forms), ["root"] + ["dep"] * (len(forms) - 1), pos=["SPACE" if form.isspace() else "X" for form in forms]
    )


def quoted(forms: list[str]) -> list[str]:
    return [" ".join(forms[first : last + 1]) for first, last, _ in spans(flat(forms))]


def test_quotations_are_read_by_character() -> None:
    assert quoted("He said “ we will go home ” and “ so ” .".split()) == ["we will go home"]
    assert quoted('" one two three four " or " five six seven eight "'.split()) == ["one two three four", "five six seven eight"]
    assert quoted("‘ one of the three men ’ left".split()) == ["one of the three men"]


def test_a_quotation_left_open_goes_on_in_the_next_paragraph() -> None:
    forms = [*"“ one two three four".split(), "\n\n", *"“ five six seven eight ”".split(), "\n\n", *"nine ten eleven twelve".split()]
    assert [(forms[first], carried) for first, _, carried in spans(flat(forms))] == [("one", False), ("five", True)]


def test_the_next_paragraph_of_a_quotation_keeps_its_speaker() -> None:
    forms = [*"“ rebels took the hill , ” the mayor said . “ they fled".split(), "\n\n", *"“ soldiers burned the bridge . ”".split()]
    heads = [2, 2, 9, 4, 2, 2, 2, 8, 9, 9, 9, 13, 13, 13, 13, 17, 17, 17, 19, 17, 17, 17]
    deps = "punct nsubj ccomp det obj punct punct det nsubj root punct punct nsubj root dep punct nsubj root det obj punct punct".split()
    pos = "PUNCT NOUN VERB DET NOUN PUNCT PUNCT DET NOUN VERB PUNCT PUNCT PRON VERB SPACE PUNCT NOUN VERB DET NOUN PUNCT PUNCT"
    lemmas = [form.lower() for form in forms]
    lemmas[9] = "say"
    doc = doc_of(forms, heads, deps, pos=pos, lemmas=lemmas)
    tree = words(doc)
    frames = Frames.of(tree)
    # "they fled" runs on unclosed into the paragraph after it
    assert texts(doc, frames.sources(tree[2])) == ["the mayor"]
    assert texts(doc, frames.sources(tree[17])) == ["the mayor"]


@given(parses())
@settings(max_examples=150, deadline=None)
def test_any_tree_gives_sources_that_stand_in_the_text_and_not_around_the_word(doc: Any) -> None:
    tree = words(doc)
    frames = Frames.of(tree)
    for word in tree:
        sources = frames.sources(word)
        assert all(not source.first <= word.i <= source.last for source in sources)
        assert len({source.head.i for source in sources}) == len(sources)
        frames.is_attribution(word)


def test_a_line_that_ends_in_said_and_a_colon_leads_to_the_paragraphs_behind_it() -> None:
    forms = [
        "Moe",
        "said",
        ":",
        "\n\n",
        "Rebels",
        "shelled",
        "Oslo",
        ".",
        "\n\n",
        "Mali",
        "fled",
        ".",
        "\n\n",
        "Notes",
        "\n\n",
        "Chad",
        "slept",
        ".",
    ]
    doc = doc_of(
        forms,
        [1, 1, 1, 1, 5, 5, 5, 5, 5, 10, 10, 10, 10, 13, 13, 16, 16, 16],
        "nsubj root punct dep nsubj root obj punct dep nsubj root punct dep root dep nsubj root punct".split(),
        pos="PROPN VERB PUNCT SPACE NOUN VERB PROPN PUNCT SPACE PROPN VERB PUNCT SPACE NOUN SPACE PROPN VERB PUNCT".split(),
        lemmas=[
            "Moe",
            "say",
            ":",
            "\n\n",
            "rebel",
            "shell",
            "Oslo",
            ".",
            "\n\n",
            "Mali",
            "flee",
            ".",
            "\n\n",
            "note",
            "\n\n",
            "Chad",
            "sleep",
            ".",
        ],
    )
    tree = words(doc)
    frames = Frames.of(tree)
    assert [texts(doc, frames.sources(tree[at])) for at in (5, 10, 16)] == [["Moe"], ["Moe"], []]
