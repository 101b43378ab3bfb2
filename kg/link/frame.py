"""The frame of an article: the countries it is about, the acronyms it defines, the people it names in full."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set
from functools import cached_property

from kg.link.lexicon import Lexicon
from kg.link.tables import Entry, key
from kg.link.word_classes import word_class
from kg.model import Article

TITLES = word_class("title")
"""Words that stand before a person's name and are no part of it, in small letters and without points."""

_DEFINED = re.compile(r"\((?<=\s\()(?:the )?([A-Z][A-Za-z&-]{1,9})\)")
_FAR = 160
_LONGEST_HEADLINE = 140
_WORD = re.compile(r"[^\W_][\w’'.&‑-]*")
# the next word that begins with neither a digit nor a small letter of ASCII
_NEXT_NAME = re.compile(r"(?:[a-z0-9][\w’'.&‑-]*+|[\W_])*+([^\W_][\w’'.&‑-]*)")
_WORD_END = re.compile(r"(?:\.+(?:’s)?(?:'s)?|’s(?:'s)?|'s)(?= |$)")
_RUN = re.compile(r"[A-Z][\w’'.-]*+(?: (?:(?:al|bin|ben|ibn|van|von|de|da|dos|el|der|den|del|di|ter) )*[A-Z][\w’'.-]*+)+")
_JOINED_RUN = re.compile(r"[A-Z][\w’'-]*+(?: (?:(?:of|and|for|the) )*[A-Z][\w’'-]*+)+")
_TOWN = re.compile(
    r"([A-Z](?:(?<=\b(?:in|of|at|to) [A-Z])|(?<=\b(?:near|from) [A-Z])|(?<=\boutside [A-Z])|(?<=\baround [A-Z]))[\w’'-]+), "
    r"([A-Z][\w-]+(?: [A-Z][\w-]+)?)(?=[,.;)]|$| (?!and\b|or\b)[a-z])"
    r"(?!, (?:and|or)\b)(?!, [A-Z][\w-]+(?: [A-Z][\w-]+)?(?:,| and| or)\b)"
)
_SAID_TO_BE_ONE = re.compile(
    r"([A-Z](?<!\w[A-Z])[\w’'-]+), (?:the|a|an) (?:[\w-]+ ){0,3}?"
    rf"(?:{'|'.join(sorted(word_class('said-of-a-person'), key=len, reverse=True))})\b"
)
_ENDINGS = (".", "’s", "'s")
_OPENING = word_class("opens-a-sentence")
_BODIES = frozenset({"IntergovernmentalOrganisation", "Alliance"})
_REFERRED = _BODIES | {"Media"}
# Units of federations that are given names too.
_GIVEN = frozenset({"Virginia", "Georgia", "Carolina", "Dakota", "Montana", "Victoria", "Chelsea", "Sonora", "Sofia"})
_SMALL = frozenset({"of", "the", "and", "for", "in", "on", "de", "to", "al"})


