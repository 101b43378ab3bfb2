"""What a clause says of its own firmness: condition, auxiliary, adverb, adjective, imperative, question, made-up world."""

from __future__ import annotations

from kg.extract.conditions import conditional, correlative, follows_if, supposed, under_condition
from kg.extract.grammar import Word, sentence
from kg.extract.noun_modality import BY_NOUN, modified
from kg.extract.qualifiers import (
    governor,
    passive,
    stands_for,
    word_class,
    yet_to_come,
)
from kg.model import Modality

_POSSIBLE = frozenset({"could", "may", "might", "can", "ca", "cannot"})
_FUTURE = frozenset({"will", "shall", "'ll", "’ll", "wo", "gonna"})
_DESIRED = frozenset({"should", "must", "ought", "let"})
_WOULD = frozenset({"would", "'d", "’d"})
_HEDGES = _POSSIBLE | _FUTURE | _WOULD
ENTERTAINED = frozenset(
    "fear worry suspect doubt wonder speculate afraid worried concerned possible unclear dread likely unlikely conceivable probable "
    "uncertain imagine suppose assume anxious fearful nervous doubtful inconceivable impossible implausible improbable unthinkable "
    "plausible debatable questionable arguable feasible sceptical skeptical dubious joke lie dream dreamt fantasise fantasize".split()
)
_TALK = frozenset({"word", "report", "whisper", "story", "argument", "legend", "version", "tale", "gossip", "charge"})


def own_mood(word: Word) -> Modality:
    """What the clause says of itself: condition, auxiliary, adverb, adjective, imperative."""
    words = auxiliaries(word)
    if _purpose(word) and (words or word.tag != "VBD"):
        return Modality.DESIRED
    if conditional(word) or supposed(word) or correlative(word):
        return Modality.CONDITIONAL
    if words & _HEDGES and under_condition(word):
        return Modality.CONDITIONAL
    if _made_up(word) or any(_hearsay(child) for child in word.of("parataxis", "ccomp", "advcl")):
        return Modality.POSSIBLE
    if not words and word.lemma not in word_class("speech verb") and follows_if(word):
        return Modality.CONDITIONAL
    if words & _POSSIBLE:
        return Modality.POSSIBLE
    if words & _FUTURE:
        if word.dep == "ccomp" and word.head.lemma in ("hope", "wish", "pray", "hopeful"):
            return Modality.DESIRED
        return Modality.POSSIBLE if _entertained(word) else Modality.FUTURE
    if words & _DESIRED:
        return Modality.DESIRED
    if words & _WOULD:
        return _would(word)
    for child in word.children:
        if child.dep == "advmod" and child.lower in word_class("doubting adverb"):
            return Modality.POSSIBLE
    if word.pos in ("NOUN", "PROPN"):
        return modified(word)
    if (equated := _equated(word)) is not None:
        return equated
    if _guessed(word):
        return Modality.POSSIBLE
    if preposition := stands_for(word):
        return Modality.DESIRED if preposition in ("for", "against") else Modality.POSSIBLE
    if word.i and word.tree[word.i - 1].lower == "better" and any(child.lower == "had" for child in word.children):
        return Modality.DESIRED  # "had better leave"
    if _was_to_have(word):
        return Modality.CONDITIONAL
    if _is_to(word):
        return Modality.ASSERTED if yet_to_come(word) or (word.head.lower == "yet" and word.dep == "xcomp") else Modality.FUTURE
    if _imperative(word) or _subjunctive(word):
        return Modality.DESIRED
    return Modality.ASSERTED


def _subjunctive(word: Word) -> bool:
    """Whether the clause has the bare form behind "that" and a subject: "their demands include that the army leave"."""
    marks = {child.lower for child in word.children if child.dep in ("mark", "aux", "aux:pass", "cop")}
    return word.tag == "VB" and marks == {"that"} and word.has("nsubj") and word.dep in ("ccomp", "acl", "csubj", "xcomp", "conj")


