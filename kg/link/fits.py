"""Which rows of the lexicon of acts fit a wording, and how specifically."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence, Set
from typing import Protocol

from kg.link.act_rows import Row, several
from kg.link.outcomes import THING, act_type
from kg.link.wording import Phrase, Wording
from kg.ontology import EXTENSION

_NO_ACTS = EXTENSION | {THING}
"""What a noun may name that one cannot do, begin or end."""
_IGNORED = 4.0
"""What it costs a row to overlook a particle or preposition of the predicate ("call" for "call for")."""
_NOUN = 9.0
"""What it is worth to name the noun of a light verb, whose preposition may then be overlooked ("give an ultimatum to")."""
_FURTHER_OFF = 7.0
_WORTH = {"noun": _NOUN, "object": 8.0, "context": _FURTHER_OFF}
"""What it is worth to name the head of a phrase, by its slot."""


class Meanings(Protocol):
    """What a wording is looked up in: base forms, the heads of phrases, and the acts that phrases name."""

    @property
    def base(self) -> Callable[[str], str]: ...

    @property
    def bases(self) -> Callable[[tuple[str, ...]], tuple[str, ...]]: ...

    def head(self, candidate: Phrase) -> str: ...

    def content(self, wording: Wording, depth: int) -> str: ...

    def happening(self, wording: Wording, depth: int) -> str: ...


class View:
    """A wording as rows look at it, each part worked out when a row first asks for it."""

    __slots__ = ("_actors", "_content", "_depth", "_happening", "_heads", "_meanings", "_texts", "_words", "wording")

    def __init__(self, wording: Wording, meanings: Meanings, depth: int) -> None:
        self.wording = wording
        self._meanings = meanings
        self._depth = depth
        self._heads: dict[str, float] | None = None
        self._texts: list[str] | None = None
        self._words: list[tuple[str, ...]] | None = None
        self._actors: Set[str] | None = None
        self._content: str | None = None
        self._happening: str | None = None

    @property
    def heads(self) -> dict[str, float]:
        """The head of each phrase that no name heads, with what it is worth to name it."""
        if self._heads is None:
            self._heads = {}
            for near in self.wording.phrases:
                worth = 0.0 if near.name else _WORTH.get(near.slot, 0.0)
                if worth:
                    head = self._meanings.head(near)
                    self._heads[head] = max(worth, self._heads.get(head, 0.0))
        return self._heads

    @property
    def words(self) -> list[tuple[str, ...]]:
        """Each phrase's words in base forms."""
        if self._words is None:
            bases = self._meanings.bases
            self._words = [bases(near.words) for near in self.wording.phrases]
        return self._words

    @property
    def texts(self) -> list[str]:
        """The same with blanks around and between, so that several words can be looked for."""
        if self._texts is None:
            self._texts = [f" {' '.join(words)} " for words in self.words]
        return self._texts

    @property
    def actors(self) -> Set[str]:
        """The words for who acts, and his type."""
        if self._actors is None:
            wording = self.wording
            self._actors = {wording.subject_type, *wording.subject, *map(self._meanings.base, wording.subject)}
        return self._actors

    def content_for(self, row: Row) -> str:
        """The act that a row weighs: the one that the subject names where it tells what happens ("talks resumed"), else the content's."""
        if row.happens:
            if self._happening is None:
                self._happening = self._meanings.happening(self.wording, self._depth)
            return self._happening
        if self._content is None:
            self._content = self._meanings.content(self.wording, self._depth)
        return self._content


