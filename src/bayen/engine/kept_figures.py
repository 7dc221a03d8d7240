"""Figures that kept totals give of a plan: arrays by place, and cells made of them."""

from __future__ import annotations

from dataclasses import dataclass, field

from bayen.core.periods import Period
from bayen.core.quantities import Quantity
from bayen.core.questions import Basis, Cell
from bayen.engine.blocks import Array
from bayen.engine.layout import Layout


@dataclass(frozen=True, slots=True)
class PlaceFigures:
    """Figures of one place by indicator (rows of ``KeptFigures``) and period of the layout.

    Attributes:
        milli: whole thousandths; 0 where ``is_there`` is false.
        is_there: whether anything was reported.
        bound, reported, expected: as in a cell.
        is_stated: whether the place's own statements serve.
        is_comparable: as in a cell.
    """

    milli: Array
    is_there: Array
    bound: Array
    reported: Array
    expected: Array
    is_stated: Array
    is_comparable: Array


@dataclass
class KeptFigures:
    """What kept totals give of a layout.

    Attributes:
        rows: row of each indicator that adds up.
        columns: column of each period, by its key.
        places: figures of the places that are served.
        odd: (place, indicator code) of those places that the full rules must work out.
        earlier: (place, indicator code, period key) -> numbers of a unit's earlier states.
    """

    rows: dict[str, int]
    columns: dict[str, int]
    places: dict[str, PlaceFigures] = field(default_factory=dict)
    odd: set[tuple[str, str]] = field(default_factory=set)
    earlier: dict[tuple[str, str, str], tuple[int, ...]] = field(default_factory=dict)

    def find_cell(self, code: str, place: str, period: Period) -> Cell | None:
        """A cell of an indicator that adds up; None where it must be worked out."""
        figures, row = self.places.get(place), self.rows.get(code)
        if figures is None or row is None or (place, code) in self.odd:
            return None
        at = row, self.columns[period.key]
        quantity, basis = None, Basis.NONE
        if figures.is_there[at]:
            quantity = Quantity.from_milli(int(figures.milli[at]), int(figures.bound[at]))
            basis = Basis.STATED if figures.is_stated[at] else Basis.PARTS
        return Cell(
            code,
            place,
            period,
            quantity,
            int(figures.reported[at]),
            int(figures.expected[at]),
            bool(figures.is_comparable[at]),
            basis,
            self.earlier.get((place, code, period.key), ()),
        )

    def serves(self, layout: Layout) -> bool:
        """Whether nothing of the layout is left to work out."""
        places = layout.plan.places
        return (
            not self.odd
            and len(self.rows) == len(layout.indicators)
            and all(place in self.places for place in places)
        )
