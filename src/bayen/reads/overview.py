"""What a leader looks at: a few numbers with their course, and what stands out.

The numbers are those of the catalogue's ``headlines``; what stands out are the largest
changes against the same period a year before, among all that the form asks. While some have
not sent yet, those that have are compared with themselves.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from bayen.catalogue.forms import load_form
from bayen.catalogue.indicators import load_headlines, load_indicators
from bayen.core.indicators import Indicator, IndicatorKind
from bayen.core.inquiry import Inquiry, PeriodTerm, PlaceTerm
from bayen.core.period_schemes import SCHEMES, same_last_year
from bayen.core.periods import Period
from bayen.core.questions import Answer, Cell
from bayen.reads.answers import ask
from bayen.reads.like_with_like import Comparison, compare, compare_below
from bayen.records.models import Account

TREND_LENGTH = 13  # a year of months, with the same one of last year
_MOST_CHANGES = 5
_ADDING = {IndicatorKind.FLOW, IndicatorKind.STOCK}
_LEAST_BASE = Decimal(10)  # of fewer, a change in percent says nothing


@dataclass(frozen=True, slots=True)
class Headline:
    """One number: now, a year before, and period by period; the last of ``course`` is now.

    Attributes:
        compared: how it stands to a year before; None where that cannot be said.
    """

    indicator: Indicator
    now: Cell
    before: Cell
    compared: Comparison | None
    course: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A figure that differs much from the same period a year before."""

    indicator: Indicator
    now: Cell
    before: Cell
    compared: Comparison
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
    years = _Years(account, place_id, period)
    headlines = (
        Headline(
            load_indicators()[code],
            years.now(code),
            years.before(code),
            years.compared(code),
            tuple(course.cell(code, place_id, one) for one in periods),
        )
        for code in codes
    )
    return Overview(tuple(headlines), _changes(years))


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


class _Years:
    """A period and the same one a year before: of the place, and of those below where needed."""

    def __init__(self, account: Account, place_id: str, period: Period) -> None:
        self.codes = tuple(dict.fromkeys((*load_headlines(), *load_form().indicators)))
        self._account, self._place = account, place_id
        self._periods = (period, same_last_year(period))
        self._own = _ask(account, place_id, self.codes, self._periods)

    def now(self, code: str) -> Cell:
        return self._own.cell(code, self._place, self._periods[0])

    def before(self, code: str) -> Cell:
        return self._own.cell(code, self._place, self._periods[1])

    def compared(self, code: str) -> Comparison | None:
        """Of the whole place; while it is not complete, of those below that told both."""
        if whole := compare(self.now(code), self.before(code)):
            return whole
        if load_indicators()[code].kind not in _ADDING:
            return None
        return compare_below(self._below, code, self._below.plan.places[1:], *self._periods)

    @cached_property
    def _below(self) -> Answer:
        """The place itself first: it may have none below."""
        here = PlaceTerm(self._place), PlaceTerm(self._place, "children")
        terms = tuple(PeriodTerm(period) for period in self._periods)
        on_map = self._periods[0].last_day
        return ask(self._account, Inquiry(self.codes, here, terms, on_map))


def _changes(years: _Years) -> tuple[Change, ...]:
    """The largest first."""
    found = []
    for code in years.codes:
        compared = years.compared(code)
        if compared and compared.percent and compared.then >= _LEAST_BASE:
            cells = years.now(code), years.before(code)
            found.append(Change(load_indicators()[code], *cells, compared, compared.percent))
    return tuple(sorted(found, key=lambda change: -abs(change.percent))[:_MOST_CHANGES])
