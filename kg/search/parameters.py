"""From what a user types to RDF terms: each kind of parameter and how it is read."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, TypeAlias

import pyoxigraph as ox

from kg.errors import UsageError
from kg.names import ONTOLOGY, PREFIXES, is_iri, slug
from kg.ontology import Scheme

if TYPE_CHECKING:
    from kg.record.store import Store

Values: TypeAlias = tuple[ox.NamedNode | ox.Literal, ...]
KINDS = ("entity", "relation", "act", "claim", "since", "until", "number", "text")
"""entity: a label, IRI or id, with all that is part of it · relation: its label · act: a code or label · claim: its IRI or the
start of its key · since, until: a day, month or year · number · text"""

_LABEL = ox.NamedNode(PREFIXES["skos"] + "prefLabel")
_SAME = ox.NamedNode(PREFIXES["skos"] + "exactMatch")
_PART_OF = ox.NamedNode(ONTOLOGY + "partOf")
_DATE = ox.NamedNode(PREFIXES["xsd"] + "date")
_DECIMAL = ox.NamedNode(PREFIXES["xsd"] + "decimal")
_INTEGER = ox.NamedNode(PREFIXES["xsd"] + "integer")
_PERIOD = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_NUMBER = re.compile(r"[+-]?\d{1,15}(\.\d{1,10})?")


def values_of(store: Store, name: str, kind: str, value: str) -> Values:
    """The terms that `value` stands for as a parameter of `kind`; raises UsageError where it stands for none.

    The name of an entity may stand for several, such as a state with its government and ministries.
    """
    if any("\ud800" <= letter <= "\udfff" for letter in value):
        raise UsageError(f"--{name}: {value!r} holds a lone surrogate")
    if kind == "entity":
        return tuple(ox.NamedNode(iri) for iri in entities(store, value))
    if kind == "relation":
        return (ox.NamedNode(value if is_iri(value) else store.names.relation(slug(value))),)
    if kind == "act":
        return (_act(name, value),)
    if kind == "claim":
        return (_claim(store, value),)
    if kind in ("since", "until"):
        return (ox.Literal(day(value, last=kind == "until", option=name).isoformat(), datatype=_DATE),)
    if kind == "number":
        if not _NUMBER.fullmatch(value):
            raise UsageError(f"--{name}: {value!r} is no number")
        return (ox.Literal(value, datatype=_DECIMAL if "." in value else _INTEGER),)
    return (ox.Literal(value),)


def day(value: str, *, last: bool, option: str = "date") -> date:
    """The first or last day of a day, month or year; UsageError for what is none.

    >>> day("2015-02", last=True), day("2015", last=False)
    (datetime.date(2015, 2, 28), datetime.date(2015, 1, 1))
    """
    found = _PERIOD.fullmatch(value.strip())
    try:
        if found is None:
            raise ValueError
        year = int(found[1])
        month = int(found[2] or (12 if last else 1))
        return date(year, month, int(found[3] or (monthrange(year, month)[1] if last else 1)))
    except ValueError as error:
        raise UsageError(f"--{option}: {value!r} is no date", remedy="write 2015-07-08, 2015-07 or 2015") from error


def entities(store: Store, value: str) -> list[str]:
    """The IRIs of the entities that `value` names, with all that is part of them; UsageError where nothing is named so.

    `value` is an IRI, a local id ("state/turkey"), a Wikidata id ("Q43"), or a label; the case of letters does not matter. Where
    no label is `value`, those that an article calls so are taken ("US"), else those whose label contains it as a word.
    """
    found = _whole(store, _named(store, value.strip()))
    if not found:
        raise UsageError(f"nobody and nothing is called {value!r}", remedy=_near(store, value))
    return found


def _named(store: Store, value: str) -> set[str]:
    graph = ox.NamedNode(store.names.entities)
    if not value:
        return set()
    if is_iri(value) and "://" in value:
        same = {_value(quad.subject) for quad in store.find(None, _SAME, ox.NamedNode(value), graph)}
        return same or {value}
    if re.fullmatch(r"Q\d+", value):
        return {_value(quad.subject) for quad in store.find(None, _SAME, ox.NamedNode(PREFIXES["wd"] + value), graph)}
    if "/" in value:
        iri = ox.NamedNode(store.names.entity(value))
        if any(True for _ in store.find(iri, _LABEL, None, graph)):
            return {iri.value}
    if exact := {_value(quad.subject) for quad in store.find(None, _LABEL, ox.Literal(value, language="en"), graph)}:
        return exact
    folded, inside = value.casefold(), set[str]()
    equal: set[str] = set()
    word = re.compile(r"(?<!\w)" + re.escape(folded) + r"(?!\w)")
    for quad in store.find(None, _LABEL, None, graph):
        label = _value(quad.object).casefold()
        if label == folded:
            equal.add(_value(quad.subject))
        elif word.search(label):
            inside.add(_value(quad.subject))
    return equal or _called(store, value) or inside


def _called(store: Store, words: str) -> set[str]:
    """The entities that some article calls by exactly these words, by a name of theirs."""
    mentions = {quad.subject for quad in store.find(None, ox.NamedNode(ONTOLOGY + "quote"), ox.Literal(words), None)}
    return {
        _value(quad.object)
        for mention in mentions
        if not any(_value(road.object) == "coreference" for road in store.find(mention, ox.NamedNode(ONTOLOGY + "reading"), None, None))
        for quad in store.find(mention, ox.NamedNode(ONTOLOGY + "refersTo"), None, None)
    }


def _whole(store: Store, found: Iterable[str]) -> list[str]:
    """The entities and all that is part of them, sorted."""
    graph = ox.NamedNode(store.names.entities)
    whole, fresh = set(found), set(found)
    while fresh:
        fresh = {_value(quad.subject) for one in sorted(fresh) for quad in store.find(None, _PART_OF, ox.NamedNode(one), graph)} - whole
        whole |= fresh
    return sorted(whole)


def _near(store: Store, value: str) -> str:
    labels = sorted({_value(quad.object) for quad in store.find(None, _LABEL, None, ox.NamedNode(store.names.entities))})
    near = get_close_matches(value, labels, n=3, cutoff=0.6)
    return ("did you mean " + ", ".join(near) + "?") if near else "list actors with `kg query top-actors`"


def _act(name: str, value: str) -> ox.NamedNode:
    scheme = Scheme.load()
    folded = value.strip().casefold()
    for act in scheme:
        if folded in (act.code.casefold(), act.label.casefold(), act.iri.casefold()):
            return ox.NamedNode(act.iri)
    near = get_close_matches(value.upper(), [act.code for act in scheme], n=3, cutoff=0.5)
    raise UsageError(
        f"--{name}: {value!r} is no kind of act",
        remedy=("did you mean " + ", ".join(near) + "?") if near else "list them with `kg query acts`",
    )


def _claim(store: Store, value: str) -> ox.NamedNode:
    from kg.search.claims import claim_iri

    found = claim_iri(store, value)
    if found is None:
        raise UsageError(f"no claim {value!r}", remedy="list claims with `kg show`")
    return ox.NamedNode(found)


def _value(term: Any) -> str:
    return str(term.value)
