"""What came in with the page of a form: for which form, what was typed, and over what."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
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
from bayen.actions.form_said import Said, said_beside
from bayen.actions.forms import save_form_draft, submit_form
from bayen.actions.refused import ActionRefused
from bayen.actions.waivers import Asked, WordsMissing
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


IN_PLACE = "&thay=1"  # of an address: filled in openly for a place below

# Refusals that an officer at the page can do something about there and then.
_ASKING = {"figures-blocked", "figures-unanswered", "words-missing"}


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
        asks: the officer has something to say or set right first; ``asked`` are the warnings
            that want a word.
    """

    submission: Submission | None = None
    problem: str = ""
    is_outdated: bool = False
    asks: bool = False
    asked: tuple[Asked, ...] = ()


@dataclass(frozen=True)  # no slots: it is read once
class Posted:
    """One filling of a form.

    Attributes:
        sheet: the form as it is kept now.
        raw: what was typed, by field.
        seen: which figures the page was made over; "" when it does not say.
        base: those figures themselves; None when they are not known.
        said: what is said beside the figures.
        is_in_place: the officer says that they fill it in for a place below.
    """

    sheet: FormSheet
    raw: Mapping[str, str]
    seen: str
    base: Mapping[str, str] | None
    deed: Deed
    said: Said
    is_in_place: bool

    @cached_property
    def reading(self) -> FormReading:
        """What the checks make of it, before it is kept or sent."""
        return preview_form(**self.deed)

    def again(self) -> FormSheet:
        """The form as it is kept by now."""
        sheet = self.sheet
        return form_sheet(self.deed["actor"], sheet.place_id, sheet.period, sheet.form.code)

    def is_outdated(self) -> bool:
        """Whether figures other than these were kept since the page was made."""
        if not self.seen or self.seen == self.sheet.version:
            return False
        return version_as_read(self.reading) != self.sheet.version

    def keep(self) -> Outcome:
        """As a draft."""
        if self.is_outdated():
            return Outcome(problem=str(OUTDATED), is_outdated=True)
        try:
            kept = save_form_draft(
                **self.deed,
                illustrative=settings.BAYEN_DEMO,
                in_place=self.is_in_place,
                answers=self.said.answers,
                taken=self.said.taken,
            )
        except ActionRefused as refusal:
            return Outcome(problem=retell(refusal.message_vi))
        return Outcome(kept)

    def send(self) -> Outcome:
        """Up to whoever accepts it."""
        if not self.reading.fields:
            return Outcome(problem=str(_NOTHING))
        if self.is_outdated():
            return Outcome(problem=str(OUTDATED), is_outdated=True)
        try:
            sent = submit_form(
                **self.deed,
                illustrative=settings.BAYEN_DEMO,
                in_place=self.is_in_place,
                answers=self.said.answers,
                words=self.said.words,
                taken=self.said.taken,
            )
        except ActionRefused as refusal:
            return self._refused(refusal)
        return Outcome(sent)

    def _refused(self, refusal: ActionRefused) -> Outcome:
        """What stands in the way; what was typed is kept all the same."""
        asks = refusal.code in _ASKING
        if asks and not self.sheet.is_sent:
            self.keep()
        asked = refusal.asked if isinstance(refusal, WordsMissing) else ()
        return Outcome(problem=retell(refusal.message_vi), asks=asks, asked=asked)


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
    said = said_beside(request.POST.dict())
    return Posted(
        sheet,
        raw,
        seen,
        base,
        deed,
        said=replace(said, taken=said.taken | sheet.taken),
        is_in_place=is_in_place(request),
    )


def is_in_place(request: HttpRequest) -> bool:
    """Whether the address says that the form is filled in for a place below."""
    return request.GET.get("thay") == "1"


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


def in_place_address(sheet: FormSheet) -> str:
    """The form filled in openly for a place below."""
    return form_address(sheet) + IN_PLACE


def form_address(sheet: FormSheet) -> str:
    return f"{reverse('form_filling')}?{form_query(sheet)}"


def sent_words(number: int, reading: FormReading) -> str:
    count = len(reading.fields)
    words = ngettext(
        "Đã gửi báo cáo số {number} lúc {time}: {count} số liệu.",
        "Đã gửi báo cáo số {number} lúc {time}: {count} số liệu.",
        count,
    )
    return words.format(number=number, time=f"{timezone.localtime():%H:%M}", count=count)


def differing_words(count: int) -> str:
    """What to do about figures of another source that differ; "" where none does."""
    if not count:
        return ""
    words = ngettext(
        "{count} số khác số đang ghi: xem cột Nguồn rồi chọn.",
        "{count} số khác số đang ghi: xem cột Nguồn rồi chọn.",
        count,
    )
    return words.format(count=count)


def kept_words() -> str:
    return _("Đã lưu {time}. Chưa gửi.").format(time=f"{timezone.localtime():%H:%M}")
