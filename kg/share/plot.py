"""Pictures of the graph: the signed network, and how actors' stances move over time (needs matplotlib: the extra `plot`)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from math import hypot, sqrt
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import ExportError, KgError, UsageError
from kg.share.edges import Choices, Edge, Graph, Node, Record, graph, kept, span
from kg.share.files import written
from kg.share.layout import positions
from kg.share.palette import Colour, edge_colour, family, node_colour

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_INK = "#222222"
_FAINT = "#777777"
_SUFFIXES = (".png", ".svg", ".pdf")
_LEGEND = (
    ("State", "states and governments"),
    ("ArmedGroup", "armed groups"),
    ("Organisation", "organisations"),
    ("Party", "parties and peoples"),
    ("Person", "persons"),
    ("Group", "unnamed groups and sources"),
    ("Media", "media"),
    ("Place", "places"),
    ("Thing", "policies, acts, offices"),
)


def write_network(records: Iterable[Record], path: Path, *, choices: Choices | None = None, nodes: int = 40) -> None:
    """Draw the network of claim records to `path` (.png, .svg or .pdf): its `nodes` best connected nodes and their relations.

    Blue is a friendly act, red a hostile one, grey neither; broken lines are denied, possible, planned, wanted or conditional.
    Raises KgError where matplotlib is missing, UsageError for another suffix, ExportError where nothing could be drawn.
    """
    _check(path)
    shown = _largest(graph(records, choices), nodes)
    if not shown.edges:
        raise ExportError("there is no relation to draw", where=str(path), remedy="choose less narrowly, or add --unasserted")
    _save(_network_figure(shown), path)


def write_stance(
    records: Iterable[Record], path: Path, *, choices: Choices | None = None, actor: str = "", towards: str = "", pairs: int = 8
) -> None:
    """Draw to `path` (.png, .svg or .pdf) how friendly and hostile claims between actors follow each other in time.

    One row for each of the `pairs` most reported pairs; bars up count friendly claims, bars down hostile ones, by day, week or
    month. `actor` and `towards` are labels, or parts of them. Articles of one origin count once for a day, relation and pair.
    """
    _check(path)
    series = _stances(records, choices or Choices(), actor, towards)
    if not series:
        raise ExportError("there is no dated friendly or hostile claim to draw", where=str(path), remedy="choose less narrowly")
    ranked = sorted(series.items(), key=lambda item: (-sum(up + down for up, down in item[1].values()), item[0]))[:pairs]
    _save(_stance_figure(ranked), path)


def _check(path: Path) -> None:
    if path.suffix.lower() not in _SUFFIXES:
        raise UsageError(f"cannot draw a {path.suffix or 'file without suffix'}", where=str(path), remedy="known: " + ", ".join(_SUFFIXES))
    try:
        import matplotlib  # noqa: F401
    except ImportError as error:
        raise KgError("matplotlib is not installed", remedy="install it with `pip install 'kg-news[plot]'`") from error


def _save(figure: Figure, path: Path) -> None:
    """Write the picture so that the same graph gives the same bytes: no date, and ids of SVG parts from a fixed salt."""
    import matplotlib

    kind = path.suffix.lower().removeprefix(".")
    metadata: dict[str, Any] = {"png": {"Software": None}, "svg": {"Date": None}, "pdf": {"CreationDate": None}}[kind]
    with matplotlib.rc_context({"svg.hashsalt": "kg", "font.family": "DejaVu Sans"}), written(path) as (file,):
        figure.savefig(file, format=kind, dpi=150, metadata=metadata, facecolor="white")


def _largest(made: Graph, nodes: int) -> Graph:
    """The graph of the best connected nodes: by weight of their edges, then by id."""
    weight: dict[str, float] = defaultdict(float)
    for edge in made.edges:
        for end in {edge.source, edge.target}:
            weight[end] += edge.weight
    chosen = set(sorted(weight, key=lambda id: (-weight[id], id))[:nodes])
    edges = tuple(edge for edge in made.edges if edge.source in chosen and edge.target in chosen and edge.source != edge.target)
    linked = {end for edge in edges for end in (edge.source, edge.target)}
    return Graph(tuple(node for node in made.nodes if node.id in linked), edges, made.left_out)


def _network_figure(shown: Graph) -> Figure:
    from matplotlib.figure import Figure
    from matplotlib.lines import Line2D

    count = len(shown.nodes)
    width = min(16.0, 8.0 + count * 0.16)
    figure = Figure(figsize=(width, width * 0.66), layout="constrained")
    axes = figure.add_subplot()
    axes.set_axis_off()
    place = _spread(shown, width)
    radius = {node.id: 0.10 + 0.035 * sqrt(node.degree) for node in shown.nodes}
    _draw_edges(axes, shown.edges, place, radius)
    for node in shown.nodes:
        _draw_node(axes, node, place[node.id], radius[node.id])
    xs, ys = zip(*place.values(), strict=True)
    axes.set_xlim(min(xs) - 0.9, max(xs) + 0.9)
    axes.set_ylim(min(ys) - 0.55, max(ys) + 0.45)
    axes.set_aspect("equal")
    signs = [(1, True, "friendly"), (-1, True, "hostile"), (0, True, "neither"), (0, False, "not asserted")]
    drawn = {(edge.sign, edge.plain) for edge in shown.edges}
    handles = [
        Line2D([], [], color=_rgb(edge_colour(sign, plain)), linewidth=2, linestyle="-" if plain else "--", label=label)
        for sign, plain, label in signs
        if (sign, plain) in drawn
    ]
    colours = {node_colour(node.type) for node in shown.nodes}
    handles += [
        Line2D([], [], marker="o", linestyle="", color=_rgb(node_colour(type)), markersize=8, label=label)
        for type, label in _LEGEND
        if node_colour(type) in colours
    ]
    figure.legend(handles=handles, loc="outside lower center", ncols=min(len(handles), 6), frameon=False, fontsize=9, labelcolor=_INK)
    return figure


def _spread(shown: Graph, width: float) -> dict[str, tuple[float, float]]:
    """Positions in inches, in a frame wider than high, with labels in mind: nodes keep apart more in x than in y."""
    points = positions(shown)
    xs, ys = zip(*points, strict=True)
    across, down = max(max(xs) - min(xs), 1.0), max(max(ys) - min(ys), 1.0)
    place = [[(x - min(xs)) / across * (width - 2.0), (y - min(ys)) / down * (width * 0.66 - 1.9)] for x, y in points]
    wide, high = (2.3, 1.25) if len(place) <= 12 else (1.7, 0.85) if len(place) <= 24 else (1.25, 0.62)
    for _ in range(200):
        for a in range(len(place)):
            for b in range(a):
                dx, dy = place[a][0] - place[b][0], place[a][1] - place[b][1]
                # Labels are wide and low: an ellipse around each node that no other may enter.
                gap = hypot(dx / wide, dy / high)
                if gap < 1.0:
                    push = (1.0 - gap) * 0.12
                    way = (dx or 0.01 * (a - b), dy or 0.01 * (a - b))
                    length = hypot(*way)
                    for axis in (0, 1):
                        place[a][axis] += push * way[axis] / length
                        place[b][axis] -= push * way[axis] / length
    return {node.id: (x, y) for node, (x, y) in zip(shown.nodes, place, strict=True)}


def _draw_node(axes: Axes, node: Node, at: tuple[float, float], radius: float) -> None:
    from matplotlib.patches import Circle
    from matplotlib.patheffects import withStroke

    axes.add_patch(Circle(at, radius, facecolor=_rgb(node_colour(node.type)), edgecolor="white", linewidth=1.2, zorder=3))
    label = _short(node.label, 34)
    axes.annotate(
        label,
        (at[0], at[1] - radius - 0.03),
        ha="center",
        va="top",
        fontsize=9 if node.family == "actor" else 8,
        fontweight="bold" if node.family == "actor" else "normal",
        fontstyle="italic" if node.family == "thing" else "normal",
        color=_INK,
        zorder=5,
        gid=f"node: {label}",
        parse_math=False,
        path_effects=[withStroke(linewidth=3, foreground="white")],
    )


def _draw_edges(axes: Axes, edges: Sequence[Edge], place: Mapping[str, tuple[float, float]], radius: Mapping[str, float]) -> None:
    """Draw an arrow for each pair, sign and firmness; its label names the relations, while there are few enough to read."""
    from matplotlib.patches import FancyArrowPatch
    from matplotlib.patheffects import withStroke

    bundles: dict[tuple[str, str, int, bool], list[Edge]] = defaultdict(list)
    for edge in edges:
        bundles[edge.source, edge.target, edge.sign, edge.plain].append(edge)
    lanes: dict[tuple[str, str], int] = defaultdict(int)
    for (source, target, sign, plain), members in sorted(bundles.items()):
        lane = lanes[source, target]
        lanes[source, target] += 1
        weight = sum(edge.weight for edge in members)
        colour = _rgb(edge_colour(sign, plain))
        start, end = place[source], place[target]
        # Each lane lies a line of text beside the one before, however near its ends are.
        length = max(hypot(end[0] - start[0], end[1] - start[1]), 0.3)
        bend = min(max(0.12, 0.2 / length) + lane * 0.5 / length, 1.4)
        axes.add_patch(
            FancyArrowPatch(
                start,
                end,
                connectionstyle=f"arc3,rad={bend:.2f}",
                arrowstyle="-|>,head_length=5,head_width=2.6",
                shrinkA=radius[source] * 72,
                shrinkB=radius[target] * 72,
                color=colour,
                linewidth=min(0.9 + 0.5 * sqrt(weight), 4.0),
                linestyle="-" if plain else (0, (4, 3)),
                alpha=0.85,
                zorder=2,
            )
        )
        if len(bundles) <= 40:
            ranked = sorted(members, key=lambda edge: (-edge.weight, edge.kind))
            names = [edge.kind for edge in ranked[:2]] + (["…"] if len(ranked) > 2 else [])
            label = _short(" · ".join(names), 40)
            axes.annotate(
                label,
                _beside(start, end, bend),
                ha="center",
                va="center",
                fontsize=7.5,
                color=colour if plain else _FAINT,
                zorder=4,
                gid=f"relation: {label}",
                parse_math=False,
                path_effects=[withStroke(linewidth=2.5, foreground="white")],
            )


def _beside(start: tuple[float, float], end: tuple[float, float], bend: float) -> tuple[float, float]:
    """A point of matplotlib's `arc3` a little before its middle, so that the labels of two opposite arrows lie apart."""
    at = 0.44
    dx, dy = end[0] - start[0], end[1] - start[1]
    control = ((start[0] + end[0]) / 2 + bend * dy, (start[1] + end[1]) / 2 - bend * dx)
    x, y = ((1 - at) ** 2 * start[n] + 2 * at * (1 - at) * control[n] + at**2 * end[n] for n in (0, 1))
    return x, y


