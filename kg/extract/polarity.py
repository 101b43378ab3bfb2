"""Whether a relation is said to hold: negation in its clause, and denial or failure above it."""

from __future__ import annotations

from kg.extract.grammar import Word, is_finite, own_tense
from kg.extract.patterns import patterns
from kg.extract.qualifiers import (
    SIGNS,
    called_untrue,
    governor,
    has_subject,
    is_new,
    is_yet_to,
    lexeme,
    passive,
    says_that,
    stands_for,
    with_preposition,
    word_class,
    yet_to_come,
)
from kg.model import Polarity

_PARTICIPANTS = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "expl", "obl", "obl:agent"})
_NOBODY = frozenset({"nobody", "none", "nothing", "no-one", "nowhere"})
_AFFIRMED = frozenset({"doubt", "question", "secret", "surprise", "denial", "wonder"})
_ABILITY = frozenset("leverage means power authority right capacity ability resource mandate strength clout jurisdiction".split())
_HARDLY = frozenset({"hardly", "scarcely", "barely"})
_AT_NO_TIME = frozenset({"never", "seldom", "rarely", "hardly", "scarcely"})
_MERELY = ("only", "just", "merely", "simply", "solely")
_DEEPEST = 12


def polarity(word: Word) -> Polarity:
    """Whether the predicate headed by `word` is affirmed or denied, where it stands.

    >>> polarity(tree_of("Oslo never signed", [2, 2, 2], "nsubj advmod root")[2]).value
    'negative'
    """
    return Polarity.NEGATIVE if _denied(word, 0) else Polarity.POSITIVE


def _denied(word: Word, depth: int) -> bool:
    if depth > _DEEPEST:
        return False
    own = _negated(word)
    bare = not has_subject(word) and not any(c.dep in ("aux", "aux:pass") for c in word.children)
    if word.dep == "conj" and not own and bare and not own_tense(word):
        # "did not sign or ratify", "did not sign, let alone ratify": the first negation reaches on; "failed to sign but paid" does not
        joined = {c.lower for c in word.children if c.dep == "cc"}
        nearer = [c for c in word.head.children if c.dep == "conj" and c.i < word.i and (has_subject(c) or c.has("aux", "aux:pass"))]
        if nearer:
            return _denied(nearer[-1], depth + 1)  # "has not signed, has claimed fraud and filed suits"
        if "and" in joined and word.head.has("aux:pass") and word.pos == "VERB" and not passive(word) and word.tag != "VBN":
            return own  # "was not attacked by the press and visited Chad"
        if "and" in joined and _begins_anew(word):
            return own  # "do not harm civilians, and treat captives well"
        if not joined & {"but", "yet"} and word.i - word.head.i < 25 and word.head.pos == word.pos:
            return _denied(word.head, depth + 1)
    above, link = governor(word)
    if above is None:
        return own
    return own != _inherited(word, above, link, depth)


