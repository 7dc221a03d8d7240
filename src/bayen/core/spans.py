"""Stretches of days, and states as of one day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bayen.core.days import render_day


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of days, both ends included.

    Attributes:
        first_day: None when only the state on ``last_day`` is spoken of.
        last_day: the last day, or the day of the state.
    """

    first_day: date | None
    last_day: date

    def __post_init__(self) -> None:
        if self.first_day is not None and self.first_day > self.last_day:
            raise ValueError(f"span ends before it begins: {self.first_day}..{self.last_day}")

    @property
    def days(self) -> int:
        """How many days; a state has none."""
        return 0 if self.first_day is None else (self.last_day - self.first_day).days + 1

    def contains(self, other: Span) -> bool:
        """Whether ``other`` lies inside; a state lies where its day does."""
        if self.first_day is None:
            return other == self
        begins = other.last_day if other.first_day is None else other.first_day
        return self.first_day <= begins and other.last_day <= self.last_day

    def overlaps(self, other: Span) -> bool:
        mine = self.first_day or self.last_day
        theirs = other.first_day or other.last_day
        return mine <= other.last_day and theirs <= self.last_day

    def clipped(self, first_day: date, last_day: date) -> Span | None:
        """What of it lies within these days; None when nothing does."""
        begin = max(self.first_day or self.last_day, first_day)
        end = min(self.last_day, last_day)
        return Span(begin, end) if begin <= end else None

    @property
    def label_vi(self) -> str:
        if self.first_day is None:
            return f"đến ngày {render_day(self.last_day)}"
        if self.first_day == self.last_day:
            return f"ngày {render_day(self.last_day)}"
        return f"{render_day(self.first_day)}–{render_day(self.last_day)}"
