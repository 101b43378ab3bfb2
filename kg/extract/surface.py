"""Clauses in the words of their sentence: triples and verb arguments, for comparison with others' annotations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extract.arguments import phrase
from kg.extract.clauses import Clause, Oblique, clauses, oblique_role
from kg.extract.coordination import members
from kg.extract.grammar import Phrase, Word, first_conjunct, is_relative, is_verbal, marker
from kg.model import PredicateKind

NEGATION = frozenset({"not", "n't", "never"})
SENTENCE_ADVERBS = frozenset("not n't never also only even just however moreover therefore thus meanwhile so then too instead".split())
FUNCTION = frozenset({"aux", "aux:pass", "cop", "compound:prt"})
Triple = tuple[str, str, str]


def triples(tree: Sequence[Word]) -> Iterator[Triple]:
    """Subject, relation and object of each clause as words joined by one space: the relation keeps auxiliaries, negation, the direct
    object and the preposition ("handed keys to").

    >>> from kg.extract.grammar import words
    >>> doc = doc_of("Oman gave rifles to Chad", [1, 1, 1, 4, 1], "nsubj root obj case obl", pos="PROPN VERB NOUN ADP PROPN")
    >>> list(triples(words(doc)))
    [('Oman', 'gave', 'rifles'), ('Oman', 'gave rifles to', 'Chad')]
    """
    for clause in clauses(tree):
        if clause.subject is None or clause.subject.word.dep == "expl":
            continue
        subjects = _texts(clause.subject.word, tree)
        seen = set()
        for relation, target in _relations(clause, tree):
            for subject in subjects:
                for each in _texts(target, tree):
                    triple = (subject, relation, each)
                    if all(triple) and subject != each and triple not in seen:
                        seen.add(triple)
                        yield triple


def _relations(clause: Clause, tree: Sequence[Word]) -> Iterator[tuple[str, Word]]:
    """The relation phrases of a clause, each with the word that heads its object."""
    head = clause.head
    verb = _join_words(_verb_words(head))
    if clause.kind is not PredicateKind.VERB:
        yield from _copular(clause, verb, tree)
        return
    lead = verb
    if clause.agent is not None and not is_relative(clause.agent):
        yield f"{verb} by", clause.agent
        yield from _nested(f"{verb} by", clause.agent, tree)
        lead = f"{verb} by {_text(phrase(clause.agent, tree), tree)}"
    elif clause.object is not None and not is_relative(clause.object):
        yield verb, clause.object
        yield from _nested(verb, clause.object, tree)
        if clause.object.i > head.i:
            lead = f"{verb} {_text(phrase(clause.object, tree), tree)}"
    for oblique in clause.obliques:
        if is_relative(oblique.word) or oblique.word.pos == "ADV":
            continue
        mark = oblique.marker if oblique.marker.count(" ") > 1 else _mark(oblique.word) or oblique.marker
        relation = f"{lead} {mark}".strip()
        if is_verbal(oblique.word):
            continue
        yield relation, oblique.word
        yield from _nested(relation, oblique.word, tree)


def _copular(clause: Clause, verb: str, tree: Sequence[Word]) -> Iterator[tuple[str, Word]]:
    head = clause.head
    if head.pos == "ADJ":
        for oblique in clause.obliques:
            if oblique.marker and not is_verbal(oblique.word):
                yield f"{verb} {_mark(oblique.word) or oblique.marker}", oblique.word
    elif head.has("cop"):
        words = [word for word in _verb_words(head) if word is not head]
        case = [word for word in head.children if word.dep == "case" and word.i < head.i]
        text = _join_words([*words, *case])
        yield text, head
        yield from _nested(text, head, tree)


def _nested(relation: str, word: Word, tree: Sequence[Word]) -> Iterator[tuple[str, Word]]:
    """ "became a justice of" → "the court": the modifiers of a relation's object, the object told with the relation."""
    part = phrase(word, tree)
    for child in word.children:
        if child.dep == "nmod" and part.last >= child.i > word.i and (mark := _mark(child)):
            last = min(each.i for each in child.subtree()) - 1
            yield f"{relation} {_join(tree, part.first, last)} {mark}", child


def _mark(word: Word) -> str:
    found: list[Word] = []
    for child in word.children:
        if child.dep == "case" and child.i < word.i:
            found += [child, *child.of("fixed")]
    return _join_words(found)


def _join_words(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in sorted(words, key=lambda word: word.i))


