"""From claims built by hand to relations: codes, PLOVER's rules for what is not done, signs, and the type above a label."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.link.relations import event_of, plain_event, relation_of, type_of
from kg.model import Entity, Modality, Polarity
from kg.ontology import Scheme
from tests.link.marked import claim_of

SCHEME = Scheme.load()
POSITIVE, NEGATIVE = Polarity.POSITIVE, Polarity.NEGATIVE
ASSERTED, FUTURE, CONDITIONAL = Modality.ASSERTED, Modality.FUTURE, Modality.CONDITIONAL


@pytest.mark.parametrize(
    ("marked", "code"),
    [
        # one verb, several acts: the company decides
        ("{s:Lima} {v:held talks with=hold talks with} {o:Quito}", "CONSULT"),
        ("{s:Lima} {v:held=hold} {o:talks} {with:with Quito}", "CONSULT"),
        ("{s:Lima} {v:held=hold} {o:military exercises}", "MOBILIZE/troops"),
        ("{s:Lima} {v:held=hold} {o:joint exercises} {with:with Quito}", "COOPERATE"),
        ("{s:Police} {v:held=hold} {o:the editor} {in:in custody}", "COERCE/arrest"),
        ("{s:Lima} {v:cut=cut} {o:ties} {with:with Quito}", "SANCTION/discontinue"),
        ("{s:Lima} {v:cut=cut} {o:aid} {to:to Quito}", "SANCTION/discontinue"),
        ("{s:The central bank} {v:cut=cut} {o:rates}", ""),
        # the subject may name what happens
        ("{s:Heavy clashes} {v:broke out=break out} {in:in the port}", "ASSAULT"),
        ("{s:The talks} {v:resumed=resume} {in:in Lima}", "CONSULT"),
        ("{s:The talks} {v:collapsed=collapse} {in:in Lima}", "SANCTION/discontinue"),
        ("{s:The price} {v:collapsed=collapse} {in:in Lima}", ""),
        # what hangs on the object counts with its noun
        ("{s:Lima} {v:took=take} {o:issue with the verdict}", "ACCUSE/disapprove"),
        ("{s:Lima} {v:filed=file} {o:a case against Quito}", "ACCUSE/allege"),
        ("{s:Lima} {v:imposed=impose} {o:sanctions} {on:on Quito}", "SANCTION/discontinue"),
        ("{s:Lima} {v:imposed sanctions on=impose sanctions on} {o:Quito}", "SANCTION/discontinue"),
        ("{s:Lima} {v:imposed=impose} {o:a curfew}", "COERCE/curfew"),
        ("{s:Lima} {v:lifted=lift} {o:sanctions} {on:on Quito}", "RETREAT"),
        ("{s:Lima} {v:lifted=lift} {o:the curfew}", "CONCEDE"),
        ("{s:Troops} {v:opened fire on=open fire on} {o:marchers}", "ASSAULT/firearms"),
        ("{s:Lima} {v:opened=open} {o:an embassy in Quito}", "SUPPORT"),
        ("{s:Lima} {v:signed=sign} {o:a deal} {with:with Quito}", "SUPPORT"),
        ("{s:Lima} {v:walked out of=walk out of} {o:the talks}", "SANCTION/withdraw"),
        ("{s:Lima} {v:froze=freeze} {o:the assets of the bank}", "SANCTION/discontinue"),
        ("{s:Lima} {v:froze=freeze} {o:the plan}", ""),
        ("{s:Lima} {v:called for=call for} {o:talks}", "REQUEST/meet"),
        ("{s:Lima} {v:called on=call on} {o:Quito} {to:to free the crew}", "REQUEST/yield"),
        ("{s:The premier} {v:called off=call off} {o:the visit}", "REJECT/meet"),
        ("{s:Lima} {v:called=call} {o:the general} {-:a terrorist}", "ACCUSE/disapprove"),
        ("{s:Workers} {v:struck=strike} {over:over pay}", "PROTEST/strike"),
        ("{s:Jets} {v:struck=strike} {o:the depot}", "ASSAULT/aerial"),
        ("{s:Nairobi} {v:fights=fight} {o:corruption}", ""),
        ("{s:Rebels} {v:fought=fight} {o:soldiers}", "ASSAULT"),
        # what is asked for, refused or threatened gives the mode
        ("{s:Lima} {v:asked=ask} {o:Quito} {for:for medical aid}", "REQUEST/assist"),
        ("{s:Lima} {v:demanded=demand} {o:the withdrawal of troops}", "REQUEST/yield"),
        ("{s:Lima} {v:demanded=demand} {o:an end to the siege}", "REQUEST/yield"),
        ("{s:Lima} {v:demanded=demand} {o:early elections}", "REQUEST/change"),
        ("{s:Lima} {v:urged=urge} {o:Quito} {to:not to attack the convoy}", "REQUEST/yield"),
        ("{s:Lima} {v:refused=refuse} {to:to meet the envoy}", "REJECT/meet"),
        ("{s:Lima} {v:rejected=reject} {o:a new round of talks}", "REJECT/meet"),
        ("{s:Lima} {v:threatened=threaten} {o:Quito} {with:with sanctions}", "THREATEN/relations"),
        ("{s:Lima} {v:threatened=threaten} {to:to bomb the port}", "THREATEN/violence"),
        ("{s:Lima} {v:vowed=vow} {to:to attack the port}", "THREATEN/violence"),
        ("{s:Lima} {v:vowed=vow} {to:to help Quito}", "AGREE"),
        ("{s:Lima} {v:pledged=pledge} {to:to withdraw its troops}", "CONCEDE"),
        # attitudes and lasting relations
        ("{s:Lima} {v:is wary of=wary of/adjective} {o:Quito}", "STANCE/negative"),
        ("{s:Lima} {v:fears=fear} {o:an attack}", "STANCE/fear"),
        ("{s:Lima} {v:stayed out of=stay out of} {o:the war}", "STANCE/distance"),
        ("{s:Mr Rey} {v:=hold position/fact} {o:minister}", "STANDING/holds-position"),
        ("{s:Lima} {v:=located in/fact} {o:Peru}", "STANDING/located-in"),
        # a name is no act, whatever its words
        ("{s:Lima} {v:hired=hire} {o:Attack Productions}", "STANDING/represents"),
    ],
)
def test_words_and_their_company_give_the_plain_act(marked: str, code: str) -> None:
    assert plain_event(claim_of(marked)) == code


@pytest.mark.parametrize(
    ("plain", "polarity", "modality", "event"),
    [
        ("AID", POSITIVE, ASSERTED, "AID"),
        ("AID", NEGATIVE, ASSERTED, "REJECT/assist"),
        ("AID", NEGATIVE, FUTURE, "REJECT/assist"),
        ("CONSULT/visit", NEGATIVE, ASSERTED, "REJECT/meet"),
        ("CONSULT/visit", POSITIVE, FUTURE, "AGREE"),
        ("SUPPORT", POSITIVE, FUTURE, "AGREE"),
        ("COOPERATE", POSITIVE, CONDITIONAL, "AGREE"),
        ("RETREAT/withdraw", POSITIVE, FUTURE, "CONCEDE"),
        ("RETREAT/withdraw", NEGATIVE, ASSERTED, "REJECT/yield"),
        ("CONCEDE", POSITIVE, FUTURE, "CONCEDE"),
        ("AGREE", NEGATIVE, ASSERTED, "REJECT"),
        ("ASSAULT/aerial", POSITIVE, FUTURE, "THREATEN/violence"),
        ("COERCE/arrest", POSITIVE, CONDITIONAL, "THREATEN/arrest"),
        ("SANCTION/expel", POSITIVE, FUTURE, "THREATEN/expel"),
        ("ASSAULT/aerial", NEGATIVE, ASSERTED, "ASSAULT/aerial"),
        ("ACCUSE/allege", POSITIVE, FUTURE, "ACCUSE/allege"),
        ("ASSAULT", POSITIVE, Modality.POSSIBLE, "ASSAULT"),
        ("AID", POSITIVE, Modality.DESIRED, "AGREE"),
        ("ASSAULT", POSITIVE, Modality.DESIRED, "ASSAULT"),
        ("STANCE/fear", NEGATIVE, ASSERTED, "STANCE/fear"),
        ("", NEGATIVE, FUTURE, ""),
    ],
)
def test_what_is_denied_or_planned_is_coded_as_plover_prescribes(plain: str, polarity: Polarity, modality: Modality, event: str) -> None:
    assert event_of(plain, polarity, modality) == event


@pytest.mark.parametrize(
    ("label", "lemma", "object", "code"),
    [
        ("refuse to free", "free", "the crew", "REJECT/yield"),
        ("agree to sign", "sign", "the treaty", "AGREE"),
        ("begin shelling", "shell", "the port", "ASSAULT/heavy-weapons"),
        ("be ready to help", "help", "the islanders", "AGREE"),
        ("threaten to expel", "expel", "the ambassador", "THREATEN/expel"),
        ("try to attack", "attack", "the convoy", "ASSAULT"),
        ("stop shelling", "shell", "the port", "RETREAT/ceasefire"),
        ("want to try to help", "help", "the islanders", "AGREE"),
        ("be arrested in", "arrest", "the port", "COERCE/arrest"),
        ("be held in", "hold", "the port", "CONSULT"),
        ("deny ordering", "order", "the raid", "STATEMENT"),
        ("deny", "deny", "ordering the raid", "STATEMENT"),
        ("stop short of recalling", "recall", "the envoy", "STANCE/distance"),
    ],
)
def test_chains_and_passives_are_read_through(label: str, lemma: str, object: str, code: str) -> None:
    subject = "The talks" if label == "be held in" else "Lima"
    claim = claim_of("{s:" + subject + "} {v:=" + label + "} {o:" + object + "}")
    preposition = "in" if label.endswith(" in") else ""
    claim = replace(claim, predicate=replace(claim.predicate, lemma=lemma, particle="", preposition=preposition, noun=""))
    assert plain_event(claim) == code


def test_a_noun_with_a_bare_preposition_is_the_act_that_its_subject_names() -> None:
    claim = claim_of("{s:the bombing campaign} {v:against=against/noun} {o:the militia}")
    claim = replace(claim, predicate=replace(claim.predicate, lemma="against", noun="campaign"))
    assert plain_event(claim) == "ASSAULT/aerial"


def test_every_rewrite_of_every_act_is_in_the_scheme() -> None:
    for act in SCHEME:
        if act.type:
            for polarity in Polarity:
                for modality in Modality:
                    assert event_of(act.code, polarity, modality) in SCHEME


def test_a_relation_carries_slug_label_words_code_sign_and_score() -> None:
    relation = relation_of(claim_of("{s:Lima} {v:pressed for=press for} {o:talks}"), None, None, SCHEME)
    assert (relation.id, relation.label, relation.text) == ("press-for", "press for", "pressed for")
    assert (relation.event, relation.sign, relation.score) == ("REQUEST/meet", 0, 0.0)


@pytest.mark.parametrize(
    ("marked", "polarity", "event", "sign"),
    [
        ("{s:Lima} {v:attacked=attack} {o:the convoy}", POSITIVE, "ASSAULT", -1),
        ("{s:Lima} {v:attacked=attack} {o:the convoy}", NEGATIVE, "ASSAULT", 0),
        ("{s:Lima} {v:met=meet} {o:the envoy}", POSITIVE, "CONSULT", 1),
        ("{s:Lima} {v:met=meet} {o:the envoy}", NEGATIVE, "REJECT/meet", -1),
        ("{s:Lima} {v:rejected=reject} {o:the loan}", NEGATIVE, "REJECT/assist", 0),
        ("{s:Lima} {v:zigzagged=zigzag} {o:the bay}", POSITIVE, "", 0),
    ],
)
def test_a_denied_conflict_has_no_sign_and_refused_cooperation_a_bad_one(marked: str, polarity: Polarity, event: str, sign: int) -> None:
    relation = relation_of(claim_of(marked, polarity), None, None, SCHEME)
    assert (relation.event, relation.sign) == (event, sign)
    assert (relation.score == 0) == (sign == 0)


def test_who_acts_may_come_from_the_entity_where_the_words_do_not_tell() -> None:
    claim = claim_of("{s:Al-Nur} {v:captured=capture} {o:the town}")
    group = Entity("armed-group/al-nur", "Al-Nur", "ArmedGroup")
    assert plain_event(claim, group) == "COERCE/seize"
    visit = claim_of("{s:The emir} {v:received=receive} {o:Al-Nur}")
    assert plain_event(visit, None, Entity("person/al-nur", "Al-Nur", "Person")) == "CONSULT/visit"


def test_the_type_of_a_relation_does_not_hang_on_polarity_or_modality() -> None:
    marked = "{s:Lima} {v:helped=help} {o:Quito}"
    claims = [claim_of(marked, polarity, modality) for polarity in Polarity for modality in Modality]
    relations = [relation_of(claim, None, None, SCHEME) for claim in claims]
    assert {relation.type for relation in relations} == {"AID"}
    assert {relation.event for relation in relations} == {"AID", "AGREE", "REJECT/assist"}


@pytest.mark.parametrize(
    ("label", "code"),
    [
        ("press", "REQUEST"),
        ("press for", "REQUEST"),
        ("stay out of", "STANCE/distance"),
        ("rule out", "REJECT"),
        ("wary of", "STANCE/negative"),
        ("fear", "STANCE/fear"),
        ("member of", "STANDING/member-of"),
        ("hold position", "STANDING/holds-position"),
        ("part of", "STANDING/part-of"),
        ("located in", "STANDING/located-in"),
        ("alias of", "STANDING/alias-of"),
        ("hold talks with", "CONSULT"),
        ("hold talk with", "CONSULT"),
        ("meet", "CONSULT"),
        ("lead", "STANDING/leads"),
        ("include", "STANDING/includes"),
        ("nationality", "STANDING/nationality"),
        ("be reluctant to", "STANCE/negative"),
        ("zigzag", ""),
        ("", ""),
    ],
)
def test_a_label_alone_has_a_type_above_it(label: str, code: str) -> None:
    assert type_of(label) == code
    assert type_of(label) == code, "the same each time"
