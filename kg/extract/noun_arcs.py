"""Arcs of nouns that break plain English grammar: arguments at the wrong verb, lists cut in two, appositions that are none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extract.arcs import SHARES, SPEECH, Repair, case_of
from kg.extract.embedded import can_act
from kg.extract.grammar import NOMINAL, Word, ancestors, is_passive
from kg.extract.patterns import patterns
from kg.extract.qualifiers import word_class

DASHES = frozenset({"-", "–", "—", ",", "("})
DESCRIBING = frozenset({"amod", "compound", "nmod:poss"})
APPROXIMATE = frozenset({"than", "about", "around", "over", "to", "between", "up", "under"})


def noun_repairs(word: Word, tree: Sequence[Word]) -> Iterator[Repair]:
    """The arcs to set for a noun, the surest first."""
    if word.dep in ("obj", "obl", "nsubj"):
        yield from _quoted_speaker(word)
        yield from _content_subject(word)
    if word.dep in ("nsubj", "nsubj:pass"):
        yield from _likened(word)
        yield from _killed_many(word)
        yield from _subject(word, tree)
    if word.dep == "nsubj:outer" and word.head.pos == "VERB" and not word.head.has("nsubj", "nsubj:pass", "cop"):
        yield Repair(word.i, word.head.i, "nsubj")  # only a clause told by a copula has a subject outside another's
    if word.dep == "obj" and word.head.lemma in ("have", "do") and word.i > word.head.i and not word.head.has("nsubj"):
        before = tree[word.head.i - 1] if word.head.i else word
        if before.lower in ("neither", "nor", "so") and before.head is word.head:
            yield Repair(word.i, word.head.i, "nsubj")  # "and neither have Mali and Chad"
            return
    if word.dep == "obj":
        for mark in word.of("case"):
            if mark.tag == "RP" and mark.i == word.head.i + 1:
                yield Repair(mark.i, word.head.i, "compound:prt")  # "called off his trip"
                return
        yield from _calls_for(word, tree)
        yield from _nearer_verb(word, tree)
        yield from _before_participle(word)
        yield from _listed(word, tree)
        yield from _first_of_two(word)
        yield from _named_object(word)
        yield from _whose_object(word, tree)
        yield from _marked_object(word)
    if word.dep in ("obl", "nmod"):
        yield from _out_of(word, tree)
    if word.dep == "obl":
        yield from _bare_object(word)
    if word.dep == "nmod":
        yield from _at_whom(word)
        yield from _held_in(word)
        yield from _as_what(word)
        yield from _before_noun(word)
        yield from _right_of_verb(word, tree)
    if word.dep == "nmod:poss":
        yield from _given_to(word)
    if word.dep in ("obj", "obl") and word.head.dep == "conj" and word.head.i < word.i:
        yield from _torn_phrase(word)
    if word.dep == "obj" and word.tag == "NNS" and word.head.lemma in _GIVING:
        yield from _given_weapons(word)
    if word.dep == "iobj":
        yield from _described_name(word, tree)
    if word.dep == "appos":
        if word.lower in ("d'affaires", "d’affaires") and word.i == word.head.i + 1:
            yield Repair(word.i, word.head.i, "flat")
        yield from _nearer_name(word, tree)
        if any(child.lower == "not" and child.i < word.i for child in word.of("advmod")):
            yield Repair(word.i, word.head.i, "conj")  # "blamed for the raid, not Mali"
        yield from _contact_clause(word, tree)
        yield from _hyphened(word, tree)
        yield from _of_title(word)
        yield from _made_what(word, tree)
        yield from _list_item(word)
        yield from _marked_apposition(word)
    if word.dep == "conj":
        yield from _aside_speaker(word, tree)
        yield from _shared_noun(word, tree)
        yield from _excepted(word, tree)
        yield from _tear_gas(word, tree)
    if word.dep == "flat" and word.kind == "PERSON" and word.i == word.head.i + 1:
        yield from _name_of_title(word)
    if word.dep == "flat" and word.head.i > word.i + 3:
        yield from _backward(word, tree)
    if word.text == "IS" and word.dep in ("cop", "aux"):
        yield from _acronym(word, tree)


def _subject(word: Word, tree: Sequence[Word]) -> Iterator[Repair]:
    """No subject has a preposition; none stands after an active verb whose subject stands before it, save where speech is quoted."""
    verb = word.head
    if word.dep == "nsubj:pass" and verb.tag in ("VBN", "VBD") and not verb.has("aux:pass") and _has_perfect(verb):
        yield Repair(word.i, verb.i, "nsubj")  # "soldiers had looted": "had" makes no passive
        return
    if word.kind == "DATE" and word.lemma in ("year", "month", "week") and verb.has("obj") and any(c.dep == "amod" for c in word.children):
        yield Repair(word.i, verb.i, "obl:unmarked")  # "... and last year gave it two boats"
        return
    if case_of(word) == "for" and any(child.lower == "to" and child.i > word.i for child in verb.of("mark")):
        return  # "for the budget to pass"
    if case_of(word) == "with" and verb.pos == "NOUN" and case_of(verb) and not verb.has("cop") and verb.head.i < word.i:
        yield Repair(word.i, verb.head.i, "obl" if verb.head.pos == "VERB" else "nmod")  # "at odds with Oslo over the port"
        return
    if (mark := case_of(word)) and mark not in ("than", "about", "around", "over", "to", "between", "up", "under"):
        yield Repair(word.i, verb.i, "obl")
        return
    rivals = [child for child in verb.children if child.dep in ("nsubj", "nsubj:pass") and child is not word]
    first = next((child for child in rivals if child.i < word.i), None)
    if first is not None and first.i == word.i - 1 and word.lower in ("general", "elect", "designate"):
        yield Repair(word.i, first.i, "flat")  # "the attorney general"
        return
    if first is None or verb.pos != "VERB":
        return
    link = next((child for child in word.of("cc") if child.i < word.i), None)
    if link is not None and first.i < link.i < word.i < verb.i and not any(each.pos == "VERB" for each in tree[first.i : link.i]):
        yield Repair(word.i, first.i, "conj")  # "Lund and French President Tor Berg met"
        return
    if first.i < verb.i < word.i and (whose := _described_object(verb, word, tree)) is not None:
        yield Repair(word.i, whose.i, "appos")  # "suspended the Indus Treaty, a 1960 pact"
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


def _killed_many(word: Word) -> Iterator[Repair]:
    """ "Troops killed at least 22 of them": a verb without "was" that has a passive subject on either side is active."""
    verb = word.head
    after = [child for child in verb.of("nsubj:pass") if child.i > verb.i]
    if word.i < verb.i and after and verb.tag in ("VBD", "VBN") and not verb.has("aux:pass", "aux", "obj") and verb.is_root:
        yield Repair(word.i, verb.i, "nsubj")
        yield Repair(after[0].i, verb.i, "obj")


def _described_object(verb: Word, word: Word, tree: Sequence[Word]) -> Word | None:
    """The object right before a comma that an indefinite noun behind the comma describes."""
    start = min(each.i for each in word.subtree())
    if not any(child.lower in ("a", "an") for child in word.of("det")) or start < 2 or tree[start - 1].text != "," or word.pos != "NOUN":
        start = min((child.i for child in word.of("det")), default=0)
        if start < 2 or tree[start].lower not in ("a", "an") or tree[start - 1].text != ",":
            return None
    before = {each.i for each in tree[verb.i + 1 : start - 1]}
    return next((child for child in verb.of("obj") if child.i in before and start - 2 in {each.i for each in child.subtree()}), None)


def _likened(word: Word) -> Iterator[Repair]:
    """ "which, like Oslo, left": whom somebody is like does nothing."""
    like = next((child for child in word.head.of("mark") if child.lower == "like" and child.i < word.i), None)
    others = [child for child in word.head.of("nsubj", "nsubj:pass") if child is not word]
    if like is not None and others and all(each.i == like.i or each in word.subtree() for each in word.tree[like.i : word.i]):
        yield Repair(word.i, word.head.i, "obl")
        yield Repair(like.i, word.i, "case")


def _has_perfect(verb: Word) -> bool:
    """Whether the auxiliary of an active perfect stands last before a verb that has an object."""
    before = [child for child in verb.of("aux") if child.i < verb.i]
    return bool(before) and before[-1].lemma == "have" and before[-1].tag != "VBG" and verb.has("obj")


def _right_behind(verb: Word, word: Word, tree: Sequence[Word]) -> bool:
    """Whether nothing but the noun's own words, adverbs, particles and an "according to" stand between the verb and a noun behind it."""
    own = {each.i for each in word.subtree()}
    for aside in verb.of("obl"):
        if case_of(aside) == "according":
            own.update(each.i for each in aside.subtree())
    return all(each.i in own or each.pos in ("ADV", "PUNCT") or each.dep == "compound:prt" for each in tree[verb.i + 1 : word.i])


