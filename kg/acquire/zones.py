"""Tell the paragraphs of an article apart by what they are for, so that a byline or a newsletter box never makes a claim."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from kg import resources
from kg.model import Offsets, Zone, ZoneKind

_UPPER = "[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶŁĻĽŃŅŇŌŐŘŚŞŠŢŤŪŮŰŹŻŽ]"
_BLANK = "".join(filter(str.isspace, map(chr, range(0x3001)))) + "\ufeff\u200b"
_SENTENCE_END = re.compile(r"[.!?…]['\"”’)\]]*$")
_DATELINE = re.compile(rf"^((?:{_UPPER}[\w.'’-]+[ /]?){{1,4}}(?:, [\w. ]{{2,30}})?(?: \([\w/ ]{{2,24}}\))? ?[—–-]{{1,2}} )(?=\S)")
_CAPTION_LABEL = re.compile(r"^(image caption|caption|file (photo|picture)|photo|picture)\s*[,:]\s*", re.IGNORECASE)
_CREDIT_END = re.compile(r"\s*(\([^()]{1,60}\)|\[[^\[\]]{1,60}\])[.]?$")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_LISTED = re.compile(r"^(?:[-*•–—]|\d{1,2}[.)])\s")


@dataclass(frozen=True, slots=True)
class _Rule:
    id: str
    zone: ZoneKind
    pattern: re.Pattern[str]


@cache
def _rules() -> tuple[_Rule, ...]:
    rows = resources.path("patterns/zones.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(
        _Rule(
            row["id"],
            ZoneKind(row["zone"]),
            re.compile(row["pattern"].replace("[[:upper:]]", _UPPER), 0 if row["case"] else re.IGNORECASE),
        )
        for row in map(json.loads, rows)
    )


def zones(text: str) -> tuple[Zone, ...]:
    r"""The zones of `text` in order: one a paragraph, a dateline or photo credit split off its paragraph.

    Offsets leave out the white space around a paragraph; every other character of `text` lies in exactly one zone.

    >>> text = "Oslo talks open\nBy Kim Berg\n\nOSLO (Wire) - Norway met Chad on Monday.\n\nRelated stories\nMore"
    >>> [zone.kind.value for zone in zones(text)]
    ['title', 'byline', 'dateline', 'body', 'tail', 'tail']
    """
    found: list[Zone] = []
    lines = list(_paragraphs(text))
    total = sum(at.end - at.start for at in lines)
    passed = 0
    in_tail = False
    for number, at in enumerate(lines):
        line = at.of(text)
        before = found[-1].kind if found else None
        kind = ZoneKind.TAIL if in_tail else _kind(line, before, lines[number + 1 :], text, found)
        if kind is ZoneKind.TAIL and not in_tail:
            # a box in the middle of a page looks like its end: what follows is read on unless the end is near
            in_tail = passed >= 0.55 * total and not _prose_follows(lines[number + 1 :], text)
            kind = ZoneKind.TAIL if in_tail else ZoneKind.NAVIGATION
        found.extend(_split(kind, at, line))
        passed += at.end - at.start
    return tuple(found)


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


def _kind(line: str, before: ZoneKind | None, after: list[Offsets], text: str, found: list[Zone]) -> ZoneKind:
    words = _WORD.findall(line)
    if not words:
        return ZoneKind.NAVIGATION
    seen = {zone.kind for zone in found}
    for rule in _rules():
        # long prose is never furniture, whatever words it opens with; only photo credits end long lines
        if (len(words) <= 40 or rule.zone is ZoneKind.CAPTION) and rule.pattern.search(line):
            return rule.zone
    if ZoneKind.TITLE not in seen:
        return ZoneKind.TITLE
    ended = bool(_SENTENCE_END.search(line))
    if before is ZoneKind.BYLINE and not ended and len(words) <= 8:
        return ZoneKind.BYLINE
    if ZoneKind.BODY not in seen:
        return ZoneKind.BODY if ended else (ZoneKind.DECK if len(words) >= 4 else ZoneKind.NAVIGATION)
    if not ended and not line.endswith((":", ";", ",")) and (len(words) <= 9 or _tabular(line)):
        return ZoneKind.CROSSHEAD
    return ZoneKind.BODY


def _tabular(line: str) -> bool:
    return "\t" in line or line.count("|") >= 2 or bool(re.search(r"\S {3,}\S.* {3,}\S", line)) or bool(_LISTED.match(line))


def _prose_follows(after: list[Offsets], text: str) -> bool:
    """Whether at least three paragraphs of full sentences still come: then the page is not at its end."""
    return sum(1 for at in after if at.end - at.start > 80 and _SENTENCE_END.search(at.of(text))) >= 3


def _split(kind: ZoneKind, at: Offsets, line: str) -> list[Zone]:
    if kind is ZoneKind.BODY and (match := _DATELINE.match(line)) and match.group().strip(" -–—").isprintable():
        place = match.group(1)
        if sum(c.isupper() for c in place) * 2 > sum(c.isalpha() for c in place) or "(" in place:
            cut = at.start + match.end()
            return [Zone(ZoneKind.DATELINE, Offsets(at.start, at.start + len(place.rstrip()))), Zone(kind, Offsets(cut, at.end))]
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
