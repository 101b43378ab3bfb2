"""How good the claims are: gold articles, BenchIE, QA-SRL, our own probes, calibration and time.

    python benchmarks/claims.py [--shared ../shared] [--only gold,benchie,qasrl,probes,time] [--misses] [--bare] [--model DIR]

Others' texts and annotations are read from the shared folder and never copied; where it is absent the script says so and ends with 1.
BenchIE is scored by the shared score_benchie.py. QA-SRL: for each verb of the annotation our argument stretches are matched one to one
with the roles of its questions; a pair matches when one stretch of the answer overlaps ours by intersection over union of at least .5
(largest matching, unlabelled); precision over our arguments, recall over all distinct questions of the gold.
"""

from __future__ import annotations

import argparse
import csv
import importlib.util
import json
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from kg.annotate.language import docs, load_language
from kg.extract.dependency import DependencyExtractor
from kg.extract.grammar import Word
from kg.extract.repairs import mended
from kg.extract.surface import arguments, triples
from kg.model import Article, Claim, Mention
from tests.quality import score_probes

ROOT = Path(__file__).resolve().parent.parent
BANDS = (0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)
FIGURES = ("trusted", "f1", "precision", "recall", "modality", "attribution", "resolved", "time", "place", "evidence", "claims", "core")


def tool(path: Path) -> ModuleType:
    """The module at `path`, loaded by its place."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def record(claim: Claim, text: str) -> dict[str, Any]:
    """A claims-file object whose labels are the article's own words, for measuring extraction before names are resolved."""

    def thing(mention: Mention) -> dict[str, Any]:
        return {"label": mention.referent.reading, "mention": {"text": mention.reading, "start": mention.at.start, "end": mention.at.end}}

    quote = claim.evidence.quote
    return {
        "subject": thing(claim.subject),
        "relation": {"label": claim.predicate.label, "text": claim.predicate.text},
        "object": thing(claim.object) if claim.object else None,
        "polarity": str(claim.polarity),
        "modality": str(claim.modality),
        "attribution": [thing(source) for source in claim.attribution],
        "time": {"text": claim.times[0].text} if claim.times else None,
        "place": [thing(place) for place in claim.places],
        "evidence": {"quote": quote.of(text), "start": quote.start, "end": quote.end},
        "confidence": claim.confidence,
    }


def linked(path: Path, published: str, model: Path | None) -> tuple[str, list[dict[str, Any]]]:
    """The article's text and its claim records by the whole walk."""
    from kg.acquire.text import article_of
    from kg.pipeline import Pipeline

    article = article_of(path.read_text(encoding="utf-8"), {"published": published}, source=path.name)
    if model not in PIPELINES:
        PIPELINES[model] = Pipeline(model=model)
    found = PIPELINES[model].claim_records([article])
    return article.text, [item for item in found if isinstance(item, dict)]


PIPELINES: dict[Path | None, Any] = {}


def gold(shared: Path, nlp: Language, options: argparse.Namespace) -> None:
    """Prints the figures of the gold articles, their means, the misses by sentence and the reliability of confidence."""
    scorer = tool(shared / "tools" / "score_claims.py")
    sums: dict[str, list[float]] = defaultdict(list)
    bands: dict[float, list[bool]] = defaultdict(list)
    for path in sorted((shared / "gold").glob("*.jsonl")):
        source = path.with_suffix(".txt")
        source = source if source.exists() else shared / "seed" / source.name
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        text = source.read_text(encoding="utf-8")
        if not options.bare:
            text, records = linked(source, {"us-turkey-2015": "2015-07-08"}.get(path.stem, ""), options.model)
        else:
            article = read(text, source.name)
            ((_, doc),) = docs([article], nlp)
            records = [record(claim, text) for claim in DependencyExtractor().claims(article, marked(doc))]
        figures, misses, extras = scorer.score(rows, text, records)
        print(f"{path.stem:18}", "  ".join(f"{name} {_show(figures[name])}" for name in FIGURES))
        for name in FIGURES:
            if figures[name] is not None:
                sums[name].append(figures[name])
        for one in records:
            low = max(band for band in BANDS if band <= one["confidence"])
            bands[low].append(one not in extras)
        if options.misses:
            for row in misses:
                print("   miss ", row["id"], "|", row["subject"][0], "|", row["relation"][0], "|", row["object"][0])
            for one in extras:
                print("   extra", *_triple(one), one["polarity"][:3], one["modality"][:5], "|", one["evidence"]["start"])
        if options.qualifiers:
            _qualifiers(scorer, rows, text, records)
    print(f"{'mean':18}", "  ".join(f"{name} {_show(sum(sums[name]) / max(1, len(sums[name])))}" for name in FIGURES))
    print("confidence against correctness (claims that match a gold claim):")
    for low, outcomes in sorted(bands.items()):
        print(f"   from {low:.1f}: {sum(outcomes)}/{len(outcomes)} right = {sum(outcomes) / len(outcomes):.2f}")


