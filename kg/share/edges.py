"""Claim records to nodes and edges: what every graph format is written from, so that all of them say the same."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import blake2b
from typing import Any, Literal, NamedTuple, TypeAlias
from urllib.parse import unquote

from kg.errors import UsageError
from kg.model import UNKNOWN_ORIGIN
from kg.share.palette import family

Record: TypeAlias = Mapping[str, Any]
Detail: TypeAlias = Literal["relation", "claim"]
LeftOut: TypeAlias = tuple[tuple[str, int], ...]  # how many claims, by reason
Span: TypeAlias = tuple[str, str]  # first and last day in ISO form, both included

# What XML 1.0 cannot hold, and control characters that it only tolerates.
FORBIDDEN = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
_FORBIDDEN = re.compile(f"[{FORBIDDEN}]")
_FULL_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_MARKS = {"possible": "possible", "future": "planned", "desired": "wanted", "conditional": "if"}


@dataclass(frozen=True, slots=True)
class Choices:
    """What of the claims a graph shows.

    `families`: which nodes ("actor", "place", "thing"; a thing is a policy or act in words, an office, an event, an agreement).
    `detail`: "relation" joins the claims of one source, relation and target into one edge, "claim" keeps an edge for each.
    `since`, `until`: days (included) that the claim's time, or else its article's publication, must touch; undated claims go.
    `minimum_sources`: independent sources an edge must rest on (articles with one origin count once, those of
    unknown origin not beside others).
    `minimum_confidence`: the least confidence (0..1) of a claim. `unasserted`: whether denied, possible, planned, wanted and
    conditional things are shown too, marked as such.

    >>> Choices(families=frozenset({"actor", "planet"}))
    Traceback (most recent call last):
    kg.errors.UsageError: unknown kind of node 'planet'; known: actor, place, thing
    """

    families: frozenset[str] = frozenset({"actor", "place", "thing"})
    detail: Detail = "relation"
    since: date | None = None
    until: date | None = None
    minimum_sources: int = 1
    minimum_confidence: float = 0.0
    unasserted: bool = False

    def __post_init__(self) -> None:
        known = ("actor", "place", "thing")
        for name in sorted(self.families.difference(known)):
            raise UsageError(f"unknown kind of node {name!r}", remedy="known: " + ", ".join(known))
        if self.detail not in ("relation", "claim"):
            raise UsageError(f"unknown detail {self.detail!r}", remedy="known: claim, relation")
        if self.since and self.until and self.since > self.until:
            raise UsageError(f"since {self.since} is after until {self.until}", remedy="swap them")


@dataclass(frozen=True, slots=True)
class Node:
    """Someone or something in the graph. `degree` counts the edges drawn, `claims` the claims behind them; `mentions` are the
    commonest words for it in the articles, `spans` the stretches of days that its edges speak of, `part_of` what it belongs to in
    words (its state, say) and `part_of_id` the node id of that."""

    id: str
    label: str
    type: str
    family: str
    wikidata: str = ""
    same_as: tuple[str, ...] = ()
    country: str = ""
    sector: str = ""
    part_of: str = ""
    part_of_id: str = ""
    mentions: tuple[str, ...] = ()
    claims: int = 0
    articles: int = 0
    degree: int = 0
    in_degree: int = 0
    out_degree: int = 0
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Edge:
    """A relation from `source` to `target` (node ids), with what it rests on.

    `kind` is unique among the edges of a pair: the relation's label, marked where the thing is not asserted ("not: aid",
    "possible: attack"). `weight` is above 0: the number of independent sources. `sign` is -1, 0 or 1, and 0 for
    what is not asserted (an aid that is denied is no friendly act). `quote` is the evidence
    of the surest claim. `spans` are the stretches of days that the claims speak of, `date` and `last_date` the first and the last of
    these days, and `date_basis` says what they rest on (see `span`).
    """

    id: str
    source: str
    target: str
    kind: str
    relation: str
    weight: float
    sign: int
    score: float
    event: str
    polarity: str
    modality: str
    plain: bool
    claimants: tuple[str, ...]
    quote: str
    claims: int
    articles: int
    sources: int
    publishers: tuple[str, ...]
    urls: tuple[str, ...]
    date: str
    last_date: str
    date_basis: str
    confidence: float
    claim_ids: tuple[str, ...]
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes by id, edges by source, kind and target, and how many claims were left out, by reason."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    left_out: LeftOut = ()


@dataclass(frozen=True, slots=True)
class Attribute:
    """A column of nodes or edges that graph files declare: the dataclass field it is read from and its type
    ("string", "integer", "double", "boolean", "liststring")."""

    name: str
    type: str


NODE_ATTRIBUTES = (
    Attribute("type", "string"),
    Attribute("family", "string"),
    Attribute("wikidata", "string"),
    Attribute("same_as", "liststring"),
    Attribute("country", "string"),
    Attribute("sector", "string"),
    Attribute("part_of", "string"),
    Attribute("part_of_id", "string"),
    Attribute("mentions", "liststring"),
    Attribute("claims", "integer"),
    Attribute("articles", "integer"),
    Attribute("degree", "integer"),
    Attribute("in_degree", "integer"),
    Attribute("out_degree", "integer"),
)
EDGE_ATTRIBUTES = (
    Attribute("relation", "string"),
    Attribute("sign", "integer"),
    Attribute("score", "double"),
    Attribute("event", "string"),
    Attribute("polarity", "string"),
    Attribute("modality", "string"),
    Attribute("plain", "boolean"),
    Attribute("claimants", "liststring"),
    Attribute("quote", "string"),
    Attribute("claims", "integer"),
    Attribute("articles", "integer"),
    Attribute("sources", "integer"),
    Attribute("publishers", "liststring"),
    Attribute("urls", "liststring"),
    Attribute("date", "string"),
    Attribute("last_date", "string"),
    Attribute("date_basis", "string"),
    Attribute("confidence", "double"),
    Attribute("claim_ids", "liststring"),
)


def is_plain(record: Record) -> bool:
    """Whether the record's relation is affirmed and asserted, so that it may stand as a fact of its article."""
    return bool(record["polarity"] == "positive" and record["modality"] == "asserted")


