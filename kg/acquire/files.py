"""Files and folders: which reader opens which file, in an order that never changes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from kg import plugins
from kg.errors import ArticleError, KgError, UsageError
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
    """The files to read: those named, and those below a named folder (sorted; hidden files, `*.meta.json` and graphs left out).

    A folder that may not be read stands for what is in it. Raises UsageError for a path that is not there, ArticleError where folders are
    all that is named and none holds a file of a kind that is read.
    """
    found: list[Path] = []
    for path in given:
        if path.is_dir():
            found += sorted(_below(path))
        elif path.exists():
            found.append(path)
        else:
            raise UsageError("no such file or folder", where=str(path), remedy="check the path")
    if given and not any(path in given or path.is_dir() or _reader(path) for path in found):
        raise ArticleError("holds no file that is read", where=", ".join(map(str, given)), remedy=f"known kinds: {_known()}")
    return list(dict.fromkeys(found))


def _below(folder: Path) -> Iterator[Path]:
    closed: list[Path] = []
    for place, folders, names in os.walk(folder, onerror=lambda error: closed.append(Path(error.filename))):
        # a graph that was built among the articles is none of them
        folders[:] = [name for name in folders if not name.startswith(".") and not Path(place, name, "kg.json").exists()]
        for name in names:
            path = Path(place, name)
            if not name.startswith(".") and not name.endswith(".meta.json"):
                yield path
    yield from closed


def articles(path: Path, *, named: bool = False) -> Iterator[Article | Skipped]:
    """The articles of one file; what cannot be read comes as Skipped with the reason, never as an exception.

    A file is read by the source that SUFFIXES gives for its kind, else by one registered under its suffix ("docx"). A kind that is not
    read is passed over in a folder; it is a fault where the user has `named` the file.
    """
    if not named and path.exists() and not path.is_file() and not path.is_dir():
        yield Skipped(str(path), "is a pipe, a socket or a device; name it to have it read")
        return
    name = "text" if path.is_dir() else _reader(path)
    if not name:
        yield Skipped(str(path), f"not a kind of file that is read ({path.suffix}); known: {_known()}", fault=named)
        return
    try:
        yield from plugins.load("sources", name)(path)
    except ArticleError as error:
        where = error.where or str(path)
        yield Skipped(where, f"{error.what}; {error.remedy}" if error.remedy else error.what, fault=True)
    except KgError:
        raise
    except Exception as error:  # whatever a source of another package does with one file, the others are read
        yield Skipped(str(path), f"could not be read ({type(error).__name__}: {error})", fault=True)


def _reader(path: Path) -> str:
    """The name of the source that reads a file of this kind, "" where there is none."""
    suffix = path.suffix.lower()
    return SUFFIXES.get(suffix) or (suffix[1:] if suffix in _added() else "")


@cache
def _added() -> frozenset[str]:
    """The suffixes that sources of other packages read; asked for once, since it takes milliseconds."""
    return frozenset(f".{name}" for name in plugins.names("sources") if name not in SUFFIXES.values())


def _known() -> str:
    return " ".join(sorted({*filter(None, SUFFIXES), *_added()}))
