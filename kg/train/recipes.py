"""Recipes: the settings of a training run."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from kg.errors import UsageError


def recipe(path: Path | None = None) -> dict[str, Any]:
    """The settings of a TOML file; those that travel with kg by default. Raises UsageError where it cannot be read.

    >>> recipe()["seed"]
    20
    """
    source = path or Path(__file__).parent / "recipe.toml"
    try:
        return tomllib.loads(source.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"is no recipe ({error})", where=str(source), remedy="compare it with kg/train/recipe.toml") from error
