"""Who says so: reported clauses, asides ("…, the mayor said"), "according to", nouns of saying, headlines and quotations."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.embedded import can_act, counted
from kg.extract.grammar import Phrase, Word, edges, is_passive, run, sentence
from kg.extract.patterns import patterns
from kg.extract.qualifiers import SUBJECTS, called_untrue, lexeme, nobody, passive, says_that, word_class
from kg.extract.quotations import MARKS, Quotation, leads_on, quotations
from kg.extract.turns import Turn, turns

_ATTITUDES = frozenset(
    "fear doubt deny vow pledge promise urge agree accuse describe hold know consider show find quote cite charge ask assure remind "
    "hope propose recommend demand request worry wish".split()
)
_RELATIVE = frozenset({"who", "which", "that"})
_BREAKS = frozenset({",", "–", "—", "(", "-"})
_ROLES = frozenset(
    {"ministry", "police", "army", "minister", "president", "government", "spokesman", "un", "media", "court", "envoy", "agency"}
)
_OWNED = frozenset({"report", "statement", "rumour", "rumor"})
_VOICING = frozenset("make repeat issue voice express level release give take get receive hold offer hear share have".split())
_TOLD = frozenset({"tell", "inform", "assure", "notify", "brief", "advise", "convince", "persuade"})
_PUNISHING = frozenset(
    "jail imprison sentence arrest detain fine convict expel sanction suspend ban prosecute try execute deport dismiss sack".split()
)
_VIEWS = frozenset("position argument view stance contention opinion belief line defence defense".split())
_SHOWING = frozenset({"show", "suggest", "indicate", "prove", "signal", "reveal", "confirm"})
_HAPPENINGS = frozenset("death killing defeat victory collapse crisis incident failure success move vote election war".split())
_HIGHEST = 15


@dataclass(frozen=True, slots=True)
class Frames:
    """The frames of speech in one document: which quotation has which speaker, which headline (by sentence) names its source."""

    quotes: tuple[Quotation, ...]
    headings: dict[int, Phrase]
    stops: tuple[int, ...] = ()
    turns: tuple[Turn, ...] = ()

    @classmethod
    def of(cls, tree: Sequence[Word]) -> Frames:
        """The frames of speech in the words of a document."""
        headings = {}
        signs = [word for word in tree if not word.text[:1].isalnum()]
        # only a sentence with a colon can be headed by its source
        for colon in {sign.sentence: sign for sign in signs if sign.text == ":"}.values():
            if (source := _heading(sentence(colon))) is not None:
                headings[colon.sentence] = source
        return cls(quotations(signs, _speakers, phrase_of), headings, _stops(signs), turns(signs))

    def sources(self, word: Word) -> tuple[Phrase, ...]:
        """Who says the clause headed by `word`, the outermost first; () where the article itself does.

        >>> tree = tree_of("Oslo said Chad fled", [1, 1, 3, 1], "nsubj root nsubj ccomp",
        ...     pos="PROPN VERB PROPN VERB", lemmas="Oslo say Chad flee")
        >>> [source.head.text for source in Frames.of(tree).sources(tree[3])]
        ['Oslo']
        """
        found: list[Phrase] = []
        node = word
        background = False
        for step in range(_HIGHEST):
            self._beside(node, word, found, step)
            above = node.head
            if node.dep == "acl":
                _add(found, _according(above), word)  # "was, in the view of monitors, rigged", with the aside read as the predicate
            background = _is_background(node) and not self._same_quote(node, word)
            if above.i == node.i or background or self._parted(node, above):
                break
            for source in _from_above(node, above):
                _add(found, source, word)
            node = above
        if word.sentence in self.headings and not background:
            _add(found, self.headings[word.sentence], word)
        turn = next((turn for turn in self.turns if turn.first <= word.i <= turn.last), None)
        if turn is not None and not background and turn.speaker.head not in [source.head for source in found]:
            _add(found, turn.speaker, word)
        if not background and (not found or self._inside(found, word)):
            for speaker in self.speakers(word):
                _add(found, speaker, word)
        return tuple(reversed(found))

    def is_attribution(self, word: Word) -> bool:
        """Whether the clause headed by `word` does no more than introduce what somebody says.

        >>> tree = tree_of("Oslo said Chad fled", [1, 1, 3, 1], "nsubj root nsubj ccomp",
        ...     pos="PROPN VERB PROPN VERB", lemmas="Oslo say Chad flee")
        >>> Frames.of(tree).is_attribution(tree[1]), Frames.of(tree).is_attribution(tree[3])
        (True, False)
        """
        lemma = word.lemma
        if _puts_it(word) or _as_told(word):
            return True
        if lemma not in word_class("speech verb") or lemma in _ATTITUDES:
            return False
        if any(child.dep in ("ccomp", "parataxis") and child.pos != "NOUN" for child in word.children):
            return True
        return (word.dep in ("parataxis", "ccomp", "advcl") and _is_aside(word)) or self._introduces_quote(word)

    def speakers(self, word: Word) -> tuple[Phrase, ...]:
        """Who speaks in the quotation that `word` stands in, the innermost first; () outside quotations and where nobody is named."""
        for first, last, speakers in self.quotes:
            if first <= word.i <= last and not any(each.first <= word.i <= each.last for each in speakers):
                return speakers
        return ()

    def quoted(self, word: Word) -> bool:
        """Whether `word` stands in a quotation."""
        return any(first <= word.i <= last for first, last, _ in self.quotes)

    def _beside(self, node: Word, word: Word, found: list[Phrase], step: int) -> None:
        """Sources named beside a clause on the way up: asides, "according to", "in the words of", "reportedly"."""
        for child in node.children:
            if child.i == word.i:
                continue
            if child.dep == "nsubj:outer" and step == 0 and child.lemma in word_class("source noun") | _VIEWS:
                for owner in child.of("nmod:poss")[:1]:
                    _add(found, phrase_of(owner), word)  # "Oslo's claim is that the rebels fled"
            if _or_so(child):
                _add(found, _who(child), word)  # "Oslo fled, or so the rebels claim"
            elif child.dep in ("parataxis", "ccomp", "advcl", "discourse"):
                # a clause of thinking inside the quotation is what is said, not who says it
                aside = not self.quoted(child) or self._same_quote(child, node)
                if aside and (_is_aside(child) or _puts_it(child) or _as_told(child)) and not self._parted(child, node):
                    _add(found, _who(child), word)
            elif child.dep in ("obl", "advmod") or (child.dep == "nmod" and step == 0):
                _add(found, _according(child), word)
            if step == 0 and child.dep in ("advmod", "amod") and child.lower in word_class("reported adverb"):
                _add(found, Phrase(child, child.i, child.i), word)

    def _parted(self, one: Word, other: Word) -> bool:
        """Whether a full stop parts the two words."""
        first, last = sorted((one.i, other.i))
        return bisect_left(self.stops, first) != bisect_left(self.stops, last)

    def _inside(self, found: list[Phrase], word: Word) -> bool:
        """Whether all sources found are named within the quotation that `word` stands in."""
        return any(
            first <= word.i <= last
            and all(first <= each.head.i <= last and (each.head.pos != "PRON" or each.head.lower in ("he", "she")) for each in found)
            for first, last, _ in self.quotes
        )

    def _same_quote(self, one: Word, other: Word) -> bool:
        return any(first <= one.i <= last and first <= other.i <= last for first, last, _ in self.quotes)

    def _introduces_quote(self, word: Word) -> bool:
        around = sentence(word)
        start, end = around[0].i, around[-1].i
        return any(
            last - first > 4 and any(each.first <= end and each.last >= start for each in speakers)
            for first, last, speakers in self.quotes
            if first <= end and last >= start
        ) and not any(child.dep == "obj" for child in word.children)


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


def _add(found: list[Phrase], source: Phrase | None, word: Word) -> None:
    if (
        source is not None
        and source.head.kind not in ("DATE", "TIME")
        and not source.first <= word.i <= source.last
        and all(source.head is not other.head for other in found)
    ):
        found.append(source)


def _stops(signs: Sequence[Word]) -> tuple[int, ...]:
    """The full stops before a capital: a clause beyond one is another sentence, whatever the parse says. Behind a quotation mark only where
    what follows is more than who said so."""
    found = []
    for word in signs:
        tree = word.tree
        if word.text != "." or word.i + 1 >= len(tree):
            continue
        mark, behind = tree[word.i + 1], tree[min(word.i + 2, len(tree) - 1)]
        if mark.text[:1].isupper():
            found.append(word.i)
        elif mark.text in MARKS and behind.text[:1].isupper():
            verb = next((each for each in tree[word.i + 2 : word.i + 16] if each.pos in ("VERB", "AUX") or each.text == "."), mark)
            if verb.lemma not in word_class("speech verb") or leads_on(verb, word.i) or _goes_on(verb):
                found.append(word.i + 1)
    return tuple(found)


def _goes_on(verb: Word) -> bool:
    """Whether a speech verb has something of its own to tell before its sentence ends: "said talks would go on"."""
    for each in verb.tree[verb.i + 1 : verb.i + 30]:
        if each.text in (".", "!", "?") or each.text in MARKS or each.text.isspace():
            return False
        if each.pos in ("VERB", "AUX"):
            return True
    return False


def _from_above(node: Word, above: Word) -> list[Phrase]:
    """The sources that the governor of a clause names, the innermost first."""
    lemma = above.lemma
    says = lemma in word_class("speech verb")
    if node.dep == "ccomp" and lexeme(above) == "rule out":
        return _speakers(above)  # "does not rule out that they could return"
    if says and lemma != "deny" and (nobody(above) or any(c.lower in word_class("negating adverb") for c in above.children)):
        return []  # "did not say that", "nothing suggests that": nobody says it
    if _is_owned(node, above, lemma):
        return _speakers(above)
    if node.dep == "acl" and above.dep == "obl" and above.head.lemma in word_class("accusation verb"):
        # "blamed the raid on gangs backed by Oslo": that Oslo backs them is part of the blame
        who = _who(above.head)
        return [who] if who is not None else []
    if node.dep == "advcl" and says and _is_proviso(node) and any(child.i < node.i for child in above.of("ccomp")):
        return _speakers(above)  # "said it would pay if Oslo left": the condition is part of what is said
    sure = above.pos == "ADJ" or (passive(above) and lemma in _TOLD)
    if node.dep in ("ccomp", "csubj") and sure and lemma in word_class("believing adjective"):
        who = _who(above)
        return [who] if who is not None else []
    if lemma in ("ask", "wonder") and any(child.lower in ("whether", "if") for child in node.of("mark")):
        return []  # who asks whether it is so says nothing
    if node.dep in ("ccomp", "parataxis", "csubj", "obj", "dep") and lemma in word_class("speech verb"):
        aside = node.dep == "parataxis" and (
            lemma in _ATTITUDES
            or any(child.dep == "mark" for child in node.children)
            or (above.has("ccomp") and any(word.text == ";" for word in node.tree[above.i : node.i]))  # "said it would; Oslo refused"
        )
        if not aside and (node.dep != "obj" or node.pos in ("VERB", "AUX")):
            return _speakers(above)
    elif node.dep in ("advcl", "xcomp", "obl", "acl") and lemma in word_class("accusation verb"):
        # "accused Oslo of arming rebels": that Oslo armed them is what the accuser says
        if any(child.dep in ("mark", "case") and child.lower in ("of", "for", "with", "over") for child in node.children):
            who = _who(above)
            return [who] if who is not None else []
    elif (
        node.dep in ("advcl", "acl") and node.tag == "VBG" and lemma in _PUNISHING and any(mark.lower == "for" for mark in node.of("mark"))
    ):
        who = _who(above)  # "a court jailed Lund for insulting the king": that he insulted him is what the court found
        return [who] if who is not None else []
    elif node.dep in ("xcomp", "obl", "advcl") and node.pos != "VERB" and lemma in word_class("naming verb"):
        # "called it a move that would hurt Oslo": that it would is in the words of whoever called it so
        who = _who(above)
        return [who] if who is not None else []
    elif node.dep == "xcomp" and lemma in word_class("open report verb") and passive(above):
        who = _who(above)
        return [who] if who is not None else []
    elif node.dep in ("acl", "ccomp") and lemma in word_class("source noun") and says_that(node):
        return _of_noun(above)
    return []


def _is_proviso(clause: Word) -> bool:
    """Whether the clause is a condition: "if Oslo left", "provided that it left"."""
    return clause.lower in ("provided", "providing") or any(child.lower in ("if", "unless") for child in clause.of("mark"))


def _is_owned(node: Word, above: Word, lemma: str) -> bool:
    """Whether what hangs on a verb is the subject's own word for what it did or did not do: "claims to have fled", "denied fleeing"."""
    if passive(above) or lemma not in word_class("owned complement", "denial"):
        return False
    marks = {child.lower for child in node.children if child.dep in ("mark", "case")}
    if node.dep == "obj":
        return lemma == "deny" and node.pos == "NOUN"
    return node.dep == "xcomp" or (node.dep == "advcl" and bool(marks & {"of", "about", "to"}) and node.tag != "VB")


