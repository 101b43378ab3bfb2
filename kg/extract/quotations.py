"""Quotations of an article: which words they span, and who speaks in them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from spacy.attrs import ORTH

from kg.extract.qualifiers import word_class

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_QUOTE = re.compile(r"[\"“”„«»]|``|''")
_TELLING = re.compile(rf"{_QUOTE.pattern}|[‘’']|\s+")
_SHORTEST = 4
_UNSPOKEN = frozenset({"show", "find", "know", "read", "hold", "hear", "describe", "agree", "consider"})


class Quotation(NamedTuple):
    """First and last word of a quotation, and its speakers where they are named, the innermost first."""

    first: int
    last: int
    speakers: tuple[Span, ...]


def quotations(doc: Doc, who: Callable[[Token], list[Span]], phrase_of: Callable[[Token], Span]) -> tuple[Quotation, ...]:
    """The quotations of four words or more, each with its speaker; one that carries on an unclosed one keeps its speaker.

    Three words are enough where they are a sentence; a paragraph that is all quotation goes on with the speaker of the one before.

    `who` names the speakers of a speech verb, `phrase_of` the noun phrase around a word.

    >>> doc = doc_of('" We will go home " , Oslo said', [3, 3, 3, 8, 3, 3, 8, 8, 8],
    ...     "punct nsubj aux ccomp advmod punct punct nsubj root", lemmas='" we will go home " , Oslo say',
    ...     pos="PUNCT PRON AUX VERB ADV PUNCT PUNCT PROPN VERB")
    >>> quotations(doc, lambda verb: [doc[7:8]], lambda word: doc[word.i : word.i + 1])
    (Quotation(first=1, last=4, speakers=(Oslo,)),)
    """
    found: list[Quotation] = []
    runs = spans(doc)
    for first, last, carried in runs:
        named = _speakers(doc, first, last, who, phrase_of)
        if not named and found and (carried or _goes_on(doc, found[-1].last, first, last)):
            named = found[-1].speakers
        found.append(Quotation(first, last, named))
        for i in range(len(found) - 2, -1, -1):
            # a speech of several paragraphs whose speaker is named only at its end
            if not named or not carried or found[i].speakers:
                break
            found[i] = found[i]._replace(speakers=named)
            carried = runs[i][2]
    return tuple(found)


def spans(doc: Doc) -> list[tuple[int, int, bool]]:
    """First and last word of each quotation; whether it carries on an unclosed one of the paragraph before.

    Quotation marks are read by character, paragraph by paragraph, so that a misread parse leads nowhere.
    """
    found: list[tuple[int, int, bool]] = []
    opened: int | None = None
    single = carried = unclosed = False
    for token in _marks(doc):
        if token.is_space and "\n" in token.text:
            if opened is not None:
                found.append((opened, token.i - 1, carried))
            unclosed, opened, carried, single = opened is not None and not single, None, False, False
        elif _QUOTE.fullmatch(token.text) and not single:
            if opened is None:
                opened, carried, unclosed = token.i + 1, unclosed, False
            else:
                found.append((opened, token.i - 1, carried))
                opened = None
        elif opened is None and (token.text == "‘" or (token.text == "'" and token.tag_ == "``")):
            opened, single, carried = token.i + 1, True, False
        elif single and opened is not None and token.text in ("’", "'") and token.dep_ != "case" and token.tag_ != "POS":
            found.append((opened, token.i - 1, False))
            opened, single = None, False
    if opened is not None and not single:
        found.append((opened, len(doc) - 1, carried))
    return [(first, last, on) for first, last, on in found if on or last - first >= _SHORTEST - 1 - _is_sentence(doc, first, last)]


def _marks(doc: Doc) -> list[Token]:
    """The tokens that may open or close a quotation, line breaks among them."""
    forms = doc.to_array(ORTH)
    strings = doc.vocab.strings
    telling = [form for form in np.unique(forms).tolist() if _TELLING.fullmatch(strings[form])]
    return [doc[i] for i in np.flatnonzero(np.isin(forms, telling)).tolist()]


def _speakers(doc: Doc, first: int, last: int, who: Callable[[Token], list[Span]], phrase_of: Callable[[Token], Span]) -> tuple[Span, ...]:
    """The speakers: of a speech verb beside the quotation, else of "according to", else who a colon leads from."""
    start, end = first, last
    while start > 0 and not _breaks(doc[start - 1]):
        start -= 1
    while end + 1 < len(doc) and not _breaks(doc[end + 1]):
        end += 1
    around = [doc[i] for i in range(start, end + 1) if not first <= i <= last]
    verbs = [
        token
        for token in around
        if token.pos_ == "VERB" and token.lemma_.lower() in word_class("speech verb") and token.lemma_.lower() not in _UNSPOKEN
    ]
    for verb in sorted(verbs, key=lambda token: (token.sent.start > last + 2, min(abs(token.i - first), abs(token.i - last)))):
        named = [span for span in who(verb) if not first <= span.root.i <= last]
        if named:
            return tuple(named)
    for token in around:
        if token.lower_ == "according" and token.head.i > token.i and not first <= token.head.i <= last:
            return (phrase_of(token.head),)
    if last + 3 < len(doc) and doc[last + 2].text == ":":
        return (phrase_of(_head_of_phrase(doc[last + 3])),)  # "'They shot at us': survivors speak"
    before = next((doc[i] for i in range(first - 2, max(-1, first - 4), -1) if i >= 0 and not doc[i].is_space), None)
    if before is not None and before.text == ":":
        head = doc[before.i].sent.root
        if head.i < before.i and head.pos_ in ("PROPN", "NOUN"):
            return (phrase_of(head),)
        subject = next((child for child in head.children if child.dep_ in ("nsubj", "nsubj:pass") and child.i < before.i), None)
        return (phrase_of(subject),) if subject is not None else ()
    return ()


def _head_of_phrase(token: Token) -> Token:
    """The head of the noun phrase that a word opens."""
    start = token.i
    while token.dep_ in ("det", "amod", "compound", "nmod:poss", "nmod:desc", "nummod", "flat") and token.head.i >= start:
        token = token.head
    return token


def _is_sentence(doc: Doc, first: int, last: int) -> bool:
    """Whether the words between two quotation marks have a subject and a finite verb, so that few of them say something too."""
    return any(
        token.tag_ in ("VBD", "VBZ", "VBP") and any(child.dep_ in ("nsubj", "nsubj:pass") and child.i >= first for child in token.children)
        for token in doc[first : last + 1]
    )


def _goes_on(doc: Doc, before: int, first: int, last: int) -> bool:
    """Whether a quotation is a paragraph of its own right behind a paragraph with the quotation that ends at `before`."""
    start, end = first - 1, last + 1
    alone = (start <= 0 or _breaks(doc[start - 1])) and (end + 1 >= len(doc) or _breaks(doc[end + 1]))
    return alone and sum(_breaks(token) for token in doc[before:start]) == 1


def _breaks(token: Token) -> bool:
    return bool(token.is_space and "\n" in token.text)