def kind_of(relation: str, polarity: str, modality: str) -> str:
    """The relation's label, marked where it is denied or not (yet) so.

    >>> kind_of("aid", "positive", "asserted"), kind_of("aid", "negative", "asserted"), kind_of("attack", "negative", "future")
    ('aid', 'not: aid', 'planned, not: attack')
    """
    marks = [_MARKS.get(modality, modality)] if modality != "asserted" else []
    marks += ["not"] if polarity != "positive" else []
    return f"{', '.join(marks)}: {relation}" if marks else relation


def clean(text: str) -> str:
    r"""`text` on one line: white space collapsed, characters that no graph format can hold made U+FFFD.

    >>> clean(" press\n for\x00")
    'press for�'
    """
    text = " ".join(text.split())
    return text if text.isprintable() else _FORBIDDEN.sub("\ufffd", text)


def clean_id(text: str) -> str:
    r"""`text` as a node's id: itself, or, where some format could not hold it, cleaned and told apart by a hash.

    >>> clean_id("https://kg.example.org/entity/state/chad")
    'https://kg.example.org/entity/state/chad'
    >>> clean_id("a\x00") == clean_id("a\x01")
    False
    """
    cleaned = clean(text)
    return text if text == cleaned else f"{cleaned}-{_hash(text)}"


def _hash(*parts: str) -> str:
    return blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def day(text: object) -> date | None:
    """The full ISO date that `text` begins with, or None: a month or a year alone is no day.

    >>> day("2015-07-08"), day("2015-07"), day(None)
    (datetime.date(2015, 7, 8), None, None)
    """
    if isinstance(text, str) and _FULL_DATE.fullmatch(text[:10]):
        try:
            return date.fromisoformat(text[:10])
        except ValueError:
            return None
    return None


def span(record: Record) -> tuple[date, date, str] | None:
    """First and last day that a claim speaks of, and what they rest on; None where no day is known.

    "stated": the text gives them; "reckoned": the text says when, seen from the day of publication ("last week"); "published":
    the text does not say when, so that the day of publication stands in.
    """
    time = record.get("time") or {}
    start, end = day(time.get("start")), day(time.get("end"))
    if start or end:
        first, last = start or end, end or start
        if first and last:
            return (min(first, last), max(first, last), time.get("basis") or "stated")
    if published := day(record["article"].get("published")):
        return (published, published, "published")
    return None


