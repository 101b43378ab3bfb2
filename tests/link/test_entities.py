from __future__ import annotations

from dataclasses import replace

import pytest

from kg.link.entities import Linking
from kg.link.lexicon import Lexicon
from kg.link.metonyms import Slot
from kg.model import Article, PredicateKind, Reference
from tests.link.mentioned import claim, mention


def link(text: str, words: str, kind: str = "PHRASE", slot: Slot = Slot.SUBJECT, **more: object) -> Reference:
    article = Article.of(text)
    return Linking(article, Lexicon.load()).reference(mention(article, words, kind, **more), slot)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "words", "kind", "id"),
    [
        ("The US side left.", "The US side", "PHRASE", "state/united-states"),
        ("Neighbouring Chad agreed.", "Neighbouring Chad", "GPE", "state/chad"),
        ("the Islamic State (IS) group fled", "the Islamic State (IS) group", "ARMED_GROUP", "armed-group/islamic-state"),
        ("Turkey's Hurriyet Daily wrote", "Turkey's Hurriyet Daily", "ORG", "media/hurriyet"),
        ("NTV television said", "NTV television", "ORG", "media/ntv"),
        ("the northern town of Mosul fell", "the northern town of Mosul", "GPE", "city/mosul-irq"),
        ("Nuclear-armed North Korea fired", "Nuclear-armed North Korea", "GPE", "state/north-korea"),
    ],
)
def test_a_phrase_around_a_name_means_the_name(text: str, words: str, kind: str, id: str) -> None:
    assert link(text, words, kind).entity.id == id


@pytest.mark.parametrize(
    ("words", "id", "type", "sector", "part_of"),
    [
        ("Turkish officials", "group/turkish-officials", "Group", "GOV", "state/turkey"),
        ("senior Turkish officials", "group/turkish-officials", "Group", "GOV", "state/turkey"),
        ("Turkish military officials", "group/turkish-military-officials", "Group", "MIL", "military/turkish-military"),
        ("the Norwegian government", "government/norway", "Government", "GOV", "state/norway"),
        ("Norway's government", "government/norway", "Government", "GOV", "state/norway"),
        ("the government of Norway", "government/norway", "Government", "GOV", "state/norway"),
        ("the government in Oslo", "government/norway", "Government", "GOV", "state/norway"),
        (
            "the authorities in Kinshasa",
            "government/democratic-republic-of-the-congo",
            "Government",
            "GOV",
            "state/democratic-republic-of-the-congo",
        ),
        ("Chile's energy ministry", "ministry/chilean-energy-ministry", "Ministry", "GOV", "state/chile"),
        ("the foreign ministry of Chad", "ministry/chadian-foreign-ministry", "Ministry", "GOV", "state/chad"),
        ("the Kenyan navy", "military/kenyan-navy", "Military", "MIL", "state/kenya"),
        ("Danish police", "organisation/danish-police", "Organisation", "COP", "state/denmark"),
        ("Kurdish forces", "armed-group/kurdish-forces", "ArmedGroup", "REB", ""),
        ("Syrian rebels", "armed-group/syrian-rebels", "ArmedGroup", "REB", ""),
        ("IS fighters", "armed-group/islamic-state-fighters", "ArmedGroup", "REB", "armed-group/islamic-state"),
        ("Australian officials", "group/australian-officials", "Group", "GOV", "state/australia"),
        ("Indian troops", "group/indian-troops", "Group", "MIL", "state/india"),
        ("the Finnish president", "office/finnish-president", "Office", "GOV", "state/finland"),
        ("EU officials", "group/eu-officials", "Group", "GOV", "intergovernmental-organisation/european-union"),
        ("Cuban state television", "media/cuban-state-television", "Media", "MED", ""),
        ("Kyrgyz border guards", "group/kyrgyz-border-guards", "Group", "MIL", "state/kyrgyzstan"),
        ("the Latvian attorney general", "office/latvian-attorney-general", "Office", "GOV", "state/latvia"),
        ("Turkish Kurds", "people/turkish-kurds", "People", "", "people/kurds"),
    ],
)
def test_a_described_actor_is_a_node_of_its_own(words: str, id: str, type: str, sector: str, part_of: str) -> None:
    heads = {
        "the government of Norway": "government",
        "the government in Oslo": "government",
        "the authorities in Kinshasa": "authorities",
        "the foreign ministry of Chad": "ministry",
    }
    plural = words.split()[-1].endswith("s") and words not in heads
    found = link(f"Today {words} spoke.", words, head=heads.get(words, ""), plural=plural)
    assert (found.entity.id, found.entity.type, found.entity.sector, found.entity.part_of) == (id, type, sector, part_of)
    assert found.reading == "role"


