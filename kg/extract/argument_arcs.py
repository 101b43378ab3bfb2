"""Arcs of arguments that break plain English grammar: which subject, object and mark belongs to which verb, which title to which name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extract.arcs import SHARES, SPEECH, Repair, case_of
from kg.extract.grammar import NOMINAL, Word
from kg.extract.patterns import patterns

TELLING = frozenset(
    "assure convince persuade inform notify remind promise show teach advise satisfy bet guarantee alert brief make take give have".split()
)
PHRASAL = frozenset({"advmod", "obj", "nsubj", "obl", "nsubj:pass", "nmod"})
TELLS = SPEECH | frozenset("state explain complain testify predict suspect hope fear".split())


def verb_repairs(verb: Word, tree: Sequence[Word]) -> Iterator[Repair]:
    """The repairs around one verb: its subject, the clause it belongs to."""
    past_or_present = verb.tag in ("VBD", "VBZ", "VBP")
    if verb.lemma in TELLS:
        yield from _inverted_aside(verb, tree)
        if past_or_present:
            yield from _teller(verb, tree)
    if past_or_present:
        yield from _reduced(verb)
        yield from _before_comma(verb, tree)
        yield from _cleft(verb)
    if verb.tag == "VB" and verb.dep in ("ccomp", "xcomp", "acl"):
        yield from _bare_infinitive(verb)
    if verb.dep == "ccomp":
        yield from _perfect(verb)
        yield from _that_relative(verb, tree)
        if past_or_present:
            yield from _joined_clause(verb, tree)
    if verb.lemma in patterns().classes["appointing verb"] or verb.lemma in patterns().classes["naming verb"]:
        yield from _appointed(verb)
    if verb.tag == "VB":
        yield from _for_to(verb)
    if verb.dep == "ccomp":
        yield from _of_subject(verb)
        yield from _told_whom(verb, tree)
    if verb.tag == "VBG":
        yield from _outer_subject(verb)
    if verb.tag == "VBG" and verb.dep == "advcl" and verb.head.lemma in ("quote", "cite") and verb.head.has("aux:pass"):
        for teller in verb.of("obl"):
            if case_of(teller) == "by":
                yield Repair(teller.i, verb.head.i, "obl:agent")  # "was quoted as saying by Reuters"
    if verb.dep == "advcl:relcl" and verb.head.has("cop") and verb.head.pos in NOMINAL and verb.head.has("expl"):
        yield Repair(verb.i, verb.head.i, "acl:relcl")  # "it was Oslo that paid"


def _before_comma(verb: Word, tree: Sequence[Word]) -> Iterator[Repair]:
    """ "Oslo attacks Chad, kills ten": what stands between the first verb and the comma is not what the second acts on."""
    first = verb.head
    if verb.dep != "conj" or first.pos != "VERB" or first.i > verb.i or first.has("obj", "aux:pass"):
        return
    for child in verb.of("obj"):
        behind = min(word.i for word in child.subtree()) == first.i + 1
        last = max(word.i for word in child.subtree())
        if behind and last < verb.i and tree[last + 1].text == "," and child.tag not in ("WDT", "WP"):
            yield Repair(child.i, first.i, "obj")


def _outer_subject(verb: Word) -> Iterator[Repair]:
    """ "The nightmare is Oslo attacking Chad": the whole attack is what the noun is said to be, not Oslo."""
    for doer in verb.of("nsubj"):
        outer = next((child for child in doer.of("nsubj") if child.i < doer.i), None)
        copula = next((child for child in (*doer.of("cop"), *verb.of("aux", "cop")) if child.lemma == "be" and child.i < doer.i), None)
        if outer is not None and copula is not None and outer.i < copula.i < doer.i < verb.i:
            yield Repair(outer.i, verb.i, "nsubj:outer")
            yield Repair(copula.i, verb.i, "cop")


def _cleft(verb: Word) -> Iterator[Repair]:
    """ "It was Chad that Oslo attacked": the name is what was attacked, no predicate of the attack."""
    noun = verb.head
    if verb.dep != "csubj" or noun.pos != "PROPN" or not noun.has("cop") or not noun.has("expl") or verb.has("obj"):
        return
    for mark in verb.of("mark"):
        if mark.lower in ("that", "which", "whom") and verb.has("nsubj"):
            yield Repair(mark.i, verb.i, "obj")
            yield Repair(verb.i, noun.i, "acl:relcl")


def _bare_infinitive(verb: Word) -> Iterator[Repair]:
    """ "let Oslo use its port", "let convoys cross the lines": between "let" and a bare infinitive stands who is to do it."""
    above = verb.head.head if verb.head.dep == "obj" else verb.head
    patient = any(above.i < child.i < verb.i for child in above.of("obj", "iobj")) and (verb.dep == "ccomp" or above is not verb.head)
    if above.lemma not in _LETTING or verb.has("mark", "nsubj"):
        return
    if patient:
        yield Repair(verb.i, above.i, "xcomp")
    if verb.dep == "xcomp" and not above.has("obj"):
        for child in verb.of("obj"):
            if above.i < child.i < verb.i:
                yield Repair(child.i, above.i, "obj")


_LETTING = frozenset({"let", "make", "have", "help", "see", "watch", "hear", "bid"})


def _told_whom(verb: Word, tree: Sequence[Word]) -> Iterator[Repair]:
    """ "assured Chad it would sign a deal": who stands right behind the verb of telling, before the subject of what is told, is told it."""
    above = verb.head
    if above.lemma not in TELLING | SPEECH or above.has("obj", "iobj") or above.i > verb.i:
        return
    subject = next((child for child in verb.of("nsubj", "nsubj:pass") if child.i < verb.i), None)
    told = next((child for child in verb.of("obj", "iobj") if above.i < child.i), None)
    if subject is None or told is None or told.i > subject.i or case_of(told) or told.tag in ("WDT", "WP"):
        return
    if min(word.i for word in told.subtree()) == above.i + 1:
        yield Repair(told.i, above.i, "obj")


def _for_to(verb: Word) -> Iterator[Repair]:
    """ "asked for Interpol to arrest him": between "for" and "to" stands who is to do it."""
    if verb.dep not in ("xcomp", "advcl", "ccomp") or verb.has("nsubj", "nsubj:pass"):
        return
    marks = [child for child in verb.of("mark") if child.i < verb.i]
    if [mark.lower for mark in marks] != ["for", "to"]:
        return
    for child in verb.head.of("obl", "obj"):
        if marks[0].i < child.i < marks[1].i and not case_of(child):
            yield Repair(child.i, verb.i, "nsubj")


def phrase_repairs(word: Word, tree: Sequence[Word]) -> Iterator[Repair]:
    """The repairs around one noun or adverb: titles, agents of nouns of doing, particles."""
    before = tree[word.i - 1] if word.i else word
    if word.dep == "advmod" and word.lower in ("over", "out") and before.lemma == "hand" and before.pos == "VERB":
        yield Repair(word.i, word.i - 1, "compound:prt")  # "hand over four villages"
    behind = [child for child in word.head.of("obj") if child.i > word.i and child.kind not in ("DATE", "TIME")]
    led = word.dep == "advmod" and word.lower in ("away", "down", "off", "back", "aside") and before is word.head and not word.children
    if led and behind and before.pos == "VERB" and min(each.i for each in behind[0].subtree()) == word.i + 1:
        yield Repair(word.i, word.i - 1, "compound:prt")  # "shot down two drones"
    if word.dep == "advmod" and word.lower == "forward" and before.lemma in ("put", "bring") and before is word.head:
        yield Repair(word.i, word.i - 1, "compound:prt")  # "put forward by Oslo"
    rolled = word.lower == "back" and before.lemma in ("walk", "roll", "dial", "scale", "row") and before is word.head
    if word.dep == "advmod" and rolled and before.has("obj"):
        yield Repair(word.i, word.i - 1, "compound:prt")  # "walked back its claim"
    if word.dep in ("obj", "nsubj", "obl", "nsubj:pass") and word.i + 1 < len(tree):
        yield from _title(word, tree[word.i + 1])
    named = word.pos == "PROPN" and word.kind not in ("DATE", "TIME", "") and not case_of(word)
    if word.dep == "obl" and named and before.tag in ("VB", "VBG") and word.head is before and not before.has("obj", "aux:pass"):
        yield Repair(word.i, word.i - 1, "obj")  # "by killing Haugen"
    if word.dep == "obl" and word.i > 1:
        share = next((child for child in word.head.of("obj", "nsubj") if child.lower in SHARES and child.i < word.i), None)
        mark = tree[share.i + 1] if share is not None else word
        if share is not None and mark.lower == "of" and (mark.head is word or mark.head in word.of("flat")):
            yield Repair(word.i, share.i, "nmod")  # "control most of the town"
            yield Repair(mark.i, word.i, "case")
    if word.dep == "nmod" and case_of(word) == "by":
        yield from _doer_of_noun(word)
        yield from _agent_behind(word)
        yield from _convicting(word)


def _appointed(verb: Word) -> Iterator[Repair]:
    """ "Parliament elected Lund speaker", "named Tor Lund premier", "called the rebels thugs": the object and what it is made or called."""
    for subject in verb.of("nsubj"):
        for stray in subject.of("nmod:desc"):
            if stray.i > verb.i and not verb.has("obj"):
                yield Repair(stray.i, verb.i, "obj")  # "Lund called the president a liar"
                return
    noun = next((child for child in verb.children if child.dep in ("xcomp", "obj") and child.i > verb.i and child.pos in NOMINAL), None)
    if noun is None or verb.has("aux:pass") or noun.has("case", "cop") or (noun.dep == "xcomp" and verb.has("obj")):
        return
    inner = next((child for child in noun.of("compound") if child.i == noun.i - 1 and child.tag in ("NNP", "NNS", "NNPS")), None)
    title = next((child for child in noun.of("nmod:desc") if child.i > noun.i), None)
    if noun.kind == "PERSON" and title is not None:
        named, office = noun, title
    elif inner is not None and noun.pos == "NOUN" and (inner.tag != "NNP" or noun.lemma in patterns().titles):
        named, office = inner, noun
    else:
        return
    for subject in verb.of("nsubj:pass"):
        yield Repair(subject.i, verb.i, "nsubj")
    yield Repair(named.i, verb.i, "obj")
    yield Repair(office.i, verb.i, "xcomp")
    for child in noun.children:
        if named is inner and child.i < inner.i:
            yield Repair(child.i, inner.i, child.dep)


def _inverted_aside(verb: Word, tree: Sequence[Word]) -> Iterator[Repair]:
    """ "Oslo, said the envoy, sank the ship": between the two commas stands who says it, before them who did it."""
    if verb.i < 2 or tree[verb.i - 1].text != ",":
        return
    for content in verb.of("ccomp"):
        teller = next((child for child in content.of("nsubj") if verb.i < child.i < content.i), None)
        doer = next((child for child in verb.of("nsubj") if child.i < verb.i), None)
        if teller is None or doer is None or max(word.i for word in teller.subtree() if word.text != ",") > content.i:
            continue
        if tree[content.i - 1].text == "," and not content.has("mark"):
            yield Repair(doer.i, content.i, "nsubj")
            yield Repair(teller.i, verb.i, "nsubj")


def _teller(verb: Word, tree: Sequence[Word]) -> Iterator[Repair]:
    """ "The army, the mayor said, took the hill": a finite verb of speech without subject takes the phrase between it and the comma."""
    if verb.has("nsubj", "nsubj:pass", "expl", "aux:pass", "mark", "cop"):
        return
    end = verb.i - 1 - (verb.i > 0 and tree[verb.i - 1].text == ",")
    for word in tree[max(0, end - 12) : end + 1]:
        if word.dep not in ("appos", "nmod:unmarked", "obl:unmarked") or word.sentence != verb.sentence or word.pos not in NOMINAL:
            continue
        inside = [each.i for each in word.subtree() if each.text != ","]
        if max(inside) == end and min(inside) > 0 and tree[min(inside) - 1].text == ",":
            yield Repair(word.i, verb.i, "nsubj")
            return


def _reduced(verb: Word) -> Iterator[Repair]:
    """ "Officials briefed on the plan said": of a participle and a finite verb the phrase before both is the finite verb's subject."""
    if verb.has("nsubj", "nsubj:pass", "csubj", "expl", "aux:pass", "mark", "cop"):
        return
    for part in verb.of("advcl", "acl", "ccomp"):
        noun = next((child for child in part.of("nsubj", "nsubj:pass") if child.i < part.i), None)
        if noun is not None and part.i < verb.i and part.tag == "VBN" and not part.has("aux", "aux:pass", "mark", "obj", "cop"):
            yield Repair(noun.i, verb.i, "nsubj")
            yield Repair(part.i, noun.i, "acl")
            return


