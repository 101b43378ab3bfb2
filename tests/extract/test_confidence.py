"""Confidence falls with what makes a claim unsure, and nothing but a share comes out."""

from __future__ import annotations

import math

from kg.extract.arguments import Mentions
from kg.extract.confidence import confidence, signs, weights
from kg.extract.grammar import Phrase, words
from kg.extract.labels import Draft, verbal
from kg.model import Mention
from tests.conftest import doc_of


def claim() -> tuple[Draft, Mention, Mention]:
    doc = doc_of("Oslo fears raids", [1, 1, 1], "nsubj root obj", pos="PROPN VERB NOUN", ents=["B-GPE", "O", "O"])
    tree = words(doc)
    subject, target = Phrase(tree[0], 0, 0), Phrase(tree[2], 2, 2)
    mentions = Mentions(tree, lambda _: None, doc.text)
    return Draft(subject, verbal(tree[1]), target, tree[1], "transitive"), mentions.of(subject), mentions.of(target)


def test_signs_tell_how_a_claim_was_found() -> None:
    draft, subject, target = claim()
    assert set(signs(draft, subject, target, 3)) == {"rule: transitive", "object: no name"}
    assert set(signs(draft, subject, target, 40, [0.99, 0.99, 0.7])) == {
        "rule: transitive", "object: no name", "sentence: long", "parse: below .8",
    }  # fmt: skip


def test_an_unsure_parse_lowers_confidence() -> None:
    draft, subject, target = claim()
    assert confidence(draft, subject, target, 3, [0.6, 0.99, 0.99]) < confidence(draft, subject, target, 3, [0.99, 0.99, 0.99])
    assert 0.05 <= confidence(draft, subject, target, 300, [0.0, 0.0, 0.0]) <= 0.99


def test_the_weights_are_numbers() -> None:
    assert "bias" in weights()
    assert all(math.isfinite(weight) for weight in weights().values())
