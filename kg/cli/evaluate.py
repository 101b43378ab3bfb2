"""`kg eval`: how well claims agree with gold claims."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from kg import pipeline
from kg.acquire.text import article_of, metadata_beside, read_text
from kg.cli.console import table
from kg.cli.options import ExtractorOption, LexiconOption, extractors_of
from kg.errors import UsageError
from kg.model import Skipped
from kg.score import Score, score


def evaluate(
    gold: Annotated[list[Path], typer.Argument(help="Gold claims (JSON lines). The article is NAME.txt beside NAME.jsonl.")],
    articles: Annotated[Path | None, typer.Option(help="Folder to look for NAME.txt in as well.")] = None,
    claims: Annotated[Path | None, typer.Option(help="Score this claims file instead of reading the article (one gold file only).")] = None,
    misses: Annotated[bool, typer.Option("--misses", help="List the core gold claims that were not found.")] = False,
    extras: Annotated[bool, typer.Option("--extras", help="List the claims that match no gold claim.")] = False,
    published: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day the articles were published.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON lines.")] = False,
    lexicon: LexiconOption = None,
    extractor: ExtractorOption = None,
) -> None:
    """Print precision, recall, F1 and the figures of modality, source, names, time and place against gold claims.

    `trusted` is F1 where a match must also have the right modality and source: the figure to go by.

    Example: `kg eval gold/*.jsonl --misses`
    """
    if claims and len(gold) != 1:
        raise UsageError("--claims goes with one gold file", remedy="score the files one by one")
    day = {"published": published.date()} if published else {}
    reading = None if claims else pipeline.Pipeline(lexicons=lexicon or [], extractors=extractors_of(extractor))
    scored: list[tuple[str, Score]] = []
    for path in gold:
        text_path = _text_of(path, articles)
        article = article_of(read_text(text_path), metadata_beside(text_path) | day, source=str(text_path))
        found = _rows(claims) if claims else []
        if reading:
            for item in reading.claim_records([article]):
                if isinstance(item, Skipped):
                    raise UsageError(item.reason, where=item.source, remedy="an evaluation needs every article")
                found.append(item)
        scored.append((path.stem, score(_rows(path), article.text, found)))
    figures = [(name, asdict(result.figures)) for name, result in scored]
    if len(figures) > 1:
        figures.append(("mean", {key: _mean([row[key] for _, row in figures]) for key in figures[0][1]}))
    if as_json:
        for name, row in figures:
            print(json.dumps({"gold": name, **row}))
    else:
        table(["gold", *figures[0][1]], [[name, *map(_shown, row.values())] for name, row in figures])
    for name, result in scored:
        if misses:
            table(
                ["id", "subject", "relation", "object", "sentence"],
                [[row["id"], row["subject"][0], row["relation"][0], row["object"][0], row["sentence"]] for row in result.misses],
                title=f"{name}: core claims not found",
            )
        if extras:
            table(
                ["subject", "relation", "object", "polarity", "modality", "quote"],
                [
                    [
                        _label(row, "subject"),
                        _label(row, "relation"),
                        _label(row, "object"),
                        row["polarity"],
                        row["modality"],
                        row["evidence"]["quote"],
                    ]
                    for row in result.extras
                ],
                title=f"{name}: claims that match no gold claim",
            )


def _text_of(gold: Path, articles: Path | None) -> Path:
    if not gold.is_file():
        raise UsageError("no such file", where=str(gold), remedy="name a file of gold claims")
    for folder in (gold.parent, articles):
        if folder and (found := folder / f"{gold.stem}.txt").is_file():
            return found
    raise UsageError(f"no {gold.stem}.txt beside it", where=str(gold), remedy="name the folder of the texts with --articles")


def _rows(path: Path) -> list[dict[str, Any]]:
    try:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8-sig").splitlines() if line.strip()]
    except (OSError, ValueError) as error:
        raise UsageError(f"is no file of JSON lines ({error})", where=str(path), remedy="give a gold or claims file") from error
    if not rows or not all(isinstance(row, dict) for row in rows):
        raise UsageError("holds no claims", where=str(path), remedy="give a gold or claims file")
    return rows


def _label(row: Mapping[str, Any], part: str) -> str:
    node = row.get(part) or {}
    return str(node.get("label") or node.get("value") or "")


def _mean(values: list[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None


def _shown(value: float | int | None) -> str:
    return "" if value is None else f"{value:.3f}" if isinstance(value, float) else str(value)
