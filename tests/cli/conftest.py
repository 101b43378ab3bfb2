"""The command line run in this process, and one graph built from the sample articles for all tests that only look."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from kg import resources
from kg.cli import main


@dataclass(frozen=True)
class Run:
    """What a command ended with."""

    code: int
    out: str
    err: str


Kg = Callable[..., Run]


def run_kg(*arguments: object, stdin: bytes = b"") -> Run:
    """Run `kg` with `arguments`; its exit code and what it printed."""
    out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.TextIOWrapper(io.BytesIO(), "utf-8")
    kept = sys.argv, sys.stdin, sys.stdout, sys.stderr
    sys.argv, sys.stdin, sys.stdout, sys.stderr = ["kg", *map(str, arguments)], io.TextIOWrapper(io.BytesIO(stdin)), out, err
    code = 0
    try:
        main()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    finally:
        sys.argv, sys.stdin, sys.stdout, sys.stderr = kept
    texts = []
    for stream in (out, err):
        stream.flush()
        texts.append(stream.buffer.getvalue().decode("utf-8"))  # type: ignore[attr-defined]
    return Run(code, *texts)


@pytest.fixture(scope="session")
def kg() -> Kg:
    return run_kg


@pytest.fixture(scope="session")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph of the two sample articles."""
    store = tmp_path_factory.mktemp("samples") / "graph"
    done = run_kg("build", resources.path("samples"), "--store", store)
    assert done.code == 0, done.err
    return store
