"""States as people see them: a mark, a word and a look, never a colour alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from bayen.core.findings import Finding, Severity
from bayen.web.retelling import retell

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True, slots=True)
class Sign:
    """What stands for a state.

    Attributes:
        look: "ok", "doubt", "stop", "missing" or "info"; the style sheets know these.
        mark: one character, for those who see no colours.
        word: what a screen reader says and a printout shows.
    """

    look: str
    mark: str
    word: str | StrPromise


SUBMISSION_SIGNS: Mapping[str, Sign] = {
    "draft": Sign("missing", "○", _("đang soạn")),
    "sent": Sign("info", "●", _("đã gửi")),
    "returned": Sign("doubt", "↩", _("trả lại")),
    "accepted": Sign("ok", "✓", _("đã duyệt")),
}

PROPOSAL_SIGNS: Mapping[str, Sign] = {
    "accepted": Sign("ok", "✓", _("đã nhận")),
    "corrected": Sign("ok", "✎", _("đã sửa")),
    "rejected": Sign("missing", "✕", _("đã bỏ")),
    "left": Sign("missing", "○", _("để lại")),
    "sure": Sign("info", "●", _("chắc")),
    "doubt": Sign("doubt", "▲", _("cần xem")),
    "stop": Sign("stop", "■", _("phải sửa")),
}

PHRASE_SIGNS: Mapping[str, Sign] = {
    "suggested": Sign("doubt", "?", _("đề nghị")),
    "in-use": Sign("ok", "✓", _("đang dùng")),
    "withdrawn": Sign("missing", "○", _("đã rút")),
}

_LOOKS = {Severity.INFO: "info", Severity.WARN: "doubt", Severity.BLOCK: "stop"}
_MARKS = {Severity.INFO: "ⓘ", Severity.WARN: "⚠", Severity.BLOCK: "■"}


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding as a page shows it."""

    look: str
    mark: str
    word: str
    message: str


def severity_look(severity: Severity) -> tuple[str, str]:
    """The look and the mark of a finding of this severity."""
    return _LOOKS[severity], _MARKS[severity]


def remark(finding: Finding) -> Remark:
    severity = finding.severity
    return Remark(
        _LOOKS[severity], _MARKS[severity], retell(severity.label_vi), retell(finding.message_vi)
    )
