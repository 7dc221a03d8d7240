"""A form in a real browser with the network off: it opens, checks, waits, is carried, and goes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page, Route, expect

from bayen.actions.forms import save_form_draft
from bayen.records.models import Parcel, Proposal, Submission
from tests.cast import AUGUST, FORM, PATROLS, SEPTEMBER, SESSIONS, SOP_COP
from tests.web import connection
from tests.web.browsing import NARROW, fits
from tests.web.form_page import KEEP, badge, field, form_of, row

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def phone(window, an) -> Page:
    """An's phone, on the form of September, which it has had time to keep."""
    options = {"has_touch": True, "is_mobile": True, "accept_downloads": True}
    page: Page = window(form_of(SEPTEMBER), NARROW, by=an, **options)
    page.evaluate(KEEP)
    expect(page.get_by_role("button", name="Gói mang đi")).to_be_visible()
    return page


def cut_off(page: Page) -> None:
    """No connection: the browser says so, and nothing that is handed over gets out.

    The browser plays a connection that is gone for a page once it is there: what a page that is
    being replaced hands over would reach the server. So it is stopped on the way too.
    """
    page.context.route("**/bieu-mau/**", _stop_what_is_handed_over)
    connection.cut(page)


def connect(page: Page) -> None:
    """The connection is back."""
    page.context.unroute("**/bieu-mau/**", _stop_what_is_handed_over)
    connection.mend(page)


_BUSY = """async () => {
  const asked = indexedDB.open("bayen");
  await new Promise((resolve) => { asked.onsuccess = resolve; });
  const store = asked.result.transaction("copies", "readwrite").objectStore("copies");
  const until = Date.now() + 2000;
  const goOn = () => { if (Date.now() < until) store.count().onsuccess = goOn; };
  goOn();
}"""
"""Holds the device's store for two seconds: what is to be kept waits its turn."""

_FULL = """() => {
  IDBObjectStore.prototype.put = () => { throw new DOMException("full", "QuotaExceededError"); };
}"""


def _stop_what_is_handed_over(route: Route) -> None:
    if route.request.method == "POST":
        route.abort("internetdisconnected")
    else:
        route.fallback()


def test_a_phone_without_a_connection_opens_checks_keeps_and_sends_later(phone, form_accepted):
    cut_off(phone)
    phone.reload()
    expect(badge(phone)).to_have_text("Không có mạng")
    for code, number in (("total", "9"), ("criminal", "3"), ("administrative", "5")):
        field(phone, f"case.{code}").fill(number)
    expect(row(phone, "case.total")).to_contain_text("cộng các phần")
    field(phone, PATROLS).fill("mười")
    expect(field(phone, PATROLS)).to_have_attribute("aria-invalid", "true")
    expect(row(phone, PATROLS)).to_contain_text("không phải số")
    field(phone, PATROLS).fill("17")
    field(phone, "case.total").fill("8")
    expect(row(phone, "case.total").locator("[data-look]")).to_have_attribute("data-look", "")
    expect(phone.locator("#form-filled")).to_contain_text("4/")
    expect(phone.locator("#form-saved")).to_contain_text("Số đã ghi còn trên máy này")

    phone.reload()  # the telephone went off in between
    expect(field(phone, PATROLS)).to_have_value("17")
    phone.get_by_role("button", name="Gửi", exact=True).tap()
    expect(badge(phone)).to_have_text("Không có mạng · Chờ gửi")
    assert not Submission.objects.filter(period_key=SEPTEMBER.key).exists()
    phone.goto(phone.url.split("?")[0] + "tren-may/")
    expect(phone.locator("#device-forms")).to_contain_text("chờ gửi")
    phone.locator("#device-forms a").tap()
    expect(badge(phone)).to_contain_text("Chờ gửi")

    connect(phone)
    expect(phone.get_by_text("Đã gửi báo cáo số")).to_be_visible()
    sent = Submission.objects.get(period_key=SEPTEMBER.key)
    assert sent.status == "sent"
    assert sent.proposals.get(field_code=PATROLS).written == "17"


def test_what_is_said_to_wait_outlasts_the_page(phone):
    cut_off(phone)
    field(phone, PATROLS).fill("17")
    expect(phone.locator("#form-saved")).to_contain_text("Số đã ghi còn trên máy này")
    phone.evaluate(_BUSY)
    phone.get_by_role("button", name="Gửi", exact=True).tap()
    expect(badge(phone)).to_contain_text("Chờ gửi")
    phone.goto(phone.url.split("?")[0] + "tren-may/")
    expect(phone.locator("#device-forms")).to_contain_text("chờ gửi")


def test_a_phone_that_can_keep_nothing_says_so(phone):
    phone.evaluate(_FULL)
    cut_off(phone)
    field(phone, PATROLS).fill("17")
    expect(phone.locator("#form-saved")).to_contain_text("Máy này không giữ được số")
    phone.get_by_role("button", name="Gửi", exact=True).tap()
    expect(phone.locator("#form-saved")).to_contain_text("Chờ gửi")
    expect(phone.locator("#form-saved")).to_contain_text("đừng đóng trang")
    connect(phone)
    expect(phone.get_by_text("Đã gửi báo cáo số")).to_be_visible()