def _tear_gas(word: Word, tree: Sequence[Word]) -> Iterator[Repair]:
    """ "used batons and tear gas": nobody tears gas."""
    if word.lower != "tear" or word.i + 1 >= len(tree) or tree[word.i + 1].lower not in ("gas", "gases"):
        return
    gas = tree[word.i + 1]
    beside = next((child for child in reversed(word.head.children) if child.dep in ("obj", "obl") and child.i < word.i), None)
    yield Repair(gas.i, beside.i if beside is not None else word.head.i, "conj" if beside is not None else "obj")
    yield Repair(word.i, gas.i, "compound")
    for link in word.of("cc"):
        yield Repair(link.i, gas.i, "cc")
    for phrase in word.of("obl"):
        yield Repair(phrase.i, word.head.i, "obl")


def _excepted(word: Word, tree: Sequence[Word]) -> Iterator[Repair]:
    """ "Oslo rather than Chad left": who is left out is left out by "rather than", and nothing else is."""
    for link in word.head.head.of("cc"):
        if link.lower == "rather" and word.head.i < link.i < word.i and link.head is not word:
            yield Repair(link.i, word.i, "cc")


def _shared_noun(word: Word, tree: Sequence[Word]) -> Iterator[Repair]:
    """ "Thai and Lao officials": what stands before the noun goes on with what describes the noun, and never with the noun itself."""
    noun, before = word.head, word.i - 2
    if word.i < noun.i and before >= 0 and tree[word.i - 1].dep == "cc" and tree[before].head is noun and tree[before].dep in DESCRIBING:
        yield Repair(word.i, before, "conj")
        yield Repair(word.i - 1, word.i, "cc")


