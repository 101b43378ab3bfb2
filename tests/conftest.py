"""Hand-built parses for exact rule tests, and the shipped language model for measured ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
import spacy
from spacy.tokens import Doc
from spacy.vocab import Vocab

from kg.extract.grammar import Word
from kg.extract.grammar import words as words_of

VOCAB: Vocab = spacy.blank("en").vocab


def doc_of(
    words: str | Sequence[str],
    heads: Sequence[int],
    deps: Sequence[str] | str | None = None,
    *,
    pos: Sequence[str] | str | None = None,
    tags: Sequence[str] | str | None = None,
    lemmas: Sequence[str] | str | None = None,
    ents: Sequence[str] | None = None,
    morphs: Sequence[str] | None = None,
    spaces: Sequence[bool] | None = None,
) -> Doc:
    """A parse built by hand: `heads` are absolute token indices (a root heads itself); strings are split at white space.

    >>> doc_of("Ankara fears raids", [1, 1, 1], "nsubj root obj")[1].dep_
    'root'
    """

    def split(value: Any) -> Any:
        return value.split() if isinstance(value, str) else value

    words = split(words)
    deps = split(deps) or ["root" if head == i else "dep" for i, head in enumerate(heads)]
    return Doc(
        VOCAB,
        words=list(words),
        spaces=spaces,
        heads=list(heads),
        deps=list(deps),
        pos=split(pos),
        tags=split(tags),
        lemmas=split(lemmas) or [word.lower() for word in words],
        ents=ents,
        morphs=morphs,
    )


def tree_of(words: str | Sequence[str], heads: Sequence[int], deps: Sequence[str] | str | None = None, **given: Any) -> list[Word]:
    """The words of a parse built by hand, given as for `doc_of`.

    >>> tree_of("Ankara fears raids", [1, 1, 1], "nsubj root obj")[1].children[1].text
    'raids'
    """
    return words_of(doc_of(words, heads, deps, **given))


@pytest.fixture(scope="session")
def nlp() -> Any:
    """The shipped language model, loaded once for all tests that measure."""
    from kg.annotate.language import load_language

    return load_language()
