"""Who says so: reported clauses, asides ("…, the mayor said"), "according to", nouns of saying, headlines and quotations."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from spacy.attrs import ORTH

from kg.extract.patterns import patterns
from kg.extract.qualifiers import SUBJECTS, called_untrue, lexeme, nobody, passive, word_class
from kg.extract.quotations import Quotation, quotations
from kg.extract.turns import Turn, turns

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_ATTITUDES = frozenset(
    "fear doubt deny vow pledge promise urge agree accuse describe hold know consider show find quote cite charge ask assure remind "
    "hope propose recommend demand request worry wish".split()
)
_RELATIVE = frozenset({"who", "which", "that"})
_BREAKS = frozenset({",", "–", "—", "(", "-"})
_ROLES = frozenset(
    {"ministry", "police", "army", "minister", "president", "government", "spokesman", "un", "media", "court", "envoy", "agency"}
)
_OWNED = frozenset({"report", "statement", "rumour", "rumor"})
_VOICING = frozenset("make repeat issue voice express level release give take get receive hold offer hear share have".split())
_TOLD = frozenset({"tell", "inform", "assure", "notify", "brief", "advise", "convince", "persuade"})
_HIGHEST = 15


@dataclass(frozen=True, slots=True)
class Frames:
    """The frames of speech in one document: which quotation has which speaker, which headline names its source."""

    quotes: tuple[Quotation, ...]
    headings: dict[int, Span]
    stops: tuple[int, ...] = ()
    turns: tuple[Turn, ...] = ()

    @classmethod
    def of(cls, doc: Doc) -> Frames:
        """The frames of `doc`, found in one pass."""
        headings = {}
        colons = np.flatnonzero(doc.to_array(ORTH) == doc.vocab.strings[":"]).tolist()
        # only a sentence with a colon can be headed by its source
        for sentence in {doc[i].sent.start: doc[i].sent for i in colons}.values():
            if (span := _heading(sentence)) is not None:
                headings[sentence.start] = span
        return cls(quotations(doc, _speakers, phrase_of), headings, _stops(doc), turns(doc))

    def sources(self, token: Token) -> tuple[Span, ...]:
        """Who says the clause headed by `token`, the outermost first; () where the article itself does.

        >>> doc = doc_of("Oslo said Chad fled", [1, 1, 3, 1], "nsubj root nsubj ccomp",
        ...     pos="PROPN VERB PROPN VERB", lemmas="Oslo say Chad flee")
        >>> Frames.of(doc).sources(doc[3])
        (Oslo,)
        """
        found: list[Span] = []
        node = token
        background = False
        for step in range(_HIGHEST):
            self._beside(node, token, found, step)
            above = node.head
            if node.dep_ == "acl":
                _add(found, _according(above), token)  # "was, in the view of monitors, rigged", with the aside read as the predicate
            background = _is_background(node) and not self._same_quote(node, token)
            if above.i == node.i or background or self._parted(node, above):
                break
            for source in _from_above(node, above):
                _add(found, source, token)
            node = above
        sentence = token.sent.start
        if sentence in self.headings and not background:
            _add(found, self.headings[sentence], token)
        turn = next((turn for turn in self.turns if turn.first <= token.i <= turn.last), None)
        if turn is not None and not background and turn.speaker.root not in [span.root for span in found]:
            _add(found, turn.speaker, token)
        if not background and (not found or self._inside(found, token)):
            for speaker in self.speakers(token):
                _add(found, speaker, token)
        return tuple(reversed(found))

    def is_attribution(self, token: Token) -> bool:
        """Whether the clause headed by `token` does no more than introduce what somebody says.

        >>> doc = doc_of("Oslo said Chad fled", [1, 1, 3, 1], "nsubj root nsubj ccomp",
        ...     pos="PROPN VERB PROPN VERB", lemmas="Oslo say Chad flee")
        >>> Frames.of(doc).is_attribution(doc[1]), Frames.of(doc).is_attribution(doc[3])
        (True, False)
        """
        lemma = token.lemma_.lower()
        if _puts_it(token) or _as_told(token):
            return True
        if lemma not in word_class("speech verb") or lemma in _ATTITUDES:
            return False
        if any(child.dep_ in ("ccomp", "parataxis") and child.pos_ != "NOUN" for child in token.children):
            return True
        return (token.dep_ in ("parataxis", "ccomp", "advcl") and _is_aside(token)) or self._introduces_quote(token)

    def speakers(self, token: Token) -> tuple[Span, ...]:
        """Who speaks in the quotation that `token` stands in, the innermost first; () outside quotations and where nobody is named."""
        for first, last, speakers in self.quotes:
            if first <= token.i <= last and not any(span.start <= token.i < span.end for span in speakers):
                return speakers
        return ()

    def quoted(self, token: Token) -> bool:
        """Whether `token` stands in a quotation."""
        return any(first <= token.i <= last for first, last, _ in self.quotes)

    def _beside(self, node: Token, token: Token, found: list[Span], step: int) -> None:
        """Sources named beside a clause on the way up: asides, "according to", "in the words of", "reportedly"."""
        for child in node.children:
            if child.i == token.i:
                continue
            if child.dep_ in ("parataxis", "ccomp", "advcl", "discourse"):
                # a clause of thinking inside the quotation is what is said, not who says it
                aside = not self.quoted(child) or self._same_quote(child, node)
                if aside and (_is_aside(child) or _puts_it(child) or _as_told(child)) and not self._parted(child, node):
                    _add(found, _who(child), token)
            elif child.dep_ in ("obl", "advmod") or (child.dep_ == "nmod" and step == 0):
                _add(found, _according(child), token)
            if step == 0 and child.dep_ in ("advmod", "amod") and child.lower_ in word_class("reported adverb"):
                _add(found, token.doc[child.i : child.i + 1], token)

    def _parted(self, one: Token, other: Token) -> bool:
        """Whether a full stop parts the two words."""
        first, last = sorted((one.i, other.i))
        return bisect_left(self.stops, first) != bisect_left(self.stops, last)

    def _inside(self, found: list[Span], token: Token) -> bool:
        """Whether all sources found are named within the quotation that `token` stands in."""
        return any(
            first <= token.i <= last and all(first <= span.root.i <= last and span.root.pos_ != "PRON" for span in found)
            for first, last, _ in self.quotes
        )

    def _same_quote(self, one: Token, other: Token) -> bool:
        return any(first <= one.i <= last and first <= other.i <= last for first, last, _ in self.quotes)

    def _introduces_quote(self, token: Token) -> bool:
        sentence = token.sent
        return any(
            last - first > 4 and any(span.start < sentence.end and span.end > sentence.start for span in speakers)
            for first, last, speakers in self.quotes
            if first < sentence.end and last >= sentence.start
        ) and not any(child.dep_ == "obj" for child in token.children)


def phrase_of(token: Token) -> Span:
    """The noun phrase that `token` heads, without what follows it after a comma and without relative clauses.

    >>> phrase_of(doc_of("the mayor of Oslo", [1, 1, 3, 1], "det root case nmod")[1]).text
    'the mayor of Oslo'
    """
    first = last = token.i
    for child in token.children:
        if child.dep_ not in _CLOSE:
            if child.dep_ == "appos" and child.i == token.i + 1 and child.ent_type_ == "PERSON":
                last = max(last, child.right_edge.i)
            continue
        edges = [word for word in child.subtree if not word.is_space]
        if not any(word.text in (",", ";", ":", "(", "–", "—") for word in edges):
            first, last = min(first, edges[0].i), max(last, edges[-1].i)
        elif child.i < token.i:
            first = min(first, child.i)
    return token.doc[first : last + 1]


_CLOSE = frozenset(
    {"det", "amod", "compound", "nmod", "nmod:poss", "nmod:desc", "nmod:npmod", "flat", "nummod", "fixed", "goeswith", "det:predet"}
)


def _add(found: list[Span], span: Span | None, token: Token) -> None:
    if span is not None and not span.start <= token.i < span.end and all(span.root.i != other.root.i for other in found):
        found.append(span)


def _stops(doc: Doc) -> tuple[int, ...]:
    """The full stops before a capital: a clause beyond one is another sentence, whatever the parse says."""
    stops = np.flatnonzero(doc.to_array(ORTH) == doc.vocab.strings["."])
    return tuple(i for i in stops.tolist() if i + 1 < len(doc) and doc[i + 1].text[:1].isupper())


def _from_above(node: Token, above: Token) -> list[Span]:
    """The sources that the governor of a clause names, the innermost first."""
    lemma = above.lemma_.lower()
    says = lemma in word_class("speech verb")
    if says and lemma != "deny" and (nobody(above) or any(c.lower_ in word_class("negating adverb") for c in above.children)):
        return []  # "did not say that", "nothing suggests that": nobody says it
    if _is_owned(node, above, lemma):
        return _speakers(above)
    sure = above.pos_ == "ADJ" or (passive(above) and lemma in _TOLD)
    if node.dep_ in ("ccomp", "csubj") and sure and lemma in word_class("believing adjective"):
        who = _who(above)
        return [who] if who is not None else []
    if node.dep_ in ("ccomp", "parataxis", "csubj", "obj", "dep") and lemma in word_class("speech verb"):
        aside = node.dep_ == "parataxis" and (lemma in _ATTITUDES or any(child.dep_ == "mark" for child in node.children))
        if not aside and (node.dep_ != "obj" or node.pos_ in ("VERB", "AUX")):
            return _speakers(above)
    elif node.dep_ in ("advcl", "xcomp", "obl", "acl") and lemma in word_class("accusation verb"):
        # "accused Oslo of arming rebels": that Oslo armed them is what the accuser says
        if any(child.dep_ in ("mark", "case") and child.lower_ in ("of", "for", "with", "over") for child in node.children):
            who = _who(above)
            return [who] if who is not None else []
    elif node.dep_ in ("xcomp", "obl", "advcl") and node.pos_ != "VERB" and lemma in word_class("naming verb") and not passive(above):
        # "called it a move that would hurt Oslo": that it would is in the words of whoever called it so
        who = _who(above)
        return [who] if who is not None else []
    elif node.dep_ == "xcomp" and lemma in word_class("open report verb") and passive(above):
        who = _who(above)
        return [who] if who is not None else []
    elif (
        node.dep_ in ("acl", "ccomp")
        and lemma in word_class("source noun")
        and any(child.dep_ == "mark" and child.lower_ == "that" for child in node.children)
    ):
        return _of_noun(above)
    return []


def _is_owned(node: Token, above: Token, lemma: str) -> bool:
    """Whether what hangs on a verb is the subject's own word for what it did or did not do: "claims to have fled", "denied fleeing"."""
    if passive(above) or lemma not in word_class("owned complement") | word_class("denial"):
        return False
    marks = {child.lower_ for child in node.children if child.dep_ in ("mark", "case")}
    if node.dep_ == "obj":
        return lemma == "deny" and node.pos_ == "NOUN"
    return node.dep_ == "xcomp" or (node.dep_ == "advcl" and bool(marks & {"of", "about", "to"}) and node.tag_ != "VB")


