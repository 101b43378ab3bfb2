"""Mended parses: what no reader could have meant is set right, and what reads well is left as it is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from spacy.tokens import Doc

from kg.extract.grammar import ancestors
from kg.extract.repairs import mended
from tests.conftest import doc_of
from tests.extract.test_dependency import parses


def row(*words: str) -> Doc:
    """A parse from words of the form "form/lemma/POS/tag/dependency>head", a name with its kind behind."""
    cells = [word.split("/") for word in words]
    links = [cell[4].split(">") for cell in cells]
    return doc_of(
        [cell[0] for cell in cells],
        [int(link[1]) for link in links],
        [link[0] for link in links],
        pos=[cell[2] for cell in cells],
        tags=[cell[3] for cell in cells],
        lemmas=[cell[1] for cell in cells],
        ents=[f"B-{cell[5]}" if len(cell) > 5 else "O" for cell in cells],
    )


def arcs(doc: Doc, *forms: str) -> list[str]:
    """The arcs of some words of a mended parse: "Oslo nsubj sank"."""
    return [f"{word.text} {word.dep} {word.head.text}" for word in mended(doc) if word.text in forms]


ASIDE = (
    "Oslo/Oslo/PROPN/NNP/nsubj>2/GPE ,/,/PUNCT/,/punct>2 said/say/VERB/VBD/root>2 the/the/DET/DT/det>4 envoy/envoy/NOUN/NN/nsubj>6 "
    ",/,/PUNCT/,/punct>4 sank/sink/VERB/VBD/ccomp>2 ships/ship/NOUN/NNS/obj>6"
)
TELLER = (
    "army/army/NOUN/NN/nsubj>5 ,/,/PUNCT/,/punct>2 mayor/mayor/NOUN/NN/appos>0 said/say/VERB/VBD/root>3 ,/,/PUNCT/,/punct>0 "
    "sank/sink/VERB/VBD/ccomp>3 ships/ship/NOUN/NNS/obj>5"
)
THAT = (
    "Oslo/Oslo/PROPN/NNP/nsubj>1/GPE guarded/guard/VERB/VBD/root>1 mills/mill/NOUN/NNS/obj>1 that/that/SCONJ/IN/mark>5 "
    "rebels/rebel/NOUN/NNS/nsubj>5 burned/burn/VERB/VBD/ccomp>1"
)
TOLD = THAT.replace("guarded/guard", "told/tell")
JOINED = (
    "Mali/Mali/PROPN/NNP/nsubj>1/GPE recalled/recall/VERB/VBD/root>1 envoys/envoy/NOUN/NNS/nsubj>1 and/and/CCONJ/CC/cc>2 "
    "Chad/Chad/PROPN/NNP/conj>2/GPE closed/close/VERB/VBD/ccomp>1 ports/port/NOUN/NNS/obj>5"
)
PERFECT = (
    "He/he/PRON/PRP/nsubj>1 said/say/VERB/VBD/root>1 that/that/SCONJ/IN/mark>4 Oslo/Oslo/PROPN/NNP/nsubj>4/GPE "
    "had/have/VERB/VBD/ccomp>1 armed/arm/VERB/VBN/ccomp>1 rebels/rebel/NOUN/NNS/obj>5"
)
LOOTED = "men/man/NOUN/NNS/nsubj:pass>2 had/have/AUX/VBD/aux>2 looted/loot/VERB/VBN/root>2 shops/shop/NOUN/NNS/obj>2"
CLEFT = (
    "It/it/PRON/PRP/expl>2 was/be/AUX/VBD/cop>2 Oslo/Oslo/PROPN/NNP/root>2/GPE that/that/PRON/WDT/nsubj>4 paid/pay/VERB/VBD/advcl:relcl>2"
)
TITLE = "Oslo/Oslo/PROPN/NNP/nsubj>1/GPE met/meet/VERB/VBD/root>1 Emir/emir/PROPN/NNP/obj>1 Tamim/Tamim/PROPN/NNP/obj>1/PERSON"
BY = (
    "arrest/arrest/NOUN/NN/nsubj>6 of/of/ADP/IN/case>2 nuns/nun/NOUN/NNS/nmod>0 by/by/ADP/IN/case>5 the/the/DET/DT/det>5 "
    "police/police/NOUN/NN/nmod>2 angered/anger/VERB/VBD/root>6"
)
HAND = (
    "Oslo/Oslo/PROPN/NNP/nsubj>2/GPE will/will/AUX/MD/aux>2 hand/hand/VERB/VB/root>2 over/over/ADV/RB/advmod>4 four/four/NUM/CD/nummod>5 "
    "ships/ship/NOUN/NNS/obj>2"
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (ASIDE, ["Oslo nsubj sank", "envoy nsubj said"]),
        (TELLER, ["army nsubj sank", "mayor nsubj said"]),
        (THAT, ["that obj burned", "burned acl:relcl mills"]),
        (TOLD, ["that mark burned", "burned ccomp told"]),
        (JOINED, ["envoys obj recalled", "Chad nsubj closed", "closed conj recalled"]),
        (PERFECT, ["Oslo nsubj armed", "had aux armed", "armed ccomp said"]),
        (LOOTED, ["men nsubj looted"]),
        (CLEFT, ["paid acl:relcl Oslo"]),
        (TITLE, ["Emir nmod:desc Tamim", "Tamim obj met"]),
        (BY, ["police nmod arrest"]),
        (HAND, ["over compound:prt hand"]),
    ],
)
def test_an_arc_is_set_right(text: str, expected: list[str]) -> None:
    assert arcs(row(*text.split()), *(each.split()[0] for each in expected)) == expected


def test_what_reads_well_stays() -> None:
    for text in ("Oslo sank ships", "Oslo said Chad fled"):
        words = text.split()
        deps = "nsubj root obj" if len(words) == 3 else "nsubj root nsubj ccomp"
        doc = doc_of(words, [1, 1, 1] if len(words) == 3 else [1, 1, 3, 1], deps, pos=["PROPN", "VERB", "NOUN", "VERB"][: len(words)])
        assert [(word.dep, word.head.i) for word in mended(doc)] == [(token.dep_, token.head.i) for token in doc]


@given(parses())
@settings(max_examples=150, deadline=None)
def test_a_mended_parse_is_a_forest_over_the_same_words(doc: Doc) -> None:
    tree = mended(doc)
    assert [word.text for word in tree] == [token.text for token in doc]
    for word in tree:
        assert word not in ancestors(word)


def test_a_conjunct_stands_behind_what_it_goes_on_with() -> None:
    doc = row(
        *"Oslo/Oslo/PROPN/NNP/nsubj>1/GPE agreed/agree/VERB/VBD/ccomp>5 and/and/CCONJ/CC/cc>3 paid/pay/VERB/VBD/conj>5 "
        "Haugen/Haugen/PROPN/NNP/nsubj>5/PERSON said/say/VERB/VBD/root>5".split()
    )
    assert arcs(doc, "paid") == ["paid conj agreed"]


def test_whoever_is_assured_of_something_is_no_object_of_what_is_told() -> None:
    doc = row(
        *"Mali/Mali/PROPN/NNP/nsubj>1/GPE assured/assure/VERB/VBD/root>1 Chad/Chad/PROPN/NNP/obj>5/GPE it/it/PRON/PRP/nsubj>5 "
        "would/would/AUX/MD/aux>5 sign/sign/VERB/VB/ccomp>1 pacts/pact/NOUN/NNS/obj>5".split()
    )
    assert arcs(doc, "Chad", "pacts") == ["Chad obj assured", "pacts obj sign"]


def test_what_is_said_in_a_statement_is_said() -> None:
    doc = row(
        *"Lund/Lund/PROPN/NNP/nsubj>1/PERSON said/say/VERB/VBD/root>1 in/in/ADP/IN/case>4 a/a/DET/DT/det>4 "
        "statement/statement/NOUN/NN/obl>1 that/that/SCONJ/IN/mark>7 Oslo/Oslo/PROPN/NNP/nsubj>7/GPE fled/flee/VERB/VBD/acl>4".split()
    )
    assert arcs(doc, "fled") == ["fled ccomp said"]


def test_a_titled_name_behind_and_goes_on_with_the_list() -> None:
    doc = row(
        *"Lund/Lund/PROPN/NNP/nsubj>1/PERSON met/meet/VERB/VBD/root>1 soldiers/soldier/NOUN/NNS/obj>1 and/and/CCONJ/CC/cc>4 "
        "Secretary/secretary/PROPN/NNP/nmod:desc>5 Berg/Berg/PROPN/NNP/appos>2/PERSON".split()
    )
    assert arcs(doc, "Berg", "and") == ["and cc Berg", "Berg conj soldiers"]


def test_a_name_right_behind_a_gerund_is_its_object() -> None:
    doc = row(
        *"It/it/PRON/PRP/nsubj>1 acted/act/VERB/VBD/root>1 by/by/SCONJ/IN/mark>3 killing/kill/VERB/VBG/advcl>1 "
        "Haugen/Haugen/PROPN/NNP/obl>3/PERSON".split()
    )
    assert arcs(doc, "Haugen") == ["Haugen obj killing"]


def test_a_participle_right_behind_a_noun_is_the_nouns() -> None:
    reported = row(
        *"Haugen/Haugen/PROPN/NNP/nsubj>1/PERSON attacked/attack/VERB/VBD/root>1 the/the/DET/DT/det>3 comment/comment/NOUN/NN/obj>1 "
        "reported/report/VERB/VBN/advcl>1 in/in/ADP/IN/case>6 Oslo/Oslo/PROPN/NNP/obl>4/GPE".split()
    )
    assert arcs(reported, "reported") == ["reported acl comment"]
    holding = row(
        *"Haugen/Haugen/PROPN/NNP/nsubj>1/PERSON left/leave/VERB/VBD/root>1 the/the/DET/DT/det>3 region/region/NOUN/NN/obj>1 "
        ",/,/PUNCT/,/punct>5 comprising/comprise/VERB/VBG/advcl>1 Oslo/Oslo/PROPN/NNP/obj>5/GPE".split()
    )
    assert arcs(holding, "comprising") == ["comprising acl region"]
    guarded = row(
        *"Haugen/Haugen/PROPN/NNP/nsubj>1/PERSON left/leave/VERB/VBD/root>1 the/the/DET/DT/det>3 town/town/NOUN/NN/obj>1 "
        "accompanied/accompany/VERB/VBN/advcl>1 by/by/ADP/IN/case>6 aides/aide/NOUN/NNS/obl:agent>4".split()
    )
    assert arcs(guarded, "accompanied") == ["accompanied advcl left"]


def test_what_is_praised_is_the_effort_to_do_something() -> None:
    doc = row(
        *"Oslo/Oslo/PROPN/NNP/nsubj>1/GPE praised/praise/VERB/VBD/root>1 efforts/effort/NOUN/NNS/obj>1 to/to/PART/TO/mark>4 "
        "end/end/VERB/VB/advcl>1 it/it/PRON/PRP/obj>4".split()
    )
    assert arcs(doc, "end") == ["end acl efforts"]


def test_what_stands_behind_the_speaker_tells_when_it_was_said() -> None:
    doc = row(
        *'"/"/PUNCT/``/punct>2 We/we/PRON/PRP/nsubj>2 left/leave/VERB/VBD/ccomp>4 "/"/PUNCT/\'\'/punct>2 said/say/VERB/VBD/root>4 '
        "Haugen/Haugen/PROPN/NNP/nsubj>4/PERSON after/after/SCONJ/IN/mark>7 leaving/leave/VERB/VBG/advcl>2 "
        "Oslo/Oslo/PROPN/NNP/obj>7/GPE".split()
    )
    assert arcs(doc, "leaving") == ["leaving advcl said"]


def test_a_clause_of_its_own_behind_with_goes_with_the_verb() -> None:
    doc = row(
        *"Talks/talk/NOUN/NNS/nsubj>1 ended/end/VERB/VBD/root>1 without/without/ADP/IN/case>3 agreement/agreement/NOUN/NN/obl>1 "
        ",/,/PUNCT/,/punct>7 with/with/SCONJ/IN/mark>7 Oslo/Oslo/PROPN/NNP/nsubj>7/GPE blaming/blame/VERB/VBG/acl>3 "
        "Mali/Mali/PROPN/NNP/obj>7/GPE".split()
    )
    assert arcs(doc, "blaming") == ["blaming advcl ended"]


def test_a_past_form_goes_on_with_the_verb_and_not_with_whom_it_counts() -> None:
    doc = row(
        *"It/it/PRON/PRP/nsubj>1 killed/kill/VERB/VBD/root>1 five/five/NUM/CD/obj>1 and/and/CCONJ/CC/cc>4 wounded/wound/VERB/VBD/conj>2 "
        "ten/ten/NUM/CD/obj>4".split()
    )
    assert arcs(doc, "wounded") == ["wounded conj killed"]


def test_a_raid_is_what_is_conducted_whoever_died_in_it() -> None:
    doc = row(
        *"Dozens/dozen/NOUN/NNS/nsubj>1 died/die/VERB/VBD/root>1 in/in/ADP/IN/case>3 raids/raid/NOUN/NNS/obl>1 ,/,/PUNCT/,/punct>5 "
        "conducted/conduct/VERB/VBN/advcl>1 by/by/ADP/IN/case>7 Oslo/Oslo/PROPN/NNP/obl:agent>5/GPE".split()
    )
    assert arcs(doc, "conducted") == ["conducted acl raids"]


def test_whoever_is_backed_stands_right_before() -> None:
    doc = row(
        *"Oslo/Oslo/PROPN/NNP/nsubj>1/GPE blamed/blame/VERB/VBD/root>1 attacks/attack/NOUN/NNS/obj>1 by/by/ADP/IN/case>4 "
        "gangs/gang/NOUN/NNS/nmod>2 backed/back/VERB/VBN/acl>2 by/by/ADP/IN/case>7 Mali/Mali/PROPN/NNP/obl:agent>5/GPE".split()
    )
    assert arcs(doc, "backed") == ["backed acl gangs"]


def test_who_joins_in_goes_with_the_finite_verb() -> None:
    doc = row(
        *"Chad/Chad/PROPN/NNP/nsubj>1/GPE voted/vote/VERB/VBD/root>1 to/to/PART/TO/mark>3 oust/oust/VERB/VB/xcomp>1 "
        "Lund/Lund/PROPN/NNP/obj>3/PERSON ,/,/PUNCT/,/punct>8 with/with/SCONJ/IN/mark>8 ten/ten/NUM/CD/nsubj>8 "
        "joining/join/VERB/VBG/advcl>3".split()
    )
    assert arcs(doc, "joining") == ["joining advcl voted"]


def test_what_a_perfect_tells_is_active() -> None:
    doc = row(
        *"chiefs/chief/NOUN/NNS/nsubj:pass>2 had/have/AUX/VBD/aux>2 spoken/speak/VERB/VBN/root>2 by/by/ADP/IN/case>4 "
        "phone/phone/NOUN/NN/obl:agent>2".split()
    )
    assert arcs(doc, "chiefs", "phone") == ["chiefs nsubj spoken", "phone obl spoken"]


def test_an_apposition_is_of_the_name_before_its_comma() -> None:
    doc = row(
        *"Lund/Lund/PROPN/NNP/nsubj>1/PERSON urged/urge/VERB/VBD/root>1 Berg/Berg/PROPN/NNP/obj>1/PERSON to/to/PART/TO/mark>4 "
        "mend/mend/VERB/VB/xcomp>1 Solveig/Solveig/PROPN/NNP/obj>4/VEHICLE ,/,/PUNCT/,/punct>8 a/a/DET/DT/det>8 "
        "ferry/ferry/NOUN/NN/appos>2".split()
    )
    assert arcs(doc, "ferry") == ["ferry appos Solveig"]


def test_a_share_keeps_what_it_is_of() -> None:
    doc = row(
        *"Gangs/gang/NOUN/NNS/nsubj>1 hold/hold/VERB/VBP/root>1 most/most/ADJ/JJS/obj>1 of/of/ADP/IN/case>4 "
        "Goma/Goma/PROPN/NNP/obl>1/GPE".split()
    )
    assert arcs(doc, "Goma", "of") == ["of case Goma", "Goma nmod most"]


def test_who_behind_a_person_is_that_person() -> None:
    doc = row(
        *"deaths/death/NOUN/NNS/root>0 which/which/PRON/WDT/nsubj>2 angered/anger/VERB/VBD/acl:relcl>0 Berg/Berg/PROPN/NNP/obj>2/PERSON "
        ",/,/PUNCT/,/punct>6 who/who/PRON/WP/nsubj>6 left/leave/VERB/VBD/acl:relcl>0".split()
    )
    assert arcs(doc, "left") == ["left acl:relcl Berg"]
