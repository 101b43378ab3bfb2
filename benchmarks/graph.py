"""How a graph of a million quads loads, answers and is written, each beside the bare engine: ratios of one run.

    python benchmarks/graph.py [--quads 1000000] [--rounds 2] [--edges 100000] [--only load,questions,gexf]

The graph is of the real model: invented articles go through the code that records articles. A few actors and relations take part in
most claims, as in news; every tenth article is a reprint. Times are processor time, the best of the rounds, taken in turns.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import pyoxigraph as ox

from benchmarks import exports
from benchmarks.exports import seconds
from kg.model import Article, Entity, Literal, Modality, Polarity, Statement
from kg.names import PREFIXES, Names
from kg.ontology import Scheme
from kg.record.quads import TYPE, quads, term
from kg.record.store import Store, open_store
from kg.search.questions import ask, asked_with, questions
from kg.share.edges import Choices, graph
from tests.written import RUN, Said, written

T = TypeVar("T")
FIRST_DAY = date(2014, 1, 1)
MODALITIES = dict(zip(Modality, (78, 5, 4, 8, 4), strict=True))
# Questions about someone are asked about those who are in the news the most.
ABOUT = {
    "between": {"actor": "Land 0", "target": "Land 1"},
    "evidence": {"subject": "Land 0"},
    "neighbours": {"actor": "Land 0"},
    "said-about-by-others": {"actor": "Land 0"},
}


class Newsroom:
    """Writes articles without end, the same ones each time."""

    def __init__(self) -> None:
        self.rnd = random.Random(7)
        self.actors = [
            *(Entity(f"state/land-{n}", f"Land {n}", "State", (f"{PREFIXES['wd']}Q{n}",), "NOR") for n in range(190)),
            *(Entity(f"government/{n}", f"Government of Land {n}", "Government", (), "NOR", "GOV", f"state/land-{n}") for n in range(190)),
            *(Entity(f"armed-group/{n}", f"Group {n}", "ArmedGroup") for n in range(200)),
            *(Entity(f"person/{n}", f"Person {n}", "Person", (), "NOR", "GOV") for n in range(2000)),
        ]
        self.papers = [Entity(f"media/{n}", f"Daily {n}", "Media") for n in range(100)]
        self.places = [Entity(f"city/{n}", f"City {n}", "City") for n in range(300)]
        acts = sorted(Scheme.load(), key=lambda act: act.code)
        coded = [acts[n % len(acts)] if n % 10 else None for n in range(400)]
        self.relations = [
            (f"relate {n}", f"related {n}", act.code if act else "", act.sign if act else 0, act.score if act else 0.0)
            for n, act in enumerate(coded)
        ]
        self.shares = list(accumulate(1 / n for n in range(1, 3000)))

    def often(self, known: list[T]) -> T:
        """One of `known`; the second comes half as often as the first, the third a third as often, and so on."""
        return self.rnd.choices(known, cum_weights=self.shares[: len(known)])[0]

    def day(self) -> date:
        return FIRST_DAY + timedelta(self.rnd.randrange(2000))

    def object(self) -> Entity | Literal | None:
        kind = self.rnd.choices(("actor", "phrase", "number", "none"), (50, 43, 3, 4))[0]
        if kind == "phrase":
            number = self.rnd.randrange(40_000)
            return Entity(f"phrase/{number:08x}", f"thing number {number} of many", "Phrase")
        return (
            self.often(self.actors) if kind == "actor" else Literal(str(self.rnd.randrange(100)), "integer") if kind == "number" else None
        )

    def sources(self, article: int) -> list[Entity]:
        unnamed = Entity(f"unnamed-source/{article:x}/officials", "officials", "UnnamedSource")
        known = ([], [self.often(self.papers)], [unnamed], [self.often(self.papers), unnamed])
        return list(self.rnd.choices(known, (55, 35, 7, 3))[0])

    def said(self, article: int) -> Said:
        """A claim: nearly half are attributed, a fifth is not asserted, one in twenty is denied."""
        chance, day = self.rnd.random, self.day()
        return Said(
            self.often(self.actors),
            self.often(self.relations),
            self.object(),
            Polarity.NEGATIVE if chance() < 0.05 else Polarity.POSITIVE,
            self.rnd.choices(list(MODALITIES), list(MODALITIES.values()))[0],
            self.sources(article),
            (day.strftime("on %d %B %Y"), day, day) if chance() < 0.1 else None,
            self.rnd.choice(self.places) if chance() < 0.05 else None,
            "some help" if chance() < 0.13 else "",
            round(self.rnd.uniform(0.45, 0.95), 2),
        )

    def articles(self) -> Iterator[tuple[Article, list[Statement]]]:
        said: list[Said] = []
        number = 0
        while True:
            said = said if number % 10 == 9 else [self.said(number) for _ in range(self.rnd.randint(10, 40))]
            yield written(
                f"News {number}",
                said,
                published=self.day(),
                publisher=self.often(self.papers).label,
                url=f"https://news.example/{number}",
                byline="AFP" if number % 10 in (8, 9) else "",
            )
            number += 1


def write(path: Path, size: int) -> list[tuple[Article, list[Statement]]]:
    """The articles that say at least `size` quads; the quads are written to `path` as N-Quads, each once."""
    names, derived, told, count = Names(), set[ox.Quad](), [], 0
    with path.open("w", encoding="utf-8") as file:
        for article, statements in Newsroom().articles():
            told.append((article, statements))
            for quad in quads(article, statements, names, RUN):
                if quad.graph_name.value in names.derived:
                    if quad in derived:
                        continue
                    derived.add(quad)
                file.write(f"{quad} .\n")
                count += 1
            if count >= size:
                return told
    raise AssertionError("unreachable")


def load(folder: Path, told: list[tuple[Article, list[Statement]]], rounds: int) -> None:
    """Print how long a first load takes: the bare engine, kg from the same file, kg from statements that are ready in memory."""
    file, names = folder / "graph.nq", Names()

    def bare() -> None:
        ox.Store(str(fresh(folder / "bare"))).bulk_load(path=str(file), format=ox.RdfFormat.N_QUADS)

    def from_file() -> None:
        with open_store(fresh(folder / "graph"), create=True) as store:
            store.load(file)

    def from_statements() -> None:
        with open_store(fresh(folder / "built"), create=True) as store:
            for _ in store.record((article.id, quads(article, statements, names, RUN)) for article, statements in told):
                pass

    ways = {"pyoxigraph bulk_load of N-Quads": bare, "kg, the same N-Quads": from_file, "kg, from statements": from_statements}
    best = dict.fromkeys(ways, float("inf"))
    for _ in range(rounds):
        best = {name: min(best[name], seconds(way)) for name, way in ways.items()}
    theirs = best["pyoxigraph bulk_load of N-Quads"]
    for name, used in best.items():
        print(f"{name:34}{used:8.2f} s   speed {theirs / used:.2f} x   (floor .35, aim .6)")
    for name in ("graph", "built"):
        with open_store(folder / name, read_only=True) as store:
            count = sum(1 for _ in store.quads())
            claims = sum(1 for _ in store.find(None, TYPE, term("Claim"), None))
        size = sum(each.stat().st_size for each in (folder / name).rglob("*"))
        print(f"{name}: {count} quads, {claims} claims; {count / claims:.1f} quads and {size / claims:.0f} bytes on disk a claim")


def fresh(folder: Path) -> Path:
    """The folder, with nothing in it."""
    shutil.rmtree(folder, ignore_errors=True)
    return folder


def ask_all(store: Store, rounds: int) -> None:
    """Print how long each question takes through kg and on the bare engine, and beside a full scan."""
    engine = store.inner  # type: ignore[attr-defined]

    def bare(sparql: str) -> Callable[[], object]:
        return lambda: [tuple(row) for row in engine.query(sparql, prefixes=PREFIXES, use_default_graph_as_union=True)]

    scan = min(seconds(bare("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }")) for _ in range(5))
    print(f"full scan COUNT {scan:.2f} s\n{'question':24}{'rows':>7}{'kg s':>8}{'bare s':>8}{'kg / bare':>11}{'bare / scan':>13}")
    slowest, overhead = ("", 0.0), ("", 0.0)
    for one in questions():
        given = ABOUT.get(one.name, {})
        text = asked_with(store, one, given)
        pairs = [(seconds(lambda: ask(store, one, given)), seconds(bare(text))) for _ in range(rounds)]  # noqa: B023
        ours, theirs = (min(pair[n] for pair in pairs) for n in (0, 1))
        rows = len(ask(store, one, given).rows)
        print(f"{one.name:24}{rows:7}{ours:8.3f}{theirs:8.3f}{ours / theirs:11.2f}{ours / scan:13.2f}", flush=True)
        slowest = max(slowest, (one.name, ours / scan), key=lambda pair: pair[1])
        # below some milliseconds there is only the clock's grain to compare
        overhead = max(overhead, (one.name, ours / theirs if theirs > 0.02 else 0.0), key=lambda pair: pair[1])
    print(f"most above the bare engine: {overhead[0]}, {overhead[1]:.2f} x (floor 1.5, aim 1.1)")
    print(f"slowest: {slowest[0]}, {slowest[1]:.2f} x the full scan (floor 10, aim 3)")


def gexf(folder: Path, edges: int, rounds: int) -> None:
    """Print GEXF of so many edges beside networkx's writer."""
    claims = list(exports.records(edges, edges // 5))
    exports.compare(graph(claims, Choices(detail="claim")), exports.for_networkx(claims), folder, rounds)


def main(given: Iterable[str] | None = None) -> None:
    """Run what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quads", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--edges", type=int, default=100_000)
    parser.add_argument("--only", default="load,questions,gexf")
    arguments = parser.parse_args(None if given is None else list(given))
    only = set(arguments.only.split(","))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if only & {"load", "questions"}:
            told = write(folder / "graph.nq", arguments.quads)
            print(f"{len(told)} articles; pyoxigraph {ox.__version__}")
            if "load" in only:
                load(folder, told, arguments.rounds)
            elif not (folder / "graph").exists():
                with open_store(folder / "graph", create=True) as store:
                    store.load(folder / "graph.nq")
            if "questions" in only:
                with open_store(folder / "graph", read_only=True) as store:
                    ask_all(store, arguments.rounds)
        if "gexf" in only:
            gexf(folder, arguments.edges, arguments.rounds)


if __name__ == "__main__":
    main()
