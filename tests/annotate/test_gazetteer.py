from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc, Span

from kg.annotate.gazetteer import mark_names
from kg.link.lexicon import Lexicon


def marked(text: str, *given: tuple[str, str]) -> list[tuple[str, str]]:
    doc: Doc = spacy.blank("en")(text)
    spans: list[Span] = []
    for words, label in given:
        start = text.index(words)
        span = doc.char_span(start, start + len(words), label=label)
        assert span is not None
        spans.append(span)
    doc.ents = spans
    return [(span.text, span.label_) for span in mark_names(doc, Lexicon.load()).ents]


@pytest.mark.parametrize("short", ["US", "UK", "UN", "EU", "IS", "U.S."])
def test_acronyms_are_what_they_are_whatever_the_model_took_them_for(short: str) -> None:
    kinds = {"US": "GPE", "U.S.": "GPE", "UK": "GPE", "UN": "ORG", "EU": "ORG", "IS": "ARMED_GROUP"}
    for taken in ("ORG", "LOC", "PERSON"):
        assert marked(f"Yesterday the {short} left.", (short, taken)) == [(short, kinds[short])]
    assert marked(f"Yesterday the {short} left.") == [(short, kinds[short])]


def test_small_words_are_no_names() -> None:
    assert marked("It told us that it is so, and who knows.") == []


def test_a_line_in_capitals_gives_no_short_names() -> None:
    assert ("IS", "ARMED_GROUP") not in marked("WHO IS IN THE LEAD")
    assert ("US", "GPE") not in marked("THEY TOLD US ALL")


def test_the_longest_known_name_covers_a_shorter() -> None:
    found = marked("Then Islamic State of Iraq and Syria fled South Sudan.", ("Islamic State", "ORG"), ("Iraq", "GPE"))
    assert found == [("Islamic State of Iraq and Syria", "ARMED_GROUP"), ("South Sudan", "GPE")]


def test_a_longer_name_that_the_model_found_stays() -> None:
    assert marked("The Bank of Norway spoke.", ("Bank of Norway", "ORG")) == [("Bank of Norway", "ORG")]


def test_papers_and_peoples_are_known() -> None:
    found = dict(marked("Hurriyet said Turkish and Kurdish officials met.", ("Hurriyet", "PERSON")))
    assert found == {"Hurriyet": "ORG", "Turkish": "NORP", "Kurdish": "NORP"}


def test_dates_stay_dates_and_the_text_stays_as_it_is() -> None:
    text = "In May the US left."
    assert marked(text, ("May", "DATE")) == [("May", "DATE"), ("US", "GPE")]


def test_a_document_without_known_names_is_handed_back_as_it_is() -> None:
    doc = spacy.blank("en")("Nothing happened here.")
    assert mark_names(doc, Lexicon.load()) is doc


def test_a_ship_keeps_its_name_where_a_list_has_the_town() -> None:
    assert marked("The frigate Hamburg left Hamburg.", ("Hamburg", "VEHICLE"))[0] == ("Hamburg", "VEHICLE")
    assert marked("The USS Ohio left.", ("USS Ohio", "VEHICLE")) == [("USS Ohio", "VEHICLE")]
