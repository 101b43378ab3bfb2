"""Rows of a lexicon from Wikidata: a JSON dump, read item by item, or the JSON result of a SPARQL query."""

from __future__ import annotations

import bz2
import gzip
import json
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping, Set
from pathlib import Path
from typing import IO, Any

from kg.errors import LexiconError
from kg.names import slug

# The classes of Wikidata that say plainly what kind of actor or place an item is, with the entity type of kg; the first that fits counts.
CLASSES = {
    "Q5": "Person",
    "Q6256": "State",
    "Q3624078": "State",
    "Q7275": "State",
    "Q161243": "Territory",
    "Q46395": "Territory",
    "Q7278": "Party",
    "Q245065": "IntergovernmentalOrganisation",
    "Q484652": "IntergovernmentalOrganisation",
    "Q1127126": "Alliance",
    "Q17149090": "ArmedGroup",
    "Q17127659": "ArmedGroup",
    "Q192350": "Ministry",
    "Q11032": "Media",
    "Q192283": "Media",
    "Q1110794": "Media",
    "Q4830453": "Company",
    "Q783794": "Company",
    "Q6881511": "Company",
    "Q515": "City",
    "Q1549591": "City",
    "Q5119": "City",
    "Q3957": "City",
    "Q165": "WaterBody",
    "Q37901": "WaterBody",
    "Q4022": "WaterBody",
    "Q245016": "Facility",
    "Q695850": "Facility",
    "Q41710": "People",
    "Q43229": "Organisation",
    "Q131569": "Agreement",
}
_INSTANCE_OF, _COUNTRY, _CODE, _CITIZEN, _START, _END, _BIRTH, _DEATH, _DEMONYM, _SHORT = (
    "P31", "P17", "P298", "P27", "P571", "P576", "P569", "P570", "P1549", "P1813",
)  # fmt: skip
_TIME = re.compile(r"\+?(\d{4})-(\d\d)-(\d\d)T")


def from_dump(
    path: Path,
    *,
    classes: Mapping[str, str] = CLASSES,
    countries: Set[str] = frozenset(),
    codes: Mapping[str, str] | None = None,
) -> Iterator[dict[str, str]]:
    """Lexicon rows of the items of a Wikidata JSON dump (plain, .gz or .bz2), one line of it in memory at a time.

    `classes` maps the identifiers that an item is an instance of to entity types; other items are passed over. `countries` (Wikidata
    identifiers) keeps those items alone that belong to one of them. `codes` gives the ISO 3166 alpha-3 code of a country's identifier;
    states that the dump itself describes are learned as they come. Raises LexiconError where the dump is damaged or ends too early.
    """
    known = dict(codes or {})
    seen: set[str] = set()
    for line, item in _items(path):
        if item.get("type") != "item":
            continue
        row = _row(item, classes, countries, known)
        if row is None:
            continue
        if row["id"] in seen:
            row["id"] += f"-{row['wikidata'].lower()}"
        if row["id"] in seen:
            raise LexiconError(f"the item {row['wikidata']} stands twice", where=f"{path}:{line}", remedy="take a dump of one day")
        seen.add(row["id"])
        yield row


def _items(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """The items of a dump with their line numbers; the dump is one JSON array with an item a line."""
    line, text, closed = 0, "", False
    try:
        with _open(path) as file:
            for line, raw in enumerate(file, start=1):
                text = raw.strip()
                if text in {"[", ""}:
                    continue
                if text == "]":
                    closed = True
                    continue
                if closed:
                    raise LexiconError("goes on after its end", where=f"{path}:{line}", remedy="take one dump at a time")
                item = json.loads(text.rstrip(","))
                if not isinstance(item, dict):
                    raise LexiconError("is no item", where=f"{path}:{line}", remedy="give a Wikidata JSON dump: one item a line")
                yield line, item
    except FileNotFoundError:
        raise LexiconError("there is no such dump", where=str(path), remedy="give the path of a Wikidata JSON dump") from None
    except json.JSONDecodeError as error:
        cut = not text.rstrip(",").endswith("}")
        reason = "the dump ends in the middle of an item" if cut else f"is no JSON: {error.msg}"
        raise LexiconError(reason, where=f"{path}:{line}", remedy="fetch the dump again") from error
    except (EOFError, OSError, zlib.error, UnicodeDecodeError) as error:
        raise LexiconError(
            f"the dump is damaged or cut off after line {line} ({error})", where=str(path), remedy="fetch the dump again"
        ) from error
    if not closed:
        raise LexiconError(
            f"the dump is cut off after line {line}: its closing ] is missing", where=str(path), remedy="fetch the dump again"
        )


def _open(path: Path) -> IO[str]:
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding="utf-8")
    if path.suffix == ".bz2":
        return bz2.open(path, "rt", encoding="utf-8")
    return path.open(encoding="utf-8")


