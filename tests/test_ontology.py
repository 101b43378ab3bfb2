"""The scheme of acts: what its file must keep to, and what a damaged file is told."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg import names, resources
from kg.errors import LexiconError
from kg.ontology import EXTENSION, Act, Scheme

SCHEME = Scheme.load()
ACTS = list(SCHEME)
SKOS = "http://www.w3.org/2004/02/skos/core#"
QUADS = {"VERBAL_COOPERATION", "MATERIAL_COOPERATION", "VERBAL_CONFLICT", "MATERIAL_CONFLICT"}
PLOVER = {
    "VERBAL_COOPERATION": {"AGREE", "CONSULT", "SUPPORT", "CONCEDE"},
    "MATERIAL_COOPERATION": {"COOPERATE", "AID", "RETREAT"},
    "VERBAL_CONFLICT": {"REQUEST", "ACCUSE", "REJECT", "THREATEN"},
    "MATERIAL_CONFLICT": {"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"},
}


def code(act: Act) -> str:
    return act.code


@pytest.mark.parametrize("act", ACTS, ids=code)
def test_each_act_is_told_in_full(act: Act) -> None:
    assert re.fullmatch(r"[A-Z_]+(/[a-z-]+)?", act.code)
    assert act.label
    assert act.definition.endswith(".")
    assert len(act.definition.split()) >= 4
    assert act.example.endswith(".")
    assert -10 <= act.score <= 10
    assert act.sign == (act.score > 0.5) - (act.score < -0.5)


@pytest.mark.parametrize("act", ACTS, ids=code)
def test_each_act_stands_where_its_code_says(act: Act) -> None:
    if act.mode:
        assert act.broader == act.type
        assert act.code == f"{act.type}/{act.mode}"
        assert act.quad == SCHEME.act(act.type).quad
    elif act.type in EXTENSION:
        assert (act.broader, act.quad) == ("", "")
    elif act.type:
        assert act.broader == act.quad
    else:
        assert act.code in QUADS


def test_the_sixteen_types_stand_in_plovers_quads() -> None:
    found: dict[str, set[str]] = {}
    for act in SCHEME.types():
        if act.code not in EXTENSION:
            found.setdefault(act.quad, set()).add(act.code)
    assert found == PLOVER


def test_cooperation_scores_above_conflict() -> None:
    for act in SCHEME.types():
        if act.quad.endswith("COOPERATION"):
            assert act.score > 0, act
        elif act.quad:
            assert act.score <= 0, act


def test_no_definition_or_example_stands_twice() -> None:
    assert len({act.definition for act in ACTS}) == len(ACTS)
    assert len({act.example for act in ACTS}) == len(ACTS)


def quads(name: str) -> list[ox.Quad]:
    return list(ox.parse(path=str(resources.path(f"ontology/{name}")), format=ox.RdfFormat.TURTLE))


def test_the_crosswalk_points_at_acts_that_are_there_and_keeps_its_own_licence() -> None:
    crosswalk = quads("cameo.ttl")
    ends = [quad.object.value for quad in crosswalk if quad.predicate.value == SKOS + "closeMatch"]
    assert len(ends) > 250
    assert {end for end in ends if end.removeprefix(names.ACT) not in SCHEME} == set()
    assert any("creativecommons.org/licenses/by-sa/4.0" in quad.object.value for quad in crosswalk)
    known = {quad.subject.value for quad in crosswalk}
    above = {quad.object.value for quad in crosswalk if quad.predicate.value == SKOS + "broader"}
    assert above <= known


def test_cameo_codes_named_by_acts_are_in_the_crosswalk() -> None:
    notations = {quad.object.value for quad in quads("cameo.ttl") if quad.predicate.value == SKOS + "notation"}
    assert {match for act in ACTS for match in act.matches} - notations == {"02", "01"}, "statements and appeals are what PLOVER dropped"


def damaged(tmp_path: Path, old: str, new: str) -> Path:
    text = resources.path("ontology/acts.ttl").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "acts.ttl"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('skos:prefLabel "Agree"@en ;', "", "has 0 values of"),
        ('skos:notation "AID" ;', 'skos:notation "AIDE" ;', "not the end of its IRI"),
        ("skos:broader <https://kg.example.org/act/AGREE>", "skos:broader <https://kg.example.org/act/NOWHERE>", ""),
        ("kg:sign 1 ;", 'kg:sign "plus" ;', "no number"),
        ("a skos:Concept ;", "a skos:Concept", "Turtle"),
    ],
)
def test_a_damaged_scheme_is_refused_in_one_line(tmp_path: Path, old: str, new: str, told: str) -> None:
    if "NOWHERE" in new:
        old, told = "skos:broader <https://kg.example.org/act/ASSAULT>", "which is not there"
    path = damaged(tmp_path, old, new)
    with pytest.raises(LexiconError, match=told) as caught:
        Scheme.load(path)
    assert "\n" not in str(caught.value)
    assert str(path) in str(caught.value)


def test_a_scheme_that_circles_is_refused(tmp_path: Path) -> None:
    path = damaged(
        tmp_path,
        "skos:broader <https://kg.example.org/act/VERBAL_COOPERATION> ;\n    skos:inScheme",
        "skos:broader <https://kg.example.org/act/AGREE> ;\n    skos:inScheme",
    )
    with pytest.raises(LexiconError, match="stands above itself"):
        Scheme.load(path)
