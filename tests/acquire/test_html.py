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


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ('<meta property="article:published_time" content="2021-05-04T23:30:00-05:00">', date(2021, 5, 4)),
        ('<meta property="article:published_time" content="2021-05"><meta name="date" content="4 May 2021">', date(2021, 5, 4)),
        ('<meta itemprop="datePublished" content="Tue, 04 May 2021 10:00:00 GMT">', date(2021, 5, 4)),
        (
            '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "datePublished": "2021-05-04"}]}</script>',
            date(2021, 5, 4),
        ),
        ('<script type="application/ld+json">{"@type": "WebSite", "datePublished": "2021-05-04"}</script>', None),
        ('<script type="application/ld+json">{"@type": ["Article"], "datePublished": [2021]}</script>', None),
        ('<script type="application/ld+json">{"@type"</script>', None),
        ('<meta property="article:published_time" content="2015-07">', None),
        ('<meta property="article:published_time" content="2015">', None),
        ('<meta property="article:published_time" content="2015-99-99">', None),
        ('<meta property="article:published_time" content="2015-07-08garbage">', None),
        ('<meta property="article:modified_time" content="2021-05-04">', None),
        ("", None),
    ],
)
def test_the_day_is_a_full_one_that_the_page_gives_as_its_own(tmp_path: Path, head: str, day: date | None) -> None:
    assert only(page(tmp_path / "a.html", head=f"<head><title>Talks</title>{head}</head>")).published == day


@pytest.mark.parametrize(
    "line", ["Copyright 2015 Coast Daily", "© 2015", "Updated March 2017", "March 2017", '<time datetime="2019-04-01">1 April</time>']
)
def test_what_is_no_day_of_publication_gives_none(tmp_path: Path, line: str) -> None:
    path = page(tmp_path / "a.html", head="<head><title>Talks</title></head>")
    path.write_text(path.read_text(encoding="utf-8").replace("</body>", f"<p>{line}</p></body>"), encoding="utf-8")
    assert only(path).published is None


def test_a_time_element_that_is_marked_as_the_publication(tmp_path: Path) -> None:
    path = page(tmp_path / "a.html", head="<head><title>Talks</title></head>")
    told = '<time itemprop="datePublished" datetime="2021-05-04T10:00">yesterday</time>'
    path.write_text(path.read_text(encoding="utf-8").replace("</h1>", f"</h1>{told}"), encoding="utf-8")
    assert only(path).published == date(2021, 5, 4)
