"""Words as the encoder takes them in: word pieces, letter shape, and what stands before."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

SHAPES = ("lower", "Title", "X", "UPPER", "UPPER-mixed", "camelCase", "digits", "digits-mixed", "mark", "other")
BEFORE = ("nothing", "space", "line")
PIECES_A_WORD = 8
PIECES_A_CHUNK = 250


def shape(word: str) -> int:
    """The place in `SHAPES` of how `word` is written: what an encoder that knows no capitals must be told.

    >>> [SHAPES[shape(word)] for word in ["is", "Is", "IS", "U.S.", "2014", "F-16", "--", "al"]]
    ['lower', 'Title', 'UPPER', 'UPPER-mixed', 'digits', 'digits-mixed', 'mark', 'lower']
    """
    if word.isalpha():
        if word.islower():
            return 0
        if word.isupper():
            return 2 if len(word) == 1 else 3
        if word[0].isupper() and word[1:].islower():
            return 1
        return 5 if word.lower() != word.upper() else 9
    if any(letter.isdigit() for letter in word):
        return 6 if all(letter.isdigit() or letter in ".,:/-" for letter in word) else 7
    letters = [letter for letter in word if letter.isalpha()]
    if not letters:
        return 8
    if all(letter.isupper() for letter in letters):
        return 4
    return 1 if letters[0].isupper() else 0 if all(letter.islower() for letter in letters) else 9


class Inputs(NamedTuple):
    """One chunk for the encoder: piece ids, shapes and "before" classes by piece; first and last piece of each word."""

    pieces: NDArray[np.int64]
    shapes: NDArray[np.int64]
    before: NDArray[np.int64]
    first: NDArray[np.int64]
    last: NDArray[np.int64]


class WordPieces:
    """Word-piece ids of words, remembered up to a bound. `tokenizer` is a file of the `tokenizers` library."""

    def __init__(self, tokenizer: Path, *, remembered: int = 50_000) -> None:
        self._tokenizer = Tokenizer.from_file(str(tokenizer))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._remembered = remembered
        self._memory: dict[str, tuple[int, ...]] = {}
        ids = [int(self._tokenizer.token_to_id(name) or 0) for name in ("[CLS]", "[SEP]", "[UNK]", "[PAD]")]
        self.cls, self.sep, self.unknown, self.pad = ids

    def of(self, word: str) -> tuple[int, ...]:
        """The pieces of one word: at least one, at most `PIECES_A_WORD`."""
        found = self._memory.get(word)
        if found is None:
            ids = self._tokenizer.encode(word[:64].replace("\ud800", "?"), add_special_tokens=False).ids
            if len(ids) > PIECES_A_WORD:
                ids = [*ids[: PIECES_A_WORD - 1], ids[-1]]
            found = tuple(ids) or (self.unknown,)
            if len(self._memory) >= self._remembered:
                self._memory.clear()
            self._memory[word] = found
        return found

    def inputs(self, words: Sequence[str], before: Sequence[int]) -> Inputs:
        """The encoder's inputs for a chunk of words; `before[i]` is the place in `BEFORE` of what precedes word i."""
        pieces, shapes, gaps = [self.cls], [8], [0]
        first, last = [], []
        for word, gap in zip(words, before, strict=True):
            ids = self.of(word)
            first.append(len(pieces))
            pieces.extend(ids)
            shapes.extend([shape(word)] * len(ids))
            gaps.extend([gap] * len(ids))
            last.append(len(pieces) - 1)
        pieces.append(self.sep)
        shapes.append(8)
        gaps.append(0)
        return Inputs(*(np.array(column, dtype=np.int64) for column in (pieces, shapes, gaps, first, last)))
