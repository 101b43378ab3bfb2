"""Words: spaCy's English rules with a few changes, the same for training, testing and reading."""

from __future__ import annotations

import re

import spacy
from spacy.lang.tokenizer_exceptions import URL_MATCH
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

# Runs of marks, telephone numbers, hashtags, "b/c" and "80's" stay whole, as the treebanks have them; so does a lower-case word with a
# prefix that is none without it ("co-operation", "non-aligned", "mid-March"). Not "anti-" and "pro-", which the treebanks keep too: whom
# somebody is for or against must stand as a word of its own ("anti-IS", "pro-Iran").
_WHOLE = re.compile(
    r"^(?:\d{3}-)?\d{3}-\d{4}$|^\d{1,2}-[A-Z][a-z]{2}-\d{2,4}$|^(?:\.?[!?]{2,}|\.\?|\*{2,}|_{2,}|={2,}|~{2,}|\${2,})$"
    r"|^x?\d-\d{4}$|^\d+(?:-\d+){2,}$|^#[A-Za-z]\w+$|^[A-Za-z]/[A-Za-z]$|^\d+'s$"
    r"|^(?i:co|counter|cross|ex|mini|multi|over|pre|re|semi|sub)-[a-z]{3,}$|^(?i:non|mid|post)-[A-Za-z][a-z]{2,}$|^(?i:mid)-\d{2,4}'?s?$|^[Ee]-[a-z]{4,}$"
)
_RUNS = (r"\${2,}", r"\.?[!?]{2,}", r"\.\?", r"\*{2,}", r"_{2,}", r"={2,}", r"~{2,}", r"<<", r">>")
# "U.S.-led" and "F-16": spaCy parts at hyphens between letters only.
_INFIXES = (r"(?<=[A-Za-z]\.)-(?=[A-Za-z])", r"(?<=[A-Za-z])-(?=[0-9])", r"[;()<>—]", r"\"(?=<)")
# A minus before a figure or a sum; a dash that stands close to the word after or before it.
_LEADING = (r"-(?=[$\d])", r"-(?=[A-Za-z]{3,})")
_TRAILING = r"(?<=[\w.)”])-"
# Written with a hyphen, yet one word.
_ONE_WORD = ("e-mail", "E-mail", "e-mails", "E-mails", "e-mailed", "Yahoo!")
# The treebanks part these; spaCy keeps them, or reads "Wed." as "we'd".
_PARTED = ("and/or", "Wed", "wed", "):")
# Two words written as one.
_RUN_TOGETHER = (("a", "lot"), ("wan", "na"))
# An address holds no quotation mark or angle bracket; spaCy would take "name"<name@host for one.
_ADDRESS = re.compile(r"(?u)(?!.*[\"<>])" + URL_MATCH.__self__.pattern.removeprefix("(?u)"))  # type: ignore[attr-defined]
# Abbreviations whose full stop spaCy takes for a sentence's.
_ABBREVIATED = (
    "Adm Amb Brig Capt Cmdr Col Cpl Cpt Dist Ft Hon Lieut Lt Ltd LTD Maj Pres Prof Pvt Reps Sens Sgt Supt "
    "Tue Tues Wed Thu Thur Thurs Fri approx dept est incl vs al"
).split()
# The half of the day that stands close to a time: 7:30pm, 10:00 a.m.
_CLOCK = r"(?<=[0-9]:[0-9][0-9])(?:[ap]m|[AP]M|[ap]\.m\.)"
# Multiples and measures close to their figure: $3.8bn, 65k, 24hrs.
_UNIT = r"(?<=[0-9])(?:k|K|m|M|b|bn|mn|tn|mm|cm|kg|kb|gb|ft|hrs?|mins?|sqft|hh|Hz)"


def blank() -> Language:
    """An English pipeline that holds nothing but kg's tokenizer.

    A hyphen between letters parts, save behind a mere prefix, so that "US-led", "al-Qaida" and "anti-IS" are alike three words:

    >>> [token.text for token in blank()("The U.S.-led, anti-IS drive won't stop al-Qaida's co-operation!!")]
    ['The', 'U.S.', '-', 'led', ',', 'anti', '-', 'IS', 'drive', 'wo', "n't", 'stop', 'al', '-', 'Qaida', "'s", 'co-operation', '!!']
    """
    nlp = spacy.blank("en")
    tokenizer = nlp.tokenizer
    assert isinstance(tokenizer, Tokenizer)
    rules = {form: pieces for form, pieces in (tokenizer.rules or {}).items() if form not in _PARTED}
    for form in (*_ONE_WORD, *(f"{short}." for short in _ABBREVIATED)):
        rules[form] = [{65: form}]  # 65 is spaCy's ORTH
    for front, back in _RUN_TOGETHER:
        rules[front + back] = [{65: front}, {65: back}]
    for form, pieces in list(rules.items()):
        # contractions in capitals
        if "'" in form and len(pieces) > 1:
            rules.setdefault(form.upper(), [{65: piece[65].upper()} for piece in pieces])
    tokenizer.rules = rules
    defaults = nlp.Defaults
    tokenizer.prefix_search = compile_prefix_regex([*_RUNS, *_LEADING, *(defaults.prefixes or ())]).search
    tokenizer.suffix_search = compile_suffix_regex([*_RUNS, _CLOCK, _UNIT, _TRAILING, *(defaults.suffixes or ())]).search
    tokenizer.infix_finditer = compile_infix_regex([*_INFIXES, *(defaults.infixes or ())]).finditer
    tokenizer.token_match = _WHOLE.match
    tokenizer.url_match = _ADDRESS.match
    return nlp
