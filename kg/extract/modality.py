"""How firmly a relation is said to hold: auxiliaries and adverbs of its clause, and whatever governs the clause."""

from __future__ import annotations

from kg.extract.conditions import conditional
from kg.extract.grammar import Word, own_tense
from kg.extract.mood import ENTERTAINED, auxiliaries, has_agent, is_talk, own_mood, question, unagreeing
from kg.extract.noun_modality import by_preposition, nominal
from kg.extract.outlook import is_present, of_clause, of_sentence
from kg.extract.polarity import polarity
from kg.extract.qualifiers import (
    bare_participle,
    governor,
    has_subject,
    is_yet_to,
    lexeme,
    nobody,
    passive,
    says_that,
    with_preposition,
    word_class,
)
from kg.model import Modality, Polarity

_FINDING = frozenset("establish prove find show demonstrate conclude verify determine".split())
_ASKING = frozenset(
    "demand insist propose urge recommend request ask want wish order hope require suggest prefer stipulate pray long yearn".split()
)
_UNDER_WAY = frozenset({"process", "middle", "midst", "act", "habit", "business", "course"})
_FOUND = frozenset({"convict of", "result from", "come from", "tire of", "make of"})
_UNSURPRISING = frozenset("surprising strange secret unusual enough odd unexpected true correct accurate right".split())
_ORDINALS = frozenset({"first", "second", "third", "fourth", "fifth", "last", "latest"})
_FIRM = (Modality.CONDITIONAL, Modality.POSSIBLE, Modality.DESIRED, Modality.FUTURE)
_TEXTS = frozenset("resolution declaration decree law bill motion statement letter order ruling treaty".split())
"""What does what its participle tells: "a law banning dams"."""
_DEBATES = frozenset("debate discussion vote referendum consultation hearing question".split())
_STEPS = frozenset("step stride path road".split())
_PASSING = frozenset("pass adopt approve sign enact ratify carry implement enforce".split())
_WINNING = frozenset("defeat beat win overcome edge oust overtake rise recover survive outpoll unseat grow".split())
_WON = frozenset("become win take secure clinch claim".split())
_QUESTION_WORDS = frozenset({"how", "where", "when", "whether", "what", "which", "whom", "why"})
_DEEPEST = 12


def modality(word: Word) -> Modality:
    """How firmly the predicate headed by `word` is said to hold, where it stands.

    >>> modality(tree_of("rebels could attack Oslo", [2, 2, 2, 2], "nsubj aux root obj")[2]).value
    'possible'
    """
    found = _firmness(word, 0)
    return Modality.POSSIBLE if found is Modality.ASSERTED and _wondered(word) else found


def _wondered(word: Word) -> bool:
    """Whether the clause is an infinitive behind a question word ("knows how to build it"), which tells of no deed."""
    to = next((child for child in word.children if child.dep == "mark" and child.lower == "to" and child.i < word.i), None)
    return to is not None and to.i > 0 and word.tree[to.i - 1].lower in _QUESTION_WORDS


def _firmness(word: Word, depth: int) -> Modality:
    if depth > _DEEPEST:
        return Modality.ASSERTED
    own = own_mood(word)
    if own is Modality.FUTURE and governor(word)[0] is None:
        return Modality.POSSIBLE if question(word) is Modality.POSSIBLE else own  # "will they leave?"
    if own is not Modality.ASSERTED:
        return own
    if (hinted := of_sentence(word)) is not None:
        return hinted
    if word.dep == "conj" and not has_subject(word) and not auxiliaries(word) and word.head.pos == word.pos and not own_tense(word):
        return _firmness(word.head, depth + 1)
    if word.dep == "conj" and has_subject(word):
        return Modality.CONDITIONAL if conditional(word.head) else question(word)
    above, link = governor(word)
    return _from_above(word, above, link, depth) if above is not None else question(word)


