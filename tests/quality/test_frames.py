"""Frames: hundreds of ways to lead up to one act, each of which must, or must never, leave it a plain fact.

A line of `frames.jsonl` is a sentence with a gap and the words that fill it, whether the act is then plain ("plain"), and by whom it must
not be affirmed where it is not: "anyone", or the "article" alone, where somebody named may say so.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.acquire.text import article_of
from kg.model import Skipped
from kg.pipeline import Pipeline

ROWS: list[dict[str, Any]] = [
    json.loads(line) for line in Path(__file__).with_name("frames.jsonl").read_text(encoding="utf-8").splitlines()
]
MOST_FALSE = 0.02
MOST_LOST = 0.05


@pytest.fixture(scope="module")
def read() -> dict[bool, list[tuple[str, bool]]]:
    """By what a frame asks for: each sentence, and whether the act stands in it as a plain fact."""
    walk = Pipeline()
    found: dict[bool, list[tuple[str, bool]]] = {True: [], False: []}
    for row in ROWS:
        for text in sentences(row):
            records = [item for item in walk.claim_records([article_of(text)]) if not isinstance(item, Skipped)]
            found[row["plain"]].append((text, any(affirms(record, row["by"]) for record in records)))
    return found


def sentences(row: dict[str, Any]) -> Iterator[str]:
    """The frame with each of its words."""
    for words in row["words"]:
        text = row["frame"].replace("{}", words)
        yield text[:1].upper() + text[1:]


def affirms(record: dict[str, Any], by: str) -> bool:
    """Whether a record makes a plain fact of the closing of the port, or of the attack on it."""
    act = record["relation"]["label"] in ("close", "attack", "on") and "port" in str((record.get("object") or {}).get("label"))
    plain = record["polarity"] == "positive" and record["modality"] == "asserted"
    return act and plain and not (by == "article" and record["attribution"])


def test_what_is_no_fact_is_not_affirmed(read: dict[bool, list[tuple[str, bool]]]) -> None:
    false = [text for text, plain in read[False] if plain]
    assert len(false) <= MOST_FALSE * len(read[False]), false


def test_what_is_a_fact_is_affirmed(read: dict[bool, list[tuple[str, bool]]]) -> None:
    lost = [text for text, plain in read[True] if not plain]
    assert len(lost) <= MOST_LOST * len(read[True]), lost


def test_the_frames_are_many_and_each_sentence_stands_once() -> None:
    every = [text for row in ROWS for text in sentences(row)]
    assert len(every) >= 500
    assert len(set(every)) == len(every)
