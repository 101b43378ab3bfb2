"""What grammar alone says of a pronoun: who a participle, a condition or an official's words make it stand for."""

from __future__ import annotations

from kg.extract.embedded import subject_of
from kg.extract.grammar import Phrase, Word, ancestors, first_conjunct, run
from kg.extract.patterns import patterns
from kg.extract.qualifiers import SUBJECTS, word_class
from kg.extract.speakers import phrase_of

ACTORS = frozenset({"GPE", "ORG", "NORP", "ARMED_GROUP"})
PERSONAL = frozenset({"PERSON"})
COLLECTIVE = frozenset(
    "government team party group army police military ministry parliament delegation side force opposition council committee union bloc "
    "alliance coalition militia mission commission cabinet assembly panel agency company court junta regime militant rebel official troop "
    "leader community".split()
)


def taken_on(word: Word) -> Phrase | None:
    """What a pronoun in a participle clause takes on from the clause before it: "condemned the raid, calling it a crime", "spoke against
    the raid, calling it one"; None elsewhere.

    >>> tree = tree_of("Oslo condemned the raid , calling it a crime", [1, 1, 3, 1, 5, 1, 5, 8, 5],
    ...     "nsubj root det obj punct advcl obj det xcomp", tags="NNP VBD DT NN , VBG PRP DT NN",
    ...     lemmas="Oslo condemn the raid , call it a crime", pos="PROPN VERB DET NOUN PUNCT VERB PRON DET NOUN")
    >>> taken_on(tree[6]).head.text
    'raid'
    """
    verb = word.head
    above = verb.head
    comma = any(child.text == "," and child.i < verb.i for child in verb.children)
    adds = verb.dep == "advcl" and verb.tag == "VBG" and not verb.has("mark") and comma
    goes_on = verb.dep == "conj" and not verb.has("nsubj", "nsubj:pass")  # "praised the plan but found it vague"
    if word.dep != "obj" or not (adds or goes_on) or above.pos != "VERB" or above.i > verb.i:
        return None
    behind = [child for child in above.children if above.i < child.i < verb.i and child.kind not in ("DATE", "TIME")]
    for dep in ("obj", "obl") if verb.lemma in word_class("naming verb") else ("obj",):
        named = [
            child for child in behind if child.dep == dep and child.pos in ("NOUN", "PROPN") and child.plural == (word.lower == "them")
        ]
        if named:
            return phrase_of(named[0])
    return None


def seen_to(word: Word) -> Phrase | None:
    """Who "they" are in "told them to find the men and ensure that they left": whom the verb before acts on; None elsewhere."""
    act = word.head
    verb = act.head
    sees = act.dep == "ccomp" and verb.lemma in ("ensure", "guarantee") and verb.dep == "conj" and not verb.has("nsubj")
    if word.dep not in SUBJECTS or not sees:
        return None
    named = [child for child in verb.head.of("obj") if child.i < verb.i and child.plural == (word.lower == "they")]
    return phrase_of(named[0]) if named and named[0].pos in ("NOUN", "PROPN") else None


def glossed(word: Word) -> Phrase | None:
    """What an editor's brackets behind a pronoun say it stands for: "It [the fleet] left".

    >>> tree = tree_of("It [ the fleet ] left", [5, 3, 3, 5, 3, 5], "nsubj punct det appos punct root",
    ...     pos="PRON PUNCT DET NOUN PUNCT VERB")
    >>> glossed(tree[0]).head.text
    'fleet'
    """
    inside = word.tree[word.i + 2 : word.i + 9]
    closed = next((each.i for each in inside if each.text == "]"), 0)
    if not closed or word.tree[word.i + 1].text != "[" or closed == word.i + 2:
        return None
    named = run(word.tree, word.i + 2, closed - 1)
    return named if named.head.pos in ("NOUN", "PROPN") else None


