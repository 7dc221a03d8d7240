"""Which form is filled in: the commune and the period of an address, or what is owed next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from bayen.catalogue.forms import (
    Form,
    find_days,
    form_in,
    form_of_level,
    latest_due,
    load_form,
)
from bayen.catalogue.places import load_atlas
from bayen.core.period_schemes import SCHEMES
from bayen.core.periods import Period
from bayen.reads.form_filling import FormSheet, place_to_fill
from bayen.web.frame import Frame, frame_of, signed_in
from bayen.web.period_menu import PeriodGroup, find_period

_OFFERED = 36  # three years of months


@dataclass(frozen=True, slots=True)
class FormChoice:
    """``place_id`` is None while the account has yet to say for which of its communes."""

    form: Form
    place_id: str | None
    period: Period


def read_choice(request: HttpRequest) -> FormChoice:
    """The place and period of the address where the form is for them; else what is owed next."""
    frame = frame_of(request)
    form = _form_asked(frame)
    named = find_period(request.GET.get("period", ""))
    is_named = named is not None and form_in(form.code, named) is not None
    period = named if named and is_named else latest_due(form, frame.today)
    form = form_in(form.code, period) or form
    place_id: str | None = frame.place_id
    if place_id is None or find_days(form, place_id, period) is None:
        place_id = place_to_fill(signed_in(request), period, form.code)
    return FormChoice(form, place_id, period)


def _form_asked(frame: Frame) -> Form:
    """That of the chosen place's level; of a place above communes, the communes'."""
    version = load_atlas().history.get(frame.place_id, ())[-1:]
    own = form_of_level(version[0].kind.level) if version else None
    return own or load_form()


def periods_of(form: Form, today: date, chosen: Period) -> tuple[PeriodGroup, ...]:
    """The periods that the form can be filled in for, newest first, the running one included."""
    begun = tuple(_backwards(form, today))
    periods = begun if chosen in begun else (chosen, *begun)
    return (PeriodGroup(form.title_vi, periods),)


def kept_for_later(sheet: FormSheet, today: date) -> str:
    """Addresses that a browser keeps for the time without a connection, with spaces between.

    The page that an icon opens, the form of the running period, and the list of what is kept.
    """
    running = SCHEMES[sheet.form.scheme].containing(today, sheet.form.kind)
    query = urlencode({"place": sheet.place_id, "period": running.key})
    page = reverse("form_filling")
    return " ".join((page, f"{page}?{query}", reverse("form_device")))


def _backwards(form: Form, today: date) -> Iterator[Period]:
    scheme = SCHEMES[form.scheme]
    period = scheme.containing(today, form.kind)
    for _ in range(_OFFERED):
        if form_in(form.code, period) is None:
            return
        yield period
        period = scheme.previous(period)
