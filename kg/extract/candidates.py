"""What a phrase must be for a pronoun or a description to take it up, whoever asks."""

from __future__ import annotations

from kg.extract.arcs import SPEECH
from kg.extract.attribution import Frames
from kg.extract.grammar import Phrase, Word, ancestors, first_conjunct, run
from kg.extract.patterns import patterns
from kg.extract.qualifiers import SUBJECTS, word_class
from kg.extract.speakers import phrase_of

INNER = frozenset({"flat", "compound", "amod", "punct"})  # what hangs so on a name is part of it
KIN = {
    word: gender
    for gender, words in (
        ("he", "man boy brother father son husband uncle nephew grandfather widower king prince"),
        ("she", "woman girl sister mother daughter wife aunt niece grandmother widow queen princess"),
    )
    for word in words.split()
}


def together(one: Word, other: Word) -> bool:
    """Whether two names are coordinated, or subject and object (or "with" phrase) of one verb."""
    if first_conjunct(one) is first_conjunct(other):
        return True
    first, second = (each.head if each.dep == "appos" else each for each in (one, other))
    with_ = second.dep in ("obj", "iobj") or (second.dep in ("obl", "nmod") and any(mark.lower == "with" for mark in second.of("case")))
    verb = second.head if second.dep != "nmod" else second.head.head
    return first.dep in SUBJECTS and with_ and first.head is verb


def tells_of(verb: Word) -> bool:
    """Whether the verb tells what somebody says, so that a title that is its subject stands for a person."""
    return verb.lemma in word_class("speech verb")


def was_or_helps(title: Word) -> bool:
    """Whether a title is another's by its prefix: "Vice-President", "the former president"."""
    return any(word.lower in ("vice", "deputy", "former", "ex", "acting") for word in title.tree[max(0, title.i - 2) : title.i])


def is_site(head: Word) -> bool:
    """Whether the phrase names a place that things happen in; a country that acts ("Chad sent troops there") is no such place."""
    if head.dep in ("nsubj", "nmod:poss"):
        return False
    if head.kind in ("GPE", "LOC", "FAC"):
        return True
    return head.pos == "NOUN" and head.dep in ("obl", "nmod") and head.lemma in patterns().place_nouns


def is_pair(head: Word) -> bool:
    """Whether the phrase stands for two: two names joined, or "the two states"."""
    joined = sum(child.dep == "conj" and child.pos == head.pos for child in head.children)
    return joined == 1 or any(child.dep == "nummod" and child.lower == "two" for child in head.children)


def introduces(head: Word) -> bool:
    """Whether an earlier phrase introduces somebody: it has words of its own, and is not "no army", "any army"."""
    if any(child.dep == "det" and child.lower in ("no", "any", "every", "each", "another", "neither") for child in head.children):
        return False
    return any(child.dep in _TELLING for child in head.children)


_TELLING = frozenset({"amod", "compound", "nmod", "nmod:poss", "det", "appos", "flat"})


def relays(head: Word, token: Word) -> bool:
    """Whether `head` tells what the other says: "Reuters reported that the group said it had left"."""
    says = token.dep in SUBJECTS and token.head.dep == "ccomp" and token.head.lemma in SPEECH
    return says and head.dep in SUBJECTS and head.head is token.head.head


def is_bare(head: Word) -> bool:
    """Whether a person's name stands without a title, which might be another's."""
    return head.pos == "PROPN" and not head.plural and not any(word.kind != "PERSON" for word in described_by(head))


def described_by(head: Word) -> list[Word]:
    """The words of a name's phrase before its head, where titles stand."""
    return [word for word in head.subtree() if head.i - 6 <= word.i < head.i] + [word for word in head.children if word.dep == "appos"]


def surrounds(head: Word, clause: Word) -> bool:
    """Whether `head` is the subject of the verb whose object or complement the relative clause is about."""
    noun = clause.head
    return noun.dep in ("obj", "obl", "nmod") and head.head is (noun.head if noun.head.pos == "VERB" else noun.head.head)


def aside_of(head: Word, word: Word) -> bool:
    """Whether `head` does what a relative clause tells of something else, and `word` stands outside of that clause."""
    return head.head.dep == "acl:relcl" and head.dep in SUBJECTS and head.head not in ancestors(word)


def is_quoting(word: Word, head: Word, frames: Frames) -> bool:
    """Whether `head` speaks the quotation that a pronoun of the third person stands in: "She lied," said Berg, is not about Berg."""
    if word.lower not in ("he", "him", "his", "she", "her"):
        return False
    whole = head.head if head.dep == "appos" else head
    return any({head, whole} & {speaker.head, by_name(speaker.head)} for speaker in frames.speakers(word))


def by_name(head: Word) -> Word:
    """The name that stands behind a description of somebody ("the group's leader, Tor Lund,"), else the word itself."""
    if head.pos != "NOUN" or head.kind:
        return head
    return next((child for child in head.of("appos") if child.kind == "PERSON" and child.i > head.i), head)


def joined_phrase(head: Word) -> Phrase:
    """The phrase of `head` with all that is coordinated with it: "Fiji and Tonga"."""
    parts = [phrase_of(word) for word in (head, *(child for child in head.children if child.dep == "conj" and child.pos == head.pos))]
    return run(head.tree, min(part.first for part in parts), max(part.last for part in parts))


def gender_of(word: Word) -> str:
    """ "he" or "she" where a title or the word itself says so, else ""."""
    if (kin := KIN.get(word.lemma)) is not None:
        return kin
    titles = {child.lower.rstrip(".") for child in word.subtree() if child.i <= word.i} | {child.lower for child in word.of("appos")}
    if titles & {"mr", "sir", "king", "prince", "lord", "spokesman", "chairman"}:
        return "he"
    return "she" if titles & {"mrs", "ms", "miss", "queen", "princess", "lady", "spokeswoman", "chairwoman"} else ""
