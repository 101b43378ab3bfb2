"""One type a name and document: what a text calls by the same words it means the same way throughout.

The types of all mentions of a name are weighed together and each mention gets the best of them ("one sense per discourse", Gale, Church and
Yarowsky 1992); a place where the same words stand and were just not taken for the name becomes a mention too. An abbreviation
has the type of what it is short for ("Lund Space Centre (LSC)"), which its letters do not tell.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

# The least likelihood of the name's type at a word that was read as none, and the most that one mention may speak against a type.
_MISSED, _DOUBT = 0.1, -8.0
_LEFT_ALONE = frozenset({"DATE"})


class Agreement:
    """Brings the names of a document into line; `labels` are the model's ("O", "B-ORG", "I-ORG", …).

    >>> labels = ["O", "B-ORG", "I-ORG", "B-GPE", "I-GPE"]
    >>> scores = np.log([[.02, .02, .01, .94, .01], [.9, .05, .02, .02, .01], [.02, .50, .01, .46, .01]]).astype(np.float32)
    >>> [labels[n] for n in Agreement(labels).agreed(["Vik", "left", "Vik"], scores, np.array([3, 0, 1]))]
    ['B-GPE', 'O', 'B-GPE']
    """

    def __init__(self, labels: Sequence[str]) -> None:
        self.labels = list(labels)
        number = {label: at for at, label in enumerate(labels)}
        self.kinds = sorted({label[2:] for label in labels if label != "O"} - _LEFT_ALONE)
        self.first = np.array([number[f"B-{kind}"] for kind in self.kinds])
        self.later = np.array([number[f"I-{kind}"] for kind in self.kinds])

    def agreed(self, words: Sequence[str], scores: NDArray[np.float32], found: NDArray[np.int64]) -> NDArray[np.int64]:
        """The label numbers of a document's words, from those `found` sentence by sentence and the `scores` (words, labels) behind them."""
        mentions: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for start, end, kind in self.spans(found.tolist()):
            if kind not in _LEFT_ALONE:
                mentions[tuple(words[start:end])].append(start)
        if not mentions:
            return found
        result = found.copy()
        shares = scores - scores.max(axis=1, keepdims=True)
        shares -= np.log(np.exp(shares).sum(axis=1, keepdims=True))
        settled: dict[tuple[str, ...], int] = {}
        for name, starts in mentions.items():
            weights = [
                np.maximum((shares[at, self.first] + shares[at + 1 : at + len(name), self.later].sum(axis=0)) / len(name), _DOUBT)
                for at in starts
            ]
            settled[name] = best = (
                int(np.sum(weights, axis=0).argmax()) if len(starts) > 1 else self.kinds.index(self._kind(found[starts[0]]))
            )
            for at in starts:
                self._mark(result, at, len(name), best)
        for name, at in self._missed(words, found, list(settled)):
            if np.exp(shares[at, self.first[settled[name]]]) > _MISSED:
                self._mark(result, at, len(name), settled[name])
        self._spell_out(words, result)
        return result

    def _kind(self, label: int) -> str:
        return self.labels[label][2:]

    def spans(self, found: Sequence[int]) -> list[tuple[int, int, str]]:
        """(first word, word behind, type) of each name."""
        spans: list[tuple[int, int, str]] = []
        for at, number in enumerate(found):
            mark, kind = self.labels[number][0], self.labels[number][2:]
            if mark == "B":
                spans.append((at, at + 1, kind))
            elif mark == "I":
                spans[-1] = (spans[-1][0], at + 1, kind)
        return spans

    def _missed(
        self, words: Sequence[str], found: NDArray[np.int64], names: Sequence[tuple[str, ...]]
    ) -> list[tuple[tuple[str, ...], int]]:
        """Where the words of a name written large stand among words of no name, the longest name at each place."""
        by_first: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for name in sorted(names, key=len, reverse=True):
            if name[0][:1].isupper():
                by_first[name[0]].append(name)
        free = found == self.labels.index("O")
        missed, taken = [], 0
        for at, word in enumerate(words):
            if at < taken or not free[at]:
                continue
            for name in by_first.get(word, ()):
                end = at + len(name)
                if free[at:end].all() and tuple(words[at:end]) == name:
                    missed.append((name, at))
                    taken = end
                    break
        return missed

    def _spell_out(self, words: Sequence[str], result: NDArray[np.int64]) -> None:
        """Give an abbreviation that stands in brackets behind the name with its initials that name's type, wherever it stands."""
        spans = self.spans(result.tolist())
        meant: dict[str, str] = {}
        for (start, end, kind), (short, after, other) in itertools.pairwise(spans):
            if kind in _LEFT_ALONE or other in _LEFT_ALONE or after != short + 1 or short != end + 1 or words[end] != "(":
                continue
            initials = "".join(word[0] for word in words[start:end] if word[0].isupper())
            if len(initials) > 1 and words[short].replace(".", "") == initials:
                meant.setdefault(words[short], kind)
        for start, end, kind in spans:
            if end == start + 1 and kind not in _LEFT_ALONE and words[start] in meant:
                self._mark(result, start, 1, self.kinds.index(meant[words[start]]))

    def _mark(self, result: NDArray[np.int64], start: int, length: int, kind: int) -> None:
        result[start] = self.first[kind]
        result[start + 1 : start + length] = self.later[kind]
