"""Who is who in a graph: listed, joined, told apart, and every judgement taken back without a trace."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from kg.record.store import open_store
from tests.cli.conftest import Kg

TURKEY, STATES = "state/turkey", "state/united-states"


@pytest.fixture
def copy(graph: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(graph, tmp_path / "copy"))


def quads(store: Path) -> list[str]:
    with open_store(store, read_only=True) as opened:
        return sorted(str(quad) for quad in opened.find())


def listed(kg: Kg, store: Path, *options: str) -> list[dict[str, object]]:
    done = kg("entities", "--store", store, "--format", "json", "--limit", "0", *options)
    assert done.code == 0, done.err
    return [json.loads(line) for line in done.out.splitlines()]


def test_entities_are_listed_with_their_links_most_mentioned_first(kg: Kg, graph: Path) -> None:
    found = listed(kg, graph)
    counts = [int(str(each["mentions"])) for each in found]
    assert counts == sorted(counts, reverse=True)
    (turkey,) = [each for each in found if each["id"] == TURKEY]
    assert turkey["label"] == "Turkey"
    assert "http://www.wikidata.org/entity/Q43" in turkey["same_as"]  # type: ignore[operator]
    assert {each["type"] for each in listed(kg, graph, "--type", "state")} == {"State"}
    assert all("urk" in str(each["label"]) for each in listed(kg, graph, "--name", "urk"))
    assert "Turkey" in kg("entities", "--store", graph).out


def test_a_merge_moves_the_claims_and_a_split_takes_it_back_to_the_byte(kg: Kg, copy: Path) -> None:
    people = [str(each["id"]) for each in listed(kg, copy, "--type", "Person")]
    left, right = people[:2]
    before = quads(copy)
    merged = kg("merge", left, right, "--store", copy, "--who", "ana", "--note", "same beard")
    assert merged.code == 0, merged.err
    counts = {str(each["id"]): each["mentions"] for each in listed(kg, copy)}
    assert counts[left] == 0 or left not in counts
    assert "same beard" in (copy / "judgements.csv").read_text(encoding="utf-8")
    assert quads(copy) != before
    assert kg("split", left, "--store", copy).code == 0
    assert quads(copy) == before
    assert kg("merge", left, right, "--store", copy).code == 0
    assert kg("split", left, right, "--store", copy).code == 0
    assert quads(copy) == before
    assert "not_same" in (copy / "judgements.csv").read_text(encoding="utf-8")


def test_merging_twice_is_merging_once_and_validates(kg: Kg, copy: Path) -> None:
    people = [str(each["id"]) for each in listed(kg, copy, "--type", "Person")]
    assert kg("merge", *people[:2], "--store", copy).code == 0
    once = quads(copy)
    assert kg("merge", *people[:2], "--store", copy).code == 0
    assert quads(copy) == once
    assert kg("validate", "--store", copy).code == 0


def test_a_contradiction_changes_nothing(kg: Kg, copy: Path) -> None:
    one, two, three = [str(each["id"]) for each in listed(kg, copy) if each["type"] != "Phrase"][:3]
    assert kg("merge", one, two, "--store", copy).code == 0
    assert kg("merge", two, three, "--store", copy).code == 0
    before, file = quads(copy), (copy / "judgements.csv").read_bytes()
    refused = kg("split", one, three, "--store", copy)
    assert refused.code == 2
    assert "others make them so" in refused.err
    assert (quads(copy), (copy / "judgements.csv").read_bytes()) == (before, file)


def test_a_typo_in_the_file_is_named_and_nothing_changes(kg: Kg, copy: Path) -> None:
    (copy / "judgements.csv").write_text("left,right,judgement,who,when,note\nstate/turkey,state/chad,smae,,,\n", encoding="utf-8")
    before = quads(copy)
    refused = kg("merge", TURKEY, STATES, "--store", copy)
    assert refused.code == 1
    assert "judgements.csv:2: 'smae' is no judgement" in refused.err
    assert quads(copy) == before


def test_a_mistyped_id_is_told_with_its_line(kg: Kg, copy: Path) -> None:
    (copy / "judgements.csv").write_text("left,right,judgement,who,when,note\nstate/turkye,state/turkey,same,,,\n", encoding="utf-8")
    listing = kg("entities", "--store", copy)
    assert listing.code == 0
    assert "judgements.csv:2: the graph has no 'state/turkye'" in listing.err


def test_merges_are_taken_back_though_their_file_is_gone(kg: Kg, copy: Path) -> None:
    one, two, three, four = [str(each["id"]) for each in listed(kg, copy) if each["type"] not in ("Phrase", "State")][:4]
    before = quads(copy)
    for left, right in ((one, two), (three, four)):
        assert kg("merge", left, right, "--store", copy).code == 0
    (copy / "judgements.csv").unlink()
    checked = kg("validate", "--store", copy)
    assert checked.code == 4
    assert "judgements.csv: is gone, and the graph has 2 merges; the next `kg merge` or `kg split` writes it anew" in checked.out
    assert "1 judgement taken back" in kg("split", one, "--store", copy).err
    assert f"{three},{four},same,,,read off the graph" in (copy / "judgements.csv").read_text(encoding="utf-8")
    assert kg("validate", "--store", copy).code == 0
    (copy / "judgements.csv").unlink()
    assert kg("split", three, four, "--store", copy).code == 0
    assert quads(copy) == before


def test_a_merge_that_the_file_no_longer_tells_of_is_found_and_taken_back(kg: Kg, copy: Path) -> None:
    one, two = [str(each["id"]) for each in listed(kg, copy, "--type", "Person")][:2]
    before = quads(copy)
    assert kg("merge", one, two, "--store", copy).code == 0
    (copy / "judgements.csv").write_text("left,right,judgement,who,when,note\n", encoding="utf-8")
    checked = kg("validate", "--store", copy)
    assert checked.code == 4
    assert f"{one}: is {two} in the graph, and stands for itself in " in checked.out
    assert kg("split", one, "--store", copy).code == 0
    assert quads(copy) == before


def test_a_broken_file_is_a_fault_and_may_be_moved_away(kg: Kg, copy: Path) -> None:
    one, two = [str(each["id"]) for each in listed(kg, copy, "--type", "Person")][:2]
    before = quads(copy)
    assert kg("merge", one, two, "--store", copy).code == 0
    (copy / "judgements.csv").write_bytes(b"\x00garbage\xff")
    checked = kg("validate", "--store", copy)
    assert (checked.code, checked.out.count("\n"), checked.err.count("\n")) == (4, 1, 1)
    assert "judgements.csv: cannot be read" in checked.out
    refused = kg("split", one, "--store", copy)
    assert (refused.code, refused.err.count("\n")) == (1, 1)
    assert "move the file away: what is merged is then read off the graph" in refused.err
    (copy / "judgements.csv").rename(copy / "broken.csv")
    assert kg("split", one, "--store", copy).code == 0
    assert quads(copy) == before


def test_a_name_is_not_given_up_for_a_phrase_and_two_kinds_are_told(kg: Kg, copy: Path) -> None:
    phrase = str(listed(kg, copy, "--type", "Phrase")[0]["id"])
    before = quads(copy)
    refused = kg("merge", TURKEY, phrase, "--store", copy)
    assert (refused.code, refused.err.count("\n")) == (2, 1)
    assert f"would take the name of a phrase; turn them round: `kg merge {phrase} {TURKEY}`" in refused.err
    assert quads(copy) == before
    merged = kg("merge", phrase, TURKEY, "--store", copy)
    assert (merged.code, "they are of two kinds, Phrase and State" in merged.err) == (0, True)


def test_unknown_and_ambiguous_names_are_told(kg: Kg, graph: Path, copy: Path) -> None:
    assert "no entity 'nobody'" in kg("merge", "nobody", TURKEY, "--store", copy).err
    assert "is itself" in kg("merge", TURKEY, "Turkey", "--store", copy).err
    assert "is merged with nothing" in kg("split", TURKEY, "--store", copy).err


def test_near_twins_are_listed_and_those_settled_are_not(kg: Kg, tmp_path: Path) -> None:
    for name, text in (
        ("a", "Talks on the border\n\nThe envoy Mohamed Farah met the trader Kofi Dadson in Oslo, and they said that the talks were good."),
        (
            "b",
            "More talks on the border\n\nThe envoy Mohammed Farah met the writer Ana Costa in Oslo, and they said that the talks were bad.",
        ),
    ):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    store = tmp_path / "graph"
    assert kg("build", tmp_path / "a.txt", tmp_path / "b.txt", "--store", store).code == 0
    pairs = listed(kg, store, "--suspects")
    names = [(each["left"]["id"], each["right"]["id"]) for each in pairs]  # type: ignore[index]
    assert ("person/mohamed-farah", "person/mohammed-farah") in names
    assert kg("split", *names[0], "--store", store).code == 0
    assert len(listed(kg, store, "--suspects")) == len(pairs) - 1
