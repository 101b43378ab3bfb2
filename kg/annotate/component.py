"""The spaCy component that reads words, sentences, trees and names from the encoder: factory "kg_encoder"."""

from __future__ import annotations

import gzip
import itertools
import json
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import spacy.attrs
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc, Token
from spacy.vocab import Vocab

from kg.annotate.chunks import noun_chunks
from kg.annotate.discourse import Agreement
from kg.annotate.encoder import FILES, Encoder
from kg.annotate.lemmas import Lexicon
from kg.annotate.naming import VEHICLE, Name, Text, renamed
from kg.annotate.spans import Names
from kg.annotate.trees import certainty, heads
from kg.annotate.wordpieces import PIECES_A_CHUNK
from kg.model import CERTAIN

# A chunk ends at the first sure sentence border behind so many word pieces; where none is near, the text is read through a window of
# PIECES_A_CHUNK. The model card says what it was chosen on.
_PACKED = 60
_ATTRIBUTES = [spacy.attrs.TAG, spacy.attrs.POS, spacy.attrs.MORPH, spacy.attrs.LEMMA, spacy.attrs.DEP, spacy.attrs.HEAD,
    spacy.attrs.ENT_IOB, spacy.attrs.ENT_TYPE]  # fmt: skip
_NEVER_GIVEN = frozenset({"OTHER"})


@dataclass(slots=True)
class Reading:
    """The annotation of a document's words as numbers, filled chunk by chunk; `heads` are word numbers, `certain` how likely (0..1) each
    word's head is. `name_scores` (words, name labels) are what `names` were decided on."""

    tags: NDArray[np.int64]
    readings: NDArray[np.int64]
    edits: NDArray[np.int64]
    heads: NDArray[np.int64]
    deps: NDArray[np.int64]
    names: NDArray[np.int64]
    certain: NDArray[np.float32]
    name_scores: NDArray[np.float32]

    @classmethod
    def empty(cls, words: int, labels: int = 1) -> Reading:
        """A reading with room for so many words and name labels."""
        tags, readings, edits, heads_, deps, names = (np.zeros(words, dtype=np.int64) for _ in range(6))
        return cls(
            tags, readings, edits, heads_, deps, names, np.ones(words, dtype=np.float32), np.zeros((words, labels), dtype=np.float32)
        )


