"""The lexicon of acts: which words, with which company, mean which act. Read from data files; every row carries its example."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from pathlib import Path

from kg import resources
from kg.errors import LexiconError
from kg.link.act_rows import NEEDED, Row, based, in_base_forms, listed, read_lines, rows_of
from kg.link.fits import Family, View, fit
from kg.link.lasting import lasting
from kg.link.outcomes import CHANGE, THING, asking, committing, ending, threatening
from kg.link.wording import SMALL, Phrase, Wording, base_forms
from kg.model import PredicateKind
from kg.ontology import Scheme

# looked up once, for a member of an enumeration costs a function call
_ADJECTIVE, _NOUN = PredicateKind.ADJECTIVE, PredicateKind.NOUN


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
    _families: dict[str, Family] = field(default_factory=dict, init=False, repr=False, compare=False)

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
        if wording.kind == _NOUN and wording.lemma in SMALL:
            return _act_only(self.content(wording, depth))
        family = self._under(wording)
        if family is None:
            return ""
        view = View(wording, self, depth)
        row = family.best(view)
        return "" if row is None else self._given(row, view)

    def outcomes(self, wording: Wording) -> list[tuple[str, str]]:
        """Every row that fits a wording, worst first, as file:line and the act it gives: to see why a code came out."""
        family = self._under(wording)
        if family is None:
            return []
        view = View(wording, self, 0)
        fits = [(found, row.number, row) for row in family.rows if (found := fit(row, view)) is not None]
        return [(row.where, self._given(row, view)) for _, _, row in sorted(fits, key=lambda found: found[:2])]

    def happening(self, wording: Wording, depth: int = 0) -> str:
        """The act that the subject names where the predicate only says how it goes ("talks resumed")."""
        return "" if wording.happening is None else _act_only(self.content_of(wording.happening, depth))

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
        if known := self._compounds.get(head):
            text = f" {' '.join(self.bases(candidate.words))} "
            if compounds := [noun for noun in known if f" {noun} " in text]:
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

    def _under(self, wording: Wording) -> Family | None:
        """The rows under a wording's lemma; under what its word may come from where the lemma is none that is known."""
        lemma, word = wording.lemma, wording.word
        if "-" in word and (found := self._family(self.base(word))) is not None:
            return found
        if (found := self._family(lemma)) is not None or wording.kind == _ADJECTIVE:
            return found
        return self._family(self.base(lemma)) or self._family(lemma + "e") or self._family(self.base(word))

    def _family(self, head: str) -> Family | None:
        found = self._families.get(head)
        if found is None and head in self.rows:
            found = self._families[head] = Family(self.rows[head])
        return found

    def head(self, candidate: Phrase, depth: int = 0) -> str:
        """The head of a phrase, of what it counts or contains where it is "dozens of", "a series of" and the like."""
        head = self.base(candidate.head)
        if head not in self.containers or depth > 2:
            return head
        after = candidate.words[candidate.at + 1 : candidate.at + 2]
        if after and after[0] in SMALL - {"of"}:
            return head  # not "a case against Lima"
        rest = candidate.rest(before=False)
        return self.head(rest, depth + 1) if rest is not None else head

    @cached_property
    def bases(self) -> Callable[[tuple[str, ...]], tuple[str, ...]]:
        """A function from words to their base forms."""
        return lru_cache(maxsize=16384)(lambda words: tuple(map(self.base, words)))

    @staticmethod
    def _given(row: Row, view: View) -> str:
        match row.gives:
            case "COMMIT":
                return committing(view.content_for(row))
            case "SAME":
                return _act_only(view.content_for(row))
            case "END":
                return ending(view.content_for(row))
            case "REQUEST/*" | "REJECT/*":
                return asking(row.gives[:-2], view.content_for(row))
            case "THREATEN/*":
                return threatening(view.content_for(row))
        return row.gives


def _act_only(content: str) -> str:
    return "" if content in {CHANGE, THING} else content


def _undone(code: str) -> str:
    """What not doing an act comes to, when it is asked for or refused."""
    return ending(code) or code


@lru_cache(maxsize=1)
def _shipped() -> ActLexicon:
    with lasting():
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
