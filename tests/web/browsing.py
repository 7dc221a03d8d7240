"""A real browser at the pages: windows of people signed in, and what makes a page hard to use."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, ViewportSize, expect

from bayen.access.accounts import Account

WIDE: ViewportSize = {"width": 1440, "height": 900}
NARROW: ViewportSize = {"width": 360, "height": 740}
PASSWORD = "mat-khau-cua-bai-thu"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
expect.set_options(timeout=20_000)  # on a busy machine a sending takes its time

_AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
# Errors in the console that a test means to see: a page refused or missing, no connection, and
# the worker that keeps pages for the device looking for its newer self without one.
_MEANT = ("status of 4", "ERR_INTERNET_DISCONNECTED", "error occurred when fetching the script")
# Letters in their face, drawn at the width of now, nothing on its way to another colour or place.
_SETTLED = """async () => {
  await document.fonts.ready;
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const ends = (moving) => moving.effect.getComputedTiming().endTime < Infinity;
  await Promise.allSettled(document.getAnimations().filter(ends).map((one) => one.finished));
}"""


class Windows:
    """Opens windows, each as on a machine of its own, and keeps what goes wrong in them."""

    def __init__(self, browser: Browser, base: str) -> None:
        self.base = base
        self.troubles: list[str] = []
        self._browser = browser
        self._contexts: list[BrowserContext] = []

    def __call__(
        self,
        at: str | None = None,
        viewport: ViewportSize = WIDE,
        *,
        by: Account | None = None,
        **options: Any,
    ) -> Page:
        """The page at this address of the site, or an empty one; signed in as ``by``, if any.

        Tests of signing in leave ``by`` away; the options are those of Playwright's contexts.
        """
        context = self._browser.new_context(viewport=viewport, locale="vi-VN", **options)
        self._contexts.append(context)
        if by is not None:
            context.add_cookies([{"url": self.base, **_session_of(by)}])  # type: ignore[typeddict-item]
        page = context.new_page()
        page.on("pageerror", lambda error: self.troubles.append(f"script failed: {error}"))
        page.on("console", self._hear)
        if at is not None:
            page.goto(self.base + at)
        return page

    def _hear(self, message: ConsoleMessage) -> None:
        """A policy that blocks something of ours shows as an error in the console."""
        if message.type == "error" and not any(meant in message.text for meant in _MEANT):
            self.troubles.append(message.text)

    def close(self) -> None:
        for context in self._contexts:
            context.close()


def _session_of(account: Account) -> dict[str, str]:
    """The cookie of somebody who signed in: tests of other things do not go by the door."""
    client = Client()
    client.force_login(account, backend=BACKEND)
    name = settings.SESSION_COOKIE_NAME
    return {"name": name, "value": client.cookies[name].value}


def with_password(account: Account) -> Account:
    """The account, able to sign in by hand."""
    account.set_password(PASSWORD)
    account.save()
    return account


def axe(page: Page) -> list[str]:
    """What axe-core finds; it is run as the browser's own code, past our policy."""
    page.evaluate(f"if (!window.axe) {{ {_AXE} }}; undefined")
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{violation['id']}: {node['html'][:120]} {node.get('failureSummary', '')[:200]}"
        for violation in found["violations"]
        for node in violation["nodes"][:2]
    ]


def too_wide(page: Page) -> list[str]:
    """How wide the page is when it scrolls sideways in the window of now."""
    page.evaluate(_SETTLED)
    assert page.viewport_size is not None
    width = page.evaluate("document.documentElement.scrollWidth")
    return [f"{width} px wide"] if width > page.viewport_size["width"] else []


def hard_to_use(page: Page, *viewports: ViewportSize) -> list[str]:
    """What scrolls sideways, and what axe finds, at each width; at the page's own without any."""
    own, found = page.viewport_size, []
    assert own is not None
    for viewport in viewports or (own,):
        _resize(page, viewport)
        found += [f"{viewport['width']}: {one}" for one in (*too_wide(page), *axe(page))]
    _resize(page, own)
    return found


def _resize(page: Page, viewport: ViewportSize) -> None:
    if page.viewport_size != viewport:
        page.set_viewport_size(viewport)


def fits(page: Page) -> None:
    """On a phone and at a desk nothing scrolls sideways and axe finds nothing."""
    assert hard_to_use(page, WIDE, NARROW) == [], page.url
