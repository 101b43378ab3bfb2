"""What is no prose: long sentences, tables, lists, capitals, transcripts, listicles and other languages, walked from text to claims.

Nothing may crash, take long or fill the graph with what the text does not say: few claims rather than many wrong ones.
"""

from __future__ import annotations

import time
from typing import Any

import pytest

from kg.acquire.text import article_of
from kg.model import Skipped
from kg.pipeline import Pipeline

LONG = "The minister said that " + " and ".join(f"state {i} shelled the town of Bara while its army took the port" for i in range(40)) + "."
NAMES = "Amina Yusuf, Peter Lund, Chen Hao, Maria Silva, Tomas Novak, Ola Berg, Ines Costa, Juma Bakari"
TRANSCRIPT = """HOST: Welcome. Did Iran bomb the base?
ANALYST: I do not think that Iran bombed it. Israel may have bombed it.
HOST: So Chad attacked Mali?
ANALYST: Chad attacked Mali last year."""
LISTICLE = """5 things to know about the summit

1. Norway wants Chad to buy Danish ships.
2. Togo blocked the statement.
3. Who paid for dinner? Nobody knows.
4) Could Peru leave the pact?
- Ghana offered tanks"""
CAPITALS = "CHAD WILL NOT LET TOGO JOIN THE PACT UNLESS LOME EXTRADITES GENERALS, MINISTER SAYS"

TEXTS = {
    "a sentence of hundreds of words": (LONG, 0),
    "a list of hundreds of names in a sentence": ("Oslo met " + ", ".join(f"Minister N{i} of Chad" for i in range(300)) + ".", 0),
    "one word thousands of times": ("attack " * 3000, 0),
    "a table with tabs": ("Country\tExports\tAlly\nChad\tcotton\tFrance\nMali\tgold\tRussia\nTogo\tphosphate\tChina\n", 0),
    "a table in columns": ("Rank  Country   Troops  Ally\n1     Chad      3,000   France\n2     Mali      9,000   Russia\n", 0),
    "a table with bars": ("| Chad | attacked | Mali |\n| --- | --- | --- |\n| Niger | supports | Togo |\n", 0),
    "comma separated values": ("date,actor,event,target\n2020-01-01,Chad,attack,Mali\n2020-02-01,Niger,aid,Togo\n", 0),
    "names in a row": (NAMES + ".", 0),
    "names on lines": (NAMES.replace(", ", "\n"), 0),
    "brackets in brackets": ("(" * 200 + "Chad attacked Mali" + ")" * 200, 1),
    "colons": ("A: B: C: D: E: F: G:\n" * 100, 0),
    "a word on each line": ("\n".join(["Chad", "attacked", "Mali", "on", "Monday", "."] * 30), 0),
    "addresses": ("https://example.org/chad-attacked-mali?x=1 www.example.org/mali", 0),
    "French": ("Le ministre a dit que la France soutient la Tunisie. Paris condamne une attaque contre les soldats.", 0),
    "German in few words": ("Chad greift Mali an.", 0),
    "a transcript": (TRANSCRIPT, 5),
    "a listicle": (LISTICLE, 6),
    "capitals": (CAPITALS, 4),
}


@pytest.fixture(scope="module")
def walk() -> Pipeline:
    return Pipeline()


def claims_of(walk: Pipeline, text: str) -> list[dict[str, Any]]:
    return [item for item in walk.claim_records([article_of(text)]) if not isinstance(item, Skipped)]


@pytest.mark.parametrize("name", TEXTS)
def test_it_is_read_in_bounded_time_with_few_claims(name: str, walk: Pipeline) -> None:
    text, most = TEXTS[name]
    start = time.process_time()
    found = claims_of(walk, text)
    assert time.process_time() - start < 15
    assert len(found) <= most, [(each["subject"]["label"], each["relation"]["label"]) for each in found]


def plain(walk: Pipeline, text: str) -> list[str]:
    """What the article itself is made to affirm."""
    return [
        f"{each['subject']['label']} | {each['relation']['label']}"
        for each in claims_of(walk, text)
        if each["polarity"] == "positive" and each["modality"] == "asserted" and not each["attribution"]
    ]


def test_a_transcript_gives_each_turn_to_who_speaks_it(walk: Pipeline) -> None:
    assert plain(walk, TRANSCRIPT) == []


def test_questions_offers_and_wishes_of_a_listicle_are_no_facts(walk: Pipeline) -> None:
    assert set(plain(walk, LISTICLE)) <= {"Norway | want", "Togo | block", "Ghana | offer"}


def test_capitals_hide_no_condition(walk: Pipeline) -> None:
    assert plain(walk, CAPITALS) == []