def _inherited(word: Word, above: Word, link: str, depth: int) -> bool:
    """Whether what governs the predicate denies it."""
    lemma = above.lemma
    marks = {c.lower for c in word.children if c.dep in ("mark", "case")}
    verbal = word.pos in ("VERB", "AUX") or any(c.dep == "cop" for c in word.children)
    if link == "advcl" and word.tag == "VBG" and not marks and word.i > above.i and word.tree[word.i - 1].text == ",":
        return False  # "gave up, arranging to leave"
    if link == "ccomp" and lemma == "let" and not word.has("mark"):
        return _denied(above, depth + 1)  # "refused to let Oslo leave"
    if link == "xcomp" and verbal and with_preposition(word, above) in word_class("withheld gerund"):
        return not _negated(above)
    if link in ("advcl", "obl", "nmod", "acl"):
        if "against" in marks and verbal:
            # "voted against leasing the port": what they want is that it be not leased
            return not _negated(above)
        if marks & {"in"} and word.tag == "VBG" and lemma == "fail":
            return not _negated(above)  # "failed in freeing the crew"
        shares = [child for child in above.of("obj") if child.lemma in ("part", "role", "hand", "involvement", "share")]
        if marks & {"in"} and word.tag == "VBG" and any(child.lower == "no" for share in shares for child in share.of("det")):
            return True  # "had no part in freeing the crew"
        if marks & {"from"} and verbal and lemma in word_class("failure", "sparing verb"):
            return not _denied(above, depth + 1)
        if verbal and (
            with_preposition(word, above) in word_class("withheld gerund") or (lemma, *marks) in (("short", "of"), ("far", "from"))
        ):
            return not _negated(above)
    beside = link == "advcl" and is_finite(word)  # "is unlikely to leave, since its ships are tied up"
    if (
        lemma in word_class("doubting predicate")
        and link in ("xcomp", "csubj", "ccomp", "advcl")
        and not (beside or marks & {"whether", "if"})
    ):
        return not _negated(above)  # "is unlikely to leave", "doubts that it will leave"
    if link in ("csubj", "ccomp") and above.pos != "VERB" and lemma in word_class("truth word", "untruth word"):
        # "it is not true that", "it is false that"
        return _negated(above) == (lemma in word_class("truth word"))
    if link == "acl" and lemma in word_class("untruth word") and any(child.lower == "it" for child in above.of("nsubj", "expl")):
        return not _negated(above)  # "it is a myth that"
    if link == "acl" and above.pos == "ADV" and any(child.lower in _AT_NO_TIME for child in above.children):
        return True
    if link == "csubj" or (link in ("nsubj", "nsubj:pass") and not verbal):
        # "the signing was cancelled", "the attack never came"
        if link != "csubj" and lemma in word_class("occurrence verb") and _negated(above):
            return True  # "the attack never came"
        return lexeme(above) in word_class("undoing verb") and not _negated(above)
    if link == "acl:relcl" and any(child.dep == "det" and child.lower in ("no", "neither") for child in above.children):
        return above.dep != "obj" or above.head.lemma in ("be", "have", "see", "find", "know")  # "there is no state that backs Oslo"
    bare = link == "acl" and word.tag in ("VBN", "VBG") and not word.has("nsubj", "nsubj:pass", "aux", "mark")
    if bare and any(child.dep == "det" and child.lower == "no" for child in above.children):
        return False  # "no vote organised by rebels can be free"
    if link == "acl:relcl" and any(child.lower == "it" and child.dep in ("expl", "nsubj") for child in above.children):
        return _negated(above) != (lemma in word_class("untruth word"))  # "it was not the army that fired", "it is a lie that"
    if link in ("ccomp", "xcomp", "obj", "obl", "acl", "nmod"):
        if lemma in word_class("lacking noun"):
            return True
        if link == "nmod" and lemma in SIGNS and any(c.dep == "det" and c.lower == "no" for c in above.children):
            return True  # "no sign of an attack"
        if link == "obj" and not verbal and _called_untrue(word, above):
            return not _negated(above)  # "dismissed as fantasy an attack on Quito"
        if lemma in word_class("denial"):
            return not _negated(above) and (verbal or (link == "obj" and lemma == "deny"))
        if link == "advcl" and lexeme(above) == "give up":
            return False
        if lemma in word_class("failure") and verbal and lemma != "keep" and not (link == "ccomp" and "that" in marks):
            return not _denied(above, depth + 1)
        if link in ("obj", "obl") and not verbal and is_new(word) and _brought_about(word, above):
            return _denied(above, depth + 1)  # "did not lead to talks", "failed to trigger a war"
        if link == "obj" and lemma in word_class("ending verb") and word.lemma in word_class("lasting noun"):
            return not _negated(above)  # "ended its recognition of": it recognises no longer
        if lexeme(above) in word_class("undoing verb") and link in ("xcomp", "obj"):
            return not _negated(above)
        if lexeme(above) == "rule out":
            return not _negated(above)
    if link == "ccomp" and above.pos != "NOUN":
        return lemma in word_class("raising negation") and _negated(above)
    if lemma == "help" and link in ("xcomp", "ccomp"):
        return False  # who did not help him win may have seen him win
    if link in ("advcl", "acl", "xcomp") and "to" in marks and _does_nothing(word, above):
        return True  # "has done nothing to stop the war", "has nothing to do with Chad"
    if link == "xcomp":
        if is_yet_to(word, above):
            return True
        if any(c.lower == "too" and c.dep == "advmod" for c in above.children) and above.pos == "ADJ":
            return True
        return lemma != "need" and _denied(above, depth + 1)
    if link == "advcl" and above.pos == "ADJ" and "to" in marks:
        short = any(c.lower == "too" and c.dep == "advmod" for c in above.children) or lemma in word_class("failure")
        return short and not _negated(above)
    if link in ("acl", "ccomp") and above.pos == "NOUN":
        return _noun_denied(word, above)
    return False


