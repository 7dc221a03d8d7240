"""Who may look at a register of groups and models, and who keeps it.

Whoever may look at a place looks at its register. It is kept by the commune's own officers:
somebody above may fill in a form in place of a commune, but not say which groups it has.
"""

from __future__ import annotations

from datetime import date

from bayen.access.denied import AccessDenied
from bayen.access.door import may, require, standing
from bayen.access.permissions import Permission
from bayen.core.registers import EntryDeed, UnitKind
from bayen.records.models import Account, RegisterEntry, RegisterUnit

__all__ = ["EntryDeed", "RegisterEntry", "RegisterUnit", "UnitKind"]


def may_keep_register(account: Account, commune_id: str, day: date) -> bool:
    """Whether the account is an officer of this very commune."""
    held = standing(account)
    return held.may(Permission.DECIDE, commune_id, day) and held.is_own(commune_id, day)


def require_keeper(account: Account, commune_id: str, day: date) -> None:
    """Pass, or raise ``AccessDenied``."""
    if not may_keep_register(account, commune_id, day):
        raise AccessDenied(Permission.DECIDE, commune_id)


def access_unit(account: Account, number: int, day: date) -> RegisterUnit:
    """A group or model of a place that the account may look at on a day.

    Raises:
        AccessDenied: there is none, or the place is not the account's.
    """
    found = RegisterUnit.objects.filter(pk=number).first()
    if found is None:
        raise AccessDenied(Permission.VIEW, f"unit:{number}")
    if not may(account, Permission.VIEW, found.commune_id, day):
        require(account, Permission.VIEW, found.place_id, day)
    return found


def access_kept_unit(account: Account, number: int, day: date) -> RegisterUnit:
    """One that the account keeps, locked until the transaction ends; raises as above."""
    found = RegisterUnit.objects.select_for_update().filter(pk=number).first()
    if found is None:
        raise AccessDenied(Permission.DECIDE, f"unit:{number}")
    require_keeper(account, found.commune_id, day)
    return found
