"""The tables of the lexicon of actors: CSV or JSONL rows, each read and checked, to entries."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kg.errors import LexiconError, UsageError
from kg.model import Entity
from kg.names import WIKIDATA

COLUMNS = (
    "id", "name", "type", "aliases", "adjectives", "country", "parent", "stands_for", "valid_from", "valid_to", "wikidata", "dbpedia",
    "sector", "source", "licence",
)  # fmt: skip
"""The columns of a lexicon table. Several values in one cell are parted by "; "."""

NEEDED = ("id", "name", "type")
TYPES = (
    "State Territory IntergovernmentalOrganisation Alliance ArmedGroup Government Military Organisation Ministry City Region WaterBody "
    "Facility Vehicle Weapon People Party Media Company Person Agreement Event Office Phrase Group UnnamedSource"
).split()
"""The entity types a row may have, those that a shared name likelier means first."""

DBPEDIA = "http://dbpedia.org/resource/"

_ORDER = {kind: place for place, kind in enumerate(TYPES)}
_WIKIDATA_ID = re.compile(r"Q[1-9]\d*")
_ID = re.compile(r"[a-z]+(?:-[a-z]+)*/[^\s<>\"{}|\\^`/]+")
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_TITLE = re.compile(r"[^\s<>\"{}|\\^`]+")
_COUNTRY = re.compile(r"[A-Z]{3}")
_HYPHENS = re.compile(r"[-‐‑]")
_INITIALS = re.compile(r"(?<![A-Za-z])(?:[A-Za-z]\.)+(?:[A-Za-z]\.?)?(?=\W|$)")
_PLAIN = str.maketrans({"’": "'", "‘": "'", "ı": "i", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ß": "ss"})


@lru_cache(maxsize=32768)
def key(text: str) -> str:
    """The form under which a name is looked up: without diacritics, leading article and case; short capitals keep their case.

    >>> key("the Kremlin"), key("Recep Tayyip Erdoğan"), key("U.S."), key("US"), key("us"), key("al-Shabaab")
    ('kremlin', 'recep tayyip erdogan', 'US', 'US', 'us', 'al shabaab')
    """
    plain = text.isascii()
    text = " ".join((text.replace("-", " ") if plain else _HYPHENS.sub(" ", text)).split())
    if not plain:
        text = "".join(c for c in unicodedata.normalize("NFKD", text.translate(_PLAIN)) if not unicodedata.combining(c))
    if "." in text:
        text = _INITIALS.sub(lambda match: match[0].replace(".", ""), text)
    if text[:4].lower() == "the " and len(text) > 5:
        text = text[4:]
    if len(text) <= 7 and text.isupper():
        return text
    return text.casefold()


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: an entity, its names, the entity that it may stand for (a seat of government), and the days between which it existed.

    `sure` says that its names mean nothing but names of actors wherever they are written in capitals; `where` is its file and line.
    """

    entity: Entity
    aliases: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    parent: str = ""
    stands_for: str = ""
    valid_from: str = ""
    valid_to: str = ""
    sure: bool = True
    where: str = ""
    rank: int = 0

    @property
    def order(self) -> tuple[int, int]:
        """A sort key that puts likelier meanings of a shared name first."""
        return _ORDER[self.entity.type], self.rank


def entry(row: Mapping[str, str], where: str, rank: int = 0, *, sure: bool = True) -> Entry:
    """The entry of one row; raises LexiconError that names what is wrong in it.

    >>> entry({"id": "city/oslo", "name": "Oslo", "type": "Town"}, "mine.csv:2")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    kg.errors.LexiconError: mine.csv:2: 'Town' is no entity type; take one of Agreement, Alliance, ArmedGroup, City, Company, ...
    """
    get = row.get
    for column in NEEDED:
        if not get(column):
            raise LexiconError(f"the column {column!r} is empty or missing", where=where, remedy="give every row an id, a name and a type")
    id, name, kind = row["id"], row["name"], row["type"]
    if kind not in _ORDER:
        raise LexiconError(f"{kind!r} is no entity type", where=where, remedy=f"take one of {', '.join(sorted(TYPES))}")
    if not _ID.fullmatch(id):
        raise LexiconError(f"{id!r} is no id", where=where, remedy="write the type in small letters, a slash and a name: city/oslo")
    same_as: tuple[str, ...] = ()
    if qid := get("wikidata"):
        if not _WIKIDATA_ID.fullmatch(qid):
            raise LexiconError(f"{qid!r} is no Wikidata identifier", where=where, remedy="write it as Q43")
        same_as = (WIKIDATA + qid,)
    if title := get("dbpedia"):
        if not _TITLE.fullmatch(title):
            raise LexiconError(f"{title!r} is no DBpedia name", where=where, remedy="write the Wikipedia title with _ for spaces")
        same_as += (DBPEDIA + title,)
    country = get("country") or ""
    if country and not _COUNTRY.fullmatch(country):
        raise LexiconError(f"{country!r} is no ISO 3166 alpha-3 code", where=where, remedy="write it as TUR")
    begins, ends = get("valid_from") or "", get("valid_to") or ""
    if begins or ends:
        for date in (begins, ends):
            if date and not _DATE.fullmatch(date):
                raise LexiconError(f"{date!r} is no date", where=where, remedy="write it as 2015, 2015-07 or 2015-07-08")
        if begins and ends and begins[: len(ends)] > ends[: len(begins)]:
            raise LexiconError(f"valid_from {begins} is after valid_to {ends}", where=where, remedy="put the dates in order")
    parent = get("parent") or ""
    return Entry(
        Entity(id, name, kind, same_as, country, get("sector") or "", parent),
        _values(get("aliases")),
        _values(get("adjectives")),
        parent,
        get("stands_for") or "",
        begins,
        ends,
        sure,
        where,
        rank,
    )


