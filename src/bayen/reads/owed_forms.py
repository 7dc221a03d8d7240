"""Forms that an account's own places owe: not begun yet, the newest period first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bayen.access.door import standing
from bayen.access.permissions import Permission
from bayen.catalogue.forms import Form, due_day, find_days, form_in, form_of_level, latest_due
from bayen.catalogue.places import load_atlas
from bayen.core.period_schemes import SCHEMES
from bayen.core.periods import Period
from bayen.records.models import Account, Submission, SubmissionKind

_MOST = 12  # periods looked back


@dataclass(frozen=True, slots=True)
class OwedForm:
    """A form of a closed period of which nothing is written yet.

    Attributes:
        due: the last day in time.
    """

    place_id: str
    place_label: str
    period: Period
    due: date


def owed_forms(account: Account, today: date) -> tuple[OwedForm, ...]:
    """What the places where the account is posted have to send, for at most a year back.

    An office that has sent nothing yet owes the period that closed last, not the years before.
    """
    held = standing(account)
    places = dict.fromkeys(posting.place_id for posting in held.postings)
    owed = (one for place in places for one in _owed(place, today))
    may_send = (
        one for one in owed if held.may(Permission.SUBMIT, one.place_id, one.period.last_day)
    )
    return tuple(sorted(may_send, key=lambda one: one.period.last_day, reverse=True))


def _owed(place_id: str, today: date) -> Iterator[OwedForm]:
    version = load_atlas().history.get(place_id, ())[-1:]
    form = form_of_level(version[0].kind.level) if version else None
    if form is None:
        return
    begun = set(
        Submission.objects.filter(
            kind=SubmissionKind.FORM, form_code=form.code, place_id=place_id
        ).values_list("period_key", "last_day")
    )
    keys = {key for key, _ in begun}
    first_sent = min((day for _, day in begun), default=None)
    for period in _closed(form, today):
        if period.key not in keys and find_days(form, place_id, period) is not None:
            due = due_day(form, period, place_id)
            label = load_atlas().label_vi(place_id, period.last_day)
            yield OwedForm(place_id, label, period, due)
        if first_sent is None or period.last_day <= first_sent:
            return


def _closed(form: Form, today: date) -> Iterator[Period]:
    """The closed periods of a form, newest first."""
    period = latest_due(form, today)
    for _ in range(_MOST):
        if form_in(form.code, period) is None:
            return
        yield period
        period = SCHEMES[form.scheme].previous(period)
