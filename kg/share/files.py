"""Files written whole or not at all: what stood under a name stays until its successor is complete on disk."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import BinaryIO

from kg.errors import ExportError

_NUMBERS = count()


@contextmanager
def written(*paths: Path) -> Iterator[tuple[BinaryIO, ...]]:
    """Open files that take the names `paths` when the block ends well, all of them or none.

    Each is written beside its target under a temporary name, flushed to disk and renamed. On any error the targets stay as
    they were and nothing is left behind; an operating-system error (full disk, no permission, no such folder) is raised
    as ExportError. A target that is no regular file (a device or a pipe) is written to as it stands.

    >>> import tempfile
    >>> target = Path(tempfile.mkdtemp()) / "notes.txt"
    >>> with written(target) as (file,):
    ...     _ = file.write(b"complete")
    >>> target.read_text()
    'complete'
    """
    targets = [Path(os.path.realpath(path)) for path in paths]
    parts: list[Path] = []
    place = str(paths[0])
    try:
        with ExitStack() as stack:
            files: list[BinaryIO] = []
            for path, target in zip(paths, targets, strict=True):
                place = str(path)
                if target.is_dir():
                    raise ExportError("is a folder", where=place, remedy="name a file")
                part = target if _streams(target) else _beside(target)
                parts.append(part)
                files.append(stack.enter_context(part.open("wb", buffering=1 << 20)))
            place = ", ".join(str(path) for path in paths)
            yield tuple(files)
            for file, target in zip(files, targets, strict=True):
                file.flush()
                if not _streams(target):
                    os.fsync(file.fileno())
        for part, target in zip(parts, targets, strict=True):
            if part != target:
                part.replace(target)
        for folder in sorted({target.parent for target in targets}):
            _settle(folder)
    except OSError as error:
        missing = next((target.parent for target in targets if not target.parent.is_dir()), None)
        kept = "the file is as it was before" if any(target.exists() for target in targets) else "nothing was written"
        remedy = f"there is no folder {missing}" if missing else kept
        raise ExportError(f"could not be written ({error.strerror or error})", where=place, remedy=remedy) from error
    finally:
        for part, target in zip(parts, targets, strict=False):
            if part != target:
                with suppress(OSError):
                    part.unlink(missing_ok=True)


def write_text(path: Path, chunks: Iterable[str]) -> None:
    """Write `chunks` as UTF-8 to `path`, whole or not at all (see `written`).

    A lone surrogate, which UTF-8 has no bytes for, becomes U+FFFD.
    """
    with written(path) as (file,):
        for chunk in chunks:
            file.write(to_utf8(chunk))


def to_utf8(text: str) -> bytes:
    r"""`text` in UTF-8; a lone surrogate becomes U+FFFD.

    >>> to_utf8("a\ud800").decode()
    'a�'
    """
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:
        return "".join("�" if "\ud800" <= c <= "\udfff" else c for c in text).encode("utf-8")


def folder_for(path: Path) -> Path:
    """The folder `path`, made where it is missing; raises ExportError where a file stands there or it cannot be made."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ExportError(f"cannot be a folder ({error.strerror or error})", where=str(path), remedy="name another") from error
    return path


def _streams(target: Path) -> bool:
    return target.exists() and not target.is_file()


def _beside(target: Path) -> Path:
    while True:
        part = target.parent / f".kg-{os.getpid()}-{next(_NUMBERS)}.part"
        with suppress(FileExistsError):
            os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
            return part


def _settle(folder: Path) -> None:
    """Ask the disk to keep the renames in `folder`; some file systems have no such request."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
