"""Dependency trees from arc scores: the best head of each word, and the best tree where those are none."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]


def heads(scores: Scores) -> NDArray[np.int64]:
    """The head of each word of one sentence; the root is its own head.

    `scores` is (words, words + 1): how well column j heads row i; the last column is the root.

    >>> heads(np.array([[0, 5, 1], [4, 0, 9]], dtype=np.float32)).tolist()
    [1, 1]

    Where the best heads form a ring, or several roots, the best tree with one root is taken (Chu-Liu-Edmonds):

    >>> heads(np.array([[0, 5, 1], [4, 0, 2]], dtype=np.float32)).tolist()
    [1, 1]
    """
    count = len(scores)
    if count == 1:
        return np.zeros(1, dtype=np.int64)
    scores = scores.copy()
    inner = scores[:, :count]
    np.fill_diagonal(inner, -np.inf)
    best = scores.argmax(axis=1)
    roots = np.flatnonzero(best == count)
    if len(roots) != 1:
        # The word that gains most by being the root.
        root = int((scores[:, count] - inner.max(axis=1)).argmax())
        best = inner.argmax(axis=1)
    else:
        root = int(roots[0])
    best[root] = root
    if not _has_ring(best):
        return best
    weights = inner.astype(np.float64)
    return _edmonds(weights, root)


def certainty(scores: Scores, chosen: NDArray[np.int64]) -> NDArray[np.float32]:
    """How likely (0..1) each word's chosen head is: the softmax of its row at that column.

    `scores` is (words, words + 1) as in `heads`; `chosen` gives a column for each word, the last one for the root.

    >>> certainty(np.array([[0, 9, 1], [0, 0, 0]], dtype=np.float32), np.array([1, 2])).round(2).tolist()
    [1.0, 0.5]
    """
    scores = scores.copy()
    np.fill_diagonal(scores[:, :-1], -np.inf)
    shares = np.exp(scores - scores.max(axis=1, keepdims=True))
    found: NDArray[np.float32] = shares[np.arange(len(scores)), chosen] / shares.sum(axis=1)
    return found


def _has_ring(head: NDArray[np.int64]) -> bool:
    reached = head
    for _ in range(len(head).bit_length()):
        reached = reached[reached]
    return bool((head[reached] != reached).any())


def _edmonds(weights: NDArray[np.float64], root: int) -> NDArray[np.int64]:
    """The maximum spanning arborescence from `root`; `weights[i, j]` scores j as the head of i. Rings are contracted in turn."""
    count = len(weights)
    weights = weights.copy()
    np.fill_diagonal(weights, -np.inf)
    best = weights.argmax(axis=1)
    best[root] = root
    ring = _ring(best, root)
    if ring is None:
        return best
    inside = np.zeros(count, dtype=bool)
    inside[ring] = True
    outside = np.flatnonzero(~inside)
    place = {int(word): at for at, word in enumerate(outside)}
    size = len(outside) + 1
    smaller = np.full((size, size), -np.inf)
    smaller[:-1, :-1] = weights[np.ix_(outside, outside)]
    from_ring = weights[np.ix_(outside, ring)]
    smaller[:-1, -1] = from_ring.max(axis=1)
    ring_exit = ring[from_ring.argmax(axis=1)]
    kept = weights[ring, best[ring]]
    into = weights[np.ix_(ring, outside)] - kept[:, None]
    smaller[-1, :-1] = into.max(axis=0)
    ring_entry = ring[into.argmax(axis=0)]
    found = _edmonds(smaller, place[root])
    result = best.copy()
    for at, word in enumerate(outside):
        if word != root:
            result[word] = ring_exit[at] if found[at] == size - 1 else outside[found[at]]
    entry = int(ring_entry[found[-1]])
    result[entry] = outside[found[-1]]
    result[root] = root
    return result


def _ring(head: NDArray[np.int64], root: int) -> NDArray[np.int64] | None:
    state = np.zeros(len(head), dtype=np.int8)
    state[root] = 2
    for start in range(len(head)):
        path, at = [], start
        while state[at] == 0:
            state[at] = 1
            path.append(at)
            at = int(head[at])
        if state[at] == 1:
            return np.array(path[path.index(at) :])
        state[path] = 2
    return None
