"""What a place's forms said before: what checks compare a new form with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

from bayen.core.checks import Past
from bayen.core.quantities import Quantity
from bayen.core.spans import Span
from bayen.records.models import (
    Observation,
    Proposal,
    ProposalState,
    Submission,
    SubmissionKind,
    SubmissionStatus,
)

# A year and a bit: what is usual, and the same month of last year.
_REMEMBERED = timedelta(days=400)
_ABOUT = 3  # days by which a month may end sooner or later than a year before
MONTH = range(27, 32)  # how many days a period has that can be told by months


@lru_cache(maxsize=50_000)
def _quantity(milli: int, bound: int) -> Quantity:
    """Counts repeat: of a province's year few differ."""
    return Quantity.from_milli(milli, bound)


def a_year_before(day: date, told: Iterable[date]) -> date | None:
    """Of the days told of, the one a year before, give or take what months differ by."""
    wanted = day - timedelta(days=365)
    near = [one for one in told if abs((one - wanted).days) <= _ABOUT]
    return min(near, key=lambda one: abs((one - wanted).days), default=None)


@dataclass(slots=True)
class FormHistory:
    """Figures by place, last day of the period and indicator."""

    figures: dict[str, dict[date, dict[str, Quantity]]] = field(default_factory=dict)

    @classmethod
    def load(cls, about: Iterable[tuple[str, date]]) -> FormHistory:
        """Of forms that were sent, accepted yet or not, and of accepted documents.

        Args:
            about: places, each with the last day of the period that a new form is for.
        """
        history, wanted = cls(), list(about)
        if not wanted:
            return history
        days = [day for _, day in wanted]
        rows = (
            Proposal.objects.filter(
                submission__in=Submission.objects.filter(
                    kind=SubmissionKind.FORM,
                    place_id__in={place_id for place_id, _ in wanted},
                    last_day__range=(min(days) - _REMEMBERED, max(days)),
                ).exclude(status=SubmissionStatus.DRAFT),
            )
            .exclude(state=ProposalState.REJECTED)
            .order_by("last_day")
            .values_list("place_id", "last_day", "indicator", "milli", "bound")
        )
        for place_id, last_day, indicator, milli, bound in rows.iterator():
            if milli is None or last_day is None:
                continue
            quantity = _quantity(milli, bound)
            history.figures.setdefault(place_id, {}).setdefault(last_day, {})[indicator] = quantity
        history._load_documents({place_id for place_id, _ in wanted}, days)
        return history

    def _load_documents(self, places: set[str], days: list[date]) -> None:
        """Monthly figures out of accepted documents, for days of which no form tells."""
        rows = Observation.objects.filter(
            submission__in=Submission.objects.filter(
                kind=SubmissionKind.DOCUMENT,
                status=SubmissionStatus.ACCEPTED,
                place_id__in=places,
                last_day__range=(min(days) - _REMEMBERED, max(days)),
            ),
            place_id__in=places,
            retracts=False,
            superseded_by__isnull=True,
        ).values_list("place_id", "first_day", "last_day", "indicator", "milli", "bound")
        for place_id, first_day, last_day, indicator, milli, bound in rows:
            if first_day is not None and (last_day - first_day).days + 1 not in MONTH:
                continue
            told = self.figures.setdefault(place_id, {}).setdefault(last_day, {})
            told.setdefault(indicator, _quantity(milli, bound))

    def add(self, place_id: str, span: Span, quantities: dict[str, Quantity]) -> None:
        """A form that has just been read: the next one of this place is compared with it."""
        self.figures.setdefault(place_id, {})[span.last_day] = quantities

    def before(self, place_id: str, span: Span) -> dict[str, list[Quantity]]:
        """The figures of earlier periods by indicator, oldest first."""
        found: dict[str, list[Quantity]] = {}
        days = self.figures.get(place_id, {})
        for last_day in sorted(day for day in days if day < span.last_day):
            for indicator, quantity in days[last_day].items():
                found.setdefault(indicator, []).append(quantity)
        return found

    def past(self, place_id: str, span: Span) -> Past:
        """All that a new form of these days is compared with."""
        year_before = self.year_before(place_id, span) or {}
        return Past(self.before(place_id, span), self.last(place_id, span), year_before)

    def year_before(self, place_id: str, span: Span) -> dict[str, Quantity] | None:
        """The figures of the same days a year earlier; None when there were none."""
        days = self.figures.get(place_id, {})
        then = a_year_before(span.last_day, days)
        return None if then is None else days[then]

    def last(self, place_id: str, span: Span) -> dict[str, Quantity] | None:
        """The figures of the form before; None when there was none."""
        days = self.figures.get(place_id, {})
        earlier = [day for day in days if day < span.last_day]
        return days[max(earlier)] if earlier else None
