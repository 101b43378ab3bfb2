"""Arcs of relative clauses that break plain English grammar: at the wrong noun, with an aside inside, or none at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extract.arcs import SPEECH, Repair, case_of
from kg.extract.embedded import can_act
from kg.extract.grammar import NOMINAL, RELATIVE, Word, ancestors, is_passive
from kg.extract.patterns import patterns
from kg.extract.qualifiers import word_class

_HARMING = frozenset("kill wound injure destroy damage displace hurt maim claim leave flatten".split())


def _of_attack(verb: Word) -> Iterator[Repair]:
    """ "the shelling of a market that killed 12 people": markets kill nobody, attacks do."""
    place = verb.head
    act = place.head
    opens = any(child.lower in ("that", "which") for child in verb.of("nsubj"))
    if not opens or verb.lemma not in _HARMING or place.kind == "PERSON" or place.dep != "nmod":
        return
    if act.lemma in _LOSSES:  # "the downing of a jet, which killed 38": not the jet
        yield Repair(verb.i, act.i, "acl:relcl")
        return
    if can_act(place) or place.lemma in _WEAPONS:
        return
    if act.lemma in patterns().nominals and case_of(place) in ("of", "on", "at", "in", "near", "against"):
        yield Repair(verb.i, act.i, "acl:relcl")


_LOSSES = frozenset({"downing", "sinking", "crash", "collapse", "hijacking", "capsizing", "derailment", "shootdown"})
_WEAPONS = frozenset("bomb missile rocket shell drone mine grenade device fire blast explosion strike attack storm flood".split())


def relative_repairs(verb: Word, tree: Sequence[Word]) -> Iterator[Repair]:
    """The arcs to set for a verb that stands, or should stand, in a relative clause, the surest first."""
    if verb.dep in ("advcl", "ccomp", "parataxis", "advcl:relcl"):
        yield from _relative(verb, tree)
        yield from _that_it_had(verb, tree)
    if verb.dep in ("acl:relcl", "acl"):
        yield from _whose_clause(verb, tree)
        yield from _agreeing(verb)
        yield from _in_which(verb)
        yield from _not_of_a_name(verb, tree)
        yield from _that_clause(verb)
        yield from _aside_in_relative(verb)
    if verb.dep == "acl:relcl":
        yield from _who_right_behind(verb, tree)
        yield from _accused_of(verb)
        yield from _whose_name(verb, tree)
        yield from _of_attack(verb)
    if verb.dep == "acl:relcl" and verb.lemma in SPEECH:
        yield from _they_say(verb, tree)
    if verb.dep in ("ccomp", "conj", "advcl", "parataxis"):
        yield from _whose(verb, tree)
    if verb.has("mark"):
        yield from _stranded_mark(verb, tree)
    if verb.dep in ("acl:relcl", "ccomp"):
        yield from _what_he_calls(verb)


def _relative(verb: Word, tree: Sequence[Word]) -> Iterator[Repair]:
    """ "Chad, with which it shares a river": a clause with a relative pronoun belongs to the noun before it."""
    pronoun = next((child for child in verb.children if child.lower in RELATIVE - {"that", "whose"} and child.i < verb.i), None)
    if verb.dep == "advcl:relcl" and (pronoun is None or pronoun.dep != "obl"):
        return  # "..., which angered Oslo" may be about the whole clause
    if pronoun is None or pronoun.dep not in ("nsubj", "nsubj:pass", "obj", "obl") or pronoun.tag not in ("WDT", "WP"):
        return
    at = pronoun.i - 1
    while at >= 0 and (tree[at].pos in ("ADP", "SCONJ", "PUNCT") or tree[at].dep == "case") and pronoun.i - at < 4:
        at -= 1
    if (
        at < 0
        or tree[at].sentence != verb.sentence
        or tree[at].pos not in ("NOUN", "PROPN")
        or (pronoun.i - at == 1 and verb.dep == "ccomp")
    ):
        return
    noun = tree[at]
    while (
        noun.dep in ("flat", "compound", "conj", "nmod", "nmod:unmarked")
        and noun.head is not noun
        and noun.head.i < noun.i
        and noun.head.pos in NOMINAL
    ):
        if noun.dep == "nmod" and (noun.pos == "PROPN" or noun.kind):
            break
        noun = noun.head
    if verb not in ancestors(noun):
        yield Repair(verb.i, noun.i, "acl:relcl")


def _what_he_calls(verb: Word) -> Iterator[Repair]:
    """ "launched what Seoul said was a missile", "what they called a bomb": a missile is launched, as Seoul says."""
    act = verb.head.head if verb.dep == "acl:relcl" else verb.head
    what = next((child for child in act.of("obj") if child.lower == "what" and act.i < child.i < verb.i), None)
    names = verb.lemma in patterns().classes["naming verb"]
    if what is None or act.pos != "VERB" or not (names or verb.lemma in SPEECH) or not verb.has("nsubj"):
        return
    said = [child for child in verb.of("ccomp") if child.has("cop") and not child.has("nsubj")]
    said += [child for child in act.of("obj") if child.i > verb.i and child.has("cop")]
    if names:
        said += [*verb.of("xcomp"), *(child for child in verb.of("obl") if case_of(child) == "as")]
    noun = next((child for child in said if child.pos in NOMINAL and child.i > verb.i), None)
    if noun is None:
        return
    yield Repair(noun.i, act.i, "obj")
    yield Repair(verb.i, act.i, "parataxis")
    yield Repair(what.i, verb.i, "discourse")
    for child in (*noun.of("cop"), *(each for each in noun.of("case") if each.lower == "as")):
        yield Repair(child.i, verb.i, "discourse")


def _whose_clause(verb: Word, tree: Sequence[Word]) -> Iterator[Repair]:
    """A relative clause belongs to a noun, one with "who" to a noun for people: the last one before its pronoun."""
    pronoun = next((child for child in verb.children if child.lower in ("who", "which") and child.tag in ("WP", "WDT")), None)
    if pronoun is None or pronoun.i > verb.i:
        return
    personal = pronoun.lower == "who" and pronoun.dep in ("nsubj", "nsubj:pass")
    nominal = verb.head.pos in NOMINAL and verb.head.i < pronoun.i
    above = verb.head.head
    among = nominal and personal and verb.head.dep == "nmod" and verb.head.tag == "NN" and verb.head.lemma in _PEOPLES
    one = above.pos == "NOUN" and not above.plural and _may_be_who(above)
    if among and one and not is_plural_verb(verb):
        yield Repair(verb.i, above.i, "acl:relcl")  # "a cleric from the Zaidi minority who was killed"
        return
    if nominal and (not personal or _may_be_who(verb.head)):
        return
    first = verb.head.i + 1 if nominal else max(0, pronoun.i - 12)
    for noun in reversed(tree[first : pronoun.i]):
        if noun.sentence != verb.sentence or noun.pos not in ("NOUN", "PROPN") or noun.kind in ("DATE", "TIME"):
            continue
        while noun.dep in ("flat", "compound") and noun.head is not noun and noun.head.pos in NOMINAL:
            noun = noun.head
        if not personal or _may_be_who(noun):
            yield Repair(verb.i, noun.i, "acl:relcl")
            return
    place = verb.head
    if nominal and case_of(place) in ("from", "in", "of", "at", "near") and place.kind != "PERSON":
        # "men from the same village who fled": villages are nobody
        at = next((child.i for child in place.children if child.dep == "case"), 0)
        noun = tree[at - 1] if at else place
        if noun.pos == "NOUN" and _may_be_who(noun) and noun.plural == is_plural_verb(verb):
            yield Repair(verb.i, noun.i, "acl:relcl")


def _whose_name(verb: Word, tree: Sequence[Word]) -> Iterator[Repair]:
    """ "in its determination to defeat ISIL, whose raids": what stands right before "whose" owns it, where the noun above cannot act."""
    whose = next((word for word in verb.subtree() if word.lower == "whose" and word.i < verb.i), None)
    if whose is None or whose.i < 2 or can_act(verb.head):
        return
    before = tree[whose.i - 2] if tree[whose.i - 1].text == "," else tree[whose.i - 1]
    while before.dep in ("flat", "compound") and before.head is not before and before.head.pos in NOMINAL:
        before = before.head
    if before is not verb.head and before.kind in ("ORG", "GPE", "PERSON", "ARMED_GROUP") and before.sentence == verb.sentence:
        yield Repair(verb.i, before.i, "acl:relcl")


def _that_clause(verb: Word) -> Iterator[Repair]:
    """ "retracted a story that Oslo had sunk a ship": with subject and object of its own, the clause tells what the story says."""
    that = next((child for child in verb.of("obl:unmarked", "obl", "obj") if child.lower == "that" and not child.has("case")), None)
    noun = verb.head
    talk = word_class("source noun", "open claim noun", "untruth word")
    above = noun.head
    marked = verb.has("nsubj", "nsubj:pass") and any(child.lower == "that" and child.tag == "IN" for child in verb.of("mark"))
    if marked and noun.dep == "obl" and case_of(noun) in ("in", "on", "at", "to") and above.lemma in SPEECH and not above.has("ccomp"):
        yield Repair(verb.i, above.i, "ccomp")  # "said in a statement that Oslo had fled"
        return
    if marked and noun.dep == "nmod" and noun.lemma not in talk and above.lemma in talk:
        yield Repair(verb.i, above.i, "acl")  # "the claims of the ministry that Oslo fled"
        return
    says = noun.lemma in talk
    told = verb.lemma not in patterns().classes["verb of claims"] and (that is None or that.dep == "obj")  # "the rumour that Lund had fled"
    whole = verb.has("nsubj", "nsubj:pass") and (told or verb.has("aux:pass") or any(child is not that for child in verb.of("obj")))
    if that is not None and says and whole and noun.pos == "NOUN":
        yield Repair(that.i, verb.i, "mark")
        yield Repair(verb.i, noun.i, "acl")


def _they_say(verb: Word, tree: Sequence[Word]) -> Iterator[Repair]:
    """ "sank ships they say are linked to Oslo": what follows right behind such a verb of speech without a subject is what they say."""
    if not verb.has("nsubj") or verb.has("ccomp", "xcomp", "obj") or verb.i + 1 >= len(tree):
        return
    first = tree[verb.i + 1]
    said = first.head if first.dep in ("aux", "aux:pass", "cop") else first
    if (
        said.sentence != verb.sentence
        or said.has("nsubj", "nsubj:pass", "csubj", "expl", "mark")
        or said.dep == "ccomp"
        or said in ancestors(verb)
    ):
        return
    if first.tag in ("VBZ", "VBP", "VBD", "MD") and (said.pos == "VERB" or said.has("cop")):
        yield Repair(said.i, verb.i, "ccomp")


def _whose(verb: Word, tree: Sequence[Word]) -> Iterator[Repair]:
    """ "fears Chad may hire Wagner, whose leader praised the coup": a clause whose subject opens with "whose" is the noun's before it."""
    whose = next((word for noun in verb.of("nsubj", "nsubj:pass") for word in noun.of("nmod:poss") if word.lower == "whose"), None)
    if whose is None or whose.i < 2 or tree[whose.i - 1].text != "," or whose.i > verb.i:
        return
    noun = tree[whose.i - 2]
    while noun.dep in ("flat", "compound") and noun.head is not noun and noun.head.pos in NOMINAL:
        noun = noun.head
    if noun.pos in ("NOUN", "PROPN") and noun.sentence == verb.sentence:
        yield Repair(verb.i, noun.i, "acl:relcl")


