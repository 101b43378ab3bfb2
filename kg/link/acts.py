"""The lexicon of acts: which words, with which company, mean which act. Read from data files; every row carries its example."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from pathlib import Path

from kg import resources
from kg.errors import LexiconError
from kg.link.wording import SMALL, Phrase, Wording, base_forms
from kg.model import PredicateKind
from kg.ontology import Scheme

_KEYS = {"head", "noun", "act", "word", "at", "subject", "object", "kind", "gives", "example", "source", "licence"}
_NEEDED = {"gives", "example", "source", "licence"}
COMMIT, SAME = "COMMIT", "SAME"
"""What a row may give instead of a code: the act that one commits oneself to, or the act that the content is."""

_COOPERATION = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID"})
_YIELDING = frozenset({"CONCEDE", "RETREAT"})
_HARM = frozenset({"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"})
_ASKED = {
    "CONSULT": "meet",
    "AGREE": "meet",
    "AID": "assist",
    "COOPERATE": "assist",
    "SUPPORT": "assist",
    "MOBILIZE": "assist",
    "CONCEDE": "yield",
    "RETREAT": "yield",
}
_THREATENED = {
    "SANCTION/expel": "expel",
    "SANCTION/withdraw": "relations",
    "SANCTION": "relations",
    "COERCE/arrest": "arrest",
    "COERCE/deport": "expel",
    "COERCE/seize": "territory",
    "COERCE": "restrict",
    "PROTEST/strike": "restrict",
    "PROTEST/boycott": "restrict",
    "PROTEST": "relations",
    "ASSAULT": "violence",
    "MOBILIZE": "violence",
}


def act_type(code: str) -> str:
    """The type of a code: "REQUEST" for "REQUEST/assist"."""
    return code.partition("/")[0]


def asking(kind: str, content: str) -> str:
    """REQUEST or REJECT with the mode that what is asked or refused gives it.

    >>> asking("REQUEST", "RETREAT/release"), asking("REJECT", "ACCUSE/investigate")
    ('REQUEST/yield', 'REJECT')
    """
    if content.endswith(":change"):
        return f"{kind}/change"
    mode = _ASKED.get(act_type(content), "")
    return f"{kind}/{mode}" if mode else kind


def threatening(content: str) -> str:
    """THREATEN with the mode that the threatened act gives it.

    >>> threatening("COERCE/arrest"), threatening("SANCTION/discontinue"), threatening("")
    ('THREATEN/arrest', 'THREATEN/relations', 'THREATEN')
    """
    mode = _THREATENED.get(content) or _THREATENED.get(act_type(content), "")
    return f"THREATEN/{mode}" if mode else "THREATEN"


def committing(content: str) -> str:
    """The act of saying that one will do something: AGREE to cooperate, THREATEN harm, CONCEDE to give way.

    >>> committing("AID"), committing("ASSAULT/aerial"), committing("RETREAT/withdraw"), committing("REJECT/meet")
    ('AGREE', 'THREATEN/violence', 'CONCEDE', 'REJECT/meet')
    """
    kind = act_type(content)
    if kind in _HARM:
        return threatening(content)
    if kind in _YIELDING:
        return "CONCEDE"
    if kind in _COOPERATION or kind not in {"REQUEST", "ACCUSE", "REJECT", "THREATEN"}:
        return "AGREE"
    return content


def ending(content: str) -> str:
    """The act of not going on with, or undoing, another.

    >>> ending("ASSAULT"), ending("AID"), ending("COERCE/curfew"), ending("CONSULT")
    ('RETREAT/ceasefire', 'SANCTION/discontinue', 'CONCEDE', 'SANCTION/discontinue')
    """
    kind = act_type(content)
    if kind == "ASSAULT":
        return "RETREAT/ceasefire"
    if kind in {"SANCTION", "MOBILIZE"}:
        return "RETREAT"
    if kind in {"COERCE", "PROTEST", "ACCUSE", "REQUEST", "REJECT", "THREATEN"}:
        return "CONCEDE"
    return "SANCTION/discontinue" if kind in _COOPERATION | _YIELDING else ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the lexicon: under which conditions a head means which act.

    `small` must all stand near the head; one of `nouns` must head a phrase (or stand in it, where it has a blank); the content must
    be one of `acts`; one of `words` must stand in a phrase; at each marker of `at` a phrase must have one of the words; `subject`
    and `object` are words or entity types.
    """

    small: frozenset[str]
    nouns: frozenset[str]
    acts: frozenset[str]
    words: frozenset[str]
    at: tuple[tuple[str, frozenset[str]], ...]
    subject: frozenset[str]
    object: frozenset[str]
    kind: str
    gives: str
    number: int
    where: str
    example: str = ""


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
        return _load(folder or resources.path("lexicon/acts"))

    @cached_property
    def base(self) -> Callable[[str], str]:
        """A function from a word to the base form that the lexicon knows."""
        regular = lru_cache(maxsize=65536)(base_forms(self.seen.__contains__))
        return lambda word: self.forms.get(word) or regular(word)

    def noun(self, word: str) -> str:
        """The act that a noun names, or ""."""
        return self.nouns.get(word, "")

    def code(self, wording: Wording, depth: int = 0) -> str:
        """The act that a wording means by itself, polarity and modality apart; "" where the lexicon does not know."""
        if wording.kind == PredicateKind.NOUN and wording.lemma in SMALL:
            return self.content(wording, depth).removesuffix(":change")
        row, content = self._best(wording, depth)
        if row is None:
            return ""
        return self._given(row, content)

    def outcomes(self, wording: Wording) -> list[tuple[str, str]]:
        """Every row that fits a wording, worst first, as file:line and the act it gives: to see why a code came out."""
        content, heads, actors = self._seen(wording, 0)
        rows = self._under(wording)
        fits = [(fit, row.number, row) for row in rows if (fit := _fit(row, wording, heads, content, actors)) is not None]
        return [(row.where, self._given(row, content)) for _, _, row in sorted(fits, key=lambda found: found[:2])]

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
        rest = candidate.rest()
        if head in self.containers and rest is not None:
            return self.content_of(rest, depth + 1, beside)
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
        content, heads, actors = self._seen(wording, depth)
        best = (float("-inf"), 0)
        chosen: Row | None = None
        for row in rows:
            fit = _fit(row, wording, heads, content, actors)
            if fit is not None and (fit, row.number) >= best:
                best, chosen = (fit, row.number), row
        return chosen, content

    def _under(self, wording: Wording) -> Sequence[Row]:
        """The rows under a wording's lemma; under what its word may come from where the lemma is none that is known."""
        heads = [self.base(wording.word), wording.lemma] if "-" in wording.word else [wording.lemma]
        if wording.kind != PredicateKind.ADJECTIVE:
            heads += [self.base(wording.lemma), wording.lemma + "e", self.base(wording.word)]
        for head in heads:
            if rows := self.rows.get(head):
                return rows
        return ()

    def _seen(self, wording: Wording, depth: int) -> tuple[str, tuple[_Head, ...], Set[str]]:
        """What rows look at: the content's act, the phrases with head and text in base forms, and the words for who acts."""
        heads = tuple((near, self._head(near), self._text(near)) for near in wording.phrases)
        actors = {wording.subject_type, *wording.subject, *map(self.base, wording.subject)}
        return self.content(wording, depth), heads, actors

    def _head(self, candidate: Phrase, depth: int = 0) -> str:
        """The head of a phrase, of what it counts or contains where it is "dozens of", "a series of" and the like."""
        head = self.base(candidate.head)
        rest = candidate.rest() if head in self.containers and depth < 3 else None
        return self._head(rest, depth + 1) if rest is not None else head

    def _text(self, candidate: Phrase) -> str:
        return f" {' '.join(self.base(word) for word in candidate.words)} "

    @staticmethod
    def _given(row: Row, content: str) -> str:
        match row.gives:
            case "COMMIT":
                return committing(content)
            case "SAME":
                return content.removesuffix(":change")
            case "END":
                return ending(content)
            case "REQUEST/*" | "REJECT/*":
                return asking(row.gives[:-2], content)
            case "THREATEN/*":
                return threatening(content)
        return row.gives


