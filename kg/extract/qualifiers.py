"""What the qualifiers of a claim share: word classes from the pattern rows, and the step from a predicate to what governs it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kg.extract.patterns import rows

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj", "nsubj:outer", "expl"})


@cache
def _classes() -> dict[str, frozenset[str]]:
    return {row["class"]: frozenset(row["words"]) for row in rows("qualifiers")}


def word_class(name: str) -> frozenset[str]:
    """The lemmas (for adverbs and marks: words) of a class of `data/patterns/qualifiers.jsonl`.

    >>> "urge" in word_class("desire")
    True
    """
    return _classes()[name]


def governor(token: Token) -> tuple[Token | None, str]:
    """The predicate that `token`'s clause or phrase depends on, and by which relation; (None, "") at the top of a sentence.

    Coordination is passed through: what governs the first conjunct governs the others that have no subject of their own.

    >>> doc = doc_of("Oslo agreed to sign and pay", [1, 1, 3, 1, 5, 3], "nsubj root mark xcomp cc conj")
    >>> governor(doc[5])[0].text, governor(doc[5])[1]
    ('agreed', 'xcomp')
    """
    for _ in range(20):
        if token.head.i == token.i:
            return None, ""
        if token.dep_ != "conj" or has_subject(token):
            break
        token = token.head
    if token.dep_ == "advcl" and _is_object(token):
        return token.head, "xcomp"
    return token.head, token.dep_.partition(":")[0] if token.dep_ != "acl:relcl" else token.dep_


def _is_object(gerund: Token) -> bool:
    """Whether a bare gerund right behind its verb is what the verb is about ("ruled out joining"), though parsed as an adverbial."""
    if gerund.tag_ != "VBG" or any(child.dep_ in ("mark", "case", "nsubj") for child in gerund.children):
        return False
    between = gerund.doc[gerund.head.i + 1 : gerund.i]
    return gerund.i > gerund.head.i and all(word.dep_ in ("compound:prt", "advmod") for word in between)


def has_subject(token: Token) -> bool:
    """Whether the predicate has a subject of its own."""
    return any(child.dep_ in SUBJECTS for child in token.children)


def passive(token: Token) -> bool:
    """Whether the predicate is a passive clause.

    >>> passive(doc_of("Oslo was told", [2, 2, 2], "nsubj:pass aux:pass root")[2])
    True
    """
    return any(child.dep_ in ("aux:pass", "nsubj:pass", "csubj:pass") for child in token.children)
