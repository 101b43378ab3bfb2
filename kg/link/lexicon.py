"""The lexicon of actors: who is called what. Names, aliases, demonyms and metonyms in one index."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from kg import resources
from kg.errors import LexiconError
from kg.link.lasting import lasting
from kg.link.tables import Entry, check, entry, key, read

SURE = ("states", "curated_")
"""Beginnings of the names of shipped tables whose names are actors wherever they are written in capitals."""

_KINDS = {
    "State": "GPE", "Territory": "GPE", "City": "GPE", "Region": "LOC", "WaterBody": "LOC", "Facility": "FAC", "ArmedGroup": "ARMED_GROUP",
    "People": "NORP", "Person": "PERSON", "Event": "EVENT", "Agreement": "LAW", "Vehicle": "VEHICLE", "Weapon": "WEAPON",
}  # fmt: skip


_FAMILY_FIRST = frozenset({"CHN", "TWN", "HKG", "KOR", "PRK", "SGP"})
"""Countries whose people the press names family first ("Xi Jinping")."""
_UNBOUND = 1_000
_PARTICLES = frozenset("al el bin ben ibn abu van von de da dos der den del di ter la le bar".split())


@dataclass(frozen=True, slots=True)
class Homograph:
    """A rule for a name that several entities share: this one is meant where most of its `cues` stand in the article."""

    id: str
    cues: tuple[str, ...]


class Lexicon:
    """Entries by id, by name and by adjective.

    >>> lexicon = Lexicon.load()
    >>> lexicon.named("Daesh")[0].entity.label, lexicon.described("Turkish")[0].entity.id, lexicon["city/ankara"].stands_for
    ('Islamic State', 'state/turkey', 'state/turkey')
    """

    def __init__(
        self,
        entries: Iterable[Entry],
        homographs: Mapping[str, tuple[Homograph, ...]] | None = None,
        sectors: Mapping[str, str] | None = None,
        *,
        preferred: Set[str] = frozenset(),
    ) -> None:
        self.entries: dict[str, Entry] = {}
        self.homographs = dict(homographs or {})
        self.sectors = dict(sectors or {})
        self.longest: dict[str, int] = {}
        self.states: dict[str, Entry] = {}
        self._names: dict[str, list[Entry]] = {}
        self._adjectives: dict[str, list[Entry]] = {}
        self._small: set[str] = set()
        self._surnames: dict[str, list[Entry]] | None = None
        self._bearers: Counter[str] | None = None
        self._capitals: dict[str, Entry] | None = None
        for each in entries:
            self._add(each)
        for name, rules in self.homographs.items():
            for rule in rules:
                shared = self.entries[rule.id]
                if shared not in self._names.get(name, ()) and shared not in self._adjectives.get(name, ()):
                    self._names.setdefault(name, []).append(shared)
                    self.longest[name.split(" ")[0]] = max(self.longest.get(name.split(" ")[0], 0), 1 + name.count(" "))
        for found in (*self._names.values(), *self._adjectives.values()):
            if len(found) > 1:
                found.sort(key=lambda each: (each.entity.id not in preferred, *each.order))

    def _add(self, each: Entry) -> None:
        entity = each.entity
        self.entries[entity.id] = each
        if entity.type in {"State", "Territory"} and entity.country:
            self.states.setdefault(entity.country, each)
        for index, names in ((self._names, (entity.label, *each.aliases)), (self._adjectives, each.adjectives)):
            for name in names:
                folded = key(name)
                found = index.get(folded)
                if found is None:
                    index[folded] = [each]
                elif found[-1] is not each:
                    found.append(each)
                first, *rest = folded.split(" ")
                if self.longest.get(first, 0) <= len(rest):
                    self.longest[first] = 1 + len(rest)
                if name[0].islower():
                    self._small.add(folded)

    def __getitem__(self, id: str) -> Entry:
        return self.entries[id]

    def __contains__(self, id: str) -> bool:
        return id in self.entries

    def __len__(self) -> int:
        return len(self.entries)

    def reach(self, word: str) -> int:
        """How many words the longest name that begins with this word has; 0 where none does."""
        reach = self.longest.get(word.casefold(), 0)
        if word.isupper() or "." in word:  # short capitals keep their case
            return max(reach, self.longest.get(word.replace(".", ""), 0))
        return reach

    def reach_of_two(self, first: str, second: str) -> int:
        """The same of a name that begins with two words, one blank between them; no bound where marks or accents leave it open.

        >>> lexicon = Lexicon.load()
        >>> lexicon.reach("United") > 1, lexicon.reach_of_two("United", "Nations") > 1, lexicon.reach_of_two("United", "in")
        (True, True, 0)
        """
        if not (first.isalpha() and second.isalpha() and first.isascii() and second.isascii()) or first.lower() == "the":
            return _UNBOUND
        both = f"{first} {second}"
        return max(self._longest_of_two.get(both, 0), self._longest_of_two.get(both.casefold(), 0))

    @cached_property
    def _longest_of_two(self) -> dict[str, int]:
        found: dict[str, int] = {}
        for name in (*self._names, *self._adjectives):
            words = name.split(" ")
            if len(words) > 1:
                both = f"{words[0]} {words[1]}"
                found[both] = max(len(words), found.get(both, 0))
        return found

    def named(self, text: str) -> Sequence[Entry]:
        """The entries that have this name or alias, likelier ones first. Words in small letters only find an alias so written."""
        return self._found(self._names, text)

    def described(self, text: str) -> Sequence[Entry]:
        """The entries that have this adjective or demonym ("Turkish", "Turks"), likelier ones first."""
        return self._found(self._adjectives, text)

    def _found(self, index: dict[str, list[Entry]], text: str) -> Sequence[Entry]:
        folded = key(text)
        found = index.get(folded)
        if found is None:
            if len(folded) < 4 or not folded.isupper():
                return ()
            folded = folded.casefold()
            found = index.get(folded)
            if found is None:
                return ()
        if folded not in self._small and text.islower():
            return ()
        return found

    def surnamed(self, surname: str) -> Sequence[Entry]:
        """The people of the lexicon with this family name, without or with its particle ("Sisi", "el-Sisi")."""
        if self._surnames is None:
            self._surnames = {}
            for each in self.entries.values():
                if each.entity.type == "Person":
                    place = 0 if each.entity.country in _FAMILY_FIRST else -1
                    for name in dict.fromkeys(key(name).casefold().split(" ")[place] for name in (each.entity.label, *each.aliases)):
                        self._surnames.setdefault(name, []).append(each)
        words = key(surname).casefold().split(" ")
        return self._surnames.get(words[-1], ()) if all(word in _PARTICLES for word in words[:-1]) else ()

    def bearers(self, name: str) -> int:
        """How many people of the lexicon bear this word in their name, wherever it stands ("Ali", "Khan").

        >>> lexicon = Lexicon.load()
        >>> lexicon.bearers("Ali") > 20, lexicon.bearers("Putin")
        (True, 1)
        """
        if self._bearers is None:
            people = (each for each in self.entries.values() if each.entity.type == "Person")
            self._bearers = Counter(
                word
                for each in people
                for word in {word for name in (each.entity.label, *each.aliases) for word in key(name).casefold().split()}
            )
        return self._bearers[key(name).casefold()]

    def capital_of(self, id: str) -> Entry | None:
        """The city that stands for a state; None where there is none."""
        if self._capitals is None:
            self._capitals = {}
            for each in self.entries.values():
                if each.stands_for and each.entity.type == "City":
                    self._capitals.setdefault(each.stands_for, each)
        return self._capitals.get(id)

    def state_of(self, id: str) -> Entry | None:
        """The state or territory at the top of an entity's parents; itself where it is one."""
        each = self.entries.get(id)
        while each is not None and each.entity.type not in {"State", "Territory"}:
            each = self.entries.get(each.parent) if each.parent else self.states.get(each.entity.country)
        return each

    def kind(self, text: str) -> str:
        """The entity type of a name that means one thing beyond doubt: "GPE", "ORG", "ARMED_GROUP", "NORP" ...; "" for any other.

        >>> lexicon = Lexicon.load()
        >>> lexicon.kind("US"), lexicon.kind("us"), lexicon.kind("IS"), lexicon.kind("Hurriyet"), lexicon.kind("Turkish")
        ('GPE', '', 'ARMED_GROUP', 'ORG', 'NORP')
        """
        if names := self.named(text):
            first = names[0]
            if first.sure or first.stands_for:
                return _KINDS.get(first.entity.type, "ORG")
        return "NORP" if self.described(text) else ""

    @classmethod
    def load(cls, paths: Sequence[Path] = ()) -> Lexicon:
        """The lexicon that travels with kg, with the user's own tables on top; a user's row replaces ours of the same id.

        Raises LexiconError with file, line and reason; then nothing is loaded.
        """
        return _with(paths) if paths else _travelling()

    @classmethod
    def of(cls, rows: Iterable[Mapping[str, str]]) -> Lexicon:
        """A lexicon of rows given as mappings, checked like those of a file.

        >>> Lexicon.of([{"id": "city/oslo", "name": "Oslo", "type": "City"}]).named("Oslo")[0].entity.type
        'City'
        """
        entries = [entry(row, f"row {number}", number) for number, row in enumerate(rows, start=1)]
        check(entries)
        return cls(entries)


