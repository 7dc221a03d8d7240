"""One form of a place and period, as far as it is filled in, with what stands beside each field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
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
from bayen.catalogue.places import load_atlas
from bayen.catalogue.unit_kinds import load_unit_kinds
from bayen.core.fillings import version_of
from bayen.core.periods import Period
from bayen.core.places import Level
from bayen.core.spans import Span
from bayen.reads.form_beside import Beside, find_beside
from bayen.records.channels import Channel, Topic, gather_channels
from bayen.records.filling import taken_of, written_of
from bayen.records.models import (
    Account,
    Proposal,
    Submission,
    SubmissionKind,
    SubmissionStatus,
    TurnKind,
)


@dataclass(frozen=True, slots=True)
class Hand:
    """Who wrote a figure; "" and None of one that still has to be set right."""

    name: str
    at: datetime | None


@dataclass(frozen=True)  # no slots: what stands beside is asked for once, by who shows it
class FormSheet:
    """A form to be filled in, or as it was accepted.

    Attributes:
        place_label: the place with those above it.
        due: the last day in time.
        is_late: sent after it, or not sent and it has passed.
        submission: its number; None before the first figure is kept.
        status: a ``SubmissionStatus`` value; "" before.
        note: why it was returned.
        saved_at: when the figures were last kept; None when none are.
        written: what was typed, or set right since, by field.
        hands: who wrote each of them, and when.
        entries: of an accepted form, the ledger's entry by field.
        span: the days of the period for which the place answers.
        open_figures: of one that was returned by single figures, the reason of each, by
            field: nothing else may change; empty while everything may.
        answers: what was said so far of those, by field.
        in_place_of: who fills it in from above, by display name; "" when the place itself.
        is_others: the place has begun it, and the account is above.
        taken: the fields that were taken over from a register.
    """

    form: Form
    place_id: str
    place_label: str
    period: Period
    span: Span
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
    open_figures: Mapping[str, str]
    answers: Mapping[str, str]
    in_place_of: str
    is_others: bool
    taken: frozenset[str] = frozenset()

    @property
    def map_day(self) -> date:
        """The day on whose map the place is meant: its last in the period."""
        return self.span.last_day

    @cached_property
    def beside(self) -> Mapping[str, Beside]:
        """What the ledger has around each field; taking in a form needs none of it."""
        return find_beside(self.form, self.place_id, self.period, self.map_day)

    @cached_property
    def channels(self) -> Mapping[str, tuple[Channel, ...]]:
        """What came by other ways, by field; only of those of which something did."""
        return gather_channels(_topic(self.form, self.place_id, self.period, self.span))

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
        span=span,
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
        open_figures=_open_figures(found) if found else {},
        answers=found.answers if found else {},
        taken=taken_of(proposals),
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
    kinds = tuple(load_unit_kinds().values())
    return Topic(form.code, place_id, period.key, span, form.indicators, villages, kinds)


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
