"""The page on which a month's form is filled in, and its workbook: where its parts are."""

from __future__ import annotations

from django.urls import reverse
from openpyxl import Workbook
from playwright.sync_api import Locator, Page

from bayen.core.periods import Period
from tests.cast import SOP_COP

# Waits until the device has kept the page, the list of what it keeps, and what the page runs on.
KEEP = """async () => {
  const pages = await caches.open("bayen-pages");
  const parts = await caches.open("bayen-parts");
  const has = (store, address) => store.match(address, { ignoreVary: true });
  const list = new URL("tren-may/", location.href).href;
  const isKept = async () => await has(pages, location.href) && await has(pages, list)
    && await has(parts, "/static/bayen/form-checks.js");
  while (!(await isKept())) await new Promise((resolve) => { setTimeout(resolve, 100); });
}"""


def form_of(period: Period) -> str:
    """The address of An's form."""
    return f"{reverse('form_filling')}?place={SOP_COP}&period={period.key}"


def field(page: Page, code: str) -> Locator:
    return page.locator(f'input[name="{code}"]')


def row(page: Page, code: str) -> Locator:
    return page.locator(".form-row").filter(has=field(page, code))


def badge(page: Page) -> Locator:
    """What the page says of its connection."""
    return page.locator("#form-link")


def cell_of(book: Workbook, code: str) -> str:
    """Where the workbook of a form has a figure."""
    rows = book["_bayen"].iter_rows(values_only=True)
    return next(str(value) for kind, name, value, *_ in rows if (kind, name) == ("field", code))
