"""The scheme of acts: PLOVER's quads, types and modes and our extension, read once from SKOS into frozen values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg import names, resources
from kg.errors import LexiconError

_SKOS = "http://www.w3.org/2004/02/skos/core#"
EXTENSION = frozenset({"STANCE", "STATEMENT", "STANDING"})
"""The types that are kg's own; the other types are PLOVER's."""


@dataclass(frozen=True, slots=True)
class Act:
    """One quad, type or mode of the scheme.

    `code` is its notation ("REQUEST/assist"), `quad` the quad's code ("VERBAL_CONFLICT"; empty for the extension), `type` and
    `mode` the two halves of the code (both empty for a quad), `score` -10 (worst conflict) to 10 (closest cooperation), `sign`
    that of the score or 0, `matches` the CAMEO codes close to it.
    """

    code: str
    label: str
    quad: str
    type: str
    mode: str
    sign: int
    score: float
    definition: str
    example: str = ""
    broader: str = ""
    matches: tuple[str, ...] = ()

    @property
    def iri(self) -> str:
        """The IRI of the act in the ontology."""
        return names.ACT + self.code


@dataclass(frozen=True, slots=True)
class Scheme:
    """All acts by code.

    >>> scheme = Scheme.load()
    >>> scheme.act("REQUEST/assist").quad, scheme.act("ASSAULT").sign, "REQUEST/nonsense" in scheme
    ('VERBAL_CONFLICT', -1, False)
    """

    acts: Mapping[str, Act]

    @classmethod
    def load(cls, path: Path | None = None) -> Scheme:
        """The scheme in a Turtle file, by default the shipped `data/ontology/acts.ttl`.

        Raises LexiconError where the file cannot be read, a concept lacks a part, a code stands twice or a broader concept is missing.
        """
        where = path or resources.path("ontology/acts.ttl")
        concepts = _concepts(where)
        acts: dict[str, Act] = {}
        for iri, concept in sorted(concepts.items()):
            act = _act(iri, concept, concepts, str(where))
            if act.code in acts:
                raise LexiconError(f"act {act.code} stands twice", where=str(where), remedy="give each concept its own skos:notation")
            acts[act.code] = act
        return cls(acts)

    def act(self, code: str) -> Act:
        """The act of a code; raises KeyError where the scheme has none."""
        return self.acts[code]

    def __contains__(self, code: object) -> bool:
        return code in self.acts

    def __iter__(self) -> Iterator[Act]:
        return iter(self.acts.values())

    def types(self) -> tuple[Act, ...]:
        """The types, PLOVER's 16 and the extension's 3, by code."""
        return tuple(act for act in self if act.type and not act.mode)


_Concept = dict[str, list[str]]


def _concepts(where: Path) -> dict[str, _Concept]:
    found: dict[str, _Concept] = {}
    try:
        for quad in ox.parse(path=str(where), format=ox.RdfFormat.TURTLE):
            subject, value = quad.subject, quad.object
            if isinstance(subject, ox.NamedNode) and isinstance(value, ox.NamedNode | ox.Literal):
                found.setdefault(subject.value, {}).setdefault(quad.predicate.value, []).append(value.value)
    except (OSError, SyntaxError) as error:
        raise LexiconError(f"cannot be read as Turtle: {error}", where=str(where)) from error
    kind = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    return {iri: concept for iri, concept in found.items() if _SKOS + "Concept" in concept.get(kind, ())}


def _act(iri: str, concept: _Concept, concepts: Mapping[str, _Concept], where: str) -> Act:
    def one(term: str) -> str:
        values = concept.get(term, [])
        if len(values) != 1:
            raise LexiconError(f"{iri} has {len(values)} values of {term}, not one", where=where)
        return values[0]

    code = one(_SKOS + "notation")
    if iri != names.ACT + code:
        raise LexiconError(f"{iri} has the notation {code!r}, which is not the end of its IRI", where=where)
    broader = one(_SKOS + "broader") if _SKOS + "broader" in concept else ""
    if broader and broader not in concepts:
        raise LexiconError(f"{iri} stands below {broader}, which is not there", where=where)
    try:
        sign, score = int(one(names.ONTOLOGY + "sign")), float(one(names.ONTOLOGY + "score"))
    except ValueError as error:
        raise LexiconError(f"{iri} has a sign or score that is no number: {error}", where=where) from error
    chain = _above(iri, concepts, where)
    quad = chain[-1] if "_" in chain[-1] else ""
    kind, _, mode = code.partition("/")
    return Act(
        code=code,
        label=one(_SKOS + "prefLabel"),
        quad=quad,
        type="" if code == quad else kind,
        mode=mode,
        sign=sign,
        score=score,
        definition=one(_SKOS + "definition"),
        example=one(_SKOS + "example"),
        broader=broader.removeprefix(names.ACT),
        matches=tuple(sorted(match.rpartition("/")[2] for match in concept.get(_SKOS + "closeMatch", ()))),
    )


def _above(iri: str, concepts: Mapping[str, _Concept], where: str) -> list[str]:
    """The codes from a concept up to its top, the concept first."""
    chain: list[str] = []
    while iri:
        if iri in chain:
            raise LexiconError(f"{iri} stands above itself", where=where, remedy="mend its skos:broader")
        chain.append(iri)
        iri = next(iter(concepts.get(iri, {}).get(_SKOS + "broader", ())), "")
    return [iri.removeprefix(names.ACT) for iri in chain]
