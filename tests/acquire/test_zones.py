"""Paragraphs are told apart by what they are for."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import resources
from kg.acquire.zones import rules, zones
from kg.model import ZoneKind

LINES = [json.loads(line) for line in resources.path("patterns/zones.jsonl").read_text(encoding="utf-8").splitlines()]
ROWS = [row for row in LINES if "class" not in row]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_each_pattern_finds_its_own_example_and_not_its_counterpart(row: dict[str, str]) -> None:
    rule = next(rule for rule in rules() if rule.id == row["id"])
    assert rule.pattern.search(row["example"])
    assert not rule.pattern.search(row.get("counter", ""))


def test_a_label_before_the_headline_is_no_part_of_it() -> None:
    text = "LIVE: Rebels take the port of Aden\n\nThe rebels took the port on Monday, the army said."
    assert [(zone.kind, zone.at.of(text)[:6]) for zone in zones(text)] == [
        (ZoneKind.NAVIGATION, "LIVE: "), (ZoneKind.TITLE, "Rebels"), (ZoneKind.BODY, "The re"),
    ]  # fmt: skip


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


HERE = Path(__file__).parent
BEFORE = (
    "Rebels seize port\n\nRebels seized the river port of Bamara on Tuesday, hours after talks with the government had collapsed.\n\n"
    "The army said that it had pulled back to the hills in order to spare the town and its people.\n\n"
)
AFTER = (
    "\n\nNorway, which hosted the talks, urged both sides to return to the table before the rains begin.\n\n"
    "Analysts said the fall of the port would cut the capital's supply of fuel within a few days.\n\n"
    "Chad has offered to send troops to the border, but the government has not taken up the offer."
)


def lines(name: str) -> list[str]:
    return (HERE / f"{name}.txt").read_text(encoding="utf-8").splitlines()


def speaks(line: str, text: str) -> bool:
    """Whether any of `line` may make claims where it stands in `text`."""
    start = text.index(f"\n\n{line}") + 2
    return any(zone.speaks for zone in zones(text) if zone.at.start < start + len(line) and start < zone.at.end)


def bodies(text: str) -> int:
    return sum(zone.kind is ZoneKind.BODY for zone in zones(text))


def test_furniture_in_the_middle_is_silent_and_the_article_goes_on() -> None:
    texts = {line: f"{BEFORE}{line}{AFTER}" for line in lines("furniture")}
    assert [line for line, text in texts.items() if speaks(line, text)] == []
    assert [line for line, text in texts.items() if bodies(text) != 5] == []


@pytest.mark.parametrize("name", ["furniture", "furniture_at_the_end"])
def test_furniture_at_the_end_is_silent(name: str) -> None:
    assert [line for line in lines(name) if speaks(line, f"{BEFORE}{AFTER.strip()}\n\n{line}")] == []


def test_prose_that_resembles_furniture_speaks_wherever_it_stands() -> None:
    for line in lines("prose"):
        for text in (f"{BEFORE}{line}{AFTER}", f"{BEFORE}{AFTER.strip()}\n\n{line}", f"Rebels seize port\n\n{line}{AFTER}"):
            assert speaks(line, text), line


def test_a_caption_speaks_and_its_credit_does_not() -> None:
    for line in lines("captions"):
        text = f"{BEFORE}{line}{AFTER}"
        start = text.index(line)
        found = {zone.kind for zone in zones(text) if start <= zone.at.start < start + len(line)}
        assert found == {ZoneKind.CAPTION, ZoneKind.CREDIT}, line


@pytest.mark.parametrize(
    "dateline",
    [
        "BAMARA, May 4 (Reuters) -", "NDJAMENA, Chad (AP) —", "Dubai (AFP) –", "GENEVA, 3 April 2022 (Xinhua) --", "KYIV —",
        "WASHINGTON:", "MOSCOW, August 12. /TASS/.", "NEW DELHI | Aug 12 —", "PORT-AU-PRINCE, Haiti, Feb. 3, 2023 —", "(CNN)",
        "(Reuters) -", "SANAA/DUBAI, April 3 (Reuters) -", "KYIV, Ukraine —",
    ],
)  # fmt: skip
def test_a_dateline_is_cut_off(dateline: str) -> None:
    text = f"Ceasefire holds\n\n{dateline} A truce held across the country on Sunday, the UN said.\n\nIt is the third this year."
    assert kinds(text)[1:3] == [("dateline", dateline), ("body", "A truce held across the country on Sunday, the UN said.")]


@pytest.mark.parametrize(
    "opening", ["NATO – the alliance – warned Mali.", "Norway - Chad's largest donor - halted aid.", "US-led forces left."]
)
def test_a_subject_is_no_dateline(opening: str) -> None:
    assert kinds(f"Alliance warns Mali\n\n{opening}\n\nIt left it at that.")[1] == ("body", opening)


def test_a_speaker_of_a_transcript_is_no_dateline() -> None:
    text = "Talks at last\n\nThe two met on air.\n\nBERG: We told Chad to leave."
    assert kinds(text)[-1] == ("body", "BERG: We told Chad to leave.")


def test_a_text_without_a_headline_begins_with_its_body() -> None:
    assert kinds("OSLO (Wire) - Norway met Chad on Monday.\n\nNo more was said.") == [
        ("dateline", "OSLO (Wire) -"),
        ("body", "Norway met Chad on Monday."),
        ("body", "No more was said."),
    ]


def test_teasers_of_other_articles_do_not_speak() -> None:
    teasers = "\n\n".join(
        f"Minister number {n} quits over a deal\n\nThe minister said that the deal with Norway, signed in May, was wrong." for n in range(4)
    )
    text = f"{BEFORE.strip()}{AFTER}\n\nRelated stories\n\n{teasers}"
    assert [kind for kind, _ in kinds(text)] == ["title", *["body"] * 5, *["tail"] * 9]


def test_a_link_among_finished_sentences_is_no_prose() -> None:
    line = "Togo mediates in the dispute of Mali and Ivory Coast over the fate of soldiers"
    assert not speaks(line, f"{BEFORE}{line}{AFTER}")
    assert speaks(f"{line}:", f"{BEFORE}{line}:{AFTER}")


NASTY = ["By " + "A-" * 30, "By " + "A, " * 30 + "x", "By A" + " and" * 30 + " x", "A | " * 19, "A. " * 39 + "x", "[A/" * 39, "with " * 35]


@pytest.mark.parametrize("line", NASTY)
def test_no_line_keeps_a_pattern_busy(line: str) -> None:
    """A pattern that tries every way to read such a line would not be done in this universe's time."""
    assert zones(f"{BEFORE}{line}{AFTER}")
