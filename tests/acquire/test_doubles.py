"""Which of several copies of an article stands: the best-described one; every other is told by what it differs in."""

from __future__ import annotations

from datetime import date

import pytest

from kg.acquire.doubles import Doubles
from kg.model import Article

PLAIN = Article.of("Oslo met Lima.", source="plain")
DATED = Article.of("Oslo met Lima.", published=date(2020, 1, 2), source="dated")
FULL = Article.of("Oslo met Lima.", published=date(2020, 1, 1), publisher="Bay Post", source="full")
OTHER = Article.of("Oslo met Lima.", published=date(2020, 1, 1), publisher="Coast Daily", source="other")
EARLY = Article.of("Oslo met Lima.", url="https://a.example/1", published=date(2020, 1, 1), source="early")
LATE = Article.of("Oslo met Lima again.", url="https://a.example/1", published=date(2020, 1, 2), source="late")


def read(*articles: Article) -> tuple[list[str], dict[str, str]]:
    """Which copies were read, in order, and what is told of each that does not stand."""
    doubles, names = Doubles(), []
    for article in articles:
        if doubles.stands(article):
            doubles.read(article)
            names.append(article.source)
    return names, {item.source: item.reason for item in doubles.skipped()}


@pytest.mark.parametrize(
    ("articles", "names"),
    [
        ((PLAIN, DATED, FULL), ["plain", "dated", "full"]),
        ((FULL, DATED, PLAIN), ["full"]),
        ((FULL, OTHER), ["full"]),
        ((OTHER, FULL), ["other"]),
        ((EARLY, LATE), ["early", "late"]),
        ((LATE, EARLY), ["late"]),
        ((PLAIN, EARLY), ["plain", "early"]),
    ],
)
def test_the_copies_that_are_read(articles: tuple[Article, ...], names: list[str]) -> None:
    assert read(*articles)[0] == names


def test_the_one_that_stands_in_the_end_is_named() -> None:
    told = read(PLAIN, DATED, FULL, OTHER)[1]
    assert told == {
        "plain": "is the same article as full, which stands in its place",
        "dated": "has the same text as full, which stands in its place, and another day; give each its address to keep both",
        "other": "has the same text as full, which stands in its place, and another publisher; give each its address to keep both",
    }
    assert read(EARLY, LATE)[1] == {"early": "has the same address as late, which stands in its place, and another text"}