def _perfect(verb: Word) -> Iterator[Repair]:
    """ "saying that Oslo had armed rebels": a participle right behind "had", read as a clause of its own, is the verb of that clause."""
    had = next((child for child in verb.head.of("ccomp") if child.i == verb.i - 1 and child.lemma == "have"), None)
    if verb.tag != "VBN" or had is None or had.has("obj") or verb.has("nsubj", "mark"):
        return
    yield Repair(had.i, verb.i, "aux")
    for child in had.of("nsubj", "mark", "advmod", "obl", "expl"):
        yield Repair(child.i, verb.i, child.dep)


def _that_relative(verb: Word, tree: Sequence[Word]) -> Iterator[Repair]:
    """ "guarded the palace that rebels had attacked": a verb with an object that tells nothing takes no that-clause; its object does."""
    if verb.has("obj", "ccomp", "xcomp", "aux:pass", "cop"):
        return
    that = next((child for child in verb.of("mark") if child.lower == "that"), None)
    target = next((child for child in verb.head.of("obj") if child.pos in ("NOUN", "PROPN")), None)
    if that is None or target is None or verb.head.lemma in TELLING | TELLS:
        return
    if target.i == that.i - 1 and not target.has("nmod:poss") and any(child.dep == "nsubj" and child.i > that.i for child in verb.children):
        yield Repair(that.i, verb.i, "obj")
        yield Repair(verb.i, target.i, "acl:relcl")


