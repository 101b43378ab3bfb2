"""The lexicon of acts: which words, with which company, mean which act. Read from data files; every row carries its example."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from pathlib import Path

from kg import resources
from kg.errors import LexiconError
from kg.link.act_rows import NEEDED, Row, based, in_base_forms, listed, read_lines, rows_of
from kg.link.outcomes import CHANGE, THING, act_type, asking, committing, ending, threatening
from kg.link.wording import SMALL, Phrase, Wording, base_forms
from kg.model import PredicateKind
from kg.ontology import EXTENSION, Scheme


@dataclass(frozen=True)
class ActLexicon:
    """Verbs, adjectives and fact labels by head (`rows`), act nouns and what they mean (`nouns`), nouns made of verbs (`deverbal`).

    >>> lexicon = ActLexicon.load()
    >>> lexicon.noun("talk"), lexicon.deverbal["withdrawal"]
    ('CONSULT', 'withdraw')
    """

    rows: Mapping[str, Sequence[Row]]
    nouns: Mapping[str, str]
    deverbal: Mapping[str, str]
    containers: frozenset[str] = frozenset()
    forms: Mapping[str, str] = field(default_factory=dict, repr=False)
    seen: frozenset[str] = field(default=frozenset(), repr=False)

    @classmethod
    def load(cls, folder: Path | None = None) -> ActLexicon:
        """The lexicon in a folder of JSONL files, by default the shipped one (read once).

        Raises LexiconError with file and line where a row is malformed, gives no act of the scheme or names a class that is not there.
        """
        return _shipped() if folder is None else _load(folder)

    @cached_property
    def base(self) -> Callable[[str], str]:
        """A function from a word to the base form that the lexicon knows."""
        regular = base_forms(self.seen.__contains__)
        return lru_cache(maxsize=65536)(lambda word: self.forms.get(word) or regular(word))

    def noun(self, word: str) -> str:
        """The act that a noun names, or ""."""
        return self.nouns.get(word, "")

    def code(self, wording: Wording, depth: int = 0) -> str:
        """The act that a wording means by itself, polarity and modality apart; "" where the lexicon does not know."""
        if wording.kind == PredicateKind.NOUN and wording.lemma in SMALL:
            return _act_only(self.content(wording, depth))
        row, content = self._best(wording, depth)
        if row is None:
            return ""
        return self._given(row, content)

    def outcomes(self, wording: Wording) -> list[tuple[str, str]]:
        """Every row that fits a wording, worst first, as file:line and the act it gives: to see why a code came out."""
        rows = self._under(wording)
        view = self._view(wording, rows, 0)
        fits = [(fit, row.number, row) for row in rows if (fit := _fit(row, view)) is not None]
        return [(row.where, self._given(row, view.content_for(row))) for _, _, row in sorted(fits, key=lambda found: found[:2])]

    def content(self, wording: Wording, depth: int = 0) -> str:
        """The act that the phrases beside a predicate name: what is asked for, refused, threatened, begun or ended."""
        for slot in ("noun", "object", "context"):
            for candidate in wording.with_slot(slot):
                beside = tuple(near for near in wording.with_slot("context") if near is not candidate)
                if code := self.content_of(candidate, depth, beside):
                    return code
        return ""

    def content_of(self, candidate: Phrase, depth: int = 0, beside: Sequence[Phrase] = ()) -> str:
        """The act that one phrase names, by its head, or by what its head is made of ("a round of talks", "an end to the siege").

        `beside` are the phrases that may complete it ("a withdrawal" + "from the valley").
        """
        if candidate.name or depth > 3 or not candidate.words:
            return ""
        code = self._content_of(candidate, depth, beside)
        return _undone(code) if code and candidate.negated else code

    def _content_of(self, candidate: Phrase, depth: int, beside: Sequence[Phrase]) -> str:
        if candidate.inner is not None:
            return self.code(candidate.inner, depth + 1)
        head = self.base(candidate.head)
        text = f" {' '.join(self.base(word) for word in candidate.words)} "
        compounds = [noun for noun in self._compounds.get(head, ()) if f" {noun} " in text]
        if compounds:
            return self.nouns[max(compounds, key=len)]
        within = candidate.rest() if head in self.containers else None
        if within is not None:
            return self.content_of(within, depth + 1, beside)
        rest = candidate.rest()
        if code := self.nouns.get(head, ""):
            return code
        verb = self.deverbal.get(head, head)
        if verb not in self.rows:
            return ""
        inner = (*(() if rest is None else (rest,)), *beside)
        markers = {word for word in candidate.words[candidate.at + 1 :] if word in SMALL} | {
            word for near in beside for word in near.marker.split()
        }
        return self.code(Wording(verb, frozenset(markers), inner), depth + 1)

    @cached_property
    def _compounds(self) -> Mapping[str, tuple[str, ...]]:
        """Act nouns of several words, by each of their words."""
        found: dict[str, list[str]] = {}
        for noun in self.nouns:
            if " " in noun:
                for word in noun.split():
                    found.setdefault(word, []).append(noun)
        return {word: tuple(sorted(nouns)) for word, nouns in found.items()}

    def _best(self, wording: Wording, depth: int) -> tuple[Row | None, str]:
        rows = self._under(wording)
        if not rows:
            return None, ""
        view = self._view(wording, rows, depth)
        best = float("-inf")
        chosen: Row | None = None
        for row in rows:  # in the order of their numbers: among equals the later counts
            fit = _fit(row, view)
            if fit is not None and fit >= best:
                best, chosen = fit, row
        return chosen, view.content_for(chosen) if chosen else ""

    def _under(self, wording: Wording) -> Sequence[Row]:
        """The rows under a wording's lemma; under what its word may come from where the lemma is none that is known."""
        heads = [self.base(wording.word), wording.lemma] if "-" in wording.word else [wording.lemma]
        if wording.kind != PredicateKind.ADJECTIVE:
            heads += [self.base(wording.lemma), wording.lemma + "e", self.base(wording.word)]
        for head in heads:
            if rows := self.rows.get(head):
                return rows
        return ()

    def _view(self, wording: Wording, rows: Sequence[Row], depth: int) -> _View:
        """What rows look at: the acts that they weigh, the phrases' heads and texts in base forms, and the words for who acts."""
        heads: dict[str, float] = {}
        close: dict[str, float] = {}
        texts: list[tuple[str, str, float, bool]] = []
        for near in wording.phrases:
            worth = _WORTH.get(near.slot, 0.0)
            texts.append((near.marker, self._text(near), worth, near.slot != "context"))
            if worth and not near.name:
                head = self._head(near)
                heads[head] = max(worth, heads.get(head, 0.0))
                # that a verb is no act is told by its object, not by a phrase further off ("blocked a road over the loss of their jobs")
                if near.slot != "context":
                    close[head] = max(worth, close.get(head, 0.0))
        weighs = {row.happens for row in rows if row.weighs_content}
        happening = wording.happening
        return _View(
            small=wording.small,
            with_tails=wording.small | {near.marker for near in wording.phrases if near.slot == "tail"},
            own=wording.own,
            kinds=(wording.kind, "chain" if wording.chained else ""),
            heads=heads,
            close=close,
            texts=texts,
            whole="|".join(text for _, text, _, _ in texts),
            actors={wording.subject_type, *wording.subject, *map(self.base, wording.subject)},
            object_type=wording.object_type,
            content=self.content(wording, depth) if False in weighs else "",
            happening=_act_only(self.content_of(happening, depth)) if True in weighs and happening is not None else "",
        )

    def _head(self, candidate: Phrase, depth: int = 0) -> str:
        """The head of a phrase, of what it counts or contains where it is "dozens of", "a series of" and the like."""
        head = self.base(candidate.head)
        after = candidate.words[candidate.at + 1 : candidate.at + 2]
        holds = head in self.containers and not (after and after[0] in SMALL - {"of"})  # not "a case against Lima"
        rest = candidate.rest(before=False) if holds and depth < 3 else None
        return self._head(rest, depth + 1) if rest is not None else head

    def _text(self, candidate: Phrase) -> str:
        return f" {' '.join(self.base(word) for word in candidate.words)} "

    @staticmethod
    def _given(row: Row, content: str) -> str:
        match row.gives:
            case "COMMIT":
                return committing(content)
            case "SAME":
                return _act_only(content)
            case "END":
                return ending(content)
            case "REQUEST/*" | "REJECT/*":
                return asking(row.gives[:-2], content)
            case "THREATEN/*":
                return threatening(content)
        return row.gives