_Head = tuple[Phrase, str, str]
_IGNORED = 4.0
"""What it costs a row to overlook a particle or preposition of the predicate ("call" for "call for")."""
_NOUN = 9.0
"""What it is worth to name the noun of a light verb, whose preposition may then be overlooked ("give an ultimatum to")."""


def _fit(row: Row, wording: Wording, heads: Sequence[_Head], content: str, actors: Set[str]) -> float | None:
    """How specifically a row fits a wording (more is better; among equals the later row counts), None where a condition fails."""
    if not row.small <= wording.small or (row.kind and row.kind not in {wording.kind, "chain" if wording.chained else ""}):
        return None
    found = _noun_fit(row.nouns, heads)
    if row.nouns and not found:
        return None
    overlooked = wording.own - row.small and found < _NOUN
    fit = 5.0 * len(row.small) + found - (_IGNORED if overlooked else 0.0)
    if row.acts:
        if content not in row.acts and act_type(content) not in row.acts and not (content and "*" in row.acts):
            return None
        fit += 7 if "*" not in row.acts else 6
    if row.words:
        if not any(f" {word} " in text for _, _, text in heads for word in row.words):
            return None
        fit += 6
    for marker, words in row.at:
        if not any(marker in near.marker.split() and any(f" {word} " in text for word in words) for near, _, text in heads):
            return None
        fit += 8
    if row.subject:
        if not row.subject & actors:
            return None
        fit += 3
    if row.object:
        if wording.object_type not in row.object:
            return None
        fit += 3
    return fit


