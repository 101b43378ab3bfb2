"""Articles that are given more than once: which copy stands, and what is told of the others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from kg.model import Article, Skipped


@dataclass(frozen=True, slots=True)
class _Copy:
    """What tells one copy of an article from another."""

    source: str
    publisher: str
    published: date | None
    text: str  # a hash

    @property
    def described(self) -> int:
        return bool(self.publisher) + (self.published is not None)


class Doubles:
    """Keeps count of the articles of a run, whose copies have the same address, or none and the same text.

    The best-described copy stands (publisher, day). Of equally described ones that is the first where their texts are equal, else the
    one of the later day, the last in order where there is none.

    >>> doubles, article = Doubles(), Article.of("Oslo met Lima.", source="a.txt")
    >>> doubles.stands(article)
    True
    >>> doubles.read(article)
    >>> doubles.stands(Article.of("Oslo met Lima.", source="b.txt"))
    False
    >>> [item.reason for item in doubles.skipped()]
    ['is the same article as a.txt, which stands in its place']
    """

    def __init__(self) -> None:
        self._standing: dict[str, _Copy] = {}
        self._others: list[tuple[str, _Copy]] = []

    def stands(self, article: Article) -> bool:
        """Whether `article` is to be read; False where a copy that was read before it stands in its place."""
        if (held := self._standing.get(article.id)) is None or _better(_copy(article), held):
            return True
        self._others.append((article.id, _copy(article)))
        return False

    def read(self, article: Article) -> None:
        """Note that `article` was read: it stands from now on."""
        if (held := self._standing.get(article.id)) is not None:
            self._others.append((article.id, held))
        self._standing[article.id] = _copy(article)

    def skipped(self) -> Iterator[Skipped]:
        """What is told of the copies that do not stand, in the order in which they were left out."""
        for id, other in self._others:
            yield Skipped(other.source, _told(other, self._standing[id]))


def _copy(article: Article) -> _Copy:
    digest = sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest()
    return _Copy(article.source or article.id, article.publisher, article.published, digest)


def _better(new: _Copy, held: _Copy) -> bool:
    if new.described != held.described or new.text == held.text:
        return new.described > held.described
    return (new.published or date.min) >= (held.published or date.min)


def _told(other: _Copy, standing: _Copy) -> str:
    if other.text != standing.text:
        return f"has the same address as {standing.source}, which stands in its place, and another text"
    differs = [
        name
        for name, one, two in (("publisher", other.publisher, standing.publisher), ("day", other.published, standing.published))
        if one and one != two
    ]
    if differs:
        what = f"has the same text as {standing.source}, which stands in its place, and another {' and '.join(differs)}"
        return f"{what}; give each its address to keep both"
    return f"is the same article as {standing.source}, which stands in its place"
