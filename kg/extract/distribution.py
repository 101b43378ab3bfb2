"""Distribution: the drafts of one relation over all that its subject and object stand for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any

from kg.extract.arguments import phrase
from kg.extract.clauses import Clause, Oblique
from kg.extract.coordination import members
from kg.extract.embedded import can_act
from kg.extract.grammar import Phrase, Word, is_verbal, marker, particle
from kg.extract.labels import Draft, Label, verbal
from kg.extract.patterns import patterns

NAMED = frozenset({"GPE", "ORG", "NORP", "PERSON", "ARMED_GROUP", "LOC", "FAC", "FACILITY", "EVENT", "VEHICLE"})
RECIPROCAL = frozenset({"other", "another"})
EMPTY_OBJECTS = frozenset(
    "it this that which what so something anything nothing everything itself themselves himself herself ourselves one".split()
)
COMPLEMENT_MARKERS = frozenset(
    "for to with against on upon into from of about over at out by toward towards between as in after under".split()
)
LONGEST_CLAUSE = 25
SETTING = frozenset("despite amid following according because since until during after before".split())


class Distribution:
    """Hands out drafts over the coordinated phrases of one article's clauses."""

    def __init__(self, tree: Sequence[Word]) -> None:
        self.tree = tree
        self.classes = patterns()

    def clause_phrase(self, act: Word) -> Phrase:
        """The words of a gerund or content clause from its first argument to its last, its mark left out, at most 25 words."""
        inside = {act.i}
        for child in act.children:
            if child.dep in ("mark", "punct", "cc", "conj", "advcl", "parataxis", "discourse", "case"):
                continue
            if child.relation == "obl" and (child.kind in ("DATE", "TIME") or marker(child).split(" ")[0] in SETTING):
                continue
            inside.update(_without_asides(child, self.tree))
        low = high = act.i
        while low - 1 in inside and act.i - low < LONGEST_CLAUSE:
            low -= 1
        while (
            high + 1 in inside or (high + 2 in inside and self.tree[high + 1].pos == "PUNCT" and self.tree[high + 1].text in "-'’\"“”")
        ) and high - low < LONGEST_CLAUSE:
            high += 1
        if min(inside) < low and (shorter := self._shortened(act, inside)) is not None:
            return shorter
        while low < act.i and self.tree[low].pos == "PUNCT":
            low += 1
        while high > act.i and self.tree[high].pos == "PUNCT":
            high -= 1
        return Phrase(act, low, high)

    def _shortened(self, act: Word, inside: set[int]) -> Phrase | None:
        """A content clause too long to be told whole: its subject without what is said of it in passing, and its predicate."""
        subject = next((child for child in act.children if child.dep in ("nsubj", "nsubj:pass") and child.i < act.i), None)
        if subject is None:
            return None
        start = min(
            [act.i, *(child.i for child in act.children if child.dep in ("aux", "aux:pass", "cop") and subject.i < child.i < act.i)]
        )
        last = act.i
        while last + 1 in inside and last - start < LONGEST_CLAUSE:
            last += 1
        part = phrase(subject, self.tree)
        words = [*self.tree[part.first : part.last + 1], *self.tree[start : last + 1]]
        return Phrase(act, start, last, " ".join(word.text for word in words if word.pos != "SPACE"))

    def arguments(self, word: Word) -> list[Phrase]:
        """The phrases an argument stands for, its coordination distributed; a clause is one phrase."""
        if is_verbal(word):
            return [self.clause_phrase(word)]
        return [self._owned(named) for part in members(word, self.tree) for named in self._names(part)]

    def subjects(self, word: Word) -> list[Phrase]:
        """The phrases a subject stands for, and the names that it is said to include ("forty states, including Peru")."""
        found = self.arguments(word)
        for child in word.children:
            if child.dep == "nmod" and child.i > word.i and any(mark.lower in ("including", "such") for mark in child.of("case")):
                found += [part for part in self.arguments(child) if part.head.kind in NAMED][:5]
        return found

    def _owned(self, part: Phrase) -> Phrase:
        """ "whose fleet" in a clause about Oman: "Oman's fleet"."""
        first = self.tree[part.first]
        if first.lower != "whose" or part.first == part.last:
            return part
        clause = part.head.head
        while clause.dep not in ("acl:relcl", "root") and clause.head is not clause:
            clause = clause.head
        if clause.dep != "acl:relcl":
            return part
        owner = phrase(clause.head, self.tree)
        within = self.tree[owner.first : owner.last + 1]
        named = [word for word in within if word.entity >= 0 and word.entity == clause.head.entity]
        said = [word.text for word in named or within]
        rest = [word.text for word in self.tree[part.first + 1 : part.last + 1]]
        return Phrase(part.head, part.first + 1, part.last, " ".join(said) + "'s " + " ".join(rest))

    def _names(self, part: Phrase) -> list[Phrase]:
        """The names that stands right after a describing noun ("the rebel leader Tor Lund" → "Tor Lund"), else the phrase as it is."""
        one = any(each.lower in ("a", "an") for each in part.head.of("det"))  # "an Australian, Bo Lee"
        if (part.head.pos == "NOUN" or one) and not part.reading:
            for child in (*part.head.children, *(name for clause in part.head.of("acl") for name in _named_in(clause))):
                near = self.tree[part.last + 1 : child.i] if child.i > part.last else []
                if (
                    child.dep in ("appos", "xcomp", "obj")
                    and child.pos == "PROPN"
                    and not any(each.lower in ("a", "an") for each in child.of("det"))
                    and child.i > part.last
                    and len(near) <= (5 if child.dep == "xcomp" else 3)
                    and "(" not in [word.text for word in near]
                ):
                    return members(child, self.tree)
        return [part]

    def pairs(
        self, clause: Clause, subject: Word, label: Label, target: Word, rule: str, *, used: tuple[Word, ...] = ()
    ) -> Iterator[Draft]:  # fmt: skip
        if (target.lower in EMPTY_OBJECTS and target.pos in ("PRON", "DET") and target.lower != "it") or target.tag == "WRB":
            return
        if target.lower in ("little", "nothing", "much") and clause.head.lemma == "do":
            return
        targets = self.arguments(target)
        if label.symmetric and self.reciprocal(target):
            return
        yield from self.emit(clause, subject, label, targets, rule, used=(*used, target))

    def emit(
        self, clause: Clause, subject: Word, label: Label, targets: list[Phrase], rule: str, *, used: tuple[Word, ...] = ()
    ) -> Iterator[Draft]:  # fmt: skip
        times = tuple(each.word for each in clause.obliques if each.role == "time" and each.word.pos != "VERB" and each.word not in used)
        places = tuple(each.word for each in clause.obliques if each.role == "place" and each.word not in used)
        heads = {id(each.head) for each in targets}
        context = tuple(
            (each.marker, each.word)
            for each in clause.obliques
            if each.role == "" and each.marker and id(each.word) not in heads and each.word not in used
        )
        if clause.object is not None and id(clause.object) not in heads and clause.object not in used and not clause.passive:
            context = (("", clause.object), *context)
        road = clause.subject.road if clause.subject else "own"
        # "began shelling": what is said of the first verb holds of the whole.
        head = clause.elided or (label.words[0] if label.words and is_verbal(label.words[0]) else clause.head)
        for one in self.subjects(subject):
            for target in targets:
                if target.head is one.head and target.reading == one.reading:
                    continue
                yield Draft(one, label, target, head, rule, times=times, places=places, context=context, road=road)

    def reciprocal(self, word: Word) -> bool:
        pair = (word.lower, *(child.lower for child in word.children))
        return bool({"each", "one"} & set(pair)) and bool(RECIPROCAL & set(pair)) and len(pair) == 2

    def mutual(self, clause: Clause, subject: Word, label: Label) -> Iterator[Draft]:
        """ "A and B blame each other": each of each."""
        parts = self.arguments(subject)
        for one in parts:
            for other in parts:
                if one is not other:
                    yield Draft(one, label, other, clause.head, "mutual")

    def collective(self, clause: Clause, subject: Word, label: Label) -> Iterator[Draft]:
        """ "A and B met": the pairs of them."""
        times = tuple(each.word for each in clause.obliques if each.role == "time")
        places = tuple(each.word for each in clause.obliques if each.role == "place")
        if any(child.lower in ("neither", "either") for child in subject.children):
            return  # "neither Oman nor Chad met the envoy"
        for one, other in combinations(self.arguments(subject)[:6], 2):
            yield Draft(one, label, other, clause.head, "collective", times=times, places=places)

    def actor(self, word: Word) -> bool:
        """Whether the word names or stands for somebody or some named place."""
        return word.kind in NAMED or (can_act(word) and not (word.pos == "PRON" and word.lower in EMPTY_OBJECTS))


