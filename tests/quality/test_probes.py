"""The probe sentences: nothing false is asserted, and what must be found is found, by the whole walk of the product."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from kg.acquire.text import article_of
from kg.pipeline import Pipeline
from tests.quality.score_probes import Outcome, outcome, probes, score

FLOOR = 0.80


@pytest.fixture(scope="module")
def outcomes() -> dict[str, tuple[list[Outcome], float, int]]:
    """Outcomes, share found and number of false assertions, by half."""
    walk = Pipeline()

    def read(text: str) -> list[dict[str, Any]]:
        return [item for item in walk.claim_records([article_of(text)]) if isinstance(item, dict)]

    return {half: score(probes(half), read) for half in ("tune", "test")}


@pytest.mark.parametrize("half", ["tune", "test"])
def test_what_must_be_found_is_found(outcomes: dict[str, tuple[list[Outcome], float, int]], half: str) -> None:
    found, share, _ = outcomes[half]
    assert share >= FLOOR, [one.id for one in found if one.missed or one.misread]


@pytest.mark.parametrize("half", ["tune", "test"])
def test_nothing_false_is_asserted(outcomes: dict[str, tuple[list[Outcome], float, int]], half: str) -> None:
    found, _, false = outcomes[half]
    assert false == 0, [(one.id, one.false) for one in found if one.false]


def test_the_probes_are_many_well_formed_and_apart() -> None:
    tune, test = probes("tune"), probes("test")
    assert len(tune) + len(test) >= 220
    assert {row["text"] for row in tune}.isdisjoint(row["text"] for row in test)
    assert all(number == 1 for number in Counter(row["id"] for row in tune + test).values())
    for row in tune + test:
        assert row["must"] or row["must_not"], row["id"]
        for wanted in row["must"]:
            assert set(wanted) == {"subject", "relation", "object", "polarity", "modality", "attribution"}, row["id"]
        for item in row["must_not"]:
            assert item["source"] in ("article", "anyone"), row["id"]


def test_a_missing_a_misread_and_a_false_claim_are_told_apart() -> None:
    probe = {
        "id": "x", "kind": "plan",
        "must": [
            {"subject": "Oslo", "relation": "free", "object": "crew",
             "polarity": "positive", "modality": "future", "attribution": ["Chad"]},
            {"subject": "Oslo", "relation": "leave", "object": "*", "polarity": "any", "modality": "any", "attribution": "any"},
        ],
        "must_not": [{"subject": "Oslo", "relation": "free", "object": "crew", "source": "article"}],
    }  # fmt: skip
    claim = {
        "subject": {"label": "Oslo"}, "relation": {"label": "free"}, "object": {"label": "the crew of nine"},
        "polarity": "positive", "modality": "asserted", "attribution": [],
    }  # fmt: skip
    plain = outcome(probe, [claim])
    assert (len(plain.missed), len(plain.misread), plain.false, plain.found) == (1, 1, ("Oslo | free | crew",), 0)
    told = outcome(probe, [{**claim, "modality": "future", "attribution": [{"label": "Chad"}]}])
    assert (len(told.missed), len(told.misread), told.false, told.found) == (1, 0, (), 1)
