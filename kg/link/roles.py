"""Described actors: a state, people or body and a role word ("Turkish officials", "the Norwegian army") as nodes of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from kg.link.lexicon import Lexicon
from kg.link.tables import Entry
from kg.link.word_classes import word_class, word_classes
from kg.model import Entity
from kg.names import slug

GOVERNMENT = word_class("government")
MINISTRY = word_class("ministry")
MILITARY = word_class("military")
BODY = {word: name[5:] for name, words in sorted(word_classes().items()) if name.startswith("body/") for word in words}
MEDIA = word_class("media")
FIGHTERS = word_class("fighters")
TROOPS = word_class("troops")
OFFICES = word_class("office")
VOICES = word_class("voice")
PEOPLE = word_class("people")
OFFICIALS = word_class("official")
COLLECTIVES = word_class("collective")
LOCAL = word_class("local")
SIDES = word_class("side")
# Quantity, rank and anonymity make no other actor of "Turkish officials".
_LOOSE = word_class("loose")
_PAST = frozenset({"former", "acting", "interim", "outgoing", "late"})
_SPEAKERS = OFFICES | VOICES
_UNNAMED = frozenset({"source", "sources", "report", "reports"})
_AFTER_VOICE = re.compile(r" (?:of|for|from|in|at|with|close|familiar) ")
_OWNER_END = re.compile(r"(?:'s|’s|['’])$")
_NAMED_OWNER_END = re.compile(r"(?:'s|’s)$")
_AFTER_ROLE = re.compile(r" (?:of|for|from) ")
_WHERE = re.compile(r" (?:in|at|near|inside|outside|based) ")
_PREPOSITIONS = frozenset("of for from in on at with by to against between and over about".split())
_POSSESSED = re.compile(r"^(?P<owner>.+?)(?:'s|’s|['’](?=\s))\s+(?P<owned>.+)$")
_IN = re.compile(r"^(?P<head>[A-Za-z]+)\s+in\s+(?P<of>[A-Z][\w' -]+)$")
_OF = re.compile(r"^(?P<head>.+?)\s+(?:of|from|for)\s+(?:the\s+)?(?P<of>[A-Z].*)$")


@dataclass(frozen=True, slots=True)
class Described:
    """A phrase taken apart: words before the actor, the actor's entry and words, and the words of the role."""

    before: str
    owner: Entry
    owner_words: str
    role: str
    by_adjective: bool


_NOT_OF_THE_STATES = frozenset({"Native", "Latin", "South", "North", "Central", "African", "Asian", "Arab", "Mexican"})


class Chooser(Protocol):
    """Gives the one meaning of a name, or of an adjective, in the article at hand."""

    def __call__(self, name: str, *, adjective: bool) -> Entry | None: ...


def described(text: str, lexicon: Lexicon, choose: Chooser) -> Described | None:
    """The parts of "senior Turkish army officers", "Egypt's irrigation ministry", "the foreign ministry of Norway"; None for others."""
    if text.islower() and "al-" not in text:
        return None  # no name in it
    words = text.split()
    for begin in range(len(words) - 1):
        word = words[begin]
        if word in _PREPOSITIONS:
            break
        if not (word[0].isupper() or word[:3] == "al-"):
            continue
        if word.startswith("American") and begin and words[begin - 1] in _NOT_OF_THE_STATES:
            return None  # "Native American groups" are no groups of the United States
        for end in range(min(begin + 6, len(words) - 1), begin, -1):
            if any(part.endswith(("'s", "’s")) for part in words[begin : end - 1]):
                continue
            name = " ".join(words[begin:end])
            bare = _OWNER_END.sub("", name) if name[-1] in "'’s" else name
            possessive = bare != name
            found = choose(bare, adjective=False) or (None if possessive else choose(bare, adjective=True))
            if found is None and "-" in name and not possessive:
                continue
            if found is not None:
                rest = words[end:]
                named = rest[0].startswith("al-") or (possessive and not rest[0].islower())
                inner = described(" ".join(rest), lexicon, choose) if named else None
                if inner is not None and inner.owner.entity.type not in {"State", "Territory", "People"}:
                    return inner
                return Described(" ".join(words[:begin]), found, bare, " ".join(words[end:]), not possessive and not lexicon.named(bare))
    if (seated := _in_capital(text, lexicon, choose)) is not None:
        return seated
    if match := _OF.match(text):
        owner = _NAMED_OWNER_END.sub("", match["of"])
        found = choose(owner, adjective=False)
        if found is None and (parts := _POSSESSED.match(match["of"])) is not None:
            # "a spokesman for Mali's army" is a Malian army spokesman
            found = choose(parts["owner"], adjective=False)
            if found is not None and parts["owned"].islower():
                return Described("", found, parts["owner"], f"{parts['owned']} {match['head'].lower()}", False)
            return None
        if found is not None and not any(c.isupper() for c in match["head"][1:]):
            return Described("", found, owner, match["head"].lower() if match["head"].split()[0].lower() != "un" else match["head"], False)
    return None