def own_body(word: Word) -> Phrase | None:
    """The body that an official speaks for who says what "it" did: "the navy's spokesman said it had fired"; None elsewhere."""
    act = first_conjunct(word.head)
    teller = act.head
    if (
        word.dep != "nsubj"
        or word.head.pos != "VERB"
        or act.dep not in ("ccomp", "parataxis")
        or teller.lemma not in word_class("speech verb")
    ):
        return None
    who = next((child for child in teller.of("nsubj") if child.kind in PERSONAL or child.lemma in _OFFICIALS), None)
    return spoken_for(who) if who is not None else None


def acts_on(word: Word, clause: Word) -> bool:
    """Whether the pronoun is the object of a participle clause, whose subject is that of the clause above, or of a verb that goes on with
    the subject of another: "met the mayor and asked her to leave"."""
    borrows = (clause.tag == "VBG" and clause.dep == "advcl") or clause.dep == "conj"
    return word.dep in ("obj", "iobj") and borrows and not clause.has("nsubj", "nsubj:pass")


def own_doer(word: Word) -> Word | None:
    """Who does to a pronoun what its verb tells, where the verb borrows its subject ("failed to persuade him"); None elsewhere."""
    act = word.head
    if act.has("nsubj", "nsubj:pass") or act.dep != "xcomp":
        return None
    found = subject_of(act)
    return found.word if found is not None else None


def goes_on(word: Word, head: Word) -> bool:
    """Whether `head` is the object of the clause that the pronoun's clause, with a subject of its own, goes on with."""
    act = word.head
    return word.dep == "obj" and act.dep == "conj" and head.dep == "obj" and head.head is act.head and act.has("nsubj")


def given(word: Word, head: Word) -> bool:
    """Whether `head` is given what the pronoun's relative clause tells of: "offered the rebels a deal, which they rejected"."""
    thing = word.head.head
    if word.dep not in SUBJECTS or word.head.dep != "acl:relcl" or thing.dep != "obj" or head.head is not thing.head:
        return False
    return head.dep == "iobj" or (head.dep == "obl" and any(mark.lower == "to" for mark in head.of("case")))


def punished(word: Word, head: Word) -> bool:
    """Whether a sanction falls on `head` unless the pronoun does something: "a tariff on goods from Chad unless it curbs them"."""
    clause = word.head
    verb = clause.head
    proviso = clause.dep == "advcl" and any(mark.lower in ("if", "unless", "until") for mark in clause.of("mark"))
    if word.dep not in SUBJECTS or not proviso or verb.lemma not in _SANCTIONING or head.dep not in ("nmod", "obl"):
        return False
    return head.kind in ("GPE", "ORG", "ARMED_GROUP") and verb in ancestors(head) and verb.i < head.i < clause.i


_SANCTIONING = frozenset("impose slap levy raise cut suspend halt freeze block withhold increase put place".split())


def teller_of(word: Word, head: Word) -> bool:
    """Whether `head` tells the clause that the pronoun speaks in again, or gives its own reason for telling it."""
    teller, clause = head.head, word.head
    if word.dep not in SUBJECTS or head.dep not in SUBJECTS or teller.lemma not in word_class("speech verb"):
        return False
    again = clause.dep in ("acl:relcl", "parataxis") and clause.lemma in word_class("speech verb") and teller in ancestors(clause)
    reason = clause.dep == "advcl" and clause.head is teller and any(mark.lower == "because" for mark in clause.of("mark"))
    return again or reason


def meanwhile(word: Word, head: Word) -> bool:
    """Whether "it" is the subject of a clause of time, and `head` that of the clause whose time it tells."""
    clause = word.head
    if word.lower != "it" or word.dep not in SUBJECTS or clause.dep != "advcl" or head.dep not in SUBJECTS or head.head is not clause.head:
        return False
    return any(mark.lower in ("when", "while") for mark in clause.of("advmod", "mark"))


def alleges(word: Word, head: Word) -> bool:
    """Whether `head`, one body, tells what others have done: "Amnesty alleged they had shot villagers"."""
    told = word.head
    if word.lower != "they" or word.dep not in SUBJECTS or told.dep != "ccomp" or head.dep not in SUBJECTS or head.head is not told.head:
        return False
    return not head.plural and not head.has("conj") and told.head.lemma in ("allege", "find", "report", "reveal", "document", "conclude")


