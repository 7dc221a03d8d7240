"""A form as far as it is typed, read and checked like a sent one; nothing is stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bayen.access.door import require
from bayen.access.permissions import Permission
from bayen.actions.form_fields import FormReading, read_fields
from bayen.actions.form_history import FormHistory
from bayen.actions.form_terms import days_of, form_for
from bayen.actions.waivers import Waived
from bayen.catalogue.checks import checks_on
from bayen.catalogue.forms import Form
from bayen.core.check_rules import CheckBook
from bayen.core.checks import NOTHING_BEFORE, Past
from bayen.core.periods import Period
from bayen.records.models import Account


@dataclass(frozen=True, slots=True)
class FormPast:
    """What checks compare a form with.

    Attributes:
        told: what the place told before.
        book: which checks run and how much each weighs.
        waived: what was let pass in this form.
    """

    told: Past = NOTHING_BEFORE
    book: CheckBook = field(default_factory=CheckBook)
    waived: Waived = field(default_factory=Waived)

    def read(self, form: Form, raw: Mapping[str, str]) -> FormReading:
        """The fields as they are typed; what was let pass stands aside."""
        reading = read_fields(form, raw, self.told, book=self.book)
        self.waived.settle(None, reading)
        return reading


def form_past(*, actor: Account, form_code: str, place_id: str, period: Period) -> FormPast:
    """What the place's forms said before; raises as ``preview_form``."""
    span = days_of(form_for(form_code, period), place_id, period)
    require(actor, Permission.SUBMIT, place_id, span.last_day)
    history = FormHistory.load([(place_id, period.last_day)])
    return FormPast(
        history.past(place_id, span),
        checks_on(span.last_day),
        Waived.of_form(form_code, place_id, period.key),
    )


def preview_form(
    *, actor: Account, form_code: str, place_id: str, period: Period, raw: Mapping[str, str]
) -> FormReading:
    """What sending the form would find.

    Raises:
        AccessDenied: the actor sends nothing for this place.
        ActionRefused: no such form, place or period.
    """
    past = form_past(actor=actor, form_code=form_code, place_id=place_id, period=period)
    return past.read(form_for(form_code, period), raw)