_NO_ACTS = EXTENSION | {THING}
"""What a noun may name that one cannot do, begin or end."""
_IGNORED = 4.0
"""What it costs a row to overlook a particle or preposition of the predicate ("call" for "call for")."""
_NOUN = 9.0
"""What it is worth to name the noun of a light verb, whose preposition may then be overlooked ("give an ultimatum to")."""
_WORTH = {"noun": _NOUN, "object": 8.0, "context": 7.0}
"""What it is worth to name the head of a phrase, by its slot."""


@dataclass(frozen=True, slots=True)
class _View:
    """A wording as rows look at it; `heads` and `close` give each head's worth, `texts` each phrase's marker, text, worth, nearness."""

    small: Set[str]
    with_tails: Set[str]
    own: Set[str]
    kinds: tuple[str, str]
    heads: Mapping[str, float]
    close: Mapping[str, float]
    texts: Sequence[tuple[str, str, float, bool]]
    whole: str
    actors: Set[str]
    object_type: str
    content: str
    happening: str

    def content_for(self, row: Row) -> str:
        """The act that a row weighs: the one that the subject names where it tells what happens ("talks resumed"), else the content's."""
        return self.happening if row.happens else self.content


def _fit(row: Row, view: _View) -> float | None:
    """How specifically a row fits a wording (more is better; among equals the later row counts), None where a condition fails."""
    # What hangs on the object by a small word counts where the row names the object's noun ("take issue with").
    if row.small and not row.small <= (view.with_tails if row.nouns else view.small):
        return None
    if row.happens:
        if not view.happening:
            return None
    elif row.kind and row.kind not in view.kinds:
        return None
    found = 0.0
    for nouns, compounds in zip(row.nouns, row.compounds, strict=True):
        if not (one := _noun_fit(nouns, compounds, view, close=not row.gives)):
            return None
        found = max(found, one)
    fit = 5.0 * len(row.small) + found
    if view.own and found < _NOUN and not view.own <= row.small:
        fit -= _IGNORED
    if row.acts:
        content = view.content_for(row)
        known = "*" in row.acts and content and act_type(content) not in _NO_ACTS
        if not known and content not in row.acts and act_type(content) not in row.acts:
            return None
        fit += 7 if "*" not in row.acts else 6
    if row.words:
        if not any(f" {word} " in view.whole for word in row.words):
            return None
        fit += 6
    for marker, words in row.at:
        if not any(
            marker in near.split() and ("*" in words or any(f" {word} " in text for word in words)) for near, text, _, _ in view.texts
        ):
            return None
        fit += 8
    if row.subject:
        if row.subject.isdisjoint(view.actors):
            return None
        fit += 3
    if row.object:
        if view.object_type not in row.object:
            return None
        fit += 3
    return fit