@pytest.mark.parametrize("words", ["both states", "the states", "Both States"])
def test_states_are_not_the_united_states(words: str) -> None:
    assert link(f"They said {words} signed.", words).entity.id != "state/united-states"


def test_what_belongs_to_a_state_without_being_an_actor_is_a_phrase() -> None:
    for words in ("Turkish territory", "Turkish security", "the Syrian border", "a US strategy", "a US law"):
        assert link(f"They spoke of {words}.", words, slot=Slot.OBJECT).entity.type == "Phrase", words


def test_an_unnamed_single_speaker_belongs_to_his_article() -> None:
    one = link("A Turkish diplomat spoke. One.", "A Turkish diplomat").entity
    other = link("A Turkish diplomat spoke. Two.", "A Turkish diplomat").entity
    assert one.type == other.type == "UnnamedSource"
    assert one.label == other.label == "Turkish diplomat"
    assert one.id != other.id


@pytest.mark.parametrize(
    ("words", "label", "type"),
    [
        ("Sources", "sources", "UnnamedSource"),
        ("Military sources", "military sources", "UnnamedSource"),
        ("Turkish sources", "Turkish sources", "UnnamedSource"),
        ("Officials", "officials", "Group"),
        ("Analysts", "analysts", "Group"),
    ],
)
def test_unnamed_speakers_belong_to_their_article(words: str, label: str, type: str) -> None:
    one, again, other = (link(f"{words} doubt it. {more}", words, plural=True).entity for more in ("One.", "One.", "Two."))
    assert (one.type, one.label, one == again) == (type, label, True)
    assert one.id != other.id


def test_a_pronoun_that_stands_for_nobody_known_is_nobody_else() -> None:
    one, other = (link(f"He left. {more}", "He", "PRONOUN").entity for more in ("One.", "Two."))
    assert one.label == other.label == "He"
    assert one.id != other.id


@pytest.mark.parametrize(
    ("text", "words", "slot", "label", "preposition", "id"),
    [
        ("Ankara warned Chad.", "Ankara", Slot.SUBJECT, "warn", "", "state/turkey"),
        ("Chad warned Ankara.", "Ankara", Slot.OBJECT, "warn", "", "state/turkey"),
        ("They met in Ankara.", "Ankara", Slot.PLACE, "meet", "", "city/ankara"),
        ("Jets bombed Ankara.", "Ankara", Slot.OBJECT, "bomb", "", "city/ankara"),
        ("Chad appealed to Ankara.", "Ankara", Slot.OBJECT, "appeal to", "to", "state/turkey"),
        ("He travelled to Ankara.", "Ankara", Slot.OBJECT, "travel to", "to", "city/ankara"),
        ("So says Ankara.", "Ankara", Slot.SOURCE, "leave", "", "state/turkey"),
        ("The walls of the Kremlin fell.", "the Kremlin", Slot.OBJECT, "fall", "", "facility/kremlin"),
        ("The Kremlin denied it.", "The Kremlin", Slot.SUBJECT, "deny", "", "state/russia"),
        ("They acted under pressure from Ankara.", "Ankara", Slot.PLACE, "act", "", "state/turkey"),
        ("The airport of Ankara reopened.", "Ankara", Slot.OBJECT, "reopen", "", "city/ankara"),
        ("Rebels shelled Ankara's airport.", "Ankara", Slot.OBJECT, "see", "", "city/ankara"),
        ("He was banned from Ankara.", "Ankara", Slot.OBJECT, "ban from", "from", "city/ankara"),
        ("Crowds filled the Serbian capital Belgrade.", "Belgrade", Slot.OBJECT, "fill", "", "city/belgrade"),
        ("The field lies near the capital, Ankara.", "Ankara", Slot.SUBJECT, "be", "", "city/ankara"),
        ("Marines deployed to Ankara.", "Ankara", Slot.OBJECT, "deploy to", "to", "city/ankara"),
        ("Rebels marched on Ankara.", "Ankara", Slot.OBJECT, "march on", "on", "city/ankara"),
        ("They launched a drone attack on Ankara.", "Ankara", Slot.OBJECT, "launch attack on", "on", "city/ankara"),
        ("They put pressure on Ankara.", "Ankara", Slot.OBJECT, "put pressure on", "on", "state/turkey"),
        ("Foggy Bottom denied it.", "Foggy Bottom", Slot.SUBJECT, "deny", "", "organisation/us-state-department"),
        ("Brussels fined it.", "Brussels", Slot.SUBJECT, "fine", "", "intergovernmental-organisation/european-union"),
    ],
)
def test_a_seat_of_government_acts_or_is_a_place_by_its_slot(
    text: str, words: str, slot: Slot, label: str, preposition: str, id: str
) -> None:
    article = Article.of(text)
    seat = mention(article, words, "GPE", words.split()[-1])
    other = mention(article, text.split()[0])
    made = claim(article, seat if slot is Slot.SUBJECT else other, label, seat if slot is Slot.OBJECT else None, preposition=preposition)
    found = Linking(article, Lexicon.load()).reference(seat, slot, made)
    assert found.entity.id == id
    assert (found.reading == "metonym") != id.startswith(("city/", "facility/"))


