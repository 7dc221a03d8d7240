"""Who has sent the form of a period, and who has not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from bayen.access.door import places_below
from bayen.catalogue.forms import MONTHLY, Form, due_day, form_in, load_form
from bayen.catalogue.places import load_atlas
from bayen.core.days import ONE_DAY
from bayen.core.periods import Period
from bayen.reads.tables import require_place
from bayen.records.models import Account, Submission, SubmissionStatus


@dataclass(frozen=True, slots=True)
class Sender:
    """One place that owes the form.

    Attributes:
        submission: number of what it sent; None when nothing.
        status: of that; "" when nothing.
        sent_at: when.
        due: the last day in time.
        is_late: sent after it, or not sent and it has passed.
    """

    place_id: str
    place_label: str
    submission: int | None
    status: str
    sent_at: datetime | None
    due: date
    is_late: bool

    @property
    def has_sent(self) -> bool:
        return self.status in {SubmissionStatus.SENT, SubmissionStatus.ACCEPTED}


@dataclass(frozen=True, slots=True)
class Completeness:
    """All that owe the form, in the order of the official list."""

    form: Form
    period: Period
    senders: tuple[Sender, ...]

    @property
    def expected(self) -> int:
        return len(self.senders)

    @property
    def sent(self) -> int:
        return sum(sender.has_sent for sender in self.senders)

    @property
    def accepted(self) -> int:
        return sum(sender.status == SubmissionStatus.ACCEPTED for sender in self.senders)

    @property
    def missing(self) -> tuple[Sender, ...]:
        return tuple(sender for sender in self.senders if not sender.has_sent)


def completeness(
    account: Account, place_id: str, period: Period, form_code: str = MONTHLY
) -> Completeness:
    """What every place of the form's level at or below this one has sent.

    Raises:
        AccessDenied: the place is not the account's.
        KeyError: no such form.
    """
    require_place(account, place_id, period, None)
    form = form_in(form_code, period) or load_form(form_code)
    owing = places_below(place_id, period, form.level)
    sent = {
        s.place_id: s
        for s in Submission.objects.filter(
            form_code=form.code, period_key=period.key, place_id__in=owing
        ).defer("findings")
    }
    return Completeness(
        form,
        period,
        tuple(_sender(form, period, place, sent.get(place)) for place in owing),
    )


def _sender(form: Form, period: Period, place_id: str, sent: Submission | None) -> Sender:
    due = due_day(form, period, place_id)
    until = load_atlas().life(place_id)[1]
    named_on = min(period.last_day, until - ONE_DAY) if until else period.last_day
    moment = sent.sent_at if sent else None
    judged_on = timezone.localdate(moment) if moment else timezone.localdate()
    return Sender(
        place_id=place_id,
        place_label=load_atlas().label_vi(place_id, named_on),
        submission=sent.number if sent else None,
        status=sent.status if sent else "",
        sent_at=moment,
        due=due,
        is_late=judged_on > due,
    )
