"""Parses laid out by hand, one a line of `parses.jsonl`, with a word of the sentence and what a qualifier must say of it.

A word is "form lemma UPOS tag dependency head entity", heads by number; `at` is the word asked about.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from tests.conftest import doc_of

ROWS: list[dict[str, Any]] = [
    json.loads(line) for line in Path(__file__).with_name("parses.jsonl").read_text(encoding="utf-8").splitlines() if line
]


def of_kind(kind: str) -> list[dict[str, Any]]:
    """The rows that ask for one qualifier."""
    return [row for row in ROWS if row["kind"] == kind]


def name(row: dict[str, Any]) -> str:
    """A name for a row in the report of a test run."""
    return f"{row['text']} [{row['parse'][row['at']].split()[0]}]"


def parse(row: dict[str, Any]) -> Doc:
    """The row's parse, with spaces as in its text."""
    words = [word.split() for word in row["parse"]]
    spaces, at = [], 0
    for word in words:
        at = row["text"].index(word[0], at) + len(word[0])
        spaces.append(row["text"][at : at + 1] == " ")
    doc = doc_of(
        [word[0] for word in words],
        [int(word[5]) for word in words],
        [word[4] for word in words],
        pos=[word[2] for word in words],
        tags=[word[3] for word in words],
        lemmas=[word[1] for word in words],
        ents=[word[6] for word in words],
        spaces=spaces,
    )
    assert doc.text == row["text"]
    return doc
