"""What a claim's words offer to the coder of acts: the predicate's parts, and the phrases that may carry the act, with their heads."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from kg.model import Claim, Entity, Mention, PredicateKind

SMALL = frozenset(
    "about above across after against ahead along amid among apart around as aside at away back before behind below beside between beyond "
    "by down during for forth forward from in inside into like near of off on onto out outside over past per since through throughout to "
    "together toward towards under until up upon via with within without that whether if".split()
)
"""Particles, prepositions and clause markers, which carry no content of their own."""

_STARTS = frozenset("a an the this that these those its their his her our my your some any all no more further new fresh not".split())
_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
_NO_NAMES = frozenset({"PHRASE", "NOUN", "CLAUSE", ""})
LABELLED = frozenset({PredicateKind.FACT, PredicateKind.COPULA})
"""Kinds of predicates whose label alone tells the act."""
# looked up once, for a member of an enumeration costs a function call
_VERB, _NOUN = PredicateKind.VERB, PredicateKind.NOUN


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase beside the predicate: its slot ("noun", "object", "context", "tail"), marker ("for", "to", ""), head lemma, and words.

    A "tail" is what hangs on the object by a preposition ("a case against the army"), which the verb may ask for too.

    `words` are lower-case, from the head's phrase start to end; `at` is the head's place in them; `name` says that a name heads it;
    `inner` is the wording of the clause where the phrase is one ("free the crew" in "refuse to free the crew").
    """

    slot: str
    marker: str
    head: str
    words: tuple[str, ...]
    at: int = 0
    name: bool = False
    inner: Wording | None = None

    @property
    def text(self) -> str:
        """The words with blanks around and between, so that " of emergency " can be looked for."""
        return f" {' '.join(self.words)} "

    @property
    def negated(self) -> bool:
        """Whether the phrase says not to ("not to attack the convoy")."""
        return "not" in self.words[: self.at + 1] or "never" in self.words[: self.at + 1]

    def rest(self, *, before: bool = True) -> Phrase | None:
        """The phrase that completes this one's head: after "of", "to" or straight after ("lift the siege" -> "the siege").

        Failing that, the word `before` it ("troop withdrawal" -> "troop").
        """
        after = self.words[self.at + 1 :]
        while after and after[0] in SMALL:
            after = after[1:]
        if not after and before:
            ahead = self.words[: self.at]
            after = ahead[-1:] if ahead and ahead[-1] not in _STARTS else ()
        return phrase("object", "", after) if after else None


@dataclass(frozen=True, slots=True)
class Wording:
    """A predicate's lemma, its small words (particles, prepositions, markers of its arguments), phrases, and who acts.

    `own` are the small words that stand in the predicate itself, `word` is its first word as it stands in the text. `happening` is the
    subject as a phrase where the predicate has no object of its own, so that the subject may name what happens ("talks resumed").
    """

    lemma: str
    small: frozenset[str]
    phrases: tuple[Phrase, ...] = ()
    subject: tuple[str, ...] = ()
    subject_type: str = ""
    object_type: str = ""
    kind: str = PredicateKind.VERB
    own: frozenset[str] = frozenset()
    word: str = ""
    happening: Phrase | None = None

    @property
    def chained(self) -> bool:
        """Whether the predicate stands above another verb ("begin to shell")."""
        return any(near.inner is not None for near in self.phrases)

    def with_slot(self, *slots: str) -> Iterator[Phrase]:
        """The phrases that stand in one of the slots, in order."""
        return (phrase for phrase in self.phrases if phrase.slot in slots)


@lru_cache(maxsize=16384)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a text in lower case.

    >>> words_of("the UN's cease-fire")
    ('the', "un's", 'cease-fire')
    """
    return tuple(word.lower() for word in _WORD.findall(text.replace("’", "'")))


@lru_cache(maxsize=16384)
def _first_word(text: str) -> str:
    """The first of a text's words that is no small one."""
    return next((word for word in words_of(text) if word not in SMALL), "")