def _does_nothing(word: Word, above: Word) -> bool:
    """Whether nothing or little is done towards what the infinitive tells, or nothing had to do with it."""
    if above.lower in ("nothing", "little") and above.dep == "obj":
        return above.head.lemma == "do" or (word.lemma == "do" and above.lower == "nothing" and above.head.lemma == "have")
    return above.lemma == "do" and any(child.lower in ("nothing", "little") for child in above.of("obj"))


def _called_untrue(word: Word, verb: Word) -> bool:
    """Whether the verb calls the act that its object tells a lie or a fantasy."""
    told = (each for each in (*verb.of("obl"), *verb.of("xcomp"), *verb.of("advcl")) if each is not word)
    return word.lemma in patterns().nominals and any(each.lemma in word_class("untruth word") for each in told)


def _brought_about(word: Word, above: Word) -> bool:
    """Whether the act that a noun tells is what comes of the verb, so that without the one there is not the other."""
    return bool({with_preposition(word, above), lexeme(above) if word.dep == "obj" else ""} & word_class("outcome verb"))


def _noun_denied(word: Word, noun: Word) -> bool:
    """Whether the noun that a clause hangs on is said not to be: "has no plans to", "no evidence that", "rejected claims that"."""
    lemma = noun.lemma
    if any(c.dep == "mark" and c.lower == "but" for c in word.children):
        return False  # "had no choice but to leave"
    if any(c.dep == "det" and c.lower in ("no", "neither") for c in noun.children):
        return lemma not in _AFFIRMED
    if lemma in word_class("untruth word") and any(c.dep == "mark" and c.lower == "that" for c in word.children):
        return not _negated(noun)  # "the myth that", "it is a lie that"
    upper, link = governor(noun)
    if upper is None:
        return False
    if link == "obj" and lemma in _ABILITY:
        return _negated(upper)  # "no longer has the leverage to impose a ban"
    if link in ("obj", "nsubj") and (lemma in word_class("planning noun") or lemma in word_class("wishing noun")):
        # "has not made a decision to go": no decision, no going
        return link == "obj" and _negated(upper)
    that = says_that(word)
    if that and link in ("obj", "nsubj", "nsubj:pass") and called_untrue(noun) is not None:
        return True
    denied = lexeme(upper) in word_class("denial")
    return that and denied and not _negated(upper) and (link == "obj" or (link == "nsubj" and passive(upper)))


def _begins_anew(word: Word) -> bool:
    """Whether a comma parts the second of two verbs with objects of their own from the first: "do not harm civilians, and treat captives
    well"."""
    comma = any(child.text == "," and child.i < word.i for child in word.children)
    two = len(word.head.of("conj")) == 1
    return comma and two and word.head.has("obj", "obl", "xcomp", "ccomp") and word.has("obj", "obl", "xcomp", "ccomp")