def _verb_words(head: Word) -> list[Word]:
    """The verb with its auxiliaries, negation and particle, those it shares with the verb it is coordinated with among them."""
    found = [head, *(child for child in head.children if child.dep in FUNCTION or (child.dep == "advmod" and child.lower in NEGATION))]
    first = first_conjunct(head)
    if first is not head and not head.has("aux", "aux:pass", "nsubj") and head.tag in ("VBN", "VBG", "VB"):
        found += [child for child in first.children if child.dep in ("aux", "aux:pass") and child.i < head.i]
    return found


def _join(tree: Sequence[Word], first: int, last: int) -> str:
    return " ".join(tree[i].text for i in range(first, last + 1) if not tree[i].text.isspace())


def _text(part: Phrase, tree: Sequence[Word]) -> str:
    return _join(tree, part.first, part.last)


def _texts(word: Word, tree: Sequence[Word]) -> list[str]:
    if is_verbal(word):
        return []
    return [_text(part, tree) for part in members(word, tree)]


def arguments(tree: Sequence[Word]) -> Iterator[tuple[int, list[tuple[int, int]]]]:
    """For each verb its token number and the stretches of tokens (half-open) that fill its roles, each once, in text order.

    >>> from kg.extract.grammar import words
    >>> doc = doc_of("Oman gave rifles to Chad", [1, 1, 1, 4, 1], "nsubj root obj case obl", pos="PROPN VERB NOUN ADP PROPN")
    >>> list(arguments(words(doc)))
    [(1, [(0, 1), (2, 3), (3, 5)])]
    """
    for clause in clauses(tree):
        head = clause.head
        if clause.kind is not PredicateKind.VERB and head.tag not in ("VBN", "VBG", "VBD"):
            continue
        spans: set[tuple[int, int]] = set()
        for word in (clause.subject.word if clause.subject else None, clause.object, clause.recipient, clause.agent):
            if word is not None and word.dep != "expl":
                spans.update(_spans(word, tree))
        for oblique in clause.obliques:
            spans.update(_marked(oblique, tree))
        for child in head.children:
            if (child.dep in ("ccomp", "xcomp", "advcl") and child not in [each.word for each in clause.obliques]) or (
                child.dep == "advmod"
                and child.tag != "WRB"
                and child.lower not in SENTENCE_ADVERBS
                and child.i not in (first for first, _ in spans)
            ):
                spans.add(_whole(child))
        spans.update(_shared(clause, tree))
        if head.dep == "parataxis" and not head.has("ccomp", "obj") and (said := _said(head)):
            spans.add(said)
        yield head.i, sorted(spans)
    for word in tree:
        if word.dep == "amod" and word.tag in ("VBN", "VBG"):
            part = phrase(word.head, tree)
            yield word.i, [(part.first if part.first != word.i else word.i + 1, part.last + 1)]
        elif word.lower == "including" and word.dep == "case":
            yield word.i, sorted({*_spans(word.head, tree), *_spans(word.head.head, tree)})


def _marked(oblique: Oblique, tree: Sequence[Word]) -> Iterator[tuple[int, int]]:
    if is_verbal(oblique.word):
        yield _whole(oblique.word)
        return
    marks = [child.i for child in oblique.word.children if child.dep in ("case", "mark") and child.i < oblique.word.i]
    if oblique.marker.count(" ") > 1:
        marks.append(min(marks, default=oblique.word.i) - oblique.marker.count(" "))
    for number, (first, end) in enumerate(_spans(oblique.word, tree)):
        yield (min([first, *marks]) if number == 0 else first, end)


def _shared(clause: Clause, tree: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """The times that a clause shares with the clause it depends on."""
    head = clause.head
    if any(each.role == "time" for each in clause.obliques) or head.dep not in ("xcomp", "conj", "advcl") or head.head.pos != "VERB":
        return
    for child in head.head.children:
        if child.relation == "obl" and oblique_role(marker(child), child) == "time" and child.i < head.i:
            yield from _marked(Oblique(marker(child), child, "time"), tree)


def _said(verb: Word) -> tuple[int, int] | None:
    """The words that a parenthetical "he said" is about: what comes before it in its sentence."""
    own = {word.i for word in verb.subtree()}
    before = [word.i for word in verb.head.subtree() if word.i < min(own) and word.pos not in ("PUNCT", "SPACE")]
    return (min(before), max(before) + 1) if before else None


def _spans(word: Word, tree: Sequence[Word]) -> list[tuple[int, int]]:
    if is_verbal(word):
        return [_whole(word)]
    return [(part.first, part.last + 1) for part in members(word, tree)]


def _whole(word: Word) -> tuple[int, int]:
    inside = [each.i for each in word.subtree() if each.pos != "PUNCT"]
    mark = [child.i for child in word.children if child.dep == "mark" and child.i == min(inside) and child.lower == "that"]
    return min(inside) + len(mark), max(inside) + 1
