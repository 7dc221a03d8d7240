"""The browser that page tests use is the system's own, and it starts."""

import pytest
from playwright.sync_api import Error, Page, expect

pytestmark = pytest.mark.e2e


def test_a_page_is_shown(page: Page) -> None:
    page.set_content("<title>Ba Yên</title><h1>Số liệu</h1>")
    expect(page).to_have_title("Ba Yên")
    expect(page.get_by_role("heading", name="Số liệu")).to_be_visible()


def test_the_browser_finds_no_other_machine(page: Page) -> None:
    """A page that fetched from outside would work here and fail in an office without internet."""
    with pytest.raises(Error, match="ERR_NAME_NOT_RESOLVED"):
        page.goto("https://example.org/")