def _of_subject(verb: Word) -> Iterator[Repair]:
    """ "The rumour that Oslo sank ships alarmed Chad": a that-clause right behind a subject, before its verb, tells what the noun is."""
    that = next((child for child in verb.of("mark") if child.lower == "that"), None)
    if that is None or verb.i > verb.head.i or not verb.has("nsubj", "nsubj:pass"):
        return
    noun = next((child for child in verb.head.of("nsubj", "nsubj:pass") if child.i == that.i - 1 and child.pos == "NOUN"), None)
    if noun is not None:
        yield Repair(verb.i, noun.i, "acl")


def _joined_clause(verb: Word, tree: Sequence[Word]) -> Iterator[Repair]:
    """ "Mali recalled its envoy and Chad closed its port": a finite verb right after "and Chad" has Chad for its subject."""
    above = verb.head
    if verb.i < 2 or verb.has("mark", "nsubj", "nsubj:pass", "aux", "expl"):
        return
    for one in above.of("obj", "nsubj"):
        other = next((child for child in one.of("conj") if child.i == verb.i - 1), None)
        if above.pos == "VERB" and one.i > above.i and other is not None and tree[other.i - 1].dep == "cc" and other.pos in NOMINAL:
            if one.dep == "nsubj":
                yield Repair(one.i, above.i, "obj")
            yield Repair(other.i, verb.i, "nsubj")
            yield Repair(verb.i, above.i, "conj")


