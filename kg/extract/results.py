"""The states that things are put in, told with the verb that puts them there: "put on alert", "take hostage"."""

from __future__ import annotations

from collections.abc import Callable

from kg.extract.clauses import Clause, Oblique, is_result
from kg.extract.grammar import Word, edges
from kg.extract.labels import Label
from kg.extract.patterns import patterns


def result_of(clause: Clause, direct: Word) -> Callable[[Label], Label] | None:
    """What a verb of putting or making leaves its object in, to be told with the verb: "put on alert", "take hostage".

    None where the clause tells no such state.
    """
    verb = clause.head
    state: list[Word] = []
    if verb.lemma in patterns().classes["placing verb"]:
        state = next(
            (
                state_words(each)
                for each in clause.obliques
                if direct.i < each.word.i and tells_result(each) and (verb.lemma != "sentence" or each.marker == "to")
            ),
            [],
        )
    if verb.lemma in patterns().classes["resulting verb"] and not state:
        state = [child for child in verb.of("xcomp", "advmod") if child.lower in patterns().classes["resulting quality"]][:1]
    if not state:
        return None
    text = " ".join(word.lower for word in state)
    return lambda label: label._replace(text=f"{label.text} {text}", words=(*label.words, *state))


def tells_result(oblique: Oblique) -> bool:
    """Whether the phrase is such a state."""
    return is_result(oblique.marker, oblique.word)


def state_words(oblique: Oblique) -> list[Word]:
    """The words of a state without articles: "under house arrest", "to end"."""
    first, _ = edges(oblique.word)
    return [word for word in oblique.word.tree[first : oblique.word.i + 1] if word.dep != "det"]
