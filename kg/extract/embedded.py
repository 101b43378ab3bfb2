"""Who does what in clauses that name no subject of their own: control, participles, gerunds, relative and purpose clauses."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from kg.extract.grammar import SUBJECT, Word, first_conjunct, is_finite, is_passive, is_relative, is_verbal, marker
from kg.extract.patterns import patterns

DEEPEST = 8
ORDINALS = frozenset({"first", "second", "third", "last", "latest", "next"})
DOERLESS = frozenset("include forbid prohibit outlaw criminalise criminalize permit allow involve".split())
CONTAINING = frozenset("comprise include contain cover span stretch surround house feature consist total number last date range".split())
TELLING_OF = frozenset("speak talk warn tell hear dream think complain write insist rely count".split())
SENT = frozenset("send deploy train pay hire call stop prevent keep ban bar drive appoint help get make cause lead enlist".split())
"""Verbs of object control whose infinitive may as well tell the purpose of the one who does it."""


_SENDING = frozenset({"send", "deploy", "dispatch"})


class Subject(NamedTuple):
    """The word that heads a predicate's subject, and by which road it was found ("own", "relative", "conjunct", "control", ...)."""

    word: Word
    road: str


def own_subject(predicate: Word) -> Word | None:
    """The subject that the clause itself names, or None; of two, the nearer before the predicate."""
    found = [child for child in predicate.children if child.dep in SUBJECT and child.dep not in ("nsubj:outer", "csubj:outer")]
    if len(found) > 1:
        return min(found, key=lambda child: (child.i > predicate.i, abs(child.i - predicate.i)))
    return found[0] if found else None


def relative_clause(predicate: Word) -> Word | None:
    """The verb of the relative clause that `predicate` belongs to as head or conjunct, else None."""
    top = first_conjunct(predicate)
    return top if top.dep == "acl:relcl" else None


def subject_of(predicate: Word, depth: int = 0) -> Subject | None:
    """The subject of a predicate, its own or the one it shares with the clause around it; None where the sentence names none.

    The subject of a passive is what undergoes. An expletive counts as none.

    >>> from kg.extract.grammar import words
    >>> tree = words(doc_of("Oman pressed Mali to sign", [1, 1, 1, 4, 1], "nsubj root obj mark xcomp",
    ...     pos="PROPN VERB PROPN PART VERB", tags="NNP VBD NNP TO VB", lemmas="Oman press Mali to sign"))
    >>> subject_of(tree[4]).word.text, subject_of(tree[4]).road
    ('Mali', 'control')
    """
    if depth > DEEPEST:
        return None
    own = own_subject(predicate)
    if own is not None and own.lower in ("'s", "’s"):
        return None
    if own is not None:
        if is_relative(own) and own.lower != "whose":
            return _antecedent(predicate)
        return Subject(own, "own")
    if predicate.has("expl") and predicate.dep not in ("xcomp",):
        return None
    if is_lets(predicate) or (predicate.dep == "xcomp" and is_lets(predicate.head)):
        return None
    head = predicate.head
    match predicate.dep:
        case "conj":
            if head.pos not in ("VERB", "ADJ", "NOUN", "AUX", "PROPN") or (
                predicate.pos != "VERB" and not predicate.has("cop") and not head.has("cop")
            ):
                return None
            shared = subject_of(head, depth + 1)
            return Subject(shared.word, "conjunct" if shared.road == "own" else shared.road) if shared else None
        case "xcomp":
            return _controlled(predicate, head, depth)
        case "acl:relcl":
            # A relative clause whose subject is the gap: nothing else in it stands for the antecedent.
            return None if any(is_relative(child) for child in predicate.children) else _reduced(predicate)
        case "acl":
            if head.has("cop") and predicate.tag == "VB" and (who := own_subject(head)) is not None and who.lower not in ("it", "there"):
                return Subject(who, "participle")  # "was the third official to serve him"
            if head.pos == "VERB" and predicate.tag == "VBN" and (who := own_subject(head)) is not None:
                return Subject(who, "participle")  # "stands accused of"
            return _of_noun(predicate, head, depth)
        case "advcl" | "ccomp" | "csubj" | "parataxis" | "advcl:relcl":
            if predicate.dep == "parataxis" and any(word.text == ":" for word in predicate.tree[head.i : predicate.i]):
                return None  # "Oslo crisis: Call for talks": a label before a colon does nothing
            if predicate.dep == "parataxis" and is_finite(predicate):
                return None
            if predicate.dep == "ccomp" and (gap := _gap(predicate)) is not None:
                return gap
            return _of_clause(predicate, head, depth)
        case "root" | "obl" | "obj":
            return None
    return None