def _qualifiers(scorer: ModuleType, rows: list[dict[str, Any]], text: str, records: list[dict[str, Any]]) -> None:
    spans = scorer.sentence_spans(text, rows)
    for one in records:
        near = [row for row in rows if row["sentence"] in scorer.claim_sentence(one, spans, text) and scorer.matches(one, row)]
        if near and not any(scorer.trusted_match(one, row) for row in near):
            row = near[0]
            print("   told  ", row["id"], *_triple(one), one["modality"],
                  "≠" if one["modality"] != row["modality"] else "=", row["modality"],
                  [each["label"] for each in one["attribution"]], "wanted", [each[0] for each in row["attribution"]])  # fmt: skip


def _triple(one: dict[str, Any]) -> tuple[str, ...]:
    target = one["object"] or {}
    return ("|", one["subject"]["label"], "|", one["relation"]["label"], "|", target.get("label") or target.get("value") or "")


def _show(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}" if isinstance(value, float) and value <= 1 else f"{value:.0f}"


def read(text: str, name: str) -> Article:
    """The article of a text file, zones told apart."""
    from kg.acquire.text import article_of

    return article_of(text, source=name)


def marked(doc: Doc) -> Doc:
    """`doc` with the names of the shipped actor lexicon."""
    from kg.annotate.gazetteer import mark_names
    from kg.link.lexicon import Lexicon

    return mark_names(doc, LEXICONS.setdefault("", Lexicon.load()))


LEXICONS: dict[str, Any] = {}


def parsed(tokens: Sequence[str], nlp: Language) -> list[Word]:
    """The words of a sentence that others have cut into tokens, parsed as they stand."""
    return mended(nlp(Doc(nlp.vocab, words=list(tokens))))


def benchie(folder: Path, shared: Path, nlp: Language) -> None:
    """Prints precision, recall and F1 of surface triples against a BenchIE gold file."""
    scorer = tool(shared / "tools" / "score_benchie.py")
    rows = []
    for line in (folder / "sentences.tsv").read_text(encoding="utf-8").splitlines():
        number, _, text = line.partition("\t")
        rows += [(number, *triple) for triple in triples(parsed(text.split(), nlp))]
    precision, recall, f1 = scorer.score(scorer.read_gold(folder / "gold.txt"), rows)
    print(f"BenchIE {folder.name}: triples {len(rows)}  precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}")


def qasrl(folder: Path, nlp: Language) -> None:
    """Prints unlabelled argument precision, recall and F1 on a QA-SRL set, and the share of its verbs that we reach."""
    (sentences,) = folder.glob("*.full.csv")
    (answers,) = folder.glob("*.gold.csv")
    with sentences.open(encoding="utf-8", newline="") as file:
        tokens = {row["qasrl_id"]: row["tokens"].split() for row in csv.DictReader(file)}
    roles: dict[tuple[str, int], list[list[tuple[int, int]]]] = defaultdict(list)
    with answers.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["is_redundant"] != "True":
                spans = [tuple(map(int, span.split(":"))) for span in row["answer_range"].split("~!~")]
                roles[row["qasrl_id"], int(row["verb_idx"])].append(spans)  # type: ignore[arg-type]
    hit = ours = theirs = reached = 0
    found: dict[str, dict[int, list[tuple[int, int]]]] = {}
    for (sentence, verb), questions in sorted(roles.items()):
        if sentence not in found:
            found[sentence] = dict(arguments(parsed(tokens[sentence], nlp)))
        spans = found[sentence].get(verb, [])
        reached += verb in found[sentence]
        hit += len(match(spans, questions))
        ours += len(grouped(spans, questions))
        theirs += len(questions)
    precision, recall = hit / max(1, ours), hit / max(1, theirs)
    print(f"QA-SRL {folder.name}: verbs reached {reached}/{len(roles)}  precision {precision:.3f}  recall {recall:.3f}  "
          f"unlabelled argument F1 {2 * precision * recall / max(1e-9, precision + recall):.3f}")  # fmt: skip


