"""Who is who, measured on texts written for it: each test half has a floor."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from benchmarks.actors import ROWS, WIRE, Linked, accuracy, linked, read, timed

FLOOR = 0.95
FLOOR_WIRE = 0.94
TIME, EXTRACTION = 0.10, 0.25
"""What linking and extraction may take of the language model's time; they take some two thirds of that."""
HOMOGRAPHS = {
    "Georgia", "Jordan", "Congo", "Korea", "Niger", "Nigeria", "Guinea", "Equatorial Guinea", "Guinea-Bissau", "Dominica", "Washington",
    "Beijing", "the Kremlin", "IS", "Congolese", "Tripoli", "RSF", "Brussels", "Ankara", "Congress",
}  # fmt: skip


@pytest.fixture(scope="module")
def found() -> list[Linked]:
    return list(linked())


@pytest.mark.parametrize("path", [ROWS, WIRE], ids=lambda path: path.stem)
def test_the_texts_are_enough_well_formed_and_from_everywhere(path: Path) -> None:
    rows = read(path)
    mentions = [mention for row in rows for mention in row["mentions"]]
    assert len(mentions) >= 320
    assert len({row["text"] for row in rows}) == len(rows)
    for row in rows:
        for mention in row["mentions"]:
            assert row["text"][mention["start"] : mention["end"]] == mention["text"]
            assert mention["id"]
    regions = Counter(row["region"] for row in rows)
    assert all(regions[region] >= 5 for region in ("Africa", "Americas", "Asia", "Europe", "Middle East", "Oceania"))


def test_the_homographs_are_in_the_texts() -> None:
    assert {mention["text"] for row in read() for mention in row["mentions"]} >= HOMOGRAPHS


def test_the_accuracy_on_the_wire_set_reaches_its_floor() -> None:
    half = list(linked("test", WIRE))
    wrong = sum(not each.right for each in half)
    assert len(half) >= 250
    assert accuracy(half) >= FLOOR_WIRE, f"{wrong} of {len(half)} mentions are linked otherwise"


def test_the_accuracy_of_the_test_half_reaches_the_floor(found: list[Linked]) -> None:
    half = [each for each in found if each.half == "test"]
    wrong = sum(not each.right for each in half)
    assert accuracy(half) >= FLOOR, f"{wrong} of {len(half)} mentions are linked otherwise"


def test_homographs_are_told_apart_by_their_text(found: list[Linked]) -> None:
    shared = [each for each in found if each.words in HOMOGRAPHS]
    assert len(shared) >= 24
    assert accuracy(shared) >= 0.9, [(each.words, each.found) for each in shared if not each.right and each.half == "tune"]


def test_extraction_takes_a_quarter_and_linking_a_tenth_of_the_language_models_time_at_most() -> None:
    texts = sorted((Path(__file__).parent / "gold").glob("*.txt"))
    # whatever else the machine does disturbs some of the runs
    runs = [timed(texts) for _ in range(5)]
    assert any(spent["link"] <= TIME * spent["model"] for spent in runs)
    assert any(spent["extract"] <= EXTRACTION * spent["model"] for spent in runs)