def test_a_form_that_waited_goes_from_whichever_form_is_opened_next(phone, live_server):
    cut_off(phone)
    field(phone, PATROLS).fill("17")
    phone.get_by_role("button", name="Gửi", exact=True).tap()
    expect(badge(phone)).to_contain_text("Chờ gửi")
    phone.goto("about:blank")
    connect(phone)
    with phone.expect_response("**/bieu-mau/gui/**") as answer:
        phone.goto(live_server.url + form_of(AUGUST))
    assert answer.value.json()["state"] == "sent"
    assert Submission.objects.get().period_key == SEPTEMBER.key


@pytest.mark.parametrize("picks_mine", [True, False], ids=["mine", "theirs"])
def test_a_newer_version_is_laid_beside_and_never_overwritten(phone, an, picks_mine):
    cut_off(phone)
    field(phone, PATROLS).fill("17")
    field(phone, SESSIONS).fill("4")
    phone.get_by_role("button", name="Gửi", exact=True).tap()
    expect(badge(phone)).to_contain_text("Chờ gửi")
    other = {PATROLS: "21", "tip.received": "2"}
    save_form_draft(actor=an, form_code=FORM, place_id=SOP_COP, period=SEPTEMBER, raw=other)
    connect(phone)
    phone.get_by_role("button", name="So từng số").tap()

    expect(phone.get_by_role("heading", name="Hai nơi ghi khác nhau")).to_be_visible()
    line = phone.locator(".form-row").filter(has=phone.locator(f'[name="{PATROLS}"]'))
    expect(line).to_contain_text("An, ")  # who, and when
    assert not line.locator("input:checked").count()  # both wrote: a person decides
    expect(phone.locator(f'[name="{SESSIONS}"][value="4"]')).to_be_checked()
    expect(phone.locator('[name="tip.received"][value="2"]')).to_be_checked()
    fits(phone)
    assert {p.field_code: p.written for p in Proposal.objects.all()} == other
    phone.locator(f'[name="{PATROLS}"][value="{17 if picks_mine else 21}"]').check()
    phone.get_by_role("button", name="Gửi", exact=True).tap()
    expect(phone.get_by_text("Đã gửi báo cáo số")).to_be_visible()
    written = {p.field_code: p.written for p in Proposal.objects.all()}
    assert written == {PATROLS: "17" if picks_mine else "21", SESSIONS: "4", "tip.received": "2"}


@pytest.fixture
def parcel(phone, tmp_path) -> Path:
    """What An packed without a connection: 17 patrols, 4 sessions."""
    cut_off(phone)
    field(phone, PATROLS).fill("17")
    field(phone, SESSIONS).fill("4")
    with phone.expect_download() as download:
        phone.get_by_role("button", name="Gói mang đi").tap()
    expect(phone.locator("#form-saved")).to_contain_text("Chép vào USB")
    assert download.value.suggested_filename.endswith(".bayen")
    path: Path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    return path


@pytest.fixture
def desk(window, binh) -> Page:
    """Bình's desk in the province, on the page that takes parcels in."""
    page: Page = window(reverse("parcel_intake"), by=binh)
    return page


def take_in(desk: Page, path: Path) -> None:
    desk.goto(desk.url.split("/bao-cao/")[0].split("/bieu-mau/")[0] + reverse("parcel_intake"))
    desk.get_by_label("Tệp gói").set_input_files(path)
    desk.get_by_role("button", name="Nhận gói").click()


def test_a_parcel_carried_by_hand_counts_the_same_and_once(parcel, desk, an, binh):
    fits(desk)
    assert json.loads(json.loads(parcel.read_text(encoding="utf-8"))["body"])["said"] == {}
    take_in(desk, parcel)
    expect(desk.get_by_text("tính như gửi qua mạng")).to_be_visible()
    sent = Submission.objects.get()
    assert (sent.status, sent.created_by, sent.proposals.count()) == ("sent", an, 2)
    kept = Parcel.objects.get()
    assert (kept.submission, kept.taken_in_by, kept.key.account) == (sent, binh, an)
    take_in(desk, parcel)
    expect(desk.get_by_role("alert")).to_contain_text("đã nhận lúc")
    assert Parcel.objects.count() == 1


def test_a_parcel_with_one_changed_byte_is_refused(parcel, desk):
    outer = json.loads(parcel.read_text(encoding="utf-8"))
    outer["body"] = outer["body"].replace('"17"', '"71"')
    parcel.write_text(json.dumps(outer), encoding="utf-8")
    take_in(desk, parcel)
    expect(desk.get_by_role("alert")).to_contain_text("đã bị sửa sau khi ký")
    assert not Submission.objects.exists()


def test_a_parcel_older_than_the_servers_figures_asks_figure_by_figure(parcel, desk, an):
    other = {PATROLS: "21"}
    save_form_draft(actor=an, form_code=FORM, place_id=SOP_COP, period=SEPTEMBER, raw=other)
    take_in(desk, parcel)
    expect(desk.get_by_role("heading", name="Hai nơi ghi khác nhau")).to_be_visible()
    fits(desk)
    desk.locator(f'[name="{PATROLS}"][value="21"]').check()
    desk.get_by_role("button", name="Nhận gói").click()
    expect(desk.get_by_text("tính như gửi qua mạng")).to_be_visible()
    written = {p.field_code: p.written for p in Proposal.objects.all()}
    assert written == {PATROLS: "21", SESSIONS: "4"}