def _stances(records: Iterable[Record], choices: Choices, actor: str, towards: str) -> dict[tuple[str, str], dict[date, tuple[int, int]]]:
    """For each pair of labels: by day, how many friendly and how many hostile claims of different origins there are."""
    seen: set[tuple[str, str, date, str, str, int]] = set()
    for record in kept(records, replace(choices, unasserted=False)):
        subject, object_ = record["subject"], record.get("object") or {}
        sign = int(record["relation"].get("sign") or 0)
        known = span(record)
        if not sign or known is None or "id" not in object_ or subject["id"] == object_["id"]:
            continue
        ends = (str(subject["label"]), str(object_["label"]))
        if not {family(subject["type"] or ""), family(object_["type"] or "")} <= choices.families:
            continue
        if actor.casefold() in ends[0].casefold() and towards.casefold() in ends[1].casefold():
            article = record["article"]
            seen.add((*ends, known[0], record["relation"]["label"], article.get("origin") or article["id"], 1 if sign > 0 else -1))
    series: dict[tuple[str, str], dict[date, tuple[int, int]]] = defaultdict(dict)
    for subject_label, object_label, day, _, _, sign in sorted(seen):
        up, down = series[subject_label, object_label].get(day, (0, 0))
        series[subject_label, object_label][day] = (up + (sign > 0), down + (sign < 0))
    return dict(series)