class Family:
    """The rows under one head, where each is found by a word that a wording must have for it to fit."""

    __slots__ = ("_by_actor", "_by_head", "_by_small", "_by_word", "_open", "rows")

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = rows
        self._open: list[Row] = []
        self._by_head: dict[str, list[Row]] = {}
        self._by_word: dict[str, list[Row]] = {}
        self._by_small: dict[str, list[Row]] = {}
        self._by_actor: dict[str, list[Row]] = {}
        for row in rows:
            if row.nouns:
                _under(self._by_head, row.nouns[-1], row)
                _under(self._by_word, (noun.split()[0] for noun in row.compounds[-1]), row)
            elif row.words:
                _under(self._by_word, (word.split()[0] for word in row.words), row)
            elif row.small:
                _under(self._by_small, (min(row.small),), row)
            elif row.subject:
                _under(self._by_actor, row.subject, row)
            else:
                self._open.append(row)

    def candidates(self, view: View) -> Iterable[Row]:
        """The rows that may fit a view, in no order, some of them twice."""
        found = self._open.copy()
        if self._by_head:
            _add(found, self._by_head, view.heads)
        if self._by_small:
            _add(found, self._by_small, view.wording.small)
        if self._by_word:
            for words in view.words:
                if not self._by_word.keys().isdisjoint(words):
                    _add(found, self._by_word, words)
        if self._by_actor:
            _add(found, self._by_actor, view.actors)
        return found

    def best(self, view: View) -> Row | None:
        """The row that fits a view most specifically; among equals the later counts."""
        best = float("-inf")
        chosen: Row | None = None
        for row in self.candidates(view):
            found = fit(row, view)
            if found is not None and (chosen is None or (found, row.number) > (best, chosen.number)):
                best, chosen = found, row
        return chosen


def _under(index: dict[str, list[Row]], words: Iterable[str], row: Row) -> None:
    for word in dict.fromkeys(words):
        index.setdefault(word, []).append(row)


def _add(found: list[Row], index: dict[str, list[Row]], words: Iterable[str]) -> None:
    for word in words:
        if (rows := index.get(word)) is not None:
            found += rows


def fit(row: Row, view: View) -> float | None:
    """How specifically a row fits a view (more is better), None where a condition fails."""
    wording = view.wording
    if not row.small <= wording.small and not _with_tails(row, wording):
        return None
    if row.happens:
        if not view.content_for(row):
            return None
    elif row.kind and row.kind != wording.kind and not (row.kind == "chain" and wording.chained):
        return None
    found = 0.0
    for nouns, compounds in zip(row.nouns, row.compounds, strict=True):
        if not (one := _noun_fit(nouns, compounds, view, close=not row.gives)):
            return None
        found = max(found, one)
    total = 5.0 * len(row.small) + found
    if wording.own and found < _NOUN and not wording.own <= row.small:
        total -= _IGNORED
    if row.words:
        if not _stands(row.words, view):
            return None
        total += 6
    for marker, words in row.at:
        if not _stands_at(marker, words, view):
            return None
        total += 8
    if row.subject:
        if row.subject.isdisjoint(view.actors):
            return None
        total += 3
    if row.object:
        if wording.object_type not in row.object:
            return None
        total += 3
    if row.acts:
        content = view.content_for(row)
        known = "*" in row.acts and content and act_type(content) not in _NO_ACTS
        if not known and content not in row.acts and act_type(content) not in row.acts:
            return None
        total += 7 if "*" not in row.acts else 6
    return total


def _with_tails(row: Row, wording: Wording) -> bool:
    """Whether a row's small words all stand near where it names the object's noun, on which some of them may hang ("take issue with")."""
    return bool(row.nouns) and row.small <= wording.small | {near.marker for near in wording.with_slot("tail")}


def _noun_fit(nouns: frozenset[str], compounds: Sequence[str], view: View, *, close: bool) -> float:
    """The worth of the phrase that one of the nouns heads, or that has one of several words in it; 0 where there is none."""
    if compounds:
        for near, text in zip(view.wording.phrases, view.texts, strict=True):
            worth = _WORTH.get(near.slot, 0.0)
            if worth and not (close and near.slot == "context") and any(noun in text for noun in compounds):
                return worth + 1
    found = 0.0
    for head, worth in view.heads.items():
        if worth > found and head in nouns and not (close and worth <= _FURTHER_OFF):
            found = worth
    return found


def _stands(words: frozenset[str], view: View) -> bool:
    """Whether one of the words, or several that belong together, stand in a phrase."""
    groups = several(words)
    return not all(map(words.isdisjoint, view.words)) or (bool(groups) and any(group in text for group in groups for text in view.texts))


def _stands_at(marker: str, words: frozenset[str], view: View) -> bool:
    """Whether one of the words stands in a phrase that the marker leads; "*" stands for any."""
    return any(
        "*" in words or not words.isdisjoint(text.split()) or any(group in text for group in several(words))
        for near, text in zip(view.wording.phrases, view.texts, strict=True)
        if marker in near.marker.split()
    )