def is_lets(verb: Word) -> bool:
    """Whether the verb is that of "let's": a call on all and nobody."""
    return verb.lemma == "let" and any(child.lower in ("'s", "’s") for child in verb.of("obj", "nsubj"))


def _antecedent(predicate: Word) -> Subject | None:
    clause = relative_clause(predicate)
    if clause is None and predicate.dep == "ccomp" and predicate.head.dep == "acl:relcl":
        clause = predicate.head  # "a law that critics say will harm farmers"
    if clause is None or clause.head is clause:
        return None
    return Subject(named_by(clause.head), "relative")


_SUMMING_UP = frozenset("move step decision gesture development shift measure act action change".split())


def named_by(noun: Word) -> Word:
    """The name that a describing apposition is about ("Kari Haugen, a lawyer who fled" → Haugen), else the noun itself.

    >>> from kg.extract.grammar import words
    >>> tree = words(doc_of("Haugen , a lawyer , left", [5, 3, 3, 0, 3, 5], "nsubj punct det appos punct root",
    ...     pos="PROPN PUNCT DET NOUN PUNCT VERB"))
    >>> named_by(tree[3]).text, named_by(tree[0]).text
    ('Haugen', 'Haugen')
    """
    described = noun.head
    own = own_subject(noun) if noun.pos == "NOUN" and noun.has("cop") else None
    plain = not noun.has("aux", "advmod") and all(child.lower in ("a", "an", "the") for child in noun.of("det"))
    if own is not None and plain and (own.pos == "PROPN" or own.kind) and not own.has("conj"):
        return own  # "Hamas is a movement that fights Israel"
    if noun.lemma in _SUMMING_UP:
        return noun  # "applied to join the European Union, a move that Moscow opposes"
    if (
        noun.dep == "appos"
        and noun.pos == "NOUN"
        and described.i < noun.i
        and described.pos == "PROPN"
        and noun.tag == described.tag.replace("P", "")
    ):
        return described
    return noun


def _reduced(predicate: Word) -> Subject | None:
    return Subject(named_by(predicate.head), "participle") if predicate.tag in ("VBG", "VBN") else None


def _gap(content: Word) -> Subject | None:
    """ "a step that Oslo hopes will end the row": the subject of a reported clause is what the relative clause around it is about."""
    above = content.head
    outer = own_subject(above)
    if not is_finite(content) or relative_clause(above) is not above or outer is None or is_relative(outer):
        return None
    # the pronoun may be parsed as the mark of the inner clause; a mark of its own stands behind the outer subject
    opening = [child for verb in (above, content) for child in verb.children if is_relative(child) and child.i < outer.i]
    if not opening or opening[0].has("case") or any(child.i > outer.i for child in content.of("mark")):
        return None
    return Subject(named_by(above.head), "relative")


def object_of(verb: Word) -> Word | None:
    """The direct object of a verb, its own only; a recipient without one is read as it."""
    return next((child for dep in ("obj", "iobj") for child in verb.children if child.dep == dep), None)


def can_act(word: Word) -> bool:
    """Whether the word may name somebody who does things: a name, a pronoun, a noun for people or bodies.

    >>> from kg.extract.grammar import words
    >>> doc = doc_of("miners dug holes", [1, 1, 1], pos="NOUN VERB NOUN", tags="NNS VBD NNS", lemmas="miner dig hole")
    >>> [can_act(word) for word in words(doc)]
    [True, False, False]
    """
    classes = patterns()
    if word.pos in ("PROPN", "PRON") or word.kind in ("PERSON", "ORG", "GPE", "NORP", "ARMED_GROUP"):
        return True
    if word.lemma in classes.titles or word.lemma in classes.acting_nouns or word.lemma in classes.members or word.lemma in classes.wholes:
        return True
    return (
        word.tag in ("NN", "NNS")
        and word.lemma.endswith(("er", "or", "ist", "ian", "man", "ant"))
        and word.lemma
        not in ("power", "water", "number", "order", "border", "matter", "paper", "letter", "river", "error", "sector", "factor", "plant")
    )


