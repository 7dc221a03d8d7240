"""The map and the overview: whose figures they show, and that each leads to its trail."""

import re

import pytest
from django.urls import reverse

from bayen.actions.accepting import accept_submission
from bayen.actions.forms import submit_form
from bayen.core.period_codes import parse_period
from bayen.records.models import Role
from tests.cast import AUGUST, DIEN_BIEN, FORM, PATROLS, SON_LA, SOP_COP, posted

pytestmark = [pytest.mark.django_db, pytest.mark.db]


@pytest.fixture
def accepted(binh, form_sent):
    accept_submission(actor=binh, submission=form_sent)


def page(client, name, **asked):
    response = client.get(reverse(name), {"period": "2025-M08", **asked})
    return response.status_code, response.content.decode()


def test_a_province_shows_its_communes_as_dots_over_its_outline(signed_in, binh, accepted):
    status, text = page(signed_in(binh), "map", place=SON_LA, measure=PATROLS)
    assert status == 200
    assert len(re.findall(r"<circle class=\"place", text)) == 75
    assert 'class="ground"' in text
    assert re.search(r'data-place="c04231.2025" aria-label="xã Sốp Cộp: 17"', text)
    assert text.count("chưa báo cáo") > 70
    assert f"/dau-vet/?place={SOP_COP}" in text


def test_the_country_shows_its_provinces_and_both_archipelagos(signed_in, operator, accepted):
    _, text = page(signed_in(operator), "map", place="vn")
    assert len(re.findall(r"<path class=\"place", text)) == 34
    assert "đặc khu Hoàng Sa" in text
    assert "đặc khu Trường Sa" in text
    assert "1/3.321" in text


def test_an_old_district_has_no_positions_and_says_so(signed_in, binh):
    _, text = page(signed_in(binh), "map", place="d127.2004", period="2025-M01")
    assert "không có vị trí" in text


def test_a_commune_has_nothing_below_to_draw(signed_in, an):
    _, text = page(signed_in(an), "map", place=SOP_COP)
    assert "Không có địa bàn nào ở dưới" in text


@pytest.mark.parametrize("name", ["map", "overview"])
def test_the_neighbour_is_told_that_there_is_no_such_page(signed_in, cuong, accepted, name):
    assert page(signed_in(cuong), name, place=SON_LA)[0] == 404
    assert page(signed_in(cuong), name, place=DIEN_BIEN)[0] == 200


def test_a_leader_lands_on_the_overview_with_every_number_linked(signed_in, db, accepted):
    client = signed_in(posted("lanhdao", Role.LEADER, SON_LA))
    response = client.get(reverse("home"), {"period": "2025-M08"}, follow=True)
    text = response.content.decode()
    assert response.redirect_chain[0][0].startswith(reverse("overview"))
    assert text.count('class="tile"') == 5
    assert "1/75 xã" in text
    for link in re.findall(r'class="tile-number"><a href="([^"]+)"', text):
        assert client.get(link.replace("&amp;", "&")).status_code == 200


def test_the_overview_says_who_is_missing_and_of_whom_a_change_is(signed_in, binh, accepted):
    status, text = page(signed_in(binh), "overview", place=SON_LA)
    assert status == 200
    missing = re.search(r'<a href="([^"]+state=missing)">Chưa gửi: <strong>74</strong>', text)
    assert missing
    listed = signed_in(binh).get(missing[1].replace("&amp;", "&")).content.decode()
    assert "74 trên 75 địa bàn" in listed


def test_a_change_of_some_says_of_how_many(signed_in, binh):
    later = parse_period("2026-M08")
    for period, tips in ((AUGUST, "10"), (later, "16")):
        sent = submit_form(
            actor=binh, form_code=FORM, place_id=SOP_COP, period=period, raw={"tip.received": tips}
        )
        accept_submission(actor=binh, submission=sent)
    _, text = page(signed_in(binh), "overview", place=SON_LA, period=later.key)
    assert "tăng 60% so với cùng kỳ (10 → 16 ở 1 đơn vị đủ số cả hai kỳ)" in text
    assert "tăng 60% (10 → 16 ở 1 đơn vị đủ số cả hai kỳ)" in text
