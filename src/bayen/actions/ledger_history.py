"""What the ledger says of places: earlier figures that those of a document are compared with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from bayen.actions.form_history import a_year_before
from bayen.core.quantities import Quantity
from bayen.core.spans import Span
from bayen.records.models import Observation

# Long enough for six half-years; older figures no longer say what is usual.
_REMEMBERED = timedelta(days=3 * 366 + 31)
_MONTH = 30.44

Key = tuple[str, str, int]
"""Place, indicator, months of the span (0 for a state): only alike figures are compared."""


@dataclass(slots=True)
class LedgerHistory:
    """Standing figures of the ledger by key, oldest first."""

    figures: dict[Key, list[tuple[date, Quantity]]] = field(default_factory=dict)

    @classmethod
    def load(cls, about: Iterable[tuple[str, str, Span]]) -> LedgerHistory:
        """Of these places and indicators, in one query; corrected figures as they stand."""
        wanted = list(about)
        history = cls()
        if not wanted:
            return history
        newest = max(span.last_day for _, _, span in wanted)
        rows = Observation.objects.filter(
            place_id__in={place for place, _, _ in wanted},
            indicator__in={indicator for _, indicator, _ in wanted},
            last_day__gte=newest - _REMEMBERED,
        ).order_by("seq")
        for row in _standing(rows.iterator()):
            key = row.place_id, row.indicator, _months(Span(row.first_day, row.last_day))
            quantity = Quantity.from_milli(row.milli, row.bound)
            history.figures.setdefault(key, []).append((row.last_day, quantity))
        return history

    def before(self, place_id: str, span: Span) -> dict[str, list[Quantity]]:
        """The figures of earlier spans of the same length by indicator, oldest first."""
        found: dict[str, list[Quantity]] = {}
        for (place, indicator, months), figures in self.figures.items():
            if (place, months) == (place_id, _months(span)):
                told = {day: q for day, q in figures if day < span.last_day}
                found[indicator] = [told[day] for day in sorted(told)]
        return found

    def year_before(self, place_id: str, span: Span) -> dict[str, Quantity]:
        """The figures of a span of the same length a year earlier."""
        found = {}
        for (place, indicator, months), figures in self.figures.items():
            if (place, months) == (place_id, _months(span)):
                told = dict(figures)
                then = a_year_before(span.last_day, told)
                if then is not None:
                    found[indicator] = told[then]
        return found


def _standing(rows: Iterable[Observation]) -> Iterator[Observation]:
    """Without what a later entry corrected or took back."""
    kept: dict[int, Observation] = {}
    for row in rows:
        if row.supersedes_id is not None:
            kept.pop(row.supersedes_id, None)
        if not row.retracts:
            kept[row.seq] = row
    yield from kept.values()


def _months(span: Span) -> int:
    if span.first_day is None:
        return 0
    days = (span.last_day - span.first_day).days + 1
    return max(round(days / _MONTH), 1) if days > 1 else -1
