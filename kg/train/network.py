"""The network in PyTorch: one small BERT encoder that is told letter case and spacing, and a head for each layer of annotation."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from kg.annotate.wordpieces import BEFORE, PIECES_A_CHUNK, SHAPES


@dataclass(frozen=True, slots=True)
class Size:
    """How large each part is; `vocabulary` to `positions` are the encoder's."""

    tags: int
    readings: int
    edits: int
    deps: int
    names: int
    vocabulary: int = 30522
    width: int = 384
    layers: int = 6
    attention: int = 12
    inner: int = 1536
    positions: int = PIECES_A_CHUNK + 6
    arc: int = 256
    label: int = 96
    mixed: int = 4
    dropout: float = 0.1

    def as_dict(self) -> dict[str, int | float]:
        """Its fields by name."""
        return asdict(self)


class Layer(nn.Module):
    """A transformer layer of BERT's kind (normalised after each half)."""

    def __init__(self, size: Size) -> None:
        super().__init__()
        self.heads = size.attention
        self.qkv = nn.Linear(size.width, 3 * size.width)
        self.out = nn.Linear(size.width, size.width)
        self.norm1 = nn.LayerNorm(size.width, eps=1e-12)
        self.up = nn.Linear(size.width, size.inner)
        self.down = nn.Linear(size.inner, size.width)
        self.norm2 = nn.LayerNorm(size.width, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """(batch, pieces, width) to the same; `mask` (batch, 1, 1, pieces) is added to the attention scores."""
        batch, length, width = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        scores = (q @ k.transpose(-1, -2)) * (width // self.heads) ** -0.5
        if mask is not None:
            scores = scores + mask
        mixed = (functional.softmax(scores, dim=-1) @ v).transpose(1, 2).reshape(batch, length, width)
        x = self.norm1(x + self.out(mixed))
        return self.norm2(x + self.down(functional.gelu(self.up(x))))


class Encoder(nn.Module):
    """Embedded pieces -> one vector a word: the learned mix of the upper layers at a word's first and last piece."""

    def __init__(self, size: Size) -> None:
        super().__init__()
        self.pieces = nn.Embedding(size.vocabulary, size.width)
        self.places = nn.Embedding(size.positions, size.width)
        self.shapes = nn.Embedding(len(SHAPES), size.width)
        self.before = nn.Embedding(len(BEFORE), size.width)
        self.norm = nn.LayerNorm(size.width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(size) for _ in range(size.layers))
        self.mix = nn.Parameter(torch.tensor([0.0] * (size.mixed - 1) + [2.0]))
        self.drop = nn.Dropout(size.dropout)
        self.pieces.weight.requires_grad_(False)
        nn.init.normal_(self.shapes.weight, std=0.02)
        nn.init.normal_(self.before.weight, std=0.02)

    def embedded(self, pieces: Tensor, shapes: Tensor, before: Tensor) -> Tensor:
        """The sum of the four embeddings, (batch, pieces, width)."""
        places = torch.arange(pieces.shape[1], device=pieces.device)
        return self.pieces(pieces) + self.places(places) + self.shapes(shapes) + self.before(before)

    def forward(self, x: Tensor, mask: Tensor | None, first: Tensor, last: Tensor) -> Tensor:
        """Word vectors (batch, words, width) of embedded pieces."""
        x = self.drop(self.norm(x))
        kept = []
        for layer in self.layers:
            x = layer(x, mask)
            kept.append(x)
        weights = functional.softmax(self.mix, dim=0)
        upper = kept[-len(weights) :]
        x = sum((weights[i] * upper[i] for i in range(1, len(upper))), weights[0] * upper[0])
        width = x.shape[-1]
        return (x.gather(1, first.unsqueeze(-1).expand(-1, -1, width)) + x.gather(1, last.unsqueeze(-1).expand(-1, -1, width))) * 0.5


class Heads(nn.Module):
    """Word vectors -> scores for tags, readings (UPOS with features), lemma edits, sentence starts, names and arcs."""

    def __init__(self, size: Size) -> None:
        super().__init__()
        self.drop = nn.Dropout(size.dropout * 2)
        self.tags = nn.Linear(size.width, size.tags)
        self.readings = nn.Linear(size.width, size.readings)
        self.edits = nn.Linear(size.width, size.edits)
        self.starts = nn.Linear(size.width, 1)
        self.names_in = nn.Linear(size.width, 192)
        self.names = nn.Linear(192, size.names)
        self.arc_dep = nn.Linear(size.width, size.arc)
        self.arc_head = nn.Linear(size.width, size.arc)
        self.arc = nn.Parameter(torch.zeros(size.arc + 1, size.arc))
        self.root = nn.Parameter(torch.zeros(size.width))
        self.label_dep = nn.Linear(size.width, size.label)
        self.label_head = nn.Linear(size.width, size.label)
        nn.init.normal_(self.arc, std=size.arc**-0.5 * 0.5)
        nn.init.normal_(self.root, std=0.1)

    def forward(self, words: Tensor) -> tuple[Tensor, ...]:
        """Tag, reading, edit, start, name scores, then arc scores (batch, words, words + 1; the last column is the root) and
        the two sides of the label scorer (the root is the last row of the head side)."""
        x = self.drop(words)
        rooted = torch.cat([x, self.root.expand(x.shape[0], 1, -1)], dim=1)
        dep = self.drop(functional.gelu(self.arc_dep(x)))
        head = self.drop(functional.gelu(self.arc_head(rooted)))
        one = torch.ones_like(dep[..., :1])
        arcs = (torch.cat([dep, one], dim=-1) @ self.arc) @ head.transpose(-1, -2)
        return (
            self.tags(x),
            self.readings(x),
            self.edits(x),
            self.starts(x).squeeze(-1),
            self.names(functional.gelu(self.names_in(x))),
            arcs,
            self.drop(functional.gelu(self.label_dep(x))),
            self.drop(functional.gelu(self.label_head(rooted))),
        )


class Labels(nn.Module):
    """Scores of every relation between a word and its head, from the two sides that `Heads` gives."""

    def __init__(self, size: Size) -> None:
        super().__init__()
        self.pair = nn.Parameter(torch.empty(size.label, size.deps * size.label))
        self.deps = size.deps
        self.alone = nn.Linear(2 * size.label, size.deps)
        nn.init.normal_(self.pair, std=size.label**-0.5 * 0.3)

    def forward(self, dep: Tensor, head: Tensor) -> Tensor:
        """(words, label) twice to (words, deps)."""
        mixed = (dep @ self.pair).view(dep.shape[0], self.deps, -1)
        return (mixed @ head.unsqueeze(-1)).squeeze(-1) + self.alone(torch.cat([dep, head], dim=-1))


class Network(nn.Module):
    """Encoder and heads together."""

    def __init__(self, size: Size) -> None:
        super().__init__()
        self.size = size
        self.encoder = Encoder(size)
        self.heads = Heads(size)
        self.labels = Labels(size)

    def load_bert(self, path: Path) -> None:
        """Fill the encoder from the safetensors file of a BERT whose sizes are ours."""
        from safetensors.torch import load_file

        state = {name.removeprefix("bert."): tensor for name, tensor in load_file(str(path)).items()}
        with torch.no_grad():
            encoder = self.encoder
            encoder.pieces.weight.copy_(state["embeddings.word_embeddings.weight"])
            kind = state["embeddings.token_type_embeddings.weight"][0]
            encoder.places.weight.copy_(state["embeddings.position_embeddings.weight"][: self.size.positions] + kind)
            encoder.norm.weight.copy_(state["embeddings.LayerNorm.weight"])
            encoder.norm.bias.copy_(state["embeddings.LayerNorm.bias"])
            for number, layer in enumerate(encoder.layers):
                at = f"encoder.layer.{number}."
                for kind_of in ("weight", "bias"):
                    parts = [state[f"{at}attention.self.{name}.{kind_of}"] for name in ("query", "key", "value")]
                    getattr(layer.qkv, kind_of).copy_(torch.cat(parts))
                    for own, theirs in (
                        (layer.out, "attention.output.dense"), (layer.norm1, "attention.output.LayerNorm"),
                        (layer.up, "intermediate.dense"), (layer.down, "output.dense"), (layer.norm2, "output.LayerNorm"),
                    ):  # fmt: skip
                        getattr(own, kind_of).copy_(state[f"{at}{theirs}.{kind_of}"])
