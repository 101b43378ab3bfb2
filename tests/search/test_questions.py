"""Each question that travels with kg, asked of a graph of hand-made statements, against the answer stored beside this file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kg import resources
from kg.errors import UsageError
from kg.model import Entity, Modality, Polarity, Reference
from kg.record.store import Store, open_store
from kg.search.questions import Table, ask, ask_sparql, question, questions, rows
from kg.search.tables import as_csv, markdown
from tests.written import ATTACK, CHAD, MEET, NORWAY, PRESS, REBELS, Said, quads_of, sample, written

ANSWERS = Path(__file__).parent / "answers"
GIVEN: dict[str, dict[str, str]] = {
    "between": {"actor": "Norway", "target": "Chad"},
    "neighbours": {"actor": "Norway"},
    "said-about-by-others": {"actor": "Chad"},
}
NAMES = [asked.name for asked in questions()]


def graph() -> Store:
    store = open_store(None)
    for article, statements in sample():
        store.replace(article.id, quads_of(article, statements))
    return store


def answer(store: Store, name: str) -> str:
    return as_csv(ask(store, question(name), GIVEN.get(name, {}))).replace("\r\n", "\n")


def sample_of(store: Store, name: str) -> tuple[str, ...]:
    """The first two rows of the answer, as the question's file shows them."""
    table = ask(store, question(name), GIVEN.get(name, {}))
    return tuple(markdown(Table(table.columns, table.rows[:2])).splitlines())


@pytest.fixture(scope="module")
def store() -> Store:
    return graph()


