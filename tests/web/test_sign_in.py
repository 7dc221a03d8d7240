"""Signing in: our words for every answer, and a lock after five wrong passwords."""

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from tests.web.conftest import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture
def an_with_password(an):
    an.set_password(PASSWORD)
    an.save()
    return an


def sign_in(client, password):
    data = {"username": "an", "password": password, "next": "/bao-cao/"}
    return client.post(reverse("account_login"), data)


def test_the_right_password_leads_to_the_page_that_was_asked_for(an_with_password):
    response = sign_in(Client(), PASSWORD)
    assert response.status_code == 302
    assert response["Location"] == "/bao-cao/"


def test_a_wrong_password_says_what_to_do(an_with_password):
    response = sign_in(Client(), "sai-mat-khau")
    assert response.status_code == 200
    assert "Sai tên đăng nhập hoặc mật khẩu" in response.content.decode()


@override_settings(AXES_FAILURE_LIMIT=2)
def test_after_too_many_wrong_passwords_the_right_one_is_locked_out_too(an_with_password):
    client = Client()
    for _ in range(2):
        sign_in(client, "sai-mat-khau")
    response = sign_in(client, PASSWORD)
    assert response.status_code == 429
    assert "Tạm khóa đăng nhập" in response.content.decode()


def test_signing_out_ends_it(signed_in, an):
    client = signed_in(an)
    client.post(reverse("account_logout"))
    assert client.get(reverse("home")).status_code == 302
