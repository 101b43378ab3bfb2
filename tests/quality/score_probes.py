"""How claims answer the probe sentences: what must be found, with its qualifiers, and what must never stand as a fact.

A probe is one line of `probes.jsonl`: a text of a sentence or three, the claims it must yield and the triples that it must not assert.
Claims are records of the claims file, whoever made them, so any extractor can be asked. Strings may be lists of alternatives; "*" fits all.
A triple is falsely asserted when a record affirms it (polarity positive, modality asserted), whoever says so; with source "article" only
when the record names nobody who says so.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PROBES = Path(__file__).with_name("probes.jsonl")
Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one probe: how many claims it must yield, those not reached, those reached with a wrong qualifier, false assertions."""

    id: str
    kind: str
    wanted: int
    missed: tuple[str, ...]
    misread: tuple[str, ...]
    false: tuple[str, ...]

    @property
    def found(self) -> int:
        """The claims found with polarity, modality and source as wanted."""
        return self.wanted - len(self.missed) - len(self.misread)


def probes(half: str = "", path: Path = PROBES) -> list[dict[str, Any]]:
    """The probes of one half, "tune" or "test"; all of them by default."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [row for row in rows if half in ("", row["half"])]


def outcome(probe: Record, records: Sequence[Record]) -> Outcome:
    """How the records of one probe's text answer it.

    >>> claim = {"subject": {"label": "Oslo"}, "relation": {"label": "free"}, "object": {"label": "the crew"},
    ...          "polarity": "positive", "modality": "future", "attribution": []}
    >>> asked = {"id": "x", "kind": "plan", "must": [], "must_not": [{"subject": "Oslo", "relation": "free", "object": "crew"}]}
    >>> outcome(asked, [claim]).false, outcome(asked, [{**claim, "modality": "asserted"}]).false
    ((), ('Oslo | free | crew',))
    """
    missed, misread = [], []
    for wanted in probe["must"]:
        near = [record for record in records if says(record, wanted)]
        if not near:
            missed.append(shown(wanted))
        elif not any(qualified(record, wanted) for record in near):
            misread.append(f"{shown(wanted)} as {told(near[0])}")
    false = [shown(item) for item in probe["must_not"] if any(asserts(record, item) for record in records)]
    return Outcome(probe["id"], probe["kind"], len(probe["must"]), tuple(missed), tuple(misread), tuple(false))


def score(rows: Iterable[Record], read: Callable[[str], Sequence[Record]]) -> tuple[list[Outcome], float, int]:
    """The outcomes of the probes, the share of wanted claims found, and the number of false assertions; `read` gives a text's records."""
    outcomes = [outcome(row, read(row["text"])) for row in rows]
    wanted = sum(one.wanted for one in outcomes)
    return outcomes, sum(one.found for one in outcomes) / max(1, wanted), sum(len(one.false) for one in outcomes)


def says(record: Record, triple: Record) -> bool:
    """Whether the record's subject, relation and object fit the triple's."""
    label = str(record["relation"]["label"]).lower()
    relation = any(one == "*" or label == one or label.startswith(one + " ") for one in alternatives(triple["relation"]))
    return relation and fits(record["subject"], triple["subject"]) and fits(record.get("object"), triple["object"])


def qualified(record: Record, wanted: Record) -> bool:
    """Whether polarity, modality and source are as wanted."""
    if any(wanted[key] != "any" and record[key] not in alternatives(wanted[key]) for key in ("polarity", "modality")):
        return False
    sources = wanted["attribution"]
    if sources == "any":
        return True
    return len(sources) == len(record["attribution"]) and all(
        fits(told, source) for told, source in zip(record["attribution"], sources, strict=True)
    )


def asserts(record: Record, triple: Record) -> bool:
    """Whether the record makes a plain fact of the triple."""
    plain = record["polarity"] == "positive" and record["modality"] == "asserted"
    return plain and says(record, triple) and not (triple.get("source") == "article" and record["attribution"])


def fits(thing: Record | None, wanted: str | Sequence[str]) -> bool:
    """Whether a thing's label or words are those wanted, give or take modifiers before and complements after the head."""
    if any(one in ("*", "-") for one in alternatives(wanted)):
        return True
    if thing is None:
        return False
    forms = [thing.get("label"), thing.get("value"), (thing.get("mention") or {}).get("text")]
    return any(within(words(one), words(str(form))) for form in forms if form for one in alternatives(wanted))


def within(wanted: list[str], found: list[str]) -> bool:
    """Whether the wanted words stand together in the found ones with no preposition before them.

    >>> within(["crew"], ["norwegian", "crew", "of", "nine"]), within(["nine"], ["norwegian", "crew", "of", "nine"])
    (True, False)
    """
    for start in range(len(found) - len(wanted) + 1):
        if found[start : start + len(wanted)] == wanted:
            return not {"of", "in", "on", "for", "to", "by", "with", "from", "against", "between"} & set(found[:start])
    return False


def words(phrase: str) -> list[str]:
    """The words of a phrase in lower case, without articles and possessive endings."""
    return [word for word in re.findall(r"[\w-]+", re.sub(r"['’]s\b", "", phrase.lower())) if word not in ("the", "a", "an")]


def alternatives(value: str | Sequence[str]) -> list[str]:
    """The strings of a value that may be one string."""
    return [value] if isinstance(value, str) else list(value)


def shown(triple: Record) -> str:
    """A triple on one line."""
    return " | ".join(alternatives(triple[key])[0] for key in ("subject", "relation", "object"))


def told(record: Record) -> str:
    """A record's qualifiers on one line."""
    return f"{record['polarity']}, {record['modality']}, {[source['label'] for source in record['attribution']]}"