def _from_above(word: Word, above: Word, link: str, depth: int) -> Modality:
    """What the governor makes of the clause."""
    if (hinted := of_clause(word, above, link)) is not None:
        return hinted
    lemma = above.lemma
    marks = {child.lower for child in word.children if child.dep in ("mark", "aux")}
    infinitive = ("to" in marks and not _is_gerund(word)) or (word.tag == "VB" and word.i > 0 and word.tree[word.i - 1].lower == "to")
    if _is_gerund(word) and lemma in word_class("accusation verb") and nobody(above):
        return Modality.POSSIBLE  # "no one has accused Oslo of arming rebels"
    if _is_gerund(word) and has_subject(word) and lexeme(above) == "rule out":
        return Modality.POSSIBLE  # "refused to rule out Oslo sending soldiers"
    if any(child.lower == "let" and child.has("fixed") for child in word.of("cc")):
        return Modality.POSSIBLE  # "ruled out talks, let alone opening the border"
    if word.tag == "VB" and marks == {"than"}:
        return Modality.POSSIBLE  # "would rather die than surrender the town"
    if _is_gerund(word) and (marks == {"than"} or (marks & {"to", "over"} and "prefer" in (lemma, above.head.lemma))):
        return Modality.POSSIBLE  # "preferred talks to sending troops"
    if _is_gerund(word) and link == "advcl" and marks & {"since", "after"}:
        return _firmness(above, depth + 1) if auxiliaries(above) & {"will", "would", "could", "may", "might"} else Modality.ASSERTED
    if _is_gerund(word) and "on" in marks and link == "advcl" and (topic := _topic_of(word, above)) is not None:
        if topic.lemma in word_class("wishing noun", "planning noun"):
            return Modality.DESIRED  # "passed a resolution on defeating"
        if topic.lemma in _DEBATES:
            return Modality.POSSIBLE  # "held a debate on arming"
    if _is_gerund(word) and marks & {"to", "toward", "towards"} and {above.lemma, *(child.lemma for child in above.of("obj"))} & _STEPS:
        return Modality.DESIRED  # "took a step to resolving"
    if _is_gerund(word) and "by" in marks and above.tag == "VB" and above.dep == "advcl" and above.head.tag in ("VBD", "VBN"):
        return _firmness(above.head, depth + 1)  # "came to protect the town by closing the road"
    if _is_gerund(word) and "for" in marks and lemma in ("propose", "suggest", "recommend", "submit", "table", "draft"):
        return Modality.DESIRED  # "a bill was proposed for banning dams"
    if link == "ccomp" and above.pos == "NOUN":
        link = "acl"
    if link in ("csubj", "ccomp") and lemma in word_class("necessity adjective") and is_present(word) and not marks & {"whether"}:
        # "it is vital that Oslo sign"
        return Modality.POSSIBLE if polarity(above) is Polarity.NEGATIVE else Modality.DESIRED
    if link == "csubj" and marks & {"that", "whether"}:
        link = "ccomp"  # "it is rumoured that": the clause is what is rumoured, subject or not
    if link == "ccomp":
        if marks & {"whether", "if"}:
            return Modality.POSSIBLE
        firm = _complement(word, above, lemma, depth)
        return firm if firm is not Modality.ASSERTED else question(word)  # "would you say that …?"
    if link in ("obl", "obj", "nmod", "nsubj", "nsubj:pass") and word.pos in ("NOUN", "PROPN"):
        return nominal(word, above, link, lambda governing: _firmness(governing, depth + 1))
    if (outlook := _outlook(word, above, link)) is not None:
        return outlook
    if link in ("xcomp", "csubj", "obj") or (link in ("obl", "advcl") and _is_gerund(word) and _cased(word)):
        return _open_complement(word, above, lemma, infinitive, depth)
    if link == "advcl":
        return _adverbial(word, above, lemma, marks, depth)
    if link in ("appos", "parataxis", "list", "dep", "discourse"):
        return question(word)
    told = above.has("cop") or above.dep == "appos" or (above.dep == "xcomp" and above.head.lemma in ("become", "remain"))
    counted = told and any(child.lower in _ORDINALS | {"only", "next"} for child in above.of("amod"))
    if link in ("acl", "acl:relcl") and above.pos == "NOUN" and any(child.lower == "no" for child in above.of("det")):
        open_ = (
            word.tag in ("VBN", "VBG") if link == "acl" else above.dep == "obj" and above.head.lemma not in ("be", "have", "see", "find")
        )
        if (open_ and not has_subject(word)) or (open_ and link == "acl:relcl"):
            return Modality.POSSIBLE  # "no vote organised by rebels", "will take no step that Chad opposes"
    if link == "acl" and infinitive and (above.lemma in _ORDINALS or counted or "but" in marks):
        # "was the first to leave", "had no choice but to leave", "Lund, the only leader to visit"
        return Modality.ASSERTED if above.dep == "appos" else _firmness(above, depth + 1)
    if link in ("acl", "nmod"):
        return _of_noun(word, above, link, lemma, marks, depth)
    return _relative(word, above) if link == "acl:relcl" else Modality.ASSERTED


