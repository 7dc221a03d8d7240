"""The days of the figures before one in its text, for those that have the same."""

from __future__ import annotations

from dataclasses import dataclass

from bayen.core.indicators import IndicatorKind
from bayen.intake.timewords import Days
from bayen.intake.values import Reason
from bayen.intake.wording import NOTHING


@dataclass(slots=True)
class DaysBefore:
    """What the figures before the one asked for have.

    Attributes:
        days: of the last one; None before the first.
        kind: whether that is a state or work done.
        outside: days and kind of the last one that is no remark in brackets.
    """

    days: Days | None = None
    kind: IndicatorKind = IndicatorKind.FLOW
    outside: tuple[Days, IndicatorKind] = (NOTHING, IndicatorKind.FLOW)

    def take(self, days: Days, kind: IndicatorKind, *, is_remark: bool) -> None:
        """Add the figure that comes next, a remark where it stands in brackets."""
        self.days, self.kind = days, kind
        if not is_remark:
            self.outside = days, kind

    def again(self) -> tuple[Days, Reason]:
        """The days of the last figure, for another one of its sentence."""
        return self.days or NOTHING, Reason("period", "như số liệu ngay trước trong câu")
