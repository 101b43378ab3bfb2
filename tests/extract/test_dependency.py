"""Whatever the parse: no crash, every mention and quote stands in the article, claims come once and in order, the same ones again."""

from __future__ import annotations

import time

from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from kg.extract.dependency import LONGEST_SENTENCE, MOST_CLAIMS, DependencyExtractor
from kg.extract.grammar import words
from kg.model import Article, Claim, Mention, Offsets, Zone, ZoneKind
from tests.conftest import doc_of

FORMS = [
    ("Mali", "Mali", "PROPN", "NNP", "B-GPE"),
    ("IS", "IS", "PROPN", "NNP", "B-ORG"),
    ("Kari", "Kari", "PROPN", "NNP", "B-PERSON"),
    ("minister", "minister", "NOUN", "NN", "O"),
    ("talks", "talk", "NOUN", "NNS", "O"),
    ("Friday", "Friday", "PROPN", "NNP", "B-DATE"),
    ("accused", "accuse", "VERB", "VBD", "O"),
    ("hold", "hold", "VERB", "VB", "O"),
    ("backed", "back", "VERB", "VBN", "O"),
    ("sheltering", "shelter", "VERB", "VBG", "O"),
    ("said", "say", "VERB", "VBD", "O"),
    ("wary", "wary", "ADJ", "JJ", "O"),
    ("is", "be", "AUX", "VBZ", "O"),
    ("not", "not", "PART", "RB", "O"),
    ("which", "which", "PRON", "WDT", "O"),
    ("they", "they", "PRON", "PRP", "O"),
    ("of", "of", "ADP", "IN", "O"),
    ("to", "to", "PART", "TO", "O"),
    ("between", "between", "ADP", "IN", "O"),
    ("and", "and", "CCONJ", "CC", "O"),
    (",", ",", "PUNCT", ",", "O"),
    ("-", "-", "PUNCT", "HYPH", "O"),
    ("(", "(", "PUNCT", "-LRB-", "O"),
    (")", ")", "PUNCT", "-RRB-", "O"),
    ('"', '"', "PUNCT", "``", "O"),
    ("\n\n", "\n\n", "SPACE", "_SP", "O"),
]
DEPS = (
    "nsubj nsubj:pass obj iobj obl obl:agent obl:unmarked ccomp xcomp advcl acl acl:relcl conj cc case mark cop aux aux:pass appos nmod "
    "nmod:poss nmod:desc compound compound:prt amod det advmod parataxis flat fixed expl punct nummod csubj dep list"
).split()


@st.composite
def parses(draw: st.DrawFn) -> Doc:
    """A random tree over random words: no parse a model gives is stranger."""
    chosen = draw(st.lists(st.sampled_from(FORMS), min_size=1, max_size=18))
    root = draw(st.integers(0, len(chosen) - 1))
    order = draw(st.permutations(range(len(chosen))))
    rank = {i: place for place, i in enumerate([root, *(i for i in order if i != root)])}
    heads = [i if i == root else draw(st.sampled_from([j for j in range(len(chosen)) if rank[j] < rank[i]])) for i in range(len(chosen))]
    deps = ["ROOT" if i == root else draw(st.sampled_from(DEPS)) for i in range(len(chosen))]
    return doc_of(
        [form[0] for form in chosen], heads, deps, pos=[form[2] for form in chosen], tags=[form[3] for form in chosen],
        lemmas=[form[1] for form in chosen], ents=[form[4] for form in chosen],
    )  # fmt: skip


def mentions(claim: Claim) -> list[Mention]:
    found = [claim.subject, *([claim.object] if claim.object else []), *claim.attribution, *claim.times, *claim.places]
    found += [argument.mention for argument in claim.context]
    for mention in list(found):
        while mention.antecedent is not None:
            mention = mention.antecedent
            found.append(mention)
    return found


@settings(max_examples=250, deadline=None)
@given(parses())
def test_any_parse_gives_claims_that_the_article_holds(doc: Doc) -> None:
    article = Article.of(doc.text)
    claims = list(DependencyExtractor().claims(article, doc))
    for claim in claims:
        for mention in mentions(claim):
            assert mention.at.of(article.text) == mention.text
            assert mention.at.covers(mention.head_at)
            assert mention.reading
            assert all(name.at.of(article.text) == name.text for name in mention.names)
        assert claim.predicate.at.of(article.text) == claim.predicate.text
        assert claim.predicate.label
        assert claim.evidence.quote.of(article.text).strip()
        assert claim.evidence.sentence.covers(claim.evidence.quote)
        assert 0 < claim.confidence < 1
    assert [claim.key for claim in claims] == [claim.key for claim in DependencyExtractor().claims(article, doc)]
    assert len({claim.key for claim in claims}) == len(claims)
    starts = [(claim.evidence.sentence.start, claim.predicate.at.start) for claim in claims]
    assert starts == sorted(starts)
    assert len(claims) <= MOST_CLAIMS


def chain(length: int) -> Doc:
    """A sentence of `length` coordinated names before and after one verb."""
    names = [f"N{i}" for i in range(length)]
    half = length // 2
    forms = [*names[:half], "met", *names[half:]]
    heads = (
        [half if i == 0 else 0 for i in range(half)] + [half] + [half if i == half + 1 else half + 1 for i in range(half + 1, len(forms))]
    )
    deps = (
        ["nsubj" if i == 0 else "conj" for i in range(half)]
        + ["ROOT"]
        + ["obj" if i == half + 1 else "conj" for i in range(half + 1, len(forms))]
    )
    pos = ["PROPN"] * half + ["VERB"] + ["PROPN"] * (length - half)
    tags = ["NNP"] * half + ["VBD"] + ["NNP"] * (length - half)
    return doc_of(forms, heads, deps, pos=pos, tags=tags)


def test_a_sentence_makes_a_bounded_number_of_claims_in_bounded_time() -> None:
    for length in (100, 400, 2000):
        doc = chain(length)
        start = time.process_time()
        claims = list(DependencyExtractor().claims(Article.of(doc.text), doc))
        assert time.process_time() - start < 2
        assert len(claims) <= MOST_CLAIMS
        assert bool(claims) == (length < LONGEST_SENTENCE)


def test_a_zone_that_does_not_speak_makes_no_claims() -> None:
    doc = doc_of("Mali backed rebels", [1, 1, 1], "nsubj ROOT obj", pos="PROPN VERB NOUN", tags="NNP VBD NNS", lemmas="Mali back rebel")
    for kind, expected in ((ZoneKind.BODY, 1), (ZoneKind.NAVIGATION, 0), (ZoneKind.TITLE, 1), (ZoneKind.BYLINE, 0)):
        article = Article.of(doc.text, zones=(Zone(kind, Offsets(0, len(doc.text))),))
        assert len(list(DependencyExtractor().claims(article, doc))) == expected


def test_words_link_spaces_to_nobody() -> None:
    doc = doc_of(["Mali", "\n", "fell"], [2, 2, 2], "nsubj dep ROOT", pos="PROPN SPACE VERB")
    assert [child.text for child in words(doc)[2].children] == ["Mali"]
