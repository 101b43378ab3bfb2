"""How well claims agree with gold claims: precision, recall, F1, and the figures of names, modality, source, time and place.

A claim matches a gold claim of its sentence when subject, relation and object match and the polarity agrees. A gold claim offers
several acceptable wordings of each part. An argument matches a wording with the same words (case, punctuation, determiners and
possessives aside) or a word F1 of at least .6, the product of both arguments' scores at least .5. A relation matches when it shares the
stem of a content word with a wording; a preposition counts where the wording has nothing else. For meetings, talks, exchanges and borders
either direction is right. "trusted" asks besides for the gold's modality and its sources.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.errors import ArticleError

Row = Mapping[str, Any]
Match = Callable[[Row, Row], float]

_FUNCTION = frozenset(
    "the a an its his her their our your my this that these those of to in on at by for with from as into over about against "
    "and or be is are was were been being have has had do does did will would could can may might shall should not 's so also ".split()
)
_PREPOSITIONS = frozenset("of to in on at by for with from as into over about against inside near".split())
_DETERMINERS = frozenset("the a an its his her their our your my this that these those some any just more".split())
_SYMMETRIC = frozenset("meet talk negotiate discuss exchange confer border clash".split())
_IRREGULAR = {
    form: base
    for base, forms in (
        row.split(":")
        for row in (
            "say:said hold:held meet:met lead:led seek:sought tell:told make:made take:took,taken keep:kept flee:fled "
            "fall:fell,fallen give:gave,given begin:began,begun fight:fought go:went,gone win:won lose:lost build:built "
            "send:sent withdraw:withdrew,withdrawn bring:brought buy:bought leave:left strike:struck shoot:shot "
            "sink:sank,sunk write:wrote,written know:knew,known speak:spoke,spoken break:broke,broken rise:rose,risen "
            "pay:paid stand:stood become:became freeze:froze,frozen draw:drew,drawn hide:hid,hidden lie:lain lay:laid "
            "spend:spent teach:taught think:thought find:found hear:heard see:saw,seen come:came run:ran swear:swore,sworn "
            "throw:threw,thrown grow:grew,grown fly:flew,flown drive:drove,driven ride:rode,ridden bear:bore,borne "
            "tear:tore,torn wear:wore,worn shake:shook,shaken steal:stole,stolen forbid:forbade,forbidden forget:forgot "
            "overtake:overtook undertake:undertook,undertaken foresee:foresaw uphold:upheld withhold:withheld light:lit "
            "deal:dealt feel:felt mean:meant sell:sold slay:slew be:is,are,was,were,been,being,am have:has,had,having "
            "do:does,did,done,doing die:died,dying lie:lying tie:tied,tying "
        ).split()
    )
    for form in forms.split(",")
}
_IRREGULAR["lay"] = "lie"
_SUFFIXES = "ations ation ments ment ings ing ions ion ors or ers er ed es s al ance ence".split()


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares of 1; None where the gold has nothing to agree with."""

    claims: int
    core: int
    precision: float
    recall: float
    f1: float
    trusted: float
    resolved: float | None
    modality: float | None
    attribution: float | None
    time: float | None
    place: float | None
    evidence: float
    redundant: float


@dataclass(frozen=True, slots=True)
class Score:
    """The figures, the core gold claims that were missed, and the claims that match nothing."""

    figures: Figures
    misses: tuple[Row, ...]
    extras: tuple[Row, ...]


def words(text: str) -> list[str]:
    """The words of `text` in lower case, possessive endings cut off.

    >>> words("Turkey’s U.N. envoys' room")
    ['turkey', 'un', 'envoys', 'room']
    """
    text = text.lower().replace("’", "'").replace("u.s.", "us").replace("u.n.", "un")
    text = re.sub(r"'s\b|s'(?=\s|$)", lambda match: "" if match.group().startswith("'") else "s", text)
    return re.findall(r"[a-z0-9à-ɏ]+", text)