def _noun_fit(nouns: frozenset[str], heads: Sequence[_Head]) -> float:
    for near, head, text in heads:
        weight = {"noun": _NOUN, "object": 8.0}.get(near.slot, 7.0)
        if any(" " in noun and f" {noun} " in text for noun in nouns):
            return weight + 1
        if not near.name and head in nouns:
            return weight
    return 0.0


def _undone(code: str) -> str:
    """What not doing an act comes to, when it is asked for or refused."""
    return ending(code) or code


@lru_cache(maxsize=8)
def _load(folder: Path) -> ActLexicon:
    scheme = Scheme.load()
    classes = {str(row["class"]): _listed(row, "words", where) for where, row in _read(folder / "classes.jsonl", {"class", "words"})}
    forms = {
        form: str(row["base"]) for where, row in _read(folder / "forms.jsonl", {"base", "forms"}) for form in _listed(row, "forms", where)
    }
    nouns: dict[str, str] = {}
    deverbal: dict[str, str] = {}
    containers: set[str] = set()
    for where, row in _read(folder / "nouns.jsonl", {"nouns"}):
        listed = _listed(row, "nouns", where)
        if "verb" in row:
            deverbal.update(dict.fromkeys(listed, str(row["verb"])))
        elif row.get("container"):
            containers.update(listed)
        else:
            gives = str(row.get("gives", ""))
            if gives != ":change" and gives not in scheme:
                raise LexiconError(f"gives {gives!r}, which is no act of the scheme", where=where)
            for noun in listed:
                if noun in nouns:
                    raise LexiconError(f"the noun {noun!r} stands twice", where=where)
                nouns[noun] = gives
    rows: dict[str, list[Row]] = {}
    seen = {*nouns, *deverbal, *containers, *(word for noun in nouns for word in noun.split())}
    number = 0
    for path in sorted(folder.glob("verbs-*.jsonl")):
        for where, row in _read(path, _NEEDED):
            number += 1
            for head, compiled in _rows(row, classes, scheme, number, where):
                rows.setdefault(head, []).append(compiled)
                seen |= {head, *compiled.subject, *compiled.nouns, *compiled.words, *(word for _, words in compiled.at for word in words)}
    seen |= {word for words in classes.values() for word in words}
    base = base_forms(seen.__contains__)
    return ActLexicon(
        rows={head: [_in_base_forms(row, base) for row in found] for head, found in rows.items()},
        nouns={_based(noun, base): act for noun, act in nouns.items()},
        deverbal={base(noun): verb for noun, verb in deverbal.items()},
        containers=frozenset(map(base, containers)),
        forms=forms,
        seen=frozenset(seen),
    )


