"""A submission figure by figure: before and now, what checks doubt, what was said over it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from bayen.actions.waivers import word_name
from bayen.catalogue.checks import checks_on
from bayen.catalogue.indicators import load_indicators
from bayen.core.check_rules import CheckBook
from bayen.core.findings import Finding, Severity
from bayen.reads.conversation import (
    Change,
    Changes,
    Conversation,
    SendingReading,
    TurnReading,
    WaiverReading,
)
from bayen.reads.submission import FigureReading, SubmissionDetail
from bayen.web.indicator_finder import indicator_name
from bayen.web.period_menu import find_period
from bayen.web.place_finder import full_place_label
from bayen.web.retelling import retell
from bayen.web.signs import SUBMISSION_SIGNS, Remark, remark


@dataclass(frozen=True, slots=True)
class Doubt:
    """A finding that stands; ``name`` is what a word about it is called.

    Attributes:
        can_pass: whether whoever looks may let it pass.
        said: what was typed about it so far.
    """

    name: str
    remark: Remark
    can_pass: bool
    said: str


@dataclass(frozen=True, slots=True)
class Said:
    """One line of the conversation in words."""

    look: str
    who: str
    words: str
    change: str


@dataclass(frozen=True, slots=True)
class Row:
    """One figure.

    Attributes:
        key: its key in the conversation.
        now: as it stands; differs from ``newer`` while the sender sets it right.
        is_open: it came back and the sender has it.
        answer, reason: what was typed so far.
        is_quiet: nothing about it is new, doubted or spoken of.
    """

    number: int
    key: str
    label: str
    unit: str
    last_period: str
    older: str
    newer: str
    is_changed: bool
    doubts: tuple[Doubt, ...]
    said: tuple[Said, ...]
    is_open: bool
    answer: str
    reason: str

    @property
    def is_quiet(self) -> bool:
        return not (self.is_changed or self.doubts or self.said or self.is_open or self.reason)


@dataclass(frozen=True, slots=True)
class _Sides:
    """Who looks, and what was typed before the page came back."""

    detail: SubmissionDetail
    talk: Conversation
    book: CheckBook
    typed: Mapping[str, str]

    @property
    def is_sender(self) -> bool:
        return self.detail.may_send and not self.detail.may_return


def conversation_context(
    detail: SubmissionDetail, talk: Conversation, changed: Changes, typed: Mapping[str, str]
) -> dict[str, Any]:
    """All that the template needs; ``typed`` is what was posted and not accepted."""
    sides = _Sides(detail, talk, checks_on(detail.row.last_day), typed)
    by_key = {figure.key: figure for figure in detail.figures}
    rows = [
        _row(number, change, by_key.get(change.figure), sides)
        for number, change in enumerate(changed.rows, 1)
    ]
    period = find_period(detail.row.period_key) if detail.row.period_key else None
    return {
        "detail": detail,
        "number": detail.row.number,
        "place_label": full_place_label(detail.row.place_id, detail.row.last_day),
        "period_label": retell(period.label_with_days_vi) if period else "",
        "sign": SUBMISSION_SIGNS[detail.row.status],
        "rows": rows,
        "loud": sum(not row.is_quiet for row in rows),
        "whole": _doubts("", detail.findings, sides),
        "whole_said": _said("", sides),
        "sendings": [_sending(one) for one in changed.sendings],
        "older": changed.older,
        "newer": changed.newer,
        "note": typed.get("note", ""),
        "can_return": detail.may_return,
        "can_send": detail.may_send and not detail.form_code,
        "can_fill": detail.may_send and bool(detail.form_code),
    }


def _row(number: int, change: Change, figure: FigureReading | None, sides: _Sides) -> Row:
    indicator = load_indicators().get(change.indicator)
    key = change.figure
    return Row(
        number=number,
        key=key,
        label=indicator_name(change.indicator) if indicator else _("Chưa rõ chỉ tiêu"),
        unit=retell(indicator.unit_vi) if indicator else "",
        last_period=change.last_period,
        older=change.older,
        newer=change.newer,
        is_changed=change.is_changed,
        doubts=_doubts(key, figure.findings if figure else (), sides),
        said=_said(key, sides),
        is_open=sides.talk.is_waiting and key in sides.talk.open_figures,
        answer=sides.typed.get(f"answer:{key}", ""),
        reason=sides.typed.get(f"return:{key}", ""),
    )


def _doubts(key: str, findings: Iterable[Finding], sides: _Sides) -> tuple[Doubt, ...]:
    return tuple(
        Doubt(
            word_name(key, one.code),
            remark(one),
            _can_pass(one, sides),
            sides.typed.get(f"word:{word_name(key, one.code)}", ""),
        )
        for one in findings
        if one.severity is not Severity.INFO
    )


def _can_pass(finding: Finding, sides: _Sides) -> bool:
    detail = sides.detail
    if not (detail.may_return or detail.may_send) or finding.code not in sides.book.rules:
        return False
    is_too_much = sides.is_sender and finding.severity is Severity.BLOCK
    return sides.book.may_be_waived(finding) and not is_too_much


def _said(key: str, sides: _Sides) -> tuple[Said, ...]:
    """Turns and waivers of one figure in the order in which they were said."""
    lines: list[tuple[datetime, Said]] = [
        (turn.at, _turn(turn)) for turn in sides.talk.turns.get(key, ())
    ]
    lines += [(one.at, _waiver(one)) for one in sides.talk.waivers.get(key, ())]
    return tuple(said for _at, said in sorted(lines, key=lambda line: line[0]))


def _turn(turn: TurnReading) -> Said:
    who = _who(turn.by, turn.at)
    if turn.kind == "returned":
        return Said("doubt", who, f"↩ {_('trả lại')}: {turn.text}", "")
    change = f"{_figure(turn.old)} → {_figure(turn.new)}" if turn.old != turn.new else ""
    words = turn.text or (_("đã sửa") if change else "")
    return Said("info", who, f"{_('trả lời')}: {words}", change)


def _waiver(one: WaiverReading) -> Said:
    side = _("bên gửi giải thích") if one.is_sender else _("bên duyệt cho qua")
    return Said("ok", _who(one.by, one.at), f"{side}: {one.reason}", "")


def _figure(text: str) -> str:
    return text or _("chưa ghi")


def _who(name: str, at: datetime) -> str:
    return f"{name}, {timezone.localtime(at):%H:%M %d/%m/%Y}"


def _sending(one: SendingReading) -> dict[str, Any]:
    if one.is_draft:
        return {"number": one.number, "words": _("Đang soạn: {who}").format(who=one.by)}
    words = _("Lần {number}: {who}").format(number=one.number, who=_who(one.by, one.at))
    return {
        "number": one.number,
        "words": f"{words} ({_('ghi thay đơn vị')})" if one.is_in_place else words,
    }
