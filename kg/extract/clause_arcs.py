"""Arcs of clauses that break plain English grammar: gerunds and participles at the wrong word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extract.arcs import SPEECH, Repair, case_of
from kg.extract.arguments import QUOTES
from kg.extract.conjunct_arcs import BLAME, RESPONDING, conjunct_repairs
from kg.extract.embedded import CONTAINING, can_act, counted, own_subject
from kg.extract.grammar import NOMINAL, RELATIVE, Word, ancestors, is_finite, is_passive
from kg.extract.patterns import patterns
from kg.extract.qualifiers import word_class
from kg.extract.relative_arcs import relative_repairs


def clause_repairs(verb: Word, tree: Sequence[Word]) -> Iterator[Repair]:
    """The arcs to set for a verb and its clause, the surest first."""
    if verb.is_root and verb.tag in ("VBN", "VBD"):
        yield from _headline_passive(verb)
    if verb.tag == "VBN" and verb.has("aux"):
        yield from _perfect(verb)
    yield from _missing_subject(verb, tree)
    yield from relative_repairs(verb, tree)
    if verb.dep == "advcl" or (verb.dep in ("parataxis", "ccomp", "conj") and verb.has("obl:unmarked")):
        yield from _clause_behind(verb, tree)
    if verb.lemma in _BELIEVED and verb.tag in ("VBD", "VBN"):
        yield from _thought_to(verb, tree)
    if verb.dep in ("acl", "ccomp"):
        yield from _gerund_of_verb(verb)
    if verb.dep in ("acl", "advcl"):
        yield from _gerund_behind(verb, tree)
        yield from _for_a_time(verb)
        yield from _party_to(verb, tree)
    if verb.dep == "conj":
        yield from conjunct_repairs(verb, tree)
    if verb.dep == "acl":
        yield from _mediated(verb)
        yield from _spoken_by(verb)
        yield from _attended(verb, tree)
        yield from _participle(verb, tree)
        yield from _with_each(verb, tree)
        yield from _backed(verb, tree)
    if verb.dep == "advcl" and verb.head.lower == "short" and verb.head.head.pos == "VERB" and _is_gerund(verb):
        yield Repair(verb.i, verb.head.head.i, "advcl")  # "stopped short of signing"
    if verb.dep in ("advcl", "acl"):
        yield from _kept_from(verb)
    if verb.dep == "acl:relcl":
        yield from _contact_subject(verb)
    if verb.dep == "advcl":
        yield from _accompanied(verb, tree)
        yield from _brokered(verb)
        yield from _of_teller(verb, tree)
        yield from _beside_noun(verb, tree)
        yield from _behind_quotation(verb, tree)
    if verb.tag == "VB" and verb.dep in ("advcl", "xcomp"):
        yield from _judged(verb)


def _perfect(verb: Word) -> Iterator[Repair]:
    """ "the chiefs had spoken by phone": "have" without "been" makes no passive."""
    if any(child.lemma == "have" for child in verb.of("aux")) and not any(child.lower == "been" for child in verb.children):
        for child in verb.of("nsubj:pass", "obl:agent"):
            yield Repair(child.i, verb.i, "nsubj" if child.dep == "nsubj:pass" else "obl")


def _headline_passive(verb: Word) -> Iterator[Repair]:
    """ "Oslo accused of arming rebels", "Attack on Oslo feared": in headlines the passive goes without "is"."""
    subject = next(iter(verb.of("nsubj")), None)
    if subject is None or subject.i > verb.i or verb.has("obj", "ccomp", "aux", "aux:pass", "xcomp"):
        return
    accused = verb.lemma in _CHARGED and any(case_of(child) == "of" or child.has("mark") for child in (*verb.of("obl"), *verb.of("advcl")))
    accused |= verb.lemma in _REMOVED and any(case_of(child) in ("over", "after", "for", "in", "amid") for child in verb.of("obl"))
    feared = verb.lemma in _FEARED and subject.lemma in patterns().nominals and not verb.has("obl", "advcl")
    if accused or feared:
        yield Repair(subject.i, verb.i, "nsubj:pass")


_CHARGED = frozenset({"accuse", "suspect", "convict", "acquit", "clear", "charge"})
_REMOVED = frozenset("impeach sack oust indict deport extradite assassinate execute jail detain arrest suspend dismiss acquit".split())
_FEARED = frozenset({"fear", "expect", "avert", "foil", "plan", "thwart", "prevent", "suspect", "deny"})


def _contact_subject(verb: Word) -> Iterator[Repair]:
    """ "ports Oslo once held": the subject of a bare past form in a clause on a noun acts, it does not undergo."""
    subject = next(iter(verb.of("nsubj:pass")), None)
    if subject is None or verb.has("aux:pass", "aux", "obl:agent") or any(child.lower in RELATIVE for child in verb.children):
        return
    if verb.head.i < subject.i < verb.i and subject.kind and not is_passive(verb.head):
        yield Repair(subject.i, verb.i, "nsubj")


def _kept_from(verb: Word) -> Iterator[Repair]:
    """ "stopped anyone wearing a veil from entering": the gerund is what the keeping verb keeps them from, not what they wear it for."""
    if not _is_gerund(verb) or (case_of(verb) != "from" and not any(mark.lower == "from" for mark in verb.of("mark"))):
        return
    for keeper in ancestors(verb.head):
        if keeper.lemma in word_class("failure", "sparing verb") and keeper.pos == "VERB" and keeper is not verb.head:
            patient = next((child for child in keeper.of("obj") if keeper.i < child.i < verb.head.i), None)
            if patient is not None and verb.head.head is keeper and verb.head.tag == "VBG":
                yield Repair(verb.head.i, patient.i, "acl")
            if patient is not None:
                yield Repair(verb.i, keeper.i, "advcl")
            return


def _missing_subject(verb: Word, tree: Sequence[Word]) -> Iterator[Repair]:
    if verb.dep in ("root", "ccomp") and len(verb.of("nsubj", "nsubj:pass")) == 2:
        yield from _lent_subject(verb)
    if verb.has("nsubj", "nsubj:pass", "csubj", "expl"):
        return
    before = [child for child in verb.children if child.i < verb.i and child.pos in ("NOUN", "PROPN", "PRON")]
    if verb.tag in ("VBD", "VBZ", "VBP") and verb.dep not in ("conj", "xcomp"):
        bare = [child for child in before if child.dep == "obl" and not case_of(child) and child.kind not in ("DATE", "TIME")]
        if bare:
            yield Repair(bare[-1].i, verb.i, "nsubj")
        yield from _lent_subject(verb)
    if verb.tag == "VBG" and verb.dep in ("advcl", "acl") and not verb.has("mark"):
        yield from _absolute(verb, tree)


def _lent_subject(verb: Word) -> Iterator[Repair]:
    """ "A diplomat, who asked not to be named, said Oslo was ready": of two subjects around a verb each verb has the nearer."""
    if verb.lemma not in SPEECH:
        return
    own = [child for child in verb.children if child.dep in ("nsubj", "nsubj:pass")]
    for content in verb.of("ccomp"):
        if len(own) == 2 and own[0].i < content.i < own[1].i and not content.has("nsubj", "nsubj:pass", "csubj", "expl"):
            # "Saudi prince to visit Oslo, sources say"
            yield Repair(own[0].i, content.i, "nsubj:pass" if is_passive(content) else "nsubj")
        found = [child for child in content.children if child.dep in ("nsubj", "nsubj:pass")]
        if len(found) > 1 and found[0].i < verb.i < found[1].i:
            yield Repair(found[0].i, verb.i, "nsubj")


def _absolute(verb: Word, tree: Sequence[Word]) -> Iterator[Repair]:
    """ ", with Oman and Chad blaming each other": the phrase between the preposition and the participle is its subject."""
    at = verb.i - 1
    while at > 0 and tree[at].pos in ("ADV", "PUNCT") and tree[at].text != ",":
        at -= 1
    top = tree[at]
    for _ in range(12):
        if (
            top.head is top
            or top.head.i < at - 14
            or top.head.pos not in NOMINAL
            or top.head.sentence != verb.sentence
            or case_of(top) == "with"
        ):
            break
        top = top.head
    mark = next((child for child in top.children if child.dep == "case" and child.lower == "with"), None)
    if mark is None or mark.i == 0 or tree[mark.i - 1].text != "," or top.i > verb.i or top is verb.head:
        return
    yield Repair(top.i, verb.i, "nsubj")


def _accompanied(verb: Word, tree: Sequence[Word]) -> Iterator[Repair]:
    """ "voted to oust Lund, with ten of his men joining in": what goes along with a deed hangs on the finite verb, not on its aim."""
    mark = next((child for child in verb.of("mark") if child.lower == "with" and child.i < verb.i), None)
    if (
        mark is None
        or not verb.has("nsubj")
        or mark.i == 0
        or tree[mark.i - 1].text != ","
        or verb.head.tag != "VB"
        or is_finite(verb.head)
    ):
        return
    above = next((each for each in ancestors(verb.head) if each.pos == "VERB" and is_finite(each)), None)
    if above is not None and above.i < verb.head.i:
        yield Repair(verb.i, above.i, "advcl")


def _brokered(verb: Word) -> Iterator[Repair]:
    """ "frees men in a swap brokered by Oslo": what stands before a participle with its agent is what it tells of, not its object."""
    noun = next((child for child in verb.of("obj", "obl") if child.i == verb.i - 1 and child.has("case")), None)
    if verb.tag == "VBN" and verb.has("obl:agent") and not verb.has("aux", "nsubj", "mark") and noun is not None:
        yield Repair(noun.i, verb.head.i, "obl")
        yield Repair(verb.i, noun.i, "acl")


def _clause_behind(verb: Word, tree: Sequence[Word]) -> Iterator[Repair]:
    """ "left days after a report accused the army": what stands between "after" and a finite verb is the verb's subject."""
    if not is_finite(verb) or verb.has("mark", "csubj", "expl"):
        return
    spans = [child for child in verb.of("obl:unmarked") if child.lemma in patterns().time_nouns]
    phrases = [*verb.of("nsubj", "nsubj:pass")[:1], *reversed(verb.of("obl")), *(noun for span in spans for noun in span.of("nmod"))]
    noun = next((child for child in phrases if child.i < verb.i), None)
    mark = next((child for child in noun.of("case") if child.lower in _BEFORE_CLAUSES), None) if noun is not None else None
    if noun is None or mark is None or noun.kind in ("DATE", "TIME") or noun.lemma in patterns().time_nouns:
        return
    between = tree[noun.i + 1 : verb.i]
    if all(word.pos in ("AUX", "ADV", "PART") or (word.text != "," and noun in ancestors(word)) for word in between):
        yield Repair(mark.i, verb.i, "mark")
        yield Repair(noun.i, verb.i, "nsubj:pass" if is_passive(verb) else "nsubj")
        for span in (*spans, *noun.of("nmod:unmarked", "obl:unmarked")):
            if span.i < mark.i and span.lemma in patterns().time_nouns:
                yield Repair(span.i, mark.i, "advmod")
        yield Repair(verb.i, verb.head.i, "advcl")


