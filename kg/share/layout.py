"""Where each node lies: a force layout that gives the same picture on every machine.

Only operations that IEEE 754 rounds exactly are used (sums in a fixed order, products, quotients, square roots), because a
layout is chaotic: one last bit of difference grows into another picture.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from kg.share.edges import Graph

Points: TypeAlias = NDArray[np.float64]

_SMALL = 500
_ROUNDS = 220
_LARGE_ROUNDS = 40
_OTHERS = 4
_SPACING = 90.0


def positions(graph: Graph) -> list[tuple[float, float]]:
    """x and y of each node of `graph`, in the order of its nodes, centred on 0, 0 and about 90 units from neighbours.

    Parts that no edge connects lie side by side, the largest first. In a part of up to 500 nodes every pair repels
    (Fruchterman and Reingold); in a larger one each node is repelled by a few others drawn by a seeded generator in each round,
    which keeps the cost proportional to the number of edges.
    """
    number = {node.id: n for n, node in enumerate(graph.nodes)}
    if not number:
        return []
    pairs: dict[tuple[int, int], float] = {}
    for edge in graph.edges:
        a, b = number[edge.source], number[edge.target]
        if a != b:
            key = (a, b) if a < b else (b, a)
            pairs[key] = pairs.get(key, 0.0) + (1.0 if edge.plain else 0.3)
    points = np.zeros((len(number), 2))
    boxes: list[tuple[list[int], Points]] = []
    for members, links in _parts(len(number), sorted(pairs)):
        within = {member: n for n, member in enumerate(members)}
        ends = np.array([(within[a], within[b]) for a, b in links], dtype=np.int64).reshape(-1, 2)
        # The pull grows slowly with the number of relations: a much-reported pair must not fall into one point.
        pull = np.minimum(np.sqrt(np.array([pairs[link] for link in links], dtype=np.float64)), 2.5)
        boxes.append((members, _part(len(members), ends, pull)))
    for members, placed in _side_by_side(boxes):
        points[members] = placed
    points = (points - (points.max(axis=0) + points.min(axis=0)) / 2) * _SPACING
    return [(x + 0.0, y + 0.0) for x, y in np.round(points, 2).tolist()]


def _parts(count: int, links: Sequence[tuple[int, int]]) -> Iterator[tuple[list[int], list[tuple[int, int]]]]:
    """The connected parts, the largest first: their nodes and their links, both in order."""
    root = list(range(count))

    def top(node: int) -> int:
        while root[node] != node:
            root[node] = root[root[node]]
            node = root[node]
        return node

    for a, b in links:
        low, high = sorted((top(a), top(b)))
        root[high] = low
    members: dict[int, list[int]] = defaultdict(list)
    for node in range(count):
        members[top(node)].append(node)
    inside: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for link in links:
        inside[top(link[0])].append(link)
    for first in sorted(members, key=lambda first: (-len(members[first]), first)):
        yield members[first], inside[first]


def _part(count: int, ends: NDArray[np.int64], pull: Points) -> Points:
    if count <= 2:
        return np.array([[0.0, 0.0], [1.0, 0.0]][:count])
    points = _start(count)
    return _all_pairs(points, ends, pull) if count <= _SMALL else _drawn_pairs(points, ends, pull)


def _side_by_side(boxes: Sequence[tuple[list[int], Points]]) -> Iterator[tuple[list[int], Points]]:
    """The parts moved into rows below each other, as wide as the largest part or as a frame of 3 to 2 asks."""
    gap = 1.2
    sizes = [placed.max(axis=0) - placed.min(axis=0) + gap for _, placed in boxes]
    area = sum(float(size[0] * size[1]) for size in sizes)
    width = max(float(sizes[0][0]), (1.5 * area) ** 0.5)
    x = y = height = 0.0
    for (members, placed), size in zip(boxes, sizes, strict=True):
        if x > 0.0 and x + float(size[0]) > width:
            x, y, height = 0.0, y - height, 0.0
        corner = np.array([float(placed[:, 0].min()), float(placed[:, 1].max())])
        yield members, placed - corner + np.array([x, y])
        x, height = x + float(size[0]), max(height, float(size[1]))


def _start(count: int) -> Points:
    """Points spread evenly over a disc of about one point a unit of area, in an order drawn by a seeded generator."""
    generator = np.random.Generator(np.random.PCG64(20150708))
    points = generator.random((count, 2)) - 0.5
    spread: Points = points * (2.0 * float(count) ** 0.5)
    return spread


def _pulls(points: Points, ends: NDArray[np.int64], pull: Points) -> Points:
    """The attraction along edges, distance squared as in Fruchterman and Reingold, summed in the order of the edges."""
    count = len(points)
    delta = points[ends[:, 1]] - points[ends[:, 0]]
    distance = np.sqrt(delta[:, 0] * delta[:, 0] + delta[:, 1] * delta[:, 1])
    force = delta * (distance * pull)[:, None]
    total = np.empty_like(points)
    for axis in (0, 1):
        inward = np.bincount(ends[:, 0], weights=force[:, axis], minlength=count)
        total[:, axis] = inward - np.bincount(ends[:, 1], weights=force[:, axis], minlength=count)
    return total


def _moved(points: Points, force: Points, heat: float) -> Points:
    length = np.sqrt(force[:, 0] * force[:, 0] + force[:, 1] * force[:, 1])
    step = np.minimum(length, heat) / np.maximum(length, 1e-9)
    moved: Points = points + force * step[:, None]
    return moved


def _all_pairs(points: Points, ends: NDArray[np.int64], pull: Points) -> Points:
    first_heat = float(len(points)) ** 0.5 * 0.25
    rounds = _ROUNDS if len(points) > 12 else 60
    for turn in range(rounds):
        dx = points[:, None, 0] - points[None, :, 0]
        dy = points[:, None, 1] - points[None, :, 1]
        near = 1.0 / np.maximum(dx * dx + dy * dy, 1e-3)
        force = np.empty_like(points)
        # Summed down the first axis, row by row: that order is the same whatever the processor's vector width.
        force[:, 0] = -(dx * near).sum(axis=0)
        force[:, 1] = -(dy * near).sum(axis=0)
        force += _pulls(points, ends, pull) - points * 0.12
        points = _moved(points, force, first_heat * (1.0 - turn / rounds) + 0.01)
    return points


def _drawn_pairs(points: Points, ends: NDArray[np.int64], pull: Points) -> Points:
    count = len(points)
    generator = np.random.Generator(np.random.PCG64(20150709))
    degree = np.bincount(ends.ravel(), minlength=count).astype(np.float64)
    # A hub's edges would outweigh all repulsion and pull the graph into one point.
    pull = pull / np.sqrt(np.maximum(degree[ends[:, 0]], 1.0) * np.maximum(degree[ends[:, 1]], 1.0)) * 2.0
    share = float(count) / _OTHERS * 0.15
    first_heat = float(count) ** 0.5 * 0.25
    for turn in range(_LARGE_ROUNDS):
        force = _pulls(points, ends, pull) - points * 0.05
        for _ in range(_OTHERS):
            delta = points - points[generator.permutation(count)]
            near = share / np.maximum(delta[:, 0] * delta[:, 0] + delta[:, 1] * delta[:, 1], 1.0)
            force += delta * near[:, None]
        points = _moved(points, force, first_heat * (1.0 - turn / _LARGE_ROUNDS) + 0.05)
    return points