def _of_noun(noun: Word) -> list[Phrase]:
    """Whose claim it is: "Oslo's claim that", "a claim by Oslo that", "Oslo made the claim that", "reports that"."""
    if (verb := called_untrue(noun)) is not None:
        who = _who(verb) if verb.pos == "VERB" else None
        return [who] if who is not None else []
    if lexeme(noun.head) in word_class("denial") and (noun.dep == "obj" or (noun.dep == "nsubj:pass" and passive(noun.head))):
        who = _who(noun.head)  # "Oslo's claim was rejected by Chad": that it is not so is what Chad says
        return [who] if who is not None else []
    for child in noun.children:
        if child.dep == "nmod:poss" or (
            child.dep == "nmod" and any(mark.dep == "case" and mark.lower in ("by", "from") for mark in child.children)
        ):
            return [phrase_of(child)]
    if noun.dep != "obj" and any(child.dep == "cop" for child in noun.children):
        who = _who(noun)  # "is of the opinion that"
        return [who] if who is not None else []
    above = noun.head.lemma
    if noun.dep == "obj" and (lexeme(noun.head) in word_class("denial") or above in _VOICING):
        who = _who(noun.head)
        return [who] if who is not None else []
    return [phrase_of(noun)] if noun.lemma in _OWNED else []


