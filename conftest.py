"""Names that the examples in docstrings may use."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conftest import doc_of


@pytest.fixture(autouse=True)
def _doctest_names(doctest_namespace: dict[str, Any]) -> None:
    doctest_namespace["doc_of"] = doc_of
