"""The pages of accounts: for those who keep them, within their places, with a row for each view."""

import pytest
from django.urls import reverse
from django.utils import timezone

from bayen.records.models import Account, AuditEvent, Invitation, Posting, Role
from tests.cast import DIEN_BIEN, SOP_COP, posted

pytestmark = pytest.mark.django_db

NEW = {
    "username": "dung",
    "display_name": "Lò Thị Dung",
    "role": "commune",
    "place": SOP_COP,
    "first_day": "2026-01-05",
    "last_day": "",
}


@pytest.mark.parametrize("name", ["accounts", "account_new"])
def test_for_others_there_is_no_such_page(signed_in, binh, an, auditor, name):
    for account in (binh, an, auditor):
        assert signed_in(account).get(reverse(name)).status_code == 404


def test_another_provinces_account_is_not_there(signed_in, keeper, cuong):
    client = signed_in(keeper)
    for name in ("account", "account_link", "account_deed", "account_post"):
        address = reverse(name, args=(cuong.pk,))
        method = client.get if name == "account" else client.post
        assert method(address, {"deed": "close"}).status_code == 404
    cuong.refresh_from_db()
    assert cuong.is_active


def test_the_list_is_searched_without_diacritics_and_filtered(signed_in, keeper, an, binh, cuong):
    named = posted("hoa", Role.VILLAGE, SOP_COP)
    Account.objects.filter(pk=named.pk).update(display_name="Hoàng Thị Hòa")
    client = signed_in(keeper)

    def names(query: str) -> set[str]:
        rows = client.get(reverse("accounts") + query).context["rows"]
        return {row.username for row in rows}

    assert names("") == {"an", "binh", "hoa", "keeper"}
    assert names("?q=hoang thi hoa") == {"hoa"}
    assert names("?role=village") == {"hoa"}
    assert names(f"?at={SOP_COP}") == {"an", "hoa"}
    assert names("?at_text=xã Sốp Cộp, tỉnh Sơn La") == {"an", "hoa"}
    assert names("?state=invited") == {"an", "binh", "hoa", "keeper"}
    assert names("?state=closed") == set()


def test_the_list_costs_the_same_for_one_and_for_many(
    signed_in, keeper, django_assert_max_num_queries
):
    client = signed_in(keeper)
    client.get(reverse("accounts"))
    with django_assert_max_num_queries(16) as few:
        client.get(reverse("accounts"))
    for number in range(5):
        posted(f"x{number}", Role.COMMUNE, SOP_COP)
    with django_assert_max_num_queries(len(few)):
        client.get(reverse("accounts"))


def test_every_view_of_names_is_a_row_without_a_name(signed_in, keeper, an):
    client = signed_in(keeper)
    client.get(reverse("accounts") + "?q=An")
    client.get(reverse("account", args=(an.pk,)))
    rows = AuditEvent.objects.order_by("id").values_list("action", "target", "detail")
    assert list(rows) == [
        ("view_accounts", "accounts", {"people": 1}),
        ("view_account", "account:an", {"people": 1}),
    ]


def test_the_link_is_shown_once_and_never_stored(signed_in, keeper):
    response = signed_in(keeper).post(reverse("account_new"), NEW)
    link = response.context["link"]
    secret = link.rstrip("/").rpartition("/")[2]
    assert response["Cache-Control"] == "no-store"
    assert secret not in str(list(Invitation.objects.values()))
    again = signed_in(keeper).get(
        reverse("account", args=(Account.objects.get(username="dung").pk,))
    )
    assert secret not in again.content.decode()


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"username": "Dũng"}, "chữ thường không dấu"),
        ({"username": "keeper"}, "đã"),
        ({"role": ""}, "Chọn vai trò"),
        ({"place": "", "place_text": "không đâu cả"}, "Chọn địa bàn trong danh sách"),
        ({"place": DIEN_BIEN}, "không quản trị tài khoản của địa bàn này"),
        ({"last_day": "2025-01-01"}, "Ngày cuối phải sau"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(signed_in, keeper, changes, says):
    response = signed_in(keeper).post(reverse("account_new"), NEW | changes)
    assert response.status_code == 422
    text = response.content.decode()
    assert says in text
    assert 'class="error-summary"' in text
    assert not Account.objects.filter(username="dung").exists()


def test_a_place_is_found_without_script(signed_in, keeper):
    typed = NEW | {"place": "", "place_text": "xã Sốp Cộp, tỉnh Sơn La"}
    assert signed_in(keeper).post(reverse("account_new"), typed).status_code == 200
    assert Posting.objects.get(account__username="dung").place_id == SOP_COP


def test_a_posting_is_given_and_ended(signed_in, keeper, an):
    client = signed_in(keeper)
    given = {"role": "leader", "place": SOP_COP, "first_day": "2026-01-05", "last_day": ""}
    assert client.post(reverse("account_post", args=(an.pk,)), given).status_code == 302
    again = client.post(reverse("account_post", args=(an.pk,)), given)
    assert "đang giữ đúng phân công" in again.content.decode()
    posting = an.postings.get(role="leader")
    today = timezone.localdate().isoformat()
    client.post(reverse("posting_end", args=(an.pk, posting.pk)), {"last_day": today})
    posting.refresh_from_db()
    assert posting.valid_until is not None


def test_nobody_works_on_their_own_rights(signed_in, keeper):
    client = signed_in(keeper)
    page = client.get(reverse("account", args=(keeper.pk,))).content.decode()
    assert "Không ai tự đổi quyền của mình" in page
    given = {"role": "province", "place": SOP_COP, "first_day": "2026-01-05", "last_day": ""}
    client.post(reverse("account_post", args=(keeper.pk,)), given)
    assert [p.role for p in keeper.postings.all()] == ["administrator"]
    for deed in ("close", "reopen", "unlock", "drop-factor", "sign-out"):
        response = client.post(reverse("account_deed", args=(keeper.pk,)), {"deed": deed})
        assert response.status_code == 404