def _was_to_have(word: Word) -> bool:
    """Whether the clause is of the kind "was to have met", which tells what was planned and did not come about."""
    if word.tag != "VBN":
        return False
    words = {child.lower for child in word.children if child.dep in ("aux", "aux:pass", "cop", "mark")}
    return {"to", "have"} <= words and bool(words & {"was", "were"})


def _hearsay(aside: Word) -> bool:
    """Whether a clause is an aside that leaves open who says so: "the general, it is said, fled"."""
    said = aside.lemma in word_class("open report verb") and passive(aside) and not aside.has("ccomp", "xcomp", "obl", "mark")
    return said and any(child.lower == "it" for child in aside.of("nsubj:pass", "nsubj", "expl"))


_SHOWING = frozenset("show have depict portray feature claim say tell allege suggest imagine see purport".split())


def _made_up(word: Word) -> bool:
    """Whether the clause tells what goes on in a made-up world: "in the simulation, Oslo sinks ships"."""
    for place in word.of("obl"):
        case = {child.lower for child in place.of("case")} | {below.lower for child in place.of("case") for below in child.children}
        if (place.lemma in word_class("made-up world") and "in" in case) or (is_fake(place) and case & {"in", "according", "per", "by"}):
            return True
    above, link = governor(word)
    if above is None or link not in ("ccomp", "xcomp", "acl", "advcl") or above.lemma not in _SHOWING:
        return False
    return any(is_fake(child) or child.lemma in word_class("made-up world") for child in above.of("nsubj", "nsubj:pass"))


def is_fake(noun: Word) -> bool:
    """Whether a noun is called a forgery: "a hoax", "a deepfake video", "a fabricated document"."""
    return noun.lemma in word_class("forgery") or any(child.lower in word_class("forgery") for child in noun.of("amod", "compound"))


def _purpose(word: Word) -> bool:
    """Whether the clause tells what something is done for: "so that fewer people flee"; in the past it is what came of it."""
    if word.dep not in ("advcl", "ccomp"):
        return False
    for below in word.subtree():
        marks = below.lower == "that" and below.dep in ("mark", "fixed") and 0 < below.i < word.i
        if marks and word.tree[below.i - 1].lower in ("so", "order"):
            return True
    return False


def _is_to(word: Word) -> bool:
    """Whether the clause is of the kind "is to meet", which headlines shorten to "Oslo to meet envoy"."""
    if word.tag == "VB" and word.has("cop") and any(child.lower == "due" and child.has("fixed") for child in word.of("case")):
        return True  # "is due to travel"
    if word.tag == "VBN" and any(child.lower == "be" for child in word.of("aux:pass")) and any(c.lower == "to" for c in word.of("mark")):
        return any(child.lemma == "be" and child.tag in ("VBD", "VBZ", "VBP") for child in word.of("aux", "cop"))  # "was to be sworn in"
    if word.tag != "VB" or not any(child.lower == "to" for child in word.of("mark", "aux")):
        return False
    headline = word.dep in ("root", "ccomp", "parataxis") and any(
        child.dep in ("nsubj", "nsubj:pass") and child.i < word.i for child in word.children
    )
    return headline or any(child.dep in ("cop", "aux") and child.lemma == "be" for child in word.children)


def _imperative(word: Word) -> bool:
    if word.tag != "VB" or word.dep not in ("root", "ccomp", "parataxis"):
        return False
    if any(child.dep in ("nsubj", "nsubj:pass", "aux", "aux:pass", "cop", "expl") for child in word.children):
        return False
    return not any(child.dep == "mark" and child.lower == "to" for child in word.children)


def auxiliaries(word: Word) -> frozenset[str]:
    """The auxiliaries of a predicate, lower case.

    >>> sorted(auxiliaries(tree_of("rebels may have fled", [3, 3, 3, 3], "nsubj aux aux root")[3]))
    ['have', 'may']
    """
    return frozenset([child.lower for child in word.children if child.dep == "aux"])


