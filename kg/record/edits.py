"""Articles without an address that come back with another text: which file each was read from, and which text is an edit of which."""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import StoreError
from kg.model import Article, Skipped
from kg.record.quads import DCTERMS, term

if TYPE_CHECKING:
    from kg.record.store import Store

LEAST_LIKE = 0.5
"""How much of the longer text, in runs of three words, an edit has in common with it at the least."""
_TOGETHER = 3
# A file that held more articles which it no longer holds was filled anew rather than edited.
_MOST_COMPARED = 2_000


class Edits:
    """Knows the articles without an address of a run again that were read before, from the same file, with another text.

    The graph must be one that keeps its files (see `Store.files_read`); others know nothing again.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._before = store.files_read()
        self._now: dict[Path, dict[str, Article]] = {}
        self._gone: set[str] = set()

    def read(self, path: Path, article: Article) -> None:
        """Note that a file holds `article`, before it is stored."""
        if path.is_file():
            self._now.setdefault(_real(path), {})[article.id] = replace(article, text="", zones=())

    def settle(self, ids: Set[str]) -> Iterator[Skipped]:
        """What became of the former texts, after the run stored the articles `ids`: a text that was edited is taken back, another stays."""
        for file, now in self._now.items():
            before = frozenset(self._before.get(file, ()))
            left = {id: _stored(self._store, id) for id in sorted(before - now.keys() - ids - self._gone)}
            left = {id: found for id, found in left.items() if found[0]}
            new = [article for id, article in now.items() if id not in before and id in ids]
            if not left or not new:
                continue
            likely = self._likely(new, left)
            for article in new:
                source = article.source or article.id
                old = next((id for id in likely[article.id] if id not in self._gone and not self._elsewhere(id, file)), "")
                if old:
                    self._store.remove(old)
                    self._gone.add(old)
                    yield Skipped(source, "was read before with another text, which it replaces")
                elif len(now) == 1:
                    yield Skipped(
                        source, f"its file held another article before, which stays; take it back with `kg remove {next(iter(left))}`"
                    )

    def keep(self) -> None:
        """Let the graph keep which file held which articles when it was read last."""
        now = {file: [id for id, article in articles.items() if not article.url] for file, articles in self._now.items()}
        found = {file: ids for file, ids in (self._before | now).items() if ids}
        if found != self._before:
            self._store.note_files_read(found)

    def _likely(self, new: Iterable[Article], left: Mapping[str, tuple[str, date | None]]) -> dict[str, list[str]]:
        """For each new article the former ones that it is a later text of, the likeliest first.

        Half of the text is the same, and so is the day of publication where both tell one: a bulletin that is written anew each day to one
        file is no edit of yesterday's.
        """
        if len(left) > _MOST_COMPARED:
            return {article.id: [] for article in new}
        runs = {id: _runs(text) for id, (text, _) in left.items()}
        holders: dict[tuple[str, ...], list[str]] = {}
        for id, each in runs.items():
            for run in each:
                holders.setdefault(run, []).append(id)
        found = {}
        for article in new:
            own = _runs(_stored(self._store, article.id)[0])
            common = Counter(id for run in own for id in holders.get(run, ()))
            like = {id: number / max(len(own), len(runs[id])) for id, number in common.items()}
            alike = [id for id in like if like[id] >= LEAST_LIKE and len({left[id][1], article.published} - {None}) < 2]
            found[article.id] = sorted(alike, key=lambda id: (-like[id], id))
        return found

    def _elsewhere(self, id: str, file: Path) -> bool:
        """Whether another file that is still there held the article too."""
        return any(id in ids and other != file and other.exists() for other, ids in self._before.items())


def _stored(store: Store, id: str) -> tuple[str, date | None]:
    """The text and the day of an article in the graph, "" and None where it is not there."""
    node, graph = ox.NamedNode(store.names.article(id)), ox.NamedNode(store.names.graph(id))
    text = next((quad.object.value for quad in store.find(node, term("text"), None, graph)), "")  # type: ignore[union-attr]
    day = next((quad.object.value for quad in store.find(node, ox.NamedNode(DCTERMS + "issued"), None, graph)), "")  # type: ignore[union-attr]
    return text, date.fromisoformat(day) if day else None


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[at : at + _TOGETHER]) for at in range(max(1, len(words) - _TOGETHER + 1))}


def read_files(path: Path) -> dict[Path, list[str]]:
    """The ids of the articles that each file held when it was read last, by its absolute path; {} where `path` (a JSON file) is not there.

    Raises StoreError where it cannot be read.
    """
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return {Path(os.path.normpath(_real(path.parent) / str(file))): [str(id) for id in ids] for file, ids in found.items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, AttributeError, TypeError) as error:
        remedy = "remove it; edited articles without an address are then kept beside what they said before"
        raise StoreError(f"cannot be read ({error})", where=str(path), remedy=remedy) from error


def write_files(path: Path, files: Mapping[Path, Iterable[str]]) -> None:
    """Write what `read_files` gives, in one step; paths are relative, so that a folder of articles and graph can be moved."""
    lines = {Path(os.path.relpath(file, _real(path.parent))).as_posix(): list(ids) for file, ids in files.items()}
    partial = path.with_name(path.name + ".part")
    partial.write_text(json.dumps(dict(sorted(lines.items())), indent=0) + "\n", encoding="ascii")
    partial.replace(path)


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))
