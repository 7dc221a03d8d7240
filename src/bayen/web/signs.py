"""States as people see them: a mark, a word and a look, never a colour alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bayen.core.findings import Finding, Severity


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
    word: str


SUBMISSION_SIGNS: Mapping[str, Sign] = {
    "draft": Sign("missing", "○", "đang soạn"),
    "sent": Sign("info", "●", "đã gửi"),
    "returned": Sign("doubt", "↩", "trả lại"),
    "accepted": Sign("ok", "✓", "đã duyệt"),
}

PROPOSAL_SIGNS: Mapping[str, Sign] = {
    "accepted": Sign("ok", "✓", "đã nhận"),
    "corrected": Sign("ok", "✎", "đã sửa"),
    "rejected": Sign("missing", "✕", "đã bỏ"),
    "left": Sign("missing", "○", "để lại"),
    "sure": Sign("info", "●", "chắc"),
    "doubt": Sign("doubt", "▲", "cần xem"),
    "stop": Sign("stop", "■", "phải sửa"),
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


def remark(finding: Finding) -> Remark:
    severity = finding.severity
    return Remark(_LOOKS[severity], _MARKS[severity], severity.label_vi, finding.message_vi)
