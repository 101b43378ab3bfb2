"""Who is who: each mention of an article to the entity it means, with the road by which it was found."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.link.choice import Choice
from kg.link.frame import Frame
from kg.link.lexicon import Lexicon
from kg.link.metonyms import Slot, acts
from kg.link.new_names import KINDS, kind_of_name
from kg.link.phrases import bare, hashed, phrase_label
from kg.link.roles import Described, adjective_of, described, held_by, loose, role, voice
from kg.link.tables import Entry, key
from kg.link.word_classes import word_class
from kg.model import Article, Claim, Entity, Mention, Reference
from kg.names import slug

_ARTICLES = re.compile(r"^(?:the|an?)\s+", re.I)
_GENERIC_AFTER = word_class("kind-after-name")
_AT_A_PLACE = frozenset({"in", "at", "near", "outside", "inside", "on", "from"})
_OF_STATES = frozenset({"Alliance", "IntergovernmentalOrganisation"})
_SAME_AFTER = word_class("names-its-own-kind")
# What "his country" is, of somebody whose state is known.
_HOMES = frozenset({"country", "nation", "homeland", "government"})
_STATE_AFTER = frozenset({"side", "sides"})
_BODY_NOUNS = word_class("body-noun")
_PAPER_NOUNS = word_class("paper-noun")
_FOR_ONE = frozenset({"a", "an", "one", "another", "the"})
# "the French", "the Chinese" are a people
_OF_ALL = ("ch", "sh", "ese", "ss")
_POINTING_BACK = _BODY_NOUNS | _PAPER_NOUNS
_ANYWHERE = -1
# A name that more people of the lexicon bear tells nobody apart: "Ali", "Khan".
_COMMON_NAME = 10
_BEFORE_STATES = word_class("before-a-state")
_SURNAMES = word_class("also-a-surname")
_NAMED_NOUNS = word_class("noun-of-a-name")
_BEFORE_NAME = re.compile(r"^(?:[a-z][\w’'-]*\s+)+(?=[A-Z])")
_POSSESSIVE = re.compile(r"^(?P<owner>.+?)(?:'s|’s|s'|s’)\s+(?P<owned>.+)$")
_PLACE_WORD = re.compile(r"\b(?:city|town|capital|village)\b")
_THE_PLACE = re.compile(r"(?:the|this|that) (?:(?P<town>city|town|village)|(?P<country>country|nation|republic))$", re.IGNORECASE)
_REST_OF_WORD = re.compile(r"(?:[-‑]\w+)*")
_OWNER = re.compile(r"(?:'s|’s)\s+")
_ROMAN = re.compile(r"^[\w’'.-]+$")
_ENDS_AS_OWNER = re.compile(r"(?:'s|’s)$")
_BRACKETED = re.compile(r"\s*\([^)]*\)")
_BRACKETED_END = re.compile(r"\s*\([^)]*\)$")
_SAYS_MORE = re.compile(r"$|\s*\(|[,;:–—-]|\s+(?:in|on|of|at|near|for|to|with|from|and|based|led|who|which|that)\b")
_CLAUSE_AFTER = re.compile(r"(?:of|in|on|at|for|and|from|to|with)\b")
_WORDS = re.compile(r"\w+")
_CAPITAL_WITHIN = re.compile(r"(?<!^)(?=[A-Z])")


Found = tuple[Entity, str, float]
"""An entity, the road by which it was found, and how sure that is."""

_SEAT = "seat"  # a place that may stand for a state: which, its slot in the claim tells


class Linking:
    """The entities of one article. Every call with the same mention gives the same reference.

    >>> from kg.model import Offsets
    >>> article = Article.of("Norway met Chad in Oslo.")
    >>> mention = Mention(Offsets(0, 6), "Norway", "Norway", "Norway", Offsets(0, 6), "GPE")
    >>> Linking(article, Lexicon.load()).reference(mention, Slot.SUBJECT).entity.id
    'state/norway'
    """

    def __init__(self, article: Article, lexicon: Lexicon) -> None:
        self.article = article
        self.lexicon = lexicon
        self.frame = Frame(article, lexicon)
        self._known: dict[tuple[str, str, int, bool], Found] = {}
        self._vehicles: dict[str, Entity] = {}  # by the last word of names that the article has told
        self._people: dict[str, Entity] = {}  # by the first and the last word of names that the article has spelt out
        self.choice = Choice(self.frame, lexicon)

    def reference(self, mention: Mention, slot: Slot, claim: Claim | None = None) -> Reference:
        """What a mention means in its slot of a claim: a known entity, a described one, a new one, or a phrase."""
        referent = mention.referent
        if claim is not None and claim.predicate.label == "hold position" and slot is Slot.OBJECT:
            return self._office(mention)
        if claim is not None and slot is Slot.OBJECT and claim.predicate.label == "be" and self._is_trait(referent):
            return Reference(self._phrase(bare(referent.reading), referent), mention, "phrase", 0.7)
        cached = (referent.reading, referent.kind, _ANYWHERE, referent.plural)
        found = self._known.get(cached)
        if found is None:
            # what these stand for depends on where they stand
            if referent.kind == "PRONOUN" or bare(referent.reading).lower() in _POINTING_BACK:
                cached = (referent.reading, referent.kind, referent.at.start, referent.plural)
                found = self._known.get(cached)
            if found is None:
                found = self._known[cached] = self._entity(referent)
        entity, reading, confidence = found
        if reading == _SEAT:
            entity, reading, confidence = self._seat(entity, acts(referent, slot, claim, self.article.text))
        if referent is not mention:
            reading, confidence = "coreference", min(confidence, 0.85)
            if self._is_no_such_place(mention, entity):
                return Reference(self._phrase(bare(mention.text), mention), mention, "phrase", 0.7)
        return Reference(entity, mention, reading, confidence)

    def _is_no_such_place(self, mention: Mention, entity: Entity) -> bool:
        """Whether a mention calls a town what the lexicon knows as a state only, or a country what it knows as a city."""
        if (match := _THE_PLACE.match(mention.text)) is None:
            return False
        if match["country"]:
            return entity.type == "City"
        return entity.type == "State" and all(each.entity.type != "City" for each in self.lexicon.named(entity.label))

    def _entity(self, mention: Mention) -> Found:
        text = bare(mention.reading)
        if mention.kind == "PRONOUN" or not text:
            return self._local_phrase(mention), "phrase", 0.3
        if mention.kind == "QUANTITY" and text.partition(" ")[2].split(" ")[0] in _AT_A_PLACE:
            return self._phrase(text, mention), "phrase", 0.7  # "one in Baghdad" is no Baghdad
        if self._individual(text, mention):
            return self._phrase(text, mention), "phrase", 0.7
        if mention.kind == "VEHICLE":
            return self._vehicle(text, mention)
        if mention.kind == "WEAPON":
            return self._weapon(text, mention) or (self._phrase(text, mention), "phrase", 0.7)
        found = self._by_name(text, mention, mention.kind)
        if found is not None and found[0].type == "Person" and mention.kind == "PERSON" and " " in text:
            self._people.setdefault(_family(text), found[0])
        if found is None and mention.kind != "PHRASE":
            found = self._person(text, mention) or self._by_head_name(text, mention)
        found = found or self._by_parts(text, mention) or self._by_role(text, mention)
        if found is None and mention.kind != "PHRASE":
            found = self._new(text, mention)
        if found is not None:
            return found
        if text.lower() in _BODY_NOUNS and (body := self.frame.body_before(mention.at.start)) is not None:
            return body.entity, "first mention", 0.75
        if text.lower() in _PAPER_NOUNS and mention.text.lower().startswith("the "):
            paper = self.frame.paper_before(mention.at.start)
            if paper is not None:
                return paper.entity, "first mention", 0.75
        if mention.kind == "PHRASE" and (named := self._named_before(text, mention)) is not None:
            return named
        return self._phrase(text, mention), "phrase", 0.7

    def _is_trait(self, mention: Mention) -> bool:
        """Whether a demonym says of what kind something is ("the drones were Russian"), not which state or people."""
        text = mention.reading
        return (
            mention.kind == "NORP"
            and not mention.plural
            and mention.text == text
            and " " not in text
            and self.choice.named(text, "GPE") is None
        )

    def _individual(self, text: str, mention: Mention) -> bool:
        """Whether a demonym stands for one person ("a Turk", "the young Swede"): neither the state nor a paper of that name."""
        article, *_, word = mention.text.split() if " " in mention.text else ("", "")
        if mention.plural or article.lower() not in _FOR_ONE or word.lower().endswith(_OF_ALL):
            return False
        if any(each[0].isupper() for each in text.split()[:-1]) or mention.head_at.of(self.article.text) != word:
            return False
        if article == "The" and self.choice.named(text, "ORG") is not None:
            return False  # "The Australian", a newspaper
        state = self.choice.described(word)
        # "the US" is a name, "US" an adjective besides
        return state is not None and state.entity.type in {"State", "Territory"} and state not in self.lexicon.named(word)

    def _office(self, mention: Mention) -> Reference:
        label = phrase_label(mention.reading)
        parts = described(label, self.lexicon, self.choice)
        known = role(parts, self.lexicon, False, self.article.id) if parts is not None and parts.role else None
        if known is not None and known.type == "Office":
            return Reference(known, mention, "role", 0.9)
        state = self.lexicon.state_of(parts.owner.entity.id) if parts is not None else None
        if parts is not None and not parts.by_adjective and parts.owner is state and parts.role and not parts.before:
            label = held_by(adjective_of(state), parts.role)
        if state is None:
            # "President" alone is another office in another article
            return Reference(Entity(f"office/{slug(label)}-{self.article.id[:8]}", label, "Office"), mention, "role", 0.8)
        office = Entity(f"office/{slug(label)}", label, "Office", (), state.entity.country, "", state.entity.id)
        return Reference(office, mention, "role", 0.9)

    def _named_before(self, text: str, mention: Mention) -> Found | None:
        """The named thing that "the dam" or "the association" goes back to, where the article names just one."""
        noun = text.lower()
        if mention.plural or noun not in _NAMED_NOUNS or not mention.text.lower().startswith("the "):
            return None
        name = self.frame.first_named(noun)
        if not name:
            return None
        known = self.choice.named(name, "ORG")
        return (known.entity if known is not None else self._made(name, kind_of_name(name, "ORG"))), "first mention", 0.75

    # names of the lexicon and of the article

    def _by_name(self, text: str, mention: Mention, kind: str) -> Found | None:
        long = self.frame.definitions.get(text)
        if long is not None:
            known = self.choice.named(long, "ORG")
            if known is not None:
                return known.entity, "acronym", 0.95
            # an acronym that the article explains means what it explains, whatever else is called so
            own = self.choice.named(text, kind)
            if own is not None and _alike(long, own):
                return own.entity, "acronym", 0.95
            return self._made(long, kind_of_name(long, kind)), "acronym", 0.9
        if text.lower() in _SURNAMES and (name := self.frame.full_name(text)):
            # the article speaks of someone whose family is called like a place
            return Entity(f"person/{slug(name)}", name, "Person"), "surname", 0.8
        if text.lower() in _SURNAMES and text in self.frame.surnames:
            known = self._in_office(text)
            return known.entity if known is not None else Entity(f"person/{slug(text)}", text, "Person"), "surname", 0.7
        if self.frame.towns:
            town, _, unit = text.partition(", ")
            if town in self.frame.towns and unit in {"", self.frame.towns[town].entity.label}:
                return self._town(town, self.frame.towns[town]), "alias", 0.85
        found = self.choice.named(text, kind)
        if found is None:
            return self._plural_people(text, mention)
        return _alias(found)

    def _town(self, name: str, unit: Entry) -> Entity:
        """The town of that name in a federation's unit, a new one where the lexicon has none of the country."""
        country = unit.entity.country
        known = next((each for each in self.lexicon.named(name) if each.entity.type == "City" and each.entity.country == country), None)
        label = f"{name}, {unit.entity.label}"
        return known.entity if known is not None else Entity(f"city/{slug(label)}", label, "City", (), country, "", unit.entity.id)

    def _seat(self, place: Entity, acting: bool) -> Found:
        if acting:
            return self.lexicon[self.lexicon[place.id].stands_for].entity, "metonym", 0.85
        return place, "alias", 0.95

    def _plural_people(self, text: str, mention: Mention) -> Found | None:
        kept = " ".join(word for word in text.split() if not loose(word)) or text  # "More Armenians", "two million Armenians"
        found = self.choice.described(text) or (self.choice.described(kept) if mention.kind == "NORP" and mention.plural else None)
        if found is None:
            return None
        state = found.entity
        if state.type == "People":
            return state, "alias", 0.95
        definite = kept == bare(text) and self.article.text[max(0, mention.at.start - 4) : mention.at.start + 4].lower().find("the ") >= 0
        if state.type in {"State", "Territory"} and definite and mention.plural:
            return state, "demonym", 0.7
        if not mention.plural:
            return (state, "demonym", 0.85) if mention.kind == "NORP" or state.type != "People" else None
        label = kept[:1].upper() + kept[1:]
        return Entity(f"people/{slug(label)}", label, "People", (), state.country, "", state.id), "demonym", 0.9

    def _vehicle(self, text: str, mention: Mention) -> Found:
        """The ship or craft of a name, in the lexicon or new; "the Cole" is the one that the article called USS Cole before."""
        name = _named_head(mention) or text
        known = self.choice.named(name, "VEHICLE")
        found = known.entity if known is not None else self._vehicles.get(name) or self._made(name, "Vehicle")
        self._vehicles.setdefault(name.rpartition(" ")[2], found)
        return found, "alias" if known is not None else "new", 0.95 if known is not None else 0.7

    def _weapon(self, text: str, mention: Mention) -> Found | None:
        """The model of weapon that a mention names without saying whose ("three F-16s", but not "Chad's F-16s")."""
        name = _named_head(mention) or text
        known = self.choice.named(name, "WEAPON")
        before = text[: max(0, text.find(name))]
        return _alias(known) if known is not None and not any(char.isupper() for char in before) else None

    # people

    def _person(self, text: str, mention: Mention) -> Found | None:
        if mention.kind != "PERSON":
            return None
        name = self._name_of_person(text, mention)
        if not name:
            return None
        found = self._of_that_name(name)
        if " " in name:
            for word in (_family(name), name.split()[0]):
                self._people.setdefault(word, found[0])
        return found

    def _of_that_name(self, name: str) -> Found:
        """The person of a name, known, spelt out elsewhere in the article, or new."""
        confidence, reading = 0.9, "new"
        if " " not in name:
            full = self.frame.full_name(name)
            if full:
                name, reading = full, "surname"
            else:
                known = self._in_office(name)
                if known is not None:
                    return known.entity, "surname", 0.7
                confidence = 0.6
        found = self.choice.named(name, "PERSON")
        if found is not None and found.entity.type == "Person":
            return found.entity, "alias" if reading == "new" else reading, 0.95
        return Entity(f"person/{slug(name)}", name, "Person", (), "", "", ""), reading, confidence

    def _name_of_person(self, text: str, mention: Mention) -> str:
        inside = [name for name in mention.names if name.kind == "PERSON"]
        holding = [name for name in inside if name.at.covers(mention.head_at)] or inside[-1:]
        if holding:
            begin, end = holding[0].at.start, holding[0].at.end
            for name in inside:  # a name that was cut in two
                if name.at.start > end and not self.article.text[end : name.at.start].strip():
                    end = name.at.end
                elif name.at.end < begin and not self.article.text[name.at.end : begin].strip():
                    begin = name.at.start
            # the model may end a name within a word ("Lee Cheuk" of "Lee Cheuk-yan")
            rest = _REST_OF_WORD.match(self.article.text, end)
            text = _OWNER.split(" ".join(self.article.text[begin : rest.end() if rest else end].split()))[-1]
        text = _ENDS_AS_OWNER.sub("", bare(text))
        parts = text.split()
        words = self.frame.first_names(parts)
        if len(words) == 1 and len(parts) == 2 and not self.lexicon.described(parts[0]) and self.lexicon.named(parts[0]):
            words = parts  # "Jordan Lee": no state stands bare before a surname
        return " ".join(word for word in words if _ROMAN.match(word)) if words else ""

    def _in_office(self, surname: str) -> Entry | None:
        """The only known person of that surname, from a country that the article names; on the article's date, where several are."""
        if self.lexicon.bearers(surname) > _COMMON_NAME:
            return None
        found = [each for each in self.lexicon.surnamed(surname) if _on_everyones_lips(each) or each.entity.country in self.frame.countries]
        near = [each for each in found if each.entity.country in self.frame.countries]
        found = near or found
        if len(known := [each for each in found if _on_everyones_lips(each)]) == 1:
            return known[0]
        if len(found) > 1 and self.article.published is not None:
            day = self.article.published.isoformat()
            found = [
                each
                for each in found
                if (each.valid_from or "0") <= day and (not each.valid_to or each.valid_to >= day[: len(each.valid_to)])
            ]
        return found[0] if len(found) == 1 else None

    # phrases with a name in them

    def _by_head_name(self, text: str, mention: Mention) -> Found | None:
        """The name that heads the phrase, where what follows it only says more of it ("the Islamic State (IS) group in Syria")."""
        if mention.kind == "PERSON":
            return None
        holding = next((name for name in mention.names if name.at.covers(mention.head_at)), None)
        if holding is None:
            return None
        name = bare(holding.text)
        start = text.find(name)
        if start < 0 or name == text or not _SAYS_MORE.match(text[start + len(name) :]):
            return None
        lead = text[:start].strip()
        if (
            lead
            and not all(word[0].islower() or not word[0].isalpha() or "-" in word for word in lead.split())
            and not _POSSESSIVE.match(text)
        ):
            return None
        owned = _POSSESSIVE.match(text)
        if (
            owned
            and owned["owned"].startswith(name)
            and (known := self.choice.named(name, mention.kind))
            and not self._may_own(owned["owner"], known)
        ):
            return None  # Peru's Congress is not the one of that name elsewhere
        short = replace(mention, reading=name, names=(holding,))
        return self._by_name(name, short, mention.kind) or self._by_parts(name, short)

    def _by_parts(self, text: str, mention: Mention) -> Found | None:
        kind = mention.kind
        if _owns(text) and (match := _POSSESSIVE.match(text)):
            owner, owned = match["owner"], match["owned"]
            if mention.kind == "PHRASE" and mention.names and mention.head_at.end <= mention.names[0].at.start:
                return None  # "officers of Russia's navy" are not the navy
            if owned in _HOMES and (state := self._state_of_person(owner)) is not None:
                return (state, "role", 0.8) if owned != "government" else self._by_role(f"{state.label}'s government", mention)
            if owned[:1].isupper() and (found := self.choice.named(owned, kind)) is not None and self._may_own(owner, found):
                return found.entity, "alias", 0.95
            if (
                kind in {"ORG", "ARMED_GROUP", "FAC"}
                and owned[:1].isupper()
                and self.choice.named(owner) is not None
                and len(mention.names) > 0
            ):
                shorter = self._head_name(owned, mention)
                if shorter is not None and (shorter[0].id not in self.lexicon or self._may_own(owner, self.lexicon[shorter[0].id])):
                    return shorter
        words = text.split()
        # a word for its own kind after the name: "the Islamic State group", "NTV television", "the US side"
        for cut in (1, 2):
            if len(words) <= cut or words[-cut].lower() not in _SAME_AFTER:
                break
            rest = _BRACKETED_END.sub("", " ".join(words[:-cut]))
            found = self.choice.named(rest, kind) or (self.choice.described(rest) if words[-1] in {"side", "sides"} else None)
            inner = rest.split()
            while found is None and len(inner) > 1 and (inner[0].islower() or inner[0].lower() in _BEFORE_STATES):
                inner = inner[1:]
                found = self.choice.named(" ".join(inner), "ORG")
            # "the US company" is no name of the state
            if found is not None and (words[-1] in _STATE_AFTER or found.entity.type not in {"State", "Territory", "People"}):
                return _alias(found)
        plain = _BRACKETED.sub("", text) if "(" in text else text
        if plain != text and (found := self.choice.named(plain, kind)) is not None:
            return found.entity, "alias", 0.95
        # "public broadcaster RTK", "the northern town of Mosul", "its capital Ankara"
        if kind not in {"PHRASE", "PERSON"} and (match := _BEFORE_NAME.match(text)):
            rest = text[match.end() :]
            if (found := self.choice.named(rest, kind)) is not None and found.entity.type != "Person":
                return (found.entity, "alias", 0.95) if _PLACE_WORD.search(match[0]) else _alias(found)
        # "neighbouring Turkey", "Iran-backed Hezbollah", "nuclear-armed North Korea", "Shia group Hezbollah"
        if kind in {"GPE", "ORG", "ARMED_GROUP", "LOC", "NORP"} and len(words) > 1:
            for begin in range(1, len(words)):
                before = words[begin - 1]
                if not (before[0].islower() or "-" in before or before.lower() in _BEFORE_STATES or self.choice.described(before)):
                    break
                rest = " ".join(words[begin:])
                if (found := self.choice.named(rest, kind)) is not None:
                    if found.entity.type in _OF_STATES and self.choice.described(before):
                        break  # "the Syrian Arab Coalition" is not the coalition of Arab states
                    return _alias(found)
        return None

    def _may_own(self, owner: str, found: Entry) -> bool:
        """Whether "Peru's Congress" may be the Congress that the lexicon knows: not where that is another country's."""
        known = self.choice.named(owner) or self.choice.described(owner)
        countries = {each for each in (known.entity.country if known else "", found.entity.country) if each}
        return len(countries) < 2 and found.entity.type != "Ministry"

    def _head_name(self, text: str, mention: Mention) -> Found | None:
        """The entity of the longest beginning of a name that the lexicon knows ("Hurriyet Daily newspaper")."""
        words = text.split()
        for size in range(len(words), 0, -1):
            if (found := self.choice.named(" ".join(words[:size]), mention.kind)) is not None and all(
                w.lower() in _GENERIC_AFTER for w in words[size:]
            ):
                return found.entity, "alias", 0.9
        return None

    def _state_of_person(self, name: str) -> Entity | None:
        """The state of somebody known by name; None for a place's name and for strangers."""
        if self.lexicon.described(name) or (" " not in name and self.choice.named(name, "GPE") is not None):
            return None
        country = self._of_that_name(name)[0].country
        return self.lexicon.states[country].entity if country in self.lexicon.states else None

    def _by_role(self, text: str, mention: Mention) -> Found | None:
        if mention.kind == "PERSON":
            return None
        head = mention.head_at.of(self.article.text).lower()
        if head not in text.lower():  # of "the leaders of Egypt and Chad" each is a leader
            head = mention.head.lower()
        parts = described(text, self.lexicon, self.choice)
        if parts is not None and parts.role.lower() in {"capital", "capital city"}:
            seat = self.lexicon.capital_of(parts.owner.entity.id)
            return _alias(seat) if seat is not None else None
        if parts is not None and (known := self._own_name(parts)) is not None:
            return known.entity, "alias", 0.95
        if parts is not None and parts.role and not self._is_name(text, parts, mention):
            indefinite = mention.text.lower().startswith(("a ", "an ", "one ", "another "))
            entity = role(parts, self.lexicon, mention.plural, self.article.id, head, indefinite=indefinite)
            if entity is not None:
                return entity, "role", 0.9
        if not _has_capital(text[1:]):
            entity = voice(text, self.lexicon, mention.plural, self.article.id, head)
            if entity is not None:
                return entity, "role", 0.8
        return None

    def _is_name(self, text: str, parts: Described, mention: Mention) -> bool:
        """Whether the whole is a name that a state's and a people's names open: "Zimbabwe African National Union"."""
        if mention.kind != "ORG" or parts.by_adjective or parts.before or _owns(text):
            return False
        words = parts.role.split()
        named = any(bare(name.text) == text for name in mention.names)
        return named and len(words) > 1 and words[0][0].isupper() and bool(self.lexicon.described(words[0]))

    def _own_name(self, parts: Described) -> Entry | None:
        """The entity that bears a described actor's name in another form: "Sudan's army" is known as the Sudanese army."""
        if not parts.role or parts.owner.entity.type != "State":
            return None
        for adjective in parts.owner.adjectives[:4]:
            found = self.choice.named(f"{adjective} {parts.role}", "ORG")
            if found is not None and found.sure:
                return found
        return None

    # names that the lexicon does not have

    def _new(self, text: str, mention: Mention) -> Found | None:
        kind = mention.kind
        if kind not in KINDS or not _has_capital(text):
            return None
        names = [name for name in mention.names if name.at.covers(mention.head_at)]
        if not names:
            return None
        name = bare(" ".join(names[0].text.split()))
        name = _ENDS_AS_OWNER.sub("", name)
        if name == text and name in self._people and kind in {"ORG", "GPE"}:
            return self._people[name], "surname", 0.6  # the model takes a family name for a body
        if not name or (not name[0].isupper() and not name[0].isdigit() and "-" not in name):
            return None
        start = text.find(name)
        lead, rest = (text[:start].strip(), text[start + len(name) :].strip()) if start >= 0 else ("", "")
        # a common noun that belongs to the name ("Incirlik base") stays; a clause after it does not
        if rest and len(rest.split()) <= 2 and rest[0].isalpha() and not _CLAUSE_AFTER.match(rest):
            name = f"{name} {rest}"
        if (
            lead
            and any(word[0].isupper() for word in lead.split())
            and not _POSSESSIVE.match(text)
            and self.choice.described(lead.split()[-1]) is None
        ):
            name = f"{' '.join(w for w in lead.split() if w[0].isupper())} {name}"
        entity = self._made(name, kind_of_name(name, kind))
        return entity, "new", 0.7

    def _made(self, name: str, kind: str) -> Entity:
        prefix = _CAPITAL_WITHIN.sub("-", kind).lower()
        name = _ARTICLES.sub("", name)
        id = f"{prefix}/{slug(name)}"
        # a known entity keeps its own id: one of this name was looked for and did not fit
        return Entity(f"{id}-{self.article.id[:8]}" if id in self.lexicon else id, name, kind)

    def _phrase(self, text: str, mention: Mention) -> Entity:
        label = phrase_label(mention.reading) or text
        words = " ".join(_WORDS.findall(label.lower()))
        if " " not in words:
            return self._local(words or label, label)
        return Entity(f"phrase/{hashed(words)}", label, "Phrase")

    def _local_phrase(self, mention: Mention) -> Entity:
        label = mention.reading.strip() or mention.text
        return self._local(f"{label} {mention.at.start}", label)

    def _local(self, words: str, label: str) -> Entity:
        # one bare word ("the talks", "it") says too little to be one thing in two articles
        return Entity(f"phrase/{hashed(f'{self.article.id} {words}')}", label, "Phrase")