def _in_capital(text: str, lexicon: Lexicon, choose: Chooser) -> Described | None:
    """The parts of "the government in Kinshasa": who governs in a seat of government governs its state."""
    match = _IN.match(text)
    if match is None or match["head"].lower() not in GOVERNMENT:
        return None
    found = choose(match["of"], adjective=False)
    if found is None:
        return None
    seat = found if found.stands_for else next((each for each in lexicon.named(match["of"]) if each.stands_for), None)
    state = lexicon[seat.stands_for] if seat is not None else found
    if state.entity.type not in {"State", "Territory"}:
        return None
    return Described("", state, adjective_of(state), match["head"].lower(), True)


def role(parts: Described, lexicon: Lexicon, plural: bool, article: str, said: str = "", *, indefinite: bool = False) -> Entity | None:
    """The node of a described actor, None where the role words name no actor ("Turkish territory").

    A government, ministry, force or group ("Turkish officials") is one node per state; an unnamed single person and unnamed sources
    belong to the article that speaks of them.
    `said` is the head word as it stands in the article: where it is no word of the role, the phrase is about something else.
    `indefinite` tells that the phrase begins with "a": then an office is just someone who holds it.
    """
    kept = [word for word in _WHERE.split(parts.role)[0].split() if not loose(word)]
    if not kept or any(word.lower() == "and" for word in kept):
        return None
    tail = " ".join(kept)
    low = tail.lower()
    head = _AFTER_ROLE.split(low)[0].split()[-1]
    if said and said != head:
        return None
    owner, name = _owner(parts, head, lexicon)
    named = head not in MINISTRY | GOVERNMENT and low not in MILITARY
    if named and parts.by_adjective and len(kept) > 1 and all(word[0].isupper() for word in kept) and parts.owner_words[0].isupper():
        name = parts.owner_words  # "American Civil Liberties Union" is a name
    if head in SIDES and len(kept) == 1:
        return owner
    is_state = owner.type in {"State", "Territory"}
    state = lexicon.state_of(owner.id)
    country = state.entity.country if state else owner.country
    qualities = " ".join(word for word in parts.before.split() if not loose(word))
    label = f"{qualities} {held_by(name, tail)}" if qualities else held_by(name, tail)
    owned = not parts.by_adjective and owner.type != "People"  # "Shia Muslim worshippers" are nobody's
    if owned and low not in MILITARY and head not in MINISTRY and any(lexicon.described(word) for word in kept):
        label = f"{owner.label}'s {tail}"
    if owner.type == "Person":
        label = f"{owner.label}'s {tail}"
    # Dominican and Congolese are adjectives of two states
    shared = is_state and len(lexicon.described(name)) > 1
    id = slug(f"{label} {country}" if shared else label)
    if head in GOVERNMENT and is_state and len(kept) == 1:
        return Entity(f"government/{slug(owner.label)}", f"{name} government", "Government", (), country, "GOV", owner.id)
    if head in MINISTRY or (head == "office" and low.startswith(("foreign", "home"))):
        return Entity(f"ministry/{id}", label, "Ministry", (), country, "GOV", owner.id)
    if low in MILITARY:
        return Entity(f"military/{id}", label, "Military", (), country, "MIL", owner.id)
    if head in FIGHTERS or (head in {"forces", "force"} and owner.type == "People"):
        part = "" if is_state or owner.type == "People" else owner.id
        if plural or head.endswith("s") or head in {"militia", "force"}:
            return Entity(f"armed-group/{id}", label, "ArmedGroup", (), country, "REB", part)
        return Entity(f"group/{id}-{article[:8]}", label, "Group", (), country, "REB", part)
    if head in TROOPS:
        return Entity(f"group/{id}", label, "Group", (), country, "REB" if owner.type == "ArmedGroup" else "MIL", owner.id)
    if head in MEDIA and len(kept) <= 3 and (head not in {"agency", "channel", "paper", "website"} or "news" in low):
        return Entity(f"media/{id}", label, "Media", (), country, "MED", "")
    last_two = " ".join(low.split()[-2:])
    if body := BODY.get(last_two) or BODY.get(head):
        return Entity(f"organisation/{id}", label, "Organisation", (), country, body, owner.id)
    if (
        is_state
        and plural
        and (kin := next(iter(lexicon.named(kept[-1]) or lexicon.described(kept[-1])), None))
        and kin.entity.type == "People"
    ):
        return Entity(f"people/{id}", label, "People", (), country, "", kin.entity.id)
    singular = head if not head.endswith("s") or head.endswith("ss") else head[:-1]
    if singular in OFFICIALS:
        sector = "MIL" if owner.type == "Military" or "military" in low or "army" in low else "GOV"
    else:
        sector = sector_of(low, lexicon)
    one = not plural and (not head.endswith("s") or head.endswith("ss"))
    if (singular in OFFICES or last_two in OFFICES) and one and not indefinite:
        return Entity(f"office/{id}", label, "Office", (), country, sector or "GOV", owner.id)
    if head in {"source", "sources"} or (singular in VOICES and one):
        return _voice(label, id, country, sector, owner.id, article)
    many = singular in lexicon.sectors and plural and bool(sector)
    if singular in VOICES or singular in PEOPLE or head in PEOPLE or many:
        scope = f"-{article[:8]}" if one and head not in COLLECTIVES else ""
        return Entity(f"group/{id}{scope}", label, "Group", (), country, sector, owner.id)
    return None


