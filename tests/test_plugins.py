"""Plug-ins are found by name in groups of entry points; a wrong name is answered with the right ones."""

from __future__ import annotations

from importlib.metadata import EntryPoint
from typing import Any

import pytest

from kg import plugins
from kg.errors import UsageError


@pytest.mark.parametrize("group", ["sources", "extractors", "exporters"])
def test_every_registered_plugin_loads(group: str) -> None:
    assert plugins.names(group)
    for name in plugins.names(group):
        assert callable(plugins.load(group, name))


def test_an_unknown_name_is_answered_with_the_known_ones() -> None:
    with pytest.raises(UsageError, match=r"unknown source 'docx'; known: html, jsonl, text"):
        plugins.load("sources", "docx")


def test_a_plugin_of_another_package_comes_in_by_the_same_door(monkeypatch: pytest.MonkeyPatch) -> None:
    def points(**asked: Any) -> list[EntryPoint]:
        assert asked["group"] == "kg.exporters"
        return [EntryPoint("upper", "builtins:str.upper", "kg.exporters")]

    monkeypatch.setattr(plugins, "entry_points", points)
    assert plugins.names("exporters") == ["upper"]
    assert plugins.load("exporters", "upper")("a") == "A"


def test_a_plugin_that_cannot_be_loaded_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    point = EntryPoint("broken.v1", "no.such.module:Extractor", "kg.extractors")
    monkeypatch.setattr(plugins, "entry_points", lambda **asked: [point])
    with pytest.raises(UsageError, match=r"no\.such\.module:Extractor: the extractor 'broken\.v1' cannot be loaded \(ModuleNotFoundError"):
        plugins.load("extractors", "broken.v1")
