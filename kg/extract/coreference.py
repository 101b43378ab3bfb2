"""What pronouns and "the delegation" stand for: by rule, within the article, and nothing where nothing fits."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache, partial

from kg import resources
from kg.extract.attribution import Frames
from kg.extract.candidates import (
    INNER,
    KIN,
    aside_of,
    by_name,
    described_by,
    gender_of,
    introduces,
    is_bare,
    is_pair,
    is_quoting,
    is_site,
    joined_phrase,
    relays,
    surrounds,
    tells_of,
    together,
    was_or_helps,
)
from kg.extract.grammar import Phrase, Word, ancestors, first_conjunct, names_of, root_of
from kg.extract.patterns import patterns, rows
from kg.extract.pronouns import (
    ACTORS,
    COLLECTIVE,
    PERSONAL,
    acts_on,
    addressed,
    alleges,
    blamed,
    clause_of,
    does_it,
    given,
    glossed,
    goes_on,
    harmed,
    is_empty_it,
    judged,
    meanwhile,
    named_before,
    own_body,
    own_doer,
    punished,
    seen_to,
    spoken_for,
    taken_on,
    teller_of,
    tells_of_itself,
)
from kg.extract.qualifiers import SUBJECTS, word_class
from kg.extract.speakers import phrase_of

_PRONOUNS = {
    "he": ("person", "he"), "him": ("person", "he"), "his": ("person", "he"), "himself": ("person", "he"),
    "she": ("person", "she"), "her": ("person", "she"), "hers": ("person", "she"), "herself": ("person", "she"),
    "it": ("thing", ""), "its": ("thing", ""), "itself": ("thing", ""),
    "they": ("many", ""), "them": ("many", ""), "their": ("many", ""), "theirs": ("many", ""), "themselves": ("many", ""),
    "i": ("speaker", ""), "me": ("speaker", ""), "my": ("speaker", ""),
    "we": ("speaker", ""), "us": ("speaker", ""), "our": ("speaker", ""),
    "there": ("place", ""), "both": ("pair", ""),
}  # fmt: skip
_PERPETRATED = frozenset("order commit carry perpetrate plan plot organise organize authorise authorize stage launch conduct".split())
"""What is done with these is an act: "condemned the killings but denied ordering them"."""
_REACH = 3  # sentences back
_DEEDS = frozenset("incident crime terrorism accident murder homicide suicide disaster provocation".split())


@cache
def _kinds() -> dict[str, frozenset[str]]:
    return {row["words"][0]: frozenset(row["kinds"]) for row in rows("descriptions")}


@cache
def _given_names() -> dict[str, str]:
    """ "he" or "she" by first names that only men or only women bear."""
    told = json.loads(resources.path("patterns/given_names.json").read_text(encoding="utf-8"))
    return {name: gender for gender in ("he", "she") for name in told[gender].split()}


@dataclass(frozen=True, slots=True)
class Antecedents:
    """What each pronoun and resumed description of a document stands for, by token number."""

    found: dict[int, Phrase]
    pairs: dict[int, tuple[Phrase, Phrase]] = field(default_factory=dict)

    @classmethod
    def of(cls, tree: Sequence[Word], frames: Frames) -> Antecedents:
        """The antecedents in the words of a document, found from left to right; `frames` are its frames of speech."""
        reading = _Reading(tree, frames)
        return cls(reading.resolve(), reading.pairs)

    def pair(self, word: Word) -> tuple[Phrase, Phrase] | None:
        """The two names that "the two leaders" or "both countries" stands for; None for all else."""
        return self.pairs.get(word.i)

    def of_word(self, word: Word) -> Phrase | None:
        """The phrase that the pronoun or description headed by `word` stands for; None for all else.

        >>> words = "Oslo said it would sign"
        >>> tree = tree_of(words, [1, 1, 4, 4, 1], "nsubj root nsubj aux ccomp", pos="PROPN VERB PRON AUX VERB", tags="NNP VBD PRP MD VB")
        >>> Antecedents.of(tree, Frames.of(tree)).of_word(tree[2]).head.text
        'Oslo'
        """
        return self.found.get(word.i)


class _Reading:
    """One document while its antecedents are sought."""

    def __init__(self, tree: Sequence[Word], frames: Frames) -> None:
        self.tree = tree
        self.frames = frames
        self.kinds = _kinds()
        self.genders: dict[str, str] = {}
        self.taken_up: dict[str, tuple[int, Phrase]] = {}  # by gender: the last pronoun and whom it meant
        self.mentions: dict[str, int] = {}
        self.found: dict[int, Phrase] = {}
        self.pairs: dict[int, tuple[Phrase, Phrase]] = {}
        for name in names_of(tree):
            gender = _given_names().get(name[0].text, "") if name[0].kind == "PERSON" and len(name) > 1 else ""
            if gender:  # "Nancy Berg … Berg … she"
                self.genders.setdefault(name[0].lower, gender)
                self.genders.setdefault(name[-1].lower, gender)
        self.surnames = {root_of(name).i: name[-1].lower for name in names_of(tree) if name[0].kind == "PERSON"}
        self.heads = [
            word
            for word in tree
            if (word.pos == "NOUN" and word.kind not in ("DATE", "TIME")) or (word.pos == "PROPN" and word.dep not in INNER)
        ]
        self.places = [head.i for head in self.heads]
        self.sentences = [head.sentence for head in self.heads]

    def resolve(self) -> dict[int, Phrase]:
        found = self.found
        for word in self.tree:
            if word.i in self.surnames:
                surname = self.surnames[word.i]
                self.mentions[surname] = self.mentions.get(surname, 0) + 1
            meant = None
            if word.pos == "NOUN" or (word.pos == "PROPN" and word.kind == "" and word.has("det")):
                if (two := self._two(word)) is not None:
                    self.pairs[word.i] = two
                meant = self._description(word) if word.lemma in self.kinds else None
            elif word.pos in ("PRON", "DET", "ADV") and (kind := _PRONOUNS.get(word.lower)) is not None and word.text != "US":
                known = word.lower != "there" or (word.dep != "expl" and word.pos != "PRON")
                meant = self._pronoun(word, *kind) if known else None
            if meant is not None:
                found[word.i] = found.get(meant.head.i, meant)
        return found

    def _pronoun(self, word: Word, kind: str, gender: str) -> Phrase | None:
        if kind == "speaker":
            sources = self.frames.sources(word.head if word.dep == "nmod:poss" else clause_of(word))
            quoted = self.frames.speakers(word)
            speaker = quoted[0] if quoted else (sources[-1] if sources and self.frames.quoted(word) else None)
            if speaker is None or word.lower not in ("we", "us", "our"):
                return speaker
            return spoken_for(speaker.head) or speaker
        if word.lower.endswith(("self", "selves")):
            subject = next((child for child in clause_of(word).children if child.dep in ("nsubj", "nsubj:pass")), None)
            return phrase_of(subject) if subject is not None and subject.pos in ("NOUN", "PROPN") else None
        if kind == "thing" and is_empty_it(word):
            return None
        if (named := glossed(word)) is not None:
            return named
        if kind in ("thing", "many") and (named := taken_on(word) or seen_to(word)) is not None:
            return named
        if kind == "thing" and word.dep != "obj" and (named := own_body(word)) is not None:
            return named
        if kind in ("thing", "many") and (named := self._same_act(word)) is not None:
            return named
        if kind == "place":
            return self._site(word)
        if kind in ("thing", "many") and (topic := self._topic(word) or self._committed(word, kind)) is not None:
            return topic
        if kind == "pair" and word.dep not in (*SUBJECTS, "obj", "obl"):
            return None
        fits = {"person": self._is_person, "thing": self._is_thing, "many": self._is_many, "pair": is_pair}[kind]
        if kind == "thing" and word.dep == "obj":
            fits = self._is_done
            if word.head.lemma in ("deny", "dispute", "confirm", "admit", "acknowledge"):
                fits = _is_told  # "said it had left, but Oslo denied it": nobody
            if word.head.lemma in _MADE:
                fits = self._is_text  # "rejected the demand, saying nobody could make it"
            seen = [other.lemma for other in word.head.of("obl") if any(child.lower == "as" for child in other.of("case"))]
            if any(lemma in patterns().nominals or lemma in _DEEDS for lemma in seen):
                fits = self._is_matter  # "were treating it as a crime": nobody, but what happened
        if kind == "many" and word.dep in ("obj", "iobj"):
            fits = partial(self._is_done_to, acts=word.dep == "obj" and word.head.lemma in _PERPETRATED, sentence=word.sentence)
        deed = word.head.lemma in patterns().nominals and any(child.lower in ("a", "an") for child in word.head.of("det"))
        if kind == "thing" and word.dep in SUBJECTS and word.head.has("cop") and deed:
            fits = self._is_matter  # "it is a fight": no actor is one
        lemma = word.head.lemma
        voiced = kind != "person" and word.dep in SUBJECTS and (lemma in _VOICED or lemma in word_class("accusation verb"))
        joined = kind in ("many", "pair")
        found = self._nearest(word, lambda head: fits(head) and self._speaks(head), gender, joined) if voiced else None
        if found is None and (not voiced or lemma not in ("say", "tell", "add", "announce", "warn", "insist")):
            found = self._nearest(word, fits, gender, joined)
        if found is None and kind == "person" and word.dep in SUBJECTS and lemma in word_class("aside speech verb"):
            found = self._last_speaker(word)
        if gender in self.taken_up:
            # "She fled. The army denied it. Her house burned.": who was meant a sentence ago is meant still
            last, meant = self.taken_up[gender]
            near = word.sentence - self.tree[last].sentence <= 2
            unknown = found is not None and found.head.i < last and not (gender_of(found.head) or self.genders.get(found.head.lower, ""))
            # "The news came from his son-in-law, Lund. He had been ill": the topic goes on, not whom something else names
            aside = (
                found is not None
                and word.dep in SUBJECTS
                and found.head.dep in ("appos", "nmod", "nmod:poss")
                and not gender_of(found.head)
            )
            if near and (found is None or unknown or aside):
                found = meant
        if found is not None and gender:
            self.taken_up[gender] = (word.i, found)
            surname = self._surname(found.head)
            self.mentions[surname] = self.mentions.get(surname, 0) + 1
            self.genders.setdefault(found.head.lower, gender)
        return found

    def _topic(self, word: Word) -> Phrase | None:
        """What the same pronoun stood for as the subject of the sentence before: "They met in Oslo. They called on Chad to pay",
        or of the clause that its own is joined to."""
        if word.dep in SUBJECTS and word.head.dep == "conj":
            for before in word.head.head.children:  # "it must be passed by the senate and it must be signed"
                if before.dep in SUBJECTS and before.lower == word.lower and before.i < word.i:
                    return self.found.get(before.i)
        if word.dep not in SUBJECTS or not word.head.is_root:
            return None
        at = word.i - 1
        while at >= 0 and self.tree[at].sentence >= word.sentence - 1:
            before = self.tree[at]
            if before.lower == word.lower and before.dep in SUBJECTS and before.head.is_root and before.sentence == word.sentence - 1:
                return self.found.get(before.i)
            at -= 1
        return None

    def _committed(self, word: Word, kind: str) -> Phrase | None:
        """Whoever threatens or promises what "it" or "they" would do: "threatened that unless Chad paid, it would close the port"."""
        act, verb = word.head, word.head.head
        if word.dep not in SUBJECTS or act.dep != "ccomp" or verb.lemma not in ("threaten", "vow", "pledge", "promise", "swear"):
            return None
        if not any(child.lower in ("would", "will", "'ll", "’ll") for child in act.of("aux")):
            return None
        who = next((child for child in verb.of("nsubj") if child.i < verb.i), None)
        fits = who is not None and who.pos in ("NOUN", "PROPN") and (who.plural and who.kind != "GPE") == (kind == "many")
        return phrase_of(who) if who is not None and fits else None

    def _same_act(self, word: Word) -> Phrase | None:
        """The object that an earlier clause with the same verb has: "refused to publish the letters … barred from publishing them"."""
        act = word.head
        if word.dep != "obj" or act.lemma in ("have", "do", "make", "take", "get", "give"):
            return None
        for head in reversed(self._earlier(word, 2)):
            if head.dep == "obj" and head.head.lemma == act.lemma and head.head is not act and head.plural == (word.lower == "them"):
                return phrase_of(head)
        return None

    def _last_speaker(self, word: Word) -> Phrase | None:
        """The person who spoke in the quotation before the one at hand: '"…", she went on' behind a long one."""
        for _, last, speakers in reversed(self.frames.quotes):
            if last < word.i - 3 and speakers and speakers[0].head is not word:
                speaker = self.found.get(speakers[0].head.i, speakers[0])
                return speaker if speaker.head.kind in PERSONAL else None
        return None

    def _earlier(self, word: Word, sentences: int) -> list[Word]:
        """What is named before `word` in its sentence and in as many before it, in text order."""
        first = bisect_left(self.sentences, word.sentence - sentences)
        return self.heads[first : bisect_left(self.places, word.i)]

    def _surname(self, head: Word) -> str:
        """The last word of the name that `head` heads."""
        return self.surnames.get(head.i, head.lower)

    def _speaks(self, head: Word) -> bool:
        """Whether the phrase names somebody who can say things."""
        lemma = head.lemma
        return (
            head.kind in ACTORS | PERSONAL
            or lemma in COLLECTIVE
            or lemma in self.kinds
            or lemma in word_class("anonymous source")
            or (head.plural and lemma in patterns().members | patterns().titles)
            or (head.plural and lemma.endswith(("er", "or", "ist", "ian")) and not head.kind)
        )

    def _site(self, word: Word) -> Phrase | None:
        """The place that "there" points back to: of the latest sentence that names one, where something was before what was done to."""
        sites = [head for head in self._earlier(word, 2) if is_site(head)]
        best = max(sites, key=lambda head: (head.sentence, head.dep in ("obl", "nmod"), head.i), default=None)
        return phrase_of(best) if best is not None else None

    def _nearest(self, word: Word, fits: Callable[[Word], bool], gender: str = "", joined: bool = False) -> Phrase | None:
        """The best candidate before `word`, with all that is coordinated with it where `joined`: subjects before objects, own sentence
        before others, not a fellow argument of its verb."""
        clause = clause_of(word)
        best: tuple[float, Word] | None = None
        for head in self._earlier(word, _REACH):
            back = word.sentence - head.sentence
            taken_up = back == 0 and not gender and not word.plural and (goes_on(word, head) or judged(word, head)) and fits is not _is_told
            if back > _REACH or not (fits(head) or taken_up):
                continue
            if back == 0 and word.dep != "nmod:poss" and clause_of(head) is clause and head.dep != "nmod:poss":
                continue
            if back == 0 and acts_on(word, clause) and (doer := first_conjunct(head)).dep in SUBJECTS and doer.head is clause.head:
                continue  # "attacked the mayor, accusing her": not whoever attacked
            if back == 0 and word.dep in ("obj", "iobj") and own_doer(word) is first_conjunct(head):
                continue  # "Lund met the mayor but failed to persuade him": nobody persuades himself
            if word.dep == "nmod:poss" and (head is word.head or word.head in ancestors(head)):
                continue
            if word.dep in SUBJECTS and any(first <= head.i <= last < word.i <= last + 3 for first, last, _ in self.frames.quotes):
                continue  # ""Oslo will pay," he said": not who is named in what he says
            told_of = head is word.head.head or head in word.head.head.of("appos")
            if is_quoting(word, head, self.frames) or (told_of and word.head.dep in ("acl", "acl:relcl") and word.dep in SUBJECTS):
                continue  # "the militia that it arms": not the militia
            if word.head.dep == "acl" and word.head.head is head:
                continue  # "no authority to make it": not the authority
            owns = back == 0 and word.dep == "obj" and head.dep == "nmod:poss"
            if owns and (head.head is own_doer(word) or head.head in word.head.of(*SUBJECTS)):
                continue  # "Serbia's president refused to recognise it": not Serbia
            if back == 0 and alleges(word, head):
                continue  # "Amnesty alleged they had shot villagers": not Amnesty
            if gender and (gender_of(head) or self.genders.get(head.lower, "")) not in ("", gender):
                continue
            score = 10.0 - 3.0 * back - 0.03 * (word.i - head.i)
            named = head.dep == "appos" and (head.head.lower == "one" or (head.kind == "PERSON" and head.head.pos == "NOUN"))
            subject = head.dep in SUBJECTS or (named and head.head.dep in SUBJECTS)
            score += 3.0 if subject else 1.0 if head.dep in ("obj", "iobj") else -1.5 if head.dep == "nmod" else 0.0
            score += 1.5 if head.kind in ACTORS | PERSONAL else 0.0
            score -= 1.0 if head.dep == "nmod:poss" else 0.0
            # "attacks in Paris": only where something was
            score -= 2.0 if head.dep == "nmod" and head.kind == "GPE" and any(mark.lower == "in" for mark in head.of("case")) else 0.0
            score -= 2.0 if joined and not head.plural and not head.has("conj") else 0.0
            # "they" do things: people before things
            score += 1.0 if word.dep in SUBJECTS and not head.kind and head.plural and self._speaks(head) else 0.0
            # a pronoun that is a subject takes up a subject: the topic goes on
            score += 1.0 if word.dep in SUBJECTS and subject else 0.0
            # "warned Oslo of sanctions if it sold the ship": the condition is set for the one addressed
            score += 4.0 if back == 0 and addressed(word, head) else 0.0
            # "sanctions on Oslo over its raids": the owner is named right before
            score += 5.0 if back == 0 and named_before(word, head) else 0.0
            # "allowed Oslo to rebuild its fleet": the owner is who does it
            score += 4.0 if back == 0 and does_it(word, head) else 0.0
            # "Reuters said the army said it had won": of two that speak, the nearer tells of itself
            score += 3.0 if back == 0 and tells_of_itself(word, head) and self._speaks(head) else 0.0
            # "said Oslo had violated its airspace": nobody harms his own; "condemned Oslo after its troops fled": whose act is blamed
            score -= 6.0 if back == 0 and harmed(word, head) else 0.0
            score += 4.0 if back == 0 and blamed(word, head) else 0.0
            # "drafted a text and Oslo backed it", "called the ban unfair and said it would hurt": what was done to it goes on
            score += 6.0 if taken_up or (back == 0 and given(word, head)) else 0.0
            score += 6.0 if back == 0 and punished(word, head) else 0.0
            # "Oslo insists that Chad amend its law, which it says is void", "an aide said, because he may not speak": the teller is meant
            score += 5.0 if back == 0 and teller_of(word, head) else 0.0
            # "the watchdog said the school was full when it was hit": the clause that the time is told of lends its subject
            score += 4.0 if back == 0 and meanwhile(word, head) else 0.0
            # "Oslo and its allies"
            score += 6.0 if back == 0 and word.dep == "nmod:poss" and word.head.dep == "conj" and word.head.head is head else 0.0
            # "until the rebels left the towns that they had seized": the clause around a relative clause lends its subject
            score += (
                4.0
                if back == 0 and subject and word.dep in SUBJECTS and word.head.dep == "acl:relcl" and surrounds(head, word.head)
                else 0.0
            )
            # "the river, which Indians call so, runs between them": an aside names nobody for the main clause
            score -= 12.0 if back == 0 and aside_of(head, word) else 0.0
            # what a side clause names is less in view than who the sentence is about
            score -= 2.0 if back and head.dep in SUBJECTS and head.head.dep in ("advcl", "acl:relcl", "acl") else 0.0
            if gender and head.kind == "PERSON":
                score += 0.6 * min(4, self.mentions.get(self._surname(head), 0))
            if best is None or score >= best[0]:
                best = (score, head)
        if best is None or best[0] <= 4.0:
            return None
        return joined_phrase(best[1]) if joined else phrase_of(by_name(best[1]))

    def _is_person(self, head: Word) -> bool:
        return (
            head.kind == "PERSON"
            or (head.pos == "PROPN" and head.lower in self.surnames.values())
            or (head.lemma in KIN and not head.plural)
            or (not head.kind and head.lemma in self.kinds and "PERSON" in self.kinds[head.lemma] and not head.plural)
            or (not head.kind and not head.plural and head.lemma in patterns().titles and head.dep in SUBJECTS and tells_of(head.head))
        )

    def _is_thing(self, head: Word) -> bool:
        if head.pos == "PROPN" and not head.kind:
            return not head.plural and head.dep != "nmod:desc" and head.lemma.lower() not in patterns().titles
        if head.kind in ("GPE", "ORG"):
            return True  # "the United States", "the United Nations": plural in form alone
        if head.kind:
            return head.kind in ACTORS | {"LOC", "FAC", "EVENT", "VEHICLE"} and not (head.kind == "NORP" or head.plural)
        return head.pos == "NOUN" and not head.plural and (head.dep in SUBJECTS or head.lemma in COLLECTIVE) and not self._is_person(head)

    def _is_done(self, head: Word) -> bool:
        """Whether the phrase may be what somebody planned or condemned: a thing, or an act told before ("the attack")."""
        act = head.lemma in patterns().nominals and head.dep in ("obj", "obl", "nmod") and head.has("det") and not head.plural
        return act or self._is_thing(head)

    def _is_text(self, head: Word) -> bool:
        """Whether the phrase may be what somebody makes, signs or rejects: no actor, but a demand, a law, a pact."""
        return head.pos == "NOUN" and not head.kind and not head.plural and head.lemma not in COLLECTIVE and not self._is_person(head)

    def _is_matter(self, head: Word) -> bool:
        """Whether the phrase may be what somebody sees or treats as something: an act, or a thing that is no actor."""
        if head.kind in ACTORS | PERSONAL | {"LOC", "FAC", "VEHICLE"} or head.lemma in COLLECTIVE:
            return False
        return self._is_done(head) or (head.lemma in patterns().nominals and not head.plural)

    def _is_many(self, head: Word) -> bool:
        aside = any(child.dep in ("ccomp", "parataxis") and child.i < head.i for child in head.head.children)  # "…, the paper reported."
        if (
            head.dep in SUBJECTS
            and head.head.is_root
            and not aside
            and not head.plural
            and (head.kind == "ORG" or head.lemma in COLLECTIVE)
        ):
            return True  # "The commission met. They approved the plan."
        plural = head.plural and head.kind != "GPE"
        many = plural or head.kind == "NORP" or any(child.dep == "conj" for child in head.children)
        return (
            many
            and head.kind not in ("DATE", "TIME")
            and (head.dep in SUBJECTS or bool(head.kind) or head.lemma in COLLECTIVE or (head.dep == "nmod:poss" and self._speaks(head)))
        )

    def _is_done_to(self, head: Word, *, acts: bool, sentence: int) -> bool:
        """Whether the phrase may be "them" to whom something is done: "keeps killing villagers, it will drive them away"; an act where
        acts are done ("condemned the killings but denied ordering them")."""
        if acts:
            return head.plural and head.lemma in patterns().nominals and not head.kind
        return self._is_many(head) or (head.plural and head.dep == "obj" and head.sentence == sentence)

    def _two(self, word: Word) -> tuple[Phrase, Phrase] | None:
        """The two names that "the two leaders" takes up: the only ones of their kind in the nearest sentence that names any."""
        kinds = _IN_PAIRS.get(word.lemma)
        both = any(each.lower == "both" for each in word.of("det", "det:predet", "cc:preconj"))
        two = both or (
            any(each.lower == "two" for each in word.of("nummod")) and any(each.lower in ("the", "these") for each in word.of("det"))
        )
        if kinds is None or not word.plural or not two or any(child.dep in _OWN_WORDS for child in word.children):
            return None
        for back in range(3):
            names: dict[str, Word] = {}
            for head in self._earlier(word, 2):
                fellow = word.dep not in SUBJECTS and clause_of(head) is clause_of(word)  # "Cuba and Norway urged both parties"
                if head.sentence == word.sentence - back and head.kind in kinds and head.dep != "nmod:poss" and not fellow:
                    names.setdefault(self.surnames.get(head.i, head.lower), head)
            if names:
                first, *others = names.values()
                return (phrase_of(first), phrase_of(others[0])) if len(others) == 1 and together(first, others[0]) else None
        return None

    def _description(self, word: Word) -> Phrase | None:
        """What "the delegation", "the official" takes up: an earlier phrase with the same head noun, else a name of a fitting kind."""
        if not any(child.dep == "det" and child.lower in ("the", "this", "that", "these", "those") for child in word.children):
            return None
        if any(child.dep in _OWN_WORDS and child.lower != "prime" for child in word.children):
            return None
        lemma = word.lemma
        sentence = word.sentence
        for head in reversed(self._earlier(word, 8)):
            same = head.lemma == lemma and head.plural == word.plural and _is_prime(head) == _is_prime(word)
            if same and lemma in _FACTIONS and head.has("compound") and (named := self._named(word, lemma, sentence)) is not None:
                same = named.head.sentence <= head.sentence  # "a carrier group … Hezbollah … the group"
            if same and head.dep == "nmod:desc" and head.head.kind in PERSONAL and not was_or_helps(head):
                return phrase_of(head.head)  # "President Lund … the president"
            if same and introduces(head) and not was_or_helps(head):
                return phrase_of(head)
        return None if word.plural else self._named(word, lemma, sentence)

    def _named(self, token: Word, lemma: str, sentence: int) -> Phrase | None:
        """The name in the two sentences before that a bare description takes up; people by their title, or the only one named."""
        kinds = self.kinds[lemma]
        clause = clause_of(token).i
        near = [
            head
            for head in self._earlier(token, 2)
            if head.kind in kinds
            and not (head.sentence == sentence and (clause_of(head).i == clause or lemma in _SETTLEMENTS or relays(head, token)))
        ]
        if "PERSON" in kinds:
            first = _is_prime(token)
            titled = [head for head in near if any(word.lemma == lemma and _is_prime(word) >= first for word in described_by(head))]
            if titled:
                return phrase_of(titled[-1])
            bare = near and len({head.lower for head in near}) == 1 and near[-1].dep in SUBJECTS and is_bare(near[-1])
            return phrase_of(near[-1]) if bare else None
        for head in reversed(near):
            placed = head.dep in ("obl", "nmod", "obj", "nsubj:pass", "nsubj")
            state = lemma in _FACTIONS and head.lemma in _STATE_BODIES
            if (head.dep in SUBJECTS and not state) or (lemma in _SETTLEMENTS and placed):
                return phrase_of(head)
        return None


def _is_prime(office: Word) -> bool:
    """Whether a minister is the first: "the prime minister" is not "the minister" that was named."""
    return any(child.lower == "prime" for child in office.of("amod", "compound"))


_IN_PAIRS = {
    **dict.fromkeys("leader president minister premier chancellor king diplomat general man woman".split(), frozenset({"PERSON"})),
    **dict.fromkeys("country state nation neighbour neighbor power government capital".split(), frozenset({"GPE"})),
    **dict.fromkeys("side party ally rival foe adversary enemy".split(), frozenset({"GPE", "ARMED_GROUP"})),
    **dict.fromkeys("group organisation organization movement company faction militia".split(), frozenset({"ORG", "ARMED_GROUP"})),
}


def _is_told(head: Word) -> bool:
    """Whether the phrase may be what somebody denies or admits: an act or a claim."""
    return head.lemma in patterns().nominals or head.lemma in word_class("source noun")


_OWN_WORDS = frozenset({"nmod", "nmod:poss", "acl", "acl:relcl", "appos", "compound", "amod", "flat"})
_VOICED = frozenset(
    "say tell add announce warn insist call urge demand want hope plan vow pledge propose argue claim refuse reject oppose praise "
    "welcome sign deploy send attack launch withdraw invade buy sell impose arrest fire join ban invite expel ask appeal vote gather "
    "march meet threaten accept approve".split()
)
_MADE = frozenset(
    "make sign accept reject ignore tender submit implement fulfil fulfill "
    "ratify repeal amend publish adopt approve veto enforce honour honor".split()
)
_FACTIONS = frozenset({"group", "movement", "militia", "faction", "organisation", "organization"})
_STATE_BODIES = frozenset({"military", "army", "ministry", "government", "police", "navy", "parliament", "court", "treasury"})
_SETTLEMENTS = frozenset({"city", "town", "village", "capital"})
