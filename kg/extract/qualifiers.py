"""What the qualifiers of a claim share: word classes from the pattern rows, and the step from a predicate to what governs it."""

from __future__ import annotations

from functools import cache

from kg.extract.grammar import Word, is_finite
from kg.extract.patterns import rows

SIGNS = frozenset({"sign", "evidence", "proof", "indication", "trace", "word", "question", "chance", "hope", "hint", "risk"})
"""Nouns for what would show that something is so; what hangs on them without a pronoun tells what they show."""
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj", "nsubj:outer", "expl"})


@cache
def _classes() -> dict[str, frozenset[str]]:
    return {row["class"]: frozenset(row["words"]) for row in rows("qualifiers")}


@cache
def word_class(*names: str) -> frozenset[str]:
    """The lemmas (for adverbs and marks: words) of classes of `data/patterns/qualifiers.jsonl`.

    >>> "urge" in word_class("desire"), "fail" in word_class("denial", "failure")
    (True, True)
    """
    return frozenset().union(*(_classes()[name] for name in names))


def governor(word: Word) -> tuple[Word | None, str]:
    """The predicate that `word`'s clause or phrase depends on, and by which relation; (None, "") at the top of a sentence.

    Coordination is passed through: what governs the first conjunct governs the others that have no subject of their own.

    >>> tree = tree_of("Oslo agreed to sign and pay", [1, 1, 3, 1, 5, 3], "nsubj root mark xcomp cc conj")
    >>> governor(tree[5])[0].text, governor(tree[5])[1]
    ('agreed', 'xcomp')
    """
    for _ in range(20):
        if word.head is word:
            return None, ""
        if word.dep != "conj" or has_subject(word):
            break
        word = word.head
    if word.dep == "advcl" and _is_object(word):
        return word.head, "xcomp"
    if word.dep == "acl:relcl" and (any(child.dep == "mark" and child.lower == "that" for child in word.children) or is_shown(word)):
        return word.head, "acl"  # "the danger that rebels take the port": a relative clause has its "that" for an argument
    return word.head, word.relation if word.dep != "acl:relcl" else word.dep


def is_shown(clause: Word) -> bool:
    """Whether a clause without a pronoun tells what evidence there is: "no evidence the raid came from Mali"."""
    bare = clause.dep == "acl:relcl" and clause.head.lemma in SIGNS and has_subject(clause)
    return bare and not any(child.lower in ("which", "that", "who", "whom") for child in clause.children)


def _is_object(gerund: Word) -> bool:
    """Whether a bare gerund right behind its verb is what the verb is about ("ruled out joining"), though parsed as an adverbial."""
    if gerund.tag != "VBG" or any(child.dep in ("mark", "case", "nsubj") for child in gerund.children):
        return False
    between = gerund.tree[gerund.head.i + 1 : gerund.i]
    return gerund.i > gerund.head.i and all(word.dep in ("compound:prt", "advmod") for word in between)


def has_subject(word: Word) -> bool:
    """Whether the predicate has a subject of its own."""
    return word.has(*SUBJECTS)


def passive(word: Word) -> bool:
    """Whether the predicate is a passive clause.

    >>> passive(tree_of("Oslo was told", [2, 2, 2], "nsubj:pass aux:pass root")[2])
    True
    """
    return word.has("aux:pass", "nsubj:pass", "csubj:pass")


def with_preposition(word: Word, above: Word) -> str:
    """The governor's lemma with its particle and the preposition that leads to `word`: "aim at", "hold back from".

    >>> tree = tree_of("Oslo aimed at winning", [1, 1, 3, 1], "nsubj root mark advcl", lemmas="Oslo aim at win")
    >>> with_preposition(tree[3], tree[1])
    'aim at'
    """
    marks = [child.lower for child in word.of("mark", "case") if child.i < word.i]
    leads = [child.lower for child in above.children if child.lower in _LEADS and above.i < child.i < word.i]
    return " ".join([part for part in (above.lemma, *leads[:1], *marks) if part])


def lexeme(verb: Word) -> str:
    """The lemma of a verb with its particle: "call off".

    >>> lexeme(tree_of("Oslo called off talks", [1, 1, 1, 1], "nsubj root compound:prt obj", lemmas="Oslo call off talk")[1])
    'call off'
    """
    parts = [child.lower for child in verb.of("compound:prt", "advmod") if child.dep != "advmod" or _beside(child, verb)]
    return " ".join([verb.lemma, *parts])


def _beside(adverb: Word, verb: Word) -> bool:
    return adverb.i == verb.i + 1 and adverb.lower in ("on", "off", "out", "up", "down", "aside", "away")


def bare_participle(word: Word) -> bool:
    """Whether the predicate is a participle without auxiliary, passive in sense: "a man accused of theft"."""
    hung = word.dep in ("acl", "advcl") or (word.dep == "xcomp" and word.head.lemma == "stand")  # "stands accused of"
    return word.tag == "VBN" and hung and not any(c.dep in ("obj", "nsubj", "aux") for c in word.children)