def counted(word: Word) -> Word:
    """What a number or a collection is of ("dozens of miners", "two of the rebels": miners, rebels), else the word itself."""
    if word.pos == "NUM" or word.lemma in patterns().empty_heads:
        return next((child for child in word.of("nmod") if marker(child) == "of"), word)
    return word


def _controlled(predicate: Word, governor: Word, depth: int) -> Subject | None:
    classes = patterns()
    if governor.lemma in DOERLESS and predicate.tag == "VBG":
        return None  # "their demands include freeing Haugen", "the law forbids arming rebels": demands and laws do neither
    if marker(predicate) == "to" and governor.pos == "VERB" and (asked := _asked(governor, predicate)) is not None:
        return Subject(asked, "control")
    patient = next((child for kind in ("obj", "iobj") for child in governor.children if child.dep == kind), None)
    bare = predicate.tag == "VB" and not predicate.has("mark") and governor.lemma in ("let", "make", "have", "help", "see", "watch")
    if bare and patient is not None and governor.i < patient.i < predicate.i and not is_relative(patient):
        return Subject(patient, "control")  # "help aid reach the town"
    able = (
        patient is not None
        and patient.lemma not in classes.classes["abstract noun"]
        and (governor.lemma in classes.classes["object control"] or can_act(patient))
    )
    if patient is not None and able and governor.pos == "VERB" and governor.lemma not in classes.subject_control:
        if is_relative(patient):
            return _antecedent(governor)
        return Subject(patient, "control")
    if governor.pos == "VERB" and (patient is None or not able):
        for child in governor.children:
            if child.dep == "obl" and child.i < predicate.i and marker(child) in classes.oblique_control.get(governor.lemma, ()):
                return Subject(child, "control")
    shared = subject_of(governor, depth + 1)
    return Subject(shared.word, "control") if shared else None


def _of_noun(predicate: Word, noun: Word, depth: int) -> Subject | None:
    """The subject of a clause on a noun: the noun itself for participles and bodies that act, else who has or does the noun."""
    if predicate.tag in ("VBG", "VBN") and not predicate.has("mark", "case"):
        if (
            predicate.tag == "VBG"
            and predicate.lemma not in CONTAINING
            and not can_act(noun)
            and _behind_comma(predicate)
            and noun.dep in ("obj", "obl")
            and is_verbal(noun.head)
        ):
            shared = subject_of(noun.head, depth + 1)  # "asked for help, telling voters to wait": help tells nobody
            if shared is not None and can_act(shared.word) and not is_passive(noun.head):
                return Subject(shared.word, "participle")
        if predicate.tag == "VBG" and (doer := _doer_inside(predicate, noun)) is not None:
            return Subject(doer, "participle")
        return Subject(named_by(noun), "participle")
    if noun.has("cop") and (marker(noun) in ("on", "in", "at") or noun.lemma in ORDINALS) and (own := own_subject(noun)) is not None:
        return Subject(own, "control")  # "Oslo is on track to win"
    if any(child.lower in ORDINALS | {"only", "sole"} for child in noun.of("amod")) and any(
        mark.lower == "to" for mark in predicate.of("mark")
    ):
        # "Lund, the only leader to visit Chad", "became the first state to sign"
        ranked = noun.head if noun.dep == "appos" else own_subject(noun) or (own_subject(noun.head) if noun.dep == "xcomp" else None)
        if ranked is not None:
            return Subject(ranked, "control")
    if noun.lemma in patterns().acting_nouns or noun.kind in ("ORG", "GPE", "PERSON", "ARMED_GROUP", "NORP"):
        return Subject(noun, "participle")
    for child in noun.children:
        if child.dep == "nmod:poss":
            return Subject(child, "control")
    if (asked := _addressed(noun, noun.of("nmod"), predicate)) is not None:
        return Subject(asked, "control")
    for child in noun.children:
        if (
            child.dep == "nmod"
            and noun.i < child.i < predicate.i
            and (marker(child) in ("by", "for", "") or (marker(child) == "of" and can_act(child)))
        ):
            return Subject(child, "control")
    for child in noun.children:
        if child.dep in ("amod", "compound") and child.kind in ("GPE", "NORP", "ORG", "ARMED_GROUP"):
            return Subject(child, "control")
    return _doer(noun, depth)


def _doer_inside(act: Word, noun: Word) -> Word | None:
    """ "little chance of Oslo signing the pact", "photos of troops burning mills": who stands between "of" and the gerund."""
    if can_act(noun) or noun.kind:
        return None
    before = (child for child in noun.of("nmod") if marker(child) == "of" and noun.i < child.i < act.i and can_act(child))
    return next((child for child in before if act.i - 1 in {word.i for word in child.subtree()}), None)


