"""Repairs of parses that break plain English grammar: what no reader could have meant is mended before anything is read from it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from kg.extract.arguments import QUOTES
from kg.extract.embedded import can_act
from kg.extract.grammar import NOMINAL, RELATIVE, Word, is_finite, is_passive, words
from kg.extract.patterns import patterns

if TYPE_CHECKING:
    from spacy.tokens import Doc

DASHES = frozenset({"-", "–", "—", ",", "("})
PASSES = 3  # what one repair sets free another may claim
SPEECH = frozenset(
    "say tell add report note claim warn quote insist declare argue ask write reply continue announce determine conclude rule find decide "
    "believe allege confirm".split()
)


class Repair(NamedTuple):
    """One arc to set: the token, its new head and its new dependency."""

    token: int
    head: int
    dep: str


def mended(doc: Doc) -> tuple[Doc, list[Word]]:
    """`doc` itself where nothing is amiss, else a copy with the arcs of `repairs` set; and its words.

    >>> doc = doc_of("Oslo quoted an official", [1, 1, 3, 1], "nsubj root det nsubj", pos="PROPN VERB DET NOUN", tags="NNP VBD DT NN")
    >>> [word.dep for word in mended(doc)[1]]
    ['nsubj', 'root', 'det', 'obj']
    """
    tree = words(doc)
    given = doc
    for _ in range(PASSES):
        found = list(repairs(tree))
        if not found:
            break
        if doc is given:
            doc = doc.copy()
        for repair in found:
            token, head = doc[repair.token], doc[repair.head]
            if head.i == token.i or token in head.ancestors or token.sent != head.sent:
                continue
            token.head = head
            token.dep_ = repair.dep
            _hang(tree[repair.token], tree[repair.head], repair.dep)
    return doc, tree


def _hang(word: Word, head: Word, dep: str) -> None:
    """Sets one arc of a tree that nobody else has seen yet."""
    if word.head is not word:
        word.head.children.remove(word)
    word.head, word.dep = head, dep
    head.children.append(word)
    head.children.sort(key=lambda child: child.i)


def repairs(tree: Sequence[Word]) -> Iterator[Repair]:
    """The arcs to set, in text order, at most one a token."""
    done: set[int] = set()
    for word in tree:
        for repair in _of(word, tree):
            if repair.token not in done:
                done.add(repair.token)
                yield repair


def _of(word: Word, tree: Sequence[Word]) -> Iterator[Repair]:
    if word.dep in ("obj", "obl", "nsubj"):
        yield from _quoted_speaker(word)
        yield from _content_subject(word)
    if word.dep in ("nsubj", "nsubj:pass"):
        yield from _subject(word, tree)
    if word.dep == "obj":
        yield from _nearer_verb(word, tree)
        yield from _before_participle(word)
        yield from _listed(word, tree)
        yield from _marked_object(word)
    if word.dep == "obl":
        yield from _bare_object(word)
    if word.dep == "nmod":
        yield from _before_noun(word)
    if word.dep == "iobj":
        yield from _described_name(word, tree)
    if word.dep == "appos":
        yield from _marked_apposition(word)
    if word.pos == "VERB":
        yield from _missing_subject(word, tree)
        yield from _relative(word, tree)
        yield from _whose_clause(word, tree)
        yield from _stranded_mark(word, tree)
        yield from _gerund_of_verb(word)
        yield from _gerund_behind(word, tree)
        yield from _finite_conjunct(word)
        yield from _joined_speech(word)
        yield from _participle(word, tree)
    if word.dep == "flat" and word.head.i > word.i + 3:
        yield from _backward(word, tree)
    if word.text == "IS" and word.dep in ("cop", "aux"):
        yield from _acronym(word, tree)


def _case(word: Word) -> str:
    return next(
        (child.lower for child in word.children if child.dep == "case" and child.i < word.i and child.lower not in ("'s", "’s")), ""
    )


def _subject(word: Word, tree: Sequence[Word]) -> Iterator[Repair]:
    """No subject has a preposition; none stands after an active verb whose subject stands before it, save where speech is quoted."""
    verb = word.head
    if word.kind == "DATE" and word.lemma in ("year", "month", "week") and verb.has("obj") and any(c.dep == "amod" for c in word.children):
        yield Repair(word.i, verb.i, "obl:unmarked")  # "... and last year gave it two boats"
        return
    if (mark := _case(word)) and mark not in ("than", "about", "around", "over", "to", "between", "up", "under"):
        yield Repair(word.i, verb.i, "obl")
        return
    rivals = [child for child in verb.children if child.dep in ("nsubj", "nsubj:pass") and child is not word]
    first = next((child for child in rivals if child.i < word.i), None)
    if first is None or verb.pos != "VERB":
        return
    if any(each.text in ":;" for each in tree[min(verb.i, word.i) : max(verb.i, word.i)]):
        return
    if first.i < verb.i < word.i and not verb.has("obj", "ccomp", "aux:pass") and verb.tag != "VBN":
        listed = list(_listed(word, tree))
        yield from listed
        if not listed and _right_behind(verb, word, tree):
            yield Repair(word.i, verb.i, "obj")
    elif word.i < verb.i and _apart(first, word, tree):
        yield Repair(word.i, first.i, "appos")


def _right_behind(verb: Word, word: Word, tree: Sequence[Word]) -> bool:
    """Whether nothing but the noun's own words, adverbs and particles stand between the verb and a noun behind it."""
    own = {each.i for each in word.subtree()}
    return all(each.i in own or each.pos in ("ADV", "PUNCT") or each.dep == "compound:prt" for each in tree[verb.i + 1 : word.i])


