"""What stands around a clause and leaves it open though its verb is plain: plans and deals, days to come, drafts, bets, proofs wanted."""

from __future__ import annotations

from kg.extract.grammar import Word
from kg.extract.mood import is_talk
from kg.extract.patterns import patterns
from kg.extract.qualifiers import has_subject, word_class
from kg.model import Modality

_NOUNS = (("doubting noun", Modality.POSSIBLE), ("planning noun", Modality.FUTURE), ("wishing noun", Modality.DESIRED))
_ARRANGEMENTS = frozenset("plan deal proposal agreement accord pact draft scheme arrangement roadmap scenario blueprint timetable".split())
_GUESSES = frozenset(
    "scenario question alternative nightmare bet option worst best hypothesis guess assumption theory danger fear dream idea "
    "solution".split()
)
_DRAFTING = frozenset("plan proposal draft bill script scenario blueprint motion".split())
_BETTING = {"bet": Modality.POSSIBLE, "wager": Modality.POSSIBLE, "gamble": Modality.POSSIBLE, "reckon": Modality.POSSIBLE,
    "expect": Modality.FUTURE, "predict": Modality.FUTURE, "forecast": Modality.FUTURE, "anticipate": Modality.FUTURE}  # fmt: skip
_SEEKING = frozenset("want demand seek need lack ask await request require".split())
_ERRORS = frozenset("mistake error wrong false absurd misleading naive premature inaccurate foolish ludicrous simplistic".split())
_WHEN = frozenset({"when", "whenever", "once"})


def of_sentence(word: Word) -> Modality | None:
    """How firm a main clause is by what is told with it; None where nothing tells.

    >>> deps = "case det obl punct nsubj root obj"
    >>> tree = tree_of("Under the plan , Oslo frees Lund", [2, 2, 5, 2, 5, 5, 5], deps, tags="IN DT NN , NNP VBZ NNP")
    >>> of_sentence(tree[5]).value
    'future'
    """
    if any(child.lower == "whether" for child in word.of("mark")):
        return Modality.POSSIBLE  # "the question is whether rebels attack"
    told = [*word.of("nsubj:outer"), *word.of("nsubj")[:-1]]
    if any(child.lemma in _GUESSES or child.lower in _GUESSES or _extreme(child) for child in told):
        return Modality.POSSIBLE  # "one scenario is that rebels attack"
    if any(_is_elsewhere(child, is_present(word)) for child in word.of("obl")):
        return Modality.POSSIBLE  # "at worst, rebels attack", "in another world, rebels attack"
    for child in word.of("nsubj:outer"):  # "the fear is rebels attack"
        for name, firmness in _NOUNS:
            if child.lemma in word_class(name):
                return firmness
    if is_present(word) and any(child.lemma in _ARRANGEMENTS and "under" in _cases(child) for child in word.of("obl")):
        return Modality.FUTURE  # "under the plan, Oslo frees the crew"
    return None


