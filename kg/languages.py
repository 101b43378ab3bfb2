"""Which language a text is in, near enough to leave out what the English model would misread."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from functools import cache

from kg import resources

_SCRIPTS = {
    "CYRILLIC": "ru",
    "ARABIC": "ar",
    "CJK": "zh",
    "HIRAGANA": "ja",
    "HANGUL": "ko",
    "HEBREW": "he",
    "GREEK": "el",
    "DEVANAGARI": "hi",
}


@cache
def _function_words() -> dict[str, tuple[str, ...]]:
    """The languages that have a word among their function words."""
    rows: dict[str, str] = json.loads(resources.path("patterns/function_words.json").read_text(encoding="utf-8"))
    known: dict[str, tuple[str, ...]] = {}
    for language, words in rows.items():
        for word in set(words.split()):
            known[word] = (*known.get(word, ()), language)
    return known


def language_of(text: str) -> str:
    """The ISO 639-1 code of the language that `text` (its first 4,000 characters) is most likely in.

    By script, then by the share of function words; "en" where a text is too short or mixed to tell otherwise.

    >>> language_of("Hungarian saboteurs reportedly derailed a train near Arad")
    'en'
    >>> language_of("Le ministre a dit que les pourparlers dans la capitale sont suspendus pour une semaine"), language_of("Talks stall")
    ('fr', 'en')
    """
    sample = text[:4000]
    letters = [] if sample.isascii() else [c for c in sample if c.isalpha()]
    scripts: dict[str, int] = {}
    for c in letters:
        if c > "\u02ff":
            script = unicodedata.name(c, "").split(" ")[0]
            scripts[script] = scripts.get(script, 0) + 1
    if scripts and sum(scripts.values()) > 0.5 * len(letters):
        most = max(sorted(scripts), key=lambda script: scripts[script])
        return _SCRIPTS.get(most, "und")
    words = re.findall(r"[^\W\d_]+", sample.lower())
    if len(words) < 8:
        return "en"
    languages = _function_words()
    hits = Counter(language for word in words for language in languages.get(word, ()))
    best = max(sorted(hits), key=lambda language: hits[language], default="en")
    told = hits[best] > 1 and hits[best] >= 0.12 * len(words)  # one short word ("a", "en") tells no language
    return best if told and hits[best] > 1.5 * hits["en"] else "en"
