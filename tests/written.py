"""Articles and statements written by hand for tests of the graph: each sentence is put together from its parts, so offsets are exact."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from kg.model import (
    Argument,
    Article,
    Claim,
    Entity,
    Evidence,
    Interval,
    Literal,
    Mention,
    Modality,
    Offsets,
    Polarity,
    Predicate,
    Reference,
    Relation,
    Statement,
    Zone,
    ZoneKind,
)
from kg.names import Names, slug
from kg.record.quads import quads

RUN = {"kg": "0.1.0", "model": "1.0", "extractors": "dependency.v1"}
NORWAY = Entity("state/norway", "Norway", "State", ("http://www.wikidata.org/entity/Q20",), "NOR")
CHAD = Entity("state/chad", "Chad", "State", ("http://www.wikidata.org/entity/Q657",), "TCD")
NORWAY_GOVERNMENT = Entity("government/norway", "Government of Norway", "Government", (), "NOR", "GOV", "state/norway")
OSLO = Entity("city/oslo", "Oslo", "City", ("http://www.wikidata.org/entity/Q585",), "NOR")
REBELS = Entity("armed-group/harbour-rebels", "Harbour Rebels", "ArmedGroup", (), "TCD", "REB")
ALLIANCE = Entity("alliance/coast-alliance", "Coast Alliance", "Alliance")
BERG = Entity("person/ada-berg", "Ada Berg", "Person", (), "NOR", "GOV")
MINISTER = Entity("office/foreign-minister-of-norway", "foreign minister of Norway", "Office", (), "NOR")
OFFICIAL = Entity("unnamed-source/9f/an-official", "an official", "UnnamedSource")
DAILY = Entity("media/harbour-daily", "Harbour Daily", "Media")
GULF = Entity("water-body/gulf-of-sand", "Gulf of Sand", "WaterBody")
CORRIDOR = Entity("phrase/0f3a", "a corridor to the coast", "Phrase")


@dataclass
class Said:
    """One claim to be: parties by entity or (words, entity, reading), a relation by (label, words, act, sign, score)."""

    subject: Entity | tuple[str, Entity, str]
    relation: tuple[str, str, str, int, float]
    object: Entity | tuple[str, Entity, str] | Literal | None
    polarity: Polarity = Polarity.POSITIVE
    modality: Modality = Modality.ASSERTED
    sources: Sequence[Entity] = ()
    time: tuple[str, date, date] | None = None
    place: Entity | None = None
    asked: str = ""
    confidence: float = 0.9


@dataclass
class Text:
    """A text that grows; each piece put to it comes back as where it stands."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0

    def put(self, piece: str) -> Offsets:
        start = self.length
        self.pieces.append(piece)
        self.length += len(piece)
        return Offsets(start, self.length)

    def __str__(self) -> str:
        return "".join(self.pieces)


def written(
    title: str, said: Iterable[Said], *, published: date | None = None, publisher: str = "", url: str = "", byline: str = ""
) -> tuple[Article, list[Statement]]:
    """An article that makes these claims, a sentence each, and the statements they are."""
    text, zones = Text(), []
    zones.append(Zone(ZoneKind.TITLE, text.put(title)))
    text.put("\n")
    if byline:
        zones.append(Zone(ZoneKind.BYLINE, text.put(byline)))
        text.put("\n")
    unfinished = [_sentence(text, one) for one in said]
    article = Article.of(str(text), title=title, url=url, publisher=publisher, published=published, zones=tuple(zones))
    return article, [replace(one, claim=replace(one.claim, evidence=replace(one.claim.evidence, article=article.id))) for one in unfinished]


def quads_of(article: Article, statements: list[Statement], names: Names | None = None) -> list:
    return quads(article, statements, names or Names(), RUN)


def _mention(text: Text, words: str, kind: str = "PHRASE") -> Mention:
    at = text.put(words)
    return Mention(at, words, words, words.split()[-1] if words.split() else words, at, kind)


def _party(text: Text, given: Entity | tuple[str, Entity, str]) -> Reference:
    words, entity, reading = (given.label, given, "alias") if isinstance(given, Entity) else given
    return Reference(entity, _mention(text, words, "GPE"), reading)