def _relative(word: Word, noun: Word) -> Modality:
    """What a relative clause takes from its noun: "it is time Oslo left", "imagines a world in which Oslo leaves"."""
    if noun.lemma == "time" and noun.has("cop") and word.tag == "VBD" and any(child.lower == "it" for child in noun.of("nsubj", "expl")):
        return Modality.DESIRED
    if noun.has("cop") and any(mark.lower in ("whether", "if") for mark in noun.of("mark")):
        return Modality.POSSIBLE  # "asked whether it was a bomb that killed them"
    inside = any(child.lower in ("which", "where") and child.dep in ("obl", "advmod") for child in word.children)
    above = noun.head.lemma if noun.dep in ("obj", "obl") else ""
    made_up = noun.kind in ("GPE", "LOC") and any(child.lower in ("a", "an") for child in noun.of("det"))  # "a Berlin that has left"
    made_up |= above in ("imagine", "envisage", "envision", "dream") and any(child.lower in ("a", "an") for child in noun.of("det"))
    feared = inside and (above in ("imagine", "envisage", "envision", "picture", "dream", "fear") or noun.lemma == "scenario")
    return Modality.POSSIBLE if made_up or feared else Modality.ASSERTED


def _adverbial(word: Word, above: Word, lemma: str, marks: set[str], depth: int) -> Modality:
    if "to" in marks and lemma == "do" and any(child.lower in ("nothing", "little") for child in above.of("obj")):
        return _firmness(above, depth + 1)  # "has done nothing to stop the war"
    if "to" in marks and lemma in _WINNING and word.lemma in _WON:
        return _firmness(above, depth + 1)  # "defeated Lund to become mayor"
    if "to" in marks and above.pos == "ADJ" and any(child.lower == "enough" for child in above.of("advmod")):
        return Modality.POSSIBLE  # "strong enough to destroy the bridge"
    if "to" in marks and not _is_gerund(word):
        unable = above.pos == "ADJ" and lemma in word_class("failure")
        if unable or (lexeme(above) in word_class("implicative") and lexeme(above) != lemma) or _done_by(word, lemma):
            return _firmness(above, depth + 1)
        if above.pos in ("ADJ", "VERB") and lemma in word_class("intention"):
            return Modality.FUTURE
        return Modality.DESIRED
    if "for" in marks and lemma in word_class("accusation verb"):
        return Modality.ASSERTED
    if "whether" in marks or ("before" in marks and word.lemma in ("manage", "get", "succeed")):
        return Modality.POSSIBLE  # "whether or not they attack", "before it managed to attack"
    if marks & {"until", "before", "once", "when", "after", "till", "while", "as"} and word.tag in ("VBP", "VBZ", "VB"):
        # what must come first is itself still to come where the main clause is
        firm = _firmness(above, depth + 1)
        return Modality.CONDITIONAL if firm in _FIRM or marks & {"until", "till"} else Modality.ASSERTED
    waited = marks & {"until", "till"} and (
        _binds(above) or (above.dep == "xcomp" and _binds(above.head)) or _firmness(above, depth + 1) in _FIRM
    )
    if waited:
        return Modality.CONDITIONAL  # "promised strikes until Oslo joined", "refused to leave until Chad signed"
    if word.tag in ("VBG", "VBN") and not marks & {"after", "since", "because", "as", "when", "while", "although", "though"}:
        return _firmness(above, depth + 1)
    return Modality.ASSERTED


