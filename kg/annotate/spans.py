"""Name labels that follow on one another as BIO allows."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


class Names:
    """Decodes scores over `labels` ("O", "B-ORG", "I-ORG", …) into the best sequence in which I- only goes on a name of its type.

    >>> names = Names(["O", "B-ORG", "I-ORG"])
    >>> names.best(np.array([[2.0, 1.5, 0.0], [0.0, 0.1, 3.0]], dtype=np.float32)).tolist()
    [1, 2]
    """

    def __init__(self, labels: Sequence[str]) -> None:
        follows = [[label[0] != "I" or (before[0] in "BI" and before[1:] == label[1:]) for label in labels] for before in labels]
        self.forbidden = ~np.array(follows)
        self.opening = np.array([label[0] == "I" for label in labels])

    def best(self, scores: NDArray[np.float32]) -> NDArray[np.int64]:
        """The label numbers of one sentence's words; `scores` is (words, labels)."""
        greedy = scores.argmax(axis=1)
        if not self.opening[greedy[0]] and not self.forbidden[greedy[:-1], greedy[1:]].any():
            return greedy
        penalty = np.where(self.forbidden, np.float32(-1e9), np.float32(0))
        total = scores[0] + np.where(self.opening, np.float32(-1e9), np.float32(0))
        back = np.zeros(scores.shape, dtype=np.int64)
        for at in range(1, len(scores)):
            paths = total[:, None] + penalty
            back[at] = paths.argmax(axis=0)
            total = paths.max(axis=0) + scores[at]
        found = np.zeros(len(scores), dtype=np.int64)
        found[-1] = total.argmax()
        for at in range(len(scores) - 1, 0, -1):
            found[at - 1] = back[at, found[at]]
        return found
