"""Facts in noun phrases: offices, appositions, membership, parts, places and other names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extract.arguments import phrase
from kg.extract.clauses import is_result
from kg.extract.coordination import members
from kg.extract.embedded import can_act
from kg.extract.grammar import Phrase, Word, marker
from kg.extract.labels import Draft, Label
from kg.extract.patterns import patterns
from kg.model import Modality, Polarity, PredicateKind

CIVIL = frozenset("mr mrs ms miss dr sir dame lord lady mr. mrs. ms. dr.".split())
GROUPS = frozenset({"GPE", "NORP", "ORG", "ARMED_GROUP"})
PLACES = frozenset({"GPE", "LOC", "FAC", "FACILITY"})
INSIDE = frozenset("in inside on near at".split())
TELLING = frozenset({"appos", "nmod", "obl", "obj"})
CUES = frozenset({"(", "them", "whom"})
LOWER_IN_TITLE = frozenset("of for and the to in".split())


def facts(tree: Sequence[Word]) -> Iterator[Draft]:
    """The drafts that noun phrases give, in text order.

    >>> from kg.extract.grammar import words
    >>> tree = words(doc_of("Prime Minister Kari Haugen left", [1, 2, 4, 2, 4], "amod nmod:desc nsubj flat root",
    ...     pos="ADJ PROPN PROPN PROPN VERB", ents=["O", "O", "B-PERSON", "I-PERSON", "O"]))
    >>> [(each.subject.head.text, each.label.text, tree[each.object.first].text) for each in facts(tree)]
    [('Kari', 'hold position', 'Prime')]
    """
    classes = patterns()
    for word in tree:
        if word.kind == "PERSON" and (word.i == 0 or tree[word.i - 1].entity != word.entity):
            yield from _title(word, tree)
        if word.relation not in TELLING:
            pass
        elif word.dep == "appos":
            yield from _apposition(word, tree)
            yield from _second_office(word, tree)
        elif word.relation in ("nmod", "obl"):
            yield from _inclusion(word, tree)
            if word.dep == "nmod":
                yield from _location(word, tree)
                yield from _affiliation(word, tree)
        elif word.dep == "obj" and word.head.lower == "including":
            yield from _inclusion(word, tree)
        if word.pos == "NOUN" and word.lemma in classes.members:
            yield from _member(word, tree)
        if word.lower in CUES:
            yield from _alias(word, tree) if word.lower == "(" else _among(word, tree)


def _fact(label: str, *words: Word, preposition: str = "") -> Label:
    return Label(label, label.split()[0], words, PredicateKind.FACT, "", preposition)


def _name(word: Word, tree: Sequence[Word]) -> Phrase:
    if word.entity < 0:
        return phrase(word, tree)
    first = last = word.i
    while first > 0 and tree[first - 1].entity == word.entity:
        first -= 1
    while last + 1 < len(tree) and tree[last + 1].entity == word.entity:
        last += 1
    return Phrase(word, first, last)


def _title(name: Word, tree: Sequence[Word]) -> Iterator[Draft]:
    """ "Interior Minister Kari Haugen": the run of title words before a person's name."""
    classes = patterns()
    person = _name(name, tree)
    at = person.first - 1
    if at < 0 or tree[at].sentence != name.sentence:
        return
    first = None
    i = at
    while i >= 0 and tree[i].sentence == name.sentence and at - i < 9:
        word = tree[i]
        if word.dep == "cc" and word.head is name:
            break  # "Lund and Azerbaijani President Ilham Aliyev"
        if word.lower in CIVIL or (
            word.pos not in ("NOUN", "PROPN", "ADJ")
            and word.tag[:3] != "NNP"
            and word.lower not in LOWER_IN_TITLE
            and word.text not in ("-", "'s", "’s")
        ):
            break
        if word.lower in LOWER_IN_TITLE and (i == at or not tree[i - 1].text[:1].isupper()):
            break
        if word.lemma in classes.time_nouns and word.dep in ("obl:unmarked", "obl", "nmod:unmarked"):
            break  # "Last week Prime Minister Lund"
        if word.kind in ("DATE", "TIME") or (word.dep in ("nsubj", "obj", "conj") and word.kind == "PERSON"):
            break
        first = i
        i -= 1
    while (
        first is not None
        and first <= at
        and (tree[first].lower in LOWER_IN_TITLE or tree[first].lower in ("'s", "’s") or tree[first].text == "-")
    ):
        first += 1
    if first is None or first > at:
        return
    office = at
    while office >= first and (tree[office].lower.rstrip(".") in classes.classes["rank"] or tree[office].text == "."):
        office -= 1
    if any(word.lemma in classes.titles for word in tree[first : office + 1]):
        at = office  # "army spokesman Brig. Gen. Lund": what he is, then his rank
    run = tree[first : at + 1]
    heads = [
        word
        for word in run
        if (word.lemma in classes.titles or word.lower in classes.titles or word.lower.rpartition("-")[2] in classes.titles)
    ]
    if not heads or any(word.kind == "PERSON" for word in run):
        return
    head = next(
        (word for word in reversed(run) if word in heads and not any(each.lower in ("of", "for") for each in run[: run.index(word)])),
        heads[0],
    )
    if head.lemma in ("official", "analyst", "expert") and head.i != at:
        return
    parting = next((word.i for word in reversed(run) if word.lower == "to"), None)
    if parting is not None and any(word.lemma in classes.titles and word.i > parting for word in run):
        first = parting + 1  # "the special adviser to Ambassador Lund": Lund is the ambassador
        run = tree[first : at + 1]
    if head.tag in ("NNS", "NNPS") and name.has("conj"):
        one = head.text.removesuffix("s")
        said = " ".join([*(word.text for word in tree[first : head.i]), one])
        for each in members(name, tree):  # "Presidents Lund and Haugen"
            if each.head.kind == "PERSON" or each.head is name:
                label = _fact("hold position", *run)
                yield Draft(
                    _name(each.head, tree), label, Phrase(head, first, at, said), head, "title", Polarity.POSITIVE, Modality.ASSERTED
                )
        return
    if head.tag in ("NNS", "NNPS"):
        return  # "announced to journalists Lund was alive": one person is not several
    yield Draft(person, _fact("hold position", *run), Phrase(head, first, at), head, "title", Polarity.POSITIVE, Modality.ASSERTED)


