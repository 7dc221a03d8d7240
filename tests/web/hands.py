"""People at pages: by keyboard alone at a desk, by touch alone on a phone."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from bayen.access.accounts import Account
from bayen.catalogue.indicators import load_indicators
from tests.web.conftest import PASSWORD
from tests.web.test_in_the_browser import axe

PHONE: ViewportSize = {"width": 360, "height": 740}
DESK: ViewportSize = {"width": 1440, "height": 900}
BETWEEN_TAPS = 350  # milliseconds; Chromium joins what comes within 300
FAR = 400  # no page has as many stops for the Tab key
# Which key brings the focus nearer; "" when it is there.
_WHERE = """one => {
  const here = document.activeElement;
  if (one === here) return "";
  const order = here.compareDocumentPosition(one);
  return here !== document.body && order & Node.DOCUMENT_POSITION_PRECEDING ? "Shift+Tab" : "Tab";
}"""
expect.set_options(timeout=20_000)  # on a busy machine a sending takes its time


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until the target has the focus, back where it lies behind: nothing else may."""
    expect(target).to_be_visible()
    for _ in range(FAR):
        key = target.evaluate(_WHERE)
        if not key:
            return
        page.keyboard.press(key)
    pytest.fail(f"the Tab key does not reach {target}")


def press(page: Page, target: Locator) -> None:
    tab_to(page, target)
    page.keyboard.press("Enter")


def follow(page: Page, target: Locator) -> None:
    """Press a link, or a button that leads to another page, and wait for it."""
    tab_to(page, target)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def type_in(page: Page, target: Locator, words: str) -> None:
    tab_to(page, target)
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type(words)


def choose(page: Page, target: Locator, value: str) -> None:
    """Go down a list of choices to the one."""
    tab_to(page, target)
    for _ in range(FAR):
        if target.input_value() == value:
            return
        page.keyboard.press("ArrowDown")
    pytest.fail(f"{value} is not among the choices")


def hand_over(page: Page, target: Locator, path: Path) -> None:
    """Choose a file from the keyboard."""
    with page.expect_file_chooser() as chooser:  # first, so that the browser listens in time
        press(page, target)
    chooser.value.set_files(path)


def go(page: Page, name: str) -> None:
    """By the bar of links at the top."""
    follow(page, page.locator(".nav-main").get_by_role("link", name=name))


def tap_in(target: Locator, words: str) -> None:
    """Tap and type, no faster than a hand: quicker taps count as double and triple ones."""
    target.page.wait_for_timeout(BETWEEN_TAPS)
    target.tap()
    expect(target).to_be_focused()  # a tap moves the focus a moment later
    target.page.keyboard.type(words)


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def name_of(code: str) -> str:
    return load_indicators()[code].name_vi


def looks_right(page: Page) -> None:
    """Nothing scrolls sideways and axe finds nothing."""
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url
    assert axe(page) == [], page.url


def talk_row(page: Page, code: str) -> Locator:
    """The line of a figure in the conversation over a report."""
    head = page.get_by_role("rowheader", name=name_of(code))
    return page.locator(".talk-table tbody tr").filter(has=head).first


# --- who sits there ----------------------------------------------------------------------------


@pytest.fixture
def seat(live_server, browser: Browser):
    """Seats an account: a page of its own, at a desk or on a phone, on the page to sign in."""
    opened = []

    def sit_down(account: Account, *, on_a_phone: bool) -> Page:
        account.set_password(PASSWORD)
        account.save()
        context = browser.new_context(
            viewport=PHONE if on_a_phone else DESK,
            locale="vi-VN",
            has_touch=on_a_phone,
            is_mobile=on_a_phone,
        )
        opened.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: pytest.fail(f"script failed: {error}"))
        page.goto(live_server.url + reverse("account_login"))
        return page

    yield sit_down
    for context in opened:
        context.close()


def sign_in_by_keyboard(page: Page, account: Account) -> Page:
    type_in(page, page.get_by_label("Tên đăng nhập"), account.username)
    type_in(page, page.get_by_label("Mật khẩu"), PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "dang-nhap" not in url)
    return page


def sign_in_by_touch(page: Page, account: Account) -> Page:
    tap_in(page.get_by_label("Tên đăng nhập"), account.username)
    tap_in(page.get_by_label("Mật khẩu"), PASSWORD)
    page.get_by_role("button", name="Đăng nhập").tap()
    page.wait_for_url(lambda url: "dang-nhap" not in url)
    return page
