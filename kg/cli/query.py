"""`kg query`: a named question, a file or free SPARQL, answered as a table."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.console import number_of, tell
from kg.cli.console import table as print_table
from kg.errors import UsageError, one_line
from kg.record.store import Store, open_store
from kg.search.edges import edge_evidence
from kg.search.questions import Found, Question, Table, Triples, ask, ask_sparql, asked_with, parse_question, question, questions
from kg.search.tables import as_csv, as_json, as_tsv, cell, columns_of, markdown


class Format(StrEnum):
    """How an answer is written."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    TSV = "tsv"
    MARKDOWN = "markdown"


def query(
    asked: Annotated[str | None, typer.Argument(metavar="[NAME|FILE|SPARQL]", help="A question's name, a .rq file, or SPARQL.")] = None,
    store: Annotated[
        Path | None, typer.Option("--store", "-s", envvar="KG_STORE", help="The graph: a folder, or a SPARQL server's address.")
    ] = None,
    format: Annotated[
        Format, typer.Option("--format", "-f", help="How to write the answer (rows; triples come as N-Triples).")
    ] = Format.TABLE,
    actor: Annotated[str | None, typer.Option(help="The actor asked about: a name, an IRI, a Wikidata id.")] = None,
    target: Annotated[str | None, typer.Option(help="The other side.")] = None,
    source: Annotated[str | None, typer.Option(help="The one who says so.")] = None,
    since: Annotated[str | None, typer.Option(help="From this day, month or year on.")] = None,
    until: Annotated[str | None, typer.Option(help="Up to this day, month or year.")] = None,
    param: Annotated[list[str] | None, typer.Option("--param", "-p", metavar="NAME=VALUE", help="Any other parameter.")] = None,
    limit: Annotated[int, typer.Option(min=0, help="At most so many rows; 0 for all.")] = 0,
    iris: Annotated[bool, typer.Option("--iris", help="Show IRIs in tables also where there is a label.")] = False,
    explain_edge: Annotated[bool, typer.Option("--explain-edge", help="Below each row, the sentences that it rests on.")] = False,
    show_query: Annotated[bool, typer.Option("--show-query", help="Print the SPARQL with its parameters bound, and ask nothing.")] = False,
    network: Annotated[bool, typer.Option("--network", help="Let the query ask other servers (SERVICE, FROM).")] = False,
) -> None:
    """Ask a graph a question. Alone, it lists the questions that travel with kg.

    Examples: `kg query who-pressed-whom --actor Turkey --since 2015-07 --store graph`,
    `kg query 'SELECT (COUNT(*) AS ?n) { ?c a kg:Claim }' --store graph`
    """
    if asked is None:
        _list()
        return
    given = _given(actor=actor, target=target, source=source, since=since, until=until, param=param or [])
    named = _question(asked)
    if store is None:
        raise UsageError("no graph is named", remedy="add --store DIR, or set KG_STORE")
    with open_store(store, read_only=True) as opened:
        if show_query:
            print(asked_with(opened, named, given) if named else asked, end="" if named else "\n")
            return
        if named is not None and (named.parameters or not _from_user(asked)):
            found: Found = _ask(opened, named, given, network=network or not _from_user(asked))
        elif given:
            raise UsageError(f"a free query has no parameter {next(iter(given))!r}", remedy="write the value into the query")
        else:
            found = ask_sparql(opened, named.sparql if named else asked, network=network)
        _print(found, format, limit, iris)
        if explain_edge:
            _explain(opened, found, limit)


def _ask(store: Store, asked: Question, given: dict[str, str], *, network: bool) -> Found:
    return ask(store, asked, given) if network else ask_sparql(store, asked_with(store, asked, given))


def _from_user(asked: str) -> bool:
    return "{" in asked or asked.endswith(".rq")


def _question(asked: str) -> Question | None:
    """The question meant, or None where `asked` is SPARQL itself."""
    if "{" in asked or "\n" in asked:
        return None
    if asked.endswith(".rq") or ("/" in asked and " " not in asked):
        path = Path(asked)
        try:
            return parse_question(path.stem, path.read_text(encoding="utf-8-sig"), where=asked)
        except FileNotFoundError as error:
            raise UsageError("no such file", where=asked, remedy="list questions with `kg query` alone") from error
        except (OSError, ValueError) as error:
            raise UsageError(f"cannot be read ({error})", where=asked) from error
    if " " in asked.strip():
        return None
    return question(asked)


def _given(*, param: list[str], **known: str | None) -> dict[str, str]:
    given = {name: value for name, value in known.items() if value is not None}
    for pair in param:
        name, equals, value = pair.partition("=")
        if not equals or not name:
            raise UsageError(f"--param {pair!r} is no NAME=VALUE")
        given[name.strip()] = value
    return given


def _list() -> None:
    print_table(
        ["name", "question", "parameters"],
        [[one.name, one.text, " ".join(("--" if p.name in _OPTIONS else "-p ") + p.name for p in one.parameters)] for one in questions()],
    )


_OPTIONS = frozenset({"actor", "target", "source", "since", "until"})


def _print(found: Found, format: Format, limit: int, iris: bool) -> None:
    if isinstance(found, bool):
        if format not in (Format.TABLE, Format.JSON):
            raise UsageError(f"yes or no is no {format}", remedy="leave --format out, or take json")
        print(json.dumps({"head": {}, "boolean": found}) if format is Format.JSON else "yes" if found else "no")
        return
    if isinstance(found, Triples):
        if format is not Format.TABLE:
            raise UsageError(f"triples are written as N-Triples, not as {format}", remedy="leave --format out, or ask a SELECT query")
        triples = found.triples[:limit] if limit else found.triples
        sys.stdout.write("".join(f"{triple} .\n" for triple in triples))
        return
    shown = Table(found.columns, found.rows[:limit]) if limit else found
    if format is Format.TABLE:
        columns = columns_of(shown, iris)
        print_table([name for name, _ in columns], [[cell(row[n]) for _, n in columns] for row in shown.rows])
    elif format is Format.MARKDOWN:
        sys.stdout.write(markdown(shown, iris=iris))
    elif format is Format.JSON:
        print(as_json(shown))
    elif format is Format.CSV:
        sys.stdout.write(as_csv(shown))
    else:
        sys.stdout.write(as_tsv(shown))
    if len(shown.rows) < len(found.rows):
        tell(f"{len(found.rows) - len(shown.rows)} more rows; see them with --limit 0")


def _explain(store: Store, found: Found, limit: int) -> None:
    if not isinstance(found, Table):
        raise UsageError("only rows of a table can be explained", remedy="ask a SELECT query")
    rows = found.rows[:limit] if limit else found.rows
    for number, row in enumerate(rows, start=1):
        claims = edge_evidence(store, dict(zip(found.columns, row, strict=True)))
        print(f"\nrow {number}: {number_of(len(claims), 'claim')}")
        for claim in claims:
            who = " < ".join(source["label"] for source in reversed(claim["attribution"])) or "the article itself"
            firm = (
                "" if (claim["polarity"], claim["modality"]) == ("positive", "asserted") else f", {claim['polarity']}, {claim['modality']}"
            )
            where = (
                f"{claim['article']['title'] or claim['article']['id']}, characters {claim['evidence']['start']}–{claim['evidence']['end']}"
            )
            print(one_line(f"  “{claim['evidence']['quote']}”"))
            print(one_line(f"      {claim['id'].rpartition('#claim-')[2][:8]}, {who}{firm}; {where}"))
    if not rows:
        tell("no rows to explain")
