"""Choosing among what the rules offer: a conditional logit with points learned from labels.

The rules find the candidates and give their reasons; where several are left, each candidate is
described by a few named features, and the points of the features add up to its score. Points
are data (``tools/fit_choices.py``); without them the first candidate, the rules' own, stands.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bayen.catalogue.choices import POINTS_PER_UNIT


@dataclass(frozen=True, slots=True)
class Chooser:
    """Learned points of features.

    Attributes:
        points: of each feature; one that is not there tells nothing.
        lead: log-odds by which another candidate must lead the first, which is the rules' own.
    """

    points: Mapping[str, int]
    lead: float = 0.0

    def score(self, features: Iterable[str]) -> float:
        """How much the features of one candidate speak for it, as log-odds."""
        points = self.points
        return sum(points.get(name, 0) for name in features) / POINTS_PER_UNIT

    def choose(self, candidates: Sequence[Iterable[str]]) -> int:
        """The index of the likeliest candidate; 0 when no other leads the first far enough.

        Raises:
            ValueError: there is no candidate.
        """
        scores = [self.score(features) for features in candidates]
        if not scores:
            raise ValueError("nothing to choose from")
        best = max(range(len(scores)), key=lambda index: scores[index])
        return best if scores[best] - scores[0] > self.lead else 0


def chances(scores: Sequence[float]) -> list[float]:
    """The chance of each candidate by its score; they sum to 1."""
    top = max(scores)
    weights = [math.exp(score - top) for score in scores]
    total = sum(weights)
    return [weight / total for weight in weights]
