"""A browser without a connection, also for a page that the service worker opens meanwhile."""

from __future__ import annotations

from playwright.sync_api import Page

_KEPT_IN_NAME = """
Object.defineProperty(Navigator.prototype, "onLine", {
  configurable: true, get: () => window.name !== "cut off",
});
"""
"""Chromium 150 forgets that there is none when a service worker answers a reload. The name of a
window outlives a reload, so it keeps what the page is to be told."""


def cut(page: Page) -> None:
    """The connection of a page's window is gone."""
    page.context.add_init_script(_KEPT_IN_NAME)
    page.evaluate("window.name = 'cut off'")
    page.context.set_offline(True)


def mend(page: Page) -> None:
    """It is back, and the page hears of it."""
    page.context.set_offline(False)
    page.evaluate("window.name = ''; window.dispatchEvent(new Event('online'))")