Shipped = tuple[tuple[Entry, ...], dict[str, tuple[Homograph, ...]], dict[str, str]]


@lru_cache(maxsize=1)
def _travelling() -> Lexicon:
    with lasting():
        return _joined((), *_shipped())


def _with(paths: Sequence[Path]) -> Lexicon:
    """Ours and the user's rows; the user's are read anew each time, since he may be at work on them."""
    own = {each.entity.id: each for path in paths for each in _own(path)}
    with lasting():
        return _joined(tuple(own.values()), *_shipped())


def _joined(
    own: tuple[Entry, ...], shipped: tuple[Entry, ...], homographs: dict[str, tuple[Homograph, ...]], sectors: dict[str, str]
) -> Lexicon:
    replaced = {each.entity.id for each in own}
    entries = [*(each for each in shipped if each.entity.id not in replaced), *own]
    check(entries)
    claimed = {key(name) for each in own for name in (each.entity.label, *each.aliases)}
    return Lexicon(entries, {name: rules for name, rules in homographs.items() if name not in claimed}, sectors, preferred=replaced)


@lru_cache(maxsize=1)
def _shipped() -> Shipped:
    folder = resources.path("lexicon")
    entries: list[Entry] = []
    homographs: dict[str, list[Homograph]] = {}
    sectors: dict[str, str] = {}
    for path in sorted(folder.glob("*.csv")):
        if path.stem == "homographs":
            homographs = _homographs(path)
        elif path.stem == "agents":
            sectors = _sectors(path)
        else:
            sure = path.stem.startswith(SURE)
            entries += [entry(row, f"{path.name}:{line}", line, sure=sure) for line, row in read(path)]
    known = {each.entity.id for each in entries}
    for name, rules in homographs.items():
        for rule in rules:
            if rule.id not in known:
                raise LexiconError(f"the rule for {name!r} names the unknown id {rule.id!r}", where=str(folder / "homographs.csv"))
    return tuple(entries), {name: tuple(rules) for name, rules in homographs.items()}, sectors


