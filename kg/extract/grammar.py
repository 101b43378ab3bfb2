"""Words of a parsed article as plain linked values, and what Universal Dependencies says of them."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import repeat
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import numpy as np
from spacy.attrs import DEP, ENT_TYPE, HEAD, IDX, LEMMA, LENGTH, MORPH, ORTH, POS, SENT_START, TAG

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.tokens import Doc

T = TypeVar("T")

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "X"})
SUBJECT = frozenset({"nsubj", "nsubj:pass", "csubj", "csubj:pass", "nsubj:outer", "csubj:outer"})
RELATIVE = frozenset({"who", "whom", "which", "that", "whose"})
PREPOSITIONAL = frozenset("owing following including according regarding concerning excluding barring pending given compared".split())
RENAMING = frozenset("rename call name dub nickname term christen rebrand title entitle".split())


@dataclass(eq=False, slots=True)
class Word:
    """One token with its links; never changed once `words` has returned it. `start` and `end` are article offsets.

    `entity` is the number of the name it belongs to (-1: none) and `kind` that name's type; `relation` is the dependency without its
    subtype ("obl" for "obl:agent"); `tree` holds all words, by number, and `whole` its phrase once that is known.
    """

    i: int
    text: str
    lower: str
    lemma: str
    pos: str
    tag: str
    dep: str
    relation: str
    start: int
    end: int
    kind: str
    entity: int
    sentence: int
    plural: bool
    children: list[Word] = field(repr=False)
    tree: list[Word] = field(repr=False)
    head: Word = field(init=False, repr=False)
    whole: Phrase | None = field(init=False, repr=False, default=None)

    @property
    def is_root(self) -> bool:
        """Whether the word heads its sentence."""
        return self.head is self

    def of(self, *deps: str) -> list[Word]:
        """The children that bear one of these dependencies, by full name, in text order."""
        return [child for child in self.children if child.dep in deps] if self.children else []

    def has(self, *deps: str) -> bool:
        """Whether some child bears one of these dependencies."""
        for child in self.children:  # noqa: SIM110  `any` over a generator takes three times as long
            if child.dep in deps:
                return True
        return False

    def subtree(self) -> list[Word]:
        """The word and all that hangs on it, the word first."""
        found = [self]
        for word in found:
            found += word.children
        return found


class Phrase(NamedTuple):
    """The words `first` to `last` (token numbers, both included) around `head`; `reading` is what they mean where that differs."""

    head: Word
    first: int
    last: int
    reading: str = ""


def words(doc: Doc) -> list[Word]:
    """The words of `doc`, by token number, linked as its parse says; spaces are words too, but nobody's children.

    >>> tree = words(doc_of("Ankara fears raids", [1, 1, 1], "nsubj root obj"))
    >>> tree[1].of("obj")[0].text, tree[0].head.text, tree[1].is_root
    ('raids', 'fears', True)
    """
    entities = [-1] * len(doc)
    for entity, span in enumerate(doc.ents):
        entities[span.start : span.end] = [entity] * (span.end - span.start)
    # by column, since making a spaCy Token for every word of an article costs more than all that the rules do
    columns = doc.to_array([ORTH, LEMMA, POS, TAG, DEP, IDX, LENGTH, ENT_TYPE, SENT_START, MORPH, HEAD]).T
    orths, lemmas, classes, tags, deps, starts, lengths, kinds, opens, morphs, heads = columns
    name = doc.vocab.strings.__getitem__
    texts = _values(orths, name)
    forms = [text.lower() for text in texts]
    marks = _values(tags, name)
    plural = _values(morphs, lambda morph: _is_plural(name(morph)))
    sentences = np.cumsum(opens == 1)
    tree: list[Word] = []
    tree += map(
        Word,
        range(len(doc)),
        texts,
        forms,
        [lemma.lower() or form for lemma, form in zip(_values(lemmas, name), forms, strict=True)],
        _values(classes, name),
        marks,
        _values(deps, lambda dep: _dependency(name(dep))),
        _values(deps, lambda dep: _dependency(name(dep)).partition(":")[0]),
        starts.tolist(),
        (starts + lengths).tolist(),
        _values(kinds, name),
        entities,
        (sentences - sentences[:1]).tolist(),
        [many or mark in ("NNS", "NNPS") for many, mark in zip(plural, marks, strict=True)],
        [[] for _ in entities],
        repeat(tree),
    )
    for word, step in zip(tree, heads.astype("int64").tolist(), strict=True):
        word.head = tree[word.i + step]
        if step and not word.text.isspace():
            word.head.children.append(word)
    return tree


def _values(column: NDArray[np.uint64], value: Callable[[int], T]) -> list[T]:
    """What each number of a column stands for; `value` is asked once for each number."""
    numbers, at = np.unique(column, return_inverse=True)
    found = [value(number) for number in numbers.tolist()]
    return [found[i] for i in at.tolist()]


def _dependency(name: str) -> str:
    return "root" if name == "ROOT" else name


def unlink(tree: list[Word]) -> None:
    """Takes words apart that nobody will read again.

    They hold each other, so Python would keep them until its collector comes by, and that costs as much as linking them did.
    """
    for word in tree:
        del word.head, word.children, word.whole
    tree.clear()


@cache
def _is_plural(features: str) -> bool:
    """Whether the features of a word name the plural among its numbers."""
    return any(
        name == "Number" and "Plur" in values.split(",") for name, _, values in (each.partition("=") for each in features.split("|"))
    )


def sentence(word: Word) -> list[Word]:
    """The words of the sentence that `word` stands in.

    >>> [each.text for each in sentence(tree_of("Oslo paid Rome left", [1, 1, 3, 3])[2])]
    ['Rome', 'left']
    """
    tree, number = word.tree, word.sentence
    return tree[bisect_left(tree, number, hi=word.i, key=_number) : bisect_right(tree, number, word.i, key=_number)]


_number = attrgetter("sentence")


def root_of(run: Sequence[Word]) -> Word:
    """The word of a run of words that stands highest in the tree, the first of several; marks and spaces only where nothing else does.

    >>> root_of(tree_of("the mayor of Oslo left", [1, 4, 3, 1, 4])[:4]).text
    'mayor'
    """
    first, last = run[0].i, run[-1].i
    tops = []
    for word in run:
        if word.head is word:
            return word
        if not first <= word.head.i <= last:
            tops.append(word)
    if len(tops) < 2:
        return tops[0] if tops else run[0]
    return min(tops, key=lambda word: len(word.tree) - 1 if _is_bare_mark(word) else sum(1 for _ in ancestors(word)))


def run(tree: Sequence[Word], first: int, last: int) -> Phrase:
    """The words `first` to `last`, both included, as a phrase around the one that stands highest."""
    return Phrase(root_of(tree[first : last + 1]), first, last)


def _is_bare_mark(word: Word) -> bool:
    """Whether the word is a mark or a space on which nothing hangs."""
    behind = word.tree[word.i + 1] if word.i + 1 < len(word.tree) else None
    hung = word.children or (behind is not None and behind.head is word)
    return not hung and all(c.isspace() or unicodedata.category(c).startswith("P") for c in word.text)


def names_of(tree: Sequence[Word]) -> list[list[Word]]:
    """The words of each name, by the number of the name."""
    found: list[list[Word]] = []
    for word in [word for word in tree if word.entity >= 0]:
        if word.entity == len(found):
            found.append([word])
        else:
            found[word.entity].append(word)
    return found


def edges(word: Word) -> tuple[int, int]:
    """The numbers of the first and the last word of what hangs on `word`.

    >>> edges(tree_of("the mayor of Oslo left", [1, 4, 3, 1, 4])[1])
    (0, 3)
    """
    first = last = word
    while first.children and first.children[0].i < first.i:
        first = first.children[0]
    while last.children and last.children[-1].i > last.i:
        last = last.children[-1]
    return first.i, last.i


def hyphened(word: Word) -> int:
    """The number of the first word of what hyphens join to `word`: of "pro" in "pro-European", its own where none does.

    >>> tree = words(doc_of("pro - European", [2, 2, 2], "compound punct root", spaces=[False, False, False]))
    >>> hyphened(tree[2])
    0
    """
    first, tree = word.i, word.tree
    while first > 1 and tree[first - 1].text in "-‑":
        before, dash = tree[first - 2], tree[first - 1]
        if before.end != dash.start or dash.end != tree[first].start:
            break
        first -= 2
    return first


def ancestors(word: Word) -> Iterator[Word]:
    """What the word hangs on, and what that hangs on, up to the root.

    >>> [each.text for each in ancestors(tree_of("Oslo said Chad fled", [1, 1, 3, 1])[2])]
    ['fled', 'said']
    """
    while word.head is not word:
        word = word.head
        yield word


_ONWARD = frozenset("forward ahead back out down up away".split())  # "moved forward with", "hit back at", "fell out over"
HELD = frozenset({"hold", "step", "draw", "shy", "shrink", "back", "pull"})


def particle(verb: Word) -> str:
    """The verb's particle ("out" in "rule out"), or "".

    >>> particle(words(doc_of("Oslo ruled out talks", [1, 1, 1, 1], "nsubj root compound:prt obj"))[1])
    'out'
    """
    return " ".join([child.lower for child in verb.of("compound:prt", "advmod") if child.dep != "advmod" or _is_lead(child, verb)])


def _is_lead(adverb: Word, verb: Word) -> bool:
    """Whether an adverb right behind a verb turns its sense round: "stop short", "hold back", "shy away"."""
    if adverb.i != verb.i + 1:
        return False
    if adverb.lower in _ONWARD and not adverb.children:
        behind = adverb.tree[min(adverb.i + 1, len(adverb.tree) - 1)]
        return behind.dep == "case" and behind.lower in ("with", "on", "at", "over", "from", "against") and behind.head.head is verb
    return adverb.lower == "short" or (verb.lemma in HELD and adverb.lower in ("back", "away", "off"))


def marker(word: Word) -> str:
    """The prepositions before a phrase or the mark of a clause, lower case, joined: "out of", "inside", "" where there is none.

    >>> tree = words(doc_of("It fled out of Mali", [1, 1, 4, 4, 1], "nsubj root case case obl"))
    >>> marker(tree[4])
    'out of'
    """
    found: list[str] = []
    for child in word.children:
        if child.i > word.i:
            break
        if child.dep == "case" and any(each.text == "," for each in word.tree[child.i + 1 : word.i]) and word.has("nsubj"):
            continue  # "Of the two million, most were in favour"
        if child.dep in ("case", "mark") and child.lower not in ("'s", "’s", "'", "’"):
            found += child.lower.split()
            if child.children:
                found += [part.lower for part in child.children if part.dep == "fixed" and part.lower.strip()]
    return " ".join(found)


def is_verbal(word: Word) -> bool:
    """Whether the word heads a verbal predicate (a verb that stands for no adjective, preposition or name)."""
    if word.pos != "VERB" or word.dep in ("case", "mark", "amod", "compound", "fixed", "flat", "det", "cc", "nmod:desc"):
        return False
    if word.lower == "based" and word.dep == "advcl" and not word.has("nsubj", "aux", "aux:pass"):
        return not any(child.dep == "obl" and marker(child) in ("on", "upon") for child in word.children)
    return word.lower not in PREPOSITIONAL or word.dep not in ("acl", "advcl") or word.has("nsubj", "aux", "aux:pass")


_DONE_TO = frozenset("jail kill arrest wound detain sentence shoot seize attack hit ban fine free oust elect convict abduct kidnap".split())


def _has_doer(verb: Word) -> bool:
    return any(mark.lower == "by" and child.i > verb.i for child in verb.of("obl", "obl:agent") for mark in child.of("case"))


def is_passive(verb: Word) -> bool:
    """Whether the verb is passive: by its auxiliary, its subject, or as a bare participle after a noun.

    >>> is_passive(words(doc_of("a plan backed by Mali", [1, 1, 1, 4, 2], "det root acl case obl", tags="DT NN VBN IN NNP"))[2])
    True
    """
    if verb.has("aux:pass"):
        return True
    if verb.lower == "shot" and not verb.has("obj") and any(child.lower == "dead" for child in verb.of("xcomp", "advmod")):
        return True  # "Reporter shot dead in Aden"
    if verb.tag == "VBD" and verb.lemma in _DONE_TO and not verb.has("obj", "aux", "ccomp", "xcomp") and _has_doer(verb):
        return True  # "Rebel jailed by Hague court"
    if verb.has("nsubj:pass", "csubj:pass"):
        return not (verb.has("obj") and verb.dep != "conj")  # "The crash killed seven", with its subject misread
    if verb.tag not in ("VBN", "VBD") or any(child.dep == "aux" and child.lemma == "have" for child in verb.children):
        return False
    if verb.dep == "acl":
        named = verb.tag == "VBN" and verb.lemma in RENAMING  # "the group, now renamed Africa Corps"
        return not verb.has("nsubj") and (named or not verb.has("obj"))
    if verb.tag == "VBN" and verb.dep == "advcl":
        return not verb.has("aux", "nsubj", "obj")
    if verb.dep == "conj" and not verb.has("nsubj", "aux", "obj", "ccomp", "xcomp"):
        return verb.head.pos == "VERB" and (verb.tag == "VBN" or verb.head.dep == "acl") and is_passive(verb.head)
    return verb.tag == "VBN" and verb.dep == "xcomp" and not verb.has("aux", "obj")


def is_going_to(verb: Word) -> bool:
    """Whether the infinitive is what "is going to" puts into the future.

    >>> is_going_to(words(doc_of("Oslo is going to pay", [2, 2, 2, 4, 2], "nsubj aux root mark xcomp", tags="NNP VBZ VBG TO VB",
    ...     lemmas="Oslo be go to pay"))[4])
    True
    """
    return verb.dep == "xcomp" and verb.tag == "VB" and verb.head.lemma == "go" and verb.head.tag == "VBG" and verb.head.has("aux")


def is_finite(verb: Word) -> bool:
    """Whether the clause of this predicate has a tense of its own (or an auxiliary that has)."""
    if verb.tag in ("VBD", "VBP", "VBZ", "MD"):
        return True
    return any(child.dep in ("aux", "aux:pass", "cop") and child.tag in ("VBD", "VBP", "VBZ", "MD") for child in verb.children)


def own_tense(verb: Word) -> bool:
    """Whether a verb joined to a bare infinitive has a tense, so that no "could" or "not" before that reaches it.

    >>> tree = tree_of("Oslo could not come and accused Chad", [3, 3, 3, 3, 5, 3, 5], "nsubj aux advmod root cc conj obj",
    ...     tags="NNP MD RB VB CC VBD NNP")
    >>> own_tense(tree[5]), own_tense(tree[3])
    (True, False)
    """
    return verb.dep == "conj" and verb.tag in ("VBD", "VBZ") and verb.head.tag == "VB" and verb.head.has("aux")


def is_relative(word: Word) -> bool:
    """Whether the word is a relative pronoun."""
    return (
        word.lower in RELATIVE and word.pos in ("PRON", "DET", "SCONJ") and (word.tag in ("WDT", "WP", "WP$", "IN") or word.pos == "PRON")
    )


def conjuncts(word: Word) -> list[Word]:
    """The word and those coordinated with it, in text order, chains followed.

    >>> tree = words(doc_of("Mali , Chad and Togo", [0, 2, 0, 4, 0], "root punct conj cc conj"))
    >>> [each.text for each in conjuncts(tree[0])]
    ['Mali', 'Chad', 'Togo']
    """
    if not word.has("conj"):
        return [word]
    found = [word]
    for one in found:
        found.extend(child for child in one.children if child.dep == "conj" and child.sentence == word.sentence)
        if len(found) > 60:
            break
    return sorted(found[:60], key=lambda each: each.i)


def first_conjunct(word: Word) -> Word:
    """The head of the coordination that `word` belongs to; itself where it stands alone."""
    for _ in range(60):
        if word.dep != "conj" or word.is_root:
            break
        word = word.head
    return word
