"""The words of a phrase without what belongs to the sentence: determiners, marks of quotation, line breaks."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache

_DETERMINERS = re.compile(
    r"(?:(?:according to|including|such as|like)\s+)?"
    r"(?:(?:the|an?|its|his|her|their|our|my|your|this|that|these|those|(?:both|all)(?:\s+of)?|some of|one of)\s+)+",
    re.I,
)
# "one of the ports" is not the ports
_PARTS = re.compile(r"(?:one|some) of\s", re.I)
_EDGES = " \t\n\"'“”‘’`«»,;:.–—-()[]"
# marks of quotation at a word's edge; an apostrophe inside a word or after a plural's s stays
_ASCII_QUOTES = ("'", '"', "`")
_QUOTES = re.compile(r"[\"“”«»`]|(?<!\w)['‘’](?=\w)|(?<=[^\Ws])['’](?!\w)")


@lru_cache(maxsize=16384)
def bare(text: str) -> str:
    """The words of a phrase without determiners before it and marks around it.

    >>> bare("its “Northern Fleet”,"), bare("According to the Tass news agency"), bare("The Hague")
    ('Northern Fleet', 'Tass news agency', 'The Hague')
    """
    text = " ".join(text.split()).strip(_EDGES)
    if text in {"The Hague", "The Gambia", "The Bahamas", "The Guardian", "The Times", "The Economist", "The Independent"}:
        return text
    shorter = _undetermined(text).strip(_EDGES)
    return shorter or text


def _undetermined(text: str) -> str:
    match = _DETERMINERS.match(text)
    return text if match is None else text[match.end() :]


@lru_cache(maxsize=16384)
def phrase_label(text: str) -> str:
    """A phrase without its leading article or possessive, its spaces single, the marks around it gone.

    >>> phrase_label("the creation of a\\n safe zone"), phrase_label('a "fait accompli"')
    ('creation of a safe zone', 'fait accompli')
    >>> phrase_label("all of the ports"), phrase_label("both sides"), phrase_label("One of the ports")
    ('ports', 'sides', 'one of the ports')
    """
    text = " ".join(text.split())
    if _PARTS.match(text) is None:
        text = _undetermined(text)
    else:
        text = text[0].lower() + text[1:]
    text = text.strip(" ,;:.–—-")
    if text.isascii() and not any(mark in text for mark in _ASCII_QUOTES):
        return text
    return _QUOTES.sub("", text)


def hashed(text: str) -> str:
    """Sixteen hexadecimal digits that stand for a text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
