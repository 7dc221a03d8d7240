"""The cast's month in a real browser: ten counts from a village become a published document.

Everything is done with what the pages offer: the village head by touch on a phone, the commune
and the province by keyboard at a desk.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import docx
import pytest
from django.urls import reverse
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from bayen.actions.forms import submit_form
from bayen.catalogue.forms import load_form
from bayen.records.models import Choice, Observation, PublicationRecord, Role, Submission, Turn
from tests.cast import PATROLS, SEPTEMBER, SESSIONS, SON_LA, SOP_COP, posted
from tests.web.hands import (
    button,
    choose,
    follow,
    go,
    hand_over,
    looks_right,
    press,
    seat,
    sign_in_by_keyboard,
    sign_in_by_touch,
    talk_row,
    tap_in,
    type_in,
)
from tests.web.test_form_filling_browser import field as field_of
from tests.web.test_form_filling_browser import row as row_of
from tests.web.test_form_workbooks import cell_of
from tests.web.test_offline_browser import KEEP, badge
from tests.web.test_villages import _official_places, na_sang

__all__ = ["_official_places", "na_sang", "seat"]
pytestmark = [pytest.mark.e2e, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

VILLAGE_FORM = "thon-2026"
TEN = load_form(VILLAGE_FORM).indicators
HEAD_COUNTS = dict(zip(TEN, (1, 5, 2, 12, 2, 90, 3, 40, 2, 1), strict=True))
OTHER_COUNTS = dict(zip(TEN, (1, 6, 1, 7, 2, 60, 4, 35, 1, 1), strict=True))
SUMS = {code: str(HEAD_COUNTS[code] + OTHER_COUNTS[code]) for code in TEN}
HOUSEHOLDS = "commitment.households"
TIPS = "tip.received"
IN_THE_LETTER = "19"
IN_EXCEL = {PATROLS: 21, SESSIONS: 4, TIPS: 5}
FROM_VILLAGES = [code for code in TEN if code not in IN_EXCEL]
DOUBTS = {PATROLS: "tháng trước chỉ 5", HOUSEHOLDS: "hai tổ mới có 70 hộ"}
ANSWER = "đúng, có đợt cao điểm"


@dataclass
class Month:
    """The stage: where everybody sits, and what was made so far."""

    base: str
    folder: Path
    head: Page
    office: Page
    province: Page
    neighbour: Page
    keeper: Page
    village: str
    made: dict[str, int] = field(default_factory=dict)

    def address(self, name: str, *args: object, query: str = "") -> str:
        return f"{self.base}{reverse(name, args=args)}{query}"

    @property
    def form_page(self) -> str:
        return self.address("form_filling", query=f"?place={SOP_COP}&period={SEPTEMBER.key}")


@pytest.fixture
def month(live_server, seat, tmp_path, na_sang, an, binh, cuong, keeper) -> Month:
    """Two villages under An's commune: one head plays, the other has sent already."""
    head = posted("truong-ban", Role.VILLAGE, na_sang.place_id)
    other = posted("to-truong", Role.VILLAGE, f"v{na_sang.pk + 1}")
    submit_form(
        actor=other,
        form_code=VILLAGE_FORM,
        place_id=f"v{na_sang.pk + 1}",
        period=SEPTEMBER,
        raw={code: str(count) for code, count in OTHER_COUNTS.items()},
    )
    return Month(
        live_server.url,
        tmp_path,
        head=sign_in_by_touch(seat(head, on_a_phone=True), head),
        office=sign_in_by_keyboard(seat(an, on_a_phone=False), an),
        province=sign_in_by_keyboard(seat(binh, on_a_phone=False), binh),
        neighbour=sign_in_by_keyboard(seat(cuong, on_a_phone=False), cuong),
        keeper=sign_in_by_keyboard(seat(keeper, on_a_phone=False), keeper),
        village=na_sang.place_id,
    )


# --- the month, step by step -------------------------------------------------------------------


