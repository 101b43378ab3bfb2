"""Each error says what, where and what to do on one line, and carries the exit code of the command line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import errors
from kg.errors import KgError, one_line


@pytest.mark.parametrize(
    ("kind", "code"), [("KgError", 1), ("UsageError", 2), ("ArticleError", 1), ("StoreError", 1), ("ExportError", 1), ("FaultsFound", 4)]
)
def test_the_exit_code_of_a_kind(kind: str, code: int) -> None:
    assert getattr(errors, kind)("x").exit_code == code


@pytest.mark.parametrize(
    ("where", "remedy", "line"),
    [("", "", "fails"), ("a.txt", "", "a.txt: fails"), ("", "mend it", "fails; mend it"), ("a", "b", "a: fails; b")],
)
def test_what_where_and_what_to_do(where: str, remedy: str, line: str) -> None:
    assert str(KgError("fails", where=where, remedy=remedy)) == line


@given(st.text())
def test_a_message_is_one_printable_line(text: str) -> None:
    assert one_line(text).isprintable()
    assert len(one_line(text).splitlines()) <= 1
