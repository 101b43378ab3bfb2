"""The extractor that kg ships: claims by rules over a Universal Dependencies parse."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from kg.extract.arguments import NOBODY, Mentions, phrase
from kg.extract.attribution import Frames
from kg.extract.clauses import antecedent_of, clauses, shared_times
from kg.extract.confidence import confidence
from kg.extract.coreference import Antecedents
from kg.extract.distribution import NAMED
from kg.extract.embedded import subject_of
from kg.extract.facts import facts
from kg.extract.grammar import Phrase, Word, is_relative, is_verbal, marker, sentence, unlink
from kg.extract.labels import Draft, predicate
from kg.extract.modality import modality
from kg.extract.nominals import nominals
from kg.extract.polarity import polarity
from kg.extract.readings import Reader
from kg.extract.repairs import mended
from kg.languages import language_of
from kg.model import CERTAIN, Argument, Article, Claim, Evidence, Mention, Modality, Offsets, Polarity

if TYPE_CHECKING:
    from spacy.tokens import Doc

T = TypeVar("T")

LONGEST_SENTENCE = 160
MOST_CLAIMS = 40
UNREAL = frozenset(
    "they he she it this that these those which what who whom there something anything nothing everything anyone everyone one you i "
    "me we us them those ones".split()
)
MOST_WORDS = 30


@dataclass(frozen=True, slots=True)
class DependencyExtractor:
    """Finds the claims of a parsed article by grammar: same document, same claims, in text order, each once."""

    name: str = "dependency.v1"

    def claims(self, article: Article, doc: Doc) -> Iterable[Claim]:
        """The claims of `article`, sorted by place; `doc.text` must be the article's text."""
        tree = mended(doc)
        try:
            return sorted(_Reading(article, tree, doc.user_data.get(CERTAIN, ()), self.name).claims(), key=_place)
        finally:
            unlink(tree)


def _is_foreign(verb: Word) -> bool:
    """Whether a verb is none of English: it does not agree with its subject, and no small English word stands around ("Chad greift an")."""
    if verb.tag != "VBP" or verb.lower != verb.lemma:
        return False
    subject = next((child for child in verb.of("nsubj") if child.i < verb.i), None)
    if subject is None or subject.kind not in ("GPE", "PERSON") or subject.plural or subject.has("conj"):
        return False
    return all(word.tag not in ("DT", "IN", "TO", "CC", "PRP", "MD", "PRP$", "RP") for word in sentence(verb))


def _is_space(word: Word) -> bool:
    return word.pos == "SPACE" or word.text.isspace()


def _ends(word: Word) -> bool:
    """Whether a sentence can end with this word."""
    return "\n" in word.text or not word.text.strip() or not any(c.isalnum() or c == "," for c in word.text)


def _place(claim: Claim) -> tuple[int, int, int, int, str]:
    last = claim.object.at.start if claim.object else -1
    return (claim.evidence.sentence.start, claim.predicate.at.start, claim.subject.at.start, last, claim.key)


