"""Whatever words a claim has, its relation has a code of the scheme or none, the same each time, and no word breaks it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.link.acts import ActLexicon
from kg.link.relations import event_of, plain_event, relation_of, type_of
from kg.model import Argument, Claim, Evidence, Mention, Modality, Offsets, Polarity, Predicate, PredicateKind
from kg.ontology import Scheme

SCHEME = Scheme.load()
LEXICON = ActLexicon.load()
WORDS = st.one_of(
    st.sampled_from(sorted(LEXICON.rows)),
    st.sampled_from(sorted(LEXICON.nouns)),
    st.sampled_from(
        ["of", "to", "not", "for", "on", "out", "up", "with", "the", "an", "be", "dozens", "Lima", "—", "’s", "", "\x00", "ß", "سلام"]
    ),
    st.text(max_size=8),
)
PHRASES = st.lists(WORDS, max_size=6).map(" ".join)
HERE = Offsets(0, 1)


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    def mention() -> Mention:
        text = draw(PHRASES)
        head = draw(st.sampled_from([*text.split(), ""]))
        return Mention(HERE, text, text, head, HERE, draw(st.sampled_from(["PHRASE", "GPE", "PERSON", "QUANTITY", "PRONOUN"])))

    label = draw(PHRASES)
    predicate = Predicate(
        HERE,
        draw(PHRASES),
        label,
        draw(st.sampled_from([*label.split(), "", "attack"])),
        draw(st.sampled_from(list(PredicateKind))),
        draw(st.sampled_from(["", "out", "up"])),
        draw(st.sampled_from(["", "for", "on", "in support of"])),
        draw(st.sampled_from(["", "talk", "military exercise"])),
    )
    context = tuple(Argument(draw(st.sampled_from(["", "to", "for", "out of"])), mention()) for _ in range(draw(st.integers(0, 2))))
    object = mention() if draw(st.booleans()) else None
    polarity, modality = draw(st.sampled_from(list(Polarity))), draw(st.sampled_from(list(Modality)))
    return Claim(mention(), predicate, object, Evidence("0" * 16, HERE, HERE), polarity, modality, context=context)


@settings(max_examples=400, deadline=None, derandomize=True)
@given(claims())
def test_any_claim_gets_a_code_of_the_scheme_or_none(claim: Claim) -> None:
    relation = relation_of(claim, None, None, SCHEME)
    assert relation == relation_of(claim, None, None, SCHEME)
    assert relation.event == event_of(plain_event(claim), claim.polarity, claim.modality)
    assert relation.event == "" or relation.event in SCHEME
    assert relation.type == "" or relation.type in SCHEME
    assert relation.type == type_of(relation.label).partition("/")[0]
    assert -10 <= relation.score <= 10
    assert relation.sign in {-1, 0, 1}
