"""The names that the language model missed or took for something else, put right by a list of known names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from spacy.tokens import Doc, Span

from kg.annotate.naming import VEHICLE


class KnownNames(Protocol):
    """What is needed of a list of names: the type of a name, and how many words the longest one with a given first word has."""

    @property
    def longest(self) -> Mapping[str, int]: ...

    def kind(self, text: str) -> str: ...


def mark_names(doc: Doc, names: KnownNames) -> Doc:
    """The document with its entities corrected and completed: a known name has its known type, and a longer name covers a shorter.

    A name that the model found and that holds a known one ("the Bank of England") stays as it is, and so does a vehicle's.

    >>> import spacy
    >>> class Names:
    ...     longest = {"us": 1, "US": 1, "islamic": 2, "IS": 1}
    ...     def kind(self, text): return {"US": "GPE", "IS": "ARMED_GROUP", "Islamic State": "ARMED_GROUP"}.get(text, "")
    >>> doc = mark_names(spacy.blank("en")("The US told us that IS is the Islamic State."), Names())
    >>> [(name.text, name.label_) for name in doc.ents]
    [('US', 'GPE'), ('IS', 'ARMED_GROUP'), ('Islamic State', 'ARMED_GROUP')]
    """
    found = _known(doc, names)
    if not found:
        return doc
    kept: list[Span] = []
    for span in doc.ents:
        if span.label_ in {"DATE", "TIME"}:
            within = [each for each in found if each.start < span.end and span.start < each.end]
            if within:
                found = [each for each in found if each not in within]
            kept.append(span)
            continue
        if span.label_ == VEHICLE:  # "the frigate Lund" stays a ship where a list has the town
            found = [each for each in found if each.start >= span.end or span.start >= each.end]
            kept.append(span)
            continue
        clashing = [each for each in found if each.start < span.end and span.start < each.end]
        if not clashing:
            kept.append(span)
        elif any(each.start <= span.start and span.end <= each.end for each in clashing) or (
            len(clashing) == 1 and _part_of_title(span, clashing[0])
        ):
            continue
        else:
            found = [each for each in found if each not in clashing or not (span.start <= each.start and each.end <= span.end)]
            if not any(each.start < span.end and span.start < each.end for each in found):
                kept.append(span)
    doc.ents = sorted([*kept, *found], key=lambda span: span.start)
    return doc


_NO_NAMES = frozenset({"SCONJ", "CCONJ", "AUX", "PRON"})


def _part_of_title(span: Span, known: Span) -> bool:
    """Whether the model joined a known name to a neighbour that is none: "Turkey's Hurriyet", "NATO-led", "US embassy", "Unless Oslo"."""
    rest = [token for token in span if not known.start <= token.i < known.end]
    return all(not token.text[0].isupper() or (token.i == span.start and token.pos_ in _NO_NAMES) for token in rest)


def _known(doc: Doc, names: KnownNames) -> list[Span]:
    """The longest known names, from left to right, none over another; nothing where a whole line is in capitals."""
    found: list[Span] = []
    longest, whole = names.longest, doc.text
    at, end = 0, len(doc)
    while at < end:
        token = doc[at]
        text = token.text
        first = text[:1]
        if not (first.isupper() or (first.isalpha() and text in {"al", "anti", "so"})):
            at += 1
            continue
        folded = text.replace(".", "") if "." in text else text
        reach = max(longest.get(folded, 0), longest.get(folded.casefold(), 0), 4 if "-" in text else 0)
        span = None
        for size in range(min(reach * 2, 10, end - at), 0, -1) if reach else ():
            last = doc[at + size - 1]
            if last.is_space or not any(c.isalnum() for c in last.text) or last.text in {"'s", "’s"}:
                continue
            words = whole[token.idx : last.idx + len(last.text)]
            if (kind := names.kind(words)) and not ("\n" in words or (size == 1 and _shouted(doc, at))):
                span = Span(doc, at, at + size, label=kind)
                break
        if span is None:
            at += 1
        else:
            found.append(span)
            at = span.end
    return found


def _shouted(doc: Doc, at: int) -> bool:
    """Whether a word in capitals stands among others in capitals, as in a headline that is all so."""
    text = doc[at].text
    if not (text.isupper() and len(text) <= 3):
        return False
    near = [token.text for token in doc[max(0, at - 3) : at + 4] if token.i != at and token.is_alpha]
    return len(near) > 2 and all(word.isupper() for word in near)
