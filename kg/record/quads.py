"""The contract of the graph: an article and its statements become quads. What each term means stands in data/ontology/kg.ttl."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

import pyoxigraph as ox

from kg.errors import ArticleError
from kg.model import Article, Literal, Mention, Offsets, Reference, Statement
from kg.names import ONTOLOGY, PREFIXES, Names, is_iri
from kg.record.origins import origin

RDF, XSD, SKOS = PREFIXES["rdf"], PREFIXES["xsd"], PREFIXES["skos"]
DC, DCTERMS, PROV, SCHEMA, OA = (PREFIXES[name] for name in ("dc", "dcterms", "prov", "schema", "oa"))
TYPE = ox.NamedNode(RDF + "type")
LABEL = ox.NamedNode(SKOS + "prefLabel")
SAME_AS = ox.NamedNode(SKOS + "exactMatch")
GENERATED_BY = ox.NamedNode(PROV + "wasGeneratedBy")
DERIVED_FROM = ox.NamedNode(PROV + "wasDerivedFrom")
USED = ox.NamedNode(PROV + "used")
ASSOCIATED_WITH = ox.NamedNode(PROV + "wasAssociatedWith")
HAS_SOURCE, HAS_SELECTOR = ox.NamedNode(OA + "hasSource"), ox.NamedNode(OA + "hasSelector")
POSITION, START, END = ox.NamedNode(OA + "TextPositionSelector"), ox.NamedNode(OA + "start"), ox.NamedNode(OA + "end")
_INTEGER, _DECIMAL, _DATE = (ox.NamedNode(XSD + name) for name in ("integer", "decimal", "date"))
_KNOWN_DATATYPES = frozenset({"string", "integer", "decimal", "date", "boolean", "double", "gYear", "gYearMonth", "dateTime", "duration"})
_SURROGATE = re.compile("[\ud800-\udfff]")

Subject = ox.NamedNode
Term = ox.NamedNode | ox.Literal


@cache
def term(name: str) -> ox.NamedNode:
    """A term of kg's own ontology."""
    return ox.NamedNode(ONTOLOGY + name)


READ_AS = term("readAs")


def quads(article: Article, statements: Iterable[Statement], names: Names, run: Mapping[str, str]) -> list[ox.Quad]:
    """All that `article` says, as sorted quads without blank nodes; the same values give the same quads.

    One named graph holds the article, its text, its claims and what they rest on. The graphs of entities, relations, shortcuts
    and runs get what the claims need of them. `run` names what made them ("kg", "model", "extractors": versions, no times).
    Raises ArticleError for what no RDF file can hold: a lone surrogate, an outside identifier that is no IRI.

    >>> found = quads(Article.of("Oslo met Lima.", title="Talks"), [], Names(), {"kg": "1"})
    >>> [q.object.value for q in found if q.predicate.value.endswith("/title")]
    ['Talks']
    """
    try:
        writing = _Writing(article, names)
        writing.article_and_run(run)
        for statement in statements:
            writing.statement(statement)
    except ValueError as error:
        raise ArticleError(f"cannot be put into a graph ({error})", where=article.source or article.id) from error
    return sorted(writing.found, key=str)


def shortcut(statement: Statement, names: Names) -> tuple[str, str, str] | None:
    """The bare triple that a statement affirms and asserts between two things, or None where it does not."""
    if statement.plain and isinstance(statement.object, Reference):
        return (
            names.entity(statement.subject.entity.id),
            names.relation(statement.relation.id),
            names.entity(statement.object.entity.id),
        )
    return None


def label(text: str) -> ox.Literal:
    """`text` as a label of a graph: what kg reads and knows is English.

    >>> str(label("Norway"))
    '"Norway"@en'
    """
    return ox.Literal(_text(text).value, language="en")


def address(url: str) -> Term:
    """An article's address as a graph holds it: the IRI that it is, or its text where it is none.

    >>> str(address("https://a.example/1")), str(address("page 3"))
    ('<https://a.example/1>', '"page 3"')
    """
    try:
        return _iri(url)
    except ValueError:
        return _text(url)


