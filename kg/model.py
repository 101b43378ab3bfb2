"""What flows through kg: an Article becomes Claims, a Claim becomes a Statement. All values are frozen.

Offsets count Unicode code points of `Article.text`, half-open, everywhere.
A Claim is what the sentence says, in its own words; a Statement is what we take it to mean.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Polarity(StrEnum):
    """Whether the relation is said to hold."""

    POSITIVE = "positive"
    NEGATIVE = "negative"


class Modality(StrEnum):
    """How firmly the relation is said to hold."""

    ASSERTED = "asserted"
    POSSIBLE = "possible"
    FUTURE = "future"
    DESIRED = "desired"
    CONDITIONAL = "conditional"


class ZoneKind(StrEnum):
    """What a stretch of an article's text is for."""

    TITLE = "title"
    DECK = "deck"
    BODY = "body"
    CROSSHEAD = "crosshead"
    CAPTION = "caption"
    BYLINE = "byline"
    DATELINE = "dateline"
    CREDIT = "credit"
    NAVIGATION = "navigation"
    TAIL = "tail"


CERTAIN = "kg.certain"
"""The key of spaCy's `Doc.user_data` under which annotation leaves, by token, how likely (0..1) the token's head is."""

UNKNOWN_ORIGIN = "unknown"
"""The origin of an article that tells neither wire nor publisher nor address: it may be a reprint of any other, so it counts as no
independent source beside one."""

SPEAKING = frozenset({ZoneKind.TITLE, ZoneKind.DECK, ZoneKind.BODY, ZoneKind.CAPTION})


@dataclass(frozen=True, slots=True, order=True)
class Offsets:
    """A stretch of an article's text: code points `start` (included) to `end` (excluded).

    >>> Offsets(3, 7).of("US, Turkey")
    ' Tur'
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"offsets {self.start}..{self.end} do not span a text")

    def of(self, text: str) -> str:
        """The words of `text` at these offsets."""
        return text[self.start : self.end]

    def covers(self, other: Offsets) -> bool:
        """Whether `other` lies inside these offsets."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Zone:
    """One paragraph-like stretch of an article and its kind."""

    kind: ZoneKind
    at: Offsets

    @property
    def speaks(self) -> bool:
        """Whether sentences in this zone may yield claims (navigation, bylines and the like may not)."""
        return self.kind in SPEAKING


@dataclass(frozen=True, slots=True)
class Article:
    """A news article as read. `text` is never changed after reading: every offset points into it.

    >>> article = Article.of("Oslo talks open\\n\\nNorway met Chad.", url="https://news.example/1")
    >>> len(article.id), article.zones
    (16, ())
    """

    id: str
    text: str
    title: str = ""
    url: str = ""
    publisher: str = ""
    published: date | None = None
    language: str = "en"
    zones: tuple[Zone, ...] = ()
    source: str = ""

    @classmethod
    def of(
        cls,
        text: str,
        *,
        title: str = "",
        url: str = "",
        publisher: str = "",
        published: date | None = None,
        language: str = "en",
        zones: tuple[Zone, ...] = (),
        source: str = "",
    ) -> Article:
        """An article whose id is a hash of its address, or of its text where it has no address."""
        key = hashlib.sha256(("url:" + url if url else "text:" + text).encode("utf-8", "surrogatepass")).hexdigest()[:16]
        return cls(key, text, title, url, publisher, published, language, zones, source)


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name inside a mention: where it stands, its words, its entity type (PERSON, ORG, GPE, NORP, ...)."""

    at: Offsets
    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A phrase of the article that takes part in a claim; `text == article.text[at.start:at.end]`, always.

    `reading` is the phrase as meant where coordination or ellipsis make it differ from the words at `at`
    ("US officials" for "US and Turkish officials"); it equals `text` otherwise.
    `head` is the lemma of the head word, `head_at` its place, `kind` the entity type of the head where a name heads the phrase,
    else one of PRONOUN, PHRASE, QUANTITY, DATE. `antecedent` is what a pronoun or "the delegation" stands for.
    """

    at: Offsets
    text: str
    reading: str
    head: str
    head_at: Offsets
    kind: str = "PHRASE"
    plural: bool = False
    names: tuple[Name, ...] = ()
    antecedent: Mention | None = None

    @property
    def referent(self) -> Mention:
        """The mention that this one finally stands for: itself, or the end of its chain of antecedents."""
        mention = self
        while mention.antecedent is not None:
            mention = mention.antecedent
        return mention


class PredicateKind(StrEnum):
    """The grammar of a predicate."""

    VERB = "verb"
    ADJECTIVE = "adjective"
    COPULA = "copula"
    NOUN = "noun"
    FACT = "fact"  # in a noun phrase: title, apposition, membership, location, alias, possession


@dataclass(frozen=True, slots=True)
class Predicate:
    """The words that relate subject and object. `label` is the base form with what carries its sense ("press for", "wary of").

    `lemma` is the head's base form ("press", "wary"), `noun` the noun of a light-verb construction ("talk" in "hold talks with"),
    `particle` and `preposition` as they stand in `label`; `text` the words at `at`.
    """

    at: Offsets
    text: str
    label: str
    lemma: str
    kind: PredicateKind = PredicateKind.VERB
    particle: str = ""
    preposition: str = ""
    noun: str = ""
    symmetric: bool = False


