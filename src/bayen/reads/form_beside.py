"""What the ledger has around each field of a form: last period, the year so far, a year ago."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bayen.catalogue.forms import Form
from bayen.catalogue.indicators import load_indicators
from bayen.core.indicators import IndicatorKind
from bayen.core.period_schemes import SCHEMES
from bayen.core.periods import Period
from bayen.core.quantities import ZERO, Bound, Quantity, ratio_percent
from bayen.core.questions import Cell, Plan
from bayen.engine.serving import current_engine
from bayen.records.models import (
    Proposal,
    ProposalState,
    Submission,
    SubmissionKind,
    SubmissionStatus,
)


@dataclass(frozen=True, slots=True)
class Beside:
    """What the ledger has around one field; nothing of it is ever typed.

    Attributes:
        previous: of the period before, on the place's present boundaries; else as that form
            was sent; None when nobody reported it.
        is_sent_only: whether ``previous`` waits for acceptance.
        so_far: of a flow, the reporting year before this period, "hơn" when something of it
            is missing; None of what does not add up over time, or cannot be compared.
        year_before: of the same period a year earlier, on the place's present boundaries;
            None when not reported in full, or when it cannot be compared.
    """

    previous: Quantity | None = None
    is_sent_only: bool = False
    so_far: Quantity | None = None
    year_before: Quantity | None = None

    def cumulative(self, now: Quantity | None) -> Quantity | None:
        """The reporting year up to the end of this period; None while nothing is typed."""
        return None if now is None or self.so_far is None else self.so_far + now

    def change_percent(self, now: Quantity | None) -> Decimal | None:
        """By how much an exact figure differs from that of a year ago, in percent of it."""
        then = self.year_before
        if now is None or then is None or then.value <= 0 or now.bound or then.bound:
            return None
        whole = ratio_percent(now, then)
        return None if whole is None else whole - 100


def find_beside(form: Form, place_id: str, period: Period, day: date) -> dict[str, Beside]:
    """Three columns of the ledger in one question, on the map of the place's last day."""
    scheme = SCHEMES[form.scheme]
    before, year_before = scheme.previous(period), scheme.same_last_year(period)
    is_first = before.year != period.year
    so_far = scheme.cumulative(before)
    asked = tuple(dict.fromkeys((before, year_before, so_far)))
    answer = current_engine().answer(Plan(form.indicators, (place_id,), asked, boundaries=day))
    sent = _sent_before(form, place_id, before)
    return {
        code: _one(
            code,
            answer.cell(code, place_id, before),
            None if is_first else answer.cell(code, place_id, so_far),
            answer.cell(code, place_id, year_before),
            sent.get(code),
        )
        for code in form.indicators
    }


def _one(
    code: str, before: Cell, so_far: Cell | None, year_before: Cell, sent: Quantity | None
) -> Beside:
    in_ledger = before.quantity if before.comparable else None
    is_flow = load_indicators()[code].kind is IndicatorKind.FLOW
    return Beside(
        previous=sent if in_ledger is None else in_ledger,
        is_sent_only=in_ledger is None and sent is not None,
        so_far=_so_far(so_far) if is_flow else None,
        year_before=year_before.quantity
        if year_before.comparable and year_before.is_complete
        else None,
    )


def _so_far(cell: Cell | None) -> Quantity | None:
    """Zero at the start of the year; never less than "hơn" while a period is missing."""
    if cell is None:
        return ZERO
    if not cell.comparable:
        return None
    known = cell.quantity or ZERO
    return known if cell.is_complete else Quantity(known.value, known.bound | Bound.OVER)


def _sent_before(form: Form, place_id: str, before: Period) -> dict[str, Quantity]:
    """The figures of the form before while nobody has accepted it."""
    rows = Proposal.objects.filter(
        submission__in=Submission.objects.filter(
            kind=SubmissionKind.FORM,
            form_code=form.code,
            place_id=place_id,
            period_key=before.key,
            status__in=(SubmissionStatus.SENT, SubmissionStatus.RETURNED),
        ),
        milli__isnull=False,
    ).exclude(state=ProposalState.REJECTED)
    return {
        code: Quantity.from_milli(milli or 0, bound)
        for code, milli, bound in rows.values_list("field_code", "milli", "bound")
    }