@lru_cache(maxsize=16384)
def phrase(slot: str, marker: str, words: tuple[str, ...]) -> Phrase:
    """A phrase of words whose head is the last one before the first small word.

    >>> phrase("object", "", ("a", "new", "round", "of", "talks")).head
    'round'
    """
    return _phrase(slot, marker, words)


def _phrase(slot: str, marker: str, words: tuple[str, ...], head: str = "", name: bool = False) -> Phrase:
    """A phrase with its head: the one given where it stands among the words, else the last word before the first small word."""
    at = _place(head, words) if head else None
    if at is None:
        if words and words[0] == "to":
            words = words[1:]
        start = 1 if words and words[0] in SMALL else 0
        at = max(next((i for i in range(start, len(words)) if words[i] in SMALL), len(words)) - 1, 0)
    return Phrase(slot, marker, head or (words[at] if words else ""), words, at, name)


def _place(head: str, words: tuple[str, ...]) -> int | None:
    """Where the first word stands that may be a form of a head's lemma."""
    stem, most = head[: max(3, len(head) - 1)], len(head) + 4
    for place, word in enumerate(words):
        if word == head or (word.startswith(stem) and len(head) > 2 and len(word) <= most):
            return place
    return None


def wording_of(claim: Claim, subject: Entity | None = None, object: Entity | None = None) -> Wording:
    """The wording of a claim; entities, where known, add the types of who acts and who is acted on.

    Of a passive ("were arrested in") the subject is what the act falls on. Of a chain of verbs ("refuse to free") the first verb is the
    predicate, and what follows its phrase.
    """
    predicate = claim.predicate
    kind = predicate.kind
    if kind in LABELLED:
        return wording_of_label(predicate.label, kind)
    chain, small, noun, passive = _grammar(
        kind, predicate.label, predicate.lemma.lower(), f"{predicate.particle} {predicate.preposition}", predicate.noun
    )
    phrases: list[Phrase] = []
    if kind == _NOUN and predicate.lemma.lower() in SMALL:
        phrases.append(_of_mention("noun", "", claim.subject))
    elif noun is not None:
        phrases.append(noun)
    marker = predicate.preposition or ("of" if predicate.noun else "")
    if passive:
        phrases.append(_of_mention("object", "", claim.subject))
    if claim.object is not None:
        near = _of_mention("context" if passive else "object", marker, claim.object)
        phrases += (near, *_tail(near))
    markers: frozenset[str] = frozenset()
    if claim.context:
        phrases += [_of_mention("context", argument.marker.lower(), argument.mention) for argument in claim.context]
        markers = frozenset(word for argument in claim.context for word in argument.marker.lower().split())
    actor = claim.subject.referent
    wording = Wording(
        lemma=predicate.lemma.lower() or (words_of(predicate.label) or ("",))[0],
        small=small | markers,
        phrases=tuple(phrases),
        subject=() if passive else (actor.head.lower(), *words_of(actor.reading)),
        subject_type="" if passive else (subject.type if subject else actor.kind),
        object_type=(object.type if object else claim.object.referent.kind) if claim.object else "",
        kind=kind,
        own=small,
        word=_first_word(predicate.text),
        happening=_of_mention("object", "", claim.subject) if not passive and (claim.object is None or predicate.preposition) else None,
    )
    for verb, after in reversed(chain):
        words = (wording.lemma, *(word for near in wording.phrases if near.slot != "tail" for word in near.words))
        wording = replace(
            wording,
            lemma=verb,
            small=after | markers,
            phrases=(Phrase("object", "", wording.lemma, words, 0, inner=wording),),
            own=frozenset(),
            word="",
            kind=PredicateKind.ADJECTIVE if predicate.label.startswith("be ") else _VERB,
        )
    return wording


def _tail(near: Phrase) -> list[Phrase]:
    after = near.words[near.at + 1 :]
    if near.name or near.slot != "object" or len(after) < 2 or after[0] not in SMALL:
        return []
    return [phrase("tail", after[0], after[1:])]


