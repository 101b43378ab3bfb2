"""The claims of a graph as the objects of the claims file, read back from its quads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias

import pyoxigraph as ox

from kg.errors import UsageError
from kg.names import ACT, ONTOLOGY, PREFIXES, Names, is_iri

if TYPE_CHECKING:
    from kg.record.store import Store

_XSD = PREFIXES["xsd"]
_TYPE = PREFIXES["rdf"] + "type"
_LABEL = PREFIXES["skos"] + "prefLabel"
_SAME = PREFIXES["skos"] + "exactMatch"
_OA = PREFIXES["oa"]
_SELECTOR = _OA + "hasSelector"

_Properties: TypeAlias = Mapping[str, list[Any]]
_Nodes: TypeAlias = Mapping[str, _Properties]


def records(
    store: Store,
    *,
    since: date | None = None,
    until: date | None = None,
    actor: str | None = None,
    article: str | None = None,
) -> Iterator[dict[str, Any]]:
    """The claims of `store` as claims-file objects: articles by day of publication and IRI, claims as they stand in the text.

    `since` and `until` are days (both included) that the claim's time, or else its article's publication, must touch.
    `actor` keeps claims in which an entity takes part or speaks whose label contains it, or whose IRI it is; `article` (an id or
    IRI) those of one article. Raises UsageError for an article that is not there.
    """
    wanted = article_id(store, article) if article is not None else None
    reader = _Reader(store)
    for id in [wanted] if wanted is not None else reader.articles():
        for record in reader.article(id):
            if actor is not None and not _takes_part(record, actor):
                continue
            if (since or until) and not _within(record, since, until):
                continue
            yield record


def claim_iri(store: Store, claim: str) -> str | None:
    """The IRI of the claim whose IRI `claim` is or whose key begins with it (`claim-` or `#claim-` before it may stand).

    None where there is none; raises UsageError where several begin so.
    """
    iri = claim if "://" in claim else ""
    key = claim.rpartition("claim-")[2].rpartition("#")[2]
    if not key or (iri and not is_iri(iri)):
        return None
    kind = ox.NamedNode(ONTOLOGY + "Claim")
    claims = store.find(ox.NamedNode(iri) if iri else None, ox.NamedNode(_TYPE), kind, None)
    found = sorted({one for one in (_value(quad.subject) for quad in claims) if one.rpartition("#claim-")[2].startswith(key)})
    if len(found) > 1:
        raise UsageError(f"{len(found)} claims begin with {claim!r}", remedy="give more of the key: " + ", ".join(map(_key, found[:4])))
    return found[0] if found else None


def record(store: Store, claim: str) -> dict[str, Any] | None:
    """The claim with an IRI, or with a key that begins with `claim`, as an object of the claims file; None where there is none.

    Raises UsageError where several keys begin so.
    """
    iri = claim_iri(store, claim)
    if iri is None:
        return None
    article = store.names.id_of_article(iri)
    return next((row for row in _Reader(store).article(article) if row["id"] == iri), None)


def article_text(store: Store, article: str) -> str:
    """The text of an article (an id or IRI) as it was read; raises UsageError for an article that is not there."""
    id = article_id(store, article)
    subject = ox.NamedNode(store.names.article(id))
    for quad in store.find(subject, ox.NamedNode(ONTOLOGY + "text"), None, ox.NamedNode(store.names.graph(id))):
        return _value(quad.object)
    raise UsageError(f"no article {article!r}", remedy="list articles with `kg query articles`")


def _value(term: Any) -> str:
    return str(term.value)


def _key(claim: str) -> str:
    return claim.rpartition("#claim-")[2][:12]


def article_id(store: Store, article: str) -> str:
    """The id of an article given by its id, the beginning of its id, its IRI or its address."""
    known = _Reader(store).articles()
    id = store.names.id_of_article(article)
    if id in known:
        return id
    found = [one for one in known if id and one.startswith(id)]
    if len(found) == 1:
        return found[0]
    if len(found) > 1:
        raise UsageError(f"{len(found)} articles begin with {article!r}", remedy="give more of the id: " + ", ".join(found[:4]))
    for quad in store.find(None, ox.NamedNode(PREFIXES["schema"] + "url"), _address(article), None):
        return store.names.id_of_article(_value(quad.subject))
    raise UsageError(f"no article {article!r}", remedy="list articles with `kg query articles`")


def _address(url: str) -> ox.NamedNode | ox.Literal:
    """An address as graphs hold it: the IRI that it is, or its text where it is none."""
    try:
        return ox.NamedNode(url) if is_iri(url) else ox.Literal(url)
    except ValueError:
        return ox.Literal(url)


def _takes_part(record: Mapping[str, Any], actor: str) -> bool:
    parties = [record["subject"], record["object"], *record["attribution"]]
    folded = actor.casefold()
    return any(node and (node.get("id") == actor or folded in str(node.get("label") or "").casefold()) for node in parties)


def _within(record: Mapping[str, Any], since: date | None, until: date | None) -> bool:
    time = record["time"] or {}
    first = time.get("start") or time.get("end") or record["article"]["published"]
    last = time.get("end") or time.get("start") or record["article"]["published"]
    if first is None or last is None:
        return False
    return (since is None or last >= since.isoformat()) and (until is None or first <= until.isoformat())


class _Reader:
    """Reads article graphs one at a time; what is said about entities and relations is looked up once."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.names: Names = store.names
        self._described: dict[str, _Properties] = {}

    def articles(self) -> list[str]:
        """The ids of all articles, by day of publication (unknown days last), then id."""
        issued = {
            _value(quad.subject): _value(quad.object)
            for quad in self.store.find(None, ox.NamedNode(PREFIXES["dcterms"] + "issued"), None, None)
        }
        ids = self.store.articles()
        return sorted(ids, key=lambda id: (issued.get(self.names.article(id), "~"), id))

    def article(self, id: str) -> list[dict[str, Any]]:
        """The claims of one article in text order."""
        nodes: dict[str, dict[str, list[Any]]] = {}
        for quad in self.store.find(None, None, None, ox.NamedNode(self.names.graph(id))):
            if isinstance(quad.subject, ox.NamedNode):
                nodes.setdefault(quad.subject.value, {}).setdefault(quad.predicate.value, []).append(quad.object)
        described = _article(nodes, self.names.article(id))
        claim = ONTOLOGY + "Claim"
        found = [
            self._claim(iri, node, nodes, described)
            for iri, node in nodes.items()
            if any(isinstance(kind, ox.NamedNode) and kind.value == claim for kind in node.get(_TYPE, ()))
        ]
        return sorted(found, key=_position)

    def described(self, iri: str, graph: str) -> _Properties:
        if iri not in self._described:
            node: dict[str, list[Any]] = {}
            for quad in self.store.find(ox.NamedNode(iri), None, None, ox.NamedNode(graph)):
                node.setdefault(quad.predicate.value, []).append(quad.object)
            self._described[iri] = node
        return self._described[iri]

    def _claim(self, iri: str, node: _Properties, nodes: _Nodes, article: dict[str, Any]) -> dict[str, Any]:
        evidence = nodes.get(_one(node, "evidence"), {})
        return {
            "id": iri,
            "article": article,
            "subject": self._entity(_one(node, "subject"), nodes.get(_one(node, "subjectMention"), {}), nodes),
            "relation": self._relation(node),
            "object": self._object(node, nodes),
            "polarity": _local(_one(node, "polarity")),
            "modality": _local(_one(node, "modality")),
            "attribution": self._attribution(_one(node, "attribution"), nodes),
            "time": _time(nodes.get(_one(node, "time"), {})),
            "place": self._places(node, nodes),
            "evidence": {"quote": _one(evidence, "quote")} | _offsets(evidence, nodes),
            "confidence": float(_one(node, "confidence") or 1.0),
            "extractor": _one(node, "extractor") or None,
            "context": sorted(str(value.value) for value in node.get(ONTOLOGY + "context", ())),
        }

    def _entity(self, iri: str, mention: _Properties, nodes: _Nodes) -> dict[str, Any]:
        node = self.described(iri, self.names.entities)
        return {
            "id": iri,
            "label": _one(node, _LABEL) or iri,
            "type": _local(_one(node, _TYPE)) or None,
            "same_as": sorted(value.value for value in node.get(_SAME, ())),
            "mention": _mention(mention, nodes),
            "country": _one(node, "country") or None,
            "sector": _one(node, "sector") or None,
            "part_of": _one(node, "partOf") or None,
            "reading": _one(mention, "reading") or None,
        }

    def _object(self, node: _Properties, nodes: _Nodes) -> dict[str, Any] | None:
        values = node.get(ONTOLOGY + "object", ())
        mention = nodes.get(_one(node, "objectMention"), {})
        if not values:
            return None
        if isinstance(values[0], ox.Literal):
            datatype = values[0].datatype.value.removeprefix(_XSD)
            return {"value": values[0].value, "datatype": datatype, "mention": _mention(mention, nodes)}
        return self._entity(values[0].value, mention, nodes)

    def _relation(self, node: _Properties) -> dict[str, Any]:
        iri = _one(node, "relation")
        return {
            "id": iri,
            "label": _one(self.described(iri, self.names.relations), _LABEL) or iri,
            "text": _one(node, "words"),
            "event": _one(node, "act").removeprefix(ACT) or None,
            "sign": _number(node, "sign") or 0,
            "score": float(_one(node, "score") or 0.0),
        }

    def _attribution(self, iri: str, nodes: _Nodes) -> list[dict[str, Any]]:
        chain: list[dict[str, Any]] = []
        seen: set[str] = set()
        while iri and iri in nodes and iri not in seen:
            seen.add(iri)
            node = nodes[iri]
            chain.append(self._entity(_one(node, "source"), nodes.get(_one(node, "sourceMention"), {}), nodes))
            iri = _one(node, "within")
        return chain[::-1]

    def _places(self, node: _Properties, nodes: _Nodes) -> list[dict[str, Any]]:
        mentions = [nodes.get(value.value, {}) for value in node.get(ONTOLOGY + "placeMention", ())]
        places = [self._entity(_one(mention, "refersTo"), mention, nodes) for mention in mentions]
        return sorted(places, key=lambda place: ((place["mention"] or {}).get("start", -1), place["id"]))