_BEFORE_CLAUSES = frozenset({"after", "before", "since", "until"})


def _thought_to(verb: Word, tree: Sequence[Word]) -> Iterator[Repair]:
    """ "youths believed to serve a warlord threw stones": nobody believes to serve; the youths are believed to, and they threw them."""
    subject = next((child for child in verb.of("nsubj", "nsubj:pass") if child.i == verb.i - 1), None)
    to = tree[verb.i + 1] if verb.i + 1 < len(tree) else verb
    if subject is None or subject.pos == "PRON" or verb.has("aux", "aux:pass") or to.lower != "to":
        return
    belief = to.head
    below = [child for child in verb.children if child.i > belief.i]
    act = next((each for each in (verb.head, *below) if each.i > belief.i > verb.i and is_finite(each)), None)
    if act is None or act.has("nsubj", "nsubj:pass", "mark", "cc") or belief is act:
        return
    yield Repair(subject.i, act.i, "nsubj:pass" if is_passive(act) else "nsubj")
    if act is not verb.head:
        yield Repair(act.i, act.i if verb.is_root else verb.head.i, verb.dep)
        for child in verb.children:
            if child.i < subject.i:
                yield Repair(child.i, act.i, child.dep)
    yield Repair(verb.i, subject.i, "acl")
    yield Repair(belief.i, verb.i, "xcomp")


