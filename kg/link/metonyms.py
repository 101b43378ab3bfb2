"""Whether a seat of government ("Ankara", "the Kremlin") acts for its state or is just a place, told by the slot it fills."""

from __future__ import annotations

import re
from enum import StrEnum

from kg.link.word_classes import word_class
from kg.model import Claim, Mention, PredicateKind


class Slot(StrEnum):
    """The part that a mention plays in a claim."""

    SUBJECT = "subject"
    OBJECT = "object"
    SOURCE = "source"
    PLACE = "place"
    CONTEXT = "context"


LOCATIVE = word_class("locative")
"""Prepositions after which a seat of government is a place."""

# "travel to Ankara", "fly from Ankara": with these the goal or the origin is a place; "appeal to Ankara" has none of them.
_MOTION = word_class("motion")
# Verbs whose object is a place where it is a city's name: what is bombed, besieged or visited.
_PLACE_OBJECT = word_class("done-to-places")
# "an attack on Lima", "marched on Lima": what is aimed so at a city's name is aimed at the city.
_AIMED = re.compile(rf"\b(?:{'|'.join(sorted(word_class('aimed-at-places')))})(?:s|es|ed|ing)? (?:up)?on $", re.I)
# What happens to or in a city, not what a government does.
_PLACE_SUBJECT = word_class("befalls-places")
_PLACE_FACTS = frozenset(
    {"located in", "located at", "located on", "located near", "capital of", "part of", "city in", "near", "inside", "at"}
)
_NO_TRAVELLERS = frozenset({"PHRASE", "WEAPON"})  # a letter or a missile goes to the state, an envoy to the city
_PARTS = word_class("part-of-place")
# What a government gives, gets or has with another: "pressure from Lima", "an ally of Quito", "talks with Rabat".
_AGENCY = re.compile(rf"\b(?:{'|'.join(sorted(word_class('agency-noun')))}) (?:from|of|with|by|to|towards?|against) $", re.I)
_AFTER_AGENCY = ("from", "of", "with", "by", "to", "toward", "towards", "against")
# "pointed the finger at Lima"
_BLAMED = re.compile(r"\b(?:finger|anger|criticism|scorn|frustration|swipe) at $", re.I)
# "Lima's airport", "Quito's main square"
_OWNS_PART = re.compile(rf"['’]s (?:[a-z]+ )?(?:{'|'.join(sorted(_PARTS))})\b")
_BEFORE = re.compile(r"([\w-]+)\W+(?:the\s+|downtown\s+|central\s+)?$")
# "the capital, Riyadh", "the port city of Basra"
_CALLED_CITY = re.compile(r"\b(?:capital|city|town|village)(?: city)?(?: of)?,? $", re.I)
_CITY_WORDS = re.compile(
    r"\b(?:downtown|central|northern|southern|eastern|western|greater|nearby|suburban|city|capital|streets|airport|outskirts|suburbs?|residents|mayor)\b",
    re.I,
)


def acts(mention: Mention, slot: Slot, claim: Claim | None, text: str) -> bool:
    """Whether the seat of government that `mention` names stands for its state in this slot of the claim.

    `text` is the article's. Attribution and agency speak for the state, a locative preposition and words such as "capital" for the place.
    """
    if slot is Slot.SOURCE:
        return True
    before = text[max(0, mention.at.start - 40) : mention.at.start]
    if _OWNS_PART.match(text[mention.at.start : mention.at.end + 40].removeprefix(mention.reading)):
        return False
    if _BLAMED.search(before):
        return True
    if before.rstrip().lower().endswith(_AFTER_AGENCY) and _AGENCY.search(before) and not _CITY_WORDS.search(mention.reading):
        return True
    if _AIMED.search(before):
        return False
    if slot is Slot.PLACE or _CITY_WORDS.search(mention.reading) or _CALLED_CITY.search(before):
        return False
    preposition = match[1].lower() if (match := _BEFORE.search(before)) and "\n" not in before[match.start(1) :] else ""
    if text[mention.at.end : mention.at.end + 2] in ("'s", "’s") and not preposition.startswith("in"):
        preposition = ""  # "over Lima's plan": it is the plan that this stands before; "in Lima's streets" is a place all the same
    if preposition in LOCATIVE or (preposition == "of" and _PARTS & set(re.findall(r"[a-z]+", before.lower())[-4:])):
        return False
    if claim is None:
        return preposition not in {"to", "from"} or not _moves(before)
    predicate = claim.predicate
    lemma = predicate.lemma.lower()
    if predicate.kind is PredicateKind.FACT or predicate.kind is PredicateKind.NOUN:
        if predicate.label in _PLACE_FACTS or predicate.label.startswith("located"):
            return False
        return predicate.label not in {"in", "near", "at", "take place in", "held in"}
    if slot is Slot.SUBJECT:
        return not (lemma in _PLACE_SUBJECT and claim.object is None)
    marker = predicate.preposition.lower()
    if slot is Slot.OBJECT:
        if marker in LOCATIVE:
            return False
        if marker in {"to", "from", "for"}:
            sent = predicate.label == "be sent to" and claim.subject.referent.kind not in _NO_TRAVELLERS
            return not sent and lemma not in _MOTION and predicate.noun not in _MOTION
        return lemma not in _PLACE_OBJECT
    if preposition in {"to", "from", "for"}:
        return lemma not in _MOTION and not _moves(before)
    return True


def _moves(before: str) -> bool:
    words = re.findall(r"[a-z]+", before.lower())[-4:]
    return any(
        word in _MOTION or word.removesuffix("s") in _MOTION or word.removesuffix("ed").removesuffix("ing") in _MOTION for word in words
    )
