"""The place that a figure of a block belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bayen.intake.grids import phrases
from bayen.intake.grids.axes import Column, Row
from bayen.intake.grids.blocks import Block
from bayen.intake.grids.phrases import fold_label
from bayen.intake.grids.places import LabelPlaces
from bayen.intake.grids.values import Surroundings
from bayen.intake.placing import Placed
from bayen.intake.values import Reason
from bayen.intake.wording import short


@dataclass(slots=True)
class BlockPlaces:
    """Answers where the figures of a block belong.

    Attributes:
        own: the place of the whole block; None when nothing tells.
        whole: what the rows or columns make up together; None until `settle` finds one.
    """

    block: Block
    around: Surroundings
    labels: LabelPlaces
    own: Placed | None = field(init=False)
    whole: Placed | None = None

    def __post_init__(self) -> None:
        self.own = self.around.own or self._guess()

    def find(self, text: str, *, expected: bool) -> Placed | None:
        """The place that a label names within the place of the block."""
        return self.labels.find(text, expected=expected, within=self.own)

    def settle(self, rows: Sequence[Row], columns: Sequence[Column]) -> None:
        """Find the place that the rows or columns make up together."""
        children = [r.place for r in rows if r.place is not None and r.place_label] or [
            c.place for c in columns if c.place
        ]
        self.whole = self.labels.parent_of(children) if len(children) > 1 else None

    def read(self, row: Row, column: Column) -> tuple[Placed | None, Reason]:
        """The place of a cell, and why."""
        placed, label = (row.place, row.place_label) if row.place else (column.place, column.leaf)
        if row.place is not None and column.place is not None and row.place is row.within:
            placed, label = column.place, column.leaf
        if placed is not None and not (row.total and not row.place_label):
            where = "đầu hàng" if placed is row.place and row.place_label else "đầu cột"
            if placed is row.within:
                return placed, Reason("place", f"mục của bảng → {placed.label}")
            return placed, Reason("place", f"«{short(label)}» ở {where} → {placed.label}")
        if row.total or column.total:
            whole = row.within or self.whole or self.own
            if whole is not None:
                return whole, Reason(
                    "place", f"«{short(row.total or column.total)}» → {whole.label}"
                )
        if self.own is None:
            return None, Reason("place", "không thấy tên địa bàn nào trong văn bản")
        return self.own, Reason(
            "place", f"{self.around.own_reason or 'địa bàn của bảng'} → {self.own.label}"
        )

    def sure_of(self, placed: Placed | None) -> float:
        """How sure the place of a cell is: one that the table names is, the text's own may not."""
        if placed is None:
            return 0.6
        return self.around.sure_of_own if placed is self.around.own else 1.0

    def _guess(self) -> Placed | None:
        """The place whose parts the rows or the columns name, when nobody said which."""
        for labels in (self._row_texts(), self._column_texts()):
            found = self.labels.common_parent(labels)
            if found is not None:
                return found
        return None

    def _row_texts(self) -> list[str]:
        return [
            cell.text
            for row in self.block.rows
            for cell in self.block.grid.row(row)
            if cell.column in self.block.label_columns
            and not phrases.is_total(fold_label(cell.text))
        ]

    def _column_texts(self) -> list[str]:
        return [cell.text for c in self.block.number_columns for cell in self.block.header(c)[-1:]]
