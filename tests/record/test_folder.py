"""A folder that holds no whole graph is told in one line; nothing in it is touched."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.record.store import open_store


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "graph"
    with open_store(path, create=True):
        pass
    return path


def fault(path: Path, *, read_only: bool = True) -> str:
    with pytest.raises(StoreError) as caught:
        open_store(path, read_only=read_only)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_graph_whose_data_are_gone_is_not_an_empty_graph(store: Path) -> None:
    shutil.rmtree(store / "oxigraph")
    assert fault(store) == (
        f"{store}: holds nothing: its building was broken off, or its oxigraph/ is gone; build it again, or restore it from a snapshot"
    )


def test_a_building_that_was_broken_off_is_told_and_can_be_begun_again(store: Path) -> None:
    for each in (store / "oxigraph").iterdir():
        each.unlink()
    assert "cannot be opened" in fault(store)
    with open_store(store) as opened:
        assert opened.articles() == []


@pytest.mark.parametrize("read_only", [False, True])
def test_damaged_data_are_told(store: Path, read_only: bool) -> None:
    (store / "oxigraph" / "CURRENT").write_text("garbage\n", encoding="utf-8")
    assert "cannot be opened" in fault(store, read_only=read_only)


def test_a_card_that_is_no_card_is_told(store: Path) -> None:
    (store / "kg.json").write_text("{", encoding="utf-8")
    assert "its kg.json cannot be read" in fault(store)


def test_a_graph_is_not_made_inside_another(store: Path) -> None:
    for inside in (store / "sub", store / "deeper" / "sub"):
        with pytest.raises(StoreError, match=f"lies inside the graph {store}"):
            open_store(inside, create=True)
        assert not inside.exists()
