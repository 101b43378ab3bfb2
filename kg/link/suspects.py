"""Near twins: pairs of entities that may be one and the same, each with a score and the reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from kg.link.tables import key
from kg.model import Entity

LEAST = 0.6
"""Pairs below this score are not suspected."""

_APART = frozenset({"Phrase", "Group", "UnnamedSource", "Office"})
_KIN = (
    frozenset(
        {
            "Organisation",
            "Party",
            "ArmedGroup",
            "Alliance",
            "IntergovernmentalOrganisation",
            "Company",
            "Media",
            "Ministry",
            "Military",
            "Government",
        }
    ),
    frozenset({"State", "Territory", "Region", "City", "Facility", "WaterBody"}),
)
_SMALL = frozenset("of the and for in on de al el la".split())
_FREQUENT = 60


@dataclass(frozen=True, slots=True)
class Suspect:
    """Two entities that may be one, how likely that is (0..1) and why."""

    left: Entity
    right: Entity
    score: float
    reason: str


def suspects(entities: Iterable[Entity], judged: Callable[[str, str], bool] = lambda left, right: False) -> list[Suspect]:
    """The pairs of entities that look alike, the likeliest first, without those that `judged` says are settled.

    Likeness is that of names (spelling, a shared surname, an acronym), of types and of countries; entities of unlike kind or of two
    countries are never paired.

    >>> one, other = Entity("person/ana-costa", "Ana Costa", "Person"), Entity("person/a-costa", "A. Costa", "Person")
    >>> [(found.left.id, found.reason) for found in suspects([one, other])]
    [('person/a-costa', 'initial and surname')]
    """
    pool = sorted((each for each in entities if each.type not in _APART), key=lambda each: each.id)
    by_sign: dict[str, list[Entity]] = defaultdict(list)
    for each in pool:
        for sign in _signs(each):
            by_sign[sign].append(each)
    found: dict[tuple[str, str], Suspect] = {}
    for sign in sorted(by_sign):
        alike = by_sign[sign]
        if len(alike) > _FREQUENT:
            continue  # a word that so many share tells nothing
        for place, left in enumerate(alike):
            for right in alike[place + 1 :]:
                if (left.id, right.id) in found or judged(left.id, right.id):
                    continue
                score, reason = likeness(left, right)
                if score >= LEAST:
                    found[left.id, right.id] = Suspect(left, right, round(score, 3), reason)
    return sorted(found.values(), key=lambda each: (-each.score, each.left.id, each.right.id))


def likeness(left: Entity, right: Entity) -> tuple[float, str]:
    """How likely two entities are one (0..1), and the chief reason.

    >>> likeness(Entity("organisation/wto", "WTO", "Organisation"), Entity("organisation/x", "World Trade Organization", "Organisation"))
    (0.8, 'acronym')
    """
    if left.type != right.type and not any({left.type, right.type} <= kin for kin in _KIN):
        # of something that no list knows, the kind was only read off the text
        guessed = not left.same_as and not right.same_as and "Person" not in {left.type, right.type}
        alike = key(left.label).casefold() == key(right.label).casefold()
        return (0.65, "same name, another kind") if guessed and alike and not _related(left, right) else (0.0, "")
    if left.country and right.country and left.country != right.country:
        return 0.0, ""
    if _related(left, right):
        return 0.0, ""
    if set(left.same_as) & set(right.same_as):
        return 1.0, "same outside identifier"
    if left.same_as and right.same_as:
        return 0.0, ""
    one, other = key(left.label).casefold(), key(right.label).casefold()
    score, reason = _names(one.split(" "), other.split(" "), left.type == "Person")
    if _acronym(left.label, right.label) or _acronym(right.label, left.label):
        score, reason = max((score, reason), (0.8, "acronym"))
    if score and left.type != right.type:
        score -= 0.1
    if score and left.country and left.country == right.country:
        score = min(1.0, score + 0.05)
    return score, reason


def _related(left: Entity, right: Entity) -> bool:
    return left.id == right.part_of or right.id == left.part_of


def _names(one: list[str], other: list[str], person: bool) -> tuple[float, str]:
    if one == other:
        return 0.97, "same name"
    if sorted(set(one) - _SMALL) == sorted(set(other) - _SMALL) != []:
        return 0.9, "same words in another order"
    if person and one[-1] == other[-1]:
        first, second = one[0].strip("."), other[0].strip(".")
        if len(one) == 1 or len(other) == 1:
            return 0.65, "surname"
        if first[0] == second[0] and (len(first) == 1 or len(second) == 1):
            return 0.8, "initial and surname"
    ratio = SequenceMatcher(None, " ".join(one), " ".join(other), autojunk=False).ratio()
    if person and len(one) > 1 and len(other) > 1 and one[0] != other[0] and one[-1] == other[-1] and ratio < 0.85:
        return 0.0, ""  # two members of one family
    shorter, longer = sorted((set(one) - _SMALL, set(other) - _SMALL), key=len)
    if len(shorter) > 1 and shorter < longer:
        return max(0.7, ratio), "one name within the other"
    return (ratio, "spelling") if ratio >= 0.84 else (0.0, "")


def _acronym(short: str, long: str) -> bool:
    letters = "".join(word[0] for word in key(long).casefold().split(" ") if word and word not in _SMALL)
    return len(short) > 2 and short.isalpha() and short.casefold() == letters


def _signs(each: Entity) -> set[str]:
    words = key(each.label).casefold().split(" ")
    signs = {word for word in words if word not in _SMALL and len(word) > 2} | {"4" + word[:4] for word in words if len(word) > 4}
    signs |= set(each.same_as)
    if len(words) > 2:
        signs.add("".join(word[0] for word in words if word and word not in _SMALL))
    return signs
