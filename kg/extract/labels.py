"""Relation labels: the base form of a predicate with the particle, noun and preposition that carry its sense."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kg.extract.grammar import Phrase, Word, hyphened, particle
from kg.model import Modality, Offsets, Polarity, Predicate, PredicateKind


class Label(NamedTuple):
    """A relation in words: `text` ("hold talks with") and its parts; `words` are the tokens that say it."""

    text: str
    lemma: str
    words: tuple[Word, ...]
    kind: PredicateKind = PredicateKind.VERB
    particle: str = ""
    preposition: str = ""
    noun: str = ""
    symmetric: bool = False


class Draft(NamedTuple):
    """A claim before its mentions are made: phrases, label, the word whose polarity and modality it takes, and the rule that found it.

    `at` is the word whose sources speak (the predicate's head unless said otherwise).
    """

    subject: Phrase
    label: Label
    object: Phrase | None
    head: Word
    rule: str
    polarity: Polarity | None = None
    modality: Modality | None = None
    times: tuple[Word, ...] = ()
    places: tuple[Word, ...] = ()
    context: tuple[tuple[str, Word], ...] = ()
    road: str = "own"


def base(verb: Word) -> str:
    """The base form of a verb, without what the tokenizer or lemmatizer left on it."""
    return verb.lemma.replace("[", "").replace("]", "").strip("-'’") or verb.lower


def verbal(
    verb: Word,
    preposition: str = "",
    *,
    passive: bool = False,
    noun: Word | None = None,
    noun_text: str = "",
    chain: Sequence[Word] = (),
    symmetric: bool = False,
    marks: Sequence[Word] = (),
) -> Label:
    """The label of a verb: "press for", "rule out", "be held in", "hold talks with", "begin shelling" (with `chain` above it).

    >>> from kg.extract.grammar import words
    >>> tree = words(doc_of("Oslo ruled out talks", [1, 1, 1, 1], "nsubj root compound:prt obj", lemmas="Oslo rule out talk"))
    >>> verbal(tree[1]).text, verbal(tree[1], noun=tree[3], preposition="with").text
    ('rule out', 'rule out talks with')
    """
    parts: list[str] = []
    tokens: list[Word] = []
    for number, above in enumerate(each for each in chain if each.pos != "PUNCT"):
        parts.append(_finite_base(above) if number == 0 else _joined(above))
        tokens += [above, *above.of("compound:prt")]
        if particle(above):
            parts.append(particle(above))
    if passive:
        parts.append(("be " if not parts else "") + verb.lower)
    else:
        parts.append(_joined(verb) if chain else base(verb))
    tokens.append(verb)
    lead = particle(verb)
    if lead:
        parts.append(lead)
        tokens += verb.of("compound:prt")
    if noun is not None:
        parts.append(noun_text or noun.lower)
        tokens.append(noun)
    if preposition:
        parts.append(preposition)
        tokens += list(marks)
    return Label(
        " ".join(parts), base(verb), tuple(tokens), PredicateKind.VERB, lead, preposition, noun.lemma if noun is not None else "", symmetric
    )


def _finite_base(verb: Word) -> str:
    if verb.has("cop"):
        return "be " + verb.lower
    return base(verb)


def _joined(verb: Word) -> str:
    """A verb below another one: "to sign", "shelling"."""
    mark = any(child.dep == "mark" and child.lower == "to" for child in verb.children)
    if verb.tag == "VBG":
        return verb.lower
    return ("to " if mark else "") + base(verb)


def predicative(word: Word, preposition: str, kind: PredicateKind, marks: Sequence[Word] = (), text: str = "") -> Label:
    """The label of an adjective or noun after a copula: "wary of", "member of"."""
    head = word.lower if word.pos == "ADJ" or word.pos == "VERB" else word.lemma
    before = "".join(each.lower for each in word.tree[hyphened(word) : word.i])
    label = text or f"{before}{head} {preposition}".strip()
    copulas = tuple(word.of("cop"))
    return Label(label, head, (*copulas, word, *marks), kind, "", preposition if not text else "", "")


def predicate(label: Label, text: str) -> Predicate:
    """The Predicate of a label: its place runs over its words where they stand close together, else over the head's group.

    >>> from kg.extract.grammar import words
    >>> doc = doc_of("Oslo ruled out talks", [1, 1, 1, 1], "nsubj root compound:prt obj", lemmas="Oslo rule out talk")
    >>> predicate(verbal(words(doc)[1]), doc.text).text
    'ruled out'
    """
    head = label.words[0]
    if len(label.words) == 1:
        return _predicate(label, Offsets(head.start, head.end), text)
    tokens = sorted({word.i: word for word in label.words}.values(), key=lambda word: word.i)
    group = [tokens[0]]
    groups = [group]
    for word in tokens[1:]:
        if word.i - group[-1].i <= 4:
            group.append(word)
        else:
            group = [word]
            groups.append(group)
    chosen = next((each for each in groups if head in each), groups[0])
    return _predicate(label, Offsets(chosen[0].start, chosen[-1].end), text)


def _predicate(label: Label, at: Offsets, text: str) -> Predicate:
    return Predicate(at, at.of(text), label.text, label.lemma, label.kind, label.particle, label.preposition, label.noun, label.symmetric)
