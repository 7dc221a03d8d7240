"""Roles, states and postings of accounts in the words of the pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from bayen.access.permissions import ROLES
from bayen.core.days import render_day
from bayen.reads.accounts import AccountRow, PostingView
from bayen.web.place_finder import full_place_label
from bayen.web.signs import Sign

ROLE_WORDS: Mapping[str, str | Promise] = {
    "village": lazy("trưởng thôn, tổ trưởng"),
    "commune": lazy("cán bộ xã"),
    "province": lazy("cán bộ tổng hợp"),
    "leader": lazy("lãnh đạo"),
    "administrator": lazy("quản trị"),
    "auditor": lazy("kiểm tra"),
}
STATE_WORDS: Mapping[str, str | Promise] = {
    "open": lazy("đang dùng"),
    "invited": lazy("chờ đặt mật khẩu"),
    "locked": lazy("tạm khóa"),
    "closed": lazy("đã đóng"),
}
_LOOKS = {
    "open": ("ok", "✓"),
    "invited": ("info", "●"),
    "locked": ("doubt", "▲"),
    "closed": ("missing", "○"),
}


@dataclass(frozen=True, slots=True)
class PostingLine:
    """A posting in words."""

    number: int
    role: str
    place: str
    days: str
    is_over: bool
    may_end: bool = False


@dataclass(frozen=True, slots=True)
class AccountLine:
    """An account in a list."""

    number: int
    username: str
    display_name: str
    sign: Sign
    postings: tuple[PostingLine, ...]
    last_login: str
    has_second_factor: bool


def role_choices(empty: str) -> list[tuple[str, str | Promise]]:
    """For a menu, with a first line for none."""
    return [("", empty), *((role, ROLE_WORDS[role]) for role in ROLES)]


def state_sign(row: AccountRow) -> Sign:
    look, mark = _LOOKS[row.state]
    word = str(STATE_WORDS[row.state])
    if row.locked_until and row.state == "locked":
        word = _("tạm khóa đến %(time)s") % {"time": _time(row)}
    return Sign(look, mark, word)


def account_line(row: AccountRow, today: date) -> AccountLine:
    return AccountLine(
        number=row.number,
        username=row.username,
        display_name=row.display_name,
        sign=state_sign(row),
        postings=tuple(posting_line(p, today) for p in row.current),
        last_login=(
            f"{timezone.localtime(row.last_login):%H:%M %d/%m/%Y}" if row.last_login else "–"
        ),
        has_second_factor=row.has_second_factor,
    )


def posting_line(
    posting: PostingView, today: date, endable: frozenset[int] = frozenset()
) -> PostingLine:
    day = min(max(today, posting.first_day), posting.last_day or today)
    return PostingLine(
        number=posting.number,
        role=str(ROLE_WORDS[posting.role]),
        place=full_place_label(posting.place_id, day) or posting.place_id,
        days=_days(posting),
        is_over=posting.is_over,
        may_end=posting.number in endable,
    )


def _days(posting: PostingView) -> str:
    first = render_day(posting.first_day)
    if posting.last_day is None:
        return _("từ %(first)s") % {"first": first}
    last = render_day(posting.last_day)
    return _("từ %(first)s đến hết %(last)s") % {"first": first, "last": last}


def _time(row: AccountRow) -> str:
    return f"{timezone.localtime(row.locked_until):%H:%M}" if row.locked_until else ""
