"""A form as far as it is typed, read and checked like a sent one; nothing is stored."""

from __future__ import annotations

from collections.abc import Mapping

from bayen.access.door import require
from bayen.access.permissions import Permission
from bayen.actions.form_fields import FormReading, read_fields
from bayen.actions.form_history import FormHistory
from bayen.actions.form_terms import days_of, form_for
from bayen.core.periods import Period
from bayen.records.models import Account


def preview_form(
    *, actor: Account, form_code: str, place_id: str, period: Period, raw: Mapping[str, str]
) -> FormReading:
    """What sending the form would find.

    Raises:
        AccessDenied: the actor sends nothing for this place.
        ActionRefused: no such form, place or period.
    """
    form = form_for(form_code, period)
    span = days_of(form, place_id, period)
    require(actor, Permission.SUBMIT, place_id, span.last_day)
    history = FormHistory.load([(place_id, period.last_day)])
    return read_fields(form, raw, history.before(place_id, span), history.last(place_id, span))
