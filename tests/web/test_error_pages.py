"""When something is wrong, the page says so in Vietnamese and says what to do."""

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse
from django.views import defaults

pytestmark = pytest.mark.django_db


def test_a_page_that_is_not(signed_in, binh):
    response = signed_in(binh).get("/khong-co/")
    assert response.status_code == 404
    assert "Không tìm thấy trang này" in response.content.decode()


def test_a_stale_form(binh):
    response = Client(enforce_csrf_checks=True).post(reverse("account_login"), {"username": "x"})
    assert response.status_code == 403
    assert "Trang đã cũ, chưa lưu được" in response.content.decode()


def test_a_method_that_a_page_does_not_know(signed_in, binh):
    assert signed_in(binh).delete(reverse("table")).status_code == 405


@pytest.mark.parametrize(
    ("view", "says"),
    [
        (defaults.server_error, "Chương trình gặp lỗi"),
        (lambda request: defaults.bad_request(request, ValueError()), "Yêu cầu không đọc được"),
        (lambda request: defaults.permission_denied(request, ValueError()), "Không được phép"),
    ],
)
def test_the_pages_that_django_shows_by_itself(view, says, binh):
    request = RequestFactory().get("/")
    request.user = binh
    text = view(request).content.decode()
    assert says in text
    assert 'lang="vi"' in text