def _apart(first: Word, second: Word, tree: Sequence[Word]) -> bool:
    """Whether a dash or comma stands right after the first phrase and another right after the second: an aside."""
    after = second.i + 1
    start = min(word.i for word in second.subtree())
    return (
        start > 0 and tree[start - 1].text in DASHES and after < len(tree) and tree[after].text in DASHES | {")"} and first.pos in NOMINAL
    )


def _missing_subject(verb: Word, tree: Sequence[Word]) -> Iterator[Repair]:
    if verb.dep in ("root", "ccomp") and sum(child.dep in ("nsubj", "nsubj:pass") for child in verb.children) == 2:
        yield from _lent_subject(verb)
    if any(child.dep in ("nsubj", "nsubj:pass", "csubj", "expl") for child in verb.children):
        return
    before = [child for child in verb.children if child.i < verb.i and child.pos in ("NOUN", "PROPN", "PRON")]
    if verb.tag in ("VBD", "VBZ", "VBP") and verb.dep not in ("conj", "xcomp"):
        bare = [child for child in before if child.dep == "obl" and not _case(child) and child.kind not in ("DATE", "TIME")]
        if bare:
            yield Repair(bare[-1].i, verb.i, "nsubj")
        yield from _lent_subject(verb)
    if verb.tag == "VBG" and verb.dep in ("advcl", "acl") and not verb.has("mark"):
        yield from _absolute(verb, tree)


def _backward(name: Word, tree: Sequence[Word]) -> Iterator[Repair]:
    """A name that is read as the beginning of a later name beyond a verb is the subject of the clause between them."""
    for word in tree[name.i + 1 : name.head.i]:
        if word.sentence == name.sentence and (word.is_root or word.pos == "VERB") and word.pos in ("VERB", "ADJ", "NOUN"):
            if not word.has("nsubj", "nsubj:pass", "csubj", "expl"):
                yield Repair(name.i, word.i, "nsubj")
            return


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


