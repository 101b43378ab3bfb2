"""The one file that joins the verbs: paths to articles, articles to statements, statements to a graph, a graph to records."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg import __version__, plugins
from kg.acquire.doubles import Doubles
from kg.acquire.files import articles as articles_of
from kg.acquire.files import paths
from kg.acquire.text import article_of
from kg.annotate.gazetteer import mark_names
from kg.annotate.language import docs, load_language
from kg.errors import ArticleError, KgError, UsageError
from kg.extract.dependency import LONGEST_SENTENCE
from kg.link.lexicon import Lexicon
from kg.link.spelling import respelled
from kg.link.statements import Linker
from kg.model import Article, Claim, Skipped, Statement, Tally
from kg.names import Names
from kg.ontology import Scheme
from kg.plugins import DEFAULT_EXTRACTORS, Extractor
from kg.record.edits import Edits
from kg.record.quads import quads
from kg.record.store import Store, open_store
from kg.search.claims import records

if TYPE_CHECKING:
    from pyoxigraph import Quad
    from spacy.language import Language
    from spacy.tokens import Doc


class Pipeline:
    """Reads articles with one language model, one lexicon and one or more extractors; holds no article after it is read.

    `lexicons` are files of the user's own actors on top of those that travel with kg, `extractors` registered names.
    """

    def __init__(
        self,
        *,
        lexicons: Sequence[Path] = (),
        extractors: Sequence[str] = DEFAULT_EXTRACTORS,
        model: Path | None = None,
        names: Names | None = None,
    ) -> None:
        self.names = names or Names()
        self.extractors: list[Extractor] = [plugins.load("extractors", name)() for name in extractors]
        self.lexicon = Lexicon.load(lexicons)
        self.linker = Linker(self.lexicon, Scheme.load())
        self.nlp: Language = load_language(model)
        self.run = {"kg": __version__, "model": str(self.nlp.meta.get("version", "")), "extractors": " ".join(extractors)}

    def statements(self, articles: Iterable[Article | Skipped]) -> Iterator[tuple[Article, list[Statement]] | Skipped]:
        """What each article says, in the order given; one article's failure comes as Skipped and never stops the others."""
        for item in articles:
            if isinstance(item, Skipped):
                yield item
            elif item.language != "en":
                yield Skipped(item.source or item.id, f"its language is {item.language}; only English is read")
            else:
                yield self._one(item)

    def _one(self, article: Article) -> tuple[Article, list[Statement]] | Skipped:
        try:
            ((_, doc),) = docs([article], self.nlp)
            return article, self.linker.statements(article, self.claims(article, mark_names(doc, self.lexicon)))
        except KgError:
            raise
        except Exception as error:  # whatever one article does, the others are read
            return Skipped(article.source or article.id, f"could not be read ({type(error).__name__}: {error})", fault=True)

    def claims(self, article: Article, doc: Doc) -> list[Claim]:
        """The claims of an annotated article in text order, each once; of two extractors' same claim the surer one stays."""
        found: dict[str, Claim] = {}
        for extractor in self.extractors:
            for claim in extractor.claims(article, doc):
                named = claim if claim.extractor else replace(claim, extractor=extractor.name)
                if claim.key not in found or named.confidence > found[claim.key].confidence:
                    found[claim.key] = named
        return sorted(found.values(), key=lambda claim: (claim.evidence.sentence, claim.predicate.at, claim.subject.at, claim.key))

    def quads(self, article: Article, statements: Sequence[Statement]) -> list[Quad] | Skipped:
        """What `article` says as quads; Skipped where no RDF file can hold it."""
        try:
            return quads(article, statements, self.names, self.run)
        except ArticleError as error:
            return Skipped(article.source or article.id, error.what, fault=True)

    def claim_records(self, articles: Iterable[Article | Skipped]) -> Iterator[dict[str, Any] | Skipped]:
        """The claims-file objects of each article, without a store on disk."""
        for item in self.statements(articles):
            found = item if isinstance(item, Skipped) else self.records(*item)
            if isinstance(found, Skipped):
                yield found
            else:
                yield from found

    def records(self, article: Article, statements: Sequence[Statement]) -> list[dict[str, Any]] | Skipped:
        """The claims-file objects of one article's statements, names spelled as it spells them; Skipped for an article that no RDF file
        can hold."""
        made = self.quads(article, statements)
        if isinstance(made, Skipped):
            return made
        store = open_store(None, base=self.names.base)
        store.replace(article.id, made)
        return respelled(list(records(store)), article.text)


