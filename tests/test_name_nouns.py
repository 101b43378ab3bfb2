"""The nouns of names do what their rows say, each on its own example, with the shipped language model."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kg import resources
from kg.errors import LexiconError
from kg.link.new_names import kind_of_name
from kg.link.tables import TYPES
from kg.model import Article, Skipped
from kg.name_nouns import name_nouns
from kg.pipeline import Pipeline

ROWS = [json.loads(line) for line in resources.path("patterns/name_nouns.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("row", ROWS, ids=[row["example"] for row in ROWS])
def test_a_row_gives_what_its_example_says(row: dict[str, Any], nlp: Any) -> None:
    found = {name.text.removeprefix("the ").removeprefix("The "): name.label_ for name in nlp(row["example"]).ents}
    if row["class"] == "no vehicle":
        assert "VEHICLE" not in found.values()
        return
    assert row["gives"] in row["example"]
    if "label" in row:
        assert found[row["gives"]] == row["label"]
    assert all(kind_of_name(row["gives"], kind) == row["type"] for kind in row.get("kinds", [row.get("label") or "ORG"]))


def test_types_are_those_of_the_lexicon_and_words_stand_once_for_a_label() -> None:
    assert {row["type"] for row in ROWS if "type" in row} <= set(TYPES)
    told = [(word, kind) for row in ROWS if row["class"] == "name noun" for word in row["words"] for kind in row.get("kinds", ["any"])]
    assert len(told) == len(set(told))


@pytest.mark.parametrize("line", ["no json", '{"class": "name noun", "words": ["x"]}', '{"class": "ship", "words": ["x"]}', "[]"])
def test_a_broken_row_is_named_with_its_line(line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "name_nouns.jsonl"
    path.write_text(json.dumps(ROWS[0]) + "\n" + line + "\n", encoding="utf-8")
    monkeypatch.setattr(resources, "path", lambda name: path)
    with pytest.raises(LexiconError, match=r"name_nouns\.jsonl:2"):
        name_nouns.__wrapped__()


def test_a_ship_is_sunk_not_the_country_of_its_name() -> None:
    article = Article.of("Kyiv sank the cruiser Moskva near Odesa. Russia said the Moskva was towed to port.")
    records = [record for record in Pipeline().claim_records([article]) if not isinstance(record, Skipped)]
    sunk = [record for record in records if record["relation"]["label"] == "sink"]
    assert [(r["subject"]["label"], r["object"]["type"], r["object"]["label"]) for r in sunk] == [("Ukraine", "Vehicle", "Moskva")]
    assert all("Russia" not in record["object"].get("label", "") for record in records if record["object"])
