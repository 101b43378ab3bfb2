"""Who says so: reported clauses, asides ("…, the mayor said"), "according to", nouns of saying, headlines and quotations."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.qualifiers import SUBJECTS, word_class

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_ATTITUDES = frozenset(
    "fear doubt deny vow pledge promise urge agree accuse describe hold know consider show find quote cite charge ask assure remind".split()
)
_RELATIVE = frozenset({"who", "which", "that"})
_QUOTE = re.compile(r"[\"“”„]")


@dataclass(frozen=True, slots=True)
class Frames:
    """The frames of speech in one document: which quotation has which speaker, which headline names its source."""

    quotes: tuple[tuple[int, int, Span | None], ...]
    headings: dict[int, Span]

    @classmethod
    def of(cls, doc: Doc) -> Frames:
        """The frames of `doc`, found in one pass."""
        quotes: list[tuple[int, int, Span | None]] = []
        for first, last, carried in _quotations(doc):
            speaker = _speaker(doc, first, last)
            if speaker is None and carried and quotes:
                speaker = quotes[-1][2]
            quotes.append((first, last, speaker))
        headings = {}
        for sentence in doc.sents:
            if (span := _heading(sentence)) is not None:
                headings[sentence.start] = span
        return cls(tuple(quotes), headings)

    def sources(self, token: Token) -> tuple[Span, ...]:
        """Who says the clause headed by `token`, the outermost first; () where the article itself does.

        >>> doc = doc_of("Oslo said Chad fled", [1, 1, 3, 1], "nsubj root nsubj ccomp", pos="PROPN VERB PROPN VERB", lemmas="Oslo say Chad flee")
        >>> Frames.of(doc).sources(doc[3])
        (Oslo,)
        """
        found: list[Span] = []
        node = token
        for _ in range(15):
            for child in node.children:
                if child.dep_ in ("parataxis", "ccomp", "advcl", "discourse") and child.i != token.i and _is_aside(child):
                    _add(found, _who(child), token)
                elif child.dep_ == "obl" and any(mark.lower_ in ("according", "per") for mark in child.subtree if mark.i < child.i):
                    _add(found, phrase_of(child), token)
            above = node.head
            if above.i == node.i or (_is_background(node) and not self._same_quote(node, token)):
                break
            if node.dep_ in ("ccomp", "parataxis", "csubj", "obj", "dep") and above.lemma_.lower() in word_class("speech verb"):
                if node.dep_ != "obj" or node.pos_ in ("VERB", "AUX"):
                    for source in _speakers(above):
                        _add(found, source, token)
            elif node.dep_ in ("advcl", "xcomp", "obl", "acl") and above.lemma_.lower() in word_class("accusation verb"):
                # "accused Oslo of arming rebels": that Oslo armed them is what the accuser says
                if any(child.dep_ in ("mark", "case") and child.lower_ in ("of", "for", "with", "over") for child in node.children):
                    _add(found, _who(above), token)
            elif node.dep_ in ("acl", "ccomp") and above.lemma_.lower() in word_class("source noun"):
                if any(child.dep_ == "mark" and child.lower_ == "that" for child in node.children):
                    owner = next((child for child in above.children if child.dep_ == "nmod:poss"), None)
                    plain = above.lemma_.lower() in ("report", "statement", "rumour", "rumor")
                    if owner is not None or plain:
                        _add(found, phrase_of(owner if owner is not None else above), token)
            node = above
        sentence = token.sent.start
        if sentence in self.headings and not any(self.headings[sentence].start <= token.i < self.headings[sentence].end for _ in (0,)):
            _add(found, self.headings[sentence], token)
        if not found and (speaker := self._quoted(token)) is not None:
            _add(found, speaker, token)
        return tuple(reversed(found))

    def is_attribution(self, token: Token) -> bool:
        """Whether the clause headed by `token` does no more than introduce what somebody says."""
        lemma = token.lemma_.lower()
        if lemma not in word_class("speech verb") or lemma in _ATTITUDES:
            return False
        if any(child.dep_ in ("ccomp", "parataxis") and child.pos_ != "NOUN" for child in token.children):
            return True
        return (token.dep_ in ("parataxis", "ccomp", "advcl") and _is_aside(token)) or self._introduces_quote(token)

    def _quoted(self, token: Token) -> Span | None:
        for first, last, speaker in self.quotes:
            if first <= token.i <= last and speaker is not None and not speaker.start <= token.i < speaker.end:
                return speaker
        return None

    def _same_quote(self, one: Token, other: Token) -> bool:
        return any(first <= one.i <= last and first <= other.i <= last for first, last, _ in self.quotes)

    def _introduces_quote(self, token: Token) -> bool:
        sentence = token.sent
        return any(
            speaker is not None and speaker.start < sentence.end and speaker.end > sentence.start and last - first > 4
            for first, last, speaker in self.quotes
            if first < sentence.end and last >= sentence.start
        ) and not any(child.dep_ == "obj" for child in token.children)


def phrase_of(token: Token) -> Span:
    """The noun phrase that `token` heads, without what follows it after a comma and without relative clauses.

    >>> phrase_of(doc_of("the mayor of Oslo", [1, 1, 3, 1], "det root case nmod")[1]).text
    'the mayor of Oslo'
    """
    first = last = token.i
    for child in token.children:
        if child.dep_ in (
            "case",
            "mark",
            "cc",
            "punct",
            "conj",
            "acl:relcl",
            "appos",
            "parataxis",
            "advcl",
            "cop",
            "acl",
            "nsubj",
            "advmod",
        ):
            if child.dep_ == "appos" and child.i == token.i + 1 and child.ent_type_ == "PERSON":
                last = max(last, child.right_edge.i)
            continue
        edges = [word for word in child.subtree if not word.is_space]
        if not any(word.text in (",", ";", ":", "(", "–", "—") for word in edges):
            first, last = min(first, edges[0].i), max(last, edges[-1].i)
        elif child.i < token.i:
            first = min(first, child.i)
    return token.doc[first : last + 1]


def _add(found: list[Span], span: Span | None, token: Token) -> None:
    if span is not None and not span.start <= token.i < span.end and all(span.root.i != other.root.i for other in found):
        found.append(span)


def _is_aside(verb: Token) -> bool:
    """Whether the verb is an aside of speech: "…, the mayor said", "… said the mayor", without content of its own."""
    if verb.lemma_.lower() not in word_class("aside speech verb") or verb.pos_ not in ("VERB", "AUX"):
        return False
    if any(child.dep_ in ("ccomp", "xcomp", "obj") and child.pos_ != "PRON" for child in verb.children):
        return False
    return any(child.dep_ in SUBJECTS for child in verb.children)


def _is_background(node: Token) -> bool:
    """Whether the clause is the writer's own remark inside what is reported: a relative clause or apposition after a comma."""
    if node.dep_ not in ("acl:relcl", "appos"):
        return False
    first = node.left_edge.i
    return first > 0 and node.doc[first - 1].text in (",", "–", "—", "(", "-")


