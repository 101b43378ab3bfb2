"""Fitting the network: chunks of neighbouring sentences, one loss over all layers of annotation, checkpoints to resume from."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional

from kg.annotate.lemmas import script
from kg.annotate.wordpieces import PIECES_A_CHUNK, WordPieces
from kg.train.baseline import chunks
from kg.train.changes import Names, cased, swapped
from kg.train.codebook import UNKNOWN, Codebook, numbers, reading
from kg.train.collection import Part
from kg.train.corpora import Sentence
from kg.train.network import Network, Size
from kg.train.restore import restored

Recipe = dict[str, Any]


@dataclass(slots=True)
class Chunk:
    """A training chunk as numbers: word-piece inputs and, by word, the gold numbers of each layer (`UNKNOWN` where untold)."""

    pieces: list[int]
    shapes: list[int]
    before: list[int]
    first: list[int]
    last: list[int]
    sentence: list[int]
    gold: dict[str, list[int]]
    words: int


def encoded(
    run: Sequence[Sentence], pieces: WordPieces, book: Codebook, draw: random.Random, change: dict[str, float], names: Names | None
) -> Chunk | None:
    """A run of sentences as a training chunk, changed by chance as the recipe says; None where it is too long."""
    roll = draw.random()
    case = roll < change["lower"] + change["upper"]
    words: list[str] = []
    before: list[int] = []
    sentence: list[int] = []
    gold: dict[str, list[int]] = {name: [] for name in ("tags", "readings", "edits", "starts", "arcs", "labels", "names")}
    for number, original in enumerate(run):
        s = swapped(original, names, draw, change["swap"]) if names and original.ents else original
        edits = [script(form, lemma) for form, lemma in zip(s.words, s.lemmas, strict=True)] if s.lemmas else []
        if case:
            s = cased(s, upper=roll >= change["lower"])
        offset, length = len(words), len(s.words)
        opens = s.paragraph or not s.document or (not s.heads) or draw.random() < change["paragraph"]
        joined = bool(run[number - 1].spaces[-1]) if number else True
        before.append(2 if opens else 1 if joined else 0)
        before.extend(1 if space else 0 for space in s.spaces[:-1])
        words.extend(s.words)
        sentence.extend([number] * length)
        gold["starts"].extend([1] + [0] * (length - 1))
        none = [UNKNOWN] * length
        gold["tags"].extend(numbers(book.tags, s.tags) if s.tags else none)
        gold["readings"].extend(numbers(book.readings, [reading(p, m) for p, m in zip(s.pos, s.morphs, strict=True)]) if s.pos else none)
        gold["edits"].extend(numbers(book.edits, edits) if edits and not case else none)
        gold["labels"].extend(numbers(book.deps, s.deps) if s.deps else none)
        gold["arcs"].extend([-1 if head == word else head + offset for word, head in enumerate(s.heads)] if s.heads else none)
        gold["names"].extend(numbers(book.names, s.ents) if s.ents else none)
    inputs = pieces.inputs(words, before)
    if len(inputs.pieces) > PIECES_A_CHUNK + 4:
        return None
    # -1 marks the root; it becomes the last column once the batch's width is known.
    row = [column.tolist() for column in inputs]
    if change["mask"]:
        mask = pieces.unknown
        row[0] = [piece if i in {0, len(row[0]) - 1} or draw.random() >= change["mask"] else mask for i, piece in enumerate(row[0])]
    return Chunk(row[0], row[1], row[2], row[3], row[4], sentence, gold, len(words))


def batches(chunks_: list[Chunk], size: int, draw: random.Random) -> Iterator[list[Chunk]]:
    """Chunks of like length together, about `size` pieces a batch, the batches in random order."""
    ordered = sorted(chunks_, key=lambda c: len(c.pieces) + draw.random())
    found: list[list[Chunk]] = []
    batch: list[Chunk] = []
    for chunk in ordered:
        if batch and len(chunk.pieces) * (len(batch) + 1) > size:
            found.append(batch)
            batch = []
        batch.append(chunk)
    if batch:
        found.append(batch)
    draw.shuffle(found)
    yield from found


def padded(rows: Sequence[Sequence[int]], fill: int, width: int) -> Tensor:
    """Rows of unequal length as one tensor."""
    return torch.tensor([[*row, *([fill] * (width - len(row)))] for row in rows], dtype=torch.long)


def loss(network: Network, batch: Sequence[Chunk], weights: dict[str, float], device: str = "cpu") -> tuple[Tensor, dict[str, float]]:
    """The weighted loss of a batch per word, and each layer's share of it."""
    width, length = max(len(c.pieces) for c in batch), max(c.words for c in batch)
    pieces, shapes, before = (padded([getattr(c, name) for c in batch], 0, width).to(device) for name in ("pieces", "shapes", "before"))
    first, last = (padded([getattr(c, name) for c in batch], 0, length).to(device) for name in ("first", "last"))
    mask = torch.zeros(len(batch), 1, 1, width, device=device)
    for row, chunk in enumerate(batch):
        mask[row, :, :, len(chunk.pieces) :] = -1e4
    words = network.encoder(network.encoder.embedded(pieces, shapes, before), mask, first, last)
    *scores, label_dep, label_head = network.heads(words)
    total = sum(c.words for c in batch)
    gold = {name: padded([c.gold[name] for c in batch], UNKNOWN, length).to(device) for name in batch[0].gold}
    known = gold["arcs"] != UNKNOWN
    heads = torch.where(gold["arcs"] == -1, torch.full_like(gold["arcs"], length), gold["arcs"])
    sentence = padded([c.sentence for c in batch], -1, length).to(device)
    allowed = sentence.unsqueeze(2) == sentence.unsqueeze(1)
    allowed = allowed & ~torch.eye(length, dtype=torch.bool, device=device)
    allowed = torch.cat([allowed, torch.ones_like(allowed[..., :1])], dim=-1)
    arcs = scores[5].float().masked_fill(~allowed, -1e4)
    losses = {
        name: functional.cross_entropy(scores[i].float().flatten(0, 1), gold[name].flatten(), ignore_index=UNKNOWN, reduction="sum")
        for i, name in ((0, "tags"), (1, "readings"), (2, "edits"), (4, "names"))
    }
    starts = gold["starts"]
    losses["starts"] = functional.binary_cross_entropy_with_logits(
        scores[3].float(), starts.clamp(min=0).float(), weight=(starts != UNKNOWN).float(), reduction="sum"
    )
    if bool(known.any()):  # a batch may hold sentences of name corpora alone
        losses["arcs"] = functional.cross_entropy(arcs[known], heads[known], reduction="sum")
        rows, columns = known.nonzero(as_tuple=True)
        labels = network.labels(label_dep[rows, columns], label_head[rows, heads[rows, columns]])
        losses["labels"] = functional.cross_entropy(labels.float(), gold["labels"][rows, columns], ignore_index=UNKNOWN, reduction="sum")
    whole = sum((weights[name] * value for name, value in losses.items()), torch.zeros((), device=device)) / total
    return whole, {name: float(value.detach()) / total for name, value in losses.items()}


