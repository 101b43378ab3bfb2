"""FollowTheMoney entities, one JSON object a line, for Aleph and OpenAleph and the `ftm` command line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from hashlib import sha1
from pathlib import Path
from typing import Any

from kg.names import is_iri
from kg.share.claims import json_line
from kg.share.edges import Choices, Edge, Node, Record, clean, graph
from kg.share.files import write_text

# The nearest schema of the standard model for each type of the ontology.
SCHEMATA = {
    "State": "PublicBody",
    "Government": "PublicBody",
    "Ministry": "PublicBody",
    "Military": "PublicBody",
    "IntergovernmentalOrganisation": "Organization",
    "Alliance": "Organization",
    "Organisation": "Organization",
    "Party": "Organization",
    "ArmedGroup": "Organization",
    "Media": "Organization",
    "Company": "Company",
    "Person": "Person",
    "Place": "Address",
    "City": "Address",
    "Region": "Address",
    "Territory": "Address",
    "WaterBody": "Address",
    "Facility": "Address",
    "Vehicle": "Vehicle",
    "Weapon": "Asset",
    "Office": "Position",
    "Event": "Event",
}
_LONGEST = {"name": 384, "alias": 384, "title": 1024, "publisher": 1024, "role": 1024, "status": 1024}
_ACTORS_ELSE = "LegalEntity"
_THINGS_ELSE = "Event"


def write_ftm(records: Iterable[Record], path: Path, *, choices: Choices | None = None) -> None:
    """Write the graph of claim records to `path` as FollowTheMoney entities: articles, parties, and a link for each relation.

    A relation is an `UnknownLink` whose `role` is its kind and whose `proof` are the articles; a person who holds an office is
    an `Occupancy` too. The model has no place for a policy or an act in words but `Event`. Ids are hashes of our IRIs.
    """
    write_text(path, (json_line(entity) for entity in entities(records, choices)))


def entities(records: Iterable[Record], choices: Choices | None = None) -> Iterator[dict[str, Any]]:
    """The entities, articles first, then parties, then links; all links point to entities that are given."""
    articles: dict[str, Record] = {}

    def noted() -> Iterator[Record]:
        for record in records:
            articles.setdefault(record["article"].get("url") or record["article"]["id"], record["article"])
            yield record

    made = graph(noted(), choices)
    for url in sorted({url for edge in made.edges for url in edge.urls}):
        yield _article(url, articles[url])
    types = {node.id: node for node in made.nodes}
    for node in made.nodes:
        yield _party(node)
    for edge in made.edges:
        yield _link(edge)
        if (
            edge.plain
            and edge.event == "STANDING/holds-position"
            and types[edge.source].type == "Person"
            and types[edge.target].type == "Office"
        ):
            yield _entity(
                _id("occupancy", edge.id), "Occupancy", holder=[_id(edge.source)], post=[_id(edge.target)], **_circumstances(edge)
            )


def _id(*parts: str) -> str:
    return "kg-" + sha1("\x1f".join(parts).encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()


def _entity(id: str, schema: str, **properties: Iterable[str]) -> dict[str, Any]:
    filled = {name: [_fitted(name, text) for value in values if (text := clean(value))] for name, values in properties.items()}
    return {"id": id, "schema": schema, "properties": {name: values for name, values in sorted(filled.items()) if values}}


def _fitted(name: str, text: str) -> str:
    """`text` within the longest value that the model takes for a property."""
    longest = _LONGEST.get(name, len(text))
    return text if len(text) <= longest else text[: longest - 1] + "…"


def _article(url: str, article: Record) -> dict[str, Any]:
    fields = defaultdict(str, {key: value for key, value in article.items() if value})
    return _entity(
        _id(url),
        "Article",
        title=_some(fields["title"]),
        publisher=_some(fields["publisher"]),
        date=_some(fields["published"]),
        sourceUrl=[url] if is_iri(url) and url.startswith(("http://", "https://")) else [],
    )


def _party(node: Node) -> dict[str, Any]:
    schema = SCHEMATA.get(node.type, _ACTORS_ELSE if node.family == "actor" else _THINGS_ELSE)
    return _entity(
        _id(node.id),
        schema,
        name=[node.label],
        alias=[words for words in node.mentions if words != node.label],
        wikidataId=_some(node.wikidata),
        description=[f"kg type: {node.type}"],
    )


def _link(edge: Edge) -> dict[str, Any]:
    status = [] if edge.plain else [f"{edge.polarity}, {edge.modality}"]
    return _entity(
        _id("link", edge.id),
        "UnknownLink",
        subject=[_id(edge.source)],
        object=[_id(edge.target)],
        role=[edge.kind],
        status=status,
        **_circumstances(edge),
    )


def _circumstances(edge: Edge) -> dict[str, list[str]]:
    said = [f"According to {claimant}" for claimant in edge.claimants]
    days = [first for first, last in edge.spans if first == last]
    few = len(days) == len(edge.spans) <= 2
    return {
        "summary": _some(edge.quote),
        "description": said,
        "date": days if few else [],
        "startDate": [] if few else _some(edge.date),
        "endDate": [] if few else _some(edge.last_date),
        "publisher": list(edge.publishers),
        "proof": [_id(url) for url in edge.urls],
    }


def _some(text: str) -> list[str]:
    return [text] if text else []