class KgEncoder:
    """Annotates a Doc in place: tag_, pos_, morph, lemma_, head, dep_, sentence starts and ents.
    `user_data[CERTAIN]` tells how sure the heads are.

    Sentence starts that are set beforehand (`token.is_sent_start` True or False) are kept; an empty line starts a sentence too.
    Whitespace tokens are passed over: they hang on a neighbouring word with the relation "dep".
    """

    def __init__(self, vocab: Vocab, name: str = "kg_encoder", threads: int = 1) -> None:
        self.vocab, self.name, self.threads = vocab, name, threads
        vocab.get_noun_chunks = noun_chunks  # type: ignore[assignment]  # spaCy's own English chunks are triples of offsets too
        self._folder: Path | None = None
        self._encoder: Encoder | None = None

    def from_disk(self, path: Path | str, *, exclude: Iterable[str] = ()) -> KgEncoder:
        """Read the model's files from a folder."""
        self._folder = Path(path)
        self._encoder = encoder = Encoder(self._folder, self.threads)
        inventories = encoder.inventories
        strings, morphology = self.vocab.strings, self.vocab.morphology
        self._tag_names = inventories["tags"]
        self._edit_names = inventories["edits"]
        self._tags = np.array([strings.add(tag) for tag in self._tag_names], dtype=np.uint64)
        split = [reading.partition("|") for reading in inventories["readings"]]
        self._pos = np.array([spacy.symbols.IDS[pos] for pos, _, _ in split], dtype=np.uint64)
        self._morphs = np.array([morphology.add(morph) for _, _, morph in split], dtype=np.uint64)
        self._dep_names = inventories["deps"]
        self._deps = np.array([strings.add(dep if dep != "root" else "ROOT") for dep in inventories["deps"]], dtype=np.uint64)
        self._root = inventories["deps"].index("root")
        self._names = Names(inventories["names"])
        self._agreement = Agreement(inventories["names"])
        self._name_labels = [*inventories["names"], f"B-{VEHICLE}", f"I-{VEHICLE}"]
        self._name_numbers = {label: number for number, label in enumerate(self._name_labels)}
        labels = [label[2:] for label in self._name_labels]
        given = [label != "" and label not in _NEVER_GIVEN for label in labels]
        self._kinds = np.array([strings.add(label) if keep else 0 for label, keep in zip(labels, given, strict=True)], dtype=np.uint64)
        marks = {"B": 3, "I": 1, "O": 2}
        self._marks = np.array(
            [marks[name[0]] if keep else 2 for name, keep in zip(self._name_labels, given, strict=True)], dtype=np.uint64
        )
        lemmas = json.loads(gzip.decompress((self._folder / "lemmas.json.gz").read_bytes()))
        self._lexicon = Lexicon(lemmas["lemmas"], lemmas["known"])
        return self

    def to_disk(self, path: Path | str, *, exclude: Iterable[str] = ()) -> None:
        """Write the model's files to a folder."""
        if self._folder is None:
            raise ValueError("the component has read no model yet")
        Path(path).mkdir(parents=True, exist_ok=True)
        if Path(path).resolve() != self._folder.resolve():
            for file in FILES:
                shutil.copyfile(self._folder / file, Path(path) / file)

    def __call__(self, doc: Doc) -> Doc:
        words = [token for token in doc if not token.is_space]
        reading = Reading.empty(len(words), len(self._agreement.labels))
        if words:
            forms = [token.text for token in words]
            before, starts = _layout(doc)
            self._read(forms, before, starts, reading)
            reading.names = self._agreement.agreed(forms, reading.name_scores, reading.names)
            self._rename(forms, reading)
        self._write(doc, words, reading)
        return doc

    def _rename(self, forms: Sequence[str], reading: Reading) -> None:
        """Change the names of a reading as the nouns in and beside them tell."""
        names = [Name(*span) for span in self._agreement.spans(reading.names.tolist())]
        tags = [self._tag_names[tag] for tag in reading.tags.tolist()]
        deps = [self._dep_names[dep] for dep in reading.deps.tolist()]
        reading.names[:] = self._name_numbers["O"]
        for name in renamed(Text(forms, tags, reading.heads.tolist(), deps), names):
            reading.names[name.start] = self._name_numbers[f"B-{name.kind}"]
            reading.names[name.start + 1 : name.end] = self._name_numbers[f"I-{name.kind}"]

    def pipe(self, docs: Iterable[Doc], *, batch_size: int = 1) -> Iterator[Doc]:
        """Each document annotated in turn; the batch has no bearing on what is found."""
        for doc in docs:
            yield self(doc)

    def _read(self, forms: Sequence[str], before: Sequence[int], starts: Sequence[int], reading: Reading) -> None:
        encoder = self._encoder
        assert encoder is not None, "the component has read no model yet"
        lengths = [len(encoder.pieces.of(form)) for form in forms]
        at, count = 0, len(forms)
        while at < count:
            # Whole sentences while they fit; the part that fits where no border is sure.
            used, end, last_border = 0, at, at
            while end < count and used + lengths[end] <= PIECES_A_CHUNK:
                if end > at and starts[end] == 1:
                    last_border = end
                    if used >= _PACKED:
                        break
                used += lengths[end]
                end += 1
            if end == count and used <= _PACKED:
                last_border = end
            whole = last_border > at
            if whole:
                end = last_border
            elif end == count:
                whole = True
            at = self._read_chunk(forms, before, starts, at, end, whole, reading)

    def _read_chunk(
        self, forms: Sequence[str], before: Sequence[int], starts: Sequence[int], at: int, end: int, whole: bool, reading: Reading
    ) -> int:
        """Read words `at` to `end`; where the chunk is not `whole`, its last sentence is left for the next. Returns where to go on."""
        encoder = self._encoder
        assert encoder is not None
        scores = encoder.scores(encoder.pieces.inputs(forms[at:end], before[at:end]))
        begins = scores.starts > 0
        given = np.array(starts[at:end])
        begins[given == 1] = True
        begins[given == -1] = False
        begins[0] = True
        borders = [*np.flatnonzero(begins).tolist(), end - at]
        if not whole and len(borders) > 2:
            borders.pop()
        done = borders[-1]
        heads_of = np.zeros(done, dtype=np.int64)
        sides = np.zeros(done, dtype=np.int64)
        names = np.zeros(done, dtype=np.int64)
        root_side = end - at
        for start, stop in itertools.pairwise(borders):
            square = scores.arcs[start:stop, [*range(start, stop), root_side]]
            tree = heads(square) + start
            heads_of[start:stop] = tree
            own = np.arange(start, stop)
            sides[start:stop] = np.where(tree == own, root_side, tree)
            reading.certain[at + start : at + stop] = certainty(square, np.where(tree == own, stop - start, tree - start))
            names[start:stop] = self._names.best(scores.names[start:stop])
        labels = encoder.labels(scores.label_dep[:done], scores.label_head[sides])
        is_root = sides == root_side
        labels[~is_root, self._root] = -np.inf
        deps = labels.argmax(axis=1)
        deps[is_root] = self._root
        where = slice(at, at + done)
        reading.tags[where], reading.readings[where], reading.edits[where] = scores.tags[:done], scores.readings[:done], scores.edits[:done]
        reading.heads[where], reading.deps[where], reading.names[where] = heads_of + at, deps, names
        reading.name_scores[where] = scores.names[:done]
        return at + done

    def _write(self, doc: Doc, words: Sequence[Token], reading: Reading) -> None:
        count = len(doc)
        table = np.zeros((count, len(_ATTRIBUTES)), dtype=np.uint64)
        if not count:
            return
        place = np.array([token.i for token in words], dtype=np.int64)
        strings = self.vocab.strings
        spaces = np.ones(count, dtype=bool)
        spaces[place] = False
        head = np.arange(count, dtype=np.int64)
        if len(words):
            table[place, 0] = self._tags[reading.tags]
            table[place, 1] = self._pos[reading.readings]
            table[place, 2] = self._morphs[reading.readings]
            lemma, tags, edits = self._lexicon.lemma, self._tag_names, self._edit_names
            table[place, 3] = [
                strings.add(lemma(token.text, tags[tag], edits[edit]))
                for token, tag, edit in zip(words, reading.tags.tolist(), reading.edits.tolist(), strict=True)
            ]
            table[place, 4] = self._deps[reading.deps]
            head[place] = place[reading.heads]
            table[place, 6] = self._marks[reading.names]
            table[place, 7] = self._kinds[reading.names]
            # A whitespace token hangs on the word before it; before the first word, on that.
            before = np.maximum.accumulate(np.where(spaces, -1, np.arange(count)))
            head = np.where(spaces, np.where(before >= 0, before, place[0]), head)
        else:
            head[:] = 0
        if spaces.any():
            table[spaces, 0] = strings.add("_SP")
            table[spaces, 1] = spacy.symbols.SPACE
            table[spaces, 2] = self.vocab.morphology.add("")
            table[spaces, 3] = [strings.add(doc[int(i)].text) for i in np.flatnonzero(spaces)]
            table[spaces, 4] = strings.add("dep")
            if not len(words):
                table[0, 4] = strings.add("ROOT")
            table[spaces, 6] = 2
            _bridge(doc, table[:, 6], table[:, 7], spaces)
        certain = np.ones(count, dtype=np.float32)
        certain[place] = reading.certain
        doc.user_data[CERTAIN] = certain
        table[:, 5] = (head - np.arange(count)).astype(np.uint64)
        doc.from_array(_ATTRIBUTES, table)  # type: ignore[arg-type]  # spaCy means unsigned hashes


