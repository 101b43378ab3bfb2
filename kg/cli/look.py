"""`kg show`, `kg explain`, `kg stats`: claims as a table, one claim with its sentence, and what a graph holds."""

from __future__ import annotations

import json
from collections import Counter
from typing import Annotated, Any

import typer
from rich.text import Text

from kg.cli.console import Output, harmless, number_of, table, tell
from kg.cli.options import StoreOption
from kg.errors import UsageError
from kg.record.store import open_store
from kg.search.claims import article_text, record, records

ActorOption = Annotated[str | None, typer.Option(help="Only claims about this actor (its label, or part of it).")]


def show(
    store: StoreOption,
    actor: ActorOption = None,
    limit: Annotated[int, typer.Option(min=0, help="At most so many claims; 0 for all.")] = 50,
) -> None:
    """Print claims as a readable table: who, does what, to whom, how firmly, who says so.

    Example: `kg show --store graph --actor Turkey`
    """
    rows = []
    with open_store(store, read_only=True) as opened:
        for item in records(opened):
            names = [_label(item["subject"]), _label(item["object"]), *map(_label, item["attribution"])]
            if actor and not any(actor.casefold() in name.casefold() for name in names):
                continue
            rows.append(
                [
                    item["id"].rpartition("#claim-")[2][:8],
                    names[0],
                    ("not: " if item["polarity"] == "negative" else "") + item["relation"]["label"],
                    names[1],
                    item["modality"],
                    " < ".join(reversed(names[2:])),
                    (item["time"] or {}).get("text", ""),
                    item["relation"]["event"] or "",
                    f"{item['confidence']:.2f}",
                ]
            )
    shown = rows[:limit] if limit else rows
    table(["claim", "subject", "relation", "object", "modality", "who says so", "when", "act", "conf."], shown)
    if len(shown) < len(rows):
        tell(f"{len(rows) - len(shown)} more; see them with --limit 0")


def explain(
    claim: Annotated[str, typer.Argument(help="A claim: its IRI, or the start of its key as `kg show` prints it.")],
    store: StoreOption,
    as_json: Annotated[bool, typer.Option("--json", help="Print the claim as JSON.")] = False,
) -> None:
    """Print a claim, its sentence with the words marked, who says so, and where it stands in the article.

    Example: `kg explain 3f2a91 --store graph`
    """
    with open_store(store, read_only=True) as opened:
        found = record(opened, claim)
        if found is None:
            raise UsageError(f"no claim {claim!r}", where=str(store), remedy="list claims with `kg show`")
        text = harmless(article_text(opened, found["article"]["id"]))
    if as_json:
        print(json.dumps(found, ensure_ascii=False, indent=2))
        return
    console = Output(highlight=False, soft_wrap=True)
    console.print(Text(harmless(_sentence(found)), style="bold"))
    evidence = found["evidence"]
    before, after = text[: evidence["start"]].rpartition("\n")[2], text[evidence["end"] :].partition("\n")[0]
    quoted = Text(f"…{before[-80:]}" if len(before) > 80 else before, style="dim")
    quoted.append_text(_marked(found, text))
    quoted.append(after if len(after) <= 80 else f"{after[:80]}…", style="dim")
    console.print(quoted)
    lines = text.count("\n", 0, evidence["start"]) + 1
    article, relation = found["article"], found["relation"]
    sign = format(relation["sign"], "+d") if relation["sign"] else "0"
    details = {
        "says": " ← ".join(_label(source) for source in reversed(found["attribution"])) or "the article itself",
        "subject": _resolved(found["subject"]),
        "relation": f"{relation['label']} ({relation['event'] or 'no act code'}, sign {sign})",
        "object": _resolved(found["object"]),
        "firmness": f"{found['polarity']}, {found['modality']}",
        "when": _when(found["time"]),
        "where": ", ".join(map(_label, found["place"])),
        "article": " · ".join(
            str(value) for value in (article["title"], article["publisher"], article["published"], article["url"]) if value
        ),
        "place": f"characters {evidence['start']}–{evidence['end']}, line {lines}",
        "found by": f"{found['extractor']}, confidence {found['confidence']:.2f}",
        "id": found["id"],
    }
    for name, value in details.items():
        if value:
            console.print(Text(f"  {name:9} ", style="cyan").append(Text(harmless(value), style="default")))


def stats(store: StoreOption, as_json: Annotated[bool, typer.Option("--json", help="Print the counts as JSON.")] = False) -> None:
    """Print what a graph holds: articles, claims by firmness and act, actors by how often they appear.

    Example: `kg stats --store graph`
    """
    counts: dict[str, Counter[str]] = {name: Counter() for name in ("polarity", "modality", "source", "act", "actor")}
    claims = 0
    with open_store(store, read_only=True) as opened:
        articles = opened.articles()
        for item in records(opened):
            claims += 1
            counts["polarity"][item["polarity"]] += 1
            counts["modality"][item["modality"]] += 1
            counts["source"]["attributed" if item["attribution"] else "the article itself"] += 1
            counts["act"][(item["relation"]["event"] or "").partition("/")[0] or "uncoded"] += 1
            for node in (item["subject"], item["object"]):
                if node and node.get("type") not in (None, "Phrase"):
                    counts["actor"][node["label"]] += 1
    if as_json:
        print(
            json.dumps(
                {"articles": len(articles), "claims": claims, **{name: dict(sorted(count.items())) for name, count in counts.items()}},
                ensure_ascii=False,
            )
        )
        return
    print(f"{number_of(len(articles), 'article')}, {number_of(claims, 'claim')}")
    for name, count in counts.items():
        ranked = sorted(count.items(), key=lambda pair: (-pair[1], pair[0]))
        print(
            f"{name:9} " + ", ".join(f"{harmless(value)} {number}" for value, number in ranked[:12]) + (", …" if len(ranked) > 12 else "")
        )


def _label(node: dict[str, Any] | None) -> str:
    return str((node or {}).get("label") or (node or {}).get("value") or "")


def _sentence(found: dict[str, Any]) -> str:
    denied = "NOT " if found["polarity"] == "negative" else ""
    said = f"{_label(found['subject'])} – {denied}{found['relation']['label']} – {_label(found['object'])}"
    return said if found["modality"] == "asserted" else f"{said} ({found['modality']})"


def _resolved(node: dict[str, Any] | None) -> str:
    if not node:
        return ""
    words = (node.get("mention") or {}).get("text", "")
    links = " ".join(node.get("same_as") or [])
    return (
        f"{_label(node)} [{node.get('type', node.get('datatype', ''))}]"
        + (f", in the words “{words}”" if words and words != _label(node) else "")
        + (f"  {links}" if links else "")
    )


def _when(time: dict[str, Any] | None) -> str:
    if not time:
        return ""
    days = f" = {time['start'] or '…'} to {time['end'] or '…'}" if time["start"] or time["end"] else " (not resolved)"
    return f"{time['text']}{days}"


def _marked(found: dict[str, Any], text: str) -> Text:
    """The evidence with subject, object and sources underlined."""
    start, end = found["evidence"]["start"], found["evidence"]["end"]
    quote = Text(text[start:end])
    styles = [
        ("bold green", found["subject"]),
        ("bold magenta", found["object"]),
        *(("bold yellow", source) for source in found["attribution"]),
    ]
    for style, node in styles:
        mention = (node or {}).get("mention")
        if mention and start <= mention["start"] and mention["end"] <= end:
            quote.stylize(f"{style} underline", mention["start"] - start, mention["end"] - start)
    return quote
