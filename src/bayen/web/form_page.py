"""What the page of a form shows: every field with its neighbours and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bayen.access.channels import Channel, ChannelKind
from bayen.actions.form_fields import FieldReading, FormReading
from bayen.actions.waivers import Asked
from bayen.catalogue.calendar import count_working_days
from bayen.catalogue.indicators import load_indicators
from bayen.core.days import render_day
from bayen.core.findings import Severity
from bayen.core.indicators import Indicator, IndicatorKind
from bayen.core.period_schemes import SCHEMES
from bayen.core.quantities import Quantity, render_number, render_quantity
from bayen.reads.form_beside import Beside
from bayen.reads.form_filling import FormSheet
from bayen.web.cells import NOT_APPLICABLE
from bayen.web.indicator_finder import indicator_words
from bayen.web.register_page import register_address
from bayen.web.reminder_page import late_words
from bayen.web.retelling import retell
from bayen.web.signs import SUBMISSION_SIGNS, Remark, Sign, remark

_TENTH = Decimal("0.1")
_LOOKS = (Severity.BLOCK, "stop"), (Severity.WARN, "doubt"), (Severity.INFO, "info")


@dataclass(frozen=True, slots=True)
class FormSource:
    """One other figure for a field.

    Attributes:
        href: leads to its document or to the units that a register counts; "" of other ways.
        is_register: whoever takes it takes it from a register of groups and models.
    """

    word: str
    label: str
    written: str
    href: str
    is_same: bool
    is_register: bool


@dataclass(frozen=True, slots=True)
class FormRow:
    """One field.

    Attributes:
        number: from 1 in the order of the page; names its parts in the page.
        code: the field, which is the indicator's code.
        written: what stands in it.
        entry_href: of an accepted form, where the figure may be corrected; "" otherwise.
        previous, previous_href: of the period before; the address of its trail.
        previous_note: "chưa duyệt" where that waits.
        cumulative: the year so far with this figure in it.
        change, year_before: against the same period of last year.
        look: "stop", "doubt", "info" or "".
        sources: what came by other ways for the same figure.
        agrees: whether all of them say what is written here.
        returned: why it came back; "" when it did not.
        answer: what was said to that so far.
        is_locked: it stands as it was sent, while others came back.
    """

    number: int
    code: str
    label: str
    unit: str
    written: str
    entry_href: str
    previous: str
    previous_href: str
    previous_note: str
    cumulative: str
    change: str
    year_before: str
    look: str
    remarks: tuple[Remark, ...]
    sources: tuple[FormSource, ...]
    agrees: bool
    returned: str
    answer: str
    is_locked: bool

    @property
    def adds_up(self) -> bool:
        """Whether a year so far can be told of it."""
        return self.cumulative != NOT_APPLICABLE


@dataclass(frozen=True, slots=True)
class FormPart:
    """A section of the form."""

    title: str
    rows: tuple[FormRow, ...]


def form_context(
    sheet: FormSheet, reading: FormReading, raw: Mapping[str, str], today: date
) -> dict[str, Any]:
    """What page and preview need of a form as it is typed now."""
    parts = _parts(sheet, reading, raw)
    rows = [row for part in parts for row in part.rows]
    return {
        "sheet": sheet,
        "parts": parts,
        "rows": rows,
        "returned": [row for row in rows if row.returned],
        "in_registers": 0 if sheet.is_closed or sheet.is_sent else _count_untaken(sheet, rows),
        "whole": [] if sheet.is_closed else [remark(finding) for finding in reading.findings],
        "filled": _("{filled}/{all} ô đã ghi").format(filled=len(reading.fields), all=len(rows)),
        "sign": SUBMISSION_SIGNS.get(sheet.status, Sign("missing", "○", _("chưa ghi"))),
        "due": render_day(sheet.due),
        "due_sign": _due_sign(sheet, today),
        "query": urlencode({"place": sheet.place_id, "period": sheet.period.key}),
    }


def _count_untaken(sheet: FormSheet, rows: Iterable[FormRow]) -> int:
    """The blank fields of which a register of groups and models speaks."""
    blank = (row for row in rows if not sheet.written.get(row.code) and not row.is_locked)
    return sum(any(source.is_register for source in row.sources) for row in blank)


def _parts(sheet: FormSheet, reading: FormReading, raw: Mapping[str, str]) -> list[FormPart]:
    read = {one.code: one for one in reading.fields}
    numbers = {code: number for number, code in enumerate(sheet.form.indicators, 1)}
    return [
        FormPart(
            retell(section.title_vi),
            tuple(
                _row(sheet, numbers[code], code, raw.get(code, ""), read.get(code))
                for code in section.indicators
            ),
        )
        for section in sheet.form.sections
    ]


def _row(
    sheet: FormSheet, number: int, code: str, written: str, read: FieldReading | None
) -> FormRow:
    indicator, beside = load_indicators()[code], sheet.beside[code]
    now = read.quantity if read else None
    entry = sheet.entries.get(code)
    findings = [] if read is None or sheet.is_closed else read.findings
    sources = tuple(_source(sheet, channel, now) for channel in sheet.channels.get(code, ()))
    severities = {finding.severity for finding in findings}
    has_trail = beside.previous is not None and not beside.is_sent_only
    return FormRow(
        number=number,
        code=code,
        label=indicator_words(indicator),
        unit=retell(indicator.unit_vi),
        written=written,
        entry_href=reverse("observation", args=(entry,)) if entry else "",
        previous=_text(beside.previous),
        previous_href=_trail_href(sheet, code) if has_trail else "",
        previous_note=_("chưa duyệt") if beside.is_sent_only else "",
        cumulative=_cumulative(indicator, beside, now),
        change=change_words(beside.change_percent(now)),
        year_before=_text(beside.year_before),
        look=next((look for severity, look in _LOOKS if severity in severities), ""),
        remarks=tuple(remark(finding) for finding in findings),
        returned=sheet.open_figures.get(code, "") if sheet.is_returned else "",
        answer=sheet.answers.get(code, ""),
        is_locked=sheet.is_locked(code),
        sources=sources,
        agrees=all(source.is_same for source in sources),
    )


def _source(sheet: FormSheet, channel: Channel, now: Quantity | None) -> FormSource:
    words = {
        ChannelKind.WORKBOOK: _("Excel"),
        ChannelKind.DOCUMENT: _("văn bản"),
        ChannelKind.VILLAGES: _("thôn, bản"),
        ChannelKind.REGISTER: _("sổ theo dõi"),
    }
    return FormSource(
        word=words[channel.kind],
        label=retell(channel.label_vi),
        written=retell(channel.written),
        href=_source_href(sheet, channel),
        is_same=channel.quantity == now,
        is_register=bool(channel.unit_kind),
    )


def _source_href(sheet: FormSheet, channel: Channel) -> str:
    if channel.submission:
        return reverse("submission", args=(channel.submission,))
    if channel.unit_kind:
        day = sheet.span.last_day.isoformat()
        return register_address(sheet.place_id, kind=channel.unit_kind, day=day)
    return ""


def _text(quantity: Quantity | None) -> str:
    return "" if quantity is None else retell(render_quantity(quantity))


def _cumulative(indicator: Indicator, beside: Beside, now: Quantity | None) -> str:
    if indicator.kind is not IndicatorKind.FLOW:
        return NOT_APPLICABLE
    return _text(beside.cumulative(now))


def change_words(percent: Decimal | None) -> str:
    """ "tăng 8,3%", "giảm 4%", "bằng"."""
    if percent is None:
        return ""
    rounded = percent.quantize(_TENTH, ROUND_HALF_UP)
    if rounded == 0:
        return _("bằng")
    words = change_phrases()["up" if rounded > 0 else "down"]
    return words.format(percent=render_number(abs(rounded)))


def change_phrases() -> dict[str, str]:
    """How a change is told, in the reader's language."""
    return {"up": _("tăng {percent}%"), "down": _("giảm {percent}%"), "same": _("bằng")}


