from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import LexiconError, UsageError
from kg.link.judgements import COLUMNS, Judgement, Judgements, Verdict

A, B, C, D = (f"person/{name}" for name in "abcd")


def same(left: str, right: str) -> Judgement:
    return Judgement(left, right, Verdict.SAME)


def write(path: Path, *rows: str) -> Path:
    path.write_text("\n".join((",".join(COLUMNS), *rows)) + "\n", encoding="utf-8")
    return path


def test_chains_lead_to_the_last_right_hand_side() -> None:
    judged = Judgements((same(A, B), same(B, C)))
    assert judged.canonical() == {A: C, B: C}


def test_canonical_entities_do_not_depend_on_the_order_of_rows() -> None:
    assert Judgements((same(B, C), same(A, B))).canonical() == Judgements((same(A, B), same(B, C))).canonical()


def test_a_judgement_replaces_what_was_judged_of_the_pair_and_can_be_taken_back() -> None:
    judged = Judgements().with_(same(A, B))
    assert judged.with_(Judgement(B, A, Verdict.NOT_SAME)).canonical() == {}
    assert judged.with_(Judgement(B, A, Verdict.NOT_SAME)).with_(same(A, B)).canonical() == judged.canonical()
    assert judged.without(A).canonical() == {}
    assert judged.without(A, C).canonical() == judged.canonical()


def test_unsure_joins_nothing() -> None:
    assert Judgements((Judgement(A, B, Verdict.UNSURE),)).canonical() == {}


def test_a_contradiction_is_refused_by_name() -> None:
    judged = Judgements((same(A, B), same(B, C)))
    with pytest.raises(UsageError, match="judged not the same, but others make them so"):
        judged.with_(Judgement(A, C, Verdict.NOT_SAME))
    with pytest.raises(UsageError, match="is itself"):
        judged.with_(same(A, A))


def test_a_file_is_written_and_read_back(tmp_path: Path) -> None:
    judged = Judgements((Judgement(A, B, Verdict.SAME, "ana", "2026-01-02", 'says "so", twice'), Judgement(C, D, Verdict.UNSURE)))
    path = tmp_path / "judgements.csv"
    judged.write(path)
    assert Judgements.read(path).rows == judged.rows
    assert [file.name for file in tmp_path.iterdir()] == ["judgements.csv"]
    assert Judgements.read(tmp_path / "none.csv").rows == ()


@pytest.mark.parametrize(
    ("rows", "line", "reason"),
    [
        ([f"{A},{B},smae,,,"], 2, "'smae' is no judgement; write same, not_same, unsure"),
        ([f"{A},{B},same,,,", f"{C},,same,,,"], 3, "right '' is no id"),
        ([f"{A},{B}"], 2, "has 2 columns"),
        ([f"{A},{B},same,,,", f"{B},{A},not_same,,,"], 3, "is judged also on line 2"),
        ([f"{A},{A},same,,,"], 2, "against itself"),
        ([f"{A},{B},same,,,", f"{B},{C},same,,,", f"{A},{C},not_same,,,"], 4, "but others make them so"),
        ([f"{A},{B},same,me,2015-31-07,"], 2, "when '2015-31-07' is no day"),
        (['"person/a,same,,,'], 2, "is no CSV"),
    ],
)
def test_a_typo_is_named_with_its_line_and_nothing_is_read(tmp_path: Path, rows: list[str], line: int, reason: str) -> None:
    path = write(tmp_path / "judgements.csv", *rows)
    with pytest.raises(LexiconError) as caught:
        Judgements.read(path)
    assert str(caught.value).startswith(f"{path}:{line}: ")
    assert reason in str(caught.value)


def test_a_wrong_header_is_told(tmp_path: Path) -> None:
    path = tmp_path / "judgements.csv"
    path.write_text("a,b,c\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"judgements\.csv:1: has other columns"):
        Judgements.read(path)


ids = st.sampled_from([f"person/{letter}" for letter in "abcdefg"])


@given(st.lists(st.tuples(ids, ids).filter(lambda pair: pair[0] != pair[1]), max_size=8))
def test_every_canonical_entity_is_its_own(pairs: list[tuple[str, str]]) -> None:
    judged = Judgements()
    for left, right in pairs:
        judged = judged.with_(same(left, right))
    canonical = judged.canonical()
    assert not set(canonical) & set(canonical.values())
    for left, right in pairs:
        assert canonical.get(left, left) == canonical.get(right, right)