def _apposition(second: Word, tree: Sequence[Word]) -> Iterator[Draft]:
    first = second.head
    classes = patterns()
    if second.i and tree[second.i - 1].text == "-":
        return  # the second half of "Secretary-General"
    if second.i + 1 < len(tree) and tree[second.i + 1].text == ":" == tree[first.i + 1].text:
        return  # "A: B: C"
    if any(child.tag == "WP$" for child in second.children):
        return  # "Oslo, whose president is Haugen"
    if first.i > second.i or first.pos not in ("NOUN", "PROPN") or second.sentence != first.sentence:
        return
    if (second.i - first.i == 2 and tree[first.i + 1].text == "(") or _between(first, second, tree, "(") != _between(
        first, second, tree, ")"
    ):
        return
    if (
        second.has("det")
        and first.pos == "PROPN"
        and any(child.dep == "conj" and child.has("cc") and child.pos == "PROPN" for child in second.children)
    ):
        return  # "the airport, the old town and the State of Oman" is a list
    if second.pos == "PROPN" and first.pos == "NOUN" and not first.plural and any(child.has("cc") for child in second.of("conj")):
        return  # "at the park, Oslo Bay and Fjord Hill" is one too
    named, described = (first, second) if first.pos == "PROPN" or first.kind else (second, first)
    if named.kind == "" and named.lemma.lower() in classes.titles:
        return  # "former Foreign Secretary, mayor of Oslo": two offices of somebody else
    if described.kind == "PERSON" or not (named.pos == "PROPN" or named.kind) or described.pos not in ("NOUN", "PROPN", "ADJ"):
        return
    subject = phrase(named, tree)
    if named.kind in ("GPE", "LOC") and described.plural and not named.plural and not named.has("conj"):
        return  # "officials in the capital, Oslo": the capital is meant
    if described.kind in ("DATE", "TIME", "CARDINAL", "MONEY", "GPE") or named.kind in ("DATE", "TIME", "CARDINAL"):
        return
    owner = next((child for child in described.children if child.dep == "nmod:poss"), None)
    target = next((child for child in described.children if child.dep == "nmod" and marker(child) in ("of", "to")), None) or owner
    relation = classes.relational.get(described.lemma)
    if relation is not None and target is not None:
        for each in members(target, tree):
            yield Draft(subject, _fact(relation, described), each, described, "apposition relation", Polarity.POSITIVE, Modality.ASSERTED)
        return
    if described.plural and described.has("nummod") and not named.plural:
        return  # "two activists, Lund and Haugen": neither is two
    if owner is not None and owner.pos == "PRON" and not can_act(described):
        return  # "took the bridge from the militia, its biggest gain": that is said of the taking
    if described.has("acl") and any(child.lower in ("only", "sole", "first", "last") for child in described.of("amod")):
        return  # "the only EU leader to visit Chad" is not the only EU leader
    whole = phrase(described, tree)
    opening = tree[whole.first]
    before = tree[whole.first - 1] if whole.first else opening
    if {opening.lower, before.lower} & {"once", "formerly", "previously", "originally"}:
        return  # "the Falcons, once a party": they are none now
    if opening.lower in ("then", "now") and opening is not described:
        whole = whole._replace(first=whole.first + 1)
    if named.kind in ("PERSON", "") and (described.lemma in classes.titles or described.lower.rpartition("-")[2] in classes.titles):
        yield Draft(subject, _fact("hold position", described), whole, described, "apposition title", Polarity.POSITIVE, Modality.ASSERTED)
    elif described.pos == "NOUN" and named.kind in ("PERSON", "ORG", "GPE", "ARMED_GROUP", "FAC", "LOC", "EVENT", "VEHICLE", "LAW", ""):
        if named.kind == "GPE" and described.lemma not in classes.titles and not described.has("det", "nmod:poss"):
            return
        if named.kind in ("ORG", "FAC") and described.lemma in classes.titles and described.lemma not in _HELD_BY_BODIES:
            return  # "speaking to Fjord News, the president said": no body is a president
        if not described.has("det", "nmod:poss", "amod", "nmod", "nummod", "compound", "acl", "acl:relcl"):
            return  # a bare noun beside a name is the next cell of a table or line of a list
        yield Draft(subject, _fact("be", described), whole, described, "apposition", Polarity.POSITIVE, Modality.ASSERTED)


