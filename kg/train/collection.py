"""What the shipped model learns from and what it is tested on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kg.errors import KgError
from kg.train import entities, gum, partial
from kg.train.corpora import Sentence, treebank

NEWS = "GUM_news"
# CrossNER's domains beside politics; of these only the development sets are kept apart.
_DOMAINS = ("ai", "literature", "music", "science")


@dataclass(frozen=True, slots=True)
class Part:
    """One corpus, how often a pass over the data reads it, and the only pass that does, counted from 0, where it is not every one."""

    name: str
    sentences: tuple[Sentence, ...]
    times: int = 1
    only: int | None = None

    def read_in(self, number: int) -> int:
        """How often pass `number` reads it.

        >>> Part("gum", (), times=3).read_in(4), Part("rough", (), only=1).read_in(4)
        (3, 0)
        """
        return self.times if self.only in {None, number} else 0


def training(corpora: Path, facts: Path) -> list[Part]:
    """The corpora whose licences let the weights be shipped, less what is kept for testing.

    Kept apart: EWT test, GUM test, GUM's news development half, CrossNER's test on politics and development sets on literature and science,
    the Broad Twitter Corpus's sections A, B, F and H. CrossNER's other domains, the Broad Twitter Corpus, WNUT 2017, STREUSLE and Few-NERD
    are read where they are there; Few-NERD, the largest and the roughest, once, in the first two passes.
    Raises KgError naming the first file that is missing.
    """
    gazetteer = entities.Gazetteer.read(_there(facts))
    ewt, genres, ner = _there(corpora / "ud-ewt"), _there(corpora / "gum"), _there(corpora / "ner")
    gum_train = gum.gum(genres / "gum-train.conllu", gazetteer)
    gum_dev = gum.gum(genres / "gum-dev.conllu", gazetteer)
    more = [
        Part(f"crossner-{domain}-{half}", tuple(entities.crossner(path, gazetteer)))
        for domain in _DOMAINS
        for half in ("train", "dev", "test")
        if (path := ner / f"crossner-{domain}/{half}.txt").exists() and not (half == "dev" and domain in {"literature", "science"})
    ]
    # Newsrooms' posts, and those on one air disaster.
    more += [
        Part(f"btc-{section}", tuple(entities.headlines(path, gazetteer)))
        for section in "ge"
        if (path := ner / f"btc/{section}.conll").exists()
    ]
    more += [
        Part(f"wnut-{half}", tuple(entities.headlines(path, gazetteer, "wnut")))
        for half in ("wnut17train", "emerging.dev", "emerging.test")
        if (path := ner / f"wnut17/{half}.conll").exists()
    ]
    more += [
        Part(f"fewnerd-{half}", tuple(partial.fewnerd(path, gazetteer)), only=number)
        for half, number in (("dev", 0), ("big_test", 0), ("test", 1))
        if (path := ner / f"fewnerd/{half}.txt").exists()
    ]
    parsed, senses = ewt / "en_ewt-ud-train.conllu", ner / "streusle/streusle.sst"
    return [
        Part("ewt-train", tuple(partial.supersensed(senses, parsed, gazetteer) if senses.exists() else treebank(parsed))),
        Part("ewt-dev", tuple(entities.uner(ner / "uner-ewt/en_ewt-ud-dev.iob2", ewt / "en_ewt-ud-dev.conllu", gazetteer))),
        Part("gum-other", tuple(s for s in [*gum_train, *gum_dev] if not s.document.startswith(NEWS))),
        Part("gum-news", tuple(s for s in gum_train if s.document.startswith(NEWS)), times=3),
        Part("wikigold", tuple(entities.wikigold(ner / "wikigold.conll", gazetteer))),
        Part("crossner-train", tuple(entities.crossner(ner / "crossner-politics/train.txt", gazetteer))),
        Part("crossner-dev", tuple(entities.crossner(ner / "crossner-politics/dev.txt", gazetteer))),
        *more,
    ]


def _there(path: Path) -> Path:
    if not path.exists():
        raise KgError("no such folder", where=str(path), remedy="name the corpora with --corpora and the fact tables with --facts")
    return path
