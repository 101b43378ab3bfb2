"""Whose words they are: the speaker of a verb, a noun or an "according to"."""

from __future__ import annotations

from kg.extract.embedded import can_act, counted
from kg.extract.grammar import NOMINAL, Phrase, Word, edges, is_passive, run
from kg.extract.patterns import patterns
from kg.extract.qualifiers import SUBJECTS, called_untrue, lexeme, passive, word_class

_RELATIVE = frozenset({"who", "which", "that"})
_OWNED = frozenset({"report", "statement", "rumour", "rumor"})
_VOICING = frozenset("make repeat issue voice express level release give take get receive hold offer hear share have publish".split())
_WRITINGS = frozenset("statement letter note tweet message post communique declaration memo release".split())
TOLD = frozenset({"tell", "inform", "assure", "notify", "brief", "advise", "convince", "persuade"})
_SHOWING = frozenset({"show", "suggest", "indicate", "prove", "signal", "reveal", "confirm"})
_HAPPENINGS = frozenset("death killing defeat victory collapse crisis incident failure success move vote election war".split())


def phrase_of(word: Word) -> Phrase:
    """The noun phrase that `word` heads, without what follows it after a comma and without relative clauses.

    >>> phrase = phrase_of(tree_of("the mayor of Oslo left", [1, 4, 3, 1, 4], "det nsubj case nmod root")[1])
    >>> phrase.first, phrase.last
    (0, 3)
    """
    first = last = word.i
    for child in word.children:
        if child.dep not in _CLOSE:
            if child.dep == "appos" and child.i == word.i + 1 and child.kind == "PERSON":
                last = max(last, _end_with_space(child))
        elif child.text not in _ASIDE and (not child.children or not any(each.text in _ASIDE for each in child.subtree())):
            start, end = edges(child)
            first, last = min(first, start), max(last, end)
        elif child.i < word.i:
            first = min(first, child.i)
    return run(word.tree, first, last)


def _end_with_space(word: Word) -> int:
    """The last word below `word`, with the space behind it."""
    last = max(each.i for each in word.subtree())
    while last + 1 < len(word.tree) and word.tree[last + 1].text.isspace():
        last += 1
    return last


_ASIDE = frozenset({",", ";", ":", "(", "–", "—"})
_CLOSE = frozenset(
    {"det", "amod", "compound", "nmod", "nmod:poss", "nmod:desc", "nmod:npmod", "flat", "nummod", "fixed", "goeswith", "det:predet"}
)


def owner_of_claim(noun: Word) -> list[Phrase]:
    """Whose claim it is: "Oslo's claim that", "a claim by Oslo that", "Oslo made the claim that", "reports that"."""
    if (verb := called_untrue(noun)) is not None:
        who = speaker_of(verb) if verb.pos == "VERB" else None
        return [who] if who is not None else []
    if lexeme(noun.head) in word_class("denial") and (noun.dep == "obj" or (noun.dep == "nsubj:pass" and passive(noun.head))):
        who = speaker_of(noun.head)  # "Oslo's claim was rejected by Chad": that it is not so is what Chad says
        return [who] if who is not None else []
    for child in noun.children:
        if child.dep == "nmod:poss" or (
            child.dep == "nmod" and any(mark.dep == "case" and mark.lower in ("by", "from") for mark in child.children)
        ):
            return [phrase_of(child)]
    if noun.dep != "obj" and any(child.dep == "cop" for child in noun.children):
        who = speaker_of(noun)  # "is of the opinion that"
        return [who] if who is not None else []
    above = noun.head.lemma
    if noun.dep == "obj" and (lexeme(noun.head) in word_class("denial") or above in _VOICING):
        who = speaker_of(noun.head)
        return [who] if who is not None else []
    return [phrase_of(noun)] if noun.lemma in _OWNED else []


def according_to(child: Word) -> Phrase | None:
    """The source of "according to X", "per X", "in the words of X", "for X's part" hung on a clause."""
    if not child.children:
        return None
    before = [mark.lower for mark in child.children if mark.i < child.i and mark.dep in ("case", "mark", "advmod", "fixed", "amod")]
    before += [below.lower for mark in child.children if mark.i < child.i and mark.dep == "case" for below in mark.children]
    if "according" in before or ("per" in before and not _measures(child)):
        return phrase_of(child)
    if child.lower == "according":
        below = next((word for word in child.children if word.dep in ("obl", "nmod", "obj")), None)
        return phrase_of(below) if below is not None else None
    if child.lemma in word_class("view noun") and {"in", "by", "on", "from", "to"} & set(before):
        for word in child.children:
            if word.dep == "nmod:poss" or (word.dep == "nmod" and any(mark.lower == "of" for mark in word.children)):
                return phrase_of(word)
    return None


def _measures(noun: Word) -> bool:
    """Whether "per" before a noun counts or tells a ground, but no source: "per day", "per cent", "per request of"."""
    return noun.kind in ("DATE", "TIME") or noun.lemma in patterns().time_nouns or noun.lemma in _COUNTED


_COUNTED = frozenset("cent capita head person request instruction order wish custom tradition agreement".split())
"""What "per" tells no source before: "per capita", "per request of the king"."""


def as_told(verb: Word) -> bool:
    """Whether the clause is "as reported by the paper"."""
    if verb.tag not in ("VBN", "VBD") or verb.lemma not in word_class("aside speech verb"):
        return False
    if agent_of(verb) is None or any(child.dep in SUBJECTS for child in verb.children):
        return False
    return any(child.dep == "mark" and child.lower == "as" for child in verb.children)