def _noun_fit(nouns: frozenset[str], compounds: Sequence[str], view: _View, *, close: bool) -> float:
    """The worth of the phrase that one of the nouns heads, or that has one of several words in it; 0 where there is none."""
    if compounds and any(noun in view.whole for noun in compounds):
        for _, text, worth, near in view.texts:
            if worth and (near or not close) and any(noun in text for noun in compounds):
                return worth + 1
    found = 0.0
    for head, worth in (view.close if close else view.heads).items():
        if worth > found and head in nouns:
            found = worth
    return found


def _act_only(content: str) -> str:
    return "" if content in {CHANGE, THING} else content


def _undone(code: str) -> str:
    """What not doing an act comes to, when it is asked for or refused."""
    return ending(code) or code


@lru_cache(maxsize=1)
def _shipped() -> ActLexicon:
    return _load(resources.path("lexicon/acts"))


def _load(folder: Path) -> ActLexicon:
    scheme = Scheme.load()
    classes = {str(row["class"]): listed(row, "words", where) for where, row in read_lines(folder / "classes.jsonl", {"class", "words"})}
    forms = {
        form: str(row["base"])
        for where, row in read_lines(folder / "forms.jsonl", {"base", "forms"})
        for form in listed(row, "forms", where)
    }
    nouns: dict[str, str] = {}
    deverbal: dict[str, str] = {}
    containers: set[str] = set()
    for where, row in read_lines(folder / "nouns.jsonl", {"nouns"}):
        named = listed(row, "nouns", where)
        if "verb" in row:
            deverbal.update(dict.fromkeys(named, str(row["verb"])))
        elif row.get("container"):
            containers.update(named)
        else:
            gives = str(row.get("gives", ""))
            if gives not in {CHANGE, THING} and gives not in scheme:
                raise LexiconError(f"gives {gives!r}, which is no act of the scheme", where=where)
            for noun in named:
                if noun in nouns:
                    raise LexiconError(f"the noun {noun!r} stands twice", where=where)
                nouns[noun] = gives
    rows: dict[str, list[Row]] = {}
    seen = {*nouns, *deverbal, *containers, *(word for noun in nouns for word in noun.split())}
    number = 0
    for path in sorted(folder.glob("verbs-*.jsonl")):
        for where, row in read_lines(path, NEEDED):
            number += 1
            for head, compiled in rows_of(row, classes, scheme, number, where):
                rows.setdefault(head, []).append(compiled)
                seen |= {
                    head,
                    *compiled.subject,
                    *compiled.words,
                    *(word for words in compiled.nouns for word in words),
                    *(word for _, words in compiled.at for word in words),
                }
    seen |= {word for words in classes.values() for word in words}
    seen |= {part for word in seen for part in word.split()}
    base = cache(base_forms(seen.__contains__))
    return ActLexicon(
        rows=in_base_forms(rows, base),
        nouns={based(noun, base): act for noun, act in nouns.items()},
        deverbal={base(noun): verb for noun, verb in deverbal.items()},
        containers=frozenset(map(base, containers)),
        forms=forms,
        seen=frozenset(seen),
    )
