"""Which claims a parse laid out by hand gives, and which it must not: "subject | relation | object", what stands for a name resolved."""

from __future__ import annotations

from typing import Any

import pytest

from kg.extract.dependency import DependencyExtractor
from kg.model import Article, Polarity
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
