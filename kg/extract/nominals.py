"""Nominal predicates: acts and relations told by nouns ("Chad's support for the rebels", "talks between A and B", "US-led coalition")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from kg.extract.arguments import phrase
from kg.extract.coordination import members
from kg.extract.embedded import can_act, subject_of
from kg.extract.grammar import Phrase, Word, is_passive, is_verbal, marker
from kg.extract.labels import Draft, Label
from kg.extract.patterns import Nominal, patterns
from kg.model import Modality, PredicateKind

GROUPS = frozenset({"GPE", "NORP", "ORG", "ARMED_GROUP"})
HYPHENS = frozenset("-‐‑–")
ACTING = frozenset({"GPE", "NORP", "ORG", "ARMED_GROUP", "PERSON", "LOC"})


def nominals(tree: Sequence[Word]) -> Iterator[Draft]:
    """The drafts that event nouns, possessives and "X-led" compounds give, in text order.

    >>> from kg.extract.grammar import words
    >>> tree = words(doc_of("Chad 's support for rebels grew", [2, 0, 5, 4, 2, 5], "nmod:poss case nsubj case nmod root",
    ...     pos="PROPN PART NOUN ADP NOUN VERB", tags="NNP POS NN IN NNS VBD", ents=["B-GPE", "O", "O", "O", "O", "O"]))
    >>> [(each.subject.head.text, each.label.text, each.object.head.text) for each in nominals(tree)]
    [('Chad', 'support', 'rebels')]
    """
    classes = patterns()
    for word in tree:
        if word.pos == "NOUN" or (word.pos == "PROPN" and word.kind == ""):
            known = classes.nominals.get(word.lemma)
            shared = classes.partnered.get(word.lemma)
            if shared is not None and any(marker(child) in shared.target for child in word.children if child.relation == "nmod"):
                known = shared  # "a call with Oslo" is no demand, as "a call for help" is
            if known is not None:
                yield from _event(word, known, tree)
        if word.dep == "nmod:poss":
            yield from _possession(word, tree)
        if word.text in HYPHENS or "-" in word.text:
            yield from _compound(word, tree)


def _label(text: str, noun: Word, preposition: str = "", *, symmetric: bool = False) -> Label:
    return Label(text, text.split()[0], (noun,), PredicateKind.NOUN, "", preposition, noun.lemma, symmetric)


def _event(noun: Word, known: Nominal, tree: Sequence[Word]) -> Iterator[Draft]:
    marked = [
        (marker(child).split()[0], child) for child in noun.children if child.dep in ("nmod", "obl") and marker(child) and child.i > noun.i
    ]
    if noun.dep == "obj" and is_verbal(noun.head):
        taken = classes_of(noun.head)
        marked = [(mark, child) for mark, child in marked if mark not in taken]
    if known.symmetric:
        between = next((child for mark, child in marked if mark == "between"), None)
        if between is not None:
            label = _label(known.label, noun, "with", symmetric=True)
            for one, other in combinations(members(between, tree)[:6], 2):
                yield Draft(one, label, other, noun, "between", places=_places(noun), times=_times(noun))
            return
    agents = _agents(noun, known, marked, tree)
    targets = [child for mark, child in marked if mark in known.target and mark not in ("between",) and child.kind not in ("DATE", "TIME")]
    targets = [each for each in targets if each.lower not in ("which", "whom", "it")]
    if not agents and known.symmetric and not known.owned and (doer := _doer(noun)) is not None:
        agents = members(doer, tree)
    if agents and not targets and known.borne and (suffers := _under(noun)) is not None:
        targets = [suffers]
    label = _label(known.label, noun, "", symmetric=known.symmetric)
    for agent in agents:
        for target in targets:
            if target.tag == "VBG" or any(child is agent.head for child in target.children):
                continue
            for each in members(target, tree):
                if each.head is not agent.head:
                    yield Draft(agent, label, each, noun, "event noun", places=_places(noun), times=_times(noun))
    if not agents and known.bare:
        for mark, child in marked:
            if mark in known.bare and child.kind not in ("DATE", "TIME") and child.tag != "VBG":
                whole = phrase(noun, tree)
                last = min(word.i for word in child.subtree()) - 1
                while last > noun.i and tree[last].dep in ("case", "punct"):
                    last -= 1
                ongoing = Modality.ASSERTED if known.label == "fight" else None
                subject = Phrase(noun, whole.first, max(noun.i, last))
                for each in members(child, tree):
                    yield Draft(subject, _bare(noun, mark), each, noun, "bare noun", modality=ongoing, places=_places(child))


def classes_of(verb: Word) -> frozenset[str]:
    """The prepositions that a verb claims for itself beside its object."""
    return patterns().beside_object.get(verb.lemma, frozenset())


def _bare(noun: Word, mark: str) -> Label:
    return Label(mark, mark, (noun,), PredicateKind.NOUN, "", mark, noun.lemma)


def _agents(noun: Word, known: Nominal, marked: list[tuple[str, Word]], tree: Sequence[Word]) -> list[Phrase]:
    for child in noun.children:
        if child.dep == "nmod:poss" and child.pos != "DET" and not _tells_time(child):
            return members(child, tree)
    for mark, child in marked:
        if mark in known.agent and child.tag != "VBG":
            return members(child, tree)
    for child in noun.children:
        if child.dep in ("amod", "compound") and child.i < noun.i and child.kind in GROUPS and not known.symmetric:
            after = tree[child.i + 1]
            if after.text in HYPHENS:
                continue
            return [Phrase(child, child.i, child.i)] if child.entity < 0 else [_name(child, tree)]
    return []


def _tells_time(owner: Word) -> bool:
    """Whether a possessor is a time: "Monday's attack on the port"."""
    return owner.kind in ("DATE", "TIME") or owner.lemma.lower() in patterns().time_nouns


def _under(noun: Word) -> Word | None:
    """Whom an act is done to that a clause happens under: "amid protests from Chad, Oman reopened the port"."""
    mark = marker(noun)
    if noun.relation not in ("obl", "advcl") and not (noun.dep == "obj" and noun.head.lower == "following"):
        return None
    verb = noun.head if noun.dep != "obj" else noun.head.head
    if noun.dep != "obj" and mark not in ("following", "amid", "despite", "under", "after", "in spite of", "because of", "over"):
        return None
    for _ in range(3):
        found = subject_of(verb) if is_verbal(verb) and not is_passive(verb) else None
        if found is None or can_act(found.word) or verb.dep != "acl:relcl":
            return found.word if found is not None else None
        # "the sale of a ship which serves Oslo, after protests from Chad": the parse hangs on the inner clause what the outer says
        verb = verb.head
        while verb.head is not verb and not is_verbal(verb):
            verb = verb.head
    return None


def _name(word: Word, tree: Sequence[Word]) -> Phrase:
    """The whole name that `word` is part of."""
    inside = [each.i for each in tree[max(0, word.i - 12) : word.i + 12] if each.entity == word.entity]
    return Phrase(word, min(inside), max(inside))


def _doer(noun: Word) -> Word | None:
    """Who takes part in the act of a noun in a clause: the subject of the verb it belongs to."""
    at = noun
    for _ in range(3):
        above = at.head
        if above is at:
            return None
        if is_verbal(above):
            if (
                at.dep != "obl"
                or is_passive(above)
                or marker(at).split()[:1] not in (["of"], ["from"], ["in"], ["to"], ["out"], ["for"], ["into"], ["after"], ["during"])
            ):
                return None
            if marker(at) in ("after", "during") and (noun.has("nmod:poss") or not _took_part(above)):
                return None
            drawn = next(iter(above.of("obj")), None)
            if drawn is not None and marker(at) == "into" and can_act(drawn):
                return drawn  # "could draw Chad into a war with Oslo"
            found = subject_of(above)
            return (
                found.word
                if (found is not None and found.word.pos != "PRON") or (found and found.word.lower in ("he", "she", "they", "it"))
                else None
            )
        if at.dep not in ("nmod", "compound"):
            return None
        at = above
    return None


def _took_part(verb: Word) -> bool:
    """Whether somebody with a name does what the verb tells, so that what it comes after or falls into is his doing too."""
    found = subject_of(verb)
    return found is not None and found.word.kind in ("PERSON", "GPE", "ORG", "ARMED_GROUP") and verb.lemma not in _RISES


_RISES = frozenset("rise fall gain lose drop surge slump recover suffer die".split())


def _places(noun: Word) -> tuple[Word, ...]:
    return tuple(
        child
        for child in noun.children
        if child.dep in ("nmod", "obl") and child.kind in ("GPE", "LOC", "FAC") and marker(child) in ("in", "inside", "at")
    )


def _times(noun: Word) -> tuple[Word, ...]:
    return tuple(child for child in noun.children if child.relation in ("nmod", "obl") and child.kind in ("DATE", "TIME"))


def _possession(owner: Word, tree: Sequence[Word]) -> Iterator[Draft]:
    thing = owner.head
    classes = patterns()
    if thing.pos != "NOUN" or thing.lemma in classes.nominals or owner.lower in ("each", "other", "another", "whose"):
        return
    relation = classes.relational.get(thing.lemma)
    part = phrase(thing, tree)
    start = next((i for i in range(owner.i + 1, thing.i + 1) if tree[i].lower not in ("'s", "’s", "'", "’", "own")), thing.i)
    own = Phrase(thing, start, part.last)
    if thing.has("appos") or thing.kind or (owner.pos == "NOUN" and owner.kind == ""):
        return
    if relation is not None and (thing.dep == "appos" or own.first == own.last):
        return  # "its neighbour" names nobody; an apposition is told with the name it describes
    if relation is not None and thing.lemma not in ("part", "member", "capital", "branch", "wing", "arm", "unit", "division"):
        for each in members(owner, tree):
            label = Label(relation, thing.lemma, (thing,), PredicateKind.FACT, "", "", thing.lemma)
            whole = Phrase(thing, own.first, own.last)
            yield Draft(whole, label, each, thing, "possessed relation")
    elif thing.lemma in classes.possessed and marker(thing) != "as":
        for each in members(owner, tree):
            label = Label("have", "have", (thing,), PredicateKind.FACT)
            yield Draft(each, label, own, thing, "possession")


def _compound(hyphen: Word, tree: Sequence[Word]) -> Iterator[Draft]:
    """ "US-led coalition", "anti-IS fight", "Tunis-based charity", written as one token or as three."""
    classes = patterns()
    if hyphen.text in HYPHENS:
        if not 0 < hyphen.i < len(tree) - 2 or tree[hyphen.i - 1].end != hyphen.start:
            return
        left, right = tree[hyphen.i - 1], tree[hyphen.i + 1]
        if left.lower == "anti" and right.start == hyphen.end:
            yield from _anti(left.i, right, right.i + 1, tree)
            return
        verb, name, after = right, left, right.i + 1
        first = _name(left, tree).first if left.entity >= 0 else left.i
        last = left.i
    else:
        stem, _, tail = hyphen.lower.rpartition("-")
        if hyphen.lower.startswith("anti-") and hyphen.text[5:6].isupper():
            yield from _anti(hyphen.i, hyphen, hyphen.i + 1, tree)
            return
        if tail not in classes.participles or not stem:
            return
        verb, name, after, first, last = hyphen, hyphen, hyphen.i + 1, hyphen.i, hyphen.i
    tail = verb.lower.rpartition("-")[2]
    label = classes.participles.get(tail)
    if label is None or not (name.kind in ACTING or name.pos == "PROPN" or name.text[:1].isupper()):
        return
    noun = _noun_after(after, tree)
    if noun is None:
        return
    owner = Phrase(name, first, last, name.text.rpartition("-")[0] if verb is name else "")
    whole = phrase(noun, tree)
    body = Phrase(noun, min(first, noun.i), max(whole.last, noun.i))
    if body.last - noun.i > 6:
        body = Phrase(noun, body.first, noun.i)
    said = Label(label, tail if label != "based in" else "base", (verb,), PredicateKind.FACT)
    if label in ("based in", "allied with"):
        yield Draft(body, said, owner, noun, "participle compound")
    else:
        yield Draft(owner, said, body, noun, "participle compound")


def _anti(first: int, name: Word, after: int, tree: Sequence[Word]) -> Iterator[Draft]:
    noun = _noun_after(after, tree)
    if noun is None or (not name.text[:1].isupper() and not name.text.startswith("anti-")):
        return
    target = Phrase(name, name.i, name.i, name.text[5:] if name.lower.startswith("anti-") else "")
    label = Label("against", "against", (tree[first],), PredicateKind.NOUN, "", "against", noun.lemma)
    yield Draft(Phrase(noun, first, noun.i), label, target, noun, "anti compound")


def _noun_after(start: int, tree: Sequence[Word]) -> Word | None:
    """The noun that a compound modifier stands before: the last of the run of adjectives and nouns."""
    found = None
    for word in tree[start : start + 5]:
        if word.pos in ("NOUN", "PROPN"):
            found = word
        elif word.pos not in ("ADJ", "VERB", "NUM") or found is not None:
            break
    return found
