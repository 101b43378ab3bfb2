"""Coordination: which phrases a coordination stands for, and what its members share."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.arguments import phrase
from kg.extract.grammar import NOMINAL, Phrase, Word, conjuncts, is_passive, is_verbal
from kg.extract.patterns import patterns

EXCEPTING = frozenset({"not", "rather", "instead"})
GROUPS = frozenset({"GPE", "NORP", "ORG", "ARMED_GROUP", "LOC"})


def members(word: Word, tree: Sequence[Word]) -> list[Phrase]:
    """The phrases that `word` and its coordination stand for: each conjunct, and each reading of an elliptic modifier.

    >>> from kg.extract.grammar import words
    >>> tree = words(doc_of("US and Turkish officials met", [3, 2, 0, 4, 4], "compound cc conj nsubj root",
    ...     pos="PROPN CCONJ ADJ NOUN VERB", tags="NNP CC JJ NNS VBD"))
    >>> [each.reading for each in members(tree[3], tree)]
    ['US officials', 'Turkish officials']
    """
    found: list[Phrase] = []
    word = _singled_out(word)
    every = [
        each
        for each in conjuncts(word)
        if each is word or each.pos in NOMINAL or (each.pos in ("ADJ", "VERB", "DET") and each.tag != "VBD")
    ]
    for each in every:
        if each is not word and each.pos == "VERB" and word.pos != "VERB" and (each.tag != "VBG" or each.has("nsubj", "aux", "cop")):
            continue
        if each is not word and (each.has("nsubj", "cop") or any(child.lower in EXCEPTING for child in each.of("advmod", "cc"))):
            continue  # "invited Peru but not Chile", "gas rather than coal": what is said of the others is not said of it
        if each is not word and any(child.lower == "but" for child in each.of("cc")) and word.head.pos == "VERB" and _says_not(word.head):
            continue  # "did not want charity but justice"
        but = each is not word and any(child.lower == "but" for child in each.of("cc"))
        if but and (
            word.lower in ("everyone", "everything") or any(child.lower in ("all", "every") for child in word.of("det", "det:predet"))
        ):
            continue  # "all its neighbours but Chad"
        if each is not word and _is_no(each) and not _is_no(word):
            continue  # "caused fires but no deaths"
        if but and _is_no(word):
            continue  # "killed no soldiers but two villagers"
        if each.pos == "ADJ" and word.pos in ("NOUN", "PROPN") and each is not word:
            continue
        found += _elliptic(each, tree) or _of_each(each, tree) or [phrase(each, tree)]
    if len(found) == 2 and (shared := _borrowed(every, found, tree)):
        found[0] = shared
    return found


def _is_no(noun: Word) -> bool:
    return any(child.lower == "no" for child in noun.of("det"))


def _says_not(verb: Word) -> bool:
    return any(child.lower in ("not", "n't", "never") for child in verb.of("advmod"))


def _singled_out(word: Word) -> Word:
    """The name behind "one of these groups, …"; any other word itself."""
    if word.lower != "one" or not word.has("nmod"):
        return word
    return next((child for child in word.of("appos") if child.pos == "PROPN" or child.kind), word)


def _elliptic(head: Word, tree: Sequence[Word]) -> list[Phrase]:
    """ "US and Turkish officials" → "US officials", "Turkish officials"; empty where no modifier is coordinated so."""
    if head.tag not in ("NNS", "NNPS"):
        return []
    for child in head.children:
        if child.dep not in ("amod", "compound", "nmod:poss") or child.i > head.i or child.has("case"):
            continue
        parts = conjuncts(child)
        if len(parts) < 2:
            parts = _beside(child, head, tree)
        if len(parts) < 2 or not all(_names_group(part) for part in parts) or max(part.i for part in parts) > head.i:
            continue
        whole = phrase(head, tree)
        after = [tree[i].text for i in range(max(part.i for part in parts) + 1, whole.last + 1)]
        before = [tree[i].text for i in range(whole.first, min(_first(part, tree) for part in parts)) if tree[i].dep not in ("cc:preconj",)]
        return [Phrase(head, whole.first, whole.last, " ".join(before + _words(part, head, tree) + after)) for part in parts]
    return []


def _of_each(head: Word, tree: Sequence[Word]) -> list[Phrase]:
    """ "the presidents of Peru and Chad" → "Peru's president", "Chad's president": who holds the same office in several states."""
    if head.tag not in ("NNS", "NNPS") or head.kind or head.lemma not in _ONE_A_STATE:
        return []
    owners = [child for child in head.of("nmod") if [mark.lower for mark in child.of("case")] == ["of"] and child.i > head.i]
    parts = conjuncts(owners[0]) if owners else []
    if len(parts) < 2 or not all(part.kind in ("GPE", "ORG", "ARMED_GROUP") for part in parts):
        return []
    whole = phrase(head, tree)
    before = [tree[i].text for i in range(whole.first, head.i) if tree[i].dep not in ("det", "nummod")]
    office = " ".join([*before, head.lemma])
    return [Phrase(head, whole.first, whole.last, f"{' '.join(_words(part, head, tree))}'s {office}") for part in parts]


_ONE_A_STATE = frozenset("president minister leader premier chancellor king monarch ambassador chief secretary".split())


def _beside(first: Word, head: Word, tree: Sequence[Word]) -> list[Word]:
    """Modifiers joined by "and" that the parse hangs side by side on one noun."""
    after = first.i + 1
    if after + 1 < head.i and tree[after].dep == "cc" and tree[after + 1].head is head and tree[after + 1].dep in ("amod", "compound"):
        return [first, tree[after + 1]]
    return [first]


def _names_group(word: Word) -> bool:
    return word.kind in GROUPS or (word.pos in ("PROPN", "ADJ") and word.text[:1].isupper() and word.kind != "PERSON")


def _first(word: Word, tree: Sequence[Word]) -> int:
    at = word.i
    while at > 0 and word.entity >= 0 and tree[at - 1].entity == word.entity:
        at -= 1
    return at


def _words(word: Word, head: Word, tree: Sequence[Word]) -> list[str]:
    """The words of a modifier's name, less those of the noun that a longer name takes in ("Thai officials")."""
    if word.entity >= 0:
        return [each.text for each in tree if each.entity == word.entity and (each.i < head.i or word.i > head.i)]
    return [word.text]


