"""Who wrote an article: the wire or newsroom it comes from, so that ten reprints of one dispatch count once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import urlsplit

from kg.model import UNKNOWN_ORIGIN, Article, ZoneKind
from kg.names import slug

# Short names and long names of agencies as bylines, datelines and credits give them.
WIRES: Mapping[str, tuple[str, ...]] = {
    "afp": ("AFP", "Agence France-Presse", "Agence France Presse"),
    "anadolu": ("Anadolu", "Anadolu Agency"),
    "ansa": ("ANSA",),
    "ap": ("AP", "Associated Press"),
    "dpa": ("dpa", "Deutsche Presse-Agentur"),
    "efe": ("EFE", "Agencia EFE"),
    "interfax": ("Interfax",),
    "irna": ("IRNA",),
    "kyodo": ("Kyodo", "Kyodo News"),
    "pti": ("PTI", "Press Trust of India"),
    "reuters": ("Reuters", "Thomson Reuters"),
    "sana": ("SANA",),
    "tass": ("TASS", "ITAR-TASS"),
    "upi": ("UPI", "United Press International"),
    "xinhua": ("Xinhua", "Xinhua News Agency"),
    "yonhap": ("Yonhap", "Yonhap News Agency"),
}
_TELLING = (ZoneKind.BYLINE, ZoneKind.DATELINE)


@lru_cache(maxsize=1)
def _wires() -> re.Pattern[str]:
    names = sorted((re.escape(name) for forms in WIRES.values() for name in forms), key=lambda name: (-len(name), name))
    return re.compile(r"(?<!\w)(?:" + "|".join(names) + r")(?!\w)")


def origin(article: Article) -> str:
    """A short name of who wrote `article`: the wire that its byline or dateline names, else its publisher, the host of its
    address, or UNKNOWN_ORIGIN.

    >>> origin(Article.of("Talks open", publisher="Harbour Daily")), origin(Article.of("x", url="https://www.coast.example/a"))
    ('harbour-daily', 'coast.example')
    >>> origin(Article.of("Talks open"))
    'unknown'
    """
    for kind in _TELLING:
        for zone in article.zones:
            if zone.kind is kind and (found := _wires().search(zone.at.of(article.text))):
                return next(key for key, forms in WIRES.items() if found.group() in forms)
    if article.publisher:
        wire = _wires().fullmatch(article.publisher)
        return next((key for key, forms in WIRES.items() if wire and wire.group() in forms), slug(article.publisher))
    if article.url:
        try:
            host = urlsplit(article.url).hostname if "://" in article.url else ""
        except ValueError:  # an address with half a bracket
            host = ""
        if host:
            return host.removeprefix("www.")
    return UNKNOWN_ORIGIN