def _doer_of_noun(word: Word) -> Iterator[Repair]:
    """ "The arrest of the editor by the police": who does what a noun of doing tells hangs on that noun, not on who suffers it."""
    inner = word.head
    known = patterns().nominals.get(inner.head.lemma) if inner.dep == "nmod" and inner.head.pos == "NOUN" else None
    if known is not None and "by" in known.agent and case_of(inner) in known.target and inner.lemma not in patterns().nominals:
        yield Repair(word.i, inner.head.i, "nmod")


_WORKS = frozenset("report statement letter book article film song story study poll survey decision order ruling law bill".split())
"""What has an author of its own behind "by"."""


def _agent_behind(word: Word) -> Iterator[Repair]:
    """ "were supplied with drones by Oslo": a passive without agent takes the one that stands behind its phrase."""
    noun = word.head
    verb = noun.head
    plain = noun.pos in ("NOUN", "PROPN") and noun.lemma not in patterns().nominals and noun.lemma not in _WORKS and not noun.has("acl")
    open_ = verb.has("aux:pass") and not any(case_of(each) == "by" for each in verb.of("obl", "obl:agent"))
    if noun.relation == "obl" and plain and open_:
        yield Repair(word.i, verb.i, "obl:agent")


def _convicting(word: Word) -> Iterator[Repair]:
    """ "was convicted of plotting a coup by the Supreme Court": courts plot no coups."""
    act = word.head.head
    verb = act.head
    court = word.lemma in ("court", "tribunal", "jury", "judge", "panel") or word.text in ("Court", "Tribunal")
    if court and act.tag == "VBG" and act.dep == "advcl" and verb.has("aux:pass") and word.head.dep == "obj":
        yield Repair(word.i, verb.i, "obl:agent")


def _title(word: Word, name: Word) -> Iterator[Repair]:
    """ "met Emir Tamim", "according to Daily editor Bo Lund": a title right before a person's name, with the same part in the clause,
    describes the person."""
    beside = name.head is word.head and name.dep == word.dep and name.kind == "PERSON" and word.kind != "PERSON"
    if not beside or word.lemma.lower() not in patterns().titles or any(child.i > word.i or child.dep == "det" for child in word.children):
        return
    if word.children or word.text[:1].isupper():
        yield Repair(word.i, name.i, "nmod:desc")
        for mark in word.of("case", "fixed"):
            yield Repair(mark.i, name.i, mark.dep)