def _aside_in_relative(verb: Word) -> Iterator[Repair]:
    """ "a vote in which, it says, most backed the plan": who says so stands aside of the relative clause."""
    if verb.lemma not in SPEECH or not verb.has("nsubj") or verb.has("ccomp", "xcomp", "obj"):
        return
    later = (each for each in verb.head.of("acl", "acl:relcl") if each.i > verb.i and each.has("nsubj", "nsubj:pass"))
    clause = next((each for each in later if each.pos == "VERB"), None)
    if clause is None:
        return
    yield Repair(clause.i, verb.head.i, "acl:relcl")
    yield Repair(verb.i, clause.i, "parataxis")
    for child in verb.children:
        if child.tag in ("WDT", "WP") and child.i < verb.i:
            yield Repair(child.i, clause.i, child.dep)


def _not_of_a_name(verb: Word, tree: Sequence[Word]) -> Iterator[Repair]:
    """ "a tanker in the Gulf that was bound for Chad": without a comma, "that" takes up no name but the noun before it."""
    name, that = verb.head, next((child for child in verb.of("nsubj", "nsubj:pass", "obj") if child.lower == "that"), None)
    if that is None or that.tag != "WDT" or name.kind not in ("GPE", "LOC") or not that.i or tree[that.i - 1].text == ",":
        return
    above = name.head
    if name.dep == "nmod" and above.pos == "NOUN":
        yield Repair(verb.i, above.i, "acl:relcl")
    elif name.relation == "obl" and above.pos == "VERB":
        noun = next((child for child in above.of("obj") if above.i < child.i < name.i and child.pos == "NOUN"), None)
        if noun is not None:
            yield Repair(verb.i, noun.i, "acl:relcl")


