"""RDF files: independent readers find the same quads, and two builds are the same bytes."""

from __future__ import annotations

import itertools
import random
import shutil
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import ExportError
from kg.names import ONTOLOGY, PREFIXES
from kg.share import rdf
from tests.share.hostile import HOSTILE

E = "https://kg.example.org/"
A = ox.NamedNode(PREFIXES["rdf"] + "type")


def term(name: str) -> ox.NamedNode:
    return ox.NamedNode(ONTOLOGY + name)


def quads(*texts: str) -> list[ox.Quad]:
    """Two articles' graphs and the default graph, with a claim that is denied and one that is plain."""
    found = []
    for number, text in enumerate(("Norway does not aid the rebels.", *texts)):
        graph = ox.NamedNode(f"{E}graph/{number % 2}")
        claim = ox.NamedNode(f"{E}article/{number}#claim-{number}")
        found += [
            ox.Quad(claim, A, term("Claim"), graph),
            ox.Quad(claim, term("subject"), ox.NamedNode(E + "entity/state/norway"), graph),
            ox.Quad(claim, term("relation"), ox.NamedNode(E + "relation/aid"), graph),
            ox.Quad(claim, term("object"), ox.NamedNode(E + "entity/armed-group/rebels"), graph),
            ox.Quad(claim, term("polarity"), term("negative"), graph),
            ox.Quad(claim, term("quote"), ox.Literal(text), graph),
            ox.Quad(claim, term("confidence"), ox.Literal("0.8", datatype=ox.NamedNode(PREFIXES["xsd"] + "decimal")), graph),
        ]
    found.append(
        ox.Quad(ox.NamedNode(E + "entity/state/norway"), ox.NamedNode(PREFIXES["skos"] + "prefLabel"), ox.Literal("Norge", language="no"))
    )
    return found


WRITERS: dict[str, tuple[Callable[[Iterable[ox.Quad], Path], None], ox.RdfFormat, str]] = {
    "nq": (rdf.write_nquads, ox.RdfFormat.N_QUADS, "nquads"),
    "trig": (rdf.write_trig, ox.RdfFormat.TRIG, "trig"),
    "jsonld": (rdf.write_jsonld, ox.RdfFormat.JSON_LD, "json-ld"),
}


def as_rdflib(found: Iterable[ox.Quad]) -> set[tuple[Any, ...]]:
    return {tuple(str(part) for part in (q.subject.value, q.predicate.value, _plain(q.object), _graph(q.graph_name))) for q in found}


def _plain(value: Any) -> str:
    if not isinstance(value, ox.Literal):
        return str(value.value)
    return f"{value.value}|{value.language or ''}|{value.datatype.value}"


def _graph(graph: Any) -> str:
    return "" if isinstance(graph, ox.DefaultGraph) else graph.value


def read_by_rdflib(path: Path, format: str) -> set[tuple[Any, ...]]:
    dataset = rdflib.Dataset()
    dataset.parse(path, format=format)
    found = set()
    for s, p, o, g in dataset.quads():
        text = str(o)
        if isinstance(o, rdflib.Literal):
            datatype = o.datatype or PREFIXES["rdf"] + "langString" if o.language else o.datatype or PREFIXES["xsd"] + "string"
            text = f"{o}|{o.language or ''}|{datatype}"
        found.add((str(s), str(p), text, "" if g is None or str(g) == "urn:x-rdflib:default" else str(g)))
    return found


@pytest.mark.parametrize("name", sorted(WRITERS))
@pytest.mark.parametrize("text", ["plain", *(text for text in HOSTILE if "\ud800" not in text)])
def test_pyoxigraph_and_rdflib_read_the_same_quads(tmp_path: Path, name: str, text: str) -> None:
    write, format, theirs = WRITERS[name]
    made = quads(text, text + "!")
    write(made, tmp_path / f"g.{name}")
    assert set(ox.parse(path=tmp_path / f"g.{name}", format=format)) == set(made)
    assert read_by_rdflib(tmp_path / f"g.{name}", theirs) == as_rdflib(made)


