"""Which figures of a block a total stands for, and whether they make it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bayen.core.quantities import Bound
from bayen.intake.grids.axes import Column, Row
from bayen.intake.grids.cells import Cell
from bayen.intake.grids.naming import Headers
from bayen.intake.grids.places import LabelPlaces
from bayen.intake.grids.totals import Part, adds_up, differs, whole_of
from bayen.intake.grids.values import Noted
from bayen.intake.values import Proposal
from bayen.intake.wording import short


@dataclass(frozen=True, slots=True)
class Figure:
    """A proposal with what totals need to know of it."""

    proposal: Proposal
    cell: Cell
    row: Row
    column: Column
    headers: Headers

    @property
    def start(self) -> int:
        return self.proposal.candidate.start


@dataclass(slots=True)
class Summands:
    """The plain figures of a block, as the totals of its rows and columns need them.

    Attributes:
        places: of labels.
        kinds: indicators that sum to one, by its code.
    """

    places: LabelPlaces
    kinds: Mapping[str, tuple[str, ...]]
    _by_row: dict[int, list[Figure]] = field(default_factory=dict)
    _by_column: dict[int, list[Figure]] = field(default_factory=dict)

    def add(self, figure: Figure) -> None:
        """Take in a figure that is no total."""
        self._by_row.setdefault(figure.row.number, []).append(figure)
        self._by_column.setdefault(figure.column.number, []).append(figure)

    def beside(self, row: Row, column: Column) -> list[Figure]:
        """The plain figures that a total stands under or beside."""
        if row.total and column.total:
            return []
        if row.total:
            return self._by_column.get(column.number, [])
        return self._by_row.get(row.number, [])

    def check(self, totals: Sequence[Figure]) -> Iterator[Noted]:
        """A note on every total that its parts, all of them exact, do not make."""
        before: dict[int, int] = {}
        for total in totals:
            column = total.column.number
            since, before[column] = before.get(column, 0), total.row.number
            beside = self._comparable(total)
            exact = all(p.proposal.candidate.bound is Bound.EXACT for p in (total, *beside))
            if len(beside) < 2 or not exact or total.headers.percent:
                continue
            parts = self._parts(beside, since)
            value = total.proposal.candidate.value
            if not adds_up(value, parts):
                label = short(total.row.total or total.column.total)
                finding = differs(total.cell.locator, label, value, parts)
                yield Noted(finding, total.start)

    def _comparable(self, total: Figure) -> list[Figure]:
        """The parts of a total: of its column or row, of its own time, of one kind."""
        days = total.proposal.first_day, total.proposal.last_day
        same = [
            part
            for part in self.beside(total.row, total.column)
            if (part.proposal.first_day, part.proposal.last_day) == days
            and part.proposal.candidate.of is None
            and (total.row.within is None or part.row.within == total.row.within)
        ]
        codes = {part.proposal.indicator for part in same}
        one_kind = len(codes) == 1 or whole_of(codes, self.kinds) is not None
        return same if one_kind else []

    def _parts(self, beside: Sequence[Figure], since: int) -> list[Part]:
        """Amounts to add; ``since`` is the row of the total before in the column."""
        places = {p.proposal.place_id for p in beside if p.row.place_label}
        return [
            Part(
                part.proposal.candidate.value,
                inside=part.row.inside,
                nested=self._is_nested(part, places),
                since_total=part.row.number > since,
            )
            for part in beside
        ]

    def _is_nested(self, part: Figure, places: set[str | None]) -> bool:
        place = part.proposal.place_id
        if place is None or not part.row.place_label:
            return False
        above = self.places.names.atlas.ancestors(place, self.places.day)
        return any(version.place_id in places for version in above)
