"""Tell the paragraphs of an article apart by what they are for, so that a byline or a newsletter box never makes a claim."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from kg import resources
from kg.model import Offsets, Zone, ZoneKind

_UPPER = "[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶŁĻĽŃŅŇŌŐŘŚŞŠŢŤŪŮŰŹŻŽ]"
_BLANK = "".join(filter(str.isspace, map(chr, range(0x3001)))) + "\ufeff\u200b"
_SENTENCE_END = re.compile(r"[.!?…]['\"”’)\]]*$")
_PLACE = rf"{_UPPER}[\w.'’-]+(?:[ /-]{_UPPER}[\w.'’-]+){{0,3}}"
_DATELINE = re.compile(
    rf"^(?:(?P<place>{_PLACE})(?:, [\w.' ]{{2,30}}){{0,3}}(?P<agency> ?[(/][\w/ ]{{2,24}}[)/])?(?: \| [\w., ]{{3,20}})? ?[—–-]{{1,2}}"
    rf"|(?P<capitals>{_PLACE})(?:, [\w ]{{3,20}})?(?::|\.? /{_UPPER}+/\.?)"
    rf"|\({_UPPER}[\w ]{{1,20}}\) ?[—–-]{{1,2}}|\({_UPPER}{{2,12}}\))\s+(?=[\"“'‘(]?(?:{_UPPER}|\d))"
)
_CAPTION_LABEL = re.compile(r"^(image caption|caption|file (photo|picture)|photo|picture)\s*[,:]\s*", re.IGNORECASE)
_CREDIT_END = re.compile(
    r"\s*(\([^()]{1,60}\)|\[[^\[\]]{1,60}\]|(?:(?<=\s)(?:photos?|photographs?|images?|pictures?|credits?): ?|(?<=\s)©)[^.:©]{2,40})[.]?$",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_LABEL = re.compile(
    r"\[?(?:live(?: updates?)?|breaking(?: news)?|exclusive|analysis|opinion|comment|editorial|explainer|factbox|interview|urgent"
    r"|update(?: \d+)?)"
    r"(?:\]| ?[:|–—])+\s*(?=\S)",
    re.I,
)
_LISTED = re.compile(r"^(?:[-*•–—]|\d{1,2}[.)])\s")


@dataclass(frozen=True, slots=True)
class Rule:
    """What a kind of furniture looks like. `long` is for furniture in whole paragraphs, `end` for what counts only after the article."""

    id: str
    zone: ZoneKind
    pattern: re.Pattern[str]
    long: bool = False
    end: bool = False


@cache
def rules() -> tuple[Rule, ...]:
    """The rules of `data/patterns/zones.jsonl`, in order; `[[:name:]]` in a pattern stands for the row of the class "name"."""
    rows = [json.loads(line) for line in resources.path("patterns/zones.jsonl").read_text(encoding="utf-8").splitlines()]
    classes = {"upper": _UPPER} | {row["class"]: f"(?:{row['pattern']})" for row in rows if "class" in row}

    def pattern(row: dict[str, Any]) -> re.Pattern[str]:
        text = row["pattern"]
        while named := re.search(r"\[\[:(\w+):\]\]", text):
            text = text.replace(named.group(), classes[named.group(1)])
        return re.compile(text, 0 if row["case"] else re.IGNORECASE)

    return tuple(
        Rule(row["id"], ZoneKind(row["zone"]), pattern(row), row.get("long", False), row.get("end", False))
        for row in rows
        if "class" not in row
    )


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph, the rule that knows it as furniture, and whether it is a paragraph of whole sentences."""

    at: Offsets
    text: str
    words: int
    rule: Rule | None
    ended: bool

    @property
    def prose(self) -> bool:
        return self.rule is None and self.ended and len(self.text) > 60


