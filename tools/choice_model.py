"""Fit a conditional logit: which of some candidates is right, told by their named features.

A group is one figure: its candidates, each a set of features, and the index of the right one.
Ridge keeps points of rare features small; a feature seen in one document only is left out,
for it tells of that document, not of the language.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_array

Array = NDArray[np.float64]
Told = Set[str] | Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Group:
    """The candidates of one figure.

    Attributes:
        document: the text it stands in ("n03").
        author: whose text that is; authors are left out whole when a fit is tried.
        candidates: the features of each, with a number where they have one; the first is the
            rules' own.
        right: index of the right candidate.
        weight: how much the figure counts.
    """

    document: str
    author: str
    candidates: Sequence[Told]
    right: int
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Fit:
    """What was learned: log-odds by feature."""

    worth: Mapping[str, float]

    def scores(self, group: Group) -> list[float]:
        """The log-odds of each candidate of a group."""
        worth = self.worth
        return [
            sum(worth.get(name, 0.0) * _number(told, name) for name in told)
            for told in group.candidates
        ]


def fit(groups: Sequence[Group], *, ridge: float = 1.0, least_documents: int = 2) -> Fit:
    """The likeliest log-odds under a ridge.

    Args:
        groups: figures with one right candidate each.
        ridge: pull of every log-odds to zero, in figures.
        least_documents: in how many documents a feature must be told to be learned.
    """
    loss, known = loss_of(groups, ridge=ridge, least_documents=least_documents)
    found = minimize(loss, np.zeros(len(known)), jac=True, method="L-BFGS-B")
    return Fit(dict(zip(known, found.x.tolist(), strict=True)))


def loss_of(
    groups: Sequence[Group], *, ridge: float, least_documents: int
) -> tuple[Callable[[Array], tuple[float, Array]], list[str]]:
    """What a fit makes small (with its slope), and the features whose log-odds it takes."""
    known = _features(groups, least_documents)
    design, first = _design(groups, known)
    starts = first[:-1]
    right = starts + np.array([group.right for group in groups])
    weight = np.array([group.weight for group in groups])
    group_of = np.repeat(np.arange(len(groups)), np.diff(first))
    told = design[right].T @ weight

    def loss(worth: Array) -> tuple[float, Array]:
        scores = design @ worth
        top = np.maximum.reduceat(scores, starts)[group_of]
        odds = np.exp(scores - top)
        chance = odds / np.add.reduceat(odds, starts)[group_of]
        lost = float(-(weight * np.log(chance[right])).sum() + ridge / 2 * worth @ worth)
        slope = design.T @ (chance * weight[group_of]) - told + ridge * worth
        return lost, slope

    return loss, known


def leave_authors_out(
    groups: Sequence[Group], *, ridge: float = 1.0, least_documents: int = 2
) -> Iterator[tuple[Group, list[float]]]:
    """Every group with the scores of a fit that saw nothing of its author."""
    for author in sorted({group.author for group in groups}):
        others = [group for group in groups if group.author != author]
        learned = fit(others, ridge=ridge, least_documents=least_documents)
        for group in groups:
            if group.author == author:
                yield group, learned.scores(group)


def _features(groups: Sequence[Group], least: int) -> list[str]:
    """The features told in enough documents, sorted."""
    documents: dict[str, set[str]] = defaultdict(set)
    for group in groups:
        for told in group.candidates:
            for name in told:
                documents[name].add(group.document)
    return sorted(name for name, where in documents.items() if len(where) >= least)


def _design(groups: Sequence[Group], known: Sequence[str]) -> tuple[csr_array, NDArray[np.int64]]:
    """A row a candidate with the numbers of its features, and where each group's rows begin."""
    column = {name: index for index, name in enumerate(known)}
    told_of = [told for group in groups for told in group.candidates]
    names = [[name for name in sorted(told) if name in column] for told in told_of]
    ends = np.cumsum([0, *(len(row) for row in names)])
    columns = np.array([column[name] for row in names for name in row], dtype=np.int64)
    numbers = [
        _number(told, name) for told, row in zip(told_of, names, strict=True) for name in row
    ]
    shape = (len(names), len(known))
    design = csr_array((np.array(numbers), columns, ends), shape=shape)
    first = np.cumsum([0, *(len(group.candidates) for group in groups)])
    return design, first


def _number(told: Told, name: str) -> float:
    """The number of a feature; 1 of one that is there or not."""
    return told[name] if isinstance(told, Mapping) else 1.0