def _apart(first: Word, second: Word, tree: Sequence[Word]) -> bool:
    """Whether a dash or comma stands right after the first phrase and another right after the second: an aside."""
    after = second.i + 1
    start = min(word.i for word in second.subtree())
    return (
        start > 0 and tree[start - 1].text in DASHES and after < len(tree) and tree[after].text in DASHES | {")"} and first.pos in NOMINAL
    )


def _name_of_title(name: Word) -> Iterator[Repair]:
    """ "chief constable Tor Lund wrote": the person wrote, whom the common noun before the name describes."""
    noun = name.head
    if noun.pos != "NOUN" or noun.kind or noun.is_root or noun.dep in ("flat", "compound", "nmod:desc", "appos", "conj"):
        return
    if noun.lemma not in patterns().titles and not noun.lemma.endswith(("er", "or", "ist", "ian", "man", "woman")):
        return
    yield Repair(name.i, noun.head.i, noun.dep)
    yield Repair(noun.i, name.i, "nmod:desc")
    for mark in noun.of("case", "cc"):
        if mark.i < noun.i and mark.lower not in ("'s", "’s"):
            yield Repair(mark.i, name.i, mark.dep)


def _backward(name: Word, tree: Sequence[Word]) -> Iterator[Repair]:
    """A name that is read as the beginning of a later name beyond a verb is the subject of the clause between them."""
    for word in tree[name.i + 1 : name.head.i]:
        if word.sentence == name.sentence and (word.is_root or word.pos == "VERB") and word.pos in ("VERB", "ADJ", "NOUN"):
            if not word.has("nsubj", "nsubj:pass", "csubj", "expl"):
                yield Repair(name.i, word.i, "nsubj")
            return