def _one(node: _Properties, name: str) -> str:
    values = node.get(name if ":" in name else ONTOLOGY + name, ())
    return min(str(value.value) for value in values) if values else ""


def _number(node: _Properties, name: str) -> int | None:
    value = _one(node, name)
    return int(value) if value else None


def _local(iri: str) -> str:
    return iri.removeprefix(ONTOLOGY)


def _mention(node: _Properties, nodes: _Nodes) -> dict[str, Any] | None:
    if _SELECTOR not in node:
        return None
    return {"text": _one(node, "quote")} | _offsets(node, nodes)


def _offsets(node: _Properties, nodes: _Nodes) -> dict[str, int | None]:
    """Where the words of evidence or a mention stand, as its selector tells."""
    selector = nodes.get(_one(node, _SELECTOR), {})
    return {"start": _number(selector, _OA + "start"), "end": _number(selector, _OA + "end")}


def _time(node: _Properties) -> dict[str, Any] | None:
    if not node:
        return None
    return {
        "text": _one(node, "phrase") or _one(node, "quote"),
        "start": _one(node, "from") or None,
        "end": _one(node, "to") or None,
        "basis": _one(node, "basis") or None,
    }


def _article(nodes: _Nodes, iri: str) -> dict[str, Any]:
    node = nodes.get(iri, {})
    dc, dcterms = PREFIXES["dc"], PREFIXES["dcterms"]
    return {
        "id": iri,
        "title": _one(node, dcterms + "title") or None,
        "url": _one(node, PREFIXES["schema"] + "url") or None,
        "publisher": _one(node, dc + "publisher") or None,
        "published": _one(node, dcterms + "issued") or None,
        "origin": _one(node, "origin") or None,
        "language": _one(node, dc + "language") or None,
    }


def _position(record: Mapping[str, Any]) -> tuple[Any, ...]:
    def start(node: Mapping[str, Any] | None) -> int:
        return int(((node or {}).get("mention") or {}).get("start", -1))

    return (record["evidence"]["start"] or 0, start(record["subject"]), start(record["object"]), record["id"])