def _speakers(verb: Token) -> list[Span]:
    """Who speaks by this verb, the innermost first: "was quoted by NTV as saying" has two."""
    found = []
    if (who := _who(verb)) is not None:
        found.append(who)
    above = verb if verb.lemma_.lower() in ("quote", "cite") else verb.head
    if above.lemma_.lower() in ("quote", "cite") and (above is verb or verb.dep_ in ("advcl", "xcomp", "obl", "ccomp")):
        passive = any(child.dep_ in ("nsubj:pass", "aux:pass") for child in above.children)
        for child in above.children:
            if passive and child.dep_ in ("obl", "obl:agent") and any(mark.lower_ == "by" for mark in child.children):
                found.append(phrase_of(child))
            elif not passive and child.dep_ == "nsubj" and above is not verb:
                quoted = next((other for other in above.children if other.dep_ == "obj"), None)
                if quoted is not None:
                    found = [phrase_of(quoted), phrase_of(child)]
    return found


def _who(verb: Token) -> Span | None:
    """The speaker of a verb: its subject, else that of the verb it is coordinated with or depends on."""
    node = verb
    for _ in range(6):
        subject = next((child for child in node.children if child.dep_ in ("nsubj", "nsubj:pass", "nsubj:outer")), None)
        agent = next((child for child in node.children if child.dep_ in ("obl:agent",)), None)
        if subject is not None and subject.lower_ in _RELATIVE and subject.tag_ in ("WP", "WDT"):
            return phrase_of(node.head) if node.dep_.startswith("acl") else None
        if agent is not None and any(child.dep_ == "aux:pass" for child in node.children):
            return phrase_of(agent)
        if subject is not None:
            return None if subject.lower_ == "it" and any(child.dep_ == "aux:pass" for child in node.children) else phrase_of(subject)
        if node.dep_ == "acl" and node.tag_ == "VBG":
            return phrase_of(node.head)
        if node.head.i == node.i or node.dep_ not in ("conj", "advcl", "xcomp"):
            return None
        node = node.head
    return None


