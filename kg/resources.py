"""Where the data that travel with kg lie: inside the installed package, or beside it in a checkout."""

from __future__ import annotations

from pathlib import Path

from kg.errors import KgError

_PACKAGE = Path(__file__).resolve().parent
_ROOTS = {
    "data": (_PACKAGE / "_data", _PACKAGE.parent / "data"),
    "queries": (_PACKAGE / "_queries", _PACKAGE.parent / "queries"),
}


def path(name: str) -> Path:
    """The path of a shipped file or folder, by its name below `data/` (or `queries`, `queries/...`).

    Raises KgError where the installation lacks it.

    >>> path("lexicon").name
    'lexicon'
    """
    kind, _, rest = name.partition("/")
    roots, below = (_ROOTS["queries"], rest) if kind == "queries" else (_ROOTS["data"], name)
    for root in roots:
        if (found := root / below if below else root).exists():
            return found
    raise KgError("is not part of this installation", where=name, remedy="reinstall kg")
