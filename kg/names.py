"""Namespaces, and how each IRI is made. The base of data IRIs is the user's choice; the ontology's namespace is fixed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import quote

DEFAULT_BASE = "https://kg.example.org/"
ONTOLOGY = "https://kg.example.org/ontology#"
ACT = "https://kg.example.org/act/"
WIKIDATA = "http://www.wikidata.org/entity/"


def slug(text: str) -> str:
    """`text` as lower-case words joined by hyphens, fit for an IRI path; non-Latin letters are kept.

    >>> slug("Recep Tayyip Erdoğan"), slug("press for"), slug("???")
    ('recep-tayyip-erdogan', 'press-for', 'x')
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold().replace("ı", "i")) if not unicodedata.combining(c))
    return re.sub(r"[\W_]+", "-", plain).strip("-")[:120] or "x"


@dataclass(frozen=True, slots=True)
class Names:
    """Makes the IRIs of one graph below `base` (which ends in "/" or "#").

    >>> Names().claim("9f00", "3f2a")
    'https://kg.example.org/article/9f00#claim-3f2a'
    """

    base: str = DEFAULT_BASE

    def article(self, id: str) -> str:
        """The IRI of an article."""
        return f"{self.base}article/{id}"

    def graph(self, id: str) -> str:
        """The IRI of the named graph that holds all that an article says."""
        return f"{self.base}graph/{id}"

    def claim(self, article: str, key: str) -> str:
        """The IRI of a claim of an article."""
        return f"{self.article(article)}#claim-{key}"

    def evidence(self, article: str, start: int, end: int) -> str:
        """The IRI of a stretch of an article's text, as an RFC 5147 character range."""
        return f"{self.article(article)}#char={start},{end}"

    def entity(self, id: str) -> str:
        """The IRI of an entity, by its local id."""
        return f"{self.base}entity/{quote(id, safe='/-._~:')}"

    def relation(self, id: str) -> str:
        """The IRI of an open relation, by its slug."""
        return f"{self.base}relation/{quote(id, safe='-._~')}"

    def act(self, code: str) -> str:
        """The IRI of an act type or mode ("REQUEST", "REQUEST/assist"); part of the ontology, so not below the base."""
        return ACT + code
