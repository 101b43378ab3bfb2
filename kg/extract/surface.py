"""Clauses in the words of their sentence: n-ary triples and verb arguments, for comparing parses and extractors with others' annotations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extract.arguments import Phrase, phrase
from kg.extract.clauses import Clause, clauses
from kg.extract.coordination import members
from kg.extract.grammar import Word, is_relative, is_verbal
from kg.model import PredicateKind

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
    verb = _verb(clause.head, tree)
    direct = ""
    if clause.kind is not PredicateKind.VERB:
        cop = clause.head.of("cop")
        if clause.head.pos == "ADJ":
            for oblique in clause.obliques:
                if oblique.marker and not is_verbal(oblique.word):
                    yield f"{verb} {oblique.marker}", oblique.word
        elif cop:
            words = [word for word in _verb_words(clause.head) if word is not clause.head]
            case = [word for word in clause.head.children if word.dep == "case" and word.i < clause.head.i]
            text = " ".join(word.text for word in [*words, *case])
            yield text, clause.head
            for child in clause.head.children:
                if child.dep == "nmod" and child.i > clause.head.i and (mark := _mark(child)):
                    part = phrase(clause.head, tree)
                    last = min(word.i for word in child.subtree()) - 1
                    yield f"{text} {_join(tree, part.first, last)} {mark}", child
        return
    if clause.object is not None and not clause.passive and not is_relative(clause.object):
        yield verb, clause.object
        direct = _text(phrase(clause.object, tree), tree)
        if clause.object.i < clause.head.i:
            direct = ""
        for child in clause.object.children:
            if child.dep == "nmod" and child.i > clause.object.i and (mark := _mark(child)):
                part = phrase(clause.object, tree)
                last = min(word.i for word in child.subtree()) - 1
                yield f"{verb} {_join(tree, part.first, last)} {mark}", child
    elif clause.passive and clause.object is not None:
        yield verb, clause.object
    if clause.agent is not None:
        yield f"{verb} by", clause.agent
    for oblique in clause.obliques:
        if is_verbal(oblique.word) or is_relative(oblique.word) or oblique.word.pos == "ADV":
            continue
        lead = f"{verb} {direct}".strip()
        yield f"{lead} {oblique.marker}".strip(), oblique.word


def _mark(word: Word) -> str:
    return " ".join(child.text for child in word.children if child.dep == "case" and child.i < word.i)


def _verb_words(head: Word) -> list[Word]:
    found = [
        head,
        *(child for child in head.children if child.dep in FUNCTION or (child.dep == "advmod" and child.lower in ("not", "n't", "never"))),
    ]
    return sorted(found, key=lambda word: word.i)


def _verb(head: Word, tree: Sequence[Word]) -> str:
    return " ".join(word.text for word in _verb_words(head))


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
        if clause.kind is not PredicateKind.VERB:
            continue
        spans: set[tuple[int, int]] = set()
        core = [clause.subject.word if clause.subject else None, clause.object, clause.recipient, clause.agent]
        for word in core:
            if word is not None and word.dep != "expl":
                spans.update(_spans(word, tree))
        for oblique in clause.obliques:
            if is_verbal(oblique.word):
                spans.add(_whole(oblique.word))
                continue
            marked = [child.i for child in oblique.word.children if child.dep in ("case", "mark") and child.i < oblique.word.i]
            for number, (first, end) in enumerate(_spans(oblique.word, tree)):
                spans.add((min([first, *marked]) if number == 0 else first, end))
        for child in clause.head.children:
            if child.dep in ("ccomp", "xcomp", "advcl") and child not in [each.word for each in clause.obliques]:
                spans.add(_whole(child))
            elif (
                child.dep == "advmod"
                and child.lower not in ("not", "n't", "never", "also", "only", "even", "just")
                and child.i not in (first for first, _ in spans)
            ):
                spans.add((child.i, child.i + 1))
        yield clause.head.i, sorted(spans)


def _spans(word: Word, tree: Sequence[Word]) -> list[tuple[int, int]]:
    if is_verbal(word):
        return [_whole(word)]
    return [(part.first, part.last + 1) for part in members(word, tree)]


def _whole(word: Word) -> tuple[int, int]:
    inside = [each.i for each in word.subtree() if each.pos != "PUNCT"]
    mark = [child.i for child in word.children if child.dep == "mark" and child.i == min(inside) and child.lower == "that"]
    return min(inside) + len(mark), max(inside) + 1
