"""Việc hôm nay: what came back, what waits, who is late; one line each, one deed each."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from bayen.access.door import may_anywhere
from bayen.access.permissions import Permission
from bayen.catalogue.calendar import count_working_days
from bayen.core.days import render_day
from bayen.core.quantities import render_number
from bayen.reads.completeness import Completeness, Sender, completeness
from bayen.reads.home import Waiting, home
from bayen.reads.owed_forms import OwedForm, owed_forms
from bayen.reads.submissions import SubmissionRow
from bayen.web.completeness_words import sent_words
from bayen.web.frame import Frame, frame_of, signed_in
from bayen.web.period_menu import find_period
from bayen.web.reminder_page import late_words
from bayen.web.retelling import retell
from bayen.web.signs import Sign

_SHOWN = 6
_DEEDS = (Permission.SUBMIT, Permission.ACCEPT, Permission.ACCEPT_BELOW)
_WEEKDAYS = (
    gettext_lazy("Thứ Hai"),
    gettext_lazy("Thứ Ba"),
    gettext_lazy("Thứ Tư"),
    gettext_lazy("Thứ Năm"),
    gettext_lazy("Thứ Sáu"),
    gettext_lazy("Thứ Bảy"),
    gettext_lazy("Chủ nhật"),
)


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do: what, why, and the one button."""

    what: str
    why: str
    act: str
    href: str


@dataclass(frozen=True, slots=True)
class TaskGroup:
    title: str
    sign: Sign
    tasks: tuple[Task, ...]
    more: str = ""
    more_href: str = ""


@require_safe
def today(request: HttpRequest) -> HttpResponse:
    account = signed_in(request)
    if not may_anywhere(account, Permission.VIEW) and may_anywhere(
        account, Permission.MANAGE_ACCOUNTS
    ):
        return redirect("accounts")  # who keeps the machine has no figures to look at
    frame = frame_of(request)
    if not any(may_anywhere(account, deed) for deed in _DEEDS):
        return redirect(f"{reverse('overview')}?{frame.choice}")  # who only looks on has no tasks
    waiting = home(account)
    sent_so_far = completeness(account, frame.place_id, frame.period)
    owed = owed_forms(account, frame.today)
    groups = [
        _waiting(
            _("Trả lại, chờ sửa"), Sign("doubt", "↩", _("trả lại")), waiting.returned, "returned"
        ),
        _waiting(_("Chờ duyệt"), Sign("info", "●", _("đã gửi")), waiting.sent, "sent"),
        _waiting(
            _("Đang soạn, chưa gửi"), Sign("missing", "○", _("đang soạn")), waiting.drafts, "draft"
        ),
        _owed(owed, frame),
        _late(sent_so_far, frame, {one.place_id for one in owed}),
    ]
    context = {
        "today_label": _("{weekday}, ngày {day}").format(
            weekday=_WEEKDAYS[frame.today.weekday()], day=render_day(frame.today)
        ),
        "can_submit": may_anywhere(account, Permission.SUBMIT),
        "groups": [group for group in groups if group.tasks],
        "sent": _sent(sent_so_far, frame),
    }
    return render(request, "web/home.html", context)


def _waiting(title: str, sign: Sign, waiting: Waiting, status: str) -> TaskGroup:
    shown = tuple(_task(row) for row in waiting.rows[:_SHOWN])
    rest = waiting.total - len(shown)
    more = _("Xem cả {count}").format(count=render_number(waiting.total)) if rest > 0 else ""
    heading = f"{title} ({render_number(waiting.total)})"
    return TaskGroup(heading, sign, shown, more, f"{reverse('submissions')}?status={status}")


def _task(row: SubmissionRow) -> Task:
    period = find_period(row.period_key) if row.period_key else None
    days = retell(period.label_vi) if period else render_day(row.last_day)
    return Task(
        f"{retell(row.place_label)}, {days}", _why(row), str(_ACTS[row.status]), _task_href(row)
    )


_ACTS = {
    "returned": gettext_lazy("Sửa"),
    "draft": gettext_lazy("Xem"),
    "sent": gettext_lazy("Duyệt"),
    "accepted": gettext_lazy("Mở"),
}


