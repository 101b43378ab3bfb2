"""Clauses: a predicate with its subject, objects and obliques, as the parse gives them, before any claim is made of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.extract.coordination import shared_object
from kg.extract.embedded import Subject, named_by, own_subject, relative_clause, subject_of
from kg.extract.grammar import Word, first_conjunct, is_passive, is_relative, is_verbal, marker
from kg.extract.patterns import patterns
from kg.extract.qualifiers import is_shown, word_class
from kg.model import PredicateKind

_CLOCK = re.compile(r"\d{1,2}[:.]\d\d|\d{1,2}(?::\d\d)? ?[ap]\.?m\.?|[ap]\.?m\.?|noon|midnight")
LOCATIVE = frozenset(
    "in inside at near within around outside across throughout along on off beyond between over behind above beneath among "
    "north south east west alongside toward towards".split()
)
TEMPORAL = frozenset(
    "in on at by over during since until till for after before within from between throughout around through ahead".split()
)


class Oblique(NamedTuple):
    """A phrase or gerund with its preposition ("" for a bare adverbial); `role` is "", "time", "place" or "manner"."""

    marker: str
    word: Word
    role: str = ""


class Clause(NamedTuple):
    """One predicate and its arguments. In a passive, `subject` undergoes and `agent` does.

    `elided` is the "do" that stands for the predicate.
    """

    head: Word
    kind: PredicateKind
    subject: Subject | None
    passive: bool = False
    agent: Word | None = None
    object: Word | None = None
    recipient: Word | None = None
    obliques: tuple[Oblique, ...] = ()
    complements: tuple[Word, ...] = ()
    secondary: Word | None = None
    elided: Word | None = None


def clauses(tree: Sequence[Word]) -> Iterator[Clause]:
    """The clauses of an article in text order, verbal and copular.

    >>> from kg.extract.grammar import words
    >>> tree = words(doc_of("Mali was praised by Oman", [2, 2, 2, 4, 2], "nsubj:pass aux:pass root case obl:agent",
    ...     pos="PROPN AUX VERB ADP PROPN", tags="NNP VBD VBN IN NNP", lemmas="Mali be praise by Oman"))
    >>> [(each.subject.word.text, each.head.lemma, each.agent.text, each.passive) for each in clauses(tree)]
    [('Mali', 'praise', 'Oman', True)]
    """
    for word in tree:
        if is_verbal(word):
            yield _verbal(word)
        elif word.lemma == "do" and word.dep == "conj" and is_verbal(word.head) and not word.has("obj"):
            if (own := own_subject(word)) is not None and not is_passive(word.head):
                yield _verbal(word.head)._replace(subject=Subject(own, "own"), obliques=(), complements=(), elided=word)
        elif word.pos in ("ADJ", "NOUN", "PROPN", "PRON", "NUM", "ADV") and _is_predicate(word):
            yield _copular(word)


_LIKE_PREPOSITIONS = frozenset({"contrary", "prior", "subsequent", "due", "pursuant", "relative", "irrespective", "regardless"})


def _is_predicate(word: Word) -> bool:
    if word.has("cop") or (word.pos == "ADJ" and word.has("aux:pass", "nsubj:pass")):
        return True
    if word.pos != "ADJ":
        return False
    if word.dep == "conj":
        return word.head.pos in ("ADJ", "VERB") and (word.head.has("cop") or (is_verbal(word.head) and word.has("obl", "advcl")))
    if word.lower in _LIKE_PREPOSITIONS and word.dep == "advcl":
        return False  # "Contrary to reports, Oslo left"
    return word.dep in ("xcomp", "advcl", "acl", "acl:relcl", "root", "parataxis", "appos") and word.has("obl", "advcl", "xcomp", "ccomp")


def antecedent_of(word: Word, predicate: Word) -> Word:
    """What a relative pronoun among a predicate's arguments stands for; any other word stands for itself."""
    if is_relative(word):
        clause = relative_clause(predicate)
        if clause is None:
            top = first_conjunct(predicate)
            while top.dep in ("xcomp", "ccomp") and top.head is not top:
                top = first_conjunct(top.head)
            clause = top if top.dep == "acl:relcl" else None
        if clause is not None:
            return named_by(clause.head)
    return word


