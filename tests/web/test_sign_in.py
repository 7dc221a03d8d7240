"""Signing in: our words for every answer, a lock after five wrong passwords, rows in the log."""

import time
from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
)
from axes.models import AccessAttempt
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bayen.records.models import AuditEvent
from tests.web.browsing import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture
def an_with_password(an):
    an.set_password(PASSWORD)
    an.save()
    return an


def sign_in(client, password, username="an"):
    data = {"login": username, "password": password, "next": "/bao-cao/"}
    return client.post(reverse("account_login"), data)


def deeds(**of) -> list[str]:
    return list(AuditEvent.objects.filter(**of).order_by("id").values_list("action", flat=True))


def test_the_right_password_leads_to_the_page_that_was_asked_for(an_with_password):
    response = sign_in(Client(), PASSWORD)
    assert response.status_code == 302
    assert response["Location"] == "/bao-cao/"


def test_a_wrong_password_says_what_to_do(an_with_password):
    response = sign_in(Client(), "sai-mat-khau")
    assert response.status_code == 200
    assert "Sai tên đăng nhập hoặc mật khẩu" in response.content.decode()


def test_after_five_wrong_passwords_the_right_one_is_locked_out_until_unlocked(
    an_with_password, keeper, signed_in
):
    client = Client()
    for _ in range(5):
        sign_in(client, "sai-mat-khau")
    sign_in(client, PASSWORD)
    response = sign_in(client, PASSWORD)
    assert response.status_code == 429
    text = response.content.decode()
    assert "Chờ 15 phút" in text
    assert "người quản trị của đơn vị hoặc cấp trên mở khóa" in text
    assert deeds(actor="an") == ["lock_out"]

    page = reverse("account", args=(an_with_password.pk,))
    keepers = signed_in(keeper)
    assert "tạm khóa đến" in keepers.get(page).content.decode()
    keepers.post(reverse("account_deed", args=(an_with_password.pk,)), {"deed": "unlock"})
    assert "tạm khóa đến" not in keepers.get(page).content.decode()
    assert sign_in(client, PASSWORD).status_code == 302
    assert "unlock_account" in deeds(actor="keeper")


def test_other_spellings_of_a_name_give_no_further_tries(an_with_password):
    for name in ("an", "An", "AN", " an", "aN "):
        sign_in(Client(), "sai-mat-khau", username=name)
    assert sign_in(Client(), PASSWORD).status_code == 429


def test_wrong_codes_of_the_second_step_are_counted(an_with_password):
    cache.clear()  # the counts live there, and accounts of other tests have the same numbers
    TOTP.activate(an_with_password, secret := generate_totp_secret())
    client = Client()
    assert sign_in(client, PASSWORD)["Location"] == reverse("mfa_authenticate")
    for _ in range(5):
        client.post(reverse("mfa_authenticate"), {"code": "x"})
    right = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    response = client.post(reverse("mfa_authenticate"), {"code": right})
    assert "Nhập sai nhiều lần" in response.content.decode()
    assert client.get(reverse("home")).status_code == 302
    cache.clear()


def test_a_lock_passes_by_itself(an_with_password):
    client = Client()
    for _ in range(5):
        sign_in(client, "sai-mat-khau")
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=16))
    assert sign_in(client, PASSWORD).status_code == 302


def test_a_name_that_nobody_has_is_kept_nowhere_in_the_log(an_with_password):
    for _ in range(6):
        sign_in(Client(), "x", username="mat-khau-go-nham-o")
    assert deeds() == []


def test_coming_and_going_leave_rows(an_with_password):
    client = Client()
    sign_in(client, PASSWORD)
    client.post(reverse("account_logout"))
    assert deeds(actor="an") == ["sign_in", "sign_out"]
    assert client.get(reverse("home")).status_code == 302


def test_a_closed_account_is_told_so_only_with_its_password(an_with_password):
    an_with_password.is_active = False
    an_with_password.save()
    client = Client()
    assert "đã đóng" not in sign_in(client, "sai-mat-khau").content.decode()
    response = client.get(sign_in(client, PASSWORD)["Location"])
    assert "Tài khoản đã đóng" in response.content.decode()


def test_a_log_in_ends_with_the_account(an_with_password, signed_in):
    client = signed_in(an_with_password)
    assert client.get(reverse("home")).status_code == 200
    an_with_password.is_active = False
    an_with_password.save()
    assert client.get(reverse("home")).status_code == 302


@pytest.mark.parametrize(
    "address", ["accounts/signup/", "accounts/password/reset/", "accounts/email/", "signup/"]
)
def test_what_is_not_ours_of_the_library_is_not_there(an, signed_in, address):
    assert signed_in(an).get(f"/{address}").status_code == 404
