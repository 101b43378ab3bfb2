"""GUM's mentions as names: a name is what the mention calls its thing by, whatever stands round it."""

from __future__ import annotations

from pathlib import Path

from kg.train import gum
from kg.train.corpora import blocks


def names(folder: Path, *rows: str) -> list[tuple[str, str]]:
    """The names with their GUM types of a sentence given as rows "form UPOS head relation [Entity]"."""
    lines = []
    for number, row in enumerate(rows, start=1):
        form, upos, head, dep, *entity = row.split()
        lines.append("\t".join([str(number), form, form, upos, "_", "_", head, dep, "_", f"Entity={entity[0]}" if entity else "_"]))
    file = folder / "one.conllu"
    file.write_text("\n".join(lines) + "\n\n", encoding="utf-8")
    (block,) = blocks(file)
    return [(block.text[start:end], kind) for start, end, kind in gum.names(block)]


def test_a_name_under_what_the_person_is_is_found_without_it(tmp_path: Path) -> None:
    rows = [
        "Crew NOUN 2 compound (1-person-new-nnnnn-cf1-2,3,4-sgl(2-organization-new-nnnnn-cf2-1-sgl)",
        "member NOUN 5 nsubj",
        "Kari PROPN 2 flat",
        "Moe PROPN 2 flat 1)",
        "slept VERB 0 root",
    ]
    assert names(tmp_path, *rows) == [("Kari Moe", "person")]


def test_the_state_and_the_office_before_a_person_are_no_part_of_the_name(tmp_path: Path) -> None:
    rows = [
        "Chad PROPN 2 compound (1-person-new-nnnnn-cf1-1,2,3,4-sgl-Kari_Moe(2-place-new-nnnnn-cf2-1-sgl-Chad)",
        "Ombudsman PROPN 3 nmod:desc",
        "Kari PROPN 5 nsubj",
        "Moe PROPN 3 flat 1)",
        "slept VERB 0 root",
    ]
    assert names(tmp_path, *rows) == [("Chad", "place"), ("Kari Moe", "person")]


def test_names_keep_their_hyphens_and_particles(tmp_path: Path) -> None:
    rows = [
        "Ole PROPN 6 nsubj (1-person-new-nnnnn-cf1-1,2,4,5-sgl",
        "al PROPN 1 flat",
        "- PUNCT 4 punct",
        "Vik PROPN 2 flat",
        "Dahl PROPN 1 flat 1)",
        "slept VERB 0 root",
    ]
    assert names(tmp_path, *rows) == [("Ole al - Vik Dahl", "person")]


def test_an_office_alone_is_nobodys_name(tmp_path: Path) -> None:
    rows = [
        "The DET 3 det (1-person-giv-nnnnn-cf1-2,3-coref-Kari_Moe",
        "Home PROPN 3 compound",
        "Secretary PROPN 4 nsubj 1)",
        "slept VERB 0 root",
    ]
    assert names(tmp_path, *rows) == []


def test_what_owns_a_site_is_a_name_of_its_own(tmp_path: Path) -> None:
    rows = [
        "Oslo PROPN 4 nmod:poss (1-place-new-nnnnn-cf1-1,3,4-sgl(2-place-new-nnnnn-cf2-1-sgl-Oslo",
        "'s PART 1 case 2)",
        "New PROPN 4 amod",
        "Harbour PROPN 5 nsubj 1)",
        "closed VERB 0 root",
    ]
    assert names(tmp_path, *rows) == [("Oslo", "place"), ("New Harbour", "place")]


def test_what_the_article_has_in_its_title_belongs_to_the_name(tmp_path: Path) -> None:
    rows = [
        "New ADJ 4 amod (1-organization-new-nnnnn-cf1-1,4-sgl-New_Farmer's_Bank_%28Oslo%29",
        "Farmer PROPN 4 nmod:poss",
        "'s PART 2 case",
        "Bank PROPN 8 nsubj 1)",
        "of ADP 6 case",
        "Norway PROPN 4 nmod (2-place-new-nnnnn-cf2-1-sgl-Norway)",
        "has AUX 8 aux",
        "closed VERB 0 root",
    ]
    assert names(tmp_path, *rows) == [("New Farmer 's Bank", "organization"), ("Norway", "place")]


def test_places_that_are_told_together_are_two(tmp_path: Path) -> None:
    rows = [
        "Oslo PROPN 4 nsubj (1-place-new-nnnnn-cf1-1,3-sgl(2-place-new-nnnnn-cf2-1-sgl-Oslo)",
        "and CCONJ 3 cc",
        "Bergen PROPN 1 conj (3-place-new-nnnnn-cf3-1-sgl-Bergen)1)",
        "slept VERB 0 root",
    ]
    assert names(tmp_path, *rows) == [("Oslo", "place"), ("Bergen", "place")]


def test_a_body_is_named_before_a_common_word(tmp_path: Path) -> None:
    rows = [
        "the DET 3 det (1-organization-giv-nnnnn-cf1-2,3-coref-Fjord_Watch",
        "Fjord PROPN 3 compound",
        "group NOUN 4 nsubj 1)",
        "slept VERB 0 root",
    ]
    assert names(tmp_path, *rows) == [("Fjord", "organization")]
    rows[0] = "the DET 3 det (1-organization-giv-nnnnn-cf1-2,3-coref"
    assert names(tmp_path, *rows) == []


def test_numbers_behind_belong_to_a_name_and_those_before_do_not(tmp_path: Path) -> None:
    rows = [
        "2004 NUM 3 nummod (1-event-new-nnnnn-cf1-1,2,3,4-sgl",
        "Harbour PROPN 3 compound",
        "Games PROPN 5 nsubj",
        "XII NUM 3 nummod 1)",
        "opened VERB 0 root",
    ]
    assert names(tmp_path, *rows) == [("Harbour Games XII", "event")]