def _values(cell: str | Iterable[str] | None) -> tuple[str, ...]:
    if not cell:
        return ()
    values = cell.split(";") if isinstance(cell, str) else cell
    return tuple(dict.fromkeys(value for each in values if (value := str(each).strip())))


def read(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a CSV table or JSONL file with their line numbers; raises LexiconError where one cannot be read,
    UsageError where there is no such file."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise UsageError("there is no such lexicon", where=str(path), remedy="give the path of a CSV or JSONL file") from None
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconError(f"cannot be read ({error})", where=str(path), remedy="give a CSV or JSONL file in UTF-8") from error
    yield from _jsonl(text, path) if path.suffix in {".jsonl", ".ndjson"} else _csv(text, path)


def _csv(text: str, path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = next(lines, [])
        if missing := [column for column in NEEDED if column not in header]:
            raise LexiconError(
                f"the header lacks {', '.join(missing)}", where=f"{path}:1", remedy=f"begin with a line such as {','.join(COLUMNS[:4])}"
            )
        if unknown := [column for column in header if column not in COLUMNS]:
            raise LexiconError(f"unknown column {unknown[0]!r}", where=f"{path}:1", remedy=f"known: {', '.join(COLUMNS)}")
        width = len(header)
        for cells in lines:
            if len(cells) != width:
                if not cells:
                    continue
                raise LexiconError(
                    f"has {len(cells)} columns, the header {width}", where=f"{path}:{lines.line_num}", remedy="quote cells that hold commas"
                )
            yield lines.line_num, dict(zip(header, cells, strict=True))
    except csv.Error as error:
        raise LexiconError(f"is no CSV ({error})", where=f"{path}:{lines.line_num}", remedy="mend the quotes") from error


def _jsonl(text: str, path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        where = f"{path}:{number}"
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise LexiconError(f"is no JSON: {error.msg}", where=where, remedy="mend the line") from error
        if not isinstance(row, dict):
            raise LexiconError("is no JSON object", where=where, remedy='write {"id": ..., "name": ..., "type": ...}')
        if unknown := sorted(set(row) - set(COLUMNS)):
            raise LexiconError(f"unknown key {unknown[0]!r}", where=where, remedy=f"known: {', '.join(COLUMNS)}")
        for name, value in row.items():
            if not (isinstance(value, str) or (name in {"aliases", "adjectives"} and isinstance(value, list))):
                raise LexiconError(f"the value of {name!r} is no text", where=where, remedy="write text, or a list of texts for aliases")
        yield number, row


def check(entries: Iterable[Entry]) -> None:
    """Nothing, where ids are unique, parents known and without a cycle; else raises LexiconError with file, line and reason."""
    known: dict[str, Entry] = {}
    for each in entries:
        if (other := known.get(each.entity.id)) is not None:
            raise LexiconError(
                f"the id {each.entity.id!r} stands also at {other.where}", where=each.where, remedy="give each entity one row"
            )
        known[each.entity.id] = each
    for each in known.values():
        for name, id in (("parent", each.parent), ("stands_for", each.stands_for)):
            if id and id not in known:
                raise LexiconError(f"{name} {id!r} is no known id", where=each.where, remedy="add a row for it, or leave the cell empty")
        walked = {each.entity.id}
        above = each.parent
        while above:
            if above in walked:
                raise LexiconError(f"the parents of {each.entity.id!r} run in a circle", where=each.where, remedy="mend one parent")
            walked.add(above)
            above = known[above].parent
