"""IRIs are made in one place, and can be taken apart again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import UsageError
from kg.names import Names, is_iri, slug

WORDS = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=40)


@pytest.mark.parametrize("base", ["", "graph/", "https://a.example", "https://a b.example/", "https://a.example/<x>/"])
def test_a_base_that_is_none_is_refused(base: str) -> None:
    with pytest.raises(UsageError, match="is no base IRI"):
        Names(base)


@pytest.mark.parametrize("base", ["https://a.example/", "https://a.example/x#", "urn:kg:"])
def test_a_base_ends_where_names_can_begin(base: str) -> None:
    assert Names(base).claim("1", "2") == f"{base}article/1#claim-2"


@given(WORDS)
def test_ids_come_back_out_of_iris(id: str) -> None:
    names = Names()
    assert names.id_of_graph(names.graph(id)) == id
    assert names.id_of_article(names.claim(id, "2")) == id
    assert names.code(names.act("REQUEST/assist")) == "REQUEST/assist"


@given(WORDS)
def test_every_name_is_an_iri(text: str) -> None:
    names = Names()
    assert all(
        map(is_iri, [names.article(text), names.entity(text), names.relation(slug(text)), names.act(text), names.stretch(text, 1, 2)])
    )


@given(WORDS)
def test_a_slug_is_stable_and_never_empty(text: str) -> None:
    assert slug(text)
    assert slug(slug(text)) == slug(text)
