"""Mentions and claims written by hand, for tests of linking without a language model."""

from __future__ import annotations

from kg.model import Article, Claim, Evidence, Mention, Name, Offsets, Predicate, PredicateKind


def mention(
    article: Article, text: str, kind: str = "PHRASE", head: str = "", *, plural: bool = False, names: tuple[str, ...] = (), nth: int = 0
) -> Mention:
    """The nth stretch of the article with these words; `head` is its head word, by default the last, `names` are "KIND:words"."""
    start = -1
    for _ in range(nth + 1):
        start = article.text.index(text, start + 1)
    word = head or text.split()[-1]
    at = start + text.rindex(word)
    found = tuple(
        Name(Offsets(start + text.index(words), start + text.index(words) + len(words)), words, name_kind)
        for name_kind, _, words in (name.partition(":") for name in names)
    )
    if not found and kind not in {"PHRASE", "PRONOUN", "QUANTITY"}:
        found = (Name(Offsets(start, start + len(text)), text, kind),)
    return Mention(Offsets(start, start + len(text)), text, text, word, Offsets(at, at + len(word)), kind, plural, found)


def claim(
    article: Article,
    subject: Mention,
    label: str,
    object: Mention | None = None,
    *,
    lemma: str = "",
    preposition: str = "",
    kind: PredicateKind = PredicateKind.VERB,
    attribution: tuple[Mention, ...] = (),
    places: tuple[Mention, ...] = (),
    times: tuple[Mention, ...] = (),
    confidence: float = 1.0,
) -> Claim:
    """A claim of the article's only sentence; the predicate has no words of its own."""
    whole = Offsets(0, len(article.text))
    predicate = Predicate(Offsets(0, 0), "", label, lemma or label.split()[0], kind, preposition=preposition)
    return Claim(
        subject,
        predicate,
        object,
        Evidence(article.id, whole, whole),
        attribution=attribution,
        places=places,
        times=times,
        confidence=confidence,
    )