def _row(item: Mapping[str, Any], classes: Mapping[str, str], countries: Set[str], codes: dict[str, str]) -> dict[str, str] | None:
    kinds = _entities(item, _INSTANCE_OF)
    kind = next((classes[each] for each in classes if each in kinds), "")
    code = next(iter(_texts(item, _CODE)), "")
    if code and re.fullmatch(r"[A-Z]{3}", code):
        codes[str(item["id"])] = code
    name = item.get("labels", {}).get("en", {}).get("value", "")
    if not kind or not name:
        return None
    own = [str(item["id"])] if code else []
    belongs = own + _entities(item, _COUNTRY) + _entities(item, _CITIZEN)
    if countries and not countries & set(belongs):
        return None
    begins = _day(item, _BIRTH if kind == "Person" else _START)
    ends = _day(item, _DEATH if kind == "Person" else _END)
    aliases = [alias["value"] for alias in item.get("aliases", {}).get("en", [])] + _texts(item, _SHORT, "en")
    title = item.get("sitelinks", {}).get("enwiki", {}).get("title", "")
    return {
        "id": f"{_prefix(kind)}/{slug(name)}",
        "name": name,
        "type": kind,
        "aliases": _cell(alias for alias in aliases if alias != name),
        "adjectives": _cell(_texts(item, _DEMONYM, "en")),
        "country": next((codes[each] for each in belongs if each in codes), ""),
        "valid_from": begins,
        "valid_to": ends if not begins or not ends or begins <= ends else "",
        "wikidata": str(item["id"]),
        "dbpedia": title.replace(" ", "_"),
        "source": "Wikidata",
        "licence": "CC0-1.0",
    }


def _prefix(kind: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "-", kind).lower()


def _cell(values: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(value.strip() for value in values if value.strip() and ";" not in value))


def _values(item: Mapping[str, Any], name: str) -> Iterator[Any]:
    """The values of a property: the preferred ones where there are such, never the deprecated."""
    statements = [each for each in item.get("claims", {}).get(name, []) if each.get("rank") != "deprecated"]
    preferred = [each for each in statements if each.get("rank") == "preferred"]
    for each in preferred or statements:
        snak = each.get("mainsnak", {})
        if snak.get("snaktype") == "value":
            yield snak["datavalue"]["value"]


def _entities(item: Mapping[str, Any], name: str) -> list[str]:
    return [value["id"] for value in _values(item, name) if isinstance(value, dict) and "id" in value]


def _texts(item: Mapping[str, Any], name: str, language: str = "") -> list[str]:
    found = []
    for value in _values(item, name):
        if isinstance(value, str):
            found.append(value)
        elif isinstance(value, dict) and "text" in value and (not language or value.get("language") == language):
            found.append(value["text"])
    return found


def _day(item: Mapping[str, Any], name: str) -> str:
    for value in _values(item, name):
        match = _TIME.match(value.get("time", "")) if isinstance(value, dict) else None
        if match:
            precision = value.get("precision", 11)
            parts = [match[1], match[2], match[3]][: {9: 1, 10: 2, 11: 3}.get(precision, 0)]
            return "-".join(parts)
    return ""


def from_sparql(path: Path, *, type: str = "") -> Iterator[dict[str, str]]:
    """Lexicon rows of a SPARQL result in JSON (application/sparql-results+json), for example of the Wikidata query service.

    Its variables are ?item and ?itemLabel, and, where wanted, ?type (an entity type of kg), ?alias, ?adjective, ?country (alpha-3),
    ?from, ?to; rows of one item are joined. `type` is the entity type where the result has none. Raises LexiconError for anything else.
    """
    try:
        result = json.loads(path.read_text(encoding="utf-8-sig"))
        bindings = result["results"]["bindings"]
        variables = set(result["head"]["vars"])
    except FileNotFoundError:
        raise LexiconError("there is no such file", where=str(path), remedy="give the path of a SPARQL result") from None
    except json.JSONDecodeError as error:
        raise LexiconError(
            f"is no JSON, or cut off: {error.msg}", where=f"{path}:{error.lineno}", remedy="fetch the result again"
        ) from error
    except (KeyError, TypeError, OSError, UnicodeDecodeError) as error:
        raise LexiconError("is no SPARQL result in JSON", where=str(path), remedy="ask for application/sparql-results+json") from error
    if missing := {"item", "itemLabel"} - variables:
        raise LexiconError(f"lacks the variable ?{min(missing)}", where=str(path), remedy="select ?item ?itemLabel")
    rows: dict[str, dict[str, Any]] = {}
    for number, binding in enumerate(bindings, start=1):
        cells = {name: value["value"] for name, value in binding.items()}
        where = f"{path}: result {number}"
        if "item" not in cells or not cells.get("itemLabel"):
            raise LexiconError("has no item or no label", where=where, remedy="leave such results out in the query")
        qid = cells["item"].rpartition("/")[2]
        kind = cells.get("type") or type
        if not kind:
            raise LexiconError("has no type", where=where, remedy="select ?type, or give --type")
        row = rows.setdefault(
            cells["item"],
            {
                "id": f"{_prefix(kind)}/{slug(cells['itemLabel'])}",
                "name": cells["itemLabel"],
                "type": kind,
                "aliases": [],
                "adjectives": [],
                "country": cells.get("country", ""),
                "valid_from": cells.get("from", "")[:10],
                "valid_to": cells.get("to", "")[:10],
                "wikidata": qid if re.fullmatch(r"Q[1-9]\d*", qid) else "",
                "source": "Wikidata" if "wikidata.org" in cells["item"] else "",
                "licence": "CC0-1.0" if "wikidata.org" in cells["item"] else "",
            },
        )
        for column, name in (("aliases", "alias"), ("adjectives", "adjective")):
            if cells.get(name):
                row[column].append(cells[name])
    seen: set[str] = set()
    for row in rows.values():
        if row["id"] in seen:
            row["id"] += f"-{row['wikidata'].lower()}"
        seen.add(row["id"])
        yield {**row, "aliases": _cell(a for a in row["aliases"] if a != row["name"]), "adjectives": _cell(row["adjectives"])}
