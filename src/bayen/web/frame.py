"""What surrounds every page: where one can go, and the place and period that stay chosen.

Both stand in the address, so that a page sent to a colleague shows the same; a page whose
address names neither takes the account's own place and the newest period it has.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import cast
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bayen import __version__
from bayen.access.accounts import Account
from bayen.access.door import Standing, standing, visible_submissions
from bayen.access.permissions import Permission
from bayen.core.periods import Period
from bayen.core.places import NATION_ID
from bayen.web.period_menu import PeriodGroup, find_period, last_full_month, period_groups
from bayen.web.place_finder import find_place, full_place_label, place_label
from bayen.web.retelling import retell
from bayen.web.second_factor_required import lacks_second_factor

_PAGES = (
    ("home", _("Việc hôm nay"), _("Hôm nay")),
    ("form_filling", _("Biểu mẫu"), _("Biểu mẫu")),
    ("submissions", _("Báo cáo gửi lên"), _("Báo cáo")),
    ("table", _("Tổng hợp"), _("Tổng hợp")),
    ("overview", _("Tổng quan"), _("Tổng quan")),
    ("map", _("Bản đồ"), _("Bản đồ")),
    ("publications", _("Phát hành"), _("Phát hành")),
    ("accounts", _("Tài khoản"), _("Tài khoản")),
    ("form_versions", _("Bản biểu mẫu"), _("Bản mẫu")),
    ("audit_log", _("Nhật ký"), _("Nhật ký")),
)
_NEEDS = {
    "form_filling": Permission.SUBMIT,
    "accounts": Permission.MANAGE_ACCOUNTS,
    "form_versions": Permission.MANAGE_FORMS,
    "audit_log": Permission.READ_AUDIT,
}
_WITHOUT_CHOICE = {
    "form_filling",
    "form_save",
    "form_preview",
    "form_compare",
    "form_device",
    "parcel_intake",
    "form_versions",
    "form_version_new",
    "form_workbook",
    "form_workbook_back",
    "villages",
    "register",
    "unit",
    "upload",
    "submission",
    "figure",
    "figure_edit",
    "observation",
    "privacy",
    "publication",
    "lexicon",
    "phrase_edit",
    "layouts",
    "accounts",
    "account",
    "account_new",
    "account_link",
    "account_post",
    "invitation",
    *("mfa_index", "mfa_activate_totp", "mfa_deactivate_totp", "mfa_view_recovery_codes"),
    *(
        "mfa_generate_recovery_codes",
        "mfa_add_webauthn",
        "mfa_edit_webauthn",
        "mfa_remove_webauthn",
    ),
    *("account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn"),
    *("change_password", "sessions", "audit_log"),
}


@dataclass(frozen=True, slots=True)
class NavItem:
    """A link of the top bar; ``short`` is its name on a phone."""

    label: str
    short: str
    href: str
    is_here: bool


class Frame:
    """Worked out when a template asks, once a request."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @property
    def account(self) -> Account:
        return signed_in(self.request)

    @cached_property
    def standing(self) -> Standing:
        return standing(self.account)

    @cached_property
    def today(self) -> date:
        return timezone.localdate()

    @cached_property
    def place_id(self) -> str:
        """What the address names, what was typed, or the place of the account's posting."""
        named = self.request.GET.get("place", "")
        if named and place_label(named, self.today):
            return named
        typed = self.request.GET.get("place_text", "").strip()
        found = find_place(self.account, typed, self.today) if typed else None
        if found is not None:
            return found.value
        held = self.standing.postings
        return held[0].place_id if held else NATION_ID

    @cached_property
    def place_label(self) -> str:
        return full_place_label(self.place_id, self.today)

    @cached_property
    def unknown_place(self) -> str:
        """What was typed for a place and not understood; "" when all is well."""
        typed = self.request.GET.get("place_text", "").strip()
        if not typed or self.request.GET.get("place"):
            return ""
        return "" if find_place(self.account, typed, self.today) else typed

    @cached_property
    def period(self) -> Period:
        named = find_period(self.request.GET.get("period", ""))
        return named or self._newest_period() or last_full_month(self.today)

    @property
    def period_key(self) -> str:
        return self.period.key

    @cached_property
    def period_groups(self) -> tuple[PeriodGroup, ...]:
        return period_groups(max(self.today, self.period.last_day), self.period)

    @property
    def place_search(self) -> str:
        return reverse("place_search")

    @property
    def shows_context(self) -> bool:
        match = self.request.resolver_match
        return match is not None and match.url_name not in _WITHOUT_CHOICE

    @property
    def choice(self) -> str:
        """The place and period as they stand in addresses."""
        return urlencode({"place": self.place_id, "period": self.period_key})

    @property
    def nav(self) -> list[NavItem]:
        match = self.request.resolver_match
        here = match.url_name if match else ""
        return [
            NavItem(str(label), str(short), f"{reverse(name)}?{self.choice}", name == here)
            for name, label, short in _PAGES
            if self.standing.territories(_NEEDS.get(name, Permission.VIEW))
        ]

    @cached_property
    def postings(self) -> list[str]:
        """What the account is posted to, in words."""
        return [
            f"{retell(str(p.get_role_display()))} · {full_place_label(p.place_id, self.today)}"
            for p in self.standing.postings
        ]

    @property
    def lacks_second_factor(self) -> bool:
        return lacks_second_factor(self.account)

    @property
    def languages(self) -> list[tuple[str, str]]:
        """What the pages are offered in, each named in itself."""
        return list(settings.LANGUAGES)

    @property
    def is_demo(self) -> bool:
        return bool(settings.BAYEN_DEMO)

    @property
    def version(self) -> str:
        return __version__

    def _newest_period(self) -> Period | None:
        newest = (
            visible_submissions(self.account)
            .filter(kind="form")
            .order_by("-last_day")
            .values_list("period_key", flat=True)
            .first()
        )
        return find_period(newest) if newest else None


def frame(request: HttpRequest) -> dict[str, Frame]:
    """Django's context processor."""
    return {"frame": frame_of(request)}


def frame_of(request: HttpRequest) -> Frame:
    """The request's frame; views and templates share one."""
    made: Frame | None = getattr(request, "bayen_frame", None)
    if made is None:
        made = Frame(request)
        request.bayen_frame = made  # type: ignore[attr-defined]  # lives as long as the request
    return made


def signed_in(request: HttpRequest) -> Account:
    """The account that asks; every view but the open ones is behind ``SignInRequired``."""
    return cast(Account, request.user)
