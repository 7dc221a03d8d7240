"""The time that a block stands for, by its captions, the text over it, its columns."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from bayen.core.indicators import IndicatorKind
from bayen.intake.grids.blocks import Block
from bayen.intake.grids.phrases import fold_label
from bayen.intake.grids.times import Base, Timed, find_time
from bayen.intake.grids.values import Surroundings
from bayen.intake.timewords import Days
from bayen.intake.values import Reason
from bayen.intake.wording import day_vi, span_vi


@dataclass(slots=True)
class BlockTimes:
    """Answers when the figures of a block hold.

    Attributes:
        base: the days of what names no time itself.
        words: those that say so; "" when the text around says it.
    """

    block: Block
    around: Surroundings
    captions: tuple[str, ...]
    base: Base = field(init=False)
    words: str = field(init=False)
    _found: dict[tuple[str, ...], tuple[Timed | None, tuple[str, ...]]] = field(
        default_factory=dict
    )

    def __post_init__(self) -> None:
        self.base, self.words = self._find_base()

    def find(self, labels: tuple[str, ...]) -> tuple[Timed | None, tuple[str, ...]]:
        """The time that labels name, and the labels without it."""
        if labels not in self._found:
            self._found[labels] = find_time(labels, self.base)
        return self._found[labels]

    def days(self, kind: IndicatorKind, timed: Timed | None) -> tuple[Days, Reason]:
        """The days of a figure of that kind, and why."""
        if timed is not None:
            if timed.days[1] is None:
                return timed.days, Reason("period", f"«{timed.words}» ở tiêu đề, chưa rõ kỳ nào")
            return timed.days, Reason(
                "period", f"«{timed.words}» ở tiêu đề → {span_vi(timed.days)}"
            )
        if kind is IndicatorKind.STOCK:
            last = self.around.day or self.base.last_day
            return (None, last), Reason("period", f"hiện trạng, tính đến {day_vi(last)}")
        days = self.base.first_day, self.base.last_day
        if days[1] is None:
            return days, Reason("period", "không có từ chỉ thời gian")
        said = f"«{self.words}» → " if self.words else ""
        return days, Reason("period", f"{said}{span_vi(days)}")

    def _find_base(self) -> tuple[Base, str]:
        day = self.around.day
        (first, last), words = self.around.span_at(self._first_start())
        base = Base(first, last, day)
        for caption in reversed(self.captions):
            timed, _ = find_time((caption,), base)
            if timed is not None and timed.days[1] is not None:
                return Base(*timed.days, day), timed.words
        return (base, words) if last is not None else self._latest_column(base)

    def _latest_column(self, base: Base) -> tuple[Base, str]:
        """Of columns that name their periods the latest one: what "cùng kỳ" beside it means."""
        found: list[tuple[date, Timed]] = []
        for number in self.block.number_columns:
            timed, _ = find_time(
                tuple(fold_label(cell.text) for cell in self.block.header(number)), base
            )
            if timed is not None and timed.days[0] is not None and timed.days[1] is not None:
                found.append((timed.days[1], timed))
        if not found:
            return base, ""
        _, latest = max(found, key=lambda pair: (pair[0], pair[1].days[0] or pair[0]))
        return Base(*latest.days, base.day), latest.words

    def _first_start(self) -> int:
        rows = (*self.block.header_rows, *self.block.rows)
        return min(cell.start for row in rows for cell in self.block.grid.row(row))
