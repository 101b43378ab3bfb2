"""Words as the treebanks part them, and as claims need them parted."""

from __future__ import annotations

import pytest

from kg.annotate.tokenizer import blank

NLP = blank()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The anti-NATO, pro-Kyiv march", "The anti - NATO , pro - Kyiv march"),
        ("in mid-March, post-war", "in mid-March , post-war"),
        ("a non-Arab ex-minister of the mid-1980s", "a non-Arab ex-minister of the mid-1980s"),
        ("It paid $3.8bn for 65k shells in 24hrs.", "It paid $ 3.8 bn for 65 k shells in 24 hrs ."),
        ("the 17th, 2nd and 1980s", "the 17th , 2nd and 1980s"),
        ("Oslo- and Bergen-based firms", "Oslo - and Bergen - based firms"),
        ("It agreed -after talks- to go.", "It agreed - after talks - to go ."),
        ("Peru fell 12-9 at -5 degrees", "Peru fell 12 - 9 at - 5 degrees"),
        ("(Chile, 2004): talks", "( Chile , 2004 ) : talks"),
        ("Diaz et al. want a lot", "Diaz et al. want a lot"),
        ("It has alot to do", "It has a lot to do"),
        ('"Ana"<ana@example.org> wrote', '" Ana " < ana@example.org > wrote'),
        ("See https://example.org/a-b?c=d now", "See https://example.org/a-b?c=d now"),
    ],
)
def test_words(text: str, words: str) -> None:
    assert " ".join(token.text for token in NLP.make_doc(text)) == words


def test_nothing_is_lost() -> None:
    text = "alot wanna 5hrs- -x ): a<b@c>d e-mail etc."
    assert NLP.make_doc(text).text == text
