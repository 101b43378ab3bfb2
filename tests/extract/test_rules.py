"""Which claims a parse laid out by hand gives, and which it must not: "subject | relation | object", what stands for a name resolved."""

from __future__ import annotations

from typing import Any

import pytest

from kg.extract.dependency import DependencyExtractor
from kg.model import Article, Polarity
from tests.conftest import doc_of
from tests.extract.parses import name, of_kind, parse


def claims(row: dict[str, Any]) -> set[str]:
    found = DependencyExtractor().claims(Article.of(row["text"]), parse(row))
    return {
        ("not " if claim.polarity is Polarity.NEGATIVE else "")
        + f"{claim.subject.referent.reading} | {claim.predicate.label} | {claim.object.referent.reading if claim.object else ''}"
        for claim in found
    }


@pytest.mark.parametrize("row", of_kind("claims"), ids=name)
def test_claims_of_a_parse(row: dict[str, Any]) -> None:
    found = claims(row)
    assert set(row["gives"]) <= found, found
    assert not set(row.get("never", ())) & found


def test_a_fact_without_a_word_of_its_own_is_told_at_its_head() -> None:
    forms = "Aaron Hamlin of the Fjord Institute , Eli Berg of Open Debates left".split()
    heads = [12, 0, 5, 5, 5, 0, 7, 0, 7, 10, 10, 0, 12]
    deps = "nsubj flat case det compound nmod punct conj flat mark compound nmod root".split()
    ents = ["B-PERSON", "I-PERSON", "O", "O", "B-ORG", "I-ORG", "O", "B-PERSON", "I-PERSON", "O", "B-ORG", "I-ORG", "O"]
    doc = doc_of(
        forms,
        heads,
        deps,
        pos=["PROPN"] * 2 + ["ADP", "DET", "PROPN", "PROPN", "PUNCT", "PROPN", "PROPN", "ADP", "PROPN", "PROPN", "VERB"],
        ents=ents,
    )
    found = list(DependencyExtractor().claims(Article.of(doc.text), doc))
    assert all(doc.text[claim.predicate.at.start : claim.predicate.at.end] for claim in found)


@pytest.mark.parametrize("row", of_kind("setting"), ids=name)
def test_when_and_where_a_claim_holds(row: dict[str, Any]) -> None:
    found = DependencyExtractor().claims(Article.of(row["text"]), parse(row))
    told = {
        f"{claim.predicate.label}: {', '.join(each.text for each in claim.times)} @ {', '.join(each.text for each in claim.places)}"
        for claim in found
    }
    assert set(row["gives"]) <= told, told
