"""Việc hôm nay: what an officer's own place owes stands there before anybody asks."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from bayen.actions.forms import submit_form
from bayen.core.days import render_day
from bayen.reads.owed_forms import owed_forms
from bayen.web.views.home import why_due
from tests.cast import FORM, PATROLS, SEPTEMBER, SOP_COP

pytestmark = pytest.mark.django_db
IN_NOVEMBER = date(2025, 11, 20)


def keys(account, day: date) -> list[str]:
    return [one.period.key for one in owed_forms(account, day)]


def test_a_commune_that_never_sent_owes_the_month_that_closed_last(an):
    assert keys(an, IN_NOVEMBER) == ["2025-M11"]


def test_every_month_since_the_first_one_sent_is_owed_until_it_is_begun(an, form_sent):
    assert keys(an, IN_NOVEMBER) == ["2025-M11", "2025-M10", "2025-M09"]
    submit_form(actor=an, form_code=FORM, place_id=SOP_COP, period=SEPTEMBER, raw={PATROLS: "3"})
    assert keys(an, IN_NOVEMBER) == ["2025-M11", "2025-M10"]


def test_the_province_owes_no_form_of_its_own(binh, form_sent):
    assert owed_forms(binh, IN_NOVEMBER) == ()


def test_the_page_names_the_form_and_the_day_it_is_due(signed_in, an, form_sent):
    newest = owed_forms(an, timezone.localdate())[0]
    page = LexborHTMLParser(signed_in(an).get("/").content.decode())
    [group] = [one for one in page.css("section") if "Biểu mẫu phải gửi" in one.text()]
    first = group.css("li.task")[0]
    assert f"xã Sốp Cộp, {newest.period.label_vi}" in first.text()
    assert f"hạn {render_day(newest.due)}, " in first.text()
    assert f"period={newest.period.key}" in str(first.css("a")[0].attributes["href"])


def test_how_long_there_is_left_is_told_in_working_days():
    friday, monday, tuesday = date(2025, 11, 14), date(2025, 11, 17), date(2025, 11, 18)
    assert why_due(monday, friday) == "hạn 17/11/2025, còn 1 ngày làm việc"
    assert why_due(monday, monday) == "hạn 17/11/2025, hôm nay là ngày cuối"
    assert why_due(monday, tuesday) == "hạn 17/11/2025, trễ 1 ngày làm việc"
    assert why_due(friday, date(2025, 11, 15)) == "hạn 14/11/2025, vừa quá hạn"
