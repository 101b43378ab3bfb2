"""The page on acts says what the scheme says."""

from __future__ import annotations

from pathlib import Path

from kg.ontology import Act, Scheme

PAGE = Path(__file__).parent.parent / "docs" / "acts.md"
SCHEME = Scheme.load()


def row(act: Act) -> str:
    sign = {1: "+", -1: "−", 0: "0"}[act.sign]
    return f"| `{act.code}` | {act.definition} | {act.example} | {sign} | {act.score:g} |"


def test_each_act_has_its_row_on_the_page() -> None:
    text = PAGE.read_text(encoding="utf-8")
    missing = [row(act) for act in SCHEME if row(act) not in text]
    assert missing == [], "copy these rows into docs/acts.md"


def test_the_page_has_no_act_that_the_scheme_lacks() -> None:
    told = [line.split("`")[1] for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| `") and line.count("|") == 6]
    assert len(told) == len(set(told))
    assert set(told) <= set(SCHEME.acts)