_WILLING = frozenset(
    "hope try plan vow seek want refuse promise agree attempt manage fail decide intend pledge expect need prepare".split()
)


def _open_below(verb: Word) -> Word | None:
    """The infinitive under a verb of wishing whose object is the relative pronoun of the clause; None where there is none."""
    if verb.lemma not in _WILLING or not any(is_relative(child) for child in verb.of("obj")):
        return None
    return next((child for child in verb.of("xcomp") if child.tag == "VB" and not child.has("obj", "ccomp", "xcomp", "obl")), None)


def _verbal(verb: Word) -> Clause:
    subject = subject_of(verb)
    passive = is_passive(verb)
    agent = recipient = secondary = None
    complements: list[Word] = []
    obliques: list[Oblique] = []
    scenes: list[Oblique] = []
    direct = next((antecedent_of(child, verb) for child in verb.children if child.dep == "obj"), None)
    if direct is not None and _open_below(verb) is not None:
        direct = None  # "the deal that Oslo hopes to sign": it hopes for no deal, it signs one
    if direct is None and verb.dep == "xcomp" and _open_below(verb.head) is verb:
        direct = next(antecedent_of(child, verb.head) for child in verb.head.of("obj") if is_relative(child))
    given = [child for child in verb.of("obj") if child.i > verb.i and not is_relative(child)]
    for child in verb.children:
        if _is_aside_phrase(child):
            continue
        if child.dep == "obj" and is_relative(child) and given:
            recipient, direct = antecedent_of(child, verb), given[0]  # "whom Mexico granted asylum"
        elif child.dep == "iobj":
            recipient = antecedent_of(child, verb)
        elif child.relation == "obl":
            mark = marker(child)
            if child.entity >= 0 and any(other.entity == child.entity for other in verb.of("obj", "nsubj", "obl") if other is not child):
                continue  # the second half of "Rostov-on-Don"
            if mark == "to" and any(word.dep == "case" and _on_the_way(verb.tree[word.i - 1]) for word in child.children if word.i):
                continue  # "was held on his way to the embassy"
            if is_result(mark, child):
                obliques.append(Oblique(mark, child))
                continue
            if (inner := _complex(mark, child)) is not None:
                mark, child = f"{mark} {child.lower} {marker(inner)}", inner
            elif f"{mark} {child.lower}" in patterns().classes["complex preposition"] or (mark == "on" and child.lower == "way"):
                continue  # "in return", "on his way" set no argument
            if (
                passive
                and mark in ("by", "")
                and not _is_share(child)
                and (child.dep == "obl:agent" or (mark == "by" and oblique_role(mark, child) not in ("time",)))
            ):
                agent = antecedent_of(child, verb)
            else:
                role = oblique_role(mark, child, verb)
                blames = "on" in patterns().beside_object.get(verb.lemma, ())
                if role == "place" and mark == "on" and direct is not None and (blames or _aimed_on(verb, direct)):
                    role = ""  # "put pressure on Chad", "blames the murder on Chad"
                aimed = mark in ("at", "in", "into", "off", "out of") and mark in patterns().beside_object.get(verb.lemma, ())
                aimed = aimed or (verb.lemma == "sentence" and mark == "to")  # "to 11 years"
                if direct is not None and aimed:
                    role = ""  # "fired missiles at Chad"
                moves = mark in _ALONG and (verb.lemma in _PASSING or verb.lemma in patterns().classes["motion verb"])
                if moves and child.kind not in ("DATE", "TIME"):
                    role = ""  # "broke through the fence", "marched through the town"
                # "a pact in which Oslo agreed on a border": where it did so is told after what it agreed on
                scene = is_relative(child) and mark in ("in", "at", "during", "under")
                (scenes if scene else obliques).append(Oblique(mark, antecedent_of(child, verb), role))
        elif child.dep in ("ccomp", "xcomp"):
            if child.dep == "xcomp" and not is_verbal(child):
                secondary = child
            complements.append(child)
        elif child.dep == "advcl" and child.tag == "VBG" and (mark := marker(child)) and not child.has("nsubj", "aux"):
            obliques.append(Oblique(mark, child, "" if mark.split()[0] in GERUND_MARKERS else "manner"))
        elif child.dep == "advmod" and child.i != verb.i and (role := adverb_role(child)):
            obliques.append(Oblique("", child, role))
    obliques += scenes
    if direct is not None and not is_relative(direct) and direct.i > verb.i:
        # "blamed the raid on X": the parse often hangs on the object what belongs to the verb.
        wanted = patterns().beside_object.get(verb.lemma, frozenset())
        known = patterns().light.get(direct.lemma, frozenset())
        for child in direct.children:
            own = marker(child) == "of" and any(marker(other) == "of" for other in verb.children if other.i > child.i)
            if own:
                continue  # "accused the government of Lund of theft"
            if child.dep == "nmod" and child.i > direct.i and marker(child) in wanted and verb.lemma not in known:
                obliques.append(Oblique(marker(child), child))
    if direct is None and recipient is not None and not complements:
        direct, recipient = recipient, None
    if direct is None and not passive:
        direct = shared_object(verb)
    left = [below for child in verb.children if is_relative(child) for below in child.children if below.dep == "case"]
    stranded = next(
        (
            child
            for child in (*verb.children, *left)
            if (child.pos == "ADP" or child in left) and child.i > verb.i and child.dep != "compound:prt" and not child.children
        ),
        None,
    )
    if stranded is not None and (clause := relative_clause(verb)) is not None and (direct is None or direct is clause.head):
        # "which it agreed to": the preposition stays behind, what it governs is the antecedent.
        obliques = [each for each in obliques if each.word not in (stranded, clause.head, named_by(clause.head))]
        obliques.insert(0, Oblique(stranded.lower, clause.head))
        direct = None
    elif direct is None and verb.dep == "conj" and not passive and not complements and (clause := relative_clause(verb)) is not None:
        direct = (
            clause.head if any(is_relative(child) and child.dep in ("obj", "obl") for child in clause.children) and not obliques else None
        )
    if direct is None and stranded is None and verb.dep == "acl:relcl" and not passive and _has_gap(verb, subject, complements):
        direct = verb.head
    return Clause(verb, PredicateKind.VERB, subject, passive, agent, direct, recipient, tuple(obliques), tuple(complements), secondary)


