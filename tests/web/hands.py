"""People at pages: by keyboard alone at a desk, by touch alone on a phone."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, Page, ViewportSize, expect

from bayen.access.accounts import Account
from bayen.catalogue.indicators import load_indicators
from tests.web.browsing import NARROW, PASSWORD, WIDE, Windows, hard_to_use, with_password

BETWEEN_TAPS = 350  # milliseconds; Chromium joins what comes within 300
FAR = 400  # no page has as many stops for the Tab key
# Which key brings the focus nearer; "" when it is there.
_WHERE = """one => {
  const here = document.activeElement;
  if (one === here) return "";
  const order = here.compareDocumentPosition(one);
  return here !== document.body && order & Node.DOCUMENT_POSITION_PRECEDING ? "Shift+Tab" : "Tab";
}"""


class Hand(ABC):
    """Somebody at a page, who does everything in one way."""

    viewport: ClassVar[ViewportSize]
    on_a_phone: ClassVar[bool]

    def __init__(self, page: Page) -> None:
        self.page = page

    @abstractmethod
    def press(self, target: Locator) -> None:
        """A button, a link, a heading that opens."""

    @abstractmethod
    def type_in(self, target: Locator, words: str) -> None:
        """Instead of what stands there."""

    @abstractmethod
    def choose(self, target: Locator, value: str) -> None:
        """The one of a list of choices."""

    @abstractmethod
    def judge(self) -> None:
        """Take every figure that was read and waits, one after another."""

    def follow(self, target: Locator) -> None:
        """Press what leads to another page, and wait until it is there.

        Waiting for a navigation would end at a new entry in the history of the page of now.
        """
        with self.page.expect_event("load"):
            self.press(target)

    def go(self, page_name: str) -> None:
        """By the bar of links at the top."""
        self.follow(self.page.locator(f'.nav-main a[href^="{reverse(page_name)}?"]'))

    def hand_over(self, target: Locator, path: Path) -> None:
        """Choose a file."""
        with self.page.expect_file_chooser() as chooser:  # first, so that the browser listens
            self.press(target)
        chooser.value.set_files(path)

    def sign_in(self, account: Account) -> None:
        self.type_in(self.page.get_by_label("Tên đăng nhập"), account.username)
        self.type_in(self.page.get_by_label("Mật khẩu"), PASSWORD)
        self.press(self.button("Đăng nhập"))
        self.page.wait_for_url(lambda url: "dang-nhap" not in url)

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def talk_row(self, code: str) -> Locator:
        """The line of a figure in the conversation over a report."""
        head = self.page.get_by_role("rowheader", name=load_indicators()[code].name_vi)
        return self.page.locator(".talk-table tbody tr").filter(has=head).first

    def looks_right(self) -> None:
        """Nothing scrolls sideways and axe finds nothing."""
        assert hard_to_use(self.page) == [], self.page.url


class Keyboard(Hand):
    """At a desk, without a mouse."""

    viewport: ClassVar[ViewportSize] = WIDE
    on_a_phone = False

    def _tab_to(self, target: Locator) -> None:
        """Press Tab until the target has the focus, back where it lies behind."""
        expect(target).to_be_visible()
        for _ in range(FAR):
            key = target.evaluate(_WHERE)
            if not key:
                return
            self.page.keyboard.press(key)
        pytest.fail(f"the Tab key does not reach {target}")

    def press(self, target: Locator) -> None:
        self._tab_to(target)
        self.page.keyboard.press("Enter")

    def type_in(self, target: Locator, words: str) -> None:
        self._tab_to(target)
        self.page.keyboard.press("ControlOrMeta+A")
        self.page.keyboard.type(words)

    def choose(self, target: Locator, value: str) -> None:
        self._tab_to(target)
        for _ in range(FAR):
            if target.input_value() == value:
                return
            self.page.keyboard.press("ArrowDown")
        pytest.fail(f"{value} is not among the choices")

    def judge(self) -> None:
        """j goes to the first, a takes it and goes on."""
        waiting = self.page.locator(".found[data-pending]")
        self.page.keyboard.press("j")
        for left in reversed(range(waiting.count())):
            expect(self.page.locator(".found.is-here[data-pending]")).to_have_count(1)
            self.page.keyboard.press("a")
            expect(waiting).to_have_count(left)


class Touch(Hand):
    """On a phone, no faster than a finger: quicker taps count as double and triple ones."""

    viewport: ClassVar[ViewportSize] = NARROW
    on_a_phone = True

    def press(self, target: Locator) -> None:
        self.page.wait_for_timeout(BETWEEN_TAPS)
        target.tap()

    def type_in(self, target: Locator, words: str) -> None:
        self.press(target)
        expect(target).to_be_focused()  # a tap moves the focus a moment later
        target.select_text()
        self.page.keyboard.type(words)

    def choose(self, target: Locator, value: str) -> None:
        """The phone shows its own list, which is no part of the page."""
        target.select_option(value)

    def judge(self) -> None:
        self.press(self.page.get_by_role("tab", name="Số liệu"))
        waiting = self.page.locator(".found[data-pending]")
        for left in reversed(range(waiting.count())):
            self.press(waiting.first.locator("button[value=accept]"))
            expect(waiting).to_have_count(left)


Seat = Callable[[Account], Hand]


@pytest.fixture(params=[Keyboard, Touch], ids=["keyboard-1440", "touch-360"])
def seat(request: pytest.FixtureRequest, window: Windows) -> Seat:
    """Signs accounts in, each at a page of its own; all at desks, or all on phones."""
    kind: type[Hand] = request.param
    options: dict[str, Any] = {"has_touch": kind.on_a_phone, "is_mobile": kind.on_a_phone}

    def sit_down(account: Account) -> Hand:
        with_password(account)
        hand = kind(window(reverse("account_login"), kind.viewport, **options))
        hand.sign_in(account)
        return hand

    return sit_down
