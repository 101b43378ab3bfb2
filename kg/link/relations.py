"""From a claim to its relation: label, act code, sign and score, with PLOVER's rules for what is denied, planned or conditional.

A claim's words give a plain act (`plain_event`): what would be done if it were done. PLOVER then codes what is not done by what
that amounts to (`event_of`): refused cooperation is REJECT, planned cooperation AGREE, a planned attack THREATEN. The claim keeps
its own polarity and modality beside, so nothing is lost.
"""

from __future__ import annotations

from functools import cache, lru_cache

from kg.link.acts import ActLexicon
from kg.link.outcomes import HARM, act_type, threatening
from kg.link.wording import LABELLED, wording_of, wording_of_label
from kg.model import Claim, Entity, Modality, Polarity, PredicateKind, Relation
from kg.names import slug
from kg.ontology import Scheme

_REFUSED = {
    "AGREE": "REJECT",
    "CONSULT": "REJECT/meet",
    "SUPPORT": "REJECT/assist",
    "COOPERATE": "REJECT/assist",
    "AID": "REJECT/assist",
    "CONCEDE": "REJECT/yield",
    "RETREAT": "REJECT/yield",
}
# looked up once, for a member of an enumeration costs a function call
_NEGATIVE, _VERB = Polarity.NEGATIVE, PredicateKind.VERB
_PROMISED = {"CONSULT": "AGREE", "SUPPORT": "AGREE", "COOPERATE": "AGREE", "AID": "AGREE", "RETREAT": "CONCEDE"}


def relation_of(claim: Claim, subject: Entity | None, object: Entity | None, scheme: Scheme) -> Relation:
    """The relation of a claim: slug, label, words, act code as PLOVER prescribes (`event_of`), and the sign and score of that act.

    Sign and score are 0 for an act that is denied without being refused cooperation (a denied attack hurt nobody) and for what no
    row of the lexicon knows; the event of the latter is "".
    """
    plain = plain_event(claim, subject, object)
    event = event_of(plain, claim.polarity, claim.modality)
    sign, score = _weight(event, claim.polarity is _NEGATIVE and event == plain, scheme)
    label = claim.predicate.label
    return Relation(slug(label), label, claim.predicate.text, event, sign, score, act_type(type_of(label)))


def plain_event(claim: Claim, subject: Entity | None = None, object: Entity | None = None) -> str:
    """The act that the claim's words mean, whatever its polarity and modality; "" where the lexicon does not know."""
    predicate = claim.predicate
    if predicate.kind in LABELLED:
        return _act_of(predicate.label, predicate.kind)
    if predicate.label.startswith("stop short of"):
        return _act_of("stop short of", predicate.kind)
    if predicate.label.startswith("deny") and _denies_a_deed(claim):
        return _act_of("deny", predicate.kind)
    return ActLexicon.load().code(wording_of(claim, subject, object))


def _denies_a_deed(claim: Claim) -> bool:
    """Whether somebody denies having done something ("denied ordering the raid"): whatever the deed, denying it is a statement."""
    said = claim.predicate.label.split()[1:] or (claim.object.text.split() if claim.object is not None else [])
    return bool(said) and said[0].endswith("ing")


@cache
def event_of(plain: str, polarity: Polarity, modality: Modality) -> str:
    """The act as PLOVER codes it, given how and whether it holds.

    | plain act | denied | future or conditional | desired |
    |---|---|---|---|
    | CONSULT, SUPPORT, COOPERATE, AID | REJECT | AGREE | AGREE |
    | RETREAT | REJECT/yield | CONCEDE | CONCEDE |
    | AGREE, CONCEDE | REJECT | as it is | as it is |
    | PROTEST, SANCTION, MOBILIZE, COERCE, ASSAULT | as it is | THREATEN | as it is |
    | REQUEST, ACCUSE, REJECT, THREATEN, STANCE, STATEMENT, STANDING | as it is | as it is | as it is |

    What is only possible keeps its plain act.

    >>> event_of("AID", Polarity.NEGATIVE, Modality.ASSERTED), event_of("AID", Polarity.POSITIVE, Modality.FUTURE)
    ('REJECT/assist', 'AGREE')
    >>> event_of("ASSAULT/aerial", Polarity.NEGATIVE, Modality.ASSERTED), event_of("ASSAULT/aerial", Polarity.POSITIVE, Modality.FUTURE)
    ('ASSAULT/aerial', 'THREATEN/violence')
    """
    kind = act_type(plain)
    if polarity is Polarity.NEGATIVE:
        return _REFUSED.get(kind, plain)
    if modality in {Modality.FUTURE, Modality.CONDITIONAL}:
        return threatening(plain) if kind in HARM else _PROMISED.get(kind, plain)
    if modality is Modality.DESIRED:
        return _PROMISED.get(kind, plain)
    return plain


def type_of(label: str) -> str:
    """The act that a relation's label means by itself, whoever stands beside it: the type above the open relation.

    >>> type_of("press for"), type_of("hold talks with"), type_of("wary of"), type_of("member of")
    ('REQUEST', 'CONSULT', 'STANCE/negative', 'STANDING/member-of')
    """
    return _act_of(label, _VERB)


@lru_cache(maxsize=65536)
def _act_of(label: str, kind: PredicateKind) -> str:
    return ActLexicon.load().code(wording_of_label(label, kind))


def _weight(event: str, denied: bool, scheme: Scheme) -> tuple[int, float]:
    """Sign and score of an act; nothing where it is uncoded or said not to hold."""
    if not event or denied:
        return 0, 0.0
    act = scheme.act(event)
    return act.sign, act.score
