"""`kg export` and `kg plot` on a small graph that was written as every graph is: statements, quads, a folder."""

from __future__ import annotations

import json
from datetime import date
from importlib import import_module
from pathlib import Path

import pyoxigraph as ox
import pytest
import typer
from typer.testing import CliRunner, Result

from kg import plugins
from kg.errors import KgError
from kg.model import Article, Claim, Entity, Evidence, Mention, Modality, Offsets, Polarity, Predicate, Reference, Relation, Statement
from kg.record.quads import quads
from kg.record.store import open_store
from tests.share.gexf_contract import faults

TEXT = "Norway pressed Chad.\n\nNorway does not aid Lake rebels, officials said. Chad fears Lake rebels."
FORMATS = ["claims", "csv", "cyjs", "ftm", "gexf", "graphml", "jsonld", "neo4j", "nquads", "plover", "rdf12", "trig", "turtle"]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    article = Article.of(
        TEXT, title="Norway presses Chad", url="https://news.example/1", publisher="The Fjord Times", published=date(2015, 7, 8)
    )

    def mention(words: str, after: int = 0) -> Mention:
        start = TEXT.index(words, after)
        at = Offsets(start, start + len(words))
        return Mention(at, words, words, words, at, "GPE")

    def reference(words: str, id: str, type: str, after: int = 0) -> Reference:
        return Reference(Entity(id, words, type), mention(words, after))

    def statement(subject: Reference, verb: str, label: str, target: Reference, event: str, sign: int, said: bool) -> Statement:
        assert subject.mention
        assert target.mention
        quote = Offsets(subject.mention.at.start, target.mention.at.end)
        at = Offsets(TEXT.index(verb), TEXT.index(verb) + len(verb))
        claim = Claim(
            subject.mention,
            Predicate(at, verb, label, label),
            target.mention,
            Evidence(article.id, quote, quote),
            Polarity.POSITIVE if said else Polarity.NEGATIVE,
            Modality.ASSERTED,
            extractor="dependency.v1",
        )
        return Statement(claim, subject, Relation(label, label, verb, event, sign, sign * 2.0), target)

    second, third = TEXT.index("\n"), TEXT.rindex("Chad")
    norway, chad = reference("Norway", "state/norway", "State"), reference("Chad", "state/chad", "State")
    rebels = reference("Lake rebels", "armed-group/lake-rebels", "ArmedGroup", second)
    statements = [
        statement(norway, "pressed", "press", chad, "REQUEST", -1, True),
        statement(reference("Norway", "state/norway", "State", second), "aid", "aid", rebels, "AID", 1, False),
        statement(
            reference("Chad", "state/chad", "State", third),
            "fears",
            "fear",
            reference("Lake rebels", "armed-group/lake-rebels", "ArmedGroup", third),
            "STANCE/fear",
            -1,
            True,
        ),
    ]
    folder = tmp_path_factory.mktemp("stores") / "graph"
    with open_store(folder, create=True) as opened:
        opened.replace(article.id, quads(article, statements, opened.names, {"kg": "test"}))
    return folder


def run(command: str, *arguments: str | Path) -> Result:
    """What the command does, run as the command line runs it; a KgError is left to the caller, as the root of `kg` does."""
    app = typer.Typer()
    app.command()(getattr(import_module(f"kg.cli.{command}"), command))
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def error_of(result: Result) -> KgError:
    assert isinstance(result.exception, KgError)
    assert "\n" not in str(result.exception)
    return result.exception


def test_every_format_is_registered_and_is_the_same_bytes_twice(store: Path, tmp_path: Path) -> None:
    assert set(FORMATS) <= set(plugins.names("exporters"))
    for format in FORMATS:
        for number in ("one", "two"):
            (tmp_path / number).mkdir(exist_ok=True)
            result = run("export", format, "--store", store, "-o", tmp_path / number / format)
            assert result.exit_code == 0, result.exception
            assert result.stdout == ""
            assert "wrote" in result.stderr
        one, two = ({path.name: path.read_bytes() for path in files(tmp_path / number / format)} for number in ("one", "two"))
        assert one == two
        assert all(one.values())


def files(path: Path) -> list[Path]:
    return sorted(path.iterdir()) if path.is_dir() else [path]


def test_gexf_shows_denials_only_when_asked_and_says_what_it_left_out(store: Path, tmp_path: Path) -> None:
    result = run("export", "gexf", "--store", store, "-o", tmp_path / "g.gexf")
    assert faults(tmp_path / "g.gexf") == []
    assert 'kind="press"' in (tmp_path / "g.gexf").read_text()
    assert "aid" not in (tmp_path / "g.gexf").read_text()
    assert "left out 1 claim: denied" in result.stderr
    assert "--unasserted" in result.stderr
    assert run("export", "gexf", "--store", store, "-o", tmp_path / "g.gexf", "--unasserted").exit_code == 0
    assert 'kind="not: aid"' in (tmp_path / "g.gexf").read_text()