def _based(words: str, base: Callable[[str], str]) -> str:
    return " ".join(map(base, words.split()))


def _in_base_forms(row: Row, base: Callable[[str], str]) -> Row:
    """The row with its nouns and words in the forms that phrases are brought to before they are compared."""

    def each(words: frozenset[str]) -> frozenset[str]:
        return frozenset(_based(word, base) for word in words)

    return replace(row, nouns=each(row.nouns), words=each(row.words), at=tuple((marker, each(words)) for marker, words in row.at))


def _read(path: Path, needed: Iterable[str]) -> Iterator[tuple[str, dict[str, object]]]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise LexiconError(f"cannot be read: {error.strerror}", where=str(path)) from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        where = f"{path}:{number}"
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise LexiconError(f"is no JSON: {error.msg}", where=where, remedy="mend the line") from error
        if not isinstance(row, dict) or (missing := sorted(set(needed) - set(row))):
            raise LexiconError(
                f"lacks {', '.join(missing) if isinstance(row, dict) else 'keys'}", where=where, remedy="add what is missing"
            )
        yield where, row


def _listed(row: Mapping[str, object], key: str, where: str) -> tuple[str, ...]:
    value = row.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
        raise LexiconError(f"{key!r} must be a list of words", where=where)
    return tuple(value)


def _rows(
    row: Mapping[str, object], classes: Mapping[str, Sequence[str]], scheme: Scheme, number: int, where: str
) -> Iterator[tuple[str, Row]]:
    """The compiled rows of one line, one for each head."""
    if unknown := sorted(set(row) - _KEYS):
        raise LexiconError(f"has the unknown key {unknown[0]!r}", where=where, remedy=f"known keys are {', '.join(sorted(_KEYS))}")

    def opened(words: Iterable[str]) -> frozenset[str]:
        found: set[str] = set()
        for word in words:
            if not word.startswith("@"):
                found.add(word)
            elif word[1:] in classes:
                found.update(classes[word[1:]])
            else:
                raise LexiconError(f"names the class {word}, which classes.jsonl lacks", where=where)
        return frozenset(found)

    gives = str(row["gives"])
    if gives not in {"COMMIT", "SAME", "END", "REQUEST/*", "REJECT/*", "THREATEN/*", ""} and gives not in scheme:
        raise LexiconError(f"gives {gives!r}, which is no act of the scheme", where=where)
    acts = frozenset(_listed(row, "act", where)) or (frozenset({"*"}) if gives in {"SAME", "END"} else frozenset())
    at = row.get("at", {})
    if not isinstance(at, dict):
        raise LexiconError("'at' must map markers to lists of words", where=where)
    for label in _listed(row, "head", where):
        first, *others = label.split()
        yield (
            first,
            Row(
                small=frozenset(word for word in others if word in SMALL),
                nouns=opened((*_listed(row, "noun", where), *(word for word in others if word not in SMALL))),
                acts=acts,
                words=opened(_listed(row, "word", where)),
                at=tuple(sorted((marker, opened(_listed(at, marker, where))) for marker in at)),
                subject=opened(_listed(row, "subject", where)),
                object=opened(_listed(row, "object", where)),
                kind=str(row.get("kind", "")),
                gives=gives,
                number=number,
                where=where,
                example=str(row["example"]),
            ),
        )
