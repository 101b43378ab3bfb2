from __future__ import annotations

import bz2
import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.errors import LexiconError
from kg.link.lexicon import Lexicon
from kg.link.wikidata import from_dump, from_sparql


def statement(property: str, value: Any, kind: str, rank: str = "normal") -> dict[str, Any]:
    return {
        "mainsnak": {"snaktype": "value", "property": property, "datavalue": {"value": value, "type": kind}},
        "type": "statement",
        "rank": rank,
    }


def item(
    qid: str, label: str, *instance_of: str, aliases: tuple[str, ...] = (), title: str = "", **claims: list[dict[str, Any]]
) -> dict[str, Any]:
    """An item in the form of Wikidata's JSON dumps."""
    kinds = [
        statement("P31", {"entity-type": "item", "numeric-id": int(kind[1:]), "id": kind}, "wikibase-entityid") for kind in instance_of
    ]
    return {
        "type": "item",
        "id": qid,
        "labels": {"en": {"language": "en", "value": label}, "de": {"language": "de", "value": label.upper()}},
        "descriptions": {},
        "aliases": {"en": [{"language": "en", "value": alias} for alias in aliases]},
        "claims": {"P31": kinds, **claims},
        "sitelinks": {"enwiki": {"site": "enwiki", "title": title, "badges": []}} if title else {},
        "pageid": 1,
        "ns": 0,
        "lastrevid": 1,
    }


def day(value: str, precision: int = 11) -> dict[str, Any]:
    return {
        "time": f"+{value}T00:00:00Z",
        "timezone": 0,
        "before": 0,
        "after": 0,
        "precision": precision,
        "calendarmodel": "http://www.wikidata.org/entity/Q1985727",
    }


def country(qid: str) -> list[dict[str, Any]]:
    return [statement("P17", {"entity-type": "item", "numeric-id": int(qid[1:]), "id": qid}, "wikibase-entityid")]


ITEMS = [
    item("Q900001", "Sylvania", "Q6256", title="Sylvania (country)", P298=[statement("P298", "SYL", "string")]),
    item(
        "Q900002",
        "Green Valley Party",
        "Q7278",
        aliases=("GVP", "Valley Greens"),
        title="Green Valley Party",
        P17=country("Q900001"),
        P571=[statement("P571", day("1998-03-01"), "time")],
        P576=[statement("P576", day("2010-00-00", 9), "time")],
    ),
    item(
        "Q900003",
        "Oldtown",
        "Q515",
        P17=country("Q900001"),
        P1549=[statement("P1549", {"text": "Oldtowner", "language": "en"}, "monolingualtext")],
    ),
    item("Q900004", "Sylvan oak", "Q16521", P17=country("Q900001")),
    item("Q900005", "Farmers' League", "Q7278", P17=country("Q30")),
    item(
        "Q900006",
        "Ana Costa",
        "Q5",
        P27=[statement("P27", {"entity-type": "item", "numeric-id": 900001, "id": "Q900001"}, "wikibase-entityid")],
    ),
    {"type": "property", "id": "P31", "labels": {"en": {"language": "en", "value": "instance of"}}},
]


def dump(items: list[dict[str, Any]] = ITEMS) -> str:
    return "[\n" + ",\n".join(json.dumps(each) for each in items) + "\n]\n"


