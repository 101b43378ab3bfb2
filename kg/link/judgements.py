"""Judgements about who is who: a table that people may edit, from which the canonical entities are always reckoned anew."""

from __future__ import annotations

import csv
import io
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from kg.errors import LexiconError, StoreError, UsageError

COLUMNS = ("left", "right", "judgement", "who", "when", "note")
"""The columns of `judgements.csv`. `left` and `right` are ids of entities ("person/ana-costa")."""


class Verdict(StrEnum):
    """What was judged of two entities."""

    SAME = "same"
    NOT_SAME = "not_same"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Judgement:
    """That two entities are the same, are not, or may be; `right` is the one whose name is kept."""

    left: str
    right: str
    verdict: Verdict
    who: str = ""
    when: str = ""
    note: str = ""

    @property
    def pair(self) -> frozenset[str]:
        """The two ids in no order."""
        return frozenset({self.left, self.right})


@dataclass(frozen=True, slots=True)
class Judgements:
    """All judgements of a graph; each pair is judged once.

    >>> judged = Judgements().with_(Judgement("person/a-costa", "person/ana-costa", Verdict.SAME))
    >>> judged.canonical()
    {'person/a-costa': 'person/ana-costa'}
    >>> judged.with_(Judgement("person/a-costa", "person/ana-costa", Verdict.NOT_SAME)).canonical()
    {}
    """

    rows: tuple[Judgement, ...] = ()
    where: str = ""

    def __iter__(self) -> Iterator[Judgement]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def with_(self, judgement: Judgement) -> Judgements:
        """These judgements with one more, in place of what was judged of the same pair; UsageError where it contradicts others."""
        if judgement.left == judgement.right:
            raise UsageError(f"{judgement.left!r} is itself", remedy="name two entities")
        made = Judgements((*(row for row in self.rows if row.pair != judgement.pair), judgement), self.where)
        try:
            made.canonical()
        except LexiconError as error:
            raise UsageError(error.what, where=error.where, remedy=error.remedy) from error
        return made

    def without(self, *ids: str) -> Judgements:
        """These judgements less those that call one of the two ids, or a single id and any other, the same."""
        wanted = frozenset(ids)
        return Judgements(
            tuple(
                row
                for row in self.rows
                if row.verdict is not Verdict.SAME or not (row.pair == wanted if len(wanted) == 2 else row.pair & wanted)
            ),
            self.where,
        )

    def strangers(self, known: Container[str]) -> list[tuple[str, str]]:
        """The ids that are judged but not known, each with its file and line: what is gone from the graph, or mistyped.

        >>> one = Judgement("person/ana-costa", "person/a-csta", Verdict.SAME)
        >>> Judgements((one,), "j.csv").strangers({"person/ana-costa", "person/a-costa"})
        [('person/a-csta', 'j.csv:2')]
        """
        where = self.where or "judgements"
        return [(id, f"{where}:{line}") for line, row in enumerate(self.rows, start=2) for id in (row.left, row.right) if id not in known]

    def of(self, left: str, right: str) -> Verdict | None:
        """What was judged of two entities, None where nothing was."""
        return next((row.verdict for row in self.rows if row.pair == {left, right}), None)

    def canonical(self) -> dict[str, str]:
        """Each entity that is judged the same as another, with the one whose name is kept; sorted.

        It is the last right-hand side of a chain of judgements, the first in order where there are several. Raises LexiconError where
        entities that others make the same are judged not to be.
        """
        above: dict[str, str] = {}

        def top(id: str) -> str:
            while above.get(id, id) != id:
                above[id] = above.get(above[id], above[id])
                id = above[id]
            return id

        same = [row for row in self.rows if row.verdict is Verdict.SAME]
        for row in same:
            left, right = sorted((top(row.left), top(row.right)))
            above[right] = left
        clusters: dict[str, set[str]] = {}
        for row in same:
            clusters.setdefault(top(row.left), set()).update(row.pair)
        for number, row in enumerate(self.rows, start=2):
            if row.verdict is Verdict.NOT_SAME and row.left in above | clusters and top(row.left) == top(row.right):
                raise LexiconError(
                    f"{row.left!r} and {row.right!r} are judged not the same, but others make them so",
                    where=f"{self.where or 'judgements'}:{number}",
                    remedy="take one of the judgements back with `kg split`",
                )
        found: dict[str, str] = {}
        lefts = {row.left for row in same}
        for members in clusters.values():
            kept = min(members - lefts or members)
            found.update({id: kept for id in members if id != kept})
        return dict(sorted(found.items()))

    @classmethod
    def read(cls, path: Path) -> Judgements:
        """The judgements of a file, none where there is no file.

        Raises LexiconError with line and reason where a row is wrong; then nothing is read.
        """
        try:
            text = path.read_text(encoding="utf-8-sig")
        except FileNotFoundError:
            return cls((), str(path))
        except (OSError, UnicodeDecodeError) as error:
            raise LexiconError(f"cannot be read ({error})", where=str(path)) from error
        return cls(tuple(_rows(text, path)), str(path))._checked()

    def _checked(self) -> Judgements:
        self.canonical()
        return self

    def write(self, path: Path) -> None:
        """Write the judgements; what stood there stays where they cannot be written."""
        text = io.StringIO(newline="")
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows((row.left, row.right, row.verdict.value, row.who, row.when, row.note) for row in self.rows)
        beside = path.with_name(path.name + ".new")
        try:
            beside.write_text(text.getvalue(), encoding="utf-8", newline="")
            beside.replace(path)
        except OSError as error:
            raise StoreError(f"cannot be written ({error.strerror})", where=str(path), remedy="make room or mend the rights") from error


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _rows(text: str, path: Path) -> Iterable[Judgement]:
    lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    seen: dict[frozenset[str], int] = {}
    try:
        header = tuple(next(lines, ()))
        if header[:3] != COLUMNS[:3] or set(header) - set(COLUMNS):
            raise LexiconError("has other columns than it should", where=f"{path}:1", remedy=f"begin with {','.join(COLUMNS)}")
        for cells in lines:
            where = f"{path}:{lines.line_num}"
            if not cells:
                continue
            if len(cells) != len(header):
                raise LexiconError(
                    f"has {len(cells)} columns, the header {len(header)}", where=where, remedy="quote cells that hold commas"
                )
            row: Mapping[str, str] = dict(zip(header, (cell.strip() for cell in cells), strict=True))
            if row["judgement"] not in set(Verdict):
                raise LexiconError(f"{row['judgement']!r} is no judgement", where=where, remedy=f"write {', '.join(Verdict)}")
            for name in ("left", "right"):
                if "/" not in row[name] or " " in row[name]:
                    raise LexiconError(f"{name} {row[name]!r} is no id of an entity", where=where, remedy="copy it from `kg entities`")
            if (when := row.get("when", "")) and not _is_day(when):
                raise LexiconError(f"when {when!r} is no day", where=where, remedy="write it as 2015-07-08, or leave it empty")
            made = Judgement(
                row["left"], row["right"], Verdict(row["judgement"]), row.get("who", ""), row.get("when", ""), row.get("note", "")
            )
            if made.left == made.right:
                raise LexiconError(f"{made.left!r} is judged against itself", where=where, remedy="take the line out")
            if made.pair in seen:
                raise LexiconError(f"the pair is judged also on line {seen[made.pair]}", where=where, remedy="leave one of the two lines")
            seen[made.pair] = lines.line_num
            yield made
    except csv.Error as error:
        raise LexiconError(f"is no CSV ({error})", where=f"{path}:{lines.line_num}", remedy="mend the quotes") from error