def _binds(verb: Word) -> bool:
    """Whether the verb tells what somebody will or would have done, not what was done."""
    return lexeme(verb) in word_class("intention", "planning verb", "desire") or verb.lemma in ("refuse", "decline")


def _is_draft(text: Word, verb: Word | None) -> bool:
    """Whether a text that would do something is not in force: a bill or motion that the clause does not pass, a law that it proposes or
    drops ("debated a bill banning dams", "vetoed a law banning dams")."""
    if (
        verb is not None
        and verb.lemma in _PASSING
        and not any(child.dep == "advmod" and child.lower in ("not", "never") for child in verb.children)
    ):
        return False
    draft = any(child.dep in ("compound", "amod") and child.lower in ("draft", "proposed") for child in text.children)
    return draft or text.lemma in ("bill", "motion") or (verb is not None and lexeme(verb) in word_class("delaying verb", "undoing verb"))


def _of_noun(word: Word, noun: Word, link: str, lemma: str, marks: set[str], depth: int) -> Modality:
    """What the noun that a clause hangs on makes of it: plan, request, prospect."""
    infinitive = "to" in marks
    if says_that(word):
        marks = marks | {"that"}
    upper, role = governor(noun)
    retracted = upper is not None and role in ("obj", "nsubj:pass") and lexeme(upper) in word_class("retracting verb")
    if retracted and link == "acl" and has_subject(word):
        return Modality.POSSIBLE  # "withdrew its claim that"
    if not marks and word.tag == "VBG" and noun.dep == "nmod" and any(child.lower == "of" for child in noun.children):
        # "the prospect of Sweden joining": the noun above takes the gerund with its subject
        return _of_noun(word, noun.head, "nmod", noun.head.lemma, {"of"}, depth + 1)
    made = noun.dep == "obj" and noun.head.lemma in ("see", "want", "have", "get", "need") and lemma not in word_class("doubting noun")
    if not marks and word.tag in ("VBN", "VBG") and made:
        # "would see grain escorted", "wants the crew freed": as firm as the verb above
        return Modality.DESIRED if noun.head.lemma in ("want", "need") else _firmness(noun.head, depth + 1)
    if not marks and word.tag == "VBG" and lemma in _TEXTS:
        if _is_draft(noun, upper if role in ("obj", "nsubj:pass", "nsubj") else None):
            return Modality.DESIRED
        return _firmness(upper, depth + 1) if upper is not None and role in ("obj", "nsubj:pass") else Modality.ASSERTED
    if infinitive or link == "nmod" or word.tag == "VBG" or "that" in marks or "whether" in marks:
        if "whether" in marks:
            return Modality.POSSIBLE
        if lemma in word_class("planning noun"):
            return Modality.FUTURE
        if lemma in word_class("doubting noun"):
            return Modality.POSSIBLE
        if "that" in marks and lemma in word_class("open claim noun"):
            if upper is not None and role == "obj" and upper.lemma in word_class("denial"):
                return Modality.ASSERTED  # "rejected claims that": whoever rejects them says firmly that it is not so
            owned = any(child.dep == "nmod:poss" for child in noun.children)
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
        if lemma in word_class("wishing noun") or (infinitive and noun.pos in ("NOUN", "PROPN")):
            return Modality.DESIRED
    return Modality.ASSERTED


