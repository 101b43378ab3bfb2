"""The encoder at run time: chunks of words -> scores, through int8 ONNX graphs on one thread."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from kg.annotate.wordpieces import Inputs, WordPieces

FILES = ("encoder.onnx", "labels.onnx", "embeddings.npz", "wordpieces.json", "inventories.json", "lemmas.json.gz")


@dataclass(frozen=True, slots=True)
class Scores:
    """What the encoder says of a chunk of n words: chosen tags, readings and edits (n); scores of sentence starts (n), of names
    (n, labels), of arcs (n, n + 1; the last column is the root); both sides of the label scorer (n and n + 1 rows)."""

    tags: NDArray[np.int64]
    readings: NDArray[np.int64]
    edits: NDArray[np.int64]
    starts: NDArray[np.float32]
    names: NDArray[np.float32]
    arcs: NDArray[np.float32]
    label_dep: NDArray[np.float32]
    label_head: NDArray[np.float32]


class Encoder:
    """The graphs and tables of a model folder. A chunk's scores depend on that chunk alone, never on what else is read."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = int(os.environ.get("KG_THREADS", threads))
        options.inter_op_num_threads = 1
        # Chunks differ in length: a kept arena would grow to the sum of all their shapes.
        options.enable_mem_pattern = False
        options.log_severity_level = 3

        def session(name: str) -> onnxruntime.InferenceSession:
            return onnxruntime.InferenceSession(str(folder / name), options, providers=["CPUExecutionProvider"])

        self._graph, self._pairs = session("encoder.onnx"), session("labels.onnx")
        with np.load(folder / "embeddings.npz") as tables:
            self._pieces, self._scale = tables["pieces"], tables["scale"]
            self._places, self._shapes, self._before = tables["places"], tables["shapes"], tables["before"]
        self.inventories: dict[str, list[str]] = json.loads((folder / "inventories.json").read_text(encoding="utf-8"))
        self.pieces = WordPieces(folder / "wordpieces.json")

    def scores(self, inputs: Inputs) -> Scores:
        """The scores of one chunk."""
        x = self._pieces[inputs.pieces].astype(np.float32) * self._scale[inputs.pieces]
        x += self._places[: len(x)] + self._shapes[inputs.shapes] + self._before[inputs.before]
        return Scores(*self._graph.run(None, {"x": x[None], "first": inputs.first[None], "last": inputs.last[None]}))

    def labels(self, dep: NDArray[np.float32], head: NDArray[np.float32]) -> NDArray[np.float32]:
        """The scores of each relation (words, relations) between words and their heads."""
        found: NDArray[np.float32] = self._pairs.run(None, {"dep": dep, "head": head})[0]
        return found
