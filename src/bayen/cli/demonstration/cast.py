"""The people of the demonstration: one of each kind that the pages are for."""

import secrets
from dataclasses import dataclass
from datetime import date

BEGINS = date(2018, 1, 1)


@dataclass(frozen=True, slots=True)
class Member:
    """An account and its log-in.

    Attributes:
        username, password: to sign in with; the password is made for this run.
        display_name: who it is.
        role, place_id: the posting.
    """

    username: str
    password: str
    display_name: str
    role: str
    place_id: str


_CAST = (
    ("tinh", "Cán bộ tổng hợp tỉnh Sơn La", "province", "p14.2004"),
    ("xa", "Cán bộ xã Mường Lèo", "commune", "c04240.2004"),
    ("lang-gieng", "Cán bộ tổng hợp tỉnh Điện Biên", "province", "p11.2004"),
    ("lanh-dao", "Lãnh đạo tỉnh Sơn La", "leader", "p14.2004"),
    ("trung-uong", "Cán bộ tổng hợp cả nước", "province", "vn"),
    ("quan-tri", "Quản trị tài khoản tỉnh Sơn La", "administrator", "p14.2004"),
    ("kiem-tra", "Kiểm tra, đọc nhật ký tỉnh Sơn La", "auditor", "p14.2004"),
)


def open_accounts() -> tuple[Member, ...]:
    """Make the accounts; the first is the one to try first."""
    from bayen.actions.accounts import create_account, office_operator

    operator = office_operator()
    cast = tuple(Member(name, secrets.token_urlsafe(9), *rest) for name, *rest in _CAST)
    for member in cast:
        create_account(
            actor=operator,
            username=member.username,
            display_name=member.display_name,
            role=member.role,
            place_id=member.place_id,
            password=member.password,
            valid_from=BEGINS,
        )
    return cast
