"""Parcels: forms signed in a browser, carried by hand, and taken in at the other end, once.

A browser makes its key while it has a connection and hands over the public half; what it signs
later, without one, counts as sent by the account that it was signed in as. Nobody who carries
the file can change a byte of it unnoticed.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDSA,
    SECP256R1,
    EllipticCurvePublicKey,
)
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.serialization import load_der_public_key
from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from bayen.access.denied import AccessDenied
from bayen.access.door import require_anywhere, standing
from bayen.access.permissions import Permission
from bayen.actions.audit import record_event
from bayen.actions.form_fields import read_fields
from bayen.actions.form_merging import Difference, find_differences
from bayen.actions.form_said import Said, said_beside
from bayen.actions.form_terms import days_of, form_for
from bayen.actions.forms import submit_form
from bayen.actions.refused import ActionRefused
from bayen.core.fillings import version_of
from bayen.core.period_codes import parse_period
from bayen.core.period_schemes import PeriodError
from bayen.core.periods import Period
from bayen.records.filling import written_of
from bayen.records.models import Account, BrowserKey, Parcel, Submission, SubmissionKind

KIND = "bayen-1"
LARGEST = 256 * 1024  # bytes; a form of every indicator there is takes a tenth of it
MOST_KEYS = 50  # one officer's browsers over many years
_HALF = 32  # bytes of each half of a P-256 signature


@dataclass(frozen=True, slots=True)
class OpenedParcel:
    """A parcel whose signature holds.

    Attributes:
        sender: on whose behalf it was signed.
        figures: what was typed, by field.
        said: what was said beside the figures.
        base: what stood there when the sender began; None when it does not fit ``seen``.
        packed_at: by the clock of the browser that made it.
    """

    digest: str
    key: BrowserKey
    sender: Account
    form_code: str
    place_id: str
    period: Period
    figures: Mapping[str, str]
    said: Said
    seen: str
    base: Mapping[str, str] | None
    packed_at: datetime


@dataclass(frozen=True, slots=True)
class ParcelConflict:
    """Somebody wrote other figures since the parcel was made: a person has to choose.

    Attributes:
        differences: "mine" is the parcel's.
    """

    parcel: OpenedParcel
    differences: tuple[Difference, ...]


@transaction.atomic
def register_browser_key(*, actor: Account, public_key: str) -> BrowserKey:
    """Take note of the key of the actor's browser.

    Raises:
        AccessDenied: the actor fills in no forms.
        ActionRefused: it is no key of the kind, or there are too many.
    """
    require_anywhere(actor, Permission.SUBMIT)
    _load_key(public_key)
    now = timezone.now()
    if BrowserKey.objects.filter(account=actor, withdrawn_at__isnull=True).count() >= MOST_KEYS:
        raise ActionRefused(
            "key-many", "Tài khoản đã có quá nhiều trình duyệt; báo người quản trị."
        )
    found, is_new = BrowserKey.objects.get_or_create(
        public_key=public_key, defaults={"account": actor, "made_at": now}
    )
    if found.account_id != actor.pk:
        raise ActionRefused("key-of-another", "Khóa này của tài khoản khác.")
    if is_new:
        target = f"browser-key:{found.pk}"
        record_event(actor=actor, action="register_browser_key", target=target, now=now)
    return found


def open_parcel(*, actor: Account, data: bytes) -> OpenedParcel:
    """Read a parcel and check who signed it.

    Raises:
        ActionRefused: it is none, was changed, was signed with an unknown key, or was taken
            in before.
        AccessDenied: the actor takes in nothing for this place.
    """
    signed = _signed_part(data)
    key = BrowserKey.objects.select_related("account").filter(pk=signed.key).first()
    if key is None or key.withdrawn_at is not None or not key.account.is_active:
        raise ActionRefused(
            "parcel-key",
            "Gói này ký bằng khóa mà máy chủ không biết hoặc đã thu hồi. Mở biểu mẫu khi có mạng "
            "trên máy đã ghi, rồi đóng gói lại.",
        )
    _check_signature(key, signed)
    parcel = _parse_body(signed.body, key)
    _refuse_stranger(actor, parcel)
    _refuse_known(parcel)
    return parcel


@transaction.atomic
def take_in_parcel(
    *, actor: Account, data: bytes, picks: Mapping[str, str] | None = None, illustrative: bool
) -> Submission | ParcelConflict:
    """Send what a parcel carries, as its sender would have.

    Args:
        actor: who takes it in.
        data: the file.
        picks: of a conflict, the figure chosen for each field that differs, with the version
            of what it was compared with under ``seen``.
        illustrative: made-up figures.

    Raises:
        ActionRefused, AccessDenied: as ``open_parcel`` and ``submit_form``.
    """
    parcel = open_parcel(actor=actor, data=data)
    form = form_for(parcel.form_code, parcel.period)
    figures = {one.code: one.written for one in read_fields(form, parcel.figures).fields}
    written = _written_now(parcel)
    version = version_of(written)
    differences = find_differences(form.indicators, figures, written, parcel.base)
    if differences and written and parcel.seen != version:
        if picks is None or picks.get("seen") != version:
            return ParcelConflict(parcel, differences)
        figures = _picked(figures, differences, picks)
    sent = submit_form(
        actor=parcel.sender,
        form_code=parcel.form_code,
        place_id=parcel.place_id,
        period=parcel.period,
        raw=figures,
        illustrative=illustrative,
        answers=parcel.said.answers or None,
        words=parcel.said.words,
        insists=False,  # whoever typed it is not there to be asked
        taken=parcel.said.taken,
    )
    _keep(actor, parcel, sent)
    return sent


# --- what is signed ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Signed:
    key: int
    signature: bytes
    body: str


def _damaged() -> ActionRefused:
    return ActionRefused(
        "parcel-damaged",
        "Tệp này không phải gói số liệu của Ba Yên, hoặc đã hỏng. Chép lại tệp .bayen từ máy đã "
        "đóng gói.",
    )


def _changed() -> ActionRefused:
    return ActionRefused(
        "parcel-changed",
        "Gói số liệu đã bị sửa sau khi ký, hoặc chép chưa đủ; không nhận. Chép lại tệp từ máy đã "
        "đóng gói, hoặc đóng gói lại.",
    )


def _signed_part(data: bytes) -> _Signed:
    if len(data) > LARGEST:
        raise _damaged()
    try:
        outer = json.loads(data.decode("utf-8-sig"))
        if outer["parcel"] != KIND or not isinstance(outer["body"], str):
            raise _damaged()
        signature = base64.b64decode(outer["signature"], validate=True)
        return _Signed(int(outer["key"]), signature, outer["body"])
    except (ValueError, KeyError, TypeError, binascii.Error) as error:
        raise _damaged() from error


def _load_key(public_key: str) -> EllipticCurvePublicKey:
    try:
        key = load_der_public_key(base64.b64decode(public_key, validate=True))
    except (ValueError, UnsupportedAlgorithm) as error:
        raise ActionRefused("key-kind", "Khóa của trình duyệt không đúng kiểu.") from error
    if not isinstance(key, EllipticCurvePublicKey) or not isinstance(key.curve, SECP256R1):
        raise ActionRefused("key-kind", "Khóa của trình duyệt không đúng kiểu.")
    return key


def _check_signature(key: BrowserKey, signed: _Signed) -> None:
    """Browsers write the two halves side by side; the library wants them wrapped."""
    if len(signed.signature) != 2 * _HALF:
        raise _changed()
    halves = signed.signature[:_HALF], signed.signature[_HALF:]
    wrapped = encode_dss_signature(*(int.from_bytes(half, "big") for half in halves))
    try:
        _load_key(key.public_key).verify(
            wrapped, signed.body.encode("utf-8", "surrogatepass"), ECDSA(hashes.SHA256())
        )
    except InvalidSignature as error:
        raise _changed() from error


def _parse_body(body: str, key: BrowserKey) -> OpenedParcel:
    try:
        said = json.loads(body)
        figures, base = _texts(said["figures"]), _texts(said["base"])
        packed_at = parse_datetime(said["made_at"])
        if packed_at is None or packed_at.tzinfo is None:
            raise _damaged()
        return OpenedParcel(
            digest=hashlib.sha256(body.encode("utf-8", "surrogatepass")).hexdigest(),
            key=key,
            sender=key.account,
            form_code=str(said["form"]),
            place_id=str(said["place"]),
            period=parse_period(said["period"]),
            figures=figures,
            said=said_beside(_texts(said.get("said", {}))),  # those of an older page lack it
            seen=str(said["seen"]),
            base=base if version_of(base) == said["seen"] else None,
            packed_at=packed_at,
        )
    except (ValueError, KeyError, TypeError, PeriodError) as error:
        raise _damaged() from error


def _texts(found: Any) -> dict[str, str]:
    if not isinstance(found, dict) or not all(isinstance(text, str) for text in found.values()):
        raise _damaged()
    return found


# --- whether and how it counts -------------------------------------------------------------


def _refuse_stranger(actor: Account, parcel: OpenedParcel) -> None:
    """Taken in by somebody of the place, or by whoever accepts what it sends."""
    form = form_for(parcel.form_code, parcel.period)
    day = days_of(form, parcel.place_id, parcel.period).last_day
    held = standing(actor)
    if held.may(Permission.SUBMIT, parcel.place_id, day) or held.may_accept(parcel.place_id, day):
        return
    raise AccessDenied(Permission.ACCEPT, parcel.place_id)


def _refuse_known(parcel: OpenedParcel) -> None:
    known = Parcel.objects.filter(digest=parcel.digest).first()
    if known is not None:
        at = timezone.localtime(known.taken_in_at)
        raise ActionRefused(
            "parcel-known",
            f"Gói này đã nhận lúc {at:%H:%M %d/%m/%Y}, là báo cáo số {known.submission_id}; "
            "không nhận lần nữa.",
        )


def _written_now(parcel: OpenedParcel) -> dict[str, str]:
    found = Submission.objects.filter(
        kind=SubmissionKind.FORM,
        form_code=parcel.form_code,
        place_id=parcel.place_id,
        period_key=parcel.period.key,
    ).first()
    return {} if found is None else written_of(found.proposals.all())


def _picked(
    figures: Mapping[str, str], differences: tuple[Difference, ...], picks: Mapping[str, str]
) -> dict[str, str]:
    """The figures with a person's choice in them: one of the two, nothing else."""
    chosen = dict(figures)
    for difference in differences:
        pick = picks.get(difference.code)
        if pick is None or pick not in {difference.mine, difference.theirs}:
            raise ActionRefused("parcel-pick", "Hãy chọn một số ở mỗi dòng còn khác nhau.")
        chosen[difference.code] = pick
    return chosen


def _keep(actor: Account, parcel: OpenedParcel, sent: Submission) -> None:
    now = timezone.now()
    Parcel(
        digest=parcel.digest,
        key=parcel.key,
        submission=sent,
        packed_at=parcel.packed_at,
        taken_in_at=now,
        taken_in_by=actor,
    ).save()
    record_event(
        actor=actor,
        action="take_in_parcel",
        target=f"submission:{sent.number}",
        now=now,
        digest=parcel.digest,
        key=parcel.key.pk,
        sender=parcel.sender.username,
        packed_at=parcel.packed_at.isoformat(),
    )
