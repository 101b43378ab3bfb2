"""What pronouns and "the delegation" stand for: by rule, within the article, and nothing where nothing fits."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from spacy.attrs import POS, SENT_START
from spacy.symbols import ADV, DET, NOUN, PRON, PROPN

from kg.extract.attribution import Frames, phrase_of
from kg.extract.patterns import patterns, rows
from kg.extract.qualifiers import SUBJECTS, word_class

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_PRONOUNS = {
    "he": ("person", "he"), "him": ("person", "he"), "his": ("person", "he"), "himself": ("person", "he"),
    "she": ("person", "she"), "her": ("person", "she"), "hers": ("person", "she"), "herself": ("person", "she"),
    "it": ("thing", ""), "its": ("thing", ""), "itself": ("thing", ""),
    "they": ("many", ""), "them": ("many", ""), "their": ("many", ""), "theirs": ("many", ""), "themselves": ("many", ""),
    "i": ("speaker", ""), "me": ("speaker", ""), "my": ("speaker", ""),
    "we": ("speaker", ""), "us": ("speaker", ""), "our": ("speaker", ""),
    "there": ("place", ""), "both": ("pair", ""),
}  # fmt: skip
_REACH = 3  # sentences back
_ACTORS = frozenset({"GPE", "ORG", "NORP", "ARMED_GROUP"})
_PERSONAL = frozenset({"PERSON"})
_KIN = {
    word: gender
    for gender, words in (
        ("he", "man boy brother father son husband uncle nephew grandfather widower king prince"),
        ("she", "woman girl sister mother daughter wife aunt niece grandmother widow queen princess"),
    )
    for word in words.split()
}
_COLLECTIVE = frozenset(
    "government team party group army police military ministry parliament delegation side force opposition council committee union bloc "
    "alliance coalition militia mission agency company court junta regime militant rebel official troop leader".split()
)


def _kinds() -> dict[str, frozenset[str]]:
    return {row["words"][0]: frozenset(row["kinds"]) for row in rows("descriptions")}


@dataclass(frozen=True, slots=True)
class Antecedents:
    """What each pronoun and resumed description of a document stands for, by token number."""

    found: dict[int, Span]

    @classmethod
    def of(cls, doc: Doc, frames: Frames | None = None) -> Antecedents:
        """The antecedents of `doc`, found from left to right; `frames` are those of `doc` where they are known already."""
        return cls(_Reading(doc, frames or Frames.of(doc)).resolve())

    def of_token(self, token: Token) -> Span | None:
        """The phrase that the pronoun or description headed by `token` stands for; None for all else.

        >>> words = "Oslo said it would sign"
        >>> doc = doc_of(words, [1, 1, 4, 4, 1], "nsubj root nsubj aux ccomp", pos="PROPN VERB PRON AUX VERB", tags="NNP VBD PRP MD VB")
        >>> Antecedents.of(doc).of_token(doc[2])
        Oslo
        """
        return self.found.get(token.i)


class _Reading:
    """One document while its antecedents are sought."""

    def __init__(self, doc: Doc, frames: Frames) -> None:
        self.doc = doc
        self.frames = frames
        self.kinds = _kinds()
        self.genders: dict[str, str] = {}
        self.taken_up: dict[str, tuple[int, Span]] = {}  # by gender: the last pronoun and whom it meant
        self.mentions: dict[str, int] = {}
        self.surnames = {span.root.i: span[-1].lower_ for span in doc.ents if span.label_ == "PERSON"}
        starts = doc.to_array(SENT_START) == 1
        starts[:1] = True
        self.number: list[int] = (np.cumsum(starts) - 1).tolist()
        nominal = np.isin(doc.to_array(POS), [PROPN, NOUN])
        self.heads = [token for i in np.flatnonzero(nominal).tolist() if self._can_be_named(token := doc[i])]
        self.places = [head.i for head in self.heads]
        self.sentences = [self.number[head.i] for head in self.heads]

    def resolve(self) -> dict[int, Span]:
        found: dict[int, Span] = {}
        # only nouns, names and pronouns have antecedents or are one
        marked = np.isin(self.doc.to_array(POS), [PROPN, NOUN, PRON, DET, ADV])
        marked[list(self.surnames)] = True
        for i in np.flatnonzero(marked).tolist():
            token = self.doc[i]
            if token.i in self.surnames:
                surname = self.surnames[token.i]
                self.mentions[surname] = self.mentions.get(surname, 0) + 1
            kind = _PRONOUNS.get(token.lower_) if token.pos_ in ("PRON", "DET", "ADV") and token.text != "US" else None
            if token.lower_ == "there" and (token.dep_ == "expl" or token.pos_ == "PRON"):
                kind = None
            span = None
            if kind is not None:
                span = self._pronoun(token, *kind)
            elif token.pos_ == "NOUN" and token.lemma_.lower() in self.kinds:
                span = self._description(token)
            if span is not None:
                root = span.root.i
                found[token.i] = found.get(root, span)
        return found

    def _can_be_named(self, token: Token) -> bool:
        if token.pos_ == "PROPN":
            return token.dep_ not in ("flat", "compound", "amod", "punct") and not (
                token.head.pos_ == "PROPN" and token.dep_ in ("flat", "compound")
            )
        return token.pos_ == "NOUN" and token.ent_type_ not in ("DATE", "TIME")

    def _pronoun(self, token: Token, kind: str, gender: str) -> Span | None:
        if kind == "speaker":
            sources = self.frames.sources(token.head if token.dep_ == "nmod:poss" else _clause(token))
            quoted = self.frames.speakers(token)
            speaker = quoted[0] if quoted else (sources[-1] if sources and self.frames.quoted(token) else None)
            if speaker is None or token.lower_ not in ("we", "us", "our"):
                return speaker
            return _spoken_for(speaker.root) or speaker
        if token.lower_.endswith(("self", "selves")):
            subject = next((child for child in _clause(token).children if child.dep_ in ("nsubj", "nsubj:pass")), None)
            return phrase_of(subject) if subject is not None and subject.pos_ in ("NOUN", "PROPN") else None
        if kind == "thing" and _is_empty_it(token):
            return None
        if kind == "place":
            return self._site(token)
        if kind == "pair" and token.dep_ not in (*SUBJECTS, "obj", "obl"):
            return None
        fits = {"person": self._is_person, "thing": self._is_thing, "many": self._is_many, "pair": _is_pair}[kind]
        lemma = token.head.lemma_.lower()
        voiced = kind != "person" and token.dep_ in SUBJECTS and (lemma in _VOICED or lemma in word_class("accusation verb"))
        found = self._nearest(token, lambda head: fits(head) and self._speaks(head), gender) if voiced else None
        if found is None and (not voiced or lemma not in ("say", "tell", "add", "announce", "warn", "insist")):
            found = self._nearest(token, fits, gender)
        if gender in self.taken_up:
            # "She fled. The army denied it. Her house burned.": who was meant a sentence ago is meant still
            last, meant = self.taken_up[gender]
            near = self.number[token.i] - self.number[last] <= 2
            unknown = found is not None and found.root.i < last and not (_gender(found.root) or self.genders.get(found.root.lower_, ""))
            if near and (found is None or unknown):
                found = meant
        if found is not None and gender:
            self.taken_up[gender] = (token.i, found)
            surname = self._surname(found.root)
            self.mentions[surname] = self.mentions.get(surname, 0) + 1
            self.genders.setdefault(found.root.lower_, gender)
        return found

    def _earlier(self, token: Token, sentences: int) -> list[Token]:
        """What is named before `token` in its sentence and in as many before it, in text order."""
        first = bisect_left(self.sentences, self.number[token.i] - sentences)
        return self.heads[first : bisect_left(self.places, token.i)]

    def _surname(self, head: Token) -> str:
        """The last word of the name that `head` heads."""
        return self.surnames.get(head.i, head.lower_)

    def _speaks(self, head: Token) -> bool:
        """Whether the phrase names somebody who can say things."""
        lemma = head.lemma_.lower()
        return (
            head.ent_type_ in _ACTORS | _PERSONAL
            or lemma in _COLLECTIVE
            or lemma in self.kinds
            or lemma in word_class("anonymous source")
            or (_plural(head) and lemma in patterns().members | patterns().titles)
            or (_plural(head) and lemma.endswith(("er", "or", "ist", "ian")) and not head.ent_type_)
        )

    def _site(self, token: Token) -> Span | None:
        """The place that "there" points back to: of the latest sentence that names one, where something was before what was done to."""
        sites = [head for head in self._earlier(token, 2) if _is_site(head)]
        best = max(sites, key=lambda head: (self.number[head.i], head.dep_ in ("obl", "nmod"), head.i), default=None)
        return phrase_of(best) if best is not None else None

    def _nearest(self, token: Token, fits: object, gender: str = "") -> Span | None:
        """The best candidate before `token`: subjects before objects, own sentence before others, not a fellow argument of its verb."""
        clause = _clause(token)
        best: tuple[float, int] | None = None
        for head in self._earlier(token, _REACH):
            back = self.number[token.i] - self.number[head.i]
            if back > _REACH or not fits(head):  # type: ignore[operator]
                continue
            if back == 0 and token.dep_ != "nmod:poss" and _clause(head).i == clause.i and head.dep_ != "nmod:poss":
                continue
            if token.dep_ == "nmod:poss" and (head.i == token.head.i or token.head in head.ancestors):
                continue
            if gender and (_gender(head) or self.genders.get(head.lower_, "")) not in ("", gender):
                continue
            score = 10.0 - 3.0 * back - 0.03 * (token.i - head.i)
            score += 3.0 if head.dep_ in SUBJECTS else 1.0 if head.dep_ in ("obj", "iobj") else -1.5 if head.dep_ == "nmod" else 0.0
            score += 1.5 if head.ent_type_ in _ACTORS | _PERSONAL else 0.0
            score -= 1.0 if head.dep_ == "nmod:poss" else 0.0
            # "they" do things: people before things
            score += 1.0 if token.dep_ in SUBJECTS and not head.ent_type_ and _plural(head) and self._speaks(head) else 0.0
            # a pronoun that is a subject takes up a subject: the topic goes on
            score += 1.0 if token.dep_ in SUBJECTS and head.dep_ in SUBJECTS else 0.0
            # "warned Oslo of sanctions if it sold the ship": the condition is set for the one addressed
            score += 4.0 if back == 0 and _addressed(token, head) else 0.0
            # "sanctions on Oslo over its raids": the owner is named right before
            score += 5.0 if back == 0 and _named_before(token, head) else 0.0
            # "allowed Oslo to rebuild its fleet": the owner is who does it
            score += 4.0 if back == 0 and _does_it(token, head) else 0.0
            # what a side clause names is less in view than who the sentence is about
            score -= 2.0 if back and head.dep_ in SUBJECTS and head.head.dep_ in ("advcl", "acl:relcl", "acl") else 0.0
            if gender and head.ent_type_ == "PERSON":
                score += 0.6 * min(4, self.mentions.get(self._surname(head), 0))
            if best is None or score >= best[0]:
                best = (score, head.i)
        if best is None or best[0] <= 4.0:
            return None
        return _joined(self.doc[best[1]]) if fits in (self._is_many, _is_pair) else phrase_of(self.doc[best[1]])

    def _is_person(self, head: Token) -> bool:
        return (
            head.ent_type_ == "PERSON"
            or (head.pos_ == "PROPN" and head.lower_ in self.surnames.values())
            or (head.lemma_.lower() in _KIN and not _plural(head))
            or (
                not head.ent_type_
                and head.lemma_.lower() in self.kinds
                and "PERSON" in self.kinds[head.lemma_.lower()]
                and not _plural(head)
            )
        )

    def _is_thing(self, head: Token) -> bool:
        if head.pos_ == "PROPN" and not head.ent_type_:
            return not _plural(head)
        if head.ent_type_ in ("GPE", "ORG"):
            return True  # "the United States", "the United Nations": plural in form alone
        if head.ent_type_:
            return head.ent_type_ in _ACTORS | {"LOC", "FAC", "EVENT"} and not (head.ent_type_ == "NORP" or _plural(head))
        return (
            head.pos_ == "NOUN"
            and not _plural(head)
            and (head.dep_ in SUBJECTS or head.lemma_.lower() in _COLLECTIVE)
            and not self._is_person(head)
        )

    def _is_many(self, head: Token) -> bool:
        plural = _plural(head) and head.ent_type_ != "GPE"
        many = plural or head.ent_type_ == "NORP" or any(child.dep_ == "conj" for child in head.children)
        return (
            many
            and head.ent_type_ not in ("DATE", "TIME")
            and (head.dep_ in SUBJECTS or bool(head.ent_type_) or head.lemma_.lower() in _COLLECTIVE)
        )

    def _description(self, token: Token) -> Span | None:
        """What "the delegation", "the official" takes up: an earlier phrase with the same head noun, else a name of a fitting kind."""
        if not any(child.dep_ == "det" and child.lower_ in ("the", "this", "that", "these", "those") for child in token.children):
            return None
        if any(child.dep_ in _OWN_WORDS for child in token.children):
            return None
        lemma = token.lemma_.lower()
        sentence = self.number[token.i]
        for head in reversed(self._earlier(token, 8)):
            same = head.lemma_.lower() == lemma and _plural(head) == _plural(token)
            if same and _tells(head):
                return phrase_of(head)
        return None if _plural(token) else self._named(token, lemma, sentence)

    def _named(self, token: Token, lemma: str, sentence: int) -> Span | None:
        """The name in the two sentences before that a bare description takes up; people by their title, or the only one named."""
        kinds = self.kinds[lemma]
        clause = _clause(token).i
        near = [
            head
            for head in self._earlier(token, 2)
            if head.ent_type_ in kinds and not (self.number[head.i] == sentence and (_clause(head).i == clause or lemma in _SETTLEMENTS))
        ]
        if "PERSON" in kinds:
            titled = [head for head in near if any(word.lemma_.lower() == lemma for word in _before(head))]
            if titled:
                return phrase_of(titled[-1])
            bare = near and len({head.lower_ for head in near}) == 1 and near[-1].dep_ in SUBJECTS and _is_bare(near[-1])
            return phrase_of(near[-1]) if bare else None
        for head in reversed(near):
            placed = head.dep_ in ("obl", "nmod", "obj", "nsubj:pass", "nsubj")
            state = lemma in _FACTIONS and head.lemma_.lower() in _STATE_BODIES
            if (head.dep_ in SUBJECTS and not state) or (lemma in _SETTLEMENTS and placed):
                return phrase_of(head)
        return None


def _addressed(token: Token, head: Token) -> bool:
    """Whether `head` is the one addressed by the verb that a condition with the subject `token` hangs on."""
    clause, verb = token.head, head.head
    if token.dep_ not in SUBJECTS or head.dep_ not in ("obj", "iobj") or verb.lemma_.lower() not in _ADDRESSING:
        return False
    return verb in clause.ancestors and any(child.dep_ == "mark" and child.lower_ in ("if", "unless") for child in clause.children)


def _named_before(token: Token, head: Token) -> bool:
    """Whether a possessive stands in a phrase of cause ("over", "for") right behind the name `head`."""
    if token.dep_ != "nmod:poss":
        return False
    mark = next((child for child in token.head.children if child.dep_ == "case" and child.lower_ in ("over", "for")), None)
    return mark is not None and 0 < mark.i <= token.i and head.i < mark.i and _name_of(head).end == mark.i and head.ent_type_ in _ACTORS


def _does_it(token: Token, head: Token) -> bool:
    """Whether a possessive belongs to the object of a verb below the one that has `head` as object."""
    act = token.head.head
    return token.dep_ == "nmod:poss" and act.dep_ == "xcomp" and head.dep_ in ("obj", "iobj") and head.head.i == act.head.i


def _spoken_for(speaker: Token) -> Span | None:
    """The state or body that an official speaks for when saying "we": that of the title or the apposition; None for others.

    >>> doc = doc_of("said Lund , head of the Malian delegation", [0, 0, 3, 1, 7, 7, 7, 3], "root nsubj punct appos case det amod nmod",
    ...     pos="VERB PROPN PUNCT NOUN ADP DET ADJ NOUN", ents=["O", "B-PERSON", "O", "O", "O", "O", "B-NORP", "O"])
    >>> _spoken_for(doc[1])
    the Malian delegation
    """
    titles = [child for child in speaker.children if child.dep_ in ("appos", "nmod:desc", "compound", "nmod")]
    for title in (speaker, *titles):
        if title.lemma_.lower() not in _OFFICIALS:
            continue
        owners = [child for child in title.children if child.dep_ in ("nmod:poss", "nmod", "amod", "compound")]
        for owner in owners:
            if owner.ent_type_ in _ACTORS:
                return phrase_of(owner) if owner.dep_ in ("nmod:poss", "nmod") else _name_of(owner)
        for owner in owners:
            if owner.dep_ == "nmod" and owner.lemma_.lower() in _COLLECTIVE:
                return phrase_of(owner)
    return None


def _name_of(token: Token) -> Span:
    """The whole name that `token` is part of."""
    return next((span for span in token.doc.ents if span.start <= token.i < span.end), token.doc[token.i : token.i + 1])


def _is_site(head: Token) -> bool:
    """Whether the phrase names a place that things happen in; a country that acts ("Chad sent troops there") is no such place."""
    if head.dep_ in ("nsubj", "nmod:poss"):
        return False
    if head.ent_type_ in ("GPE", "LOC", "FAC"):
        return True
    return head.pos_ == "NOUN" and head.dep_ in ("obl", "nmod") and head.lemma_.lower() in patterns().place_nouns


def _is_pair(head: Token) -> bool:
    """Whether the phrase stands for two: two names joined, or "the two states"."""
    joined = sum(child.dep_ == "conj" and child.pos_ == head.pos_ for child in head.children)
    return joined == 1 or any(child.dep_ == "nummod" and child.lower_ == "two" for child in head.children)


def _tells(head: Token) -> bool:
    """Whether an earlier phrase introduces somebody: it has words of its own, and is not "no army", "any army"."""
    if any(child.dep_ == "det" and child.lower_ in ("no", "any", "every", "each", "another", "neither") for child in head.children):
        return False
    return any(child.dep_ in _TELLING for child in head.children)


_OWN_WORDS = frozenset({"nmod", "nmod:poss", "acl", "acl:relcl", "appos", "compound", "amod", "flat"})
_TELLING = frozenset({"amod", "compound", "nmod", "nmod:poss", "det", "appos", "flat"})
_OFFICIALS = frozenset(
    "minister president premier chancellor secretary spokesman spokeswoman spokesperson official diplomat envoy ambassador head chief "
    "negotiator commissioner leader".split()
)
_ADDRESSING = frozenset({"warn", "threaten", "tell", "promise", "offer", "remind", "advise", "caution"})
_VOICED = frozenset(
    "say tell add announce warn insist call urge demand want hope plan vow pledge propose argue claim refuse reject oppose praise "
    "welcome sign deploy send attack launch withdraw invade buy sell impose arrest fire join ban invite expel".split()
)
_FACTIONS = frozenset({"group", "movement", "militia", "faction", "organisation", "organization"})
_STATE_BODIES = frozenset({"military", "army", "ministry", "government", "police", "navy", "parliament", "court", "treasury"})
_SETTLEMENTS = frozenset({"city", "town", "village", "capital"})


def _is_bare(head: Token) -> bool:
    """Whether a person's name stands without a title, which might be another's."""
    return head.pos_ == "PROPN" and not _plural(head) and not any(word.ent_type_ != "PERSON" for word in _before(head))


def _before(head: Token) -> list[Token]:
    """The words of a name's phrase before its head, where titles stand."""
    return [word for word in head.subtree if head.i - 6 <= word.i < head.i] + [word for word in head.children if word.dep_ == "appos"]


