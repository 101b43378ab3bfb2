"""The fitted network as the files that the shipped pipeline reads: int8 ONNX graphs, tables, inventories."""

from __future__ import annotations

import gzip
import json
import shutil
import tempfile
import warnings
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from kg.annotate.lemmas import Lexicon
from kg.train.codebook import Codebook
from kg.train.network import Network


class _Reading(nn.Module):
    """The part of the network that runs as ONNX: from embedded pieces to choices and scores, one chunk at a time."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.encoder, self.heads = network.encoder, network.heads

    def forward(self, x: Tensor, first: Tensor, last: Tensor) -> tuple[Tensor, ...]:
        tags, readings, edits, starts, names, arcs, dep, head = self.heads(self.encoder(x, None, first, last))
        return (tags.argmax(-1)[0], readings.argmax(-1)[0], edits.argmax(-1)[0], starts[0], names[0], arcs[0], dep[0], head[0])


GRAPH_OUTPUTS = ("tags", "readings", "edits", "starts", "names", "arcs", "label_dep", "label_head")


def export(network: Network, book: Codebook, words: Iterable[tuple[str, str, str]], tokenizer: Path, folder: Path) -> None:
    """Write the component's files to `folder`. `words` are the treebanks' (form, tag, lemma), `tokenizer` the encoder's tokenizer.json."""
    folder.mkdir(parents=True, exist_ok=True)
    network.eval()
    with tempfile.TemporaryDirectory() as scratch, warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")
        whole = Path(scratch) / "encoder.onnx"
        torch.onnx.export(
            _Reading(network),
            (torch.randn(1, 12, network.size.width), torch.tensor([[1, 3, 5]]), torch.tensor([[2, 4, 6]])),
            str(whole), dynamo=False, opset_version=17,
            input_names=["x", "first", "last"], output_names=list(GRAPH_OUTPUTS),
            dynamic_axes={"x": {1: "pieces"}, "first": {1: "words"}, "last": {1: "words"}, **{name: {0: "words"} for name in GRAPH_OUTPUTS}},
        )  # fmt: skip
        pairs = Path(scratch) / "labels.onnx"
        torch.onnx.export(
            network.labels, (torch.randn(3, network.size.label), torch.randn(3, network.size.label)), str(pairs), dynamo=False, opset_version=17,
            input_names=["dep", "head"], output_names=["scores"], dynamic_axes={"dep": {0: "words"}, "head": {0: "words"}, "scores": {0: "words"}},
        )  # fmt: skip
        from onnxruntime.quantization import QuantType, quantize_dynamic

        for path in (whole, pairs):
            # Seven bits: on processors without int8 dot products eight would overflow, and the same text would read differently there.
            quantize_dynamic(
                path, folder / path.name, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True, op_types_to_quantize=["MatMul"]
            )
    encoder = network.encoder
    table = encoder.pieces.weight.detach().numpy()
    scale = np.abs(table).max(axis=1, keepdims=True) / 127
    scale[scale == 0] = 1
    np.savez_compressed(
        folder / "embeddings.npz",
        pieces=np.round(table / scale).astype(np.int8),
        scale=scale.astype(np.float32),
        places=encoder.places.weight.detach().numpy().astype(np.float32),
        shapes=encoder.shapes.weight.detach().numpy().astype(np.float32),
        before=encoder.before.weight.detach().numpy().astype(np.float32),
    )
    shutil.copyfile(tokenizer, folder / "wordpieces.json")
    (folder / "inventories.json").write_text(json.dumps(book.as_dict(), ensure_ascii=False, indent=0), encoding="utf-8")
    lexicon = Lexicon.learn(words)
    body = json.dumps({"lemmas": lexicon.lemmas, "known": sorted(lexicon.known)}, ensure_ascii=False, sort_keys=True)
    (folder / "lemmas.json.gz").write_bytes(gzip.compress(body.encode("utf-8"), mtime=0))
