"""Whether a relation is said to hold: negation in its clause, and denial or failure above it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.qualifiers import (
    called_untrue,
    governor,
    has_subject,
    is_yet_to,
    lexeme,
    passive,
    stands_for,
    with_preposition,
    word_class,
    yet_to_come,
)
from kg.model import Polarity

if TYPE_CHECKING:
    from spacy.tokens import Token

_PARTICIPANTS = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "expl", "obl", "obl:agent"})
_NOBODY = frozenset({"nobody", "none", "nothing", "no-one", "nowhere"})
_AFFIRMED = frozenset({"doubt", "question", "secret", "surprise", "denial", "wonder"})
_HARDLY = frozenset({"hardly", "scarcely", "barely"})
_AT_NO_TIME = frozenset({"never", "seldom", "rarely", "hardly", "scarcely"})
_SIGNS = frozenset({"sign", "evidence", "proof", "indication", "trace", "word", "question", "chance", "hope", "hint", "risk"})
_DEEPEST = 12


def polarity(token: Token) -> Polarity:
    """Whether the predicate headed by `token` is affirmed or denied, where it stands.

    >>> polarity(doc_of("Oslo never signed", [2, 2, 2], "nsubj advmod root")[2]).value
    'negative'
    """
    return Polarity.NEGATIVE if _denied(token, 0) else Polarity.POSITIVE


def _denied(token: Token, depth: int) -> bool:
    if depth > _DEEPEST:
        return False
    own = _negated(token)
    if token.dep_ == "conj" and not own and not has_subject(token) and not any(c.dep_ in ("aux", "aux:pass") for c in token.children):
        # "did not sign or ratify", "did not sign, let alone ratify": the first negation reaches on; "failed to sign but paid" does not
        joined = {c.lower_ for c in token.children if c.dep_ == "cc"}
        if not joined & {"but", "yet"} and token.i - token.head.i < 25 and token.head.pos_ == token.pos_:
            return _denied(token.head, depth + 1)
    above, link = governor(token)
    if above is None:
        return own
    return own != _inherited(token, above, link, depth)


def _inherited(token: Token, above: Token, link: str, depth: int) -> bool:
    """Whether what governs the predicate denies it."""
    lemma = above.lemma_.lower()
    marks = {c.lower_ for c in token.children if c.dep_ in ("mark", "case")}
    verbal = token.pos_ in ("VERB", "AUX") or any(c.dep_ == "cop" for c in token.children)
    if link == "xcomp" and verbal and with_preposition(token, above) in word_class("withheld gerund"):
        return not _negated(above)
    if link in ("advcl", "obl", "nmod", "acl"):
        if "against" in marks and verbal:
            # "voted against leasing the port": what they want is that it be not leased
            return not _negated(above)
        if marks & {"from"} and verbal and lemma in word_class("failure") | word_class("sparing verb"):
            return not _denied(above, depth + 1)
        if verbal and (
            with_preposition(token, above) in word_class("withheld gerund") or (lemma, *marks) in (("short", "of"), ("far", "from"))
        ):
            return not _negated(above)
    if link in ("csubj", "ccomp") and above.pos_ != "VERB" and lemma in word_class("truth word") | word_class("untruth word"):
        # "it is not true that", "it is false that"
        return _negated(above) == (lemma in word_class("truth word"))
    if link == "acl" and above.pos_ == "ADV" and any(child.lower_ in _AT_NO_TIME for child in above.children):
        return True
    if link == "csubj" or (link in ("nsubj", "nsubj:pass") and not verbal):
        # "the signing was cancelled", "the attack never came"
        if link != "csubj" and lemma in word_class("occurrence verb") and _negated(above):
            return True  # "the attack never came"
        return lexeme(above) in word_class("undoing verb") and not _negated(above)
    if link == "acl:relcl" and any(child.lower_ == "it" and child.dep_ in ("expl", "nsubj") for child in above.children):
        return _negated(above) != (lemma in word_class("untruth word"))  # "it was not the army that fired", "it is a lie that"
    if link in ("ccomp", "xcomp", "obj", "obl", "acl", "nmod"):
        if lemma in word_class("lacking noun"):
            return True
        if link == "nmod" and lemma in _SIGNS and any(c.dep_ == "det" and c.lower_ == "no" for c in above.children):
            return True  # "no sign of an attack"
        if lemma in word_class("denial"):
            return not _negated(above) and (verbal or (link == "obj" and lemma == "deny"))
        if lemma in word_class("failure") and verbal and lemma != "keep" and not (link == "ccomp" and "that" in marks):
            return not _denied(above, depth + 1)
        if link == "obj" and lemma in word_class("ending verb") and token.lemma_.lower() in word_class("lasting noun"):
            return not _negated(above)  # "ended its recognition of": it recognises no longer
        if lexeme(above) in word_class("undoing verb") and link in ("xcomp", "obj"):
            return not _negated(above)
        if lexeme(above) == "rule out":
            return not _negated(above)
    if link == "ccomp" and above.pos_ != "NOUN":
        return lemma in word_class("raising negation") and _negated(above)
    if link == "xcomp":
        if is_yet_to(token, above):
            return True
        if any(c.lower_ == "too" and c.dep_ == "advmod" for c in above.children) and above.pos_ == "ADJ":
            return True
        return lemma != "need" and _denied(above, depth + 1)
    if link == "advcl" and above.pos_ == "ADJ" and "to" in marks:
        return any(c.lower_ == "too" and c.dep_ == "advmod" for c in above.children)
    if link in ("acl", "ccomp") and above.pos_ == "NOUN":
        return _noun_denied(token, above)
    return False


def _noun_denied(token: Token, noun: Token) -> bool:
    """Whether the noun that a clause hangs on is said not to be: "has no plans to", "no evidence that", "rejected claims that"."""
    lemma = noun.lemma_.lower()
    if any(c.dep_ == "mark" and c.lower_ == "but" for c in token.children):
        return False  # "had no choice but to leave"
    if any(c.dep_ == "det" and c.lower_ in ("no", "neither") for c in noun.children):
        return lemma not in _AFFIRMED
    if lemma in word_class("untruth word") and any(c.dep_ == "mark" and c.lower_ == "that" for c in token.children):
        return not _negated(noun)  # "the myth that", "it is a lie that"
    upper, link = governor(noun)
    if upper is None:
        return False
    if link in ("obj", "nsubj") and (lemma in word_class("planning noun") or lemma in word_class("wishing noun")):
        # "has not made a decision to go": no decision, no going
        return link == "obj" and _negated(upper)
    that = any(c.dep_ == "mark" and c.lower_ == "that" for c in token.children)
    if that and link in ("obj", "nsubj", "nsubj:pass") and called_untrue(noun) is not None:
        return True
    denied = lexeme(upper) in word_class("denial")
    return that and denied and not _negated(upper) and (link == "obj" or (link == "nsubj" and passive(upper)))


def _negated(token: Token) -> bool:
    """Whether the clause of `token` holds an odd number of negations of its own."""
    count = yet_to_come(token) + (stands_for(token) == "against")
    for child in token.children:
        word = child.lower_
        if child.dep_ in ("advmod", "neg", "cc:preconj", "aux", "obl") and word in word_class("negating adverb"):
            # "not only ... but also" adds, "no more than" counts, "nearly 300" measures
            count += not any(c.lower_ == "only" for c in child.children) and not _next_is(child, "only")
        elif child.dep_ == "advmod" and any(below.dep_ == "advmod" and below.lower_ in _AT_NO_TIME for below in child.children):
            count += 1  # "never before had Oslo …"
        elif child.dep_ == "advmod" and (_nearly(child, token) or (word == "longer" and any(c.lower_ == "no" for c in child.children))):
            count += 1
        elif child.dep_ == "cc" and word in ("nor", "neither"):
            count += _is_clausal(token)
        elif child.dep_ in _PARTICIPANTS:
            count += _none(child)
        elif child.dep_ in ("mark", "case", "cc") and _excludes(child):
            count += 1
    if token.pos_ in ("NOUN", "PROPN") and any(c.dep_ == "det" and c.lower_ == "no" for c in token.children):
        count += 1
    return count % 2 == 1


def _none(argument: Token) -> bool:
    """Whether a participant is named as nobody: "no state", "neither Mali nor Chad", "few countries", "nothing"."""
    if argument.dep_ in ("obl", "obl:agent"):
        cases = {c.lower_ for c in argument.children if c.dep_ == "case"}
        return bool(cases & {"under", "by", "at"}) and any(c.dep_ == "det" and c.lower_ == "no" for c in argument.children)
    if argument.lower_ in _NOBODY:
        return True
    for child in argument.children:
        if child.dep_ in ("det", "advmod", "cc:preconj", "cc") and child.lower_ in ("no", "neither", "nor"):
            return not any(_next_is(child, word) for word in ("fewer", "less", "more", "later"))  # "no fewer than nine states"
        if child.dep_ == "advmod" and child.lower_ == "not" and child.i < argument.i and not _next_is(child, "only"):
            return True  # "not one soldier", "not all ministers"
        if child.dep_ == "advmod" and child.lower_ in _HARDLY and any(c.dep_ == "det" and c.lower_ == "any" for c in argument.children):
            return True  # "scarcely any villagers"
        if child.dep_ in ("amod", "det", "nummod") and child.lower_ == "few" and argument.dep_ != "obj":
            return not any(c.lower_ in ("a", "the", "these", "those") for c in argument.children if c.dep_ == "det")
        if child.dep_ == "conj" and any(c.dep_ == "cc" and c.lower_ == "nor" for c in child.children):
            return True
    return argument.lower_ in ("neither", "few") and argument.pos_ in ("PRON", "DET", "ADJ", "NOUN")


def _excludes(word: Token) -> bool:
    """Whether a marker leaves out what follows: "without", "instead of", "rather than", "far from"."""
    if word.lower_ == "without":
        return True
    following = word.doc[word.i + 1].lower_ if word.i + 1 < len(word.doc) else ""
    return (word.lower_, following) in (("instead", "of"), ("rather", "than"), ("far", "from"))


def _nearly(adverb: Token, verb: Token) -> bool:
    return adverb.lower_ in word_class("nearly adverb") and adverb.i < verb.i and verb.pos_ in ("VERB", "AUX")


def _is_clausal(token: Token) -> bool:
    return token.pos_ in ("VERB", "AUX") or any(child.dep_ == "cop" for child in token.children)


def _next_is(token: Token, word: str) -> bool:
    return token.i + 1 < len(token.doc) and token.doc[token.i + 1].lower_ == word
