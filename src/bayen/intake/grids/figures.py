"""The figures of one cell: its amounts with their names, scaled as its headings say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bayen.intake.grids import phrases
from bayen.intake.grids.amounts import Amount
from bayen.intake.grids.axes import Column, Row
from bayen.intake.grids.block_times import BlockTimes
from bayen.intake.grids.cells import Cell
from bayen.intake.grids.naming import CellName, CellNamer, Headers
from bayen.intake.grids.proposing import Proposer
from bayen.intake.grids.sums import Figure, Summands
from bayen.intake.grids.totals import whole_of
from bayen.intake.layouts import Layout
from bayen.intake.phrasebook import Phrasebook

_MEASURED = frozenset(
    {"km", "ki-lô-mét", "m", "kg", "gam", "tấn", "tạ", "lít", "ha", "km2", "km²", "m2", "%", "đồng"}
)
"""Units that have decimals; of others "1,205" is a thousand and more."""


@dataclass(frozen=True, slots=True)
class FigureReader:
    """Reads the cells of one block.

    Attributes:
        layout: the block's, when people have confirmed it before.
    """

    namer: CellNamer
    book: Phrasebook
    times: BlockTimes
    summands: Summands
    proposer: Proposer
    layout: Layout | None

    def read(self, row: Row, column: Column, cell: Cell, *, is_total: bool) -> Iterator[Figure]:
        """The figures of one cell."""
        split = _split(column, cell)
        for number, amount in enumerate(split[1] if split else cell.amounts):
            labels = column.labels
            if split is not None:
                labels = (*labels[:-1], split[0][number])
            figure = self._figure(row, column, cell, amount, labels, is_total)
            if figure is not None:
                yield figure

    def _figure(
        self, row: Row, column: Column, cell: Cell, amount: Amount, over: tuple[str, ...],
        is_total: bool,
    ) -> Figure | None:  # fmt: skip
        timed, rest = self.times.find((*row.labels, *over))
        headers = Headers(
            row=tuple(w for w in rest[: len(row.labels)] if w),
            column=tuple(w for w in rest[len(row.labels) :] if w),
            outer=(*row.outer, *reversed(self.times.captions)),
            unit=amount.unit or row.unit or self._caption_unit(),
            percent=amount.percent or _is_rate(over),
        )
        name = self._name(headers, self.summands.beside(row, column) if is_total else None)
        if name is None:
            return None
        if amount.by_comma and name.unit not in _MEASURED:
            amount = amount.grouped()
        power = self._power(headers)
        if power:
            amount = replace(amount, value=amount.value.scaleb(power))
        proposal = self.proposer.propose(row, column, cell, amount, name, timed, headers)
        return Figure(proposal, cell, row, column, headers)

    def _name(self, headers: Headers, parts: Sequence[Figure] | None) -> CellName | None:
        """The indicator; None for a percentage that is no indicator. ``parts`` of a total."""
        if self.layout and (code := self.layout.names.get(headers.key)):
            plain = self.namer.name(headers)
            return replace(plain, code=code, confidence=0.98, alternatives=())
        name = self.namer.name(headers)
        if own := self.book.name_cell((*headers.row, *headers.column)):
            why = own.reason.text_vi
            return replace(name, code=own.code, confidence=0.98, alternatives=(), why=why)
        if name.code == "other" and headers.percent:
            return None
        codes = {part.proposal.indicator for part in parts or ()}
        if parts is None or (name.code != "other" and len(codes) < 2):
            return name
        whole = whole_of(codes, self.summands.kinds)
        if whole is None:
            return name
        units = {part.proposal.candidate.unit for part in parts}
        unit = units.pop() if len(units) == 1 else name.unit
        return replace(name, code=whole, confidence=0.93, unit=unit, alternatives=())

    def _power(self, headers: Headers) -> int:
        """ "Triệu đồng" in a unit, a header or a caption: six."""
        inside = [t for w in (*headers.column, *headers.row) for t in phrases.in_parentheses(w)]
        for unit in (headers.unit, *inside):
            if power := phrases.money_power(unit):
                return power
        return 0

    def _caption_unit(self) -> str:
        for caption in reversed(self.times.captions):
            if unit := phrases.said_unit(caption):
                return unit
        return ""


def _split(column: Column, cell: Cell) -> tuple[list[str], list[Amount]] | None:
    """ "127/318" under "Số tổ/số thành viên": two amounts, each with its own header."""
    halves = column.labels[-1].split("/") if column.labels else []
    amount = cell.amounts[0]
    if len(halves) != 2 or amount.of is None or not all(len(h.strip()) > 2 for h in halves):
        return None
    cut = cell.text.index("/", amount.start)
    first = cell.text[amount.start : cut].rstrip()
    second = cell.text[cut + 1 : amount.end]
    lead = len(second) - len(second.lstrip())
    return [half.strip() for half in halves], [
        Amount(amount.start, amount.start + len(first), amount.value, bound=amount.bound),
        Amount(cut + 1 + lead, amount.end, amount.of),
    ]


def _is_rate(over: tuple[str, ...]) -> bool:
    return any("%" in w or w.startswith(("tỷ lệ", "tỉ lệ")) for w in over)
