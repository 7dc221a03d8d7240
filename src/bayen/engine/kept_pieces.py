"""What a plan asks of kept totals: pieces, each answered by one look into arrays."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
import pyarrow as pa

from bayen.core.periods import Period
from bayen.engine.rosters import Made
from bayen.engine.slots import Array
from bayen.engine.year_columns import WIDTH


@dataclass(frozen=True, slots=True)
class Rows:
    """The indicators of a plan that add up, in rows.

    Attributes:
        codes: by row.
        numbers: the engine's numbers, by row.
        flows, stocks: which rows are of this kind.
        is_all: whether the plan asks for nothing but these, each once and in this order.
        others: codes of rates, and of what never adds up, that are asked too.
    """

    codes: tuple[str, ...]
    numbers: Array
    flows: Array
    stocks: Array
    is_all: bool
    others: frozenset[str]

    def of_kind(self, *, is_stock: bool) -> Array:
        return self.stocks if is_stock else self.flows


@dataclass(frozen=True)
class Piece:
    """Places, rows and periods whose windows meet the same nodes.

    Attributes:
        made: the places.
        rows: which rows.
        periods: which periods; each is one column of one year.
        years, columns: by period.
        numbers: of the indicators, by row of the piece.
    """

    made: Made
    rows: Array
    periods: Array
    years: Array
    columns: Array
    numbers: Array

    @cached_property
    def within(self) -> Array:
        """[row, period]: where a figure lies in the year of a node, or of a unit."""
        found: Array = self.numbers[:, None] * WIDTH + self.columns
        return found

    @cached_property
    def slot_years(self) -> Array:
        """By period, or one for all of them."""
        alone = self.years[:1]
        return alone if (self.years == alone).all() else self.years

    @cached_property
    def expected(self) -> Array:
        """[place, row, period]: how many units owe a figure."""
        return np.broadcast_to(self.made.expected[:, None, None], self.shape)

    @cached_property
    def is_comparable(self) -> Array:
        """[place, row, period]"""
        return np.broadcast_to(self.made.is_comparable[:, None, None], self.shape)

    @cached_property
    def not_own(self) -> Array:
        """[node, 1, 1]: whether a node is not the unit asked."""
        found: Array = ~self.made.is_own[:, None, None]
        return found

    @cached_property
    def is_units(self) -> bool:
        """Whether each place is itself a unit, which owes its figure."""
        made = self.made
        is_due = made.is_unit and made.is_one_to_one and bool((made.expected == 1).all())
        return is_due and bool(made.is_own.all())

    @cached_property
    def shape(self) -> tuple[int, int, int]:
        """Places, rows, periods."""
        return len(self.made.places), len(self.rows), len(self.periods)

    def worked_out(self) -> Piece:
        """With all of the above, so that those ``of_others`` have it."""
        _ = self.within, self.slot_years, self.expected, self.is_comparable
        _ = self.not_own, self.is_units, self.shape
        return self

    def of_others(self, nodes: Array) -> Piece:
        """The same of other nodes that are like these in all else; what was worked out stays."""
        made, found = self.made, object.__new__(Piece)
        rest = made.starts, made.expected, made.is_comparable, made.is_own
        other = Made(made.is_unit, made.places, nodes, *rest, made.crossing, made.crossed)
        found.__dict__.update(self.__dict__, made=other)
        return found

    def split(self, most: int) -> Iterator[Piece]:
        """In pieces of at most so many pairs of node and year; nothing of a place too large."""
        if len(self.made.nodes) * len(self.years) <= most:
            yield self
            return
        years = len(np.unique(self.years))
        counts = np.diff([*self.made.starts.tolist(), len(self.made.nodes)]) * years
        if counts.sum() <= most:
            yield self
            return
        begin = 0
        while begin < len(counts):
            end = begin + int(np.searchsorted(np.cumsum(counts[begin:]), most, "right"))
            if end > begin:
                yield replace(self, made=_slice(self.made, begin, end))
            begin = max(end, begin + 1)


@dataclass
class Frame:
    """What the cells of a plan say whatever its places are, once somebody wanted it.

    Plans that differ in steady units alone share one.

    Attributes:
        labels: indicators and periods (``columns``).
        words: the same (``cells``).
        dues: the units expected and whether comparable, where one piece is all there is.
    """

    labels: list[pa.Array] = field(default_factory=list)
    words: tuple[list[str], list[Period]] | None = None
    dues: list[pa.Array] = field(default_factory=list)


@dataclass
class Pieces:
    """All that kept totals may answer of a plan.

    Attributes:
        rows: the indicators.
        periods: those asked, and those that changes are compared with.
        made: what nodes answer.
        bare: (position, rows, period, whether comparable) of places without any node.
        missed: positions of places that are not there in some period.
        frame: what the cells say whatever the places are.
        place_labels, place_words: the places of the cells, once somebody wanted them.
    """

    rows: Rows
    periods: tuple[Period, ...]
    made: list[Piece] = field(default_factory=list)
    bare: list[tuple[int, Array, int, bool]] = field(default_factory=list)
    missed: set[int] = field(default_factory=set)
    frame: Frame = field(default_factory=Frame)
    place_labels: pa.Array | None = None
    place_words: list[str] | None = None


def _slice(made: Made, begin: int, end: int) -> Made:
    starts = [*made.starts.tolist(), len(made.nodes)]
    crossed = (made.crossed >= begin) & (made.crossed < end)
    return Made(
        made.is_unit,
        made.places[begin:end],
        made.nodes[starts[begin] : starts[end]],
        made.starts[begin:end] - starts[begin],
        made.expected[begin:end],
        made.is_comparable[begin:end],
        made.is_own[starts[begin] : starts[end]],
        made.crossing[crossed],
        made.crossed[crossed] - begin,
    )