def the_village_head_fills_ten_counts_without_a_connection(month: Month) -> None:
    phone = month.head
    phone.goto(month.address("form_filling", query=f"?period={SEPTEMBER.key}"))
    phone.evaluate(KEEP)
    looks_right(phone)
    phone.context.set_offline(True)
    phone.reload()
    expect(badge(phone)).to_have_text("Không có mạng")
    assert phone.locator(".form-now input").count() == len(TEN)
    for code, count in HEAD_COUNTS.items():
        tap_in(field_of(phone, code), str(count))
    expect(phone.locator("#form-filled")).to_contain_text("10/10")
    button(phone, "Gửi").tap()
    expect(badge(phone)).to_have_text("Không có mạng · Chờ gửi")
    looks_right(phone)
    assert not Submission.objects.filter(place_id=month.village).exists()


def it_goes_when_the_connection_is_back(month: Month) -> None:
    month.head.context.set_offline(False)
    expect(month.head.get_by_text("Đã gửi báo cáo số")).to_be_visible()
    looks_right(month.head)
    sent = Submission.objects.get(place_id=month.village)
    assert sent.status == "sent"
    assert sent.proposals.count() == len(TEN)


def the_commune_accepts_its_villages(month: Month) -> None:
    desk = month.office
    for village in ("bản Nà Sàng", "Tổ dân phố 3"):
        go(desk, "Báo cáo gửi lên")
        follow(desk, desk.locator("main").get_by_role("link", name=village))
        expect(desk.get_by_role("heading", level=1)).to_contain_text(village)
        looks_right(desk)
        follow(desk, button(desk, "Duyệt báo cáo"))
        expect(desk.get_by_text("số liệu vào sổ cái")).to_be_visible()


def the_commune_has_a_word_report_read(month: Month) -> None:
    desk = month.office
    go(desk, "Báo cáo gửi lên")
    looks_right(desk)
    follow(desk, desk.locator("main").get_by_role("link", name="Gửi văn bản").first)
    looks_right(desk)
    hand_over(desk, desk.get_by_label("Tệp văn bản"), a_word_report(month.folder))
    choose(desk, desk.locator("main").get_by_label("Kỳ báo cáo"), SEPTEMBER.key)
    follow(desk, desk.locator("main").get_by_role("button", name="Gửi", exact=True))
    expect(desk.locator(".found[data-pending]").first).to_be_visible()
    looks_right(desk)
    judge_each_figure(desk)
    looks_right(desk)
    month.made["letter"] = Submission.objects.get(kind="document").number


def judge_each_figure(desk: Page) -> None:
    """Take what was read, one after another: j goes to the first, a takes it and goes on."""
    waiting = desk.locator(".found[data-pending]")
    desk.keyboard.press("j")
    for left in reversed(range(waiting.count())):
        expect(desk.locator(".found.is-here[data-pending]")).to_have_count(1)
        desk.keyboard.press("a")
        expect(waiting).to_have_count(left)


def the_commune_hands_in_an_excel_file(month: Month) -> None:
    desk = month.office
    desk.goto(month.form_page)
    looks_right(desk)
    with desk.expect_download() as download:
        press(desk, desk.locator("#workbook").get_by_role("link", name="Tải tệp Excel"))
    path = month.folder / download.value.suggested_filename
    download.value.save_as(path)
    fill_in_excel(path)
    hand_over(desk, desk.get_by_label("Tệp Excel đã ghi"), path)
    follow(desk, button(desk, "Nộp tệp"))
    expect(desk.get_by_text("Đã nhận 3 số từ Excel, 3 số ghi vào ô trống")).to_be_visible()
    looks_right(desk)
    desk.goto(month.address("villages", query=f"?place={SOP_COP}"))
    expect(desk.locator("main")).to_contain_text("Nà Sàng")
    looks_right(desk)
    desk.goto(month.form_page)


def the_commune_picks_where_the_channels_differ(month: Month) -> None:
    desk = month.office
    agreed = row_of(desk, SESSIONS).locator(".form-source")
    expect(agreed).to_contain_text("✓")
    take(desk, PATROLS, IN_THE_LETTER)
    for code in FROM_VILLAGES:
        expect(row_of(desk, code).locator(".form-source")).to_contain_text("2/2 thôn, bản gửi")
        take(desk, code, SUMS[code])
    looks_right(desk)


def take(desk: Page, code: str, written: str) -> None:
    """Open the sources of a row and take one of them."""
    row = row_of(desk, code)
    press(desk, row.locator(".sources summary"))
    press(desk, row.locator(f'[data-take="{written}"]'))
    expect(field_of(desk, code)).to_have_value(written)