def _marked_object(word: Word) -> Iterator[Repair]:
    """No object has a preposition: "fleeing to Oslo"."""
    mark = case_of(word)
    if mark == "of":
        return  # "all sorts of effects"
    counted = mark in APPROXIMATE and (word.has("nummod") or word.pos == "NUM")
    if mark and not counted and not any(child.dep == "det" and child.i < word.i and child.lower == "no" for child in word.children):
        yield Repair(word.i, word.head.i, "obl")


def _quoted_speaker(word: Word) -> Iterator[Repair]:
    """ "We will leave, said Lund": who stands behind the verb of speech is its speaker, not an argument of what is said."""
    content = word.head
    speech = content.head
    if content.dep not in ("ccomp", "parataxis") or speech.lemma not in SPEECH or not content.i < speech.i < word.i or case_of(word):
        return
    if speech.has("nsubj", "nsubj:pass", "obj") or word.pos not in ("NOUN", "PROPN") or word.kind in ("DATE", "TIME"):
        return
    yield Repair(word.i, speech.i, "nsubj")


def _content_subject(word: Word) -> Iterator[Repair]:
    """ "proposed that Oslo join": a noun between "that" and the verb it opens is that verb's subject."""
    above = word.head
    if above.pos != "VERB" or word.i < above.i or case_of(word) or word.pos not in NOMINAL:
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


def _as_what(word: Word) -> Iterator[Repair]:
    """ "dismissed such reports as propaganda": what a thing is called belongs to the verb that calls it so."""
    thing = word.head
    verb = thing.head
    behind = case_of(word) == "as" and thing.dep == "obj" and verb.pos == "VERB" and verb.i < thing.i < word.i
    if behind and verb.lemma in patterns().classes["naming verb"] | word_class("naming verb"):
        yield Repair(word.i, verb.i, "obl")


def _out_of(word: Word, tree: Sequence[Word]) -> Iterator[Repair]:
    """ "pulls out of bridge hearings": "out of" is one preposition, whatever noun the parse gives its "of"."""
    for out in word.of("case"):
        behind = tree[min(out.i + 1, len(tree) - 1)]
        if out.lower == "out" and behind.lower == "of" and behind.head not in (word, out):
            yield Repair(behind.i, out.i, "fixed")


def _held_in(place: Word) -> Iterator[Repair]:
    """ "signed an accord in Quito", "held talks in Oslo": where an act is done is told of the verb that says so."""
    act = place.head
    verb = act.head
    placed = place.kind in ("GPE", "FAC") and case_of(place) in ("in", "at", "near") and place.i > act.i
    if placed and act.dep == "obj" and verb.pos == "VERB" and verb.i < act.i and verb.lemma in patterns().light.get(act.lemma, ()):
        yield Repair(place.i, verb.i, "obl")


def _before_noun(word: Word) -> Iterator[Repair]:
    """ "in Slovakia crash": a noun with a preposition never stands before the noun it describes; the preposition is that noun's."""
    mark = next((child for child in word.children if child.dep == "case" and child.i < word.i and child.pos == "ADP"), None)
    if mark is not None and word.i < word.head.i and word.head.pos in ("NOUN", "PROPN") and not case_of(word.head):
        yield Repair(word.i, word.head.i, "compound")
        yield Repair(mark.i, word.head.i, "case")


def _right_of_verb(word: Word, tree: Sequence[Word]) -> Iterator[Repair]:
    """ "whose members include Myanmar": a bare name right behind an active verb without object is its object."""
    verb = tree[word.i - 1] if word.i else word
    bare = word.pos == "PROPN" and not word.has("case") and word.head.i < verb.i and word.head is not verb
    if bare and verb.tag in ("VBZ", "VBP", "VBD") and not verb.has("obj", "ccomp", "xcomp", "aux:pass") and verb.has("nsubj"):
        yield Repair(word.i, verb.i, "obj")


def _described_name(word: Word, tree: Sequence[Word]) -> Iterator[Repair]:
    """ "forced the operator Janaf to stop": a name right behind a common noun names it, and is no second object."""
    name = next((child for child in word.head.of("obj") if child.i == word.i + 1), None)
    if name is not None and name.pos == "PROPN" and word.pos == "NOUN" and word.kind == "" and not name.has("det", "case"):
        yield Repair(word.i, word.head.i, "obj")
        yield Repair(name.i, word.i, "appos")


