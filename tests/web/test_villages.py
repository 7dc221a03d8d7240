"""The villages of a commune: entered by its office, they fill in their own form of ten counts."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from bayen.access.door import territory_of
from bayen.access.villages import follow_villages
from bayen.actions.accepting import accept_submission
from bayen.actions.forms import submit_form
from bayen.actions.refused import ActionRefused
from bayen.actions.villages import end_village, register_villages
from bayen.catalogue.places import load_atlas
from bayen.core.questions import Plan
from bayen.engine.serving import current_engine
from bayen.records.models import Submission, Village
from tests.cast import PATROLS, SEPTEMBER, SON_LA, SOP_COP, posted
from tests.web.browsing import NARROW, fits
from tests.web.form_page import badge, field

SINCE = date(2025, 7, 1)
FORM = "thon-2026"


@pytest.mark.django_db
def test_a_village_is_a_place_like_others(an, na_sang):
    atlas = load_atlas()
    day = date(2026, 1, 1)
    assert atlas.full_label_vi(na_sang.place_id, day) == "bản Nà Sàng, xã Sốp Cộp, tỉnh Sơn La"
    below = [version.label_vi for version in atlas.children(SOP_COP, day)]
    assert below == ["bản Nà Sàng", "Tổ dân phố 3"]
    assert territory_of(SON_LA).reaches(na_sang.place_id, day)
    assert (
        len(
            register_villages(actor=an, commune_id=SOP_COP, lines=["Bản nà sàng"], valid_from=SINCE)
        )
        == 0
    )


@pytest.mark.django_db
def test_a_village_ends_after_its_last_figures(an, na_sang):
    raw = {PATROLS: "3"}
    submit_form(actor=an, form_code=FORM, place_id=na_sang.place_id, period=SEPTEMBER, raw=raw)
    with pytest.raises(ActionRefused, match="đã gửi số liệu"):
        end_village(actor=an, village_number=na_sang.pk, valid_until=date(2025, 9, 1))
    end_village(actor=an, village_number=na_sang.pk, valid_until=date(2025, 10, 1))
    follow_villages()
    assert load_atlas().find_version(na_sang.place_id, date(2025, 10, 1)) is None


@pytest.mark.django_db
def test_a_commune_answers_for_its_villages(an, binh, na_sang):
    """Their counts are one of its sources; what it sends is what is counted above it."""
    villages = [f"v{number}" for number in (na_sang.pk, na_sang.pk + 1)]
    for place, count in zip(villages, ("3", "4"), strict=True):
        accept(an, place, FORM, count)
    assert counted(*villages, SOP_COP, SON_LA) == [3, 4, None, None]
    accept(binh, SOP_COP, "thang-2025", "19", sender=an)
    assert counted(*villages, SOP_COP, SON_LA) == [3, 4, 19, 19]


def accept(reviewer, place, form, patrols, sender=None):
    raw = {PATROLS: patrols}
    sent = submit_form(
        actor=sender or reviewer, form_code=form, place_id=place, period=SEPTEMBER, raw=raw
    )
    accept_submission(actor=reviewer, submission=sent)


def counted(*places):
    answer = current_engine().answer(Plan((PATROLS,), places, (SEPTEMBER,)))
    quantities = (answer.cell(PATROLS, place, SEPTEMBER).quantity for place in places)
    return [None if one is None else one.value for one in quantities]


@pytest.mark.django_db
def test_the_office_keeps_the_list_on_a_page(
    signed_in, an, cuong, django_capture_on_commit_callbacks
):
    page = f"{reverse('villages')}?place={SOP_COP}"
    typed = {"names": "bản Nà Sàng\n\nxóm Mới", "valid_from": "2025-07-01"}
    assert signed_in(cuong).post(page, typed).status_code == 404
    client = signed_in(an)
    assert client.post(page, typed | {"valid_from": "x"}).status_code == 422
    with django_capture_on_commit_callbacks(execute=True):
        text = client.post(page, typed, follow=True).content.decode()
    assert "Đã ghi 2 thôn" in text
    assert "bản Nà Sàng" in text
    assert "xóm Mới" in text
    assert load_atlas().label_vi(Village.objects.get(name="Mới").place_id, SINCE) == "xóm Mới"


@pytest.mark.e2e
@pytest.mark.django_db(transaction=True)
def test_a_village_head_sends_ten_counts_from_a_phone_without_a_connection(window, na_sang):
    head = posted("truong-ban", "village", na_sang.place_id)
    form = f"{reverse('form_filling')}?period={SEPTEMBER.key}"
    page = window(form, NARROW, by=head, has_touch=True, is_mobile=True)
    expect(page.get_by_role("heading", level=1)).to_contain_text("bản Nà Sàng, xã Sốp Cộp")
    assert page.locator(".form-now input").count() == 10
    fits(page)
    page.context.set_offline(True)
    field(page, PATROLS).tap()
    page.keyboard.type("3")
    page.get_by_role("button", name="Gửi", exact=True).tap()
    expect(badge(page)).to_contain_text("Chờ gửi")
    page.context.set_offline(False)
    expect(page.get_by_text("Đã gửi báo cáo số")).to_be_visible()
    sent = Submission.objects.get()
    assert (sent.place_id, sent.status) == (na_sang.place_id, "sent")
