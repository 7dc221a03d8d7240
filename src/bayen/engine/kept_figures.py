"""Figures that kept totals give of a plan: arrays by place, indicator and period."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from bayen.core.periods import Period
from bayen.engine.kept_pieces import Piece, Pieces, Rows
from bayen.engine.slots import Array

LIMIT_MILLI = 10**18  # no quantity is as large

# What a unit stated, in bits, as it is kept in memory.
OVER, UNDER, THERE, WHOLE, ODD = (1 << bit for bit in range(5))

# What each of them means, as tables for ``bytes.translate``: the fastest look-up there is.
_IS_THERE, _IS_WHOLE, _IS_ODD = (
    bytes(bits & bit > 0 for bits in range(256)) for bit in (THERE, WHOLE, ODD)
)
_OWN_BASIS = bytes(2 * there for there in _IS_THERE)
_BOUND = bytes(
    (bits & (OVER | UNDER) | (not bits & WHOLE)) if bits & THERE else 0 for bits in range(256)
)


@dataclass(frozen=True, slots=True)
class Sums:
    """What nodes, or places, gave: [node, row, period] each.

    Attributes:
        milli: whole thousandths.
        over, under: whether any figure has this bit.
        is_there: whether there was any figure.
        is_from_others: whether any figure is another place's, or a sum.
        whole: how many units stated all of their part.
        odd: whether something was said that only the full rules can judge.
    """

    milli: Array
    over: Array
    under: Array
    is_there: Array
    is_from_others: Array
    whole: Array
    odd: Array

    @classmethod
    def of_units(cls, piece: Piece, milli: Array, bits: Array) -> Sums:
        """What units stated, in bits, to be added up to what places are made of."""
        is_there = bits & THERE > 0
        return cls(
            milli,
            bits & OVER > 0,
            bits & UNDER > 0,
            is_there,
            is_there & piece.not_own,
            (bits & WHOLE > 0).astype(np.int64),
            bits & ODD > 0,
        )

    def of_places(self, starts: Array) -> Sums:
        """Added up from where the nodes of each place begin."""
        rough = np.add.reduceat(np.abs(self.milli.astype(np.float64)), starts)
        return Sums(
            np.add.reduceat(self.milli, starts),
            np.logical_or.reduceat(self.over, starts),
            np.logical_or.reduceat(self.under, starts),
            np.logical_or.reduceat(self.is_there, starts),
            np.logical_or.reduceat(self.is_from_others, starts),
            np.add.reduceat(self.whole, starts),
            np.logical_or.reduceat(self.odd, starts) | (rough >= LIMIT_MILLI),
        )


@dataclass
class KeptFigures:
    """What kept totals give of a plan.

    Attributes:
        places: of the plan.
        pieces: the plan, cut.
        is_left: what the full rules must work out; the rest of the arrays means nothing there.
        milli: whole thousandths; 0 where ``is_there`` is false.
        is_there: whether anything was reported.
        bound, reported, expected, is_comparable: as in a cell.
        basis: 0 where there is nothing, 1 where parts serve, 2 the place's own statements.
        own_words: (place, code) of indicators that never add up of which the place said
            something itself.
        earlier: (position, row, period) -> numbers of a unit's earlier states.
    """

    places: tuple[str, ...]
    pieces: Pieces
    is_left: Array = field(init=False)
    milli: Array = field(init=False)
    is_there: Array = field(init=False)
    bound: Array = field(init=False)
    reported: Array = field(init=False)
    expected: Array = field(init=False)
    is_comparable: Array = field(init=False)
    basis: Array = field(init=False)
    own_words: set[tuple[str, str]] = field(default_factory=set)
    earlier: dict[tuple[int, int, int], tuple[int, ...]] = field(default_factory=dict)
    _is_filled: bool = False

    @property
    def rows(self) -> Rows:
        """The indicators that add up."""
        return self.pieces.rows

    @property
    def periods(self) -> tuple[Period, ...]:
        """Those of the plan, and those that changes are compared with."""
        return self.pieces.periods

    @property
    def shape(self) -> tuple[int, int, int]:
        return len(self.places), len(self.rows.codes), len(self.periods)

    def fill(self) -> None:
        """Leave all that nothing was put in for."""
        if self._is_filled:
            return
        shape = self.shape
        self._is_filled = True
        self.is_left = np.ones(shape, np.bool_)
        self.milli = np.zeros(shape, np.int64)
        self.is_there = np.zeros(shape, np.bool_)
        self.bound = np.zeros(shape, np.uint8)
        self.reported = np.zeros(shape, np.int64)
        self.expected = np.zeros(shape, np.int64)
        self.is_comparable = np.ones(shape, np.bool_)
        self.basis = np.zeros(shape, np.int8)

    def put(self, piece: Piece, sums: Sums) -> None:
        """Put in what the nodes of a piece gave."""
        made = piece.made
        if not made.is_one_to_one:
            sums = sums.of_places(made.starts)
        over = sums.over | (sums.whole < piece.expected)
        arrays = {
            "is_left": sums.odd | (np.abs(sums.milli) >= LIMIT_MILLI),
            "milli": sums.milli,
            "is_there": sums.is_there,
            "bound": (over | (sums.under.view(np.uint8) << 1)) * sums.is_there,
            "reported": sums.whole,
            "expected": piece.expected,
            "is_comparable": piece.is_comparable,
            "basis": (sums.is_there.view(np.int8) << 1) - sums.is_from_others.view(np.int8),
        }
        self._put(piece, arrays)

    def put_units(self, piece: Piece, milli: Array, bits: Array) -> None:
        """Put in what units stated that are places of the piece; as ``Sums`` would say it."""
        stated, shape = bits.tobytes(), piece.shape
        arrays = {
            "is_left": _looked_up(bytearray(stated), _IS_ODD, np.bool_, shape),
            "milli": milli,
            "is_there": _looked_up(stated, _IS_THERE, np.bool_, shape),
            "bound": _looked_up(stated, _BOUND, np.uint8, shape),
            "reported": _looked_up(stated, _IS_WHOLE, np.uint8, shape),
            "expected": piece.expected,
            "is_comparable": piece.is_comparable,
            "basis": _looked_up(stated, _OWN_BASIS, np.int8, shape),
        }
        self._put(piece, arrays)

    def _put(self, piece: Piece, arrays: Mapping[str, Array]) -> None:
        if piece.shape == self.shape:  # positions ascend: it is all of them
            self.__dict__.update(arrays, _is_filled=True)
            return
        self.fill()
        at = np.ix_(piece.made.places, piece.rows, piece.periods)
        for name, array in arrays.items():
            getattr(self, name)[at] = array

    def put_nothing(self, position: int, rows: Array, period: int, is_comparable: bool) -> None:
        """A place has no nodes: nothing is due of it, and there is nothing."""
        self.fill()
        self.is_left[position, rows, period] = False
        self.is_comparable[position, rows, period] = is_comparable

    @cached_property
    def columns(self) -> Mapping[str, int]:
        """Key of a period -> its column."""
        return {period.key: number for number, period in enumerate(self.periods)}

    @cached_property
    def position_of(self) -> Mapping[str, int]:
        """Identity of a place -> its position."""
        return {place: position for position, place in enumerate(self.places)}

    @cached_property
    def row_of(self) -> Mapping[str, int]:
        """Code of an indicator -> its row."""
        return {code: row for row, code in enumerate(self.rows.codes)}

    @property
    def serves(self) -> bool:
        """Whether nothing of the plan is left to work out but rates of what is here."""
        return not self.own_words and not self.is_left.any()


def _looked_up(
    stated: bytes | bytearray, table: bytes, kind: type[np.generic], shape: tuple[int, ...]
) -> Array:
    """What bits mean; can be written to where the bits can."""
    return np.frombuffer(stated.translate(table), kind).reshape(shape)
