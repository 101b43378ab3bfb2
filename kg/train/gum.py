"""GUM's entities as proper names: which of them are names, and which words of a mention the name is."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from kg.train.corpora import Block, Row, Sentence, blocks, retokenised
from kg.train.entities import RULES, Gazetteer, typed

# Words that may stand between two words of one name, whatever the name.
_JOINS = frozenset({"of", "and", "&", "the", "-", "–", "for", "'s", "’s", ".", "'"})
_PARTICLES = frozenset(
    {"-", "–", ".", "'", "de", "da", "di", "la", "le", "el", "al", "bin", "bint", "ibn", "ben", "van", "von", "der", "the", "of"}
)
_DESCRIBING = frozenset({"flat", "compound", "nmod:desc"})
_WRITTEN_LARGE = frozenset({"ADJ", "NOUN", "VERB", "X", "ADV", "NUM"})


class Entity(NamedTuple):
    """A mention of GUM: its first and last row, GUM's type, the rows of its least span, the title of its Wikipedia article (or "")."""

    first: int
    last: int
    kind: str
    least: frozenset[int]
    identity: str


def entities(block: Block) -> list[Entity]:
    """The mentions of a sentence, the widest first (`Entity=` in the MISC column, GUM's `global.Entity` order of fields)."""
    opened: list[tuple[list[str], int]] = []
    found: list[Entity] = []

    def closed(fields: list[str], first: int, last: int) -> None:
        numbers = fields[5].split(",") if len(fields) > 5 else []
        identity = re.sub(r"_?\(.*?\)", "", unquote(fields[7])) if len(fields) > 7 else ""
        least = frozenset(first + int(number) - 1 for number in numbers if number.isdigit())
        found.append(Entity(first, last, fields[1] if len(fields) > 1 else "", least, identity))

    for index, row in enumerate(block.rows):
        value = next((part[7:] for part in row.misc.split("|") if part.startswith("Entity=")), "")
        for piece in re.findall(r"\([^()]*\)?|[^()]+\)", value):
            fields = piece.strip("()").split("-", 7)
            if not piece.startswith("("):
                at = next((at for at in range(len(opened) - 1, -1, -1) if opened[at][0][0] == fields[0]), None)
                if at is not None:
                    begun, first = opened.pop(at)
                    closed(begun, first, index)
            elif piece.endswith(")"):
                closed(fields, index, index)
            else:
                opened.append((fields, index))
    return sorted(found, key=lambda e: (e.first - e.last, e.first))


def names(block: Block) -> list[tuple[int, int, str]]:
    """(start, end, GUM type) of the proper names among a sentence's mentions, in order; the longest counts where they overlap."""
    rows, mentions = block.rows, entities(block)
    ranges = []
    for mention in mentions:
        inner = [other for other in mentions if other is not mention and mention.first <= other.first and other.last <= mention.last]
        ranges.append(((_person if mention.kind == "person" else _named)(rows, mention, inner), mention.kind))
    taken: set[int] = set()
    found = []
    for name, kind in sorted(ranges, key=lambda r: -len(r[0])):
        if name and taken.isdisjoint(name):
            taken.update(name)
            found.append((rows[name[0]].start, rows[name[-1]].end, kind))
    return sorted(found)


def _person(rows: Sequence[Row], mention: Entity, inner: Sequence[Entity]) -> range:
    """The rows of a person's name: proper nouns of the least span that hang on its head as parts of a name, whether the head is one of them
    ("Ada Berg") or what the person is ("team member Ada Berg", where the name is flat under the noun); none of a mention inside."""
    head = _head(rows, mention)
    inside = {row for other in inner if not other.first <= head <= other.last for row in range(other.first, other.last + 1)}
    own = {
        row
        for row in mention.least | {head}
        if row not in inside
        and (rows[row].upos == "PROPN" or (rows[row].form[:1].isupper() and rows[row].dep == "flat") or _large_beside(rows, row, head))
        and _hangs(rows, row, head, _DESCRIBING | {"amod"})
    }
    if not any(rows[row].upos == "PROPN" for row in own):
        return range(0)
    name = _run(rows, mention, own, head if head in own else max(own), _PARTICLES)
    # What a person is may stand before the name as a proper noun: "Lutheran Ada Berg".
    known = _words(mention.identity)
    while len(name) > 1 and rows[name[0]].dep == "nmod:desc" and rows[name[0]].form not in known:
        name = name[1:]
    if rows[name[-1]].form.lower() in RULES["titles"]["words"] and rows[name[-1]].form not in known:
        return range(0)
    return name


def _named(rows: Sequence[Row], mention: Entity, inner: Sequence[Entity]) -> range:
    """The rows of another name: its head, where that is a proper noun, with the words of the least span that no other name owns; or the
    proper nouns before a common head that the mention's Wikipedia title has ("the Red Fjord group")."""
    head = _head(rows, mention)
    known = _words(mention.identity)
    inside = {
        row
        for other in inner
        if other.kind == mention.kind and not other.first <= head <= other.last
        for row in range(other.first, other.last + 1)
    }
    written = rows[head].form[:1].isupper() and rows[head].form in known and (head > 0 or len(known) <= 2)
    if rows[head].upos == "PROPN" or (rows[head].upos == "NOUN" and written):
        own = {
            row
            for row in range(mention.first, mention.last + 1)
            if (rows[row].upos == "PROPN" or (rows[row].upos in _WRITTEN_LARGE and _large_or_number(rows[row], after=row > head)))
            and (row == head or not _apart(rows, row, head) or (row in mention.least and row not in inside))
        }
        if rows[head].form in known:
            own |= {row for row in range(mention.first, mention.last + 1) if rows[row].form[:1].isupper() and rows[row].form in known}
        return _widened(rows, mention, _run(rows, mention, own, head, _JOINS, known, inside, through=True))
    if mention.kind == "organization" and mention.identity and rows[head].lemma != "family":
        inside = {row for other in inner if not other.first <= head <= other.last for row in range(other.first, other.last + 1)}
        own = {
            row
            for row in range(mention.first, head)
            if rows[row].upos == "PROPN" and row not in inside and _hangs(rows, row, head, {"flat", "compound"})
        }
        if own and all(rows[row].form in known for row in own):
            return _run(rows, mention, own, max(own), _JOINS, known)
    return range(0)