def is_result(mark: str, word: Word) -> bool:
    """Whether a phrase tells the state that something is in or put in, and no party to the act: "on alert", "under house arrest"."""
    whose = word.has("nmod:poss") or any(marker(child) == "of" for child in word.of("nmod"))
    if mark == "in" and word.lemma in ("charge", "control", "command", "contempt"):
        return not word.has("nmod:poss", "det")
    return f"{mark} {word.lemma}" in patterns().classes["resulting state"] and not whose


_PASSING = frozenset("break push pass get cut smash burst crash pour run flow go march advance sail".split())
_ALONG = frozenset({"through", "past", "along", "across", "toward", "towards"})


def _is_share(word: Word) -> bool:
    """Whether a phrase tells by how much: "fell by a third"."""
    return word.kind in ("PERCENT", "CARDINAL", "QUANTITY", "MONEY") or word.lemma in ("third", "half", "quarter", "percent", "%", "fifth")


def _aimed_on(verb: Word, noun: Word) -> bool:
    """Whether an object noun is aimed at what follows "on": "pressure on", "lay blame on"."""
    nominal = patterns().nominals.get(noun.lemma)
    return (nominal is not None and "on" in nominal.target) or verb.lemma in patterns().light.get(noun.lemma, ())


def _on_the_way(word: Word) -> bool:
    return word.lower == "way" and word.has("case", "nmod:poss", "det")