def _stance_figure(ranked: Sequence[tuple[tuple[str, str], Mapping[date, tuple[int, int]]]]) -> Figure:
    from matplotlib import dates as matplotlib_dates
    from matplotlib.figure import Figure
    from matplotlib.ticker import MaxNLocator

    dates: Any = matplotlib_dates  # its functions carry no types
    days = sorted({day for _, counts in ranked for day in counts})
    step = _step(days[0], days[-1])
    figure = Figure(figsize=(10.0, 1.2 + 0.95 * len(ranked)), layout="constrained")
    rows = figure.subplots(len(ranked), 1, sharex=True, sharey=True, squeeze=False)[:, 0]
    margin = timedelta(days=max(step, (days[-1] - days[0]).days // 40))
    for axes, ((source, target), counts) in zip(rows, ranked, strict=True):
        bins: dict[date, tuple[int, int]] = defaultdict(lambda: (0, 0))
        for day, (up, down) in counts.items():
            start = _bin(day, step)
            bins[start] = (bins[start][0] + up, bins[start][1] + down)
        starts = sorted(bins)
        left = [float(dates.date2num(start)) for start in starts]
        axes.bar(left, [bins[start][0] for start in starts], width=step * 0.85, align="edge", color=_rgb(edge_colour(1, True)))
        axes.bar(left, [-bins[start][1] for start in starts], width=step * 0.85, align="edge", color=_rgb(edge_colour(-1, True)))
        axes.axhline(0, color=_FAINT, linewidth=0.8)
        axes.set_ylabel(
            f"{_short(source, 26)}\n→ {_short(target, 26)}", rotation=0, ha="right", va="center", fontsize=9, color=_INK, parse_math=False
        )
        axes.yaxis.set_major_locator(MaxNLocator(integer=True, nbins=3, symmetric=True, min_n_ticks=1))
        axes.yaxis.set_major_formatter(lambda value, _: f"{abs(value):.0f}")
        axes.tick_params(labelsize=8, colors=_FAINT, bottom=axes is rows[-1], left=False)
        axes.grid(axis="x", color="#eeeeee", zorder=0)
        axes.set_axisbelow(True)
        for side in ("top", "right", "left", "bottom"):
            axes.spines[side].set_visible(False)
        axes.set_xlim(float(dates.date2num(_bin(days[0], step) - margin)), float(dates.date2num(days[-1] + timedelta(days=step) + margin)))
    locator = dates.AutoDateLocator(minticks=3, maxticks=10)
    rows[-1].xaxis.set_major_locator(locator)
    rows[-1].xaxis.set_major_formatter(dates.ConciseDateFormatter(locator))
    unit = {1: "day", 7: "week", 30: "month"}[step]
    figure.suptitle(f"Friendly (up) and hostile (down) claims per {unit}; reprints of one origin count once", fontsize=10, color=_INK)
    return figure


def _step(first: date, last: date) -> int:
    length = (last - first).days
    return 1 if length <= 60 else 7 if length <= 400 else 30


def _bin(day: date, step: int) -> date:
    """The first day of the day, week or month that `day` lies in."""
    return day if step == 1 else day - timedelta(days=day.weekday()) if step == 7 else day.replace(day=1)


def _short(text: str, length: int) -> str:
    text = "".join(c if c.isprintable() else " " for c in text)
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def _rgb(colour: Colour) -> tuple[float, float, float]:
    return colour[0] / 255, colour[1] / 255, colour[2] / 255
