"""`kg build` on good and bad input: the right exit code, one clear line each, nothing stored is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import resources
from tests.cli.conftest import Kg

TALKS = "Chad and Mali open talks\n\nChad's government met Malian officials in Bamako on Monday.\n\nMali accused Chad of arming rebels."


def folder_of(tmp_path: Path, count: int) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(count):
        (folder / f"{number}.txt").write_text(f"{TALKS} It was report {number}.", encoding="utf-8")
    return folder


def test_twice_is_the_same_graph(kg: Kg, tmp_path: Path) -> None:
    store, copies = tmp_path / "graph", [tmp_path / "1.nq", tmp_path / "2.nq"]
    for copy in copies:
        assert kg("build", resources.path("samples"), "--store", store).code == 0
        assert kg("export", "nquads", "--store", store, "-o", copy).code == 0
    first, second = (copy.read_bytes().splitlines() for copy in copies)
    assert sorted(first) == sorted(second)
    assert len(first) > 100


def test_one_bad_file_among_ten(kg: Kg, tmp_path: Path) -> None:
    folder = folder_of(tmp_path, 10)
    (folder / "3.txt").write_bytes(b"%PDF-1.7")
    done = kg("build", folder, "--store", tmp_path / "graph")
    assert done.code == 3
    assert "9 articles" in done.err
    assert "3.txt: is a PDF" in done.err


def test_metadata_on_the_command_line(kg: Kg, tmp_path: Path) -> None:
    folder = folder_of(tmp_path, 1)
    options = ["--published", "2020-01-31", "--publisher", "Coast Daily", "--url", "https://coast.example/1", "--title", "Talks"]
    assert kg("build", folder, "--store", tmp_path / "graph", *options).code == 0
    shown = kg("explain", kg("show", "--store", tmp_path / "graph").out.splitlines()[4].split()[1], "--store", tmp_path / "graph")
    assert "Coast Daily · 2020-01-31 · https://coast.example/1" in shown.out


def test_metadata_for_many_articles_is_wrong_use(kg: Kg, tmp_path: Path) -> None:
    done = kg("build", folder_of(tmp_path, 2), "--store", tmp_path / "graph", "--title", "Talks")
    assert done.code == 2
    assert "--title describes one article" in done.err


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.txt", b"", "is empty"),
        ("photo.txt", b"\x89PNG\r\n", "is a PNG image"),
        ("latin.txt", b"caf\xe9 talks", "is not UTF-8"),
        ("line.txt", b"word " * 4_000_000, "too long for one article"),
    ],
)
def test_a_file_that_is_no_article(kg: Kg, tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(content)
    done = kg("build", tmp_path / name, "--store", tmp_path / "graph")
    assert done.code == 1
    assert reason in done.err


def test_a_kind_that_is_not_read_is_passed_over_in_a_folder_and_a_failure_where_it_is_named(kg: Kg, tmp_path: Path) -> None:
    folder = folder_of(tmp_path, 1)
    (folder / "scan.pdf").write_bytes(b"%PDF-1.7")
    done = kg("build", folder, "--store", tmp_path / "graph")
    assert (done.code, "1 article, " in done.err, "1 skipped, 0 failed" in done.err) == (0, True, True)
    assert kg("build", folder / "scan.pdf", "--store", tmp_path / "graph").code == 1


def test_another_language_is_skipped_without_fault_and_a_failure_where_nothing_else_is_read(kg: Kg, tmp_path: Path) -> None:
    folder = folder_of(tmp_path, 1)
    (folder / "fr.txt").write_text(
        "Le ministre a dit que les pourparlers avec les rebelles sont suspendus pour une semaine dans la région."
    )
    done = kg("build", folder, "--store", tmp_path / "graph")
    assert (done.code, "1 skipped, 0 failed" in done.err) == (0, True)
    done = kg("build", folder / "fr.txt", "--store", tmp_path / "graph")
    assert done.code == 1
    assert "its language is fr" in done.err


def test_articles_that_make_no_claim_are_told_with_the_reason(kg: Kg, tmp_path: Path) -> None:
    folder = folder_of(tmp_path, 1)
    (folder / "long.txt").write_text("Chad attacked Mali and " * 60 + "Togo.", encoding="utf-8")
    (folder / "menu.txt").write_text("Share this article on Facebook\n\nPhoto: Ada Berg", encoding="utf-8")
    (folder / "word.txt").write_text("Oslo", encoding="utf-8")
    for command in (("build", folder, "--store", tmp_path / "graph"), ("claims", folder)):
        done = kg(*command)
        assert done.code == 0
        lines = [line for line in done.err.splitlines() if line.startswith("  no claim ")]
        assert lines == [
            f"  no claim {folder / 'long.txt'}: a sentence of 241 words is too long for the parser, which reads 160; part its sentences",
            f"  no claim {folder / 'menu.txt'}: nothing in it is prose: it looks like bylines, menus, captions and the like",
            f"  no claim {folder / 'word.txt'}: no sentence in it tells who does what",
        ]


@pytest.mark.parametrize("names", [(), ("scan.pdf", ".hidden.txt")])
def test_a_folder_without_articles_is_refused(kg: Kg, tmp_path: Path, names: tuple[str, ...]) -> None:
    folder = folder_of(tmp_path, 0)
    for name in names:
        (folder / name).write_bytes(b"%PDF-1.7")
    for command in (("build", folder, "--store", tmp_path / "graph"), ("claims", folder)):
        done = kg(*command)
        assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)
        assert f"{folder}: holds no file that is read; known kinds: .htm .html .jsonl" in done.err
    assert not (tmp_path / "graph").exists()


def test_a_missing_path_and_a_folder_that_is_no_graph(kg: Kg, tmp_path: Path) -> None:
    done = kg("build", tmp_path / "gone", "--store", tmp_path / "graph")
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert not (tmp_path / "graph").exists()
    other = tmp_path / "other"
    other.mkdir()
    (other / "thesis.doc").write_bytes(b"x")
    done = kg("build", folder_of(tmp_path, 1), "--store", other)
    assert (done.code, done.err.count("\n")) == (1, 1)
    assert (other / "thesis.doc").read_bytes() == b"x"
    for command in (["show"], ["stats"], ["query", "who-pressed-whom"]):
        done = kg(*command, "--store", tmp_path / "nothing")
        assert (done.code, done.err.count("\n")) == (1, 1), command


def test_a_faulty_lexicon_leaves_no_graph_behind(kg: Kg, tmp_path: Path) -> None:
    table = tmp_path / "mine.csv"
    table.write_text("id,name,type\nstate/a,A\n", encoding="utf-8")
    done = kg("build", folder_of(tmp_path, 1), "--store", tmp_path / "graph", "--lexicon", table)
    assert done.code == 1
    assert f"{table}:2: has 2 columns" in done.err
    assert not (tmp_path / "graph").exists()


def test_a_graph_in_use_is_left_alone(kg: Kg, tmp_path: Path) -> None:
    from kg.record.store import open_store

    folder, store = folder_of(tmp_path, 1), tmp_path / "graph"
    with open_store(store, create=True):
        done = kg("build", folder, "--store", store)
    assert (done.code, done.err.count("\n")) == (1, 1)
    assert "use" in done.err
