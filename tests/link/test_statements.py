from __future__ import annotations

from datetime import date

import pytest

from kg.link.lexicon import Lexicon
from kg.link.statements import Linker
from kg.model import Article, Literal, PredicateKind, Reference
from kg.ontology import Scheme
from tests.link.mentioned import claim, mention


@pytest.fixture(scope="module")
def linker() -> Linker:
    return Linker(Lexicon.load(), Scheme.load())


@pytest.mark.parametrize(
    ("words", "named", "kind", "text", "start", "end"),
    [
        ("since 2006", "2006", "DATE", "2006", date(2006, 1, 1), date(2015, 7, 8)),
        ("between 2010 and 2014", "2010", "DATE", "2010", date(2010, 1, 1), date(2014, 12, 31)),
        ("by March 2016", "March 2016", "DATE", "March 2016", None, date(2016, 3, 31)),
        ("in 2010", "2010", "DATE", "2010", date(2010, 1, 1), date(2010, 12, 31)),
        ("after a dispute", "a dispute", "PHRASE", "after a dispute", None, None),
    ],
)
def test_the_words_around_a_time_bound_it(
    linker: Linker, words: str, named: str, kind: str, text: str, start: date | None, end: date | None
) -> None:
    article = Article.of(f"Turkey pressed Chad {words}.", published=date(2015, 7, 8))
    turkey, chad = mention(article, "Turkey", "GPE"), mention(article, "Chad", "GPE")
    (found,) = linker.statements(article, [claim(article, turkey, "press", chad, times=(mention(article, named, kind),))])
    assert found.time is not None
    assert (found.time.text, found.time.start, found.time.end) == (text, start, end)
    assert found.time.at is not None
    assert found.time.at.of(article.text) == text


def test_a_claim_becomes_a_statement_with_entities_relation_place_and_source(linker: Linker) -> None:
    article = Article.of("According to Hurriyet, Washington pressed Turkey on Friday in Ankara.", published=date(2015, 7, 8))
    made = claim(
        article,
        mention(article, "Washington", "GPE"),
        "press",
        mention(article, "Turkey", "GPE"),
        attribution=(mention(article, "Hurriyet", "ORG"),),
        places=(mention(article, "Ankara", "GPE"),),
        times=(mention(article, "on Friday", "DATE"),),
    )
    (found,) = linker.statements(article, [made])
    assert found.subject.entity.label == "United States"
    assert isinstance(found.object, Reference)
    assert found.object.entity.id == "state/turkey"
    assert found.relation.event == "REQUEST"
    assert [source.entity.id for source in found.attribution] == ["media/hurriyet"]
    assert [place.entity.id for place in found.places] == ["city/ankara"]
    assert found.time is not None
    assert found.time.start == date(2015, 7, 3)
    assert found.claim is made


def test_what_says_something_of_itself_is_dropped(linker: Linker) -> None:
    article = Article.of("Turkey trusts Ankara.")
    made = claim(article, mention(article, "Turkey", "GPE"), "trust", mention(article, "Ankara", "GPE"))
    assert linker.statements(article, [made]) == []


def test_another_name_of_the_same_thing_is_a_literal(linker: Linker) -> None:
    article = Article.of("The Islamic State, or Daesh, fled.")
    made = claim(
        article,
        mention(article, "Daesh", "ARMED_GROUP"),
        "alias of",
        mention(article, "Islamic State", "ARMED_GROUP"),
        kind=PredicateKind.FACT,
    )
    (found,) = linker.statements(article, [made])
    assert found.subject.entity.id == "armed-group/islamic-state"
    assert isinstance(found.object, Literal)
    assert found.object.value == "Islamic State"


def test_a_number_is_a_value(linker: Linker) -> None:
    article = Article.of("Chad freed 1,200 of them.")
    number = mention(article, "1,200", "QUANTITY")
    (found,) = linker.statements(article, [claim(article, mention(article, "Chad", "GPE"), "free", number)])
    assert found.object == Literal("1200", "integer", found.object.mention if isinstance(found.object, Literal) else None)


def test_of_two_claims_that_mean_the_same_the_surer_stays(linker: Linker) -> None:
    article = Article.of("Ankara, that is Turkey, warned Chad.")
    object = mention(article, "Chad", "GPE")
    weak = claim(article, mention(article, "Ankara", "GPE"), "warn", object, confidence=0.4)
    sure = claim(article, mention(article, "Turkey", "GPE"), "warn", object, confidence=0.9)
    assert [each.claim for each in linker.statements(article, [weak, sure])] == [sure]
    assert [each.claim for each in linker.statements(article, [sure, weak])] == [sure]
