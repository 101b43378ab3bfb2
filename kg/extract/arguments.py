"""Arguments: whole minimal phrases with their heads, and the mentions made of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from kg.extract.grammar import Phrase, Word, first_conjunct, is_relative, names_of
from kg.extract.patterns import patterns
from kg.model import Mention, Name, Offsets

OUTSIDE = frozenset(
    {
        "conj", "cc", "cc:preconj", "acl", "acl:relcl", "appos", "parataxis", "discourse", "advcl", "advcl:relcl", "cop", "nsubj",
        "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass", "csubj:outer", "aux", "aux:pass", "mark", "case", "list", "dep", "orphan",
        "expl", "ccomp", "xcomp", "vocative", "obl", "obl:unmarked", "obl:agent", "reparandum", "punct", "dislocated", "obj",
    }
)  # fmt: skip
INSIDE_NO_PHRASE = frozenset({"acl", "acl:relcl", "appos", "parataxis", "discourse", "advcl", "advcl:relcl", "list", "dep", "vocative"})
LIST_MARKERS = frozenset(
    {"along", "alongside", "including", "such", "like", "unlike", "excluding", "following", "despite", "amid", "according"}
)
QUOTES = frozenset("\"'“”‘’`«»") | {"``", "''"}
LONGEST = 10
NOBODY = {"nobody": "anybody", "none": "any", "nothing": "anything", "no-one": "anyone"}
_OWNERS = frozenset({"GPE", "ORG", "PERSON", "ARMED_GROUP"})


def phrase(head: Word, tree: Sequence[Word]) -> Phrase:
    """The whole minimal phrase around `head`: without relative clauses, appositions, coordinated phrases and outer prepositions.

    >>> from kg.extract.grammar import words
    >>> tree = words(doc_of("the port of Aden , which Oman owns", [1, 1, 3, 1, 7, 7, 7, 1], "det root case nmod punct obj nsubj acl:relcl"))
    >>> each = phrase(tree[1], tree)
    >>> [word.text for word in tree[each.first : each.last + 1]]
    ['the', 'port', 'of', 'Aden']
    """
    if head.whole is None:
        head.whole = _phrase(head, tree)  # several claims may tell of one phrase
    return head.whole


def _phrase(head: Word, tree: Sequence[Word]) -> Phrase:
    kept: set[int] = {head.i}
    later: list[Word] = []
    for child in head.children:
        if child.dep in OUTSIDE or abs(child.i - head.i) > 60:
            continue
        if child.i > head.i and child.relation in ("nmod", "advmod") and (_lists(child) or head.kind == "PERSON"):
            continue
        if head.dep == "obj" and child.dep == "nmod" and child.i > head.i and marker_of(child) in _claimed(head):
            again = any(c.lower == "of" for other in head.head.children if other.i > child.i for c in other.of("mark", "case"))
            if not (marker_of(child) == "of" and again):
                continue
            _keep(child, kept, later)
            continue
        if child.dep == "nmod" and child.i > head.i and child.kind in ("DATE", "TIME") and marker_of(child) not in ("of", ""):
            continue
        if child.dep == "nmod" and child.i > head.i and not child.has("nmod") and _turn_of_phrase(child):
            continue  # "police in response fired"
        if head.pos == "PRON" and child.dep == "nmod" and marker_of(child) == "as":
            continue  # "succeeded him as envoy"
        if child.dep == "advmod" and (child.i > max(kept) + 1 or child.lower == "not"):
            continue
        if child.i > head.i and child.relation == "nmod" and marker_of(child) not in ("of", "") and head.entity < 0:
            later.append(child)
        else:
            _keep(child, kept, later)
    # Modifiers that would make the phrase long are left to the claims that they take part in.
    for child in sorted(later, key=lambda each: each.i):
        inner: set[int] = set()
        more: list[Word] = []
        _keep(child, inner, more)
        if len(kept) + len(inner) <= LONGEST and min(inner) <= max(kept) + 2:
            kept |= inner
            for each in more:
                below = {word.i for word in each.subtree() if word.pos != "SPACE"}
                if len(kept) + len(below) <= LONGEST:
                    kept |= below
    numbers = head.of("nummod")
    kept.update(mark.i for mark in head.of("case") if any(number.i < mark.i for number in numbers))  # "29 of 35 drones"
    if head.entity >= 0:
        for step in (-1, 1):
            at = head.i + step
            while 0 <= at < len(tree) and tree[at].entity == head.entity:
                kept.add(at)
                at += step
    first = last = head.i
    if len(kept) == 1 and head.text.isalnum() and head.lower not in ("least", "most"):
        return Phrase(head, first, last)
    while first - 1 in kept and tree[first - 1].sentence == head.sentence:
        first -= 1
    while last + 1 in kept and tree[last + 1].sentence == head.sentence:
        last += 1
    while (before := _next(first, -1, kept, tree)) is not None:
        first = before
    while (after := _next(last, 1, kept, tree)) is not None:
        last = after
    while first < head.i and (
        tree[first].pos == "PUNCT"
        or tree[first].text in QUOTES
        or tree[first].dep in ("cc", "case", "mark")
        or tree[first].tag == "WRB"  # "where clashes have left ten dead"
        or (tree[first].lower in _INTENSIVE and tree[first + 1].dep == "det")  # "himself a former guerrilla"
    ):
        first += 1
    if first > 0 and tree[first].lower in ("least", "most") and tree[first - 1].lower == "at":
        first -= 1
    while (
        last > head.i
        and (tree[last].pos == "PUNCT" or tree[last].text in QUOTES or tree[last].dep in ("cc", "case"))
        and not (tree[last].lower in ("'s", "’s", ".") and tree[last].entity >= 0)
    ):
        last -= 1
    quotes = [each for each in tree[first : last + 1] if each.text in QUOTES and each.text not in "'’"]
    if len(quotes) % 2 and last + 1 < len(tree) and tree[last + 1].text in QUOTES:
        last += 1
    opened = [each.i for each in tree[first : last + 1] if each.text in "(["]
    if opened and not any(tree[i].text in ")]" for i in range(opened[0], last + 1)) and head.i < opened[0]:
        last = opened[0] - 1
    return Phrase(head, first, last)


_INTENSIVE = frozenset({"himself", "herself", "itself", "themselves"})


def marker_of(word: Word) -> str:
    """The first preposition of a phrase, lower case, or ""."""
    return next((child.lower for child in word.children if child.dep == "case" and child.i < word.i), "")


def _turn_of_phrase(word: Word) -> bool:
    """Whether preposition and noun are one word in sense ("in response", "on its part" is none)."""
    return f"{marker_of(word)} {word.lower}" in patterns().classes["complex preposition"] and not word.has("det", "nmod:poss", "amod")


def _claimed(direct: Word) -> frozenset[str]:
    """The prepositions that the verb of an object claims for itself ("strip him of")."""
    classes = patterns()
    verb = direct.head
    if verb.lemma in classes.light.get(direct.lemma, ()):
        return frozenset()
    named = frozenset() if verb.lemma in classes.classes["naming verb"] else frozenset({"as"})
    return classes.beside_object.get(verb.lemma, frozenset()) - named


def _lists(word: Word) -> bool:
    return marker_of(word) in LIST_MARKERS


def _keep(word: Word, kept: set[int], later: list[Word]) -> None:
    """Adds to `kept` the tokens of a modifier that belong to it whatever its length; its other modifiers go to `later`."""
    stack = [word]
    while stack:
        one = stack.pop()
        kept.add(one.i)
        for child in one.children:
            if child.dep in INSIDE_NO_PHRASE or child.pos == "SPACE":
                continue
            if child.relation == "nmod" and child.i > one.i:
                if _lists(child):
                    continue
                if marker_of(child) not in ("of", "") and one.entity < 0:
                    later.append(child)
                    continue
            stack.append(child)


def _next(at: int, step: int, kept: set[int], tree: Sequence[Word]) -> int | None:
    """The next kept token in a direction, over at most two marks or hyphens; None at a gap or a sentence's end."""
    for reach in (1, 2, 3):
        beyond = at + step * reach
        if not 0 <= beyond < len(tree) or tree[beyond].sentence != tree[at].sentence:
            return None
        if beyond in kept:
            return beyond
        word = tree[beyond]
        if not (word.pos in ("PUNCT", "SYM") or word.text in QUOTES or word.lower in ("'s", "’s", "'", "’")) or word.text in ",;:()[]–—":
            return None
    return None


