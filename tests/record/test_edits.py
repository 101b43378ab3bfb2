"""An article without an address that was edited takes the place of its former text; another article in the same file does not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg import pipeline
from kg.errors import StoreError
from kg.model import Tally
from kg.record.edits import read_files, write_files
from kg.record.folder import FILES, FolderStore
from kg.record.store import Store, open_store

TEXT = "Chad and Mali open talks\n\nChad's government met Malian officials in Bamako. Mali accused Chad of arming rebels in the east."
EDITED = TEXT + " Togo praised Chad."
OTHER = "Peru recalls envoy\n\nPeru recalled its envoy to Lima after a long dispute over the boats that fish there."


@pytest.fixture(scope="module")
def reading() -> pipeline.Pipeline:
    return pipeline.Pipeline()


def texts(store: Store) -> set[str]:
    return {quad.object.value for quad in store.quads() if quad.predicate.value.endswith("#text")}  # type: ignore[union-attr]


class Desk:
    """A folder of articles and a graph, built again and again."""

    def __init__(self, reading: pipeline.Pipeline, folder: Path) -> None:
        self.reading, self.folder, self.graph = reading, folder, folder / "graph"

    def build(self, **files: str) -> Tally:
        for name, text in files.items():
            (self.folder / f"{name}.txt").write_text(text, encoding="utf-8")
        with open_store(self.graph, create=True) as store:
            return pipeline.build([self.folder / f"{name}.txt" for name in files], store, self.reading)

    def lines(self, folder: Path | None = None) -> list[str]:
        with open_store(folder or self.graph, read_only=True) as store:
            return sorted(map(str, store.quads()))

    def texts(self) -> set[str]:
        with open_store(self.graph, read_only=True) as store:
            return texts(store)


@pytest.fixture
def desk(reading: pipeline.Pipeline, tmp_path: Path) -> Desk:
    return Desk(reading, tmp_path)


def test_an_edited_text_takes_the_place_of_the_former_one(desk: Desk, tmp_path: Path) -> None:
    assert desk.build(a=TEXT).edited == ()
    (told,) = desk.build(a=EDITED).edited
    assert (told.source, told.reason) == (str(tmp_path / "a.txt"), "was read before with another text, which it replaces")
    (tmp_path / "fresh").mkdir()
    fresh = Desk(desk.reading, tmp_path / "fresh")
    fresh.build(a=EDITED)
    assert desk.lines() == fresh.lines()
    assert desk.build(a=EDITED).edited == ()
    assert len(desk.build(a=TEXT).edited) == 1
    assert desk.texts() == {TEXT}


def test_another_article_in_the_same_file_leaves_the_former_one(desk: Desk) -> None:
    desk.build(a=TEXT)
    (told,) = desk.build(a=OTHER).edited
    assert "its file held another article before, which stays; take it back with `kg remove " in told.reason
    assert desk.texts() == {TEXT, OTHER}
    assert desk.build(a=OTHER).edited == ()
    desk.build(a=f"{OTHER} Togo praised Peru.")
    assert desk.texts() == {TEXT, f"{OTHER} Togo praised Peru."}


def test_the_bulletins_of_two_days_are_two_articles(desk: Desk, tmp_path: Path) -> None:
    for day in ("2021-05-03", "2021-05-04"):
        (tmp_path / "a.meta.json").write_text(json.dumps({"published": day}), encoding="utf-8")
        desk.build(a=f"{TEXT} It was {day}.")
    assert len(desk.texts()) == 2
    (tmp_path / "a.meta.json").unlink()
    desk.build(a=f"{TEXT} It was some day.")
    assert len(desk.texts()) == 2


def test_a_file_that_is_filled_anew_is_told_from_an_edited_one(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.record.edits._MOST_COMPARED", 0)
    desk.build(a=TEXT)
    (told,) = desk.build(a=EDITED).edited
    assert "its file held another article before" in told.reason


def test_what_another_file_still_holds_stays(desk: Desk, tmp_path: Path) -> None:
    desk.build(a=TEXT, b=TEXT)
    desk.build(a=EDITED)
    assert desk.texts() == {TEXT, EDITED}
    (tmp_path / "b.txt").unlink()
    desk.build(a=f"{EDITED} Niger praised Chad too.")
    assert desk.texts() == {TEXT, f"{EDITED} Niger praised Chad too."}


def test_an_article_that_gets_an_address_is_the_same(desk: Desk, tmp_path: Path) -> None:
    desk.build(a=TEXT)
    (tmp_path / "a.meta.json").write_text('{"url": "https://a.example/1"}', encoding="utf-8")
    assert len(desk.build(a=TEXT).edited) == 1
    assert len(desk.lines()) > 0
    assert desk.texts() == {TEXT}
    with open_store(desk.graph, read_only=True) as store:
        assert len(store.articles()) == 1


def test_lines_that_move_and_change(reading: pipeline.Pipeline, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    # a line that is gone is no edit: what it said stays
    for rows, expected in (([TEXT, OTHER], {TEXT, OTHER}), ([OTHER, EDITED], {OTHER, EDITED}), ([OTHER], {OTHER, EDITED})):
        path.write_text("".join(json.dumps({"text": row}) + "\n" for row in rows), encoding="utf-8")
        with open_store(tmp_path / "graph", create=True) as store:
            tally = pipeline.build([path], store, reading)
            assert tally.skipped == ()
            assert texts(store) == expected


def test_a_graph_in_memory_knows_no_file_again(reading: pipeline.Pipeline, tmp_path: Path) -> None:
    with open_store(None) as store:
        for text in (TEXT, EDITED):
            (tmp_path / "a.txt").write_text(text, encoding="utf-8")
            assert pipeline.build([tmp_path / "a.txt"], store, reading).edited == ()
        assert texts(store) == {TEXT, EDITED}


def test_a_folder_of_articles_and_graph_can_be_moved_and_copied(desk: Desk, tmp_path: Path) -> None:
    desk.build(a=TEXT)
    assert str(tmp_path) not in (desk.graph / FILES).read_text(encoding="utf-8")
    with open_store(desk.graph) as store:
        assert isinstance(store, FolderStore)
        known = store.files_read()
        store.snapshot(tmp_path / "deeper" / "copy")
    with open_store(tmp_path / "deeper" / "copy", read_only=True) as copy:
        assert copy.files_read() == known == {(tmp_path / "a.txt").resolve(): list(next(iter(known.values())))}


def test_names_that_are_no_utf8_are_kept(tmp_path: Path) -> None:
    files = {tmp_path.resolve() / "caf\udce9.txt": ["9f"], tmp_path.resolve() / "café.txt": ["a0"]}
    write_files(tmp_path / FILES, files)
    assert read_files(tmp_path / FILES) == files


@pytest.mark.parametrize("content", ["{", "[]", '{"a": 1}', "\ufeff"])
def test_a_broken_file_is_told_with_what_to_do(tmp_path: Path, content: str) -> None:
    (tmp_path / FILES).write_text(content, encoding="utf-8")
    with pytest.raises(StoreError, match=r"files\.json: cannot be read .*; remove it; edited articles"):
        read_files(tmp_path / FILES)