def _of_noun(noun: Token) -> list[Span]:
    """Whose claim it is: "Oslo's claim that", "a claim by Oslo that", "Oslo made the claim that", "reports that"."""
    if (verb := called_untrue(noun)) is not None:
        who = _who(verb) if verb.pos_ == "VERB" else None
        return [who] if who is not None else []
    for child in noun.children:
        if child.dep_ == "nmod:poss" or (
            child.dep_ == "nmod" and any(mark.dep_ == "case" and mark.lower_ in ("by", "from") for mark in child.children)
        ):
            return [phrase_of(child)]
    if noun.dep_ != "obj" and any(child.dep_ == "cop" for child in noun.children):
        who = _who(noun)  # "is of the opinion that"
        return [who] if who is not None else []
    above = noun.head.lemma_.lower()
    if noun.dep_ == "obj" and (lexeme(noun.head) in word_class("denial") or above in _VOICING):
        who = _who(noun.head)
        return [who] if who is not None else []
    return [phrase_of(noun)] if noun.lemma_.lower() in _OWNED else []


def _according(child: Token) -> Span | None:
    """The source of "according to X", "per X", "in the words of X", "for X's part" hung on a clause."""
    before = [mark.lower_ for mark in child.children if mark.i < child.i and mark.dep_ in ("case", "mark", "advmod", "fixed", "amod")]
    before += [below.lower_ for mark in child.children if mark.i < child.i and mark.dep_ == "case" for below in mark.children]
    measure = child.ent_type_ in ("DATE", "TIME") or child.lemma_.lower() in patterns().time_nouns or child.lower_ == "cent"
    if "according" in before or ("per" in before and not measure):
        return phrase_of(child)
    if child.lower_ == "according":
        below = next((word for word in child.children if word.dep_ in ("obl", "nmod", "obj")), None)
        return phrase_of(below) if below is not None else None
    if child.lemma_.lower() in word_class("view noun") and {"in", "by", "on", "from", "to"} & set(before):
        for word in child.children:
            if word.dep_ == "nmod:poss" or (word.dep_ == "nmod" and any(mark.lower_ == "of" for mark in word.children)):
                return phrase_of(word)
    return None


