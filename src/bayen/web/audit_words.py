"""Rows of the audit log in words: the deed, what it was done to, what it says of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from bayen.access.stored import ACTIONS_VI, TARGETS_VI
from bayen.reads.audit_log import AuditRow
from bayen.web.account_words import ROLE_WORDS
from bayen.web.indicator_finder import indicator_name
from bayen.web.period_menu import find_period
from bayen.web.place_finder import full_place_label
from bayen.web.retelling import retell

# Of what a row holds beside the deed; what is not named here is for `bayen verify`: digests, plans.
DETAIL_WORDS: Mapping[str, str | Promise] = {
    "address": lazy("từ máy"),
    "again": lazy("gửi lại"),
    "before": lazy("trước đó"),
    "browser": lazy("trình duyệt"),
    "count": lazy("số lượng"),
    "factor": lazy("cách"),
    "figure": lazy("số đọc được"),
    "figures": lazy("số liệu"),
    "format": lazy("dạng tệp"),
    "in_place": lazy("làm thay đơn vị"),
    "indicator": lazy("chỉ tiêu"),
    "is_kept": lazy("còn giữ"),
    "key": lazy("khóa số"),
    "language": lazy("ngôn ngữ"),
    "last_day": lazy("ngày cuối"),
    "names": lazy("số tên cột"),
    "new": lazy("số mới"),
    "now_is": lazy("nay là"),
    "offered_from": lazy("đề nghị từ"),
    "old": lazy("số cũ"),
    "packed_at": lazy("đóng gói lúc"),
    "people": lazy("số tên người"),
    "period": lazy("kỳ"),
    "places": lazy("các nơi"),
    "purpose": lazy("loại"),
    "reason": lazy("lý do"),
    "role": lazy("vai trò"),
    "rows": lazy("số dòng"),
    "state": lazy("trạng thái"),
    "villages": lazy("thôn, bản"),
    "way": lazy("cách nhắc"),
    "words": lazy("cách gọi"),
    "sender": lazy("người gửi"),
    "sending": lazy("lần gửi"),
    "seal": lazy("niêm phong số"),
    "seq": lazy("số liệu mới số"),
}
UNTOLD = frozenset(
    {
        "changes",
        "code",
        "digest",
        "docx",
        "fingerprint",
        "hash",
        "head",
        "plan",
        "threshold",
        "xlsx",
    }
)
_VALUES: Mapping[str, str | Promise] = {
    **ROLE_WORDS,
    "True": lazy("có"),
    "False": lazy("không"),
    "invite": lazy("lời mời"),
    "reset": lazy("đặt lại mật khẩu"),
    "totp": lazy("ứng dụng mã"),
    "webauthn": lazy("khóa truy cập"),
    "recovery_codes": lazy("mã dự phòng"),
    "vi": "Tiếng Việt",
    "en": "English",
}
_PAGES = frozenset(
    {"observation", "publication", "submission", "unit"}
)  # kinds with a page of that name


@dataclass(frozen=True, slots=True)
class AuditLine:
    """A row in words; ``href`` leads to what it was done to, "" where nothing is shown of it."""

    number: int
    at: str
    actor: str
    action: str
    target: str
    href: str
    place: str
    detail: str

    @property
    def texts(self) -> list[str]:
        """As a line of a file."""
        return [self.at, self.actor, self.action, self.target, self.place, self.detail]


def action_words(action: str) -> str:
    """What people call the deed; its code where it has no words."""
    return retell(ACTIONS_VI.get(action, action))


def audit_line(row: AuditRow) -> AuditLine:
    target, href = _target(row.target)
    at = timezone.localtime(row.at)
    return AuditLine(
        number=row.number,
        at=f"{at:%H:%M:%S %d/%m/%Y}",
        actor=row.actor,
        action=action_words(row.action),
        target=target,
        href=href,
        place=full_place_label(row.place_id, at.date()) or row.place_id,
        detail="; ".join(_detail(row.detail)),
    )


def _target(target: str) -> tuple[str, str]:
    kind, _colon, name = target.partition(":")
    if kind not in TARGETS_VI:
        return target, ""
    href = reverse(kind, args=(int(name),)) if kind in _PAGES and name.isdecimal() else ""
    period = find_period(name) if kind in {"period", "table"} else None
    said = retell(period.label_vi) if period else _value(name)
    return retell(TARGETS_VI[kind]).format(name=said), href


def _detail(detail: Mapping[str, Any]) -> Iterator[str]:
    """In one order whichever database kept it: PostgreSQL puts keys in an order of its own."""
    for key, value in sorted(detail.items()):
        if key not in UNTOLD and value not in ("", None):
            yield f"{DETAIL_WORDS.get(key, key)}: {_value(value)}"


def _value(value: object) -> str:
    """What stands in a row, in words: places by their names, lists and tables in one line."""
    if isinstance(value, list):
        return ", ".join(map(_value, value))
    if isinstance(value, dict):
        named = (
            (DETAIL_WORDS.get(key) or indicator_name(key), held)
            for key, held in sorted(value.items())
        )
        return ", ".join(f"{name}: {_value(held)}" for name, held in named)
    known = _VALUES.get(str(value)) or full_place_label(str(value), timezone.localdate())
    return str(known or _as_typed(str(value)))


def _as_typed(value: str) -> str:
    """Whole words are somebody's own and stand in quotes; codes and moments stand as they are."""
    is_said = " " in value and any(character.isalpha() for character in value)
    return f"«{value}»" if is_said else value


def file_titles() -> list[str]:
    return [_("Lúc"), _("Người làm"), _("Việc"), _("Với"), _("Địa bàn"), _("Chi tiết")]
