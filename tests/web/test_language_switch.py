"""The switch in the top bar: it keeps the page, this browser and the account."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from tests.web.browsing import NARROW, PASSWORD, fits, with_password

pytestmark = pytest.mark.django_db


def switch(client: Client, language: str, page: str):
    return client.post(reverse("language"), {"language": language, "next": page})


def heading(client: Client, page: str) -> tuple[str, str]:
    """The language that the page says it is in, and its title."""
    text = client.get(page).content.decode()
    spoken, title = re.search(r'<html lang="(\w+)">', text), re.search(r"<title>([^<·]+)", text)
    assert spoken is not None
    assert title is not None
    return spoken[1], title[1].strip()


def test_the_switch_leads_back_to_the_page_in_the_other_language(signed_in, binh):
    client, page = signed_in(binh), reverse("table") + "?period=2025-M08"
    assert heading(client, page)[0] == "vi"
    assert switch(client, "en", page)["Location"] == page
    assert heading(client, page) == (
        "en",
        "Consolidated figures of Sơn La province, August 2025",
    )
    switch(client, "vi", page)
    assert heading(client, page) == ("vi", "Tổng hợp tỉnh Sơn La, tháng 8/2025")


def test_the_choice_stays_with_the_account_on_another_machine(signed_in, binh, an):
    switch(signed_in(binh), "en", "/")
    assert heading(signed_in(binh), "/") == ("en", "Today's work")
    assert heading(signed_in(an), "/") == ("vi", "Việc hôm nay")


def test_before_signing_in_the_browser_keeps_it():
    client = Client()
    switch(client, "en", reverse("account_login"))
    assert heading(client, reverse("account_login")) == ("en", "Sign in")


@pytest.mark.parametrize("language", ["", "fr", "../en"])
def test_a_language_that_is_not_offered_changes_nothing(signed_in, binh, language):
    client = signed_in(binh)
    switch(client, language, "/")
    binh.refresh_from_db()
    assert binh.language == ""
    assert heading(client, "/")[0] == "vi"


def test_the_switch_leads_to_no_other_host():
    answer = switch(Client(), "en", "https://elsewhere.example/")
    assert answer["Location"] == "/"


def test_scripts_get_their_words_only_where_they_need_them(signed_in, binh):
    client = signed_in(binh)
    assert reverse("script_words") not in client.get("/").content.decode()
    switch(client, "en", "/")
    assert reverse("script_words") in client.get("/").content.decode()
    assert "Saving" in client.get(reverse("script_words")).content.decode()


@pytest.mark.e2e
@pytest.mark.django_db(transaction=True)
def test_english_pages_fit_and_axe_finds_nothing(window, binh, form_sent):
    with_password(binh)
    page = window(reverse("account_login"), NARROW)
    page.get_by_role("button", name="English").click()
    page.get_by_label("User name").fill("binh")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", name="Today's work")).to_be_visible()
    for name in ("home", "submissions", "table", "publications", "upload"):
        page.goto(window.base + reverse(name) + "?period=2025-M08&section=activity")
        fits(page)
    page.get_by_role("button", name="Tiếng Việt").click()
    expect(page.get_by_role("button", name="English")).to_be_visible()
