"""Cells of kept figures, made many at once.

A dataclass of many attributes takes its time to make one by one; here each attribute of all
cells is set in one go, from lists.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain, repeat
from typing import Any

import numpy as np

from bayen.core.periods import Period
from bayen.core.quantities import Quantity
from bayen.core.questions import Basis, Cell, Plan
from bayen.engine.columns import positions
from bayen.engine.kept_figures import KeptFigures
from bayen.engine.slots import Array

_MOST_QUANTITIES = 10_000  # small figures come again and again

_BASES = (Basis.NONE, Basis.PARTS, Basis.STATED)


def cells_of_kept(kept: KeptFigures, plan: Plan) -> list[Cell]:
    """The cells of a plan whose indicators all add up, in its order; those left mean nothing."""
    at = positions(kept, plan)

    def flat(array: Array) -> list[Any]:
        found: list[Any] = (array if at is None else array[at]).ravel().tolist()
        return found

    shape = len(plan.places), len(plan.indicators), len(plan.periods)
    basis = kept.is_there * (1 + kept.is_stated.astype(np.int64))
    is_there = flat(kept.is_there & ~kept.is_left)
    return _make(
        indicator=_cycle(plan.indicators, shape[2], shape[0]),
        place=_cycle(plan.places, shape[1] * shape[2], 1),
        period=_cycle(plan.periods, 1, shape[0] * shape[1]),
        quantity=_quantities(is_there, flat(kept.milli), flat(kept.bound)),
        reported=flat(kept.reported),
        expected=flat(kept.expected),
        comparable=flat(kept.is_comparable),
        basis=map(_BASES.__getitem__, flat(basis)),
        beside=_earlier(kept, plan) if kept.earlier else repeat(()),
        findings=repeat(()),
        count=shape[0] * shape[1] * shape[2],
    )


def find_cell(kept: KeptFigures, code: str, place: str, period: Period) -> Cell | None:
    """One cell of an indicator that adds up; None where it must be worked out."""
    position, row = kept.position_of[place], kept.row_of.get(code)
    column = kept.columns[period.key]
    if row is None or kept.is_left[position, row, column]:
        return None
    at = position, row, column
    quantity, basis = None, Basis.NONE
    if kept.is_there[at]:
        quantity = Quantity.from_milli(int(kept.milli[at]), int(kept.bound[at]))
        basis = Basis.STATED if kept.is_stated[at] else Basis.PARTS
    return Cell(
        code,
        place,
        period,
        quantity,
        int(kept.reported[at]),
        int(kept.expected[at]),
        bool(kept.is_comparable[at]),
        basis,
        kept.earlier.get(at, ()),
    )


def _make(count: int, **attributes: Iterable[object]) -> list[Cell]:
    """As many cells with these attributes; for a class that checks nothing when it is made."""
    cells = list(map(object.__new__, repeat(Cell, count)))
    for name, values in attributes.items():
        deque(map(getattr(Cell, name).__set__, cells, values), maxlen=0)
    return cells


def _cycle(words: Sequence[object], each: int, times: int) -> Iterable[object]:
    """Each word so many times, and all that again."""
    once = list(chain.from_iterable(repeat(word, each) for word in words))
    return chain.from_iterable(repeat(once, times))


def _quantities(
    is_there: Sequence[bool], milli: Sequence[int], bounds: Sequence[int]
) -> Iterable[Quantity | None]:
    """Equal figures share one quantity."""
    keys = list(zip(is_there, milli, bounds, strict=True))
    made = {key: _quantity(key[1], key[2]) if key[0] else None for key in set(keys)}
    return map(made.__getitem__, keys)


@lru_cache(maxsize=_MOST_QUANTITIES)
def _quantity(milli: int, bound: int) -> Quantity:
    return Quantity.from_milli(milli, bound)


def _earlier(kept: KeptFigures, plan: Plan) -> Iterable[tuple[int, ...]]:
    rows = [kept.row_of[code] for code in plan.indicators]
    columns = [kept.columns[period.key] for period in plan.periods]
    return (
        kept.earlier.get((position, row, column), ())
        for position in range(len(plan.places))
        for row in rows
        for column in columns
    )
