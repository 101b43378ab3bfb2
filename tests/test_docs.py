"""The README names every command, every export format and every shipped question, and its examples are commands that exist."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from kg import plugins, resources
from kg.cli import COMMANDS
from kg.search.questions import question

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
def test_the_page_of_questions_tells_each_with_its_parameters(name: str) -> None:
    asked = question(name)
    row = f"| `{name}` | {asked.text} | {' '.join(parameter.name for parameter in asked.parameters)} |"
    assert row in (ROOT / "docs" / "questions.md").read_text(encoding="utf-8").splitlines()


def test_what_the_readme_calls_exists() -> None:
    known = {name for _, name, _, _ in COMMANDS}
    assert set(re.findall(r"^\$? ?kg ([a-z]+)", README, re.MULTILINE)) <= known


def test_the_python_of_the_readme_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(resources.path("samples"), "articles")
    shutil.copy("articles/us-turkey-talks.txt", "article.txt")
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    exec(compile(code, "README.md", "exec"), {})
    first, words = capsys.readouterr().out.splitlines()
    assert first.startswith("United States ")
    assert words.count("'") == 10


def test_links_within_the_repository_lead_somewhere() -> None:
    for target in re.findall(r"\]\(((?!http|#)[^)#]+)", README):
        assert (ROOT / target).exists(), target