def _homographs(path: Path) -> dict[str, list[Homograph]]:
    found: dict[str, list[Homograph]] = {}
    for line, row in _plain(path, ("alias", "id", "cues", "note")):
        if not row["alias"] or not row["id"]:
            raise LexiconError("lacks an alias or an id", where=f"{path}:{line}", remedy="fill both")
        cues = tuple(cue.strip() for cue in row["cues"].split(";") if cue.strip())
        found.setdefault(key(row["alias"]), []).append(Homograph(row["id"], cues))
    return found


def _sectors(path: Path) -> dict[str, str]:
    return {row["phrase"]: row["sector"] for _, row in _plain(path, ("phrase", "sector", "source", "licence"))}


def _plain(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    with path.open(encoding="utf-8", newline="") as file:
        lines = csv.DictReader(file)
        if tuple(lines.fieldnames or ()) != columns:
            raise LexiconError("has other columns than it should", where=f"{path}:1", remedy=f"begin with {','.join(columns)}")
        for row in lines:
            if None in row or None in row.values():
                raise LexiconError(
                    "has too many or too few columns", where=f"{path}:{lines.line_num}", remedy="quote cells that hold commas"
                )
            yield lines.line_num, row


def _own(path: Path) -> list[Entry]:
    """The user's rows; an alias that two of them claim is an error, for nothing says which is meant."""
    found = [entry(row, f"{path}:{line}", line) for line, row in read(path)]
    ids: dict[str, Entry] = {}
    names: dict[str, Entry] = {}
    for each in found:
        if (other := ids.setdefault(each.entity.id, each)) is not each:
            raise LexiconError(
                f"the id {each.entity.id!r} stands also at {other.where}", where=each.where, remedy="give each entity one row"
            )
        for name in (each.entity.label, *each.aliases):
            if (other := names.setdefault(key(name), each)) is not each:
                raise LexiconError(
                    f"the alias {name!r} is claimed also at {other.where}", where=each.where, remedy="leave it to one of them"
                )
    return found
