"""Totals tables: a place and the places below it, by indicator, in one period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from bayen.access.door import may_ever, require, within_place
from bayen.access.permissions import Permission
from bayen.catalogue.forms import load_form
from bayen.catalogue.indicators import load_indicators
from bayen.catalogue.places import load_atlas
from bayen.core.indicators import Indicator, IndicatorKind
from bayen.core.inquiry import Inquiry, PeriodTerm, PlaceTerm
from bayen.core.period_schemes import same_last_year
from bayen.core.periods import Period
from bayen.core.questions import Answer, Cell, Plan, UnknownIndicatorError
from bayen.engine.serving import current_engine
from bayen.reads.answers import plan_for
from bayen.records.models import Account, Submission, SubmissionStatus

Rows = Literal["children", "self"]


@dataclass(frozen=True, slots=True)
class TableRow:
    """A place with its cells in the order of the columns.

    Attributes:
        has_children: whether there are places below to open.
        before: the same cells a year before; empty where that was not asked.
    """

    place_id: str
    label_vi: str
    has_children: bool
    cells: tuple[Cell, ...]
    before: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class TableView:
    """An answered question, laid out.

    Attributes:
        plan: the question.
        place_id, place_label: whose table it is.
        period: of every cell.
        columns: the indicators.
        total: the place itself.
        rows: the places right below, in the order of the official list; those of before a
            change of boundaries first. Empty for "self".
        is_illustrative: whether made-up figures are in it.
    """

    plan: Plan
    place_id: str
    place_label: str
    period: Period
    columns: tuple[Indicator, ...]
    total: TableRow
    rows: tuple[TableRow, ...]
    is_illustrative: bool


def table(
    account: Account,
    place_id: str,
    period: Period,
    *,
    indicators: tuple[str, ...] | None = None,
    section: str = "",
    boundaries: date | None = None,
    known_at: datetime | None = None,
    rows: Rows = "children",
    places: Sequence[str] | None = None,
    beside_last_year: bool = False,
) -> TableView:
    """The totals of a place and of each place right below it.

    Args:
        account: who asks.
        place_id: a place or a group.
        period: what period.
        indicators: codes; None takes those of ``section``, or of the monthly form.
        section: a section of the catalogue.
        boundaries: the day whose map counts; None is as reported.
        known_at: the ledger of that moment, aware; None is now.
        rows: with the places below, or the place alone.
        places: of the places below just these, as ``table_places`` names them, in this order.
        beside_last_year: also the same period a year before, both on the same boundaries:
            those asked for, else those of the period's last day.

    Raises:
        AccessDenied: the place is not the account's.
        UnknownPlaceError: there is no such place (on that day).
        UnknownIndicatorError: no such indicator.
    """
    day = boundaries or period.last_day
    require_place(account, place_id, period, boundaries)
    codes = indicators or indicators_of(section)
    terms = (PlaceTerm(place_id), *_terms_below(place_id, rows, places))
    asked = (period, same_last_year(period)) if beside_last_year else (period,)
    on_map = day if beside_last_year else boundaries
    periods = tuple(PeriodTerm(one) for one in asked)
    plan = plan_for(Inquiry(codes, terms, periods, on_map, known_at))
    answer = current_engine().answer(plan)
    lines = tuple(_row(answer, place, day) for place in plan.places)
    return TableView(
        plan=plan,
        place_id=place_id,
        place_label=load_atlas().full_label_vi(place_id, day),
        period=period,
        columns=tuple(load_indicators()[code] for code in codes),
        total=lines[0],
        rows=lines[1:],
        is_illustrative=is_illustrative(place_id, period),
    )


def table_places(
    account: Account, place_id: str, period: Period, boundaries: date | None, below: str
) -> tuple[str, ...]:
    """The places below that a table may have as rows, in the order of the official list.

    Args:
        account, place_id, period, boundaries: as ``table``, which raises the same.
        below: "children", or a level: "communes".
    """
    require_place(account, place_id, period, boundaries)
    codes = load_form().indicators[:1]
    terms = (PlaceTerm(place_id), PlaceTerm(place_id, below))  # a commune may have none below
    _, *found = plan_for(Inquiry(codes, terms, (PeriodTerm(period),), boundaries)).places
    return tuple(found)


def _terms_below(place_id: str, rows: Rows, places: Sequence[str] | None) -> tuple[PlaceTerm, ...]:
    if places is not None:
        return tuple(PlaceTerm(place) for place in places)
    return (PlaceTerm(place_id, "children"),) if rows == "children" else ()


def require_place(account: Account, place_id: str, period: Period, boundaries: date | None) -> None:
    """Pass when the account may look at a place's figures of a period; else AccessDenied.

    A place that ended within the period is asked about on its own days.
    """
    if boundaries is None and may_ever(account, Permission.VIEW, place_id, period.span):
        return
    require(account, Permission.VIEW, place_id, boundaries or period.last_day)


def indicators_of(section: str = "") -> tuple[str, ...]:
    """The indicators of a section that can be added up; without one, those of the form.

    Raises:
        UnknownIndicatorError: no indicator is in this section.
    """
    if not section:
        return load_form().indicators
    found = tuple(
        code
        for code, indicator in load_indicators().items()
        if indicator.section == section and indicator.kind is not IndicatorKind.NONE
    )
    if not found:
        raise UnknownIndicatorError(section)
    return found


def children_during(place_id: str, period: Period, boundaries: date | None) -> tuple[str, ...]:
    """The places right below on the day of the boundaries, or at either end of the period."""
    days = (boundaries,) if boundaries else (period.first_day, period.last_day)
    return load_atlas().children_between(place_id, days)


def _row(answer: Answer, place_id: str, day: date) -> TableRow:
    plan, atlas = answer.plan, load_atlas()
    period, *years_before = plan.periods
    cells, *before = (
        tuple(answer.cell(code, place_id, one) for code in plan.indicators)
        for one in (period, *years_before)
    )
    has_children = bool(children_during(place_id, period, plan.boundaries))
    label = atlas.label_vi(place_id, day)
    return TableRow(place_id, label, has_children, cells, before[0] if before else ())


def is_illustrative(place_id: str, period: Period) -> bool:
    """Whether made-up figures of the place or below fall into the period."""
    made_up = Submission.objects.filter(
        within_place(place_id),
        is_illustrative=True,
        status=SubmissionStatus.ACCEPTED,
        last_day__range=(period.first_day, period.last_day),
    )
    return made_up.exists()
