"""`kg entities`, `kg merge`, `kg split`: who is who in a graph, and judgements about it that can be taken back."""

from __future__ import annotations

import json
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from kg.cli.console import number_of, table, tell
from kg.cli.options import StoreOption
from kg.errors import LexiconError, UsageError
from kg.link.judgements import Judgement, Judgements, Verdict
from kg.link.suspects import Suspect, suspects
from kg.model import Entity
from kg.record import identity
from kg.record.folder import FolderStore
from kg.record.store import Store, open_store
from kg.search.actors import described, mention_counts
from kg.share.palette import family

LeftArgument = Annotated[str, typer.Argument(metavar="A", help="An entity: its id as `kg entities` prints it, its IRI, or its exact name.")]
RightArgument = Annotated[str, typer.Argument(metavar="B", help="The other entity.")]
WhoOption = Annotated[str, typer.Option("--who", help="Who judges; kept with the judgement.")]
NoteOption = Annotated[str, typer.Option("--note", help="Why; kept with the judgement.")]


class Format(StrEnum):
    """How entities are printed."""

    TABLE = "table"
    JSON = "json"


def entities(
    store: StoreOption,
    near_twins: Annotated[bool, typer.Option("--suspects", help="List pairs that may be one and the same, with a score.")] = False,
    type: Annotated[str | None, typer.Option("--type", help="Only entities of this type, such as Person or ArmedGroup.")] = None,
    name: Annotated[str | None, typer.Option("--name", help="Only entities whose name contains this.")] = None,
    limit: Annotated[int, typer.Option(min=0, help="At most so many lines; 0 for all.")] = 50,
    format: Annotated[Format, typer.Option("--format", "-f", help="table, or a JSON object a line.")] = Format.TABLE,
) -> None:
    """List who and what a graph is about, the most mentioned first; with --suspects, the near twins among them.

    Example: `kg entities --store graph --suspects`
    """
    with open_store(store, read_only=True) as opened:
        found = described(opened)
        counts = mention_counts(opened)
        held = judgements_of(opened)
    for stranger, where in held.strangers(found):
        tell(f"{where}: the graph has no {stranger!r}; mend the line if it is mistyped")
    wanted = [
        each
        for each in found.values()
        if (type is None or each.type.casefold() == type.casefold()) and (name is None or name.casefold() in each.label.casefold())
    ]
    if near_twins:
        merged = held.canonical()
        alone = [each for each in wanted if each.id not in merged]
        pairs = suspects(alone, lambda left, right: held.of(left, right) in {Verdict.SAME, Verdict.NOT_SAME})
        _print_suspects(pairs[:limit] if limit else pairs, format)
        return
    wanted.sort(key=lambda each: (-counts[each.id], each.id))
    shown = wanted[:limit] if limit else wanted
    if format is Format.JSON:
        for each in shown:
            print(json.dumps(_record(each) | {"mentions": counts[each.id]}, ensure_ascii=False))
        return
    rows = [[each.id, each.label, each.type, each.country, each.sector, each.part_of, counts[each.id], *each.same_as[:1]] for each in shown]
    table(["id", "name", "type", "country", "sector", "part of", "mentions", "link"], [[*row, ""][:8] for row in rows])
    if len(shown) < len(wanted):
        tell(f"{len(wanted) - len(shown)} more; see them with --limit 0")


def merge(a: LeftArgument, b: RightArgument, store: StoreOption, who: WhoOption = "", note: NoteOption = "") -> None:
    """Judge that A and B are one and the same; B's name is kept. `kg split A B` takes it back.

    Claims keep the entity that their words were first linked to.

    Example: `kg merge person/a-costa person/ana-costa --store graph`
    """
    with open_store(store) as opened:
        left, right = _id(opened, a), _id(opened, b)
        found = described(opened)
        types = [found[id].type if id in found else "" for id in (left, right)]
        if types[0] != "Phrase" == types[1]:
            raise UsageError(f"{left} would take the name of a phrase", remedy=f"turn them round: `kg merge {right} {left}`")
        _judge(opened, Judgement(left, right, Verdict.SAME, who, date.today().isoformat(), note))
    tell(f"{left} is now {right}; take it back with `kg split {left} {right}`")
    if all(types) and family(types[0]) != family(types[1]):
        tell(f"  they are of two kinds, {types[0]} and {types[1]}")


