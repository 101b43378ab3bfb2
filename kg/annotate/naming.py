"""Names read by the nouns in and beside them: buildings by their last word, ships and spacecraft by what they are called.

Vehicles are one of the seven entity types of ACE 2005 (VEH). The corpora that the model learnt from do not mark them, so it
takes their names for towns, persons or bodies, and "Oslo sank the frigate Lund" would be an attack on a town.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.name_nouns import NameNouns, name_nouns

VEHICLE = "VEHICLE"
_NO_THINGS = frozenset({"DATE", "NORP"})
_TAKEN_FOR_BUILDINGS = frozenset({"ORG", "GPE", "LOC"})
_NAMING = frozenset({"NNP", "NNPS", "CD", "NNS", "NN"})
# What the name of a vehicle may be read as where it stands again, whole and without a title.
_NO_PLACE = frozenset({"ORG", "FAC", "EVENT", "OTHER"})
_NO_PERSON = _NO_PLACE | {"GPE", "LOC", ""}
_OTHER_CLAUSES = frozenset({"acl", "acl:relcl", "ccomp", "advcl", "parataxis"})
_PARTICLES = frozenset({"de", "da", "di", "du", "del", "la", "le", "el", "al", "von", "van", "der"})
_LOCATIVE = frozenset({"in", "near", "from", "at", "outside"})


class Name(NamedTuple):
    """A name: its first word, the word behind its last, its label."""

    start: int
    end: int
    kind: str


class Text(NamedTuple):
    """The words of a document with their Penn tags, the numbers of their heads (a root's its own) and their relations."""

    words: Sequence[str]
    tags: Sequence[str]
    heads: Sequence[int]
    deps: Sequence[str]


def renamed(text: Text, names: Sequence[Name]) -> list[Name]:
    """`names` in order, with the labels that nouns tell and the vehicles that had been missed; none lies over another.

    >>> text = Text("the frigate Lund and the Museum of Lund".split(), "DT NN NNP CC DT NNP IN NNP".split(),
    ...     [1, 1, 1, 5, 5, 1, 7, 5], "det root appos cc det conj case nmod".split())
    >>> [(" ".join(text.words[n.start:n.end]), n.kind) for n in renamed(text, [Name(2, 3, "GPE"), Name(5, 8, "ORG")])]
    [('Lund', 'VEHICLE'), ('Museum of Lund', 'FAC')]
    """
    nouns = name_nouns()
    told = [
        Name(name.start, name.end, (name.kind in _TAKEN_FOR_BUILDINGS and nouns.label_of(text.words[name.start : name.end])) or name.kind)
        for name in names
    ]
    vehicles = [Name(start, end, VEHICLE) for start, end in _Vehicles(text, told, nouns).found()]
    if not vehicles:
        return told
    taken = {word for vehicle in vehicles for word in range(vehicle.start, vehicle.end)}
    kept = [name for name in told if taken.isdisjoint(range(name.start, name.end))]
    return sorted([*kept, *vehicles])


class _Vehicles:
    """Finds the vehicles among a document's names and words."""

    def __init__(self, text: Text, names: Sequence[Name], nouns: NameNouns) -> None:
        self.text, self.names, self.nouns = text, names, nouns
        self.at = {word: name for name in names for word in range(name.start, name.end)}

    def found(self) -> list[tuple[int, int]]:
        """(first word, word behind the last) of each vehicle's name, in order."""
        told = (*self._titled(), *self._described())
        found = dict.fromkeys((start, end) for start, end in told if not any(self._dated(word) for word in range(start, end)))
        if not found:
            return []
        called: dict[tuple[str, ...], frozenset[str]] = {}
        for start, end in found:
            words = tuple(self.text.words[start:end])
            called[words] = _NO_PERSON
            called.setdefault(self._without_title(words), _NO_PLACE)
            called.setdefault(words[-1:], frozenset())
        result: list[tuple[int, int]] = []
        for start, end in sorted((*found, *self._again(called)), key=lambda span: (span[0], -span[1])):
            if not result or start >= result[-1][1]:
                result.append((start, end))
        return result

    def _titled(self) -> Iterator[tuple[int, int]]:
        """ "USS Cole", "Space Shuttle Columbia": a title of ships, or a noun for vehicles written large, with the name behind it."""
        words = self.text.words
        for at, word in enumerate(words):
            if not word[:1].isupper() or at + 1 >= len(words):
                continue
            behind = at + 1
            if " ".join(words[at : at + 2]) in self.nouns.titles:
                behind = at + 2
            elif word not in self.nouns.titles and not (word.lower() in self.nouns.vehicles and self.text.tags[at] == "NNP"):
                continue
            elif at in self.at and self.at[at].start < at:
                continue  # "Solveig Shuttle Lund" is no title with a name
            end = self._run(behind)
            if end > behind and self._is_no_body(end) and not self._dated(behind):
                yield at, end

    def _described(self) -> Iterator[tuple[int, int]]:
        """ "the frigate Lund", "the carriers Lund and Moss", "Lund, a frigate", "a frigate, the Lund"."""
        heads, deps = self.text.heads, self.text.deps
        for at in range(len(heads)):
            several = self._several(at)
            if several is None:
                continue
            behind = at + 1
            if behind < len(heads) and self.text.words[behind][:1].isupper() and not self._dated(behind):
                end = self.at[behind].end if behind in self.at and self.at[behind].start == behind else self._run(behind)
                head = self._head(behind, end)
                if end > behind and self._names_what_stands_before(head, at) and self._is_no_body(end):
                    yield behind, end
                    if several:
                        yield from self._joined(head)
            beside = [word for word in range(at + 1, min(at + 6, len(heads))) if heads[word] == at and deps[word] == "appos"]
            for word in (*beside, heads[at]) if deps[at] == "appos" else beside:
                name = self.at.get(word)
                if name is not None and name.kind not in _NO_THINGS and (name.kind != "PERSON" or self._is_definite(name)):
                    yield name.start, name.end

    def _names_what_stands_before(self, head: int, noun: int) -> bool:
        """Whether the name headed by `head` names the `noun` before it: "the ship Chad seized" and "the ship Chad's navy has" do not."""
        above = self.text.heads[head]
        acts = self.text.deps[head].startswith("nsubj") and above != self.text.heads[noun] and self.text.deps[above] in _OTHER_CLAUSES
        return self.text.deps[head] != "nmod:poss" and not acts and self._root(head) == self._root(noun)

    def _root(self, word: int) -> int:
        for _ in range(len(self.text.heads)):
            if self.text.heads[word] == word:
                break
            word = self.text.heads[word]
        return word

    def _is_definite(self, name: Name) -> bool:
        return name.start > 0 and self.text.words[name.start - 1].lower() == "the"

    def _several(self, at: int) -> bool | None:
        """Whether a common noun for vehicles stands in the plural; None where it is no such noun."""
        word = self.text.words[at]
        for noun in (word, word[:-1]) if word.endswith("s") else (word,):
            if noun in self.nouns.vehicles or (at and f"{self.text.words[at - 1]} {noun}" in self.nouns.vehicles):
                return noun != word
        return None

    def _is_no_body(self, end: int) -> bool:
        """Whether the last word of a name is none that tells a body or a building of it ("Shuttle Program")."""
        last = self.text.words[end - 1].lower()
        return last not in self.nouns.bodies and last not in self.nouns.heads

    def _joined(self, head: int) -> Iterator[tuple[int, int]]:
        for name in self.names:
            above = self._head(name.start, name.end)
            if self.text.deps[above] == "conj" and self.text.heads[above] == head and name.start > head and name.kind not in _NO_THINGS:
                yield name.start, name.end

    def _again(self, called: dict[tuple[str, ...], frozenset[str]]) -> Iterator[tuple[int, int]]:
        """Where a vehicle's name, or its end, stands again: behind "the", or read as one of the labels it was `called` with,
        but not where it tells where something is ("in Lund")."""
        words, first = self.text.words, {name[0] for name in called}
        for at, word in enumerate(words):
            if word not in first:
                continue
            for name, kinds in called.items():
                end = at + len(name)
                if tuple(words[at:end]) != name or not self._free(at, end):
                    continue
                before = words[at - 1].lower() if at else ""
                kind = self.at[at].kind if at in self.at else ""
                if before == "the" or (before not in _LOCATIVE and kind in kinds):
                    yield at, end

    def _free(self, start: int, end: int) -> bool:
        """Whether the words are a name of their own, or of none and tagged as one."""
        within = {self.at[word] for word in range(start, end) if word in self.at}
        if not within:
            return all(self.text.tags[word] in {"NNP", "NNPS"} for word in range(start, end))
        return all(start <= name.start and name.end <= end and name.kind not in _NO_THINGS for name in within)

    def _without_title(self, words: tuple[str, ...]) -> tuple[str, ...]:
        for cut in (2, 1):
            title = " ".join(words[:cut])
            if len(words) > cut and (title in self.nouns.titles or title.lower() in self.nouns.vehicles):
                return words[cut:]
        return words

    def _run(self, start: int) -> int:
        """The word behind the words that are written large and tagged as names from `start` on."""
        end = start
        while end < len(self.text.words) and (self._is_part(end) or (end > start and self._joins(end))):
            if end > start and end in self.at and self.at[end].start == end and (end - 1) in self.at:
                break
            end += 1
        return end

    def _is_part(self, word: int) -> bool:
        return self.text.tags[word] in _NAMING and self.text.words[word][:1].isupper()

    def _joins(self, word: int) -> bool:
        """Whether a small word stands within a name: "Charles de Gaulle"."""
        return self.text.words[word] in _PARTICLES and word + 1 < len(self.text.words) and self._is_part(word + 1)

    def _dated(self, word: int) -> bool:
        return word in self.at and self.at[word].kind in _NO_THINGS

    def _head(self, start: int, end: int) -> int:
        return next(
            (word for word in range(start, end) if not start <= self.text.heads[word] < end or self.text.heads[word] == word), start
        )
