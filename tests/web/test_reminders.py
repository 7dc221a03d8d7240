"""Đôn đốc in the browser: the list, the words to copy, the log, the workbook."""

from __future__ import annotations

import io

import openpyxl
import pytest
from django.urls import reverse
from playwright.sync_api import expect

from bayen.actions.accounts import choose_language
from bayen.records.models import Reminder
from tests.cast import AUGUST, SON_LA, SOP_COP
from tests.web.browsing import fits

HERE = f"?place={SON_LA}&period={AUGUST.key}"


@pytest.mark.django_db
def test_the_list_is_a_workbook_too_and_the_neighbour_has_none(signed_in, binh, cuong):
    response = signed_in(binh).get(reverse("reminders_xlsx") + HERE)
    sheet = openpyxl.load_workbook(io.BytesIO(response.content)).active
    assert sheet is not None
    assert [cell.value for cell in sheet[3]][:5] == ["TT", "Đơn vị", "Trạng thái", "Hạn gửi", "Trễ"]
    assert "xã Sốp Cộp" in [row[1].value for row in sheet.iter_rows(min_row=4)]
    assert signed_in(cuong).get(reverse("reminders") + HERE).status_code == 404


@pytest.mark.django_db
def test_the_workbook_speaks_the_language_of_the_page(signed_in, binh):
    choose_language(actor=binh, language="en")
    response = signed_in(binh).get(reverse("reminders_xlsx") + HERE)
    sheet = openpyxl.load_workbook(io.BytesIO(response.content)).active
    assert sheet is not None
    assert sheet.title == "Reminders"
    assert [cell.value for cell in sheet[3]][:5] == ["No.", "Unit", "State", "Due", "Late"]
    assert str(sheet["E4"].value).endswith("working days late")


@pytest.mark.e2e
@pytest.mark.django_db(transaction=True)
def test_late_places_are_asked_and_it_is_written_down(window, binh):
    page = window(reverse("reminders") + HERE, by=binh)
    fits(page)
    words = page.get_by_label("Lời nhắc", exact=True).input_value()
    assert words.startswith("Kính gửi: Ủy ban nhân dân ")
    assert "xã Sốp Cộp" in words
    page.get_by_role("checkbox", name="xã Sốp Cộp", exact=True).check()
    page.get_by_label("Ghi chú").fill("hẹn gửi chiều nay")
    page.get_by_role("button", name="Đã gọi điện").click()
    expect(page.get_by_text("Đã ghi: nhắc 1 đơn vị.")).to_be_visible()
    told = page.locator("tr").filter(has_text="hẹn gửi chiều nay")
    expect(told).to_have_count(2)  # beside the place, and in the log
    expect(told.first).to_contain_text("gọi điện")
    expect(told.last).to_contain_text("gọi điện")
    expect(page.locator("#log tbody tr")).to_contain_text(["xã Sốp Cộp"])
    fits(page)
    assert Reminder.objects.get().place_id == SOP_COP