def _owner(parts: Described, head: str, lexicon: Lexicon) -> tuple[Entity, str]:
    """The entity that a described actor belongs to, and its name as it stands before the role."""
    owner = parts.owner
    if head in LOCAL and (named := lexicon.named(parts.owner_words)) and named[0].entity.type == "City":
        return named[0].entity, named[0].entity.label
    if owner.entity.type in {"State", "People"}:
        return owner.entity, adjective_of(owner)
    if owner.entity.type == "Territory":
        return owner.entity, owner.entity.label
    return owner.entity, parts.owner_words if parts.by_adjective else short_name(owner)


def short_name(entry: Entry) -> str:
    """The name by which an organisation stands before a role word: "EU" for the European Union, its own name where none is short."""
    first = entry.aliases[0] if entry.aliases else ""
    shortens = (
        entry.entity.type == "IntergovernmentalOrganisation" and first and len(first) < len(entry.entity.label) and first[0].isupper()
    )
    return first if shortens else entry.entity.label


def loose(word: str) -> bool:
    """Whether a word tells nothing of who is meant: an article, a number, "ethnic", "more"."""
    return word.lower() in _LOOSE or word[0].isdigit()


def held_by(state: str, office: str) -> str:
    """An office with the adjective of its state in the order of the language: "former Estonian minister"."""
    when, _, rest = office.partition(" ")
    return f"{when} {state} {rest}" if when.lower() in _PAST and rest else f"{state} {office}"


def adjective_of(entry: Entry) -> str:
    """The adjective by which the press describes what belongs to a state: "Turkish", "US", "Kosovo"."""
    return entry.adjectives[0] if entry.adjectives else entry.entity.label


def sector_of(words: str, lexicon: Lexicon) -> str:
    """The PLOVER sector of role words: that of the longest known phrase at their end, singular or plural; "" for none.

    >>> sector_of("irrigation ministry official", Lexicon.load()), sector_of("army officers", Lexicon.load())
    ('GOV', 'MIL')
    """
    parts = words.lower().split()
    for begin in range(len(parts)):
        for form in _forms(" ".join(parts[begin:])):
            if form in lexicon.sectors:
                return lexicon.sectors[form]
    return next((lexicon.sectors[part] for part in parts if part in lexicon.sectors), "")


def _forms(phrase: str) -> Iterator[str]:
    """A phrase as it stands and what may be its singular."""
    yield phrase
    for plural, singular in (("s", ""), ("es", ""), ("ies", "y"), ("men", "man")):
        if phrase.endswith(plural):
            yield phrase.removesuffix(plural) + singular


def voice(text: str, lexicon: Lexicon, plural: bool, article: str, said: str = "") -> Entity | None:
    """The node of someone who speaks without a name or a state ("sources", "a diplomat", "analysts"), of this article alone.

    None for anything else.
    """
    if said and said not in _UNNAMED and _one_of(said) not in _SPEAKERS:
        return None
    words = [word for word in text.split() if not loose(word)]
    if not words or len(words) > 5 or any(word[:1].isupper() for word in words[1:]) or words[0].endswith(("'s", "’s")):
        return None
    begin = text.split().index(words[0])
    whole = " ".join(text.split()[begin:]).lower()
    low = " ".join(words).lower()
    if (match := _AFTER_VOICE.search(whole)) is not None:
        # "sources close to the inquiry": what they are near to keeps its words
        low = " ".join(word for word in whole[: match.start()].split() if not loose(word)) + whole[match.start() :]
    head = _AFTER_VOICE.split(low)[0].split()[-1]
    if said and said != head:
        return None
    singular = _one_of(head)
    one = head == singular and not plural
    if head in _UNNAMED:
        return _voice(low, slug(low), "", sector_of(low, lexicon), "", article)
    if one and singular in OFFICES:
        return Entity(f"office/{slug(low)}-{article[:8]}", low, "Office", (), "", sector_of(low, lexicon), "")
    if one and singular in VOICES:
        return _voice(low, slug(low), "", sector_of(low, lexicon), "", article)
    if singular in VOICES:
        return Entity(f"group/{slug(low)}-{article[:8]}", low, "Group", (), "", sector_of(low, lexicon), "")
    return None


def _one_of(head: str) -> str:
    """The singular of a word for someone who speaks: "witness" for "witnesses"."""
    return head.removesuffix("es") if head.endswith("esses") else head.removesuffix("s")


def _voice(label: str, id: str, country: str, sector: str, part_of: str, article: str) -> Entity:
    # two articles' "diplomatic source" are not known to be one person, nor their "sources" the same people
    return Entity(f"unnamed-source/{id}-{article[:8]}", label, "UnnamedSource", (), country, sector, part_of)
