"""Training sentences of kg's own: trees grown from a grammar of news English, their slots filled from open fact tables."""

from __future__ import annotations

import itertools
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.annotate.lemmas import Lexicon
from kg.errors import KgError
from kg.train.changes import Names
from kg.train.collection import Part
from kg.train.corpora import Sentence

GRAMMAR = Path(__file__).parent / "sentences" / "news.grammar"
_MARKS = {"-LRB-": ("(", "-LRB-"), "-RRB-": (")", "-RRB-"), "``": ("“", "``"), "''": ("”", "''")}
_TIGHT_BEFORE = frozenset({",", ".", ";", ":", "?", "!", ")", "”", "'s"})
_TIGHT_AFTER = frozenset({"(", "“"})


@dataclass(frozen=True, slots=True)
class Item:
    """One part of an alternative: its relation ("*" for the head), what it is, and whether it may be left out."""

    dep: str
    what: str
    maybe: bool = False


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way to write a symbol: its parts, and the entity type of the whole where it is a name."""

    items: tuple[Item, ...]
    kind: str = ""


@dataclass(slots=True)
class Word:
    """A word of a growing sentence; `head` is a number in the sentence, -1 until it is known."""

    form: str
    tag: str
    head: int = -1
    dep: str = "root"
    ent: str = "O"


def grammar(path: Path = GRAMMAR) -> dict[str, list[Alternative]]:
    """The alternatives of each symbol of a grammar file. Raises KgError with the line that cannot be understood."""
    rules: dict[str, list[Alternative]] = defaultdict(list)
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        match = re.fullmatch(r"(\S+)(?: \[([A-Z]+)\])? = (.+)", line)
        items = []
        for part in match[3].split() if match else []:
            maybe, part = part.startswith("~"), part.removeprefix("~")
            found = re.fullmatch(r"(\*|[a-z]+(?::[a-z]+)?):(\S+)", part)
            if found:
                items.append(Item(found[1], found[2], maybe))
            else:
                match = None
                break
        if match is None or sum(item.dep == "*" for item in items) != 1:
            raise KgError(f"line {number} is no rule with one head", where=str(path), remedy="write Symbol = relation:part *:part")
        rules[match[1]].append(Alternative(tuple(items), match[2] or ""))
    symbols = {
        item.what
        for ways in rules.values()
        for way in ways
        for item in way.items
        if "/" not in item.what and item.what[0] != "$" and item.what not in _MARKS
    }
    if missing := sorted(symbols - set(rules)):
        raise KgError(f"no rule for {', '.join(missing)}", where=str(path), remedy="add one")
    return dict(rules)


class Grower:
    """Grows sentences from a grammar; `names` fills its slots."""

    def __init__(self, rules: Mapping[str, Sequence[Alternative]], names: Names) -> None:
        self.rules = rules
        # Names in other scripts than Latin do not stand in English news.
        self.pools = {
            slot: [name for name in pool if all(ord(letter) < 0x250 for word in name for letter in word)]
            for slot, pool in names.whole.items()
        }

    def sentence(self, draw: random.Random, symbol: str = "Sentence") -> list[Word]:
        """One sentence's words with heads, relations, tags and names; its first letter is a capital."""
        words: list[Word] = []
        root = self._grow(symbol, draw, words, 0)
        words[root].head = root
        return _tidied(words)

    def _grow(self, symbol: str, draw: random.Random, words: list[Word], depth: int) -> int:
        """Append a symbol's words; the number of its head."""
        ways = self.rules[symbol]
        if depth > 9:  # far down, the shortest way ends the sentence
            ways = sorted(ways, key=lambda way: (len(way.items), str(way)))[:2]
        way = ways[draw.randrange(len(ways))]
        start, heads = len(words), []
        for item in way.items:
            if item.maybe and draw.random() < 0.5:
                continue
            if item.what in _MARKS or "/" in item.what or item.what[0] == "$":
                at = self._word(item.what, draw, words)
            else:
                at = self._grow(item.what, draw, words, depth + 1)
            heads.append((item.dep, at))
        head = next(at for dep, at in heads if dep == "*")
        for dep, at in heads:
            if dep != "*":
                words[at].head, words[at].dep = head, dep
        if way.kind:
            for at in range(start, len(words)):
                words[at].ent = ("B-" if at == start else "I-") + way.kind
        return head

    def _word(self, what: str, draw: random.Random, words: list[Word]) -> int:
        first = len(words)
        if what in _MARKS:
            words.append(Word(*_MARKS[what]))
        elif what[0] == "$":
            slot, _, rest = what[1:].partition("/")
            tag, _, kind = rest.partition("/")
            pool = self.pools["person" if slot == "given" else slot]
            parts = pool[draw.randrange(len(pool))]
            if slot == "given":
                parts = parts[:1]
            for place, part in enumerate(parts):
                # A person's first name heads the others, a country's last.
                person = slot in {"person", "surname", "given"}
                words.append(Word(part, tag or "NNP", ent="" if not kind else ("B-" if place == 0 else "I-") + kind))
                words[-1].ent = words[-1].ent or "O"
                if person and place:
                    words[-1].head, words[-1].dep = first, "flat"
            if len(parts) > 1 and slot not in {"person", "surname", "given"}:
                last = len(words) - 1
                for at in range(first, last):
                    words[at].head, words[at].dep = last, "compound"
                return last
        else:
            pieces = what.rsplit("/", what.count("/")) if what.count("/") > 1 and not what.startswith("/") else what.rsplit("/", 1)
            entity = "B-" + pieces[2] if len(pieces) > 2 else "O"
            words.append(Word(pieces[0], pieces[1], ent=entity))
        return first


