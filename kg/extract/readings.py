"""From a clause to the binary claims that it makes: which arguments are related, and by what label."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.clauses import Clause, Oblique, is_dummy
from kg.extract.distribution import COMPLEMENT_MARKERS, EMPTY_OBJECTS, NAMED, Distribution, gerund, is_fronted, marks, with_phrase
from kg.extract.grammar import Phrase, Word, edges, is_going_to, is_relative, is_verbal, marker, particle
from kg.extract.labels import Draft, Label, verbal
from kg.extract.naming import called, named_label
from kg.extract.passives import passives
from kg.extract.patterns import patterns
from kg.extract.predicatives import predicatives
from kg.extract.qualifiers import word_class
from kg.extract.results import result_of, state_words, tells_result
from kg.model import PredicateKind

CONTENT = frozenset(
    "propose demand deny hope doubt recommend suggest urge accept acknowledge admit guarantee ensure prove mean require".split()
)
ENTERTAINED = frozenset("consider contemplate mull weigh propose suggest recommend favour favor advocate risk".split())
FACTIVE = frozenset({"regret", "celebrate", "mourn", "resent"})
EMPTY_VERBS = frozenset("hold have take make keep put pay".split())
TOLD_IN = frozenset("statement speech interview address remark letter message post tweet briefing conference report testimony".split())
CHARGES = frozenset("charge allegation accusation claim report count suggestion involvement".split())
TAKEN_UP = frozenset("deny dispute confirm admit acknowledge contest".split())
WANTING = frozenset("want need like prefer wish desire expect intend cause".split())
COMING = frozenset("come fall go get remain stay stand".split())
STATES = frozenset("remain stay become turn grow".split())


class Reader(Distribution):
    """Turns clauses into drafts, in one article."""

    def drafts(self, clause: Clause, speech: bool = False) -> Iterator[Draft]:
        """The drafts of one clause; of a clause that only introduces speech, those with an addressee or a person spoken of."""
        if clause.kind is not PredicateKind.VERB:
            if not is_dummy(clause.subject):
                yield from predicatives(clause, self)
        elif clause.passive:
            yield from passives(clause, speech, self)
        elif clause.head.lower == "meaning" and clause.head.dep in ("advcl", "acl") and clause.head.has("ccomp"):
            return  # "the truce ended, meaning troops can enter": nobody means it
        elif clause.subject is not None and not is_dummy(clause.subject) and not _told_above(clause):
            yield from self._active(clause, speech)

    def _active(self, clause: Clause, speech: bool) -> Iterator[Draft]:
        assert clause.subject is not None
        verb, subject = clause.head, clause.subject.word
        chain = self._chain(clause)
        found = False
        direct, recipient = clause.object, clause.recipient
        charged = (
            direct is not None and verb.lemma in TAKEN_UP and CHARGES & {direct.lemma, direct.head.lemma if direct.dep == "nmod" else ""}
        )
        if charged and direct is not None and direct.lemma not in CHARGES:
            direct = direct.head  # "charges of insurrection, which he denies"
        opposed = verb.lemma in ("resist", "oppose", "reject", "refuse") and direct is not None and direct.kind in ("GPE", "LOC")
        if direct is not None and (verb.lemma in TAKEN_UP or opposed) and not charged and is_taken_up(verb, direct):
            return  # "locked its radar on a plane, which Seoul denies"
        if direct is not None and verb.lemma == "say" and self.actor(direct):
            return  # "an envoy who it said had fled"
        if direct is not None and any(child.tag == "VBN" and child.i > direct.i for child in verb.of("xcomp")) and verb.lemma == "have":
            return  # "had his visa revoked"
        other = direct or recipient
        wanted = self._wanted(verb, other) if other is not None else None
        if wanted is not None and other is not None:
            whole = Phrase(wanted, edges(other)[0], self.clause_phrase(wanted).last)  # "wants foreign forces to leave"
            yield from self.emit(clause, subject, verbal(verb, chain=chain), [whole], "act wanted")
            return
        if direct is not None:
            if self.reciprocal(direct):
                yield from self.mutual(clause, subject, verbal(verb, chain=chain, symmetric=False))
                return
            if not speech or self.actor(direct):
                yield from self._transitive(clause, subject, direct, chain)
                found = True
        if recipient is not None and direct is not None and not speech:
            label = verbal(verb, "to", noun=direct, chain=chain)
            yield from self.pairs(clause, subject, label, recipient, "ditransitive")
        elif recipient is not None:
            yield from self.pairs(clause, subject, verbal(verb, chain=chain), recipient, "transitive")
            found = True
        if speech:
            for oblique in clause.obliques:
                if oblique.marker in ("to", "with", "against") and not oblique.role and self.actor(oblique.word):
                    yield from self.pairs(clause, subject, with_phrase(verb, oblique, chain=chain), oblique.word, "oblique")
            return
        for complement in clause.complements:
            done = list(self._complement(clause, subject, complement, chain))
            yield from done
            found = found or bool(done)
        if direct is None:
            yield from self._asked_to(clause, subject, chain)
            for asked in verb.of("advcl", "ccomp"):
                if marker(asked) in ("on", "over", "about") and any(child.tag in ("WP", "WDT", "WRB") for child in asked.children):
                    label = verbal(verb, marker(asked), chain=chain)  # "cannot agree on what the code should cover"
                    yield from self.emit(clause, subject, label, [self.clause_phrase(asked)], "question")
        others = list(self._obliques(clause, subject, chain, found))
        if not found and direct is None and verb.lemma in self.classes.symmetric and all(map(_leaves_apart, others)):
            joined = "with" if verb.lemma in self.classes.classes["joined with"] else ""
            yield from self.collective(clause, subject, verbal(verb, joined, symmetric=True))
        yield from others

    def _wanted(self, verb: Word, direct: Word) -> Word | None:
        """The infinitive of what somebody wants another to do ("wants forces to leave"); None for other verbs."""
        if is_relative(direct):
            return None
        for act in verb.of("xcomp"):
            if act.tag == "VBN" and direct.i < act.i and any(each.lower == "be" for each in act.of("aux:pass")) and not marker(act):
                return act  # "urged the immunity be waived"
        if verb.lemma not in WANTING:
            return None
        return next((act for act in verb.of("xcomp") if act.tag == "VB" and direct.i < act.i and marker(act) == "to"), None)

    def _asked_to(self, clause: Clause, subject: Word, chain: tuple[Word, ...]) -> Iterator[Draft]:
        """ "called for Chad to leave", "is waiting for Chad to sign": who is to act is whom the verb is aimed at."""
        verb = clause.head
        if verb.lemma not in self.classes.classes["verb for another's act"]:
            return
        for act in verb.of("advcl", "xcomp", "ccomp"):
            opening = next((mark for mark in act.of("mark") if mark.lower == "for"), None)
            who = next((child for child in act.of("nsubj", "nsubj:pass") if child.i < act.i), None)
            if opening is not None and who is not None and verb.i < opening.i < who.i:
                label = verbal(verb, "for", chain=chain, marks=(opening,))
                if who.kind in NAMED:
                    yield from self.pairs(clause, subject, label, who, "act asked for")
                else:  # "called for the killers to be brought to justice"
                    whole = Phrase(act, edges(who)[0], self.clause_phrase(act).last)
                    yield from self.emit(clause, subject, label, [whole], "act asked for")

    def _chain(self, clause: Clause) -> tuple[Word, ...]:
        """The verbs above that are told as one with this one ("begin shelling")."""
        verb = clause.head
        chain: list[Word] = []
        at = verb
        while at.dep in ("xcomp", "ccomp") and at.head.pos == "VERB" and at.head.lemma in self.classes.merged and not at.has("nsubj"):
            if any(child.dep == "obj" for child in at.head.children) or is_going_to(at):
                break
            at = at.head
            chain.append(at)
            if len(chain) > 3:
                break
        return tuple(reversed(chain))

    def _transitive(self, clause: Clause, subject: Word, direct: Word, chain: tuple[Word, ...]) -> Iterator[Draft]:
        verb = clause.head
        noun, light = self._light(verb, direct)
        if self._is_idiom(verb, direct):
            yield from self._idiom(clause, subject, direct, chain)
            return
        # "the Alliance of Sahel States" is a name, no alliance of some with others
        complements = [each for each in self._of_object(clause, direct, noun) if each.word.entity < 0 or each.word.entity != noun.entity]
        nominal = self.classes.nominals.get(noun.lemma)
        hosts = verb.lemma in ("host", "mediate", "broker", "organise", "organize", "chair", "attend", "join", "sponsor")
        mutual = (light and nominal is not None and nominal.symmetric and not hosts) or verb.lemma in self.classes.classes[
            "exchanging verb"
        ]
        together: list[Draft] = []
        if mutual and not any(each.marker in ("with", "between") for each in (*complements, *clause.obliques)):
            together = list(self.collective(clause, subject, verbal(verb, "with", noun=noun, chain=chain, symmetric=True)))
            yield from together
        if light and complements:
            for oblique in complements:
                label = verbal(
                    verb, oblique.marker, noun=noun, noun_text=self._noun_text(direct, noun), chain=chain, marks=marks(oblique.word),
                    symmetric=oblique.marker in ("with", "between"),
                )  # fmt: skip
                if oblique.marker == "between":
                    continue
                yield from self.pairs(clause, subject, label, oblique.word, "light verb", used=(direct,))
            if verb.lemma in EMPTY_VERBS or f"{verb.lemma} {noun.lemma}" in self.classes.classes["fixed object"]:
                return
        empty = verb.lemma in EMPTY_VERBS or verb.lemma in self.classes.classes["exchanging verb"]
        if together and empty and not direct.has("amod", "nummod", "nmod", "compound"):
            return  # "held talks", "exchanged fire": nothing more is said of them
        label = verbal(verb, chain=chain, symmetric=verb.lemma in self.classes.symmetric)
        if (result := result_of(clause, direct)) is not None:
            label = result(label)
        elif clause.secondary is not None and verb.lemma in self.classes.classes["naming verb"]:
            label = named_label(label, clause.secondary)
        elif verb.lemma in self.classes.classes["naming verb"]:
            named = next((each for each in clause.obliques if each.marker == "as"), None)
            if named is not None and verb.lemma not in self.classes.classes["appointing verb"]:
                label = with_phrase(verb, named, chain=chain)
                if named.word.pos == "ADJ" and not named.word.children[1:]:
                    label = label._replace(text=f"{label.text} {named.word.lower}")
        if not (verb.lemma in self.classes.classes["passing verb"] and any(each.marker == "on" for each in complements)):
            yield from self.pairs(clause, subject, label, direct, "transitive")
        yield from called(clause, direct, self)
        if not light:
            for oblique in complements:
                if nominal is not None and oblique.marker in nominal.target and oblique.marker != "between" and self.actor(oblique.word):
                    label = verbal(verb, oblique.marker, noun=noun, chain=chain, marks=marks(oblique.word))
                    yield from self.pairs(clause, subject, label, oblique.word, "object noun", used=(direct,))

    def _is_idiom(self, verb: Word, direct: Word) -> bool:
        bare = not direct.has("det", "amod") and all(marker(child) not in ("of", "") for child in direct.of("nmod"))
        return bare and f"{verb.lemma} {direct.lemma}" in self.classes.classes["idiom"]

    def _idiom(self, clause: Clause, subject: Word, direct: Word, chain: tuple[Word, ...]) -> Iterator[Draft]:
        """ "take place in Oslo": verb and object are one sense, the phrases after it its arguments."""
        beside = [Oblique(marker(child), child) for child in direct.of("nmod")]  # "opened fire on Oslo"
        for oblique in (*clause.obliques, *beside):
            if oblique.marker and oblique.role not in ("time", "manner") and not is_verbal(oblique.word):
                label = verbal(clause.head, oblique.marker, noun=direct, chain=chain, marks=marks(oblique.word))
                yield from self.pairs(clause, subject, label, oblique.word, "idiom", used=(direct,))

    def _light(self, verb: Word, direct: Word) -> tuple[Word, bool]:
        """The noun that carries the sense of an object ("talks" in "two days of talks"), and whether the verb is light with it."""
        noun = direct
        if direct.lemma in self.classes.empty_heads or direct.pos in ("SYM", "NUM"):
            wanted = ("of", "in") if direct.pos in ("SYM", "NUM") else ("of",)
            inner = next((child for child in direct.children if child.dep == "nmod" and marker(child) in wanted), None)
            noun = inner or direct
        return noun, verb.lemma in self.classes.light.get(noun.lemma, ())

    def _noun_text(self, direct: Word, noun: Word) -> str:
        if direct is not noun:
            return noun.lower
        for child in noun.children:
            if child.dep == "nmod" and marker(child) == "of" and child.i == noun.i + 2 and child.tag == "NNS" and child.kind == "":
                return f"{noun.lower} of {child.lower}"
        return noun.lower

    def _of_object(self, clause: Clause, direct: Word, noun: Word) -> Iterator[Oblique]:
        """The phrases that belong to an object noun by sense, whether the parse hangs them on the noun or on the verb."""
        inner = [noun] if noun is direct else [direct, noun]
        for each in list(inner):
            inner += [child for child in each.children if child.dep == "nmod" and marker(child) == "of" and child.tag == "NNS"]
        for each in inner:
            for child in each.children:
                if child.i < each.i or not (mark := marker(child)):
                    continue
                first = mark.split()[0]
                if f"{mark} {child.lemma}" in self.classes.classes["adjunct phrase"]:
                    continue
                if child.dep == "nmod" and first in COMPLEMENT_MARKERS and not (first == "of" and (child.tag == "NNS" or each is not noun)):
                    if first == "in" and child.kind in ("GPE", "LOC", "DATE"):
                        continue
                    if child.kind not in ("DATE", "TIME"):
                        yield Oblique(mark, child)
                elif child.dep in ("acl", "advcl") and child.tag == "VBG" and first in COMPLEMENT_MARKERS:
                    yield Oblique(mark, child)
        for oblique in clause.obliques:
            if f"{oblique.marker} {oblique.word.lemma}" in self.classes.classes["adjunct phrase"]:
                continue
            behind = oblique.word.i > direct.i or oblique.word.head is not clause.head  # or what a relative pronoun stands for
            if not oblique.role and behind and oblique.marker and oblique.marker.split()[0] in COMPLEMENT_MARKERS:
                yield oblique

    def _state(self, clause: Clause, subject: Word, state: Word, chain: tuple[Word, ...]) -> Iterator[Draft]:
        """ "remained loyal to the king", "remain calm": the verb and its adjective."""
        found = False
        for child in state.children:
            if child.relation == "obl" and (mark := marker(child)) and not is_verbal(child):
                stem = verbal(clause.head, chain=chain)
                text = f"{stem.text} {state.lower} {mark}"
                label = Label(text, stem.lemma, (*stem.words, state, *marks(child)), stem.kind, "", mark)
                yield from self.pairs(clause, subject, label, child, "state")
                found = True
        if not found:
            yield from self.emit(clause, subject, verbal(clause.head, chain=chain), [Phrase(state, state.i, state.i)], "state")

    def _complement(self, clause: Clause, subject: Word, complement: Word, chain: tuple[Word, ...]) -> Iterator[Draft]:
        verb = clause.head
        if complement.dep == "xcomp" and verb.lemma in STATES and (complement.pos == "ADJ" or complement.tag == "VBN"):
            yield from self._state(clause, subject, complement, chain)
            return
        if complement.dep == "xcomp" and verb.lemma in STATES and complement.pos in ("NOUN", "PROPN") and not complement.has("case"):
            yield from self.pairs(clause, subject, verbal(verb, chain=chain), complement, "state")
            return
        if not is_verbal(complement) and not complement.has("cop", "nsubj"):
            return
        if verb.lemma in self.classes.merged:
            return
        if complement.dep == "ccomp" and verb.lemma in self.classes.feared:
            own = next((child for child in complement.children if child.dep in ("nsubj", "nsubj:pass")), None)
            if own is not None:
                yield from self.pairs(clause, subject, verbal(verb, chain=chain), own, "feared")
                return
        asked = next((child for child in complement.of("mark") if child.lower == "whether"), None)
        if clause.object is None and asked is not None:
            # "is considering whether to lift the ban": what is considered is the question
            whole = self.clause_phrase(complement)
            question = whole if whole.reading else Phrase(complement, min(asked.i, whole.first), whole.last)
            yield from self.emit(clause, subject, verbal(verb, chain=chain), [question], "question")
            return
        infinitive = any(child.dep == "mark" and child.lower == "to" for child in complement.children)
        if complement.dep == "xcomp" and infinitive:
            if verb.lemma in self.classes.both:
                target = next((child for child in complement.children if child.dep == "obj"), None)
                if target is not None and clause.object is None:
                    yield from self.pairs(clause, subject, verbal(complement, chain=(*chain, verb)), target, "infinitive")
            return
        if complement.tag == "VBG" and not complement.has("nsubj") and clause.object is None:
            whole = self.clause_phrase(complement)
            yield from self.emit(clause, subject, verbal(verb, chain=chain), [whole], "gerund")
            target = next((child for child in complement.children if child.dep == "obj"), None)
            if target is not None:
                yield from self.pairs(clause, subject, verbal(complement, chain=(*chain, verb)), target, "gerund object")
            return
        if complement.dep == "ccomp" and clause.object is None and verb.lemma in CONTENT:
            yield from self.emit(clause, subject, verbal(verb, chain=chain), [self.clause_phrase(complement)], "content")

    def _obliques(self, clause: Clause, subject: Word, chain: tuple[Word, ...], found: bool) -> Iterator[Draft]:
        verb = clause.head
        beside = self.classes.beside_object.get(verb.lemma, frozenset())
        noun, light = self._light(verb, clause.object) if clause.object is not None else (None, False)
        later: list[Oblique] = []
        if clause.object is not None and self._is_idiom(verb, clause.object):
            return
        if (role := self._role(clause)) is not None:
            held = role.word.lemma.lower() in self.classes.titles
            label = verbal(verb, "as", chain=chain, marks=marks(role.word))
            if held and verb.lemma == "serve":  # "serves as defence minister"
                label = label._replace(text="hold position", lemma="hold", kind=PredicateKind.FACT)
            yield from self.pairs(clause, subject, label, role.word, "role")
            found = True
        state = next((each for each in clause.obliques if verb.lemma in COMING and tells_result(each)), None)
        for oblique in clause.obliques:
            if state is not None and clause.object is None:
                found = True
                for phrase in (oblique,) if oblique is not state else [Oblique(marker(each), each) for each in state.word.of("nmod")]:
                    if phrase.role != "" or phrase.marker not in ("from", "by", "with", "over", "for"):
                        continue
                    label = with_phrase(verb, phrase, chain=chain)  # "came under pressure from Oslo"
                    text = " ".join(word.lower for word in state_words(state))
                    label = label._replace(text=label.text.removesuffix(phrase.marker) + f"{text} {phrase.marker}")
                    yield from self.pairs(clause, subject, label, phrase.word, "oblique")
                continue
            first = oblique.marker.split()[0] if oblique.marker else ""
            if first == "without" and not found and clause.object is None and not is_verbal(oblique.word):
                later.append(oblique)
            if oblique.role in ("time", "manner") or not first or is_fronted(oblique, clause) or _either_way(oblique):
                continue
            if f"{first} {oblique.word.lemma}" in self.classes.classes["adjunct phrase"]:
                continue
            if first == "by" and oblique.marker != "by":
                continue
            if clause.object is not None and verb.lemma in self.classes.classes["placing verb"] and tells_result(oblique):
                continue
            if oblique.word.lemma in TOLD_IN and verb.lemma in word_class("aside speech verb"):
                continue  # "said in a statement"
            if oblique.word.tag == "VBG" and is_verbal(oblique.word):
                yield from self._gerund(clause, subject, oblique, chain)
                continue
            if oblique.role == "place" and (
                clause.object is not None or first in ("in", "at", "near", "around", "outside", "on", "within")
            ):
                if (clause.object is None and oblique.word.kind != "DATE") or (
                    first in ("to", "into", "from", "toward", "towards", "across") and first in beside | {"into"}
                ):
                    later.append(oblique)
                continue
            if clause.object is None:
                if first == "of" and verb.tag == "VBG" and verb.dep in ("acl", "advcl", "obl", "nmod"):
                    continue
                if first not in COMPLEMENT_MARKERS | {
                    "inside",
                    "through",
                    "past",
                    "along",
                    "across",
                    "around",
                    "behind",
                    "toward",
                    "towards",
                    "near",
                    "without",
                    "alongside",
                }:
                    continue
                if first == "as" and clause.complements:
                    continue
                if found and not (first in ("with", "to", "against", "from", "on", "for") and self.actor(oblique.word)):
                    continue
                yield from self.pairs(clause, subject, with_phrase(verb, oblique, chain=chain), oblique.word, "oblique")
                found = True
            elif oblique.marker in beside and oblique.marker != "as" and not light:
                exchanged = verb.lemma in self.classes.classes["exchanging verb"] and oblique.marker == "with"
                bare = verb.lemma in EMPTY_VERBS and noun is clause.object and clause.object.pos != "PRON" and not clause.object.kind
                named = clause.object if bare or exchanged else None
                label = with_phrase(verb, oblique, chain=chain, noun=named)
                yield from self.pairs(clause, subject, label, oblique.word, "oblique beside object")
            elif (
                noun is not None
                and oblique.marker in ("with", "to", "against", "from")
                and self.actor(oblique.word)
                and not light
                and noun.kind == ""
                and noun.lower not in EMPTY_OBJECTS
                and noun.pos != "SYM"
            ):
                label = verbal(verb, oblique.marker, noun=noun, chain=chain, marks=marks(oblique.word))
                yield from self.pairs(clause, subject, label, oblique.word, "object and oblique", used=(clause.object,))
        for oblique in later:
            if clause.object is not None or not found:
                yield from self.pairs(clause, subject, with_phrase(verb, oblique, chain=chain), oblique.word, "place")
                found = True

    def _role(self, clause: Clause) -> Oblique | None:
        """What somebody serves, acts or emerges as."""
        if clause.object is not None or clause.head.lemma not in self.classes.classes["role verb"]:
            return None
        named = (each for each in clause.obliques if each.marker == "as" and each.word.pos in ("NOUN", "PROPN"))
        return next((each for each in named if each.word.kind not in ("DATE", "TIME")), None)

    def _gerund(self, clause: Clause, subject: Word, oblique: Oblique, chain: tuple[Word, ...]) -> Iterator[Draft]:
        """ "insist on signing the deal": the act, and its object under the joined label."""
        verb, act = clause.head, oblique.word
        if clause.object is not None or oblique.role:
            return
        label = with_phrase(verb, oblique, chain=chain)
        yield from self.emit(clause, subject, label, [self.clause_phrase(act)], "gerund")
        target = next((child for child in act.children if child.dep == "obj"), None)
        if target is not None:
            joined = Label(f"{label.text} {gerund(act)}", label.lemma, (*label.words, act), label.kind, label.particle, label.preposition)
            yield from self.pairs(clause, subject, joined, target, "gerund object")


def _told_above(clause: Clause) -> bool:
    """Whether a gerund is told by the predicate that it belongs to ("discuss stepping up the fight", "wary of aiding rebels")."""
    head, above = clause.head, clause.head.head
    if head.tag != "VBG" or head.has("nsubj", "aux", "cop"):
        return False
    if head.dep in ("xcomp", "ccomp"):
        if above.lemma in word_class("denial", "owned complement"):
            return False  # "denied arming rebels": whoever denies it says that it did not arm them
        if above.lemma in ENTERTAINED | FACTIVE or f"{above.lemma} {particle(above)}" == "end up":
            return False
        return above.pos == "VERB" and above.lemma not in patterns().merged and not above.has("obj")
    mark = marker(head)
    return bool(mark) and head.dep in ("advcl", "acl") and above.pos == "ADJ" and mark.split()[0] in COMPLEMENT_MARKERS


def _leaves_apart(draft: Draft) -> bool:
    """Whether a claim about those who meet or talk leaves open whom they meet: "met in Oslo", "spoke by phone", "agreed on a date"."""
    return draft.rule == "place" or draft.label.preposition in ("by", "via", "over") or draft.label.text == "agree on"


def _either_way(oblique: Oblique) -> bool:
    """Whether a phrase says that it makes no odds: "with or without a deal"."""
    return any(each.lower == "without" for mark in oblique.word.of("case") for each in mark.subtree())


def is_taken_up(verb: Word, noun: Word) -> bool:
    """Whether "which" before the verb takes up a whole clause: things are not denied, what is said of them is."""
    which = any(child.lower == "which" and child.dep == "obj" for child in verb.children)
    known = patterns()
    said = noun.lemma in known.nominals or noun.lemma in word_class("source noun", "open claim noun")
    return which and not said and noun.pos in ("NOUN", "PROPN")
