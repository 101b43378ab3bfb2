"""Turns of a transcript or an interview: what stands on a line that opens with a name and a colon is said by that name."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from spacy.attrs import IS_SPACE, ORTH

from kg.extract.patterns import patterns

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_LONGEST = 7  # words before the colon
_LETTERS = frozenset({"q", "a"})


class Turn(NamedTuple):
    """First and last word of what is said on one line, and who says it."""

    first: int
    last: int
    speaker: Span


def turns(doc: Doc) -> tuple[Turn, ...]:
    """The turns of `doc`, in order; () where only one line opens so and it names no person, which may be any heading.

    >>> doc = doc_of("Abe : we left", [0, 0, 3, 0], "root punct nsubj parataxis", pos="PROPN PUNCT PRON VERB",
    ...     ents=["B-PERSON", "O", "O", "O"])
    >>> turns(doc)
    (Turn(first=2, last=3, speaker=Abe),)
    """
    found = [turn for line in _lines(doc) if (turn := _turn(doc, line)) is not None]
    named = [turn for turn in found if turn.speaker[-1].ent_type_ == "PERSON"]
    return tuple(found if len(found) > 1 else named)


def _lines(doc: Doc) -> Iterator[list[Token]]:
    """The lines that may open a turn: those with a colon among their first words."""
    spaces = doc.to_array(IS_SPACE).astype(bool)
    ends = [i for i in np.flatnonzero(spaces).tolist() if "\n" in doc[i].text]
    colons = np.flatnonzero(doc.to_array(ORTH) == doc.vocab.strings[":"]).tolist()
    for first, last in pairwise([-1, *ends, len(doc)]):
        if any(first < colon <= first + _LONGEST + 2 for colon in colons):
            yield [doc[i] for i in range(first + 1, last) if not spaces[i]]


def _turn(doc: Doc, line: list[Token]) -> Turn | None:
    colon = next((place for place, token in enumerate(line[: _LONGEST + 1]) if token.text == ":"), 0)
    if not colon or colon + 1 >= len(line) or not _is_speaker(line[:colon]):
        return None
    return Turn(line[colon + 1].i, line[-1].i, doc[line[0].i : line[colon - 1].i + 1])


def _is_speaker(lead: list[Token]) -> bool:
    """Whether the words before the colon name who speaks: a person, a title in capitals, the Q or A of an interview."""
    if not lead[0].text[:1].isupper() or any(token.text in (",", ";", "–", "—", '"', "(") for token in lead):
        return False
    if lead[-1].ent_type_ == "PERSON":
        return all(token.ent_type_ == "PERSON" or token.lower_.strip(".") in _titles() for token in lead)
    if len(lead) == 1 and lead[0].lower_ in _LETTERS:
        return True
    return all(token.text.isupper() and token.text.isalpha() for token in lead) and lead[-1].lower_ in _titles()


def _titles() -> frozenset[str]:
    return patterns().titles | {
        "mr",
        "mrs",
        "ms",
        "dr",
        "sir",
        "foreign",
        "prime",
        "moderator",
        "question",
        "answer",
        "interviewer",
        "host",
    }