_AN = re.compile(r"(?!(?:US|U\.S\.|UN|EU|UK|Uni|Eur|Ukr|Uru|Uga|Uz|one))[AEIOUaeiou]|SDF|RSF")


def _tidied(words: list[Word]) -> list[Word]:
    """`words` with a capital at the front, "an" where it belongs, and no comma before another mark."""
    kept = [
        at for at, word in enumerate(words) if not (word.form == "," and at + 1 < len(words) and words[at + 1].form in {",", ".", ":", "?"})
    ]
    place = {at: number for number, at in enumerate(kept)}
    found = [words[at] for at in kept]
    for word in found:
        word.head = place[word.head]
    for word, after in itertools.pairwise(found):
        if word.form == "a" and _AN.match(after.form):
            word.form = "an"
    front = next(word for word in found if word.form != "“")
    front.form = front.form[:1].upper() + front.form[1:]
    return found


def written(words: Sequence[Word], readings: Mapping[tuple[str, ...], tuple[str, str]], lexicon: Lexicon) -> Sentence:
    """Grown words as a training sentence: spacing, parts of speech and base forms as the treebanks have them."""
    spaces = []
    for word, after in zip(words, [*words[1:], None], strict=True):
        tight = after is not None and (
            after.form in _TIGHT_BEFORE or after.tag == "HYPH" or word.form in _TIGHT_AFTER or word.tag == "HYPH"
        )
        spaces.append(not tight)
    read = [
        readings.get((w.tag, w.dep, w.form.lower()))
        or readings.get((w.tag, w.form.lower()))
        or readings.get((w.tag, w.dep))
        or readings.get((w.tag,), ("X", "_"))
        for w in words
    ]
    return Sentence(
        tuple(w.form for w in words), tuple(spaces), "", True, tuple(w.tag for w in words), tuple(pos for pos, _ in read), tuple(m for _, m in read),
        tuple(lexicon.lemma(w.form, w.tag, "=0+" if w.tag.startswith("NNP") else "v0+") for w in words), tuple(w.head for w in words), tuple(w.dep for w in words),
        tuple(w.ent for w in words),
    )  # fmt: skip


def commonest(sentences: Iterable[Sentence]) -> dict[tuple[str, ...], tuple[str, str]]:
    """The commonest (UPOS, features) of each (tag, relation, form), (tag, form), (tag, relation) and (tag) in parsed sentences."""
    counts: dict[tuple[str, ...], Counter[tuple[str, str]]] = defaultdict(Counter)
    for s in sentences:
        for form, tag, pos, morph, dep in zip(s.words, s.tags, s.pos, s.morphs, s.deps, strict=True):
            for key in ((tag, dep, form.lower()), (tag, form.lower()), (tag, dep), (tag,)):
                counts[key][(pos, morph)] += 1
    return {key: min(counts[key].items(), key=lambda item: (-item[1], item[0]))[0] for key in sorted(counts)}


@cache
def _treebank(corpora: Path) -> tuple[dict[tuple[str, ...], tuple[str, str]], Lexicon]:
    from kg.train.corpora import treebank

    sentences = treebank(corpora / "ud-ewt/en_ewt-ud-train.conllu")
    return commonest(sentences), Lexicon.learn(t for s in sentences for t in zip(s.words, s.tags, s.lemmas, strict=True))


def part(facts: Path, words: int, number: int, corpora: Path | None = None, path: Path = GRAMMAR) -> Part:
    """About so many `words` of grown sentences, another selection for each pass `number`."""
    readings, lexicon = _treebank(corpora or facts.parent / "corpora")
    grower = Grower(grammar(path), Names.read(facts))
    draw = random.Random(7919 * (number + 1))
    found: list[Sentence] = []
    count = 0
    while count < words:
        grown = grower.sentence(draw)
        if 4 <= len(grown) <= 60:
            found.append(written(grown, readings, lexicon))
            count += len(grown)
    return Part("own", tuple(found))