def the_commune_sends(month: Month) -> None:
    desk = month.office
    press(desk, button(desk, "Gửi"))
    expect(desk.get_by_text("Đã gửi báo cáo số")).to_be_visible()
    looks_right(desk)
    sent = Submission.objects.get(kind="form", place_id=SOP_COP)
    month.made["form"] = sent.number
    choice = Choice.objects.get(submission=sent, field_code=PATROLS)
    said = {kind: written for kind, _, written in choice.others}
    assert choice.written == IN_THE_LETTER
    assert said == {"workbook": "21", "document": IN_THE_LETTER, "villages": "7"}


def the_province_returns_two_figures(month: Month) -> None:
    desk = month.province
    go(desk, "Báo cáo gửi lên")
    looks_right(desk)
    number = month.made["form"]
    follow(desk, desk.locator(f'main a[href="{reverse("submission", args=(number,))}"]'))
    looks_right(desk)
    follow(desk, desk.get_by_role("link", name="Đối chiếu, trả lại"))
    for code, reason in DOUBTS.items():
        press(desk, talk_row(desk, code).locator(".return-one summary"))
        type_in(desk, talk_row(desk, code).locator('input[name^="return:"]'), reason)
    looks_right(desk)
    desk.keyboard.press("Enter")
    expect(desk.get_by_text("Đã trả lại 2 số của báo cáo")).to_be_visible()
    looks_right(desk)


def the_commune_answers_one_and_changes_the_other(month: Month) -> None:
    desk = month.office
    go(desk, "Báo cáo gửi lên")
    number = month.made["form"]
    follow(desk, desk.locator(f'main a[href="{reverse("submission", args=(number,))}"]'))
    looks_right(desk)
    follow(desk, desk.get_by_role("link", name="Sửa biểu mẫu"))
    expect(desk.get_by_text(DOUBTS[PATROLS]).first).to_be_visible()
    expect(field_of(desk, SESSIONS)).to_be_hidden()
    looks_right(desk)
    type_in(desk, desk.locator(f'[name="answer:{PATROLS}"]'), ANSWER)
    type_in(desk, field_of(desk, HOUSEHOLDS), "70")
    press(desk, button(desk, "Gửi lại"))
    expect(desk.get_by_text("Đã gửi báo cáo số")).to_be_visible()
    assert Turn.objects.filter(kind="answered", text=ANSWER).count() == 1