_BELIEVED = frozenset("think believe suspect allege presume report say know".split())
"""What is never done "to" something: whoever is thought to have left does not think."""


def _gerund_of_verb(act: Word) -> Iterator[Repair]:
    """ "accused the crew of ramming the ship", "stopped them from leaving": the act belongs to the verb, not to its object."""
    patient = act.head
    if not _is_gerund(act):
        return
    mark = next((child.lower for child in act.children if child.dep in ("mark", "case") and child.i < act.i), "")
    if act.dep == "ccomp":
        if mark in patterns().beside_object.get(patient.lemma, ()) and patient.has("obj"):
            yield Repair(act.i, patient.i, "advcl")
        return
    if patient.dep != "obj" or not patient.i < act.i:
        return
    if mark in ("of", "from", "for", "with") and mark in patterns().beside_object.get(patient.head.lemma, ()):
        yield Repair(act.i, patient.head.i, "advcl")


def _participle(act: Word, tree: Sequence[Word]) -> Iterator[Repair]:
    """ "blamed gangs backed by Oslo": a bare participle right behind a noun says something of the noun, never of a verb."""
    if act.tag not in ("VBN", "VBG") or act.head.pos != "VERB" or act.i == 0 or act.has("mark", "nsubj", "aux"):
        return
    if any(child.tag == "WRB" and child.i < act.i for child in act.children):
        return
    before = act.i - 1
    while before > 0 and (tree[before].text in QUOTES or tree[before].text == "," or tree[before].pos == "ADV"):
        before -= 1
    noun = tree[before]
    while noun.dep in ("flat", "compound") and noun.head is not noun and noun.head.pos in NOMINAL:
        noun = noun.head
    if noun.pos in ("NOUN", "PROPN") and noun.sentence == act.sentence and noun.i < act.i:
        yield Repair(act.i, noun.i, "acl")


