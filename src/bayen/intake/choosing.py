"""Choosing among what the rules offer: a conditional logit with points learned from labels.

The rules find the candidates and give their reasons; where several are left, each candidate is
described by a few named features, and the points of the features add up to its score. Points
are data (``tools/fit_choices.py``); without them the first candidate, the rules' own, stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from bayen.catalogue.choices import POINTS_PER_UNIT


class Crossed:
    """Points of candidates' features beside what is known whichever candidate is right.

    The points of "near|kind=stock" are those of "near" beside "kind=stock". The sums are those
    of all such pairs, without spelling them out.
    """

    def __init__(self, points: Mapping[str, int], *, lead: float) -> None:
        self._alone = {name: worth for name, worth in points.items() if "|" not in name}
        rows: dict[str, dict[str, int]] = {}
        for name, worth in points.items():
            feature, crossed, known = name.partition("|")
            if crossed:
                rows.setdefault(known, {})[feature] = worth
        # Two sets meet by the smaller one; a set and the keys of a mapping by all the keys.
        self._names = frozenset(self._alone)
        self._beside = {known: (frozenset(row), row) for known, row in rows.items()}
        self._lead = lead * POINTS_PER_UNIT

    def choose(
        self, known: Iterable[str], candidates: Sequence[tuple[Sequence[str], Sequence[str]]]
    ) -> int:
        """The index of the likeliest candidate; 0 when no other leads the first far enough.

        Args:
            known: what is known whichever candidate is right.
            candidates: the features of each that count alone, and those that count both alone
                and beside each of the known; no feature is both, and none of these comes twice.

        Raises:
            ValueError: there is no candidate.
        """
        if not candidates:
            raise ValueError("nothing to choose from")
        named = {name for _, crossed in candidates for name in crossed}
        worth = dict.fromkeys(named, 0)
        for name in set(known):
            if (beside := self._beside.get(name)) is not None:
                features, row = beside
                for feature in named & features:
                    worth[feature] += row[feature]
        points, names = self._alone, self._names
        for name in named & names:
            worth[name] += points[name]
        scores = []
        for alone, crossed in candidates:
            told = names.intersection(alone)
            score = sum(map(points.__getitem__, told)) + sum(map(worth.__getitem__, crossed))
            scores.append(score)
        best = max(range(len(scores)), key=scores.__getitem__)
        return best if scores[best] - scores[0] > self._lead else 0
