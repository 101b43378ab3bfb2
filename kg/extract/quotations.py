"""Quotations of an article: which words they span, and who speaks in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from kg.extract.grammar import Phrase, Word, root_of, sentence
from kg.extract.patterns import patterns
from kg.extract.qualifiers import word_class

MARKS = frozenset('"“”„«»') | {"``", "''"}
_SHORTEST = 4
_DOCUMENTS = frozenset(
    "statement letter message tweet post text note banner sign release report communique leaflet resolution decree opinion ruling "
    "judgment judgement order email memo document plaque caption headline summary it".split()
)
_UNSPOKEN = frozenset({"show", "find", "know", "read", "hold", "hear", "describe", "agree", "consider"})


class Quotation(NamedTuple):
    """First and last word of a quotation, and its speakers where they are named, the innermost first."""

    first: int
    last: int
    speakers: tuple[Phrase, ...]


def quotations(signs: Sequence[Word], who: Callable[[Word], list[Phrase]], phrase_of: Callable[[Word], Phrase]) -> tuple[Quotation, ...]:
    """The quotations of four words or more between `signs`, each with its speaker; one that carries on an unclosed one keeps its speaker.

    Three words are enough where they are a sentence; a paragraph that is all quotation goes on with the speaker of the one before.

    `who` names the speakers of a speech verb, `phrase_of` the noun phrase around a word.

    >>> tree = tree_of('" We will go home " , Oslo said', [3, 3, 3, 8, 3, 3, 8, 8, 8],
    ...     "punct nsubj aux ccomp advmod punct punct nsubj root", lemmas='" we will go home " , Oslo say',
    ...     pos="PUNCT PRON AUX VERB ADV PUNCT PUNCT PROPN VERB")
    >>> (said,) = quotations(tree, lambda verb: [Phrase(tree[7], 7, 7)], lambda word: Phrase(word, word.i, word.i))
    >>> said.first, said.last, [speaker.head.text for speaker in said.speakers]
    (1, 4, ['Oslo'])
    """
    found: list[Quotation] = []
    tree = signs[0].tree if signs else []
    runs = spans(signs)
    for first, last, carried in runs:
        named = _speakers(tree, first, last, who, phrase_of)
        if not named and found and (carried or _goes_on(tree, found[-1].last, first, last)):
            named = found[-1].speakers
        found.append(Quotation(first, last, named))
        for i in range(len(found) - 2, -1, -1):
            # a speech of several paragraphs whose speaker is named only at its end
            if not named or not carried or found[i].speakers:
                break
            found[i] = found[i]._replace(speakers=named)
            carried = runs[i][2]
    return (*found, *_statements(signs, who))


def _statements(signs: Sequence[Word], who: Callable[[Word], list[Phrase]]) -> Iterator[Quotation]:
    """What a line that ends in "the minister said:" leads to, though without marks: the paragraphs behind it, to the next one that has
    marks, names the speaker or is no sentence."""
    tree = signs[0].tree if signs else []
    for colon in signs:
        if colon.text != ":" or colon.i + 1 >= len(tree) or not _breaks(tree[colon.i + 1]):
            continue
        verb = next((word for word in reversed(tree[max(0, colon.i - 8) : colon.i]) if word.pos == "VERB"), None)
        if verb is None or verb.sentence != colon.sentence or verb.lemma not in word_class("speech verb") or verb.has("ccomp"):
            continue
        speakers = tuple(who(verb))
        heads = {speaker.head.text for speaker in speakers}
        first, last = colon.i + 2, colon.i + 1
        for start, end in _paragraphs(tree, first):
            told = tree[start : end + 1]
            if any(word.text in MARKS or word.text in heads for word in told) or tree[end].text not in (".", "!", "?"):
                break
            last = end
        if last > first and speakers:
            yield Quotation(first, last, speakers)


def _paragraphs(tree: Sequence[Word], at: int) -> Iterator[tuple[int, int]]:
    """First and last word of each paragraph from word `at` on."""
    start: int | None = None
    for word in tree[at:]:
        if _breaks(word):
            if start is not None:
                yield start, word.i - 1
            start = None
        elif start is None:
            start = word.i
    if start is not None:
        yield start, next(word.i for word in reversed(tree) if word.text.strip())


def spans(signs: Sequence[Word]) -> list[tuple[int, int, bool]]:
    """First and last word of each quotation; whether it carries on an unclosed one of the paragraph before.

    Quotation marks are read by character, paragraph by paragraph, so that a misread parse leads nowhere.
    """
    found: list[tuple[int, int, bool]] = []
    opened: int | None = None
    single = carried = unclosed = False
    tree = signs[0].tree if signs else []
    for word in signs:
        if _breaks(word):
            if opened is not None:
                found.append((opened, word.i - 1, carried))
            unclosed, opened, carried, single = opened is not None and not single, None, False, False
        elif word.text in MARKS and not single:
            if opened is None:
                opened, carried, unclosed = word.i + 1, unclosed, False
            else:
                found.append((opened, word.i - 1, carried))
                opened = None
        elif opened is None and (word.text == "‘" or (word.text == "'" and word.tag == "``")):
            opened, single, carried = word.i + 1, True, False
        elif single and opened is not None and word.text in ("’", "'") and word.dep != "case" and word.tag != "POS":
            found.append((opened, word.i - 1, False))
            opened, single = None, False
    if opened is not None and not single:
        found.append((opened, len(tree) - 1, carried))
    return [(first, last, on) for first, last, on in found if on or last - first >= _SHORTEST - 1 - _is_sentence(tree[first : last + 1])]


def _speakers(
    tree: Sequence[Word], first: int, last: int, who: Callable[[Word], list[Phrase]], phrase_of: Callable[[Word], Phrase]
) -> tuple[Phrase, ...]:
    """The speakers: of a speech verb beside the quotation, else of "according to", else who a colon or comma leads from, else of a speech
    verb elsewhere in the paragraph."""
    start, end = first, last
    while start > 0 and not _breaks(tree[start - 1]):
        start -= 1
    while end + 1 < len(tree) and not _breaks(tree[end + 1]):
        end += 1
    around = [tree[i] for i in range(start, end + 1) if not first <= i <= last]
    verbs = [word for word in around if word.pos == "VERB" and word.lemma in word_class("speech verb") and _speaks(word)]
    verbs.sort(key=lambda word: (sentence(word)[0].i > last + 2, min(abs(word.i - first), abs(word.i - last))))
    beside = [verb for verb in verbs if _is_beside(verb, first, last) and not leads_on(verb, last)]
    for verb in beside:
        if named := _outside(_told_by(verb, who, phrase_of), first, last):
            return named
    for word in around:
        if word.lower == "according" and word.head.i > word.i and not first <= word.head.i <= last:
            return (phrase_of(word.head),)
    if last + 3 < len(tree) and tree[last + 2].text == ":":
        return (phrase_of(_head_of_phrase(tree[last + 3])),)  # "'They shot at us': survivors speak"
    if led := _led_in(tree, first, last, phrase_of):
        return led
    others = (_outside(_told_by(verb, who, phrase_of), first, last) for verb in verbs if verb not in beside)
    return next((named for named in others if named), ())


def _document(verb: Word) -> Word | None:
    """The writing that "reads" so, before or behind the verb."""
    return next((child for child in verb.of("nsubj", "obj") if child.lemma in _DOCUMENTS), None)


def _told_by(verb: Word, who: Callable[[Word], list[Phrase]], phrase_of: Callable[[Word], Phrase]) -> list[Phrase]:
    """Who speaks by the verb: a document in `"…", reads the report`, else its speakers."""
    written = _document(verb) if verb.lemma == "read" else None
    return who(verb) if written is None else [phrase_of(written)]


def _speaks(verb: Word) -> bool:
    """Whether what the verb tells is in the words of its subject, be it a letter that reads so; "as reported by the paper" is an aside."""
    if verb.lemma == "read":
        return _document(verb) is not None
    aside = (
        verb.tag == "VBN"
        and any(child.dep == "mark" and child.lower == "as" for child in verb.children)
        and verb.dep in ("advcl", "parataxis")
    )
    return verb.lemma not in _UNSPOKEN and not (aside and verb.has("obl:agent", "obl"))


def _outside(named: Sequence[Phrase], first: int, last: int) -> tuple[Phrase, ...]:
    """The speakers that the quotation does not name itself."""
    return tuple(each for each in named if not first <= each.head.i <= last)


def _is_beside(verb: Word, first: int, last: int) -> bool:
    """Whether a verb outside the quotation stands in the sentence that it opens or ends in, or in the one right behind it."""
    tree = verb.tree
    near = (max(0, first - 2), min(first, last), last, min(last + 2, len(tree) - 1))
    return any(tree[i].sentence == verb.sentence for i in near)


def leads_on(verb: Word, last: int) -> bool:
    """Whether a verb behind a quotation that is a whole sentence opens another: '"… over." Oslo said, "We …"'."""
    tree = verb.tree
    behind = [word.text for word in tree[verb.i + 1 : verb.i + 4]]
    return verb.i > last and tree[last].text == "." and any(text in MARKS for text in behind) and "." not in behind


def _led_in(tree: Sequence[Word], first: int, last: int, phrase_of: Callable[[Word], Phrase]) -> tuple[Phrase, ...]:
    """Who a colon or comma leads from into a quotation: 'Peru on its navy: "…"', 'She defended the raid, "We …"'."""
    before = next((tree[i] for i in range(first - 2, max(-1, first - 4), -1) if i >= 0 and not tree[i].text.isspace()), None)
    if before is None or before.text not in (":", ",") or first > last:
        return ()
    head = root_of(sentence(before))
    if before.text == ":" and head.i < before.i and head.pos in ("PROPN", "NOUN"):
        return (phrase_of(head),)
    if before.text == "," and not (tree[first].text[:1].isupper() and _is_sentence(tree[first : last + 1])):
        return ()
    # the parse may hang the clause on the quotation or the quotation on the clause
    start = sentence(before)[0].i
    verb = next((tree[i] for i in range(start, before.i) if tree[i].pos == "VERB" and tree[i].has("nsubj") and _is_main(tree[i])), head)
    subject = next((child for child in verb.children if child.dep in ("nsubj", "nsubj:pass") and child.i < before.i), None)
    if subject is None or (before.text == "," and not _can_speak(subject)):
        return ()
    return (phrase_of(subject),)


def _is_main(verb: Word) -> bool:
    """Whether the verb is no relative, adverbial or reported clause."""
    return verb.dep not in ("acl", "acl:relcl", "advcl", "advcl:relcl") and not verb.has("mark")


def _can_speak(word: Word) -> bool:
    """Whether the subject is somebody: a name of a person or body, "she", an official."""
    return (
        word.kind in ("PERSON", "ORG", "GPE", "NORP", "ARMED_GROUP")
        or word.lower in ("he", "she", "they")
        or word.lemma in patterns().titles
    )


def _head_of_phrase(word: Word) -> Word:
    """The head of the noun phrase that a word opens."""
    start = word.i
    while word.dep in ("det", "amod", "compound", "nmod:poss", "nmod:desc", "nummod", "flat") and word.head.i >= start:
        word = word.head
    return word


def _is_sentence(words: Sequence[Word]) -> bool:
    """Whether the words between two quotation marks have a subject and a finite verb, so that few of them say something too."""
    return any(
        word.tag in ("VBD", "VBZ", "VBP") and any(child.dep in ("nsubj", "nsubj:pass") and child.i >= words[0].i for child in word.children)
        for word in words
    )


def _goes_on(tree: Sequence[Word], before: int, first: int, last: int) -> bool:
    """Whether a quotation is a paragraph of its own right behind a paragraph with the quotation that ends at `before`."""
    start, end = first - 1, last + 1
    alone = (start <= 0 or _breaks(tree[start - 1])) and (end + 1 >= len(tree) or _breaks(tree[end + 1]))
    return alone and sum(_breaks(word) for word in tree[before:start]) == 1


def _breaks(word: Word) -> bool:
    return "\n" in word.text and word.text.isspace()
