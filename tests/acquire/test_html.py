"""Saved web pages: the article without the page around it, and what the page says of itself."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kg.acquire.html import html_articles
from kg.errors import ArticleError
from kg.model import Article, ZoneKind

PROSE = [
    f"Round {n} of the talks brought Norway and Chad together in Oslo, and the ministers spoke about grain for hours." for n in range(5)
]
HEAD = """<head><title>Oslo talks open - Coast Daily</title>
<meta property="og:title" content="Oslo talks open"><meta property="og:url" content="https://coast.example/talks">
<meta property="og:site_name" content="Coast Daily"><meta property="article:published_time" content="2021-05-04T10:00:00Z">
<link rel="canonical" href="https://coast.example/talks"></head>"""
NAVIGATION = '<nav><a href="/">Home</a> <a href="/about">About us</a></nav>'
FOOTER = '<footer>Copyright Coast Daily. <a href="/terms">Terms of use</a></footer>'


def page(path: Path, *, head: str = HEAD, prose: list[str] | None = None) -> Path:
    paragraphs = "".join(f"<p>{each}</p>" for each in (PROSE if prose is None else prose))
    article = f"<article><h1>Oslo talks open</h1>{paragraphs}</article>"
    path.write_text(f"<html>{head}<body>{NAVIGATION}{article}{FOOTER}</body></html>", encoding="utf-8")
    return path


def only(path: Path) -> Article:
    (article,) = html_articles(path)
    assert isinstance(article, Article)
    return article


def test_the_article_without_the_page_around_it(tmp_path: Path) -> None:
    article = only(page(tmp_path / "a.html"))
    body = [zone.at.of(article.text) for zone in article.zones if zone.kind is ZoneKind.BODY]
    assert body == PROSE
    assert "About us" not in article.text
    assert "Terms of use" not in article.text


def test_what_the_page_says_of_itself(tmp_path: Path) -> None:
    article = only(page(tmp_path / "a.html"))
    assert (article.title, article.url, article.published) == ("Oslo talks open", "https://coast.example/talks", date(2021, 5, 4))
    assert article.publisher == "Coast Daily"


def test_a_page_that_says_nothing_of_itself(tmp_path: Path) -> None:
    article = only(page(tmp_path / "a.html", head=""))
    assert (article.title, article.url, article.publisher) == ("Oslo talks open", "", "")


def test_the_title_stands_once_in_the_text(tmp_path: Path) -> None:
    article = only(page(tmp_path / "a.html"))
    assert article.text.count("Oslo talks open") == 1


@pytest.mark.parametrize("content", [b"", b"<html><body></body></html>", b"\x89PNG\r\n\x1a\n", b"\x00\x01\x02"])
def test_a_page_without_an_article_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.html").write_bytes(content)
    with pytest.raises(ArticleError, match="holds no article"):
        list(html_articles(tmp_path / "a.html"))


def test_a_page_that_is_too_long_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b" " * 8_000_001)
    with pytest.raises(ArticleError, match="holds 8,000,001 bytes"):
        list(html_articles(tmp_path / "a.html"))


def test_a_page_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match="cannot be read: Is a directory"):
        list(html_articles(tmp_path))