def nobody(verb: Word) -> bool:
    """Whether the subject of a verb is nobody: "nothing suggests that", "no envoy believes that".

    >>> nobody(tree_of("Nothing suggests fraud", [1, 1, 1], "nsubj root obj")[1])
    True
    """
    for child in verb.children:
        if child.dep in SUBJECTS:
            if child.lower in ("anyone", "anybody") and any(mark.lower in ("hardly", "scarcely", "barely") for mark in child.of("advmod")):
                return True
            if child.lower == "little" and not child.has("det"):
                return True  # "little suggests that"
            if child.lower != "few" and child.lower in word_class("negating determiner"):
                return True
            return any(below.dep == "det" and below.lower in ("no", "neither") for below in child.children)
    return False


def is_new(noun: Word) -> bool:
    """Whether a noun phrase takes nothing for granted: "an attack", "attacks", but not "the attack", "Oslo's attack".

    >>> is_new(tree_of("an attack", [1, 1], "det root")[1]), is_new(tree_of("the attack", [1, 1], "det root")[1])
    (True, False)
    """
    return all(child.lower in ("a", "an", "any", "another") for child in noun.children if child.dep in ("det", "nmod:poss"))


def is_yet_to(word: Word, above: Word) -> bool:
    """Whether an infinitive is what has not come about: "has yet to sign", "is yet to sign"."""
    if above.lower == "yet":
        return True
    return above.lemma == "have" and any(child.lower == "yet" for child in (*above.children, *word.children))


def yet_to_come(word: Word) -> bool:
    """Whether a clause of the kind "is yet to sign" has the infinitive for its head.

    >>> yet_to_come(tree_of("Oslo is yet to sign", [4, 4, 4, 4, 4], "nsubj aux advmod mark root")[4])
    True
    """
    if word.i < 2 or word.tree[word.i - 1].lower != "to" or word.tree[word.i - 2].lower != "yet":
        return False
    words = {child.lower for child in word.children if child.i < word.i}
    return {"yet", "to"} <= words and any(child.dep in ("aux", "cop") for child in word.children)


def stands_for(word: Word) -> str:
    """The preposition of a gerund that is a predicate with it: "against" in "Oslo was against paying"; "" for all else.

    >>> words = "Oslo was against paying"
    >>> stands_for(tree_of(words, [3, 3, 3, 3], "nsubj aux mark root", tags="NNP VBD IN VBG", lemmas="Oslo be against pay")[3])
    'against'
    """
    if word.tag != "VBG" or not any(child.dep in ("aux", "cop") and child.lemma == "be" for child in word.children):
        return ""
    return next((child.lower for child in word.children if child.dep in ("mark", "case") and child.i == word.i - 1), "")


def says_that(word: Word) -> bool:
    """Whether a clause on a noun tells what the noun says, with "that" or without: "reports (that) it was leaving".

    >>> tree = tree_of("reports it was leaving", [0, 3, 3, 0], "root nsubj aux acl", pos="NOUN PRON AUX VERB", tags="NNS PRP VBD VBG")
    >>> says_that(tree[3])
    True
    """
    if any(child.dep == "mark" and child.lower == "that" for child in word.children):
        return True
    bare = word.dep == "acl" and word.head.pos == "NOUN" and not word.has("mark") and has_subject(word)
    return bare and is_finite(word) and not any(child.tag in ("WDT", "WP", "WRB") for child in word.children)


def called_untrue(noun: Word) -> Word | None:
    """The verb or adjective that calls untrue what a noun of saying tells: "dismissed as baseless a report", "called reports lies".

    >>> words = "reports of raids were false"
    >>> tree = tree_of(words, [4, 2, 0, 4, 4], "nsubj case nmod cop root", lemmas="report of raid be false", pos="NOUN ADP NOUN AUX ADJ")
    >>> called_untrue(tree[0]).text
    'false'
    """
    above, untrue = noun.head, word_class("untruth word")
    if any(child.lower in word_class("negating adverb") for child in above.children):
        return None
    if above.lemma in ("turn", "prove", "be", "seem", "appear", "show", "find", "reveal"):
        told = next((child for child in above.of("xcomp", "advcl") if child.lemma in untrue and child.i > above.i), None)
        if told is not None:
            return told  # "turned out to be false", "proved a hoax"
    if above.lemma in untrue:
        verb = above.head
        return verb if above.dep in ("advcl", "xcomp", "obl") and verb.lemma in word_class("naming verb") else above
    if noun.dep != "obj" or above.lemma not in word_class("naming verb"):
        return None
    below = [word for word in above.subtree() if word.i != noun.i and word.i > above.i]
    return above if any(word.lemma in untrue for word in below) else None


_LEADS = frozenset({"back", "away", "short", "off", "out", "up", "close"})
