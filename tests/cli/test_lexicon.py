from __future__ import annotations

import json
from pathlib import Path

from kg.link.lexicon import Lexicon
from tests.cli.conftest import Kg
from tests.link.test_wikidata import dump


def test_a_name_is_looked_up(kg: Kg) -> None:
    found = kg("lexicon", "find", "Ankara")
    assert found.code == 0
    assert "city/ankara" in found.out
    assert "state/turkey" in found.out
    missing = kg("lexicon", "find", "Nowherestan")
    assert missing.code == 2
    assert "no entity is called 'Nowherestan'" in missing.err


def test_a_table_is_checked_before_it_is_used(kg: Kg, tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text("id,name,type\nparty/a,A Party,Party\n", encoding="utf-8")
    assert kg("lexicon", "check", own).code == 0
    own.write_text("id,name,type\nparty/a,A Party,Club\n", encoding="utf-8")
    bad = kg("lexicon", "check", own)
    assert bad.code == 4
    assert f"{own}:2: 'Club' is no entity type; take one of Agreement, Alliance, ArmedGroup" in bad.err


def test_a_row_that_renames_an_actor_of_ours_is_told(kg: Kg, tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text("id,name,type,country\nstate/turkey,Atlantis,State,TUR\nstate/chad,Chad,State,TCD\n", encoding="utf-8")
    done = kg("lexicon", "check", own)
    assert (done.code, done.err.splitlines()[1:]) == (0, ["  state/turkey is renamed: Turkey is now Atlantis"])


def test_a_table_is_built_from_a_dump_and_can_be_loaded(kg: Kg, tmp_path: Path) -> None:
    source, output = tmp_path / "dump.json", tmp_path / "own.csv"
    source.write_text(dump(), encoding="utf-8")
    done = kg("lexicon", "build", source, "--class", "Q7278=Party", "--country", "USA", "-o", output)
    assert done.code == 0, done.err
    assert Lexicon.load([output]).named("Farmers' League")[0].entity.country == "USA"
    everything = kg("lexicon", "build", source, "-o", output)
    assert "5 entities" in everything.err


def test_a_cut_off_dump_leaves_what_stood_there(kg: Kg, tmp_path: Path) -> None:
    source, output = tmp_path / "dump.json", tmp_path / "own.csv"
    output.write_text("what stood there", encoding="utf-8")
    source.write_text(dump()[:-20], encoding="utf-8")
    bad = kg("lexicon", "build", source, "-o", output)
    assert bad.code == 1
    assert "fetch the dump again" in bad.err
    assert output.read_text(encoding="utf-8") == "what stood there"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["dump.json", "own.csv"]


def test_wrong_options_are_told(kg: Kg, tmp_path: Path) -> None:
    source, output = tmp_path / "dump.json", tmp_path / "own.csv"
    source.write_text(dump(), encoding="utf-8")
    assert "is no class" in kg("lexicon", "build", source, "--class", "Town", "-o", output).err
    assert "is no entity type" in kg("lexicon", "build", source, "--class", "Q515=Town", "-o", output).err
    assert "is no state" in kg("lexicon", "build", source, "--country", "XYZ", "-o", output).err
    assert "nothing in it is wanted" in kg("lexicon", "build", source, "--class", "Q42=Person", "-o", output).err


def test_a_sparql_result_is_taken(kg: Kg, tmp_path: Path) -> None:
    source, output = tmp_path / "result.json", tmp_path / "own.csv"
    row = {
        "item": {"type": "uri", "value": "http://www.wikidata.org/entity/Q900009"},
        "itemLabel": {"type": "literal", "value": "River Front"},
    }
    source.write_text(json.dumps({"head": {"vars": ["item", "itemLabel"]}, "results": {"bindings": [row]}}), encoding="utf-8")
    assert kg("lexicon", "build", source, "--sparql", "--type", "ArmedGroup", "-o", output).code == 0
    assert Lexicon.load([output]).named("River Front")[0].entity.type == "ArmedGroup"
