"""What kind of thing a name stands for that no lexicon has."""

from __future__ import annotations

from kg.name_nouns import name_nouns

KINDS = {
    "PERSON": "Person", "ORG": "Organisation", "GPE": "City", "LOC": "Region", "FAC": "Facility", "FACILITY": "Facility", "NORP": "People",
    "EVENT": "Event", "ARMED_GROUP": "ArmedGroup", "LAW": "Agreement", "VEHICLE": "Vehicle", "WEAPON": "Weapon",
}  # fmt: skip
"""The type of entity for each kind of name."""


def kind_of_name(name: str, kind: str) -> str:
    """The type of an entity by its name, else by the kind of name that the language model took it for.

    >>> kind_of_name("League of the River", "ORG"), kind_of_name("Orinoco River", "LOC")
    ('Organisation', 'WaterBody')
    """
    return name_nouns().type_of(name, kind) or KINDS.get(kind, "Organisation")