def _is_aside(verb: Token) -> bool:
    """Whether the verb is an aside of speech: "…, the mayor said", "… said the mayor", without content of its own."""
    if verb.lemma_.lower() not in word_class("aside speech verb") or verb.pos_ not in ("VERB", "AUX"):
        return False
    if any(child.dep_ in ("ccomp", "xcomp", "obj") and child.pos_ != "PRON" for child in verb.children):
        return False
    if any(child.dep_ == "mark" and child.lower_ != "as" for child in verb.children):
        return False
    if any(
        mark.dep_ == "case" and mark.lower_ in ("of", "about", "against")
        for child in verb.children
        if child.dep_ == "obl"
        for mark in child.children
    ):
        return False  # "as Oslo warned of raids" tells what Oslo warned of, not who says the rest
    return any(child.dep_ in SUBJECTS for child in verb.children)


def _as_told(verb: Token) -> bool:
    """Whether the clause is "as reported by the paper"."""
    if verb.tag_ not in ("VBN", "VBD") or verb.lemma_.lower() not in word_class("aside speech verb"):
        return False
    if _agent(verb) is None or any(child.dep_ in SUBJECTS for child in verb.children):
        return False
    return any(child.dep_ == "mark" and child.lower_ == "as" for child in verb.children)


def _puts_it(verb: Token) -> bool:
    """Whether the clause is "as the minister put it"."""
    return verb.lemma_.lower() in ("put", "have", "phrase", "see") and verb.dep_ in ("advcl", "parataxis") and (
        any(child.dep_ == "mark" and child.lower_ == "as" for child in verb.children)
        and any(child.dep_ == "obj" and child.lower_ == "it" for child in verb.children)
    )  # fmt: skip