def test_a_city_where_something_lies_is_a_city() -> None:
    article = Article.of("The bridge is located in Ankara.")
    seat = mention(article, "Ankara", "GPE")
    made = claim(article, mention(article, "The bridge"), "located in", seat, preposition="in", kind=PredicateKind.FACT)
    assert Linking(article, Lexicon.load()).reference(seat, Slot.OBJECT, made).entity.id == "city/ankara"


def test_a_surname_means_the_person_named_in_full_before() -> None:
    text = "Interior Minister Tomas Beller spoke. Mr Beller left. Beller wept."
    for words in ("Interior Minister Tomas Beller", "Mr Beller", "Beller"):
        name = words.split()[-2] + " Beller" if "Tomas" in words else "Beller"
        found = link(text, words, "PERSON", names=(f"PERSON:{name}",))
        assert (found.entity.id, found.entity.label) == ("person/tomas-beller", "Tomas Beller"), words


def test_a_known_person_is_known_where_the_article_names_his_country() -> None:
    known = link("Vladimir Putin left.", "Vladimir Putin", "PERSON").entity
    assert known.same_as[0] == "http://www.wikidata.org/entity/Q7747"
    near = link("Russia says Putin left.", "Putin", "PERSON")
    assert (near.entity.id, near.reading) == ("person/vladimir-putin", "surname")
    elsewhere = link("Dmytro Razumkov, a baker of Lima, won a prize.", "Dmytro Razumkov", "PERSON").entity
    assert elsewhere.same_as == ()


def test_a_name_that_many_bear_means_nobody_known() -> None:
    for name in ("Ali", "Khan", "Ahmed"):
        assert link(f"Ethiopia and Pakistan say {name} left.", name, "PERSON").entity.same_as == ()


def test_jordan_is_a_person_where_the_article_gives_him_a_first_name() -> None:
    assert link("Jordan closed its border with Syria.", "Jordan", "GPE").entity.id == "state/jordan"
    assert link("Michael Jordan spoke. Jordan smiled.", "Jordan", "PERSON", nth=1).entity.id == "person/michael-jordan"


@pytest.mark.parametrize(
    ("text", "words", "id"),
    [
        ("Police in Lebanon, Pennsylvania, arrested a man.", "Lebanon", "city/lebanon-pennsylvania"),
        ("He was born in Moscow, Idaho.", "Moscow", "city/moscow-idaho"),
        ("Voters in Georgia, Arizona and Nevada went home.", "Georgia", "region/georgia-us"),
        ("Police in Lebanon, backed by Syria, arrested a man.", "Lebanon", "state/lebanon"),
    ],
)
def test_a_town_of_a_federations_unit_is_told_by_the_unit_after_it(text: str, words: str, id: str) -> None:
    assert link(text, words, "GPE", Slot.PLACE).entity.id == id


def test_a_name_is_a_persons_where_the_article_says_so() -> None:
    assert link("Jordan, the Ohio Republican, left.", "Jordan", "GPE").entity.type == "Person"
    assert link("Jordan, the desert kingdom, left.", "Jordan", "GPE").entity.id == "state/jordan"


