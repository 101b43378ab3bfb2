"""What the qualifiers of a claim share: word classes from the pattern rows, and the step from a predicate to what governs it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kg.extract.patterns import rows

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj", "nsubj:outer", "expl"})


@cache
def _classes() -> dict[str, frozenset[str]]:
    return {row["class"]: frozenset(row["words"]) for row in rows("qualifiers")}


def word_class(name: str) -> frozenset[str]:
    """The lemmas (for adverbs and marks: words) of a class of `data/patterns/qualifiers.jsonl`.

    >>> "urge" in word_class("desire")
    True
    """
    return _classes()[name]


def governor(token: Token) -> tuple[Token | None, str]:
    """The predicate that `token`'s clause or phrase depends on, and by which relation; (None, "") at the top of a sentence.

    Coordination is passed through: what governs the first conjunct governs the others that have no subject of their own.

    >>> doc = doc_of("Oslo agreed to sign and pay", [1, 1, 3, 1, 5, 3], "nsubj root mark xcomp cc conj")
    >>> governor(doc[5])[0].text, governor(doc[5])[1]
    ('agreed', 'xcomp')
    """
    for _ in range(20):
        if token.head.i == token.i:
            return None, ""
        if token.dep_ != "conj" or has_subject(token):
            break
        token = token.head
    if token.dep_ == "advcl" and _is_object(token):
        return token.head, "xcomp"
    if token.dep_ == "acl:relcl" and any(child.dep_ == "mark" and child.lower_ == "that" for child in token.children):
        return token.head, "acl"  # "the danger that rebels take the port": a relative clause has its "that" for an argument
    return token.head, token.dep_.partition(":")[0] if token.dep_ != "acl:relcl" else token.dep_


def _is_object(gerund: Token) -> bool:
    """Whether a bare gerund right behind its verb is what the verb is about ("ruled out joining"), though parsed as an adverbial."""
    if gerund.tag_ != "VBG" or any(child.dep_ in ("mark", "case", "nsubj") for child in gerund.children):
        return False
    between = gerund.doc[gerund.head.i + 1 : gerund.i]
    return gerund.i > gerund.head.i and all(word.dep_ in ("compound:prt", "advmod") for word in between)


def has_subject(token: Token) -> bool:
    """Whether the predicate has a subject of its own."""
    return any(child.dep_ in SUBJECTS for child in token.children)


def passive(token: Token) -> bool:
    """Whether the predicate is a passive clause.

    >>> passive(doc_of("Oslo was told", [2, 2, 2], "nsubj:pass aux:pass root")[2])
    True
    """
    return any(child.dep_ in ("aux:pass", "nsubj:pass", "csubj:pass") for child in token.children)


def with_preposition(token: Token, above: Token) -> str:
    """The governor's lemma with its particle and the preposition that leads to `token`: "aim at", "hold back from".

    >>> doc = doc_of("Oslo aimed at winning", [1, 1, 3, 1], "nsubj root mark advcl", lemmas="Oslo aim at win")
    >>> with_preposition(doc[3], doc[1])
    'aim at'
    """
    mark = " ".join(child.lower_ for child in token.children if child.dep_ in ("mark", "case") and child.i < token.i)
    lead = next((child.lower_ for child in above.children if child.lower_ in _LEADS and above.i < child.i < token.i), "")
    return " ".join(part for part in (above.lemma_.lower(), lead, mark) if part)


def lexeme(verb: Token) -> str:
    """The lemma of a verb with its particle: "call off".

    >>> lexeme(doc_of("Oslo called off talks", [1, 1, 1, 1], "nsubj root compound:prt obj", lemmas="Oslo call off talk")[1])
    'call off'
    """
    parts = (child.lower_ for child in verb.children if child.dep_ == "compound:prt" or (child.dep_ == "advmod" and _beside(child, verb)))
    return " ".join([verb.lemma_.lower(), *parts])


def _beside(adverb: Token, verb: Token) -> bool:
    return adverb.i == verb.i + 1 and adverb.lower_ in ("on", "off", "out", "up", "down", "aside", "away")


def bare_participle(token: Token) -> bool:
    """Whether the predicate is a participle without auxiliary, passive in sense: "a man accused of theft"."""
    return token.tag_ == "VBN" and token.dep_ in ("acl", "advcl") and not any(c.dep_ in ("obj", "nsubj", "aux") for c in token.children)


def nobody(verb: Token) -> bool:
    """Whether the subject of a verb is nobody: "nothing suggests that", "no envoy believes that".

    >>> nobody(doc_of("Nothing suggests fraud", [1, 1, 1], "nsubj root obj")[1])
    True
    """
    for child in verb.children:
        if child.dep_ in SUBJECTS:
            if child.lower_ in word_class("negating determiner") - {"few"}:
                return True
            return any(below.dep_ == "det" and below.lower_ in ("no", "neither") for below in child.children)
    return False


def is_yet_to(token: Token, above: Token) -> bool:
    """Whether an infinitive is what has not come about: "has yet to sign", "is yet to sign"."""
    if above.lower_ == "yet":
        return True
    return above.lemma_.lower() == "have" and any(child.lower_ == "yet" for child in (*above.children, *token.children))


def yet_to_come(token: Token) -> bool:
    """Whether a clause of the kind "is yet to sign" has the infinitive for its head.

    >>> yet_to_come(doc_of("Oslo is yet to sign", [4, 4, 4, 4, 4], "nsubj aux advmod mark root")[4])
    True
    """
    if token.i < 2 or token.doc[token.i - 1].lower_ != "to" or token.doc[token.i - 2].lower_ != "yet":
        return False
    words = {child.lower_ for child in token.children if child.i < token.i}
    return {"yet", "to"} <= words and any(child.dep_ in ("aux", "cop") for child in token.children)


def stands_for(token: Token) -> str:
    """The preposition of a gerund that is a predicate with it: "against" in "Oslo was against paying"; "" for all else.

    >>> words = "Oslo was against paying"
    >>> stands_for(doc_of(words, [3, 3, 3, 3], "nsubj aux mark root", tags="NNP VBD IN VBG", lemmas="Oslo be against pay")[3])
    'against'
    """
    if token.tag_ != "VBG" or not any(child.dep_ in ("aux", "cop") and child.lemma_.lower() == "be" for child in token.children):
        return ""
    return next((child.lower_ for child in token.children if child.dep_ in ("mark", "case") and child.i == token.i - 1), "")


def called_untrue(noun: Token) -> Token | None:
    """The verb or adjective that calls untrue what a noun of saying tells: "dismissed as baseless a report", "called reports lies".

    >>> words = "reports of raids were false"
    >>> doc = doc_of(words, [4, 2, 0, 4, 4], "nsubj case nmod cop root", lemmas="report of raid be false", pos="NOUN ADP NOUN AUX ADJ")
    >>> called_untrue(doc[0])
    false
    """
    above, untrue = noun.head, word_class("untruth word")
    if any(child.lower_ in word_class("negating adverb") for child in above.children):
        return None
    if above.lemma_.lower() in untrue:
        verb = above.head
        return verb if above.dep_ in ("advcl", "xcomp", "obl") and verb.lemma_.lower() in word_class("naming verb") else above
    if noun.dep_ != "obj" or above.lemma_.lower() not in word_class("naming verb"):
        return None
    below = [word for word in above.subtree if word.i != noun.i and word.i > above.i]
    return above if any(word.lemma_.lower() in untrue for word in below) else None


_LEADS = frozenset({"back", "away", "short", "off", "out", "up", "close"})
