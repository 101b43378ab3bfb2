"""How firmly a relation is said to hold: auxiliaries and adverbs of its clause, and whatever governs the clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.conditions import conditional, follows_if, supposed, under_condition
from kg.extract.noun_modality import BY_NOUN, by_preposition, modified, nominal
from kg.extract.qualifiers import (
    bare_participle,
    governor,
    has_subject,
    is_yet_to,
    lexeme,
    nobody,
    passive,
    stands_for,
    with_preposition,
    word_class,
    yet_to_come,
)
from kg.model import Modality

if TYPE_CHECKING:
    from spacy.tokens import Token

_POSSIBLE = frozenset({"could", "may", "might", "can", "ca", "cannot"})
_FUTURE = frozenset({"will", "shall", "'ll", "’ll", "wo", "gonna"})
_DESIRED = frozenset({"should", "must", "ought"})
_WOULD = frozenset({"would", "'d", "’d"})
_ENTERTAINED = frozenset(
    "fear worry suspect doubt wonder speculate afraid worried concerned possible unclear dread likely unlikely conceivable probable "
    "uncertain imagine suppose assume anxious fearful nervous doubtful inconceivable impossible implausible improbable unthinkable "
    "plausible debatable questionable arguable feasible sceptical skeptical dubious".split()
)
_ASKING = frozenset(
    "demand insist propose urge recommend request ask want wish order hope require suggest prefer stipulate pray long yearn".split()
)
_UNDER_WAY = frozenset({"process", "middle", "midst", "act", "habit", "business", "course"})
_FOUND = frozenset({"convict of", "result from", "come from", "tire of", "make of"})
_UNSURPRISING = frozenset("surprising strange secret unusual enough odd unexpected true correct accurate right".split())
_ORDINALS = frozenset({"first", "second", "third", "last", "latest"})
_TALK = frozenset({"word", "report", "whisper", "story", "argument", "legend", "version", "tale", "gossip", "charge"})
_FIRM = (Modality.CONDITIONAL, Modality.POSSIBLE, Modality.DESIRED, Modality.FUTURE)
_QUESTION_WORDS = frozenset({"how", "where", "when", "whether", "what", "which", "whom", "why"})
_DEEPEST = 12


def modality(token: Token) -> Modality:
    """How firmly the predicate headed by `token` is said to hold, where it stands.

    >>> modality(doc_of("rebels could attack Oslo", [2, 2, 2, 2], "nsubj aux root obj")[2]).value
    'possible'
    """
    found = _firmness(token, 0)
    return Modality.POSSIBLE if found is Modality.ASSERTED and _wondered(token) else found


def _wondered(token: Token) -> bool:
    """Whether the clause is an infinitive behind a question word ("knows how to build it"), which tells of no deed."""
    to = next((child for child in token.children if child.dep_ == "mark" and child.lower_ == "to" and child.i < token.i), None)
    return to is not None and to.i > 0 and token.doc[to.i - 1].lower_ in _QUESTION_WORDS


def _firmness(token: Token, depth: int) -> Modality:
    if depth > _DEEPEST:
        return Modality.ASSERTED
    own = _own(token)
    if own is Modality.FUTURE and governor(token)[0] is None:
        return Modality.POSSIBLE if _question(token) is Modality.POSSIBLE else own  # "will they leave?"
    if own is not Modality.ASSERTED:
        return own
    if token.dep_ == "conj" and not has_subject(token) and not _auxiliaries(token) and token.head.pos_ == token.pos_:
        return _firmness(token.head, depth + 1)
    if token.dep_ == "conj" and has_subject(token):
        return Modality.CONDITIONAL if conditional(token.head) else _question(token)
    above, link = governor(token)
    return _from_above(token, above, link, depth) if above is not None else _question(token)


def _own(token: Token) -> Modality:
    """What the clause says of itself: condition, auxiliary, adverb, adjective, imperative."""
    words = _auxiliaries(token)
    if _purpose(token) and (words or token.tag_ != "VBD"):
        return Modality.DESIRED
    if conditional(token) or supposed(token):
        return Modality.CONDITIONAL
    if words & (_POSSIBLE | _FUTURE | _WOULD) and under_condition(token):
        return Modality.CONDITIONAL
    if not words and token.lemma_.lower() not in word_class("speech verb") and follows_if(token):
        return Modality.CONDITIONAL
    if words & _POSSIBLE:
        return Modality.POSSIBLE
    if words & _FUTURE:
        hoped = token.dep_ == "ccomp" and token.head.lemma_.lower() in ("hope", "wish", "pray", "hopeful")
        return Modality.DESIRED if hoped else Modality.FUTURE
    if words & _DESIRED or any(child.lower_ == "let" and child.dep_ == "aux" for child in token.children):
        return Modality.DESIRED
    if words & _WOULD:
        return _would(token)
    if any(child.dep_ == "advmod" and child.lower_ in word_class("doubting adverb") for child in token.children):
        return Modality.POSSIBLE
    if token.pos_ in ("NOUN", "PROPN"):
        return modified(token)
    if (equated := _equated(token)) is not None:
        return equated
    if _guessed(token):
        return Modality.POSSIBLE
    if preposition := stands_for(token):
        return Modality.DESIRED if preposition in ("for", "against") else Modality.POSSIBLE
    if token.i and token.doc[token.i - 1].lower_ == "better" and any(child.lower_ == "had" for child in token.children):
        return Modality.DESIRED  # "had better leave"
    if _was_to_have(token):
        return Modality.CONDITIONAL
    if _is_to(token):
        return Modality.ASSERTED if yet_to_come(token) or (token.head.lower_ == "yet" and token.dep_ == "xcomp") else Modality.FUTURE
    if _imperative(token):
        return Modality.DESIRED
    return Modality.ASSERTED


def _was_to_have(token: Token) -> bool:
    """Whether the clause is of the kind "was to have met", which tells what was planned and did not come about."""
    if token.tag_ != "VBN":
        return False
    words = {child.lower_ for child in token.children if child.dep_ in ("aux", "aux:pass", "cop", "mark")}
    return {"to", "have"} <= words and bool(words & {"was", "were"})


def _purpose(token: Token) -> bool:
    """Whether the clause tells what something is done for: "so that fewer people flee"; in the past it is what came of it."""
    return token.dep_ in ("advcl", "ccomp") and any(
        child.dep_ in ("mark", "fixed") and child.lower_ == "that" and child.i and child.nbor(-1).lower_ in ("so", "order")
        for child in token.subtree
        if child.i < token.i
    )


def _is_to(token: Token) -> bool:
    """Whether the clause is of the kind "is to meet", which headlines shorten to "Oslo to meet envoy"."""
    marked = any(child.dep_ in ("mark", "aux") and child.lower_ == "to" for child in token.children)
    if not marked or token.tag_ != "VB":
        return False
    headline = token.dep_ in ("ROOT", "root", "ccomp", "parataxis") and any(
        child.dep_ in ("nsubj", "nsubj:pass") and child.i < token.i for child in token.children
    )
    return headline or any(child.dep_ in ("cop", "aux") and child.lemma_ == "be" for child in token.children)


def _imperative(token: Token) -> bool:
    if token.tag_ != "VB" or token.dep_ not in ("ROOT", "root", "ccomp", "parataxis"):
        return False
    if any(child.dep_ in ("nsubj", "nsubj:pass", "aux", "aux:pass", "cop", "expl") for child in token.children):
        return False
    return not any(child.dep_ == "mark" and child.lower_ == "to" for child in token.children)


def _auxiliaries(token: Token) -> frozenset[str]:
    return frozenset(child.lower_ for child in token.children if child.dep_ == "aux")


def _would(token: Token) -> Modality:
    """`would` under a report in the past tense tells the future; under a hope or a fear it takes what the hope or fear gives."""
    above, link = governor(token)
    if above is not None and link in ("ccomp", "parataxis", "acl", "acl:relcl", "advcl", "conj"):
        lemma = above.lemma_.lower()
        if lemma in _ENTERTAINED or lemma in word_class("doubting noun"):
            return Modality.POSSIBLE
        if lemma in word_class("desire") and lemma not in word_class("speech verb"):
            return Modality.DESIRED
    if any(child.dep_ == "aux" and child.lemma_.lower() == "have" for child in token.children):
        return Modality.CONDITIONAL  # "would have signed": it did not come to that
    return Modality.FUTURE


def _from_above(token: Token, above: Token, link: str, depth: int) -> Modality:
    """What the governor makes of the clause."""
    lemma = above.lemma_.lower()
    marks = {child.lower_ for child in token.children if child.dep_ in ("mark", "aux")}
    infinitive = ("to" in marks and not _is_gerund(token)) or (token.tag_ == "VB" and token.i > 0 and token.doc[token.i - 1].lower_ == "to")
    if link == "ccomp" and above.pos_ == "NOUN":
        link = "acl"
    if link == "csubj" and marks & {"that", "whether"}:
        link = "ccomp"  # "it is rumoured that": the clause is what is rumoured, subject or not
    if link == "ccomp":
        if marks & {"whether", "if"}:
            return Modality.POSSIBLE
        firm = _complement(token, above, lemma, depth)
        return firm if firm is not Modality.ASSERTED else _question(token)  # "would you say that …?"
    if link in ("obl", "obj", "nmod", "nsubj", "nsubj:pass") and token.pos_ in ("NOUN", "PROPN"):
        return nominal(token, above, link, lambda governing: _firmness(governing, depth + 1))
    if (outlook := _outlook(token, above, link)) is not None:
        return outlook
    if link in ("xcomp", "csubj", "obj") or (link in ("obl", "advcl") and _is_gerund(token) and _cased(token)):
        return _open_complement(token, above, lemma, infinitive, depth)
    if link == "advcl":
        return _adverbial(token, above, lemma, marks, depth)
    if link in ("appos", "parataxis", "list", "dep", "discourse"):
        return _question(token)
    if link == "acl" and infinitive and (above.lemma_.lower() in _ORDINALS or "but" in marks):
        return _firmness(above, depth + 1)  # "was the first to leave", "had no choice but to leave"
    if link in ("acl", "nmod"):
        return _of_noun(token, above, link, lemma, marks, depth)
    return Modality.ASSERTED


def _adverbial(token: Token, above: Token, lemma: str, marks: set[str], depth: int) -> Modality:
    if "to" in marks and not _is_gerund(token):
        if lexeme(above) in word_class("implicative") and lexeme(above) != lemma:
            return _firmness(above, depth + 1)
        if above.pos_ in ("ADJ", "VERB") and lemma in word_class("intention"):
            return Modality.FUTURE
        return Modality.DESIRED
    if "for" in marks and lemma in word_class("accusation verb"):
        return Modality.ASSERTED
    if "whether" in marks or ("before" in marks and token.lemma_.lower() in ("manage", "get", "succeed")):
        return Modality.POSSIBLE  # "whether or not they attack", "before it managed to attack"
    if marks & {"until", "before", "once", "when", "after", "till", "while", "as"} and token.tag_ in ("VBP", "VBZ", "VB"):
        # what must come first is itself still to come where the main clause is
        firm = _firmness(above, depth + 1)
        return Modality.CONDITIONAL if firm in _FIRM or marks & {"until", "till"} else Modality.ASSERTED
    if token.tag_ in ("VBG", "VBN") and not marks & {"after", "since", "because", "as", "when", "while", "although", "though"}:
        return _firmness(above, depth + 1)
    return Modality.ASSERTED


def _of_noun(token: Token, noun: Token, link: str, lemma: str, marks: set[str], depth: int) -> Modality:
    """What the noun that a clause hangs on makes of it: plan, request, prospect."""
    infinitive = "to" in marks
    if not marks and token.tag_ == "VBG" and noun.dep_ == "nmod" and any(child.lower_ == "of" for child in noun.children):
        # "the prospect of Sweden joining": the noun above takes the gerund with its subject
        return _of_noun(token, noun.head, "nmod", noun.head.lemma_.lower(), {"of"}, depth + 1)
    if not marks and token.tag_ in ("VBN", "VBG") and noun.dep_ == "obj" and noun.head.lemma_ in ("see", "want", "have", "get", "need"):
        # "would see grain escorted", "wants the crew freed": as firm as the verb above
        return Modality.DESIRED if noun.head.lemma_ in ("want", "need") else _firmness(noun.head, depth + 1)
    if infinitive or link == "nmod" or token.tag_ == "VBG" or "that" in marks or "whether" in marks:
        if "whether" in marks:
            return Modality.POSSIBLE
        if lemma in word_class("planning noun"):
            return Modality.FUTURE
        if lemma in word_class("doubting noun"):
            return Modality.POSSIBLE
        if "that" in marks and lemma in word_class("open claim noun"):
            upper, role = governor(noun)
            if upper is not None and role == "obj" and upper.lemma_.lower() in word_class("denial"):
                return Modality.ASSERTED  # "rejected claims that": whoever rejects them says firmly that it is not so
            owned = any(child.dep_ == "nmod:poss" for child in noun.children)
            return Modality.ASSERTED if owned else Modality.POSSIBLE
        if "that" in marks and lemma in (
            "evidence",
            "proof",
            "sign",
            "fact",
            "news",
            "report",
            "statement",
            "announcement",
            "confirmation",
        ):
            return Modality.ASSERTED
        if lemma in word_class("wishing noun") or (infinitive and noun.pos_ in ("NOUN", "PROPN")):
            return Modality.DESIRED
    return Modality.ASSERTED


def _complement(token: Token, above: Token, lemma: str, depth: int) -> Modality:
    """What a verb or adjective makes of its that-clause."""
    unsaid = lemma in word_class("speech verb") and any(child.lower_ in word_class("negating adverb") for child in above.children)
    if above.pos_ == "ADJ" and lemma not in _UNSURPRISING and any(c.lower_ in word_class("negating adverb") for c in above.children):
        unsaid = True  # "it is not clear that"
    if nobody(above) and lemma not in word_class("denial") and lemma != "doubt":
        unsaid = True
    if lemma in _ENTERTAINED or unsaid or _rumoured(above, lemma):
        return Modality.POSSIBLE
    if lemma in _ASKING:
        # the bare form after `that` asks for something: "insist that he leave"
        asked = token.tag_ in ("VB", "VBN", "VBP") and not _auxiliaries(token)
        bare = token.tag_ == "VB" or (token.tag_ == "VBN" and any(c.lower_ == "be" for c in token.children if c.dep_ == "aux:pass"))
        if lemma in ("hope", "want", "wish", "demand", "pray", "long", "yearn"):
            return Modality.DESIRED
        # a present under a past asks too: "proposed that the envoys meet"
        present = asked and token.tag_ == "VBP" and above.tag_ == "VBD" and token.lemma_.lower() != "be"
        return Modality.DESIRED if bare or present or (asked and _unagreeing(token)) else Modality.ASSERTED
    if lemma in word_class("open report verb") and passive(above) and not _agent(above) and lemma not in ("say", "know", "understand"):
        return Modality.POSSIBLE
    if lemma in ("mean", "ensure", "show", "prove", "see", "make"):
        return Modality.DESIRED if lemma == "ensure" else _firmness(above, depth + 1)
    if lemma in ("seem", "appear", "pretend", "claim", "think") and lemma != "claim":
        return Modality.POSSIBLE if lemma != "think" else Modality.ASSERTED
    return Modality.ASSERTED


def _rumoured(verb: Token, lemma: str) -> bool:
    """Whether a that-clause behind a verb belongs to its subject, a noun of talk: "word spread that", "claims emerged that"."""
    spreading = ("spread", "emerge", "circulate", "surface", "swirl", "mount", "grow", "persist", "abound", "fly", "go", "run", "have")
    return lemma in spreading and any(
        child.dep_ in ("nsubj", "compound") and child.lemma_.lower() in word_class("open claim noun") | _TALK for child in verb.children
    )


def _equated(verb: Token) -> Modality | None:
    """What a noun makes of the clause that a copula equates with it: "the plan is that", "the fear is that"."""
    noun = next((child.lemma_.lower() for child in verb.children if child.dep_ == "nsubj:outer"), "")
    if not noun or not any(child.dep_ == "mark" and child.lower_ == "that" for child in verb.children):
        return None
    if noun in word_class("open claim noun") | _TALK:
        return Modality.POSSIBLE
    return next((firmness for name, firmness in BY_NOUN if noun in word_class(name)), None)


def _guessed(token: Token) -> bool:
    """Whether something beside the clause makes a guess of it: "…, envoys hope", "…, the story goes", "in all probability"."""
    for child in token.children:
        if child.dep_ not in ("parataxis", "obl"):
            continue
        lemma = child.lemma_.lower()
        if child.dep_ == "parataxis" and child.i > token.i and not any(below.dep_ in ("ccomp", "mark") for below in child.children):
            talk = any(
                below.dep_ in ("nsubj", "obj") and below.lemma_.lower() in word_class("open claim noun") | _TALK for below in child.children
            )
            if lemma in _ENTERTAINED | {"hope", "pray"} or (lemma in ("go", "run") and talk):
                return True
        if child.dep_ == "obl" and lemma in ("probability", "likelihood", "theory", "principle", "paper"):
            return any(below.dep_ == "case" and below.lower_ in ("in", "on") for below in child.children)
    above = token.head
    if token.dep_ != "ccomp" or token.i > above.i:
        return False
    unnamed = above.lemma_.lower() in word_class("aside speech verb") and passive(above) and not _agent(above)
    return unnamed and any(child.lower_ == "it" for child in above.children)


def _unagreeing(verb: Token) -> bool:
    """Whether a singular subject stands with a plural verb, as the subjunctive has it: "demanded that the general hand over"."""
    subject = next((child for child in verb.children if child.dep_ in ("nsubj", "nsubj:pass")), None)
    return subject is not None and verb.tag_ == "VBP" and subject.tag_ in ("NN", "NNP")


def _agent(verb: Token) -> bool:
    return any(child.dep_ == "obl:agent" for child in verb.children)


def _open_complement(token: Token, above: Token, lemma: str, infinitive: bool, depth: int) -> Modality:
    """What a verb or adjective makes of its infinitive or gerund."""
    if any(child.lower_ == "against" and child.dep_ in ("mark", "case") for child in token.children):
        return Modality.DESIRED
    if (infinitive or token.tag_ == "VBG") and _own(above) is Modality.CONDITIONAL:
        return Modality.CONDITIONAL
    if infinitive and lemma == "able" and any(child.lower_ in ("was", "were") for child in above.children):
        return _firmness(above, depth + 1)  # "was able to leave": it left
    if infinitive and lemma == "go" and above.tag_ == "VBG":
        past = any(child.lower_ in ("was", "were") for child in above.children)
        return Modality.CONDITIONAL if past else Modality.FUTURE  # "was going to": it did not come to that, or not yet
    if lexeme(above) in word_class("implicative") and lexeme(above) != lemma:
        return _firmness(above, depth + 1)  # "went on to", "turned out to"
    if lemma in word_class("denial") or (lemma in word_class("owned complement") and not passive(above)):
        return Modality.ASSERTED
    if lemma in word_class("failure") and not (lemma in ("keep", "stop") and token.tag_ == "VBG"):
        return _firmness(above, depth + 1)
    if not (infinitive or token.tag_ == "VBG" or above.pos_ == "ADJ"):
        return _firmness(above, depth + 1)
    if (passive(above) or bare_participle(above)) and not _agent(above) and lemma in word_class("open report verb"):
        if lemma in ("expect",):
            return Modality.FUTURE
        return Modality.ASSERTED if lemma == "know" else Modality.POSSIBLE
    if passive(above) and lemma in word_class("open report verb") - {"expect"}:
        return Modality.ASSERTED  # "was reported by the paper to have fled": so the paper says
    if lemma == "rule" and token.tag_ == "VBG":
        return Modality.FUTURE
    for name, firmness in (
        ("implicative", None),
        ("intention", Modality.FUTURE),
        ("desire", Modality.DESIRED),
        ("possibility", Modality.POSSIBLE),
    ):
        if lemma in word_class(name):
            if firmness is None or (firmness is Modality.DESIRED and not infinitive):
                return _firmness(above, depth + 1)
            return firmness
    if infinitive and above.tag_ == "MD":
        return Modality.DESIRED  # "ought to"
    if infinitive and lemma == "be":
        return Modality.FUTURE
    if infinitive and above.lower_ == "had" and above.dep_ not in ("ccomp", "advcl"):
        return _firmness(above, depth + 1)  # "had to leave": it left, unless that is what somebody says it must
    if is_yet_to(token, above):
        return _firmness(above, depth + 1)
    if infinitive and lemma == "have":
        return Modality.DESIRED
    if infinitive and above.pos_ in ("VERB", "ADJ"):
        return Modality.DESIRED
    return Modality.POSSIBLE if lemma in ("wary", "consider", "opposed", "keen", "capable") else _firmness(above, depth + 1)


def _outlook(token: Token, above: Token, link: str) -> Modality | None:
    """What a verb or adjective makes of the gerund that its preposition leads to ("aimed at ending", "bent on ending"); None: nothing."""
    if not _is_gerund(token) or link not in ("obl", "advcl", "acl", "xcomp") or has_subject(token):
        return None
    if (found := by_preposition(token, above)) is not None:
        return found
    sense = with_preposition(token, above)
    placed = above.pos_ == "NOUN" and any(child.dep_ == "cop" for child in above.children)
    if placed and any(child.dep_ == "case" for child in above.children) and above.lemma_.lower() not in _UNDER_WAY:
        return Modality.FUTURE if above.lemma_.lower() in word_class("planning noun") else Modality.POSSIBLE  # "was in favour of leaving"
    if passive(above) and not passive(token) and sense.partition(" ")[2] in ("of", "from", "out of") and sense not in _FOUND:
        return Modality.POSSIBLE  # "was cleared of leaving"
    return None


def _is_gerund(token: Token) -> bool:
    """Whether the predicate is a gerund, also a perfect or passive one: "selling", "having sold", "being sold"."""
    return token.tag_ == "VBG" or any(child.tag_ == "VBG" for child in token.children if child.dep_ in ("aux", "aux:pass", "cop"))


def _cased(token: Token) -> bool:
    return any(child.dep_ in ("mark", "case") for child in token.children)


def _question(token: Token) -> Modality:
    """Possible where the sentence asks."""
    sentence = token.sent if token.doc.has_annotation("SENT_START") else token.doc[:]
    for i in range(sentence.end - 1, max(sentence.start, sentence.end - 5) - 1, -1):
        word = token.doc[i]
        if not word.is_space and word.text not in ('"', "'", "”", "’"):
            return Modality.POSSIBLE if word.text == "?" else Modality.ASSERTED
    return Modality.ASSERTED
