"""The lexicon of acts: every row codes its own example, and a damaged file is told in one line."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from kg import resources
from kg.errors import LexiconError
from kg.link.acts import ActLexicon
from kg.link.wording import wording_of
from kg.ontology import Scheme
from tests.link.marked import claim_of, read

FOLDER = resources.path("lexicon/acts")
LEXICON = ActLexicon.load()
FILES = sorted(FOLDER.glob("*.jsonl"))


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_row_names_its_source_and_licence(path: Path) -> None:
    for number, row in enumerate(lines(path), start=1):
        assert row.get("source"), f"{path.name}:{number}"
        assert row.get("licence"), f"{path.name}:{number}"


@pytest.mark.parametrize("path", [path for path in FILES if path.stem.startswith("verbs-")], ids=lambda path: path.stem)
def test_each_row_codes_its_own_example(path: Path) -> None:
    wrong = []
    for number, row in enumerate(lines(path), start=1):
        wording = wording_of(claim_of(row["example"]))
        outcomes = LEXICON.outcomes(wording)
        mine = {code for where, code in outcomes if where.endswith(f"{path.name}:{number}")}
        if LEXICON.code(wording) not in mine:
            wrong.append(f"{path.name}:{number} {row['example']}: {mine or 'does not fit'}, but {LEXICON.code(wording)!r}")
    assert wrong == []


def test_the_row_that_is_looked_up_is_the_best_of_all_that_fit() -> None:
    for path in FILES:
        for row in lines(path) if path.stem.startswith("verbs-") else ():
            wording = wording_of(claim_of(row["example"]))
            if outcomes := LEXICON.outcomes(wording):
                assert LEXICON.code(wording) == outcomes[-1][1], row["example"]


def test_examples_read_as_sentences() -> None:
    assert read("{s:Lima} {v:held talks with=hold talks with} {o:Quito}").text == "Lima held talks with Quito"
    for path in FILES:
        for row in lines(path):
            if "example" in row:
                assert "{" not in read(row["example"]).text


def test_the_lexicon_is_broad() -> None:
    patterns = sum(len(rows) for rows in LEXICON.rows.values())
    assert patterns > 5000
    assert len(LEXICON.nouns) > 400
    types = {row.gives.partition("/")[0] for rows in LEXICON.rows.values() for row in rows}
    assert {act.code for act in Scheme.load().types()} <= types


@pytest.mark.parametrize(
    ("phrase", "code"),
    [
        ("a new round of talks", "CONSULT"),
        ("an end to the siege", "RETREAT"),
        ("the release of nine hostages", "RETREAT/release"),
        ("the lifting of sanctions", "RETREAT"),
        ("a wave of air strikes", "ASSAULT/aerial"),
        ("the state of emergency", "COERCE/martial-law"),
        ("the suspension of aid", "SANCTION/discontinue"),
        ("talks with rebels", "CONSULT"),
        ("thousands of tents", ":thing"),
        ("the colour blue", ""),
    ],
)
def test_a_phrase_names_an_act_by_what_it_is_made_of(phrase: str, code: str) -> None:
    claim = claim_of("{s:Lima} {v:mulls=mull} {o:" + phrase + "}")
    assert LEXICON.content(wording_of(claim)) == code


@pytest.mark.parametrize(
    ("file", "line", "told"),
    [
        ("verbs-1-cooperation.jsonl", "{", "is no JSON"),
        ("verbs-1-cooperation.jsonl", '{"head": ["agree"], "gives": "AGREE"}', "lacks example, licence, source"),
        (
            "verbs-1-cooperation.jsonl",
            '{"head": ["a"], "gives": "NOD", "example": "x", "source": "x", "licence": "x"}',
            "no act of the scheme",
        ),
        (
            "verbs-1-cooperation.jsonl",
            '{"head": ["a"], "verb": 1, "gives": "AID", "example": "x", "source": "x", "licence": "x"}',
            "unknown key 'verb'",
        ),
        (
            "verbs-1-cooperation.jsonl",
            '{"head": "a", "gives": "AID", "example": "x", "source": "x", "licence": "x"}',
            "must be a list of words",
        ),
        (
            "verbs-1-cooperation.jsonl",
            '{"head": ["a"], "noun": ["@nothing"], "gives": "AID", "example": "x", "source": "x", "licence": "x"}',
            "class @nothing",
        ),
        ("nouns.jsonl", '{"nouns": ["talk"], "gives": "CONSULT"}', "'talk' stands twice"),
        ("nouns.jsonl", '{"nouns": ["fie"], "gives": "FIE"}', "no act of the scheme"),
        ("classes.jsonl", '{"class": "x"}', "lacks words"),
    ],
)
def test_a_damaged_row_is_refused_with_file_and_line(tmp_path: Path, file: str, line: str, told: str) -> None:
    folder = tmp_path / "acts"
    shutil.copytree(FOLDER, folder)
    path = folder / file
    number = len(path.read_text(encoding="utf-8").splitlines()) + 1
    with path.open("a", encoding="utf-8") as out:
        out.write(line + "\n")
    with pytest.raises(LexiconError) as caught:
        ActLexicon.load(folder)
    assert told in str(caught.value)
    assert str(caught.value).startswith(f"{path}:{number}: ")
    assert "\n" not in str(caught.value)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"classes\.jsonl: cannot be read"):
        ActLexicon.load(tmp_path)