def _joined_speech(verb: Word) -> Iterator[Repair]:
    """ "It said the men had been shot and accused Oslo": a past form beside a participle joins the verb of speech above."""
    shot = verb.head
    if verb.dep != "conj" or verb.tag not in ("VBD", "VBN") or verb.has("nsubj", "nsubj:pass", "aux") or shot.dep != "ccomp":
        return
    above = shot.head
    apart = (shot.tag == "VBN" and verb.tag == "VBD") or shot.tag == "VB"
    if above.lemma in SPEECH and above.tag in ("VBD", "VBN") and above.i < shot.i and apart and shot.has("aux"):
        yield Repair(verb.i, above.i, "conj")


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
            or _case(top) == "with"
        ):
            break
        top = top.head
    mark = next((child for child in top.children if child.dep == "case" and child.lower == "with"), None)
    if mark is None or mark.i == 0 or tree[mark.i - 1].text != "," or top.i > verb.i or top is verb.head:
        return
    yield Repair(top.i, verb.i, "nsubj")


def _relative(verb: Word, tree: Sequence[Word]) -> Iterator[Repair]:
    """ "Chad, with which it signed a pact": a clause with a relative pronoun belongs to the noun before it."""
    if verb.dep not in ("advcl", "ccomp", "parataxis", "advcl:relcl"):
        return
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
    if verb not in list(_ancestors(noun)):
        yield Repair(verb.i, noun.i, "acl:relcl")


def _whose_clause(verb: Word, tree: Sequence[Word]) -> Iterator[Repair]:
    """A relative clause belongs to a noun, one with "who" to a noun for people: the last one before its pronoun."""
    if verb.dep not in ("acl:relcl", "acl"):
        return
    pronoun = next((child for child in verb.children if child.lower in ("who", "which") and child.tag in ("WP", "WDT")), None)
    if pronoun is None or pronoun.i > verb.i:
        return
    personal = pronoun.lower == "who" and pronoun.dep in ("nsubj", "nsubj:pass")
    nominal = verb.head.pos in NOMINAL and verb.head.i < pronoun.i
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


def _stranded_mark(verb: Word, tree: Sequence[Word]) -> Iterator[Repair]:
    """ "Chad, with which it signed a pact": the preposition right before a relative pronoun is the pronoun's."""
    for mark in verb.of("mark"):
        after = tree[mark.i + 1] if mark.i + 1 < len(tree) else verb
        if mark.tag == "IN" and after.lower in ("which", "whom") and after.head is verb:
            yield Repair(mark.i, after.i, "case")


def _may_be_who(noun: Word) -> bool:
    """Whether "who" may go back to the noun: people, and bodies of people."""
    return noun.tag in ("NNS", "NNPS") or noun.pos in ("PRON", "NUM") or (can_act(noun) and noun.kind not in ("LOC", "FAC"))


_APPROXIMATE = frozenset({"than", "about", "around", "over", "to", "between", "up", "under"})


def _marked_object(word: Word) -> Iterator[Repair]:
    """No object has a preposition: "fleeing to Oslo"."""
    mark = _case(word)
    if mark == "of":
        return  # "all sorts of effects"
    counted = mark in _APPROXIMATE and (word.has("nummod") or word.pos == "NUM")
    if mark and not counted and not any(child.dep == "det" and child.i < word.i and child.lower == "no" for child in word.children):
        yield Repair(word.i, word.head.i, "obl")


def _quoted_speaker(word: Word) -> Iterator[Repair]:
    """ "We will leave, said Lund": who stands behind the verb of speech is its speaker, not an argument of what is said."""
    content = word.head
    speech = content.head
    if content.dep not in ("ccomp", "parataxis") or speech.lemma not in SPEECH or not content.i < speech.i < word.i or _case(word):
        return
    if speech.has("nsubj", "nsubj:pass", "obj") or word.pos not in ("NOUN", "PROPN") or word.kind in ("DATE", "TIME"):
        return
    yield Repair(word.i, speech.i, "nsubj")


def _content_subject(word: Word) -> Iterator[Repair]:
    """ "proposed that Oslo join": a noun between "that" and the verb it opens is that verb's subject."""
    above = word.head
    if above.pos != "VERB" or word.i < above.i or _case(word) or word.pos not in NOMINAL:
        return
    for content in above.of("ccomp", "xcomp"):
        opening = next((child for child in content.of("mark") if child.lower in ("that", "whether", "if")), None)
        if opening is not None and above.i < opening.i < word.i < content.i and not content.has("nsubj", "nsubj:pass", "csubj", "expl"):
            yield Repair(word.i, content.i, "nsubj:pass" if is_passive(content) else "nsubj")
            yield Repair(content.i, above.i, "ccomp")