def _hash(*parts: object) -> str:
    return hashlib.sha256("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _text(value: str) -> ox.Literal:
    if found := _SURROGATE.search(value):
        place = found.start()
        raise ValueError(f"a lone surrogate U+{ord(found[0]):04X} at character {place} of {value[max(0, place - 20) : place]!r}")
    return ox.Literal(value)


def _integer(value: int) -> ox.Literal:
    return ox.Literal(str(value), datatype=_INTEGER)


def _decimal(value: float) -> ox.Literal:
    # the store keeps decimals in canonical form; written so from the start, old and new quads compare equal
    plain = f"{value:.4f}".rstrip("0").rstrip(".")
    return ox.Literal("0" if plain == "-0" else plain, datatype=_DECIMAL)


def _iri(value: str) -> ox.NamedNode:
    if not is_iri(value):
        raise ValueError(f"{value!r} is no absolute IRI")
    return ox.NamedNode(value)


@dataclass(slots=True)
class _Writing:
    """Collects the quads of one article."""

    article: Article
    names: Names
    found: set[ox.Quad] = field(default_factory=set)
    labels: dict[str, str] = field(default_factory=dict)
    own: ox.NamedNode = field(init=False)
    source: ox.NamedNode = field(init=False)
    run: ox.NamedNode | None = None

    def __post_init__(self) -> None:
        self.own = ox.NamedNode(self.names.graph(self.article.id))
        self.source = ox.NamedNode(self.names.article(self.article.id))

    def add(self, subject: str, predicate: ox.NamedNode, object_: Term, graph: str = "") -> None:
        self.found.add(ox.Quad(ox.NamedNode(subject), predicate, object_, ox.NamedNode(graph) if graph else self.own))

    def article_and_run(self, run: Mapping[str, str]) -> None:
        article, names = self.article, self.names
        node, graph = self.source.value, self.own.value
        self.add(node, TYPE, term("Article"))
        if article.title:
            self.add(node, ox.NamedNode(DCTERMS + "title"), _text(article.title))
        # Dublin Core's terms want an agent and a linguistic system here, its elements take a name and a code
        for name, value in (("publisher", article.publisher), ("language", article.language)):
            if value:
                self.add(node, ox.NamedNode(DC + name), _text(value))
        if article.url:
            self.add(node, ox.NamedNode(SCHEMA + "url"), address(article.url))
        if article.published:
            self.add(node, ox.NamedNode(DCTERMS + "issued"), ox.Literal(article.published.isoformat(), datatype=_DATE))
        self.add(node, term("origin"), _text(origin(article)))
        self.add(node, term("text"), _text(article.text))
        digest = hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest()
        self.add(node, term("textSha256"), ox.Literal(digest))
        key = _hash(*(f"{name}={value}" for name, value in sorted(run.items())))
        self.run = ox.NamedNode(names.run(key))
        self.made(graph)
        self.add(self.run.value, USED, self.source)
        self.add(self.run.value, TYPE, term("Run"), names.runs)
        self.add(self.run.value, ASSOCIATED_WITH, term("software"), names.runs)
        for name, value in sorted(run.items()):
            self.add(self.run.value, term("extractor" if name == "extractors" else f"{name}Version"), _text(value), names.runs)

    def made(self, node: str) -> None:
        """Say from what `node` was made, and by which run."""
        self.add(node, DERIVED_FROM, self.source)
        if self.run is not None:
            self.add(node, GENERATED_BY, self.run)

    def statement(self, statement: Statement) -> None:
        claim, names, article = statement.claim, self.names, self.article.id
        if claim.evidence.article != article:
            raise ValueError(f"a claim rests on another article, {claim.evidence.article}")
        node = names.claim(article, claim.key)
        subject = self.reference(statement.subject)
        relation = self.relation(statement)
        self.add(node, TYPE, term("Claim"))
        self.add(node, term("article"), self.source)
        self.made(node)
        self.add(node, term("subject"), ox.NamedNode(names.entity(statement.subject.entity.id)))
        self.add(node, term("subjectMention"), subject)
        self.add(node, term("relation"), relation)
        self.add(node, term("words"), _text(statement.relation.text or claim.predicate.text))
        self.add(node, term("polarity"), term(claim.polarity.value))
        self.add(node, term("modality"), term(claim.modality.value))
        self.add(node, term("sign"), _integer(statement.relation.sign))
        if statement.relation.event:
            self.add(node, term("act"), ox.NamedNode(names.act(statement.relation.event)))
        if statement.relation.score:
            self.add(node, term("score"), _decimal(statement.relation.score))
        self.add(node, term("confidence"), _decimal(claim.confidence))
        if claim.extractor:
            self.add(node, term("extractor"), _text(claim.extractor))
        self.object(node, statement.object)
        self.add(node, term("evidence"), self.evidence(claim.evidence.quote, claim.evidence.sentence))
        if statement.attribution:
            self.add(node, term("attribution"), self.attribution(statement.attribution))
        if statement.time is not None:
            self.add(node, term("time"), self.time(statement))
        for place in statement.places:
            self.add(node, term("place"), ox.NamedNode(names.entity(place.entity.id)))
            self.add(node, term("placeMention"), self.reference(place))
        for argument in claim.context:
            self.add(node, term("context"), _text(f"{argument.marker} {argument.mention.reading}".strip()))
        if bare := shortcut(statement, names):
            self.add(bare[0], ox.NamedNode(bare[1]), ox.NamedNode(bare[2]), names.shortcuts)

    def object(self, node: str, object_: Reference | Literal | None) -> None:
        if isinstance(object_, Reference):
            self.add(node, term("object"), ox.NamedNode(self.names.entity(object_.entity.id)))
            self.add(node, term("objectMention"), self.reference(object_))
        elif isinstance(object_, Literal):
            datatype = object_.datatype if object_.datatype in _KNOWN_DATATYPES else "string"
            _text(object_.value)
            self.add(node, term("object"), ox.Literal(object_.value, datatype=ox.NamedNode(XSD + datatype)))
            if object_.mention is not None:
                self.add(node, term("objectMention"), self.mention(object_.mention))

    def reference(self, reference: Reference) -> ox.NamedNode:
        entity = self.entity(reference)
        return self.mention(reference.mention, entity, reference.reading, reference.confidence)

    def entity(self, reference: Reference) -> ox.NamedNode:
        entity, names = reference.entity, self.names
        node = names.entity(entity.id)
        self.add(node, TYPE, term(entity.type), names.entities)
        self.called(node, entity.label)
        for other in entity.same_as:
            self.add(node, SAME_AS, _iri(other), names.entities)
        for name, value in (("country", entity.country), ("sector", entity.sector)):
            if value:
                self.add(node, term(name), _text(value), names.entities)
        if entity.part_of:
            self.add(node, term("partOf"), ox.NamedNode(names.entity(entity.part_of)), names.entities)
        return ox.NamedNode(node)

    def called(self, node: str, name: str) -> None:
        """Keep one label for an entity that the article spells in two ways ("President", "president"): that with fewer capitals."""
        known = self.labels.setdefault(node, name)
        kept = min(known, name, key=lambda each: (sum(map(str.isupper, each)), each))
        if kept != known:
            self.found.discard(ox.Quad(ox.NamedNode(node), LABEL, label(known), ox.NamedNode(self.names.entities)))
        self.labels[node] = kept
        self.add(node, LABEL, label(kept), self.names.entities)

    def mention(
        self, mention: Mention | None, entity: ox.NamedNode | None = None, reading: str = "", confidence: float = 1.0
    ) -> ox.NamedNode:
        """The node of a mention as read; a reference that no words name gets one without offsets, so that it keeps its entity."""
        meant = entity.value if entity else ""
        at = (mention.at.start, mention.at.end, mention.reading) if mention else ()
        node = self.names.part(self.article.id, "mention", _hash(*at, meant, reading, confidence))
        self.add(node, TYPE, term("Mention"))
        self.add(node, HAS_SOURCE, self.source)
        if mention is not None:
            self.words(node, mention.at)
            if mention.reading != mention.text:
                self.add(node, term("phrase"), _text(mention.reading))
            if mention.antecedent is not None:
                self.add(node, term("antecedent"), self.selector(mention.referent.at))
        if entity is not None:
            self.add(node, term("refersTo"), entity)
        if reading:
            self.add(node, term("reading"), _text(reading))
        if confidence < 1:
            self.add(node, term("confidence"), _decimal(confidence))
        return ox.NamedNode(node)

    def words(self, node: str, at: Offsets) -> None:
        """Say which words of the article `node` is, and where they stand."""
        self.add(node, HAS_SELECTOR, self.selector(at))
        self.add(node, term("quote"), _text(at.of(self.article.text)))

    def selector(self, at: Offsets) -> ox.NamedNode:
        """The node that tells where a stretch stands; all that stands there shares it."""
        node = self.names.stretch(self.article.id, at.start, at.end)
        self.add(node, TYPE, POSITION)
        self.add(node, START, _integer(at.start))
        self.add(node, END, _integer(at.end))
        return ox.NamedNode(node)

    def evidence(self, quote: Offsets, sentence: Offsets) -> ox.NamedNode:
        node = self.names.part(self.article.id, "evidence", f"{quote.start}-{quote.end}")
        self.add(node, TYPE, term("Evidence"))
        self.add(node, HAS_SOURCE, self.source)
        self.words(node, quote)
        if sentence != quote:
            self.add(node, term("sentence"), self.selector(sentence))
        return ox.NamedNode(node)

    def attribution(self, chain: Sequence[Reference]) -> ox.NamedNode:
        """The node of the innermost source, which lies within that of the next one out; claims of one speech share the chain."""
        outer = ""
        for source in chain:
            mention = self.reference(source)
            node = self.names.part(self.article.id, "attribution", _hash(outer, mention.value))
            self.add(node, TYPE, term("Attribution"))
            self.add(node, term("source"), ox.NamedNode(self.names.entity(source.entity.id)))
            self.add(node, term("sourceMention"), mention)
            if outer:
                self.add(node, term("within"), ox.NamedNode(outer))
            outer = node
        return ox.NamedNode(outer)

    def time(self, statement: Statement) -> ox.NamedNode:
        time = statement.time
        assert time is not None
        at = (time.at.start, time.at.end) if time.at else ()
        node = self.names.part(self.article.id, "time", _hash(*at, time.text, time.start, time.end, time.basis))
        self.add(node, TYPE, term("Time"))
        self.add(node, HAS_SOURCE, self.source)
        if time.at:
            self.words(node, time.at)
        if not time.at or time.text != time.at.of(self.article.text):
            self.add(node, term("phrase"), _text(time.text))
        for name, day in (("from", time.start), ("to", time.end)):
            if day is not None:
                self.add(node, term(name), ox.Literal(day.isoformat(), datatype=_DATE))
        if time.basis:
            self.add(node, term("basis"), _text(time.basis))
        return ox.NamedNode(node)

    def relation(self, statement: Statement) -> ox.NamedNode:
        relation, names = statement.relation, self.names
        node = names.relation(relation.id)
        self.add(node, TYPE, ox.NamedNode(RDF + "Property"), names.relations)
        self.add(node, LABEL, label(relation.label), names.relations)
        if above := relation.type or relation.event.partition("/")[0]:
            self.add(node, READ_AS, ox.NamedNode(names.act(above)), names.relations)
        return ox.NamedNode(node)


def parts(found: Iterable[ox.Quad], graph: str) -> tuple[list[ox.Quad], list[ox.Quad]]:
    """The quads that stand in `graph`, and the others."""
    inside: list[ox.Quad] = []
    outside: list[ox.Quad] = []
    for quad in found:
        (inside if isinstance(quad.graph_name, ox.NamedNode) and quad.graph_name.value == graph else outside).append(quad)
    return inside, outside


def nquads(found: Iterable[ox.Quad]) -> Iterator[str]:
    """Quads as lines of N-Quads without a line end."""
    return (f"{quad} ." for quad in found)