def _why(row: SubmissionRow) -> str:
    figures = ngettext("{count} số liệu", "{count} số liệu", row.figures)
    parts = [f"{retell(row.kind_label)}, {figures.format(count=row.figures)}"]
    if row.note:
        parts.insert(0, _("lý do: «{note}»").format(note=row.note))
    if row.returned:
        words = ngettext("{count} số trả lại", "{count} số trả lại", row.returned)
        parts.insert(0, words.format(count=row.returned))
    if row.waiting:
        waiting = ngettext("{count} số chưa xem", "{count} số chưa xem", row.waiting)
        parts.append(waiting.format(count=row.waiting))
    if row.sent_at:
        moment = f"{timezone.localtime(row.sent_at):%H:%M %d/%m/%Y}"
        parts.append(_("gửi {moment}").format(moment=moment))
    return " · ".join(parts)


def _owed(owed: tuple[OwedForm, ...], frame: Frame) -> TaskGroup:
    """Forms of the account's own places that nobody has begun."""
    is_late = any(one.due < frame.today for one in owed)
    sign = Sign("stop", "■", _("quá hạn")) if is_late else Sign("missing", "○", _("đến hạn"))
    title = _("Biểu mẫu phải gửi ({count})").format(count=render_number(len(owed)))
    return TaskGroup(title, sign, tuple(_owed_task(one, frame) for one in owed[:_SHOWN]))


def _owed_task(one: OwedForm, frame: Frame) -> Task:
    what = f"{retell(one.place_label)}, {retell(one.period.label_vi)}"
    query = f"place={one.place_id}&period={one.period.key}"
    why = why_due(one.due, frame.today)
    return Task(what, why, _("Ghi số liệu"), f"{reverse('form_filling')}?{query}")


def why_due(due: date, today: date) -> str:
    late, left = count_working_days(due, today), count_working_days(today, due)
    if late:
        words = late_words(late)
    elif due < today:
        words = _("vừa quá hạn")
    elif left:
        words = ngettext("còn {count} ngày làm việc", "còn {count} ngày làm việc", left)
        words = words.format(count=render_number(left))
    else:
        words = _("hôm nay là ngày cuối")
    return _("hạn {due}, {late}").format(due=render_day(due), late=words)


def _late(found: Completeness, frame: Frame, own: Set[str]) -> TaskGroup:
    is_asked = found.form.is_for(found.period)
    late = [s for s in found.missing if s.is_late and is_asked and s.place_id not in own]
    count = render_number(len(late))
    title = _("Quá hạn chưa gửi, {period} ({count})").format(
        period=retell(frame.period.label_vi), count=count
    )
    more = _("Xem cả danh sách, gọi hoặc nhắn nhắc") if late else ""
    href = f"{reverse('reminders')}?{frame.choice}"
    sign = Sign("stop", "■", _("quá hạn"))
    return TaskGroup(title, sign, tuple(_late_task(s, frame) for s in late[:_SHOWN]), more, href)


def _late_task(sender: Sender, frame: Frame) -> Task:
    why = why_due(sender.due, frame.today)
    label = retell(sender.place_label)
    query = f"place={sender.place_id}&period={frame.period_key}"
    if frame.standing.may(Permission.SUBMIT, sender.place_id, frame.period.last_day):
        return Task(label, why, _("Ghi số liệu"), f"{reverse('form_filling')}?{query}")
    return Task(label, why, _("Xem"), f"{reverse('table')}?{query}")


def _sent(found: Completeness, frame: Frame) -> dict[str, object]:
    return {
        "title": f"{frame.place_label}, {retell(frame.period.label_vi)}:",
        "expected": found.expected if found.form.is_for(found.period) else 0,
        "sent": found.sent,
        "label": sent_words(found),
        "href": f"{reverse('table')}?{frame.choice}",
    }


def _task_href(row: SubmissionRow) -> str:
    """A form that is still being filled in opens as such; all else as it was sent."""
    if row.kind == "form" and row.status in {"draft", "returned"}:
        return f"{reverse('form_filling')}?place={row.place_id}&period={row.period_key}"
    return reverse("submission", args=(row.number,))