def _hyphened(word: Word, tree: Sequence[Word]) -> Iterator[Repair]:
    """ "the governor-general": what a hyphen joins is one word."""
    dash = tree[word.i - 1] if word.i else word
    if dash.text in "-‑" and word.i - 2 == word.head.i and word.start == dash.end and dash.start == word.head.end:
        yield Repair(word.i, word.head.i, "flat")


def _of_title(word: Word) -> Iterator[Repair]:
    """ "a spokesman for the Green party, Tor Lund,": a person is the spokesman, not the party."""
    body, title = word.head, word.head.head
    if word.kind != "PERSON" or body.dep != "nmod" or body.kind == "PERSON" or body.lemma in patterns().titles:
        return
    if case_of(body) in ("for", "of") and title.lemma in patterns().titles and title.i < body.i < word.i and not title.kind:
        yield Repair(word.i, title.i, "appos")


def _made_what(word: Word, tree: Sequence[Word]) -> Iterator[Repair]:
    """ "Tor Lund was appointed minister": a participle with "was" is no adjective but the verb."""
    verb = next((child for child in word.of("amod") if child.tag == "VBN" and child.has("aux:pass")), None)
    who = word.head
    if verb is None or not who.i < verb.i < word.i or tree[verb.i - 1] not in verb.of("aux:pass"):
        return
    yield Repair(verb.i, verb.i if who.is_root else who.head.i, who.dep)
    yield Repair(who.i, verb.i, "nsubj:pass")
    yield Repair(word.i, verb.i, "xcomp")


def _list_item(word: Word) -> Iterator[Repair]:
    """ "visited the base, Mosul, and Erbil": what goes on with "and" behind it is the second item of a list."""
    whole = word.head
    later = next((child for child in whole.of("conj") if child.i > word.i and child.has("cc")), None)
    if word.pos == "PROPN" and later is not None and later.pos == "PROPN" and whole.pos == "NOUN" and not whole.plural:
        between = word.tree[max(each.i for each in word.subtree()) + 1]
        if between.text == "," and later.kind == word.kind and word.kind in ("GPE", "LOC", "FAC", "ORG"):
            yield Repair(word.i, whole.i, "conj")


def _aside_speaker(word: Word, tree: Sequence[Word]) -> Iterator[Repair]:
    """ "Chad, Moscow said, attacked Mali": two names with a comma between are no list where the second has a verb of saying behind it."""
    last = max(each.i for each in word.subtree())
    verb = tree[last + 1] if last + 1 < len(tree) else word
    if word.has("cc") or verb.lemma not in SPEECH or verb.tag not in ("VBD", "VBZ", "VBP") or verb.has("nsubj", "nsubj:pass"):
        return
    first = min(each.i for each in word.subtree())
    if "," in (tree[first].text, tree[max(first - 1, 0)].text):
        closing = next((each for each in tree[verb.i + 1 : verb.i + 6] if each.text == ","), None)
        if closing is not None and word.head.i < word.i:
            yield Repair(word.i, verb.i, "nsubj")


def _at_whom(word: Word) -> Iterator[Repair]:
    """ "an attack by Chad on Mali": the act is on Mali, not Chad."""
    doer, act = word.head, word.head.head
    known = patterns().nominals.get(act.lemma)
    if (
        known is not None
        and doer.kind
        and doer.dep == "nmod"
        and case_of(doer) == "by"
        and word.i > doer.i
        and case_of(word) in known.target
    ):
        yield Repair(word.i, act.i, "nmod")


def _contact_clause(word: Word, tree: Sequence[Word]) -> Iterator[Repair]:
    """ "ports Oslo once held": a name right behind a noun that it cannot be the name of, and before a past form, does what is
    told of the noun."""
    noun = word.head
    if word.kind not in ("ORG", "GPE", "PERSON", "ARMED_GROUP") or noun.pos != "NOUN" or noun.kind:
        return
    nameless = noun.plural or not noun.has("det") or noun.lemma in patterns().nominals
    if not nameless or noun.has("compound", "amod") or min(each.i for each in word.subtree()) != noun.i + 1:
        return
    last = max(each.i for each in word.subtree())
    for verb in noun.of("acl"):
        between = tree[last + 1 : verb.i]
        if verb.tag in ("VBN", "VBD") and verb.i > last and all(each.pos in ("ADV", "AUX") for each in between) and not verb.has("mark"):
            yield Repair(word.i, verb.i, "nsubj")
            yield Repair(verb.i, noun.i, "acl:relcl")


