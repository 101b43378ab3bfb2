"""How firmly an act told by a noun is said to hold: "a planned attack", "feared an attack", "an attack would", "the risk of an attack"."""

from __future__ import annotations

from collections.abc import Callable

from kg.extract.grammar import Word, marker
from kg.extract.qualifiers import is_new, passive, with_preposition, word_class
from kg.model import Modality

BY_NOUN = (
    ("planning noun", Modality.FUTURE),
    ("doubting noun", Modality.POSSIBLE),
    ("wishing noun", Modality.DESIRED),
)
_BY_ADJECTIVE = (
    ("planned adjective", Modality.FUTURE),
    ("doubtful adjective", Modality.POSSIBLE),
    ("wished adjective", Modality.DESIRED),
)
_BY_VERB = (
    ("wishing verb", Modality.DESIRED),
    ("planning verb", Modality.FUTURE),
    ("entertaining verb", Modality.POSSIBLE),
)
_BY_PREPOSITION = (
    ("wished gerund", Modality.DESIRED),
    ("planned gerund", Modality.FUTURE),
    ("entertained gerund", Modality.POSSIBLE),
)


_TAKING_FOR_GRANTED = frozenset("recognise recognize acknowledge condemn forgive forget mourn commemorate avenge denounce deplore".split())
_TRAVEL = frozenset("travel fly go visit head come return send dispatch arrive meet gather convene tour".split())
_ANSWERING = frozenset("reject dismiss rebuff spurn ignore heed answer decline refuse accept".split())


def modified(noun: Word) -> Modality:
    """What the words before a noun say of the act that it tells: "a planned attack", "a would-be attack".

    >>> modified(tree_of("a planned attack", [2, 2, 2], "det amod root", pos="DET ADJ NOUN")[2]).value
    'future'
    """
    words = {child.lower for child in noun.children if child.dep in ("amod", "advmod", "compound")}
    if noun.i and noun.tree[noun.i - 1].tag == "VBN":
        words.add(noun.tree[noun.i - 1].lower)
    for reach in (2, 3, 4):
        words.add("".join(word.lower for word in noun.tree[max(0, noun.i - reach) : noun.i]))  # "would-be" may be three tokens
    return next((firmness for name, firmness in _BY_ADJECTIVE if words & word_class(name)), Modality.ASSERTED)


def nominal(word: Word, above: Word, link: str, firm: Callable[[Word], Modality]) -> Modality:
    """What the governor makes of an act told by a noun: "called for the release", "the signing was delayed", "a plan for the creation of".

    `firm` tells how firm the governor's own clause is.
    """
    lemma = above.lemma
    cases = {child.lower for child in word.children if child.dep == "case"}
    if above.pos == "NOUN" and link == "nmod":
        return _of_noun(lemma, cases)
    if link in ("nsubj", "nsubj:pass") and above.pos != "VERB":
        guess = _predicated(lemma)
        return firm(above) if guess is Modality.ASSERTED and is_new(word) else guess
    if link == "obl" and is_new(word) and marker(word) in word_class("conditional preposition"):
        return Modality.CONDITIONAL
    if link == "obl" and is_new(word) and "as" not in cases and (found := by_preposition(word, above)) is not None:
        return found
    if above.pos != "VERB":
        return Modality.ASSERTED
    if link == "obl" and is_new(word) and cases & {"for", "to"} and any(o.lemma in word_class("opening noun") for o in above.of("obj")):
        return Modality.POSSIBLE  # "paved the way for talks": whether any came of it is not told
    if link == "nsubj" and lemma in ("seem", "appear", "remain", "look", "become"):
        # "an attack seems unlikely"
        return next((_predicated(child.lemma) for child in above.children if child.dep == "xcomp"), firm(above))
    if link == "obl" and cases & {"for", "on", "against"} and lemma in word_class("asking verb"):
        return Modality.DESIRED if "for" in cases else Modality.ASSERTED
    if link in ("nsubj:pass", "nsubj") and (link == "nsubj:pass" or passive(above)) and lemma in word_class("delaying verb"):
        return Modality.POSSIBLE
    if link == "obj" and lemma in _ANSWERING and (word.has("nmod:poss") or any(marker(child) == "by" for child in word.of("nmod"))):
        return Modality.ASSERTED  # "rejected calls by Oslo for": whoever answers a call has heard it
    if (
        link == "obj"
        and lemma in _TAKING_FOR_GRANTED
        and (word.has("nmod:poss") or any(marker(child) == "by" for child in word.of("nmod")))
    ):
        return Modality.ASSERTED  # "will never recognise Oslo's annexation of": it has annexed it
    if link == "obj":
        for name, firmness in _BY_VERB:
            if lemma in word_class(name):
                return firmness
        if lemma in ("stop", "halt", "suspend", "discuss", "announce") and is_new(word):
            return Modality.POSSIBLE
    if link == "obj" or link == "nsubj:pass" or (link == "nsubj" and (is_new(word) or lemma in word_class("occurrence verb"))):
        # "could cause the creation of", "an attack would anger Chad": the noun is as firm as the clause it completes
        return firm(above)
    if link == "obl" and is_new(word) and "for" in cases and lemma in _TRAVEL:
        return firm(above)  # "will fly to Oslo for talks with Lund"
    if link == "obl" and is_new(word) and (cases & {"to", "into"} or with_preposition(word, above) in word_class("outcome verb")):
        return firm(above)  # "could lead to talks", "might result in an attack"; what "may respond to the attack" takes for granted is told
    return Modality.ASSERTED


def by_preposition(word: Word, above: Word) -> Modality | None:
    """What a verb or adjective makes of what its preposition leads to ("plans on", "talked about"); None where it tells nothing."""
    sense = with_preposition(word, above)
    return next((firmness for name, firmness in _BY_PREPOSITION if sense in word_class(name)), None)


def _of_noun(lemma: str, cases: set[str]) -> Modality:
    if not cases & {"for", "of", "to", "over", "about"}:
        return Modality.ASSERTED
    if (
        lemma == "report"  # no word of the class: "reports that" tell what is so, as whoever reports it says
        or lemma in word_class("open claim noun", "averting noun")
        or (cases & {"for", "to"} and lemma in word_class("opening noun"))
    ):
        return Modality.POSSIBLE
    return next((firmness for name, firmness in BY_NOUN if lemma in word_class(name)), Modality.ASSERTED)


def _predicated(lemma: str) -> Modality:
    """What an adjective or noun says of its subject: "an attack is likely", "an attack is a possibility"."""
    return Modality.POSSIBLE if lemma in word_class("guessing adjective", "doubting noun", "prospect place") else Modality.ASSERTED
