"""Repairs of parses that break plain English grammar: what no reader could have meant is mended before anything is read from it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from typing import TYPE_CHECKING

from kg.extract.arcs import Repair
from kg.extract.argument_arcs import PHRASAL, phrase_repairs, verb_repairs
from kg.extract.clause_arcs import clause_repairs
from kg.extract.grammar import Word, ancestors, words
from kg.extract.noun_arcs import noun_repairs

if TYPE_CHECKING:
    from spacy.tokens import Doc

PASSES = 3  # what one repair sets free another may claim
_WEIGHED = PHRASAL | {"nsubj:outer", "iobj", "appos", "flat", "conj", "nmod:poss"}
"""The relations of the words that some repair looks at, verbs and the acronym IS aside."""

_BY_TAG = {("VERB", "NN"): "NOUN", ("VERB", "NNS"): "NOUN"} | {("NOUN", tag): "VERB" for tag in ("VBZ", "VBP", "VBD")}
"""The part of speech of a word whose two tags disagree: the finer one, which sees the ending, decides between noun and verb."""


def mended(doc: Doc) -> list[Word]:
    """The words of `doc`, with the arcs of `repairs` set where something is amiss.

    >>> doc = doc_of("Oslo quoted an official", [1, 1, 3, 1], "nsubj root det nsubj", pos="PROPN VERB DET NOUN", tags="NNP VBD DT NN")
    >>> [word.dep for word in mended(doc)]
    ['nsubj', 'root', 'det', 'obj']
    """
    tree = words(doc)
    for word in tree:
        word.pos = _BY_TAG.get((word.pos, word.tag), word.pos)
    touched: set[int] | None = None
    for _ in range(PASSES):
        found = list(repairs(tree, touched))
        if not found:
            break
        touched = {tree[repair.token].sentence for repair in found}
        for repair in found:
            word, head = tree[repair.token], tree[repair.head]
            if head is word and repair.dep == "root":
                _crown(word)
            elif head is not word and word not in ancestors(head) and word.sentence == head.sentence:
                _hang(word, head, repair.dep)
    return tree


def _hang(word: Word, head: Word, dep: str) -> None:
    """Sets one arc of a tree that nobody else has seen yet."""
    if word in word.head.children:  # spaces are nobody's children
        word.head.children.remove(word)
    word.head, word.dep, word.relation = head, dep, dep.partition(":")[0]
    head.children.append(word)
    head.children.sort(key=lambda child: child.i)


def _crown(word: Word) -> None:
    """Sets a word as the root of its tree; the old root is left for another repair to hang."""
    if word in word.head.children:
        word.head.children.remove(word)
    word.head, word.dep, word.relation = word, "root", "root"


def repairs(tree: Sequence[Word], sentences: Set[int] | None = None) -> Iterator[Repair]:
    """The arcs to set, in text order, at most one a token; only in the sentences of these numbers where any are given."""
    done: set[int] = set()
    for word in tree:
        if sentences is not None and word.sentence not in sentences:
            continue
        if word.dep not in _WEIGHED and word.pos != "VERB" and word.text != "IS":
            continue
        for repair in _of(word, tree):
            if repair.token not in done:
                done.add(repair.token)
                yield repair


def _of(word: Word, tree: Sequence[Word]) -> Iterator[Repair]:
    if word.dep in _WEIGHED or word.text == "IS":
        yield from noun_repairs(word, tree)
    if word.pos == "VERB":
        yield from verb_repairs(word, tree)
        yield from clause_repairs(word, tree)
    if word.dep in PHRASAL:
        yield from phrase_repairs(word, tree)