def _according(child: Word) -> Phrase | None:
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
    """Whether "per" before a noun counts: "per day", "per cent"."""
    return noun.kind in ("DATE", "TIME") or noun.lemma in patterns().time_nouns or noun.lower == "cent"


def _is_aside(verb: Word) -> bool:
    """Whether the verb is an aside of speech: "…, the mayor said", "… said the mayor", without content of its own."""
    if verb.dep == "parataxis" and any(child.lower == "what" for child in verb.of("discourse")):
        return True  # "seized what Oslo called a bomb", mended
    finds = verb.lemma in ("find", "rule", "conclude", "decide") and verb.dep == "parataxis"  # "…, the court found"
    if not (finds or verb.lemma in word_class("aside speech verb")) or verb.pos not in ("VERB", "AUX"):
        return False
    if any(child.dep in ("ccomp", "xcomp", "obj") and child.pos != "PRON" for child in verb.children):
        return False
    if any(child.dep == "mark" and child.lower != "as" for child in verb.children):
        return False
    if verb.dep == "advcl" and verb.lemma in ("continue", "begin", "start", "go"):
        return False  # "as protests continue"
    as_ = next((child for child in verb.of("mark") if child.lower == "as" and child.i < verb.i), None)
    if verb.dep == "advcl" and as_ is not None and as_.i > verb.head.i and verb.tree[as_.i - 1].text not in _BREAKS:
        return False  # "Oslo arrests 20 as rebels warn" tells when
    if any(
        mark.dep == "case" and mark.lower in ("of", "about", "against")
        for child in verb.children
        if child.dep == "obl"
        for mark in child.children
    ):
        return False  # "as Oslo warned of raids" tells what Oslo warned of, not who says the rest
    inverted = any(child.i < each.i for child in verb.of("aux") for each in verb.of("nsubj"))
    return not inverted and any(child.dep in SUBJECTS for child in verb.children)  # not "should Oslo agree"