def _bridge(doc: Doc, marks: NDArray[np.uint64], kinds: NDArray[np.uint64], spaces: NDArray[np.bool_]) -> None:
    """Give a space within a name to the name; a name that goes on behind a line break is two."""
    for at in np.flatnonzero(spaces).tolist():
        after = at + 1
        if after < len(marks) and not spaces[after] and marks[after] == 1:
            if at and marks[at - 1] != 2 and "\n" not in doc[at].text:
                marks[at], kinds[at] = 1, kinds[after]
            else:
                marks[after] = 3


def _layout(doc: Doc) -> tuple[list[int], list[int]]:
    """For each word: what stands before it (a place in `wordpieces.BEFORE`), and whether it must (1) or must not (-1) start a sentence."""
    before: list[int] = []
    starts: list[int] = []
    gap, start = 2, 1
    for token in doc:
        given = token.is_sent_start
        if token.is_space:
            lines = token.text.count("\n") + token.text.count("\r") + token.text.count("\u2029")
            gap = 2 if lines or gap == 2 else 1
            if given or lines > 1:
                start = 1
            continue
        before.append(gap)
        opens = gap and given is None and _opens_sentence(token)
        starts.append(1 if start == 1 or given or opens else -1 if given is False else 0)
        gap, start = (1 if token.whitespace_ else 0), 0
    return before, starts


def _opens_sentence(token: Token) -> bool:
    """Whether a capitalised word stands behind the full stop of a plain word: "left the country. Etihad said", "the town." Oslo left".

    The tokenizer leaves the stop of an abbreviation at its word, so that a stop of its own ends a sentence. Short words with a capital are
    left to the model, for they may be abbreviations that the tokenizer does not know.
    """
    if not token.text[:1].isupper() or token.i < 3:
        return False
    stop = token.nbor(-1)
    if stop.text in _CLOSING:
        if any(each.lower_ in _SAYING for each in token.doc[token.i : token.i + 4]):
            return False  # the clause that says who said it
        stop = token.nbor(-2)
    word = stop.nbor(-1) if stop.i else stop
    if stop.text != "." or word.whitespace_:
        return False
    if word.is_digit:  # "on Sept. 1. Oslo left", but not "1. Oslo" in a list
        return word.i > 1 and not word.nbor(-1).is_space
    return word.is_alpha and len(word) > (2 if word.is_lower else 5) and word.lower_ not in _ABBREVIATED


_CLOSING = frozenset({'"', "”", "''"})
_SAYING = frozenset("said says say told asked added wrote tweeted replied warned explained argued insisted claimed".split())
_ABBREVIATED = frozenset({"etc", "approx", "dept", "est", "incl", "resp", "messrs", "assoc", "seq", "fig", "vol", "art", "par", "sec"})


@Language.factory("kg_encoder", assigns=["token.tag", "token.pos", "token.morph", "token.lemma", "token.dep", "token.head", "doc.ents"])
def make_kg_encoder(nlp: Language, name: str, threads: int = 1) -> KgEncoder:
    """The component for spaCy's registry."""
    return KgEncoder(nlp.vocab, name, threads)