class _Reading:
    """One article while it is read."""

    def __init__(self, article: Article, tree: list[Word], certain: Iterable[float], name: str) -> None:
        self.article, self.tree, self.name = article, tree, name
        self._asked: dict[tuple[str, int], Any] = {}
        self.certain = list(map(float, certain))
        self.frames = Frames.of(self.tree)
        antecedents = Antecedents.of(self.tree, self.frames)
        self.mentions = Mentions(self.tree, antecedents.of_word, article.text, antecedents.pair)
        self.sentences = self._sentences()

    def _sentences(self) -> dict[int, tuple[int, int]]:
        """First and last word by sentence number, of the sentences that may speak and are not too long."""
        found: dict[int, tuple[int, int]] = {}
        at = 0
        while at < len(self.tree):
            around = sentence(self.tree[at])
            at = around[-1].i + 1
            first = next((word.i for word in around if not _is_space(word)), None)
            if first is not None:
                found[around[0].sentence] = (first, next(word.i for word in reversed(around) if not _is_space(word)))
        return {
            number: (first, last)
            for run in self._runs(found)
            for number, (first, last) in run
            if run[-1][1][1] - run[0][1][0] < LONGEST_SENTENCE and self._speaks(first, last)
        }

    def _runs(self, found: dict[int, tuple[int, int]]) -> list[list[tuple[int, tuple[int, int]]]]:
        """The sentences, those together that no mark or line end parts: pieces of one sentence too long for the parser."""
        runs: list[list[tuple[int, tuple[int, int]]]] = []
        for number, (first, last) in sorted(found.items()):
            before = self.tree[first - 1] if first else None
            if runs and before is not None and not _ends(before):
                runs[-1].append((number, (first, last)))
            else:
                runs.append([(number, (first, last))])
        return runs

    def _speaks(self, first: int, last: int) -> bool:
        if language_of(self.article.text[self.tree[first].start : self.tree[last].end]) != "en":
            return False  # a quotation in its own language beside its translation
        if not self.article.zones:
            return True
        start = self.tree[first].start
        return any(zone.at.start <= start < zone.at.end and zone.speaks for zone in self.article.zones)

    def claims(self) -> Iterator[Claim]:
        seen: set[tuple[object, ...]] = set()
        counted: dict[int, int] = {}
        for draft in self._drafts():
            number = draft.head.sentence
            if number not in self.sentences or counted.get(number, 0) >= MOST_CLAIMS:
                continue
            whole = self._claim(draft)
            for claim in _apart(whole) if whole is not None else ():
                key = (number, claim.subject.reading, claim.predicate.label, claim.object.reading if claim.object else "", claim.polarity)
                if key in seen:
                    continue
                seen.add(key)
                counted[number] = counted.get(number, 0) + 1
                yield claim

    def _drafts(self) -> Iterator[Draft]:
        reader = Reader(self.tree)
        for clause in clauses(self.tree):
            if clause.head.sentence in self.sentences and not _describes(clause.head, self.tree) and not _is_foreign(clause.head):
                yield from reader.drafts(clause, self.frames.is_attribution(clause.head))
        yield from nominals(self.tree)
        yield from facts(self.tree)

    def _claim(self, draft: Draft) -> Claim | None:
        subject = self._mention(draft.subject)
        target = self._mention(draft.object) if draft.object is not None else None
        if self._owner_unknown(draft):
            return None
        if subject is None or (draft.object is not None and target is None):
            return None
        if draft.object is not None and target is not None:
            target = self.mentions.of_owner(draft.object, subject)
        if target is not None and subject.referent.at == target.referent.at and subject.referent.reading == target.referent.reading:
            return None
        firmness = draft.modality or (Modality.ASSERTED if draft.rule in STANDING else self._once(modality, draft.head))
        if firmness is Modality.ASSERTED and _is_idea(draft.head):
            return None
        first, last = self.sentences[draft.head.sentence]
        within = Offsets(self.tree[first].start, self.tree[last].end)
        sources = () if draft.rule in STANDING else self._once(self._sources, draft.head)
        owned = sources and firmness is not Modality.ASSERTED
        if owned and any(each.reading == subject.reading and each.at == subject.at for each in sources):
            # that it plans or wants something is no news about who says so; that it did it, or did not, is
            sources = tuple([source for source in sources if source.at != subject.at])
        if sources and target is not None:  # "a poll published by Oslo" is not what the poll says
            sources = tuple([source for source in sources if source.at != target.at])
        # a fact told by bare neighbourhood ("Lund, of Oslo and Mali") has no word of its own
        said = predicate(draft.label if draft.label.words else draft.label._replace(words=(draft.head,)), self.article.text)
        parts = (subject, said, target, *sources)
        inside = [part.at for part in parts if part is not None and within.covers(part.at)]
        quote = Offsets(min([at.start for at in inside]), max([at.end for at in inside])) if inside else within
        return Claim(
            subject,
            said,
            target,
            Evidence(self.article.id, quote, within),
            draft.polarity or (Polarity.POSITIVE if draft.rule in STANDING else self._polarity(draft)),
            firmness,
            sources,
            tuple([self._around(word) for word in self._times(draft)]),
            tuple([self._around(word) for word in self._places(draft)]),
            tuple([Argument(marker, self._around(word)) for marker, word in draft.context]),
            confidence(draft, subject, target, last - first, self.certain),
            self.name,
        )

    def _polarity(self, draft: Draft) -> Polarity:
        if draft.head.dep == "acl" and draft.subject.head.lower in NOBODY:
            return Polarity.NEGATIVE  # "nobody had the right to sign it"
        return self._once(polarity, draft.head)

    def _owner_unknown(self, draft: Draft) -> bool:
        """Whether a possession hangs on a pronoun that stands for nobody with a name."""
        owner = draft.object if draft.rule == "possessed relation" else draft.subject
        if draft.rule not in ("possession", "possessed relation") or owner is None or owner.head.tag != "PRP$":
            return False
        meant = self.mentions.of(owner).referent
        return meant.kind not in NAMED or not self._acts(meant, owner.head.head)

    def _acts(self, meant: Mention, thing: Word) -> bool:
        """Whether who is meant is the subject of the clause in which something of theirs is named; elsewhere a pronoun is unsure."""
        verb = thing
        for _ in range(6):
            if verb.head is verb or is_verbal(verb) or verb.has("cop"):
                break
            verb = verb.head
        found = subject_of(verb)
        if found is None:
            return False
        said = self._around(found.word).referent
        return said.at == meant.at or said.reading == meant.reading or meant.at.start <= said.at.start < meant.at.end

    def _mention(self, part: Phrase) -> Mention | None:
        """The mention of a phrase; None where it refers to nothing that can be named, or is no phrase but a heap of words."""
        head = part.head
        if part.last - part.first > MOST_WORDS:
            return None
        if [word.lower for word in self.tree[part.first : part.last + 1]] in (["each", "other"], ["one", "another"]):
            return None  # "accused each other of breaking the truce"
        if head.lower in NOBODY and any(word.lower in ("but", "except") for word in self.tree[part.first : part.last + 1]):
            return None  # "nobody but Oslo": it is Oslo that did it
        if part.first > 1 and self.tree[part.first - 1].lower == "but" and self.tree[part.first - 2].lower in ("all", "everyone"):
            return None  # "all but two envoys" are not two
        mention = self.mentions.of(part)
        if mention.antecedent is None and (
            (head.lower in UNREAL and head.pos in ("PRON", "DET") and not any(child.lower == "no" for child in head.of("det")))
            or is_relative(head)
            or head.tag in ("PRP$", "WP$")
        ):
            return None
        if not any(map(str.isalnum, mention.text)):
            return None
        if mention.antecedent is None and any(word.tag in ("WP", "WDT", "WP$") for word in self.tree[part.first : part.last + 1]):
            return None  # "one of which", "what organisers"
        return mention

    def _around(self, word: Word) -> Mention:
        """The mention of the phrase around a word."""
        return self.mentions.of(phrase(word, self.tree))

    def _sources(self, word: Word) -> tuple[Mention, ...]:
        return tuple([self._source(part) for part in self.frames.sources(word)])

    def _once(self, ask: Callable[[Word], T], word: Word) -> T:
        """What `ask` says of a word; asked once, for several claims may hang on one word."""
        key = (ask.__name__, word.i)
        if key not in self._asked:
            self._asked[key] = ask(word)
        found: T = self._asked[key]
        return found

    def _source(self, part: Phrase) -> Mention:
        """The mention of who says so."""
        root, first = part.head, part.first
        while first < root.i and self.tree[first].lower in ("according", "to", "by", "per"):
            first += 1
        if is_relative(root) and (meant := antecedent_of(root, root.head)) is not root:
            return self._around(meant)
        named = next((child for child in root.children if child.dep == "appos" and child.kind == "PERSON" and child.i > root.i), None)
        if root.pos == "NOUN" and root.kind == "" and named is not None:  # "the mayor, Kari Haugen, said"
            return self._around(named)
        return self.mentions.of(Phrase(root, first, part.last, "reports" if root.lower == "reportedly" else ""))

    def _times(self, draft: Draft) -> tuple[Word, ...]:
        return draft.times or tuple(shared_times(draft.head))

    def _places(self, draft: Draft) -> tuple[Word, ...]:
        """The places of a clause, those named within its object or, where it has none, within its other phrases; a participle's are those
        of the clause it adds to."""
        if draft.object is None:
            return draft.places
        if found := (*draft.places, *_sites(draft.object.head)):
            return found
        head = draft.head
        if head.pos != "VERB" or draft.object.head.head is not head:
            return ()
        beside = [site for child in head.of("obl", "obj") if marker(child) not in ("to", "from", "of") for site in _sites(child)]
        if not beside and head.dep == "advcl" and head.tag == "VBG" and not head.has("mark", "case"):
            beside = [site for child in head.head.of("obl", "obj") for site in _sites(child)]
        return tuple(beside)