@cache
def stems(word: str) -> frozenset[str]:
    """The base forms that `word` may be an inflection or a nominalisation of, itself among them.

    >>> sorted(stems("struck") & stems("strike")), sorted(stems("denied") & stems("deny"))
    (['strike'], ['deny'])
    """
    found = {word}
    if word in _IRREGULAR:
        found.add(_IRREGULAR[word])
    for suffix in _SUFFIXES:
        base = word[: -len(suffix)]
        if word.endswith(suffix) and len(base) >= 2:
            found |= {base, base + "e"}
            if base.endswith("i"):
                found.add(base[:-1] + "y")
            if len(base) > 3 and base[-1] == base[-2]:
                found.add(base[:-1])
    return frozenset(form for form in found if len(form) >= 3 or form == word or form in ("be", "do", "go"))


def argument_match(offered: Iterable[str | None], wordings: Sequence[str]) -> float:
    """1 where an offered text has the words of a wording, else the best word F1 of at least .6, else 0.

    >>> argument_match(["the US side"], ["United States", "US side"]), argument_match(["Oslo"], ["Bergen"])
    (1.0, 0.0)
    """
    best = 0.0
    for text in filter(None, offered):
        left = [word for word in words(text) if word not in _DETERMINERS]
        for wording in wordings:
            right = [word for word in words(wording) if word not in _DETERMINERS]
            if not left or not right:
                continue
            if left == right:
                return 1.0
            f1 = 2 * len(set(left) & set(right)) / (len(set(left)) + len(set(right)))
            best = max(best, f1 if f1 >= 0.6 else 0.0)
    return best


def relation_match(offered: Iterable[str | None], wordings: Sequence[str]) -> bool:
    """Whether an offered relation says what a wording says.

    >>> relation_match(["press for"], ["pressed"]), relation_match(["in"], ["located in"]), relation_match(["in"], ["in"])
    (True, False, True)
    """

    def content(text: str) -> frozenset[str]:
        return frozenset[str]().union(*(stems(word) for word in words(text) if word not in _FUNCTION))

    for text in filter(None, offered):
        left = content(text)
        for wording in wordings:
            right = content(wording)
            shared = set(words(text)) & set(words(wording))
            if left & right or (not right and shared and (not left or shared & _PREPOSITIONS)):
                return True
    return False


def score(gold: Sequence[Row], article: str, claims: Sequence[Row]) -> Score:
    """The score of `claims` (claims-file objects of one article) against its gold claims.

    Raises ArticleError where a gold sentence does not stand in `article`.
    """
    starts = _sentence_starts(gold, article)
    plain = _count(_matches, gold, starts, claims)
    trusted = _count(_trusted, gold, starts, claims)
    core = [row for row in gold if row["core"]]
    found = [row for row in core if _id(row) in plain.hit]
    figures = Figures(
        claims=len(claims),
        core=len(core),
        precision=plain.precision,
        recall=plain.recall,
        f1=plain.f1,
        trusted=trusted.f1,
        resolved=_resolved(found, plain.hit),
        modality=_agreeing("modality", found, plain.hit),
        attribution=_agreeing("attribution", [row for row in found if row["attribution"]], plain.hit),
        time=_agreeing("time", [row for row in found if row["time"]], plain.hit),
        place=_agreeing("place", [row for row in found if row["place"]], plain.hit),
        evidence=_share([_quoted(claim, article) for claim in claims]) or 0.0,
        redundant=plain.redundant / len(claims) if claims else 0.0,
    )
    misses = tuple(row for row in core if _id(row) not in plain.hit)
    return Score(figures, misses, tuple(claim for claim in claims if not any(claim is right for right in plain.right)))


@dataclass(frozen=True, slots=True)
class _Count:
    precision: float
    recall: float
    f1: float
    redundant: int
    right: tuple[Row, ...]
    hit: dict[tuple[str, str], list[Row]]


def _count(match: Match, gold: Sequence[Row], starts: dict[str, int], claims: Sequence[Row]) -> _Count:
    rows_of: dict[str, list[Row]] = {}
    for row in gold:
        rows_of.setdefault(row["sentence"], []).append(row)
    hit: dict[tuple[str, str], list[Row]] = {}
    right: list[Row] = []
    counted: set[tuple[str, str]] = set()
    redundant = 0
    for claim in claims:
        scored = [(match(claim, row), row) for sentence in _sentences_of(claim, starts) for row in rows_of[sentence]]
        scored = [(value + row["core"], row) for value, row in scored if value]
        for _, row in scored:
            hit.setdefault(_id(row), []).append(claim)
        if scored:
            best = _id(max(scored, key=lambda pair: pair[0])[1])
            right.append(claim)
            redundant += best in counted
            counted.add(best)
    core = [row for row in gold if row["core"]]
    precision = (len(right) - redundant) / (len(claims) - redundant) if claims else 0.0
    recall = sum(_id(row) in hit for row in core) / len(core) if core else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return _Count(precision, recall, f1, redundant, tuple(right), hit)


