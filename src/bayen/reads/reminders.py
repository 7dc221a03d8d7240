"""Who owes a form, by how many working days, at which number, and who was asked already."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from bayen.access.door import standing
from bayen.catalogue.calendar import check_calendar, count_working_days
from bayen.catalogue.forms import MONTHLY
from bayen.core.findings import Finding
from bayen.core.periods import Period
from bayen.reads.completeness import Completeness, Sender, completeness
from bayen.records.models import Account, OfficePhone, Reminder, ReminderWay


@dataclass(frozen=True, slots=True)
class ReminderReading:
    """One reminder; ``way`` in words, ``by`` a display name."""

    way: str
    note: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Owing:
    """A place that owes the form.

    Attributes:
        working_days: how many it is late; 0 while it is in time.
        phone: of its office; "" when none is written down.
        reminders: newest first.
        may_remind: whether the account may write down that it was asked.
    """

    sender: Sender
    working_days: int
    phone: str
    reminders: tuple[ReminderReading, ...]
    may_remind: bool


@dataclass(frozen=True, slots=True)
class Owings:
    """All that owe the form, those who are latest first.

    Attributes:
        unsure: what the calendar says of the days that were counted.
    """

    found: Completeness
    rows: tuple[Owing, ...]
    unsure: tuple[Finding, ...]


def owings(account: Account, place_id: str, period: Period, form_code: str = MONTHLY) -> Owings:
    """Every place at or below this one that has not sent the form, or has it back.

    Raises:
        AccessDenied: the place is not the account's.
        KeyError: no such form.
    """
    found = completeness(account, place_id, period, form_code)
    if not found.form.is_for(period):
        return Owings(found, (), ())
    missing = [sender for sender in found.senders if not sender.has_sent]
    places = [sender.place_id for sender in missing]
    phones = dict(OfficePhone.objects.filter(place_id__in=places).values_list("place_id", "number"))
    said, held, today = _reminders(found, places), standing(account), timezone.localdate()
    rows = [
        Owing(
            sender,
            count_working_days(sender.due, today),
            phones.get(sender.place_id, ""),
            said.get(sender.place_id, ()),
            held.may_accept(sender.place_id, period.last_day),
        )
        for sender in missing
    ]
    unsure = check_calendar(period.last_day, today) if rows else ()
    return Owings(found, tuple(sorted(rows, key=lambda row: -row.working_days)), unsure)


@dataclass(frozen=True, slots=True)
class LoggedReminder:
    """A line of the log: which place, and what was done; it has sent since, or not."""

    place_id: str
    place_label: str
    said: ReminderReading
    has_sent: bool


def reminder_log(found: Completeness) -> tuple[LoggedReminder, ...]:
    """Every reminder of a form and period, of who has sent since too; newest first."""
    senders = {sender.place_id: sender for sender in found.senders}
    said = _reminders(found, list(senders))
    lines = [
        LoggedReminder(place, senders[place].place_label, one, senders[place].has_sent)
        for place, reminders in said.items()
        for one in reminders
    ]
    return tuple(sorted(lines, key=lambda line: line.said.at, reverse=True))


def _reminders(found: Completeness, places: list[str]) -> Mapping[str, tuple[ReminderReading, ...]]:
    rows = list(
        Reminder.objects.filter(
            form_code=found.form.code, period_key=found.period.key, place_id__in=places
        ).order_by("-id")
    )
    names = dict(
        Account.objects.filter(username__in={row.by for row in rows}).values_list(
            "username", "display_name"
        )
    )
    said: dict[str, tuple[ReminderReading, ...]] = {}
    for row in rows:
        one = ReminderReading(
            ReminderWay(row.way).label, row.note, names.get(row.by, row.by), row.at
        )
        said[row.place_id] = (*said.get(row.place_id, ()), one)
    return said