def _listed(word: Word, tree: Sequence[Word]) -> Iterator[Repair]:
    """ "talks with Chad, Mali": a name behind a name and a comma goes on with the list, whatever the verb might take."""
    if word.i < 2 or tree[word.i - 1].text != "," or word.pos != "PROPN" or word.i < word.head.i:
        return
    before = tree[word.i - 2]
    while before.dep in ("flat", "compound") and before.head.pos == "PROPN" and before.head is not before:
        before = before.head
    if before.pos == "PROPN" and before.kind == word.kind != "" and before.sentence == word.sentence and before.dep != "nsubj":
        yield Repair(word.i, before.i, "conj")


def _before_noun(word: Word) -> Iterator[Repair]:
    """ "in Slovakia crash": a noun with a preposition never stands before the noun it describes; the preposition is that noun's."""
    mark = next((child for child in word.children if child.dep == "case" and child.i < word.i and child.pos == "ADP"), None)
    if mark is not None and word.i < word.head.i and word.head.pos in ("NOUN", "PROPN") and not _case(word.head):
        yield Repair(word.i, word.head.i, "compound")
        yield Repair(mark.i, word.head.i, "case")


def _described_name(word: Word, tree: Sequence[Word]) -> Iterator[Repair]:
    """ "forced the operator Janaf to stop": a name right behind a common noun names it, and is no second object."""
    name = next((child for child in word.head.of("obj") if child.i == word.i + 1), None)
    if name is not None and name.pos == "PROPN" and word.pos == "NOUN" and word.kind == "" and not name.has("det", "case"):
        yield Repair(word.i, word.head.i, "obj")
        yield Repair(name.i, word.i, "appos")


def _marked_apposition(word: Word) -> Iterator[Repair]:
    """ "the delegation, including Lund and Haugen": a phrase with a preposition is no apposition, one after "and" no second one."""
    whole = word.head
    if _case(word) in ("including", "excluding", "of", "in", "with", "from", "for", "on", "at"):
        yield Repair(word.i, whole.i, "nmod")
    elif any(child.dep == "cc" and child.i < word.i for child in word.children):
        earlier = [
            child for child in whole.children if child.dep in ("appos", "nmod") and whole.i < child.i < word.i and child.pos == word.pos
        ]
        if earlier:
            yield Repair(word.i, earlier[-1].i, "conj")


def _gerund_of_verb(act: Word) -> Iterator[Repair]:
    """ "accused the crew of ramming the ship", "stopped them from leaving": the act belongs to the verb, not to its object."""
    patient = act.head
    if act.dep not in ("acl", "ccomp") or not _is_gerund(act):
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
    if act.dep != "acl" or act.tag not in ("VBN", "VBG") or act.head.pos != "VERB" or act.i == 0 or act.has("mark", "nsubj", "aux"):
        return
    before = act.i - 1
    while before > 0 and (tree[before].text in QUOTES or tree[before].text == "," or tree[before].pos == "ADV"):
        before -= 1
    noun = tree[before]
    while noun.dep in ("flat", "compound") and noun.head is not noun and noun.head.pos in NOMINAL:
        noun = noun.head
    if noun.pos in ("NOUN", "PROPN") and noun.sentence == act.sentence and noun.i < act.i:
        yield Repair(act.i, noun.i, "acl")


def _nearer_verb(word: Word, tree: Sequence[Word]) -> Iterator[Repair]:
    """ "would not yield and accused Oslo": an object right behind a later verb is that verb's, not the earlier one's.

    Of two verbs joined as one ("train and equip rebels") both have it.
    """
    verb = word.head
    for nearer in reversed(tree[verb.i + 1 : word.i]):
        if nearer.pos == "VERB" and nearer.dep == "conj":
            if (
                nearer.head is not verb
                and not nearer.has("obj", "ccomp", "xcomp", "nsubj:pass")
                and not is_passive(nearer)
                and _right_behind(nearer, word, tree)
            ):
                yield Repair(word.i, nearer.i, "obj")
            return