def of_clause(word: Word, above: Word, link: str) -> Modality | None:
    """How firm a clause is by the word above it and what goes with that; None where nothing tells."""
    marks = {child.lower for child in word.children if child.dep in ("mark", "case")}
    gerund = word.tag == "VBG" and not any(child.dep == "aux" for child in word.children)
    if link == "acl:relcl":
        return _of_relative(word, above)
    if link in ("ccomp", "csubj") and above.lemma in _BETTING and is_present(word):
        return _BETTING[above.lemma]
    if link == "ccomp" and above.pos == "ADJ" and above.head.lower == "far" and "from" in _cases(above):
        return Modality.POSSIBLE  # "far from certain that"
    if link == "ccomp" and above.dep == "csubj" and above.tag == "VB" and above.head.lemma in _ERRORS:
        return Modality.POSSIBLE  # "it is a mistake to think that"
    if link == "csubj" and "to" in marks and has_subject(word) and "for" in marks:
        return Modality.POSSIBLE  # "it makes sense for Oslo to leave"
    when = any(child.lower in _WHEN and child.dep in ("advmod", "mark") for child in word.children)
    if link == "advcl" and when and is_present(word) and _is_to_come(above):
        return Modality.CONDITIONAL  # "when Oslo leaves, Chad will pay"
    if gerund and link == "acl" and above.has("cop") and "against" in _cases(above):
        return Modality.POSSIBLE  # "is against Oslo leaving"
    if gerund and link in ("acl", "nmod") and (is_talk(above.lemma) or above.lower == "talk"):
        return Modality.POSSIBLE  # "reports of Oslo leaving"
    if gerund and link == "acl" and above.dep == "nmod" and "of" in _cases(above) and _is_doubted(above.head.lemma):
        return Modality.POSSIBLE  # "talk of Oslo leaving"
    if gerund and link == "advcl" and (above.lower, *marks) in (("away", "from"), ("nowhere", "near")):
        return Modality.POSSIBLE  # "a week away from leaving"
    if gerund and link == "advcl" and "by" in marks and any(child.lower in ("nothing", "little") for child in above.of("obj")):
        return Modality.POSSIBLE  # "gains nothing by leaving"
    if link == "advcl" and when and above.has("expl") and any(child.lower == "never" for child in above.of("advmod")):
        return Modality.POSSIBLE  # "there was never a time when Oslo left"
    if gerund and link == "acl" and above.has("cop") and any(child.lemma in _GUESSES for child in above.of("nsubj")):
        return Modality.POSSIBLE  # "the alternative is Oslo leaving"
    if link == "advcl:relcl" and above.has("cop") and above.lower in ("when", "how", "why", "where"):
        return Modality.POSSIBLE  # "the question is when Oslo leaves"
    if link == "advcl" and is_present(word) and above.lower == "soon" and _is_to_come(above.head):
        return Modality.CONDITIONAL  # "as soon as Oslo leaves, Chad will pay"
    if gerund and link == "xcomp" and above.lemma == "have" and any(child.lemma in _DRAFTING for child in above.of("nsubj")):
        return Modality.DESIRED  # "the draft has Oslo leaving"
    sought = above.dep == "obj" and above.head.lemma in _SEEKING
    if link == "acl" and "that" in marks and sought and above.lemma in ("proof", "evidence", "confirmation", "sign"):
        return Modality.POSSIBLE  # "wants proof that"
    if link in ("xcomp", "advcl") and "to" in marks and above.lemma == "dare" and above.has("obj"):
        return Modality.DESIRED  # "dared Oslo to leave"
    doers = [child for child in above.of("obl") if child.i == word.i - 1]
    senses = {f"{above.lemma} {case}" for doer in doers for case in _cases(doer)}
    if gerund and link == "advcl" and not marks and senses & word_class("planned gerund"):
        return Modality.FUTURE  # "counts on Oslo leaving"
    return None


def _extreme(noun: Word) -> bool:
    """Whether this is the worst or best of what may come: "the worst outcome is rebels attacking"."""
    return any(child.lower in ("worst", "best", "ideal", "likeliest") for child in noun.of("amod"))


def _is_elsewhere(place: Word, present: bool) -> bool:
    """Whether a phrase sets a case apart from what is so: "at worst", "in the worst case" with a present, "in another world"."""
    if place.lower in ("worst", "best"):
        return present and "at" in _cases(place)
    if place.lemma in ("case", "scenario"):
        return present and any(child.lower in ("worst", "best") for child in place.of("amod", "compound"))
    other = any(child.lower in ("another", "parallel", "alternate", "alternative", "imaginary") for child in place.of("det", "amod"))
    return other and place.lemma in ("world", "history", "universe", "reality", "timeline")


def _is_doubted(noun: str) -> bool:
    return is_talk(noun) or noun == "talk" or noun in word_class("doubting noun")


def _of_relative(word: Word, noun: Word) -> Modality | None:
    made = noun.head
    ahead = made.lemma in patterns().classes["making noun"] and _cases(made) & {"for", "to", "toward", "towards"}
    if noun.dep == "nmod" and ahead and is_present(word) and any(child.lower in ("a", "an") for child in noun.of("det")):
        return Modality.DESIRED  # "a step toward the formation of a government that represents all"
    gaps = [child for child in word.children if child.lower in ("which", "where")]
    within = any(gap.dep == "advmod" or _cases(gap) & {"under", "in"} for gap in gaps)
    if is_present(word) and within and noun.lemma in _ARRANGEMENTS:
        return Modality.FUTURE  # "a plan under which Oslo leaves"
    if is_present(word) and noun.lemma in ("day", "moment", "time", "minute") and noun.dep.startswith("obl") and _is_to_come(noun.head):
        return Modality.CONDITIONAL  # "the day Oslo leaves, Chad will pay"
    return None


def is_present(word: Word) -> bool:
    """Whether a clause is in the present or the subjunctive ("sign", "signs", "be signed", "is ready").

    >>> tree = tree_of("Oslo signs pacts", [1, 1, 1], "nsubj root obj", tags="NNP VBZ NNS")
    >>> is_present(tree[1])
    True
    """
    first = next((child for child in word.children if child.dep in ("aux", "aux:pass", "cop") and child.i < word.i), word)
    return first.tag in ("VB", "VBP", "VBZ") and (first is word or first.lemma != "have")


def _is_to_come(word: Word) -> bool:
    return any(child.dep == "aux" and child.lower in ("will", "would", "'ll", "’ll", "shall") for child in word.children)


def _cases(word: Word) -> set[str]:
    return {child.lower for child in word.children if child.dep == "case"}
