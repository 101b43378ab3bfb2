"""Arcs of coordinated verbs that break plain English grammar: what goes on with which verb before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from kg.extract.arcs import SPEECH, Repair
from kg.extract.embedded import can_act, counted, own_subject
from kg.extract.grammar import Word, ancestors, is_finite
from kg.extract.qualifiers import word_class

BLAME = frozenset({"accuse", "blame", "condemn", "criticise", "criticize", "denounce", "urge", "warn"})
RESPONDING = BLAME | frozenset(
    "summon demand vow pledge promise express call announce ask appeal thank praise deny reject insist add declare threaten advise stress "
    "apologise apologize offer welcome reiterate impose suspend expel sever freeze".split()
)


def conjunct_repairs(verb: Word, tree: Sequence[Word]) -> Iterator[Repair]:
    """The arcs to set for a verb that is coordinated with another, the surest first."""
    yield from _joined_speech(verb)
    yield from _early_conjunct(verb, tree)
    yield from _counted_conjunct(verb)
    yield from _finite_conjunct(verb)
    yield from _other_tense(verb)
    yield from _agreeing_conjunct(verb)
    yield from _bare_conjunct(verb)


def _joined_speech(verb: Word) -> Iterator[Repair]:
    """ "It said the men had been shot and accused Oslo": a verb of blame or answer joins the speech above; "said Lund had beaten men and
    ordered a raid" has Lund order it."""
    shot = verb.head
    if verb.tag == "VB" or verb.has("nsubj", "nsubj:pass") or shot.dep != "ccomp":
        return
    above = shot.head
    told = own_subject(shot)
    speaks = verb.lemma in RESPONDING and above.lemma in SPEECH | {"deny"} | word_class("speech verb") and above.i < shot.i
    thing = told is not None and told.pos == "NOUN" and not can_act(counted(told))
    if (
        speaks
        and (is_finite(verb) or verb.tag == "VBN")
        and (thing or (any(child.lower == "but" for child in verb.of("cc")) and told is not None))
    ):
        yield Repair(verb.i, above.i, "conj")  # "said the vote was fair and accused Oslo of theft", "… but warned of war"
        return
    if verb.tag not in ("VBD", "VBN") or verb.has("aux"):
        return
    answers = verb.lemma in BLAME or (verb.tag == "VBD" and (verb.lemma in RESPONDING or shot.has("aux:pass")))
    apart = ((shot.tag == "VBN" and answers) or shot.tag == "VB") and shot.has("aux")
    # "said they were farmers who feared raids and accused Oslo"
    apart |= shot.pos == "NOUN" and verb.lemma in BLAME and any(shot.i < clause.i < verb.i for clause in shot.of("acl:relcl"))
    if (above.lemma in SPEECH or above.lemma == "deny") and above.tag in ("VBD", "VBN") and above.i < shot.i and apart:
        yield Repair(verb.i, above.i, "conj")


def _early_conjunct(verb: Word, tree: Sequence[Word]) -> Iterator[Repair]:
    """ "Oslo agreed and said it would sign. Peru asked": a conjunct stands behind what it goes on with, never before it."""
    if verb.head.i < verb.i or not verb.has("cc") or verb.has("nsubj", "nsubj:pass", "csubj", "expl"):
        return
    link = min(child.i for child in verb.of("cc"))
    first = next((each for each in reversed(tree[max(0, link - 25) : link]) if each.pos == "VERB" and each.tag == verb.tag), None)
    if first is not None and first.sentence == verb.sentence and verb not in list(ancestors(first)):
        yield Repair(verb.i, first.i, "conj")


def _counted_conjunct(verb: Word) -> Iterator[Repair]:
    """ "killed five and wounded 110": a past form goes on with the verb, not with whom it counts."""
    noun, above = verb.head, verb.head.head
    if verb.tag not in ("VBD", "VBN") or noun.pos not in ("NUM", "NOUN") or noun.dep != "obj" or above.tag not in ("VBD", "VBN"):
        return
    if above.i < noun.i < verb.i and verb.has("obj", "obl", "nummod", "cc") and not verb.has("nsubj", "nsubj:pass", "aux:pass"):
        yield Repair(verb.i, above.i, "conj")


