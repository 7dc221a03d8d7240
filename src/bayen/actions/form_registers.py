"""Registers as a source of a form: their figures into the empty fields, and kept as cited."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from bayen.access.door import require
from bayen.access.permissions import Permission
from bayen.actions.audit import record_event
from bayen.actions.form_kept import locked_form
from bayen.actions.form_terms import days_of, form_for
from bayen.actions.forms import save_form_draft
from bayen.actions.refused import ActionRefused
from bayen.actions.register_citations import said_by_registers
from bayen.catalogue.forms import Form
from bayen.core.periods import Period
from bayen.records.filling import taken_of, written_of
from bayen.records.models import Account, Submission, SubmissionStatus


@dataclass(frozen=True, slots=True)
class RegistersTakenOver:
    """What came of it.

    Attributes:
        filled: how many figures went into fields that were blank.
        differing: how many figures of the registers differ from what is written already; both
            stand side by side.
    """

    filled: int
    differing: int


@transaction.atomic
def take_over_registers(
    *,
    actor: Account,
    form_code: str,
    place_id: str,
    period: Period,
    illustrative: bool = False,
    in_place: bool = False,
) -> RegistersTakenOver:
    """Write what the registers say into the blank fields of a form; nothing is overwritten.

    Raises:
        AccessDenied: the actor sends nothing for the place.
        ActionRefused: no such form, or it is sent, accepted or somebody else's to fill in.
    """
    form = form_for(form_code, period)
    span = days_of(form, place_id, period)
    require(actor, Permission.SUBMIT, place_id, span.last_day)
    found = _open_form(form, place_id, period)
    proposals = [] if found is None else list(found.proposals.all())
    written = written_of(proposals)
    channels = said_by_registers(form, place_id, period, span)
    said = {code: channel.written for code, channel in channels.items()}
    is_open = set(found.open_figures or said) if found else set(said)
    blank = {code: said[code] for code in said if code in is_open and not written.get(code)}
    if blank:
        save_form_draft(
            actor=actor,
            form_code=form_code,
            place_id=place_id,
            period=period,
            raw=written | blank,
            illustrative=illustrative,
            in_place=in_place,
            taken=taken_of(proposals) | blank.keys(),
        )
        _record(actor, place_id, period, blank)
    differing = sum(written.get(code, figure) != figure for code, figure in said.items())
    return RegistersTakenOver(len(blank), differing)


def _open_form(form: Form, place_id: str, period: Period) -> Submission | None:
    found = locked_form(form, place_id, period)
    if found is not None and found.status == SubmissionStatus.SENT:
        raise ActionRefused(
            "submission-sent",
            f"Báo cáo số {found.number} đã gửi; lấy từng số ở cột Nguồn rồi bấm Gửi lại.",
        )
    return found


def _record(actor: Account, place_id: str, period: Period, blank: Mapping[str, str]) -> None:
    record_event(
        actor=actor,
        action="take_over_registers",
        target=f"place:{place_id}",
        now=timezone.now(),
        place=place_id,
        period=period.key,
        figures=len(blank),
    )