def _joined(head: Token) -> Span:
    """The phrase of `head` with all that is coordinated with it: "Fiji and Tonga"."""
    spans = [phrase_of(word) for word in (head, *(child for child in head.children if child.dep_ == "conj" and child.pos_ == head.pos_))]
    return head.doc[min(span.start for span in spans) : max(span.end for span in spans)]


def _clause(token: Token) -> Token:
    """The predicate whose argument `token` is in."""
    for _ in range(12):
        if token.head.i == token.i or token.dep_ in (*SUBJECTS, "obj", "iobj", "obl", "xcomp", "ccomp", "advcl", "acl", "acl:relcl"):
            return token.head
        token = token.head
    return token


def _plural(token: Token) -> bool:
    return "Plur" in token.morph.get("Number", []) or token.tag_ in ("NNS", "NNPS")


def _gender(token: Token) -> str:
    """ "he" or "she" where a title or the word itself says so, else ""."""
    if (kin := _KIN.get(token.lemma_.lower())) is not None:
        return kin
    titles = {child.lower_.rstrip(".") for child in token.subtree if child.i <= token.i} | (
        {token.doc[token.left_edge.i].lower_.rstrip(".")} if token.i else set()
    )
    if titles & {"mr", "sir", "king", "prince", "lord", "spokesman", "chairman"}:
        return "he"
    return "she" if titles & {"mrs", "ms", "miss", "queen", "princess", "lady", "spokeswoman", "chairwoman"} else ""


def _is_empty_it(token: Token) -> bool:
    """Whether "it" stands for nothing: weather, time, "it is clear that …"."""
    if token.dep_ == "expl":
        return True
    clause = _clause(token)
    below = [child for each in (clause, *(word for word in clause.children if word.dep_ == "xcomp")) for child in each.children]
    linking = clause.pos_ == "ADJ" or clause.lemma_.lower() in ("become", "emerge", "seem", "appear", "transpire", "remain")
    return token.lower_ == "it" and any(child.dep_ in ("csubj", "csubj:pass") or (child.dep_ == "ccomp" and linking) for child in below)