def _finite_conjunct(verb: Word) -> Iterator[Repair]:
    """ "has urged them to yield and is drafting rules", "tried to storm the hall and fired": a finite verb goes on with a finite clause."""
    first = verb.head
    aux = next((child for child in verb.children if child.dep in ("aux", "aux:pass") and child.i < verb.i), None)
    finite = (aux.tag if aux is not None else verb.tag) in ("VBZ", "VBP", "VBD", "MD")
    if not finite or verb.has("nsubj", "nsubj:pass", "csubj", "expl"):
        return
    if first.pos != "VERB" or first.dep not in ("xcomp", "advcl", "acl") or first.tag not in ("VB", "VBG") or is_finite(first):
        return
    above = next((each for each in islice(ancestors(first), 4) if each.pos == "VERB" and is_finite(each)), None)
    if above is not None:
        yield Repair(verb.i, above.i, "conj")


def _other_tense(verb: Word) -> Iterator[Repair]:
    """ "urged them to ensure that rebels do not attack and called on Oslo": a past form goes on with the past form above."""
    first = verb.head
    if first.pos != "VERB" or first.dep != "ccomp":
        return
    wished = first.tag == "VB" or (first.tag == "VBP" and any(child.tag in ("NN", "NNP") for child in first.of("nsubj")))
    if wished and not first.has("aux") and any(child.lower == "but" for child in verb.of("cc")) and verb.has("nsubj", "nsubj:pass"):
        yield Repair(verb.i, first.head.i, "conj")  # "insists that the budget include it, but Chad has refused"
        return
    if verb.tag != "VBD" or verb.has("nsubj", "nsubj:pass", "csubj", "expl", "aux", "mark"):
        return
    aux = next((child for child in first.of("aux", "aux:pass") if child.i < first.i), None)
    apart = aux is not None and aux.lemma == "have" and first.tag == "VBN" and not verb.lower.endswith("ed")  # "had come … and spoke"
    if not apart and (first.tag == "VBD" or (aux is not None and aux.tag == "VBD") or (aux is None and first.tag in ("VBN", "VBG"))):
        return
    above = next((each for each in islice(ancestors(first), 5) if _is_past(each) and each.i < first.i), None)
    if above is not None:
        yield Repair(verb.i, above.i, "conj")


def _is_past(word: Word) -> bool:
    return word.pos in ("VERB", "ADJ") and (word.tag == "VBD" or any(child.tag == "VBD" for child in word.of("cop")))


def _agreeing_conjunct(verb: Word) -> Iterator[Repair]:
    """ "Oslo says the strikes failed and has vowed to answer": a singular verb goes on with the singular subject."""
    told, above = verb.head, verb.head.head
    finite = next((child for child in verb.of("aux", "aux:pass", "cop") if child.i < verb.i), verb)
    if finite.tag not in ("VBZ", "VBP") or verb.has("nsubj", "nsubj:pass", "expl") or told.dep != "ccomp" or not above.i < told.i:
        return
    inner, outer = (next(iter(each.of("nsubj", "nsubj:pass")), None) for each in (told, above))
    if inner is None or outer is None or {inner.tag, outer.tag} & {"PRP", "WDT", "WP"} or inner.kind or outer.has("conj"):
        return
    one = finite.tag == "VBZ"
    if inner.plural == one and inner.pos == "NOUN" and (outer.plural != one or outer.kind == "GPE") and not inner.has("conj"):
        yield Repair(verb.i, above.i, "conj")


def _bare_conjunct(verb: Word) -> Iterator[Repair]:
    """ "to stop fighting and hand back towns", "should see who fled and report it": a bare form goes on with the bare form above, not with
    the gerund or finite verb below it."""
    gerund = verb.head
    above = gerund.head
    if verb.tag != "VB" or verb.has("aux", "mark", "nsubj", "nsubj:pass") or gerund.tag == "VB":
        return
    if gerund.tag in ("VBD", "VBZ") and gerund.dep in ("acl:relcl", "ccomp", "advcl"):
        bare = next((each for each in islice(ancestors(gerund), 4) if each.pos == "VERB" and each.tag == "VB" and each.i < gerund.i), None)
        if bare is not None:
            yield Repair(verb.i, bare.i, "conj")
        return
    if gerund.tag != "VBG":
        return
    if gerund.dep in ("xcomp", "advcl", "obj") and above.pos == "VERB" and above.tag == "VB" and above.i < gerund.i < verb.i:
        yield Repair(verb.i, above.i, "conj")
