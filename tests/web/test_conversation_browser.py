"""A figure comes back, is answered and accepted: An on a phone, Bình at a desk, by keyboard."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page, ViewportSize, expect

from bayen.access.accounts import Account
from bayen.actions.forms import submit_form
from bayen.records.models import Submission, Turn
from tests.cast import AUGUST, FORM, PATROLS, SESSIONS, SOP_COP
from tests.web.conftest import PASSWORD
from tests.web.test_in_the_browser import axe

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

WIDE: ViewportSize = {"width": 1440, "height": 900}
NARROW: ViewportSize = {"width": 360, "height": 740}
expect.set_options(timeout=20_000)  # on a busy machine a sending takes its time
RAW = {PATROLS: "17", SESSIONS: "3"}


@pytest.fixture
def as_(live_server, browser: Browser):
    """Opens a page as an account at a width; complains about errors of scripts."""
    opened = []

    def open_as(account: Account, viewport: ViewportSize, address: str) -> Page:
        account.set_password(PASSWORD)
        account.save()
        context = browser.new_context(viewport=viewport, locale="vi-VN")
        page = context.new_page()
        page.on("pageerror", lambda error: pytest.fail(f"script failed: {error}"))
        page.goto(live_server.url + reverse("account_login"))
        page.get_by_label("Tên đăng nhập").fill(account.username)
        page.get_by_label("Mật khẩu").fill(PASSWORD)
        page.get_by_role("button", name="Đăng nhập").click()
        page.wait_for_url(lambda url: "dang-nhap" not in url)
        page.goto(live_server.url + address)
        opened.append(context)
        return page

    yield open_as
    for context in opened:
        context.close()


def fits(page: Page) -> None:
    """Nothing scrolls sideways and axe finds nothing."""
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert axe(page) == []


@pytest.fixture
def sent(an) -> Submission:
    return submit_form(actor=an, form_code=FORM, place_id=SOP_COP, period=AUGUST, raw=RAW)


def talk_of(sent: Submission) -> str:
    return reverse("conversation", args=(sent.number,))


def row_of(page: Page, label: str):
    return page.locator(".talk-table tbody tr").filter(has_text=label)


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["1440", "360"])
def test_one_figure_is_returned_answered_and_accepted(as_, an, binh, sent, viewport):
    desk = as_(binh, viewport, talk_of(sent))
    fits(desk)
    row = row_of(desk, "17").first
    row.locator("summary").filter(has_text="Trả lại số này").focus()
    desk.keyboard.press("Enter")
    desk.keyboard.press("Tab")
    desk.keyboard.type("tháng trước chỉ 5")
    desk.keyboard.press("Enter")
    expect(desk.get_by_text("Đã trả lại 1 số của báo cáo")).to_be_visible()
    phone = as_(an, viewport, f"{reverse('form_filling')}?place={SOP_COP}&period={AUGUST.key}")
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


def test_a_refused_reason_comes_back_with_what_was_typed(as_, binh, sent):
    page = as_(binh, WIDE, talk_of(sent))
    row = row_of(page, "17").first
    row.locator("summary").filter(has_text="Trả lại số này").click()
    row.locator('input[name^="return:"]').fill("gọi 0912345678")
    page.get_by_role("button", name="Trả lại các số đã ghi lý do").click()
    expect(page.get_by_role("alert")).to_contain_text("số điện thoại")
    expect(row.locator('input[name^="return:"]')).to_have_value("gọi 0912345678")
    fits(page)


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["1440", "360"])
def test_a_warning_asks_a_word_and_the_reviewer_sees_it(as_, an, binh, viewport):
    address = f"{reverse('form_filling')}?place={SOP_COP}&period={AUGUST.key}"
    phone = as_(an, viewport, address)
    phone.locator('input[name="tip.received"]').fill("3")
    phone.locator('input[name="tip.useful"]').fill("8")
    phone.get_by_role("button", name="Gửi", exact=True).click()
    asked = phone.get_by_role("group", name="1 cảnh báo cần một lời")
    expect(asked).to_be_visible()
    fits(phone)
    asked.get_by_role("textbox").fill("có tin nhận từ tháng trước")
    phone.get_by_role("button", name="Gửi", exact=True).click()
    expect(phone.get_by_text("Đã gửi báo cáo số")).to_be_visible()
    desk = as_(binh, viewport, talk_of(Submission.objects.get()))
    expect(desk.get_by_text("có tin nhận từ tháng trước")).to_be_visible()
    fits(desk)


def test_the_reviewer_lets_a_finding_pass_with_a_reason(as_, an, binh):
    raw = {"tip.received": "3", "tip.useful": "8"}
    sent = submit_form(actor=an, form_code=FORM, place_id=SOP_COP, period=AUGUST, raw=raw)
    page = as_(binh, WIDE, talk_of(sent))
    page.locator("summary").filter(has_text="Cho qua").click()
    page.locator('input[name^="word:"]').fill("đã gọi hỏi, số đúng")
    page.get_by_role("button", name="Cho qua").click()
    expect(page.get_by_text("bên duyệt cho qua: đã gọi hỏi, số đúng")).to_be_visible()
    expect(page.locator(".doubt")).to_have_count(0)
