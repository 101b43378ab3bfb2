"""Treebanks and name corpora as sentences of kg's own words, with what each corpus knows about them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from kg.annotate.tokenizer import blank
from kg.errors import KgError

UNSURE = "?"
"""The label of a word that annotation leaves open; the loss passes it over, as it does every label that no inventory has."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence in kg's words. What its corpus does not tell is empty: `tags` and all after it, or `ents`.

    `spaces[i]` says whether a space follows word i; `heads` are indices of words in the sentence, the root is its own head;
    `ents` are BIO labels ("B-GPE"). `paragraph` says whether the sentence opens a paragraph.
    """

    words: tuple[str, ...]
    spaces: tuple[bool, ...]
    document: str = ""
    paragraph: bool = False
    tags: tuple[str, ...] = ()
    pos: tuple[str, ...] = ()
    morphs: tuple[str, ...] = ()
    lemmas: tuple[str, ...] = ()
    heads: tuple[int, ...] = ()
    deps: tuple[str, ...] = ()
    ents: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The sentence as it was written."""
        return "".join(word + " " * space for word, space in zip(self.words, self.spaces, strict=True)).strip()


class Row(NamedTuple):
    """One word of a CoNLL-U file with its place in the sentence's text; `head` is 1-based, 0 for the root."""

    start: int
    end: int
    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    dep: str
    misc: str


@dataclass(slots=True)
class Block:
    """A sentence of a CoNLL-U file: its text as its words and SpaceAfter spell it, its rows, document and paragraph."""

    text: str
    rows: list[Row]
    document: str
    paragraph: bool
    comments: dict[str, str] = field(default_factory=dict)


def blocks(path: Path) -> Iterator[Block]:
    """Every sentence of a CoNLL-U file. Empty nodes are left out; a multiword token lends its letters to its words.

    Raises KgError with the line where a row has not ten columns.
    """
    document, paragraph = "", True
    comments: dict[str, str] = {}
    lines: list[list[str]] = []
    for number, line in enumerate([*path.read_text(encoding="utf-8").splitlines(), ""], start=1):
        if line.startswith("#"):
            key, _, value = line[1:].partition("=")
            comments[key.strip()] = value.strip()
            if key.strip() == "newdoc id":
                document, paragraph = value.strip(), True
            elif key.strip().startswith("newpar"):
                paragraph = True
        elif line:
            columns = line.split("\t")
            if len(columns) != 10:
                raise KgError(f"line {number} has {len(columns)} columns, CoNLL-U has 10", where=str(path), remedy="repair the file")
            lines.append(columns)
        elif lines:
            block = _block(lines, document, paragraph, comments)
            if block is not None:
                yield block
            lines, paragraph, comments = [], False, {}


def _block(lines: list[list[str]], document: str, paragraph: bool, comments: dict[str, str]) -> Block | None:
    text, rows = "", []
    inside, surface_end = 0, 0
    for column in lines:
        if "." in column[0]:
            continue
        gap = "" if "SpaceAfter=No" in column[9].split("|") else " "
        if "-" in column[0]:
            inside = int(column[0].split("-")[1])
            surface_end, surface_gap, place = len(text) + len(column[1]), gap, len(text)
            text += column[1]
            continue
        number, form = int(column[0]), column[1]
        if number <= inside:
            end = surface_end if number == inside else min(place + len(form), surface_end)
            start, place = place, end
            if start >= end:
                return None
        else:
            start, end = len(text), len(text) + len(form)
            text += form
        rows.append(Row(start, end, form, column[2], column[3], column[4], column[5], int(column[6]), column[7], column[9]))
        if number == inside:
            text += surface_gap
        elif number > inside:
            text += gap
    return Block(text.rstrip(), rows, document, paragraph, comments)


_NLP = blank()


def retokenised(block: Block, names: Sequence[tuple[int, int, str]] | None = None) -> Sentence | None:
    """`block` in kg's words, its annotation carried over letter by letter; None where that leaves no tree.

    Where kg parts a word, its last piece takes the word's place and the others hang on it; where kg joins words, the one
    whose head lies outside speaks for all. `names` are (start, end, type) in characters of the block's text.
    """
    doc = _NLP.make_doc(block.text)
    words = [token for token in doc if not token.is_space]
    count = len(words)
    spans = [(token.idx, token.idx + len(token)) for token in words]
    place: dict[int, int] = {}  # row -> the word that stands for it
    sources: list[int] = [-1] * count
    hangs: dict[int, int] = {}
    at = 0
    for index, row in enumerate(block.rows):
        while at < count and spans[at][1] <= row.start:
            at += 1
        last = at
        while last + 1 < count and spans[last + 1][0] < row.end:
            last += 1
        if at >= count:
            return None
        place[index] = last
        for piece in range(at, last):
            if sources[piece] == -1:
                hangs[piece], sources[piece] = last, index
        if sources[last] == -1:
            sources[last] = index
        else:  # several rows in one word
            rival = block.rows[sources[last]]
            if place.get(rival.head - 1) == last or (rival.head - 1 > index - 1 and rival.head - 1 == index):
                sources[last] = index
    tags, pos, morphs, lemmas, heads, deps = [], [], [], [], [], []
    for number, token in enumerate(words):
        if sources[number] == -1:
            return None
        row = block.rows[sources[number]]
        whole = (row.start, row.end) == spans[number]
        mark = not any(letter.isalnum() for letter in token.text)
        if number in hangs:
            tags.append("HYPH" if token.text == "-" and row.upos != "PUNCT" else row.xpos)
            pos.append("PUNCT" if mark else row.upos)
            morphs.append("_" if mark else row.feats)
            lemmas.append(token.text if row.upos == "PROPN" else token.text.lower())
            heads.append(hangs[number])
            deps.append("punct" if mark else "compound")
        else:
            tags.append(row.xpos)
            pos.append(row.upos)
            morphs.append(row.feats)
            lemmas.append(row.lemma if whole else token.text if row.upos == "PROPN" else token.text.lower())
            heads.append(number if row.head == 0 else place[row.head - 1])
            deps.append(row.dep)
    if not _is_tree(heads):
        return None
    spaces = [bool(token.whitespace_) for token in words]
    spaces[-1] = True
    ents = () if names is None else tuple(bio(spans, names))
    return Sentence(
        tuple(token.text for token in words), tuple(spaces), block.document, block.paragraph,
        tuple(tags), tuple(pos), tuple(morphs), tuple(lemmas), tuple(heads), tuple(deps), ents,
    )  # fmt: skip