@pytest.mark.parametrize("name", NAMES)
def test_a_question_gives_its_stored_answer(store: Store, name: str) -> None:
    assert answer(store, name) == (ANSWERS / f"{name}.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_a_file_opens_with_its_question_and_shows_a_sample_of_the_answer(store: Store, name: str) -> None:
    asked = question(name)
    assert asked.text.partition("?")[1], asked.text
    assert asked.sample == sample_of(store, name)


def test_there_are_enough_questions_and_most_find_something(store: Store) -> None:
    assert len(NAMES) >= 25
    silent = [name for name in NAMES if answer(store, name).count("\n") < 2]
    assert len(silent) <= len(NAMES) // 5, silent


@pytest.mark.parametrize("name", NAMES)
def test_labels_stand_beside_entities(store: Store, name: str) -> None:
    table = ask(store, question(name), GIVEN.get(name, {}))
    for place, column in enumerate(table.columns):
        values = [str(row[place]) for row in table.rows if row[place] is not None]
        if any("/entity/" in value for value in values):
            assert f"{column}_label" in table.columns, column


def test_a_day_and_an_actor_narrow_the_answer(store: Store) -> None:
    everything = ask(store, question("planned-or-denied"))
    assert len(ask(store, question("planned-or-denied"), {"since": "2099-01-01"}).rows) == 0 < len(everything.rows)


@pytest.mark.parametrize(
    ("publishers", "corroborated", "single"),
    [(("", ""), [], ["0"]), (("", "Coast Daily"), [], ["1"]), (("Bay Post", "Coast Daily", ""), ["2"], [])],
)
def test_articles_of_unknown_origin_bear_nothing_out(publishers: tuple[str, ...], corroborated: list[str], single: list[str]) -> None:
    store = open_store(None)
    for number, publisher in enumerate(publishers):
        article, statements = written(f"Talks {number}", [Said(NORWAY, MEET, CHAD)], publisher=publisher)
        store.replace(article.id, quads_of(article, statements))
    for name, origins in (("corroborated", corroborated), ("single-origin", single)):
        table = ask(store, question(name))
        assert [row[table.columns.index("origins")].value for row in table.rows] == origins, name  # type: ignore[union-attr]


def test_an_actor_is_known_by_what_articles_call_it() -> None:
    store = open_store(None)
    for article, statements in [written("Talks", [Said(("NOR", NORWAY, "acronym"), MEET, CHAD), Said(REBELS, ATTACK, CHAD)])]:
        store.replace(article.id, quads_of(article, statements))
    assert [row[1].value for row in ask(store, question("neighbours"), {"actor": "NOR"}).rows] == ["Norway"]  # type: ignore[union-attr]


def test_what_was_asked_for_is_told_wherever_the_graph_has_it() -> None:
    """As an argument, as a claim of its own about the one who was asked, or as the object itself where nobody is named."""
    ports = Entity("phrase/0f3b", "open ports", "Phrase")
    article, (press, content, denied, other, demand, both) = written(
        "Talks",
        [
            Said(NORWAY, PRESS, CHAD),
            Said(CHAD, ATTACK, REBELS, modality=Modality.DESIRED),
            Said(CHAD, MEET, REBELS, modality=Modality.DESIRED, polarity=Polarity.NEGATIVE),
            Said(CHAD, MEET, NORWAY, modality=Modality.DESIRED),
            Said(CHAD, ("demand", "demanded", "REQUEST", 0, -0.5), ports),
            Said(CHAD, PRESS, NORWAY, asked="aid"),
        ],
    )
    asked = press.object
    assert isinstance(asked, Reference)
    same = [replace(one, subject=replace(one.subject, mention=asked.mention)) for one in (content, denied)]
    store = open_store(None)
    store.replace(article.id, quads_of(article, [press, *same, other, demand, both]))
    found = {
        (row["actor_label"], row["relation_label"], row["target_label"]): row["for_what"]
        for row in rows(ask(store, question("who-pressed-whom")))
    }
    assert set((found.pop(("Norway", "press", "Chad")) or "").split("; ")) == {"to attack Harbour Rebels", "not to meet Harbour Rebels"}
    assert found == {("Chad", "demand", None): "open ports", ("Chad", "press", "Norway"): "for aid"}


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT * { SERVICE <http://localhost:1/sparql> { ?s ?p ?o } }",
        "SELECT * { \\u0053ERVICE <http://localhost:1/sparql> { ?s ?p ?o } }",
        'SELECT * { ?s ?p "x\\u0022" SERVICE <http://localhost:1/sparql> { ?s ?p ?o } FILTER(?o != "\\u0022") }',
        "SELECT * { ?s ?p 'x\\U00000027' . SERVICE <http://localhost:1/sparql> { ?s ?p ?o } }",
        "SELECT * FROM <http://localhost:1/x> { ?s ?p ?o }",
        "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
        "LOAD <http://localhost:1/x>",
        "SELECT * { ?s ?p",
    ],
)
def test_what_would_leave_the_machine_or_change_the_graph_is_refused(store: Store, sparql: str) -> None:
    with pytest.raises(UsageError):
        ask_sparql(store, sparql)


def test_free_sparql_answers_with_a_table(store: Store) -> None:
    found = ask_sparql(store, "SELECT (COUNT(*) AS ?n) { ?claim a <https://kg.example.org/ontology#Claim> }")
    assert isinstance(found, Table)
    assert int(found.rows[0][0].value) > 5  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("name", "given"), [("between", {"nobody": "x"}), ("between", {"since": "yesterday-ish"}), ("no-such-question", {})]
)
def test_a_wrong_name_or_value_is_told(store: Store, name: str, given: dict[str, str]) -> None:
    with pytest.raises(UsageError):
        ask(store, question(name), given)


if __name__ == "__main__":
    ANSWERS.mkdir(exist_ok=True)
    asked_of = graph()
    for each in NAMES:
        (ANSWERS / f"{each}.csv").write_text(answer(asked_of, each), encoding="utf-8")
        path = resources.path("queries") / f"{each}.rq"
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("# |")]
        head = next(number for number, line in enumerate(lines) if not line.startswith("#"))
        lines[head:head] = [f"# {line}" for line in sample_of(asked_of, each)]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
