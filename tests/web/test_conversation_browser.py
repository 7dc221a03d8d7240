"""A figure comes back, is answered and accepted: An on a phone, Bình at a desk, by keyboard."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from bayen.actions.forms import submit_form
from bayen.records.models import Submission, Turn
from tests.cast import AUGUST, FORM, PATROLS, SESSIONS, SOP_COP
from tests.web.browsing import NARROW, fits
from tests.web.form_page import form_of

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

RAW = {PATROLS: "17", SESSIONS: "3"}


@pytest.fixture
def sent(an) -> Submission:
    return submit_form(actor=an, form_code=FORM, place_id=SOP_COP, period=AUGUST, raw=RAW)


def talk_of(sent: Submission) -> str:
    return reverse("conversation", args=(sent.number,))


def row_of(page: Page, label: str):
    return page.locator(".talk-table tbody tr").filter(has_text=label)


def test_one_figure_is_returned_answered_and_accepted(window, an, binh, sent):
    desk = window(talk_of(sent), by=binh)
    fits(desk)
    row = row_of(desk, "17").first
    row.locator("summary").filter(has_text="Trả lại số này").focus()
    desk.keyboard.press("Enter")
    desk.keyboard.press("Tab")
    desk.keyboard.type("tháng trước chỉ 5")
    desk.keyboard.press("Enter")
    expect(desk.get_by_text("Đã trả lại 1 số của báo cáo")).to_be_visible()
    phone = window(form_of(AUGUST), NARROW, by=an)
    expect(phone.get_by_text("tháng trước chỉ 5").first).to_be_visible()
    expect(phone.locator(f'input[name="{SESSIONS}"]')).to_be_hidden()
    fits(phone)
    phone.get_by_label("Hiện cả biểu mẫu").check()
    expect(phone.locator(f'input[name="{SESSIONS}"]')).to_have_attribute("readonly", "")
    phone.get_by_label("Nếu số đúng, ghi vì sao").fill("đúng 17, có đợt cao điểm")
    phone.get_by_role("button", name="Gửi lại").click()
    expect(phone.get_by_text("Đã gửi báo cáo số")).to_be_visible()
    assert Turn.objects.get(kind="answered").text == "đúng 17, có đợt cao điểm"
    desk.goto(desk.url.split("/bao-cao/")[0] + talk_of(sent))
    expect(row_of(desk, "17").first).to_contain_text("đúng 17, có đợt cao điểm")
    fits(desk)
    desk.get_by_role("button", name="Duyệt báo cáo").click()
    expect(desk.get_by_text("Đã duyệt báo cáo")).to_be_visible()


def test_a_refused_reason_comes_back_with_what_was_typed(window, binh, sent):
    page = window(talk_of(sent), by=binh)
    row = row_of(page, "17").first
    row.locator("summary").filter(has_text="Trả lại số này").click()
    row.locator('input[name^="return:"]').fill("gọi 0912345678")
    page.get_by_role("button", name="Trả lại các số đã ghi lý do").click()
    expect(page.get_by_role("alert")).to_contain_text("số điện thoại")
    expect(row.locator('input[name^="return:"]')).to_have_value("gọi 0912345678")
    fits(page)


def test_a_warning_asks_a_word_and_the_reviewer_sees_it(window, an, binh):
    phone = window(form_of(AUGUST), NARROW, by=an)
    phone.locator('input[name="tip.received"]').fill("3")
    phone.locator('input[name="tip.useful"]').fill("8")
    phone.get_by_role("button", name="Gửi", exact=True).click()
    asked = phone.get_by_role("group", name="1 cảnh báo cần một lời")
    expect(asked).to_be_visible()
    fits(phone)
    asked.get_by_role("textbox").fill("có tin nhận từ tháng trước")
    phone.get_by_role("button", name="Gửi", exact=True).click()
    expect(phone.get_by_text("Đã gửi báo cáo số")).to_be_visible()
    desk = window(talk_of(Submission.objects.get()), by=binh)
    expect(desk.get_by_text("có tin nhận từ tháng trước")).to_be_visible()
    fits(desk)


def test_the_reviewer_lets_a_finding_pass_with_a_reason(window, an, binh):
    raw = {"tip.received": "3", "tip.useful": "8"}
    sent = submit_form(actor=an, form_code=FORM, place_id=SOP_COP, period=AUGUST, raw=raw)
    page = window(talk_of(sent), by=binh)
    page.locator("summary").filter(has_text="Cho qua").click()
    page.locator('input[name^="word:"]').fill("đã gọi hỏi, số đúng")
    page.get_by_role("button", name="Cho qua").click()
    expect(page.get_by_text("bên duyệt cho qua: đã gọi hỏi, số đúng")).to_be_visible()
    expect(page.locator(".doubt")).to_have_count(0)