def _is_tree(heads: Sequence[int]) -> bool:
    """Whether every word reaches the one root.

    >>> _is_tree([1, 1, 1]), _is_tree([1, 0, 2])
    (True, False)
    """
    if sum(head == word for word, head in enumerate(heads)) != 1:
        return False
    for word in range(len(heads)):
        seen, at = 0, word
        while heads[at] != at:
            at, seen = heads[at], seen + 1
            if seen > len(heads):
                return False
    return True


def bio(spans: Sequence[tuple[int, int]], names: Sequence[tuple[int, int, str]]) -> list[str]:
    """BIO labels of words at `spans` for `names`, both in characters; a word belongs to a name that it overlaps.

    >>> bio([(0, 3), (4, 9), (10, 13)], [(0, 9, "PERSON")])
    ['B-PERSON', 'I-PERSON', 'O']
    """
    labels = ["O"] * len(spans)
    for start, end, kind in names:
        inside = [i for i, (a, b) in enumerate(spans) if a < end and start < b and labels[i] == "O"]
        for i in inside:
            labels[i] = ("B-" if i == inside[0] else "I-") + kind
    return labels


def treebank(path: Path) -> list[Sentence]:
    """The sentences of a treebank in kg's words, without names."""
    return [sentence for block in blocks(path) if (sentence := retokenised(block))]


class Tagged(NamedTuple):
    """A sentence of a name corpus as it comes: words and their BIO (or IO) labels."""

    words: list[str]
    labels: list[str]


def tagged(path: Path, *, word: int = 0, label: int = 1, separator: str | None = None) -> Iterator[Tagged]:
    """Every sentence of a two-or-more-column name corpus; `word` and `label` are column numbers."""
    words: list[str] = []
    labels: list[str] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith("# ") and "=" in line:
            continue
        if (columns := line.split(separator)) and len(columns) > max(word, label):
            words.append(columns[word])
            labels.append(columns[label])
            continue
        if words:
            yield Tagged(words, labels)
            words, labels = [], []


_LEFT = re.compile(r"^(?:[.,;:!?%)\]}]|''|n't|'(?:s|S|re|ve|ll|d|m|t)?|\.\.\.|’s?)$")
_RIGHT = re.compile(r"^(?:[(\[{$£€#]|``)$")


def detokenised(words: Sequence[str]) -> tuple[str, list[tuple[int, int]]]:
    """The text that `words` spell in ordinary writing, and where each stands in it.

    >>> detokenised(["Oslo", "(", "Norway", ")", ",", "he", "said", "."])[0]
    'Oslo (Norway), he said.'
    """
    text, spans, opened, glue = "", [], False, True
    for form in words:
        quote = form in {'"', "``", "''"}
        shown = '"' if quote else form
        left = bool(_LEFT.match(form)) or (quote and opened)
        if form == "-" and text and len(words) > 1:
            left, glue_after = True, True
        else:
            glue_after = bool(_RIGHT.match(form)) or (quote and not opened)
        if quote:
            opened = not opened
        if text and not left and not glue:
            text += " "
        spans.append((len(text), len(text) + len(shown)))
        text += shown
        glue = glue_after
    return text, spans


def name_spans(labels: Sequence[str], spans: Sequence[tuple[int, int]]) -> list[tuple[int, int, str]]:
    """(start, end, type) of each name that BIO or IO `labels` spell.

    >>> name_spans(["B-PER", "I-PER", "O", "I-LOC"], [(0, 3), (4, 8), (9, 11), (12, 16)])
    [(0, 8, 'PER'), (12, 16, 'LOC')]
    """
    found: list[tuple[int, int, str]] = []
    before = "O"
    for label, (start, end) in zip(labels, spans, strict=True):
        kind = label[2:]
        if label[0] in "BI" and label != "O":
            if label[0] == "I" and before[2:] == kind and before != "O":
                found[-1] = (found[-1][0], end, kind)
            else:
                found.append((start, end, kind))
        before = label
    return found


def named(text: str, names: Sequence[tuple[int, int, str]], document: str) -> Sentence:
    """A sentence that knows its names and nothing else."""
    words = [token for token in _NLP.make_doc(text) if not token.is_space]
    spaces = [bool(token.whitespace_) for token in words]
    if spaces:
        spaces[-1] = True
    spans = [(token.idx, token.idx + len(token)) for token in words]
    return Sentence(tuple(token.text for token in words), tuple(spaces), document, ents=tuple(bio(spans, names)))
