"""The entity types of each corpus as kg's own, by the rules written in `entity_types.toml`."""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.train.corpora import Sentence, blocks, detokenised, name_spans, named, retokenised, tagged

RULES = tomllib.loads((Path(__file__).parent / "entity_types.toml").read_text(encoding="utf-8"))

_MONTH = r"(?:Jan(?:uary|\.)|Feb(?:ruary|\.)|March|Mar\.|April|Apr\.|May|June|July|Aug(?:ust|\.)|Sept(?:ember|\.)|Oct(?:ober|\.)|Nov(?:ember|\.)|Dec(?:ember|\.))"
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_YEAR = r"(?:1[5-9]|20)\d\d"
_DATE = re.compile(
    rf"\b(?:"
    rf"(?:{_DAY},? )?\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH}(?:,? {_YEAR})?\b"
    rf"|(?:{_DAY},? )?{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?\b(?!,?\d)(?:,? {_YEAR}\b)?"
    rf"|(?:(?:early|late|mid-?) ?)?{_MONTH}(?: of)?,? {_YEAR}\b"
    rf"|(?:in|since|until|by|last|next|this|late|early|mid|of|before|after|from|to) (?P<month>{_MONTH}(?!\w))(?!,? (?:[A-Z]|\d))"
    rf"|(?:last |next |this )?{_DAY}\b"
    rf"|(?:last|next|this|past) (?:week|month|year|summer|winter|spring|autumn|weekend)\b"
    rf"|(?:yesterday|today|tomorrow)\b"
    rf"|(?:the )?{_YEAR}s\b"
    rf"|(?<![\w$£€.,/#-]){_YEAR}(?![\w%/]|[.,-]\d)"
    rf")"
)


def dates(text: str) -> list[tuple[int, int, str]]:
    """(start, end, "DATE") of each date in `text`: days, months, years, "last week", "today".

    >>> [text[a:b] for text in ["On Friday, 3 May 2013, or in June 2014; they may march in March."] for a, b, _ in dates(text)]
    ['Friday, 3 May 2013', 'June 2014', 'March']
    """
    return [(*(m.span("month") if m["month"] else m.span()), "DATE") for m in _DATE.finditer(text)]


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Names of places and peoples, lower case, from the open fact tables."""

    polities: frozenset[str]
    nature: frozenset[str]
    demonyms: frozenset[str]

    @classmethod
    @cache
    def read(cls, facts: Path) -> Gazetteer:
        """The gazetteer of a folder of fact tables."""

        def column(file: str, *columns: str) -> set[str]:
            with (facts / file).open(encoding="utf-8", newline="") as rows:
                return {part.strip().lower() for row in csv.DictReader(rows) for name in columns for part in row[name].split(";")} - {""}

        polities = column("territories.csv", "name", "full_name") | column("ne_countries.csv", "NAME", "NAME_LONG")
        polities |= column("ne_populated_places.csv", "NAME", "NAMEASCII", "NAME_EN", "ADM1NAME")
        polities |= {"us", "u.s.", "uk", "u.k.", "usa", "u.s.a.", "uae", "washington", "england", "scotland", "wales", "gaza", "west bank"}
        nature = column("ne_seas.csv", "name", "name_en") | column("ne_physical_regions.csv", "name")
        demonyms = column("demonyms.csv", "adjectivals", "demonyms")
        demonyms |= {"kurdish", "kurds", "kurd", "palestinian", "palestinians", "arab", "arabs", "european", "europeans", "african", "africans", "asian",
            "asians", "muslim", "muslims", "christian", "christians", "jewish", "jews", "sunni", "sunnis", "shiite", "shiites", "shia", "western",
            "soviet", "ottoman", "catholic", "catholics", "protestant", "islamic", "buddhist", "hindu", "republican", "republicans", "democrat",
            "democrats", "democratic", "scottish", "welsh", "english", "tibetan", "chechen", "catalan", "basque", "bosniak", "yazidi", "yazidis",
            "druze", "alawite", "alawites", "houthi", "houthis", "turkmen", "pashtun", "uyghur", "uyghurs", "rohingya", "tatar", "tatars"}  # fmt: skip
        return cls(frozenset(polities), frozenset(nature), frozenset(demonyms))

    def place(self, name: str) -> str:
        """GPE, LOC or FAC: what a place of this name most likely is; a place that no table knows counts as a town."""
        key = re.sub(r"^the ", "", name.lower())
        rules = RULES["place"]
        if key in rules["regions"]:
            return "LOC"
        if key in self.polities:
            return "GPE"
        words = key.split()
        if key in self.demonyms:
            return "NORP"
        for kind in ("FAC", "LOC"):
            if words and (words[-1] in rules[kind] or (words[0] in rules[kind] and len(words) > 1)):
                return kind
        return "LOC" if key in self.nature or words[:1] in (["northern"], ["southern"], ["eastern"], ["western"], ["central"]) else "GPE"

    def kind(self, rule: str, name: str) -> str:
        """The type that a rule of `entity_types.toml` gives to a name; empty for none."""
        if rule.startswith("="):
            return rule[1:]
        if rule == "place":
            return self.place(name)
        if rule == "person":
            if name.lower() in RULES["titles"]["groups"]:
                return "ORG"
            return "NORP" if name.lower().removeprefix("the ") in self.demonyms else "PERSON"
        if rule == "misc":
            return "NORP" if name.lower() in self.demonyms else "OTHER"
        if rule == "work":
            return "OTHER" if name[:1].isupper() else ""
        return ""


def untitled(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without the titles and articles in front of a person's name; unchanged where nothing would be left.

    >>> a, b = untitled("Prime Minister Erna Solberg", 0, 27)
    >>> (a, b)
    (15, 27)
    """
    words = list(re.finditer(r"[^\s-]+|-", text[start:end]))
    forms = [word[0].lower().rstrip(".") for word in words]
    after = max((i + 1 for i, form in enumerate(forms[:-1]) if form in RULES["titles"]["words"]), default=0)
    while after < len(words) and forms[after] in RULES["titles"]["linking"]:
        after += 1
    return (start + words[after].start(), end) if after < len(words) else (start, end)


