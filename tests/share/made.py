"""Claim records made up for the tests of exports: a small invented affair, and as many random ones as wanted."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

BASE = "https://kg.example.org/"
ENTITIES: dict[str, dict[str, Any]] = {
    "norway": {"label": "Norway", "type": "State", "same_as": ["http://www.wikidata.org/entity/Q20"], "country": "NOR"},
    "chad": {"label": "Chad", "type": "State", "same_as": ["http://www.wikidata.org/entity/Q657"], "country": "TCD"},
    "rebels": {"label": "Lake rebels", "type": "ArmedGroup"},
    "minister": {"label": "Kari Dahl", "type": "Person"},
    "office": {"label": "foreign minister of Norway", "type": "Office"},
    "lake": {"label": "Lake Chad", "type": "WaterBody"},
    "plan": {"label": "opening of a second port", "type": "Phrase"},
    "officials": {"label": "Chadian officials", "type": "Group"},
}
SOURCES = {"paper": "The Fjord Times", "agency": "Sahel Wire"}


def entity(key: str, words: str = "") -> dict[str, Any]:
    known = ENTITIES[key]
    text = words or known["label"]
    return {
        "id": f"{BASE}entity/{known['type'].lower()}/{key}",
        "label": known["label"],
        "type": known["type"],
        "same_as": known.get("same_as", []),
        "country": known.get("country", ""),
        "mention": {"text": text, "start": 10, "end": 10 + len(text)},
    }


def record(
    key: str,
    subject: str,
    relation: str,
    object: str | None,
    *,
    article: str = "a1",
    published: str | None = "2015-07-08",
    event: str = "",
    sign: int = 0,
    polarity: str = "positive",
    modality: str = "asserted",
    attribution: tuple[str, ...] = (),
    time: tuple[str | None, str | None] | None = None,
    quote: str = "",
    confidence: float = 0.8,
    **more: Any,
) -> dict[str, Any]:
    made = {
        "id": f"{BASE}article/{article}#claim-{key}",
        "article": {
            "id": f"{BASE}article/{article}",
            "title": f"News {article}",
            "url": f"https://news.example/{article}",
            "publisher": SOURCES["paper" if article < "a2" else "agency"],
            "published": published,
        },
        "subject": entity(subject),
        "relation": {
            "id": f"{BASE}relation/{relation}",
            "label": relation,
            "text": relation + "ed",
            "event": event,
            "sign": sign,
            "score": sign * 2.0,
        },
        "object": entity(object) if object else None,
        "polarity": polarity,
        "modality": modality,
        "attribution": [{key: value for key, value in entity(source).items() if key != "type"} for source in attribution],
        "time": {"text": "then", "start": time[0], "end": time[1]} if time else None,
        "place": [],
        "evidence": {"quote": quote or f"{subject} {relation} {object}, it said.", "start": 5, "end": 60},
        "confidence": confidence,
        "extractor": "dependency.v1",
    }
    return made | more


def affair() -> list[dict[str, Any]]:
    """Claims with every qualifier: repeated, attributed, denied, planned, dated, undated, valued and without an object."""
    valued = record("0b", "rebels", "number", "chad")
    valued["object"] = {"value": "60", "datatype": "integer", "mention": {"text": "60", "start": 1, "end": 3}}
    return [
        record(
            "01", "norway", "press", "chad", event="REQUEST/assist", sign=-1, attribution=("officials",), quote="Oslo pressed N'Djamena."
        ),
        record("02", "norway", "press", "chad", article="a2", event="REQUEST/assist", sign=-1, published="2015-07-10", confidence=0.9),
        record("03", "norway", "meet", "chad", event="CONSULT", sign=1, time=("2015-07-06", "2015-07-08")),
        record("04", "chad", "wary of", "rebels", event="STANCE/negative", sign=-1, attribution=("minister", "officials")),
        record("05", "norway", "aid", "rebels", event="AID", sign=1, polarity="negative", quote="Norway does not aid the rebels."),
        record("06", "norway", "aid", "chad", event="AID", sign=1, polarity="positive", modality="future"),
        record("07", "minister", "hold position", "office", event="STANDING/holds-position", time=("2015-07", None), published=None),
        record("08", "norway", "press for", "plan", event="REQUEST", sign=-1, article="a2"),
        record("09", "rebels", "located in", "lake", event="STANDING/located-in", article="a3", published="2015-08-01"),
        record("0a", "rebels", "attack", "chad", event="ASSAULT", sign=-1, modality="possible", polarity="negative"),
        valued,
        record("0c", "rebels", "advance", None),
        record("0d", "rebels", "fight", "rebels", event="ASSAULT", sign=-1, article="a3"),
    ]


def many(edges: int, nodes: int) -> Iterator[dict[str, Any]]:
    """Random claims between many parties, the same ones each time."""
    rnd = random.Random(7)
    types = ["State", "Person", "City", "ArmedGroup", "Phrase"]

    def party(number: int) -> dict[str, Any]:
        return {
            "id": f"{BASE}entity/x/{number}",
            "label": f"Party {number}",
            "type": types[number % 5],
            "same_as": [f"http://www.wikidata.org/entity/Q{number}"],
            "mention": {"text": f"the {number}", "start": 1, "end": 5},
        }

    for number in range(edges):
        first = min(int(rnd.paretovariate(0.7)), nodes - 1) if number % 3 else rnd.randrange(nodes)
        made = record(
            f"{number:08x}", "norway", f"act {number % 50}", "chad", article=f"a{number}", published=f"2015-07-{1 + number % 28:02}"
        )
        made["subject"], made["object"] = party(first), party(rnd.randrange(nodes))
        made["relation"]["sign"] = number % 3 - 1
        made["evidence"]["quote"] = (
            f'Report {number}: the "leader" met <others> & said that talks on the border would go on for another week.'
        )
        yield made


def rewritten(made: dict[str, Any], text: str) -> dict[str, Any]:
    """The record with every label, name, quote, address and id led by `text`, as a hostile article would have it."""

    def walk(value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {name: walk(inner, name) for name, inner in value.items()}
        if isinstance(value, list):
            return [walk(inner, key) for inner in value]
        kept = key in {"type", "polarity", "modality", "event", "published", "start", "end", "datatype", "country", "extractor"}
        return value if kept or not isinstance(value, str) else text + value

    changed: dict[str, Any] = walk(made)
    return changed
