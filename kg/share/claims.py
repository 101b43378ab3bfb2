"""The claims file: one JSON object a line, as the search over the graph gives them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from kg.share.files import write_text


def write_claims(records: Iterable[Mapping[str, Any]], path: Path) -> None:
    """Write claim records to `path`, one JSON object a line, in the order given."""
    write_text(path, (json_line(record) for record in records))


def json_line(value: object) -> str:
    r"""`value` as JSON on one line, ended by a line feed; letters of any script stay as they are.

    >>> json_line({"label": "Çankaya\n"})
    '{"label": "Çankaya\\n"}\n'

    A lone surrogate is escaped, so that reading gives it back.
    """
    text = json.dumps(value, ensure_ascii=False)
    if any("\ud800" <= c <= "\udfff" for c in text) and not text.isascii():
        text = json.dumps(value)
    # Line separators of Unicode are legal in JSON, but readers that split text into lines would break there.
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("\x85", "\\u0085") + "\n"
