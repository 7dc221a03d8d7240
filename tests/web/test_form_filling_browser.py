"""A month's form in a real browser: typed by keyboard, pasted, warned about, kept, sent."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

import pytest
from playwright.sync_api import Page, expect

from bayen.actions.forms import save_form_draft
from bayen.records.models import Submission
from tests.cast import AUGUST, FORM, PATROLS, SEPTEMBER, SOP_COP
from tests.web.browsing import NARROW, PASSWORD, WIDE, hard_to_use, with_password
from tests.web.form_page import field, form_of, row

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

SAVED = re.compile(r"Đã lưu \d\d:\d\d")
PASTE = """(text) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  const kind = { clipboardData, bubbles: true, cancelable: true };
  document.activeElement.dispatchEvent(new ClipboardEvent("paste", kind));
}"""


@pytest.fixture
def at(window, an) -> Callable[..., Page]:
    """Opens the form of September as An."""
    return partial(window, form_of(SEPTEMBER), by=an)


def test_a_form_is_typed_pasted_warned_about_kept_and_sent(at, form_accepted):
    page = at()
    field(page, "case.total").focus()
    for number in ("9", "3", "5"):
        page.keyboard.type(number)
        page.keyboard.press("Enter")
    expect(field(page, "case.solved")).to_be_focused()
    expect(row(page, "case.total")).to_contain_text("cộng các phần")
    expect(page.locator("#form-saved")).to_have_text(SAVED)
    page.keyboard.press("ArrowUp")
    page.keyboard.type("6")
    expect(row(page, "case.total").locator("[data-look]")).to_have_attribute("data-look", "")

    field(page, PATROLS).focus()
    page.evaluate(PASTE, "1.205\thàng đêm\r\n16\r\n400\r\n")
    expect(field(page, PATROLS)).to_have_value("1.205")
    expect(field(page, "media.leaflets")).to_have_value("400")
    expect(row(page, PATROLS)).to_contain_text("hơn 1.222")
    expect(page.locator("#form-filled")).to_contain_text("6/")
    expect(page.locator("#form-saved")).to_have_text(SAVED)
    assert Submission.objects.get(period_key=SEPTEMBER.key).status == "draft"

    page.reload()
    expect(field(page, PATROLS)).to_have_value("1.205")
    page.get_by_role("button", name="Gửi", exact=True).click()
    expect(page.get_by_text("Đã gửi báo cáo số")).to_be_visible()
    page.get_by_role("link", name="Báo cáo gửi lên").first.click()
    expect(page.locator("main")).to_contain_text("tháng 9/2025")
    expect(page.locator("main")).to_contain_text("đã gửi")


def test_a_lost_connection_and_a_closed_tab_lose_nothing(at):
    page = at(viewport=NARROW, has_touch=True, is_mobile=True)
    page.context.set_offline(True)
    field(page, PATROLS).tap()
    page.keyboard.type("17")
    expect(page.locator("#form-saved")).to_contain_text("Chưa lưu được")
    page.context.set_offline(False)
    expect(page.locator("#form-saved")).to_have_text(SAVED)

    page.route("**/luu/", lambda route: route.abort("internetdisconnected"))
    page.route("**/luu/?*", lambda route: route.abort("internetdisconnected"))
    field(page, PATROLS).fill("18")
    expect(page.locator("#form-saved")).to_contain_text("Chưa lưu được")
    page.unroute_all()
    page.goto("about:blank")
    page.go_back()
    expect(field(page, PATROLS)).to_have_value("18")
    expect(page.locator("#form-saved")).to_have_text(SAVED)
    assert Submission.objects.get().proposals.get().written == "18"


def test_a_log_in_that_ended_keeps_what_was_typed(at, an):
    with_password(an)
    page = at()
    page.context.clear_cookies()
    field(page, PATROLS).fill("17")
    expect(page.locator("#form-saved")).to_contain_text("Phiên đăng nhập đã hết")
    page.locator("#form-saved a").click()
    page.get_by_label("Tên đăng nhập").fill("an")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    expect(field(page, PATROLS)).to_have_value("17")
    expect(page.locator("#form-saved")).to_have_text(SAVED)


def test_no_form_scrolls_sideways_and_axe_finds_nothing(at, an, form_accepted):
    raw = {PATROLS: "mười hai", "case.total": "9", "case.criminal": "3", "case.administrative": "5"}
    save_form_draft(actor=an, form_code=FORM, place_id=SOP_COP, period=SEPTEMBER, raw=raw)
    page = at(has_touch=True)
    problems = []
    for period in (SEPTEMBER, AUGUST):  # one to fill in, one accepted
        page.goto(page.url.split("&period=")[0] + f"&period={period.key}")
        problems += [f"{period.key}: {found}" for found in hard_to_use(page, WIDE, NARROW)]
        assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")
    assert problems == []
