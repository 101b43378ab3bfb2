"""Time expressions to days: exact where the calendar says, unresolved where nothing does."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.link.times import interval

WEDNESDAY = date(2015, 7, 8)


def days(text: str, published: date | None = WEDNESDAY, *, forward: bool = False) -> str:
    found = interval(text, published, forward=forward)
    return f"{found.start or ''}..{found.end or ''} {found.basis}".strip()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2015-07-08", "2015-07-08..2015-07-08 stated"),
        ("14 July 2014", "2014-07-14..2014-07-14 stated"),
        ("March 6, 2024", "2024-03-06..2024-03-06 stated"),
        ("in July 2023", "2023-07-01..2023-07-31 stated"),
        ("in 2008", "2008-01-01..2008-12-31 stated"),
        ("mid-2012", "2012-05-02..2012-08-31 stated"),
        ("the 1990s", "1990-01-01..1999-12-31 stated"),
        ("from 2011 to 2014", "2011-01-01..2014-12-31 stated"),
        ("between May 2011 and June 2014", "2011-05-01..2014-06-30 stated"),
        ("2014-15", "2014-01-01..2015-12-31 stated"),
        ("spring 2014", "2014-03-01..2014-05-31 stated"),
        ("the third quarter of 2019", "2019-07-01..2019-09-30 stated"),
        ("since 2011", "2011-01-01..2015-07-08 stated"),
        ("by 2035", "..2035-12-31 stated"),
        ("until May 2016", "..2016-05-31 stated"),
        ("before 2010", "..2009-12-31 stated"),
        ("after 2010", "2011-01-01.. stated"),
        ("over the past week", "2015-07-01..2015-07-08 reckoned"),
        ("in the last three months", "2015-04-08..2015-07-08 reckoned"),
        ("on Friday", "2015-07-03..2015-07-03 reckoned"),
        ("late on Wednesday", "2015-07-08..2015-07-08 reckoned"),
        ("next Monday", "2015-07-13..2015-07-13 reckoned"),
        ("yesterday", "2015-07-07..2015-07-07 reckoned"),
        ("tomorrow", "2015-07-09..2015-07-09 reckoned"),
        ("two weeks ago", "2015-06-24..2015-06-24 reckoned"),
        ("five years ago", "2010-01-01..2010-12-31 reckoned"),
        ("within 60 days", "2015-07-08..2015-09-06 reckoned"),
        ("earlier this year", "2015-01-01..2015-07-08 reckoned"),
        ("last week", "2015-06-29..2015-07-05 reckoned"),
        ("last month", "2015-06-01..2015-06-30 reckoned"),
        ("next month", "2015-08-01..2015-08-31 reckoned"),
        ("this year", "2015-01-01..2015-12-31 reckoned"),
        ("last October", "2014-10-01..2014-10-31 reckoned"),
        ("in April", "2015-04-01..2015-04-30 reckoned"),
        ("14 November", "2014-11-14..2014-11-14 reckoned"),
        ("July 14", "2015-07-14..2015-07-14 reckoned"),
        ("the day before yesterday", "2015-07-06..2015-07-06 reckoned"),
        ("this spring", "2015-03-01..2015-05-31 reckoned"),
        ("last summer", "2014-06-01..2014-08-31 reckoned"),
        ("last winter", "2014-12-01..2015-02-28 reckoned"),
        ("the first quarter", "2015-01-01..2015-03-31 reckoned"),
        ("the fourth quarter of last year", "2014-10-01..2014-12-31 reckoned"),
        ("the second half of 2019", "2019-07-01..2019-12-31 stated"),
        ("this morning", "2015-07-08..2015-07-08 reckoned"),
        ("over the weekend", "2015-07-04..2015-07-05 reckoned"),
        ("the end of the month", "2015-07-21..2015-07-31 reckoned"),
        ("from May to July", "2015-05-01..2015-07-31 reckoned"),
        ("between 3 and 9 May", "2015-05-03..2015-05-09 reckoned"),
        ("3-9 May 2015", "2015-05-03..2015-05-09 stated"),
        ("in March and April 2015", "2015-03-01..2015-04-30 stated"),
        ("Monday and Tuesday", "2015-07-06..2015-07-07 reckoned"),
        ("this Friday", "2015-07-10..2015-07-10 reckoned"),
        ("the past decade", "2005-07-08..2015-07-08 reckoned"),
        ("late last year", "2014-09-01..2014-12-31 reckoned"),
        ("nine years after", ".."),
        ("three days later", ".."),
        ("for years", ".."),
        ("31 February 2020", ".."),
        ("it may be", ".."),
        ("2,008 soldiers", ".."),
    ],
)
def test_days(text: str, expected: str) -> None:
    assert days(text) == expected


@pytest.mark.parametrize(("text", "expected"), [("on Friday", "2015-07-10"), ("in April", "2016-04-01"), ("14 November", "2015-11-14")])
def test_a_plan_looks_forward(text: str, expected: str) -> None:
    assert days(text, forward=True).startswith(expected)


@pytest.mark.parametrize("text", ["on Friday", "last month", "two weeks ago", "July 14", "earlier this year"])
def test_without_a_publication_date_it_stays_open(text: str) -> None:
    assert days(text, None) == ".."


@given(st.text(max_size=60), st.one_of(st.none(), st.dates()), st.booleans())
def test_any_text_gives_ordered_days_or_none(text: str, published: date | None, forward: bool) -> None:
    found = interval(text, published, forward=forward)
    assert found.text == text
    assert (found.basis == "") == (found.start is None and found.end is None)
    assert found.start is None or found.end is None or found.start <= found.end


@given(st.dates(date(1000, 1, 1), date(2099, 12, 31)))
def test_a_date_written_out_is_that_day(day: date) -> None:
    for text in (day.isoformat(), f"{day.day} {day:%B} {day.year}", f"{day:%B} {day.day}, {day.year}"):
        found = interval(text)
        assert (found.start, found.end) == (day, day)
