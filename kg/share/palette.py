"""Colours and sizes that every picture of the graph shares: by family of a node, by sign of an edge."""

from __future__ import annotations

from math import sqrt
from typing import TypeAlias

Colour: TypeAlias = tuple[int, int, int]

ACTORS = frozenset(
    "Actor State Government Ministry Military IntergovernmentalOrganisation Alliance Organisation Party ArmedGroup Media Company People"
    " Group Person UnnamedSource".split()
)
PLACES = frozenset("Place City Region Territory WaterBody Facility".split())

# Okabe and Ito's colours: told apart by readers who do not see red and green alike.
_TYPES: dict[str, Colour] = {
    "State": (0, 114, 178),
    "Government": (0, 114, 178),
    "Ministry": (0, 114, 178),
    "Military": (0, 90, 140),
    "IntergovernmentalOrganisation": (86, 180, 233),
    "Alliance": (86, 180, 233),
    "Organisation": (86, 180, 233),
    "Party": (204, 121, 167),
    "Company": (86, 180, 233),
    "Media": (240, 200, 60),
    "ArmedGroup": (213, 94, 0),
    "People": (204, 121, 167),
    "Group": (150, 150, 170),
    "UnnamedSource": (150, 150, 170),
    "Person": (230, 159, 0),
}
_FAMILIES: dict[str, Colour] = {"actor": (86, 180, 233), "place": (0, 158, 115), "thing": (190, 190, 190)}
_SIGNS: dict[int, Colour] = {1: (33, 102, 172), 0: (130, 130, 130), -1: (178, 24, 43)}
UNASSERTED: Colour = (190, 190, 190)


def family(type: str) -> str:
    """What kind of node a type of the ontology makes: "actor", "place" or "thing".

    >>> family("ArmedGroup"), family("WaterBody"), family("Phrase")
    ('actor', 'place', 'thing')
    """
    return "actor" if type in ACTORS else "place" if type in PLACES else "thing"


def node_colour(type: str) -> Colour:
    """Red, green and blue (0..255) for a node of this type.

    >>> node_colour("State")
    (0, 114, 178)
    """
    return _TYPES.get(type) or _FAMILIES[family(type)]


def edge_colour(sign: int, plain: bool) -> Colour:
    """Red, green and blue (0..255): blue for a friendly act, red for a hostile one, grey for neither or for what is not asserted."""
    return _SIGNS[(sign > 0) - (sign < 0)] if plain else UNASSERTED


def node_size(degree: int) -> float:
    """The diameter of a node with this many edges, so that its area grows with its degree.

    >>> node_size(0), node_size(100)
    (8.0, 48.0)
    """
    return round(8 + 4 * sqrt(degree), 2)
