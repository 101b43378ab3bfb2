"""The README names every command, every export format and every shipped question, and its examples are commands that exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg import plugins, resources
from kg.cli import COMMANDS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = README + "".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs").glob("*.md")))
QUESTIONS = sorted(path.stem for path in resources.path("queries").glob("*.rq"))


@pytest.mark.parametrize("name", [name for _, name, _, _ in COMMANDS])
def test_the_readme_names_every_command(name: str) -> None:
    assert f"kg {name}" in README


@pytest.mark.parametrize("name", plugins.names("exporters"))
def test_the_pages_name_every_export_format(name: str) -> None:
    assert f"`{name}`" in PAGES


@pytest.mark.parametrize("name", QUESTIONS)
def test_the_pages_name_every_question(name: str) -> None:
    assert name in PAGES


def test_what_the_readme_calls_exists() -> None:
    known = {name for _, name, _, _ in COMMANDS}
    assert set(re.findall(r"^\$? ?kg ([a-z]+)", README, re.MULTILINE)) <= known


def test_links_within_the_repository_lead_somewhere() -> None:
    for target in re.findall(r"\]\(((?!http|#)[^)#]+)", README):
        assert (ROOT / target).exists(), target
