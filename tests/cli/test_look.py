"""What a graph of the samples shows: the claims that the README promises, and where each of them stands."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from kg import resources
from tests.cli.conftest import Kg

TEXT = resources.path("samples/us-turkey-talks.txt").read_text(encoding="utf-8")


def claims_of(kg: Kg, graph: Path, tmp_path: Path) -> list[dict[str, Any]]:
    assert kg("export", "claims", "--store", graph, "-o", tmp_path / "claims.jsonl").code == 0
    return [json.loads(line) for line in (tmp_path / "claims.jsonl").read_text(encoding="utf-8").splitlines()]


def test_the_promised_claims(kg: Kg, graph: Path, tmp_path: Path) -> None:
    claims = claims_of(kg, graph, tmp_path)

    def said(subject: str, relation: str, part: str, source: str) -> list[dict[str, Any]]:
        return [
            claim
            for claim in claims
            if claim["subject"]["label"] == subject
            and claim["relation"]["label"].startswith(relation)
            and part in (claim["object"] or {}).get("label", "")
            and any(source in name["label"] for name in claim["attribution"])
        ]

    assert said("United States", "press", "Turkey", "Hurriyet")
    assert said("Turkey", "wary of", "Kurdish forces", "nalysts")


def test_every_quote_stands_at_its_offsets(kg: Kg, graph: Path, tmp_path: Path) -> None:
    ours = [claim for claim in claims_of(kg, graph, tmp_path) if "us-turkey" in claim["article"]["url"]]
    assert ours
    for claim in ours:
        evidence = claim["evidence"]
        assert TEXT[evidence["start"] : evidence["end"]] == evidence["quote"]
        for node in (claim["subject"], claim["object"], *claim["attribution"], *claim["place"]):
            if node and node.get("mention"):
                mention = node["mention"]
                assert TEXT[mention["start"] : mention["end"]] == mention["text"]


def test_furniture_makes_no_claims(kg: Kg, graph: Path, tmp_path: Path) -> None:
    quotes = " ".join(claim["evidence"]["quote"] for claim in claims_of(kg, graph, tmp_path))
    for words in ("Home |", "Staff Writer", "daily letter", "Sign up", "editing by"):
        assert words not in quotes


def test_explain_marks_the_sentence_and_names_the_source(kg: Kg, graph: Path, tmp_path: Path) -> None:
    claim = next(
        claim for claim in claims_of(kg, graph, tmp_path) if claim["relation"]["label"].startswith("wary of") and claim["attribution"]
    )
    key = claim["id"].rpartition("#claim-")[2]
    done = kg("explain", key[:8], "--store", graph)
    assert done.code == 0
    assert "Turkey – wary of" in done.out
    assert "Harbour Wire · 2015-07-08" in done.out
    assert claim["evidence"]["quote"] in done.out.replace("\n", " ") or claim["evidence"]["quote"] in done.out
    assert json.loads(kg("explain", claim["id"], "--store", graph, "--json").out) == claim


def test_an_unknown_claim_is_wrong_use(kg: Kg, graph: Path) -> None:
    done = kg("explain", "zzzz", "--store", graph)
    assert (done.code, done.err.count("\n")) == (2, 1)


def test_show_and_stats_agree(kg: Kg, graph: Path) -> None:
    counted = json.loads(kg("stats", "--store", graph, "--json").out)
    shown = kg("show", "--store", graph, "--limit", "0").out
    assert counted["articles"] == 2
    assert sum(counted["modality"].values()) == counted["claims"] == len(re.findall(r"^│ [0-9a-f]{8} ", shown, re.MULTILINE))
    assert "more; see them" in kg("show", "--store", graph, "--limit", "1").err


def test_who_is_who(kg: Kg, graph: Path, tmp_path: Path) -> None:
    named: dict[str, set[tuple[str, str]]] = {}
    for claim in claims_of(kg, graph, tmp_path):
        for node in (claim["subject"], claim["object"], *claim["attribution"], *claim["place"]):
            if node and "label" in node and node.get("mention"):
                named.setdefault(node["mention"]["text"], set()).add((node["label"], node["type"]))
    for name in ("Islamic State", "Daesh", "ISIL"):
        assert named[name] == {("Islamic State", "ArmedGroup")}
    assert named["Washington"] == {("United States", "State")}
    assert named["Ankara"] == {("Turkey", "State"), ("Ankara", "City")}


def test_what_is_denied_planned_or_conditional_is_no_plain_edge(kg: Kg, graph: Path, tmp_path: Path) -> None:
    assert kg("export", "gexf", "--store", graph, "-o", tmp_path / "graph.gexf").code == 0
    edges = (tmp_path / "graph.gexf").read_text(encoding="utf-8").partition("<edges")[2]
    for claim in claims_of(kg, graph, tmp_path):
        key = claim["id"].rpartition("#claim-")[2]
        if (claim["polarity"], claim["modality"]) != ("positive", "asserted"):
            assert key not in edges


def test_what_an_article_holds_never_steers_the_terminal(kg: Kg, tmp_path: Path) -> None:
    text = "Talks\x1b[31m open\n\nNorway accused the \x1b]0;rebels\x07 of arming Chad.\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    store = tmp_path / "graph"
    assert kg("build", tmp_path / "a.txt", "--store", store).code == 0
    claims = [json.loads(line)["id"] for line in kg("export", "claims", "--store", store).out.splitlines()]
    assert claims
    commands = [["show"], ["stats"], ["entities"], ["query", "evidence"], *(["explain", claim] for claim in claims)]
    for command in commands:
        assert not {"\x1b", "\x07"} & set(kg(*command, "--store", store).out), command


def test_articles_without_claims_are_counted(kg: Kg, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Nothing at all\n", encoding="utf-8")
    assert kg("build", tmp_path / "a.txt", "--store", tmp_path / "graph").code == 0
    assert kg("stats", "--store", tmp_path / "graph").out.startswith("1 article, 0 claims")
