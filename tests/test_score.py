"""The measure itself: exact on claims made by hand, and the same as the reference scorer's where that is at hand."""

from __future__ import annotations

from typing import Any

import pytest

from kg.errors import ArticleError
from kg.score import score

ARTICLE = "Norway, the minister said, will not sign. Chad met Mali."


def gold(**changes: Any) -> dict[str, Any]:
    row = {
        "id": "1a",
        "sentence": "Norway, the minister said,",
        "subject": ["Norway"],
        "relation": ["sign"],
        "object": ["pact"],
        "core": True,
        "polarity": "-",
        "modality": "future",
        "attribution": [["minister", "Norwegian minister"]],
        "time": None,
        "place": None,
    }
    return row | changes


def claim(subject: str, relation: str, object_: str, **changes: Any) -> dict[str, Any]:
    return {
        "subject": {"label": subject},
        "relation": {"label": relation},
        "object": {"label": object_},
        "polarity": "negative",
        "modality": "future",
        "attribution": [{"label": "the minister"}],
        "evidence": {"quote": ARTICLE[:41], "start": 0, "end": 41},
    } | changes


MEETING = gold(
    id="2a",
    sentence="Chad met Mali.",
    subject=["Chad"],
    relation=["meet"],
    object=["Mali"],
    polarity="+",
    modality="asserted",
    attribution=[],
)
MET = {"polarity": "positive", "modality": "asserted", "attribution": [], "evidence": {"quote": "Chad met Mali.", "start": 42, "end": 56}}


def test_all_right() -> None:
    figures = score([gold(), MEETING], ARTICLE, [claim("Norway", "signs", "the pact"), claim("Mali", "met", "Chad", **MET)]).figures
    assert (figures.precision, figures.recall, figures.f1, figures.trusted, figures.evidence) == (1, 1, 1, 1, 1)
    assert (figures.modality, figures.attribution, figures.time) == (1, 1, None)


def test_a_denial_told_as_a_fact_matches_nothing() -> None:
    found = score([gold()], ARTICLE, [claim("Norway", "sign", "pact", polarity="positive")])
    assert found.figures.f1 == 0
    assert len(found.misses) == len(found.extras) == 1


def test_a_plan_told_as_a_fact_is_found_but_not_trusted() -> None:
    figures = score([gold()], ARTICLE, [claim("Norway", "sign", "pact", modality="asserted")]).figures
    assert (figures.f1, figures.trusted, figures.modality) == (1, 0, 0)


def test_a_missing_source_is_found_but_not_trusted() -> None:
    figures = score([gold()], ARTICLE, [claim("Norway", "sign", "pact", attribution=[])]).figures
    assert (figures.f1, figures.trusted, figures.attribution) == (1, 0, 0)


def test_saying_it_twice_counts_once_and_what_is_not_core_is_no_miss() -> None:
    rows = [gold(), gold(id="1b", core=False, object=["treaty"])]
    figures = score(
        rows, ARTICLE, [claim("Norway", "sign", "pact"), claim("Norway", "sign", "pact"), claim("Norway", "sign", "ship")]
    ).figures
    assert (figures.recall, figures.precision, figures.redundant) == (1, 0.5, 1 / 3)


def test_a_wrong_offset_is_no_evidence() -> None:
    evidence = {"quote": "Norway", "start": 1, "end": 7}
    assert score([gold()], ARTICLE, [claim("Norway", "sign", "pact", evidence=evidence)]).figures.evidence == 0


def test_gold_of_another_article_is_refused() -> None:
    with pytest.raises(ArticleError, match="not in the article"):
        score([gold()], "Another text.", [])