def _sentence_starts(gold: Sequence[Row], article: str) -> dict[str, int]:
    starts = {}
    for row in gold:
        starts[row["sentence"]] = article.find(row["sentence"])
        if starts[row["sentence"]] < 0:
            raise ArticleError(
                f"gold sentence {row['sentence']!r} is not in the article", remedy="give the text that the gold was made from"
            )
    return starts


def _sentences_of(claim: Row, starts: dict[str, int]) -> list[str]:
    evidence = claim.get("evidence") or {}
    start = evidence.get("start") or 0
    end = max(evidence.get("end") or start, start + 1)
    inside = [sentence for sentence, at in starts.items() if start - 2 <= at < end]
    before = [(at, sentence) for sentence, at in starts.items() if at <= start]
    return inside or ([max(before)[1]] if before else [])


def _surface(node: Any) -> list[str | None]:
    if not node:
        return []
    mention = node.get("mention")
    return [node.get("label"), mention.get("text") if isinstance(mention, Mapping) else mention, node.get("value")]


def _matches(claim: Row, row: Row) -> float:
    if (str(claim.get("polarity", "positive")) == "negative") != (row["polarity"] == "-"):
        return 0.0
    relation = claim.get("relation") or {}
    if not relation_match([relation.get("label"), relation.get("lemma"), relation.get("text")], row["relation"]):
        return 0.0
    subject, object_ = _surface(claim.get("subject")), _surface(claim.get("object"))
    right = 1.0 if "" in row["object"] and not any(object_) else argument_match(object_, row["object"])
    best = argument_match(subject, row["subject"]) * right
    if any(_SYMMETRIC & stems(word) for text in row["relation"] for word in words(text)):
        best = max(best, argument_match(subject, row["object"]) * argument_match(object_, row["subject"]))
    return best if best >= 0.5 else 0.0


def _trusted(claim: Row, row: Row) -> float:
    return _matches(claim, row) if _agrees(claim, row, "modality") and _agrees(claim, row, "attribution") else 0.0


def _agrees(claim: Row, row: Row, name: str) -> bool:
    if name == "modality":
        return bool(claim.get("modality", "asserted") == row["modality"])
    if name == "attribution":
        sources = [_surface(source) for source in claim.get("attribution") or []]
        return all(any(argument_match(source, wanted) for source in sources) for wanted in row["attribution"])
    value = claim.get(name) or {}
    values = value if isinstance(value, list) else [value]
    offered = [text for one in values for text in (*_surface(one), *(one.get(key) for key in ("text", "start", "end")))]
    wanted = row[name] if isinstance(row[name], list) else [row[name]]
    return argument_match([text for text in offered if isinstance(text, str)], wanted) > 0


def _agreeing(name: str, rows: list[Row], hit: dict[tuple[str, str], list[Row]]) -> float | None:
    return _share([any(_agrees(claim, row, name) for claim in hit[_id(row)]) for row in rows])


def _resolved(rows: list[Row], hit: dict[tuple[str, str], list[Row]]) -> float | None:
    right = []
    for row in rows:
        for side in ("subject", "object"):
            name = row[side][0]
            if name and all(word[0].isupper() for word in name.split() if word.lower() not in _FUNCTION):
                right.append(any(words((claim.get(side) or {}).get("label") or "") == words(name) for claim in hit[_id(row)]))
    return _share(right)


def _quoted(claim: Row, article: str) -> bool:
    evidence = claim.get("evidence") or {}
    return bool(evidence.get("quote")) and article[evidence.get("start", 0) : evidence.get("end", 0)] == evidence["quote"]


def _share(values: Sequence[bool]) -> float | None:
    return sum(values) / len(values) if values else None


def _id(row: Row) -> tuple[str, str]:
    return row["sentence"], row["id"]
