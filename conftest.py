"""Names that the examples in docstrings may use, and which files' examples need the training extra."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import doc_of, tree_of

# PyTorch is for training only: where it is absent, the files that import it are no more looked into for examples than they can be used
if importlib.util.find_spec("torch") is None:
    _HERE = Path(__file__).parent
    collect_ignore = [
        str(path.relative_to(_HERE))
        for path in (_HERE / "kg" / "train").glob("*.py")
        if "\nimport torch" in path.read_text(encoding="utf-8")
    ]


@pytest.fixture(autouse=True)
def _doctest_names(doctest_namespace: dict[str, Any]) -> None:
    doctest_namespace["doc_of"] = doc_of
    doctest_namespace["tree_of"] = tree_of