def test_claims_and_quads_hold_everything(store: Path, tmp_path: Path) -> None:
    claims = [json.loads(line) for line in run("export", "claims", "--store", store).stdout.splitlines()]
    assert [(claim["relation"]["label"], claim["polarity"]) for claim in claims] == [
        ("press", "positive"),
        ("aid", "negative"),
        ("fear", "positive"),
    ]
    assert all(TEXT[claim["evidence"]["start"] : claim["evidence"]["end"]] == claim["evidence"]["quote"] for claim in claims)
    run("export", "nquads", "--store", store, "-o", tmp_path / "g.nq")
    run("export", "trig", "--store", store, "-o", tmp_path / "g.trig")
    with open_store(store, read_only=True) as opened:
        expected = set(opened.quads(with_vocabulary=True))
    assert set(ox.parse(path=tmp_path / "g.nq", format=ox.RdfFormat.N_QUADS)) == expected
    assert set(ox.parse(path=tmp_path / "g.trig", format=ox.RdfFormat.TRIG)) == expected


def test_rdf12_reifies_every_claim(store: Path) -> None:
    read = list(ox.parse(run("export", "rdf12", "--store", store).stdout, ox.RdfFormat.TRIG))
    reified = [quad for quad in read if quad.predicate.value.endswith("#reifies")]
    assert len(reified) == 3
    stated = {quad.triple for quad in read}
    assert sorted(quad.object in stated for quad in reified) == [False, True, True]


def test_options_that_choose_reach_the_exporter(store: Path) -> None:
    assert run("export", "gexf", "--store", store, "--since", "2016-01-01").stdout.count("<edge ") == 0
    assert run("export", "gexf", "--store", store, "--min-sources", "2").stdout.count("<edge ") == 0
    assert run("export", "gexf", "--store", store, "--nodes", "places").stdout.count("<node ") == 0
    assert run("export", "gexf", "--store", store, "--nodes", "actors").stdout.count("<edge ") == 2


def test_wrong_use_is_one_line(store: Path, tmp_path: Path) -> None:
    unknown = error_of(run("export", "gexff", "--store", store))
    assert unknown.exit_code == 2
    assert "known: claims, csv" in str(unknown)
    whole = error_of(run("export", "trig", "--store", store, "--since", "2015-01-01"))
    assert (whole.exit_code, "always holds everything" in str(whole)) == (2, True)
    pair = error_of(run("export", "csv", "--store", store))
    assert (pair.exit_code, "name a folder with -o" in str(pair)) == (2, True)
    swapped = error_of(run("export", "gexf", "--store", store, "--since", "2016-01-01", "--until", "2015-01-01"))
    assert swapped.exit_code == 2
    assert run("export", "gexf", "--store", store, "--since", "July").exit_code == 2


def test_the_files_that_were_written_are_told(store: Path, tmp_path: Path) -> None:
    for format, output, names in (
        ("gexf", "g.gexf", ["g.gexf"]),
        ("csv", "q.rq", ["q.nodes.csv", "q.edges.csv"]),
        ("csv", "tables.d/", ["tables.d/nodes.csv", "tables.d/edges.csv"]),
        ("neo4j", "neo", ["neo/nodes.csv", "neo/relationships.csv", "neo/graph.cypher"]),
    ):
        told = run("export", format, "--store", store, "-o", f"{tmp_path}/{output}").stderr.splitlines()[0]
        assert told == f"wrote {', '.join(str(tmp_path / name) for name in names)}"
        assert all((tmp_path / name).is_file() for name in names)


def test_a_folder_is_no_file(store: Path, tmp_path: Path) -> None:
    refused = error_of(run("export", "gexf", "--store", store, "-o", f"{tmp_path}/new/"))
    assert (refused.exit_code, str(refused)) == (2, f"{tmp_path}/new/: names a folder; name a file, such as {tmp_path}/new/graph.gexf")
    assert not (tmp_path / "new").exists()


def test_failures_leave_the_old_file(store: Path, tmp_path: Path) -> None:
    (tmp_path / "g.gexf").write_text("old")
    gone = error_of(run("export", "gexf", "--store", tmp_path / "none", "-o", tmp_path / "g.gexf"))
    missing = error_of(run("export", "gexf", "--store", store, "-o", tmp_path / "no" / "g.gexf"))
    assert (gone.exit_code, missing.exit_code) == (1, 1)
    assert f"there is no folder {tmp_path / 'no'}" in str(missing)
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"g.gexf": "old"}


@pytest.mark.parametrize("picture", ["network", "stance"])
def test_pictures_are_drawn_and_refused(store: Path, tmp_path: Path, picture: str) -> None:
    assert run("plot", picture, "--store", store, "-o", tmp_path / "g.svg").exit_code == 0
    assert (tmp_path / "g.svg").read_text().startswith("<?xml")
    assert error_of(run("plot", picture, "--store", store, "-o", tmp_path / "g.bmp")).exit_code == 2
    assert error_of(run("plot", picture, "--store", store, "-o", tmp_path / "g.svg", "--since", "2020-01-01")).exit_code == 1
    assert run("plot", "pie", "--store", store, "-o", tmp_path / "g.svg").exit_code == 2
