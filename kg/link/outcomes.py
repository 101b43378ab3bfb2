"""What an act amounts to when it is asked for, refused, threatened, promised or ended."""

from __future__ import annotations

CHANGE, THING = ":change", ":thing"
"""What a noun names that is no act: a change ("reform") or a thing that helps ("tents"). They count when asked for or refused."""
_COOPERATION = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID"})
_YIELDING = frozenset({"CONCEDE", "RETREAT"})
HARM = frozenset({"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"})
"""The types of material conflict."""
_ASKED = {
    "CONSULT": "meet",
    "AGREE": "meet",
    "AID": "assist",
    "COOPERATE": "assist",
    "SUPPORT": "assist",
    "MOBILIZE": "assist",
    "CONCEDE": "yield",
    "RETREAT": "yield",
}
_SUFFIXES = {CHANGE: "change", THING: "assist"}
_THREATENED = {
    "SANCTION/expel": "expel",
    "SANCTION/withdraw": "relations",
    "SANCTION": "relations",
    "COERCE/arrest": "arrest",
    "COERCE/deport": "expel",
    "COERCE/seize": "territory",
    "COERCE": "restrict",
    "PROTEST/strike": "restrict",
    "PROTEST/boycott": "restrict",
    "PROTEST": "relations",
    "ASSAULT": "violence",
    "MOBILIZE": "violence",
}


def act_type(code: str) -> str:
    """The type of a code: "REQUEST" for "REQUEST/assist"."""
    return code.partition("/")[0]


def asking(kind: str, content: str) -> str:
    """REQUEST or REJECT with the mode that what is asked or refused gives it.

    >>> asking("REQUEST", "RETREAT/release"), asking("REJECT", "ACCUSE/investigate")
    ('REQUEST/yield', 'REJECT')
    """
    if content in _SUFFIXES:
        return f"{kind}/{_SUFFIXES[content]}"
    mode = _ASKED.get(act_type(content), "")
    return f"{kind}/{mode}" if mode else kind


def threatening(content: str) -> str:
    """THREATEN with the mode that the threatened act gives it.

    >>> threatening("COERCE/arrest"), threatening("SANCTION/discontinue"), threatening("")
    ('THREATEN/arrest', 'THREATEN/relations', 'THREATEN')
    """
    mode = _THREATENED.get(content) or _THREATENED.get(act_type(content), "")
    return f"THREATEN/{mode}" if mode else "THREATEN"


def committing(content: str) -> str:
    """The act of saying that one will do something: AGREE to cooperate, THREATEN harm, CONCEDE to give way.

    >>> committing("AID"), committing("ASSAULT/aerial"), committing("RETREAT/withdraw"), committing("REJECT/meet")
    ('AGREE', 'THREATEN/violence', 'CONCEDE', 'REJECT/meet')
    """
    kind = act_type(content)
    if kind in HARM:
        return threatening(content)
    if kind in _YIELDING:
        return "CONCEDE"
    if kind in _COOPERATION or kind not in {"REQUEST", "ACCUSE", "REJECT", "THREATEN"}:
        return "AGREE"
    return content


def ending(content: str) -> str:
    """The act of not going on with, or undoing, another.

    >>> ending("ASSAULT"), ending("AID"), ending("COERCE/curfew"), ending("CONSULT")
    ('RETREAT/ceasefire', 'SANCTION/discontinue', 'CONCEDE', 'SANCTION/discontinue')
    """
    kind = act_type(content)
    if kind == "ASSAULT":
        return "RETREAT/ceasefire"
    if kind in {"SANCTION", "MOBILIZE"}:
        return "RETREAT"
    if kind in {"COERCE", "PROTEST", "ACCUSE", "REQUEST", "REJECT", "THREATEN"}:
        return "CONCEDE"
    return "SANCTION/discontinue" if kind in _COOPERATION | _YIELDING else ""
