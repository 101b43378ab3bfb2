"""Files and folders: which reader opens which file, in an order that never changes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kg import plugins
from kg.errors import ArticleError, UsageError
from kg.model import Article, Skipped

SUFFIXES = {
    ".txt": "text",
    ".text": "text",
    "": "text",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
}


def paths(given: list[Path]) -> list[Path]:
    """The files to read: those named, and those below a named folder (sorted; hidden files and `*.meta.json` left out).

    Raises UsageError for a path that is not there.
    """
    found: list[Path] = []
    for path in given:
        if path.is_dir():
            below = sorted(
                p for p in path.rglob("*") if p.is_file() and not any(part.startswith(".") for part in p.relative_to(path).parts)
            )
            found += [p for p in below if not p.name.endswith(".meta.json")]
        elif path.exists():
            found.append(path)
        else:
            raise UsageError("no such file or folder", where=str(path), remedy="check the path")
    return list(dict.fromkeys(found))


def articles(path: Path) -> Iterator[Article | Skipped]:
    """The articles of one file; what cannot be read comes as Skipped with the reason, never as an exception."""
    name = SUFFIXES.get(path.suffix.lower())
    if name is None:
        yield Skipped(str(path), f"not a kind of file that is read ({path.suffix}); known: {' '.join(sorted(filter(None, SUFFIXES)))}")
        return
    try:
        yield from plugins.load("sources", name)(path)
    except ArticleError as error:
        yield Skipped(str(path), f"{error.what}; {error.remedy}" if error.remedy else error.what, fault=True)