def _beside_noun(act: Word, tree: Sequence[Word]) -> Iterator[Repair]:
    """ "condemned the comment reported in the Post", "the crisis of fires now burning the forest": a participle right behind a noun, with
    no comma, is the noun's; an "-ing" where the noun is no argument of the verb itself, or where it tells what something holds."""
    verb = act.head
    if act.tag not in ("VBN", "VBG") or act.i < 2 or act.has("mark", "nsubj", "nsubj:pass", "aux", "aux:pass", "expl") or verb.i > act.i:
        return
    if any(child.tag == "WRB" and child.i < act.i for child in act.children):
        return  # "entered politics when elected mayor": who entered was elected
    staged = act.tag == "VBN" and act.lemma in _STAGED
    before, contains = act.i - 1, act.lemma in CONTAINING or staged
    while before > verb.i and (tree[before].pos == "ADV" or (contains and tree[before].text == ",")):
        before -= 1
    noun = tree[before]
    while noun.dep in ("flat", "compound") and noun.head is not noun and noun.head.pos in NOMINAL:
        noun = noun.head
    if noun.pos not in ("NOUN", "PROPN") or noun.sentence != act.sentence or not verb.i < noun.i < act.i or noun.kind in ("DATE", "TIME"):
        return
    if staged and noun.lemma not in patterns().nominals:
        return
    if act.lemma in _ATTENDED and noun.kind in ("GPE", "LOC") and tree[act.i - 1].text == ",":
        return  # "died in Paris, surrounded by family"
    charged = (
        act.tag == "VBN" and act.lemma in patterns().classes["charging participle"] and can_act(noun) and noun.dep == "obj"
    )  # "arrested two men suspected of theft"
    if charged:
        yield Repair(act.i, noun.i, "acl")
        return
    place = noun
    while place.dep == "conj" and place.head.kind == place.kind:
        place = place.head
    whose = place.head
    if place.dep == "obl" and whose is verb:
        whose = next((child for child in verb.of("obj") if verb.i < child.i < place.i), verb)
    if act.lemma in patterns().classes["charging participle"] and place.kind == "GPE" and whose.dep == "obj" and whose.pos == "NOUN":
        yield Repair(act.i, whose.i, "acl")  # "hit companies in Chad and Mali suspected of theft"
        return
    nested = noun.dep == "nmod" and noun.head.pos in NOMINAL and noun.head is not verb
    if contains or (not can_act(noun) and ((act.tag == "VBN" and act.lemma not in _ATTENDED) or (act.tag == "VBG" and nested))):
        yield Repair(act.i, noun.i, "acl")


_BRINGING_ABOUT = frozenset("prompt trigger draw spark fuel raise stoke provoke infuriate anger alarm".split())


