"""The language model that kg ships: checked, loaded, and run over articles. Articles in, one spaCy Doc an article out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

import kg.annotate.component  # noqa: F401  registers the factory also where kg runs uninstalled
from kg import resources
from kg.errors import KgError, ModelError
from kg.model import Article

VERSION = 1
_REMEDY = "reinstall kg, or make the model anew with `kg train`"


def load_language(path: Path | None = None) -> Language:
    """The spaCy pipeline of a model folder, the shipped one by default, every file checked against its sha256.

    Raises ModelError that names the file where one is missing, damaged or of another version.

    >>> nlp = load_language()
    >>> [(ent.text, ent.label_) for ent in nlp("Turkey fears IS fighters.").ents][0]
    ('Turkey', 'GPE')
    """
    if path is None:
        try:
            path = resources.path("models/en_kg_news")
        except KgError as error:
            raise ModelError("the language model is missing", where="models/en_kg_news", remedy=_REMEDY) from error
    check(path)
    try:
        return spacy.load(path)
    except (OSError, ValueError, KeyError, RuntimeError) as error:
        raise ModelError(f"cannot be loaded ({error})", where=str(path), remedy=_REMEDY) from error


def check(path: Path) -> None:
    """Nothing, where the folder holds what its `checksums.json` says; else raises ModelError."""
    listing = path / "checksums.json"
    try:
        content = json.loads(listing.read_text(encoding="utf-8"))
        version, files = content["version"], dict(content["sha256"])
    except FileNotFoundError:
        raise ModelError("the file is missing", where=str(listing), remedy=_REMEDY) from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError("the file is damaged", where=str(listing), remedy=_REMEDY) from error
    if version != VERSION:
        raise ModelError(f"the model is of version {version}, this kg reads version {VERSION}", where=str(path), remedy=_REMEDY)
    for name, expected in sorted(files.items()):
        try:
            found = hashlib.sha256((path / name).read_bytes()).hexdigest()
        except OSError:
            raise ModelError("the file is missing", where=str(path / name), remedy=_REMEDY) from None
        if found != expected:
            raise ModelError("the file is damaged: its sha256 is not the one listed", where=str(path / name), remedy=_REMEDY)


def seal(path: Path) -> None:
    """Write `checksums.json` for a finished model folder."""
    files = sorted(file for file in path.rglob("*") if file.is_file() and file.name not in {"checksums.json", "README.md"})
    sums = {file.relative_to(path).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}
    (path / "checksums.json").write_text(json.dumps({"version": VERSION, "sha256": sums}, indent=1) + "\n", encoding="utf-8")


def docs(articles: Iterable[Article], nlp: Language) -> Iterator[tuple[Article, Doc]]:
    """Each article with its Doc: `doc.text == article.text`, so that token offsets are article offsets.

    A sentence starts at every zone border, and wherever the text has an empty line.
    """

    def made() -> Iterator[tuple[Doc, Article]]:
        for article in articles:
            yield parted(nlp.make_doc(article.text), article), article

    # Language.pipe would make the Docs itself; the sentence starts must be set before the components run.
    for doc, article in nlp.pipe(made(), as_tuples=True):
        yield article, doc


def parted(doc: Doc, article: Article) -> Doc:
    """`doc` with a sentence start forced at the first word at or after each zone border of `article`."""
    borders = sorted({offset for zone in article.zones for offset in (zone.at.start, zone.at.end)})
    at = 0
    for token in doc:
        if token.is_space:
            continue
        crossed = False
        while at < len(borders) and borders[at] < token.idx + len(token):
            crossed, at = True, at + 1
        if crossed:
            token.is_sent_start = True
    return doc