def test_a_family_name_may_come_first_or_have_a_particle() -> None:
    assert link("China spoke. Then Xi left.", "Xi", "PERSON").entity.id == "person/xi-jinping"
    assert link("Egypt spoke. Then President el-Sisi left.", "el-Sisi", "PERSON").entity.id == "person/abdel-fattah-al-sisi"


def test_what_something_is_its_head_tells() -> None:
    assert link("The League of the River met.", "League of the River", "ORG", head="League").entity.type == "Organisation"


def test_an_acronym_means_what_the_article_says_it_means() -> None:
    text = "The Upper Sava Commission (USC) met. The USC agreed."
    assert link(text, "USC", "ORG", nth=1).entity.label == "Upper Sava Commission"
    assert link("The Islamic State (IS) fled. IS lost.", "IS", "ARMED_GROUP", nth=1).reading == "acronym"


def test_a_definite_noun_means_the_one_thing_that_the_article_names_so() -> None:
    text = "The Upper Valley Dam worries Niger. The dam leaks."
    found = link(text, "The dam", nth=0)
    assert (found.entity.id, found.reading) == ("facility/upper-valley-dam", "first mention")
    two = "The Upper Valley Dam and the Lower Valley Dam leak. The dam is old."
    assert link(two, "The dam").entity.type == "Phrase"


def test_the_bloc_is_the_body_named_last_before_it() -> None:
    text = "Ecowas met. The bloc left. The EU stayed. The bloc paid."
    assert link(text, "The bloc").entity.label == "Economic Community of West African States"
    assert link(text, "The bloc", nth=1).entity.label == "European Union"


def test_a_pronoun_means_what_it_stands_for_and_alone_joins_nothing() -> None:
    article = Article.of("Chad left. It lost.")
    chad = mention(article, "Chad", "GPE")
    it = replace(mention(article, "It", "PRONOUN"), antecedent=chad)
    linking = Linking(article, Lexicon.load())
    found = linking.reference(it, Slot.SUBJECT)
    assert (found.entity.id, found.reading, found.mention) == ("state/chad", "coreference", it)
    alone = linking.reference(mention(article, "It", "PRONOUN"), Slot.SUBJECT)
    assert alone.entity.type == "Phrase"
    other = Article.of("Peru left. It lost.")
    assert Linking(other, Lexicon.load()).reference(mention(other, "It", "PRONOUN"), Slot.SUBJECT).entity.id != alone.entity.id


def test_phrases_of_several_words_join_across_articles_and_single_words_do_not() -> None:
    one, other = "They want the creation of a safe zone. One.", "He fears creation of a safe zone. Two."
    assert link(one, "the creation of a safe zone").entity.id == link(other, "creation of a safe zone").entity.id
    assert link("The talks ended. One.", "The talks").entity.id != link("The talks ended. Two.", "The talks").entity.id
    assert link(one, "the creation of a safe zone").entity.label == "creation of a safe zone"


def test_actors_that_nobody_knows_are_kept() -> None:
    found = link("The Horn Policy Forum met.", "The Horn Policy Forum", "ORG")
    assert (found.entity.id, found.entity.type, found.reading) == ("organisation/horn-policy-forum", "Organisation", "new")
    assert found.entity.same_as == ()


def test_a_name_that_opens_with_a_state_and_a_people_stays_as_it_is() -> None:
    assert link("The Chad African Farmers Union met.", "The Chad African Farmers Union", "ORG").entity.label == "Chad African Farmers Union"


def test_a_given_name_like_a_states_stays_and_a_day_or_unit_goes() -> None:
    assert link("Jordan Lee met Virginia Ann Smith.", "Jordan Lee", "PERSON").entity.label == "Jordan Lee"
    assert link("Jordan Lee met Virginia Ann Smith.", "Virginia Ann Smith", "PERSON").entity.label == "Virginia Ann Smith"
    assert link("Vermont Senator Ana Costa spoke. Costa left.", "Costa", "PERSON").entity.label == "Ana Costa"
    assert link("On Friday Costa left. Ana Costa spoke.", "Costa", "PERSON").entity.label == "Ana Costa"


def test_an_entity_of_another_countrys_acronym_is_not_taken() -> None:
    assert link("The NPA met in Lima, Peru.", "NPA", "ORG").entity.type in {"Organisation", "ArmedGroup"}
    assert link("The APC won in Nigeria.", "APC", "ORG").entity.id == "party/all-progressives-congress"
    assert link("The APC won in Peru.", "APC", "ORG").entity.id != "party/all-progressives-congress"