def _is_aside_phrase(word: Word) -> bool:
    """Whether an oblique is no argument: "at all", or a side clause in the shape of a phrase (", with one envoy calling it odd",
    ", with a turnout of half")."""
    if word.relation != "obl":
        return False
    mark = marker(word)
    if mark == "at" and word.lower == "all":
        return True
    if mark != "with" or is_relative(word):
        return False
    first = min(child.i for child in word.children if child.dep in ("case", "mark"))
    commas = (child for each in (word, word.head) for child in each.children if child.text == ",")
    return any(comma.i == first - 1 for comma in commas) or any(
        child.dep in ("acl", "advcl") and child.tag == "VBG" and child.i == word.i + 1 and not child.has("mark") for child in word.children
    )


def _complex(mark: str, word: Word) -> Word | None:
    """The phrase that a complex preposition ("in support of") governs, where `word` is its noun; else None."""
    if f"{mark} {word.lower}" not in patterns().classes["complex preposition"] or word.has("det", "amod", "nmod:poss"):
        return None
    return next(
        (
            child
            for child in word.children
            if (child.dep == "nmod" and child.i == word.i + 2)
            or (child.dep == "nmod" and marker(child) in ("of", "to", "for", "with", "from", "against"))
        ),
        None,
    )


SCENES = frozenset("absence presence face wake aftermath course event midst".split())
GERUND_MARKERS = frozenset("of from for against about into on at to over with in towards toward".split())


def _has_gap(verb: Word, subject: Subject | None, complements: list[Word]) -> bool:
    """Whether a relative clause without pronoun leaves its object open ("measures it imposed")."""
    told = [each for each in complements if each.dep != "xcomp" or each.pos == "VERB" or verb.lemma not in word_class("naming verb")]
    if subject is None or subject.road != "own" or told or verb.lemma in word_class("aside speech verb") or is_shown(verb):
        return False
    if any(word.text == ";" or word.lower == "whose" for word in verb.tree[verb.head.i : verb.i]):
        return False
    if any(is_relative(child) or any(is_relative(below) for below in child.children) for child in verb.children):
        return False
    if any(child.dep == "advmod" and child.lower in ("where", "when", "why", "how") for child in verb.children):
        return False
    return verb.head.lemma not in patterns().time_nouns


def _copular(word: Word) -> Clause:
    kind = PredicateKind.ADJECTIVE if word.pos == "ADJ" else PredicateKind.COPULA
    obliques: list[Oblique] = []
    complements: list[Word] = []
    for child in word.children:
        if _is_aside_phrase(child):
            continue
        if child.relation == "obl" or (child.dep == "advcl" and child.tag == "VBG" and marker(child) in GERUND_MARKERS):
            mark = marker(child)
            role = oblique_role(mark, child) if child.relation == "obl" else ""
            if role == "place" and kind is PredicateKind.ADJECTIVE and mark in ("on", "upon"):
                role = ""  # "dependent on Oman": no place
            obliques.append(Oblique(mark, antecedent_of(child, word), role))
        elif child.dep in ("xcomp", "ccomp"):
            complements.append(child)
        elif child.dep == "advmod" and (role := adverb_role(child)):
            obliques.append(Oblique("", child, role))
    return Clause(word, kind, subject_of(word), obliques=tuple(obliques), complements=tuple(complements))


def oblique_role(mark: str, word: Word, verb: Word | None = None) -> str:
    """Whether an oblique tells the time or the place of its clause, or neither ("").

    >>> from kg.extract.grammar import words
    >>> oblique_role("on", words(doc_of("Friday", [0], "obl", lemmas="friday"))[0])
    'time'
    """
    classes = patterns()
    first = mark.split()[0] if mark else ""
    if first == "in" and word.lemma in SCENES and any(child.dep == "nmod" for child in word.children):
        return "manner"
    if word.dep == "obl:unmarked" and word.kind not in ("GPE", "LOC", "ORG", "PERSON", "NORP"):
        return "time" if _temporal(word) else "manner"
    if (not first or first in TEMPORAL) and _temporal(word):
        return "time"
    if first == "at" and word.lemma == "age":
        return "manner"
    if verb is not None and first in ("on", "upon") and verb.lemma in classes.classes["motion verb"]:
        return ""
    if (
        first in LOCATIVE
        and not mark.endswith(" with")  # "at odds with Chad"
        and (word.kind in ("GPE", "LOC", "FAC", "FACILITY") or word.lemma in classes.place_nouns)
    ):
        return "place"
    if first in (
        "during",
        "since",
        "until",
        "after",
        "before",
        "amid",
        "despite",
        "because",
        "due",
        "according",
        "via",
        "through",
        "as",
        "under",
        "per",
        "without",
        "except",
        "besides",
        "following",
        "thanks",
    ):
        return "time" if first in ("during", "since", "until", "after", "before", "following") else "manner"
    return ""