def _complement(word: Word, above: Word, lemma: str, depth: int) -> Modality:
    """What a verb or adjective makes of its that-clause."""
    unsaid = lemma in word_class("speech verb") and any(child.lower in word_class("negating adverb") for child in above.children)
    if above.pos == "ADJ" and lemma not in _UNSURPRISING and any(c.lower in word_class("negating adverb") for c in above.children):
        unsaid = True  # "it is not clear that"
    if nobody(above) and lemma not in word_class("denial") and lemma != "doubt":
        unsaid = True
    if any(child.lower in word_class("untruth adverb") for child in above.of("advmod")):
        unsaid = True  # "wrongly claimed that"
    if lemma in word_class("speech verb") | _FINDING and polarity(above) is Polarity.NEGATIVE:
        unsaid = True  # "failed to establish that", "stopped short of saying"
    if lemma == "have" and any(child.lower == "it" for child in above.children):
        unsaid = True  # "rumour has it that"
    if lemma in ("think", "believe", "assume") and any(child.lower == "into" for child in above.of("mark")):
        unsaid = True  # "misled voters into thinking"
    if lemma in ENTERTAINED or unsaid or _rumoured(above, lemma):
        return Modality.POSSIBLE
    if lemma in _ASKING:
        # the bare form after `that` asks for something: "insist that he leave"
        asked = word.tag in ("VB", "VBN", "VBP") and not auxiliaries(word)
        bare = word.tag == "VB" or (word.tag == "VBN" and any(c.lower == "be" for c in word.children if c.dep == "aux:pass"))
        if lemma in ("hope", "want", "wish", "demand", "pray", "long", "yearn"):
            return Modality.DESIRED
        # a present under a past asks too: "proposed that the envoys meet"
        present = asked and word.tag == "VBP" and above.tag == "VBD" and word.lemma != "be"
        # "close" is no past form, whatever the parse says
        base = word.tag == "VBD" and word.lower == word.lemma and word.lemma not in _UNCHANGING and not auxiliaries(word)
        return Modality.DESIRED if bare or base or present or (asked and unagreeing(word)) else Modality.ASSERTED
    if lemma in word_class("open report verb") and passive(above) and not has_agent(above) and lemma not in ("say", "know", "understand"):
        return Modality.POSSIBLE
    if lemma in ("mean", "ensure", "show", "prove", "see", "make"):
        return Modality.DESIRED if lemma == "ensure" else _firmness(above, depth + 1)
    if lemma in ("seem", "appear", "pretend", "claim", "think") and lemma != "claim":
        return Modality.POSSIBLE if lemma != "think" else Modality.ASSERTED
    return Modality.ASSERTED


_UNCHANGING = frozenset("hit cut put set let shut cost hurt quit spread split shed burst cast beat bet bid rid read thrust upset".split())


def _rumoured(verb: Word, lemma: str) -> bool:
    """Whether a that-clause behind a verb belongs to its subject, a noun of talk: "word spread that", "claims emerged that"."""
    spreading = ("spread", "emerge", "circulate", "surface", "swirl", "mount", "grow", "persist", "abound", "fly", "go", "run", "have")
    return lemma in spreading and any(child.dep in ("nsubj", "compound") and is_talk(child.lemma) for child in verb.children)


def _done_by(word: Word, lemma: str) -> bool:
    """Whether the verb above does what its infinitive tells: "voted to repeal the law"."""
    return lemma == "vote" and word.lemma in word_class("done by voting")


