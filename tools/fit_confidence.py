"""Fit the weights by which claims get their confidence: a logistic model over `kg.extract.confidence.signs`.

    python tools/fit_confidence.py GOLD... [--articles DIR] [-o data/patterns/confidence.json]

GOLD are gold claims (NAME.jsonl) with their article (NAME.txt) beside them or in DIR. A claim is right where it matches a gold claim as
`kg eval` counts it. Weights are held small (ridge), since gold is little; signs seen on fewer than `LEAST` claims get none. Before the
weights are written the reliability of confidences is printed, each article's reckoned from the others' gold.
"""

from __future__ import annotations

import argparse
import itertools
import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from kg import resources
from kg.acquire.text import article_of, read_text
from kg.extract import dependency
from kg.extract.confidence import signs
from kg.pipeline import Pipeline
from kg.score import score

LEAST = 12
RIDGE = 2.0
BANDS = (0.0, 0.7, 0.8, 0.85, 0.9, 0.95, 1.01)
Case = tuple[frozenset[str], bool]


def cases(gold: Path, articles: Path | None, reading: Pipeline) -> list[Case]:
    """The signs of each claim found in one gold article, and whether the claim is right."""
    text = gold.with_suffix(".txt")
    article = article_of(read_text(text if text.exists() or articles is None else articles / text.name))
    told: list[frozenset[str]] = []

    def numbered(*given: object) -> float:
        told.append(frozenset(signs(*given)))  # type: ignore[arg-type]
        return float(len(told) - 1)

    kept = dependency.confidence
    dependency.confidence = numbered  # type: ignore[assignment]  # the number of a claim instead of its confidence
    try:
        records = [item for item in reading.claim_records([article]) if isinstance(item, dict)]
    finally:
        dependency.confidence = kept
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines() if line.strip()]
    wrong = {id(item) for item in score(rows, article.text, records).extras}
    return [(told[round(item["confidence"])], id(item) not in wrong) for item in records]


def fitted(found: Sequence[Case]) -> dict[str, float]:
    """The weights, in log-odds, that make the cases likeliest, and the bias."""
    counts = Counter(sign for each, _ in found for sign in each)
    names = sorted(sign for sign, count in counts.items() if count >= LEAST)
    table = np.array([[1.0, *(float(name in each) for name in names)] for each, _ in found])
    right = np.array([float(ok) for _, ok in found])
    ridge = np.diag([1e-3, *([RIDGE] * len(names))])
    weights: NDArray[np.float64] = np.zeros(len(names) + 1)
    for _ in range(50):  # Newton's method; the loss is convex
        likely = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (likely - right) + ridge @ weights
        bend = (table.T * (likely * (1 - likely))) @ table + ridge
        weights = weights - np.linalg.solve(bend, slope)
    return {"bias": round(float(weights[0]), 3)} | {name: round(float(w), 3) for name, w in zip(names, weights[1:], strict=True)}


def likelihood(weights: dict[str, float], each: frozenset[str]) -> float:
    """The confidence that the weights give."""
    return float(1 / (1 + np.exp(-(weights["bias"] + sum(weights.get(sign, 0.0) for sign in each)))))


def main() -> None:
    """Print the reliability of confidences fitted without the article they are for, then fit to all and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--articles", type=Path)
    parser.add_argument("-o", "--output", type=Path, default=resources.path("patterns") / "confidence.json")
    options = parser.parse_args()
    reading = Pipeline()
    by_article = [cases(gold, options.articles, reading) for gold in options.gold]
    tested = []
    for number, held in enumerate(by_article):
        weights = fitted([case for other, found in enumerate(by_article) if other != number for case in found])
        tested += [(likelihood(weights, each), right) for each, right in held]
    print("confidence fitted on the other articles: claims, mean confidence, share right")
    for low, high in itertools.pairwise(BANDS):
        band = [(p, right) for p, right in tested if low <= p < high]
        if band:
            print(
                f"  {low:.2f}–{min(high, 1):.2f}  {len(band):4}  {np.mean([p for p, _ in band]):.2f}  {np.mean([r for _, r in band]):.2f}"
            )
    brier = np.mean([(p - right) ** 2 for p, right in tested])
    base = np.mean([right for _, right in tested])
    print(f"Brier score {brier:.4f} (a constant would have {base * (1 - base):.4f})")
    weights = fitted([case for found in by_article for case in found])
    about = "Made by tools/fit_confidence.py from gold claims; log-odds, see kg/extract/confidence.py for what each sign tells."
    options.output.write_text(json.dumps({"about": about, "weights": weights}, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
