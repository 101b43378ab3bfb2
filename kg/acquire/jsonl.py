"""JSON Lines: one article a line, with its metadata."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from kg.acquire.text import article_of
from kg.errors import ArticleError
from kg.model import Article, Skipped


def jsonl_articles(path: Path) -> Iterator[Article | Skipped]:
    """The articles of a JSON Lines file, keys `text` (needed), `title`, `url`, `publisher`, `published`, `language`.

    A line that is no article is yielded as Skipped with its number and the reason; the others are read.
    """
    try:
        with path.open(encoding="utf-8", newline="\n") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    yield _article(line, f"{path}:{number}")
    except (OSError, UnicodeDecodeError) as error:
        raise ArticleError(f"cannot be read: {error}", where=str(path), remedy="give a UTF-8 file of JSON lines") from error


def _article(line: str, where: str) -> Article | Skipped:
    try:
        row = json.loads(line)
        if not isinstance(row, dict) or not isinstance(row.get("text"), str):
            return Skipped(where, 'no JSON object with a "text"', fault=True)
        return article_of(row["text"], row, source=where)
    except ValueError as error:
        return Skipped(where, f"no JSON ({error})", fault=True)
    except ArticleError as error:
        return Skipped(where, error.what, fault=True)
