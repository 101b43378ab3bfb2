"""Which files of what is named are read, in which order, by which reader; what is not read is told."""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from kg import plugins
from kg.acquire import files
from kg.acquire.files import SUFFIXES, articles, paths
from kg.acquire.text import article_of
from kg.errors import ArticleError, UsageError
from kg.model import Article, Skipped


def test_a_folder_stands_for_the_files_below_it_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/z.meta.json", ".hidden/x.txt", "a/.x.txt", "c.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    found = [tmp_path / "a/z.txt", tmp_path / "b.txt", tmp_path / "c.html"]
    assert paths([tmp_path]) == found
    assert paths([tmp_path / "b.txt", tmp_path]) == [found[1], found[0], found[2]]


def test_a_graph_among_the_articles_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "graph" / "oxigraph").mkdir(parents=True)
    for name in ("a.txt", "graph/kg.json", "graph/lock", "graph/oxigraph/CURRENT"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    assert paths([tmp_path]) == [tmp_path / "a.txt"]


def test_a_path_that_is_not_there_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file"):
        paths([tmp_path / "gone"])


def test_folders_without_articles_are_told_where_nothing_else_is_named(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "scan.pdf").write_bytes(b"%PDF-1.7")
    for given in ([tmp_path], [tmp_path / "a"], [tmp_path, tmp_path / "a"]):
        with pytest.raises(ArticleError, match="holds no file that is read; known kinds"):
            paths(given)
    assert paths([]) == []
    assert paths([tmp_path / "a", tmp_path / "scan.pdf"]) == [tmp_path / "scan.pdf"]


def test_a_kind_that_is_not_read_is_a_fault_only_where_it_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"PK")
    for named in (False, True):
        (found,) = articles(tmp_path / "a.docx", named=named)
        assert isinstance(found, Skipped)
        assert found.fault is named
        assert "(.docx); known: .htm .html .jsonl" in found.reason


def test_a_folder_that_may_not_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    (tmp_path / "a.txt").write_text("Chad met Mali.", encoding="utf-8")
    listed = os.scandir

    def scandir(path: str) -> object:
        if Path(path) == closed:
            raise PermissionError(13, "Permission denied", str(closed))
        return listed(path)

    monkeypatch.setattr("os.scandir", scandir)
    found = paths([tmp_path])
    assert found == [tmp_path / "a.txt", closed]
    (told,) = articles(closed)
    assert isinstance(told, Skipped)
    assert told.fault


def test_pipes_and_broken_links_in_a_folder_are_told(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    (tmp_path / "b.txt").symlink_to(tmp_path / "gone.txt")
    piped, broken = (item for path in paths([tmp_path]) for item in articles(path))
    assert piped == Skipped(str(tmp_path / "a.txt"), "is a pipe, a socket or a device; name it to have it read")
    assert isinstance(broken, Skipped)
    assert (broken.fault, "cannot be read: No such file" in broken.reason) == (True, True)


def test_the_file_at_fault_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Chad met Mali.", encoding="utf-8")
    (tmp_path / "a.meta.json").write_text("{", encoding="utf-8")
    (told,) = articles(tmp_path / "a.txt")
    assert isinstance(told, Skipped)
    assert told.source == str(tmp_path / "a.meta.json")


def noted(path: Path) -> Iterator[Article | Skipped]:
    """A source of another package: an article a note; one that is blank cannot be borne."""
    for number, note in enumerate(path.read_text(encoding="utf-8").split("--"), start=1):
        if not note.strip():
            raise ZeroDivisionError("a fault in a plug-in")
        yield article_of(note, source=f"{path}:{number}")


@pytest.fixture
def notes(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A source called `notes`, registered like ours."""
    ours, theirs = plugins.entry_points, EntryPoint("notes", "tests.acquire.test_files:noted", "kg.sources")
    real = EntryPoint.load

    def points(**asked: str) -> list[EntryPoint]:
        known = [theirs] if asked["group"] == "kg.sources" and asked.get("name", "notes") == "notes" else []
        return [*ours(**asked), *known]

    monkeypatch.setattr(plugins, "entry_points", points)
    monkeypatch.setattr(EntryPoint, "load", lambda self: noted if self == theirs else real(self))
    files._added.cache_clear()
    yield
    files._added.cache_clear()


@pytest.mark.usefixtures("notes")
def test_a_source_of_another_package_reads_the_files_whose_suffix_is_its_name(tmp_path: Path) -> None:
    (tmp_path / "a.notes").write_text("Oslo met Chad.--Chad met Mali.", encoding="utf-8")
    (tmp_path / "b.NOTES").write_text("Oslo met Chad.--", encoding="utf-8")
    (tmp_path / "c.docx").write_bytes(b"PK")
    assert paths([tmp_path]) == [tmp_path / "a.notes", tmp_path / "b.NOTES", tmp_path / "c.docx"]
    assert [item.text for item in articles(tmp_path / "a.notes") if isinstance(item, Article)] == ["Oslo met Chad.", "Chad met Mali."]
    read, told = articles(tmp_path / "b.NOTES")
    assert isinstance(read, Article)
    assert told == Skipped(str(tmp_path / "b.NOTES"), "could not be read (ZeroDivisionError: a fault in a plug-in)", fault=True)
    (unknown,) = articles(tmp_path / "c.docx")
    assert isinstance(unknown, Skipped)
    assert ".ndjson .notes .text" in unknown.reason


def test_every_kind_has_a_registered_reader() -> None:
    assert set(SUFFIXES.values()) <= set(plugins.names("sources"))
