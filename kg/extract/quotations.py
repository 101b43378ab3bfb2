"""Quotations of an article: which words they span, and who speaks in them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from kg.extract.arguments import Phrase
from kg.extract.grammar import Word, root_of, sentence
from kg.extract.qualifiers import word_class

_QUOTES = frozenset('"“”„«»') | {"``", "''"}
_SINGLE = frozenset("‘’'")
_SHORTEST = 4
_UNSPOKEN = frozenset({"show", "find", "know", "read", "hold", "hear", "describe", "agree", "consider"})


class Quotation(NamedTuple):
    """First and last word of a quotation, and its speakers where they are named, the innermost first."""

    first: int
    last: int
    speakers: tuple[Phrase, ...]


def quotations(tree: Sequence[Word], who: Callable[[Word], list[Phrase]], phrase_of: Callable[[Word], Phrase]) -> tuple[Quotation, ...]:
    """The quotations of four words or more, each with its speaker; one that carries on an unclosed one keeps its speaker.

    Three words are enough where they are a sentence; a paragraph that is all quotation goes on with the speaker of the one before.

    `who` names the speakers of a speech verb, `phrase_of` the noun phrase around a word.

    >>> tree = tree_of('" We will go home " , Oslo said', [3, 3, 3, 8, 3, 3, 8, 8, 8],
    ...     "punct nsubj aux ccomp advmod punct punct nsubj root", lemmas='" we will go home " , Oslo say',
    ...     pos="PUNCT PRON AUX VERB ADV PUNCT PUNCT PROPN VERB")
    >>> (said,) = quotations(tree, lambda verb: [Phrase(tree[7], 7, 7)], lambda word: Phrase(word, word.i, word.i))
    >>> said.first, said.last, [speaker.head.text for speaker in said.speakers]
    (1, 4, ['Oslo'])
    """
    found: list[Quotation] = []
    runs = spans(tree)
    for first, last, carried in runs:
        named = _speakers(tree, first, last, who, phrase_of)
        if not named and found and (carried or _goes_on(tree, found[-1].last, first, last)):
            named = found[-1].speakers
        found.append(Quotation(first, last, named))
        for i in range(len(found) - 2, -1, -1):
            # a speech of several paragraphs whose speaker is named only at its end
            if not named or not carried or found[i].speakers:
                break
            found[i] = found[i]._replace(speakers=named)
            carried = runs[i][2]
    return tuple(found)


def spans(tree: Sequence[Word]) -> list[tuple[int, int, bool]]:
    """First and last word of each quotation; whether it carries on an unclosed one of the paragraph before.

    Quotation marks are read by character, paragraph by paragraph, so that a misread parse leads nowhere.
    """
    found: list[tuple[int, int, bool]] = []
    opened: int | None = None
    single = carried = unclosed = False
    for word in tree:
        if _breaks(word):
            if opened is not None:
                found.append((opened, word.i - 1, carried))
            unclosed, opened, carried, single = opened is not None and not single, None, False, False
        elif word.text in _QUOTES and not single:
            if opened is None:
                opened, carried, unclosed = word.i + 1, unclosed, False
            else:
                found.append((opened, word.i - 1, carried))
                opened = None
        elif opened is None and (word.text == "‘" or (word.text == "'" and word.tag == "``")):
            opened, single, carried = word.i + 1, True, False
        elif single and opened is not None and word.text in ("’", "'") and word.dep != "case" and word.tag != "POS":
            found.append((opened, word.i - 1, False))
            opened, single = None, False
    if opened is not None and not single:
        found.append((opened, len(tree) - 1, carried))
    return [(first, last, on) for first, last, on in found if on or last - first >= _SHORTEST - 1 - _is_sentence(tree[first : last + 1])]


def _speakers(
    tree: Sequence[Word], first: int, last: int, who: Callable[[Word], list[Phrase]], phrase_of: Callable[[Word], Phrase]
) -> tuple[Phrase, ...]:
    """The speakers: of a speech verb beside the quotation, else of "according to", else who a colon leads from."""
    start, end = first, last
    while start > 0 and not _breaks(tree[start - 1]):
        start -= 1
    while end + 1 < len(tree) and not _breaks(tree[end + 1]):
        end += 1
    around = [tree[i] for i in range(start, end + 1) if not first <= i <= last]
    verbs = [word for word in around if word.pos == "VERB" and word.lemma in word_class("speech verb") and word.lemma not in _UNSPOKEN]
    for verb in sorted(verbs, key=lambda word: (sentence(word)[0].i > last + 2, min(abs(word.i - first), abs(word.i - last)))):
        named = [each for each in who(verb) if not first <= each.head.i <= last]
        if named:
            return tuple(named)
    for word in around:
        if word.lower == "according" and word.head.i > word.i and not first <= word.head.i <= last:
            return (phrase_of(word.head),)
    if last + 3 < len(tree) and tree[last + 2].text == ":":
        return (phrase_of(_head_of_phrase(tree[last + 3])),)  # "'They shot at us': survivors speak"
    before = next((tree[i] for i in range(first - 2, max(-1, first - 4), -1) if i >= 0 and not tree[i].text.isspace()), None)
    if before is not None and before.text == ":":
        head = root_of(sentence(before))
        if head.i < before.i and head.pos in ("PROPN", "NOUN"):
            return (phrase_of(head),)
        subject = next((child for child in head.children if child.dep in ("nsubj", "nsubj:pass") and child.i < before.i), None)
        return (phrase_of(subject),) if subject is not None else ()
    return ()


def _head_of_phrase(word: Word) -> Word:
    """The head of the noun phrase that a word opens."""
    start = word.i
    while word.dep in ("det", "amod", "compound", "nmod:poss", "nmod:desc", "nummod", "flat") and word.head.i >= start:
        word = word.head
    return word


def _is_sentence(words: Sequence[Word]) -> bool:
    """Whether the words between two quotation marks have a subject and a finite verb, so that few of them say something too."""
    return any(
        word.tag in ("VBD", "VBZ", "VBP") and any(child.dep in ("nsubj", "nsubj:pass") and child.i >= words[0].i for child in word.children)
        for word in words
    )


def _goes_on(tree: Sequence[Word], before: int, first: int, last: int) -> bool:
    """Whether a quotation is a paragraph of its own right behind a paragraph with the quotation that ends at `before`."""
    start, end = first - 1, last + 1
    alone = (start <= 0 or _breaks(tree[start - 1])) and (end + 1 >= len(tree) or _breaks(tree[end + 1]))
    return alone and sum(_breaks(word) for word in tree[before:start]) == 1


def _breaks(word: Word) -> bool:
    return "\n" in word.text and word.text.isspace()