def _marked_apposition(word: Word) -> Iterator[Repair]:
    """ "the delegation, including Lund and Haugen": a phrase with a preposition is no apposition, one after "and" no second one."""
    whole = word.head
    if case_of(word) in ("including", "excluding", "of", "in", "with", "from", "for", "on", "at"):
        yield Repair(word.i, whole.i, "nmod")
    elif (link := min(word.subtree(), key=lambda each: each.i)).dep == "cc" and link.head is not word and whole.i < link.i:
        yield Repair(word.i, whole.i, "conj")  # "with soldiers and Foreign Secretary Tor Lund"
        yield Repair(link.i, word.i, "cc")
    elif any(child.dep == "cc" and child.i < word.i for child in word.children):
        earlier = [
            child for child in whole.children if child.dep in ("appos", "nmod") and whole.i < child.i < word.i and child.pos == word.pos
        ]
        if earlier:
            yield Repair(word.i, earlier[-1].i, "conj")


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


def _before_participle(word: Word) -> Iterator[Repair]:
    """ "after sale approved": what stands before a bare participle underwent it."""
    verb = word.head
    if word.i < verb.i and verb.tag == "VBN" and word.pos in ("NOUN", "PROPN") and not verb.has("aux", "aux:pass", "nsubj", "nsubj:pass"):
        yield Repair(word.i, verb.i, "nsubj:pass")


def _named_object(word: Word) -> Iterator[Repair]:
    """ "sent the destroyer USS Higgins": of two objects without a comma between them the name names the noun before it."""
    for noun in word.head.of("obj"):
        start = min(each.i for each in word.subtree())
        plain = noun.pos == "NOUN" and noun.kind == "" and not noun.plural and noun.has("det", "nmod:poss", "amod")
        if plain and word.pos == "PROPN" and start == noun.i + 1 and not word.has("det", "case"):
            yield Repair(word.i, noun.i, "appos")


def _given_to(word: Word) -> Iterator[Repair]:
    """ "left all islanders scarce water": a noun without "'s" owns nothing; it is who the verb leaves something to."""
    thing = word.head
    verb = thing.head
    bare = word.pos in ("NOUN", "PROPN") and not word.has("case") and (word.plural or word.kind in ("GPE", "ORG", "PERSON"))
    if bare and thing.dep == "obj" and verb.lemma in _GIVING and verb.i < word.i < thing.i:
        yield Repair(word.i, verb.i, "iobj")


def _torn_phrase(word: Word) -> Iterator[Repair]:
    """ "spying for Oslo and planning raids": what stands before the second verb goes with the first."""
    verb = word.head
    strays = [child for child in word.children if child.i < verb.i and child.dep in ("case", "compound", "nmod")]
    noun = next((child for child in reversed(strays) if child.pos in NOMINAL and child.dep != "case"), None)
    if noun is None or verb.head.pos != "VERB" or not verb.head.i < noun.i:
        return
    marks = [child for child in (*strays, *noun.children) if child.dep == "case" and child.i < noun.i]
    yield Repair(noun.i, verb.head.i, "obl" if marks else "obj")
    for mark in marks:
        yield Repair(mark.i, noun.i, "case")
    if word.dep == "obl" and not any(child.i > verb.i for child in word.of("case")):
        yield Repair(word.i, verb.i, "obj")


def _nearer_name(word: Word, tree: Sequence[Word]) -> Iterator[Repair]:
    """ "a deal with Lund not to mend the Lady Moss, the ship that": an apposition is of what stands before its comma."""
    first = min((each.i for each in word.subtree() if each.pos != "PUNCT"), default=0)
    if first < 2 or tree[first - 1].text != ",":
        return
    near = tree[first - 2]
    if near.pos != "PROPN" or word.head in ancestors(near) or near is word.head or word.head.i > near.i:
        return
    while near.dep in ("flat", "compound") and near.head.pos in NOMINAL:
        near = near.head
    if near.kind == "VEHICLE" or (near.dep in ("obj", "obl") and near.kind and near.kind != word.head.kind):
        yield Repair(word.i, near.i, "appos")