def _words(title: str) -> frozenset[str]:
    """The words of an article's title, a possessive ending as a word of its own.

    >>> sorted(_words("King's_College,_Oslo"))
    ["'s", 'College', 'King', 'Oslo']
    """
    return frozenset(re.findall(r"['’]s(?!\w)|(?:(?!['’]s(?!\w))[^\s,])+", title.replace("_", " ")))


def _head(rows: Sequence[Row], mention: Entity) -> int:
    """The row of the mention whose own head lies outside of it."""
    span = range(mention.first, mention.last + 1)
    return next((row for row in span if rows[row].head - 1 not in span), mention.last)


def _large_or_number(row: Row, *, after: bool) -> bool:
    """Whether a word has a capital, or is a number behind the head ("Route 75"); a number before it is a year or a house's."""
    return row.form[:1].isupper() or (after and row.form.isdigit())


def _large_beside(rows: Sequence[Row], row: int, head: int) -> bool:
    """Whether a row is an adjective written large right before a proper noun that is the head ("New Zealander")."""
    return row == head - 1 > 0 and rows[row].form[:1].isupper() and rows[row].upos == "ADJ" and rows[head].upos == "PROPN"


def _hangs(rows: Sequence[Row], row: int, head: int, relations: Collection[str]) -> bool:
    """Whether a row comes to `head` by these relations alone."""
    for _ in range(8):
        if row == head:
            return True
        if rows[row].dep not in relations or not rows[row].head:
            return False
        row = rows[row].head - 1
    return False


def _apart(rows: Sequence[Row], row: int, head: int) -> bool:
    """Whether a row comes to `head` as a conjunct, an apposition or a possessor, or not at all."""
    for _ in range(8):
        if row == head:
            return False
        if rows[row].dep.split(":")[0] in {"conj", "appos", "parataxis"} or rows[row].dep == "nmod:poss" or not rows[row].head:
            return True
        row = rows[row].head - 1
    return True


def _run(
    rows: Sequence[Row],
    mention: Entity,
    own: Collection[int],
    at: int,
    joins: Collection[str],
    known: Collection[str] = frozenset(),
    inside: Collection[int] = frozenset(),
    *,
    through: bool = False,
) -> range:
    """The stretch of `own` round row `at` with nothing but joining words in it; words of the Wikipedia title `known` join too, and with
    `through` words written large.

    Across a joining word only what the title has is reached, where there is a title that has the row `at` and the stretch is more than
    that row; else what is in no other mention of the kind (`inside`).
    """
    titled = rows[at].form in known
    large = {word.lower() for word in known}

    def beyond(edge: int, step: int) -> int | None:
        row = edge + step
        while mention.first <= row <= mention.last and abs(row - edge) < 4:
            if row in own:
                free = _told(rows, row, step, own, large) if titled else row not in inside
                free = free or (first == last and row not in inside)
                return row if abs(row - edge) == 1 or free or rows[edge + step].form in {"-", "–", ".", "'"} else None
            form = rows[row].form.lower()
            if form not in joins and not (titled and form in known) and not (through and rows[row].form[:1].isupper()):
                return None
            if form in {"'s", "’s"} and form not in known:
                return None
            row += step
        return None

    first = last = at
    while (further := beyond(first, -1)) is not None:
        first = further
    while (further := beyond(last, 1)) is not None:
        last = further
    return range(first, last + 1)


def _told(rows: Sequence[Row], row: int, step: int, own: Collection[int], large: Collection[str]) -> bool:
    """Whether a title has one of the words of a name's further part, which begins at `row`: "U.S. Coast Guard" in "United States Coast Guard"."""
    while row in own:
        if rows[row].form.lower() in large:
            return True
        row += step
    return False


def _widened(rows: Sequence[Row], mention: Entity, name: range) -> range:
    """`name` with what is written large right beside it and hangs on it: the people before a body ("Danish Ministry of Trade"), a
    preposition that opens it ("For Peace and Bread"), the number behind it ("World Cup 2018")."""
    first, last = name[0], name[-1]
    while (
        first > mention.first
        and first > 1
        and rows[first - 1].form[:1].isupper()
        and rows[first - 1].upos in {"ADJ", "PROPN", "ADP"}
        and rows[first - 1].head - 1 in range(first, last + 1)
        and rows[first - 1].dep in {"amod", "compound", "case", "flat", "nmod:desc"}
    ):
        first -= 1
    if (
        last < mention.last
        and rows[last + 1].upos == "NUM"
        and rows[last + 1].form.isalnum()
        and rows[last + 1].head - 1 in range(first, last + 1)
    ):
        last += 1
    return range(first, last + 1)


def gum(path: Path, gazetteer: Gazetteer) -> list[Sentence]:
    """GUM's parsed sentences with the proper names among its entities, in kg's types."""
    found = []
    for block in blocks(path):
        sentence = retokenised(block, typed(block.text, names(block), RULES["gum"], gazetteer))
        if sentence is not None:
            found.append(replace(sentence, document=block.document))
    return found
