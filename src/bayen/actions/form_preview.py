"""A form as far as it is typed, read and checked like a sent one; nothing is stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bayen.access.door import require
from bayen.access.permissions import Permission
from bayen.actions.form_fields import FormReading, read_fields
from bayen.actions.form_history import FormHistory
from bayen.actions.form_terms import days_of, form_for
from bayen.core.checks import Figures, History
from bayen.core.periods import Period
from bayen.records.models import Account


@dataclass(frozen=True, slots=True)
class FormPast:
    """What checks compare a form with.

    Attributes:
        history: the place's earlier figures by indicator, oldest first.
        previous: those of its last form; None when there was none.
    """

    history: History
    previous: Figures | None


def form_past(*, actor: Account, form_code: str, place_id: str, period: Period) -> FormPast:
    """What the place's forms said before; raises as ``preview_form``."""
    span = days_of(form_for(form_code, period), place_id, period)
    require(actor, Permission.SUBMIT, place_id, span.last_day)
    history = FormHistory.load([(place_id, period.last_day)])
    return FormPast(history.before(place_id, span), history.last(place_id, span))


def preview_form(
    *, actor: Account, form_code: str, place_id: str, period: Period, raw: Mapping[str, str]
) -> FormReading:
    """What sending the form would find.

    Raises:
        AccessDenied: the actor sends nothing for this place.
        ActionRefused: no such form, place or period.
    """
    past = form_past(actor=actor, form_code=form_code, place_id=place_id, period=period)
    return read_fields(form_for(form_code, period), raw, past.history, past.previous)
