"""How well claims are coded to acts: macro-F1 of PLOVER's 16 types on our own sentences, for both halves, printed type by type.

python benchmarks/acts.py            given the predicate: claims built from the marked spans
python benchmarks/acts.py --text     end to end: claims found by the shipped language model and extractor
python benchmarks/acts.py --wrong    lists what the tune half gets wrong (never look at the test half's)
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from kg.link.outcomes import act_type
from kg.link.relations import relation_of
from kg.model import Article, Claim, Evidence, Modality, Offsets, Polarity, Zone, ZoneKind
from kg.ontology import EXTENSION, Scheme
from tests.link.marked import argument, mention, predicate

ROWS = Path(__file__).resolve().parent.parent / "tests" / "quality" / "acts.jsonl"
WIRE = ROWS.with_name("acts_wire.jsonl")
"""A second set in the manner of news wires, written before the rows that it measures were looked at."""
Row = dict[str, Any]
Coder = Callable[[Row], str]


@dataclass(frozen=True)
class Score:
    """Precision, recall and F1 of one type."""

    right: int
    given: int
    gold: int

    @property
    def precision(self) -> float:
        return self.right / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.given + self.gold) if self.given + self.gold else 0.0


def rows(half: str, path: Path = ROWS) -> list[Row]:
    """The sentences of one half of a set, "tune" or "test"."""
    return [row for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()) if row["half"] == half]


def claim_of(row: Row) -> Claim:
    """The claim that a row marks by hand."""
    text = row["text"]
    whole = Offsets(0, len(text))
    return Claim(
        mention(text, *row["subject"]),
        predicate(text, *row["predicate"], row["label"]),
        mention(text, *row["object"]) if row["object"] else None,
        Evidence("0" * 16, whole, whole),
        Polarity(row["polarity"]),
        Modality(row["modality"]),
        context=tuple(argument(text, marker, start, end) for marker, start, end in row["arguments"]),
    )


def given_predicate(scheme: Scheme) -> Coder:
    """A coder that gets each claim ready-made."""

    def code(row: Row) -> str:
        return relation_of(claim_of(row), None, None, scheme).event

    return code


def from_text(scheme: Scheme, nlp: Any) -> Coder:
    """A coder that parses with `nlp` and extracts: the act of the claim whose subject and predicate lie at the marked ones."""
    from kg.extract.dependency import DependencyExtractor

    extractor = DependencyExtractor()

    def overlap(at: Offsets, span: Sequence[int]) -> int:
        return max(0, min(at.end, span[1]) - max(at.start, span[0]))

    def rank(claim: Claim, row: Row) -> tuple[int, int]:
        """How well a claim meets the marked one: the same subject; at the same verb, or at the verb below it ("vowed to help")."""
        subject = min(1, overlap(claim.subject.at, row["subject"]))
        below = [row["object"] or (0, 0), *(argument[1:] for argument in row["arguments"])]
        deeper = subject and any(overlap(claim.predicate.at, span) for span in below)
        return (subject, 2 * min(1, overlap(claim.predicate.at, row["predicate"])) + min(1, deeper))

    def code(row: Row) -> str:
        text = row["text"]
        article = Article.of(text, zones=(Zone(ZoneKind.BODY, Offsets(0, len(text))),))
        found = [(rank(claim, row), claim) for claim in extractor.claims(article, nlp(text))]
        best = max((found_rank for found_rank, _ in found if found_rank[1]), default=None)
        if best is None:
            return "no claim"
        codes = [relation_of(claim, None, None, scheme).event for found_rank, claim in found if found_rank == best]
        return next(filter(None, codes), "")

    return code


def score(sentences: Iterable[Row], code: Coder, scheme: Scheme) -> tuple[dict[str, Score], list[tuple[Row, str]]]:
    """The score of each type, and the rows with another type than theirs and what they got."""
    right, given, gold = Counter[str](), Counter[str](), Counter[str]()
    wrong: list[tuple[Row, str]] = []
    for row in sentences:
        coded = code(row)
        kind = act_type(coded)
        given[kind] += 1
        gold[row["type"]] += 1
        right[kind] += kind == row["type"]
        if kind != row["type"]:
            wrong.append((row, coded))
    return {act.code: Score(right[act.code], given[act.code], gold[act.code]) for act in scheme.types()}, wrong


def macro_f1(scores: dict[str, Score]) -> float:
    """The mean F1 of PLOVER's 16 types."""
    plover = [value.f1 for kind, value in scores.items() if kind not in EXTENSION]
    return sum(plover) / len(plover)


def main() -> None:
    """Print the table for both halves."""
    scheme = Scheme.load()
    if "--text" in sys.argv:
        from kg.annotate.language import load_language

        code = from_text(scheme, load_language())
    else:
        code = given_predicate(scheme)
    for path in (ROWS, WIRE):
        for half in ("tune", "test"):
            sentences = rows(half, path)
            scores, wrong = score(sentences, code, scheme)
            if half == "tune" and "--wrong" in sys.argv:
                for row, coded in wrong:
                    print(f"{row['type'] or '-'}/{row['mode']}\t{coded or '-'}\t{row['text']}")
            modes = [row for row in sentences if row["mode"]]
            exact = sum(code(row) == f"{row['type']}/{row['mode']}" for row in modes)
            print(f"\n{path.stem}, {half}: {len(sentences)} sentences, macro-F1 of 16 types {macro_f1(scores):.3f}")
            print(f"  mode too: {exact} of {len(modes)}")
            for kind, value in scores.items():
                print(f"  {kind:10} P {value.precision:.2f}  R {value.recall:.2f}  F1 {value.f1:.2f}  ({value.gold})")


if __name__ == "__main__":
    main()
