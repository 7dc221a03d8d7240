"""What a leader looks at: a few numbers with their course, and what stands out.

The numbers are those of the catalogue's ``headlines``; what stands out are the largest
changes against the same period a year before, among all that the form asks.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from bayen.catalogue.forms import load_form
from bayen.catalogue.indicators import load_headlines, load_indicators
from bayen.core.indicators import Indicator
from bayen.core.inquiry import Inquiry, PeriodTerm, PlaceTerm
from bayen.core.periods import SCHEMES, Period, same_last_year
from bayen.core.questions import Answer, Cell
from bayen.reads.answers import ask
from bayen.records.models import Account

TREND_LENGTH = 13  # a year of months, with the same one of last year
_MOST_CHANGES = 5
_LEAST_BASE = Decimal(10)  # of fewer, a change in percent says nothing


@dataclass(frozen=True, slots=True)
class Headline:
    """One number: now, a year before, and period by period; the last of ``course`` is now."""

    indicator: Indicator
    now: Cell
    before: Cell
    course: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A figure that differs much from the same period a year before; ``percent`` of that."""

    indicator: Indicator
    now: Cell
    before: Cell
    percent: Decimal


@dataclass(frozen=True, slots=True)
class Overview:
    headlines: tuple[Headline, ...]
    changes: tuple[Change, ...]


def overview(account: Account, place_id: str, period: Period) -> Overview:
    """The overview of a place in a period.

    Raises:
        AccessDenied: the place is not the account's.
        UnknownPlaceError: there is no such place.
    """
    periods = course_of(period)
    codes = load_headlines()
    course = _ask(account, place_id, codes, periods)
    before = same_last_year(period)
    form = load_form().indicators
    years = _ask(account, place_id, tuple(dict.fromkeys((*codes, *form))), (period, before))
    headlines = (
        Headline(
            load_indicators()[code],
            years.cell(code, place_id, period),
            years.cell(code, place_id, before),
            tuple(course.cell(code, place_id, one) for one in periods),
        )
        for code in codes
    )
    return Overview(tuple(headlines), _changes(years, place_id, period, before))


def course_of(period: Period) -> tuple[Period, ...]:
    """Periods of the same kind up to this one; itself alone where none come before it."""
    scheme = SCHEMES.get(period.scheme)
    found = [period]
    while scheme is not None and len(found) < TREND_LENGTH:
        found.append(scheme.previous(found[-1]))
    return tuple(reversed(found))


def _ask(
    account: Account, place_id: str, codes: tuple[str, ...], periods: tuple[Period, ...]
) -> Answer:
    terms = tuple(PeriodTerm(period) for period in periods)
    return ask(account, Inquiry(codes, (PlaceTerm(place_id),), terms))


def percent_change(now: Cell, before: Cell) -> Decimal | None:
    """How much more than before, in percent; None where that cannot be said.

    Only of complete figures, so that a return not yet sent is not taken for a fall.
    """
    if not (now.is_complete and before.is_complete and now.comparable and before.comparable):
        return None
    if now.quantity is None or before.quantity is None or not before.quantity.value:
        return None
    then = before.quantity.value
    return round((now.quantity.value - then) * 100 / then, 1)


def _changes(years: Answer, place_id: str, period: Period, before: Period) -> tuple[Change, ...]:
    """The largest first."""
    found = []
    for code in years.plan.indicators:
        now, then = years.cell(code, place_id, period), years.cell(code, place_id, before)
        percent = percent_change(now, then)
        if percent and then.quantity is not None and then.quantity.value >= _LEAST_BASE:
            found.append(Change(load_indicators()[code], now, then, percent))
    return tuple(sorted(found, key=lambda change: -abs(change.percent))[:_MOST_CHANGES])
