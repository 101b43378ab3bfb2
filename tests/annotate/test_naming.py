"""The nouns in and beside a name tell a building or a ship of it; parses are given by hand."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.annotate.naming import Name, Text, renamed

Row = tuple[str, str, int, str]  # form, tag, head (counted from 1, 0 for the root), relation


def read(rows: list[Row], *names: tuple[str, str]) -> list[tuple[str, str]]:
    """The names of a parse with their labels; each of `names` is taken where its words stand next."""
    words = [form for form, *_ in rows]
    heads = [head - 1 if head else at for at, (_, _, head, _) in enumerate(rows)]
    spans, at = [], 0
    for name, kind in names:
        size = len(name.split())
        start = next(start for start in range(at, len(words)) if words[start : start + size] == name.split())
        spans.append(Name(start, start + size, kind))
        at = start + size
    text = Text(words, [tag for _, tag, _, _ in rows], heads, [dep for *_, dep in rows])
    return [(" ".join(words[name.start : name.end]), name.kind) for name in renamed(text, spans)]


SANK: list[Row] = [
    ("Oslo", "NNP", 2, "nsubj"),
    ("sank", "VBD", 0, "root"),
    ("the", "DT", 4, "det"),
    ("frigate", "NN", 2, "obj"),
    ("Lund", "NNP", 4, "appos"),
]


@pytest.mark.parametrize("relation", [(4, "appos"), (4, "flat"), (2, "obj")])
def test_what_is_named_behind_a_noun_for_vehicles_is_one(relation: tuple[int, str]) -> None:
    rows = [*SANK[:4], ("Lund", "NNP", *relation)]
    assert read(rows, ("Oslo", "GPE"), ("Lund", "GPE")) == [("Oslo", "GPE"), ("Lund", "VEHICLE")]
    assert read(rows, ("Oslo", "GPE")) == [("Oslo", "GPE"), ("Lund", "VEHICLE")]


def test_who_seized_the_ship_is_none() -> None:
    rows: list[Row] = [
        ("The", "DT", 2, "det"),
        ("tanker", "NN", 5, "nsubj"),
        ("Chad", "NNP", 4, "nsubj"),
        ("seized", "VBD", 2, "acl:relcl"),
        ("left", "VBD", 0, "root"),
    ]
    assert read(rows, ("Chad", "GPE")) == [("Chad", "GPE")]


def test_an_owner_and_a_day_behind_the_noun_are_none() -> None:
    rows: list[Row] = [
        ("They", "PRP", 2, "nsubj"),
        ("took", "VBD", 0, "root"),
        ("the", "DT", 4, "det"),
        ("ship", "NN", 2, "obj"),
        ("Friday", "NNP", 2, "obl"),
    ]
    assert read(rows, ("Friday", "DATE")) == [("Friday", "DATE")]
    rows[4:] = [("Chad", "NNP", 6, "nmod:poss"), ("crew", "NN", 2, "obj")]
    assert read(rows, ("Chad", "GPE")) == [("Chad", "GPE")]


def test_an_apposition_tells_a_vehicle_but_a_person_is_one_behind_the_alone() -> None:
    rows: list[Row] = [
        ("The", "DT", 2, "det"),
        ("Berg", "NNP", 7, "nsubj"),
        (",", ",", 5, "punct"),
        ("a", "DT", 5, "det"),
        ("ferry", "NN", 2, "appos"),
        (",", ",", 5, "punct"),
        ("sank", "VBD", 0, "root"),
    ]
    assert read(rows, ("Berg", "PERSON")) == [("Berg", "VEHICLE")]
    rows[0] = ("Then", "RB", 7, "advmod")
    assert read(rows, ("Berg", "PERSON")) == [("Berg", "PERSON")]
    assert read(rows, ("Berg", "GPE")) == [("Berg", "VEHICLE")]


def test_names_joined_to_a_vehicle_in_the_plural_are_vehicles() -> None:
    rows = [
        *SANK[:3],
        ("frigates", "NNS", 2, "obj"),
        ("Lund", "NNP", 4, "appos"),
        ("and", "CC", 7, "cc"),
        ("Moss", "NNP", 5, "conj"),
    ]
    assert read(rows, ("Oslo", "GPE"), ("Lund", "GPE"), ("Moss", "GPE"))[1:] == [("Lund", "VEHICLE"), ("Moss", "VEHICLE")]
    rows[3] = SANK[3]
    assert read(rows, ("Oslo", "GPE"), ("Lund", "GPE"), ("Moss", "GPE"))[1:] == [("Lund", "VEHICLE"), ("Moss", "GPE")]


def test_titles_of_ships_belong_to_the_name() -> None:
    rows: list[Row] = [("The", "DT", 3, "det"), ("USS", "NNP", 3, "compound"), ("Berg", "NNP", 4, "nsubj"), ("left", "VBD", 0, "root")]
    assert read(rows) == [("USS Berg", "VEHICLE")]
    assert read(rows, ("Berg", "PERSON")) == [("USS Berg", "VEHICLE")]
    long = [*rows[:3], ("de", "FW", 5, "case"), ("Moss", "NNP", 3, "flat"), ("left", "VBD", 0, "root")]
    assert read(long, ("Moss", "GPE")) == [("USS Berg de Moss", "VEHICLE")]
    rows[1:3] = [("Shuttle", "NNP", 3, "compound"), ("Program", "NNP", 4, "nsubj")]
    assert read(rows, ("Shuttle Program", "ORG")) == [("Shuttle Program", "ORG")]


def test_a_vehicle_named_again_is_one_but_not_the_town_and_the_man() -> None:
    def again(*rows: Row) -> list[Row]:
        return [*SANK, *rows]

    lund: Row = ("Lund", "NNP", 7, "nsubj")
    burnt: Row = ("burnt", "VBD", 2, "conj")
    assert read(again(lund, burnt), ("Oslo", "GPE"), ("Lund", "GPE"), ("Lund", "GPE"))[2] == ("Lund", "VEHICLE")
    assert read(again(lund, burnt), ("Oslo", "GPE"), ("Lund", "GPE"), ("Lund", "PERSON"))[2] == ("Lund", "PERSON")
    where: Row = ("in", "IN", 7, "case")
    assert read(again(where, ("Lund", "NNP", 2, "obl")), ("Oslo", "GPE"), ("Lund", "GPE"), ("Lund", "GPE"))[2] == ("Lund", "GPE")
    titled = [*SANK[:3], ("USS", "NNP", 5, "compound"), ("Lund", "NNP", 2, "obj")]
    told = ("Oslo", "GPE"), ("USS Lund", "ORG"), ("Lund", "GPE")
    assert read([*titled, lund, burnt], *told)[2] == ("Lund", "GPE")
    assert read([*titled, ("the", "DT", 7, "det"), ("Lund", "NNP", 8, "nsubj"), burnt], *told)[2] == ("Lund", "VEHICLE")


@pytest.mark.parametrize(
    ("name", "kind", "label"),
    [
        ("Museum of the Fjord", "ORG", "FAC"),
        ("Lund Bridge", "GPE", "FAC"),
        ("Friends of the Bridge", "ORG", "ORG"),
        ("Bridge", "ORG", "ORG"),
        ("Ada Park", "PERSON", "PERSON"),
        ("Lund Hospital", "ORG", "ORG"),
    ],
)
def test_a_building_is_told_by_the_head_of_its_name(name: str, kind: str, label: str) -> None:
    rows: list[Row] = [(word, "NNP", at, "compound" if at else "root") for at, word in enumerate(name.split())]
    assert read(rows, (name, kind)) == [(name, label)]


WORDS = ["the", "The", "frigate", "ships", "USS", "Space", "Shuttle", "Lund", "Moss", "Museum", "of", "in", ","]


@given(st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(["NNP", "NN", "DT"])), min_size=1, max_size=14), st.data())
def test_names_never_overlap_and_lie_within_the_text(words: list[tuple[str, str]], data: st.DataObject) -> None:
    count = len(words)
    heads = data.draw(st.lists(st.integers(0, count - 1), min_size=count, max_size=count))
    deps = data.draw(st.lists(st.sampled_from(["appos", "conj", "nsubj", "obj", "compound"]), min_size=count, max_size=count))
    borders = sorted(data.draw(st.sets(st.integers(0, count), max_size=6)))
    kinds = st.sampled_from(["GPE", "ORG", "PERSON", "DATE"])
    names = [Name(a, b, data.draw(kinds)) for a, b in zip(borders[::2], borders[1::2], strict=False)]
    text = Text([word for word, _ in words], [tag for _, tag in words], heads, deps)
    found = renamed(text, names)
    assert all(0 <= name.start < name.end <= count for name in found)
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))
    assert [name for name in names if name.kind == "DATE"] == [name for name in found if name.kind == "DATE"]