def speakers_of(verb: Word) -> list[Phrase]:
    """Who speaks by this verb, the innermost first: "was quoted by NTV as saying" has two, "said, citing an aide" too."""
    above = verb if verb.lemma in ("quote", "cite") else verb.head
    if above.lemma in ("quote", "cite") and (above is verb or verb.dep in ("advcl", "xcomp", "obl", "ccomp")):
        subject = next((child for child in above.children if child.dep in ("nsubj", "nsubj:pass")), None)
        target = next((child for child in above.children if child.dep == "obj"), None)
        agents = (agent_of(word) for word in (above, *above.children) if word is above or word.dep == "advcl")
        agent = next((word for word in agents if word is not None), None)
        pair = (subject, agent) if passive(above) else (target, subject)
        if above is verb and target is not None and not passive(above) and not _may_speak(target):
            pair = (None, subject)  # "cited only his experience: …"
        if any(word is not None for word in pair):
            return [meant for word in pair if word is not None and (meant := _meant(word)) is not None]
    who = speaker_of(verb)
    if who is None:
        return []
    for child in verb.children:
        if child.dep == "advcl" and child.lower in ("citing", "quoting"):
            cited = next((below for below in child.children if below.dep == "obj"), None)
            named = cited is not None and (_may_speak(cited) or cited.has("det", "nummod", "nmod:poss"))  # not "citing conflicts"
            return [phrase_of(cited), who] if cited is not None and named else [who]
    return [who]


def _may_speak(word: Word) -> bool:
    """Whether what is cited or quoted can say things: somebody, a body, a document."""
    return can_act(counted(word)) or word.kind != "" or word.lemma in word_class("anonymous source", "source noun")


def _meant(word: Word) -> Phrase | None:
    """The phrase of a speaker, or what its relative pronoun stands for."""
    if word.lower in _RELATIVE and word.tag in ("WP", "WDT"):
        return phrase_of(word.head.head) if word.head.dep.startswith("acl") else None
    return phrase_of(word)


def agent_of(verb: Word) -> Word | None:
    """The "by" phrase of a passive; None where there is none."""
    for child in verb.children:
        if child.dep == "obl:agent" or (child.dep == "obl" and any(mark.lower == "by" for mark in child.children if mark.dep == "case")):
            return child
    return None


def speaker_of(verb: Word) -> Phrase | None:
    """The speaker of a verb: its subject, the agent of a passive, else that of the verb it is coordinated with or depends on."""
    node = verb
    if verb.dep == "advcl" and is_passive(verb) and verb.lemma not in TOLD:
        agent = agent_of(verb)  # "appeared in court, charged with murder": whoever appeared charges nobody
        return phrase_of(agent) if agent is not None else None
    if verb.tag == "VBN" and verb.dep == "acl" and not verb.has("aux", "aux:pass") and (accuser := agent_of(verb)) is not None:
        return phrase_of(accuser)  # "rebels accused by Oslo of raids"
    for _ in range(6):
        subjects = [child for child in node.children if child.dep in ("nsubj", "nsubj:outer", "nsubj:pass")]
        if node.lemma in ("quote", "cite") and node is not verb and passive(node):
            return phrase_of(subjects[0]) if subjects else None
        agent = agent_of(node) if passive(node) else None
        if agent is None and as_told(node):
            agent = agent_of(node)
        if agent is not None and not passive(node):
            return phrase_of(agent)
        telling = node is not verb and verb.tag == "VBG" and bool(subjects)  # "was jailed after saying that"
        if passive(node) and not telling and (agent is not None or node.lemma not in TOLD):
            return phrase_of(agent) if agent is not None else None
        if subjects:
            if subjects[0].pos == "VERB":
                # "an official briefed on the talks said", with the participle read as the subject
                return next((phrase_of(child) for child in subjects[0].children if child.dep in SUBJECTS), None)
            # of "the newspaper El Faro" read as two subjects, the name speaks
            before = {word.i for word in subjects[0].subtree()}
            named = [each for each in subjects[1:] if each.kind and each.i - 1 in before and each.i < node.i]
            subject = named[0] if named else _named(subjects[0])
            if subject.lower in _RELATIVE and subject.tag in ("WP", "WDT"):
                return phrase_of(node.head) if node.dep in ("acl", "acl:relcl", "advcl:relcl") and node.head.pos in NOMINAL else None
            shown = verb.lemma in _SHOWING and subject.pos == "NOUN" and subject.lemma in _HAPPENINGS | patterns().nominals.keys()
            return None if shown or (subject.lower in ("it", "there") and subject.dep == "expl") else phrase_of(subject)
        if node.dep == "acl" and node.tag == "VBG":
            noun = node.head
            issued = noun.dep == "obj" and noun.lemma in _WRITINGS and noun.head.lemma in _VOICING
            # "issued a statement saying that": whoever issued it says so
            return (speaker_of(noun.head) if issued else None) or phrase_of(noun)
        if node.is_root or node.dep not in ("conj", "advcl", "xcomp"):
            return None
        node = node.head
    return None


def _named(subject: Word) -> Word:
    """The name of an organisation right behind the noun that describes it: "the newspaper El Faro"."""
    return next((child for child in subject.children if child.dep == "appos" and child.i == subject.i + 1 and child.kind == "ORG"), subject)