class Frame:
    """What an article as a whole tells about the names in it.

    >>> lexicon = Lexicon.load()
    >>> article = Article.of("The Upper Valley Dam (UVD) worries Niamey. Prime Minister Ana Costa left. Costa spoke of the UVD.")
    >>> frame = Frame(article, lexicon)
    >>> frame.definitions["UVD"], frame.full_name("Costa"), frame.countries.most_common(1)
    ('Upper Valley Dam', 'Ana Costa', [('NER', 1)])
    """

    def __init__(self, article: Article, lexicon: Lexicon) -> None:
        self.article = article
        self._text = article.text
        self._lexicon = lexicon

    @cached_property
    def definitions(self) -> dict[str, str]:
        """Acronyms that the article defines, with the long form."""
        found: dict[str, str] = {}
        for match in _DEFINED.finditer(self._text):
            short = match[1]
            if sum(c.isupper() for c in short) < 2 and len(short) < 3:
                continue
            long: list[str] = []
            for word in reversed(self._text[max(0, match.start() - _FAR) : match.start()].rpartition("\n")[2].split()[-10:]):
                if word[-1] in ".,;:!?" or not (word[0].isupper() or word in _SMALL or any(c.isupper() for c in word)):
                    break
                long.insert(0, word)
            # the long form begins with the word that gives the acronym its first letter, and spends one capital on each further letter
            for begin in range(len(long)):
                words = long[begin:]
                initials = "".join(part[0] for word in words for part in word.split("-") if part and word.lower() not in _SMALL)
                if words[0].lower() not in _SMALL and initials.upper().startswith(short[0].upper()) and _abbreviates(short, words):
                    found.setdefault(short, " ".join(words))
                    break
        return found

    @property
    def countries(self) -> Counter[str]:
        """How often the article names each country, its people or its capital, by ISO 3166 alpha-3 code."""
        return self._scanned[0]

    def body_before(self, offset: int) -> Entry | None:
        """The organisation or alliance of states that the article named last before an offset: what "the bloc" is there."""
        found = self._before(offset, _BODIES)
        while found is not None and found.parent in self._lexicon and self._lexicon[found.parent].entity.type in _BODIES:
            found = self._lexicon[found.parent]
        return found

    def paper_before(self, offset: int) -> Entry | None:
        """The medium that the article named last before an offset: what "the daily" is there."""
        return self._before(offset, frozenset({"Media"}))

    def _before(self, offset: int, types: Set[str]) -> Entry | None:
        return next((each for at, each in reversed(self._scanned[1]) if at < offset and each.entity.type in types), None)

    @cached_property
    def _scanned(self) -> tuple[Counter[str], list[tuple[int, Entry]]]:
        found: Counter[str] = Counter()
        bodies: list[tuple[int, Entry]] = []
        known: dict[str, tuple[Entry | None, Entry | None]] = {}
        at = 0
        while match := _NEXT_NAME.match(self._text, at):
            word = match[1]
            start, at = match.span(1)
            if not word[0].isupper() or not (reach := self._lexicon.reach(_bare(word))):
                continue
            for end, after in reversed(self._name_ends(word, start, reach)):
                name = self._text[start:end]
                if (meaning := known.get(name)) is None:
                    meaning = known[name] = self._meaning(name)
                body, country = meaning
                if body is not None:
                    bodies.append((start, body))
                elif country is not None:
                    found[country.entity.country] += 1
                else:
                    continue
                at = after
                break
        return found, bodies

    def _meaning(self, name: str) -> tuple[Entry | None, Entry | None]:
        """The body or medium that a name means, unless it may be an adjective too, and what it tells of a country."""
        named, described = self._lexicon.named(name), self._lexicon.described(name)
        body = named[0] if named and named[0].entity.type in _REFERRED and not described else None
        return body, self._of_country(name, named, described)

    def _name_ends(self, word: str, start: int, reach: int) -> list[tuple[int, int]]:
        """Where names of up to `reach` words that begin with this one may end, shortest first, and where the text goes on after each."""
        lexicon, text = self._lexicon, self._text
        after = start + len(word)
        ends = [(start + len(_bare(word)), after)]
        while len(ends) < reach and (match := _WORD.search(text, after)):
            if len(ends) == 1 and match.start() == after + 1 and text[after] == " ":
                reach = min(reach, lexicon.reach_of_two(word, match[0]))
                if reach < 2:
                    break
            after = match.end()
            ends.append((match.start() + len(_bare(match[0])), after))
        return ends

    def _country(self, text: str) -> Entry | None:
        return self._of_country(text, self._lexicon.named(text), self._lexicon.described(text))

    def _of_country(self, text: str, named: Sequence[Entry], described: Sequence[Entry]) -> Entry | None:
        """The likeliest of a name's meanings that tells of a country."""
        for each in (*named[:1], *described[:1]):
            if each.entity.country and (each.sure or each.stands_for):
                # "Congress" alone tells of no country
                return None if each.entity.type in {"Organisation", "Party"} and key(text) in self._lexicon.homographs else each
        return None

    @cached_property
    def words(self) -> str:
        """The article's words, one blank apart, with a blank at either end, for cues to be looked up in."""
        return f" {_WORD_END.sub('', ' '.join(_WORD.findall(self._text)))} "

    def cues(self, cues: tuple[str, ...]) -> int:
        """How many of the cues stand in the article."""
        return sum(f" {cue} " in self.words for cue in cues)

    @cached_property
    def towns(self) -> dict[str, Entry]:
        """Names that the article writes as towns of a federation's unit ("in Lebanon, Pennsylvania"), with the unit."""
        found: dict[str, Entry] = {}
        for match in _TOWN.finditer(self._text):
            units = self._lexicon.named(match[2])
            namesakes = self._lexicon.named(match[1])
            if len(units) != 1 or units[0].entity.type != "Region" or units[0].sure:
                continue  # "Georgia" and "Washington" are more than units
            if not namesakes or namesakes[0].entity.type not in {"State", "Territory", "City"}:
                continue
            if not any(each.entity.type == "Region" and each.entity.country == units[0].entity.country for each in namesakes):
                found[match[1]] = units[0]
        return found

    @cached_property
    def surnames(self) -> frozenset[str]:
        """Names that the article says to be a person's by what stands after them ("Jordan, the Ohio Republican")."""
        return frozenset(match[1] for match in _SAID_TO_BE_ONE.finditer(self._text))

    def full_name(self, surname: str) -> str:
        """The first name in the article that ends in this surname and has a first name before it; "" if there is none."""
        if surname in self._names:
            return self._names[surname]
        found = ""
        for run in self._runs:
            if (at := next((at for at in range(len(run) - 1, 0, -1) if _bare(run[at]) == surname), 0)) == 0:
                continue
            words = self.first_names(run[:at])
            if words and not self._country(" ".join(words)):
                found = " ".join([*words, surname])
                break
        if not found and not self._lexicon.named(surname):
            # a family name that comes first ("Xi Jinping"), or a given name
            for run in self._runs:
                at = next((at for at, word in enumerate(run[:-1]) if word == surname), -1)
                rest = [_bare(word) for word in run[at + 1 : at + 4]] if at >= 0 else []
                if rest and rest[0].lower() not in TITLES and rest[-1][:1].isupper() and not self._lexicon.named(" ".join(rest)):
                    found = " ".join([surname, *rest])
                    break
        self._names[surname] = found
        return found

    def first_names(self, words: list[str]) -> list[str]:
        """A person's names without what stands before them: titles, demonyms, countries ("French President Ana Maria")."""
        last = next((at for at in range(len(words) - 2, -1, -1) if words[at].lower().strip(".,") in TITLES), -1)
        words = strip_titles(words[last + 1 :])
        while words:
            size = next(
                (size for size in (3, 2, 1) if len(words) >= size and self._no_person(" ".join(words[:size]), len(words) > size)), 0
            )
            if not size:
                break
            words = words[size:]
        return words

    def _no_person(self, words: str, more: bool) -> bool:
        if words.lower() in _OPENING or self._lexicon.described(words):
            return True
        if not more or words in _GIVEN:
            return False
        unit = any(each.entity.type == "Region" for each in self._lexicon.named(words)[:1])
        return unit or self._country(words) is not None  # "Vermont senator Ana Costa"

    def first_named(self, noun: str) -> str:
        """The one name in the article that ends in this noun, or begins with it and "of"; "" for none or several.

        >>> article = Article.of("The Upper Valley Dam worries Niamey. The dam leaks. A League of River States met.")
        >>> frame = Frame(article, Lexicon.load())
        >>> frame.first_named("dam"), frame.first_named("league"), frame.first_named("river")
        ('Upper Valley Dam', 'League of River States', '')
        """
        if noun not in self._nouns:
            word = noun[:1].upper() + noun[1:]
            found: set[str] = set()
            for run in self._joined_runs:
                places = [at for at, each in enumerate(run) if each == word]
                if len(places) > 1:
                    found |= {"", word}  # "the Upper and the Lower Dam" are two
                for at in places[:1]:
                    rest = run[at + 1 :]
                    if rest and rest[0][0].isupper():
                        continue  # the Dam Authority is no dam
                    named = run[: at + 1] + (rest if rest[:1] in (["of"], ["for"]) else [])
                    named = named[1:] if named[0] in {"The", "A", "An"} else named
                    if len(named) > 1:
                        found.add(" ".join(named))
            self._nouns[noun] = found.pop() if len(found) == 1 else ""
        return self._nouns[noun]

    @cached_property
    def _runs(self) -> list[list[str]]:
        """The article's stretches of capitalised words, with the particles of names among them, parted at sentence ends and owners."""
        found: list[list[str]] = []
        for match in _RUN.finditer(self._text):
            if self._in_title_case(match.start()):
                continue
            run: list[str] = []
            for word in match[0].split(" "):
                run.append(word)
                # "left Niamey. Ana Costa", "Norway's Ana Costa"
                if len(word) > 2 and word.endswith(_ENDINGS) and word.lower().strip(".") not in TITLES:
                    found.append(run)
                    run = []
            found.append(run)
        return [run for run in found if len(run) > 1]

    def _in_title_case(self, at: int) -> bool:
        """Whether the line around an offset has capitals all through ("Chad Accuses Mali of Arming Rebels"), so that they tell no name."""
        if at not in self._title_case:
            start, end = self._text.rfind("\n", 0, at) + 1, self._text.find("\n", at)
            line = self._text[start : end if end >= 0 else len(self._text)]
            words = [word for word in _WORD.findall(line[:_LONGEST_HEADLINE]) if len(word) > 3 and not word.isupper()]
            titled = len(line) < _LONGEST_HEADLINE and len(words) > 3 and sum(word[0].isupper() for word in words) > 0.8 * len(words)
            self._title_case[at] = titled
        return self._title_case[at]

    @cached_property
    def _title_case(self) -> dict[int, bool]:
        return {}

    @cached_property
    def _joined_runs(self) -> list[list[str]]:
        """The article's stretches of capitalised words joined by "of", "and", "for" and "the"."""
        return [match[0].split(" ") for match in _JOINED_RUN.finditer(self._text)]

    @cached_property
    def _nouns(self) -> dict[str, str]:
        return {}

    @cached_property
    def _names(self) -> dict[str, str]:
        return {}


