"""One form of a place and period, as far as it is filled in, with what stands beside each field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TypedDict

from django.db.models import QuerySet
from django.utils import timezone

from bayen.access.denied import AccessDenied
from bayen.access.door import places_below, require, standing
from bayen.access.permissions import Permission, grants
from bayen.catalogue.forms import (
    MONTHLY,
    Form,
    due_day,
    find_days,
    find_form,
    form_in,
    load_form,
)
from bayen.catalogue.indicators import load_indicators
from bayen.catalogue.places import load_atlas
from bayen.core.fillings import version_of
from bayen.core.indicators import IndicatorKind
from bayen.core.periods import SCHEMES, Period, Span
from bayen.core.places import Level
from bayen.core.quantities import ZERO, Bound, Quantity, ratio_percent
from bayen.core.questions import Cell, Plan
from bayen.engine.serving import current_engine
from bayen.records.channels import Channel, Topic, gather_channels
from bayen.records.filling import written_of
from bayen.records.models import (
    Account,
    Proposal,
    ProposalState,
    Submission,
    SubmissionKind,
    SubmissionStatus,
    TurnKind,
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


@dataclass(frozen=True, slots=True)
class Hand:
    """Who wrote a figure; "" and None of one that still has to be set right."""

    name: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class FormSheet:
    """A form to be filled in, or as it was accepted.

    Attributes:
        place_label: the place with those above it.
        map_day: the day on whose map the place is meant: its last in the period.
        due: the last day in time.
        is_late: sent after it, or not sent and it has passed.
        submission: its number; None before the first figure is kept.
        status: a ``SubmissionStatus`` value; "" before.
        note: why it was returned.
        saved_at: when the figures were last kept; None when none are.
        written: what was typed, or set right since, by field.
        hands: who wrote each of them, and when.
        entries: of an accepted form, the ledger's entry by field.
        beside: by field.
        channels: what came by other ways, by field; only of those of which something did.
        open_figures: of one that was returned by single figures, the reason of each, by
            field: nothing else may change; empty while everything may.
        answers: what was said so far of those, by field.
        in_place_of: who fills it in from above, by display name; "" when the place itself.
        is_others: the place has begun it, and the account is above.
    """

    form: Form
    place_id: str
    place_label: str
    period: Period
    map_day: date
    due: date
    is_late: bool
    submission: int | None
    status: str
    note: str
    sent_at: datetime | None
    saved_at: datetime | None
    written: Mapping[str, str]
    hands: Mapping[str, Hand]
    entries: Mapping[str, int]
    beside: Mapping[str, Beside]
    channels: Mapping[str, tuple[Channel, ...]]
    open_figures: Mapping[str, str]
    answers: Mapping[str, str]
    in_place_of: str
    is_others: bool

    def is_locked(self, code: str) -> bool:
        """Whether the field stands as it was sent."""
        return bool(self.open_figures) and code not in self.open_figures

    @property
    def version(self) -> str:
        """Names what is filled in, as ``version_of`` does."""
        return version_of(self.written)

    @property
    def is_closed(self) -> bool:
        return self.status == SubmissionStatus.ACCEPTED

    @property
    def is_sent(self) -> bool:
        return self.status == SubmissionStatus.SENT

    @property
    def is_returned(self) -> bool:
        return self.status == SubmissionStatus.RETURNED


def form_sheet(
    account: Account, place_id: str, period: Period, form_code: str | None = None
) -> FormSheet:
    """The form of a place and period for whoever may send it; the one the place owes if unnamed.

    Raises:
        AccessDenied: the form is not for this place or period, or the account sends nothing
            for the place.
        KeyError: no such form.
    """
    form = form_in(form_code, period) if form_code else find_form(place_id, period)
    span = find_days(form, place_id, period) if form else None
    if form is None or span is None:
        raise AccessDenied(Permission.SUBMIT, place_id)
    require(account, Permission.SUBMIT, place_id, span.last_day)
    found = _forms(form, place_id).filter(period_key=period.key).first()
    proposals = [] if found is None else _proposals(found)
    due = due_day(form, period, place_id)
    sent_at = found.sent_at if found else None
    return FormSheet(
        form=form,
        place_id=place_id,
        place_label=load_atlas().full_label_vi(place_id, span.last_day),
        period=period,
        map_day=span.last_day,
        due=due,
        is_late=(timezone.localdate(sent_at) if sent_at else timezone.localdate()) > due,
        submission=found.number if found else None,
        status=found.status if found else "",
        note=found.note if found else "",
        sent_at=sent_at,
        saved_at=max((p.decided_at for p in proposals if p.decided_at), default=None),
        written=written_of(proposals),
        hands={p.field_code: _hand(p) for p in proposals},
        entries=_entries(found, proposals),
        beside=_beside(form, place_id, period, span.last_day),
        channels=gather_channels(_topic(form, place_id, period, span)),
        open_figures=_open_figures(found) if found else {},
        answers=found.answers if found else {},
        **_hands(account, found, span.last_day),
    )


def place_to_fill(account: Account, period: Period, form_code: str = MONTHLY) -> str | None:
    """The one place for which the account sends a form in a period; None of none or several."""
    level = load_form(form_code).level
    found: set[str] = set()
    for posting in standing(account).postings:
        if Permission.SUBMIT not in grants(posting.role):
            continue
        below = places_below(posting.place_id, period, level)
        if len(below) > 1:
            return None
        found.update(below)
    return found.pop() if len(found) == 1 else None


def _forms(form: Form, place_id: str) -> QuerySet[Submission]:
    return (
        Submission.objects.filter(kind=SubmissionKind.FORM, form_code=form.code, place_id=place_id)
        .select_related("kept_by")
        .defer("findings")
    )


def _proposals(submission: Submission) -> list[Proposal]:
    found = submission.proposals.order_by("number")
    if submission.status == SubmissionStatus.ACCEPTED:
        found = found.prefetch_related("observations")
    return list(found.select_related("decided_by").defer("reasons", "alternatives", "findings"))


def _topic(form: Form, place_id: str, period: Period, span: Span) -> Topic:
    below = load_atlas().children(place_id, span.last_day)
    villages = tuple(v.place_id for v in below if v.kind.level is Level.VILLAGE)
    return Topic(form.code, place_id, period.key, span, form.indicators, villages)


def _hand(proposal: Proposal) -> Hand:
    decided_by = proposal.decided_by
    return Hand(decided_by.display_name if decided_by else "", proposal.decided_at)


def _open_figures(found: Submission) -> dict[str, str]:
    """The last reason of each figure that is open, in the order of the form."""
    if not found.open_figures or found.status == SubmissionStatus.ACCEPTED:
        return {}
    turns = found.turns.filter(kind=TurnKind.RETURNED, figure__in=found.open_figures)
    reasons = dict(turns.order_by("id").values_list("figure", "text"))
    return {code: reasons.get(code, "") for code in found.open_figures}


class _Hands(TypedDict):
    """In whose hands a form is."""

    in_place_of: str
    is_others: bool


def _hands(account: Account, found: Submission | None, day: date) -> _Hands:
    keeper = found.kept_by if found else None
    if found is None or keeper is None:
        return {"in_place_of": "", "is_others": False}
    mine = keeper.pk == account.pk
    is_keepers = standing(keeper).is_own(found.place_id, day)
    may_go_on = mine or standing(account).is_own(found.place_id, day)
    is_closed = found.status == SubmissionStatus.ACCEPTED
    return {
        "in_place_of": "" if is_keepers else keeper.display_name,
        "is_others": not may_go_on and not is_closed,
    }


def _entries(found: Submission | None, proposals: Sequence[Proposal]) -> dict[str, int]:
    if found is None or found.status != SubmissionStatus.ACCEPTED:
        return {}
    return {p.field_code: o.seq for p in proposals for o in p.observations.all()}


# --- what stands beside ------------------------------------------------------------------


def _beside(form: Form, place_id: str, period: Period, day: date) -> dict[str, Beside]:
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
        submission__in=_forms(form, place_id).filter(
            period_key=before.key,
            status__in=(SubmissionStatus.SENT, SubmissionStatus.RETURNED),
        ),
        milli__isnull=False,
    ).exclude(state=ProposalState.REJECTED)
    return {
        code: Quantity.from_milli(milli or 0, bound)
        for code, milli, bound in rows.values_list("field_code", "milli", "bound")
    }
