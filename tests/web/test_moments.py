"""Days and times as people type them into the table's field."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from bayen.web.moments import MomentError, parse_moment, render_moment

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
BEGIN, END = datetime.fromisoformat("2000-01-01"), datetime.fromisoformat("2099-01-01")


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("14/01/2026 08:30", datetime(2026, 1, 14, 8, 30, tzinfo=HANOI)),
        (" 14/1/2026  8:30:15 ", datetime(2026, 1, 14, 8, 30, 15, tzinfo=HANOI)),
        ("14-01-2026, 8h", datetime(2026, 1, 14, 8, tzinfo=HANOI)),
        ("14.01.2026 8h30", datetime(2026, 1, 14, 8, 30, tzinfo=HANOI)),
        ("14/01/2026", datetime(2026, 1, 14, 23, 59, 59, 999999, tzinfo=HANOI)),
        ("2026-01-14T01:30:00+00:00", datetime(2026, 1, 14, 8, 30, tzinfo=HANOI)),
    ],
)
def test_moments_are_read_as_people_write_them(text: str, moment: datetime):
    assert parse_moment(text) == moment


@pytest.mark.parametrize("text", ["", "hôm qua", "31/02/2026", "14/01/2026 25:00", "01/14/2026"])
def test_what_names_no_moment_is_refused(text: str):
    with pytest.raises(MomentError):
        parse_moment(text)


@given(st.datetimes(min_value=BEGIN, max_value=END))
def test_what_the_field_holds_is_never_earlier_than_what_was_asked(naive: datetime):
    moment = naive.replace(tzinfo=HANOI)
    again = parse_moment(render_moment(moment))
    assert 0 <= (again - moment).total_seconds() < 1


@pytest.mark.django_db
def test_the_table_says_what_is_wrong_with_a_moment_and_keeps_it(signed_in, binh):
    text = signed_in(binh).get(reverse("table"), {"known_at": "mai"}).content.decode()
    assert "«mai» không phải ngày giờ; viết như 14/01/2026 hoặc 14/01/2026 08:30" in text
    assert 'value="mai" aria-invalid="true" aria-describedby="known_at-error"' in text


@pytest.mark.django_db
def test_the_table_writes_the_moment_back_as_days_are_written(signed_in, binh):
    text = signed_in(binh).get(reverse("table"), {"known_at": "2026-01-14T08:30"}).content.decode()
    assert 'value="14/01/2026 08:30"' in text
