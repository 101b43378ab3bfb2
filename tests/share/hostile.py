"""Texts that break careless writers, and a strategy for more of them."""

from __future__ import annotations

from hypothesis import strategies as st

HOSTILE = (
    'say "no" & <go>\'s',
    "line\nbreak\r\nand\ttab",
    "nul\x00bell\x07escape\x1b",
    "\u202eright to left\u200f العربية",
    "x" * 10_000,
    "😀🇹🇷 astral \U0001f9ff\U00020000",
    "lone \ud800 surrogate",
    "c1 \x85\x9f and \u2028 \u2029 and \ufeff \ufffe",
    "=cmd|'/c calc'!A1",
    "]]> --> ?> %s {0} $x ${y} \\N \\u0041 \\",
    "a|b,c;d\t[e]",
)
_SEEDS = "\"'&<>[]{}|\\,;=+-@\n\r\t\x00\x1f\x7f\x85\u2028\u200f\ud800\ufffe\U0001f600éß中"
texts = st.text(st.one_of(st.sampled_from(_SEEDS), st.characters(codec=None, exclude_categories=())), max_size=60)