def text_of(first: int, last: int, tree: Sequence[Word], text: str) -> str:
    """The article's words between two tokens, both included."""
    return text[tree[first].start : tree[last].end]


class Mentions:
    """Makes the mentions of one article, whose text is `text`: each phrase with its names and its antecedent."""

    def __init__(
        self,
        tree: Sequence[Word],
        antecedent: Callable[[Word], Phrase | None],
        text: str,
        pair: Callable[[Word], tuple[Phrase, Phrase] | None] = lambda _: None,
    ) -> None:
        self._text = text
        self._tree = tree
        self._antecedent = antecedent
        self._pair = pair
        self._names = [self._name(words) for words in names_of(tree)]
        self._resolved: dict[int, Mention | None] = {}
        self._made: dict[Phrase, Mention] = {}

    def _name(self, words: Sequence[Word]) -> tuple[int, int, Name]:
        at = Offsets(words[0].start, words[-1].end)
        return words[0].i, words[-1].i, Name(at, at.of(self._text), words[0].kind)

    def of(self, part: Phrase) -> Mention:
        """The mention of a phrase; its text is always the article's at its offsets."""
        if (found := self._made.get(part)) is None:
            found = self._made[part] = self._mention(part, depth=0)
        return found

    def _mention(self, part: Phrase, depth: int) -> Mention:
        head = part.head
        at = Offsets(self._tree[part.first].start, self._tree[part.last].end)
        text = at.of(self._text)
        names: list[Name] = []
        before = -1
        for word in self._tree[part.first : part.last + 1]:
            if word.entity >= 0 and word.entity != before:
                before = word.entity
                first, last, name = self._names[before]
                if part.first <= first and last <= part.last:
                    names.append(name)
        antecedent = self._resolve(head, depth) if depth < 4 else None
        if antecedent is not None and antecedent.at == at:
            antecedent = None
        return Mention(
            at,
            text,
            part.reading or self._counted(part) or self._owned(part, depth) or _unbracketed(" ".join(text.split())),
            head.lemma if head.kind == "" else head.text,
            at if part.first == part.last == head.i else Offsets(head.start, head.end),
            kind_of(head),
            is_plural(head)
            and not (head.tag == "NNS" and part.reading.endswith(f" {head.lemma}")),  # "Chad's president", of two presidents
            tuple(names),
            antecedent,
        )

    def _counted(self, part: Phrase) -> str:
        """What "no state" or "neither side" counts out, "" for other phrases: the claim is denied, so its words need not be."""
        none = self._tree[part.first]
        if (some := NOBODY.get(none.lower, "")) and part.head is none and none.dep in ("nsubj", "nsubj:pass"):
            return " ".join((some, *text_of(part.first + 1, part.last, self._tree, self._text).split()))
        if none.lower not in ("no", "neither") or none.dep != "det" or none.head is not part.head or part.first == part.last:
            return ""
        if first_conjunct(part.head).dep not in ("nsubj", "nsubj:pass", "obj", "iobj"):
            return ""
        rest = " ".join(text_of(part.first + 1, part.last, self._tree, self._text).split())
        if part.head.lower == "one":
            return f"any{rest}"  # "no one in Oslo"
        return f"either {rest}" if none.lower == "neither" else rest

    def _owned(self, part: Phrase, depth: int) -> str:
        """ "its airspace" as that of whom "its" means, where that is a name ("Poland's airspace"); "" for other phrases."""
        meant = self._owner(part, depth)
        if meant is None or meant.kind not in _OWNERS:
            return ""
        if self._tree[part.first].lower == "their" and not meant.plural and (meant.kind == "PERSON" or len(meant.names) > 1):
            return ""  # "Lund and Berg kept their posts": not Lund's alone
        own = next((name.text for name in meant.names if name.at.covers(meant.head_at)), meant.reading)
        name = " ".join(own.split())
        if len(name.split()) > 4:
            return ""
        return f"{name}'s {' '.join(text_of(part.first + 1, part.last, self._tree, self._text).split())}"

    def _owner(self, part: Phrase, depth: int = 0) -> Mention | None:
        owner = self._tree[part.first]
        if owner.tag != "PRP$" or owner.dep != "nmod:poss" or part.first == part.last or depth > 2:
            return None
        return self._resolve(owner, depth + 1)

    def of_owner(self, part: Phrase, owner: Mention) -> Mention:
        """The mention of a phrase as `owner` would put it: what is his own stays "its port", for whose it is needs no telling."""
        mention, meant = self.of(part), self._owner(part)
        if meant is None or meant.at != owner.referent.at:
            return mention
        return replace(mention, reading=_unbracketed(" ".join(mention.text.split())))

    def _resolve(self, head: Word, depth: int) -> Mention | None:
        if head.i in self._resolved:
            return self._resolved[head.i]
        self._resolved[head.i] = None
        if (two := self._pair(head)) is not None:
            self._resolved[head.i] = _both(self._mention(two[0], depth + 1), self._mention(two[1], depth + 1))
            return self._resolved[head.i]
        if (meant := self._antecedent(head)) is not None and not meant.first <= head.i <= meant.last:
            whole = phrase(meant.head, self._tree)
            longest = meant.last - meant.first + 5
            if not (whole.first <= meant.first and meant.last <= whole.last and whole.last - whole.first <= longest):
                whole = meant
            self._resolved[head.i] = self._mention(whole, depth + 1)
        return self._resolved[head.i]