def _trail_href(sheet: FormSheet, code: str) -> str:
    query = {
        "place": sheet.place_id,
        "period": SCHEMES[sheet.form.scheme].previous(sheet.period).key,
        "indicator": code,
        "boundaries": sheet.map_day.isoformat(),
    }
    return f"{reverse('trail')}?{urlencode(query)}"


def _due_sign(sheet: FormSheet, today: date) -> Sign:
    """How the form stands to its last day in time."""
    if sheet.is_sent or sheet.is_closed:
        late = Sign("doubt", "▲", _("gửi trễ"))
        return late if sheet.is_late else Sign("ok", "✓", _("gửi đúng hạn"))
    days = (sheet.due - today).days
    if days < 0:
        return Sign("stop", "■", late_words(count_working_days(sheet.due, today)))
    left_words = ngettext("còn {days} ngày", "còn {days} ngày", days)
    return Sign("info", "●", left_words.format(days=days) if days else _("hạn hôm nay"))


@dataclass(frozen=True, slots=True)
class WordAsked:
    """A warning that wants a word before the form goes up; ``anchor`` of its field or ""."""

    name: str
    message: str
    anchor: str
    said: str


def words_asked(
    asked: Iterable[Asked], rows: Iterable[FormRow], said: Mapping[str, str]
) -> list[WordAsked]:
    """What the page asks, with what was said so far."""
    anchors = {row.code: f"o{row.number}" for row in rows}
    return [
        WordAsked(
            one.name,
            remark(one.finding).message,
            anchors.get(one.figure, ""),
            said.get(one.name, ""),
        )
        for one in asked
    ]


def error_lines(rows: Iterable[FormRow]) -> Iterator[tuple[str, str]]:
    """What must be set right, for the summary: the field's anchor and the message."""
    for row in rows:
        for one in row.remarks:
            if one.look == "stop":
                yield f"o{row.number}", one.message