def _of_teller(act: Word, tree: Sequence[Word]) -> Iterator[Repair]:
    """ "ruled that the acts were lawful, freeing the crew": what nobody can do in the clause that is told, whoever tells it does."""
    content = act.head
    teller = content.head
    if (
        act.tag != "VBG"
        or act.has("mark", "nsubj")
        or content.dep != "ccomp"
        or not teller.i < content.i < act.i
        or tree[act.i - 1].text != ","
    ):
        return
    if act.lemma in _BRINGING_ABOUT and teller.is_root:
        yield Repair(act.i, teller.i, "advcl")  # "hinted that it had helped, prompting Mali to leave": the hint did
        return
    inner, outer = own_subject(content), own_subject(teller)
    speaks = act.lemma in SPEECH | {"cite", "quote"} and teller.lemma in SPEECH  # "said it would not sign, citing the law"
    # "police said a bomb went off, wounding nine": what is only told works by itself; "said the vote was void, accusing Oslo" speaks on
    answers = act.lemma in RESPONDING or act.lemma in patterns().classes["naming verb"] or teller.lemma not in SPEECH - _RULING
    if inner is not None and outer is not None and can_act(outer) and (speaks or (answers and not can_act(counted(inner)))):
        yield Repair(act.i, teller.i, "advcl")


def _for_a_time(act: Word) -> Iterator[Repair]:
    """ "failed for the third time to elect a leader": what failed is the election, not the time."""
    noun = act.head
    counted_time = noun.lemma == "time" and noun.dep == "obl" and case_of(noun) == "for" and noun.head.pos == "VERB"
    if counted_time and act.tag == "VB" and any(child.lower == "to" for child in act.of("mark")):
        yield Repair(act.i, noun.head.i, "xcomp")


def _party_to(act: Word, tree: Sequence[Word]) -> Iterator[Repair]:
    """ "signed a pact with Chad giving it a port": the pact is with Chad, and the pact gives."""
    mark = next((child for child in act.of("mark", "case") if child.lower == "with"), None)
    noun = tree[mark.i - 1] if mark is not None and mark.i else act
    if act.tag != "VBG" or mark is None or noun.pos != "NOUN" or noun.dep != "obj" or noun.lemma not in patterns().light:
        return
    party = next((each for each in (*act.of("nsubj", "obl"), *noun.of("nmod")) if mark.i < each.i < act.i and not case_of(each)), None)
    if party is not None:
        yield Repair(party.i, noun.i, "nmod")
        yield Repair(mark.i, party.i, "case")
        yield Repair(act.i, noun.i, "acl")


def _mediated(act: Word) -> Iterator[Repair]:
    """ "talks between Oslo and Chad mediated by Qatar": nobody mediates a country."""
    party = act.head
    noun = party.head
    between = party.kind == "GPE" and party.dep == "nmod" and case_of(party) in ("between", "with") and noun.lemma in patterns().nominals
    if act.tag == "VBN" and between and act.lemma in ("mediate", "broker", "host", "facilitate", "sponsor", "convene", "chair", "hold"):
        yield Repair(act.i, noun.i, "acl")


def _spoken_by(act: Word) -> Iterator[Repair]:
    """ "held a rally in Chad claiming that": a rally or a town claims nothing; who holds it does."""
    noun = act.head
    if act.tag != "VBG" or act.lemma not in SPEECH | {"claim", "cite", "demand", "ask", "urge", "call"} or act.has("nsubj", "mark", "aux"):
        return
    if noun.kind in ("PERSON", "ORG", "ARMED_GROUP", "NORP") or noun.lemma in word_class("source noun") | _SAYINGS:
        return
    placed = noun.kind in ("GPE", "LOC") and case_of(noun) in ("in", "at", "near", "outside", "on")
    verb = noun.head
    while verb.pos in NOMINAL and verb.head is not verb:
        verb = verb.head
    found = own_subject(verb) if verb.pos == "VERB" and verb.i < act.i else None
    if (placed or not can_act(noun)) and found is not None and can_act(found) and noun is not found:
        yield Repair(act.i, verb.i, "advcl")


_SAYINGS = frozenset(
    "letter post tweet sign banner poster placard message text note petition law bill resolution ruling order call appeal".split()
)


def _attended(act: Word, tree: Sequence[Word]) -> Iterator[Repair]:
    """ "died in Paris, surrounded by family": behind a comma, no town is surrounded but who the sentence is about."""
    place = act.head
    if (
        act.tag != "VBN"
        or act.lemma not in _ATTENDED
        or place.kind not in ("GPE", "LOC", "FAC")
        or not act.i
        or tree[act.i - 1].text != ","
    ):
        return
    verb = next((each for each in ancestors(place) if each.pos == "VERB" and each.i < act.i), None)
    if verb is not None:
        yield Repair(act.i, verb.i, "advcl")