def _behind_comma(predicate: Word) -> bool:
    """Whether a comma stands before the predicate and its adverbs."""
    at = predicate.i - 1
    while at > 0 and predicate.tree[at].pos == "ADV":
        at -= 1
    return at >= 0 and predicate.tree[at].text == ","


def _doer(noun: Word, depth: int) -> Subject | None:
    """The subject of the verb that the noun is an argument of."""
    at = noun
    for _ in range(4):
        above = at.head
        if above is at or at.dep in SUBJECT:
            return None  # "argued that the point of closing the port was": who argues closes nothing
        if is_verbal(above) and at.dep in ("obj", "obl", "xcomp", "conj") and not is_passive(above):
            if (given := _given(above)) is not None:
                return Subject(given, "control")
            if above.lemma in patterns().classes["judging verb"]:
                return None  # "opposed attempts to form a bloc": the attempts are another's
            if above.lemma in _TALKING and noun.lemma in _WAGED and any(child.lower == "the" for child in noun.of("det")):
                return None  # "discussed the campaign to free Oslo": who discusses it need not wage it
            shared = subject_of(above, depth + 1)
            if shared is not None and at.dep == "obl" and not can_act(shared.word):
                return None  # "the war began over plans to merge the armies": the war has no plans
            return Subject(shared.word, "control") if shared else None
        at = above
    return None


_TALKING = frozenset("discuss debate describe mention cover review outline address examine assess".split())
_WAGED = frozenset("campaign operation battle fight offensive struggle war mission".split())


def _asked(verb: Word, act: Word) -> Word | None:
    """Whom the noun that a verb takes asks to act: "put pressure on Oslo to pay", "sent orders to the fleet to sail"."""
    noun = object_of(verb)
    if noun is None or is_passive(verb):
        return None
    return _addressed(noun, (*verb.of("obl"), *noun.of("nmod")), act)


def _addressed(noun: Word, phrases: Iterable[Word], act: Word) -> Word | None:
    """Of phrases, the one that an appeal or a pressure is aimed at, before the act asked for."""
    if noun.lemma not in patterns().classes["addressing noun"]:
        return None
    return next((each for each in phrases if noun.i < each.i < act.i and marker(each) in ("on", "to") and can_act(each)), None)


def _given(verb: Word) -> Word | None:
    """Who is to act with what a verb gives: "gave Oslo ten days to pay", "granted them permission to leave"."""
    gift = next((child for child in verb.of("obj", "obl:unmarked") if child.i > verb.i), None)  # "gave Lund 48 hours"
    taker = next((child for child in verb.children if child.dep == "iobj"), None)
    if gift is None or taker is None or not can_act(taker):
        return None
    classes = patterns()
    return taker if gift.lemma in classes.time_nouns or gift.lemma in classes.classes["abstract noun"] else None


def _outcome(act: Word) -> bool:
    """Whether a participle tells what an event makes of somebody: "won the vote, making him the first to serve twice"."""
    made = act.dep == "advcl" and act.tag == "VBG" and act.lemma in ("make", "render") and not act.has("mark")
    return made and _behind_comma(act) and len(act.of("obj", "iobj", "xcomp")) > 1


def _taken_up(act: Word, governor: Word) -> bool:
    """Whether "that" in a clause takes up the act that opens the sentence: "Bribing judges, I don't think that's right"."""
    if act.dep != "advcl" or act.tag != "VBG" or act.i > governor.i or act.has("mark"):
        return False
    told = (own_subject(child) for child in governor.of("ccomp"))
    return any(each is not None and each.lower in ("that", "it", "this") for each in told)


def _gap_object(verb: Word) -> Subject | None:
    """The noun whose relative clause leaves the object of this verb open: "a law Oslo calls flawed"."""
    clause = relative_clause(verb)
    return Subject(named_by(clause.head), "relative") if clause is not None else None


def _spoken_of(act: Word, verb: Word) -> Word | None:
    """ "spoke of Oslo sending troops", "warned against Oslo closing its port": who stands right between the preposition and the gerund."""
    before = act.tree[act.i - 1] if act.i else act
    for child in verb.of("obl"):
        if child.i < act.i and before in (child, *child.subtree()) and marker(child) in ("of", "about", "against", "on") and can_act(child):
            return child if verb.lemma in TELLING_OF else None
    return None