def _sentence(text: Text, said: Said) -> Statement:
    text.put("\n")
    start = text.length
    sources = []
    for source in said.sources:
        sources.append(_party(text, source))
        text.put(" said that ")
    subject = _party(text, said.subject)
    text.put(" " if said.polarity is Polarity.POSITIVE else " did not: ")
    label, words, act, sign, score = said.relation
    at = text.put(words)
    object_: Reference | Literal | None = None
    if isinstance(said.object, Literal):
        text.put(" ")
        object_ = replace(said.object, mention=_mention(text, said.object.value, "QUANTITY"))
    elif said.object is not None:
        text.put(" ")
        object_ = _party(text, said.object)
    context: tuple[Argument, ...] = ()
    if said.asked:
        text.put(" for ")
        context = (Argument("for", _mention(text, said.asked)),)
    places: tuple[Reference, ...] = ()
    if said.place:
        text.put(" in ")
        places = (_party(text, said.place),)
    time = None
    if said.time:
        text.put(" ")
        words_of_time, first, last = said.time
        time = Interval(words_of_time, first, last, "stated", text.put(words_of_time))
    text.put(".")
    stretch = Offsets(start, text.length)
    claim = Claim(
        subject=_known(subject),
        predicate=Predicate(at, words, label, label.split()[0]),
        object=_known(object_) if isinstance(object_, Reference) else object_.mention if object_ else None,
        evidence=Evidence("", stretch, stretch),
        polarity=said.polarity,
        modality=said.modality,
        attribution=tuple(_known(source) for source in sources),
        context=context,
        confidence=said.confidence,
        extractor="dependency.v1",
    )
    return Statement(claim, subject, Relation(slug(label), label, words, act, sign, score), object_, tuple(sources), time, places)


def _known(reference: Reference) -> Mention:
    assert reference.mention is not None
    return reference.mention


PRESS = ("press", "pressed", "REQUEST/assist", -1, -2.0)
AID = ("aid", "aided", "AID", 1, 7.0)
WARY = ("wary of", "was wary of", "STANCE/negative", -1, -2.0)
MEET = ("meet", "met", "CONSULT", 1, 2.0)
ATTACK = ("attack", "attacked", "ASSAULT", -1, -9.0)
THREATEN = ("threaten", "threatened", "THREATEN", -1, -4.0)
JOIN = ("member of", "was a member of", "STANDING/member-of", 1, 1.0)
HOLD = ("hold position", "was", "STANDING/holds-position", 0, 0.0)
COUNT = ("send", "sent", "", 0, 0.0)
PRAISE = ("praise", "praised", "SUPPORT", 1, 4.0)
JULY = ("on 7 July 2015", date(2015, 7, 7), date(2015, 7, 7))


def sample() -> list[tuple[Article, list[Statement]]]:
    """Four articles of a quarrel at sea: two are reprints of one dispatch, one contradicts the others."""
    dispatch = [
        Said(("Oslo", NORWAY_GOVERNMENT, "metonym"), PRESS, CHAD, sources=[DAILY], time=JULY, asked="access to the port"),
        Said(CHAD, WARY, REBELS, sources=[DAILY, OFFICIAL]),
        Said(REBELS, ATTACK, CHAD, time=JULY, place=GULF),
        Said(NORWAY, AID, REBELS, modality=Modality.POSSIBLE, confidence=0.4),
    ]
    return [
        written(
            "Chad and Norway meet over the gulf",
            [
                Said(CHAD, MEET, NORWAY, place=OSLO, time=("on Monday", date(2015, 7, 6), date(2015, 7, 6))),
                Said(CHAD, JOIN, ALLIANCE),
                Said(BERG, HOLD, MINISTER),
                Said(CHAD, COUNT, Literal("60", "integer")),
                Said(NORWAY, PRAISE, REBELS),
                Said(CHAD, PRAISE, NORWAY),
                Said(BERG, COUNT, None),
            ],
            published=date(2015, 7, 8),
            publisher="Harbour Daily",
            url="https://harbour.example/1",
        ),
        written(
            "Norway presses Chad",
            dispatch,
            published=date(2015, 7, 20),
            publisher="Coast Post",
            url="https://coast.example/2",
            byline="AFP",
        ),
        written(
            "Pressure on Chad grows",
            dispatch,
            published=date(2015, 7, 21),
            publisher="Valley News",
            url="https://valley.example/3",
            byline="AFP",
        ),
        written(
            "Norway denies pressing Chad",
            [
                Said(NORWAY_GOVERNMENT, PRESS, CHAD, polarity=Polarity.NEGATIVE, sources=[BERG]),
                Said(CHAD, THREATEN, REBELS, modality=Modality.CONDITIONAL),
                Said(REBELS, ATTACK, CHAD),
                Said(NORWAY_GOVERNMENT, PRESS, CHAD, modality=Modality.DESIRED),
                Said(CHAD, PRESS, ALLIANCE, asked="ships"),
                Said(NORWAY, ("promise", "promised", "AGREE", 1, 3.0), CORRIDOR, modality=Modality.FUTURE),
            ],
            published=date(2015, 8, 2),
            publisher="Inland Review",
        ),
    ]
