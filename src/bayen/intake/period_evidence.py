"""What the days of a figure rest on: said in its sentence, chosen by the office, carried, or less.

As with places these are kinds of evidence, not rules of reading.
"""

from __future__ import annotations

from dataclasses import dataclass

from bayen.core.indicators import IndicatorKind
from bayen.intake.periods import PeriodReader
from bayen.intake.timewords import Days


@dataclass(frozen=True, slots=True)
class PeriodGround:
    """The days of one figure, beside what its sentence and its text say of time.

    Attributes:
        periods: the time of the text.
        at: where the figure stands.
        days: what was read.
        kind: whether it is a state or work done.
        is_event: whether it was given at a meeting, on the day of it.
        given: the days of the period that the office named; None when it named none.
    """

    periods: PeriodReader
    at: int
    days: Days
    kind: IndicatorKind
    is_event: bool
    given: Days | None

    @property
    def name(self) -> str:
        """What the days rest on.

        "told-said", "told-carried", "told-only": those of the period that the office chose, and
        the sentence says them; the text does, before; nothing else does. "differs": a span
        other than that. "said-state", "said-day", "said-alone", "said-among": said in the
        sentence, which says no other; a span, the only one of the text, or of several.
        "event": of the meeting told of. "several": one of those that the sentence says.
        "state-alone", "state-among": nothing said, a state on the day of the text, in a text
        that names no span, or some. "carried-alone", "carried-among": from before, likewise.
        "none-state", "none": no days, of what would have been a state, or of work.
        """
        first, last = self.days
        if last is None:
            return "none-state" if self.kind is IndicatorKind.STOCK else "none"
        said = self.periods.days_said_at(self.at)
        is_said = any(one == self.days or one[1] == last for one in said)
        if first is None:
            return self._of_state(len(said), is_said)
        if self.given == self.days:
            return self._of_given(is_said)
        if is_said and len(said) > 1:
            return "several"
        if first == last and (is_said or self.is_event):
            return "said-day" if is_said else "event"
        if self.given is not None and self.given[0] is not None:
            return "event" if self.is_event else "differs"
        return f"{'said' if is_said else 'carried'}-{self._company}"

    def _of_state(self, said: int, is_said: bool) -> str:
        if not is_said:
            return f"state-{self._company}" if self._is_of_text else "carried-among"
        return "said-state" if said == 1 else "several"

    def _of_given(self, is_said: bool) -> str:
        if is_said:
            return "told-said"
        return "told-carried" if self.days in self.periods.spans else "told-only"

    @property
    def _company(self) -> str:
        """Whether the text names other spans of time than this one."""
        return "among" if self.periods.spans - {self.days} else "alone"

    @property
    def _is_of_text(self) -> bool:
        return self.days[1] == self.periods.day
