"""JSON lines: an article a line; a line that is none is told with its number, and the others are read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kg.acquire.jsonl import jsonl_articles
from kg.errors import ArticleError
from kg.model import Article, Skipped


def test_the_metadata_of_a_line_are_the_article_s(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(
        '\ufeff{"text": "Talks open", "title": "T", "url": "https://a.example/1", "publisher": "P", "published": "2020-02-01T10:00Z"}\n\n',
        encoding="utf-8",
    )
    (article,) = jsonl_articles(path)
    assert isinstance(article, Article)
    assert (article.title, article.url, article.publisher, article.published) == ("T", "https://a.example/1", "P", date(2020, 2, 1))
    assert article.source == f"{path}:1"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{oops", "no JSON"),
        (b'{"no": 1}', 'no JSON object with a "text"'),
        (b"[1, 2]", 'no JSON object with a "text"'),
        (b"[" * 200_000, "is nested too deeply"),
        (b'{"text": "Talks", "n": ' + b"1" * 5_000 + b"}", "holds a number of too many digits"),
        (b'{"text": "caf\xe9"}', "is not UTF-8 (byte 13 is 0xe9)"),
        (b'{"text": ""}', "is empty"),
        (b'{"text": "Talks", "published": 5}', "publication date 5 is no ISO date"),
        (b'{"text": "Talks", "title": ["x"]}', "its title is no text"),
        (b'{"text": "' + b"a" * 1_000_001 + b'"}', "holds 1,000,001 characters"),
    ],
    ids=lambda value: value[:24] if isinstance(value, bytes) else None,
)
def test_a_bad_line_is_told_and_the_others_are_read(tmp_path: Path, line: bytes, reason: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": "Talks open"}\n' + line + b'\n{"text": "Talks end"}')
    found = list(jsonl_articles(path))
    assert [type(item) for item in found] == [Article, Skipped, Article]
    assert isinstance(found[1], Skipped)
    assert found[1].fault
    assert found[1].source == f"{path}:2"
    assert found[1].reason.startswith(reason)


@pytest.mark.parametrize("content", [b"", b"\n \n"])
def test_a_file_without_a_line_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.jsonl").write_bytes(content)
    with pytest.raises(ArticleError, match="is empty"):
        list(jsonl_articles(tmp_path / "a.jsonl"))


def test_a_file_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match="cannot be read: Is a directory"):
        list(jsonl_articles(tmp_path))