def _both(one: Mention, other: Mention) -> Mention:
    """Two names as one antecedent, which every claim of theirs is told of once for each."""
    names = tuple(each.names[-1] if each.names else Name(each.at, each.text, each.kind) for each in (one, other))
    text = " and ".join(name.text for name in names)
    at = Offsets(min(one.at.start, other.at.start), max(one.at.end, other.at.end))
    return Mention(at, text, text, text, at, one.kind, True, names)


def _unbracketed(text: str) -> str:
    """The text without the brackets of an editor's insertion.

    >>> _unbracketed("[T]his [impulsive] decision [...]"), _unbracketed("the Turkish] aggression")
    ('This impulsive decision', 'the Turkish aggression')
    """
    if "[" not in text and "]" not in text:
        return text
    return " ".join(re.sub(r"[\[\]]", "", re.sub(r"\[\s*(?:\.\.\.|…)\s*\]", "", text)).split())


def kind_of(head: Word) -> str:
    """The entity type of the name that `head` heads, else PRONOUN, QUANTITY, DATE or PHRASE.

    >>> from kg.extract.grammar import words
    >>> kind_of(words(doc_of("they left", [1, 1], "nsubj root", pos="PRON VERB"))[0])
    'PRONOUN'
    """
    if head.kind in ("DATE", "TIME"):
        return "DATE"
    if head.kind in ("CARDINAL", "QUANTITY", "MONEY", "PERCENT", "ORDINAL"):
        return "QUANTITY"
    if head.kind:
        return head.kind
    if head.pos == "PRON" or is_relative(head):
        return "PRONOUN"
    return "QUANTITY" if head.pos == "NUM" else "PHRASE"


def is_plural(head: Word) -> bool:
    """Whether the phrase that `head` heads is plural by its form or its coordination."""
    return head.tag in ("NNS", "NNPS") or (
        head.lower in ("they", "them", "we", "us", "these", "those", "both", "all") and head.pos == "PRON"
    )