def _temporal(word: Word) -> bool:
    classes = patterns()
    if word.kind in ("DATE", "TIME") or _CLOCK.fullmatch(word.lower):
        return True
    if word.lemma == "time" and any(child.lower == "same" for child in word.of("amod")):
        return False  # "at the same time, Oslo wants peace"
    inner = next((child for child in word.children if child.dep == "nmod" and marker(child) == "of"), None)
    if word.lemma in classes.time_nouns:
        # "over the last months of her life", "after two days of talks" tell a time; "a year of hope" alone does not
        return inner is None or inner.kind != "" or any(child.dep in ("nummod", "amod") for child in word.children)
    if word.lemma in ("end", "start", "beginning", "outset", "close", "middle", "span", "space", "course") and inner is not None:
        return _temporal(inner)
    if re.fullmatch(r"(?:\d{2}(?:\d\d)?s|(?:twen|thir|for|fif|six|seven|eigh|nine)ties)", word.lower):
        return True  # "in the 1990s", "in the seventies"
    return word.pos == "NUM" and len(word.text) == 4 and word.text[:2] in ("18", "19", "20")


def shared_times(head: Word) -> list[Word]:
    """The times of the clause around that hold for a clause without one: of a participle, behind "last month, when", and what opens the
    sentence for all that is coordinated ("In March it entered the bay and fired").

    >>> from kg.extract.grammar import words
    >>> tree = words(doc_of("In March Oslo paid and left", [1, 3, 3, 3, 5, 3], "case obl nsubj root cc conj",
    ...     pos="ADP PROPN PROPN VERB CCONJ VERB", ents=["O", "B-DATE", "O", "O", "O", "O"]))
    >>> [word.text for word in shared_times(tree[5])]
    ['March']
    """
    above = head.head
    when = next((child for child in head.children if child.lower == "when" and child.i < head.i), None)
    if when is not None and when.i > 1:
        before = when.tree[when.i - 2 if when.tree[when.i - 1].text == "," else when.i - 1]
        return [before] if before.sentence == head.sentence and before.pos in ("NOUN", "PROPN", "NUM") and _temporal(before) else []
    if head.dep == "advcl" and head.tag == "VBG" and above.pos == "VERB" and marker(head) not in ("after", "before", "since", "until"):
        return _times_of(above)
    first = first_conjunct(head)
    return [word for word in _times_of(first) if word.i < first.i] if first is not head and first.pos == "VERB" else []


def _times_of(verb: Word) -> list[Word]:
    """The obliques of a verb that tell a time."""
    return [child for child in verb.children if child.relation == "obl" and oblique_role(marker(child), child) == "time"]


def adverb_role(word: Word) -> str:
    """The role of an adverb: "time" (now, today), "place" (there, abroad), else ""."""
    if word.kind in ("DATE", "TIME") or word.lemma in patterns().time_nouns:
        return "time"
    return "place" if word.lemma in ("there", "here", "abroad", "overseas", "elsewhere", "nearby") else ""


def is_dummy(subject: Subject | None) -> bool:
    """Whether a subject refers to nothing ("it rained", "there were"), or to a time ("13:40 local time, which left many dead")."""
    if subject is None or subject.word.dep == "expl":
        return True
    return subject.word.kind in ("DATE", "TIME") or bool(_CLOCK.fullmatch(subject.word.lower))
