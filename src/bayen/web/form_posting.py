"""What came in with the page of a form: for which form, what was typed, and over what."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypedDict
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bayen.access.accounts import Account
from bayen.access.stored import Submission
from bayen.actions.form_fields import FormReading
from bayen.actions.form_preview import preview_form
from bayen.actions.forms import save_form_draft, submit_form
from bayen.actions.refused import ActionRefused
from bayen.core.fillings import version_of
from bayen.core.periods import Period
from bayen.reads.form_filling import FormSheet, form_sheet
from bayen.web.frame import signed_in
from bayen.web.period_menu import find_period
from bayen.web.retelling import retell

OUTDATED = gettext_lazy(
    "Biểu mẫu này đã được sửa ở máy khác sau khi trang này mở. So từng số rồi chọn."
)
_NOTHING = gettext_lazy(
    "Chưa ghi số liệu nào. Ghi ít nhất một số; ghi 0 nếu trong kỳ không phát sinh."
)


class Deed(TypedDict):
    """What every deed on a form is told."""

    actor: Account
    form_code: str
    place_id: str
    period: Period
    raw: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of keeping or sending a form.

    Attributes:
        submission: None when nothing was kept.
        problem: why, for people; "" when all went well.
        is_outdated: another hand left other figures since the page was made.
    """

    submission: Submission | None = None
    problem: str = ""
    is_outdated: bool = False


@dataclass(frozen=True, slots=True)
class Posted:
    """One filling of a form.

    Attributes:
        sheet: the form as it is kept now.
        raw: what was typed, by field.
        seen: which figures the page was made over; "" when it does not say.
        base: those figures themselves; None when they are not known.
    """

    sheet: FormSheet
    raw: Mapping[str, str]
    seen: str
    base: Mapping[str, str] | None
    deed: Deed

    @property
    def reading(self) -> FormReading:
        return preview_form(**self.deed)

    def is_outdated(self, reading: FormReading) -> bool:
        """Whether figures other than these were kept since the page was made."""
        if not self.seen or self.seen == self.sheet.version:
            return False
        return version_as_read(reading) != self.sheet.version

    def keep(self) -> Outcome:
        """As a draft."""
        if self.is_outdated(self.reading):
            return Outcome(problem=str(OUTDATED), is_outdated=True)
        try:
            kept = save_form_draft(**self.deed, illustrative=settings.BAYEN_DEMO)
        except ActionRefused as refusal:
            return Outcome(problem=retell(refusal.message_vi))
        return Outcome(kept)

    def send(self) -> Outcome:
        """Up to whoever accepts it."""
        reading = self.reading
        if not reading.fields:
            return Outcome(problem=str(_NOTHING))
        if self.is_outdated(reading):
            return Outcome(problem=str(OUTDATED), is_outdated=True)
        try:
            sent = submit_form(**self.deed, illustrative=settings.BAYEN_DEMO)
        except ActionRefused as refusal:
            return Outcome(problem=retell(refusal.message_vi))
        return Outcome(sent)


def read_posted(request: HttpRequest) -> Posted:
    """The form that the address names, and what was typed into its fields."""
    period = find_period(request.GET.get("period", ""))
    if period is None:
        raise Http404("no such period")
    account = signed_in(request)
    sheet = form_sheet(account, request.GET.get("place", ""), period)
    raw = {code: request.POST.get(code, "") for code in sheet.form.indicators}
    seen = request.POST.get("seen", "")
    base = parse_base(request.POST.get("base", ""), seen)
    deed: Deed = {
        "actor": account,
        "form_code": sheet.form.code,
        "place_id": sheet.place_id,
        "period": sheet.period,
        "raw": raw,
    }
    return Posted(sheet, raw, seen, base, deed)


def parse_base(written: str, seen: str) -> Mapping[str, str] | None:
    """What a page says it was made over; None unless it is truly what ``seen`` names."""
    try:
        base = json.loads(written)
    except ValueError:
        return None
    if not isinstance(base, dict) or not all(isinstance(value, str) for value in base.values()):
        return None
    return base if version_of(base) == seen else None


def version_as_read(reading: FormReading) -> str:
    """The version that the figures of a reading have once they are kept."""
    return version_of({one.code: one.written for one in reading.fields})


def form_query(sheet: FormSheet) -> str:
    """Place and period as addresses of the form name them."""
    return urlencode({"place": sheet.place_id, "period": sheet.period.key})


def form_address(sheet: FormSheet) -> str:
    return f"{reverse('form_filling')}?{form_query(sheet)}"


def address_after(sheet: FormSheet, reading: FormReading, number: int) -> str:
    """Where sending leads: to what was sent, or back to the fields that must be set right."""
    if any(one.is_blocked for one in reading.fields):
        return form_address(sheet)
    return reverse("submission", args=(number,))


def sent_words(number: int, reading: FormReading) -> str:
    count = len(reading.fields)
    words = ngettext(
        "Đã gửi báo cáo số {number} lúc {time}: {count} số liệu.",
        "Đã gửi báo cáo số {number} lúc {time}: {count} số liệu.",
        count,
    )
    return words.format(number=number, time=f"{timezone.localtime():%H:%M}", count=count)


def kept_words() -> str:
    return _("Đã lưu {time}. Chưa gửi.").format(time=f"{timezone.localtime():%H:%M}")
