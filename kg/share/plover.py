"""Event records in the manner of PLOVER datasets, one JSON object a line: who did which act to whom, when and where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from kg.ontology import EXTENSION, Scheme
from kg.share.claims import json_line
from kg.share.edges import Choices, Record, chain, is_plain, kept, span, wikidata
from kg.share.files import write_text
from kg.share.palette import family

# PLOVER's auxiliary modes, as far as our qualifiers say the same.
_AUXILIARY = {"future": "future", "possible": "hypothetical", "desired": "hypothetical", "conditional": "hypothetical"}


def write_plover(records: Iterable[Record], path: Path, *, choices: Choices | None = None) -> None:
    """Write the claims that code one of PLOVER's sixteen types to `path`, one event a line, in the order given.

    Stances, standings and bare statements have no PLOVER type and are left out; denied, possible, planned, wanted and
    conditional events come only with `Choices(unasserted=True)`, with `auxiliary_modes` that say so.
    """
    write_text(path, (json_line(event) for event in events(records, choices)))


def events(records: Iterable[Record], choices: Choices | None = None) -> Iterator[dict[str, Any]]:
    """The event records, one for each claim (`detail` and `minimum_sources` do not apply)."""
    choices = choices or Choices()
    quads = {act.code: act.quad for act in Scheme.load().types() if act.code not in EXTENSION}
    for record in kept(records, choices):
        type, _, mode = (record["relation"].get("event") or "").partition("/")
        target = record.get("object") or {}
        if (
            type not in quads
            or not {family(party["type"] or "") for party in (record["subject"], target) if "type" in party} <= choices.families
        ):
            continue
        known = span(record)
        article = record["article"]
        auxiliary = [_AUXILIARY.get(record["modality"], record["modality"])] if record["modality"] != "asserted" else []
        yield {
            "id": record["id"],
            "date": known[0].isoformat() if known else None,
            "end_date": known[1].isoformat() if known else None,
            "date_basis": known[2] if known else None,
            "event_type": type,
            "event_mode": mode or None,
            "quad_class": quads[type],
            "auxiliary_modes": auxiliary + (["negation"] if record["polarity"] != "positive" else []),
            "asserted": is_plain(record),
            "score": record["relation"].get("score"),
            "actor": [_party(record["subject"])],
            "recipient": [_party(target)] if target else [],
            "location": [place["label"] for place in record.get("place") or ()],
            "relation": record["relation"]["label"],
            "according_to": chain(record.get("attribution") or ()) or None,
            "text": (record.get("evidence") or {}).get("quote"),
            "confidence": record.get("confidence"),
            "source": {key: article.get(key) for key in ("id", "title", "url", "publisher", "published")},
        }


def _party(entity: Record) -> dict[str, Any]:
    if "id" not in entity:
        return {"name": str(entity.get("value")), "type": "value"}
    return {
        "id": entity["id"],
        "name": entity["label"],
        "type": entity["type"],
        "country": entity.get("country") or None,
        "sector": entity.get("sector") or None,
        "wikidata": wikidata(entity.get("same_as") or ()) or None,
        "text": (entity.get("mention") or {}).get("text"),
    }
