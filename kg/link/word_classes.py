"""Classes of words that tell what a name or a phrase means: roles, titles, verbs of motion. Read from a data file with an example each."""

from __future__ import annotations

import json
from functools import cache

from kg import resources
from kg.errors import LexiconError


def word_class(name: str) -> frozenset[str]:
    """The words of a class.

    >>> "minister" in word_class("office"), "in" in word_class("locative")
    (True, True)
    """
    return word_classes()[name]


@cache
def word_classes() -> dict[str, frozenset[str]]:
    """All classes by name; LexiconError with the line where one is not as it should be."""
    path = resources.path("lexicon/word_classes.jsonl")
    found: dict[str, frozenset[str]] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            row = json.loads(line)
            found[row["class"]] = frozenset(row["words"])
        except (json.JSONDecodeError, KeyError, TypeError) as error:
            raise LexiconError(f"is no class of words ({error})", where=f"{path}:{number}", remedy="reinstall kg") from error
    return found