def wants_bfloat16(precision: str) -> bool:
    """Whether to compute in bfloat16: as told, or, for "auto", where the machine does so in hardware."""
    if precision != "auto":
        return precision == "bfloat16"
    if torch.cuda.is_available():
        return torch.cuda.is_bf16_supported()
    flags = Path("/proc/cpuinfo").read_text(encoding="utf-8") if Path("/proc/cpuinfo").exists() else ""
    return "avx512_bf16" in flags or "amx_bf16" in flags


def fit(
    parts: Sequence[Part],
    folder: Path,
    settings: Recipe,
    encoder: Path,
    *,
    start: Path | None = None,
    own: Callable[[int], Part] | None = None,
    names: Names | None = None,
    report: Callable[[str], None] = lambda line: None,
) -> Path:
    """Train on `parts`, and on what `own(pass number)` adds to each pass; the path of the last checkpoint.

    Goes on from the checkpoint in `folder` where there is one; else from the exported component in `start`, where one is named; else
    from the BERT in the folder `encoder`.
    """
    torch.manual_seed(settings["seed"])
    folder.mkdir(parents=True, exist_ok=True)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    pieces = WordPieces(encoder / "tokenizer.json")
    saved = folder / "checkpoint.pt"
    state = torch.load(saved, weights_only=True, map_location=device) if saved.exists() else None
    begun = restored(start, dropout=settings["dropout"]) if start and not state else None
    if state:
        book = Codebook(**{name: tuple(values) for name, values in state["book"].items()})
    elif begun:
        book = begun[1]
    else:
        book = Codebook.learn([s for part in parts for s in part.sentences if s.heads])
    size = Size(len(book.tags), len(book.readings), len(book.edits), len(book.deps), len(book.names), dropout=settings["dropout"])
    network = (begun[0] if begun else Network(size)).to(device)
    if not state and not begun:
        network.load_bert(encoder / "model.safetensors")
    trained = {name: p for name, p in network.named_parameters() if p.requires_grad}
    groups = [
        {"params": [p for n, p in trained.items() if n.startswith("encoder.layers") or n in {"encoder.places.weight", "encoder.norm.weight", "encoder.norm.bias"}],
            "lr": settings["learning_rate"]["encoder"]},
        {"params": [p for n, p in trained.items() if not (n.startswith("encoder.layers") or n in {"encoder.places.weight", "encoder.norm.weight", "encoder.norm.bias"})],
            "lr": settings["learning_rate"]["heads"]},
    ]  # fmt: skip
    optimizer = torch.optim.AdamW(groups, weight_decay=settings["decay"], betas=(0.9, 0.98), foreach=True)
    base = [group["lr"] for group in optimizer.param_groups]
    average = {name: p.detach().clone() for name, p in trained.items()}
    seen = step = passes = 0
    spent = 0.0
    if state:
        network.load_state_dict(state["network"])
        optimizer.load_state_dict(state["optimizer"])
        average = {name: tensor.to(device) for name, tensor in state["average"].items()}
        seen, step, passes, spent = state["seen"], state["step"], state["passes"], state["spent"]
    clock = saved_at = time.monotonic()
    clock -= spent
    half = wants_bfloat16(settings["precision"])

    def progress() -> float:
        return (time.monotonic() - clock) / 60 / settings["minutes"] if settings["minutes"] else seen / settings["words"]

    def save() -> None:
        state_now = {"network": network.state_dict(), "average": average, "optimizer": optimizer.state_dict(), "book": book.as_dict(), "size": size.as_dict(),
            "seen": seen, "step": step, "passes": passes, "spent": time.monotonic() - clock}  # fmt: skip
        torch.save(state_now, folder / "checkpoint.new")
        (folder / "checkpoint.new").replace(saved)

    sums: dict[str, float] = {}
    while progress() < 1:
        draw = random.Random(settings["seed"] * 1000 + passes)
        network.train()
        todo = []
        for part in [*parts, *([own(passes)] if own else [])]:
            for _ in range(part.read_in(passes)):
                for run in chunks(part, draw):
                    change = settings["change"]
                    chunk = encoded(run, pieces, book, draw, change, names)
                    if chunk is not None:
                        todo.append(chunk)
        report(f"pass {passes + 1}: {len(todo)} chunks, {sum(c.words for c in todo)} words")
        for batch in batches(todo, settings["batch_pieces"], draw):
            done = progress()
            if done >= 1:
                break
            scale = min(done / settings["warm_up"], (1 - done) / (1 - settings["warm_up"]))
            for group, rate in zip(optimizer.param_groups, base, strict=True):
                group["lr"] = rate * max(scale, 1e-3)
            with torch.autocast(device, torch.bfloat16, enabled=half):
                whole, shares = loss(network, batch, settings["weights"], device)
            optimizer.zero_grad(set_to_none=True)
            whole.backward()
            torch.nn.utils.clip_grad_norm_(list(trained.values()), settings["clip"], foreach=True)
            optimizer.step()
            step += 1
            seen += sum(c.words for c in batch)
            rate = min(settings["average"], (1 + step) / (10 + step))
            with torch.no_grad():
                torch._foreach_lerp_(list(average.values()), [p.detach() for p in trained.values()], 1 - rate)
            for name, value in shares.items():
                sums[name] = sums.get(name, 0.0) * 0.98 + value * 0.02
            if step % 50 == 0:
                shown = " ".join(f"{name} {value / (1 - 0.98**step):.3f}" for name, value in sums.items())
                report(f"{done:.3f} step {step} words {seen} {(time.monotonic() - clock) / 60:.1f} min  {shown}")
            if time.monotonic() - saved_at > settings["checkpoint_minutes"] * 60:
                save()
                saved_at = time.monotonic()
        passes += 1
    save()
    report(f"done: {step} steps, {seen} words, {(time.monotonic() - clock) / 60:.1f} minutes")
    return saved


def averaged(checkpoint: Path) -> tuple[Network, Codebook, dict[str, float]]:
    """The network with averaged weights, its inventories, and how far training has come, from a checkpoint."""
    state = torch.load(checkpoint, weights_only=True, map_location="cpu")
    network = Network(Size(**state["size"]))
    network.load_state_dict(state["network"])
    with torch.no_grad():
        for name, parameter in network.named_parameters():
            if name in state["average"]:
                parameter.copy_(state["average"][name])
    book = Codebook(**{name: tuple(values) for name, values in state["book"].items()})
    return network.eval(), book, {name: state[name] for name in ("seen", "step", "passes", "spent")}
