"""What each role may do; where, ``territory`` says."""

from __future__ import annotations

import enum
from collections.abc import Mapping

from bayen.records.models import Role


class Permission(enum.StrEnum):
    """One thing that someone may do at a place.

    ACCEPT_BELOW is acceptance of what places strictly below sent: nobody approves what their
    own commune sends up. Whoever has ACCEPT has it too.
    """

    VIEW = "view"
    SUBMIT = "submit"
    DECIDE = "decide"
    ACCEPT_BELOW = "accept-below"
    ACCEPT = "accept"
    CORRECT = "correct"
    PUBLISH = "publish"
    MANAGE_ACCOUNTS = "manage-accounts"
    MANAGE_FORMS = "manage-forms"
    READ_AUDIT = "read-audit"
    VERIFY = "verify"

    @property
    def label_vi(self) -> str:
        """What it allows, in words."""
        return _LABELS[self]


_LABELS = {
    Permission.VIEW: "xem",
    Permission.SUBMIT: "gửi báo cáo",
    Permission.DECIDE: "xem xét từng số đọc được",
    Permission.ACCEPT_BELOW: "duyệt báo cáo của cấp dưới",
    Permission.ACCEPT: "duyệt mọi báo cáo trong địa bàn",
    Permission.CORRECT: "đính chính số đã vào sổ",
    Permission.PUBLISH: "phát hành văn bản",
    Permission.MANAGE_ACCOUNTS: "quản trị tài khoản",
    Permission.MANAGE_FORMS: "ban hành bản biểu mẫu",
    Permission.READ_AUDIT: "đọc nhật ký",
    Permission.VERIFY: "kiểm tra sổ",
}


_OFFICER = frozenset({Permission.VIEW, Permission.SUBMIT, Permission.DECIDE, Permission.PUBLISH})
_GRANTS: Mapping[str, frozenset[Permission]] = {
    Role.VILLAGE: frozenset({Permission.VIEW, Permission.SUBMIT}),
    Role.COMMUNE: _OFFICER | {Permission.ACCEPT_BELOW},
    Role.PROVINCE: _OFFICER | {Permission.ACCEPT_BELOW, Permission.ACCEPT, Permission.CORRECT},
    Role.LEADER: frozenset({Permission.VIEW}),
    Role.AUDITOR: frozenset({Permission.VIEW, Permission.READ_AUDIT, Permission.VERIFY}),
    # Keeps the machine, not the figures.
    Role.ADMINISTRATOR: frozenset(
        {
            Permission.MANAGE_ACCOUNTS,
            Permission.MANAGE_FORMS,
            Permission.READ_AUDIT,
            Permission.VERIFY,
        }
    ),
}


ROLES: tuple[str, ...] = tuple(_GRANTS)  # in the order in which people are told of them


def grants(role: str) -> frozenset[Permission]:
    """What a role may do; an unknown one, nothing."""
    return _GRANTS.get(role, frozenset())
