"""Repairs of parses that break plain English grammar: what no reader could have meant is mended before anything is read from it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kg.extract.arcs import Repair
from kg.extract.clause_arcs import clause_repairs
from kg.extract.grammar import Word, words
from kg.extract.noun_arcs import noun_repairs

if TYPE_CHECKING:
    from spacy.tokens import Doc

PASSES = 3  # what one repair sets free another may claim


def mended(doc: Doc) -> tuple[Doc, list[Word]]:
    """`doc` itself where nothing is amiss, else a copy with the arcs of `repairs` set; and its words.

    >>> doc = doc_of("Oslo quoted an official", [1, 1, 3, 1], "nsubj root det nsubj", pos="PROPN VERB DET NOUN", tags="NNP VBD DT NN")
    >>> [word.dep for word in mended(doc)[1]]
    ['nsubj', 'root', 'det', 'obj']
    """
    tree = words(doc)
    given = doc
    for _ in range(PASSES):
        found = list(repairs(tree))
        if not found:
            break
        if doc is given:
            doc = doc.copy()
        for repair in found:
            token, head = doc[repair.token], doc[repair.head]
            if head.i == token.i or token in head.ancestors or token.sent != head.sent:
                continue
            token.head = head
            token.dep_ = repair.dep
            _hang(tree[repair.token], tree[repair.head], repair.dep)
    return doc, tree


def _hang(word: Word, head: Word, dep: str) -> None:
    """Sets one arc of a tree that nobody else has seen yet."""
    if word.head is not word:
        word.head.children.remove(word)
    word.head, word.dep = head, dep
    head.children.append(word)
    head.children.sort(key=lambda child: child.i)


def repairs(tree: Sequence[Word]) -> Iterator[Repair]:
    """The arcs to set, in text order, at most one a token."""
    done: set[int] = set()
    for word in tree:
        for repair in (*noun_repairs(word, tree), *(clause_repairs(word, tree) if word.pos == "VERB" else ())):
            if repair.token not in done:
                done.add(repair.token)
                yield repair