def typed(text: str, spans: Sequence[tuple[int, int, str]], rules: dict[str, str], gazetteer: Gazetteer) -> list[tuple[int, int, str]]:
    """Name spans of a corpus in kg's types, titles cut, then peoples and dates filled in where nothing stands."""
    found: list[tuple[int, int, str]] = []
    for start, end, kind in spans:
        if text[start : start + 4].lower() == "the ":
            start += 4
        if own := gazetteer.kind(rules.get(kind, ""), text[start:end]):
            if own == "PERSON":
                start, end = untitled(text, start, end)
                if text[start:end].lower().rstrip(".") in RULES["titles"]["words"]:
                    continue
            found.append((start, end, own))
    return filled(text, found, gazetteer)


def filled(text: str, names: Sequence[tuple[int, int, str]], gazetteer: Gazetteer) -> list[tuple[int, int, str]]:
    """`names` with the peoples and dates that overlap none of them, in order."""
    found = list(names)
    peoples = [(m.start(), m.end(), "NORP") for m in re.finditer(r"\b[A-Z][a-z]+\b", text) if m[0].lower() in gazetteer.demonyms]
    for start, end, kind in [*dates(text), *peoples]:
        if all(end <= a or b <= start for a, b, _ in found):
            found.append((start, end, kind))
    return sorted(found)


def wikigold(path: Path, gazetteer: Gazetteer) -> list[Sentence]:
    """WikiGold's sentences with kg's types."""
    return _tagged(path, "wikigold", gazetteer)


def crossner(path: Path, gazetteer: Gazetteer) -> list[Sentence]:
    """CrossNER's sentences with kg's types."""
    return _tagged(path, "crossner", gazetteer, separator="\t")


def headlines(path: Path, gazetteer: Gazetteer, corpus: str = "btc") -> list[Sentence]:
    """The posts of one sentence in a corpus of posts, without their links, with kg's types by the rules of `corpus`; accounts are no names.

    Where annotators differ on a word, the label of the first counts.
    """
    found = []
    for post in tagged(path, separator="\t"):
        kept = [
            (form, "O" if form[0] in "@#" else label.split(",")[0])
            for form, label in zip(post.words, post.labels, strict=True)
            if form.strip() and form[:4] != "http"
        ]
        if len(kept) < 5 or any(form in {".", "?", "!", "...", "RT"} or form[0] == "@" for form, _ in kept[:-1]):
            continue
        text, spans = detokenised([form for form, _ in kept])
        found.append(named(text, typed(text, name_spans([label for _, label in kept], spans), RULES[corpus], gazetteer), corpus))
    return found


def _tagged(path: Path, corpus: str, gazetteer: Gazetteer, separator: str | None = None) -> list[Sentence]:
    found = []
    for number, sentence in enumerate(tagged(path, separator=separator)):
        text, spans = detokenised(sentence.words)
        names = typed(text, name_spans(sentence.labels, spans), RULES[corpus], gazetteer)
        found.append(named(text, names, f"{corpus}-{number}" if corpus == "crossner" else corpus))
    return found


def uner(path: Path, parsed: Path, gazetteer: Gazetteer) -> list[Sentence]:
    """The parsed sentences of a treebank with the names that Universal NER gives them, in kg's types."""
    labels = {tuple(words): marks for words, marks in _uner_sentences(path)}
    found = []
    for block in blocks(parsed):
        marks = labels.get(tuple(row.form for row in block.rows))
        names = None
        if marks is not None:
            spans = [(row.start, row.end) for row in block.rows]
            names = typed(block.text, name_spans(marks, spans), RULES["uner"], gazetteer)
        sentence = retokenised(block, names)
        if sentence is not None:
            found.append(sentence)
    return found


def _uner_sentences(path: Path) -> list[tuple[list[str], list[str]]]:
    return [
        (list(s.words), [mark if mark[:2] in {"B-", "I-"} else "O" for mark in s.labels])
        for s in tagged(path, word=1, label=2, separator="\t")
    ]