def _borrowed(heads: list[Word], found: list[Phrase], tree: Sequence[Word]) -> Phrase | None:
    """The reading of a bare acronym coordinated with a demonym's noun ("EU and Serbian diplomats"), where the parse misses it."""
    first, second = heads[0], heads[-1]
    if (
        len(heads) != 2
        or second.tag != "NNS"
        or first.i + 2 >= second.i
        or found[0].first != found[0].last
        or found[0].last + 2 != found[1].first
    ):
        return None
    modifier = tree[found[1].first]
    if first.text.isupper() and len(first.text) <= 4 and modifier.pos == "ADJ" and modifier.text[:1].isupper() and not first.children[:0]:
        rest = " ".join(tree[i].text for i in range(modifier.i + 1, found[1].last + 1))
        return Phrase(second, found[0].first, found[1].last, f"{first.text} {rest}")
    return None


def shared_object(verb: Word) -> Word | None:
    """The object that a coordinated verb shares with its neighbour ("train and equip rebels"), or None.

    >>> from kg.extract.grammar import words
    >>> tree = words(doc_of("to train and equip rebels", [1, 1, 3, 1, 1], "mark root cc conj obj", pos="PART VERB CCONJ VERB NOUN"))
    >>> shared_object(tree[3]).text
    'rebels'
    """
    if any(child.dep in ("obj", "ccomp", "xcomp", "obl") for child in verb.children) or is_passive(verb):
        return None
    if verb.dep == "conj" and is_verbal(verb.head):
        for child in verb.head.children:
            if child.dep == "obj" and child.i > verb.i:
                return child
    if verb.lemma in patterns().classes["motion verb"]:
        return None
    for child in verb.children:
        if child.dep == "conj" and is_verbal(child) and child.i - verb.i <= 2 and not child.has("nsubj", "nsubj:pass"):
            return next((each for each in child.children if each.dep == "obj"), None)
    return None
