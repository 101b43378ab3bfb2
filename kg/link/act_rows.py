"""Rows of the lexicon of acts: their conditions, and how they are read from JSON lines, each fault with its file and line."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from kg.errors import LexiconError
from kg.link.wording import SMALL
from kg.ontology import Scheme

_KEYS = {"head", "noun", "act", "word", "at", "subject", "object", "kind", "gives", "example", "source", "licence"}
NEEDED = {"gives", "example", "source", "licence"}
"""The keys that a row must have."""
OUTCOMES = {"COMMIT", "SAME", "END", "REQUEST/*", "REJECT/*", "THREATEN/*", ""}
"""What a row may give instead of a code: promising the content's act, that act, its undoing, or a type with the mode by content."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the lexicon: under which conditions a head means which act.

    `small` must all stand near the head; of each set of `nouns` one must head a phrase (or stand in it, where it has a blank); the
    content must be one of `acts`; one of `words` must stand in a phrase; at each marker of `at` a phrase must have one of the words;
    `subject` and `object` are words or entity types. `compounds` are the nouns of several words in each set. Of the kind "happening" is
    a row that says how an act goes which its subject names ("clashes broke out", "talks collapsed"): it `happens`. "*" at a marker
    stands for any phrase. A row `weighs_content` that asks what act the phrases beside its head, or its subject, name.
    """

    small: frozenset[str]
    nouns: tuple[frozenset[str], ...]
    acts: frozenset[str]
    words: frozenset[str]
    at: tuple[tuple[str, frozenset[str]], ...]
    subject: frozenset[str]
    object: frozenset[str]
    kind: str
    gives: str
    number: int
    where: str
    example: str = ""
    compounds: tuple[tuple[str, ...], ...] = ()
    happens: bool = False
    weighs_content: bool = False


def _last(words: Iterable[str]) -> frozenset[str]:
    """The noun of a head such as "hold talk with" (of several words the last, as in "show vote confidence")."""
    return frozenset(list(words)[-1:])


def based(words: str, base: Callable[[str], str]) -> str:
    """The words, each in its base form."""
    return " ".join(map(base, words.split()))


@cache
def several(words: frozenset[str]) -> tuple[str, ...]:
    """Those of a row's nouns or words that are several words, with blanks around so that they can be looked for in a text."""
    return tuple(sorted(f" {word} " for word in words if " " in word))


def in_base_forms(rows: Mapping[str, Sequence[Row]], base: Callable[[str], str]) -> dict[str, list[Row]]:
    """The rows with their nouns and words in the forms that phrases are brought to before they are compared."""

    @cache
    def each(words: frozenset[str]) -> frozenset[str]:
        return frozenset(based(word, base) for word in words)

    def brought(row: Row) -> Row:
        at = tuple((marker, each(words)) for marker, words in row.at)
        nouns = tuple(map(each, row.nouns))
        return replace(row, nouns=nouns, compounds=tuple(map(several, nouns)), words=each(row.words), at=at)

    return {head: [brought(row) for row in found] for head, found in rows.items()}


def read_lines(path: Path, needed: Iterable[str]) -> Iterator[tuple[str, dict[str, object]]]:
    """Each JSON object of a file with its place (file:line).

    Raises LexiconError where the file cannot be read, a line is no JSON object or lacks a needed key.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise LexiconError(f"cannot be read: {error.strerror}", where=str(path)) from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        where = f"{path}:{number}"
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise LexiconError(f"is no JSON: {error.msg}", where=where, remedy="mend the line") from error
        if not isinstance(row, dict) or (missing := sorted(set(needed) - set(row))):
            raise LexiconError(
                f"lacks {', '.join(missing) if isinstance(row, dict) else 'keys'}", where=where, remedy="add what is missing"
            )
        yield where, row


def listed(row: Mapping[str, object], key: str, where: str) -> tuple[str, ...]:
    """The words under a key, none where it is absent; raises LexiconError where they are no list of words."""
    value = row.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
        raise LexiconError(f"{key!r} must be a list of words", where=where)
    return tuple(value)


def rows_of(
    row: Mapping[str, object], classes: Mapping[str, Sequence[str]], scheme: Scheme, number: int, where: str
) -> Iterator[tuple[str, Row]]:
    """The compiled rows of one line, one for each head."""
    if unknown := sorted(set(row) - _KEYS):
        raise LexiconError(f"has the unknown key {unknown[0]!r}", where=where, remedy=f"known keys are {', '.join(sorted(_KEYS))}")

    def opened(words: Iterable[str]) -> frozenset[str]:
        found: set[str] = set()
        for word in words:
            if not word.startswith("@"):
                found.add(word)
            elif word[1:] in classes:
                found.update(classes[word[1:]])
            else:
                raise LexiconError(f"names the class {word}, which classes.jsonl lacks", where=where)
        return frozenset(found)

    gives = str(row["gives"])
    if gives not in OUTCOMES and gives not in scheme:
        raise LexiconError(f"gives {gives!r}, which is no act of the scheme", where=where)
    acts = frozenset(listed(row, "act", where)) or (frozenset({"*"}) if gives in {"SAME", "END"} else frozenset())
    at = row.get("at", {})
    if not isinstance(at, dict):
        raise LexiconError("'at' must map markers to lists of words", where=where)
    nouns = opened(listed(row, "noun", where))
    common = Row(
        small=frozenset(),
        nouns=(nouns,) if nouns else (),
        acts=acts,
        words=opened(listed(row, "word", where)),
        at=tuple(sorted((marker, opened(listed(at, marker, where))) for marker in at)),
        subject=opened(listed(row, "subject", where)),
        object=opened(listed(row, "object", where)),
        kind=str(row.get("kind", "")),
        gives=gives,
        number=number,
        where=where,
        example=str(row["example"]),
        happens=row.get("kind") == "happening",
        weighs_content=bool(acts) or gives in OUTCOMES - {""},
    )
    for label in listed(row, "head", where):
        first, *others = label.split()
        small = frozenset(word for word in others if word in SMALL)
        noun = _last(word for word in others if word not in SMALL)
        yield first, replace(common, small=small, nouns=(*common.nouns, noun) if noun else common.nouns)