def _given_weapons(thing: Word) -> Iterator[Repair]:
    """ "gave Chad weapons": a country right behind the verb is who is given the things, not of what kind they are."""
    for word in thing.of("compound"):
        first = min(each.i for each in word.subtree())
        state = word.kind == "GPE" and not word.text.isupper() and first == thing.head.i + 1
        if state and thing.lemma not in patterns().titles | patterns().members and not can_act(thing):
            yield Repair(word.i, thing.head.i, "iobj")


def _first_of_two(word: Word) -> Iterator[Repair]:
    """ "left all islanders scarce water": of two objects side by side the first is who is given the second."""
    verb, end = word.head, max(each.i for each in word.subtree())
    if verb.lemma not in _GIVING or verb.has("iobj", "xcomp") or word.i < verb.i:
        return
    for thing in verb.of("obj"):
        if (
            (thing.pos == "NOUN" or thing.lower in SHARES)
            and thing.i > word.i
            and not thing.has("acl")
            and min(each.i for each in thing.subtree()) == end + 1
        ):
            yield Repair(word.i, verb.i, "iobj")


_GIVING = frozenset("leave give offer cost deny grant hand send pay teach bring award lend promise sell owe".split())


def _whose_object(word: Word, tree: Sequence[Word]) -> Iterator[Repair]:
    """ "turned its back on Oslo": "its" is nobody's object; the particle that is none behind it is."""
    noun = tree[word.i + 1] if word.i + 1 < len(tree) else word
    if word.lower in ("its", "their", "my", "our", "your") and noun.head is word.head and noun.dep in ("compound:prt", "advmod", "xcomp"):
        yield Repair(noun.i, word.head.i, "obj")
        yield Repair(word.i, noun.i, "nmod:poss")


def _calls_for(word: Word, tree: Sequence[Word]) -> Iterator[Repair]:
    """ "rejected calls by Oslo for talks": what is called for belongs to the call."""
    verb = word.head
    known = patterns().nominals.get(word.lemma)
    doer = next((child for child in word.of("nmod") if case_of(child) == "by"), None)
    if known is None or doer is None or word.i < verb.i:
        return
    end = max(each.i for each in doer.subtree())
    for wanted in verb.of("obl"):
        mark = case_of(wanted)
        if wanted.i > end and mark in known.target and mark != "by" and min(each.i for each in wanted.subtree()) == end + 1:
            yield Repair(wanted.i, word.i, "nmod")


def _bare_object(word: Word) -> Iterator[Repair]:
    """A noun right behind an active verb without preposition, which tells no time or measure, is the verb's object."""
    verb = word.head
    if (
        verb.pos != "VERB"
        or word.i < verb.i
        or word.i - verb.i > 6
        or case_of(word)
        or word.has("mark")
        or word.pos not in ("NOUN", "PROPN")
    ):
        return
    if word.kind in ("DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "CARDINAL") or word.lemma in patterns().time_nouns:
        return
    if is_passive(verb) or verb.has("obj", "iobj", "ccomp", "xcomp") or verb.lemma in patterns().classes["motion verb"]:
        return
    if word.has("det", "nmod:poss") or word.tag == "NNS":
        yield Repair(word.i, verb.i, "obj")


def _acronym(word: Word, tree: Sequence[Word]) -> Iterator[Repair]:
    """ "IS" in capitals before a noun is a name, unless all is in capitals."""
    line = [each for each in tree[max(0, word.i - 8) : word.i + 9] if each.text.isalpha() and len(each.text) > 1 and each is not word]
    if sum(each.text.isupper() for each in line) * 2 > len(line) or word.i + 1 >= len(tree):
        return
    noun = tree[word.i + 1]
    if (noun.pos in ("NOUN", "PROPN") and noun is not word.head) or (noun is word.head and noun.pos == "NOUN"):
        yield Repair(word.i, noun.i, "compound")
