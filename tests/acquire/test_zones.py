"""Paragraphs are told apart by what they are for."""

from __future__ import annotations

import itertools
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import resources
from kg.acquire.zones import _rules, zones
from kg.model import ZoneKind

ROWS = [json.loads(line) for line in resources.path("patterns/zones.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_each_pattern_finds_its_own_example(row: dict[str, str]) -> None:
    rule = next(rule for rule in _rules() if rule.id == row["id"])
    assert rule.pattern.search(row["example"])


@pytest.mark.parametrize(
    "line",
    [
        "The minister shared a video of the raid with reporters, who later published it on 4 May 2020.",
        "By Monday the army had reached the river.",
        "Norway, Sweden and Denmark signed the pact.",
        "Follow-up talks are due in June.",
    ],
)
def test_prose_is_body(line: str) -> None:
    text = f"A headline without a stop\n\n{line}\n\nMore was said later."
    assert [zone.kind for zone in zones(text)] == [ZoneKind.TITLE, ZoneKind.BODY, ZoneKind.BODY]


def kinds(text: str) -> list[tuple[str, str]]:
    return [(zone.kind.value, zone.at.of(text)) for zone in zones(text)]


def test_a_page_with_everything() -> None:
    text = (
        "Skip to content\n\nRebels take river port\n\nGovernment vows to win it back within days\n"
        "Boats at the quay of the port, 2 May (Reuters)\nBy Ana Torres\nCoast Daily, Bamara\n\n"
        "BAMARA, May 3 (Wire) - Rebels took the port.\n\n'Not one step'\n\nThe army fled.\n\nIt left its boats.\n\n"
        "Reporting by Ana Torres; editing by Lee Chan\nCopyright 2020"
    )
    assert [kind for kind, _ in kinds(text)] == (
        "navigation title deck caption credit byline byline dateline body crosshead body body tail tail".split()
    )


def test_wrapped_lines_are_one_paragraph_and_separate_lines_are_not() -> None:
    wrapped = (
        "Title\n\nThe minister said on Sunday that the government had reached an\n"
        "agreement with the union on wages and that work would be taken\nup again."
    )
    assert [kind for kind, _ in kinds(wrapped)] == ["title", "body"]
    apart = "Title\n\nThe first sentence ends here.\nThe second one stands on a line of its own."
    assert [kind for kind, _ in kinds(apart)] == ["title", "body", "body"]


def test_a_newsletter_box_in_the_middle_does_not_end_the_article() -> None:
    body = "\n\n".join(
        f"Sentence number {n} of the report says that something rather long has happened somewhere far away." for n in range(6)
    )
    text = f"Title\n\n{body}\n\nStay up to date with our letter\n\n{body}"
    assert [kind for kind, _ in kinds(text)].count("body") == 12


def test_a_list_of_names_is_not_prose() -> None:
    text = "Cabinet list\n\nThe new cabinet was named.\n\nAna Torres\nMusa Diallo\nLee Chan\nKim Berg"
    assert [kind for kind, _ in kinds(text)][2:] == ["crosshead"] * 4


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=400))
def test_zones_lie_in_order_and_leave_out_only_white_space(text: str) -> None:
    found = zones(text)
    assert all(a.at.end <= b.at.start for a, b in itertools.pairwise(found))
    assert all(zone.at.of(text) == zone.at.of(text).strip() and zone.at.of(text) for zone in found)