def _is_background(node: Token) -> bool:
    """Whether the clause is the writer's own remark inside what is reported: a relative clause or apposition set off by a comma."""
    if node.dep_ not in ("acl:relcl", "appos", "acl"):
        return False
    first = node.left_edge.i
    if node.dep_ == "acl" and node.tag_ not in ("VBN", "VBG"):
        return False
    return node.doc[first].text in _BREAKS or (first > 0 and node.doc[first - 1].text in _BREAKS)


def _speakers(verb: Token) -> list[Span]:
    """Who speaks by this verb, the innermost first: "was quoted by NTV as saying" has two, "said, citing an aide" too."""
    above = verb if verb.lemma_.lower() in ("quote", "cite") else verb.head
    if above.lemma_.lower() in ("quote", "cite") and (above is verb or verb.dep_ in ("advcl", "xcomp", "obl", "ccomp")):
        subject = next((child for child in above.children if child.dep_ in ("nsubj", "nsubj:pass")), None)
        target = next((child for child in above.children if child.dep_ == "obj"), None)
        agents = (_agent(word) for word in (above, *above.children) if word is above or word.dep_ == "advcl")
        agent = next((word for word in agents if word is not None), None)
        pair = (subject, agent) if passive(above) else (target, subject)
        if any(word is not None for word in pair):
            return [span for word in pair if word is not None and (span := _meant(word)) is not None]
    who = _who(verb)
    if who is None:
        return []
    for child in verb.children:
        if child.dep_ == "advcl" and child.lower_ in ("citing", "quoting"):
            cited = next((below for below in child.children if below.dep_ == "obj"), None)
            return [phrase_of(cited), who] if cited is not None else [who]
    return [who]


