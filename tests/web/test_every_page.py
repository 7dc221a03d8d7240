"""What holds of every page: signed in, nothing from elsewhere, no script or style in the text."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from bayen.web.content_security import POLICY

pytestmark = pytest.mark.django_db

OPEN = {"account_login", "account_logout", "invitation", "privacy", "language", "script_words"}
OPEN |= {"mfa_authenticate", "mfa_login_webauthn", "form_worker"}
ARGUMENTS = {"number": 1, "figure_number": 1, "seq": 1, "kind": "docx"}
ARGUMENTS |= {"posting_number": 1, "entry_number": 1}
ARGUMENTS |= {"secret": "no-such-link", "pk": 1, "code": "thang-2025"}
PATTERNS = [p for p in get_resolver("bayen.web.urls").url_patterns if isinstance(p, URLPattern)]


def address(pattern: URLPattern) -> str:
    names = pattern.pattern.converters
    return reverse(pattern.name or "", kwargs={name: ARGUMENTS[name] for name in names})


def test_there_are_pages():
    assert {p.name for p in PATTERNS} >= OPEN


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda p: str(p.name))
@pytest.mark.parametrize("method", ["get", "post"])
def test_every_page_asks_for_a_log_in_unless_it_is_open(pattern, method):
    response = getattr(Client(), method)(address(pattern))
    if pattern.name in OPEN:
        assert response.status_code in {200, 302, 405, 410}
        return
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("account_login"))


def test_a_browser_whose_log_in_ended_still_gets_the_newer_worker():
    response = Client().get(reverse("form_worker"))
    assert (response.status_code, response["Content-Type"]) == (200, "text/javascript")


def test_a_part_of_a_page_sends_the_whole_page_to_the_log_in():
    response = Client().get(reverse("trail"), headers={"HX-Request": "true"})
    assert response["HX-Redirect"] == reverse("account_login")


def pages(number: int) -> list[str]:
    return [
        reverse("home"),
        reverse("submissions"),
        reverse("form_filling"),
        reverse("form_filling") + "?place=c04231.2025&period=2025-M08",
        reverse("upload"),
        reverse("submission", args=(number,)),
        reverse("figure_edit", args=(number, 1)),
        reverse("table") + "?period=2025-M08",
        reverse("trail") + "?period=2025-M08&indicator=activity.patrols",
        reverse("lexicon"),
        reverse("layouts"),
        reverse("privacy"),
        "/khong-co-trang-nay/",
    ]


def test_no_page_carries_script_style_or_another_host(signed_in, binh, form_sent):
    client = signed_in(binh)
    for page in pages(form_sent.number):
        response = client.get(page)
        text = response.content.decode()
        assert response["Content-Security-Policy"] == POLICY
        assert not re.findall(r"<script(?![^>]*\ssrc=)", text), page
        assert not re.findall(r"<style|\sstyle=|\son[a-z]+=|javascript:", text), page
        assert not re.findall(r"""(?:src|href|action)=["'](?:https?:)?//""", text), page


def test_pages_are_vietnamese_whatever_the_browser_prefers(signed_in, binh, form_sent):
    client = signed_in(binh)
    for page in pages(form_sent.number):
        text = client.get(page, headers={"Accept-Language": "en-US,en"}).content.decode()
        assert '<html lang="vi">' in text
        assert not re.search(r"\b(Submit|Sign in|Log in|Search|Password|This field)\b", text), page
