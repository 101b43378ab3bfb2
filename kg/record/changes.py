"""What two states of a graph say differently: claims added, gone and changed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.errors import UsageError
from kg.names import DEFAULT_BASE
from kg.record.oxigraph import MemoryStore
from kg.record.quads import GENERATED_BY, HAS_SELECTOR, LABEL, TYPE, term
from kg.record.store import Store, open_store

_CLAIM, _ARTICLE = term("Claim"), term("Article")
_PARTS = frozenset(
    (
        HAS_SELECTOR,
        *map(term, ("attribution", "time", "evidence", "subjectMention", "objectMention", "placeMention", "within", "sourceMention")),
    )
)


@dataclass(frozen=True, slots=True)
class Difference:
    """A claim and what it said before and says after, in words; empty where it was not or is not there."""

    iri: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Differences:
    """The claims that came, went, and say something else about the same words."""

    added: tuple[Difference, ...]
    gone: tuple[Difference, ...]
    changed: tuple[Difference, ...]


def compare(before: Path, after: Path) -> Differences:
    """The differences between two graphs, each a store or a file of N-Quads (`.nq`, `.nq.gz`), by claim.

    Articles whose graphs are equal are not looked into. Raises StoreError or UsageError where one cannot be read.
    """
    with _opened(before) as old, _opened(after) as new:
        return compared(old, new)


def compared(old: Store, new: Store) -> Differences:
    """The differences between two open stores, by claim."""
    added: list[Difference] = []
    gone: list[Difference] = []
    changed: list[Difference] = []
    for graph in sorted({*_graphs(old), *_graphs(new)}, key=str):
        left, right = set(old.find(None, None, None, graph)), set(new.find(None, None, None, graph))
        if left == right:
            continue
        before, after = _claims(left), _claims(right)
        for iri in sorted({*before, *after}):
            if iri not in before:
                added.append(Difference(iri, "", _said(new, after[iri])))
            elif iri not in after:
                gone.append(Difference(iri, _said(old, before[iri]), ""))
            elif before[iri] != after[iri]:
                was, now = _said(old, before[iri]), _said(new, after[iri])
                changed.append(Difference(iri, was, now if now != was else f"{now} ({_which(before[iri], after[iri])})"))
    return Differences(tuple(added), tuple(gone), tuple(changed))


def _opened(path: Path) -> Store:
    if path.is_file():
        store = MemoryStore(DEFAULT_BASE)
        if not path.name.endswith((".nq", ".nq.gz")):
            raise UsageError("is neither a store nor a file of N-Quads (.nq, .nq.gz)", where=str(path))
        store.load(path)
        return store
    return open_store(path, read_only=True)


def _graphs(store: Store) -> list[Any]:
    return [quad.graph_name for quad in store.find(None, TYPE, _ARTICLE, None)]


_Said = frozenset[tuple[str, str]]


def _claims(own: set[ox.Quad]) -> dict[str, _Said]:
    """What each claim says, with what is said of its parts; the names of parts are left out."""
    nodes: dict[Any, list[ox.Quad]] = {}
    for quad in own:
        nodes.setdefault(quad.subject, []).append(quad)

    def said(node: Any, path: str, depth: int) -> set[tuple[str, str]]:
        found: set[tuple[str, str]] = set()
        for quad in nodes.get(node, ()):
            if quad.predicate == GENERATED_BY:
                continue  # a later run may find the same
            name = f"{path}{quad.predicate.value.rpartition('#')[2].rpartition('/')[2]}"
            if quad.predicate in _PARTS and depth:
                found |= said(quad.object, name + ".", depth - 1)
            else:
                found.add((name, str(quad.object)))
        return found

    return {
        str(getattr(node, "value", node)): frozenset(said(node, "", 6))
        for node, quads in nodes.items()
        if any(quad.predicate == TYPE and quad.object == _CLAIM for quad in quads)
    }


def _which(before: _Said, after: _Said) -> str:
    return ", ".join(sorted({name for name, _ in before ^ after}))


def _said(store: Store, claim: _Said) -> str:
    parts: dict[str, str] = {}
    for name, value in sorted(claim):
        parts.setdefault(name, value)
    firm = [parts[name].rpartition("#")[2].rstrip(">") for name in ("polarity", "modality") if name in parts]
    unusual = [word for word in firm if word not in ("positive", "asserted")]
    words = " – ".join(_label(store, parts[name]) for name in ("subject", "relation", "object") if name in parts)
    return words + (f" ({', '.join(unusual)})" if unusual else "")


def _label(store: Store, written: str) -> str:
    if not written.startswith("<"):
        return written.split('"')[1] if '"' in written else written
    node = ox.NamedNode(written[1:-1])
    return next((str(getattr(quad.object, "value", "")) for quad in store.find(node, LABEL, None, None)), node.value)
