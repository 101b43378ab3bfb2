"""Names as an article spells them: "Bogotá" where the lexicon, as the English press does, has "Bogota"."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any


def respelled(records: list[dict[str, Any]], text: str) -> list[dict[str, Any]]:
    """Claims-file objects whose labels have the letters with which `text` writes the same names; their ids stay.

    >>> respelled([{"subject": {"label": "Nicolas Maduro"}}], "Nicolás Maduro left. Mr Maduro is away.")[0]["subject"]["label"]
    'Nicolás Maduro'
    """
    if text.isascii():
        return records
    plain = "".join(map(_plain, text))
    known: dict[str, str] = {}
    for node in (node for record in records for node in _nodes(record)):
        label = node.get("label")
        if isinstance(label, str) and label.isascii():
            if label not in known:
                known[label] = as_written(label, text, plain)
            node["label"] = known[label]
    return records


def as_written(name: str, text: str, plain: str) -> str:
    """`name` with the letters of its first occurrence in `text`, whose letters without marks `plain` holds, one for one; itself where
    the text has it letter by letter, or not at all.

    >>> as_written("Bogota", "In Bogotá", "In Bogota"), as_written("Oslo", "Oslo és Győr", "Oslo es Gyor"), as_written("Lima", "é", "e")
    ('Bogotá', 'Oslo', 'Lima')
    """
    at = -1 if name in text else plain.find(name)
    while at >= 0:
        end = at + len(name)
        if not (plain[at - 1 : at].isalnum() if at else False) and not plain[end : end + 1].isalnum():
            return text[at:end]
        at = plain.find(name, at + 1)
    return name


def _plain(letter: str) -> str:
    """The letter without its marks; itself where that is not one letter."""
    bare = "".join(each for each in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(each))
    return bare if len(bare) == 1 else letter


def _nodes(record: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for value in (record.get("subject"), record.get("object"), *(record.get("attribution") or []), record.get("place")):
        yield from (each for each in (value if isinstance(value, list) else [value]) if isinstance(each, dict))