def _or_so(clause: Word) -> bool:
    """Whether a coordinated clause only says who says so: "or so the rebels claim"."""
    said = clause.dep == "conj" and clause.lemma in word_class("aside speech verb") and not clause.has("obj", "ccomp", "xcomp")
    return said and any(c.lower == "or" for c in clause.of("cc")) and any(c.lower == "so" for c in clause.of("advmod"))


def _as_told(verb: Word) -> bool:
    """Whether the clause is "as reported by the paper"."""
    if verb.tag not in ("VBN", "VBD") or verb.lemma not in word_class("aside speech verb"):
        return False
    if _agent(verb) is None or any(child.dep in SUBJECTS for child in verb.children):
        return False
    return any(child.dep == "mark" and child.lower == "as" for child in verb.children)


def _puts_it(verb: Word) -> bool:
    """Whether the clause is "as the minister put it"."""
    return verb.lemma in ("put", "have", "phrase", "see") and verb.dep in ("advcl", "parataxis") and (
        any(child.dep == "mark" and child.lower == "as" for child in verb.children)
        and any(child.dep == "obj" and child.lower == "it" for child in verb.children)
    )  # fmt: skip


def _is_background(node: Word) -> bool:
    """Whether the clause is the writer's own remark inside what is reported: a relative clause or apposition set off by a comma."""
    if node.dep not in ("acl:relcl", "appos", "acl"):
        return False
    if node.dep == "acl:relcl" and node.head.has("cop") and node.head.has("expl"):
        return False  # "it was the rebels, not the army, that fled"
    if node.dep == "acl" and node.tag not in ("VBN", "VBG"):
        return False
    noun = node.head
    summed_up = node.dep == "acl:relcl" and noun.dep in ("obl:unmarked", "appos", "parataxis", "nmod:unmarked") and noun.has("det")
    opening = min((child.i for child in noun.of("det")), default=0)
    if summed_up and opening and node.tree[opening - 1].text in _BREAKS and noun.i < node.i:
        return True  # "…, a charge Oslo denies"
    first = min(each.i for each in node.subtree())
    return node.tree[first].text in _BREAKS or (first > 0 and node.tree[first - 1].text in _BREAKS)


