"""What passive clauses tell: who does it, or where nobody is named, what happens to whom, with what and in what."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.clauses import Clause, Oblique, is_dummy
from kg.extract.distribution import COMPLEMENT_MARKERS, Distribution, is_fronted, marks, with_phrase
from kg.extract.grammar import Word, is_verbal, marker
from kg.extract.labels import Draft, predicative, verbal
from kg.extract.naming import called, office_label
from kg.extract.patterns import patterns
from kg.extract.qualifiers import word_class
from kg.extract.results import result_of
from kg.model import PredicateKind


def passives(clause: Clause, speech: bool, over: Distribution) -> Iterator[Draft]:
    """The drafts of a passive clause: by its agent where it names one, else of who undergoes it."""
    verb = clause.head
    patient = clause.subject.word if clause.subject is not None else None
    told = verb.has("xcomp") or any(child.tag == "VB" for child in verb.of("advcl", "ccomp"))
    if clause.agent is not None and told and verb.lemma in word_class("open report verb") - {"accuse", "charge"}:
        return  # "was reported by the paper to have fled": the paper says it, and reports nobody
    office = office_label(verb, clause.secondary) if clause.secondary is not None else None
    if office is not None and clause.secondary is not None and patient is not None and not is_dummy(clause.subject):
        yield from over.pairs(clause, patient, office, clause.secondary, "appointed")  # "was elected speaker"
    if clause.agent is not None and patient is not None and not is_dummy(clause.subject):
        if _feels(verb):
            label = predicative(verb, "by", PredicateKind.ADJECTIVE, marks(clause.agent))
            yield from over.pairs(clause, patient, label, clause.agent, "stative")
            return
        label = verbal(verb, symmetric=verb.lemma in over.classes.symmetric)
        if (result := result_of(clause, patient)) is not None:
            label = result(label)
        if clause.object is not None:
            yield from over.pairs(clause, clause.agent, label, clause.object, "passive")
            label = verbal(verb, "to")  # "was given a post by the king"
        yield from over.pairs(clause, clause.agent, label, patient, "passive")
        for oblique in clause.obliques:
            if oblique.marker in over.classes.beside_object.get(verb.lemma, ()) and oblique.marker != "as":
                yield from over.pairs(clause, clause.agent, with_phrase(verb, oblique), oblique.word, "passive")
        if office is None:
            yield from called(clause, patient, over)
        return
    if patient is None or is_dummy(clause.subject) or speech:
        return
    stative = verb.lemma in over.classes.classes["stative participle"] or _feels(verb)
    found = False
    clause = _with_shared(clause)
    if clause.object is not None:
        yield from over.pairs(clause, patient, verbal(verb, passive=True), clause.object, "passive object")
        found = True
    for oblique in sorted(clause.obliques, key=lambda each: each.role == "place"):
        first = oblique.marker.split()[0] if oblique.marker else ""
        named = first == "as" and (
            first in over.classes.beside_object.get(verb.lemma, ())
            or verb.lemma == "swear"
            or verb.lemma in over.classes.classes["appointing verb"]
            or (verb.lemma in over.classes.classes["removing verb"] and oblique.word.lemma in over.classes.titles)
        )
        if named:  # "was sworn in as president"
            label = verbal(verb, oblique.marker, passive=True, marks=marks(oblique.word))
            yield from over.pairs(clause, patient, label, oblique.word, "passive oblique")
            found = True
            continue
        if verb.lemma == "sentence" and first == "in":
            continue  # "was sentenced to 15 years in prison"
        if not first or oblique.role in ("time", "manner") or (oblique.role == "place" and found) or is_fronted(oblique, clause):
            continue
        if stative:
            label = predicative(verb, oblique.marker, PredicateKind.ADJECTIVE, marks(oblique.word))
            if oblique.word.tag == "VBG" and is_verbal(oblique.word):
                yield from over.emit(clause, patient, label, [over.clause_phrase(oblique.word)], "stative")
            else:
                yield from over.pairs(clause, patient, label, oblique.word, "stative")
            found = True
        elif first not in COMPLEMENT_MARKERS or (first == "with" and found and first not in over.classes.beside_object.get(verb.lemma, ())):
            continue
        elif not (oblique.word.tag == "VBG" and is_verbal(oblique.word)):
            label = verbal(verb, oblique.marker, passive=True, marks=marks(oblique.word))
            yield from over.pairs(clause, patient, label, oblique.word, "passive oblique")
            found = True
        elif verb.lemma in word_class("accusation verb"):  # "was charged with arming rebels"
            label = verbal(verb, oblique.marker, passive=True, marks=marks(oblique.word))
            yield from over.emit(clause, patient, label, [over.clause_phrase(oblique.word)], "passive gerund")
            found = True


def _feels(verb: Word) -> bool:
    """Whether the participle tells what somebody feels; its lemma may be the participle itover."""
    words = patterns().classes["feeling participle"]
    return verb.lemma in words or verb.lemma.removesuffix("ed") in words or verb.lemma.removesuffix("d") in words


def _with_shared(clause: Clause) -> Clause:
    """A passive without phrases of its own, with the act that the next happens in: "were killed and others hurt in a raid"."""
    verb = clause.head
    if clause.obliques or clause.object is not None or clause.agent is not None:
        return clause
    for other in verb.of("conj"):
        if other.tag == "VBN" and other.i > verb.i and other.pos == "VERB":
            for child in other.of("obl"):
                if marker(child) in ("in", "during") and child.lemma in patterns().nominals:
                    return clause._replace(obliques=(Oblique(marker(child), child),))
    return clause
