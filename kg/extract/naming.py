"""What somebody is called, made or elected: claims about whom a verb of naming or appointing has for its object."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.clauses import Clause
from kg.extract.distribution import Distribution, marks
from kg.extract.embedded import Subject
from kg.extract.grammar import Phrase, Word, conjuncts, is_verbal
from kg.extract.labels import Draft, Label, verbal
from kg.extract.patterns import patterns
from kg.extract.polarity import polarity
from kg.extract.qualifiers import word_class
from kg.model import Polarity, PredicateKind


def called(clause: Clause, direct: Word, over: Distribution) -> Iterator[Draft]:
    """ "called the talks a success", "dismissed the claim as fiction": what the thing is in the words of whoever calls it so."""
    verb = clause.head
    if clause.secondary is not None and (office := office_label(verb, clause.secondary)) is not None:
        yield from over.pairs(clause._replace(subject=Subject(direct, "own")), direct, office, clause.secondary, "appointed")
        return
    post = next((each for each in clause.obliques if each.marker == "as" and each.word.lemma.lower() in over.classes.titles), None)
    if post is not None and verb.lemma in over.classes.classes["appointing verb"]:  # "appointed Lund as envoy"
        label = _made(verb, verbal(verb, "as", passive=True, marks=marks(post.word)))
        yield from over.pairs(clause._replace(subject=Subject(direct, "own")), direct, label, post.word, "appointed")
        return
    if verb.lemma not in word_class("naming verb") or polarity(verb) is Polarity.NEGATIVE:
        return  # "stopped short of calling the vote a fraud" does not say that it was none
    if verb.dep == "acl" and verb.tag == "VBG" and verb.has("mark"):
        return  # "in return for recognising the port as free": nobody is said to do so
    said = clause.secondary or next((each.word for each in clause.obliques if each.marker == "as"), None)
    if (
        said is None
        or said.pos not in ("NOUN", "ADJ")
        or said.i < verb.i
        or is_verbal(said)
        or (direct.pos == "PRON" and direct.lower not in ("it", "him", "her"))
    ):
        return
    label = Label("be", "be", (said,), PredicateKind.COPULA)
    joined = [each for each in conjuncts(said) if each.pos == "ADJ"]
    targets = over.arguments(said) if said.pos == "NOUN" else [Phrase(each, each.i, each.i) for each in joined]
    for one in over.arguments(direct):
        for target in targets:
            if target.head is not one.head:
                yield Draft(one, label, target, said, "called")


def office_label(verb: Word, office: Word) -> Label | None:
    """The label of what somebody is made ("elected him speaker": "be elected"); None where the verb makes nobody anything."""
    told = (
        verb.dep != "acl" and verb.lemma in patterns().classes["appointing verb"] and office.i > verb.i and office.pos in ("NOUN", "PROPN")
    )
    return _made(verb, verbal(verb, passive=True)) if told and not office.has("case", "cop") else None


def named_label(label: Label, secondary: Word) -> Label:
    """The label of a verb of naming with the bare adjective that it names something: "call unfair"."""
    if secondary.pos == "ADJ" and not secondary.has("obl", "xcomp"):
        return Label(f"{label.text} {secondary.lower}", label.lemma, label.words, label.kind, label.particle)
    return label


def _made(verb: Word, label: Label) -> Label:
    """The label with the past participle of a verb of appointing, whatever its form: "voted to elect him" gives "be elected"."""
    regular = f"{verb.lemma.removesuffix('e')}ed"
    return label._replace(text=label.text.replace(verb.lower, {"make": "made", "choose": "chosen"}.get(verb.lemma, regular), 1))
