"""The network and inventories of a shipped model, read back from its int8 graphs, so that training may go on from it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from kg.errors import ModelError
from kg.train.codebook import Codebook
from kg.train.network import Network, Size

_LAYER = ("qkv", "out", "up", "down")
# The export gives most weights of a graph no name of their own but keeps the order in which the network uses them.
_HEADS = ("arc_dep", "arc_head", "arc", "tags", "readings", "edits", "starts", "names_in", "names", "label_dep", "label_head")


def restored(folder: Path, *, dropout: float = 0.1) -> tuple[Network, Codebook]:
    """The network and inventories that the component folder `folder` (`kg_encoder/`) was exported from.

    The weights are those of the int8 graphs, so they differ from the fitted ones by at most half a step of the quantisation.
    Raises ModelError where a file is missing or its weights are not those of this network.
    """
    try:
        book = Codebook(**{name: tuple(values) for name, values in json.loads((folder / "inventories.json").read_text("utf-8")).items()})
        tables = np.load(folder / "embeddings.npz")
        weights = {name: _initializers(folder / f"{name}.onnx") for name in ("encoder", "labels")}
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise ModelError(f"cannot be read ({error})", where=str(folder), remedy="name the kg_encoder folder of a model") from error
    size = Size(len(book.tags), len(book.readings), len(book.edits), len(book.deps), len(book.names), dropout=dropout)
    network = Network(size)
    plain, coded = weights["encoder"]
    state: dict[str, Tensor] = {name: value for name, value in plain.items() if name in network.state_dict()}
    names = [f"encoder.layers.{n}.{part}" for n in range(size.layers) for part in _LAYER] + [f"heads.{part}" for part in _HEADS]
    for name, matrix in zip(names, coded.values(), strict=True):
        state[name if name == "heads.arc" else f"{name}.weight"] = matrix if name == "heads.arc" else matrix.T
    mixed = [value for name, value in plain.items() if name.startswith("onnx::Mul_") and value.dim() == 0]
    state["encoder.mix"] = torch.log(torch.stack(mixed[: size.mixed]))
    pair, alone = weights["labels"][1].values()
    state |= {"labels.pair": pair, "labels.alone.weight": alone.T, "labels.alone.bias": weights["labels"][0]["alone.bias"]}
    state["encoder.pieces.weight"] = torch.from_numpy(tables["pieces"].astype(np.float32) * tables["scale"])
    state |= {f"encoder.{name}.weight": torch.from_numpy(tables[name]) for name in ("places", "shapes", "before")}
    try:
        network.load_state_dict(state)
    except RuntimeError as error:
        raise ModelError("holds another network than this version trains", where=str(folder), remedy="train from the encoder") from error
    return network, book


def blended(network: Network, earlier: Network, kept: float) -> Network:
    """`network` with each weight moved towards the earlier network's by the share `kept` (0..1).

    The mean of a model and what it became by more training reads unseen text better than either (Wortsman et al. 2022, "Model soups").
    """
    before = earlier.state_dict()
    mixed = {name: (1 - kept) * value + kept * before[name] for name, value in network.state_dict().items()}
    network.load_state_dict(mixed | {"encoder.pieces.weight": network.encoder.pieces.weight.detach()})
    return network


def _initializers(path: Path) -> tuple[dict[str, Tensor], dict[str, Tensor]]:
    """The plain weights of a graph by name, and its quantised ones as floats by the name before quantisation, each in graph order."""
    import onnx
    from onnx import numpy_helper

    found: Mapping[str, np.ndarray] = {item.name: numpy_helper.to_array(item) for item in onnx.load(str(path)).graph.initializer}

    def coded() -> Iterator[tuple[str, Tensor]]:
        for name, values in found.items():
            if name.endswith("_quantized"):
                base = name.removesuffix("_quantized")
                steps = values.astype(np.float32) - found[f"{base}_zero_point"].astype(np.float32)
                yield base, torch.from_numpy(steps * found[f"{base}_scale"])

    marks = ("_quantized", "_scale", "_zero_point")
    return {name: torch.from_numpy(value.copy()) for name, value in found.items() if not name.endswith(marks)}, dict(coded())
