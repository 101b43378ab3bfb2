"""Many small objects that stay as long as the program runs."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def lasting() -> Iterator[None]:
    """Make a lexicon without looking for garbage among its parts: some hundred thousand small objects, which all stay.

    To look for it while they are made, and again with each article, would cost a good deal.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if collecting:
            gc.enable()
