"""Namespaces, and how each IRI is made. The base of data IRIs is the user's choice; the ontology's namespace is fixed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote, unquote

from kg.errors import UsageError

DEFAULT_BASE = "https://kg.example.org/"
ONTOLOGY = "https://kg.example.org/ontology#"
ACT = "https://kg.example.org/act/"
WIKIDATA = "http://www.wikidata.org/entity/"
PREFIXES = {
    "kg": ONTOLOGY,
    "act": ACT,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "schema": "https://schema.org/",
    "wd": WIKIDATA,
}
"""The prefixes that every query may use without declaring them."""

# An absolute IRI without what no RDF format can hold in one.
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`\ud800-\udfff]+")
_ENDS = re.compile(r"[/#:]$")
# The same ids are asked for again and again.
_quote = lru_cache(maxsize=65_536)(quote)


@lru_cache(maxsize=16384)
def slug(text: str) -> str:
    """`text` as lower-case words joined by hyphens, fit for an IRI path; non-Latin letters are kept.

    >>> slug("Recep Tayyip Erdoğan"), slug("press for"), slug("???")
    ('recep-tayyip-erdogan', 'press-for', 'x')
    >>> slug("𝐀") == slug("A")  # letters that become capitals once they are plain
    True
    """
    plain = text.casefold()
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain.replace("ı", "i")) if not unicodedata.combining(c)).casefold()
    return re.sub(r"[\W_]+", "-", plain).strip("-")[:120] or "x"


def is_iri(text: str) -> bool:
    """Whether `text` is an absolute IRI that every RDF format can hold.

    >>> is_iri("https://news.example/1"), is_iri("no iri"), is_iri("a:<b>")
    (True, False, False)
    """
    return _IRI.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class Names:
    """Makes the IRIs of one graph below `base` (which ends in "/", "#" or ":"); UsageError for a base that cannot be one.

    >>> Names().claim("9f00", "3f2a")
    'https://kg.example.org/article/9f00#claim-3f2a'
    """

    base: str = DEFAULT_BASE

    def __post_init__(self) -> None:
        if not is_iri(self.base) or not _ENDS.search(self.base):
            raise UsageError("is no base IRI", where=self.base, remedy="give an absolute IRI that ends in / or #")

    def article(self, id: str) -> str:
        """The IRI of an article."""
        return f"{self.base}article/{_quote(id, safe='-._~')}"

    def graph(self, id: str) -> str:
        """The IRI of the named graph that holds all that an article says."""
        return f"{self.base}graph/{_quote(id, safe='-._~')}"

    def id_of_graph(self, iri: str) -> str:
        """The id of the article whose graph has this IRI.

        >>> Names().id_of_graph(Names().graph("9f00"))
        '9f00'
        """
        return unquote(iri.removeprefix(f"{self.base}graph/"))

    def id_of_article(self, iri: str) -> str:
        """The id of the article with this IRI, or with a part that has it."""
        return unquote(iri.removeprefix(f"{self.base}article/").partition("#")[0])

    @property
    def entities(self) -> str:
        """The IRI of the graph in which each entity is described once."""
        return self.graph("entities")

    @property
    def relations(self) -> str:
        """The IRI of the graph in which each open relation is described once."""
        return self.graph("relations")

    @property
    def shortcuts(self) -> str:
        """The IRI of the graph of bare triples that some claim affirms and asserts, each once."""
        return self.graph("shortcuts")

    @property
    def runs(self) -> str:
        """The IRI of the graph that describes the runs of kg which read the articles."""
        return self.graph("runs")

    @property
    def vocabulary(self) -> str:
        """The IRI of the graph that holds the ontology and the scheme of acts."""
        return self.graph("vocabulary")

    @property
    def derived(self) -> frozenset[str]:
        """The IRIs of the graphs that belong to no single article."""
        return frozenset({self.entities, self.relations, self.shortcuts, self.runs, self.vocabulary})

    def claim(self, article: str, key: str) -> str:
        """The IRI of a claim of an article."""
        return f"{self.article(article)}#claim-{key}"

    def part(self, article: str, kind: str, key: str) -> str:
        """The IRI of another part of an article (evidence, mention, attribution, time), by where it stands or a hash of what it holds."""
        return f"{self.article(article)}#{kind}-{key}"

    def stretch(self, article: str, start: int, end: int) -> str:
        """The IRI of the selector of a stretch of an article's text, as an RFC 5147 character range."""
        return f"{self.article(article)}#char={start},{end}"

    def run(self, key: str) -> str:
        """The IRI of a run of kg, by a hash of its versions."""
        return f"{self.base}run/{key}"

    def entity(self, id: str) -> str:
        """The IRI of an entity, by its local id."""
        return f"{self.base}entity/{_quote(id, safe='/-._~:')}"

    def relation(self, id: str) -> str:
        """The IRI of an open relation, by its slug."""
        return f"{self.base}relation/{_quote(id, safe='-._~')}"

    def act(self, code: str) -> str:
        """The IRI of an act type or mode ("REQUEST", "REQUEST/assist"); part of the ontology, so not below the base."""
        return ACT + _quote(code, safe="/-._~:")

    def code(self, act: str) -> str:
        """The code of an act's IRI ("REQUEST/assist"); empty for none."""
        return act.removeprefix(ACT)