def the_province_accepts(month: Month) -> None:
    desk = month.province
    go(desk, "Báo cáo gửi lên")
    number = month.made["form"]
    follow(desk, desk.locator(f'main a[href="{reverse("submission", args=(number,))}"]'))
    follow(desk, desk.get_by_role("link", name="Đối chiếu, trả lại"))
    expect(talk_row(desk, PATROLS)).to_contain_text(ANSWER)
    expect(talk_row(desk, HOUSEHOLDS)).to_contain_text("70")
    looks_right(desk)
    follow(desk, button(desk, "Duyệt báo cáo"))
    expect(desk.get_by_text("Đã duyệt báo cáo")).to_be_visible()
    entries = Observation.objects.filter(submission=number)
    written = {entry.indicator: entry.milli // 1000 for entry in entries}
    assert (written[PATROLS], written[HOUSEHOLDS], written[TIPS]) == (19, 70, 5)
    sums = {code: int(SUMS[code]) for code in FROM_VILLAGES if code != HOUSEHOLDS}
    assert sums.items() <= written.items()  # what the village heads counted, added up


def the_province_publishes(month: Month) -> None:
    desk = month.province
    go(desk, "Phát hành")
    choose(desk, desk.get_by_label("Kỳ báo cáo"), SEPTEMBER.key)
    follow(desk, button(desk, "Xem"))
    looks_right(desk)
    follow(desk, desk.get_by_role("button", name="Lập báo cáo tỉnh Sơn La, tháng 9/2025"))
    expect(desk.locator(".pub-figure").first).to_be_visible()
    said = desk.locator(f'.pub-figure[data-key*="{PATROLS}"]').all_inner_texts()
    assert "hơn 19" in said  # what the commune answers for; 74 others have sent nothing
    looks_right(desk)
    month.made["publication"] = PublicationRecord.objects.get(place_id=SON_LA).pk


def the_neighbour_sees_none_of_it(month: Month) -> None:
    desk = month.neighbour
    go(desk, "Báo cáo gửi lên")
    follow(desk, desk.get_by_role("link", name="Bỏ lọc"))  # of every period, not just the last
    expect(desk.locator("main")).to_contain_text("sẽ hiện ở đây khi được gửi lên")
    expect(desk.locator("main table")).to_have_count(0)
    looks_right(desk)
    go(desk, "Phát hành")
    expect(desk.locator("main")).to_contain_text("Báo cáo tổng hợp đã lập sẽ hiện ở đây")
    expect(desk.locator("main table")).to_have_count(0)
    looks_right(desk)
    desk.goto(month.address("table", query=f"?period={SEPTEMBER.key}"))
    expect(desk.locator("table.totals .total th")).to_have_text("tỉnh Điện Biên")
    assert not set(desk.locator("table.totals td.cell").all_inner_texts()) & {
        "19",
        "hơn 19",
        f"hơn {SUMS[PATROLS]}",
    }
    for address in what_is_not_the_neighbours(month):
        answer = desk.goto(address)
        assert answer is not None
        assert answer.status == 404, address
        assert "Sốp Cộp" not in desk.locator("main").inner_text()
    looks_right(desk)


def what_is_not_the_neighbours(month: Month) -> list[str]:
    here = f"?place={SOP_COP}&period={SEPTEMBER.key}"
    seq = Observation.objects.filter(indicator=PATROLS).values_list("seq", flat=True)[0]
    number, document = month.made["form"], month.made["publication"]
    return [
        *(month.address("submission", one) for one in (number, month.made["letter"])),
        month.address("conversation", number),
        month.address("observation", seq),
        month.address("publication", document),
        *(month.address("publication_file", document, kind) for kind in ("docx", "xlsx")),
        *(month.address(name, query=here) for name in ("table", "form_workbook", "villages")),
        month.address("trail", query=f"{here}&indicator={PATROLS}"),
        month.address("table", query=f"?place={month.village}&period={SEPTEMBER.key}"),
    ]


def the_administrator_looks_at_the_forms(month: Month) -> None:
    """Pages that nobody else of the cast comes to."""
    desk = month.keeper
    go(desk, "Bản biểu mẫu")
    looks_right(desk)
    follow(desk, desk.locator("main a[href]").first)
    looks_right(desk)


STEPS: tuple[Callable[[Month], None], ...] = (
    the_village_head_fills_ten_counts_without_a_connection,
    it_goes_when_the_connection_is_back,
    the_commune_accepts_its_villages,
    the_commune_has_a_word_report_read,
    the_commune_hands_in_an_excel_file,
    the_commune_picks_where_the_channels_differ,
    the_commune_sends,
    the_province_returns_two_figures,
    the_commune_answers_one_and_changes_the_other,
    the_province_accepts,
    the_province_publishes,
    the_neighbour_sees_none_of_it,
    the_administrator_looks_at_the_forms,
)


def test_the_cast_plays_one_month(month):
    for step in STEPS:
        step(month)


# --- what the commune brings along -------------------------------------------------------------


def a_word_report(folder: Path) -> Path:
    """A commune's letter as its office writes it, with 19 patrols and 4 sessions."""
    letter = docx.Document()
    letter.add_paragraph("ỦY BAN NHÂN DÂN XÃ SỐP CỘP")
    letter.add_paragraph("Sốp Cộp, ngày 14 tháng 9 năm 2025")
    letter.add_heading("BÁO CÁO", 1)
    letter.add_paragraph("Kết quả phong trào toàn dân bảo vệ an ninh Tổ quốc tháng 9 năm 2025")
    letter.add_paragraph(
        f"Trong tháng 9 năm 2025, xã Sốp Cộp đã tổ chức {IN_THE_LETTER} ca tuần tra và "
        "4 buổi tuyên truyền."
    )
    path = folder / "bao-cao-xa.docx"
    letter.save(str(path))
    return path


def fill_in_excel(path: Path) -> None:
    book = load_workbook(path)
    for code, count in IN_EXCEL.items():
        book["Biểu mẫu"][cell_of(book, code)] = count
    book.save(path)
