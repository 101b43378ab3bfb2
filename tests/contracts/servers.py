"""SPARQL servers for the tests: Oxigraph from its wheel, Virtuoso where it is installed, each on a free port of this machine."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

DEADLINE = 60.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def oxigraph(folder: Path) -> Iterator[str]:
    """The address of an Oxigraph server that keeps its quads in `folder`."""
    program = Path(sys.executable).parent / "oxigraph"
    port = free_port()
    process = subprocess.Popen(
        [program, "serve", "--location", folder, "--bind", f"127.0.0.1:{port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _await(f"http://127.0.0.1:{port}/query", process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(DEADLINE)


def virtuoso_installed() -> bool:
    return shutil.which("virtuoso-t") is not None


@contextmanager
def virtuoso(folder: Path) -> Iterator[str]:
    """The address of a Virtuoso server whose SPARQL user may write."""
    port, sql = free_port(), free_port()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "virtuoso.ini").write_text(
        f"[Database]\nDatabaseFile={folder}/v.db\nErrorLogFile={folder}/v.log\nLockFile={folder}/v.lck\nTransactionFile={folder}/v.trx\n"
        f"xa_persistent_file={folder}/v.pxa\n[TempDatabase]\nDatabaseFile={folder}/t.db\nTransactionFile={folder}/t.trx\n"
        f"[Parameters]\nServerPort={sql}\nDirsAllowed={folder}\nNumberOfBuffers=2000\n"
        f"[HTTPServer]\nServerPort={port}\nServerRoot={folder}\n[SPARQL]\nResultSetMaxRows=100000\n"
    )
    process = subprocess.Popen(["virtuoso-t", "-f", "-c", folder / "virtuoso.ini"], cwd=folder, stdout=subprocess.DEVNULL)
    try:
        _await(f"http://127.0.0.1:{port}/sparql", process)
        isql = shutil.which("isql-vt") or shutil.which("isql") or "isql"
        subprocess.run([isql, str(sql), "dba", "dba", 'exec=grant SPARQL_UPDATE to "SPARQL";'], check=True, stdout=subprocess.DEVNULL)
        yield f"http://127.0.0.1:{port}/sparql"
    finally:
        process.terminate()
        process.wait(DEADLINE)


def _await(address: str, process: subprocess.Popen[bytes]) -> None:
    """Wait until the server answers, by asking it again and again until the deadline."""
    pause, deadline = threading.Event(), time.monotonic() + DEADLINE
    while time.monotonic() < deadline:
        assert process.poll() is None, "the server ended while it started"
        try:
            if httpx.get(address, params={"query": "ASK {}"}, timeout=5).status_code < 500:
                return
        except httpx.TransportError:
            pause.wait(0.02)
    raise AssertionError(f"no answer from {address}")
