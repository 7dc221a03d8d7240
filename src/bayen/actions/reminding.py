"""Asking places for what they owe: each reminder is kept, and an office's number beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from bayen.access.denied import AccessDenied
from bayen.access.door import standing
from bayen.access.permissions import Permission
from bayen.actions.audit import record_event
from bayen.actions.free_text import checked_text
from bayen.actions.refused import ActionRefused
from bayen.catalogue.forms import load_form
from bayen.core.periods import Period
from bayen.records.insertion import insert_rows
from bayen.records.models import Account, OfficePhone, Reminder, ReminderWay

# Fixed lines of provinces, of the police's own network, and the switchboards of offices.
_OFFICE = re.compile(r"(?:02\d{8,9}|069\d{5,7}|1[89]00\d{4,6})\Z")


@transaction.atomic
def remind(
    *,
    actor: Account,
    place_ids: Sequence[str],
    form_code: str,
    period: Period,
    way: str,
    note: str = "",
) -> int:
    """Keep that these places were asked for a form; how many there were.

    Raises:
        AccessDenied: one of them does not send to the actor.
        ActionRefused: none is chosen, there is no such way, or the note holds what it must not.
        KeyError: no such form.
    """
    if not place_ids:
        raise ActionRefused("places-missing", "Chưa chọn đơn vị nào; đánh dấu đơn vị đã nhắc.")
    if way not in ReminderWay.values:
        raise ActionRefused("way-unknown", "Hãy chọn đã gọi điện hay đã nhắn tin.")
    form, held, now = load_form(form_code), standing(actor), timezone.now()
    for place_id in place_ids:
        if not held.may_accept(place_id, period.last_day):
            raise AccessDenied(Permission.ACCEPT_BELOW, place_id)
    said = checked_text(note, what="ghi chú")
    insert_rows(
        [
            Reminder(
                place_id=place_id,
                form_code=form.code,
                period_key=period.key,
                way=way,
                note=said,
                at=now,
                by=actor.username,
            )
            for place_id in dict.fromkeys(place_ids)
        ]
    )
    record_event(
        actor=actor,
        action="remind",
        target=f"period:{period.key}",
        now=now,
        place=place_ids[0] if len(place_ids) == 1 else "",
        places=list(dict.fromkeys(place_ids)),
        way=way,
    )
    return len(set(place_ids))


@transaction.atomic
def keep_office_phone(*, actor: Account, place_id: str, number: str) -> None:
    """Write down the number of a unit's office; "" takes it away.

    Raises:
        AccessDenied: the actor neither sends for the place nor reviews what it sends.
        ActionRefused: it is no number of an office; numbers of persons are not kept
            (Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15, Điều 3: only what the purpose needs).
    """
    held, now = standing(actor), timezone.now()
    today = timezone.localdate(now)
    if not (held.may(Permission.SUBMIT, place_id, today) or held.may_accept(place_id, today)):
        raise AccessDenied(Permission.SUBMIT, place_id)
    digits = re.sub(r"[ .()-]", "", number.strip())
    if digits and not _OFFICE.match(digits):
        raise ActionRefused(
            "phone-not-office",
            "Chỉ ghi số máy cơ quan: máy bàn (02…), mạng ngành (069…) hoặc tổng đài 1800, 1900; "
            "không ghi số di động của cá nhân.",
        )
    if digits:
        OfficePhone.objects.update_or_create(
            place_id=place_id, defaults={"number": digits, "kept_by": actor, "kept_at": now}
        )
    else:
        OfficePhone.objects.filter(place_id=place_id).delete()
    record_event(
        actor=actor,
        action="keep_office_phone",
        target=f"place:{place_id}",
        now=now,
        place=place_id,
        is_kept=bool(digits),
    )