def _speakers(verb: Word) -> list[Phrase]:
    """Who speaks by this verb, the innermost first: "was quoted by NTV as saying" has two, "said, citing an aide" too."""
    above = verb if verb.lemma in ("quote", "cite") else verb.head
    if above.lemma in ("quote", "cite") and (above is verb or verb.dep in ("advcl", "xcomp", "obl", "ccomp")):
        subject = next((child for child in above.children if child.dep in ("nsubj", "nsubj:pass")), None)
        target = next((child for child in above.children if child.dep == "obj"), None)
        agents = (_agent(word) for word in (above, *above.children) if word is above or word.dep == "advcl")
        agent = next((word for word in agents if word is not None), None)
        pair = (subject, agent) if passive(above) else (target, subject)
        if above is verb and target is not None and not passive(above) and not _may_speak(target):
            pair = (None, subject)  # "cited only his experience: …"
        if any(word is not None for word in pair):
            return [meant for word in pair if word is not None and (meant := _meant(word)) is not None]
    who = _who(verb)
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


def _agent(verb: Word) -> Word | None:
    for child in verb.children:
        if child.dep == "obl:agent" or (child.dep == "obl" and any(mark.lower == "by" for mark in child.children if mark.dep == "case")):
            return child
    return None


def _who(verb: Word) -> Phrase | None:
    """The speaker of a verb: its subject, the agent of a passive, else that of the verb it is coordinated with or depends on."""
    node = verb
    if verb.dep == "advcl" and is_passive(verb) and verb.lemma not in _TOLD:
        agent = _agent(verb)  # "appeared in court, charged with murder": whoever appeared charges nobody
        return phrase_of(agent) if agent is not None else None
    if verb.tag == "VBN" and verb.dep == "acl" and not verb.has("aux", "aux:pass") and (accuser := _agent(verb)) is not None:
        return phrase_of(accuser)  # "rebels accused by Oslo of raids"
    for _ in range(6):
        subjects = [child for child in node.children if child.dep in ("nsubj", "nsubj:outer", "nsubj:pass")]
        if node.lemma in ("quote", "cite") and node is not verb and passive(node):
            return phrase_of(subjects[0]) if subjects else None
        agent = _agent(node) if passive(node) else None
        if agent is None and _as_told(node):
            agent = _agent(node)
        if agent is not None and not passive(node):
            return phrase_of(agent)
        telling = node is not verb and verb.tag == "VBG" and bool(subjects)  # "was jailed after saying that"
        if passive(node) and not telling and (agent is not None or node.lemma not in _TOLD):
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
                return phrase_of(node.head) if node.dep.startswith("acl") else None
            shown = verb.lemma in _SHOWING and subject.pos == "NOUN" and subject.lemma in _HAPPENINGS | patterns().nominals.keys()
            return None if shown or (subject.lower in ("it", "there") and subject.dep == "expl") else phrase_of(subject)
        if node.dep == "acl" and node.tag == "VBG":
            return phrase_of(node.head)
        if node.is_root or node.dep not in ("conj", "advcl", "xcomp"):
            return None
        node = node.head
    return None