def _meant(word: Token) -> Span | None:
    """The phrase of a speaker, or what its relative pronoun stands for."""
    if word.lower_ in _RELATIVE and word.tag_ in ("WP", "WDT"):
        return phrase_of(word.head.head) if word.head.dep_.startswith("acl") else None
    return phrase_of(word)


def _agent(verb: Token) -> Token | None:
    for child in verb.children:
        if child.dep_ == "obl:agent" or (
            child.dep_ == "obl" and any(mark.lower_ == "by" for mark in child.children if mark.dep_ == "case")
        ):
            return child
    return None


def _who(verb: Token) -> Span | None:
    """The speaker of a verb: its subject, the agent of a passive, else that of the verb it is coordinated with or depends on."""
    node = verb
    for _ in range(6):
        subjects = [child for child in node.children if child.dep_ in ("nsubj", "nsubj:outer", "nsubj:pass")]
        if node.lemma_.lower() in ("quote", "cite") and node is not verb and passive(node):
            return phrase_of(subjects[0]) if subjects else None
        agent = _agent(node) if passive(node) else None
        if agent is None and _as_told(node):
            agent = _agent(node)
        if agent is not None and not passive(node):
            return phrase_of(agent)
        if passive(node) and (agent is not None or node.lemma_.lower() not in _TOLD):
            return phrase_of(agent) if agent is not None else None
        if subjects:
            if subjects[0].pos_ == "VERB":
                # "an official briefed on the talks said", with the participle read as the subject
                return next((phrase_of(child) for child in subjects[0].children if child.dep_ in SUBJECTS), None)
            # of "the newspaper El Faro" read as two subjects, the name speaks
            named = [each for each in subjects[1:] if each.ent_type_ and each.i == subjects[0].i + 1 and each.i < node.i]
            subject = named[0] if named else _named(subjects[0])
            if subject.lower_ in _RELATIVE and subject.tag_ in ("WP", "WDT"):
                return phrase_of(node.head) if node.dep_.startswith("acl") else None
            return None if subject.lower_ in ("it", "there") and subject.dep_ == "expl" else phrase_of(subject)
        if node.dep_ == "acl" and node.tag_ == "VBG":
            return phrase_of(node.head)
        if node.head.i == node.i or node.dep_ not in ("conj", "advcl", "xcomp"):
            return None
        node = node.head
    return None


def _named(subject: Token) -> Token:
    """The name of an organisation right behind the noun that describes it: "the newspaper El Faro"."""
    return next(
        (child for child in subject.children if child.dep_ == "appos" and child.i == subject.i + 1 and child.ent_type_ == "ORG"), subject
    )


def _heading(sentence: Span) -> Span | None:
    """The source that a headline names after or before its colon: "…: sources", "Minister: …"."""
    words = [token for token in sentence if not token.is_space]
    colons = [i for i, token in enumerate(words) if token.text == ":"]
    if not colons or len(words) > 30 or any(token.text in ('"', "“", "”") for token in words):
        return None
    if words[-1].text in (".", "?", "!"):
        return None
    tail = words[colons[-1] + 1 :]
    if 0 < len(tail) <= 4 and _is_source(tail):
        return sentence.doc[tail[0].i : tail[-1].i + 1]
    lead = words[: colons[0]]
    if 0 < len(lead) <= 3 and _is_source(lead):
        return sentence.doc[lead[0].i : lead[-1].i + 1]
    return None


def _is_source(words: list[Token]) -> bool:
    last = words[-1]
    if any(token.pos_ in ("VERB", "AUX") for token in words):
        return False
    known = word_class("anonymous source") | _ROLES | patterns().titles
    return last.lemma_.lower() in known or last.lower_.rstrip("s") in known or last.ent_type_ in ("PERSON", "ORG")
