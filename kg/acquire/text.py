"""Plain text files: the text is kept as it stands, its title and date are read off it, its paragraphs are told apart."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from kg.acquire.dates import day, day_within
from kg.acquire.zones import filed_on, title_of, zones
from kg.errors import ArticleError
from kg.languages import language_of
from kg.model import Article, Skipped

MOST_CHARACTERS = 1_000_000
_MAGIC = {
    b"%PDF": "a PDF",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"PK\x03\x04": "a ZIP archive (or an office document)",
    b"\x1f\x8b": "a gzip archive",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"RIFF": "a media file",
    b"\xff\xfe\x00\x00": "UTF-32 text",
    b"\x00\x00\xfe\xff": "UTF-32 text",
    b"\xff\xfe": "UTF-16 text",
    b"\xfe\xff": "UTF-16 text",
}


def text_articles(path: Path) -> Iterator[Article | Skipped]:
    """The one article of a plain text file; raises ArticleError where the file holds none.

    Beside `name.txt` a file `name.meta.json` may give title, url, publisher, published (ISO date) and language.
    """
    yield article_of(read_text(path), metadata_beside(path), source=str(path))


def read_text(path: Path) -> str:
    """The text of a UTF-8 file, unchanged: line ends are kept, offsets count them. A byte-order mark in front is no part of the text.

    Raises ArticleError for what is no text: an empty file, a PDF or image whatever its name, invalid UTF-8, more than a million
    characters.
    """
    try:
        size = path.stat().st_size
        if size > 4 * MOST_CHARACTERS:
            raise ArticleError(f"holds {size:,} bytes, too long for one article", where=str(path), remedy="split it into articles")
        data = path.read_bytes()
    except OSError as error:
        raise ArticleError(f"cannot be read: {error.strerror}", where=str(path), remedy="check the path and its rights") from error
    for magic, what in _MAGIC.items():
        if data.startswith(magic):
            raise ArticleError(f"is {what}, not plain text", where=str(path), remedy="save its text as UTF-8 and read that")
    if b"\x00" in data:
        raise ArticleError("is a binary file, not plain text", where=str(path), remedy="save its text as UTF-8 and read that")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ArticleError(
            f"is not UTF-8 (byte {error.start} is 0x{data[error.start]:02x})",
            where=str(path),
            remedy="convert it to UTF-8, e.g. with iconv",
        ) from error


def article_of(text: str, metadata: dict[str, Any] | None = None, *, source: str = "") -> Article:
    """The article that `text` is, with its zones, its title and date (the metadata's, else as the text gives them).

    A byte-order mark that leads `text` becomes a space, so that offsets hold in both. Raises ArticleError where there is nothing to read or
    the metadata are off.

    >>> article_of("Oslo talks open\\n\\nPublished 3 May 2021\\n\\nNorway met Chad.").published
    datetime.date(2021, 5, 3)
    """
    given = {key: value for key, value in (metadata or {}).items() if value not in (None, "")}
    if text.startswith("\ufeff"):
        # a byte-order mark that came along with a string: it would stick to the first word, without it all offsets would be others
        text = " " + text[1:]
    if not any(c.isalpha() for c in text):
        raise ArticleError("is empty" if not text.strip() else "holds no words", where=source, remedy="give a text with words")
    if len(text) > MOST_CHARACTERS:
        raise ArticleError(f"holds {len(text):,} characters, too long for one article", where=source, remedy="split it into articles")
    for key in ("title", "url", "publisher", "language"):
        if not isinstance(given.get(key, ""), str):
            raise ArticleError(f"its {key} is no text", where=source, remedy=f'write {{"{key}": "…"}}')
    marked = zones(text)
    published = given.get("published")
    return Article.of(
        text,
        title=str(given.get("title", "")) or title_of(text, marked),
        url=str(given.get("url", "")),
        publisher=str(given.get("publisher", "")),
        published=_published(published, source) if published else day_within(filed_on(text, marked)),
        language=str(given.get("language", "")) or language_of(text),
        zones=marked,
        source=source,
    )


def metadata_beside(path: Path) -> dict[str, Any]:
    """The metadata in `name.meta.json` beside `name.txt`, {} where there is no such file; raises ArticleError where it is broken."""
    beside = path.with_suffix(".meta.json")
    if not beside.is_file():
        return {}
    try:
        found = json.loads(beside.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise ArticleError(f"is not readable JSON ({error})", where=str(beside), remedy="mend or remove it") from error
    if not isinstance(found, dict):
        raise ArticleError("does not hold a JSON object", where=str(beside), remedy='write {"published": "2020-01-31", ...}')
    return found


def _published(value: object, source: str) -> date:
    if (found := day(value)) is None:
        raise ArticleError(f"publication date {value!r} is no ISO date", where=source, remedy="write it as 2020-01-31")
    return found
