"""Turns of a transcript or an interview: what stands on a line that opens with a name and a colon is said by that name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from kg.extract.grammar import Phrase, Word, run
from kg.extract.patterns import patterns

_LONGEST = 7  # words before the colon
_LETTERS = frozenset({"q", "a"})


class Turn(NamedTuple):
    """First and last word of what is said on one line, and who says it."""

    first: int
    last: int
    speaker: Phrase


def turns(signs: Sequence[Word]) -> tuple[Turn, ...]:
    """The turns that `signs` part, in order; () where only one line opens so and it names no person, which may be any heading.

    >>> tree = tree_of("Abe : we left", [0, 0, 3, 0], "root punct nsubj parataxis", pos="PROPN PUNCT PRON VERB",
    ...     ents=["B-PERSON", "O", "O", "O"])
    >>> [(turn.first, turn.last, turn.speaker.head.text) for turn in turns(tree)]
    [(2, 3, 'Abe')]
    """
    found = [turn for line in _lines(signs) if (turn := _turn(line)) is not None]
    named = [turn for turn in found if signs[0].tree[turn.speaker.last].kind == "PERSON"]
    return tuple(found if len(found) > 1 else named)


def _lines(signs: Sequence[Word]) -> Iterator[list[Word]]:
    """The lines that may open a turn: those with a colon among their first words."""
    colons = [sign.i for sign in signs if sign.text == ":"]
    if not colons:
        return
    tree = signs[0].tree
    ends = [sign.i for sign in signs if "\n" in sign.text and sign.text.isspace()]
    for first, last in pairwise([-1, *ends, len(tree)]):
        if any(first < colon <= first + _LONGEST + 2 for colon in colons):
            yield [word for word in tree[first + 1 : last] if not word.text.isspace()]


def _turn(line: list[Word]) -> Turn | None:
    colon = next((place for place, word in enumerate(line[: _LONGEST + 1]) if word.text == ":"), 0)
    if not colon or colon + 1 >= len(line) or not _is_speaker(line[:colon]):
        return None
    return Turn(line[colon + 1].i, line[-1].i, run(line[0].tree, line[0].i, line[colon - 1].i))


def _is_speaker(lead: list[Word]) -> bool:
    """Whether the words before the colon name who speaks: a person, a title in capitals, the Q or A of an interview."""
    if not lead[0].text[:1].isupper() or any(word.text in (",", ";", "–", "—", '"', "(") for word in lead):
        return False
    if lead[-1].kind == "PERSON":
        return all(word.kind == "PERSON" or word.lower.strip(".") in _titles() for word in lead)
    if len(lead) == 1 and lead[0].lower in _LETTERS:
        return True
    return all(word.text.isupper() and word.text.isalpha() for word in lead) and lead[-1].lower in _titles()


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
