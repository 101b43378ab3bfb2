"""Days of publication as metadata, pages and lines of text write them: a full day that is in the calendar, or none."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

_ISO = re.compile(
    r"\s*(\d{4})-(\d{2})-(\d{2})(?:[T ]\d{1,2}(?::?\d{2}){0,2}(?:[.,]\d+)? ?(?:[AP]M)? ?(?:Z|[A-Z]{3,4}|[+-]\d{2}(?::?\d{2})?)?)?\s*", re.I
)
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_WRITTEN = re.compile(
    r"(?P<y1>\d{4})-(?P<m1>\d{2})-(?P<d1>\d{2})"
    r"|(?P<d2>\d{1,2})(?:st|nd|rd|th)? (?:of )?(?P<n2>[a-z]{3})[a-z]*\.?,? (?P<y2>\d{4})"
    r"|(?P<n3>[a-z]{3})[a-z]*\.? (?P<d3>\d{1,2})(?:st|nd|rd|th)?,? (?P<y3>\d{4})",
    re.IGNORECASE,
)
# What pages call the day of publication, in the order in which they are believed; a day of change ("modified") is another thing.
_NAMES = (
    "article:published_time",
    "og:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "publication_date",
    "publish-date",
    "publish_date",
    "pubdate",
    "dcterms.issued",
    "dc.date.issued",
    "dcterms.date",
    "dc.date",
    "date",
)
_IN_WORDS = re.compile(
    rf"\s*(?:[a-z]{{3,9}}\.?,? )?(?:{_WRITTEN.pattern})(?:,? (?:at )?\d{{1,2}}[:.]\d{{2}}[\w:.,+ -]*)?\s*", re.IGNORECASE
)
_ARTICLE_TYPES = ("Article", "Posting", "Report")


def day(value: object) -> date | None:
    """The day that metadata give: a date, or text such as "2015-07-08" with or without a time of day behind it; None for all else.

    The day is the one that is written, in whatever time zone.

    >>> day("2015-07-08T23:30:00-05:00"), day("2015-07"), day("2015-02-30"), day(20150708)
    (datetime.date(2015, 7, 8), None, None, None)
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    match = _ISO.fullmatch(value) if isinstance(value, str) else None
    return _in_calendar(int(match[1]), int(match[2]), int(match[3])) if match else None


def day_within(line: str) -> date | None:
    """The first full day in a line of text, None where it is not in the calendar or there is none.

    >>> day_within("Published 3 May 2021, 10:15"), day_within("Updated March 2017")
    (datetime.date(2021, 5, 3), None)
    """
    if not (match := _WRITTEN.search(line)):
        return None
    if match["y1"]:
        return _in_calendar(int(match["y1"]), int(match["m1"]), int(match["d1"]))
    month = (match["n2"] or match["n3"]).lower()
    if month not in _MONTHS:
        return None
    return _in_calendar(int(match["y2"] or match["y3"]), _MONTHS.index(month) + 1, int(match["d2"] or match["d3"]))


def day_of_page(page: Any) -> date | None:
    """The day on which a web page (an lxml tree) says that it was published: in its `meta` elements, its JSON-LD or its `time` elements.

    Of several the first in that order counts. A year, a month, a copyright line or a day of change is none; the clock is not asked.

    >>> from lxml.html import fromstring
    >>> day_of_page(fromstring('<html><head><meta name="date" content="2015-07-08"></head><body>x</body></html>'))
    datetime.date(2015, 7, 8)
    """
    return next((found for found in map(_day_in, _told(page)) if found), None)


def _told(page: Any) -> Iterator[object]:
    named: dict[str, list[str]] = {}
    for meta in page.iter("meta"):
        for key in ("property", "name", "itemprop"):
            if name := (meta.get(key) or "").strip().lower():
                named.setdefault(name, []).append(meta.get("content") or "")
    for name in _NAMES:
        yield from named.get(name, ())
    for script in page.iter("script"):
        if (script.get("type") or "").strip().lower() == "application/ld+json":
            yield from _of_json(script.text or "")
    for time in page.iter("time"):
        if time.get("pubdate") is not None or (time.get("itemprop") or "").strip().lower() == "datepublished":
            yield time.get("datetime") or time.text or ""


def _of_json(text: str) -> Iterator[object]:
    """The days of the articles that a piece of JSON-LD describes; those of what they point to are another's."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return
    for node in found if isinstance(found, list) else [found]:
        graph = node.get("@graph") if isinstance(node, dict) else None
        for each in graph if isinstance(graph, list) else [node]:
            types = each.get("@type") if isinstance(each, dict) else None
            if any(str(type).endswith(_ARTICLE_TYPES) for type in (types if isinstance(types, list) else [types])):
                yield each.get("datePublished")


def _day_in(value: object) -> date | None:
    """The day that a page's metadata hold: as `day` reads it, or in words ("Wed, 8 Jul 2015 10:00 GMT") with a time at the most."""
    return day(value) or (day_within(value) if isinstance(value, str) and _IN_WORDS.fullmatch(value) else None)


def _in_calendar(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None
