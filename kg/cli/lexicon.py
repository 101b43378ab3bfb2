"""`kg lexicon`: look a name up, check a table of your own actors, build one from Wikidata."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.console import table, tell
from kg.cli.options import LexiconOption
from kg.errors import FaultsFound, KgError, LexiconError, UsageError
from kg.link.lexicon import Lexicon
from kg.link.tables import COLUMNS, TYPES, entry
from kg.link.wikidata import CLASSES, from_dump, from_sparql

app = typer.Typer(
    name="lexicon", help="The lexicon of actors: look a name up, check your own table, build one from Wikidata.", no_args_is_help=True
)


@app.command()
def find(name: Annotated[str, typer.Argument(help="A name, an acronym or a demonym.")], lexicon: LexiconOption = None) -> None:
    """Print which entities have a name, likelier ones first.

    Example: `kg lexicon find Ankara`
    """
    known = Lexicon.load(lexicon or ())
    rows = []
    for road, found in (("name", known.named(name)), ("adjective", known.described(name))):
        for each in found:
            entity = each.entity
            rows.append([entity.id, entity.label, entity.type, road, each.stands_for, "; ".join(each.aliases), *entity.same_as[:1]])
    if not rows:
        raise UsageError(f"no entity is called {name!r}", remedy="give your own actors with --lexicon FILE")
    table(["id", "name", "type", "by", "may stand for", "aliases", "link"], [[*row, ""][:7] for row in rows])


@app.command()
def check(files: Annotated[list[Path], typer.Argument(help="CSV or JSONL tables of your own actors.")]) -> None:
    """Check tables of your own actors as `--lexicon` would read them; ends with 4 and the first fault with its line.

    A row with the id of an actor that travels with kg takes its place; where it gives another name, that is told.

    Example: `kg lexicon check mine.csv`
    """
    before = Lexicon.load()
    try:
        known = Lexicon.load(files)
    except LexiconError as error:
        raise FaultsFound(error.what, where=error.where, remedy=error.remedy) from error
    tell(f"no faults; {len(known)} entities with the {len(before)} that travel with kg")
    for id, ours in before.entries.items():
        if known[id].entity.label != ours.entity.label:
            tell(f"  {id} is renamed: {ours.entity.label} is now {known[id].entity.label}")


@app.command()
def build(
    source: Annotated[Path, typer.Argument(help="A Wikidata JSON dump (.json, .gz, .bz2) or, with --sparql, a SPARQL result in JSON.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The table to write, for --lexicon.")],
    classes: Annotated[
        list[str] | None,
        typer.Option(
            "--class", help="Take instances of this Wikidata class as this type, such as Q515=City; may be repeated. Default: a short list."
        ),
    ] = None,
    countries: Annotated[
        list[str] | None, typer.Option("--country", help="Only what belongs to this state, by ISO code (TUR) or identifier (Q43).")
    ] = None,
    sparql: Annotated[bool, typer.Option("--sparql", help="The source is a SPARQL result with ?item and ?itemLabel.")] = False,
    type: Annotated[str, typer.Option("--type", help="The entity type of a SPARQL result without ?type.")] = "",
) -> None:
    """Build a table of actors from a Wikidata dump or a SPARQL result. The dump is read once, in little memory.

    Example: `kg lexicon build latest-all.json.bz2 --class Q7278=Party --country TUR -o parties.csv`
    """
    known = Lexicon.load()
    codes = {qid: code for code, each in known.states.items() for qid in _qids(each.entity.same_as)}
    if sparql:
        rows: Iterable[dict[str, str]] = from_sparql(source, type=_type(type) if type else "")
    else:
        rows = from_dump(
            source, classes=_classes(classes), countries=frozenset(_country(each, codes) for each in countries or ()), codes=codes
        )
    written = _write(output, _checked(rows))
    tell(f"{written} entities written to {output}")
    if not written:
        raise LexiconError("nothing in it is wanted", where=str(source), remedy="give other --class or --country")


def _qids(links: Iterable[str]) -> Iterator[str]:
    return (link.rpartition("/")[2] for link in links if "wikidata.org" in link)


def _type(name: str) -> str:
    if name not in TYPES:
        raise UsageError(f"{name!r} is no entity type", remedy=f"take one of {', '.join(sorted(TYPES))}")
    return name


def _classes(given: list[str] | None) -> dict[str, str]:
    if not given:
        return CLASSES
    found = {}
    for each in given:
        qid, _, kind = each.partition("=")
        if not qid.startswith("Q") or not qid[1:].isdigit():
            raise UsageError(f"{each!r} is no class", remedy="write it as Q515=City")
        found[qid] = _type(kind or CLASSES.get(qid, ""))
    return found


def _country(given: str, codes: dict[str, str]) -> str:
    if given.startswith("Q") and given[1:].isdigit():
        return given
    qid = next((qid for qid, code in codes.items() if code == given.upper()), "")
    if not qid:
        raise UsageError(f"{given!r} is no state", remedy="write an ISO 3166 alpha-3 code such as TUR")
    return qid


def _checked(rows: Iterable[dict[str, str]]) -> Iterator[dict[str, str]]:
    for number, row in enumerate(rows, start=1):
        entry(row, f"row {number} ({row.get('wikidata', '')})")
        yield row


def _write(path: Path, rows: Iterable[dict[str, str]]) -> int:
    """Write the rows beside the file first, so that a damaged dump leaves what stood there."""
    beside, count = path.with_name(path.name + ".new"), 0
    try:
        with beside.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS, lineterminator="\n", restval="")
            writer.writeheader()
            for row in rows:
                writer.writerow(row)
                count += 1
        if count:
            beside.replace(path)
        return count
    except OSError as error:
        raise KgError(f"cannot be written ({error.strerror})", where=str(path), remedy="make room or name another file") from error
    finally:
        beside.unlink(missing_ok=True)
