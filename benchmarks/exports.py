"""How fast and in how much memory graphs are written: our GEXF against networkx's writer, and every other format.

    python benchmarks/exports.py [--edges 100000] [--nodes 20000] [--rounds 3]

Both writers are given the same graph, ready in memory, with the same attributes; ours also lays it out and colours it. Times are
processor time, the best of the rounds, taken in turns; memory is the highest that Python's allocators held above the start.
"""

from __future__ import annotations

import argparse
import gc
import random
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

import networkx as nx

from kg.share import cytoscape, followthemoney, graphml, neo4j, plover, tables
from kg.share.claims import write_claims
from kg.share.edges import Choices, Graph, graph
from kg.share.gexf import lines, write_gexf, write_graph
from kg.share.layout import positions
from kg.share.network import network

TYPES = ("State", "Person", "City", "ArmedGroup", "Phrase")


def records(edges: int, nodes: int) -> Iterator[dict[str, Any]]:
    """Claims between many parties, a few of which take part in most, as in news; the same ones each time."""
    rnd = random.Random(7)

    def party(number: int) -> dict[str, Any]:
        return {
            "id": f"https://kg.example.org/entity/party/{number}",
            "label": f"Party {number}",
            "type": TYPES[number % len(TYPES)],
            "same_as": [f"http://www.wikidata.org/entity/Q{number}"],
            "mention": {"text": f"the {number}", "start": 1, "end": 5},
        }

    for number in range(edges):
        first = min(int(rnd.paretovariate(0.7)), nodes - 1) if number % 3 else rnd.randrange(nodes)
        article = f"https://kg.example.org/article/{number // 5:08x}"
        yield {
            "id": f"{article}#claim-{number:016x}",
            "article": {
                "id": article,
                "url": f"https://news.example/{number // 5}",
                "publisher": f"Paper {number % 40}",
                "published": f"2015-07-{1 + number % 28:02}",
            },
            "subject": party(first),
            "relation": {"label": f"act {number % 50}", "text": "acted", "event": "REQUEST/assist", "sign": number % 3 - 1, "score": 1.5},
            "object": party(rnd.randrange(nodes)),
            "polarity": "positive",
            "modality": "asserted",
            "attribution": [{"id": "x", "label": f"officials of {number % 60}"}] if number % 2 else [],
            "time": None,
            "place": [],
            "evidence": {
                "quote": f'Report {number}: the "leader" met <others> & said that talks would go on for a week.',
                "start": 0,
                "end": 80,
            },
            "confidence": 0.8,
            "extractor": "dependency.v1",
        }


def for_networkx(made: list[dict[str, Any]]) -> nx.MultiDiGraph[str]:
    """The same graph with values that networkx's GEXF writer takes: lists as text."""
    found = network(made)
    for attributes in [*(data for _, data in found.nodes(data=True)), *(data for _, _, data in found.edges(data=True))]:
        for name, value in attributes.items():
            if isinstance(value, list):
                attributes[name] = "|".join(value)
    return found


def seconds(call: Callable[[], object]) -> float:
    """Processor time of one call."""
    gc.collect()
    start = time.process_time()
    call()
    return time.process_time() - start


def memory(call: Callable[[], object]) -> float:
    """Megabytes held at the highest above the start."""
    gc.collect()
    tracemalloc.start()
    start = tracemalloc.get_traced_memory()[0]
    call()
    peak = tracemalloc.get_traced_memory()[1] - start
    tracemalloc.stop()
    return peak / 1e6


def compare(made: Graph, theirs: nx.MultiDiGraph[str], folder: Path, rounds: int) -> None:
    """Print the two writers side by side, and their ratios."""
    ours = lambda: write_graph(made, folder / "ours.gexf")  # noqa: E731
    networkx = lambda: nx.write_gexf(theirs, folder / "theirs.gexf")  # noqa: E731
    times = [(seconds(ours), seconds(networkx)) for _ in range(rounds)]
    mine, other = (min(pair[n] for pair in times) for n in (0, 1))
    drawn = seconds(lambda: positions(made))
    held, held_other = memory(ours), memory(networkx)
    print(f"{'':34}{'seconds':>10}{'MB held':>10}{'MB file':>10}")
    for name, used, megabytes, file in (
        ("kg.share.gexf, with layout", mine, held, "ours"),
        (f"networkx {version('networkx')} write_gexf", other, held_other, "theirs"),
    ):
        print(f"{name:34}{used:10.2f}{megabytes:10.1f}{(folder / f'{file}.gexf').stat().st_size / 1e6:10.1f}")
    print(f"of which the layout {drawn:.2f} s; longest piece written at once {max(map(len, lines(made)))} characters")
    print(f"speed {other / mine:.2f} x networkx (floor 2, aim 4); memory {held / held_other:.3f} x (floor 0.3, aim 0.1)")


def main() -> None:
    """Run the comparison and the other formats."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--edges", type=int, default=100_000)
    parser.add_argument("--nodes", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    claims = list(records(arguments.edges, arguments.nodes))
    choices = Choices(detail="claim")
    made = graph(claims, choices)
    print(f"{len(claims)} claims, {len(made.nodes)} nodes, {len(made.edges)} edges")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        compare(made, for_networkx(claims), folder, arguments.rounds)
        print(f"\n{'from claims to a file':34}{'seconds':>10}{'MB file':>10}")
        writers: dict[str, Callable[[Any, Path], object]] = {
            "claims": write_claims,
            "gexf": write_gexf,
            "graphml": graphml.write_graphml,
            "csv": tables.write_csv,
            "cyjs": cytoscape.write_cyjs,
            "neo4j": neo4j.write_neo4j,
            "ftm": followthemoney.write_ftm,
            "plover": plover.write_plover,
        }
        for format, write in writers.items():
            path = folder / format
            used = seconds(lambda write=write, path=path: write(claims, path))  # type: ignore[misc]
            size = sum(file.stat().st_size for file in (path.iterdir() if path.is_dir() else [path]))
            print(f"{format:34}{used:10.2f}{size / 1e6:10.1f}")


if __name__ == "__main__":
    main()