_OBJECTING = frozenset("sue protest demonstrate resign rally quit boycott condemn".split())


def judged(word: Word, head: Word) -> bool:
    """Whether `head` is what a verb judges, and the pronoun the subject of what is said about it: "rejected the ban, saying it would"."""
    told, verdict = word.head, head.head
    says = told.head
    sued = head.dep == "obl" and verdict.lemma in _OBJECTING and any(mark.lower == "over" for mark in head.of("case"))
    if word.dep not in SUBJECTS or told.dep != "ccomp" or not (head.dep == "obj" or sued) or head.plural or head.kind in ("PERSON", "NORP"):
        return False
    if any(child.has("nmod:poss") for child in told.of("obj")) or says.head is not verdict or says.has("nsubj"):
        return False  # "rejected the truce, saying it would not lay down its arms"
    named = verdict.lemma in word_class("naming verb")
    if sued:
        return says.dep == "advcl"
    return (says.dep == "conj" and named) or (says.dep == "advcl" and (named or verdict.lemma in patterns().classes["judging verb"]))


def addressed(word: Word, head: Word) -> bool:
    """Whether `head` is the one addressed by the verb that a condition with the subject `word` hangs on."""
    clause, verb = word.head, head.head
    if word.dep not in SUBJECTS or head.dep not in ("obj", "iobj") or verb.lemma not in _ADDRESSING:
        return False
    return verb in ancestors(clause) and any(child.dep == "mark" and child.lower in ("if", "unless") for child in clause.children)


def named_before(word: Word, head: Word) -> bool:
    """Whether a possessive stands in a phrase of cause ("over", "for") right behind the name `head`."""
    if word.dep != "nmod:poss":
        return False
    mark = next((child for child in word.head.children if child.dep == "case" and child.lower in ("over", "for")), None)
    return mark is not None and 0 < mark.i <= word.i and head.i < mark.i and name_of(head).last + 1 == mark.i and head.kind in ACTORS


_CONTROLLING = frozenset({"of", "from", "into", "in", "against"})
_PUNISHING = frozenset(
    "sanction attack bomb invade punish sue warn strike boycott expel suspend cut arrest jail detain fine ban sack fire dismiss freeze "
    "imprison execute deport blacklist".split()
)


def does_it(word: Word, head: Word) -> bool:
    """Whether a possessive, or the subject of a clause on it, belongs to the object of a verb below the one that has `head` as object."""
    if word.dep in SUBJECTS and word.head.dep == "acl:relcl" and word.head.head.dep == "obj":
        act = word.head.head.head  # "urged Oslo to withdraw troops that it had sent"
        return act.dep == "xcomp" and act.tag == "VB" and head.dep in ("obj", "iobj") and head.head is act.head
    act = word.head.head
    below = act.dep == "xcomp" or (act.dep == "advcl" and act.tag == "VBG" and any(mark.lower in _CONTROLLING for mark in act.of("mark")))
    return word.dep == "nmod:poss" and below and head.dep in ("obj", "iobj") and head.head is act.head


def harmed(word: Word, head: Word) -> bool:
    """Whether a possessive stands in what `head` harms: "Oslo said Chad had violated its airspace" is not about Chad's own."""
    thing = word.head
    done = word.dep == "nmod:poss" and thing.dep in ("obj", "nsubj:pass") and thing.head.lemma in word_class("harming verb")
    return done and head.dep in (*SUBJECTS, "obl:agent") and head.head is thing.head


