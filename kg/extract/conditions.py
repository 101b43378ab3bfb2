"""If-clauses in all their shapes, and the main clauses that hang on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.qualifiers import governor, has_subject

if TYPE_CHECKING:
    from spacy.tokens import Token

_MARKS = frozenset({"if", "unless", "lest", "provided", "providing", "supposing", "assuming"})
_PARTICIPLES = frozenset({"provided", "providing", "supposing", "assuming"})
_NOUNS = frozenset({"condition", "case", "event", "proviso", "understanding"})
_HEDGED = frozenset({"would", "could", "might", "'d", "’d"})


def conditional(token: Token) -> bool:
    """Whether the clause is a condition: by its mark, by inversion ("should rebels attack"), by a set phrase ("on condition that").

    >>> doc = doc_of("if rebels attack Oslo leaves", [2, 2, 4, 4, 4], "mark nsubj advcl nsubj root", pos="SCONJ NOUN VERB PROPN VERB")
    >>> conditional(doc[2]), conditional(doc[4])
    (True, False)
    """
    first = None
    for child in token.children:
        if child.dep_ in ("mark", "aux", "advmod", "aux:pass", "cop") and child.i < token.i:
            if child.dep_ == "mark" and child.lower_ in _MARKS:
                return token.dep_ not in ("ccomp", "csubj", "xcomp") or child.lower_ not in ("if", "whether")
            if child.dep_ == "mark" and child.lower_ in ("as", "in", "case") and _set_mark(child):
                return True
            if child.dep_ == "mark" and child.lower_ == "that" and child.i and token.doc[child.i - 1].lower_ in _PARTICIPLES:
                return True
            if child.dep_ == "mark" and child.lower_ == "as" and token.head.lower_ == "long":
                return True  # "as long as", with "long" read as the adverb that the clause measures
            if child.dep_ in ("aux", "aux:pass", "cop") and first is None:
                first = child
    opening = first is not None and (token.dep_.startswith("advcl") or first.is_sent_start) and not _asks(token)
    if first is not None and opening and first.lower_ in ("should", "had", "were"):
        subject = next((child for child in token.children if child.dep_ in ("nsubj", "nsubj:pass")), None)
        return subject is not None and first.i < subject.i
    if token.dep_ in ("ccomp", "acl", "advcl"):
        head = token.head
        if head.lower_ in _PARTICIPLES and head.dep_ in ("acl", "advcl", "mark") and not has_subject(head):
            return True
        if head.lower_ in _NOUNS and head.dep_ in ("obl", "advcl", "mark", "fixed", "nmod"):
            return any(child.dep_ == "case" and child.lower_ in ("on", "in", "with") for child in head.children)
    return False


def supposed(token: Token) -> bool:
    """Whether the predicate is coordinated with, or is all there is to, a clause of "as if"."""
    for child in token.children:
        if child.dep_ in ("mark", "fixed") and child.lower_ in ("if", "though") and child.i > 0 and token.doc[child.i - 1].lower_ == "as":
            return True
    return False


def under_condition(token: Token) -> bool:
    """Whether a main clause hangs on a condition of its own: an if-clause, or a phrase such as "without the deal" before "would".

    >>> doc = doc_of("if rebels attack Oslo will leave", [2, 2, 5, 5, 5, 5], "mark nsubj advcl nsubj aux root")
    >>> under_condition(doc[5])
    True
    """
    hedged = any(child.dep_ == "aux" and child.lower_ in _HEDGED for child in token.children)
    for child in token.children:
        if child.dep_.startswith("advcl") and conditional(child):
            return True
        if child.dep_ in ("acl", "advcl") and child.lower_ in _PARTICIPLES:
            return True
        if child.dep_ in ("obj", "obl") and any(
            below.dep_ in ("acl", "advcl") and (below.lower_ in _PARTICIPLES or conditional(below)) for below in child.children
        ):
            return True
        if child.dep_ == "obl":
            cases = {mark.lower_ for mark in child.children if mark.dep_ == "case"}
            phrase = child.lower_ in _NOUNS and any(below.dep_ in ("acl", "ccomp") for below in child.children)
            phrase = phrase or _in_the_event(child)
            if (hedged and cases & {"without", "barring", "absent"}) or phrase:
                return True
    if token.dep_ == "conj" and not has_subject(token):
        return under_condition(token.head)
    above, link = governor(token)
    if hedged and above is not None and link == "ccomp":
        # "Oslo said that if rebels attacked it would leave": the if-clause may be hung on the verb of saying
        return any(child.dep_ == "advcl" and conditional(child) for child in above.children)
    return False


def follows_if(token: Token) -> bool:
    """Whether a main clause without auxiliary follows from an if-clause: one before it, or one beside its present tense.

    >>> follows_if(doc_of("if rebels attack Oslo leaves", [2, 2, 4, 4, 4], "mark nsubj advcl nsubj root")[4])
    True
    """
    for child in token.children:
        if child.dep_ != "advcl" or not (child.i < token.i or token.tag_ in ("VBZ", "VBP")):
            continue
        for mark in child.children:
            if mark.dep_ == "mark" and mark.lower_ in ("if", "unless"):
                before = token.doc[mark.i - 1].lower_ if mark.i else ""
                return before not in ("even", "as", "what") and not any(below.lower_ == "even" for below in mark.children)
    return False


def _in_the_event(word: Token) -> bool:
    """Whether a phrase tells an event as a mere case: "in the event of a siege", "in case of war"."""
    before = [mark for mark in word.children if mark.dep_ == "case" and mark.i < word.i]
    if word.lower_ in ("event", "case"):
        of = any(below.dep_ == "nmod" and any(mark.lower_ == "of" for mark in below.children) for below in word.children)
        return of and any(mark.lower_ == "in" for mark in before)
    return any(part.lower_ in ("event", "case") for mark in before for part in (mark, *mark.children) if part.dep_ in ("case", "fixed"))


def _asks(token: Token) -> bool:
    """Whether the sentence ends with a question mark."""
    end = token.sent.end if token.doc.has_annotation("SENT_START") else len(token.doc)
    return any(token.doc[i].text == "?" for i in range(max(token.i, end - 4), end))


def _set_mark(mark: Token) -> bool:
    """Whether a mark begins "as long as", "so long as", "in case"."""
    if mark.lower_ == "case":
        return mark.i > 0 and mark.doc[mark.i - 1].lower_ == "in"
    after = [word.lower_ for word in mark.doc[mark.i : mark.i + 3]]
    return after[:2] == ["in", "case"] or after in (["as", "long", "as"], ["so", "long", "as"])