def is_fronted(oblique: Oblique, clause: Clause) -> bool:
    """Whether a phrase stands before the subject to set the scene ("For the race, the boats were painted")."""
    subject = clause.subject.word if clause.subject is not None and clause.subject.road == "own" else None
    return subject is not None and oblique.role == "" and oblique.word.head is clause.head and oblique.word.i < subject.i < clause.head.i


def with_phrase(verb: Word, oblique: Oblique, **parts: Any) -> Label:
    """The label of a verb with the preposition of a phrase: "press for"."""
    symmetric = oblique.marker in ("with", "between") and verb.lemma in patterns().symmetric
    return verbal(verb, oblique.marker, marks=marks(oblique.word), symmetric=symmetric, **parts)


def _named_in(clause: Word) -> list[Word]:
    """The person that a participle names: "a chef named Bo Lund"."""
    if clause.tag == "VBG" and clause.lemma == "call" and any(child.lower in ("itself", "themselves") for child in clause.of("obj")):
        return [child for child in clause.of("xcomp") if child.pos == "PROPN"]  # "a group calling itself the Front"
    said = clause.tag == "VBN" and clause.lemma in ("name", "call") and clause.i == clause.head.i + 1
    return [child for child in clause.of("xcomp", "obj") if said and child.kind == "PERSON" and child.i == clause.i + 1]


def _without_asides(word: Word, tree: Sequence[Word]) -> Iterator[int]:
    """The words below `word`, without appositions and relative clauses set off by a comma."""
    stack = [word]
    while stack:
        one = stack.pop()
        if one.pos != "SPACE":
            yield one.i
        for child in one.children:
            first = min(each.i for each in child.subtree()) if child.dep in ("appos", "acl:relcl") else 0
            if not (first and (tree[first].text == "," or tree[first - 1].text == ",")):
                stack.append(child)


def marks(word: Word) -> tuple[Word, ...]:
    """The prepositions and marks that stand before a phrase."""
    return tuple(child for child in word.children if child.dep in ("case", "mark") and child.i < word.i)


def gerund(act: Word) -> str:
    """A gerund with its particle, lower case ("aiding", "stepping up")."""
    return f"{act.lower} {particle(act)}".strip()
