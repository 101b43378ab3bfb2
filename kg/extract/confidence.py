"""How likely a claim is right: a logistic model of how it was found.

What tells a right claim from a wrong one is which rule found it, how far it had to reach and how sure the parse is of the words it
joins. `data/patterns/confidence.json` holds a weight for each such sign; `tools/fit_confidence.py` fits them to gold claims.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from kg import resources
from kg.extract.labels import Draft
from kg.model import Mention

_FAR = 12  # words
_LONG = 30  # words
_STEPS = ((0.8, "below .8"), (0.95, "below .95"))


def confidence(draft: Draft, subject: Mention, target: Mention | None, length: int, certain: Sequence[float] = ()) -> float:
    """A number from .05 to .99, two decimals: the share of claims found in this way that are right.

    `length` is the sentence's in words, `certain` the parser's certainty of each token's head (none: fully certain).
    """
    known = weights()
    odds = known["bias"] + sum([known.get(sign, 0.0) for sign in signs(draft, subject, target, length, certain)])
    return round(min(0.99, max(0.05, 1 / (1 + math.exp(-odds)))), 2)


def signs(draft: Draft, subject: Mention, target: Mention | None, length: int, certain: Sequence[float] = ()) -> Iterator[str]:
    """What is known of how a claim was found, as names of weights.

    The parser's certainty is told in steps, so that another processor's last digits do not change a claim.
    """
    yield f"rule: {draft.rule}"
    if draft.road != "own":
        yield f"road: {draft.road}"
    if subject.antecedent is not None:
        yield "subject: pronoun"
    if target is None:
        yield "object: none"
    elif target.antecedent is not None:
        yield "object: pronoun"
    elif not target.names:
        yield "object: no name"
    if not subject.referent.names:
        yield "subject: no name"
    if length > _LONG:
        yield "sentence: long"
    if abs(draft.subject.head.i - draft.head.i) > _FAR:
        yield "subject: far"
    if draft.object is not None and abs(draft.object.head.i - draft.head.i) > _FAR:
        yield "object: far"
    if len(certain):
        least = min(certain[draft.subject.head.i], certain[draft.head.i])
        if draft.object is not None:
            least = min(least, certain[draft.object.head.i])
        for bound, step in _STEPS:
            if least < bound:
                yield f"parse: {step}"
                break


@cache
def weights() -> Mapping[str, float]:
    """The weight of each sign and the bias, in log-odds."""
    found: dict[str, float] = json.loads((resources.path("patterns") / "confidence.json").read_text(encoding="utf-8"))["weights"]
    return found
