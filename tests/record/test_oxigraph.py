"""What Oxigraph says of a query or a disk, told in words that a user can act on."""

from __future__ import annotations

import pytest

from kg.errors import UsageError
from kg.record.oxigraph import disk_error
from kg.record.store import open_store


@pytest.mark.parametrize(
    ("sparql", "told"),
    [
        ("SELECT * WHERE { ?s ?p ?o", 'at its end, after "SELECT * WHERE { ?s ?p ?o"'),
        ("SELEC ?x { ?x ?y ?z }", 'at line 1, column 10, after "SELEC ?x"'),
        ("SELECT * {\n ?s ?p\n }", 'at its end, after "SELECT * { ?s ?p }"'),
        ("SELECT ?x { ?x foo:bar ?y }", "(Prefix not found)"),
        ("SELECT (COUNT(?x) AS ?n) ?y { ?x ?p ?y }", "(The SELECT contains a variable that is unbound)"),
        ("", 'at its end, after ""'),
    ],
)
def test_a_query_that_cannot_be_read_is_told_by_its_place(sparql: str, told: str) -> None:
    with open_store(None) as store, pytest.raises(UsageError) as caught:
        store.query(sparql)
    assert told in str(caught.value)
    assert len(str(caught.value)) < 200


@pytest.mark.parametrize("sparql", ["INSERT DATA { <a:a> <a:b> <a:c> }", "PREFIX a: <a:>\nDELETE WHERE { ?s ?p ?o }", "clear all"])
def test_an_update_is_told_from_a_query_with_a_fault(sparql: str) -> None:
    with open_store(None) as store, pytest.raises(UsageError, match="an update is no query"):
        store.query(sparql)


def test_a_disk_that_is_full_and_one_that_is_closed_are_told_apart() -> None:
    assert str(disk_error(OSError(28, "No space left on device"), "graph")).startswith("graph: no space is left on the disk; make room")
    closed = str(disk_error(PermissionError(13, "Permission denied"), "graph"))
    assert closed == "graph: could not be written (Permission denied); check the folder and its rights"
