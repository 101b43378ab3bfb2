"""The house's directions: imports run downhill, verbs do not know each other, each big library has its rooms."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "kg"
VERBS = {"acquire", "annotate", "extract", "link", "record", "search", "share"}
FLOORS = {
    "errors": 0,
    "model": 0,
    "": 0,
    "names": 1,
    "resources": 1,
    "languages": 2,
    "name_nouns": 2,
    "plugins": 1,
    "score": 1,
    "ontology": 2,
    **dict.fromkeys(VERBS, 3),
    "train": 4,
    "pipeline": 4,
    "api": 5,
    "cli": 6,
    "__main__": 7,
}
ROOMS = {
    "spacy": {"annotate", "extract", "train"},
    "torch": {"train"},
    "onnxruntime": {"annotate", "train"},
    "rdflib": {"names", "ontology", "record", "search", "share"},
    "pyoxigraph": {"names", "ontology", "record", "search", "share"},
    "pyshacl": {"record"},
    "networkx": {"share"},
    "trafilatura": {"acquire"},
    "typer": {"cli"},
    "rich": {"cli"},
}


def room_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return "" if parts == ("__init__",) else parts[0]


def imported(path: Path) -> list[str]:
    """Dotted names that a file imports when it runs; imports for type checkers only are left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    typing_only = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)
        for inner in ast.walk(node)
    }
    names: list[str] = []
    for node in ast.walk(tree):
        if id(node) in typing_only:
            continue
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            names += [f"{node.module}.{alias.name}" for alias in node.names]
    return names


FILES = sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_run_downhill(path: Path) -> None:
    room = room_of(path)
    if room == "":
        return  # the package's own face loads what it offers when asked
    assert room in FLOORS, f"a new room {room!r}: give it a floor"
    for name in imported(path):
        top, _, rest = name.partition(".")
        if top == "kg":
            other = rest.partition(".")[0]
            other = other if other in FLOORS else ""
            assert other == room or FLOORS[other] < FLOORS[room], f"{room} imports {name}: uphill or sideways"
        elif top in ROOMS:
            assert room in ROOMS[top], f"{top} belongs in {sorted(ROOMS[top])}, not in {room}"


@pytest.mark.parametrize("path", sorted((PACKAGE / "cli").glob("[!_]*.py")), ids=lambda path: path.stem)
def test_commands_share_options_and_console_alone(path: Path) -> None:
    for name in imported(path):
        if name.startswith("kg.cli."):
            assert name.split(".")[2] in {"console", "options"}, f"{path.stem} imports {name}: a command knows another"
