"""`kg query`, `kg validate`, `kg remove`, `kg snapshot`, `kg diff`: what an analyst types, and what comes back."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.record.folder import FolderStore
from kg.record.quads import term
from kg.record.store import open_store
from kg.search.questions import questions
from tests.cli.conftest import Kg
from tests.written import quads_of, sample


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """The hand-made quarrel at sea, in a folder."""
    with open_store(tmp_path / "graph", create=True) as opened:
        for article, statements in sample():
            opened.replace(article.id, quads_of(article, statements))
    return tmp_path / "graph"


def test_questions_are_listed_without_a_graph(kg: Kg) -> None:
    done = kg("query")
    assert done.code == 0
    assert all(one.name in done.out for one in questions())


@pytest.mark.parametrize("name", [one.name for one in questions()])
def test_each_question_is_asked_in_one_line(kg: Kg, store: Path, name: str) -> None:
    done = kg("query", name, "--store", store)
    assert done.code == 0
    assert done.out.startswith("┏")
    assert done.err == ("" if "\n│ " in done.out else "nothing found\n")


def test_each_format_holds_the_same_rows(kg: Kg, store: Path) -> None:
    def asked(format: str) -> str:
        done = kg("query", "who-pressed-whom", "--actor", "norway", "--since", "2015-07", "--store", store, "-f", format)
        assert (done.code, done.err) == (0, "")
        return done.out

    rows = list(csv.DictReader(io.StringIO(asked("csv"))))
    assert {row["actor_label"] for row in rows} == {"Government of Norway"}
    bindings = json.loads(asked("json"))["results"]["bindings"]
    assert [one["claim"]["value"] for one in bindings] == [row["claim"] for row in rows]
    assert asked("tsv").count("\n") == asked("markdown").count("\n") - 1 == len(rows) + 1
    assert asked("markdown").splitlines()[0] == "| claim | day | actor | relation | target | for_what | quote |"
    assert asked("table").count("│ Government of Norway") == len(rows)


def test_rows_are_followed_back_to_their_quotes(kg: Kg, store: Path) -> None:
    done = kg("query", "wary-of", "--store", store, "--explain-edge", "--limit", "1")
    assert done.code == 0
    assert "row 1: 1 claim\n" in done.out
    assert "“Harbour Daily said that an official said that Chad was wary of Harbour Rebels.”" in done.out
    assert "an official < Harbour Daily" in done.out
    assert "1 more rows" in done.err
    edge = kg("query", "signed-network", "--store", store, "--explain-edge")
    assert edge.code == 0
    assert "row 2:" in edge.out
    assert kg("query", "acts", "--store", store, "--explain-edge").code == 2


def test_free_sparql_and_files(kg: Kg, store: Path, tmp_path: Path) -> None:
    text = "SELECT (COUNT(*) AS ?n) { ?claim a kg:Claim }"
    assert json.loads(kg("query", text, "--store", store, "-f", "json").out)["results"]["bindings"][0]["n"]["value"] == "21"
    assert kg("query", "ASK { ?claim kg:polarity kg:negative }", "--store", store).out == "yes\n"
    assert kg("query", "CONSTRUCT { ?s a kg:Claim } { ?s a kg:Claim }", "--store", store).out.count(" .\n") == 21
    (tmp_path / "own.rq").write_text("# Who?\n# param: actor entity - Who.\nSELECT ?c {\n VALUES ?actor { UNDEF }\n ?c kg:subject ?actor }")
    assert kg("query", tmp_path / "own.rq", "--actor", "Chad", "--store", store, "-f", "csv").out.count("#claim-") == 8
    shown = kg("query", tmp_path / "own.rq", "--actor", "Chad", "--store", store, "--show-query").out
    assert "VALUES ?actor { <https://kg.example.org/entity/state/chad> }" in shown


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (["no-such-question"], "no question 'no-such-question'"),
        (["wary"], "did you mean wary-of"),
        (["wary-of", "--actor", "Nobody"], "nobody and nothing is called 'Nobody'"),
        (["wary-of", "--actor", "Norwey"], "did you mean Norway"),
        (["wary-of", "--since", "July"], "'July' is no date"),
        (["wary-of", "-p", "colour=red"], "has no parameter 'colour'; it takes: actor, target, since, until"),
        (["wary-of", "-p", "colour"], "is no NAME=VALUE"),
        (["SELECT ?s { ?s ?p", "-f", "csv"], "the query cannot be understood"),
        (["DROP ALL"], "an update is no query"),
        (["SELECT * { SERVICE <http://a.example/> { ?s ?p ?o } }"], "would ask another server"),
        (["LOAD <http://a.example/>"], "the query cannot be understood"),
        (["absent.rq"], "no such file"),
        (["CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", "-f", "json"], "triples are written as N-Triples, not as json; leave --format out"),
        (["DESCRIBE <https://kg.example.org/entity/state/chad> {}", "-f", "csv"], "triples are written as N-Triples, not as csv"),
        (["ASK { ?s ?p ?o }", "-f", "csv"], "yes or no is no csv; leave --format out, or take json"),
        (["SELECT * { ?s ?p ?o }", "--actor", "Chad"], "a free query has no parameter 'actor'"),
    ],
)
def test_wrong_use_is_one_line_and_ends_with_two(kg: Kg, store: Path, given: list[str], told: str) -> None:
    done = kg("query", *given, "--store", store)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert told in done.err


def test_a_sound_graph_is_told_so_and_faults_are_listed(kg: Kg, store: Path) -> None:
    sound = kg("validate", "--store", store)
    assert (sound.code, sound.out) == (0, "")
    with open_store(store) as opened:
        assert isinstance(opened, FolderStore)
        (quote,) = [quad for quad in opened.find(None, term("quote"), None, None) if quad.object.value.startswith("Chad threatened")]
        opened.inner.remove(quote)
        opened.inner.add(ox.Quad(quote.subject, quote.predicate, ox.Literal("Chad never threatened."), quote.graph_name))
        norway, chad = (ox.NamedNode(opened.names.entity(f"state/{name}")) for name in ("norway", "chad"))
        opened.inner.add(ox.Quad(norway, ox.NamedNode(opened.names.relation("invade")), chad, ox.NamedNode(opened.names.shortcuts)))
        (claim,) = {quad.subject for quad in opened.find(None, term("modality"), term("conditional"), None)}
        opened.inner.remove(next(opened.find(claim, term("confidence"), None, None)))
    bad = kg("validate", "--store", store)
    assert bad.code == 4
    listed = bad.out.splitlines()
    assert sorted(line.rpartition("[")[2] for line in listed) == ["kg:confidence]", "no-shortcut-without-claim]", "quote-at-offsets]"]
    assert any(line.startswith(f"{quote.subject.value}: ") for line in listed)
    assert "3 faults" in bad.err
    rows = [json.loads(line) for line in kg("validate", "--store", store, "--format", "json").out.splitlines()]
    assert {row["rule"] for row in rows} == {"quote-at-offsets", "no-shortcut-without-claim", "kg:confidence"}


def test_an_article_is_taken_back_by_its_address_or_the_start_of_its_id(kg: Kg, store: Path) -> None:
    ids = [article.id for article, _ in sample()]
    assert kg("remove", "https://harbour.example/1", ids[1][:6], "--store", store).code == 0
    assert json.loads(kg("stats", "--store", store, "--json").out)["articles"] == 2
    assert kg("validate", "--store", store).code == 0
    gone = kg("remove", "https://harbour.example/1", "--store", store)
    assert (gone.code, gone.err.count("\n")) == (2, 1)


def test_a_snapshot_keeps_what_was_and_a_diff_tells_what_changed(kg: Kg, store: Path, tmp_path: Path) -> None:
    assert kg("snapshot", tmp_path / "before", "--store", store).code == 0
    assert kg("snapshot", tmp_path / "before", "--store", store).code == 1
    assert kg("diff", tmp_path / "before", store).err == "0 added, 0 gone, 0 changed\n"
    assert kg("remove", "https://harbour.example/1", "--store", store).code == 0
    assert kg("merge", "government/norway", "state/norway", "--store", store).code == 0
    done = kg("diff", tmp_path / "before", store)
    assert done.code == 0
    assert "0 added, 7 gone, 4 changed" in done.err
    assert any(line.startswith("- ") and "Chad – meet – Norway" in line for line in done.out.splitlines())
    assert any(
        line.startswith("~ ") and "Government of Norway – press – Chad → Norway – press – Chad" in line for line in done.out.splitlines()
    )
    back = [json.loads(line) for line in kg("diff", store, tmp_path / "before", "--format", "json").out.splitlines()]
    assert sorted({row["change"] for row in back}) == ["added", "changed"]
    assert kg("export", "nquads", "--store", store, "-o", tmp_path / "g.nq").code == 0
    assert kg("diff", tmp_path / "g.nq", store).err == "0 added, 0 gone, 0 changed\n"


def test_a_second_build_refuses_clearly(kg: Kg, store: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Chad met Mali.", encoding="utf-8")
    with open_store(store):
        done = kg("build", tmp_path / "a.txt", "--store", store)
    assert (done.code, done.err.count("\n")) == (1, 1)
    assert "is in use by another process" in done.err


def test_gold_claims_are_scored(kg: Kg, graph: Path, tmp_path: Path) -> None:
    gold = {
        "id": "g1",
        "sentence": "Ada Berg met Ola Dahl.",
        "subject": ["Ada Berg"],
        "relation": ["met", "meet"],
        "object": ["Ola Dahl"],
        "polarity": "+",
        "modality": "asserted",
        "attribution": [],
        "time": None,
        "place": None,
        "core": True,
    }
    (tmp_path / "talks.jsonl").write_text(json.dumps(gold) + "\n", encoding="utf-8")
    (tmp_path / "talks.txt").write_text("Talks open\n\nAda Berg met Ola Dahl.\n", encoding="utf-8")
    done = kg("eval", tmp_path / "talks.jsonl", "--json")
    assert done.code == 0, done.err
    assert json.loads(done.out.splitlines()[0])["recall"] == 1.0
    (tmp_path / "talks.txt").unlink()
    assert kg("eval", tmp_path / "talks.jsonl").code == 2
