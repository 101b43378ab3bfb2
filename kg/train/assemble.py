"""The model folder: a spaCy pipeline with the exported encoder in it, sealed with checksums."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from kg.annotate.component import KgEncoder
from kg.annotate.language import seal
from kg.annotate.tokenizer import blank

NAME = "kg_news"


def assemble(encoder: Path, folder: Path, *, about: dict[str, object], card: str = "") -> None:
    """Write a pipeline of kg's tokenizer and the encoder's files to `folder`, which is emptied first.

    `about` goes into meta.json (data, scores), `card` is the README.md beside it.
    """
    if folder.exists():
        shutil.rmtree(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    nlp = blank()
    component = nlp.add_pipe("kg_encoder")
    assert isinstance(component, KgEncoder)
    component.from_disk(encoder)
    nlp.meta.update({"name": NAME, "version": "1.0.0", "author": "kg", "license": "CC BY-SA 4.0"} | about)
    nlp.to_disk(folder)
    # The vocabulary fills itself as texts are read; what assembling left in it would only weigh.
    for file in (folder / "vocab").glob("*"):
        if file.name in {"vectors", "vectors.cfg", "key2row", "lookups.bin"}:
            continue
        if file.name == "strings.json":
            file.write_text("[]", encoding="utf-8")
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    (folder / "meta.json").write_text(json.dumps(meta, indent=1, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")
    if card:
        (folder / "README.md").write_text(card, encoding="utf-8")
    seal(folder)
