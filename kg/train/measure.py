"""How well a pipeline reads raw text: words, sentences, grammar and names against gold, aligned by characters as in CoNLL 2018."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from kg.train import entities, gum
from kg.train.collection import NEWS
from kg.train.corpora import Block, blocks, detokenised, name_spans, tagged

# The name corpora do not tell states, landscapes and buildings apart; neither does the measure.
PLACES = {"GPE": "PLACE", "LOC": "PLACE", "FAC": "PLACE"}
Span = tuple[int, int]


@dataclass(slots=True)
class GoldDocument:
    """A test text and what is true of it, in characters: words, their heads (a word or None), sentences, names."""

    text: str
    words: dict[Span, tuple[str, str, str, str]] = field(default_factory=dict)  # UPOS, XPOS, lemma, relation
    heads: dict[Span, Span | None] = field(default_factory=dict)
    sentences: set[Span] = field(default_factory=set)
    names: set[tuple[int, int, str]] = field(default_factory=set)


def gold_documents(
    sentences: Iterable[Block], names_of: Callable[[Block], Sequence[tuple[int, int, str]]] | None = None
) -> list[GoldDocument]:
    """The documents that treebank sentences make up: a space between sentences, an empty line between paragraphs."""
    found: list[GoldDocument] = []
    document = None
    for block in sentences:
        if document is None or block.document != document or not found:
            found.append(GoldDocument(""))
            document = block.document
        gold = found[-1]
        if gold.text:
            gold.text += "\n\n" if block.paragraph else " "
        base = len(gold.text)
        gold.text += block.text
        spans = [(base + row.start, base + row.end) for row in block.rows]
        for row, span in zip(block.rows, spans, strict=True):
            gold.words[span] = (row.upos, row.xpos, row.lemma, row.dep)
            gold.heads[span] = spans[row.head - 1] if row.head else None
        gold.sentences.add((base, base + len(block.text)))
        if names_of:
            gold.names.update((base + a, base + b, kind) for a, b, kind in names_of(block))
    return found


def test_documents(corpora: Path, facts: Path) -> dict[str, list[GoldDocument]]:
    """The test sets by name. EWT test carries Universal NER's names, the GUM news sets GUM's own, CrossNER names only."""
    gazetteer = entities.Gazetteer.read(facts)
    ewt, ner = corpora / "ud-ewt", corpora / "ner"
    labels = {tuple(s.words): s.labels for s in tagged(ner / "uner-ewt/en_ewt-ud-test.iob2", word=1, label=2, separator="\t")}

    def uner(block: Block) -> list[tuple[int, int, str]]:
        marks = labels.get(tuple(row.form for row in block.rows), ["O"] * len(block.rows))
        spans = [(row.start, row.end) for row in block.rows]
        return entities.typed(block.text, name_spans(marks, spans), entities.RULES["uner"], gazetteer)

    def of_gum(block: Block) -> list[tuple[int, int, str]]:
        return entities.typed(block.text, gum.names(block), entities.RULES["gum"], gazetteer)

    news = {half: [b for b in blocks(corpora / f"gum/gum-{half}.conllu") if b.document.startswith(NEWS)] for half in ("dev", "test")}
    politics = []
    for sentence in tagged(ner / "crossner-politics/test.txt", separator="\t"):
        text, spans = detokenised(sentence.words)
        names = entities.typed(text, name_spans(sentence.labels, spans), entities.RULES["crossner"], gazetteer)
        politics.append(GoldDocument(text, names=set(names)))
    return {
        "EWT test": gold_documents(blocks(ewt / "en_ewt-ud-test.conllu"), uner),
        "GUM news dev": gold_documents(news["dev"], of_gum),
        "GUM news test": gold_documents(news["test"], of_gum),
        "CrossNER politics test": politics,
    }


# Which types a set's names are measured on: those that its makers marked.
NAME_TYPES = {
    "EWT test": frozenset({"PERSON", "ORG", "PLACE"}),
    "GUM news dev": frozenset({"PERSON", "ORG", "PLACE", "EVENT"}),
    "GUM news test": frozenset({"PERSON", "ORG", "PLACE", "EVENT"}),
    "CrossNER politics test": frozenset({"PERSON", "ORG", "PLACE", "EVENT"}),
}


@dataclass(slots=True)
class Count:
    """Right, found and gold items, and the F1 they make.

    >>> Count(8, 10, 10).f1
    0.8
    """

    right: int = 0
    found: int = 0
    gold: int = 0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 0 where nothing is right."""
        return 2 * self.right / (self.found + self.gold) if self.right else 0.0

    def add(self, right: int, found: int, gold: int) -> None:
        """Count more."""
        self.right, self.found, self.gold = self.right + right, self.found + found, self.gold + gold


LAYERS = ("words", "sentences", "UPOS", "XPOS", "lemma", "UAS", "LAS")


def measured(nlp: Language, documents: Sequence[GoldDocument], types: frozenset[str]) -> dict[str, Count]:
    """Counts by layer, and "names" (over the `types` of the set; places as one type) and "name spans" (whatever the type)."""
    counts = {name: Count() for name in (*LAYERS, "names", "name spans")}
    for gold, doc in zip(documents, nlp.pipe(d.text for d in documents), strict=True):
        if gold.words:
            _count_words(gold, doc, counts)
        found = {(e.start_char, e.end_char, PLACES.get(e.label_, e.label_)) for e in doc.ents}
        found = {name for name in found if name[2] in types}
        true = {(a, b, PLACES.get(kind, kind)) for a, b, kind in gold.names}
        true = {name for name in true if name[2] in types}
        counts["names"].add(len(found & true), len(found), len(true))
        spans, true_spans = {name[:2] for name in found}, {name[:2] for name in true}
        counts["name spans"].add(len(spans & true_spans), len(spans), len(true_spans))
    return counts


def _count_words(gold: GoldDocument, doc: Doc, counts: dict[str, Count]) -> None:
    words = [token for token in doc if not token.is_space]
    span_of = {token.i: (token.idx, token.idx + len(token)) for token in words}
    right = dict.fromkeys(LAYERS, 0)
    for token in words:
        span = span_of[token.i]
        truth = gold.words.get(span)
        if truth is None:
            continue
        upos, xpos, lemma, relation = truth
        right["words"] += 1
        right["UPOS"] += token.pos_ == upos
        right["XPOS"] += token.tag_ == xpos
        right["lemma"] += token.lemma_ == lemma or lemma == "_"
        head = None if token.head.i == token.i else span_of.get(token.head.i)
        if head == gold.heads[span]:
            right["UAS"] += 1
            own = "root" if token.dep_ == "ROOT" else token.dep_
            right["LAS"] += own.split(":")[0] == relation.split(":")[0]
    for layer in LAYERS:
        counts[layer].add(right[layer], len(words), len(gold.words)) if layer != "sentences" else None
    sentences = set()
    for sent in doc.sents:
        inner = [token for token in sent if not token.is_space]
        if inner:
            sentences.add((inner[0].idx, inner[-1].idx + len(inner[-1])))
    counts["sentences"].add(len(sentences & gold.sentences), len(sentences), len(gold.sentences))