def _bare(word: str) -> str:
    """A word without the ending of an owner and without a full stop."""
    if word.isalpha():
        return word
    return word.removesuffix("'s").removesuffix("’s").rstrip(".")


def strip_titles(words: list[str]) -> list[str]:
    """The words of a name without titles, ranks and small words before it.

    >>> strip_titles("Foreign Ministry Undersecretary Ana Costa".split()), strip_titles("Mr Costa".split())
    (['Ana', 'Costa'], ['Costa'])
    """
    rest = list(words)
    while len(rest) > 1 or (rest and rest[0].lower().strip(".,") in TITLES):
        word = rest[0].lower().strip(".,")
        if (
            word in TITLES
            or word in {"of", "for", "the", "and", "a", "an", "his", "her", "its", "their", "us", "uk", "un", "eu"}
            or word.split("-")[0] in {"ex", "vice"}
        ):
            rest.pop(0)
        else:
            break
    return rest


def _abbreviates(short: str, words: list[str]) -> bool:
    """Whether each letter of an acronym begins, in order, one of the words or stands within one already begun."""
    letters = "".join(c for c in key(short).upper() if c.isalpha())
    initials = [part[0].upper() for word in words for part in word.split("-") if part]
    at = 0
    for initial in initials:
        if at < len(letters) and letters[at] == initial:
            at += 1
    if at == len(letters):
        return True
    text = "".join(words).upper()
    place = 0
    for letter in letters:
        place = text.find(letter, place)
        if place < 0:
            return False
        place += 1
    return at * 2 >= len(letters)
