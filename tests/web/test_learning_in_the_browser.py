"""In a real browser: judge a Word file by keyboard, teach a phrase, see it used on the next."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from bayen.records.models import KeptLayout, Phrase, Proposal
from tests.actions.test_layouts import accept_with_corrections, receive
from tests.web.browsing import NARROW, fits

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
DOCUMENT = Path("examples") / "documents" / "sop-cop-2018.docx"
DISTRICT = "huyện Sốp Cộp"


def send_text(page: Page, text: str) -> int:
    page.goto(_base(page) + reverse("upload"))
    page.get_by_label("Nội dung dán vào").fill(text)
    page.get_by_role("button", name="Gửi", exact=True).click()
    return _opened(page)


def send_file(page: Page, path: Path) -> int:
    page.goto(_base(page) + reverse("upload"))
    page.locator('input[type="file"]').set_input_files(path)
    page.get_by_role("button", name="Gửi", exact=True).click()
    return _opened(page)


def _opened(page: Page) -> int:
    page.wait_for_url(re.compile(r"/bao-cao/\d+/"))
    return int(page.url.rstrip("/").rpartition("/")[2])


def _base(page: Page) -> str:
    return "/".join(page.url.split("/")[:3])


def choose_indicator(page: Page, number: str, letters: str, name: str) -> None:
    """Type into the open form of a figure, take the first hit and save."""
    form = page.locator(f"#edit-{number} form")
    expect(form).to_be_visible()
    box = form.get_by_role("combobox", name="Chỉ tiêu")
    box.fill(letters)
    expect(page.get_by_role("option", name=name).first).to_be_visible()
    box.press("Enter")
    form.get_by_role("button", name="Lưu số đã sửa").click()
    expect(page.locator(f"#p{number} .figure-row")).to_contain_text("đã sửa")


def test_a_word_file_is_judged_by_keyboard_the_doubtful_first(window, binh, root_folder):
    page = window(reverse("upload"), by=binh)
    number = send_file(page, root_folder / DOCUMENT)
    figures = {str(p.number): p for p in Proposal.objects.filter(submission_id=number)}
    shown = page.locator(".found[data-pending]")
    assert shown.count() == len(figures) > 10
    order = [one.get_attribute("data-number") or "" for one in shown.all()]
    for one in shown.all():
        expect(one.locator(".figure-why")).to_contain_text("vì: ")
    sure = [n for n in order if "● chắc" in page.locator(f"#p{n}").inner_text()]
    doubtful = [n for n in order if n not in sure and not figures[n].is_repeat]
    unsure = [figures[n].confidence for n in doubtful if figures[n].place_id]
    assert order[: len(doubtful)] == doubtful
    assert unsure == sorted(unsure)
    assert sure
    assert all(figures[n].confidence >= 0.95 for n in sure)

    page.keyboard.press("Shift+A")
    expect(page.get_by_text(f"Đã nhận {len(sure)} số chắc")).to_be_visible()
    page.keyboard.press("j")
    first = page.locator(".found.is-here")
    expect(first).to_have_attribute("data-number", doubtful[0])
    page.keyboard.press("x")
    expect(page.locator(f"#p{doubtful[0]}")).to_contain_text("đã bỏ")
    expect(first).to_have_attribute("data-number", doubtful[1])


def test_a_correction_suggests_its_words_and_a_person_takes_them_up(window, binh):
    page = window(reverse("upload"), NARROW, by=binh)
    words = f"Năm 2018, {DISTRICT} lắp mới {{}} cột thắp sáng đường quê."
    number = send_text(page, words.format(14))
    page.get_by_role("tab", name=re.compile("Số liệu")).click()
    figure = page.locator(".found").first.get_attribute("data-number") or ""
    page.locator(f"#p{figure} [data-act=edit]").click()
    expect(page.locator(f"#edit-{figure}")).to_contain_text("«… cột thắp sáng đường quê»")
    choose_indicator(page, figure, "den an ninh", "Đèn an ninh")
    expect(page.locator(f"#p{figure}")).to_contain_text("Đã đề nghị «… cột thắp sáng đường quê»")

    page.locator(f"#p{figure}").get_by_role("link", name="từ vựng của địa bàn").click()
    row = page.locator("table.list tbody tr")
    expect(row).to_have_count(1)
    expect(row).to_contain_text(DISTRICT)
    fits(page)
    row.get_by_role("button", name="Dùng").click()
    expect(page.locator("table.list tbody tr")).to_contain_text("đang dùng")

    again = send_text(page, words.format(15))
    assert again > number
    page.get_by_role("tab", name=re.compile("Số liệu")).click()
    found = page.locator(".found").first
    expect(found).to_contain_text("Đèn an ninh")
    expect(found.locator(".figure-why")).to_contain_text(f"từ vựng của {DISTRICT}: «… cột thắp")

    page.goto(_base(page) + reverse("lexicon"))
    page.get_by_role("button", name="Rút").click()
    expect(page.locator("table.list tbody tr")).to_contain_text("đã rút")
    assert Phrase.objects.get().state == "withdrawn"
    page.get_by_role("link", name="Sửa").click()
    fits(page)


def test_a_table_set_right_once_is_remembered_and_forgotten_from_its_page(window, binh):
    accept_with_corrections(binh, receive(binh, 31, 12))
    again = receive(binh, 33, 14, period="2025-M09")
    page = window(reverse("submission", args=(again.number,)), NARROW, by=binh)
    expect(page.get_by_text("Đã nhớ cách đọc bảng này từ")).to_be_visible()
    fits(page)
    page.get_by_role("tab", name=re.compile("Số liệu")).click()
    expect(page.locator("#p1 .figure-why")).to_contain_text("bố cục đã lưu")
    page.get_by_role("button", name="Quên cách đọc này").click()
    expect(page.get_by_text("văn bản sau sẽ đọc lại từ đầu")).to_be_visible()
    assert KeptLayout.objects.get().is_forgotten
    page.goto(_base(page) + reverse("layouts"))
    expect(page.locator("table.list tbody tr")).to_contain_text("đã quên")
    fits(page)
