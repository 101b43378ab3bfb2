"""Who says so: reported clauses, asides ("…, the mayor said"), "according to", nouns of saying, headlines and quotations."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.grammar import Phrase, Word, ancestors, run, sentence
from kg.extract.patterns import patterns
from kg.extract.qualifiers import SUBJECTS, lexeme, nobody, passive, says_that, word_class
from kg.extract.quotations import MARKS, Quotation, leads_on, quotations
from kg.extract.speakers import TOLD, according_to, as_told, owner_of_claim, phrase_of, speaker_of, speakers_of
from kg.extract.turns import Turn, turns

_ATTITUDES = frozenset(
    "fear doubt deny vow pledge promise urge agree accuse describe hold know consider show find quote cite charge ask assure remind "
    "hope propose recommend demand request worry wish".split()
)
_BREAKS = frozenset({",", "–", "—", "(", "-"})
_ROLES = frozenset(
    {"ministry", "police", "army", "minister", "president", "government", "spokesman", "un", "media", "court", "envoy", "agency"}
)
_PUNISHING = frozenset(
    "jail imprison sentence arrest detain fine convict expel sanction suspend ban prosecute try execute deport dismiss sack".split()
)
_VIEWS = frozenset("position argument view stance contention opinion belief line defence defense".split())
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
        return cls(quotations(signs, speakers_of, phrase_of), headings, _stops(signs), turns(signs))

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
        below: Word | None = None
        for step in range(_HIGHEST):
            # "…, the mayor said, but Oslo refused and Chad left": what goes on with an answer is none of the mayor's words either
            answers = [each for each in node.of("conj") if below is not None and each.i <= below.i and _answers(each)]
            answer = answers[-1] if answers and below is not None and below.dep == "conj" else None
            self._beside(node, word, found, step, answer)
            above = node.head
            if node.dep == "acl":
                _add(found, according_to(above), word)  # "was, in the view of monitors, rigged", with the aside read as the predicate
            background = _is_background(node) and not self._same_quote(node, word)
            if above.i == node.i or background or self._parted(node, above):
                break
            if answer is not None and node.i < above.i < answer.i:
                break  # "Oslo fled, the mayor said, but Chad denied it"
            for source in _from_above(node, above):
                _add(found, source, word)
            below, node = node, above
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
        if _puts_it(word) or as_told(word):
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

    def _beside(self, node: Word, word: Word, found: list[Phrase], step: int, answer: Word | None) -> None:
        """Sources named beside a clause on the way up: asides, "according to", "in the words of", "reportedly".

        What stands before an `answer` ("…, the mayor said, but Oslo refused") is not the source of that.
        """
        for child in node.children:
            if child.i == word.i or (answer is not None and child.i < answer.i and child.dep in ("parataxis", "ccomp")):
                continue
            if child.dep == "nsubj:outer" and step == 0 and child.lemma in word_class("source noun") | _VIEWS:
                for owner in child.of("nmod:poss")[:1]:
                    _add(found, phrase_of(owner), word)  # "Oslo's claim is that the rebels fled"
            if _or_so(child):
                _add(found, speaker_of(child), word)  # "Oslo fled, or so the rebels claim"
            elif child.dep in ("parataxis", "ccomp", "advcl", "discourse"):
                # a clause of thinking inside the quotation is what is said, not who says it
                aside = not self.quoted(child) or self._same_quote(child, node)
                if aside and (_is_aside(child) or _puts_it(child) or as_told(child)) and not self._parted(child, node):
                    _add(found, speaker_of(child), word)
            elif child.dep in ("obl", "advmod") or (child.dep == "nmod" and step == 0):
                _add(found, according_to(child), word)
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


def _add(found: list[Phrase], source: Phrase | None, word: Word) -> None:
    if (
        source is not None
        and source.head.kind not in ("DATE", "TIME")
        and not source.first <= word.i <= source.last
        and not _describes(word, source.head)
        and all(source.head is not other.head for other in found)
    ):
        found.append(source)


def _answers(clause: Word) -> bool:
    """Whether a clause with a subject of its own goes against the one before: ", but Oslo refused"."""
    return clause.dep == "conj" and clause.has("nsubj", "nsubj:pass") and any(child.lower == "but" for child in clause.of("cc"))


def _describes(word: Word, noun: Word) -> bool:
    """Whether a participle says something of the source itself: "according to diplomats based in Oslo"."""
    for each in (word, *ancestors(word)):
        if each.head is noun and each is not noun:
            return each.dep == "acl" and each.tag in ("VBN", "VBG") and not each.has("ccomp", "nsubj", "nsubj:pass", "aux", "mark")
    return False


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
        return speakers_of(above)  # "does not rule out that they could return"
    if node.dep == "ccomp" and lemma == "let" and any(child.lemma == "slip" for child in above.of("xcomp")):
        return speakers_of(above)  # "let slip that it had fled"
    if says and lemma != "deny" and (nobody(above) or any(c.lower in word_class("negating adverb") for c in above.children)):
        return []  # "did not say that", "nothing suggests that": nobody says it
    if _is_owned(node, above, lemma):
        return speakers_of(above)
    if node.dep == "acl" and above.dep == "obl" and above.head.lemma in word_class("accusation verb"):
        # "blamed the raid on gangs backed by Oslo": that Oslo backs them is part of the blame
        who = speaker_of(above.head)
        return [who] if who is not None else []
    if node.dep == "advcl" and says and _is_proviso(node) and any(child.i < node.i for child in above.of("ccomp")):
        return speakers_of(above)  # "said it would pay if Oslo left": the condition is part of what is said
    sure = above.pos == "ADJ" or (passive(above) and lemma in TOLD)
    if node.dep in ("ccomp", "csubj") and sure and lemma in word_class("believing adjective"):
        who = speaker_of(above)
        return [who] if who is not None else []
    if lemma in ("ask", "wonder") and any(child.lower in ("whether", "if") for child in node.of("mark")):
        return []  # who asks whether it is so says nothing
    if node.dep in ("ccomp", "parataxis", "csubj", "obj", "dep") and lemma in word_class("speech verb"):
        aside = node.dep == "parataxis" and (lemma in _ATTITUDES or any(child.dep == "mark" for child in node.children))
        if node.dep in ("parataxis", "ccomp") and any(word.text == ";" for word in node.tree[above.i : node.i]):
            # "said it would; Oslo refused", "confirmed the deal; Lund denies it"
            aside |= any(child is not node and child.i < node.i for child in above.of("ccomp", "obj"))
        if not aside and (node.dep != "obj" or node.pos in ("VERB", "AUX")):
            return speakers_of(above)
    elif node.dep in ("advcl", "xcomp", "obl", "acl") and lemma in word_class("accusation verb"):
        # "accused Oslo of arming rebels": that Oslo armed them is what the accuser says
        if any(child.dep in ("mark", "case") and child.lower in ("of", "for", "with", "over", "as") for child in node.children):
            who = speaker_of(above)
            return [who] if who is not None else []
    elif (
        node.dep in ("advcl", "acl") and node.tag == "VBG" and lemma in _PUNISHING and any(mark.lower == "for" for mark in node.of("mark"))
    ):
        who = speaker_of(above)  # "a court jailed Lund for insulting the king": that he insulted him is what the court found
        return [who] if who is not None else []
    elif (
        node.dep in ("xcomp", "obl", "advcl")
        and (node.pos != "VERB" or any(mark.lower == "as" and node.tag == "VBN" for mark in node.of("mark")))
        and lemma in word_class("naming verb")
    ):
        # "called it a move that would hurt Oslo": that it would is in the words of whoever called it so
        who = speaker_of(above)
        return [who] if who is not None else []
    elif node.dep == "xcomp" and lemma in word_class("open report verb") and passive(above):
        who = speaker_of(above)
        return [who] if who is not None else []
    elif node.dep in ("acl", "ccomp") and lemma in word_class("source noun") and says_that(node):
        return owner_of_claim(above)
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


def _is_aside(verb: Word) -> bool:
    """Whether the verb is an aside of speech: "…, the mayor said", "… said the mayor", without content of its own."""
    if verb.dep == "parataxis" and any(child.lower == "what" for child in verb.of("discourse")):
        return True  # "seized what Oslo called a bomb", mended
    finds = verb.lemma in ("find", "rule", "conclude", "decide") and verb.dep == "parataxis"  # "…, the court found"
    if not (finds or verb.lemma in word_class("aside speech verb")) or verb.pos not in ("VERB", "AUX"):
        return False
    if any(child.dep in ("ccomp", "xcomp", "obj") and child.pos != "PRON" for child in verb.children):
        return False
    if verb.dep == "parataxis" and verb.i > verb.head.i and any(word.text == ";" for word in verb.tree[verb.head.i : verb.i]):
        return False  # "Oslo left; Moscow has not commented"
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
    apart = noun.dep in ("obl:unmarked", "appos", "parataxis", "nmod:unmarked")
    apart |= noun.dep == "obj" and any(other.i < noun.i for other in noun.head.of("obj"))
    summed_up = node.dep == "acl:relcl" and apart and noun.has("det")
    opening = min((child.i for child in noun.of("det")), default=0)
    if summed_up and opening and node.tree[opening - 1].text in _BREAKS and noun.i < node.i:
        return True  # "…, a charge Oslo denies"
    first = min(each.i for each in node.subtree())
    return node.tree[first].text in _BREAKS or (first > 0 and node.tree[first - 1].text in _BREAKS)


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