def plain(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def gzipped(path: Path, text: str) -> Path:
    path = path.with_suffix(".json.gz")
    path.write_bytes(gzip.compress(text.encode(), mtime=0))
    return path


def bzipped(path: Path, text: str) -> Path:
    path = path.with_suffix(".json.bz2")
    path.write_bytes(bz2.compress(text.encode()))
    return path


@pytest.mark.parametrize("pack", [plain, gzipped, bzipped])
def test_a_dump_gives_rows_of_the_wanted_classes(tmp_path: Path, pack: Callable[[Path, str], Path]) -> None:
    rows = {row["id"]: row for row in from_dump(pack(tmp_path / "dump.json", dump()))}
    assert sorted(rows) == ["city/oldtown", "party/farmers-league", "party/green-valley-party", "person/ana-costa", "state/sylvania"]
    party = rows["party/green-valley-party"]
    assert party["aliases"] == "GVP; Valley Greens"
    assert (party["valid_from"], party["valid_to"]) == ("1998-03-01", "2010")
    assert (party["country"], party["wikidata"], party["dbpedia"]) == ("SYL", "Q900002", "Green_Valley_Party")
    assert rows["city/oldtown"]["adjectives"] == "Oldtowner"
    assert rows["person/ana-costa"]["country"] == "SYL"


def test_rows_are_filtered_by_class_and_country_and_load_as_a_lexicon(tmp_path: Path) -> None:
    path = plain(tmp_path / "dump.json", dump())
    rows = list(from_dump(path, classes={"Q7278": "Party"}, countries={"Q900001"}))
    assert [row["id"] for row in rows] == ["party/green-valley-party"]
    assert Lexicon.of(rows).named("GVP")[0].entity.same_as[0] == "http://www.wikidata.org/entity/Q900002"


def test_namesakes_get_ids_of_their_own(tmp_path: Path) -> None:
    path = plain(tmp_path / "dump.json", dump([item("Q1", "Ana Costa", "Q5"), item("Q2", "Ana Costa", "Q5")]))
    assert [row["id"] for row in from_dump(path)] == ["person/ana-costa", "person/ana-costa-q2"]


@pytest.mark.parametrize("cut", [-2, -40, 900])
@pytest.mark.parametrize("pack", [plain, gzipped, bzipped])
def test_a_cut_off_dump_is_told_with_the_line(tmp_path: Path, cut: int, pack: Callable[[Path, str], Path]) -> None:
    path = pack(tmp_path / "dump.json", dump()[:cut])
    with pytest.raises(LexiconError, match=r"cut off|ends in the middle"):
        list(from_dump(path))


@pytest.mark.parametrize("pack", [gzipped, bzipped])
def test_a_packed_file_that_breaks_off_is_told(tmp_path: Path, pack: Callable[[Path, str], Path]) -> None:
    path = pack(tmp_path / "dump.json", dump())
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(LexiconError, match="damaged or cut off"):
        list(from_dump(path))


def test_what_is_no_dump_is_told(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"dump\.json:1: is no JSON|ends in the middle"):
        list(from_dump(plain(tmp_path / "dump.json", "hello\n")))
    with pytest.raises(LexiconError, match="no such dump"):
        list(from_dump(tmp_path / "none.json"))


def test_a_sparql_result_gives_rows(tmp_path: Path) -> None:
    def cells(**values: str) -> dict[str, dict[str, str]]:
        return {name: {"type": "literal", "value": value} for name, value in values.items()}

    result = {
        "head": {"vars": ["item", "itemLabel", "alias", "country"]},
        "results": {
            "bindings": [
                cells(item="http://www.wikidata.org/entity/Q900002", itemLabel="Green Valley Party", alias="GVP", country="NOR"),
                cells(item="http://www.wikidata.org/entity/Q900002", itemLabel="Green Valley Party", alias="Valley Greens"),
            ]
        },
    }
    path = plain(tmp_path / "result.json", json.dumps(result))
    (row,) = from_sparql(path, type="Party")
    assert row["aliases"] == "GVP; Valley Greens"
    assert Lexicon.of([row]).named("GVP")[0].entity.country == "NOR"
    with pytest.raises(LexiconError, match="result 1: has no type"):
        list(from_sparql(path))
    with pytest.raises(LexiconError, match="cut off"):
        list(from_sparql(plain(tmp_path / "cut.json", json.dumps(result)[:-20]), type="Party"))
    with pytest.raises(LexiconError, match=r"lacks the variable \?item"):
        list(from_sparql(plain(tmp_path / "vars.json", '{"head": {"vars": ["x"]}, "results": {"bindings": []}}'), type="Party"))
