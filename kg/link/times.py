"""When: English time expressions to days, reckoned from the publication date where they need one.

The reading follows TimeML's TIMEX3 (Pustejovsky et al. 2003) as far as days go: an expression names a day or a span of days; what it is
reckoned from is kept as its basis, and what cannot be reckoned stays unresolved.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache

from kg.model import Interval, Offsets

_MONTHS = {
    name: i for i, name in enumerate("january february march april may june july august september october november december".split(), 1)
}
_MONTHS |= {name[:3]: i for name, i in _MONTHS.items()} | {"sept": 9}
_DAYS = {name: i for i, name in enumerate("monday tuesday wednesday thursday friday saturday sunday".split())}
_NUMBERS = {
    name: i
    for i, name in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
} | {"a": 1, "an": 1, "several": 3, "few": 3, "couple": 2, "dozen": 12, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 2)}
_M = "|".join(sorted(_MONTHS, key=len, reverse=True))
_D = "|".join(_DAYS)
_N = r"\d+|" + "|".join(sorted(_NUMBERS, key=len, reverse=True))
_UNIT = r"day|week|month|year|decade|fortnight"
_Y = r"(?:1[0-9]|20)\d\d"
_DIGIT = re.compile(r"\d")
_BOUND = re.compile(r"\b(?:since|starting|from|by|until|till|up to|before|prior to|ahead of|after)\b")
_AS_WRITTEN = str.maketrans({**dict.fromkeys("‐‑‒–—―", "-"), ",": " ", ".": " ", "’": "'"})

Days = tuple[date | None, date | None]
Rule = Callable[[re.Match[str], date, bool], Days]


def interval(text: str, published: date | None = None, at: Offsets | None = None, forward: bool = False) -> Interval:
    """The days that a time expression spans, both included; `start` and `end` are None where it cannot be told.

    `forward` reads a bare weekday or month as the next one (said of a plan) instead of the last one. An end left open ("since 2011") is the
    publication date, a start left open ("by 2035", "until May") stays None. The basis is "stated" where the words alone give the days,
    "reckoned" where they are reckoned from `published`.

    >>> interval("over the past week", date(2015, 7, 8)).start
    datetime.date(2015, 7, 1)
    >>> interval("in July 2023").end, interval("on Friday").basis
    (datetime.date(2023, 7, 31), '')
    """
    start, end, basis = _reckoned(text, published, forward)
    return Interval(text, start, end, basis, at)


@lru_cache(maxsize=4096)
def _reckoned(text: str, published: date | None, forward: bool) -> tuple[date | None, date | None, str]:
    """The days of an expression and their basis, "" where it stays unresolved; articles of a day say "on Tuesday" again and again."""
    words = " ".join(text.lower().translate(_AS_WRITTEN).split())
    stated = _STATED if _DIGIT.search(words) else ()  # all of these name a year
    for rules, basis, base in ((stated, "stated", date.max), (_RECKONED, "reckoned", published)):
        if base is None:
            continue
        for pattern, rule in rules:
            match = pattern.search(words)
            if match is None or not _is_month(match, text):
                continue
            try:
                days = rule(match, base, forward)
            except (ValueError, OverflowError):
                return None, None, ""  # a day that no calendar has
            return *_bounded(words, days, published), basis
    return None, None, ""


def _is_month(match: re.Match[str], text: str) -> bool:
    """Whether "may" and "march" stand for months, as their capital tells."""
    found = {word for word in match.group().split() if word in ("may", "march")}
    return all(re.search(rf"\b{word.capitalize()}\b|\b{word.upper()}\b", text) for word in found)


def _bounded(words: str, days: Days, published: date | None) -> Days:
    """The days with the bound that "since", "by", "until" or "before" opens."""
    start, end = days
    if not _BOUND.search(words):
        return days
    if re.search(r"\b(since|starting|from)\b", words) and not re.search(r"\b(to|until|till|through)\b", words):
        since = re.search(r"\b(since|starting)\b", words) is not None
        later = published if published and start and published >= start else None if since else end
        return start, later
    if re.search(r"\b(by|until|till|up to)\b", words) and not re.search(r"\b(from|since)\b", words):
        return None, end
    if re.search(r"\b(before(?! yesterday)|prior to|ahead of)\b", words):
        return None, start - timedelta(days=1) if start else None
    if re.search(r"\bafter\b", words) and not re.search(r"\b(day|week|month|year)s? after\b", words):
        return (end + timedelta(days=1) if end else None), None
    return start, end


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS[word]


def _month(year: int, month: int) -> Days:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _year(year: int) -> Days:
    return date(year, 1, 1), date(year, 12, 31)


def _day(year: int, month: int, day: int) -> Days:
    one = date(year, month, day)
    return one, one


def _whole(word: str, found: Days) -> Days:
    """The part of a month or year that "early", "mid" or "late" names."""
    start, end = found
    if start is None or end is None or not word:
        return found
    third = ((end - start).days + 1) // 3
    if word.startswith(("early", "beginning", "start")):
        return start, start + timedelta(days=third)
    if word.startswith("mid"):
        return start + timedelta(days=third), end - timedelta(days=third)
    return end - timedelta(days=third), end


def _season(match: re.Match[str], published: date, forward: bool) -> Days:
    first, last = _SEASONS[match["season"]]
    year = int(match["year"])
    return date(year, first, 1), _month(year + (last < first), last)[1]


def _shift(day: date, unit: str, count: int) -> date:
    """`day` moved by `count` units; the day of the month is kept where the month has it."""
    if unit in ("day", "week", "fortnight"):
        return day + timedelta(days=count * {"day": 1, "week": 7, "fortnight": 14}[unit])
    months = day.year * 12 + day.month - 1 + count * {"month": 1, "year": 12, "decade": 120}[unit]
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _last_weekday(day: date, weekday: int) -> date:
    return day - timedelta(days=(day.weekday() - weekday) % 7)


def _weekday(match: re.Match[str], published: date, forward: bool) -> Days:
    weekday, word = _DAYS[match["day"]], (match["which"] or "")
    one = _last_weekday(published, weekday)
    if word in ("next", "coming", "this") or (forward and word != "last"):
        one = one if one == published and word != "next" else one + timedelta(days=7)
    elif word == "last" and one == published:
        one -= timedelta(days=7)
    return one, one


def _bare_month(match: re.Match[str], published: date, forward: bool) -> Days:
    month, which = _MONTHS[match["month"]], match["which"] or ""
    year = published.year
    if which == "next" or (forward and which != "last"):
        year += month < published.month or (which == "next" and month == published.month)
    elif month > published.month or (which == "last" and month == published.month):
        year -= 1
    return _whole(match["part"] or "", _month(year, month))


def _bare_day(match: re.Match[str], published: date, forward: bool) -> Days:
    month, day = _MONTHS[match["month"]], int(match["dom"])
    one = date(published.year, month, day)
    if forward and one < published:
        one = date(published.year + 1, month, day)
    elif not forward and one > published + timedelta(days=7):
        one = date(published.year - 1, month, day)
    return one, one


def _unit_beside(match: re.Match[str], published: date, forward: bool) -> Days:
    """ "last month", "this year", "next week": calendar units; a week runs from Monday."""
    unit, step = match["unit"], {"last": -1, "previous": -1, "past": -1, "next": 1, "coming": 1, "following": 1}.get(match["which"], 0)
    if unit == "week":
        monday = published - timedelta(days=published.weekday()) + timedelta(days=7 * step)
        return monday, monday + timedelta(days=6)
    if unit == "weekend":
        saturday = published - timedelta(days=published.weekday()) + timedelta(days=5 + 7 * step)
        return saturday, saturday + timedelta(days=1)
    moved = _shift(date(published.year, published.month, 1), unit, step)
    return _month(moved.year, moved.month) if unit == "month" else _year(moved.year)


def _past(match: re.Match[str], published: date, forward: bool) -> Days:
    """ "over the past week", "in the last three months": up to the day of publication."""
    return _shift(published, match["unit"], -_number(match["count"] or "one")), published


def _coming(match: re.Match[str], published: date, forward: bool) -> Days:
    return published, _shift(published, match["unit"], _number(match["count"] or "one"))


def _ago(match: re.Match[str], published: date, forward: bool) -> Days:
    unit, count = match["unit"], _number(match["count"])
    one = _shift(published, unit, -count)
    if unit in ("day", "week", "fortnight"):
        return one, one
    return _month(one.year, one.month) if unit == "month" else _year(one.year)


def _in_time(match: re.Match[str], published: date, forward: bool) -> Days:
    one = _shift(published, match["unit"], _number(match["count"]))
    return (published, one) if match["how"] == "within" else (one, one)


def _earlier(match: re.Match[str], published: date, forward: bool) -> Days:
    unit = match["unit"]
    if unit == "week":
        start, end = published - timedelta(days=published.weekday()), published + timedelta(days=6 - published.weekday())
    elif unit == "month":
        start, end = _month(published.year, published.month)  # type: ignore[assignment]
    else:
        start, end = _year(published.year)  # type: ignore[assignment]
    return (start, published) if match["how"] == "earlier" else (published, end)


def _near_day(match: re.Match[str], published: date, forward: bool) -> Days:
    step = {"yesterday": -1, "overnight": -1, "tomorrow": 1, "last night": -1}.get(match["word"], 0)
    one = published + timedelta(days=step)
    return (one, published) if match["word"] == "overnight" else (one, one)


def _near_season(match: re.Match[str], published: date, forward: bool) -> Days:
    """ "this spring", "last summer", "in the spring": the season of the year that the word or the tense points to."""
    first, last = _SEASONS[match["season"]]
    year, which = published.year, match["which"] or ""
    begun = date(year, first, 1) <= published
    over = published > date(year + (last < first), last, 28)
    if which in ("next", "coming"):
        year += begun
    elif which == "last":
        year -= not over
    elif which != "this":
        year += over if forward else -(not begun)
    return date(year, first, 1), _month(year + (last < first), last)[1]


def _weekend(match: re.Match[str], published: date, forward: bool) -> Days:
    """The weekend before publication, or the one after it where `forward`; one that is on counts."""
    saturday = _last_weekday(published, _DAYS["saturday"]) + timedelta(days=7 * (forward and published.weekday() < _DAYS["saturday"]))
    return saturday, saturday + timedelta(days=1)


def _part_of_year(match: re.Match[str], published: date, forward: bool) -> Days:
    """A quarter or half of a year, by number or by "last", "this", "next"; of this year where none is named."""
    order = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": 3}[match["order"]]
    year = int(match["year"]) if match["year"] else published.year + {"last": -1, "next": 1}.get(match["which"] or "", 0)
    if match["kind"] == "quarter":
        return _quarter(year, order)
    return date(year, 1 + 6 * min(order, 1), 1), _month(year, 6 + 6 * min(order, 1))[1]


def _end_of_unit(match: re.Match[str], published: date, forward: bool) -> Days:
    """ "the end of the month", "the beginning of the year"."""
    found = _month(published.year, published.month) if match["unit"] == "month" else _year(published.year)
    return _whole(match["side"], found) if match["side"] != "end" else _whole("late", found)


def _two_days(match: re.Match[str], published: date, forward: bool) -> Days:
    """ "Monday and Tuesday", "from Monday to Wednesday": both, the later reckoned first."""
    end = _last_weekday(published, _DAYS[match["second"]]) + timedelta(days=7 * forward)
    return _last_weekday(end, _DAYS[match["first"]]), end


def _months(match: re.Match[str], published: date, forward: bool) -> Days:
    """ "from May to July", "March and April 2015"."""
    year = int(match["year"]) if match["year"] else published.year
    first, last = _MONTHS[match["first"]], _MONTHS[match["second"]]
    if not match["year"]:
        year += 1 if forward and last < published.month else -1 if not forward and first > published.month else 0
    return date(year - (first > last), first, 1), _month(year, last)[1]


def _day_range(match: re.Match[str], published: date, forward: bool) -> Days:
    """ "3-9 May 2015", "between 3 and 9 May"."""
    year = int(match["year"]) if match["year"] else published.year
    month = _MONTHS[match["month"]]
    if not match["year"] and not forward and month > published.month:
        year -= 1
    return date(year, month, int(match["first"])), date(year, month, int(match["second"]))


def _rules(*pairs: tuple[str, Rule]) -> tuple[tuple[re.Pattern[str], Rule], ...]:
    return tuple((re.compile(pattern), rule) for pattern, rule in pairs)


_PART = r"(?:(?P<part>early|mid|late|the (?:beginning|start|middle|end) of)[ -])?"
_TO = r"(?: to | and | until | through |-| - )"
_DAY_RANGE = rf"\b(?P<first>\d{{1,2}}){_TO}(?P<second>\d{{1,2}}) (?P<month>{_M})(?: (?P<year>{_Y}))"
_MONTH_RANGE = rf"\b(?P<first>{_M}){_TO}(?P<second>{_M})(?: (?P<year>{_Y}))"
_YEAR_PART = (
    r"\b(?P<order>first|second|third|fourth|last) (?P<kind>quarter|half)(?: (?:of )?(?:(?P<which>last|this|next|the) year|(?P<year>"
)
_STATED = _rules(
    (_DAY_RANGE, _day_range),
    (_MONTH_RANGE, _months),
    (_YEAR_PART + _Y + r")))\b(?<=\d)", _part_of_year),
    (r"\b(\d{4})-(\d\d)-(\d\d)\b", lambda m, p, f: _day(int(m[1]), int(m[2]), int(m[3]))),
    (rf"\b(\d{{1,2}})(?:st|nd|rd|th)? (?:of )?({_M}) ({_Y})\b", lambda m, p, f: _day(int(m[3]), _MONTHS[m[2]], int(m[1]))),
    (rf"\b({_M}) (\d{{1,2}})(?:st|nd|rd|th)? ({_Y})\b", lambda m, p, f: _day(int(m[3]), _MONTHS[m[1]], int(m[2]))),
    (
        rf"\b(?:from|between) (?:({_M}) )?({_Y}) (?:to|and|until|through|-) (?:({_M}) )?({_Y})\b",
        lambda m, p, f: (
            _month(int(m[2]), _MONTHS[m[1]])[0] if m[1] else _year(int(m[2]))[0],
            _month(int(m[4]), _MONTHS[m[3]])[1] if m[3] else _year(int(m[4]))[1],
        ),
    ),
    (rf"\b({_Y}) ?[-/] ?({_Y}|\d\d)\b", lambda m, p, f: (_year(int(m[1]))[0], _year(int(m[1][:2] + m[2] if len(m[2]) == 2 else m[2]))[1])),
    (rf"{_PART}\b(?P<month>{_M}) (?P<year>{_Y})\b", lambda m, p, f: _whole(_part(m["part"]), _month(int(m["year"]), _MONTHS[m["month"]]))),
    (rf"\b(?P<season>{'|'.join(_SEASONS)}) (?:of )?(?P<year>{_Y})\b", _season),
    (
        rf"\b(first|second|third|fourth|1st|2nd|3rd|4th) quarter (?:of )?({_Y})\b",
        lambda m, p, f: _quarter(
            int(m[2]), "1st 2nd 3rd 4th".split().index(m[1]) if m[1][0].isdigit() else "first second third fourth".split().index(m[1])
        ),
    ),
    (
        rf"{_PART}\b(?:the )?((?:1[0-9]|20)\d)0s\b",
        lambda m, p, f: _whole(_part(m["part"]), (date(int(m[2] + "0"), 1, 1), date(int(m[2] + "9"), 12, 31))),
    ),
    (
        rf"{_PART}(?<![\d,.$€£])\b(?P<year>{_Y})\b(?! (?:people|troops|soldiers|men|women|km|kilometres|miles|dollars|percent))",
        lambda m, p, f: _whole(_part(m["part"]), _year(int(m["year"]))),
    ),
)


def _part(words: str | None) -> str:
    """ "early", "mid" or "late" from the words before a month or year."""
    last = (words or "").split(" ")
    return {"middle": "mid", "end": "late"}.get(last[1], last[1]) if len(last) > 1 else last[0]


def _quarter(year: int, index: int) -> Days:
    return date(year, 3 * index + 1, 1), _month(year, 3 * index + 3)[1]


_RECKONED = _rules(
    (r"\bday before yesterday\b", lambda m, p, f: (p - timedelta(days=2),) * 2),
    (_DAY_RANGE + "?\\b", _day_range),
    (_MONTH_RANGE + "?\\b", _months),
    (_YEAR_PART + _Y + r")))?\b", _part_of_year),
    (rf"\b(?P<first>{_D}){_TO}(?P<second>{_D})\b", _two_days),
    (
        rf"\b(?:(?P<which>last|this|next|coming) |(?:in|during|since|before|after|by|until) (?:the )?)(?P<season>{'|'.join(_SEASONS)})\b",
        _near_season,
    ),
    (r"\bthis (?:morning|afternoon|evening)\b", lambda m, p, f: (p, p)),
    (r"\b(?P<side>end|beginning|start|middle) of (?:the|this) (?P<unit>month|year)\b", _end_of_unit),
    (r"\b(?:the|this|last) weekend\b", _weekend),
    (r"\b(?P<part>early|mid|late) last year\b", lambda m, p, f: _whole(m["part"], _year(p.year - 1))),
    (rf"\bthe past (?P<unit>{_UNIT})\b", lambda m, p, f: (_shift(p, m["unit"], -1), p)),
    (r"\b(?P<word>yesterday|today|tonight|tomorrow|overnight|last night)\b", _near_day),
    (rf"\b(?P<count>{_N}) (?:of )?(?P<unit>{_UNIT})s? (?:ago|earlier)\b", _ago),
    (rf"\b(?:the )?(?:past|last|previous)(?: (?P<count>{_N}))? (?P<unit>{_UNIT})s\b", _past),
    (rf"\b(?:over|in|during|for|within) the (?:past|last)(?: (?P<count>{_N}))? (?P<unit>{_UNIT})s?\b", _past),
    (rf"\b(?:the )?(?:next|coming)(?: (?P<count>{_N}))? (?P<unit>{_UNIT})s\b", _coming),
    (rf"\b(?P<how>in|within) (?P<count>{_N}) (?P<unit>{_UNIT})s?(?:'s? time)?\b", _in_time),
    (r"\b(?P<how>earlier|later)(?: in)? (?:this|the) (?P<unit>week|month|year)\b", _earlier),
    (rf"\b(?:(?P<which>last|next|this|coming) )?(?P<day>{_D})\b", _weekday),
    (rf"\b(?P<month>{_M}) (?P<dom>\d{{1,2}})(?:st|nd|rd|th)?\b", _bare_day),
    (rf"\b(?P<dom>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<month>{_M})\b", _bare_day),
    (r"\b(?P<which>last|this|next|previous|coming|following|past) (?P<unit>weekend|week|month|year)\b", _unit_beside),
    (rf"\b(?P<part>early|mid|late)?-? ?(?:(?P<which>last|next|this) )?\b(?P<month>{_M})\b", _bare_month),
)