def _named(subject: Word) -> Word:
    """The name of an organisation right behind the noun that describes it: "the newspaper El Faro"."""
    return next((child for child in subject.children if child.dep == "appos" and child.i == subject.i + 1 and child.kind == "ORG"), subject)


def _heading(words: list[Word]) -> Phrase | None:
    """The source that a headline names after or before its colon: "…: sources", "Minister: …"."""
    tree = words[0].tree
    words = [word for word in words if not word.text.isspace()]
    colons = [i for i, word in enumerate(words) if word.text == ":"]
    if not colons or len(words) > 30 or any(word.text in ('"', "“", "”") for word in words):
        return None
    if words[-1].text in (".", "?", "!"):
        return None
    tail = words[colons[-1] + 1 :]
    if 0 < len(tail) <= 4 and _is_source(tail):
        return run(tree, tail[0].i, tail[-1].i)
    lead = words[: colons[0]]
    if 0 < len(lead) <= 3 and _is_source(lead):
        return run(tree, lead[0].i, lead[-1].i)
    return None


def _is_source(words: list[Word]) -> bool:
    last = words[-1]
    if any(word.pos in ("VERB", "AUX") for word in words):
        return False
    known = word_class("anonymous source") | _ROLES | patterns().titles
    return last.lemma in known or last.lower.rstrip("s") in known or last.kind in ("PERSON", "ORG")
