"""The main deed in a real browser: judge by keyboard, accept, see the total, open the sentence."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page, ViewportSize, expect
from pypdf import PdfReader

from bayen.actions.publishing import publish
from bayen.records.models import Observation, PublicationRecord
from tests.cast import AUGUST, PATROLS, SON_LA, SOP_COP
from tests.web.conftest import PASSWORD

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

WIDE: ViewportSize = {"width": 1440, "height": 900}
NARROW: ViewportSize = {"width": 360, "height": 740}
AXE = Path(__file__).parent / "vendor" / "axe.min.js"
YEAR = "period=calendar:2018-A1&place=d127.2004"


@pytest.fixture
def binh_with_password(binh):
    binh.set_password(PASSWORD)
    binh.save()
    return binh


@pytest.fixture
def at(live_server, browser: Browser, binh_with_password, monkeypatch):
    """Opens an address at a width, signed in as Bình; complains about errors of scripts."""
    opened = []

    def open_page(address: str, viewport: ViewportSize, **options) -> Page:
        context = browser.new_context(viewport=viewport, locale="vi-VN", **options)
        page = context.new_page()
        page.on("pageerror", lambda error: pytest.fail(f"script failed: {error}"))
        page.on("console", _complain)
        page.goto(live_server.url + reverse("account_login") + f"?next={address}")
        page.get_by_label("Tên đăng nhập").fill("binh")
        page.get_by_label("Mật khẩu").fill(PASSWORD)
        page.get_by_role("button", name="Đăng nhập").click()
        page.wait_for_url(lambda url: "dang-nhap" not in url, wait_until="networkidle")
        opened.append(context)
        return page

    yield open_page
    for context in opened:
        context.close()


def _complain(message) -> None:
    """A policy that blocks something of ours shows as an error in the console."""
    if message.type == "error" and "status of 4" not in message.text:
        pytest.fail(message.text)


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

    page.keyboard.press("Shift+A")
    expect(page.get_by_text("số chắc. Xem nốt các số còn lại.")).to_be_visible()
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
    page = at(reverse("table") + "?period=2025-M08", WIDE)
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
        "table": reverse("table") + f"?period=2025-M08&place={SON_LA}",
        "trail": reverse("trail") + f"?period=2025-M08&place={SON_LA}&indicator=activity.patrols",
        "figure": reverse("observation", args=(seq,)),
        "publication": reverse("publication", args=(publication,)),
        "publications": reverse("publications"),
        "privacy": reverse("privacy"),
        "missing": "/khong-co-trang-nay/",
    }


@pytest.fixture
def pages(letter, form_accepted, binh) -> dict[str, str]:
    """The address of every page, each with something on it."""
    publish(actor=binh, place_id=SOP_COP, period=AUGUST)
    return every_page(letter)


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["1440", "360"])
def test_no_page_scrolls_sideways_and_axe_finds_nothing(at, pages, viewport):
    page = at("/", viewport)
    base = page.url.rstrip("/")
    problems = []
    for name, address in pages.items():
        page.goto(base + address)
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > viewport["width"]:
            problems.append(f"{name}: {width} px wide")
        problems += [f"{name}: {found}" for found in axe(page)]
    assert problems == []


def axe(page: Page) -> list[str]:
    """What axe-core finds; it is run as the browser's own code, past our policy."""
    page.evaluate(AXE.read_text(encoding="utf-8") + "; undefined")
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{violation['id']}: {node['html'][:120]} {node.get('failureSummary', '')[:200]}"
        for violation in found["violations"]
        for node in violation["nodes"][:2]
    ]


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


@pytest.mark.parametrize("name", ["table", "reading", "trail", "publication"])
def test_pages_print_on_a4_without_controls(at, pages, name):
    page = at(pages[name], WIDE)
    page.emulate_media(media="print")  # laid out for paper first: on a busy machine a page that
    expect(page.locator(".print-foot")).to_be_visible()  # is printed at once can lose its end
    page.evaluate("document.fonts.ready.then(() => true)")
    pdf = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
    sizes = {tuple(round(float(side)) for side in sheet.mediabox[2:]) for sheet in pdf.pages}
    assert sizes == ({(842, 595)} if name == "table" else {(595, 842)})
    # Fonts are embedded by subsets, so that letters come out apart: compare without blanks.
    text = "".join("".join(sheet.extract_text().split()) for sheet in pdf.pages)
    assert "inlúc" in text
    assert "Đăngxuất" not in text


def test_the_printed_table_loses_its_controls(at, pages):
    page = at(pages["table"], WIDE)
    page.emulate_media(media="print")
    expect(page.locator(".top")).to_be_hidden()
    expect(page.locator(".print-foot")).to_be_visible()
