"""The claims file gives back what was written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.share.claims import json_line, write_claims
from tests.share.hostile import HOSTILE, texts
from tests.share.made import affair, rewritten


def test_one_line_a_claim_in_the_order_given(tmp_path: Path) -> None:
    write_claims(affair(), tmp_path / "claims.jsonl")
    lines = (tmp_path / "claims.jsonl").read_bytes().decode("utf-8").split("\n")
    assert lines.pop() == ""
    assert [json.loads(line) for line in lines] == affair()


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_comes_back(tmp_path: Path, text: str) -> None:
    records = [rewritten(record, text) for record in affair()]
    write_claims(records, tmp_path / "claims.jsonl")
    read = (tmp_path / "claims.jsonl").read_text(encoding="utf-8")
    assert [json.loads(line) for line in read.splitlines()] == records


@given(st.dictionaries(texts, texts))
def test_a_line_is_one_line_to_every_reader(value: dict[str, str]) -> None:
    line = json_line(value)
    assert json.loads(line) == value
    assert len(line.splitlines()) == 1
    assert line.encode("utf-8")
