"""Saved web pages: the article's own text, without menus and boxes, and what the page says of itself."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import trafilatura

from kg.acquire.dates import day_of_page
from kg.acquire.text import MOST_CHARACTERS, article_of
from kg.errors import ArticleError
from kg.model import Article, Skipped


def html_articles(path: Path) -> Iterator[Article | Skipped]:
    """The one article of a saved page, its main text found by trafilatura; raises ArticleError where there is none.

    Offsets count characters of the text that was found (kept with the article), not of the page. Its day is the full one that its
    metadata or its dateline give, else none.
    """
    try:
        page = path.read_bytes()
    except OSError as error:
        raise ArticleError(f"cannot be read: {error.strerror}", where=str(path), remedy="check the path and its rights") from error
    if len(page) > 8 * MOST_CHARACTERS:
        raise ArticleError(f"holds {len(page):,} bytes, too long for one page", where=str(path), remedy="save the article alone")
    # the day it finds is left alone: it completes half a date by the clock and takes one off a copyright line
    found = trafilatura.extract(page, output_format="json", with_metadata=True, include_comments=False, include_tables=False)
    if not found:
        raise ArticleError(
            "holds no article that can be told from the page around it", where=str(path), remedy="save its text as a .txt file"
        )
    row = json.loads(found)
    day = day_of_page(trafilatura.load_html(page))
    title = row.get("title") or ""
    body = row.get("text") or ""
    text = body if not title or body.startswith(title) else f"{title}\n\n{body}"
    metadata = {"title": title, "url": row.get("source"), "publisher": row.get("source-hostname"), "published": day}
    yield article_of(text, metadata, source=str(path))
