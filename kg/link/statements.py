"""Claims to statements: every mention to its entity, every predicate to its relation, every time expression to its days."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from kg.link.entities import Linking
from kg.link.lexicon import Lexicon
from kg.link.metonyms import Slot
from kg.link.phrases import bare, phrase_label
from kg.link.relations import relation_of
from kg.link.times import interval
from kg.model import Article, Claim, Entity, Interval, Literal, Mention, Modality, Offsets, Reference, Relation, Statement
from kg.ontology import Scheme

_BOUND_BEFORE = re.compile(r"\b(since|until|till|before|after|following|during|by|between|from)\s+(?:the\s+|early\s+|late\s+)?$", re.I)
_BOUND_AFTER = re.compile(r"\s+(?:and|to|until|through)\s+((?:[A-Z][a-z]+ )?(?:\d{1,2} )?(?:[A-Z][a-z]+ )?\d{4})\b")


class Linker:
    """Turns the claims of an article into statements, with one lexicon and one scheme of acts.

    A claim whose subject and object turn out to be the same entity says nothing and is dropped; of two that come to mean the same in
    the same sentence the surer one stays.
    """

    def __init__(self, lexicon: Lexicon, scheme: Scheme) -> None:
        self.lexicon = lexicon
        self.scheme = scheme

    def statements(self, article: Article, claims: Iterable[Claim]) -> list[Statement]:
        """What the claims of one article mean, in the order of the claims."""
        linking = Linking(article, self.lexicon)
        found: dict[tuple[object, ...], Statement] = {}
        for claim in claims:
            statement = self._statement(article, claim, linking)
            if statement is None:
                continue
            same = _sameness(statement)
            if same not in found or claim.confidence > found[same].claim.confidence:
                found[same] = statement
        return list(found.values())

    def _statement(self, article: Article, claim: Claim, linking: Linking) -> Statement | None:
        subject = linking.reference(claim.subject, Slot.SUBJECT, claim)
        object = self._object(claim, linking)
        if isinstance(object, Reference) and object.entity.id == subject.entity.id:
            if claim.predicate.label != "alias of":
                return None
            # two names of one thing: the other name is what the claim tells
            other = claim.object
            object = Literal(phrase_label(other.reading), "string", other) if other is not None else None
        target = object.entity if isinstance(object, Reference) else None
        return Statement(
            claim=claim,
            subject=subject,
            relation=self._relation(claim, subject.entity, target),
            object=object,
            attribution=_distinct(linking.reference(source, Slot.SOURCE, claim) for source in claim.attribution)
            if claim.attribution
            else (),
            time=_time(article, claim),
            places=_distinct(linking.reference(place, Slot.PLACE, claim) for place in claim.places if bare(place.reading))
            if claim.places
            else (),
        )

    def _relation(self, claim: Claim, subject: Entity, object: Entity | None) -> Relation:
        return relation_of(claim, subject, object, self.scheme)

    @staticmethod
    def _object(claim: Claim, linking: Linking) -> Reference | Literal | None:
        mention = claim.object
        if mention is None:
            return None
        if mention.referent.kind == "QUANTITY" and not mention.names:
            return _literal(mention)
        return linking.reference(mention, Slot.OBJECT, claim)


_PLANNED = frozenset({Modality.FUTURE, Modality.DESIRED})


def _literal(mention: Mention) -> Literal:
    value = phrase_label(mention.reading)
    digits = value.replace(",", "")
    if digits.isascii() and digits.isdecimal():
        return Literal(digits, "integer", mention)
    return Literal(value, "string", mention)


def _time(article: Article, claim: Claim) -> Interval | None:
    """The first time expression of a claim that can be reckoned, else the first."""
    if not claim.times:
        return None
    forward = claim.modality in _PLANNED
    found = [_reckoned(article, mention, forward) for mention in claim.times]
    return next((each for each in found if each.start or each.end), found[0])


def _reckoned(article: Article, mention: Mention, forward: bool) -> Interval:
    """The days of a time expression with the bounds that stand around it: "since 2006", "between 2015 and 2024"; an event that tells
    when keeps its preposition ("after a dispute")."""
    start, end = mention.at.start, mention.at.end
    own = interval(mention.reading, article.published, mention.at, forward)
    lead = _BOUND_BEFORE.search(article.text, max(0, start - 20), start)
    if lead is None:
        return own
    word = lead[1].lower()
    if word in ("between", "from"):
        until = _BOUND_AFTER.match(article.text, end)
        last = interval(until[1], article.published, None, forward) if until is not None else None
        return replace(own, end=last.end) if last is not None and last.end and own.start and last.end >= own.start else own
    bounded = interval(f"{word} {mention.reading}", article.published, mention.at, forward)
    if bounded.start or bounded.end or word in ("by", "from") or mention.kind == "DATE":
        return replace(bounded, text=own.text)
    at = Offsets(lead.start(1), end)
    return replace(own, text=" ".join(at.of(article.text).split()), at=at)


def _distinct(references: Iterable[Reference]) -> tuple[Reference, ...]:
    return tuple({reference.entity.id: reference for reference in references}.values())


def _sameness(statement: Statement) -> tuple[object, ...]:
    claim, target = statement.claim, statement.object
    sentence = claim.evidence.sentence
    return (
        sentence.start,
        sentence.end,
        statement.subject.entity.id,
        statement.relation.id,
        target.entity.id if isinstance(target, Reference) else target.value if target else None,
        claim.polarity,
        claim.modality,
        *(reference.entity.id for reference in statement.attribution),
    )