def _open_complement(word: Word, above: Word, lemma: str, infinitive: bool, depth: int) -> Modality:
    """What a verb or adjective makes of its infinitive or gerund."""
    if any(child.lower == "against" and child.dep in ("mark", "case") for child in word.children):
        return Modality.DESIRED
    if (infinitive or word.tag == "VBG") and own_mood(above) is Modality.CONDITIONAL:
        return Modality.CONDITIONAL
    been = any(child.lower == "been" for child in above.children) and polarity(above) is Polarity.NEGATIVE
    if infinitive and lemma == "able" and (been or any(child.lower in ("was", "were") for child in above.children)):
        return _firmness(above, depth + 1)  # "was able to leave": it left
    if infinitive and lemma == "go" and above.tag == "VBG":
        past = any(child.lower in ("was", "were") for child in above.children)
        return Modality.CONDITIONAL if past else Modality.FUTURE  # "was going to": it did not come to that, or not yet
    if lexeme(above) in word_class("implicative") and lexeme(above) != lemma:
        return _firmness(above, depth + 1)  # "went on to", "turned out to"
    if lemma == "help" and polarity(above) is Polarity.NEGATIVE:
        return Modality.POSSIBLE
    if infinitive and _done_by(word, lemma):
        return _firmness(above, depth + 1)
    if lemma in word_class("denial") or (lemma in word_class("owned complement") and not passive(above)):
        return Modality.ASSERTED
    if lemma in word_class("failure") and not (lemma in ("keep", "stop") and word.tag == "VBG"):
        return _firmness(above, depth + 1)
    if not (infinitive or _is_gerund(word) or above.pos == "ADJ"):
        return _firmness(above, depth + 1)
    if (passive(above) or bare_participle(above)) and not has_agent(above) and lemma in word_class("open report verb"):
        if lemma in ("expect",):
            return Modality.FUTURE
        return Modality.ASSERTED if lemma == "know" else Modality.POSSIBLE
    if passive(above) and lemma in word_class("open report verb") - {"expect"}:
        return Modality.ASSERTED  # "was reported by the paper to have fled": so the paper says
    if infinitive and lemma == "expect" and any(child.lower in ("we", "i") for child in above.of("nsubj")) and above.has("obj"):
        return Modality.DESIRED  # "we expect Oslo to leave"
    if lemma == "rule" and word.tag == "VBG":
        return Modality.FUTURE
    if infinitive and lemma in ("mean", "intend", "design") and (passive(above) or bare_participle(above)):
        return Modality.DESIRED  # "talks meant to produce a pact"
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
    if infinitive and above.tag == "MD":
        return Modality.DESIRED  # "ought to"
    if infinitive and lemma == "be":
        return Modality.FUTURE
    if infinitive and above.lower == "had" and above.dep not in ("ccomp", "advcl"):
        return _firmness(above, depth + 1)  # "had to leave": it left, unless that is what somebody says it must
    if is_yet_to(word, above):
        return _firmness(above, depth + 1)
    if infinitive and lemma == "have":
        return Modality.DESIRED
    if infinitive and above.pos in ("VERB", "ADJ"):
        return Modality.DESIRED
    return Modality.POSSIBLE if lemma in ("wary", "consider", "opposed", "keen", "capable") else _firmness(above, depth + 1)


def _outlook(word: Word, above: Word, link: str) -> Modality | None:
    """What a verb or adjective makes of the gerund that its preposition leads to ("aimed at ending", "bent on ending"); None: nothing."""
    if not _is_gerund(word) or link not in ("obl", "advcl", "acl", "xcomp"):
        return None
    if (found := by_preposition(word, above)) is not None:
        return found
    if has_subject(word):
        return None
    sense = with_preposition(word, above)
    placed = above.pos == "NOUN" and any(child.dep == "cop" for child in above.children)
    if placed and any(child.dep == "case" for child in above.children) and above.lemma not in _UNDER_WAY:
        return Modality.FUTURE if above.lemma in word_class("planning noun") else Modality.POSSIBLE  # "was in favour of leaving"
    if (
        passive(above)
        and not has_agent(above)
        and not passive(word)
        and sense.partition(" ")[2] in ("of", "from", "out of")
        and sense not in _FOUND
    ):
        return Modality.POSSIBLE  # "was cleared of leaving"
    return None


def _topic_of(word: Word, verb: Word) -> Word | None:
    """The object right before a gerund with "on", whose topic the gerund tells."""
    return next((child for child in verb.of("obj") if verb.i < child.i < word.i and child.pos == "NOUN" and not child.kind), None)


def _is_gerund(word: Word) -> bool:
    """Whether the predicate is a gerund, also a perfect or passive one: "selling", "having sold", "being sold"."""
    return word.tag == "VBG" or any(child.tag == "VBG" for child in word.children if child.dep in ("aux", "aux:pass", "cop"))


def _cased(word: Word) -> bool:
    return any(child.dep in ("mark", "case") for child in word.children)