def zones(text: str) -> tuple[Zone, ...]:
    r"""The zones of `text` in order: one a paragraph, a dateline or photo credit split off its paragraph.

    Offsets leave out the white space around a paragraph; every other character of `text` lies in exactly one zone.

    >>> text = "Oslo talks open\nBy Kim Berg\n\nOSLO (Wire) - Norway met Chad on Monday.\n\nRelated stories\nMore"
    >>> [zone.kind.value for zone in zones(text)]
    ['title', 'byline', 'dateline', 'body', 'tail', 'tail']
    """
    lines = [_line(at, at.of(text)) for at in _paragraphs(text)]
    finished = _finishes_sentences(lines)
    found: list[Zone] = []
    for number, line in enumerate(lines):
        if labelled := _labelled_title(line, found):
            found.extend(labelled)
            continue
        kind = _kind(line, found, finished)
        if line.rule is not None and (line.rule.end or kind is ZoneKind.TAIL):
            # a box in the middle of a page looks like its end: what follows is read on unless the end is near
            if any(zone.kind is ZoneKind.BODY for zone in found) and not _resumes(lines, number):
                found.extend(Zone(ZoneKind.TAIL, after.at) for after in lines[number:])
                break
            kind = ZoneKind.BODY if line.rule.end else ZoneKind.NAVIGATION
        found.extend(_split(kind, line, opening=all(zone.kind is not ZoneKind.BODY for zone in found)))
    return tuple(found)


def _labelled_title(line: _Line, found: list[Zone]) -> list[Zone]:
    """The two zones of a headline under a label ("Live: rebels take the port"): the label, which says nothing, and the title."""
    match = _LABEL.match(line.text)
    if match is None or {zone.kind for zone in found} & {ZoneKind.TITLE, ZoneKind.BODY} or line.words < 4:
        return []
    start = line.at.start + match.end()
    return [Zone(ZoneKind.NAVIGATION, Offsets(line.at.start, start)), Zone(ZoneKind.TITLE, Offsets(start, line.at.end))]


def _line(at: Offsets, text: str) -> _Line:
    words = len(_WORD.findall(text))
    # long prose is not furniture, whatever words it opens with; but photo credits end long lines
    rule = next(
        (rule for rule in rules() if (words <= 40 or rule.long or rule.zone is ZoneKind.CAPTION) and rule.pattern.search(text)), None
    )
    return _Line(at, text, words, rule, bool(_SENTENCE_END.search(text)))


def _finishes_sentences(lines: list[_Line]) -> bool:
    """Whether the longer paragraphs end as sentences do, so that one that does not is a heading or a link."""
    longer = [line for line in lines if line.rule is None and line.words > 12]
    return len(longer) >= 3 and sum(line.ended for line in longer) >= 0.75 * len(longer)


def _resumes(lines: list[_Line], number: int) -> bool:
    """Whether the article goes on after line `number`: with prose at once or two paragraphs of it on end, and no little of it.

    Teasers of other articles are single sentences below headings.
    """
    after = [line for line in lines[number + 1 :] if line.rule is None]
    at_once = bool(after) and after[0].prose
    long = sum(len(line.text) for line in after if line.prose)
    return (at_once or any(a.prose and b.prose for a, b in pairwise(after))) and long >= 0.1 * sum(len(line.text) for line in lines)


def title_of(text: str, marked: tuple[Zone, ...]) -> str:
    """The words of the title zone, "" where there is none."""
    return next((zone.at.of(text) for zone in marked if zone.kind is ZoneKind.TITLE), "")


def filed_on(text: str, marked: tuple[Zone, ...]) -> str:
    """The words of the first dateline zone that holds a year, "" where there is none."""
    lines = (zone.at.of(text) for zone in marked if zone.kind is ZoneKind.DATELINE)
    return next((line for line in lines if re.search(r"\b(19|20)\d\d\b", line)), "")


def _paragraphs(text: str) -> Iterator[Offsets]:
    """Paragraphs: lines, but hard-wrapped lines of one block belong together."""
    block: list[Offsets] = []
    for match in re.finditer(r"[^\n\r\v\f\x85\u2028\u2029]*(?:\r\n|[\n\r\v\f\x85\u2028\u2029]|$)", text):
        raw = match.group()
        stripped = raw.strip(_BLANK)
        if stripped:
            start = match.start() + raw.index(stripped)
            block.append(Offsets(start, start + len(stripped)))
        elif block:
            yield from _join(block, text)
            block = []
    yield from _join(block, text)