def _who_right_behind(verb: Word, tree: Sequence[Word]) -> Iterator[Repair]:
    """ "deaths that angered Ali Berg, who said": "who" right behind a person is that person, not the deaths."""
    who = next((child for child in verb.of("nsubj", "nsubj:pass") if child.lower == "who" and child.i < verb.i), None)
    if who is None or who.i < 2 or verb.head.kind == "PERSON" or (can_act(verb.head) and verb.head.lemma not in patterns().nominals):
        return
    near = tree[who.i - 2] if tree[who.i - 1].text == "," else tree[who.i - 1]
    while near.dep in ("flat", "compound") and near.head.pos in NOMINAL:
        near = near.head
    if near.kind == "PERSON" and near is not verb.head and verb not in ancestors(near):
        yield Repair(verb.i, near.i, "acl:relcl")


def _accused_of(verb: Word) -> Iterator[Repair]:
    """ "a militia that it accuses Chad of harbouring": the militia is what the gerund without an object is done to."""
    pronoun = next((child for child in verb.of("obj") if child.tag == "WDT" and child.i < verb.i), None)
    accused = next((child for child in verb.of("obj") if child.i > verb.i), None)
    if pronoun is None or accused is None or verb.lemma not in word_class("accusation verb"):
        return
    for act in verb.of("advcl"):
        if act.tag == "VBG" and act.has("mark") and not act.has("obj", "ccomp", "xcomp", "obl"):
            yield Repair(pronoun.i, act.i, "obj")