@pytest.mark.parametrize("name", [*sorted(WRITERS), "ttl", "12"])
def test_order_and_repeats_do_not_change_the_bytes(tmp_path: Path, name: str) -> None:
    write = {**{key: value[0] for key, value in WRITERS.items()}, "ttl": rdf.write_turtle, "12": rdf.write_rdf12}[name]
    made = quads(*(f"text {n}" for n in range(40)))
    write(made, tmp_path / "one")
    random.Random(3).shuffle(made)
    write(made + made[:20], tmp_path / "two")
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_no_namespace_begins_another() -> None:
    """Otherwise the serialiser could shorten one IRI in two ways."""
    spaces = sorted(PREFIXES.values())
    assert not [(a, b) for a, b in itertools.pairwise(spaces) if b.startswith(a)]


def test_prefixes_are_declared_in_one_order(tmp_path: Path) -> None:
    rdf.write_trig(quads(), tmp_path / "g.trig")
    head = [line for line in (tmp_path / "g.trig").read_text().splitlines() if line.startswith("@prefix")]
    assert head == [f"@prefix {prefix}: <{space}> ." for prefix, space in PREFIXES.items()]


def test_empty_graph_makes_readable_files(tmp_path: Path) -> None:
    for name, (write, format, theirs) in WRITERS.items():
        write([], tmp_path / name)
        assert list(ox.parse(path=tmp_path / name, format=format)) == []
        assert read_by_rdflib(tmp_path / name, theirs) == set()


def test_turtle_is_the_union_and_says_so(tmp_path: Path) -> None:
    made = quads("one", "two")
    rdf.write_turtle(made, tmp_path / "g.ttl")
    assert (tmp_path / "g.ttl").read_text().startswith("# The union of all graphs.")
    assert set(ox.parse(path=tmp_path / "g.ttl", format=ox.RdfFormat.TURTLE)) == {ox.Quad(q.subject, q.predicate, q.object) for q in made}
    assert len(rdflib.Graph().parse(tmp_path / "g.ttl", format="turtle")) == len({(q.subject, q.predicate, q.object) for q in made})


def test_rdf12_names_the_triple_of_a_claim_without_stating_it(tmp_path: Path) -> None:
    made = quads("one")
    rdf.write_rdf12(made, tmp_path / "g.trig")
    read = set(ox.parse(path=tmp_path / "g.trig", format=ox.RdfFormat.TRIG))
    added = read - set(made)
    assert set(made) <= read
    assert {(q.subject.value, q.predicate.value) for q in added} == {
        (f"{E}article/{n}#claim-{n}", PREFIXES["rdf"] + "reifies") for n in (0, 1)
    }
    triple = ox.Triple(
        ox.NamedNode(E + "entity/state/norway"), ox.NamedNode(E + "relation/aid"), ox.NamedNode(E + "entity/armed-group/rebels")
    )
    assert {q.object for q in added} == {triple}
    assert not [q for q in read if q.triple == triple]


def test_blank_node_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="a blank node stands in the graph"):
        rdf.write_nquads([*quads(), ox.Quad(ox.BlankNode(), A, term("Claim"))], tmp_path / "g.nq")
    assert list(tmp_path.iterdir()) == []


def test_runs_on_disk_sort_as_memory_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = quads(*(f"text {n}\n" for n in range(60)))
    rdf.write_nquads(made, tmp_path / "memory.nq")
    rdf.write_trig(made, tmp_path / "memory.trig")
    monkeypatch.setattr(rdf, "_RUN", 17)
    rdf.write_nquads(reversed(made), tmp_path / "disk.nq")
    rdf.write_trig(reversed(made), tmp_path / "disk.trig")
    for suffix in ("nq", "trig"):
        assert (tmp_path / f"memory.{suffix}").read_bytes() == (tmp_path / f"disk.{suffix}").read_bytes()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=80))
def test_any_text_comes_back(tmp_path: Path, text: str) -> None:
    made = quads(text)
    for name, (write, format, _) in WRITERS.items():
        write(made, tmp_path / name)
        assert set(ox.parse(path=tmp_path / name, format=format)) == set(made)


@pytest.mark.skipif(not shutil.which("rapper"), reason="raptor's `rapper` is not on this machine")
def test_raptor_reads_as_many_quads(tmp_path: Path) -> None:
    made = quads(*(text for text in HOSTILE if not set(text) & {"\x00", "\ud800"}))
    for name, syntax in (("nq", "nquads"), ("trig", "trig")):
        WRITERS[name][0](made, tmp_path / name)
        ran = subprocess.run(
            ["rapper", "-q", "-i", syntax, "-o", "nquads", str(tmp_path / name)], capture_output=True, text=True, check=True
        )
        assert len(set(ran.stdout.splitlines())) == len(set(made))
