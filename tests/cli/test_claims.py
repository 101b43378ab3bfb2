"""`kg claims` in a pipe, and `kg eval` on a gold file made for the test."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Kg

TEXT = "Norway urges Chad to free crew\n\nNorway urged Chad on Monday to free the crew."


def test_standard_input(kg: Kg) -> None:
    done = kg("claims", "-", "--published", "2021-05-05", stdin=TEXT.encode())
    assert done.code == 0, done.err
    found = [json.loads(line) for line in done.out.splitlines()]
    urged = [claim for claim in found if claim["relation"]["label"].startswith("urge") and claim["object"]["label"] == "Chad"]
    assert urged
    assert {claim["subject"]["label"] for claim in urged} == {"Norway"}
    assert any((claim["time"] or {}).get("start") == "2021-05-03" for claim in urged)


def test_each_line_a_document(kg: Kg) -> None:
    done = kg("claims", "-", "--lines", stdin=b"Norway sued Chad.\n\nMali praised Togo.\n")
    found = [json.loads(line) for line in done.out.splitlines()]
    assert len({claim["article"]["id"] for claim in found}) == 2
    assert done.err == ""
    assert kg("claims", "-", "--lines", stdin=b"Norway sued Chad.\nOslo.\nLima.\n").err == "2 lines without a claim\n"


def test_the_same_bytes_twice(kg: Kg) -> None:
    assert kg("claims", "-", stdin=TEXT.encode()).out == kg("claims", "-", stdin=TEXT.encode()).out


def test_a_byte_order_mark_changes_nothing(kg: Kg) -> None:
    assert kg("claims", "-", stdin=b"\xef\xbb\xbf" + TEXT.encode()).out == kg("claims", "-", stdin=TEXT.encode()).out


def test_nothing_to_read(kg: Kg) -> None:
    done = kg("claims", "-", stdin=b"")
    assert (done.code, done.out) == (1, "")
    assert "is empty" in done.err
    assert kg("claims", "-", stdin=b"\xff\xfe").code == 2


def test_what_can_be_read_is_printed_and_the_rest_told(kg: Kg, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"%PDF-1.7")
    (tmp_path / "c.pdf").write_bytes(b"%PDF-1.7")
    done = kg("claims", tmp_path)
    assert (done.code, done.err.count("\n")) == (3, 2)
    assert "failed   " + str(tmp_path / "b.txt") in done.err
    assert "skipped  " + str(tmp_path / "c.pdf") in done.err
    assert done.out
    assert kg("claims", tmp_path / "c.pdf").code == 1


def test_a_missing_file_is_told_before_any_is_read(kg: Kg, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    done = kg("claims", tmp_path / "a.txt", tmp_path / "gone.txt")
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)


def test_the_language_of_json_lines_is_kept_beside_a_day_of_ones_own(kg: Kg, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": TEXT, "language": "nb"}), encoding="utf-8")
    done = kg("claims", tmp_path / "a.jsonl", "--published", "2021-05-05")
    assert (done.code, done.out) == (1, "")
    assert "its language is nb" in done.err


def test_a_text_that_no_graph_can_hold_is_left_out_alone(kg: Kg, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "Chad met Mali. \\ud800"}\n{"text": "Chad met Togo."}\n', encoding="utf-8")
    done = kg("claims", tmp_path / "a.jsonl")
    assert done.code == 3
    assert "Togo" in done.out


def gold(tmp_path: Path) -> Path:
    row = {
        "id": "2a", "sentence": "Norway urged Chad", "subject": ["Norway"], "relation": ["urge"], "object": ["Chad"], "core": True,
        "polarity": "+", "modality": "asserted", "attribution": [], "time": ["Monday", "on Monday"], "place": None,
    }  # fmt: skip
    (tmp_path / "a.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    return tmp_path / "a.jsonl"


def test_eval_reads_the_article_beside_the_gold(kg: Kg, tmp_path: Path) -> None:
    path = gold(tmp_path)
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    figures = json.loads(kg("eval", path, "--json").out)
    assert (figures["recall"], figures["evidence"], figures["time"]) == (1, 1, 1)
    assert "core claims not found" in kg("eval", path, "--misses").out


def test_eval_without_an_article_is_wrong_use(kg: Kg, tmp_path: Path) -> None:
    done = kg("eval", gold(tmp_path))
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert "no a.txt beside it" in done.err
