"""Which of the entities that share a name is meant in an article."""

from __future__ import annotations

from collections.abc import Sequence

from kg.link.frame import Frame
from kg.link.lexicon import Lexicon
from kg.link.tables import Entry, key
from kg.link.word_classes import word_class

_LARGE = 800
"""Cities stand in their table by size; one further down gives way to a region of its name."""
_EVERYDAY = word_class("everyday-name")
_SHORT = 4
"""Acronyms up to this length mean many things."""


class Choice:
    """Chooses by the rules for homographs, the kind of name, the countries that the article is about, and the likelier meaning.

    Called with a name and whether an adjective is wanted, it gives what a described actor may belong to.

    >>> from kg.model import Article
    >>> lexicon = Lexicon.load()
    >>> choice = Choice(Frame(Article.of("Congo and Rwanda quarrel over Goma."), lexicon), lexicon)
    >>> choice.named("Congo").entity.id, choice.described("Congolese").entity.country
    ('state/democratic-republic-of-the-congo', 'COD')
    """

    def __init__(self, frame: Frame, lexicon: Lexicon) -> None:
        self._frame = frame
        self._lexicon = lexicon

    def __call__(self, name: str, *, adjective: bool) -> Entry | None:
        if adjective:
            return self.described(name)
        found = self.named(name, "GPE" if name.istitle() else "ORG")
        if found is not None and found.entity.type == "Media" and self._lexicon.described(name):
            return None  # "Australian" before a noun is the adjective, not the newspaper
        if found is None and (long := self._frame.definitions.get(name)):
            found = self.named(long, "ORG")
        if found is not None and found.stands_for and found.entity.type in {"City", "Facility"}:
            return self._lexicon[found.stands_for]
        return found if found is None or found.sure or found.entity.type in {"City", "Region", "Person"} else None

    def named(self, text: str, kind: str = "") -> Entry | None:
        """The entry that a name most likely means in this article; None where no entry fits."""
        entries = self._lexicon.named(text)
        if kind == "VEHICLE":  # a frigate bears the name of a town
            entries = [each for each in entries if each.entity.type == "Vehicle"]
        return self._choose(text, entries, kind) if entries else None

    def described(self, text: str) -> Entry | None:
        """The entry that an adjective or demonym most likely belongs to in this article."""
        entries = self._lexicon.described(text)
        return self._choose(text, entries, "NORP") if entries else None

    def _choose(self, text: str, entries: Sequence[Entry], kind: str) -> Entry | None:
        if rules := self._lexicon.homographs.get(key(text)):
            counts = [self._frame.cues(rule.cues) for rule in rules]
            best = counts.index(max(counts))
            chosen = self._lexicon[rules[best].id]
            if self._elsewhere(chosen) if not max(counts) else self._outnumbered(chosen):
                return None
            if kind != "PERSON" or not self._first_name(text):
                return chosen
        fitting = [each for each in entries if self._fits(each, text, kind)]
        if not fitting:
            return None
        if len(fitting) == 1:
            return fitting[0]
        first = fitting[0]
        if first.entity.type in {"State", "Territory", "IntergovernmentalOrganisation", "Alliance"} and kind != "PERSON":
            return first
        return max(fitting, key=lambda each: self._weight(each, kind))

    def _fits(self, each: Entry, text: str, kind: str) -> bool:
        entity = each.entity
        if kind == "PERSON":
            if entity.type == "Person":
                return each.sure or not entity.country or entity.country in self._frame.countries
            return (each.sure or bool(each.stands_for)) and not self._first_name(text)
        if entity.type == "Person":
            return (
                kind in {"ORG", "PHRASE", "", "GPE", "NORP", "LOC"}
                and " " in text
                and (not entity.country or entity.country in self._frame.countries)
            )
        if each.sure or each.stands_for:
            short = len(text) <= 3 and text.isupper()
            return not (short and entity.type in {"Media", "Party", "Organisation", "Company"} and entity.country and self._stranger(each))
        if entity.type == "City":
            return kind in {"GPE", "LOC", "FAC", "ORG", "FACILITY"}
        if entity.type == "Party" and (text.isupper() or len(text) < 6):
            return entity.country in self._frame.countries
        if entity.type in {"Media", "Company"}:
            if entity.country and (text.casefold() in _EVERYDAY or (len(text) <= _SHORT and text.isupper())):
                return kind == "ORG" and entity.country in self._frame.countries
            return kind in {"ORG", "PHRASE"}
        return kind != "NORP"

    def _elsewhere(self, each: Entry) -> bool:
        """Whether a body with an everyday name ("Congress") belongs to a country that the article, which names others, does not."""
        countries = self._frame.countries
        return each.entity.type in {"Organisation", "Party", "Ministry"} and bool(countries) and each.entity.country not in countries

    def _outnumbered(self, each: Entry) -> bool:
        """Whether the article is about another country than that of a body with an everyday name, which it names in passing."""
        (top, most), *_ = self._frame.countries.most_common(1) or [("", 0)]
        own = self._frame.countries.get(each.entity.country, 0)
        return each.entity.type in {"Organisation", "Party", "Ministry"} and top != each.entity.country and most > 2 * own

    def _stranger(self, each: Entry) -> bool:
        """Whether a short acronym belongs to a country that the article never names, and is not of those known everywhere."""
        return (
            each.entity.country not in self._frame.countries
            and each.entity.country not in {"USA", "GBR", "FRA"}
            and each.entity.type not in {"Media"}
        )

    def _first_name(self, text: str) -> bool:
        return " " not in text and bool(self._frame.full_name(text))

    def _weight(self, each: Entry, kind: str) -> tuple[int, int, int, int, int, int]:
        entity = each.entity
        near = self._frame.countries.get(entity.country, 0) if entity.country else 0
        return (
            int((entity.type == "Person") == (kind == "PERSON")),
            int(each.sure) + int(bool(each.stands_for)),
            int(near > 0),
            int(entity.type != "City" or bool(each.stands_for) or each.rank < _LARGE),
            -each.order[0] if not near else -min(each.order[0], 9),
            near * 1000 - min(each.rank, 99_999) // 100,
        )
