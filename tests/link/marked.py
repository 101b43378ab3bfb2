"""Sentences with their claim marked by hand, turned into Claim values: "{s:Lima} {v:held talks with=hold talks with} {o:Quito}".

`s` is the subject, `v` the predicate's words = its label (left out where equal), `o` the object; any other key is an argument's
marker ("-" for none), its text with the marker where the sentence has it. A label's first word is its lemma, small words are
particle or preposition, the rest its noun; below another verb, the lemma has a star ("try to *attack"); a word after "/" is the
grammar ("wary of/adjective").
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.link.wording import SMALL, words_of
from kg.model import Argument, Claim, Evidence, Mention, Modality, Offsets, Polarity, Predicate, PredicateKind

MARK = re.compile(r"\{([a-z-]+):([^{}]*)\}")


@dataclass(frozen=True)
class Marked:
    text: str
    spans: tuple[tuple[str, int, int, str], ...]  # key, start, end, label


def read(marked: str) -> Marked:
    text, spans, last = "", [], 0
    for match in MARK.finditer(marked):
        text += marked[last : match.start()]
        words, _, label = match[2].partition("=")
        spans.append((match[1], len(text), len(text) + len(words), label or words))
        text += words
        last = match.end()
    return Marked(text + marked[last:], tuple(spans))


def head_of(words: tuple[str, ...], marker: str) -> str:
    """The head of a phrase as a reader finds it: the verb after "to", else the last word before the first small word."""
    if words[:2] == ("not", marker):
        words = words[2:]
    if words and words[0] == marker:
        words = words[1:]
    if marker == "to" and words and words[0] not in {"the", "a", "an", "its", "his", "her", "their"} and len(words) > 1:
        return words[1] if words[0] == "not" else words[0]
    end = next((i for i, word in enumerate(words) if word in SMALL and i), len(words))
    return words[end - 1] if words else ""


def mention(text: str, start: int, end: int, marker: str = "") -> Mention:
    reading = text[start:end]
    words = words_of(reading)
    if marker and words and words[0] == marker:
        cut = reading.lower().index(marker) + len(marker)
        start += cut + 1
        reading = text[start:end]
    head = head_of(words, marker)
    first = reading.split()[0] if reading.split() else ""
    titled = [word[:1].isupper() for word in reading.removeprefix("the ").split()]
    name = bool(titled) and titled[0] and titled[-1]
    at = Offsets(start, end)
    return Mention(at, reading, reading, head, at, ("PERSON" if first in {"Mr", "Ms"} else "ORG") if name else "PHRASE")


def predicate(text: str, start: int, end: int, label: str) -> Predicate:
    label, _, kind = label.partition("/")
    lemma = next((word[1:] for word in label.split() if word.startswith("*")), label.split()[0])
    label = label.replace("*", "")
    words = label.split() if lemma == label.split()[0] else label.split()[label.split().index(lemma) :]
    small = [word for word in words[1:] if word in SMALL]
    noun = " ".join(word for word in words[1:] if word not in SMALL)
    return Predicate(
        Offsets(start, end),
        text[start:end],
        label,
        lemma,
        PredicateKind(kind or "verb"),
        preposition=small[-1] if small else "",
        particle=" ".join(small[:-1]),
        noun=noun,
    )


def argument(text: str, marker: str, start: int, end: int) -> Argument:
    return Argument(marker, mention(text, start, end, marker))


def claim_of(marked: str, polarity: Polarity = Polarity.POSITIVE, modality: Modality = Modality.ASSERTED) -> Claim:
    sentence = read(marked)
    text = sentence.text
    by_key = {key: (start, end, label) for key, start, end, label in sentence.spans}
    subject = mention(text, *by_key["s"][:2])
    whole = Offsets(0, len(text))
    return Claim(
        subject,
        predicate(text, *by_key["v"]),
        mention(text, *by_key["o"][:2]) if "o" in by_key else None,
        Evidence("0" * 16, whole, whole),
        polarity,
        modality,
        context=tuple(argument(text, key.strip("-"), start, end) for key, start, end, _ in sentence.spans if key not in {"s", "v", "o"}),
    )
