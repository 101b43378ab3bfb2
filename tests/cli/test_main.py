"""The command line as a whole: each failure is one line with its exit code, and a reader of a pipe may leave when it likes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kg.cli import COMMANDS
from tests.cli.conftest import Kg


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["frobnicate"], "kg: no such command 'frobnicate'; see `kg --help`"),
        (["build"], "kg: missing argument 'PATH'; see `kg build --help`"),
        (["plot"], "kg: missing argument 'picture'. Choose from: network, stance; see `kg plot --help`"),
        (["eval", "gone.jsonl"], "kg: gone.jsonl: no such file; name a file of gold claims"),
        (["build", "."], "kg: missing option '--store' / '-s' (env var: 'KG_STORE'); see `kg build --help`"),
        (["show", "--store", "graph", "--frob"], "kg: no such option: --frob; see `kg show --help`"),
        (
            ["build", ".", "--published", "soon", "-s", "g"],
            "kg: invalid value for '--published': 'soon' does not match the formats",
        ),
        (["query", "acts", "-s", "g", "-f", "xml"], "kg: invalid value for '--format' / '-f': 'xml' is not one of 'table', 'csv',"),
        (["export", "gexff", "-s", "g"], "kg: unknown exporter 'gexff'; known: claims, csv"),
    ],
)
def test_wrong_use_is_one_line_that_leads_to_help(kg: Kg, monkeypatch: pytest.MonkeyPatch, words: list[str], line: str) -> None:
    monkeypatch.delenv("KG_STORE", raising=False)
    done = kg(*words)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(line)
    assert done.err.count("\n") == 1


@pytest.mark.parametrize("name", [name for _, name, _, _ in COMMANDS])
def test_every_command_has_help(kg: Kg, name: str) -> None:
    done = kg(name, "--help")
    assert done.code == 0
    assert f"Usage: kg {name}" in done.out


def test_alone_it_shows_its_commands(kg: Kg) -> None:
    done = kg()
    assert done.code == 2
    assert "From articles to a graph" in done.out


def command(*words: object) -> list[str]:
    return [sys.executable, "-m", "kg", *map(str, words)]


@pytest.mark.parametrize("words", [["show"], ["export", "nquads"], ["query", "relations", "--format", "csv"]])
def test_a_full_output_is_told_in_one_line(graph: Path, words: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command(*words, "--store", graph), stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "kg: standard output: could not be read or written (No space left on device)\n")


@pytest.mark.parametrize("words", [["show"], ["export", "nquads"], ["query", "relations", "--format", "csv"]])
def test_a_reader_that_leaves_ends_it_well(graph: Path, words: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(command(*words, "--store", graph), stdout=writing, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_build_that_is_stopped_keeps_what_it_read(kg: Kg, tmp_path: Path) -> None:
    """A pipe without an end stands for a long article: the build waits in it until it is stopped."""
    (tmp_path / "1.txt").write_text("Chad met Mali.", encoding="utf-8")
    os.mkfifo(tmp_path / "2.txt")
    store = tmp_path / "graph"
    # a shell's background job hears no interrupt, nor would what it starts
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    running = subprocess.Popen(
        command("build", tmp_path / "1.txt", tmp_path / "2.txt", "--store", store), stderr=subprocess.PIPE, text=True
    )
    signal.signal(signal.SIGINT, before)
    with (tmp_path / "2.txt").open("wb"):  # returns when the build has opened its end
        running.send_signal(signal.SIGINT)
        _, told = running.communicate(timeout=60)
    assert (running.returncode, told) == (130, "kg: stopped; what was read until now is stored\n")
    assert "1 article, 1 claim" in kg("stats", "--store", store).out
    assert kg("validate", "--store", store).code == 0