def _join(block: list[Offsets], text: str) -> list[Offsets]:
    """One paragraph where a block's lines were wrapped at a margin (the next word would not have fitted), else one a line."""
    width = max((at.end - at.start for at in block), default=0)
    wrapped = (
        len(block) > 1
        and 50 <= width <= 100
        and any(at.of(text)[0].islower() for at in block[1:])
        and all(at.end - at.start + 1 + len(after.of(text).split()[0]) > width - 4 for at, after in pairwise(block))
    )
    return [Offsets(block[0].start, block[-1].end)] if wrapped else block


def _kind(line: _Line, found: list[Zone], finished: bool) -> ZoneKind:
    if not line.words:
        return ZoneKind.NAVIGATION
    if line.rule is not None and not line.rule.end:
        return line.rule.zone
    seen = {zone.kind for zone in found}
    before = found[-1].kind if found else None
    if not seen & {ZoneKind.TITLE, ZoneKind.BODY}:
        # a headline has no stop and no dateline
        return ZoneKind.BODY if _dateline(line.text, opening=True) or (line.ended and line.words > 20) else ZoneKind.TITLE
    if before is ZoneKind.BYLINE and not line.ended and line.words <= 8:
        return ZoneKind.BYLINE
    if ZoneKind.BODY not in seen:
        return ZoneKind.BODY if line.ended else (ZoneKind.DECK if line.words >= 4 else ZoneKind.NAVIGATION)
    if line.ended or line.text.endswith((":", ";", ",")):
        return ZoneKind.BODY
    if before is ZoneKind.CREDIT and line.words >= 5:
        return ZoneKind.CAPTION
    short = line.words <= 9 or _tabular(line.text)
    return ZoneKind.CROSSHEAD if short or (finished and line.words <= 20) else ZoneKind.BODY


def _tabular(line: str) -> bool:
    return "\t" in line or line.count("|") >= 2 or bool(re.search(r"\S {3,}\S.* {3,}\S", line)) or bool(_LISTED.match(line))


def _dateline(line: str, *, opening: bool) -> re.Match[str] | None:
    """The dateline that opens a paragraph: its place is in capitals, or an agency stands behind it.

    A colon ends one only where the article is `opening` with a whole sentence; elsewhere it stands behind who speaks ("UN: aid blocked").
    """
    match = _DATELINE.match(line)
    if match is None or not match.group().strip().isprintable():
        return None
    if match["capitals"] and not (opening and line.rstrip().endswith((".", "!", "?", '"', "”"))):
        return None
    place = match["place"] or match["capitals"] or ""
    capitals = sum(c.isupper() for c in place) * 2 > sum(c.isalpha() for c in place)
    return match if capitals or match["agency"] or not place else None


def _split(kind: ZoneKind, paragraph: _Line, *, opening: bool) -> list[Zone]:
    at, line = paragraph.at, paragraph.text
    if kind is ZoneKind.BODY and (match := _dateline(line, opening=opening)):
        cut = at.start + match.end()
        return [Zone(ZoneKind.DATELINE, Offsets(at.start, at.start + len(match.group().rstrip()))), Zone(kind, Offsets(cut, at.end))]
    if kind is ZoneKind.CAPTION:
        start, end = at.start, at.end
        parts: list[Zone] = []
        if label := _CAPTION_LABEL.match(line):
            start += label.end()
            parts.append(Zone(ZoneKind.CREDIT, Offsets(at.start, at.start + len(label.group().rstrip()))))
        credit = _CREDIT_END.search(line)
        if credit and at.start + credit.start() > start:
            end = at.start + credit.start()
        if start < end:
            parts.append(Zone(kind, Offsets(start, end)))
        if credit and end < at.end:
            parts.append(Zone(ZoneKind.CREDIT, Offsets(at.start + credit.start(1), at.end)))
        return parts
    return [Zone(kind, at)]
