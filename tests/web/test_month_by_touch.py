"""The essential steps of a month by touch on a phone, for everybody of the cast."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from bayen.records.models import Observation, Submission
from tests.cast import PATROLS, SEPTEMBER, SESSIONS, SOP_COP
from tests.web.hands import button, looks_right, seat, sign_in_by_touch, talk_row, tap_in
from tests.web.test_form_filling_browser import field as field_of

__all__ = ["seat"]
pytestmark = [pytest.mark.e2e, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

DOUBT = "tháng trước chỉ 5"
ANSWER = "đúng, có đợt cao điểm"


def test_the_essential_steps_by_touch_on_a_phone(live_server, seat, an, binh):
    commune = sign_in_by_touch(seat(an, on_a_phone=True), an)
    province = sign_in_by_touch(seat(binh, on_a_phone=True), binh)
    form = f"{live_server.url}{reverse('form_filling')}?place={SOP_COP}&period={SEPTEMBER.key}"
    fill_and_send(commune, form)
    number = Submission.objects.get().number
    talk = live_server.url + reverse("conversation", args=(number,))
    return_one(province, talk)
    answer_it(commune, form)
    accept_it(province, talk)
    assert Observation.objects.get(indicator=PATROLS).milli == 17_000


def fill_and_send(phone: Page, form: str) -> None:
    phone.goto(form)
    tap_in(field_of(phone, PATROLS), "17")
    tap_in(field_of(phone, SESSIONS), "3")
    looks_right(phone)
    button(phone, "Gửi").tap()
    expect(phone.get_by_text("Đã gửi báo cáo số")).to_be_visible()
    looks_right(phone)


def return_one(phone: Page, talk: str) -> None:
    phone.goto(talk)
    row = talk_row(phone, PATROLS)
    row.locator(".return-one summary").tap()
    tap_in(row.locator('input[name^="return:"]'), DOUBT)
    looks_right(phone)
    button(phone, "Trả lại các số đã ghi lý do").tap()
    expect(phone.get_by_text("Đã trả lại 1 số của báo cáo")).to_be_visible()
    looks_right(phone)


def answer_it(phone: Page, form: str) -> None:
    phone.goto(form)
    expect(phone.get_by_text(DOUBT).first).to_be_visible()
    tap_in(phone.locator(f'[name="answer:{PATROLS}"]'), ANSWER)
    looks_right(phone)
    button(phone, "Gửi lại").tap()
    expect(phone.get_by_text("Đã gửi báo cáo số")).to_be_visible()


def accept_it(phone: Page, talk: str) -> None:
    phone.goto(talk)
    expect(talk_row(phone, PATROLS)).to_contain_text(ANSWER)
    looks_right(phone)
    button(phone, "Duyệt báo cáo").tap()
    expect(phone.get_by_text("Đã duyệt báo cáo")).to_be_visible()
    looks_right(phone)
