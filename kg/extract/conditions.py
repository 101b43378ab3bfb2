"""If-clauses in all their shapes, and the main clauses that hang on them."""

from __future__ import annotations

from kg.extract.grammar import Word, sentence
from kg.extract.qualifiers import governor, has_subject

_MARKS = frozenset({"if", "unless", "lest", "provided", "providing", "supposing", "assuming"})
_PARTICIPLES = frozenset({"provided", "providing", "supposing", "assuming"})
_NOUNS = frozenset({"condition", "case", "event", "proviso", "understanding"})
_HEDGED = frozenset({"would", "could", "might", "'d", "’d"})


def correlative(word: Word) -> bool:
    """Whether the clause is one of two that grow together: "the sooner Oslo leaves, the sooner the port reopens".

    >>> deps = "det advmod nsubj advcl punct det advmod nsubj root"
    >>> tree = tree_of("the sooner Oslo leaves , the sooner trade resumes", [1, 3, 3, 8, 8, 6, 8, 8, 8], deps,
    ...     tags="DT RBR NNP VBZ , DT RBR NN VBZ")
    >>> correlative(tree[3])
    True
    """
    near = [word.head, *word.children]
    for subject in word.of("nsubj"):
        if subject.pos == "PROPN":
            near += subject.of("amod")  # "the more Oslo pays": no name is compared, the paying is
    if not any(child.i < word.i and _compared(child) for child in near):
        return False
    return sum(_compared(each) for each in sentence(word)) > 1


def _compared(word: Word) -> bool:
    """Whether this is a comparative behind "the"; forms in "-er" and "more" are none other whatever the tag says."""
    compared = word.tag in ("RBR", "JJR") or word.lower in ("more", "less", "fewer") or (word.tag == "JJS" and word.lower.endswith("er"))
    return compared and word.i > 0 and word.tree[word.i - 1].lower == "the"


def conditional(word: Word) -> bool:
    """Whether the clause is a condition: by its mark, by inversion ("should rebels attack"), by a set phrase ("on condition that").

    >>> tree = tree_of("if rebels attack Oslo leaves", [2, 2, 4, 4, 4], "mark nsubj advcl nsubj root", pos="SCONJ NOUN VERB PROPN VERB")
    >>> conditional(tree[2]), conditional(tree[4])
    (True, False)
    """
    first = None
    for child in word.children:
        if child.dep in ("mark", "aux", "advmod", "aux:pass", "cop") and child.i < word.i:
            if child.dep == "mark" and child.lower in _MARKS:
                return word.dep not in ("ccomp", "csubj", "xcomp") or child.lower not in ("if", "whether")
            if child.dep == "mark" and child.lower in ("as", "in", "case") and _set_mark(child):
                return True
            if child.dep == "mark" and child.lower == "that" and child.i and word.tree[child.i - 1].lower in _PARTICIPLES:
                return True
            if child.dep == "mark" and child.lower == "as" and word.head.lower == "long":
                return True  # "as long as", with "long" read as the adverb that the clause measures
            if child.dep in ("aux", "aux:pass", "cop") and first is None:
                first = child
    turned = first is not None and first.lower in ("should", "had", "were")
    if first is not None and turned and (word.dep.startswith("advcl") or first is sentence(first)[0]) and not _asks(word):
        subject = next((child for child in word.children if child.dep in ("nsubj", "nsubj:pass")), None)
        return subject is not None and first.i < subject.i
    if word.dep in ("ccomp", "acl", "advcl"):
        head = word.head
        if head.lower in _PARTICIPLES and head.dep in ("acl", "advcl", "mark") and not has_subject(head):
            return True
        if head.lower in _NOUNS and head.dep in ("obl", "advcl", "mark", "fixed", "nmod"):
            return any(child.dep == "case" and child.lower in ("on", "in", "with") for child in head.children)
    return False


def supposed(word: Word) -> bool:
    """Whether the predicate is coordinated with, or is all there is to, a clause of "as if"."""
    for child in word.children:
        if child.dep in ("mark", "fixed") and child.lower in ("if", "though") and child.i > 0 and word.tree[child.i - 1].lower == "as":
            return True
    return False


def under_condition(word: Word) -> bool:
    """Whether a main clause hangs on a condition of its own: an if-clause, or a phrase such as "without the deal" before "would".

    >>> tree = tree_of("if rebels attack Oslo will leave", [2, 2, 5, 5, 5, 5], "mark nsubj advcl nsubj aux root")
    >>> under_condition(tree[5])
    True
    """
    hedged = any(child.dep == "aux" and child.lower in _HEDGED for child in word.children)
    for child in word.children:
        if child.dep.startswith("advcl") and conditional(child):
            return True
        if child.dep in ("acl", "advcl") and child.lower in _PARTICIPLES:
            return True
        if child.dep in ("obj", "obl") and any(
            below.dep in ("acl", "advcl") and (below.lower in _PARTICIPLES or conditional(below)) for below in child.children
        ):
            return True
        if child.dep == "obl":
            cases = {mark.lower for mark in child.children if mark.dep == "case"}
            phrase = child.lower in _NOUNS and any(below.dep in ("acl", "ccomp") for below in child.children)
            phrase = phrase or _in_the_event(child)
            if (hedged and cases & {"without", "barring", "absent"}) or phrase:
                return True
    if word.dep == "conj" and not has_subject(word):
        return under_condition(word.head)
    above, link = governor(word)
    if hedged and above is not None and link == "ccomp":
        # "Oslo said that if rebels attacked it would leave": the if-clause may be hung on the verb of saying
        return any(child.dep == "advcl" and conditional(child) for child in above.children)
    return False


def follows_if(word: Word) -> bool:
    """Whether a main clause without auxiliary follows from an if-clause: one before it, or one beside its present tense.

    >>> follows_if(tree_of("if rebels attack Oslo leaves", [2, 2, 4, 4, 4], "mark nsubj advcl nsubj root")[4])
    True
    """
    for child in word.children:
        if child.dep != "advcl" or not (child.i < word.i or word.tag in ("VBZ", "VBP")):
            continue
        for mark in child.children:
            if mark.dep == "mark" and mark.lower in ("if", "unless"):
                before = word.tree[mark.i - 1].lower if mark.i else ""
                return before not in ("even", "as", "what") and not any(below.lower == "even" for below in mark.children)
    return False


def _in_the_event(word: Word) -> bool:
    """Whether a phrase tells an event as a mere case: "in the event of a siege", "in case of war"."""
    before = [mark for mark in word.children if mark.dep == "case" and mark.i < word.i]
    if word.lower in ("event", "case"):
        of = any(below.dep == "nmod" and any(mark.lower == "of" for mark in below.children) for below in word.children)
        return of and any(mark.lower == "in" for mark in before)
    return any(part.lower in ("event", "case") for mark in before for part in (mark, *mark.children) if part.dep in ("case", "fixed"))


def _asks(word: Word) -> bool:
    """Whether the sentence ends with a question mark."""
    return any(last.text == "?" and last.i >= word.i for last in sentence(word)[-4:])


def _set_mark(mark: Word) -> bool:
    """Whether a mark begins "as long as", "so long as", "in case"."""
    if mark.lower == "case":
        return mark.i > 0 and mark.tree[mark.i - 1].lower == "in"
    after = [word.lower for word in mark.tree[mark.i : mark.i + 3]]
    return after[:2] == ["in", "case"] or after in (["as", "long", "as"], ["so", "long", "as"])
