"""News articles to claims with evidence, in a graph that can be queried.

Three calls carry the library; each takes what the command of the same name takes:
`kg.claims(text)`, `kg.build(paths, store)`, `kg.open(store)`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__version__ = "0.1.0"
__all__ = ["build", "claims", "open"]

if TYPE_CHECKING:
    from kg.api import build, claims, open


def __getattr__(name: str) -> object:
    # loaded when first asked for: `import kg` alone stays quick, and no room is pulled in by its neighbours' imports
    if name in __all__:
        from kg import api

        return getattr(api, name)
    raise AttributeError(f"module 'kg' has no attribute {name!r}")
