"""The cast at the pages: who is signed in, what An has sent, what came as a document."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.test import Client
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from bayen.access.accounts import Account
from bayen.access.villages import follow_villages
from bayen.actions.accepting import accept_submission
from bayen.actions.deciding import accept_sure
from bayen.actions.forms import submit_form
from bayen.actions.receiving import receive_document
from bayen.actions.villages import register_villages
from bayen.records.models import Submission, Village
from tests.cast import (
    AUGUST,
    FORM,
    OLD_SOP_COP_DISTRICT,
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
from tests.web.browsing import BACKEND, Windows

__all__ = ["an", "auditor", "binh", "cuong", "keeper", "operator"]

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
def window(live_server: LiveServer, browser: Browser) -> Iterator[Windows]:
    """Opens windows of a real browser; complains in the end about what their scripts met."""
    windows = Windows(browser, live_server.url)
    yield windows
    windows.close()
    assert windows.troubles == []


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
    data, name = LETTER.encode(), "sop-cop-2018.txt"
    return receive_document(actor=binh, data=data, name=name, place_id=OLD_SOP_COP_DISTRICT)


@pytest.fixture
def na_sang(an: Account) -> Village:
    """The first of two villages that An's commune has entered."""
    village, _ = register_villages(
        actor=an,
        commune_id=SOP_COP,
        lines=["bản Nà Sàng", "Tổ dân phố 3"],
        valid_from=date(2025, 7, 1),
    )
    follow_villages()  # what comes after the commit
    return village
