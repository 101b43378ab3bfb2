"""The part of GEXF 1.3 that Gephi, Gephi Lite and the published schema all read alike, as checks on a parsed file.

Each rule keeps out something that one of those readers drops, merges or refuses.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from lxml import etree

MAIN = "{http://gexf.net/1.3}"
VIZ = "{http://gexf.net/1.3/viz}"
TYPES = {"string", "integer", "double", "boolean", "liststring"}
RESERVED = {"id", "label", "kind", "weight", "source", "target", "timeset"}


def faults(path: Path) -> list[str]:
    """Every rule that the file at `path` breaks; an empty list is a file that all readers take."""
    root = etree.parse(str(path), etree.XMLParser(huge_tree=True, resolve_entities=False)).getroot()
    return list(_document(root))


def _document(root: Any) -> Iterator[str]:
    if root.tag != MAIN + "gexf" or root.get("version") != "1.3":
        yield f"root is {root.tag} of version {root.get('version')}"
    if [child.tag for child in root] not in ([MAIN + "meta", MAIN + "graph"], [MAIN + "graph"]):
        yield "gexf holds something else than meta and graph"
    graph = root.find(MAIN + "graph")
    if graph.get("defaultedgetype") != "directed":
        yield "edges are not directed by default"
    timed = graph.get("mode") == "dynamic"
    if timed and (graph.get("timeformat"), graph.get("timerepresentation")) != ("date", "interval"):
        yield "a dynamic graph without intervals of days: Gephi would drop every time"
    if not timed and graph.get("mode") != "static":
        yield f"mode is {graph.get('mode')}"
    blocks = [child for child in graph if child.tag == MAIN + "attributes"]
    if [child.tag for child in graph] != [MAIN + "attributes"] * len(blocks) + [MAIN + "nodes", MAIN + "edges"]:
        yield "graph must hold attributes, then nodes, then edges"
    if sorted(block.get("class") for block in blocks) != ["edge", "node"]:
        yield "there must be one block of attributes for nodes and one for edges: a second one hides the first in graphology"
    declared: dict[str, dict[str, str]] = {}
    for block in blocks:
        declared[block.get("class")] = {item.get("id"): item.get("type") for item in block}
        yield from _declarations(block)
    nodes, edges = graph.find(MAIN + "nodes"), graph.find(MAIN + "edges")
    for part in (nodes, edges):
        if int(part.get("count")) != len(part):
            yield f"{part.tag} count"
    ids = [node.get("id") for node in nodes]
    if len(set(ids)) != len(ids):
        yield "two nodes with one id"
    known = set(ids)
    for node in nodes:
        yield from _element(node, declared["node"], timed, ("attvalues", "spells", "color", "position", "size"))
    edge_ids, kinds = [edge.get("id") for edge in edges], [(edge.get("source"), edge.get("target"), edge.get("kind")) for edge in edges]
    if len(set(edge_ids)) != len(edge_ids) or None in edge_ids:
        yield "two edges with one id, or none"
    if len(set(kinds)) != len(kinds):
        yield "two edges of one kind between the same nodes: Gephi would merge them"
    for edge in edges:
        yield from _element(edge, declared["edge"], timed, ("attvalues", "spells", "color", "shape"))
        if edge.get("source") not in known or edge.get("target") not in known:
            yield f"edge {edge.get('id')} leads to a node that is not there"
        weight = float(edge.get("weight", "nan"))
        if not (weight > 0 and math.isfinite(weight)):
            yield f"edge {edge.get('id')} weighs {weight}"
        if not edge.get("kind") or edge.get("type") not in (None, "directed"):
            yield f"edge {edge.get('id')} has no kind, or another type than directed"


def _declarations(block: Any) -> Iterator[str]:
    if block.get("mode") != "static":
        yield "attributes are not static"
    names = [item.get("id") for item in block]
    if len(set(names)) != len(names):
        yield "an attribute declared twice"
    for item in block:
        name = item.get("id")
        if name != item.get("title") or not re.fullmatch(r"[a-z][a-z0-9_]*", name):
            yield f"attribute {name}: id and title differ, or are no snake_case"
        if name in RESERVED:
            yield f"attribute {name}: swallowed by a built-in column"
        if item.get("type") not in TYPES:
            yield f"attribute {name}: type {item.get('type')}"


def _element(element: Any, declared: dict[str, str], timed: bool, children: Iterable[str]) -> Iterator[str]:
    name = f"{etree.QName(element).localname} {element.get('id')}"
    allowed = {(MAIN if child in ("attvalues", "spells") else VIZ) + child for child in children}
    tags = [child.tag for child in element]
    if len(set(tags)) != len(tags) or not set(tags) <= allowed:
        yield f"{name}: holds {tags}"
    label = element.get("label") or ""
    if not label or label != " ".join(label.split()):
        yield f"{name}: label {label!r} is empty or has loose white space"
    if (spells := element.find(f"{MAIN}spells")) is not None:
        ends = [spell.get(end) or "" for spell in spells for end in ("start", "end")]
        apart = all(last < first for last, first in zip(ends[1::2], ends[2::2], strict=False))
        if not timed or not ends or ends != sorted(ends) or not apart or not all(re.fullmatch(r"\d{4}-\d\d-\d\d", day) for day in ends):
            yield f"{name}: spells {ends}"
        if any(set(spell.attrib) != {"start", "end"} or spell.tag != MAIN + "spell" for spell in spells):
            yield f"{name}: spells that are open or none"
    if unknown := set(element.attrib) - {"id", "label", "source", "target", "kind", "weight", "type"}:
        yield f"{name}: attributes {sorted(unknown)}"
    seen: set[str] = set()
    for value in element.iterfind(f"{MAIN}attvalues/{MAIN}attvalue"):
        column = value.get("for")
        if column not in declared or column in seen:
            yield f"{name}: value for {column}, which is not declared or has one"
        elif not _fits(value.get("value"), declared[column]):
            yield f"{name}: {column} is {value.get('value')!r}, no {declared[column]}"
        seen.add(column)
    for child in element.iterfind(f"{VIZ}*"):
        yield from (f"{name}: {fault}" for fault in _look(child))


def _look(child: Any) -> Iterator[str]:
    tag = etree.QName(child).localname
    if tag == "color":
        channels = [child.get(channel) for channel in "rgb"]
        if not all(re.fullmatch(r"\d{1,3}", c or "") and int(c) <= 255 for c in channels) or not 0 <= float(child.get("a", "1")) <= 1:
            yield f"colour {dict(child.attrib)}"
        if child.get("hex"):
            yield "a hexadecimal colour beside an alpha: Gephi's import stops"
    elif tag == "position":
        if not all(math.isfinite(float(child.get(axis, "nan"))) for axis in "xy"):
            yield f"position {dict(child.attrib)}"
    elif tag == "size":
        if not float(child.get("value", "nan")) > 0:
            yield "size is no number above 0: Gephi's import stops"
    elif tag == "shape" and child.get("value") not in {"solid", "dotted", "dashed", "double"}:
        yield f"shape {child.get('value')}"


def _fits(value: str, type: str) -> bool:
    if type == "integer":
        return re.fullmatch(r"-?\d+", value) is not None and abs(int(value)) < 2**31
    if type == "double":
        return re.fullmatch(r"-?\d+(\.\d+)?(e-?\d+)?", value) is not None
    if type == "boolean":
        return value in {"true", "false"}
    if type == "liststring":
        return value.startswith("[") and value.endswith("]") and all(isinstance(item, str) for item in json.loads(value, strict=False))
    return value != ""
