"""Training sentences changed on purpose: letter case, and names exchanged for others of their kind."""

from __future__ import annotations

import csv
import random
from dataclasses import dataclass, replace
from pathlib import Path

from kg import resources
from kg.train.corpora import Sentence


@dataclass(frozen=True, slots=True)
class Names:
    """Names from the open fact tables by type: `whole[type]` lists names as tuples of words."""

    whole: dict[str, tuple[tuple[str, ...], ...]]

    @classmethod
    def read(cls, facts: Path) -> Names:
        """The names of a folder of fact tables: states, large towns, office-holders, parties, peoples; armed groups, media, bodies of
        states, acronyms and waters are those of kg's own lexicon."""

        def rows(file: str) -> list[dict[str, str]]:
            with (facts / file).open(encoding="utf-8", newline="") as lines:
                return list(csv.DictReader(lines))

        def clean(names: set[str], most: int = 4) -> tuple[tuple[str, ...], ...]:
            split = {tuple(name.split()) for name in names}
            return tuple(
                sorted(
                    s
                    for s in split
                    if 0 < len(s) <= most and all((w.isalpha() and w.isascii()) or w.replace("é", "e").isalpha() for w in s)
                )
            )

        def proper(names: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
            return tuple(s for s in names if all(w[0].isupper() or w in {"al", "bin", "ben", "de", "van", "von", "el", "ul"} for w in s))

        def ours(*files: str, types: frozenset[str]) -> set[str]:
            found: set[str] = set()
            for file in files:
                with resources.path(f"lexicon/{file}.csv").open(encoding="utf-8", newline="") as lines:
                    for r in csv.DictReader(lines):
                        if r["type"] in types:
                            found.update(name.strip() for name in (r["name"], *r["aliases"].split(";")) if name.strip())
            return found

        groups = ours("curated_groups", types=frozenset({"ArmedGroup"}))
        media = ours("curated_media", types=frozenset({"Media"}))
        bodies = ours("curated_organisations", types=frozenset({"IntergovernmentalOrganisation", "Alliance", "Organisation"}))
        waters = ours("waters", types=frozenset({"WaterBody"}))
        countries = clean({r["NAME"] for r in rows("ne_countries.csv") if r["TYPE"] in {"Sovereign country", "Country"}}, 2)
        towns = clean({r["NAMEASCII"] for r in rows("ne_populated_places.csv") if float(r["POP_MAX"] or 0) > 400_000}, 2)
        persons = proper(
            clean({r["person"] for r in rows("officeholders.csv")} | {r["officeholderLabel"] for r in rows("leaders_2022_wikidata.csv")}, 3)
        )
        parties = proper(clean({r["name"] for r in rows("parties.csv")}, 3))
        peoples = {(p.strip().capitalize(),) for r in rows("demonyms.csv") for p in r["adjectivals"].split(";") if p.strip().isalpha()}
        plurals = {(p.strip().capitalize(),) for r in rows("demonyms.csv") for p in r["demonyms"].split(";") if p.strip().isalpha()}
        return cls({
            "country": proper(countries),
            "town": proper(towns),
            "person": tuple(p for p in persons if len(p) >= 2),
            "surname": tuple(sorted({(p[-1],) for p in persons if len(p) >= 2})),
            "party": parties,
            "demonym": tuple(sorted(peoples)),
            "people": tuple(sorted(plurals)),
            "group": proper(clean({name for name in groups if not name.isupper()}, 3)),
            "media": proper(clean({name for name in media if "agency" not in name}, 3)),
            "body": proper(clean({name for name in bodies if not name.isupper()}, 4)),
            "acronym": clean({name for name in groups | bodies if name.isupper() and 2 < len(name) < 7}, 1),
            "water": proper(clean({name for name in waters if " " in name}, 3)),
        })  # fmt: skip


_KIND = {"GPE": ("country", "town"), "PERSON": ("person", "surname"), "ORG": ("group", "media", "body", "party")}


def swapped(sentence: Sentence, names: Names, draw: random.Random, chance: float) -> Sentence:
    """`sentence` with some of its places, persons and organisations exchanged for others of as many words."""
    words, lemmas = list(sentence.words), list(sentence.lemmas)
    at = 0
    while at < len(sentence.ents):
        if sentence.ents[at][0] != "B":
            at += 1
            continue
        end = at + 1
        while end < len(words) and sentence.ents[end][0] == "I":
            end += 1
        lists = _KIND.get(sentence.ents[at][2:], ())
        proper = not sentence.pos or all(pos == "PROPN" for pos in sentence.pos[at:end])
        if lists and proper and draw.random() < chance and all(word[0].isupper() and not word.isupper() for word in words[at:end]):
            pool = names.whole[draw.choice(lists)]
            other = pool[draw.randrange(len(pool))] if pool else ()
            if len(other) == end - at:
                words[at:end] = other
                if lemmas:
                    lemmas[at:end] = other
        at = end
    return replace(sentence, words=tuple(words), lemmas=tuple(lemmas))


def cased(sentence: Sentence, upper: bool) -> Sentence:
    """`sentence` in capitals, or in lower case; its lemmas stay.

    >>> cased(Sentence(("Oslo", "waits"), (True, True)), upper=True).words
    ('OSLO', 'WAITS')
    """
    return replace(sentence, words=tuple(word.upper() if upper else word.lower() for word in sentence.words))
