"""The main deed in a real browser: judge by keyboard, accept, see the total, open the sentence."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from io import BytesIO

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from bayen.actions.publishing import publish
from bayen.actions.registers import register_unit
from bayen.records.models import Observation, Posting, PublicationRecord, Role
from tests.cast import AUGUST, PATROLS, SON_LA, SOP_COP
from tests.web.browsing import NARROW, WIDE, axe, hard_to_use, too_wide

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

YEAR = "period=calendar:2018-A1&place=d127.2004"


@pytest.fixture
def at(window, binh) -> Callable[..., Page]:
    """Opens an address at a width as Bình."""
    return partial(window, by=binh)


def reading(letter) -> str:
    return reverse("submission", args=(letter.number,))


def test_from_the_keyboard_to_the_total_and_back_to_the_sentence(at, letter):
    page = at(reading(letter), WIDE)
    waiting = page.locator(".found[data-pending]")
    assert waiting.count() == letter.proposals.count()
    page.keyboard.press("j")
    first = page.locator(".found.is-here")
    expect(first).to_have_count(1)
    number = first.get_attribute("data-number")
    expect(page.locator(f'.fig.is-here[data-figures~="{number}"]')).to_have_count(1)

    page.keyboard.press("a")
    expect(page.locator(f"#p{number}")).to_contain_text("đã nhận")
    expect(page.locator(f"#m{number}")).to_have_class("fig fig-done")
    expect(page.locator("#counts")).to_contain_text("Đã lưu")

    page.locator(f"#p{number} .figure-facts").click()
    page.keyboard.press("u")
    expect(page.locator(f"#p{number}[data-pending]")).to_be_visible()

    # Of so short a letter none is sure; test_learning_in_the_browser accepts the sure ones.
    page.keyboard.press("j")
    for left in range(waiting.count(), 0, -1):
        waiting.first.locator(".figure-facts").click()
        page.keyboard.press("a")
        expect(waiting).to_have_count(left - 1)
    page.get_by_role("button", name="Duyệt báo cáo").click()
    expect(page.get_by_text("số liệu vào sổ cái")).to_be_visible()

    page.goto(page.url.split("/bao-cao/")[0] + reverse("table") + f"?{YEAR}&section=organisation")
    page.get_by_role("link", name="127", exact=True).click()
    drawer = page.locator("#drawer")
    expect(drawer).to_be_visible()
    expect(drawer.locator("mark.quoted")).to_have_text("127")
    expect(drawer.locator("blockquote")).to_contain_text("toàn huyện có 127 tổ hòa giải")
    drawer.locator(".entry a").first.click()
    expect(page.locator(".found.is-here .figure-value")).to_have_text("127")
    expect(page.locator(".fig.is-here")).to_have_text("127")


def test_a_figure_is_set_right_in_place_with_the_indicator_found_by_typing(at, letter):
    page = at(reading(letter), WIDE)
    page.keyboard.press("j")
    number = page.locator(".found.is-here").get_attribute("data-number")
    page.keyboard.press("e")
    form = page.locator(f"#edit-{number} form")
    expect(form).to_be_visible()
    form.get_by_label("Số", exact=True).fill("hơn 1.250")
    box = form.get_by_role("combobox", name="Chỉ tiêu")
    box.fill("to hoa giai")
    option = page.get_by_role("option", name="Tổ hòa giải", exact=False).first
    expect(option).to_be_visible()
    box.press("Enter")
    form.get_by_role("button", name="Lưu số đã sửa").click()
    expect(page.locator(f"#p{number}")).to_contain_text("hơn 1.250")
    expect(page.locator(f"#p{number}")).to_contain_text("đã sửa")


def test_a_place_is_chosen_without_diacritics_and_stays_chosen(at, form_accepted):
    page = at(reverse("table") + "?period=2025-M08&section=activity", WIDE)
    box = page.get_by_role("combobox", name="Địa bàn")
    box.fill("xa sop cop")
    expect(page.get_by_role("option").first).to_contain_text("xã Sốp Cộp, tỉnh Sơn La")
    box.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("xã Sốp Cộp")
    page.get_by_role("link", name="Việc hôm nay").click()
    expect(page).to_have_url(re.compile(r"place=c04231\.2025&period=2025-M08"))


def test_on_a_phone_text_and_figures_are_tabs(at, letter):
    page = at(reading(letter), NARROW, has_touch=True)
    expect(page.locator("#pane-text")).to_be_visible()
    expect(page.locator("#pane-figures")).to_be_hidden()
    page.locator(".fig").first.click()
    expect(page.locator("#pane-figures")).to_be_visible()
    expect(page.locator(".found.is-here")).to_be_visible()
    page.get_by_role("tab", name="Văn bản").click()
    expect(page.locator("#pane-figures")).to_be_hidden()


def every_page(letter) -> dict[str, str]:
    [seq] = Observation.objects.filter(indicator=PATROLS).values_list("seq", flat=True)
    [publication] = PublicationRecord.objects.values_list("pk", flat=True)
    return {
        "home": reverse("home"),
        "list": reverse("submissions"),
        "reading": reading(letter),
        "edit": reverse("figure_edit", args=(letter.number, 1)),
        "upload": reverse("upload"),
        "map": reverse("map") + "?place=p14.2004&period=2025-M08",
        "overview": reverse("overview") + "?place=p14.2004&period=2025-M08",
        "table": reverse("table") + f"?period=2025-M08&place={SON_LA}&section=activity",
        "whole table": reverse("table") + f"?period=2025-M08&place={SON_LA}",
        "trail": reverse("trail") + f"?period=2025-M08&place={SON_LA}&indicator=activity.patrols",
        "figure": reverse("observation", args=(seq,)),
        "publication": reverse("publication", args=(publication,)),
        "publications": reverse("publications"),
        "register": reverse("register") + f"?place={SOP_COP}",
        "privacy": reverse("privacy"),
        "missing": "/khong-co-trang-nay/",
    }


@pytest.fixture
def pages(letter, form_accepted, an, binh) -> dict[str, str]:
    """The address of every page, each with something on it."""
    publish(actor=binh, place_id=SOP_COP, period=AUGUST)
    unit = register_unit(
        actor=an,
        place_id=SOP_COP,
        kind="model",
        name="Ngọn đèn an ninh",
        founded_on=AUGUST.first_day,
    )
    Posting.objects.create(  # so that the register's pages have their forms
        account=binh, role=Role.COMMUNE, place_id=SOP_COP, valid_from=AUGUST.first_day
    )
    return every_page(letter) | {"unit": reverse("unit", args=(unit.pk,))}


def test_no_page_scrolls_sideways_and_axe_finds_nothing(window, at, pages):
    page = at()
    problems = []
    whole = pages.pop("whole table")  # of its thousands of cells axe saw a section's
    for name, address in pages.items():
        page.goto(window.base + address)
        problems += [f"{name}: {found}" for found in hard_to_use(page, WIDE, NARROW)]
    page.goto(window.base + whole)
    for viewport in (WIDE, NARROW):
        page.set_viewport_size(viewport)
        problems += [f"whole table, {viewport['width']}: {found}" for found in too_wide(page)]
    assert problems == []


def test_what_axe_finds_in_the_drawer_and_in_the_open_form(at, pages):
    page = at(pages["table"], NARROW, has_touch=True)
    page.locator(".totals .total .cell a").first.click()
    expect(page.locator("#drawer .trail-total")).to_be_visible()
    assert axe(page) == []
    page.get_by_role("button", name="Đóng").click()
    page.goto(page.url.split("/tong-hop/")[0] + pages["reading"])
    page.get_by_role("tab", name="Số liệu").click()
    page.locator('[data-act="edit"]').first.click()
    expect(page.locator(".figure-edit")).to_be_visible()
    assert axe(page) == []


def test_without_script_a_figure_is_read_and_accepted(at, letter):
    page = at(reading(letter), NARROW, java_script_enabled=False)
    for pane in ("#pane-text", "#pane-figures"):
        expect(page.locator(pane)).to_be_visible()
    page.locator(".found[data-pending] button[value=accept]").first.click()
    expect(page.locator(".found").filter(has_text="đã nhận")).to_have_count(1)


def test_pages_print_on_a4_without_controls(window, at, pages):
    page = at()
    for name in ("whole table", "reading", "trail", "publication"):
        page.emulate_media(media="screen")
        page.goto(window.base + pages[name])
        page.emulate_media(media="print")  # laid out for paper first: on a busy machine a page
        expect(page.locator(".print-foot")).to_be_visible()  # printed at once can lose its end
        expect(page.locator(".top")).to_be_hidden()
        page.evaluate("document.fonts.ready.then(() => true)")
        pdf = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
        sizes = {tuple(round(float(side)) for side in sheet.mediabox[2:]) for sheet in pdf.pages}
        assert sizes == ({(842, 595)} if name == "whole table" else {(595, 842)}), name
        # Fonts are embedded by subsets, so that letters come out apart: compare without blanks.
        text = "".join("".join(sheet.extract_text().split()) for sheet in pdf.pages)
        assert "inlúc" in text, name
        assert "Đăngxuất" not in text, name