def test_an_office_belongs_to_its_state_and_a_bare_title_to_its_article() -> None:
    def office(text: str, words: str) -> Reference:
        article = Article.of(text)
        held = mention(article, words)
        made = claim(article, mention(article, "Ana Costa", "PERSON"), "hold position", held, kind=PredicateKind.FACT)
        return Linking(article, Lexicon.load()).reference(held, Slot.OBJECT, made)

    assert office("Chadian President Ana Costa left.", "Chadian President").entity.id == "office/chadian-president"
    assert office("Chad's President Ana Costa left.", "Chad's President").entity.id == "office/chadian-president"
    one, other = office("President Ana Costa left.", "President").entity, office("President Ana Costa came.", "President").entity
    assert one.label == other.label == "President"
    assert one.id != other.id


def test_a_body_with_an_everyday_name_is_not_taken_from_another_country() -> None:
    assert link("Peru's Congress voted.", "Peru's Congress", "ORG").entity.id == "organisation/peruvian-congress"
    assert link("Congress voted in Washington.", "Congress", "ORG").entity.id == "organisation/us-congress"
    assert link("In Lima, Peru, Congress voted.", "Congress", "ORG").entity.id != "organisation/us-congress"


def test_what_a_state_owns_is_not_taken_for_anothers_body_of_that_name() -> None:
    text = "Peru's Congress met in Washington."
    assert link(text, "Peru's Congress", "ORG", head="Congress").entity.id != "organisation/us-congress"


def test_quantities_at_least_make_no_other_group() -> None:
    assert (
        link("Today At least three Turkish soldiers died.", "At least three Turkish soldiers", plural=True).entity.label
        == "Turkish soldiers"
    )


def test_the_daily_is_the_paper_named_before() -> None:
    text = "The Hurriyet newspaper reported talks. The Council of Ministers met. The daily quoted an envoy."
    assert link(text, "The daily").entity.label == "Hurriyet"
    assert link("Ministers met. The daily quoted an envoy.", "The daily").entity.type == "Phrase"


@pytest.mark.parametrize(
    ("text", "words", "id"),
    [
        ("A Turk was charged with theft.", "A Turk", ""),
        ("The young Swede signed the pact.", "The young Swede", ""),
        ("Police arrested an Australian.", "an Australian", ""),
        ("The US signed the pact.", "The US", "state/united-states"),
        ("The Australian reported a raid.", "The Australian", "media/the-australian"),
    ],
)
def test_one_of_a_people_is_not_the_state(text: str, words: str, id: str) -> None:
    found = link(text, words, "NORP" if not id.startswith("media") else "ORG")
    assert found.entity.id == id if id else found.entity.type == "Phrase"


def test_a_family_name_read_as_a_body_is_the_persons() -> None:
    text = "Tomas Beller spoke. Beller promised strikes."
    article = Article.of(text)
    linker = Linking(article, Lexicon.load())
    named, body = mention(article, "Tomas Beller", "PERSON"), mention(article, "Beller", "ORG", nth=1)
    assert [linker.reference(each, Slot.SUBJECT).entity.id for each in (named, body)] == ["person/tomas-beller"] * 2


@pytest.mark.parametrize(
    ("text", "words", "label"),
    [
        ("Native American groups sued Montana.", "Native American groups", "Native American groups"),
        ("The American Civil Liberties Union sued Lund.", "The American Civil Liberties Union", "American Civil Liberties Union"),
        ("American officials left.", "American officials", "US officials"),
        ("The American Foreign Ministry met Chad.", "The American Foreign Ministry", "US Foreign Ministry"),
    ],
)
def test_an_adjective_inside_a_name_stays(text: str, words: str, label: str) -> None:
    assert link(text, words, plural=words.endswith("s"), head=words.split()[-1]).entity.label == label


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Estonian former prime minister Berg left.", "Estonian former prime minister"),
        ("The former Estonian prime minister left.", "The former Estonian prime minister"),
        ("Estonia's former prime minister left.", "Estonia's former prime minister"),
    ],
)
def test_a_former_office_puts_its_time_before_the_state(text: str, words: str) -> None:
    assert link(text, words, head="minister").entity.label == "former Estonian prime minister"


