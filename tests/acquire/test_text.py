"""Plain text in, an article with its title, date and zones out; what is no text is refused in one line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kg.acquire.files import articles, paths
from kg.acquire.text import article_of, read_text
from kg.errors import ArticleError
from kg.model import Article, Skipped


def only(path: Path) -> Article | Skipped:
    (found,) = articles(path)
    return found


def test_text_is_kept_as_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Talks open\r\n\r\nOslo met Chad.\u00a0\r\n".encode())
    article = only(path)
    assert isinstance(article, Article)
    assert article.text == "Talks open\r\n\r\nOslo met Chad.\u00a0\r\n"
    assert article.title == "Talks open"


def test_a_byte_order_mark_makes_no_other_article(tmp_path: Path) -> None:
    for name, mark in (("a.txt", ""), ("b.txt", "\ufeff")):
        (tmp_path / name).write_text(f"{mark}Talks open\n\nOslo met Chad.", encoding="utf-8")
    (tmp_path / "b.meta.json").write_text('\ufeff{"publisher": ""}', encoding="utf-8")
    plain, marked = only(tmp_path / "a.txt"), only(tmp_path / "b.txt")
    assert isinstance(plain, Article)
    assert isinstance(marked, Article)
    assert (plain.id, plain.text, plain.title) == (marked.id, marked.text, marked.title)


def test_offsets_in_a_string_with_a_byte_order_mark_hold_in_both() -> None:
    text = "\ufeffTalks open\n\nOslo met Chad."
    article = article_of(text)
    assert article.title == "Talks open"
    assert [zone.at.of(article.text) for zone in article.zones] == [zone.at.of(text) for zone in article.zones]
    assert len(article.text) == len(text)
    assert not article.text.startswith("\ufeff")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b"  \n\n ", "is empty"),
        (b"... 1234", "holds no words"),
        (b"%PDF-1.7 xx", "is a PDF"),
        (b"\x89PNG\r\n\x1a\n", "is a PNG image"),
        (b"\xff\xd8\xff\xe0", "is a JPEG image"),
        (b"abc\x00def", "is a binary file"),
        (b"caf\xe9 talks", "is not UTF-8 (byte 3 is 0xe9)"),
        ("Talks".encode("utf-16"), "is UTF-16 text"),
        ("Talks".encode("utf-32"), "is UTF-32 text"),
        (b"\x00\x00\xfe\xff" + "Talks".encode("utf-32-be"), "is UTF-32 text"),
        (b"a" * 20_000_000, "holds 20,000,000 bytes"),
        (b"a" * 1_500_000, "holds 1,500,000 characters"),
    ],
)
def test_what_is_no_article_is_told_in_one_line(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    found = only(path)
    assert isinstance(found, Skipped)
    assert found.fault
    assert found.reason.startswith(reason)
    assert "\n" not in found.reason


def test_metadata_beside_the_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Talks open\n\nOslo met Chad.", encoding="utf-8")
    (tmp_path / "a.meta.json").write_text('{"published": "2020-01-31", "url": "https://a.example/1"}', encoding="utf-8")
    article = only(tmp_path / "a.txt")
    assert isinstance(article, Article)
    assert (article.published, article.url) == (date(2020, 1, 31), "https://a.example/1")
    assert paths([tmp_path]) == [tmp_path / "a.txt"]


@pytest.mark.parametrize(
    "metadata", ["{", "[1]", '{"published": "last week"}', '{"published": 20150101}', '{"published": "2015-07-08garbage"}']
)
def test_broken_metadata_are_told(tmp_path: Path, metadata: str) -> None:
    (tmp_path / "a.txt").write_text("Talks open", encoding="utf-8")
    (tmp_path / "a.meta.json").write_text(metadata, encoding="utf-8")
    assert isinstance(only(tmp_path / "a.txt"), Skipped)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Published 3 May 2021", date(2021, 5, 3)),
        ("Last updated: March 12, 2019 09:15 GMT", date(2019, 3, 12)),
        ("2018-11-02", date(2018, 11, 2)),
        ("14 November", None),
        ("Published 31 February 2020", None),
    ],
)
def test_the_date_that_the_page_gives(line: str, day: date | None) -> None:
    assert article_of(f"Talks open\n\n{line}\n\nOslo met Chad on Monday.").published == day


@pytest.mark.parametrize(
    "time", ["", "T10:00", " 10:00:00", "T10:00:00.000Z", "T10:00:00+0200", "T10:00:00 -05:00", " 1:15 PM", " 10:00 UTC", "T101500Z"]
)
def test_a_time_of_day_behind_the_day_changes_nothing(time: str) -> None:
    assert article_of("Talks open", {"published": f"2020-01-31{time}"}).published == date(2020, 1, 31)


def test_a_folder_cannot_be_read_as_text(tmp_path: Path) -> None:
    with pytest.raises(ArticleError):
        read_text(tmp_path)
