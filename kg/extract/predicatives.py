"""Adjectives and nouns after a copula: stance, offices, membership, place."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.clauses import Clause, is_result, oblique_role
from kg.extract.distribution import Distribution, gerund, marks
from kg.extract.grammar import Phrase, Word, edges, hyphened, is_finite, is_relative, is_verbal, marker
from kg.extract.labels import Draft, Label, predicative
from kg.model import PredicateKind

_TAKEN = frozenset("with from by of for over to against on".split())
"""The prepositions of the parties to a state: "at war with", "under pressure from"."""


_APART = frozenset("in at during after before like than including excluding such as".split())
"""The prepositions that begin no argument of an adjective."""


def predicatives(clause: Clause, over: Distribution) -> Iterator[Draft]:
    """The drafts of an adjective or noun after a copula ("wary of aiding rebels", "a member of the club")."""
    assert clause.subject is not None
    head, subject = clause.head, clause.subject.word
    if clause.kind is PredicateKind.ADJECTIVE:
        told = False
        for oblique in clause.obliques:
            if (
                not oblique.marker
                or oblique.role in ("time", "manner")
                or (oblique.role == "place" and head.lower not in over.classes.classes["adjective with in"])
                or (oblique.word.i < head.i and not is_relative(oblique.word))
            ):
                continue
            mark = oblique.marker.split()[0]
            within = mark == "in" and head.lower in over.classes.classes["adjective with in"]
            if mark in _APART and not within and not is_verbal(oblique.word):
                continue
            told = True
            label = predicative(head, oblique.marker, PredicateKind.ADJECTIVE, marks(oblique.word))
            if oblique.word.tag == "VBG" and is_verbal(oblique.word):
                yield from over.emit(clause, subject, label, [over.clause_phrase(oblique.word)], "adjective gerund")
                target = next((child for child in oblique.word.children if child.dep == "obj"), None)
                if target is not None:
                    joined = Label(
                        f"{label.text} {gerund(oblique.word)}",
                        label.lemma,
                        (*label.words, oblique.word),
                        label.kind,
                        "",
                        oblique.marker,
                    )
                    yield from over.pairs(clause, subject, joined, target, "adjective gerund object")
            else:
                yield from over.pairs(clause, subject, label, oblique.word, "adjective")
        if not told and _stands_alone(clause):
            label = Label("be", "be", (*head.of("cop"), head), PredicateKind.ADJECTIVE)
            measure = next((child for child in head.of("obl:unmarked", "nmod:unmarked") if child.i == head.i - 1), None)
            first = min(each.i for each in measure.subtree()) if measure is not None else hyphened(head)  # "45 years old", "pro-European"
            used = (measure,) if measure is not None else ()
            yield from over.emit(clause, subject, label, [Phrase(head, first, head.i)], "bare adjective", used=used)
        return
    case = " ".join(child.lower for child in head.children if child.dep == "case" and child.i < head.i and child.lower not in ("'s", "’s"))
    if case:
        taken = _TAKEN | {"in"} if is_result(case, head) else _TAKEN
        parties = [child for child in head.of("nmod", "obl") if child.i > head.i and marker(child) in taken]
        bare = head.pos == "NOUN" and not head.kind and not head.has("det", "nmod:poss", "nummod")
        stem = " ".join((case, *(each.lower for each in head.of("amod", "compound") if each.i < head.i), head.lower))
        said = (*head.of("cop", "case"), head)
        if bare and f"{case} {head.lemma}" in over.classes.classes["mutual state"] and not any(marker(each) == "with" for each in parties):
            label = Label(f"{stem} with", head.lemma, said, PredicateKind.COPULA, symmetric=True)
            yield from over.collective(clause, subject, label)  # "Chad and Mali are at war"
        if parties and bare and oblique_role(case, head) not in ("time", "place"):
            for party in parties:  # "at war with Chad", "in control of the port"
                label = Label(f"{stem} {marker(party)}", head.lemma, (*said, *marks(party)), PredicateKind.COPULA)
                yield from over.pairs(clause, subject, label, party, "copula state", used=(head,))
            return
        if head.kind in ("DATE", "TIME") or head.pos == "PRON" or f"{case} {head.lower}" in over.classes.classes["complex preposition"]:
            return
        text = "located in" if case in ("in", "inside") and head.kind in ("GPE", "LOC") else f"be {case}"
        label = predicative(head, "", PredicateKind.COPULA, marks(head), text)
        yield from over.pairs(clause, subject, label, head, "copula place")
        return
    if head.lower == "one" and (kinds := [child for child in head.of("nmod") if marker(child) == "of" and child.tag in ("NNS", "NNPS")]):
        yield from _one_of(clause, kinds[0], over)
        return
    pointing = subject.lower in ("this", "that", "there", "what", "which", "these", "those")
    if head.pos not in ("NOUN", "PROPN") or pointing or (subject.lower == "it" and _introduces(clause)):
        return
    relation = over.classes.relational.get(head.lemma)
    target = next((child for child in head.of("nmod", "obl") if child.i > head.i and marker(child) in ("of", "to")), None)
    if target is None:
        target = next((child for child in head.children if child.dep == "nmod:poss"), None)
    copulas = tuple(head.of("cop"))
    if relation is not None and target is not None:
        label = Label(relation, head.lemma, (*copulas, head), PredicateKind.COPULA)
        yield from over.pairs(clause, subject, label, target, "relational copula")
        return
    kept = next((child for child in head.of("amod") if child.lower in ("only", "sole", "first", "last", "next")), None)
    clause_behind = next((child for child in head.of("acl:relcl", "acl") if child.i > head.i), None)
    if kept is not None and clause_behind is not None:  # "the only body that is elected" is not the only body
        first, last = edges(head)
        last = max(each for each in range(first, last + 1) if subject.tree[each].pos != "PUNCT")
        label = Label("be", "be", copulas or (head,), PredicateKind.COPULA)
        yield from over.emit(clause, subject, label, [Phrase(head, kept.i, last)], "copula")
        return
    named = next((child for child in head.of("appos", "flat") if child.i == head.i + 1 and child.kind == "PERSON"), None)
    if named is not None:  # "was tour manager Bo Lund": the title is told with the name
        yield from over.pairs(clause, subject, Label("be", "be", copulas or (head,), PredicateKind.COPULA), named, "copula")
        return
    if head.lemma in over.classes.titles and subject.kind in ("PERSON", ""):
        label = Label("hold position", "hold", copulas or (head,), PredicateKind.COPULA)
    else:
        label = Label("be", "be", copulas or (head,), PredicateKind.COPULA)
    yield from over.pairs(clause, subject, label, head, "copula")


def _introduces(clause: Clause) -> bool:
    """Whether "it" only opens a sentence: "it was the army that fired", "it is a pity that", "it is time to"."""
    head = clause.head
    behind = head.has("csubj", "ccomp", "xcomp", "acl:relcl", "advcl:relcl", "acl") and not head.has("nmod:poss")
    plain = any(child.lower in ("a", "an") for child in head.of("det")) and not head.has("csubj", "ccomp", "xcomp", "acl")
    return (behind and not plain) or head.kind in ("DATE", "TIME") or head.pos == "PROPN"


def _one_of(clause: Clause, kinds: Word, over: Distribution) -> Iterator[Draft]:
    """ "is one of Oslo's main partners": partner of Oslo; "is one of the leaders": one of the leaders."""
    assert clause.subject is not None
    head, subject = clause.head, clause.subject.word
    relation = over.classes.relational.get(kinds.lemma)
    target = next((child for child in kinds.of("nmod") if marker(child) in ("of", "to")), None)
    target = target or next(iter(kinds.of("nmod:poss")), None)
    words = (*head.of("cop"), head)
    if relation is not None and target is not None:
        label = Label(relation, kinds.lemma, (*words, kinds), PredicateKind.COPULA)
        yield from over.pairs(clause, subject, label, target, "relational copula")
        return
    last = max(edges(each)[1] for each in head.of("nmod"))
    yield from over.emit(clause, subject, Label("be", "be", words, PredicateKind.COPULA), [Phrase(head, head.i, last)], "copula")


def _stands_alone(clause: Clause) -> bool:
    """Whether a bare adjective says something of a thing that is named or pointed at ("the patrol was routine")."""
    head, subject = clause.head, clause.subject
    told = head.has("cop") or (head.dep == "conj" and head.head.pos == "ADJ" and head.head.has("cop"))
    if subject is None or not told or head.has("xcomp", "ccomp", "csubj", "advcl") or clause.complements:
        return False
    if any(child.dep == "advmod" and child.lower in ("so", "too", "as", "how", "more", "less") for child in head.children):
        return False
    named = subject.word.kind != "" or subject.word.has("det", "nmod:poss") or subject.word.tag in ("NNS", "NNPS")
    return (
        named
        and subject.word.pos in ("NOUN", "PROPN")
        and is_finite(head if head.has("cop") else head.head)
        and head.dep in ("root", "ccomp", "conj", "parataxis")
    )
