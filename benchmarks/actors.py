"""How often a mention is linked to the right entity, on short texts of our own from all regions, and how long linking takes.

python benchmarks/actors.py           accuracy of both halves, by region and by kind of entity
python benchmarks/actors.py --wrong   lists what the tune half gets wrong (never look at the test half's)
python benchmarks/actors.py --time FILE...   time of names and links against the language model's, in one run
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from kg.acquire.files import articles
from kg.annotate.gazetteer import mark_names
from kg.annotate.language import docs, load_language
from kg.extract.arguments import kind_of
from kg.extract.dependency import DependencyExtractor
from kg.extract.grammar import words
from kg.link.entities import Linking
from kg.link.lexicon import Lexicon
from kg.link.metonyms import Slot
from kg.link.statements import Linker
from kg.model import Article, Claim, Mention, Name, Offsets
from kg.ontology import Scheme

if TYPE_CHECKING:
    from spacy.tokens import Doc

ROWS = Path(__file__).resolve().parent.parent / "tests" / "quality" / "actors.jsonl"
WIRE = ROWS.with_name("actors_wire.jsonl")
"""A second set in the manner of news wires, written before the rules and tables that it measures were looked at."""


@dataclass(frozen=True)
class Linked:
    """One mention of the set: what it should mean and what it was taken to mean."""

    text: str
    words: str
    region: str
    half: str
    wanted: str
    found: str
    road: str

    @property
    def right(self) -> bool:
        """Whether the entity is the wanted one; a trailing * stands for what depends on the article."""
        if self.wanted.startswith("*"):
            return self.found.split("/")[0] in {"phrase", "group"}
        return self.found.startswith(self.wanted[:-1]) if self.wanted.endswith("*") else self.found == self.wanted


def linked(half: str = "", path: Path = ROWS) -> Iterator[Linked]:
    """Every mention of a set (or of one half), linked as an article that holds only its text would be."""
    lexicon, nlp, extractor = Lexicon.load(), load_language(), DependencyExtractor()
    rows = [row for row in read(path) if not half or row["half"] == half]
    for row, (article, doc) in zip(rows, docs([Article.of(row["text"]) for row in rows], nlp), strict=True):
        doc = mark_names(doc, lexicon)
        claims = list(extractor.claims(article, doc))
        linking = Linking(article, lexicon)
        for each in row["mentions"]:
            at = Offsets(each["start"], each["end"])
            mention, slot, claim = _in_claims(at, doc, claims)
            found = linking.reference(mention, slot, claim)
            yield Linked(row["text"], each["text"], row["region"], row["half"], each["id"], found.entity.id, found.reading)


def read(path: Path = ROWS) -> list[dict[str, Any]]:
    """The rows of a set."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _in_claims(at: Offsets, doc: Doc, claims: Sequence[Claim]) -> tuple[Mention, Slot, Claim | None]:
    """The mention that a claim has at these offsets, with its slot; one made of the words and their grammar where no claim has it."""
    own = _mention(at, doc)
    slots = [
        (slot, claim, mention)
        for claim in claims
        for slot, mentions in (
            (Slot.SUBJECT, (claim.subject,)),
            (Slot.OBJECT, (claim.object,) if claim.object else ()),
            (Slot.SOURCE, claim.attribution),
            (Slot.PLACE, claim.places),
            (Slot.CONTEXT, tuple(argument.mention for argument in claim.context)),
        )
        for mention in mentions
        if mention.at.covers(own.head_at) and mention.head_at == own.head_at
    ]
    exact = [found for found in slots if at.covers(found[2].at) or found[2].at.covers(at)]
    if exact:
        slot, claim, mention = exact[0]
        return (own if mention.at != at else mention), slot, claim
    span = doc.char_span(at.start, at.end, alignment_mode="expand")
    dep = span.root.dep_ if span is not None else ""
    return own, (Slot.SUBJECT if dep.startswith("nsubj") else Slot.CONTEXT if dep in {"obl", "nmod"} else Slot.OBJECT), None


def _mention(at: Offsets, doc: Doc) -> Mention:
    span = doc.char_span(at.start, at.end, alignment_mode="expand")
    if span is None:
        raise ValueError(f"no words at {at}")
    root = span.root
    names = tuple(
        Name(Offsets(e.start_char, e.end_char), e.text, e.label_) for e in doc.ents if e.start >= span.start and e.end <= span.end
    )
    text = at.of(doc.text)
    head = words(doc)[root.i]
    return Mention(
        at, text, text, root.lemma_, Offsets(root.idx, root.idx + len(root.text)), kind_of(head), root.tag_ in {"NNS", "NNPS"}, names
    )


def accuracy(found: Sequence[Linked]) -> float:
    """The share of mentions that are linked right."""
    return sum(each.right for each in found) / len(found)


def timed(paths: Sequence[Path]) -> dict[str, float]:
    """Seconds that the language model, the marking of names and the linking take on the articles of the files, each warm."""
    lexicon, nlp, extractor = Lexicon.load(), load_language(), DependencyExtractor()
    linker = Linker(lexicon, Scheme.load())
    found = [article for path in paths for article in articles(path) if isinstance(article, Article)]
    spent: Counter[str] = Counter()
    for warm in (False, True):
        for article in found:
            start = time.perf_counter()
            ((_, doc),) = docs([article], nlp)
            model = time.perf_counter()
            doc = mark_names(doc, lexicon)
            names = time.perf_counter()
            claims = list(extractor.claims(article, doc))
            extract = time.perf_counter()
            linker.statements(article, claims)
            if warm:
                spent.update(model=model - start, names=names - model, extract=extract - names, link=time.perf_counter() - extract)
    return dict(spent)


def main() -> None:
    """Print the figures."""
    if "--time" in sys.argv:
        spent = timed([Path(argument) for argument in sys.argv[1:] if not argument.startswith("--")])
        print("  ".join(f"{name} {seconds:.3f} s ({seconds / spent['model']:.3f} x)" for name, seconds in spent.items()))
        return
    for path in (ROWS, WIRE):
        _print(path.stem, list(linked(path=path)), wrong="--wrong" in sys.argv)


def _print(name: str, found: Sequence[Linked], *, wrong: bool) -> None:
    for half in ("tune", "test"):
        part = [each for each in found if each.half == half]
        print(f"{name}, {half}: {accuracy(part):.3f} of {len(part)} mentions")
    if wrong:
        for each in found:
            if each.half == "tune" and not each.right:
                print(f"{each.words!r} -> {each.found} ({each.road}), not {each.wanted}: {each.text}")
        return
    for by in ("region", "kind"):
        groups: dict[str, list[Linked]] = {}
        for each in found:
            groups.setdefault(each.region if by == "region" else each.wanted.split("/")[0], []).append(each)
        print(by + ": " + "  ".join(f"{group} {accuracy(part):.2f} ({len(part)})" for group, part in sorted(groups.items())))


if __name__ == "__main__":
    main()