def overlap(one: tuple[int, int], other: tuple[int, int]) -> float:
    """Intersection over union of two half-open stretches."""
    common = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, common) / (max(one[1], other[1]) - min(one[0], other[0]))


def match(spans: Sequence[tuple[int, int]], questions: Sequence[Sequence[tuple[int, int]]]) -> dict[int, int]:
    """The largest one-to-one matching of our stretches with questions, as question number → stretch number."""
    taken: dict[int, int] = {}

    def place(i: int, seen: set[int]) -> bool:
        for q, answers in enumerate(questions):
            if q not in seen and any(overlap(spans[i], answer) >= 0.5 for answer in answers):
                seen.add(q)
                if q not in taken or place(taken[q], seen):
                    taken[q] = i
                    return True
        return False

    for i in range(len(spans)):
        place(i, set())
    return taken


def grouped(spans: Sequence[tuple[int, int]], questions: Sequence[Sequence[tuple[int, int]]]) -> list[tuple[int, int]]:
    """Our stretches less those that repeat a role already matched (two conjuncts that answer one question are one argument)."""
    taken = match(spans, questions)
    used = set(taken.values())
    rest = [i for i in range(len(spans)) if i not in used]
    spare = {i for i in rest if any(overlap(spans[i], answer) >= 0.5 for q in taken for answer in questions[q])}
    return [spans[i] for i in range(len(spans)) if i not in spare]


def speed(shared: Path, nlp: Language) -> None:
    """Prints the time that extraction takes against the language model's, over the gold articles five times."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((shared / "gold").glob("*.txt"))] * 5
    articles = [Article.of(text) for text in texts]
    start = time.perf_counter()
    ready = list(docs(articles, nlp))
    middle = time.perf_counter()
    for article, doc in ready:
        list(DependencyExtractor().claims(article, doc))
    end = time.perf_counter()
    print(f"time: model {middle - start:.2f} s, extraction {end - middle:.2f} s = {(end - middle) / (middle - start):.2f} of it")


def probes(nlp: Language, show: bool) -> None:
    """Prints, by half of our own probe sentences, the share of claims found as wanted and the number of false assertions.

    With `show` it lists what the tune half misses or misreads; the test half's sentences are never shown.
    """

    def read_claims(text: str) -> list[dict[str, Any]]:
        article = read(text, "probe")
        ((_, doc),) = docs([article], nlp)
        return [record(claim, text) for claim in DependencyExtractor().claims(article, marked(doc))]

    for half in ("tune", "test"):
        outcomes, share, false = score_probes.score(score_probes.probes(half), read_claims)
        wanted = sum(one.wanted for one in outcomes)
        print(f"probes {half}: {len(outcomes)} texts, {wanted} claims wanted, found {share:.3f}, false assertions {false}")
        for one in outcomes:
            if show and half == "tune":
                for kind, items in (("miss", one.missed), ("read", one.misread), ("FALSE", one.false)):
                    for item in items:
                        print(f"   {kind:5} {one.id} {item}")


def main() -> int:
    """Runs the parts asked for; 1 where the shared folder is absent."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="folder of gold articles and benchmarks")
    parser.add_argument("--only", default="gold,benchie,qasrl,probes,time", help="parts to run, with commas")
    parser.add_argument("--benchie", type=Path, help="another BenchIE folder (gold.txt, sentences.tsv)")
    parser.add_argument("--qasrl", type=Path, help="another QA-SRL folder (*.gold.csv, *.full.csv)")
    parser.add_argument("--model", type=Path, help="another language model")
    parser.add_argument("--bare", action="store_true", help="score extraction alone, names not resolved")
    parser.add_argument("--misses", action="store_true", help="list gold claims not found and claims that match none")
    parser.add_argument("--qualifiers", action="store_true", help="list matches whose modality or source is wrong")
    options = parser.parse_args()
    if not options.shared.is_dir():
        print(f"{options.shared} is absent: nothing can be measured here", file=sys.stderr)
        return 1
    nlp = load_language(options.model) if options.model else load_language()
    parts: Iterable[str] = options.only.split(",")
    for part in parts:
        if part == "gold":
            gold(options.shared, nlp, options)
        elif part == "benchie":
            benchie(options.benchie or options.shared / "bench" / "benchie-dev", options.shared, nlp)
        elif part == "qasrl":
            qasrl(options.qasrl or options.shared / "bench" / "qasrl-news-dev", nlp)
        elif part == "time":
            speed(options.shared, nlp)
        elif part == "probes":
            probes(nlp, options.misses)
    return 0


if __name__ == "__main__":
    sys.exit(main())
