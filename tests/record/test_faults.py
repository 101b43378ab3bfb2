"""What can happen to a graph on disk: killed builds, two builds at once, a disk that is full, other versions, damage."""

from __future__ import annotations

import json
import os
import random
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

import pyoxigraph as ox
import pytest

from kg.errors import StoreError, UsageError
from kg.record.quads import TYPE, term
from kg.record.shapes import faults
from kg.record.store import Store, open_store
from tests.record.builder import article, told
from tests.written import quads_of, sample

BUILDER = Path(__file__).parent / "builder.py"
MOMENTS = 50
LAST = 40


def claims_of(store: Store, id: str) -> int:
    return sum(1 for _ in store.find(None, TYPE, term("Claim"), ox.NamedNode(store.names.graph(id))))


def whole(store: Store, acknowledged: set[str]) -> None:
    """Every acknowledged article is there, and whatever is there is there as a whole."""
    there = set(store.articles())
    assert acknowledged <= there
    graphs = {quad.graph_name for quad in store.find() if isinstance(quad.graph_name, ox.NamedNode)}
    assert {graph.value for graph in graphs} - store.names.derived == {store.names.graph(id) for id in there}
    assert all(claims_of(store, id) == 2 for id in there)


@contextmanager
def builder() -> Iterator[tuple[IO[str], IO[str]]]:
    with subprocess.Popen([sys.executable, str(BUILDER)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        yield process.stdin, process.stdout
        process.stdin.close()


def test_a_build_killed_at_any_moment_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    """One graph is built on and on; each time the build is killed some random while after some lines."""
    chance, where = random.Random(11), tmp_path / "graph"
    expected = [made.id for made, _ in map(article, range(LAST))]
    acknowledged: set[str] = set()
    with builder() as (orders, answers):
        for moment in range(MOMENTS):
            # the next build goes over some of what is there, then on
            orders.write(f"{where} {min(moment, LAST - 20)} {LAST}\n")
            process = int(answers.readline())
            heard = [answers.readline().strip() for _ in range(chance.choice((0, 0, 1, 3, 20)))]
            select.select([answers], [], [], chance.random() * 0.02)
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
            while "ended" not in heard:
                line = answers.readline()
                assert line, moment
                heard.append(line.strip())
            acknowledged |= set(heard) - {"ended"}
            if (where / "kg.json").exists():
                with open_store(where, read_only=True) as store:
                    whole(store, acknowledged)
    assert len(acknowledged) > LAST // 2
    with open_store(where) as store:
        assert list(store.record(told(range(LAST)))) == expected
        whole(store, set(expected))
        assert faults(store) == []
        killed = sorted(map(str, store.quads()))
    with open_store(None) as store:
        assert list(store.record(told(range(LAST)))) == expected
        assert sorted(map(str, store.quads())) == killed


def built(where: Path) -> Path:
    with open_store(where, create=True) as store:
        for made, statements in sample():
            store.replace(made.id, quads_of(made, statements))
    return where


def test_a_second_build_is_refused_while_the_first_writes(tmp_path: Path) -> None:
    where = built(tmp_path / "graph")
    with open_store(where):
        for how in ({}, {"create": True}, {"read_only": True}):
            with pytest.raises(StoreError, match="another process") as error:
                open_store(where, **how)  # type: ignore[arg-type]
            assert "snapshot" in str(error.value)
    with open_store(where, read_only=True), open_store(where, read_only=True) as reader:
        assert len(reader.articles()) == 4
        with pytest.raises(StoreError, match="in use"):
            open_store(where)


@pytest.mark.parametrize(
    ("card", "told"),
    [
        ({"format": 99, "base": "https://a.example/", "kg": "9.0"}, "was written by a newer kg (9.0, format 99"),
        ({"format": 0, "base": "https://a.example/", "kg": "0.0"}, "was written by an older kg (0.0, format 0"),
        ({"format": 1, "base": "no base"}, "its kg.json cannot be read"),
        ({"format": "x"}, "its kg.json cannot be read"),
    ],
)
def test_other_versions_and_damaged_cards_are_refused_and_left_alone(tmp_path: Path, card: dict[str, object], told: str) -> None:
    where = built(tmp_path / "graph")
    (where / "kg.json").write_text(json.dumps(card), encoding="utf-8")
    before = sorted(path.name for path in where.rglob("*"))
    for how in ({}, {"read_only": True}, {"create": True}):
        with pytest.raises(StoreError) as error:
            open_store(where, **how)  # type: ignore[arg-type]
        assert told in str(error.value)
        assert "\n" not in str(error.value)
    assert json.loads((where / "kg.json").read_text(encoding="utf-8")) == card
    assert sorted(path.name for path in where.rglob("*")) == before


def test_a_store_of_an_older_version_of_kg_gets_the_new_vocabulary(tmp_path: Path) -> None:
    where = built(tmp_path / "graph")
    with open_store(where) as store:
        graph = ox.NamedNode(store.names.vocabulary)
        known = set(store.find(None, None, None, graph))
        stray = ox.Quad(ox.NamedNode("https://a.example/x"), TYPE, term("Claim"), graph)
        store.inner.add(stray)  # type: ignore[attr-defined]
        store.inner.remove(next(iter(known)))  # type: ignore[attr-defined]
    card = json.loads((where / "kg.json").read_text(encoding="utf-8"))
    (where / "kg.json").write_text(json.dumps(card | {"vocabulary": "0.0.0"}), encoding="utf-8")
    with open_store(where) as store:
        assert set(store.find(None, None, None, graph)) == known


def test_what_is_no_store_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "letter.txt").write_text("x")
    for name in ("file", "folder", "absent"):
        with pytest.raises(StoreError):
            open_store(tmp_path / name)
    with pytest.raises(StoreError, match="is no store"):
        open_store(tmp_path / "folder", create=True)
    with pytest.raises(UsageError, match="no base IRI"):
        open_store(tmp_path / "new", create=True, base="nonsense")
    assert not (tmp_path / "new").exists()
    with pytest.raises(UsageError, match="has the base"):
        open_store(built(tmp_path / "graph"), base="https://other.example/")


def test_damaged_data_is_told_on_one_line(tmp_path: Path) -> None:
    where = built(tmp_path / "graph")
    for path in (where / "oxigraph").glob("MANIFEST*"):
        path.write_bytes(b"garbage")
    with pytest.raises(StoreError) as error:
        open_store(where)
    assert "\n" not in str(error.value)
    assert "snapshot" in str(error.value)