@dataclass(frozen=True, slots=True)
class Argument:
    """Another argument of the same predicate: its marker ("for", "to", "" for a bare object or complement) and its mention."""

    marker: str
    mention: Mention


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a claim stands: article id, the quoted stretch and the sentence around it."""

    article: str
    quote: Offsets
    sentence: Offsets


@dataclass(frozen=True, slots=True)
class Claim:
    """One subject - relation - object that a sentence asserts, reports or entails, in the sentence's own words.

    `attribution` names who says so, the outermost first; empty means the article itself. `context` holds the predicate's other arguments.
    """

    subject: Mention
    predicate: Predicate
    object: Mention | None
    evidence: Evidence
    polarity: Polarity = Polarity.POSITIVE
    modality: Modality = Modality.ASSERTED
    attribution: tuple[Mention, ...] = ()
    times: tuple[Mention, ...] = ()
    places: tuple[Mention, ...] = ()
    context: tuple[Argument, ...] = ()
    confidence: float = 1.0
    extractor: str = ""

    @property
    def key(self) -> str:
        """Sixteen hexadecimal digits of a hash of what the claim says and where, so that a rerun gives the same."""
        parts = [
            self.evidence.article,
            str(self.evidence.sentence.start),
            str(self.evidence.sentence.end),
            f"{self.subject.at.start}-{self.subject.at.end}",
            self.subject.reading,
            f"{self.predicate.at.start}-{self.predicate.at.end}",
            self.predicate.label,
            f"{self.object.at.start}-{self.object.at.end}" if self.object else "",
            self.object.reading if self.object else "",
            self.polarity,
            self.modality,
            *(source.reading for source in self.attribution),
        ]
        return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Entity:
    """Someone or something that claims are about.

    `id` is a local path without base IRI ("state/turkey", "person/ahmet-davutoglu", "phrase/0f3a…"), `type` a class of the ontology
    ("State", "ArmedGroup", "Phrase"), `same_as` full IRIs of verified outside identifiers, `country` an ISO 3166 alpha-3 code,
    `sector` a PLOVER sector code, `part_of` the id of the entity it belongs to ("state/turkey" for its government).
    """

    id: str
    label: str
    type: str
    same_as: tuple[str, ...] = ()
    country: str = ""
    sector: str = ""
    part_of: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """An entity as one mention names it. `reading` says by which road it was found ("alias", "metonym", "demonym", "role",
    "acronym", "coreference", "new", ...), `confidence` how surely (0..1). `mention` is None where no words name it."""

    entity: Entity
    mention: Mention | None = None
    reading: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Literal:
    """A value that is no thing: its lexical form and XSD datatype name ("integer", "decimal", "date", "string")."""

    value: str
    datatype: str = "string"
    mention: Mention | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """An open relation and the act it codes: slug id ("press-for"), label ("press for"), words, event code ("REQUEST/assist"),
    sign (-1, 0, 1) and score (Goldstein-like, -10..10). `type` is the act type of the label by itself ("REQUEST"), the same in every
    claim, or "" where the label alone does not tell."""

    id: str
    label: str
    text: str
    event: str = ""
    sign: int = 0
    score: float = 0.0
    type: str = ""


@dataclass(frozen=True, slots=True)
class Interval:
    """A time expression and the days it spans, both included. `basis` says what it rests on: "stated" (the text gives the date),
    "reckoned" (from the publication date), or "" where it stays unresolved and `start` and `end` are None."""

    text: str
    start: date | None = None
    end: date | None = None
    basis: str = ""
    at: Offsets | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """What we take a claim to mean: entities, a relation with its act code, times and places; `claim` keeps the words."""

    claim: Claim
    subject: Reference
    relation: Relation
    object: Reference | Literal | None = None
    attribution: tuple[Reference, ...] = ()
    time: Interval | None = None
    places: tuple[Reference, ...] = ()

    @property
    def plain(self) -> bool:
        """Whether the bare triple may stand as a fact: affirmed and asserted, between two things."""
        return self.claim.polarity is Polarity.POSITIVE and self.claim.modality is Modality.ASSERTED and isinstance(self.object, Reference)


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something left out, and why: the file or article, and one reason. `fault`: it should have been read and could not be."""

    source: str
    reason: str
    fault: bool = False


@dataclass(frozen=True, slots=True)
class Tally:
    """What a run did: articles stored, claims found, what was left out, which of the articles stored make no claim, and why, and whose
    files held another text when they were read before."""

    articles: int = 0
    claims: int = 0
    skipped: tuple[Skipped, ...] = ()
    silent: tuple[Skipped, ...] = ()
    edited: tuple[Skipped, ...] = ()

    @property
    def faults(self) -> tuple[Skipped, ...]:
        """What should have been read and could not be."""
        return tuple(item for item in self.skipped if item.fault)
