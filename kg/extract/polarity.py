"""Whether a relation is said to hold: negation in its clause, and denial or failure above it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.qualifiers import governor, has_subject, word_class
from kg.model import Polarity

if TYPE_CHECKING:
    from spacy.tokens import Token

_PARTICIPANTS = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "expl"})


def polarity(token: Token) -> Polarity:
    """Whether the predicate headed by `token` is affirmed or denied, where it stands.

    >>> polarity(doc_of("Oslo never signed", [2, 2, 2], "nsubj advmod root")[2]).value
    'negative'
    """
    return Polarity.NEGATIVE if _denied(token, 0) else Polarity.POSITIVE


def _denied(token: Token, depth: int) -> bool:
    if depth > 12:
        return False
    own = _negated(token)
    if token.dep_ == "conj" and not own and not has_subject(token) and not any(c.dep_ in ("aux", "aux:pass") for c in token.children):
        # "did not sign or ratify", "did not sign, let alone ratify": the first negation reaches on; "failed to sign but paid" does not
        joined = {c.lower_ for c in token.children if c.dep_ == "cc"}
        if not joined & {"but", "yet"} and token.i - token.head.i < 25 and token.head.pos_ == token.pos_:
            return _denied(token.head, depth + 1)
    above, link = governor(token)
    if above is None:
        return own
    lemma = above.lemma_.lower()
    inherited = False
    if link in ("ccomp", "xcomp", "obj", "acl", "csubj", "obl"):
        verbal = link in ("ccomp", "xcomp", "csubj") or any(c.dep_ == "mark" for c in token.children)
        if lemma in word_class("denial") and (verbal or token.tag_ == "VBG"):
            inherited = not _negated(above)
        elif lemma in word_class("failure") and verbal:
            inherited = not _denied(above, depth + 1)
        elif lemma in word_class("lacking noun"):
            inherited = True
        elif link == "ccomp" and lemma in word_class("raising negation"):
            inherited = _negated(above)
        elif link == "xcomp" and lemma not in ("want", "need"):
            inherited = _denied(above, depth + 1)
        elif link == "acl" and any(c.dep_ == "mark" and c.lower_ == "that" for c in token.children):
            # "rejected claims that ...": the denial reaches the content of what is rejected
            upper, upper_link = governor(above)
            inherited = upper is not None and upper_link == "obj" and upper.lemma_.lower() in word_class("denial") and not _negated(upper)
    return own != inherited


def _negated(token: Token) -> bool:
    """Whether the clause of `token` holds an odd number of negations of its own."""
    count = 0
    for child in token.children:
        word = child.lower_
        if child.dep_ in ("advmod", "neg", "cc:preconj", "aux") and word in word_class("negating adverb"):
            # "not only ... but also" adds, "no more than" counts
            count += not any(c.lower_ == "only" for c in child.children) and not _next_is(child, "only")
        elif (child.dep_ == "advmod" and any(c.lower_ == "no" for c in child.children) and word == "longer") or (
            child.dep_ == "cc" and word in ("nor", "neither")
        ):
            count += 1
        elif child.dep_ in _PARTICIPANTS:
            count += word in ("nobody", "none", "nothing", "no-one") or any(
                c.dep_ in ("det", "advmod") and c.lower_ in ("no", "neither") for c in child.children
            )
        elif (child.dep_ == "mark" and word == "without") or (child.dep_ == "case" and word == "without"):
            count += 1
    if token.pos_ == "NOUN" and any(c.dep_ == "det" and c.lower_ == "no" for c in token.children):
        count += 1
    return count % 2 == 1


def _next_is(token: Token, word: str) -> bool:
    return token.i + 1 < len(token.doc) and token.doc[token.i + 1].lower_ == word
