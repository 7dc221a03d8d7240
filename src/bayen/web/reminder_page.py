"""Who owes the form of a period, in words that can be said on the phone or sent."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import xlsxwriter
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bayen.core.days import render_day
from bayen.core.quantities import render_number
from bayen.reads.reminders import LoggedReminder, Owing, Owings, ReminderReading
from bayen.web.retelling import retell
from bayen.web.signs import SUBMISSION_SIGNS, Sign

_MOST_NAMED = 150  # places named in one message; of more, "các đơn vị có tên trong danh sách"


@dataclass(frozen=True, slots=True)
class OwingLine:
    """One place in words."""

    place_id: str
    label: str
    sign: Sign
    due: str
    late: str
    phone: str
    reminders: tuple[str, ...]
    may_remind: bool


def owing_line(row: Owing) -> OwingLine:
    sender = row.sender
    return OwingLine(
        place_id=sender.place_id,
        label=retell(sender.place_label),
        sign=SUBMISSION_SIGNS.get(sender.status, Sign("missing", "○", _("chưa ghi"))),
        due=render_day(sender.due),
        late=late_words(row.working_days),
        phone=row.phone,
        reminders=tuple(_reminder(one) for one in row.reminders),
        may_remind=row.may_remind,
    )


def late_words(days: int) -> str:
    """ "trễ 3 ngày làm việc"; "còn hạn" while it is in time."""
    if not days:
        return _("còn hạn")
    words = ngettext("trễ {count} ngày làm việc", "trễ {count} ngày làm việc", days)
    return words.format(count=render_number(days))


@dataclass(frozen=True, slots=True)
class LogLine:
    """One reminder of the log in words."""

    at: str
    label: str
    way: str
    by: str
    note: str
    sign: Sign


def log_line(one: LoggedReminder) -> LogLine:
    sent = Sign("ok", "✓", _("đã gửi")) if one.has_sent else Sign("missing", "○", _("chưa gửi"))
    said = one.said
    return LogLine(
        _moment(said.at), retell(one.place_label), retell(said.way), said.by, said.note, sent
    )


def _reminder(one: ReminderReading) -> str:
    words = f"{retell(one.way)} {_moment(one.at)}, {one.by}"
    return f"{words}: {one.note}" if one.note else words


def _moment(at: datetime) -> str:
    return f"{timezone.localtime(at):%H:%M %d/%m/%Y}"


def message(found: Owings, rows: Sequence[Owing]) -> str:
    """What one writes to those who owe the form: official Vietnamese, whatever the page's."""
    form, period = found.found.form, found.found.period
    names = [row.sender.place_label for row in rows]
    to = ", ".join(names) if len(names) <= _MOST_NAMED else "các đơn vị có tên trong danh sách"
    dues = {row.sender.due for row in rows}
    due = f", hạn gửi {render_day(dues.pop())}" if len(dues) == 1 else ""
    return (
        f"Kính gửi: Ủy ban nhân dân {to}.\n"
        f"Đến {_moment(timezone.now())}, chúng tôi chưa nhận được «{form.title_vi}», "
        f"{period.label_with_days_vi}{due}, của đơn vị. Trân trọng đề nghị đơn vị rà soát, hoàn "
        "thành và gửi báo cáo trên hệ thống trong thời gian sớm nhất. Nếu có vướng mắc, đề nghị "
        "phản hồi để cùng tháo gỡ; nếu đơn vị vừa gửi, xin bỏ qua tin này.\n"
        "Trân trọng cảm ơn."
    )


def render_owing_xlsx(found: Owings, lines: Sequence[OwingLine], title: str) -> bytes:
    """The list for calling round: place, state, due day, lateness, office, reminders."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet(_("Đôn đốc"))
    sheet.write_string(0, 0, title, book.add_format({"bold": True}))
    head = book.add_format({"bold": True, "text_wrap": True, "border": 1})
    text = book.add_format({"border": 1, "text_wrap": True, "num_format": "@"})
    titles = (
        _("TT"),
        _("Đơn vị"),
        _("Trạng thái"),
        _("Hạn gửi"),
        _("Trễ"),
        _("Số máy cơ quan"),
        _("Đã nhắc"),
    )
    for column, name in enumerate(titles):
        sheet.write_string(2, column, name, head)
    for at, line in enumerate(lines, 3):
        cells = (str(at - 2), line.label, str(line.sign.word), line.due, line.late, line.phone)
        for column, cell in enumerate((*cells, "\n".join(line.reminders))):
            sheet.write_string(at, column, cell, text)
    for column, width in enumerate((5, 32, 14, 13, 22, 18, 48)):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(3, 2)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.repeat_rows(2)
    book.close()
    return out.getvalue()
