"""PLOVER-style events: coded acts only, qualified ones only when asked."""

from __future__ import annotations

import json
from pathlib import Path

from kg.share.edges import Choices
from kg.share.plover import events, write_plover
from tests.share.made import affair

ALL = Choices(unasserted=True)


def test_only_coded_and_asserted_acts_are_events(tmp_path: Path) -> None:
    write_plover(affair(), tmp_path / "events.jsonl")
    read = [json.loads(line) for line in (tmp_path / "events.jsonl").read_text().splitlines()]
    assert [event["event_type"] for event in read] == ["REQUEST", "REQUEST", "CONSULT", "REQUEST", "ASSAULT"]
    assert all(event["asserted"] and not event["auxiliary_modes"] for event in read)


def test_event_says_who_whom_when_and_according_to_whom() -> None:
    first = next(events(affair()))
    assert (first["event_type"], first["event_mode"], first["quad_class"]) == ("REQUEST", "assist", "VERBAL_CONFLICT")
    assert (first["actor"][0]["name"], first["actor"][0]["country"], first["actor"][0]["wikidata"]) == ("Norway", "NOR", "Q20")
    assert (first["recipient"][0]["name"], first["date"], first["date_basis"]) == ("Chad", "2015-07-08", "published")
    assert (first["according_to"], first["text"]) == ("Chadian officials", "Oslo pressed N'Djamena.")


def test_unasserted_events_carry_plovers_auxiliary_modes() -> None:
    modes = {(event["relation"], *event["auxiliary_modes"]) for event in events(affair(), ALL) if not event["asserted"]}
    assert modes == {("aid", "negation"), ("aid", "future"), ("attack", "hypothetical", "negation")}