def _is_gerund(act: Word) -> bool:
    """Whether a verb is a gerund: "arming", "having armed"."""
    return act.tag == "VBG" or (act.tag == "VBN" and any(child.dep == "aux" and child.tag == "VBG" for child in act.children))


def _gerund_behind(act: Word, tree: Sequence[Word]) -> Iterator[Repair]:
    """ "accused Oslo of arming rebels": the act goes with the verb whose object stands right before it and that wants its preposition."""
    mark = next((child for child in act.children if child.dep in ("mark", "case") and child.i < act.i), None)
    if not _is_gerund(act) or act.dep not in ("advcl", "acl") or mark is None or mark.i == 0:
        return
    noun = tree[mark.i - 1]
    while noun.dep in ("flat", "compound") and noun.head is not noun and noun.head.pos in NOMINAL:
        noun = noun.head
    verb = noun.head
    if noun.dep == "obj" and verb is not act.head and mark.lower in patterns().beside_object.get(verb.lemma, ()):
        yield Repair(act.i, verb.i, "advcl")


def _before_participle(word: Word) -> Iterator[Repair]:
    """ "after sale approved": what stands before a bare participle underwent it."""
    verb = word.head
    if word.i < verb.i and verb.tag == "VBN" and word.pos in ("NOUN", "PROPN") and not verb.has("aux", "aux:pass", "nsubj", "nsubj:pass"):
        yield Repair(word.i, verb.i, "nsubj:pass")


def _finite_conjunct(verb: Word) -> Iterator[Repair]:
    """ "has urged them to yield and is drafting rules": what has an auxiliary of its own goes on with the clause that has one too."""
    first = verb.head
    aux = next((child for child in verb.children if child.dep in ("aux", "aux:pass") and child.i < verb.i), None)
    if verb.dep != "conj" or aux is None or aux.tag not in ("VBZ", "VBP", "VBD") or verb.has("nsubj", "nsubj:pass", "csubj", "expl"):
        return
    if first.pos != "VERB" or first.dep not in ("xcomp", "advcl", "acl") or first.tag not in ("VB", "VBG") or is_finite(first):
        return
    above = first.head
    for _ in range(4):
        if above.pos == "VERB" and is_finite(above):
            yield Repair(verb.i, above.i, "conj")
            return
        if above.head is above:
            return
        above = above.head


def _bare_object(word: Word) -> Iterator[Repair]:
    """A noun right behind an active verb without preposition, which tells no time or measure, is the verb's object."""
    verb = word.head
    if verb.pos != "VERB" or word.i < verb.i or word.i - verb.i > 6 or _case(word) or word.has("mark") or word.pos not in ("NOUN", "PROPN"):
        return
    if word.kind in ("DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "CARDINAL") or word.lemma in patterns().time_nouns:
        return
    if is_passive(verb) or verb.has("obj", "iobj", "ccomp", "xcomp") or verb.lemma in patterns().classes["motion verb"]:
        return
    if word.has("det", "nmod:poss") or word.tag == "NNS":
        yield Repair(word.i, verb.i, "obj")


def _ancestors(word: Word) -> Iterator[Word]:
    for _ in range(200):
        if word.head is word:
            return
        word = word.head
        yield word


def _acronym(word: Word, tree: Sequence[Word]) -> Iterator[Repair]:
    """ "IS" in capitals before a noun is a name, unless all is in capitals."""
    line = [each for each in tree[max(0, word.i - 8) : word.i + 9] if each.text.isalpha() and len(each.text) > 1 and each is not word]
    if sum(each.text.isupper() for each in line) * 2 > len(line) or word.i + 1 >= len(tree):
        return
    noun = tree[word.i + 1]
    if (noun.pos in ("NOUN", "PROPN") and noun is not word.head) or (noun is word.head and noun.pos == "NOUN"):
        yield Repair(word.i, noun.i, "compound")