_HELD_BY_BODIES = frozenset("leader chair member founder head partner host champion official".split())
"""Words for office-holders that a body may be called by, too."""


def _second_office(first: Word, tree: Sequence[Word]) -> Iterator[Draft]:
    """ "Kari Haugen, the mayor of Oslo and a former minister": offices joined by "and" are all hers."""
    named = first.head
    if named.kind != "PERSON" or first.pos != "NOUN" or first.i < named.i or first.lemma not in patterns().titles:
        return
    for other in first.of("conj"):
        if other.pos == "NOUN" and other.lemma in patterns().titles and not other.plural and other.has("det", "amod"):
            label = _fact("hold position", other)
            office = phrase(other, tree)
            yield Draft(phrase(named, tree), label, office, other, "apposition title", Polarity.POSITIVE, Modality.ASSERTED)


def _between(first: Word, second: Word, tree: Sequence[Word], mark: str) -> bool:
    return any(word.text == mark for word in tree[first.i : second.i])


def _inclusion(item: Word, tree: Sequence[Word]) -> Iterator[Draft]:
    """ "a delegation, including A and B"; "groups such as C"."""
    mark = "including" if item.dep == "obj" else marker(item)
    if mark not in ("including", "such as", "include"):
        return
    whole = item.head.head if item.dep == "obj" else item.head
    if whole.pos not in ("NOUN", "PROPN", "PRON"):
        subject = next((child for child in whole.children if child.dep in ("nsubj", "obj") and child.i < item.i), None)
        if subject is None:
            return
        whole = subject
    cues = tuple(child for child in item.children if child.dep == "case") or (item.head,)
    for each in members(item, tree):
        yield Draft(phrase(whole, tree), _fact("include", *cues), each, item, "including")


def _among(pronoun: Word, tree: Sequence[Word]) -> Iterator[Draft]:
    """ "three editors, among them Kari Haugen": the plural before the comma includes who comes behind the pronoun."""
    cues = tuple(child for child in pronoun.children if child.dep == "case" and child.lower == "among")
    at = pronoun.i - 2
    if not cues or at < 1 or tree[at].text not in (",", "–", "—") or pronoun.i + 1 >= len(tree):
        return
    whole = tree[at - 1]
    while whole.tag not in ("NNS", "NNPS") and whole.head is not whole and whole.sentence == pronoun.sentence:
        whole = whole.head
    item = next((word for word in tree[pronoun.i + 1 : pronoun.i + 8] if word.pos in ("NOUN", "PROPN") or word.is_root), None)
    while (
        item is not None
        and item.dep in ("compound", "flat", "nmod:desc", "amod")
        and item.head is not item
        and item.head.pos in ("NOUN", "PROPN")
    ):
        item = item.head
    if whole.tag in ("NNS", "NNPS") and whole.i < at and item is not None and item.i > pronoun.i and item.pos in ("NOUN", "PROPN"):
        for each in members(item, tree):
            yield Draft(phrase(whole, tree), _fact("include", *cues), each, item, "including")


