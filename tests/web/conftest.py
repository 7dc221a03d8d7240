"""The cast at the pages: who is signed in, what An has sent, what came as a document."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from bayen.access.accounts import Account
from bayen.actions.accepting import accept_submission
from bayen.actions.deciding import accept_sure
from bayen.actions.forms import submit_form
from bayen.actions.receiving import receive_document
from bayen.records.models import Submission
from tests.cast import (
    AUGUST,
    FORM,
    PATROLS,
    SESSIONS,
    SOP_COP,
    TEAMS,
    an,
    auditor,
    binh,
    cuong,
    keeper,
    operator,
)

__all__ = ["an", "auditor", "binh", "cuong", "keeper", "operator"]

PASSWORD = "mat-khau-cua-bai-thu"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
LETTER = """Sốp Cộp, ngày 05 tháng 9 năm 2018

BÁO CÁO
Kết quả phong trào toàn dân bảo vệ an ninh Tổ quốc trên địa bàn huyện Sốp Cộp năm 2018

Hiện nay toàn huyện có 127 tổ hòa giải với 318 thành viên; 128 tổ an ninh nhân dân với 585 thành viên.
Từ đầu năm 2018 đến nay đã tổ chức 10 buổi tuyên truyền cho hơn 2.200 lượt người dự.
"""  # noqa: E501 (a paragraph of a letter is one line)


@pytest.fixture
def signed_in() -> Callable[[Account], Client]:
    """A browser without script, in which this account is signed in."""

    def open_browser(account: Account) -> Client:
        client = Client()
        client.force_login(account, backend=BACKEND)
        return client

    return open_browser


@pytest.fixture
def form_sent(an: Account) -> Submission:
    """An's form of August 2025: two flows and a stock."""
    raw = {PATROLS: "17", SESSIONS: "hơn 3", TEAMS: "12"}
    return submit_form(actor=an, form_code=FORM, place_id=SOP_COP, period=AUGUST, raw=raw)


@pytest.fixture
def form_accepted(binh: Account, form_sent: Submission) -> Submission:
    accept_sure(actor=binh, submission=form_sent)
    accept_submission(actor=binh, submission=form_sent)
    form_sent.refresh_from_db()
    return form_sent


@pytest.fixture
def letter(binh: Account) -> Submission:
    """A district's report of 2018 that Bình brings in: a draft with figures to judge."""
    return receive_document(actor=binh, data=LETTER.encode(), name="sop-cop-2018.txt")