@pytest.mark.parametrize(
    ("place", "words", "known"),
    [("Chad", "the town", False), ("Timbuktu", "the town", True), ("Timbuktu", "The country", False), ("Singapore", "the city", True)],
)
def test_a_town_is_no_state_and_a_country_no_city(place: str, words: str, known: bool) -> None:
    text = f"Rebels attacked {place}. Troops left {words}."
    article = Article.of(text)
    meant = mention(article, place, "GPE")
    back = replace(mention(article, words), antecedent=meant)
    entity = Linking(article, Lexicon.load()).reference(back, Slot.OBJECT).entity
    assert (entity.type != "Phrase") is known


def test_a_ship_is_neither_the_town_nor_the_state_of_its_name() -> None:
    text = "Kyiv sank the cruiser Moskva off Odesa, and the USS Ohio left. The Ohio came back."
    article = Article.of(text)
    linking = Linking(article, Lexicon.load())
    cruiser = linking.reference(mention(article, "the cruiser Moskva", "VEHICLE", names=("VEHICLE:Moskva",)), Slot.OBJECT)
    assert (cruiser.entity.id, cruiser.entity.type) == ("vehicle/moskva", "Vehicle")
    first = linking.reference(mention(article, "USS Ohio", "VEHICLE"), Slot.SUBJECT)
    again = linking.reference(mention(article, "The Ohio", "VEHICLE", names=("VEHICLE:Ohio",)), Slot.SUBJECT)
    assert (first.entity.id, again.entity) == ("vehicle/uss-ohio", first.entity)


@pytest.mark.parametrize(
    ("words", "name", "label"),
    [
        ("three F-16s", "F-16s", "F-16"),
        ("the Patriot system", "Patriot system", "MIM-104 Patriot"),
        ("Chad's F-16s", "F-16s", "Chad's F-16s"),
        ("Chadian F-16s", "F-16s", "Chadian F-16s"),
    ],
)
def test_a_weapon_is_its_model_and_somebodys_weapons_are_his(words: str, name: str, label: str) -> None:
    assert link(f"Then {words} came.", words, "WEAPON", names=(f"WEAPON:{name}",)).entity.label == label


def test_weapons_are_sent_to_the_state() -> None:
    article = Article.of("The S-400 was sent to Ankara.")
    weapon, goal = mention(article, "S-400", "WEAPON"), mention(article, "Ankara", "GPE")
    sent = claim(article, weapon, "be sent to", goal, lemma="send", preposition="to")
    assert Linking(article, Lexicon.load()).reference(goal, Slot.OBJECT, sent).entity.id == "state/turkey"


@pytest.mark.parametrize(("words", "id"), [("the two million Norwegians", "people/norwegians"), ("the Norwegians", "state/norway")])
def test_people_who_are_counted_are_not_their_state(words: str, id: str) -> None:
    assert link(f"Then {words} left.", words, "NORP", plural=True, names=("NORP:Norwegians",)).entity.id == id


def test_a_family_name_is_that_of_the_known_person_named_before() -> None:
    text = "President Ferdinand Marcos Jr left. Marcos signed."
    older = Linking(Article.of(text), Lexicon.load())
    whole = older.reference(mention(older.article, "Ferdinand Marcos Jr", "PERSON"), Slot.SUBJECT)
    assert older.reference(mention(older.article, "Marcos", "GPE", nth=1), Slot.SUBJECT).entity == whole.entity
    article = Article.of("Mohamed Hamdan Dagalo left. Dagalo signed. Two lawmakers met Ruto's aides.")
    linking = Linking(article, Lexicon.load())
    full = linking.reference(mention(article, "Mohamed Hamdan Dagalo", "PERSON"), Slot.SUBJECT)
    again = linking.reference(mention(article, "Dagalo", "ORG", nth=1), Slot.SUBJECT)
    assert (full.entity.type, again.entity) == ("Person", full.entity)
    assert linking.reference(mention(article, "Ruto's aides", plural=True), Slot.OBJECT).entity.label == "Ruto's aides"


def test_what_stands_before_a_capitals_plan_is_not_before_the_capital() -> None:
    article = Article.of("They ended a dispute over Ankara's plan to build a port.")
    ankara, port = mention(article, "Ankara", "GPE"), mention(article, "port")
    plan = claim(article, ankara, "build", port)
    assert Linking(article, Lexicon.load()).reference(ankara, Slot.SUBJECT, plan).entity.id == "state/turkey"