def _sites(word: Word) -> list[Word]:
    """The named places in which the noun phrase of `word` puts its thing: "a patrol near Zvecan"."""
    return [
        child
        for child in word.children
        if child.dep == "nmod"
        and child.kind in ("GPE", "LOC", "FAC")
        and any(mark.lower in ("in", "inside", "at", "near") for mark in child.of("case"))
    ]


def _apart(claim: Claim) -> list[Claim]:
    """The claim once for each of the names that its subject or object stands for together ("they": Oman and Chad)."""
    found = [claim]
    if len(_each(claim.subject)) > 1:
        found = [replace(one, subject=each) for one in found for each in _each(claim.subject)]
    if claim.object is not None and len(_each(claim.object)) > 1:
        found = [replace(one, object=each) for one in found for each in _each(claim.object)]
    return found


def _each(mention: Mention) -> list[Mention]:
    """The mention once for each name, where it stands for nothing but names that are coordinated."""
    if mention.antecedent is None:
        return [mention]
    meant = mention.referent
    if len(meant.names) < 2:
        return [mention]
    rest = meant.text
    for name in meant.names:
        rest = rest.replace(name.text, " ", 1)
    if not set(rest.replace(",", " ").lower().split()) <= {"and", "the", "both"}:
        return [mention]
    return [
        replace(
            mention, reading=name.text, antecedent=Mention(name.at, name.text, name.text, name.text, name.at, name.kind, False, (name,))
        )
        for name in meant.names
    ]


def _describes(word: Word, tree: Sequence[Word]) -> bool:
    """Whether a past form right behind a preposition is read as a verb: "anger over blocked boats" tells of boats, not of blocking."""
    before = tree[word.i - 1] if word.i else word
    return word.tag in ("VBD", "VBN") and before.lower in NO_CONJUNCTION and before.head is word and not word.has("aux", "aux:pass", "cop")


def _is_idea(word: Word) -> bool:
    """Whether a gerund hangs by a preposition on a noun ("ways of ending the war", "talks on opening the port"): nobody says it is done."""
    return (
        word.tag == "VBG" and word.dep in ("acl", "advcl") and word.head.pos == "NOUN" and not word.head.has("cop")
        and any(child.dep in ("mark", "case") for child in word.children) and not word.has("nsubj")
    )  # fmt: skip


# What a noun phrase takes for granted holds whatever the clause around it says, and whoever says it.
NO_CONJUNCTION = frozenset("over amid against about on for of at from into among between with towards".split())
STANDING = frozenset({"title", "apposition title", "alias", "member compound", "participle compound", "possession", "possessed relation"})