def _of_clause(predicate: Word, governor: Word, depth: int) -> Subject | None:
    if is_finite(predicate) and predicate.tag != "VBN" and predicate.dep != "ccomp" and predicate.tag not in ("VBG",):
        return None
    if is_finite(predicate) and predicate.dep == "ccomp":
        return None
    if _taken_up(predicate, governor) or _outcome(predicate):
        return None
    mark = marker(predicate)
    if (
        mark == "as"
        and predicate.tag in ("VBN", "VBG")
        and governor.lemma in patterns().classes["naming verb"]
        and not is_passive(governor)
    ):
        # "which Oslo describes as marred by fraud": what is described is marred
        patient = object_of(governor)
        if patient is not None and is_relative(patient):
            return _antecedent(governor)
        return Subject(patient, "control") if patient is not None else _gap_object(governor)
    if mark == "as" and predicate.tag in ("VBN", "VBD") and not predicate.has("aux", "aux:pass", "cop"):
        return None  # "left the pact, as agreed in May", "as determined by the UN": that it left is what was agreed
    if governor.pos in ("NOUN", "PROPN") and not governor.has("cop", "nsubj"):
        return _of_noun(predicate, governor, depth)
    if predicate.dep == "advcl" and mark == "to" and governor.pos == "VERB":
        for child in governor.children:
            if child.dep == "obl" and child.i < predicate.i and marker(child) in patterns().oblique_control.get(governor.lemma, ()):
                return Subject(child, "control")
    if predicate.dep == "advcl" and mark == "to" and governor.pos == "VERB" and (asked := _asked(governor, predicate)) is not None:
        return Subject(asked, "control")
    if predicate.dep == "advcl" and mark == "to" and governor.lemma in patterns().classes["object control"] - (SENT - _SENDING):
        patient = object_of(governor)
        able = patient is not None and can_act(patient) and not is_relative(patient) and not is_passive(governor)
        if patient is not None and able and governor.i < patient.i < predicate.i:
            return Subject(patient, "control")  # "pressed Oslo to yield", though parsed as a purpose
    if (
        predicate.dep == "advcl"
        and mark == "in"
        and predicate.tag == "VBG"
        and governor.lemma in ("support", "help", "assist", "aid", "back")
    ):
        patient = object_of(governor)
        if patient is not None and patient.i < predicate.i and can_act(patient) and not is_passive(governor):
            return Subject(patient, "control")  # "supported Oslo in guarding its port"
    if predicate.dep in ("advcl", "acl") and mark == "to" and (given := _given(governor)) is not None:
        return Subject(given, "control")
    if predicate.dep == "advcl" and governor.pos == "VERB" and mark in ("of", "from", "for", "into", "against", "with", "to"):
        patient = object_of(governor)
        if (
            patient is not None
            and patient.i < predicate.i
            and not is_passive(governor)
            and (mark in ("of", "from", "into") or can_act(counted(patient)))
            and not (mark == "to" and predicate.tag != "VBG")
        ):
            return _antecedent(governor) if is_relative(patient) else Subject(patient, "control")
    own = own_subject(governor)
    if mark in ("after", "before", "while", "since") and is_passive(governor) and own is not None and own.kind == "" and not can_act(own):
        return None  # "her sentence was commuted after serving a year": no sentence serves
    office = governor.lemma in patterns().classes["appointing verb"]  # "was appointed to lead": whoever is appointed leads
    if (
        is_passive(governor)
        and not office
        and predicate.dep == "advcl"
        and (mark.endswith("to") or mark in ("by", "without", "in", "through"))
    ):
        agent = next((child for child in governor.children if child.dep == "obl:agent"), None)
        return Subject(agent, "control") if agent is not None else None
    if predicate.dep == "advcl" and predicate.tag == "VBG" and not mark and (heard := _spoken_of(predicate, governor)) is not None:
        return Subject(heard, "control")
    shared = subject_of(governor, depth + 1)
    if shared is not None and mark == "to" and (asked := _addressed(shared.word, shared.word.of("nmod"), predicate)) is not None:
        return Subject(asked, "control")  # "an appeal to Oslo to free the crew failed"
    if shared is None or shared.word is predicate:  # "closing the port would hurt": the act is not its own doer
        return None
    return Subject(shared.word, "control" if mark and predicate.dep == "advcl" else "participle")