def wording_of_label(label: str, kind: str = PredicateKind.VERB) -> Wording:
    """The wording of a relation's label alone ("hold talks with"), for what the relation means by itself.

    >>> wording = wording_of_label("hold talks with")
    >>> wording.lemma, sorted(wording.small), wording.phrases[0].head
    ('hold', ['with'], 'talks')
    """
    lemma, small, noun = _parts(label)
    near = _noun(noun)
    return Wording(lemma, small, () if near is None else (near,), kind=kind, own=small)


def _noun(text: str) -> Phrase | None:
    """The phrase of a light verb's noun ("talks" in "hold talks with"), None where there is none."""
    words = tuple(text.split())
    return Phrase("noun", "", words[-1], words, len(words) - 1) if words else None


def _place_of_form(words: list[str], lemma: str) -> int:
    form = base_forms(lambda word: word == lemma)
    return next((i for i, word in enumerate(words) if form(word) == lemma), 0)


_Chain = tuple[tuple[str, frozenset[str]], ...]


@lru_cache(maxsize=16384)
def _grammar(kind: PredicateKind, label: str, lemma: str, marks: str, noun: str) -> tuple[_Chain, frozenset[str], Phrase | None, bool]:
    """The verbs above the predicate's own with their small words, its small words, its noun, and whether it is passive."""
    small = frozenset(marks.lower().split())
    if kind != _VERB:
        _, more, named = _parts(label)
        return (), small | more, _noun((noun or named).lower()), False
    words = label.lower().split()
    finite = words[1:] if words[:1] == ["be"] and len(words) > 1 else words
    place = finite.index(lemma) if lemma in finite else _place_of_form(finite, lemma)
    chain: list[tuple[str, frozenset[str]]] = []
    for word in finite[:place]:
        if word not in SMALL:
            chain.append((word, frozenset()))
        elif chain:
            chain[-1] = (chain[-1][0], chain[-1][1] | {word})
    own = finite[place + 1 :]
    noun = noun or " ".join(word for word in own if word not in SMALL)
    passive = len(finite) < len(words) and not chain
    return tuple(chain), small | frozenset(word for word in own if word in SMALL), _noun(noun.lower()), passive


def _parts(label: str) -> tuple[str, frozenset[str], str]:
    words = label.lower().split()
    if len(words) > 1 and words[0] == "be":
        words = words[1:]
    if not words:
        return "", frozenset(), ""
    small = frozenset(word for word in words[1:] if word in SMALL)
    return words[0], small, " ".join(word for word in words[1:] if word not in SMALL)


def _of_mention(slot: str, marker: str, mention: Mention) -> Phrase:
    return _read(slot, marker, mention.reading, mention.head, mention.kind not in _NO_NAMES)


@lru_cache(maxsize=16384)
def _read(slot: str, marker: str, text: str, head: str, name: bool) -> Phrase:
    return _phrase(slot, marker, words_of(text), head.lower(), name)


def base_forms(known: Callable[[str], bool]) -> Callable[[str], str]:
    """A function from a word to the base form that `known` accepts, trying the common English endings; else the word itself.

    >>> base = base_forms({"talk", "country", "deny", "stop", "force", "meet", "meeting", "arm", "arms"}.__contains__)
    >>> [base(word) for word in ("talks", "countries", "denied", "stopping", "forces", "sheep", "meetings", "arms")]
    ['talk', 'country', 'deny', 'stop', 'force', 'sheep', 'meeting', 'arm']
    """

    def base(word: str) -> str:
        if known(word):
            return word[:-1] if word.endswith("s") and known(word[:-1]) else word
        for ending, puts in (
            ("'s", ("",)),
            ("ies", ("y",)),
            ("s", ("",)),
            ("es", ("",)),
            ("ied", ("y",)),
            ("ed", ("", "e")),
            ("ing", ("", "e")),
        ):
            if word.endswith(ending) and len(word) > len(ending) + 1:
                stem = word[: -len(ending)]
                for put in puts:
                    if known(stem + put):
                        return stem + put
                if ending in {"ed", "ing"} and len(stem) > 2 and stem[-1] == stem[-2] and known(stem[:-1]):
                    return stem[:-1]
        return word

    return base