def silence(article: Article) -> Skipped:
    """Why an article that was read makes no claim, as far as its text tells.

    >>> silence(Article.of("Oslo.", source="a.txt")).reason
    'no sentence in it tells who does what'
    """
    speaking = [zone.at.of(article.text) for zone in article.zones if zone.speaks] if article.zones else [article.text]
    longest = max((len(re.findall(r"\w+|[^\w\s]", piece)) for text in speaking for piece in re.split(r"[.!?…\r\n]+", text)), default=0)
    if not speaking:
        reason = "nothing in it is prose: it looks like bylines, menus, captions and the like"
    elif longest >= LONGEST_SENTENCE:
        reason = f"a sentence of {longest:,} words is too long for the parser, which reads {LONGEST_SENTENCE}; part its sentences"
    else:
        reason = "no sentence in it tells who does what"
    return Skipped(article.source or article.id, reason)


def build(
    given: Sequence[Path],
    store: Store,
    pipeline: Pipeline,
    *,
    metadata: dict[str, Any] | None = None,
    done: Callable[[int, int], None] | None = None,
) -> Tally:
    """Read the files and folders `given` into `store` and tell what was done.

    An article given more than once is one article: the best-described copy stands, the others are told. One without an address that was
    read from the same file before and edited since takes the place of its former text, where the store is a folder.
    `metadata` (title, url, publisher, published) is for one article only: UsageError with more. `done(n, total)` hears of each file.
    """
    files = paths(list(given))
    wanted = {key: value for key, value in (metadata or {}).items() if value is not None}
    if wanted and len(files) != 1:
        raise UsageError(
            f"{' '.join('--' + key for key in wanted)} describes one article, {len(files)} files were given",
            remedy="put `name.meta.json` beside each text, or use JSON lines",
        )
    tally = Tally()
    doubles, edits = Doubles(), Edits(store)
    found_in: dict[str, int] = {}
    silent: dict[str, Skipped] = {}

    def standing(path: Path, found: Iterable[Article | Skipped]) -> Iterator[Article | Skipped]:
        for item in found:
            if isinstance(item, Article):
                edits.read(path, item)
            if isinstance(item, Skipped) or doubles.stands(item):
                yield item

    def said() -> Iterator[tuple[str, list[Quad]]]:
        nonlocal tally
        for number, path in enumerate(files, start=1):
            found: Iterable[Article | Skipped] = articles_of(path, named=path in given)
            if wanted:
                found = _described(list(found), wanted)
            for item in pipeline.statements(standing(path, found)):
                made = item if isinstance(item, Skipped) else pipeline.quads(*item)
                if isinstance(made, Skipped):
                    tally = replace(tally, skipped=(*tally.skipped, made))
                elif not isinstance(item, Skipped):
                    article, statements = item
                    doubles.read(article)
                    silent.pop(article.id, None)
                    if not statements:
                        silent[article.id] = silence(article)
                    found_in[article.id] = len(statements)
                    yield article.id, made
            if done:
                done(number, len(files))

    try:
        stored = set(store.record(said()))
        edited = tuple(edits.settle(stored))
    finally:
        edits.keep()
    return replace(
        tally,
        articles=len(stored),
        claims=sum(found_in[article] for article in stored),
        skipped=(*tally.skipped, *doubles.skipped()),
        silent=tuple(reason for article, reason in silent.items() if article in stored),
        edited=edited,
    )


def _described(found: list[Article | Skipped], metadata: dict[str, Any]) -> list[Article | Skipped]:
    """The one article of a file with the metadata given for it."""
    if sum(isinstance(item, Article) for item in found) > 1:
        raise UsageError("the file holds several articles", remedy="describe each on its own line of the file")
    return [
        article_of(
            item.text,
            {"title": item.title, "url": item.url, "publisher": item.publisher, "published": item.published, "language": item.language}
            | metadata,
            source=item.source,
        )
        if isinstance(item, Article)
        else item
        for item in found
    ]
