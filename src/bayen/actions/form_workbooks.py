"""A form's own workbook: signed when it goes out, taken back cell by cell when it returns."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass

from django.core.signing import Signer
from django.db import transaction
from django.utils import timezone

from bayen.access.door import require
from bayen.access.permissions import Permission
from bayen.actions.audit import record_event
from bayen.actions.form_fields import FieldReading, read_fields
from bayen.actions.form_kept import locked_form
from bayen.actions.form_preview import form_past
from bayen.actions.form_terms import days_of, form_for
from bayen.actions.forms import save_form_draft
from bayen.actions.refused import ActionRefused
from bayen.catalogue.forms import Form
from bayen.catalogue.places import load_atlas
from bayen.core.period_codes import parse_period
from bayen.core.period_schemes import PeriodError
from bayen.core.periods import Period
from bayen.intake.form_workbook import FilledCell, FilledWorkbook, read_form_workbook
from bayen.records.filling import taken_of, written_of
from bayen.records.insertion import insert_rows
from bayen.records.models import Account, Offer, SubmissionStatus

KIND = "bayen-form-1"
_SIGNER = Signer(salt="bayen.form-workbook")


@dataclass(frozen=True, slots=True)
class WorkbookTakenIn:
    """What came of a workbook: the good figures are kept, whatever stood beside them.

    Attributes:
        form_code, place_id, period: which form it was.
        taken: how many figures it brought.
        filled: how many of them went into fields that were blank.
        differing: how many differ from what was written already; both stand side by side.
        problems: by cell, what is wrong and why its figure was not taken.
    """

    form_code: str
    place_id: str
    period: Period
    taken: int
    filled: int
    differing: int
    problems: Mapping[str, str]


def workbook_keys(
    form: Form, place_id: str, period: Period, seen: str, layout: Mapping[str, str]
) -> dict[str, str]:
    """What the hidden sheet says, with a signature over all of it."""
    keys = {
        "kind": KIND,
        "form": form.code,
        "version": str(form.version),
        "place": place_id,
        "period": period.key,
        "seen": seen,
    }
    return keys | {"signature": _signature(keys, layout)}


@transaction.atomic
def take_in_workbook(
    *, actor: Account, data: bytes, name: str, place_id: str, period: Period, illustrative: bool
) -> WorkbookTakenIn:
    """Take the figures of a workbook into the form from whose page it is handed in.

    Raises:
        Refused: the file is damaged, hostile, or was not made by this program.
        ActionRefused: it is for another place, period or version of the form, its hidden keys
            were changed, or the form is closed.
        AccessDenied: the actor sends nothing for the place.
    """
    filled = read_form_workbook(data, name)
    form = _form_of(filled, place_id, period)
    require(actor, Permission.SUBMIT, place_id, days_of(form, place_id, period).last_day)
    fields, problems = _read(actor, form, filled, place_id, period)
    submission = locked_form(form, place_id, period)
    proposals = [] if submission is None else list(submission.proposals.all())
    written = written_of(proposals)
    offers = _keep_offers(actor, form, filled, fields, (place_id, period, data))
    blank = {one.code: one.written for one in fields if not written.get(one.code)}
    if blank and (submission is None or submission.status != SubmissionStatus.SENT):
        save_form_draft(
            actor=actor,
            form_code=form.code,
            place_id=place_id,
            period=period,
            raw=written | blank,
            illustrative=illustrative,
            taken=taken_of(proposals),
        )
    else:
        blank = {}
    differing = sum(written.get(one.code, one.written) != one.written for one in fields)
    return WorkbookTakenIn(
        form.code, place_id, period, len(offers), len(blank), differing, problems
    )


# --- whose it is ---------------------------------------------------------------------------


def _signature(keys: Mapping[str, str], layout: Mapping[str, str]) -> str:
    said = {name: keys.get(name, "") for name in sorted(keys) if name != "signature"}
    return _SIGNER.signature(json.dumps([said, sorted(layout.items())], ensure_ascii=False))


def _form_of(filled: FilledWorkbook, place_id: str, period: Period) -> Form:
    keys = filled.keys
    expected = _signature(keys, filled.layout)
    if keys.get("kind") != KIND or not hmac.compare_digest(expected, keys.get("signature", "")):
        raise ActionRefused(
            "workbook-keys",
            "Phần khóa ẩn của tệp Excel này đã bị sửa, hoặc tệp do máy chủ khác tạo; không nhận. "
            "Tải tệp mới ở biểu mẫu rồi chép số sang.",
        )
    if keys["place"] != place_id or keys["period"] != period.key:
        raise ActionRefused(
            "workbook-elsewhere",
            f"Tệp này là của {_whose(keys)}, không phải của biểu mẫu đang mở. Mở đúng biểu mẫu rồi "
            "nộp lại.",
        )
    form = form_for(keys["form"], period)
    if str(form.version) != keys["version"]:
        raise ActionRefused(
            "workbook-version",
            f"Tệp này theo bản {keys['version']} của biểu mẫu, nay là bản {form.version}. Tải tệp "
            "mới rồi chép số sang.",
        )
    return form


def _whose(keys: Mapping[str, str]) -> str:
    try:
        period = parse_period(keys["period"])
    except PeriodError:
        return "kỳ khác"
    return f"{load_atlas().label_vi(keys['place'], period.last_day)}, {period.label_vi}"


# --- what it says ----------------------------------------------------------------------------


def _read(
    actor: Account, form: Form, filled: FilledWorkbook, place_id: str, period: Period
) -> tuple[list[FieldReading], dict[str, str]]:
    """The figures that can be taken, and what is wrong by cell."""
    past = form_past(actor=actor, form_code=form.code, place_id=place_id, period=period)
    sound = {cell.code: cell.text for cell in filled.cells if not cell.problem}
    reading = read_fields(form, sound, past.told)
    at = {cell.code: cell.cell for cell in filled.cells}
    problems = {cell.cell: _damage(cell) for cell in filled.cells if cell.problem}
    for one in reading.fields:
        if one.is_blocked:
            problems[at[one.code]] = "\n".join(f.message_vi for f in one.findings)
    taken = [one for one in reading.fields if not one.is_blocked and one.quantity is not None]
    return taken, problems


def _damage(cell: FilledCell) -> str:
    return f"Ô {cell.cell}: «{cell.text}» {cell.problem}."


def _keep_offers(
    actor: Account,
    form: Form,
    filled: FilledWorkbook,
    fields: list[FieldReading],
    about: tuple[str, Period, bytes],
) -> list[Offer]:
    place_id, period, data = about
    now, digest = timezone.now(), hashlib.sha256(data).hexdigest()
    offers = [
        Offer(
            form_code=form.code,
            place_id=place_id,
            period_key=period.key,
            field_code=one.code,
            written=one.written,
            milli=one.quantity.milli,
            bound=int(one.quantity.bound),
            locator=filled.layout[one.code],
            digest=digest,
            offered_by=actor,
            offered_at=now,
        )
        for one in fields
        if one.quantity is not None
    ]
    insert_rows(offers)
    record_event(
        actor=actor,
        action="take_in_workbook",
        target=f"place:{place_id}",
        now=now,
        period=period.key,
        figures=len(offers),
        digest=digest,
    )
    return offers
