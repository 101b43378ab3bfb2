"""`kg validate`, `kg remove`, `kg snapshot`, `kg diff`: looking after a graph."""

from __future__ import annotations

import json
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.console import number_of, tell
from kg.cli.options import StoreOption
from kg.errors import FaultsFound, LexiconError, StoreError, one_line
from kg.link.judgements import Judgements
from kg.record.changes import compare
from kg.record.folder import FolderStore
from kg.record.identity import merged_ids
from kg.record.shapes import Fault, faults
from kg.record.store import Store, open_store
from kg.search.claims import article_id


class Format(StrEnum):
    """How faults or differences are written."""

    TEXT = "text"
    JSON = "json"


FormatOption = Annotated[Format, typer.Option("--format", "-f", help="text, or a JSON object a line.")]


def validate(store: StoreOption, format: FormatOption = Format.TEXT) -> None:
    """Check a graph against its shapes and invariants; ends with 4 and a list where it finds faults.

    Each quote stands at its offsets in its article, each triple in one graph, no shortcut without a claim that affirms and asserts it, and
    what is merged is what judgements.csv says.

    Example: `kg validate --store graph`
    """
    with open_store(store, read_only=True) as opened:
        found = [*faults(opened), *_judged(opened)]
    for fault in found:
        if format is Format.JSON:
            print(json.dumps({"node": fault.node, "rule": fault.rule, "message": fault.message}, ensure_ascii=False))
        else:
            print(one_line(f"{fault.node}: {fault.message} [{fault.rule}]"))
    if found:
        remedy = "build the articles named again, or remove them" if any(not fault.rule.startswith("judged") for fault in found) else ""
        raise FaultsFound(number_of(len(found), "fault"), where=str(store), remedy=remedy)
    tell(f"{store}: no faults")


def _judged(store: Store) -> Iterator[Fault]:
    """Where the judgements kept beside a graph cannot be read, and where the graph follows others."""
    if not isinstance(store, FolderStore):
        return
    merged, where = merged_ids(store), str(store.judgements)
    if merged and not store.judgements.exists():
        what = f"is gone, and the graph has {number_of(len(merged), 'merge')}; the next `kg merge` or `kg split` writes it anew from them"
        yield Fault(where, "judged-kept", what)
        return
    try:
        judged = Judgements.read(store.judgements).canonical()
    except LexiconError as error:
        yield Fault(error.where, "judged-readable", f"{error.what}{'; ' if error.remedy else ''}{error.remedy}")
        return
    for id in sorted({*judged, *merged}):
        if judged.get(id) != merged.get(id):
            one, other = (f"is {pairs[id]}" if id in pairs else "stands for itself" for pairs in (merged, judged))
            yield Fault(
                id, "judged-followed", f"{one} in the graph, and {other} in {where}; the next `kg merge` or `kg split` follows the file"
            )


def remove(
    articles: Annotated[list[str], typer.Argument(metavar="ARTICLE", help="Articles by id, the start of their id, IRI or address.")],
    store: StoreOption,
) -> None:
    """Take back what articles say: their claims, and whatever rests on nothing else.

    Example: `kg remove https://news.example/1 --store graph`
    """
    with open_store(store) as opened:
        ids = sorted({article_id(opened, article) for article in articles})
        for id in ids:
            gone = len(opened.remove(id).gone)
            tell(f"{id}: removed, {gone} quads fewer")


def snapshot(
    to: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where to put the copy; a new folder.")],
    store: StoreOption,
) -> None:
    """Put a copy of a graph as it is now into a new folder; it is a graph of its own and takes milliseconds.

    Example: `kg snapshot graph-2015-07 --store graph`
    """
    with open_store(store) as opened:
        if not isinstance(opened, FolderStore):
            raise StoreError("only a graph in a folder can be copied so", where=str(store), remedy="export it with `kg export nquads`")
        opened.snapshot(to)
    tell(f"{to}: a copy of {store}")


def diff(
    before: Annotated[Path, typer.Argument(metavar="A", help="A graph, or a file of N-Quads.")],
    after: Annotated[Path, typer.Argument(metavar="B", help="Another, or a later state of it.")],
    format: FormatOption = Format.TEXT,
) -> None:
    """Print which claims B has more than A, has no more, and says differently.

    Example: `kg diff graph-2015-07 graph`
    """
    compared = compare(before, after)
    for kind, claims in (("+", compared.added), ("-", compared.gone), ("~", compared.changed)):
        for claim in claims:
            if format is Format.JSON:
                print(
                    json.dumps(
                        {
                            "change": {"+": "added", "-": "gone", "~": "changed"}[kind],
                            "claim": claim.iri,
                            "before": claim.before or None,
                            "after": claim.after or None,
                        },
                        ensure_ascii=False,
                    )
                )
            else:
                said = " → ".join(part for part in (claim.before, claim.after) if part)
                print(one_line(f"{kind} {claim.iri.rpartition('#claim-')[2][:8]}  {said}"))
    tell(f"{len(compared.added)} added, {len(compared.gone)} gone, {len(compared.changed)} changed")