def _negated(word: Word) -> bool:
    """Whether the clause of `word` holds an odd number of negations of its own."""
    count = yet_to_come(word) + (stands_for(word) == "against")
    for child in word.children:
        if child.lower in _HARDLY and _no_sooner(child, word):
            continue
        if child.dep in ("advmod", "neg", "cc:preconj", "aux", "obl") and child.lower in word_class("negating adverb"):
            # "not only ... but also" adds, "no more than" counts, "nearly 300" measures
            count += not any(c.lower in _MERELY for c in child.children) and not any(_next_is(child, merely) for merely in _MERELY)
        elif child.dep == "advmod" and any(below.dep == "advmod" and below.lower in _AT_NO_TIME for below in child.children):
            count += 1  # "never before had Oslo …"
        elif child.dep == "advmod" and (_nearly(child, word) or (child.lower == "longer" and any(c.lower == "no" for c in child.children))):
            count += 1
        elif child.dep == "cc" and child.lower == "but" and child.i == word.i - 1 and child.i and word.tree[child.i - 1].lower == "all":
            count += 1  # "all but collapsed"
        elif child.dep == "cc" and child.lower in ("nor", "neither"):
            count += _is_clausal(word)
        elif child.dep in _PARTICIPANTS:
            count += _none(child)
        elif child.dep in ("mark", "case", "cc") and _excludes(child):
            count += 1
    if word.pos in ("NOUN", "PROPN") and any(c.dep == "det" and c.lower == "no" for c in word.children):
        count += 1
    return count % 2 == 1


def _no_sooner(adverb: Word, verb: Word) -> bool:
    """ "Hardly had Oslo signed when Chad left": it had signed."""
    when = any(child.lower in ("when", "before") for clause in verb.of("advcl") for child in clause.of("advmod", "mark"))
    return when and any(child.lower == "had" and child.i > adverb.i for child in verb.of("aux"))


def _none(argument: Word) -> bool:
    """Whether a participant is named as nobody: "no state", "neither Mali nor Chad", "few countries", "nothing"."""
    if argument.dep in ("obl", "obl:agent"):
        cases = {c.lower for c in argument.children if c.dep == "case"}
        return bool(cases & {"under", "by", "at"}) and any(c.dep == "det" and c.lower == "no" for c in argument.children)
    if argument.lower in _NOBODY:
        return True
    for child in argument.children:
        if child.dep in ("det", "advmod", "cc:preconj", "cc") and child.lower in ("no", "neither", "nor"):
            return not any(_next_is(child, word) for word in ("fewer", "less", "more", "later"))  # "no fewer than nine states"
        if (
            child.dep == "advmod"
            and child.lower == "not"
            and child.i < argument.i
            and not any(_next_is(child, merely) for merely in _MERELY)
        ):
            return True  # "not one soldier", "not all ministers"
        if child.dep == "advmod" and child.lower in _HARDLY and any(c.dep == "det" and c.lower == "any" for c in argument.children):
            return True  # "scarcely any villagers"
        if child.dep in ("amod", "det", "nummod") and child.lower == "few" and argument.dep != "obj":
            return not any(c.lower in ("a", "the", "these", "those") for c in argument.children if c.dep == "det")
        if child.dep == "conj" and any(c.dep == "cc" and c.lower == "nor" for c in child.children):
            return True
    return argument.lower in ("neither", "few") and argument.pos in ("PRON", "DET", "ADJ", "NOUN")


def _excludes(word: Word) -> bool:
    """Whether a marker leaves out what follows: "without", "instead of", "rather than", "far from"."""
    if word.lower == "without":
        return True
    following = word.tree[word.i + 1].lower if word.i + 1 < len(word.tree) else ""
    return (word.lower, following) in (("instead", "of"), ("rather", "than"), ("far", "from"))


def _nearly(adverb: Word, verb: Word) -> bool:
    return adverb.lower in word_class("nearly adverb") and adverb.i < verb.i and verb.pos in ("VERB", "AUX")


def _is_clausal(word: Word) -> bool:
    return word.pos in ("VERB", "AUX") or any(child.dep == "cop" for child in word.children)


def _next_is(word: Word, lower: str) -> bool:
    return word.i + 1 < len(word.tree) and word.tree[word.i + 1].lower == lower
