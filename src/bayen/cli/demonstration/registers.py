"""The register of groups and models that the commune of the demonstration keeps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from bayen.catalogue.unit_kinds import load_unit_kinds
from bayen.core.quantities import parse_number

if TYPE_CHECKING:
    from bayen.cli.demonstration.cast import Member
    from bayen.cli.sample_year import SampleYear

# Kinds of which a commune has few enough to look through, and since when it has them here.
_SINCE = {
    "grassroots_security": date(2024, 7, 1),  # the law on them came into force that day
    "mediation": date(2014, 1, 1),
    "people_security": date(2016, 8, 19),
    "model": date(2019, 8, 19),
}
# Begun after the commune's last form, so that the form it owes differs from the one before.
_NEWEST, _NEWEST_MEMBERS, _NEWEST_ON = "model", 21, date(2026, 8, 19)


def keep_registers(cast: tuple[Member, ...], year: SampleYear) -> int:
    """Enter what makes up the commune's last form, and a model begun since; gives how many."""
    from django.db import transaction

    from bayen.access.accounts import Account
    from bayen.actions.registers import register_unit

    keeper = next(member for member in cast if member.role == "commune")
    officer = Account.objects.get(username=keeper.username)
    figures = _last_form(year, keeper.place_id)
    entered: Counter[str] = Counter()
    with transaction.atomic():
        for kind, members, founded in (*_units(figures), (_NEWEST, _NEWEST_MEMBERS, _NEWEST_ON)):
            entered[kind] += 1
            register_unit(
                actor=officer,
                place_id=keeper.place_id,
                kind=kind,
                name=f"{load_unit_kinds()[kind].name_vi} số {entered[kind]:02} (minh họa)",
                founded_on=founded,
                members=str(members),
            )
    return entered.total()


def _last_form(year: SampleYear, place_id: str) -> Mapping[str, str]:
    sent = [one for one in year.submissions if one.place_id == place_id]
    return max(sent, key=lambda one: one.window.last_day).figures


def _units(figures: Mapping[str, str]) -> Iterator[tuple[str, int, date]]:
    """Kind, members and first day of each; they add up to the form."""
    for code, founded in _SINCE.items():
        kind = load_unit_kinds()[code]
        count, members = (int(parse_number(figures[one])) for one in (kind.count, kind.members))
        for at in range(count):
            yield code, members * (at + 1) // count - members * at // count, founded
