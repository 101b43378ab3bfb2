"""A query that a user wrote stays in its graph: what would fetch something from elsewhere is refused before it runs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from kg.errors import UsageError
from kg.names import PREFIXES

# Words without which no query can reach outside. A text that holds none of them, however it is spelt, is safe as it stands.
_REACHING = re.compile(r"service|from|load|define|bif\s*:|sql\s*:", re.IGNORECASE)
# What begins or ends a string, an IRI, a comment or a group.
_MARKS = frozenset("\"'\\<>#{}()\n\r")
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


def refuse_network(sparql: str, base: str) -> None:
    """Raise UsageError for a query with SERVICE, or with FROM and a graph that is not below `base`.

    The parsed query is walked, so that neither comments nor strings nor spellings hide or feign anything. A query that holds
    one of the words and cannot be parsed is refused.

    >>> refuse_network("SELECT ?s { ?s ?p 'at your service' }", "https://kg.example.org/")
    >>> refuse_network("SELECT * { \\\\u0053ERVICE <http://far.example/> { ?s ?p ?o } }", "https://kg.example.org/")
    Traceback (most recent call last):
    kg.errors.UsageError: the query would ask another server (SERVICE <http://far.example/>); take it out, or allow it with --network
    """
    if not _REACHING.search(_unescaped(sparql)):
        return
    if hidden := next((found[0] for found in _ESCAPE.finditer(sparql) if _letter(found) in _MARKS), ""):
        # engines differ in whether such an escape ends a string, so what it hides could be read in two ways
        raise UsageError(f"the query hides a mark behind {hidden}", remedy="write the mark itself, or allow the query with --network")
    remedy = "take it out, or allow it with --network"
    for what in _reaching(_parsed(sparql), base):
        raise UsageError(f"the query would ask another server ({what})", remedy=remedy)


def _letter(escape: re.Match[str]) -> str:
    number = int(escape[1] or escape[2], 16)
    return chr(number) if number < 0x110000 else ""


def _unescaped(sparql: str) -> str:
    return _ESCAPE.sub(_letter, sparql)


def _parsed(sparql: str) -> Any:
    from rdflib.plugins.sparql.parser import parseQuery

    prologue = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
    try:
        return parseQuery(prologue + _unescaped(sparql))
    except Exception as error:  # the parser raises kinds of its own, and RecursionError for hostile nesting
        # places would be counted from the prefixes put before it
        said = " ".join(re.sub(r"\(at char \d+\), \(line:\d+, col:\d+\)", "", str(error)).split())[:160]
        raise UsageError(
            f"the query cannot be understood: {said}", remedy="see `kg query` for questions that work; updates are not taken"
        ) from error


def _reaching(node: Any, base: str) -> Iterator[str]:
    """What in a parsed query reaches outside, in words."""
    waiting: list[Any] = [node]
    while waiting:
        part = waiting.pop()
        name = getattr(part, "name", "")
        if name == "ServiceGraphPattern":
            yield f"SERVICE {_written(part.get('term'))}"
        elif name == "DatasetClause":
            iri = part.get("default") or part.get("named")
            if not str(iri).startswith(base):
                yield f"FROM {_written(iri)}"
        elif name.startswith("Function") and (function := _function(part.get("iri"))).startswith(("bif:", "sql:")):
            yield f"{function}()"
        if isinstance(part, dict):
            waiting += part.values()
        if isinstance(part, list | tuple) or type(part).__name__ == "ParseResults":
            waiting += list(part)


def _function(iri: Any) -> str:
    """The name of a function: its IRI, or its prefix and local name where the prefix is none of ours."""
    if getattr(iri, "name", "") == "pname":
        return f"{iri.get('prefix')}:{iri.get('localname')}"
    return str(iri)


def _written(iri: Any) -> str:
    return f"<{iri}>"