def _with_each(act: Word, tree: Sequence[Word]) -> Iterator[Repair]:
    """ "ended without agreement, with Oslo blaming Mali": a clause of its own behind ", with" goes with the verb, not with a noun."""
    mark = next((child for child in act.of("mark", "case") if child.lower == "with" and child.i < act.i), None)
    if act.tag != "VBG" or mark is None or not mark.i or tree[mark.i - 1].text != "," or not act.has("nsubj"):
        return
    verb = next((each for each in ancestors(act) if each.pos == "VERB" and each.i < mark.i), None)
    if verb is not None:
        yield Repair(act.i, verb.i, "advcl")


def _backed(act: Word, tree: Sequence[Word]) -> Iterator[Repair]:
    """ "blamed the raid on gangs backed by Oslo": whoever is backed or armed stands right before, not the raid they made."""
    noun = act.head
    if act.tag != "VBN" or act.lemma not in _HELPED or noun.pos != "NOUN" or noun.lemma not in patterns().nominals:
        return
    before = act.i - 1
    while before > noun.i and (tree[before].text in QUOTES or tree[before].pos == "ADV"):
        before -= 1
    near = tree[before]
    if near.i > noun.i and near.dep == "nmod" and near.head is noun and near.pos in ("NOUN", "PROPN"):
        yield Repair(act.i, near.i, "acl")


_HELPED = frozenset("back support arm fund finance train link ally equip sponsor affiliate supply".split())


def _behind_quotation(act: Word, tree: Sequence[Word]) -> Iterator[Repair]:
    """'"We will not sign," said Lund after leaving the session': what stands behind the speaker tells when it was said."""
    said, speech = act.head, act.head.head
    if said.dep not in ("ccomp", "parataxis") or speech.lemma not in SPEECH or not said.i < speech.i < act.i:
        return
    if any(word.text in QUOTES and word.text not in "'’" for word in tree[said.i : speech.i]):
        yield Repair(act.i, speech.i, "advcl")


def _judged(act: Word) -> Iterator[Repair]:
    """ "praised efforts by Oslo to end the strike": the effort is to do it; nobody praises in order to do it."""
    verb = act.head
    if verb.lemma not in patterns().classes["judging verb"] or not any(child.lower == "to" for child in act.of("mark")):
        return
    noun = next((child for child in verb.of("obj") if verb.i < child.i < act.i and child.pos == "NOUN"), None)
    if noun is not None and not any(child.text == "," for child in act.children):
        yield Repair(act.i, noun.i, "acl")


_RULING = frozenset({"rule", "decide", "decree", "order", "declare"})
"""What is said with this does something, too: "ruled that the acts were lawful, freeing the crew"."""
_STAGED = frozenset("conduct carry launch stage mount perpetrate orchestrate claim organise organize plan".split())
"""What is done to an attack or a meeting, whatever stands between: "died in the raid, reportedly conducted by Oslo"."""
_ATTENDED = frozenset("accompany surround flank escort arm dress clothe disguise join follow accuse convict charge suspect".split())


def _is_gerund(act: Word) -> bool:
    """Whether a verb is a gerund: "arming", "having armed"."""
    return act.tag == "VBG" or (act.tag == "VBN" and any(child.dep == "aux" and child.tag == "VBG" for child in act.children))


def _gerund_behind(act: Word, tree: Sequence[Word]) -> Iterator[Repair]:
    """ "accused Oslo of arming rebels": the act goes with the verb whose object stands right before it and that wants its preposition."""
    mark = next((child for child in act.children if child.dep in ("mark", "case") and child.i < act.i), None)
    if mark is None or mark.i == 0 or not _is_gerund(act):
        return
    lower = act.head  # "accused soldiers stationed there of looting", "… stationed in the region of looting"
    if lower.dep == "obl" and (lower.kind in ("GPE", "LOC", "FAC") or lower.lemma in patterns().place_nouns):
        lower = lower.head
    if lower.dep in ("acl", "acl:relcl") and lower.head.dep == "obj" and mark.lower in ("of", "for"):
        blamer = lower.head.head
        takes = mark.lower in patterns().beside_object.get(blamer.lemma, ())
        if blamer.lemma in BLAME and takes and mark.lower not in patterns().beside_object.get(lower.lemma, ()):
            yield Repair(act.i, blamer.i, "advcl")
            return
    noun = tree[mark.i - 1]
    while noun.dep in ("flat", "compound") and noun.head is not noun and noun.head.pos in NOMINAL:
        noun = noun.head
    verb = noun.head
    if noun.dep == "obj" and verb is not act.head and mark.lower in patterns().beside_object.get(verb.lemma, ()):
        yield Repair(act.i, verb.i, "advcl")
