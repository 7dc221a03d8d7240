"""A cell with its name, place and time as a proposal, with reasons."""

from __future__ import annotations

import math
from dataclasses import dataclass

from bayen.core.indicators import IndicatorKind
from bayen.intake.document import Document
from bayen.intake.doubts import explain_doubt
from bayen.intake.grids import phrases
from bayen.intake.grids.amounts import Amount
from bayen.intake.grids.axes import Column, Row
from bayen.intake.grids.block_places import BlockPlaces
from bayen.intake.grids.block_times import BlockTimes
from bayen.intake.grids.blocks import Block
from bayen.intake.grids.cells import Cell
from bayen.intake.grids.naming import CellName, Headers
from bayen.intake.grids.phrases import fold_label
from bayen.intake.grids.times import Timed
from bayen.intake.knowledge import Knowledge
from bayen.intake.phrasebook import phrase_of_label
from bayen.intake.values import Candidate, PlainJudgement, Proposal, Reason
from bayen.intake.wording import short


@dataclass(frozen=True, slots=True)
class Proposer:
    """Puts together the proposals of one block."""

    document: Document
    block: Block
    known: Knowledge
    times: BlockTimes
    places: BlockPlaces
    kept: bool
    """Whether the layout is known from before."""

    def propose(
        self, row: Row, column: Column, cell: Cell, amount: Amount, name: CellName,
        timed: Timed | None, headers: Headers,
    ) -> Proposal:  # fmt: skip
        """The proposal of one amount of a cell."""
        start = cell.start + amount.start
        end = cell.start + amount.end
        candidate = Candidate(
            start, end, self.document.text[start:end], amount.value, amount.of, amount.bound,
            name.unit, cell.passage,
        )  # fmt: skip
        placed, place_reason = self.places.read(row, column)
        days, time_reason = self.times.days(
            self.known.kinds.get(name.code, IndicatorKind.FLOW), timed
        )
        total = short(row.total or column.total)
        reasons = [self._why(row, column, name, headers), place_reason, time_reason]
        if total:
            reasons.append(Reason("total", f"«{total}» là số tổng, không cộng thêm"))
        parts = {
            "indicator": name.confidence,
            "place": self.places.sure_of(placed),
            "period": 1.0 if days[1] else 0.85,
        }
        return Proposal(
            candidate=candidate,
            indicator=name.code,
            note=(name.note or total or "số liệu trong bảng") if name.code == "other" else "",
            alternatives=name.alternatives,
            place_id=placed.place_id if placed else None,
            place_text=placed.label if placed else "",
            place_alternatives=(),
            first_day=days[0],
            last_day=days[1],
            repeat=False,
            reasons=tuple(reasons),
            judgement=PlainJudgement(
                round(math.prod(parts.values()), 3),
                self._phrase(row, column, headers),
                explain_doubt(parts, ()),
            ),
        )

    def _phrase(self, row: Row, column: Column, headers: Headers) -> str:
        """The one label that says what the cell counts; of several none says it alone."""
        said = [w for w in (*headers.row, *headers.column) if not phrases.is_generic(w)]
        if len(said) != 1:
            return ""
        cells = self.block.grid.row(row.number)
        written = [*column.written, *(c.text for c in cells if c.is_words)]
        raw = next((w for w in written if fold_label(w) == said[0]), "")
        return phrase_of_label(phrases.without_parentheses(phrases.strip_marker(raw)))

    def _why(self, row: Row, column: Column, name: CellName, headers: Headers) -> Reason:
        if name.why:
            return Reason("indicator", name.why)
        said = []
        if headers.column and column.leaf:
            said.append(f"«{short(column.leaf)}» ở đầu cột")
        if headers.row:
            label = headers.row[-1]
            said.append(f"«{short(label[:1].upper() + label[1:])}» ở đầu hàng")
        title = self.known.titles.get(name.code, name.code)
        if self.kept:
            said.append("bố cục đã lưu")
        if name.code == "other":
            return Reason("indicator", f"{', '.join(said) or 'tiêu đề bảng'}: chưa rõ chỉ tiêu nào")
        return Reason("indicator", f"{', '.join(said) or 'tiêu đề bảng'} → {title}")