def _in_which(verb: Word) -> Iterator[Repair]:
    """ "an attack on a patrol in which two men died": people die in the attack."""
    inside = any(child.lower == "which" and case_of(child) in ("in", "during") for child in verb.of("obl"))
    noun = verb.head
    if not inside or verb.lemma not in ("kill", "die", "injure", "wound", "hurt", "perish") or noun.lemma in patterns().nominals:
        return
    for _ in range(3):
        if noun.dep != "nmod" or noun.head.pos != "NOUN":
            return
        noun = noun.head
        if noun.lemma in patterns().nominals or noun.lemma in _DEADLY:
            yield Repair(verb.i, noun.i, "acl:relcl")
            return


_DEADLY = frozenset("explosion blast crash ambush shooting stampede fire accident clash battle riot massacre bombing incident".split())


def _agreeing(verb: Word) -> Iterator[Repair]:
    """ "the members of the House, which include soldiers": a relative clause in the plural belongs to the plural noun."""
    pronoun = next((child for child in verb.of("nsubj", "nsubj:pass") if child.lower in ("which", "who", "that")), None)
    finite = next((child for child in (verb, *verb.of("aux", "aux:pass", "cop")) if child.tag in ("VBP", "VBZ")), None)
    noun, above = verb.head, verb.head.head
    if pronoun is None or finite is None or noun.dep != "nmod" or above.pos not in NOMINAL or noun.has("conj") or above.has("conj"):
        return
    plural = finite.tag == "VBP"
    if noun.tag in ("NN", "NNP", "NNS") and above.tag in ("NN", "NNS") and noun.plural != plural and above.plural == plural:
        yield Repair(verb.i, above.i, "acl:relcl")


def _that_it_had(verb: Word, tree: Sequence[Word]) -> Iterator[Repair]:
    """ "withdraw troops that it had massed": behind a noun and with no object of its own, what "that" opens tells of the noun."""
    that = next((child for child in verb.of("mark") if child.lower == "that" and child.i < verb.i), None)
    if verb.dep != "advcl" or that is None or that.i == 0 or verb.has("obj", "ccomp", "xcomp") or is_passive(verb):
        return
    noun, subject = tree[that.i - 1], next((child for child in verb.of("nsubj") if child.i == that.i + 1), None)
    owed = (
        noun.pos == "NOUN" and noun.dep in ("obj", "obl") and noun.head is verb.head and any(aux.lower == "had" for aux in verb.of("aux"))
    )
    if owed and subject is not None and not any(child.lower in ("such", "so") for child in (*noun.children, *verb.head.children)):
        yield Repair(verb.i, noun.i, "acl:relcl")
        yield Repair(that.i, verb.i, "obj")


def _stranded_mark(verb: Word, tree: Sequence[Word]) -> Iterator[Repair]:
    """ "Chad, with which it shares a river": the preposition right before a relative pronoun is the pronoun's."""
    for mark in verb.of("mark"):
        after = tree[mark.i + 1] if mark.i + 1 < len(tree) else verb
        if mark.tag == "IN" and after.lower in ("which", "whom") and after.head is verb:
            yield Repair(mark.i, after.i, "case")


_PEOPLES = frozenset("minority majority community tribe family clan group party movement sect".split())


def is_plural_verb(verb: Word) -> bool:
    """Whether the verb or its auxiliary is a plural form: "were", "have", "fight"."""
    return any(each.tag == "VBP" or each.lower == "were" for each in (verb, *verb.of("aux", "aux:pass", "cop")))


def _may_be_who(noun: Word) -> bool:
    """Whether "who" may go back to the noun: people, and bodies of people."""
    if noun.dep == "appos" and noun.head.kind == "PERSON":
        return True
    return noun.tag in ("NNS", "NNPS") or noun.pos in ("PRON", "NUM") or (can_act(noun) and noun.kind not in ("LOC", "FAC"))
