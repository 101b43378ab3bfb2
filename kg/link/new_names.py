"""What kind of thing a name stands for that no lexicon has."""

from __future__ import annotations

import re

KINDS = {
    "PERSON": "Person", "ORG": "Organisation", "GPE": "City", "LOC": "Region", "FAC": "Facility", "FACILITY": "Facility", "NORP": "People",
    "EVENT": "Event", "ARMED_GROUP": "ArmedGroup", "LAW": "Agreement",
}  # fmt: skip
"""The type of entity for each kind of name."""
_OF_OR_FOR = re.compile(r" (?:of|for) ")


def kind_of_name(name: str, kind: str) -> str:
    """The type of an entity by its name, else by the kind of name that the language model took it for.

    >>> kind_of_name("League of the River", "ORG"), kind_of_name("Orinoco River", "LOC")
    ('Organisation', 'WaterBody')
    """
    # what something is, its head tells: "League of the River" is no river
    last = _OF_OR_FOR.split(name.lower())[0].split()[-1]
    if last in {
        "dam",
        "bridge",
        "airport",
        "base",
        "port",
        "prison",
        "plant",
        "palace",
        "crossing",
        "camp",
        "gate",
        "pipeline",
        "canal",
        "hospital",
    }:
        return "Facility"
    if last in {"party", "congress"} or " party of " in name.lower():
        return "Party"
    if last in {"agreement", "accord", "accords", "treaty", "pact", "protocol", "convention"}:
        return "Agreement"
    if last in {"ministry"} or name.lower().startswith("ministry of"):
        return "Ministry"
    if last in {"times", "post", "news", "tv", "radio", "television", "herald", "gazette", "tribune", "daily"} and kind == "ORG":
        return "Media"
    if last in {"front", "brigade", "brigades", "militia", "army"} and kind in {"ORG", "ARMED_GROUP"}:
        return "ArmedGroup" if last != "army" or kind == "ARMED_GROUP" else "Military"
    if last in {"river", "sea", "lake", "strait", "gulf", "ocean", "bay"}:
        return "WaterBody"
    if last in {"province", "region", "governorate", "district", "state", "county", "oblast", "island", "islands", "valley"}:
        return "Region"
    return KINDS.get(kind, "Organisation")
