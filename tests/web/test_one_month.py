"""The cast's month in a real browser: ten counts from a village become a published document.

Everything is done with what the pages offer, twice: by everybody at a desk with the keyboard
alone, and by everybody on a phone by touch alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import docx
import pytest
from django.urls import reverse
from openpyxl import load_workbook
from playwright.sync_api import expect

from bayen.actions.forms import submit_form
from bayen.catalogue.forms import load_form
from bayen.records.models import Choice, Observation, PublicationRecord, Role, Submission, Turn
from tests.cast import PATROLS, SEPTEMBER, SESSIONS, SON_LA, SOP_COP, posted
from tests.web import connection
from tests.web.form_page import KEEP, badge, cell_of, form_of
from tests.web.form_page import field as field_of
from tests.web.form_page import row as row_of
from tests.web.hands import Hand, Seat, seat

__all__ = ["seat"]
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
    head: Hand
    office: Hand
    province: Hand
    neighbour: Hand
    keeper: Hand
    village: str
    made: dict[str, int] = field(default_factory=dict)

    def address(self, name: str, *args: object, query: str = "") -> str:
        return f"{self.base}{reverse(name, args=args)}{query}"

    @property
    def form_page(self) -> str:
        return self.base + form_of(SEPTEMBER)


@pytest.fixture
def month(live_server, seat: Seat, tmp_path, na_sang, an, binh, cuong, keeper) -> Month:
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
        head=seat(head),
        office=seat(an),
        province=seat(binh),
        neighbour=seat(cuong),
        keeper=seat(keeper),
        village=na_sang.place_id,
    )


# --- the month, step by step -------------------------------------------------------------------


def the_village_head_fills_ten_counts_without_a_connection(month: Month) -> None:
    hand = month.head
    page = hand.page
    page.goto(month.address("form_filling", query=f"?period={SEPTEMBER.key}"))
    page.evaluate(KEEP)
    hand.looks_right()
    connection.cut(page)
    page.reload()
    expect(badge(page)).to_have_text("Không có mạng")
    assert page.locator(".form-now input").count() == len(TEN)
    for code, count in HEAD_COUNTS.items():
        hand.type_in(field_of(page, code), str(count))
    expect(page.locator("#form-filled")).to_contain_text("10/10")
    hand.press(hand.button("Gửi"))
    expect(badge(page)).to_have_text("Không có mạng · Chờ gửi")
    hand.looks_right()
    assert not Submission.objects.filter(place_id=month.village).exists()


def it_goes_when_the_connection_is_back(month: Month) -> None:
    connection.mend(month.head.page)
    expect(month.head.page.get_by_text("Đã gửi báo cáo số")).to_be_visible()
    month.head.looks_right()
    sent = Submission.objects.get(place_id=month.village)
    assert sent.status == "sent"
    assert sent.proposals.count() == len(TEN)


def the_commune_accepts_its_villages(month: Month) -> None:
    hand = month.office
    page = hand.page
    for village in ("bản Nà Sàng", "Tổ dân phố 3"):
        hand.go("submissions")
        hand.follow(page.locator("main").get_by_role("link", name=village))
        expect(page.get_by_role("heading", level=1)).to_contain_text(village)
        hand.looks_right()
        hand.follow(hand.button("Duyệt báo cáo"))
        expect(page.get_by_text("số liệu vào sổ cái")).to_be_visible()


def the_commune_has_a_word_report_read(month: Month) -> None:
    hand = month.office
    page = hand.page
    hand.go("submissions")
    hand.looks_right()
    hand.follow(page.locator("main").get_by_role("link", name="Gửi văn bản").first)
    hand.looks_right()
    hand.hand_over(page.get_by_label("Tệp văn bản"), a_word_report(month.folder))
    hand.choose(page.locator("main").get_by_label("Kỳ báo cáo"), SEPTEMBER.key)
    hand.follow(page.locator("main").get_by_role("button", name="Gửi", exact=True))
    expect(page.locator(".found[data-pending]")).not_to_have_count(0)
    hand.looks_right()
    hand.judge()
    hand.looks_right()
    month.made["letter"] = Submission.objects.get(kind="document").number


def the_commune_hands_in_an_excel_file(month: Month) -> None:
    hand = month.office
    page = hand.page
    page.goto(month.form_page)
    hand.looks_right()
    with page.expect_download() as download:
        hand.press(page.locator("#workbook").get_by_role("link", name="Tải tệp Excel"))
    path = month.folder / download.value.suggested_filename
    download.value.save_as(path)
    fill_in_excel(path, IN_EXCEL | {TIPS: "năm nguồn"})
    hand.hand_over(page.get_by_label("Tệp Excel đã ghi"), path)
    hand.follow(hand.button("Nộp tệp"))
    expect(page.get_by_text("Còn 1 ô phải sửa; các số khác đã nhận")).to_be_visible()
    hand.looks_right()
    with page.expect_download() as marked:
        hand.press(hand.button("Tải bản có đánh dấu ô sai"))
    marked.value.save_as(path)
    fill_in_excel(path, {TIPS: IN_EXCEL[TIPS]})
    hand.hand_over(page.get_by_label("Nộp tệp Excel đã ghi"), path)
    hand.follow(hand.button("Nộp tệp"))
    expect(page.get_by_text("Đã nhận 3 số từ Excel")).to_be_visible()
    hand.looks_right()
    page.goto(month.address("villages", query=f"?place={SOP_COP}"))
    expect(page.locator("main")).to_contain_text("Nà Sàng")
    hand.looks_right()
    page.goto(month.form_page)


def the_commune_picks_where_the_channels_differ(month: Month) -> None:
    hand = month.office
    page = hand.page
    agreed = row_of(page, SESSIONS).locator(".form-source")
    expect(agreed).to_contain_text("✓")
    take(hand, PATROLS, IN_THE_LETTER)
    for code in FROM_VILLAGES:
        expect(row_of(page, code).locator(".form-source")).to_contain_text("2/2 thôn, bản gửi")
        take(hand, code, SUMS[code])
    hand.looks_right()


def take(hand: Hand, code: str, written: str) -> None:
    """Open the sources of a row and take one of them."""
    row = row_of(hand.page, code)
    hand.press(row.locator(".sources summary"))
    hand.press(row.locator(f'[data-take="{written}"]'))
    expect(field_of(hand.page, code)).to_have_value(written)


def the_commune_sends(month: Month) -> None:
    hand = month.office
    page = hand.page
    hand.press(hand.button("Gửi"))
    expect(page.get_by_text("Đã gửi báo cáo số")).to_be_visible()
    hand.looks_right()
    sent = Submission.objects.get(kind="form", place_id=SOP_COP)
    month.made["form"] = sent.number
    choice = Choice.objects.get(submission=sent, field_code=PATROLS)
    said = {kind: written for kind, _, written in choice.others}
    assert choice.written == IN_THE_LETTER
    assert said == {"workbook": "21", "document": IN_THE_LETTER, "villages": "7"}


def the_province_returns_two_figures(month: Month) -> None:
    hand = month.province
    page = hand.page
    hand.go("submissions")
    hand.looks_right()
    number = month.made["form"]
    hand.follow(page.locator(f'main a[href="{reverse("submission", args=(number,))}"]'))
    hand.looks_right()
    hand.follow(page.get_by_role("link", name="Đối chiếu, trả lại"))
    for code, reason in DOUBTS.items():
        hand.press(hand.talk_row(code).locator(".return-one summary"))
        hand.type_in(hand.talk_row(code).locator('input[name^="return:"]'), reason)
    hand.looks_right()
    hand.press(hand.button("Trả lại các số đã ghi lý do"))
    expect(page.get_by_text("Đã trả lại 2 số của báo cáo")).to_be_visible()
    hand.looks_right()


def the_commune_answers_one_and_changes_the_other(month: Month) -> None:
    hand = month.office
    page = hand.page
    hand.go("submissions")
    number = month.made["form"]
    hand.follow(page.locator(f'main a[href="{reverse("submission", args=(number,))}"]'))
    hand.looks_right()
    hand.follow(page.get_by_role("link", name="Sửa biểu mẫu"))
    expect(page.get_by_text(DOUBTS[PATROLS]).first).to_be_visible()
    expect(field_of(page, SESSIONS)).to_be_hidden()
    hand.looks_right()
    hand.type_in(page.locator(f'[name="answer:{PATROLS}"]'), ANSWER)
    hand.type_in(field_of(page, HOUSEHOLDS), "70")
    hand.press(hand.button("Gửi lại"))
    expect(page.get_by_text("Đã gửi báo cáo số")).to_be_visible()
    assert Turn.objects.filter(kind="answered", text=ANSWER).count() == 1


def the_province_accepts(month: Month) -> None:
    hand = month.province
    page = hand.page
    hand.go("submissions")
    number = month.made["form"]
    hand.follow(page.locator(f'main a[href="{reverse("submission", args=(number,))}"]'))
    hand.follow(page.get_by_role("link", name="Đối chiếu, trả lại"))
    expect(hand.talk_row(PATROLS)).to_contain_text(ANSWER)
    expect(hand.talk_row(HOUSEHOLDS)).to_contain_text("70")
    hand.looks_right()
    hand.follow(hand.button("Duyệt báo cáo"))
    expect(page.get_by_text("Đã duyệt báo cáo")).to_be_visible()
    entries = Observation.objects.filter(submission=number)
    written = {entry.indicator: entry.milli // 1000 for entry in entries}
    assert (written[PATROLS], written[HOUSEHOLDS], written[TIPS]) == (19, 70, 5)
    sums = {code: int(SUMS[code]) for code in FROM_VILLAGES if code != HOUSEHOLDS}
    assert sums.items() <= written.items()  # what the village heads counted, added up


def the_province_publishes(month: Month) -> None:
    hand = month.province
    page = hand.page
    hand.go("publications")
    hand.choose(page.get_by_label("Kỳ báo cáo"), SEPTEMBER.key)
    hand.follow(hand.button("Xem"))
    hand.looks_right()
    hand.follow(page.get_by_role("button", name="Lập báo cáo tỉnh Sơn La, tháng 9/2025"))
    expect(page.locator(".pub-figure").first).to_be_visible()
    said = page.locator(f'.pub-figure[data-key*="{PATROLS}"]').all_inner_texts()
    assert "hơn 19" in said  # what the commune answers for; 74 others have sent nothing
    hand.looks_right()
    month.made["publication"] = PublicationRecord.objects.get(place_id=SON_LA).pk


def the_neighbour_sees_none_of_it(month: Month) -> None:
    hand = month.neighbour
    page = hand.page
    hand.go("submissions")
    hand.follow(page.get_by_role("link", name="Bỏ lọc"))  # of every period, not just the last
    expect(page.locator("main")).to_contain_text("sẽ hiện ở đây khi được gửi lên")
    expect(page.locator("main table")).to_have_count(0)
    hand.looks_right()
    hand.go("publications")
    expect(page.locator("main")).to_contain_text("Báo cáo tổng hợp đã lập sẽ hiện ở đây")
    expect(page.locator("main table")).to_have_count(0)
    hand.looks_right()
    page.goto(month.address("table", query=f"?period={SEPTEMBER.key}"))
    expect(page.locator("table.totals .total th")).to_have_text("tỉnh Điện Biên")
    assert not set(page.locator("table.totals td.cell").all_inner_texts()) & {
        "19",
        "hơn 19",
        f"hơn {SUMS[PATROLS]}",
    }
    for address in what_is_not_the_neighbours(month):
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 404, address
        assert "Sốp Cộp" not in page.locator("main").inner_text()
    hand.looks_right()


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
    hand = month.keeper
    page = hand.page
    hand.go("form_versions")
    hand.looks_right()
    hand.follow(page.locator("main a[href]").first)
    hand.looks_right()


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


def fill_in_excel(path: Path, counts: Mapping[str, int | str]) -> None:
    book = load_workbook(path)
    for code, count in counts.items():
        book["Biểu mẫu"][cell_of(book, code)] = count
    book.save(path)