def _entertained(word: Word) -> bool:
    """Whether what "will" tells is no more than feared, doubted or asked: "fears that Oslo will leave", "decide whether it will leave"."""
    if any(child.lower in ("whether", "if") for child in word.of("mark")) and word.dep == "ccomp":
        return True
    above, link = governor(word)
    if above is None or link not in ("ccomp", "csubj", "acl"):
        return False
    feared = (
        above.lemma in ("fear", "worry", "dread") and above.pos == "VERB"
    )  # "Oslo fears that Chad will leave" tells the future as Oslo sees it
    return (above.lemma in ENTERTAINED and not feared) or (link == "acl" and above.lemma in word_class("doubting noun"))


def _would(word: Word) -> Modality:
    """`would` under a report in the past tense tells the future; under a hope or a fear it takes what the hope or fear gives."""
    if any(child.lower in ("whether", "if") for child in word.of("mark")) and word.dep == "ccomp":
        return Modality.POSSIBLE  # "asked whether Oslo would leave"
    above, link = governor(word)
    if above is not None and link in ("ccomp", "csubj", "parataxis", "acl", "acl:relcl", "advcl", "conj"):
        lemma = above.lemma
        if lemma in ENTERTAINED or lemma in word_class("doubting noun"):
            return Modality.POSSIBLE
        if lemma in word_class("desire") and lemma not in word_class("speech verb"):
            return Modality.DESIRED
    if any(child.dep == "aux" and child.lemma == "have" for child in word.children):
        return Modality.CONDITIONAL  # "would have signed": it did not come to that
    return Modality.FUTURE


def is_talk(noun: str) -> bool:
    """Whether a noun, by its lemma, tells that something is said without vouching for it."""
    return noun in _TALK or noun in word_class("open claim noun")


def _equated(verb: Word) -> Modality | None:
    """What a noun makes of the clause that a copula equates with it: "the plan is that", "the fear is that"."""
    noun = next((child.lemma for child in verb.children if child.dep == "nsubj:outer"), "")
    if not noun or not any(child.dep == "mark" and child.lower == "that" for child in verb.children):
        return None
    if is_talk(noun):
        return Modality.POSSIBLE
    return next((firmness for name, firmness in BY_NOUN if noun in word_class(name)), None)


def _guessed(word: Word) -> bool:
    """Whether something beside the clause makes a guess of it: "…, envoys hope", "…, the story goes", "in all probability"."""
    for child in word.children:
        lemma = child.lemma
        if child.dep == "advcl" and child.i < word.i and (child.lower == "telling" or lemma == "hear") and child.has("mark", "case"):
            return True  # "in the rebels' telling", "to hear them tell it"
        if child.dep not in ("parataxis", "obl"):
            continue
        if child.dep == "parataxis" and child.i > word.i and not any(below.dep in ("ccomp", "mark") for below in child.children):
            talk = any(below.dep in ("nsubj", "obj") and is_talk(below.lemma) for below in child.children)
            if lemma in ENTERTAINED | {"hope", "pray"} or (lemma in ("go", "run") and talk):
                return True
        if child.dep == "obl" and lemma in ("probability", "likelihood", "theory", "principle", "paper", "telling"):
            return any(below.dep == "case" and below.lower in ("in", "on") for below in child.children)
    above = word.head
    if word.dep != "ccomp" or word.i > above.i:
        return False
    unnamed = above.lemma in word_class("aside speech verb") and passive(above) and not has_agent(above)
    return unnamed and any(child.lower == "it" for child in above.children)


def unagreeing(verb: Word) -> bool:
    """Whether a singular subject stands with a plural verb, as the subjunctive has it: "demanded that the general hand over"."""
    subject = next((child for child in verb.children if child.dep in ("nsubj", "nsubj:pass")), None)
    return subject is not None and verb.tag == "VBP" and subject.tag in ("NN", "NNP")


def has_agent(verb: Word) -> bool:
    """Whether a passive names who does it ("was reported by the paper")."""
    return any(child.dep == "obl:agent" for child in verb.children)


def question(word: Word) -> Modality:
    """Possible where the sentence asks."""
    for last in reversed(sentence(word)[-5:]):
        if not last.text.isspace() and last.text not in ('"', "'", "”", "’"):
            return Modality.POSSIBLE if last.text == "?" else Modality.ASSERTED
    return Modality.ASSERTED
