"""FollowTheMoney: entities with schemata and properties of the standard model, links that lead somewhere."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from kg.share.edges import Choices
from kg.share.followthemoney import entities, write_ftm
from tests.share.hostile import HOSTILE
from tests.share.made import affair, rewritten

ALL = Choices(unasserted=True)
# of the model's schemata, those that we use, with the properties that we fill
THING = {"name", "alias", "wikidataId", "description"}
INTERVAL = {"date", "startDate", "endDate", "summary", "description", "publisher", "proof"}
MODEL = {
    **dict.fromkeys(("PublicBody", "Organization", "Company", "LegalEntity", "Person", "Address", "Position", "Event"), THING),
    "Article": {"title", "publisher", "date", "sourceUrl"},
    "UnknownLink": INTERVAL | {"subject", "object", "role", "status"},
    "Occupancy": INTERVAL | {"holder", "post"},
}
REQUIRED = {"UnknownLink": {"subject", "object"}, "Occupancy": {"holder", "post"}, "Article": set()}


@pytest.mark.parametrize("text", ["", *HOSTILE])
def test_entities_are_of_the_model_and_linked(text: str) -> None:
    found = list(entities([rewritten(record, text) for record in affair()], ALL))
    ids = [entity["id"] for entity in found]
    assert len(set(ids)) == len(ids)
    for entity in found:
        properties = entity["properties"]
        assert re.fullmatch(r"[0-9a-z][0-9a-z.-]*[0-9a-z]", entity["id"])
        assert set(properties) <= MODEL[entity["schema"]]
        assert REQUIRED.get(entity["schema"], {"name"}) <= set(properties)
        assert all(values and all(isinstance(value, str) and value for value in values) for values in properties.values())
        assert all(len(name) <= 384 for name in properties.get("name", ()))
        for name in ("subject", "object", "holder", "post", "proof"):
            assert set(properties.get(name, ())) <= set(ids)


def test_types_become_the_nearest_schemata_and_an_office_is_held() -> None:
    found = list(entities(affair(), ALL))
    schema = {entity["properties"]["name"][0]: entity["schema"] for entity in found if "name" in entity["properties"]}
    assert (schema["Norway"], schema["Lake rebels"], schema["Kari Dahl"]) == ("PublicBody", "Organization", "Person")
    assert (schema["Lake Chad"], schema["foreign minister of Norway"]) == ("Address", "Position")
    assert [entity["schema"] for entity in found].count("Occupancy") == 1


def test_denied_links_say_so_and_come_only_when_asked(tmp_path: Path) -> None:
    write_ftm(affair(), tmp_path / "g.jsonl", choices=ALL)
    read = [json.loads(line) for line in (tmp_path / "g.jsonl").read_text().splitlines()]
    status = {entity["properties"]["role"][0]: entity["properties"].get("status") for entity in read if entity["schema"] == "UnknownLink"}
    assert status["not: aid"] == ["negative, asserted"]
    assert status["press"] is None
    assert "not: aid" not in {role for entity in entities(affair()) for role in entity["properties"].get("role", ())}


def test_ships_and_weapons_are_assets_of_the_model() -> None:
    made = affair()[0]
    for number, (kind, schema) in enumerate({"Vehicle": "Vehicle", "Weapon": "Asset"}.items()):
        made["object"] = {**made["object"], "id": f"https://kg.example.org/entity/x/{number}", "label": "Solveig", "type": kind}
        (found,) = (each for each in entities([made], ALL) if each["properties"].get("name") == ["Solveig"])
        assert found["schema"] == schema
        assert set(found["properties"]) <= THING
