"""A graph in a folder: `kg.json` says what it is, `oxigraph/` holds the quads, `judgements.csv` who was judged to be who,
`files.json` which articles without an address were read from which file."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

import pyoxigraph as ox

from kg import __version__
from kg.errors import StoreError, UsageError
from kg.names import DEFAULT_BASE, Names
from kg.record.edits import read_files, write_files
from kg.record.oxigraph import OxigraphStore, disk_error
from kg.record.vocabulary import vocabulary

FORMAT = 2
"""The version of the folder's layout and of the model of the graph; one higher with each change that older versions cannot read."""

FILES = "files.json"


class FolderStore(OxigraphStore):
    """A graph in a folder. One process writes at a time, or any number read."""

    def __init__(self, path: Path, base: str, inner: ox.Store, lock: IO[str] | None, *, read_only: bool = False) -> None:
        super().__init__(base, inner, str(path), read_only=read_only)
        self.path = path
        self._lock = lock

    @property
    def judgements(self) -> Path:
        """The file of judgements about who is who; it may not be there."""
        return self.path / "judgements.csv"

    def files_read(self) -> dict[Path, list[str]]:
        return read_files(self.path / FILES)

    def note_files_read(self, files: Mapping[Path, Sequence[str]]) -> None:
        try:
            write_files(self.path / FILES, files)
        except OSError as error:
            raise disk_error(error, str(self.path / FILES)) from error

    def snapshot(self, to: Path) -> None:
        """Put a copy of the graph as it is now at `to`, a store of its own that may be read while this one is written.

        Takes milliseconds: files are linked, not copied, where the file system can. Raises StoreError where `to` is taken.
        """
        if to.exists() and (not to.is_dir() or any(to.iterdir())):
            raise StoreError("is there already", where=str(to), remedy="name a new folder")
        try:
            to.mkdir(parents=True, exist_ok=True)
            self.inner.backup(str(to / "oxigraph"))
            if self.judgements.exists():
                (to / "judgements.csv").write_bytes(self.judgements.read_bytes())
            if files := self.files_read():
                write_files(to / FILES, files)
            _describe(to, self.base)
        except OSError as error:
            raise disk_error(error, str(to)) from error

    def close(self) -> None:
        super().close()
        if self._lock is not None:
            self._lock.close()
            self._lock = None


def open_folder(path: Path, *, create: bool, read_only: bool, base: str | None) -> FolderStore:
    """The store in the folder `path`; see `kg.record.store.open_store`."""
    where = str(path)
    if base is not None:
        Names(base)
    described = path / "kg.json"
    if path.exists() and not path.is_dir():
        raise StoreError("is a file, not a store", where=where, remedy="name a folder")
    fresh = not described.exists()
    if fresh:
        _may_become_store(path, create)
    try:
        if fresh:
            path.mkdir(parents=True, exist_ok=True)
        lock = _locked(path, shared=read_only)
    except OSError as error:
        raise disk_error(error, where) from error
    try:
        if fresh and not described.exists():
            _describe(path, base or DEFAULT_BASE)
        card = _card(path)
        known = str(card["base"])
        if base is not None and base != known:
            raise UsageError(f"has the base {known}, not {base}", where=where, remedy="leave --base away or build a new store")
        inner = _opened(path, read_only=read_only)
        store = FolderStore(path, known, inner, lock, read_only=read_only)
        if not read_only and card.get("vocabulary") != __version__:
            _refresh_vocabulary(store)
            _describe(path, known, vocabulary=__version__)
        return store
    except BaseException:
        if lock is not None:
            lock.close()
        raise


def _may_become_store(path: Path, create: bool) -> None:
    where = str(path)
    if create and (around := next((each for each in path.resolve().parents if _is_store(each)), None)):
        raise StoreError(f"lies inside the graph {around}", where=where, remedy="name a folder outside it")
    if not path.exists():
        if not create:
            raise StoreError("no such store", where=where, remedy="build one with `kg build ARTICLES --store " + where + "`")
        return
    inside = {entry.name for entry in path.iterdir()} - {"lock", "kg.json.part"}
    if inside or not create:
        raise StoreError("is no store (it has no kg.json)", where=where, remedy="name a store, or a new or empty folder to build one in")


