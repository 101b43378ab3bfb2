"""Silver names: where a treebank marks proper nouns but no names, an earlier model's names held to those proper nouns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg.annotate.encoder import Encoder
from kg.annotate.spans import Names
from kg.annotate.wordpieces import PIECES_A_CHUNK
from kg.train.corpora import UNSURE, Sentence

# What proper nouns make likely and other words unlikely, in the scores' units (natural logarithms).
_FAVOUR, _AGAINST = 1.5, 4.0
# The least share of the better label, and the words that may stand between the proper nouns of one name.
_SURE = 0.75
_JOINS = frozenset({"of", "the", "and", "&", "-", "for", "'s", "’s", ".", "de", "la", "al", "el", "bin", "van", "von"})


def with_names(sentences: Sequence[Sentence], model: Path) -> list[Sentence]:
    """`sentences`, each without names given those that the component folder `model` finds, guided by the gold proper nouns.

    A name that the model would give to common nouns is dropped and one that it doubts on proper nouns is taken; a word whose label stays
    doubtful is `UNSURE`. Sentences that have names, or no tags, stay as they are. (Gold spans make self-training worth its while: what
    is new to the model is where names stand.)
    """
    encoder = Encoder(model)
    labels = encoder.inventories["names"]
    decode = Names(labels)
    held = np.array([label[2:] in {"PERSON", "ORG", "GPE", "LOC", "FAC", "EVENT", "OTHER"} for label in labels])
    found = []
    for s in sentences:
        if s.ents or not s.tags:
            found.append(s)
            continue
        inputs = encoder.pieces.inputs(list(s.words), [2, *(1 if space else 0 for space in s.spaces[:-1])])
        if len(inputs.pieces) > PIECES_A_CHUNK:
            found.append(s)
            continue
        scores = guided(encoder.scores(inputs).names, s, held)
        best = decode.best(scores)
        shares = np.exp(scores - scores.max(axis=1, keepdims=True))
        sure = shares[np.arange(len(best)), best] / shares.sum(axis=1) >= _SURE
        found.append(replace(s, ents=_whole([labels[label] for label in best], sure.tolist())))
    return found


def guided(scores: NDArray[np.float32], sentence: Sentence, held: NDArray[np.bool_]) -> NDArray[np.float32]:
    """Name scores (words, labels; label 0 is "O") moved towards names on proper nouns and away from them elsewhere.

    `held` marks the labels that only proper nouns and what joins them may have; dates and peoples are other words too.

    >>> s = Sentence(("Oslo", "waits"), (True, True), tags=("NNP", "VBZ"))
    >>> guided(np.zeros((2, 3), dtype=np.float32), s, np.array([False, True, True])).tolist()
    [[-1.5, 0.0, 0.0], [0.0, -4.0, -4.0]]
    """
    moved = scores.copy()
    proper = [tag in {"NNP", "NNPS"} for tag in sentence.tags]
    for at, word in enumerate(sentence.words):
        near = proper[max(0, at - 2) : at], proper[at + 1 : at + 3]
        if proper[at]:
            moved[at, 0] -= _FAVOUR
        elif not (any(near[0]) and (word.lower() in _JOINS or word[0].isupper() or word[0].isdigit())):
            moved[at, held] -= _AGAINST
    return moved


def _whole(labels: Sequence[str], sure: Sequence[bool]) -> tuple[str, ...]:
    """The labels, a name left open as a whole where one of its words is doubtful.

    >>> _whole(["O", "B-ORG", "I-ORG", "B-GPE"], [False, True, False, True])
    ('?', '?', '?', 'B-GPE')
    """
    kept = list(labels)
    at = 0
    while at < len(labels):
        end = at + 1
        while end < len(labels) and labels[end][0] == "I":
            end += 1
        if not all(sure[at:end]):
            kept[at:end] = [UNSURE] * (end - at)
        at = end
    return tuple(kept)
