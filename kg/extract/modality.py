"""How firmly a relation is said to hold: auxiliaries and adverbs of its clause, and whatever governs the clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.qualifiers import governor, has_subject, word_class
from kg.model import Modality

if TYPE_CHECKING:
    from spacy.tokens import Token

_POSSIBLE = frozenset({"could", "may", "might", "can", "ca", "cannot"})
_FUTURE = frozenset({"will", "shall", "'ll", "’ll", "wo", "gonna"})
_DESIRED = frozenset({"should", "must", "ought"})
_SPEECH_STOPS = frozenset({"ccomp", "parataxis"})


def modality(token: Token) -> Modality:
    """How firmly the predicate headed by `token` is said to hold, where it stands.

    >>> modality(doc_of("rebels could attack Oslo", [2, 2, 2, 2], "nsubj aux root obj")[2]).value
    'possible'
    """
    return _firmness(token, 0)


def _firmness(token: Token, depth: int) -> Modality:
    if depth > 12:
        return Modality.ASSERTED
    own = _own(token)
    if own is not Modality.ASSERTED:
        return own
    if token.dep_ == "conj" and not has_subject(token) and not _auxiliaries(token) and token.head.pos_ == token.pos_:
        return _firmness(token.head, depth + 1)
    if token.dep_ == "conj" and has_subject(token):
        return Modality.CONDITIONAL if _conditional(token.head) else Modality.ASSERTED
    above, link = governor(token)
    return _from_above(token, above, link, depth) if above is not None else _question(token)


def _own(token: Token) -> Modality:
    words = _auxiliaries(token)
    marks = {child.lower_ for child in token.children if child.dep_ in ("mark", "advmod") and child.i < token.i}
    if _conditional(token):
        return Modality.CONDITIONAL
    protasis = any(child.dep_.startswith("advcl") and _conditional(child) for child in token.children) or _without(token)
    if words & (_POSSIBLE | _FUTURE | {"would", "'d", "’d"}) and protasis:
        return Modality.CONDITIONAL
    if words & _POSSIBLE:
        return Modality.POSSIBLE
    if words & _FUTURE:
        return Modality.FUTURE
    if words & _DESIRED or any(child.lower_ == "let" and child.dep_ == "aux" for child in token.children):
        return Modality.DESIRED
    if words & {"would", "'d", "’d"}:
        return _would(token)
    if marks & word_class("doubting adverb") or any(
        child.dep_ == "advmod" and child.lower_ in word_class("doubting adverb") for child in token.children
    ):
        return Modality.POSSIBLE
    return Modality.ASSERTED


def _auxiliaries(token: Token) -> frozenset[str]:
    return frozenset(child.lower_ for child in token.children if child.dep_ == "aux")


def _conditional(token: Token) -> bool:
    """Whether the clause is an if-clause: by its mark, or by inversion ("should rebels attack", "had Oslo known")."""
    first = min((child for child in token.children if child.dep_ in ("mark", "aux", "advmod")), key=lambda child: child.i, default=None)
    if first is None:
        return False
    if first.dep_ == "mark" and first.lower_ in ("if", "unless", "lest", "provided", "providing", "supposing", "assuming"):
        return token.dep_ != "ccomp"
    subject = next((child for child in token.children if child.dep_ in ("nsubj", "nsubj:pass")), None)
    inverted = subject is not None and first.dep_ == "aux" and first.i < subject.i and first.lower_ in ("should", "had", "were")
    return inverted and token.dep_.startswith("advcl")


def _without(token: Token) -> bool:
    """Whether a phrase stands for the condition: "without the deal Oslo would leave"."""
    return any(
        child.dep_ == "obl" and any(mark.dep_ == "case" and mark.lower_ in ("without", "barring", "absent") for mark in child.children)
        for child in token.children
    ) and bool(_auxiliaries(token) & {"would", "could", "might"})


def _would(token: Token) -> Modality:
    """`would` under a report in the past tense tells the future; elsewhere it hangs on an unsaid condition."""
    above, link = governor(token)
    if above is not None and link in ("ccomp", "parataxis", "acl", "acl:relcl", "advcl", "conj"):
        lemma = above.lemma_.lower()
        if lemma in word_class("possibility"):
            return Modality.POSSIBLE
        if lemma in word_class("desire") and lemma not in word_class("speech verb"):
            return Modality.DESIRED
    return Modality.FUTURE


def _from_above(token: Token, above: Token, link: str, depth: int) -> Modality:
    lemma = above.lemma_.lower()
    marks = {child.lower_ for child in token.children if child.dep_ in ("mark", "aux")}
    infinitive = "to" in marks
    if link == "ccomp":
        if "whether" in marks or ("if" in marks):
            return Modality.POSSIBLE
        return _complement(token, above, lemma, depth)
    if link in ("xcomp", "csubj", "obj") or (link in ("obl", "advcl") and token.tag_ == "VBG" and _cased(token)):
        return _open_complement(token, above, lemma, infinitive, depth)
    if link == "advcl":
        if infinitive:
            return Modality.DESIRED
        if marks & {"if", "unless"}:
            return Modality.CONDITIONAL
        if marks & {"until", "before", "once"} and _firmness(above, depth + 1) is not Modality.ASSERTED:
            return Modality.CONDITIONAL
        participle = token.tag_ in ("VBG", "VBN") and not marks
        return _firmness(above, depth + 1) if participle else Modality.ASSERTED
    if link in ("acl", "nmod"):
        if infinitive or link == "nmod" or token.tag_ == "VBG" or "that" in marks:
            if lemma in word_class("planning noun"):
                return Modality.FUTURE
            if lemma in word_class("doubting noun"):
                return Modality.POSSIBLE
            if lemma in word_class("wishing noun") or (infinitive and above.pos_ == "NOUN"):
                return Modality.DESIRED
        return Modality.ASSERTED
    return Modality.ASSERTED


def _complement(token: Token, above: Token, lemma: str, depth: int) -> Modality:
    if lemma in (
        "fear",
        "worry",
        "suspect",
        "doubt",
        "wonder",
        "speculate",
        "afraid",
        "worried",
        "concerned",
        "possible",
        "unclear",
        "dread",
    ):
        return Modality.POSSIBLE
    if lemma in ("demand", "insist", "propose", "urge", "recommend", "request", "ask", "want", "wish", "order", "hope"):
        # the bare form after `that` asks for something: "insist that he leave"
        return Modality.DESIRED if lemma in ("hope", "want", "wish", "demand") or token.tag_ in ("VB", "VBN") else Modality.ASSERTED
    if lemma in ("mean", "ensure", "show", "prove"):
        return _firmness(above, depth + 1)
    return Modality.ASSERTED


def _open_complement(token: Token, above: Token, lemma: str, infinitive: bool, depth: int) -> Modality:
    if lemma in word_class("denial"):
        return Modality.ASSERTED
    if lemma in word_class("failure"):
        return _firmness(above, depth + 1)
    if infinitive or token.tag_ == "VBG" or above.pos_ == "ADJ":
        for name, firmness in (
            ("implicative", None),
            ("intention", Modality.FUTURE),
            ("desire", Modality.DESIRED),
            ("possibility", Modality.POSSIBLE),
        ):
            if lemma in word_class(name):
                if firmness is None or (firmness is Modality.DESIRED and not infinitive):
                    return _firmness(above, depth + 1)
                return firmness
        if infinitive and lemma == "be":
            return Modality.FUTURE
        if infinitive and above.pos_ in ("VERB", "ADJ"):
            return Modality.DESIRED
        return Modality.POSSIBLE if lemma in ("wary", "consider") else _firmness(above, depth + 1)
    return _firmness(above, depth + 1)


def _cased(token: Token) -> bool:
    return any(child.dep_ in ("mark", "case") for child in token.children)


def _question(token: Token) -> Modality:
    sentence = token.sent if token.doc.has_annotation("SENT_START") else token.doc[:]
    last = next((word for word in reversed(list(sentence)) if not word.is_space and word.text not in "\"'”’)"), None)
    return Modality.POSSIBLE if last is not None and last.text == "?" else Modality.ASSERTED
