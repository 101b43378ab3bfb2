"""Pictures: drawn, the same each time, and refused in one line."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from lxml import etree

from kg.errors import ExportError, KgError, UsageError
from kg.share.edges import Choices
from kg.share.plot import write_network, write_stance
from tests.share.hostile import HOSTILE
from tests.share.made import affair, many, record, rewritten

ALL = Choices(unasserted=True)


@pytest.mark.parametrize("write", [write_network, write_stance])
@pytest.mark.parametrize(("suffix", "head"), [(".png", b"\x89PNG"), (".svg", b"<?xml"), (".pdf", b"%PDF")])
def test_pictures_are_the_same_bytes_each_time(tmp_path: Path, write: object, suffix: str, head: bytes) -> None:
    assert callable(write)
    for name in ("one", "two"):
        write(affair() if name == "one" else affair()[::-1], tmp_path / (name + suffix), choices=ALL)
    assert (tmp_path / f"one{suffix}").read_bytes().startswith(head)
    assert (tmp_path / f"one{suffix}").read_bytes() == (tmp_path / f"two{suffix}").read_bytes()


def texts(path: Path) -> str:
    """The words of an SVG picture: in the names of its parts, and in comments beside the letters' shapes."""
    words: list[str] = []
    for part in etree.parse(str(path)).iter():
        words += [part.text] if isinstance(part, etree._Comment) else [part.get("id", "")]
    return " ".join(words)


def test_network_names_nodes_relations_and_what_is_not_asserted(tmp_path: Path) -> None:
    write_network(affair(), tmp_path / "g.svg", choices=ALL)
    words = texts(tmp_path / "g.svg")
    for expected in ("Norway", "Lake rebels", "press", "wary of", "not: aid", "not asserted", "armed groups"):
        assert expected in words
    write_network(affair(), tmp_path / "plain.svg")
    assert "not: aid" not in texts(tmp_path / "plain.svg")
    assert "not asserted" not in texts(tmp_path / "plain.svg")


def test_large_network_shows_the_best_connected(tmp_path: Path) -> None:
    write_network(many(600, 200), tmp_path / "g.svg", nodes=12)
    shown = set(re.findall(r"Party \d+", texts(tmp_path / "g.svg")))
    assert 2 < len(shown) <= 12
    assert "Party 1" in shown


def test_stance_draws_only_the_pairs_asked_for(tmp_path: Path) -> None:
    write_stance(affair(), tmp_path / "g.svg", actor="norway", towards="chad")
    words = texts(tmp_path / "g.svg")
    assert "Norway" in words
    assert "rebels" not in words
    with pytest.raises(ExportError, match="no dated friendly or hostile claim"):
        write_stance(affair(), tmp_path / "none.svg", actor="Iceland")
    assert not (tmp_path / "none.svg").exists()


def test_stance_counts_reprints_once_and_denials_never(tmp_path: Path) -> None:
    one = record("1", "norway", "aid", "chad", sign=1)
    one["article"]["origin"] = "wire"
    reprint = {**one, "id": "2", "article": {**one["article"], "id": "other"}}
    denied = {**one, "id": "3", "polarity": "negative", "article": {"id": "third", "published": "2015-07-08"}}
    write_stance([one], tmp_path / "one.svg")
    write_stance([one, reprint, denied], tmp_path / "all.svg", choices=ALL)
    assert (tmp_path / "one.svg").read_bytes() == (tmp_path / "all.svg").read_bytes()


@pytest.mark.parametrize("text", [text[:60] for text in HOSTILE])
@pytest.mark.filterwarnings("ignore:Glyph .* missing from font")
def test_hostile_names_can_be_drawn(tmp_path: Path, text: str) -> None:
    records = [rewritten(record, text) for record in affair()]
    write_network(records, tmp_path / "g.svg", choices=ALL)
    write_stance(records, tmp_path / "s.svg")
    assert "node: " in texts(tmp_path / "g.svg")
    assert len(texts(tmp_path / "s.svg")) > 100


def test_refusals_are_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UsageError, match=r"known: \.png, \.svg, \.pdf"):
        write_network(affair(), tmp_path / "g.bmp")
    with pytest.raises(ExportError, match="no relation to draw"):
        write_network([], tmp_path / "g.png")
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(KgError, match=r"matplotlib is not installed; install it with `pip install 'kg-news\[plot\]'`"):
        write_stance(affair(), tmp_path / "g.png")
    assert list(tmp_path.iterdir()) == []
