"""Files appear whole or not at all."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import ExportError
from kg.share.files import folder_for, to_utf8, write_text, written


def test_new_file_is_complete_and_alone(tmp_path: Path) -> None:
    write_text(tmp_path / "a.txt", ["one ", "two"])
    assert (tmp_path / "a.txt").read_text() == "one two"
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_new_file_has_the_rights_that_any_new_file_has(tmp_path: Path) -> None:
    (tmp_path / "plain").touch()
    write_text(tmp_path / "a.txt", ["one"])
    assert (tmp_path / "a.txt").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_fault_half_way_leaves_the_old_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("old")

    def chunks() -> Iterator[str]:
        yield "new"
        raise ValueError("the store went away")

    with pytest.raises(ValueError, match="went away"):
        write_text(tmp_path / "a.txt", chunks())
    assert (tmp_path / "a.txt").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_pair_is_renamed_together_or_not_at_all(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).write_text("old")

    def write() -> None:
        with written(tmp_path / "a", tmp_path / "b") as (first, second):
            first.write(b"new")
            second.write(b"new")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        write()
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"a": "old", "b": "old"}


@pytest.mark.parametrize("call", ["fsync", "write"])
def test_full_disk_is_told_and_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    (tmp_path / "a.txt").write_text("old")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    if call == "fsync":
        monkeypatch.setattr(os, "fsync", full)

    def chunks() -> Iterator[str]:
        yield "new"
        if call == "write":
            full()

    with pytest.raises(ExportError, match=r"a\.txt: could not be written \(No space left on device\)"):
        write_text(tmp_path / "a.txt", chunks())
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"a.txt": "old"}


def test_a_real_limit_on_file_size_leaves_the_old_file(tmp_path: Path) -> None:
    """The kernel refuses to let the file grow, as it does on a full disk."""
    (tmp_path / "a.txt").write_text("old")
    script = (
        "import resource, signal, sys; from pathlib import Path; from kg.share.files import write_text; from kg.errors import ExportError\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n"
        "try: write_text(Path(sys.argv[1]), ('x' * 1000 for _ in range(5000)))\n"
        "except ExportError as error: print(error)\n"
    )
    root = str(Path(__file__).parents[2])
    ran = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "a.txt")],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": root},
    )
    assert "could not be written (File too large); the file is as it was before" in ran.stdout
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"a.txt": "old"}


def test_no_such_folder_and_a_folder_in_the_way_are_one_line(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="No such file or directory"):
        write_text(tmp_path / "missing" / "a.txt", ["x"])
    with pytest.raises(ExportError, match="is a folder; name a file"):
        write_text(tmp_path, ["x"])
    (tmp_path / "file").touch()
    with pytest.raises(ExportError, match="cannot be a folder"):
        folder_for(tmp_path / "file")


def test_link_stays_a_link_and_a_device_is_written_to(tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_text("old")
    (tmp_path / "link.txt").symlink_to("real.txt")
    write_text(tmp_path / "link.txt", ["new"])
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_text() == "new"
    write_text(Path(os.devnull), ["gone"])
    assert not Path(os.devnull).is_file()


def test_lone_surrogate_becomes_a_replacement_character() -> None:
    assert to_utf8("a\udc80b\U0001f600") == "a\ufffdb\U0001f600".encode()
