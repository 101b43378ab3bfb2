"""Words: spaCy's English rules with a few changes, the same for training, testing and reading."""

from __future__ import annotations

import re

import spacy
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

# Runs of marks and telephone numbers stay whole, as the treebanks have them.
_WHOLE = re.compile(r"^(?:\d{3}-)?\d{3}-\d{4}$|^\d{1,2}-[A-Z][a-z]{2}-\d{2,4}$|^(?:\.?[!?]{2,}|\.\?|\*{2,}|_{2,}|={2,}|~{2,})$")
_RUNS = (r"\.?[!?]{2,}", r"\.\?", r"\*{2,}", r"_{2,}", r"={2,}", r"~{2,}", r"<<", r">>")
# "U.S.-led" and "F-16": spaCy parts at hyphens between letters only.
_INFIXES = (r"(?<=[A-Za-z]\.)-(?=[A-Za-z])", r"(?<=[A-Za-z])-(?=[0-9])", r"[;()<>—]")
# A minus before a figure or a sum.
_LEADING = (r"-(?=[$\d])",)
# Written with a hyphen, yet one word.
_ONE_WORD = ("e-mail", "E-mail", "e-mails", "E-mails", "e-mailed")
# The treebanks part these; spaCy keeps them.
_PARTED = ("and/or",)


def blank() -> Language:
    """An English pipeline that holds nothing but kg's tokenizer.

    A hyphen between letters always parts, so that "US-led", "al-Qaida" and "anti-IS" are alike three words:

    >>> [token.text for token in blank()("The U.S.-led, anti-IS drive won't stop al-Qaida!!")]
    ['The', 'U.S.', '-', 'led', ',', 'anti', '-', 'IS', 'drive', 'wo', "n't", 'stop', 'al', '-', 'Qaida', '!!']
    """
    nlp = spacy.blank("en")
    tokenizer = nlp.tokenizer
    assert isinstance(tokenizer, Tokenizer)
    rules = {form: pieces for form, pieces in (tokenizer.rules or {}).items() if form not in _PARTED}
    for form in _ONE_WORD:
        rules[form] = [{65: form}]  # 65 is spaCy's ORTH
    tokenizer.rules = rules
    defaults = nlp.Defaults
    tokenizer.prefix_search = compile_prefix_regex([*_RUNS, *_LEADING, *(defaults.prefixes or ())]).search
    tokenizer.suffix_search = compile_suffix_regex([*_RUNS, *(defaults.suffixes or ())]).search
    tokenizer.infix_finditer = compile_infix_regex([*_INFIXES, *(defaults.infixes or ())]).finditer
    tokenizer.token_match = _WHOLE.match
    return nlp
