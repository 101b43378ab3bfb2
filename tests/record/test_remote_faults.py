"""A SPARQL server that misbehaves: what it gives is never taken for a full answer."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from kg.errors import StoreError
from kg.record.remote import JSON, NTRIPLES, RemoteStore
from kg.record.store import Solutions

ROWS = {"head": {"vars": ["s"]}, "results": {"bindings": [{"s": {"type": "uri", "value": f"https://a.example/{n}"}} for n in range(3)]}}
BODY = json.dumps(ROWS).encode()
TRIPLE = b"<https://a.example/s> <https://a.example/p> <https://a.example/o> .\n"


def reply(body: bytes, *headers: str, status: str = "200 OK", kind: str = JSON, length: int | None = None) -> bytes:
    told = [f"Content-Type: {kind}", f"Content-Length: {len(body) if length is None else length}", "Connection: close", *headers]
    return f"HTTP/1.1 {status}\r\n".encode() + "\r\n".join(told).encode() + b"\r\n\r\n" + body


@contextmanager
def serving(*replies: bytes | None) -> Iterator[tuple[str, list[bytes]]]:
    """The address of a server that gives these answers in turn, the last one for ever; None keeps the line open and says nothing."""
    listening, done, asked = socket.create_server(("127.0.0.1", 0)), threading.Event(), list[bytes]()

    def serve() -> None:
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            with connection:
                asked.append(connection.recv(65_536))
                answer = replies[min(len(asked), len(replies)) - 1]
                if answer is None:
                    done.wait(5)
                else:
                    connection.sendall(answer)

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}", asked
    finally:
        done.set()
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join()


def remote(address: str) -> RemoteStore:
    return RemoteStore(address, "https://kg.example.org/", timeout=0.3, pause=lambda seconds: None)


def rows(store: RemoteStore, query: str = "SELECT ?s { ?s ?p ?o }") -> int:
    found = store.query(query)
    return len(list(found.rows if isinstance(found, Solutions) else found))  # type: ignore[arg-type]


def test_a_sound_answer_is_taken() -> None:
    with serving(reply(BODY)) as (address, _), remote(address) as store:
        assert rows(store) == 3


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (None, "gave no answer in time"),
        (b"", "the connection failed"),
        (reply(b"it broke", status="500 Internal Server Error", kind="text/plain"), "the server answered 500 (it broke)"),
        (reply(b"", status="503 Service Unavailable"), "the server answered 503"),
        (reply(BODY[:-40], length=len(BODY)), "the connection failed"),
        (reply(BODY[:-40]), "broken off or is no result"),
        (reply(BODY[:-3]), "broken off or is no result"),
        (reply(b'{"head": {"vars": ["s"]}}'), "broken off or is no result"),
        (reply(b"<html>welcome</html>"), "broken off or is no result"),
        (reply(b"<html>welcome</html>", kind="text/html"), "broken off or is no RDF"),
        (reply(BODY[:-30] + b" Query evaluation has been cancelled"), "broke off its answer"),
        (reply(b"\xff\xfe"), "is not UTF-8"),
        (reply(BODY, "X-SPARQL-MaxRows: 3"), "gives at most 3 rows"),
        (reply(TRIPLE[:-20], kind=NTRIPLES), "broken off or is no RDF"),
        (reply(TRIPLE, "X-SPARQL-MaxRows: 1", kind=NTRIPLES), "gives at most 1 rows"),
    ],
)
def test_what_is_not_a_full_answer_is_told_on_one_line(answer: bytes | None, told: str) -> None:
    with serving(answer) as (address, _), remote(address) as store:
        with pytest.raises(StoreError) as error:
            rows(store)
        assert told in str(error.value)
        assert "\n" not in str(error.value)


def test_a_server_that_is_busy_or_drops_the_line_is_asked_again() -> None:
    with serving(b"", reply(b"", status="503 Busy"), reply(BODY)) as (address, asked), remote(address) as store:
        assert rows(store) == 3
        assert len(asked) == 3


def test_a_server_that_is_not_there_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with remote(f"http://127.0.0.1:{port}") as store, pytest.raises(StoreError, match="is the server running"):
        rows(store)