def _heading(sentence: Span) -> Span | None:
    """The source that a headline names after or before its colon: "…: sources", "Minister: …"."""
    words = [token for token in sentence if not token.is_space]
    colons = [i for i, token in enumerate(words) if token.text == ":"]
    if not colons or len(words) > 30 or any(token.text in ('"', "“") for token in words):
        return None
    tail = words[colons[-1] + 1 :]
    if 0 < len(tail) <= 4 and _is_source(tail) and words[-1].text not in (".", "?", "!"):
        return sentence.doc[tail[0].i : tail[-1].i + 1]
    lead = words[: colons[0]]
    if 0 < len(lead) <= 3 and any(token.lemma_.lower() in word_class("anonymous source") for token in lead):
        return sentence.doc[lead[0].i : lead[-1].i + 1]
    return None


def _is_source(words: list[Token]) -> bool:
    last = words[-1]
    if any(token.pos_ in ("VERB", "AUX") for token in words):
        return False
    known = word_class("anonymous source") | {
        "ministry",
        "police",
        "army",
        "minister",
        "president",
        "government",
        "spokesman",
        "un",
        "media",
    }
    return last.lemma_.lower() in known or last.lower_.rstrip("s") in known or last.ent_type_ in ("PERSON", "ORG")


def _quotations(doc: Doc) -> list[tuple[int, int, bool]]:
    """First and last word of each quotation of four words or more; whether it carries on an unclosed one of the paragraph before."""
    found: list[tuple[int, int, bool]] = []
    opened: int | None = None
    carried = unclosed = False
    for token in doc:
        if token.is_space and "\n" in token.text:
            if opened is not None:
                found.append((opened, token.i - 1, carried))
            unclosed, opened, carried = opened is not None, None, False
        elif _QUOTE.fullmatch(token.text) or token.text in ("``", "''"):
            if opened is None:
                opened, carried = token.i + 1, unclosed
                unclosed = False
            else:
                if token.i - opened >= 4:
                    found.append((opened, token.i - 1, carried))
                opened = None
    if opened is not None and len(doc) - opened >= 4:
        found.append((opened, len(doc) - 1, carried))
    return [quote for quote in found if quote[1] - quote[0] >= 3]


def _speaker(doc: Doc, first: int, last: int) -> Span | None:
    """The speaker of a quotation: of a speech verb beside it in its sentence, else in the sentences next to it in the paragraph."""
    start, end = first, last
    while start > 0 and not (doc[start - 1].is_space and "\n" in doc[start - 1].text):
        start -= 1
    while end + 1 < len(doc) and not (doc[end + 1].is_space and "\n" in doc[end + 1].text):
        end += 1
    near = [token for token in doc[start : end + 1] if not first <= token.i <= last and token.lemma_.lower() in word_class("speech verb")]
    verbs = [token for token in near if token.pos_ == "VERB" and token.lemma_.lower() not in ("show", "find", "know", "read")]
    for verb in sorted(verbs, key=lambda token: min(abs(token.i - first), abs(token.i - last))):
        who = _who(verb)
        if who is not None and not (first <= who.root.i <= last):
            return who
    for token in doc[start : end + 1]:
        if token.lower_ == "according" and not first <= token.i <= last and token.head.i > token.i:
            return phrase_of(token.head)
    return None
