"""What travels with kg is found in a checkout and in an installed package alike."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import resources
from kg.errors import KgError


@pytest.mark.parametrize(
    "name", ["lexicon", "patterns/zones.jsonl", "ontology/kg.ttl", "models/en_kg_news", "samples", "queries", "queries/acts.rq"]
)
def test_what_is_shipped_is_found(name: str) -> None:
    assert resources.path(name).exists()


def test_what_is_not_shipped_is_told() -> None:
    with pytest.raises(KgError, match=r"patterns/none\.jsonl: is not part of this installation; reinstall kg"):
        resources.path("patterns/none.jsonl")


def test_an_installed_package_uses_what_it_holds(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    roots = {"data": (tmp_path / "_data", tmp_path / "data"), "queries": (tmp_path / "_queries", tmp_path / "queries")}
    monkeypatch.setattr(resources, "_ROOTS", roots)
    for place in ("_data", "data"):
        (tmp_path / place / "lexicon").mkdir(parents=True)
    assert resources.path("lexicon") == tmp_path / "_data" / "lexicon"