def split(
    a: LeftArgument,
    store: StoreOption,
    b: Annotated[
        str | None, typer.Argument(metavar="[B]", help="The other entity; without it all that A was judged to be is taken back.")
    ] = None,
    who: WhoOption = "",
    note: NoteOption = "",
) -> None:
    """Take back that A is the same as B, and judge that they are not; without B, take back every merge of A.

    Example: `kg split person/a-costa person/ana-costa --store graph`
    """
    with open_store(store) as opened:
        folder = _folder(opened)
        held = judgements_of(folder)
        left = _id(opened, a, held)
        if b is None:
            after = held.without(left)
            if len(after) == len(held) and not any(left in pair for pair in identity.merged_ids(folder).items()):
                raise UsageError("is merged with nothing", where=left, remedy="list merges with `kg query merged`")
            _follow(folder, after)
            tell(f"{left} is itself again ({number_of(len(held) - len(after), 'judgement')} taken back)")
            return
        right = _id(opened, b, held)
        _judge(opened, Judgement(left, right, Verdict.NOT_SAME, who, date.today().isoformat(), note))
    tell(f"{left} and {right} are two")


def judgements_of(store: Store) -> Judgements:
    """The judgements kept beside a graph; where their file is gone, those that the graph follows. None beside a server.

    Raises LexiconError for a broken file.
    """
    if not isinstance(store, FolderStore):
        return Judgements()
    try:
        held = Judgements.read(store.judgements)
    except LexiconError as error:
        remedy = f"{error.remedy}, or move the file away: what is merged is then read off the graph"
        raise LexiconError(error.what, where=error.where, remedy=remedy.removeprefix(", or ")) from error
    if store.judgements.exists():
        return held
    rows = (Judgement(left, right, Verdict.SAME, note="read off the graph") for left, right in identity.merged_ids(store).items())
    return Judgements(tuple(rows), held.where)


def _folder(store: Store) -> FolderStore:
    if not isinstance(store, FolderStore):
        raise UsageError("judgements are kept beside a graph in a folder", remedy="give --store a folder")
    return store


def _id(store: Store, given: str, held: Judgements | None = None) -> str:
    """The id of the entity that the user names by id, IRI or exact name; UsageError where there is none or several."""
    found = described(store)
    id = given.removeprefix(store.names.entity(""))
    if id in found or (held is not None and any(id in row.pair for row in held)):
        return id
    named = [each.id for each in found.values() if each.label.casefold() == given.casefold()]
    if len(named) == 1:
        return named[0]
    if named:
        raise UsageError(f"{given!r} is the name of {len(named)} entities", remedy=f"give one of {', '.join(named[:6])}")
    raise UsageError(f"no entity {given!r}", remedy="list them with `kg entities`")


def _judge(store: Store, judgement: Judgement) -> None:
    folder = _folder(store)
    _follow(folder, judgements_of(folder).with_(judgement))


def _follow(store: FolderStore, judgements: Judgements) -> None:
    """Keep the judgements, then rewrite the graph after them; a rewrite that is broken off is made good by the next."""
    before: bytes | None = store.judgements.read_bytes() if store.judgements.exists() else None
    judgements.write(store.judgements)
    try:
        identity.apply(store, judgements.canonical())
    except BaseException:
        _restore(store.judgements, before)
        raise


def _restore(path: Path, before: bytes | None) -> None:
    if before is None:
        path.unlink(missing_ok=True)
    else:
        path.write_bytes(before)


def _record(each: Entity) -> dict[str, Any]:
    return {
        "id": each.id,
        "label": each.label,
        "type": each.type,
        "country": each.country or None,
        "sector": each.sector or None,
        "part_of": each.part_of or None,
        "same_as": list(each.same_as),
    }


def _print_suspects(pairs: list[Suspect], format: Format) -> None:
    if format is Format.JSON:
        for pair in pairs:
            print(
                json.dumps(
                    {"left": _record(pair.left), "right": _record(pair.right), "score": pair.score, "reason": pair.reason},
                    ensure_ascii=False,
                )
            )
        return
    table(
        ["score", "A", "B", "names", "why"],
        [[f"{p.score:.2f}", p.left.id, p.right.id, f"{p.left.label} / {p.right.label}", p.reason] for p in pairs],
    )
    if pairs:
        print("Join two with `kg merge A B`, tell them apart with `kg split A B`.")
