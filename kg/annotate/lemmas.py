"""Base forms: a lexicon from the treebanks, rules behind it, and the encoder's edit script where both are silent."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

from kg import resources


def script(form: str, lemma: str) -> str:
    """The edit that turns `form` into `lemma`: letters cut from its end, letters added, and whether case is kept ("=") or not ("v").

    >>> script("countries", "country"), script("Washington", "Washington"), script("Was", "be")
    ('v3+y', '=0+', 'v!be')
    """
    for case, base in (("v", form.lower()), ("=", form)):
        if case == "=" and base == form.lower():
            continue
        kept = 0
        while kept < min(len(base), len(lemma)) and base[kept] == lemma[kept]:
            kept += 1
        if kept and len(base) - kept <= 5 and kept * 2 >= min(len(base), len(lemma)):
            return f"{case}{len(base) - kept}+{lemma[kept:]}"
    return f"v!{lemma}"


def apply(edit: str, form: str) -> str:
    """The lemma that `edit` makes of `form`.

    >>> apply("v3+y", "Ministries"), apply("v!be", "are")
    ('ministry', 'be')
    """
    base = form if edit[0] == "=" else form.lower()
    if edit[1] == "!":
        return edit[2:]
    cut, _, added = edit[1:].partition("+")
    return (base[: len(base) - int(cut)] if int(cut) else base) + added or form


_DOUBLED = frozenset("bdgklmnprt")
_VOWELS = frozenset("aeiou")


def by_rule(form: str, tag: str, known: frozenset[str]) -> str | None:
    """The lemma by English spelling rules for a regular form with PTB tag `tag`; None where no rule speaks.

    `known` holds base forms, to choose between the ways an ending may have come about.

    >>> pairs = [("banned", "VBD"), ("moving", "VBG"), ("pressed", "VBN"), ("allies", "NNS")]
    >>> [by_rule(*pair, frozenset({"ban", "move", "press"})) for pair in pairs]
    ['ban', 'move', 'press', 'ally']
    >>> by_rule("redistributing", "VBG", frozenset({"distribute"})), by_rule("trafficked", "VBN", frozenset({"traffic"}))
    ('redistribute', 'traffic')
    >>> by_rule("collided", "VBD", frozenset()), by_rule("aided", "VBD", frozenset())
    ('collide', 'aid')
    """
    word = form.lower()
    if tag in {"NNP", "NNPS"}:
        return form
    if tag in {"NN", "JJ", "RB", "VB", "VBP", "IN", "CC", "DT", "CD", "MD", "UH", "RP", "TO", "EX", "FW"}:
        return word
    if tag in {"NNS", "VBZ"} and word.endswith("s") and not word.endswith("ss") and len(word) > 3:
        if word.endswith("ies") and len(word) > 4:
            return word[:-3] + "y"
        if word.endswith(("ches", "shes", "sses", "xes", "zzes", "oes")):
            return word[:-1] if word[:-1] in known else word[:-2]
        if tag == "NNS" and word.endswith("men"):
            return word[:-2] + "an"
        return word[:-1]
    if tag == "NNS" and word.endswith("men"):
        return word[:-2] + "an"
    for ending in (
        ("ed",) if tag in {"VBD", "VBN"} else ("ing",) if tag == "VBG" else ("er",) if tag == "JJR" else ("est",) if tag == "JJS" else ()
    ):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return _stem(word, ending, known)
        if word.endswith(ending) and word[:-1] in known and len(word) == len(ending) + 2:
            return word[:-1]  # "owed"
    return None


def _stem(word: str, ending: str, known: frozenset[str]) -> str:
    stem = word[: -len(ending)]
    single = stem[:-1] if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] in _DOUBLED else None
    options = [stem + "e", stem, *([single] if single else [])]
    if ending in {"ed", "er", "est"} and stem.endswith("i"):
        return stem[:-1] + "y"
    for option in options:
        if option in known:
            return option
    if stem.endswith("ck") and stem[:-1] in known:
        return stem[:-1]  # "trafficked"
    # "redistributing": what is known without its prefix
    for prefix in ("re", "mis", "over", "out", "un", "dis", "pre", "co"):
        for option in options:
            if option.startswith(prefix) and len(option) > len(prefix) + 3 and option.removeprefix(prefix).lstrip("-") in known:
                return option
    if single and not stem.endswith(("ll", "ss")):
        return single
    if stem.endswith(
        ("at", "iz", "is", "v", "c", "u", "s", "dg", "bl", "dl", "gl", "kl", "pl", "tl", "zl", "rg", "ng")
    ) and not stem.endswith(("ss", "ous")):
        return stem + "e"
    if len(stem) > 4 and stem.endswith(("ad", "id", "od", "ud")) and stem[-3] not in _VOWELS - {"u"}:
        return stem + "e"  # "collided", "dissuaded"
    if len(stem) >= 3 and stem[-1] not in _VOWELS | {"w", "x", "y"} and stem[-2] in _VOWELS and stem[-3] not in _VOWELS and len(stem) <= 4:
        return stem + "e"
    return stem


@cache
def verb_forms() -> tuple[dict[str, str], frozenset[str]]:
    """Irregular past forms with their base forms, and the base forms of verbs, from the lexicon of acts: news verbs the treebanks lack.

    >>> verb_forms()[0]["froze"], "blockade" in verb_forms()[1]
    ('freeze', True)
    """
    folder = resources.path("lexicon/acts")
    forms = [json.loads(line) for line in (folder / "forms.jsonl").read_text(encoding="utf-8").splitlines()]
    bases = {row["base"] for row in forms}
    for path in sorted(folder.glob("verbs-*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            heads = json.loads(line)["head"]
            bases.update(head.split()[0] for head in ([heads] if isinstance(heads, str) else heads))
    return {form: row["base"] for row in forms for form in row["forms"]}, frozenset(bases)


class Lexicon:
    """Lemmas of forms by tag, as the treebanks have them; only what the rules get wrong or leave open is kept."""

    def __init__(self, lemmas: Mapping[str, str], known: Iterable[str]) -> None:
        self.lemmas = {key: lemma for key, lemma in lemmas.items() if lemma != "_"}  # a treebank's mark for no lemma
        self.known = frozenset(known)
        self._verbs = self.known | verb_forms()[1]

    @classmethod
    def learn(cls, words: Iterable[tuple[str, str, str]]) -> Lexicon:
        """The lexicon of (form, PTB tag, lemma) triples.

        >>> lexicon = Lexicon.learn([("went", "VBD", "go"), ("leaders", "NNS", "leader")])
        >>> lexicon.lemma("went", "VBD", "v0+"), lexicon.lemma("plotters", "NNS", "v0+")
        ('go', 'plotter')
        """
        seen: dict[str, Counter[str]] = defaultdict(Counter)
        known: Counter[str] = Counter()
        for form, tag, lemma in words:
            exact = tag in {"NNP", "NNPS"}
            seen[f"{tag}\t{form if exact else form.lower()}"][lemma] += 1
            if tag[:1] in "VNJ" and not exact:
                known[lemma] += 1
        bases = frozenset(known)
        lemmas = {}
        for key in sorted(seen):
            tag, form = key.split("\t")
            best, count = min(seen[key].items(), key=lambda item: (-item[1], item[0]))
            if best != by_rule(form, tag, bases) and count * 2 > sum(seen[key].values()) and (count > 1 or tag[:1] in "VNJR"):
                lemmas[key] = best
        return cls(lemmas, bases)

    def lemma(self, form: str, tag: str, edit: str) -> str:
        """The lemma of `form` tagged `tag`; `edit` is the script to follow where neither lexicon nor rules know.

        >>> Lexicon({"VB\\texpose": "_"}, {"severe"}).lemma("severed", "VBD", "v0+")
        'sever'
        >>> [Lexicon({}, ()).lemma(form, tag, "v1+") for form, tag in (("quit", "VBD"), ("withstood", "VBZ"))]
        ['quit', 'withstand']
        """
        exact = tag in {"NNP", "NNPS"}
        found = self.lemmas.get(f"{tag}\t{form if exact else form.lower()}")
        if found is None and tag in {"VBD", "VBN"}:
            found = verb_forms()[0].get(form.lower()) or self._prefixed(form.lower(), tag)
        if found is None and tag in {"VB", "VBP", "VBZ"} and form.lower() not in self._verbs and not form.lower().endswith("s"):
            # a rare past form taken for a present one
            found = verb_forms()[0].get(form.lower()) or self._prefixed(form.lower(), "VBD")
        if found is None:
            found = by_rule(form, tag, self._verbs if tag[:2] == "VB" else self.known)
            if tag in {"VBD", "VBN", "VBG"} and found not in verb_forms()[1] and (verb := by_rule(form, tag, verb_forms()[1])) != found:
                # "severed" is of the verb "sever", whatever adjective the treebanks know
                found = verb if verb in verb_forms()[1] else found
        return apply(edit, form) if found is None else found

    def _prefixed(self, form: str, tag: str) -> str | None:
        """The lemma of an irregular form behind a prefix: "overran" by "ran"; None where what follows is not known so.

        >>> Lexicon({"VBD\\tran": "run"}, ()).lemma("overran", "VBD", "v0+")
        'overrun'
        """
        for prefix in ("over", "under", "out", "fore", "with", "up", "re", "mis", "un"):
            inner = form.removeprefix(prefix)
            if len(inner) > 2 and inner != form and not inner.endswith("ed"):
                base = self.lemmas.get(f"{tag}\t{inner}") or verb_forms()[0].get(inner)
                if base is not None and base != inner:
                    return prefix + base
        return None
