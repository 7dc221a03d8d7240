"""The cast of the access tests, and the places they live in; real places, invented people.

An keeps the commune of Mường Và's successor Sốp Cộp, Bình consolidates tỉnh Sơn La above,
and Cường does so next door in Điện Biên: he must never see anything of the other two.
"""

from __future__ import annotations

from datetime import date

import pytest

from bayen.access.accounts import Account
from bayen.actions.accounts import office_operator
from bayen.core.period_codes import parse_period
from bayen.core.periods import Period
from bayen.records.models import Posting, Role

SOP_COP = "c04231.2025"
SON_LA = "p14.2004"
DIEN_BIEN = "p11.2004"
OLD_SOP_COP_DISTRICT = "d127.2004"
OLD_MUONG_VA = "c04243.2004"

SINCE = date(2020, 1, 1)
FORM = "thang-2025"
PATROLS = "activity.patrols"
SESSIONS = "activity.sessions"
TEAMS = "group.mediation.count"


def month(code: str) -> Period:
    return parse_period(code)


AUGUST = month("2025-M08")
SEPTEMBER = month("2025-M09")


def posted(username: str, role: str, place_id: str) -> Account:
    """An account with one posting; it has no password, tests sign it in themselves."""
    account = Account.objects.create_user(username, display_name=username.title())
    Posting.objects.create(account=account, role=role, place_id=place_id, valid_from=SINCE)
    return account


@pytest.fixture
def an(db) -> Account:
    """Commune officer of Sốp Cộp."""
    return posted("an", Role.COMMUNE, SOP_COP)


@pytest.fixture
def binh(db) -> Account:
    """Province officer of Sơn La, above An."""
    return posted("binh", Role.PROVINCE, SON_LA)


@pytest.fixture
def cuong(db) -> Account:
    """Province officer of Điện Biên, the neighbour."""
    return posted("cuong", Role.PROVINCE, DIEN_BIEN)


@pytest.fixture
def keeper(db) -> Account:
    """Administrator of Sơn La: keeps its accounts, sees no figures."""
    return posted("keeper", Role.ADMINISTRATOR, SON_LA)


@pytest.fixture
def auditor(db) -> Account:
    """Auditor of Sơn La: sees everything there, changes nothing."""
    return posted("auditor", Role.AUDITOR, SON_LA)


@pytest.fixture
def operator(db) -> Account:
    """Whoever runs commands on the office's machine."""
    return office_operator()