def _location(place: Word, tree: Sequence[Word]) -> Iterator[Draft]:
    """ "the base in southern Chad": a thing and the named place that it lies in."""
    thing = place.head
    mark = marker(place)
    if mark not in INSIDE or thing.pos not in ("NOUN", "PROPN") or place.i < thing.i:
        return
    named = place.kind in PLACES or (place.lemma in ("north", "south", "east", "west", "capital") and mark == "in")
    if thing.dep == "obl:agent" or (thing.dep in ("obl", "nmod") and marker(thing) == "by" and not thing.has("det")):
        return  # "was killed by soldiers in Chad" tells where he was killed
    if thing.has("cop") and is_result(marker(thing), thing):
        return  # "is in force in Chad"
    if not named or thing.kind in ("DATE", "TIME", "PERSON", "NORP", "CARDINAL", "PERCENT", "MONEY"):
        return
    classes = patterns()
    if mark in ("on", "at") and place.kind not in ("LOC", "FAC"):
        return
    if (
        thing.kind not in PLACES | {"ORG"}
        and thing.lemma not in classes.place_nouns | classes.possessed
        and thing.lemma not in classes.nominals
    ):
        return
    if thing.lemma in classes.nominals and (mark != "in" or not classes.nominals[thing.lemma].symmetric):
        return
    cases = tuple(child for child in place.children if child.dep == "case")
    whole = phrase(thing, tree)
    start = min(word.i for word in place.subtree() if word.i > thing.i)
    last = min(whole.last, start - 1)
    while last > thing.i and (tree[last].dep == "case" or tree[last].pos == "PUNCT"):
        last -= 1
    label = _fact("located in" if mark in ("in", "inside") else f"located {mark}", *cases, preposition=mark)
    above = thing.head if thing.relation in ("nmod", "compound") else None
    modality = None
    if thing.kind or any(
        child.dep in ("det", "nmod:poss") and child.lower not in ("a", "an", "any", "no", "some") for child in thing.children
    ):
        modality = Modality.ASSERTED
    elif above is not None and above.lemma in classes.classes["making noun"]:
        modality = Modality.POSSIBLE
    for each in members(place, tree)[:1]:
        yield Draft(Phrase(thing, whole.first, last), label, each, thing, "location", modality=modality)


def _affiliation(body: Word, tree: Sequence[Word]) -> Iterator[Draft]:
    """ "Kari Haugen of the Fjord Institute": a person and the body they speak for."""
    person = body.head
    if person.kind == "PERSON" and body.kind == "ORG" and marker(body) in ("of", "from", "at", "with") and body.i > person.i:
        cases = tuple(child for child in body.children if child.dep == "case")
        yield Draft(
            _name(person, tree), _fact("member of", *cases), phrase(body, tree), person, "affiliation", Polarity.POSITIVE, Modality.ASSERTED
        )


def _member(person: Word, tree: Sequence[Word]) -> Iterator[Draft]:
    """ "Boko Haram fighters", "a member of the alliance"."""
    for child in person.children:
        if child.dep in ("compound", "nmod:poss") and child.kind in ("ORG", "ARMED_GROUP") and child.i < person.i:
            whole = phrase(person, tree)
            yield Draft(
                whole, _fact("member of", person), _name(child, tree), person, "member compound", Polarity.POSITIVE, Modality.ASSERTED
            )
            return


def _alias(bracket: Word, tree: Sequence[Word]) -> Iterator[Draft]:
    """ "African Union (AU)": a bracketed short form whose letters the name begins with."""
    i = bracket.i
    if i < 1 or i + 2 >= len(tree) or tree[i + 2].text != ")":
        return
    short = tree[i + 1]
    letters = [c for c in short.text if c.isalpha()]
    if not 2 <= len(letters) <= 8 or sum(c.isupper() for c in letters) < 2:
        return
    first = last = i - 1
    name = [tree[last]]
    while (
        first > 0
        and len(name) < 12
        and tree[first - 1].sentence == bracket.sentence
        and (tree[first - 1].text[:1].isupper() or tree[first - 1].lower in ("of", "for", "and", "the", "on", "-", "in"))
    ):
        first -= 1
        name.insert(0, tree[first])
    starts = [(word, word.text[0].upper()) for word in name if word.text[:1].isupper()]
    wanted = "".join(c for c in short.text.upper() if c.isalpha())
    for skip in range(len(starts)):
        if "".join(letter for _, letter in starts[skip:]) == wanted:
            head = starts[-1][0]
            full = Phrase(head, starts[skip][0].i, last)
            yield Draft(
                Phrase(short, short.i, short.i), _fact("alias of", short), full, short, "alias", Polarity.POSITIVE, Modality.ASSERTED
            )
            return