def united(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Stretches of days in order, those that touch made one.

    >>> united([("2015-07-08", "2015-07-09"), ("2015-01-01", "2015-01-31"), ("2015-07-10", "2015-07-10")])
    (('2015-01-01', '2015-01-31'), ('2015-07-08', '2015-07-10'))
    """
    found: list[Span] = []
    for first, last in sorted(set(spans)):
        if found and first <= _day_after(found[-1][1]):
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return tuple(found)


def iso(spans: Iterable[Span]) -> list[str]:
    """Stretches of days as ISO 8601 writes them.

    >>> iso([("2015-07-08", "2015-07-08"), ("2016-01-01", "2016-12-31")])
    ['2015-07-08', '2016-01-01/2016-12-31']
    """
    return [first if first == last else f"{first}/{last}" for first, last in spans]


def _day_after(day: str) -> str:
    return day if day == date.max.isoformat() else (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def chain(attribution: Iterable[Record]) -> str:
    """Who says so, the outermost first, joined by " > "; "" is the article itself."""
    return " > ".join(str(source["label"]) for source in attribution)


def kept(records: Iterable[Record], choices: Choices, left_out: Counter[str] | None = None) -> Iterator[Record]:
    """The records that `choices` let through, claim by claim; why others go is counted in `left_out`."""
    tally: Counter[str] = Counter() if left_out is None else left_out
    for record in records:
        if not choices.unasserted and not is_plain(record):
            tally["denied, possible, planned, wanted or conditional"] += 1
        elif (record.get("confidence") or 0.0) < choices.minimum_confidence:
            tally["confidence too low"] += 1
        elif (choices.since or choices.until) and not _within(record, choices):
            tally["outside the dates, or undated"] += 1
        else:
            yield record


def _within(record: Record, choices: Choices) -> bool:
    known = span(record)
    return known is not None and (not choices.since or known[1] >= choices.since) and (not choices.until or known[0] <= choices.until)


class _Said(NamedTuple):
    """What an edge takes from one claim; small, because a large graph holds one for each."""

    claim: str
    article: str
    origin: str
    confidence: float
    quote: str
    event: str
    sign: int
    score: float
    claimant: str
    publisher: str
    url: str
    span: tuple[date, date, str] | None


_Key: TypeAlias = tuple[str, str, str, str, str, str]  # source, relation, target, polarity, modality, claim or ""


@dataclass(slots=True)
class _Party:
    """What the claims tell of one node, gathered as they pass."""

    entity: Record
    mentions: Counter[str] = field(default_factory=Counter)


def graph(records: Iterable[Record], choices: Choices | None = None) -> Graph:
    """The nodes and edges that claim records make, in a fixed order that does not depend on the order of the records.

    Records without an object, or with a bare value (a number, a date) as object, make no edge. Nodes without an edge are left out.
    """
    choices = choices or Choices()
    left_out: Counter[str] = Counter()
    bundles: dict[_Key, list[_Said]] = defaultdict(list)
    parties: dict[str, _Party] = {}
    for record in kept(records, choices, left_out):
        subject, object_ = record["subject"], record.get("object")
        if not object_ or "id" not in object_:
            left_out["no second party"] += 1
        elif not {family(subject["type"] or ""), family(object_["type"] or "")} <= choices.families:
            left_out["kinds of nodes not chosen"] += 1
        else:
            _gather(record, subject, object_, bundles, parties, choices)
    edges: list[Edge] = []
    repeats: Counter[tuple[str, str, str]] = Counter()
    for key in sorted(bundles):
        edge = _edge(key, bundles.pop(key), repeats)
        if edge.sources < choices.minimum_sources:
            left_out["too few sources"] += edge.claims
        else:
            edges.append(edge)
    return Graph(_nodes(parties, edges), tuple(edges), tuple(sorted(left_out.items())))


def _gather(
    record: Record,
    subject: Record,
    object_: Record,
    bundles: dict[_Key, list[_Said]],
    parties: dict[str, _Party],
    choices: Choices,
) -> None:
    relation, article = record["relation"], record["article"]
    ends = clean_id(subject["id"]), clean_id(object_["id"])
    for end, entity in zip(ends, (subject, object_), strict=True):
        party = parties.get(end)
        if party is None:
            party = parties[end] = _Party(entity)
        if (mention := entity.get("mention")) and mention.get("text"):
            party.mentions[clean(mention["text"])] += 1
    attribution, evidence = record.get("attribution"), record.get("evidence")
    said = _Said(
        claim=record["id"],
        article=article["id"],
        origin=article.get("origin") or article["id"],
        confidence=float(record.get("confidence") or 0.0),
        quote=(evidence.get("quote") or "") if evidence else "",
        event=relation.get("event") or "",
        sign=int(relation.get("sign") or 0),
        score=float(relation.get("score") or 0.0),
        claimant=chain(attribution) if attribution else "",
        publisher=article.get("publisher") or "",
        url=article.get("url") or article["id"],
        span=span(record),
    )
    claim = said.claim if choices.detail == "claim" else ""
    bundles[ends[0], clean(relation["label"]) or "related to", ends[1], record["polarity"], record["modality"], claim].append(said)


def _edge(key: _Key, said: list[_Said], repeats: Counter[tuple[str, str, str]]) -> Edge:
    source, relation, target, polarity, modality, _ = key
    plain = polarity == "positive" and modality == "asserted"
    kind = kind_of(relation, polarity, modality)
    repeats[source, kind, target] += 1
    if (number := repeats[source, kind, target]) > 1:
        kind = f"{kind} ({number})"
    best = min(said, key=lambda claim: (-claim.confidence, claim.claim))
    events = Counter(claim.event for claim in said)
    signs = sum(claim.sign for claim in said)
    sources = len({claim.origin for claim in said} - {UNKNOWN_ORIGIN}) or 1
    spans = {claim.span for claim in said if claim.span}
    days = united((first.isoformat(), last.isoformat()) for first, last, _ in spans)
    return Edge(
        id=_hash(source, kind, target),
        source=source,
        target=target,
        kind=kind,
        relation=relation,
        weight=float(sources),
        sign=(signs > 0) - (signs < 0) if plain else 0,
        score=round(sum(claim.score for claim in said) / len(said), 3) if plain else 0.0,
        event=min(events, key=lambda event: (-events[event], event)),
        polarity=polarity,
        modality=modality,
        plain=plain,
        claimants=_distinct(claim.claimant for claim in said),
        quote=best.quote,
        claims=len(said),
        articles=len({claim.article for claim in said}),
        sources=sources,
        publishers=_distinct(claim.publisher for claim in said),
        urls=_distinct(claim.url for claim in said),
        date=days[0][0] if days else "",
        last_date=days[-1][1] if days else "",
        date_basis="+".join(sorted({basis for _, _, basis in spans}, reverse=True)),
        confidence=round(best.confidence, 3),
        claim_ids=_distinct(claim.claim for claim in said),
        spans=days,
    )


def _distinct(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({text for text in texts if text}))


def _nodes(parties: Mapping[str, _Party], edges: Iterable[Edge]) -> tuple[Node, ...]:
    inward: Counter[str] = Counter()
    outward: Counter[str] = Counter()
    claims: Counter[str] = Counter()
    spans: dict[str, set[Span]] = defaultdict(set)
    articles: dict[str, set[str]] = defaultdict(set)
    for edge in edges:
        outward[edge.source] += 1
        inward[edge.target] += 1
        for end in {edge.source, edge.target}:
            claims[end] += edge.claims
            spans[end].update(edge.spans)
            articles[end].update(edge.urls)
    made: list[Node] = []
    for id in sorted(claims):
        entity = parties[id].entity
        same_as = tuple(sorted(entity.get("same_as") or ()))
        common = sorted(parties[id].mentions.items(), key=lambda item: (-item[1], item[0]))[:5]
        made.append(
            Node(
                id=id,
                label=clean(entity["label"]) or id,
                type=entity["type"] or "Thing",
                family=family(entity["type"] or ""),
                wikidata=wikidata(same_as),
                same_as=same_as,
                country=entity.get("country") or "",
                sector=entity.get("sector") or "",
                part_of=_whole(entity, parties),
                part_of_id=clean_id(entity.get("part_of") or ""),
                mentions=tuple(text for text, _ in common),
                claims=claims[id],
                articles=len(articles[id]),
                degree=inward[id] + outward[id],
                in_degree=inward[id],
                out_degree=outward[id],
                spans=united(spans[id]),
            )
        )
    return tuple(made)


def _whole(entity: Record, parties: Mapping[str, _Party]) -> str:
    """What an entity is part of, in words: its label, or, where no claim speaks of it, the words of its IRI."""
    whole = clean_id(entity.get("part_of") or "")
    if whole in parties:
        return clean(parties[whole].entity["label"])
    return clean(unquote(whole).rpartition("/")[2].replace("-", " "))


def wikidata(same_as: Iterable[str]) -> str:
    """The Wikidata identifier among outside identifiers, or "".

    >>> wikidata(["http://www.wikidata.org/entity/Q43"])
    'Q43'
    """
    return next((iri.rpartition("/")[2] for iri in sorted(same_as) if "wikidata.org/entity/" in iri), "")
