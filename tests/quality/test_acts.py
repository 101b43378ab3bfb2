"""The coding of acts, measured on sentences written for it: the test half has a floor, and the files keep to their form."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from benchmarks.acts import ROWS, WIRE, claim_of, from_text, given_predicate, macro_f1, rows, score
from kg.ontology import EXTENSION, Scheme

FLOORS = {ROWS: 0.93, WIRE: 0.88}
FLOORS_FROM_TEXT = {ROWS: 0.88, WIRE: 0.82}
SCHEME = Scheme.load()


both = pytest.mark.parametrize("path", [ROWS, WIRE], ids=lambda path: path.stem)


@both
def test_the_sentences_are_enough_balanced_and_well_formed(path: Path) -> None:
    tune, test = rows("tune", path), rows("test", path)
    assert len(tune) + len(test) >= (420 if path == ROWS else 370)
    assert {row["text"] for row in tune}.isdisjoint(row["text"] for row in test)
    kinds = Counter(row["type"] for row in test)
    assert all(kinds[act.code] >= 6 for act in SCHEME.types())
    assert kinds[""] >= 6 or path == WIRE
    for row in tune + test:
        assert not row["mode"] or f"{row['type']}/{row['mode']}" in SCHEME
        claim = claim_of(row)
        assert row["text"][claim.subject.at.start : claim.subject.at.end] == claim.subject.text
        assert "{" not in row["text"]


@both
def test_the_macro_f1_of_the_sixteen_types_reaches_the_floor(path: Path) -> None:
    scores, wrong = score(rows("test", path), given_predicate(SCHEME), SCHEME)
    assert macro_f1(scores) >= FLOORS[path], f"{len(wrong)} of the test half are coded otherwise"
    weakest = min((value.f1, kind) for kind, value in scores.items() if kind not in EXTENSION)
    assert weakest[0] >= 0.6, weakest


@both
def test_from_plain_text_too_the_macro_f1_reaches_its_floor(nlp: Any, path: Path) -> None:
    scores, wrong = score(rows("test", path), from_text(SCHEME, nlp), SCHEME)
    assert macro_f1(scores) >= FLOORS_FROM_TEXT[path], f"{len(wrong)} of the test half are coded otherwise or not found"
