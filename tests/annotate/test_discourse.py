"""What a text calls by one name is of one type throughout."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from kg.annotate.discourse import Agreement
from kg.annotate.spans import Names

LABELS = ["O", "B-DATE", "I-DATE", "B-GPE", "I-GPE", "B-ORG", "I-ORG", "B-PERSON", "I-PERSON"]


def agreed(*words: tuple[str, str, dict[str, float]]) -> list[str]:
    """The labels of words given as (form, label found, likelihoods); what is not told is shared out evenly."""
    scores = np.full((len(words), len(LABELS)), 0.001, dtype=np.float32)
    for row, (_, _, told) in enumerate(words):
        for label, share in told.items():
            scores[row, LABELS.index(label)] = share
    found = np.array([LABELS.index(label) for _, label, _ in words])
    return [LABELS[number] for number in Agreement(LABELS).agreed([word for word, _, _ in words], np.log(scores), found)]


def test_the_surer_mention_decides() -> None:
    found = agreed(
        ("Sund", "B-PERSON", {"B-PERSON": 0.9, "B-ORG": 0.05}),
        ("and", "O", {"O": 1.0}),
        ("Sund", "B-ORG", {"B-PERSON": 0.45, "B-ORG": 0.5}),
    )
    assert found == ["B-PERSON", "O", "B-PERSON"]


def test_names_of_several_words_change_as_a_whole() -> None:
    found = agreed(
        ("Nord", "B-GPE", {"B-GPE": 0.5, "B-ORG": 0.4}),
        ("Vik", "I-GPE", {"I-GPE": 0.5, "I-ORG": 0.4}),
        ("Nord", "B-ORG", {"B-ORG": 0.95}),
        ("Vik", "I-ORG", {"I-ORG": 0.95}),
    )
    assert found == ["B-ORG", "I-ORG", "B-ORG", "I-ORG"]


def test_a_name_that_was_just_missed_is_found_and_a_common_word_is_not() -> None:
    found = agreed(
        ("Sund", "B-PERSON", {"B-PERSON": 0.9}),
        ("Sund", "O", {"O": 0.7, "B-PERSON": 0.2}),
        ("Sund", "O", {"O": 0.95, "B-PERSON": 0.02}),
        ("sund", "O", {"O": 0.7, "B-PERSON": 0.2}),
    )
    assert found == ["B-PERSON", "B-PERSON", "O", "O"]


def test_dates_and_names_that_stand_once_are_left_alone() -> None:
    found = agreed(
        ("May", "B-DATE", {"B-DATE": 0.6, "B-PERSON": 0.3}),
        ("May", "B-PERSON", {"B-PERSON": 0.9}),
        ("Sund", "B-ORG", {"B-ORG": 0.3, "B-PERSON": 0.6}),
    )
    assert found == ["B-DATE", "B-PERSON", "B-ORG"]


def test_an_abbreviation_has_the_type_of_what_it_is_short_for() -> None:
    told = [
        ("Lund", "B-GPE", {"B-GPE": 0.9}),
        ("Space", "I-GPE", {"I-GPE": 0.9}),
        ("Port", "I-GPE", {"I-GPE": 0.9}),
        ("(", "O", {"O": 1.0}),
        ("LSP", "B-ORG", {"B-ORG": 0.95}),
        (")", "O", {"O": 1.0}),
        ("LSP", "B-ORG", {"B-ORG": 0.95}),
    ]
    assert agreed(*told) == ["B-GPE", "I-GPE", "I-GPE", "O", "B-GPE", "O", "B-GPE"]
    told[4] = ("NSP", "B-ORG", {"B-ORG": 0.95})
    assert agreed(*told)[4] == "B-ORG"


@given(st.lists(st.sampled_from(["Vik", "Sund", "Nord", "he"]), min_size=1, max_size=12), st.data())
def test_labels_stay_names_and_one_name_has_one_type(words: list[str], data: st.DataObject) -> None:
    scores = data.draw(arrays(np.float32, (len(words), len(LABELS)), elements=st.floats(-9, 9, width=16)))
    names = Names(LABELS)
    agreement = Agreement(LABELS)
    result = agreement.agreed(words, scores, names.best(scores))
    labels = [LABELS[number] for number in result]
    assert all(label[0] != "I" or before[1:] == label[1:] for before, label in zip(["O", *labels], labels, strict=False))
    kinds: dict[tuple[str, ...], set[str]] = {}
    for start, end, kind in agreement.spans(result.tolist()):
        if kind != "DATE":
            kinds.setdefault(tuple(words[start:end]), set()).add(kind)
    assert all(len(found) == 1 for found in kinds.values())