def _is_store(path: Path) -> bool:
    return (path / "kg.json").is_file() and (path / "oxigraph").is_dir()


def _locked(path: Path, *, shared: bool) -> IO[str] | None:
    """The open lock file; held until it is closed, also when the process is killed. None where the medium cannot be written."""
    try:
        lock = (path / "lock").open("a")
    except OSError:
        if shared:
            return None
        raise
    try:
        fcntl.flock(lock, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except BlockingIOError as error:
        lock.close()
        what = "is being written by another process" if shared else "is in use by another process"
        raise StoreError(what, where=str(path), remedy="wait until it has finished, or read a snapshot (`kg snapshot`)") from error
    return lock


def _card(path: Path) -> Mapping[str, object]:
    where = str(path)
    try:
        card = json.loads((path / "kg.json").read_text(encoding="utf-8"))
        version, base = int(card["format"]), str(card["base"])
        Names(base)
    except PermissionError as error:
        raise StoreError("may not be read by you", where=where, remedy="check the rights of the folder") from error
    except (OSError, ValueError, KeyError, TypeError, UsageError) as error:
        raise StoreError("is no store (its kg.json cannot be read)", where=where, remedy="restore it from a snapshot") from error
    if version > FORMAT:
        raise StoreError(
            f"was written by a newer kg ({card.get('kg', '?')}, format {version}; this one reads format {FORMAT})",
            where=where,
            remedy="upgrade kg",
        )
    if version < FORMAT:
        raise StoreError(
            f"was written by an older kg ({card.get('kg', '?')}, format {version}; this one reads format {FORMAT})",
            where=where,
            remedy="build it again from its articles",
        )
    return {"format": version, "base": base, "vocabulary": card.get("vocabulary")}


def _describe(path: Path, base: str, vocabulary: str = "") -> None:
    """Write kg.json in one step, so that it is never seen half written."""
    card = {"format": FORMAT, "base": base, "kg": __version__, "vocabulary": vocabulary}
    partial = path / "kg.json.part"
    with partial.open("w", encoding="utf-8") as file:
        json.dump(card, file, indent=1)
        file.write("\n")
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path / "kg.json")


def _opened(path: Path, *, read_only: bool) -> ox.Store:
    inside = path / "oxigraph"
    where = str(path)
    unfinished = StoreError("holds nothing: its building was broken off, or its oxigraph/ is gone", where=where, remedy=_ANEW)
    if read_only and not inside.exists():
        raise unfinished
    try:
        return ox.Store.read_only(str(inside)) if read_only else ox.Store(str(inside))
    except (OSError, ValueError, RuntimeError) as error:
        text = " ".join(str(error).split())
        if "lock" in text.lower():
            raise StoreError("is in use by another process", where=where, remedy="wait until it has finished") from error
        if "read-write instances" in text:
            # what Oxigraph says when it would have to make its tables first
            raise unfinished from error
        if "no space" in text.lower():
            raise StoreError("no space is left on the disk", where=where, remedy="make room") from error
        if "permission denied" in text.lower():
            raise StoreError("may not be read or written by you", where=where, remedy="check the rights of the folder") from error
        raise StoreError(f"cannot be opened ({text[:200]})", where=where, remedy=_ANEW) from error


_ANEW = "build it again, or restore it from a snapshot"


def _refresh_vocabulary(store: FolderStore) -> None:
    """Put this version's ontology and scheme of acts in place of another's."""
    graph = ox.NamedNode(store.names.vocabulary)
    new = {ox.Quad(triple.subject, triple.predicate, triple.object, graph) for triple in vocabulary()}
    old = set(store.find(None, None, None, graph))
    try:
        for quad in sorted(old - new, key=str):
            store.inner.remove(quad)
        store.inner.extend(sorted(new - old, key=str))
    except OSError as error:
        raise disk_error(error, store.where) from error
