"""Corpora that leave names open: what is told becomes names, what is not becomes no loss."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.train.corpora import UNSURE
from kg.train.entities import Gazetteer
from kg.train.partial import fewnerd, supersensed

GAZETTEER = Gazetteer(polities=frozenset({"oslo", "norway"}), nature=frozenset(), demonyms=frozenset({"norwegian"}))


def labelled(folder: Path, *rows: str) -> list[dict[str, str]]:
    """What `fewnerd` reads from sentences of "word/label" pairs (no slash: "O"): by sentence, the label of each word."""
    file = folder / "part.txt"
    lines = [
        "\n".join("\t".join(pair.split("/", 1) if "/" in pair else (pair, "O")) for pair in row.split()) + "\n" for row in rows
    ]  # fmt: skip
    file.write_text("\n".join(lines), encoding="utf-8")
    return [dict(zip(s.words, s.ents, strict=True)) for s in fewnerd(file, GAZETTEER)]


def test_fewnerd_types_become_ours(tmp_path: Path) -> None:
    (found,) = labelled(
        tmp_path,
        "the/O Brage/B-organization_company yard/O sold/O Saga/B-product_ship to/O Oslo/B-location_GPE and/O Vik/B-building_airport on/O "
        "5/O May/O 1999/O",
    )
    assert [found[word] for word in ("Brage", "Saga", "Oslo", "Vik", "sold", "May")] == [
        "B-ORG",
        "B-OTHER",
        "B-GPE",
        "B-FAC",
        "O",
        "I-DATE",
    ]


@pytest.mark.parametrize(
    ("row", "open_words"),
    [
        ("He saw Kari Moe leave Oslo/B-location_GPE", {"He", "Kari", "Moe"}),
        ("the Bank of Berg closed", {"Bank", "of", "Berg"}),
        ("the team lost to Oslo/B-organization_sportsteam", {"Oslo"}),
        ("a small boat sank", set()),
    ],
)
def test_what_a_split_may_have_left_unmarked_is_open(tmp_path: Path, row: str, open_words: set[str]) -> None:
    (found,) = labelled(tmp_path, row)
    assert {word for word, label in found.items() if label == UNSURE} == open_words


def test_a_first_word_that_is_common_is_no_name(tmp_path: Path) -> None:
    found = labelled(tmp_path, *["the boat left"] * 3, "The boat sank")
    assert found[-1]["The"] == "O"


def test_people_are_peoples_whatever_fewnerd_calls_them(tmp_path: Path) -> None:
    (found,) = labelled(tmp_path, "a Norwegian/B-location_GPE boat sank")
    assert found["Norwegian"] == "B-NORP"


def test_sentences_with_parted_words_or_marks_of_html_are_left_out(tmp_path: Path) -> None:
    assert labelled(tmp_path, "wit h/B-product_other Chromium/I-product_other", "Berg &amp ; Vik", "a & amp ; b") == []


def test_streusle_gives_names_to_proper_expressions_only(tmp_path: Path) -> None:
    parsed = tmp_path / "t.conllu"
    words = [("Anna", "PROPN"), ("sold", "VERB"), ("Berg", "PROPN"), ("Motors", "PROPN"), ("a", "DET"), ("car", "NOUN")]
    rows = [
        f"{i}\t{form}\t{form}\t{pos}\t_\t_\t{0 if i == 2 else 2}\t{'root' if i == 2 else 'dep'}\t_\t_"
        for i, (form, pos) in enumerate(words, 1)
    ]
    other = "1\tYes\tyes\tINTJ\t_\t_\t0\troot\t_\t_"
    parsed.write_text("# newdoc id = d\n" + "\n".join(rows) + "\n\n" + other + "\n\n", encoding="utf-8")
    told = {"words": [[form, "_"] for form, _ in words], "_": [[3, 4]],
        "labels": {"1": ["Anna", "PERSON"], "2": ["sold", "possession"], "3": ["Berg", "GROUP"], "6": ["car", "ARTIFACT"]}}  # fmt: skip
    (tmp_path / "s.sst").write_text("id.1\tAnna sold Berg_Motors a car\t" + json.dumps(told) + "\n", encoding="utf-8")
    first, second = supersensed(tmp_path / "s.sst", parsed, GAZETTEER)
    assert first.ents == ("B-PERSON", "O", "B-ORG", "I-ORG", "O", "O")
    assert second.ents == ()  # not told by STREUSLE
