"""Base noun phrases in Universal Dependencies, for `doc.noun_chunks`."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Span

_HEADS = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_INSIDE = frozenset(
    {"det", "det:predet", "amod", "nummod", "compound", "flat", "nmod:poss", "nmod:desc", "advmod", "fixed", "punct", "goeswith"}
)


def noun_chunks(doclike: Doc | Span) -> Iterator[tuple[int, int, int]]:
    """(start, end, label) of each base noun phrase: a noun with what stands before it, no clauses, no phrases after it."""
    doc = doclike.doc
    label = doc.vocab.strings.add("NP")
    last = -1
    for token in doclike:
        if token.pos_ not in _HEADS or token.dep_ in {"compound", "flat", "nmod:desc", "fixed", "nummod", "goeswith"}:
            continue
        start = token.i
        for child in reversed(list(token.lefts)):
            if child.dep_ not in _INSIDE or child.right_edge.i + 1 != start:
                break
            start = child.left_edge.i
        end = token.i + 1
        for child in token.rights:
            if child.dep_ in {"flat", "goeswith"} and child.i <= end + 1:
                end = child.i + 1
        while start < token.i and doc[start].is_punct:
            start += 1
        if start > last:
            yield start, end, label
            last = end - 1
