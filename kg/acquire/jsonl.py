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
    empty = True
    try:
        with path.open("rb") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    empty = False
                    yield _article(line, f"{path}:{number}")
    except OSError as error:
        raise ArticleError(f"cannot be read: {error.strerror}", where=str(path), remedy="check the path and its rights") from error
    if empty:
        raise ArticleError("is empty", where=str(path), remedy='give a JSON object with a "text" on each line')


def _article(line: bytes, where: str) -> Article | Skipped:
    try:
        row = json.loads(line.decode("utf-8-sig"))
        if not isinstance(row, dict) or not isinstance(row.get("text"), str):
            return Skipped(where, 'no JSON object with a "text"', fault=True)
        return article_of(row["text"], row, source=where)
    except UnicodeDecodeError as error:
        return Skipped(where, f"is not UTF-8 (byte {error.start} is 0x{line[error.start]:02x})", fault=True)
    except json.JSONDecodeError as error:
        return Skipped(where, f"no JSON ({error})", fault=True)
    except ValueError:
        return Skipped(where, "holds a number of too many digits", fault=True)
    except RecursionError:
        return Skipped(where, "is nested too deeply", fault=True)
    except ArticleError as error:
        return Skipped(where, error.what, fault=True)