def blamed(word: Word, head: Word) -> bool:
    """Whether a possessive opens the clause that says what `head` is blamed for: "condemned Oslo after its troops fled"."""
    clause = word.head.head
    if word.dep in SUBJECTS:  # "cut supplies to Oslo after it refused to pay"
        clause = word.head
        told = clause.dep == "advcl" and any(mark.lower in ("after", "because") for mark in clause.of("mark")) and clause.head is head.head
        return told and head.dep in ("obj", "iobj", "obl") and head.head.lemma in word_class("accusation verb") | _PUNISHING
    told = word.dep == "nmod:poss" and word.head.dep in SUBJECTS and clause.dep == "advcl" and clause.head is head.head
    return told and head.dep == "obj" and head.head.lemma in word_class("accusation verb") | _PUNISHING


def tells_of_itself(word: Word, head: Word) -> bool:
    """Whether the pronoun is the subject of what `head`, itself the subject of a told clause, says.

    >>> tree = tree_of("Reuters said the army said it won", [1, 1, 3, 4, 1, 6, 4], "nsubj root det nsubj ccomp nsubj ccomp",
    ...     pos="PROPN VERB DET NOUN VERB PRON VERB", lemmas="Reuters say the army say it win")
    >>> tells_of_itself(tree[5], tree[3]), tells_of_itself(tree[5], tree[0])
    (True, False)
    """
    told = word.head
    return word.dep in SUBJECTS and told.dep == "ccomp" and head.dep in SUBJECTS and head.head is told.head and told.head.dep == "ccomp"


def spoken_for(speaker: Word) -> Phrase | None:
    """The state or body that an official speaks for when saying "we": that of the title or the apposition; None for others.

    >>> tree = tree_of("said Lund , head of the Malian delegation", [0, 0, 3, 1, 7, 7, 7, 3], "root nsubj punct appos case det amod nmod",
    ...     pos="VERB PROPN PUNCT NOUN ADP DET ADJ NOUN", ents=["O", "B-PERSON", "O", "O", "O", "O", "B-NORP", "O"])
    >>> phrase = spoken_for(tree[1])
    >>> phrase.first, phrase.last, phrase.head.text
    (5, 7, 'delegation')
    """
    titles = [child for child in speaker.children if child.dep in ("appos", "nmod:desc", "compound", "nmod")]
    for title in (speaker, *titles):
        if title.lemma not in _OFFICIALS:
            continue
        owners = [child for child in title.children if child.dep in ("nmod:poss", "nmod", "amod", "compound")]
        for owner in owners:
            if owner.kind in ACTORS:
                return phrase_of(owner) if owner.dep in ("nmod:poss", "nmod") else name_of(owner)
        for owner in owners:
            if owner.dep == "nmod" and owner.lemma in COLLECTIVE:
                return phrase_of(owner)
    return None


def name_of(word: Word) -> Phrase:
    """The whole name that `word` is part of."""
    first = last = word.i
    if word.entity >= 0:
        while first and word.tree[first - 1].entity == word.entity:
            first -= 1
        while last + 1 < len(word.tree) and word.tree[last + 1].entity == word.entity:
            last += 1
    return run(word.tree, first, last)


_OFFICIALS = frozenset(
    "minister president premier chancellor secretary spokesman spokeswoman spokesperson official diplomat envoy ambassador head chief "
    "negotiator commissioner leader".split()
)
_ADDRESSING = frozenset({"warn", "threaten", "tell", "promise", "offer", "remind", "advise", "caution"})


def clause_of(word: Word) -> Word:
    """The predicate whose argument `word` is in."""
    for _ in range(12):
        if word.is_root or word.dep in (*SUBJECTS, "obj", "iobj", "obl", "xcomp", "ccomp", "advcl", "acl", "acl:relcl"):
            return word.head
        word = word.head
    return word


def is_empty_it(token: Word) -> bool:
    """Whether "it" stands for nothing: weather, time, "it is clear that …"."""
    if token.dep == "expl":
        return True
    clause = clause_of(token)
    below = [child for each in (clause, *(word for word in clause.children if word.dep == "xcomp")) for child in each.children]
    linking = clause.pos == "ADJ" or clause.lemma in ("become", "emerge", "seem", "appear", "transpire", "remain")
    return token.lower == "it" and any(child.dep in ("csubj", "csubj:pass") or (child.dep == "ccomp" and linking) for child in below)
