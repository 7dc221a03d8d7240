"""Cells of kept figures, made when somebody looks at them, and then many at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, repeat
from typing import Any, overload

import numpy as np

from bayen.core.periods import Period
from bayen.core.quantities import Quantity
from bayen.core.questions import Basis, Cell, Plan
from bayen.engine.columns import positions
from bayen.engine.kept_figures import KeptFigures
from bayen.engine.slots import Array

_BLOCK = 64  # cells that are made together around one that is looked at
_MOST_AT_ONCE = 4096  # of those that are looked at one after the other
_MOST_WORDS = 10_000  # cells of a plan whose words are kept, 24 bytes each
_MOST_QUANTITIES = 20_000  # small figures come again and again

Words = tuple[list[str], list[str], list[Period]]


class KeptCells(Sequence[Cell]):
    """The cells of a plan whose indicators all add up, in its order; those left mean nothing.

    Equal to the tuple of them. Nothing is made before it is looked at, and then with those
    around it. Holds only what the cells say, and that never changes.
    """

    def __init__(self, kept: KeptFigures, plan: Plan) -> None:
        at = positions(kept, plan)

        def flat(array: Array) -> Array:
            return (array if at is None else array[at]).reshape(-1)

        self._size = len(plan.places) * len(plan.indicators) * len(plan.periods)
        self._figures = flat(_keys(kept))
        self._counts = [flat(a) for a in (kept.reported, kept.expected, kept.is_comparable)]
        self._bases = flat(kept.basis)
        self._words = _words_of(kept, plan)
        self._earlier = _earlier(kept, plan) if kept.earlier else {}
        self._blocks: dict[int, list[Cell]] = {}

    def __len__(self) -> int:
        return self._size

    @overload
    def __getitem__(self, at: int) -> Cell: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Cell]: ...

    def __getitem__(self, at: int | slice) -> Cell | Sequence[Cell]:
        if isinstance(at, slice):
            return tuple(self[number] for number in range(self._size)[at])
        block, within = divmod(range(self._size)[at], _BLOCK)
        return self._block(block)[within]

    def __iter__(self) -> Iterator[Cell]:
        return chain.from_iterable(self._stretches())

    def _stretches(self) -> Iterator[Iterator[Cell]]:
        """A few first: who looks at the first may not want all.

        No stretch is held as a list: a cell that nobody keeps makes room for the next one, and
        the garbage collector has nothing to go through.
        """
        begin, size = 0, _BLOCK
        while begin < self._size:
            yield self._make(begin, begin + size)
            begin, size = begin + size, min(8 * size, _MOST_AT_ONCE)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, KeptCells | tuple):
            return NotImplemented
        return tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))

    def __reduce__(self) -> tuple[Callable[..., object], tuple[list[Cell]]]:
        """Another machine has no arrays of ours."""
        return tuple, (list(self),)

    def _block(self, number: int) -> list[Cell]:
        found = self._blocks.get(number)
        if found is None:
            begin = number * _BLOCK
            found = self._blocks[number] = list(self._make(begin, begin + _BLOCK))
        return found

    def _make(self, begin: int, end: int) -> Iterator[Cell]:
        end = min(end, self._size)
        code, place, period = (words[begin:end] for words in self._words)
        reported, expected, comparable = (a[begin:end].tolist() for a in self._counts)
        figures = self._figures[begin:end].tolist()
        beside: Iterable[tuple[int, ...]] = repeat(())
        if self._earlier:
            beside = [self._earlier.get(at, ()) for at in range(begin, end)]
        columns = (
            *(code, place, period, map(_QUANTITIES.__getitem__, figures)),
            *(reported, expected, comparable, _BASES[self._bases[begin:end]].tolist()),
            beside,
        )
        return map(_new_tuple, repeat(Cell), zip(*columns, repeat(())))


_new_tuple: Callable[[type[Cell], Iterable[object]], Cell] = tuple.__new__


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
        basis = _BASES[kept.basis[at]]
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


# --- arrays ----------------------------------------------------------------------------------


_NO_FIGURE = 2**62  # beyond the key of any figure


def _keys(kept: KeptFigures) -> Array:
    """Value and bound of each figure in one number."""
    is_there = kept.is_there & ~kept.is_left
    found: Array = np.where(is_there, kept.milli * 4 + kept.bound, _NO_FIGURE)
    return found


def _earlier(kept: KeptFigures, plan: Plan) -> Mapping[int, tuple[int, ...]]:
    """Number of a cell -> numbers of a unit's earlier states."""
    rows = np.array([kept.row_of[code] for code in plan.indicators])
    columns = np.array([kept.columns[period.key] for period in plan.periods])
    return {
        (position * len(rows) + at_row) * len(columns) + at_column: seqs
        for (position, row, column), seqs in kept.earlier.items()
        for at_row in np.flatnonzero(rows == row).tolist()
        for at_column in np.flatnonzero(columns == column).tolist()
    }


def _words_of(kept: KeptFigures, plan: Plan) -> Words:
    """The indicator, place and period of each cell; kept with the pieces of the plan."""
    frame, pieces = kept.pieces.frame, kept.pieces
    codes, periods = frame.words or _words(plan)
    places = pieces.place_words
    if places is None:
        size = len(plan.indicators) * len(plan.periods)
        places = list(chain.from_iterable(repeat(place, size) for place in plan.places))
    if len(codes) <= _MOST_WORDS:
        frame.words, pieces.place_words = (codes, periods), places
    return codes, places, periods


def _words(plan: Plan) -> tuple[list[str], list[Period]]:
    rows, columns = len(plan.indicators), len(plan.periods)
    codes = np.repeat(_objects(plan.indicators), columns).tolist() * len(plan.places)
    return codes, list(plan.periods) * (len(plan.places) * rows)


def _objects(words: Sequence[object]) -> Array:
    found = np.empty(len(words), object)
    found[:] = words
    return found


_BASES = _objects((Basis.NONE, Basis.PARTS, Basis.STATED))


class _Quantities(dict[int, Any]):
    """Equal figures share one quantity."""

    def __missing__(self, key: int) -> Quantity | None:
        if len(self) >= _MOST_QUANTITIES:
            self.clear()
        made = None if key == _NO_FIGURE else Quantity.from_milli(key >> 2, key & 3)
        self[key] = made
        return made


_QUANTITIES = _Quantities()
