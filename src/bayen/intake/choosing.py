"""Choosing among what the rules offer: a conditional logit with points learned from labels.

The rules find the candidates and give their reasons; where several are left, each candidate is
described by a few named features, and the points of the features add up to its score. Points
are data (``tools/fit_choices.py``); without them the first candidate, the rules' own, stands.

Features come in facts: a few values, and the function that spells their features out. Texts
bring the same facts over and over, so each is spelled once and its points are kept.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from typing import TypeAlias, TypeVar

from bayen.catalogue.choices import POINTS_PER_UNIT

Fact: TypeAlias = tuple[Callable[..., Iterable[str]], *tuple[Hashable, ...]]
"""What spells some features out, and the values that it does so from."""

Worth = TypeVar("Worth")
_KEPT = 1 << 15
"""Facts of which the worth is kept; some hold a word of the text, and so have no end."""


def step(amount: float, steps: tuple[float, ...]) -> str:
    """The first step that an amount does not pass; ">" of one beyond all."""
    return _step_names(steps)[bisect_left(steps, amount)]


@cache
def _step_names(steps: tuple[float, ...]) -> tuple[str, ...]:
    return (*(f"{step:g}" for step in steps), ">")


def spell_out(facts: Iterable[Fact]) -> Iterator[str]:
    """The features that some facts stand for."""
    return chain.from_iterable(spell(*values) for spell, *values in facts)


class _Kept(dict[Fact, Worth]):
    """What facts are worth, worked out when one is first met."""

    def __init__(self, work_out: Callable[[Iterable[str]], Worth]) -> None:
        super().__init__()
        self._work_out = work_out

    def __missing__(self, fact: Fact) -> Worth:
        if len(self) >= _KEPT:
            self.clear()
        # Two of its features may be spelled alike, and are one: "other" is a kind and a family.
        worth = self[fact] = self._work_out(set(spell_out((fact,))))
        return worth


class Crossed:
    """Points of candidates' features beside what is known whichever candidate is right.

    The points of "near|kind=stock" are those of "near" beside "kind=stock". The sums are those
    of all such pairs, without spelling them out.
    """

    def __init__(self, points: Mapping[str, int], *, lead: float) -> None:
        self._points = points
        beside: dict[str, dict[str, int]] = {}
        for name, worth in points.items():
            feature, crossed, known = name.partition("|")
            if crossed:
                beside.setdefault(known, {})[feature] = worth
        crossed_ones = sorted({feature for row in beside.values() for feature in row})
        self._at = {feature: at for at, feature in enumerate(crossed_ones)}
        self._beside = {
            known: tuple(row.get(feature, 0) for feature in self._at)
            for known, row in beside.items()
        }
        self._alone = _Kept(self._sum)
        self._rows = _Kept(self._add_rows)
        self._lead = lead * POINTS_PER_UNIT

    def choose(
        self, known: Iterable[Fact], candidates: Sequence[tuple[Sequence[Fact], Sequence[str]]]
    ) -> int:
        """The index of the likeliest candidate; 0 when no other leads the first far enough.

        Args:
            known: what is known whichever candidate is right.
            candidates: the facts of each that count alone, and its features that count both alone
                and beside each of the known; no feature is both, and none of these comes twice.

        Raises:
            ValueError: there is no candidate.
        """
        if not candidates:
            raise ValueError("nothing to choose from")
        rows = [row for fact in known if (row := self._rows[fact])]
        alone = self._alone
        worth: dict[str, int] = {}
        scores = []
        for facts, crossed in candidates:
            score = sum(map(alone.__getitem__, facts))
            for name in crossed:
                if name not in worth:
                    worth[name] = self._worth(name, rows)
                score += worth[name]
            scores.append(score)
        best = scores.index(max(scores))
        return best if scores[best] - scores[0] > self._lead else 0

    def _worth(self, name: str, rows: Iterable[Sequence[int]]) -> int:
        """The points of a feature alone and beside all that is known."""
        worth, at = self._points.get(name, 0), self._at.get(name)
        if at is not None:
            for row in rows:  # a plain loop, for this is asked all the time
                worth += row[at]
        return worth

    def _sum(self, features: Iterable[str]) -> int:
        """The points of features that count alone."""
        return sum(self._points.get(name, 0) for name in features)

    def _add_rows(self, known: Iterable[str]) -> Sequence[int]:
        """The points of every feature beside some of what is known, in the order of `_at`."""
        rows = [self._beside[name] for name in known if name in self._beside]
        return rows[0] if len(rows) == 1 else tuple(map(sum, zip(*rows, strict=True)))