def _on_everyones_lips(each: Entry) -> bool:
    """Whether the press calls someone by the last name alone wherever it writes from."""
    return each.sure and not each.where.startswith("curated_politicians.csv")


def _owns(text: str) -> bool:
    return "'" in text or "’" in text


def _has_capital(text: str) -> bool:
    return not text.islower() and any(c.isupper() for c in text)


def _alike(long: str, each: Entry) -> bool:
    return any(
        key(long) == key(name) or set(key(long).split()) & set(key(name).split()) - {"of", "the", "and", "for"}
        for name in (each.entity.label, *each.aliases)
    )


def _named_head(mention: Mention) -> str:
    """The name that holds the head of a mention, "" where none does: "Cole" of "the destroyer Cole"."""
    return next((bare(name.text) for name in mention.names if name.at.covers(mention.head_at)), "")


def _family(name: str) -> str:
    """The family name: "Marcos" of "Ferdinand Marcos Jr"."""
    words = name.split()
    return next((word for word in reversed(words) if word.rstrip(".,") not in _AFTER_FAMILY), words[-1]).rstrip(",")


_AFTER_FAMILY = frozenset({"Jr", "Sr", "II", "III", "IV"})


def _alias(found: Entry) -> Found:
    return found.entity, _SEAT if found.stands_for else "alias", 0.98
