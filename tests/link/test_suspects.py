from __future__ import annotations

import pytest

from kg.link.suspects import likeness, suspects
from kg.model import Entity


def person(name: str, country: str = "", link: str = "") -> Entity:
    return Entity(f"person/{name.lower().replace(' ', '-')}", name, "Person", (link,) if link else (), country)


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        (person("Ana Costa"), person("A. Costa"), "initial and surname"),
        (person("Costa"), person("Ana Costa"), "surname"),
        (person("Mohamed Farah"), person("Mohammed Farah"), "spelling"),
        (Entity("organisation/usc", "USC", "Organisation"), Entity("organisation/x", "Upper Sava Commission", "Organisation"), "acronym"),
        (
            Entity("armed-group/a", "Free Valley Army", "ArmedGroup"),
            Entity("organisation/a", "Free Valley Army", "Organisation"),
            "same name",
        ),
        (
            Entity("armed-group/valley-front", "Valley Front", "ArmedGroup"),
            Entity("city/valley-front", "Valley Front", "City"),
            "same name, another kind",
        ),
        (
            Entity("organisation/a", "River League", "Organisation"),
            Entity("organisation/b", "League of the River", "Organisation"),
            "same words in another order",
        ),
    ],
)
def test_what_looks_alike_is_suspected_with_its_reason(one: Entity, other: Entity, reason: str) -> None:
    (found,) = suspects([one, other])
    assert found.reason == reason
    assert {found.left, found.right} == {one, other}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (person("Ana Costa"), person("Pedro Costa")),
        (person("Ana Costa", "PRT"), person("A. Costa", "BRA")),
        (person("Ana Costa", link="http://x.example/1"), person("A. Costa", link="http://x.example/2")),
        (Entity("city/tripoli", "Tripoli", "City"), Entity("person/tripoli", "Tripoli", "Person")),
        (Entity("state/niger", "Niger", "State", (), "NER"), Entity("state/nigeria", "Nigeria", "State", (), "NGA")),
        (
            Entity("armed-group/lions", "Free Lions", "ArmedGroup"),
            Entity("armed-group/free-lions-fighters", "Free Lions fighters", "ArmedGroup", part_of="armed-group/lions"),
        ),
        (Entity("phrase/1", "safe zone", "Phrase"), Entity("phrase/2", "safe zones", "Phrase")),
    ],
)
def test_what_cannot_be_one_is_not_suspected(one: Entity, other: Entity) -> None:
    assert suspects([one, other]) == []


def test_a_shared_identifier_says_all() -> None:
    assert likeness(person("X", link="http://x.example/1"), person("Yy", link="http://x.example/1")) == (1.0, "same outside identifier")


def test_pairs_come_by_score_and_without_those_settled() -> None:
    pool = [person("Ana Costa"), person("A. Costa"), person("Ana Kosta")]
    scores = [each.score for each in suspects(pool)]
    assert scores == sorted(scores, reverse=True)
    assert len(scores) >= 2
    assert suspects(pool, lambda left, right: True) == []
    assert suspects(pool) == suspects(list(reversed(pool)))
