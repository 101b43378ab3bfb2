"""The ontology and the scheme of acts, as every graph of kg holds them."""

from __future__ import annotations

from functools import lru_cache

import pyoxigraph as ox

from kg import resources


@lru_cache(maxsize=1)
def vocabulary() -> tuple[ox.Triple, ...]:
    """The triples of the ontology and the scheme of acts, in order."""
    found = {
        quad.triple
        for name in ("ontology/kg.ttl", "ontology/acts.ttl")
        for quad in ox.parse(path=str(resources.path(name)), format=ox.RdfFormat.TURTLE)
        if not isinstance(quad.object, ox.BlankNode) and not isinstance(quad.subject, ox.BlankNode)
    }
    return tuple(sorted(found, key=str))
