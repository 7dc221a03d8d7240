"""The province's table: what is missing, late, returned and odd; filtered, compared, exported."""

import io

import openpyxl
import pytest
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser

from bayen.actions.accepting import accept_submission
from bayen.actions.forms import submit_form
from bayen.actions.sending_up import return_submission
from bayen.catalogue.forms import load_form
from bayen.web import table_page
from tests.cast import AUGUST, FORM, PATROLS, SESSIONS, SON_LA, SOP_COP, month

pytestmark = pytest.mark.django_db
COMMUNES = 75
NEXT_YEAR = month("2026-M08")


def address(view="table", /, period=AUGUST, **more):
    query = "".join(f"&{name}={value}" for name, value in more.items())
    return f"{reverse(view)}?place={SON_LA}&period={period.key}{query}"


def rows(client, **more):
    """State and cells of each place, by name; the total is left out."""
    page = LexborHTMLParser(client.get(address(**more)).content.decode())
    found = page.css("table.totals tbody tr:not(.total)")
    return {row.css("th")[0].text(): row for row in found}


def cell(row, code, codes):
    return row.css("td.cell")[codes.index(code)]


@pytest.fixture
def codes(form_sent):
    return list(load_form(FORM).indicators)


def test_each_row_says_whether_it_was_sent_and_by_how_much_it_is_late(signed_in, binh, form_sent):
    found = rows(signed_in(binh))
    state = found["xã Sốp Cộp"].css_first(".sent")
    assert "đã gửi" in state.text()
    assert state.css_first("a").attributes["href"] == f"/bao-cao/{form_sent.number}/"
    other = found["xã Mường Lạn"].css_first(".sent").text()
    assert "chưa gửi" in other
    assert "ngày làm việc" in other


def test_what_came_back_and_what_is_odd_stand_out(signed_in, an, binh, codes):
    raw = {PATROLS: "17", SESSIONS: "3", "tip.received": "3", "tip.useful": "8"}
    sent = submit_form(actor=an, form_code=FORM, place_id=SOP_COP, period=AUGUST, raw=raw)
    client = signed_in(binh)
    odd = cell(rows(client)["xã Sốp Cộp"], "tip.useful", codes)
    assert odd.attributes["class"] == "cell cell-warn"
    return_submission(actor=binh, submission=sent, figures={PATROLS: "xem lại"})
    row = rows(client)["xã Sốp Cộp"]
    assert cell(row, PATROLS, codes).attributes["class"] == "cell cell-returned"
    assert "trả lại" in row.css_first(".sent").text()
    assert list(rows(client, state="returned")) == ["xã Sốp Cộp"]
    assert list(rows(client, state="odd")) == ["xã Sốp Cộp"]
    assert len(rows(client, state="missing")) == COMMUNES
    assert rows(client, state="waiting") == {}


def test_rows_are_found_by_name_and_stand_the_vietnamese_way_on_every_page(
    signed_in, binh, monkeypatch
):
    client = signed_in(binh)
    named = list(rows(client, q="chieng+s", sort="place"))
    assert named == [
        "xã Chiềng Sại",
        "phường Chiềng Sinh",
        "xã Chiềng Sơ",
        "xã Chiềng Sơn",
        "xã Chiềng Sung",
    ]
    everything = list(rows(client, sort="place"))
    monkeypatch.setattr(table_page, "ON_A_PAGE", 40)
    pages = [list(rows(client, sort="place", page=number)) for number in (1, 2)]
    assert [len(page) for page in pages] == [40, COMMUNES - 40]
    assert pages[0] + pages[1] == everything


def test_the_workbook_has_the_rows_of_the_page_and_the_year_before(signed_in, an, binh):
    for period, count in ((AUGUST, "20"), (NEXT_YEAR, "25")):
        sent = submit_form(
            actor=an, form_code=FORM, place_id=SOP_COP, period=period, raw={PATROLS: count}
        )
        accept_submission(actor=binh, submission=sent)
    client = signed_in(binh)
    asked = {"q": "sop+cop", "compare": "1", "period": NEXT_YEAR}
    change = rows(client, **asked)["xã Sốp Cộp"].css(".change")
    assert [one.text() for one in change] == ["▲ 25%"]
    data = client.get(address("table_xlsx", **asked)).content
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert sheet is not None
    lines = [list(line) for line in sheet.iter_rows(values_only=True)]
    head = next(line for line in lines if line[0] == "Địa bàn")
    assert head[1] == "Tình trạng"
    [row] = [line for line in lines if line[0] == "xã Sốp Cộp"]
    at = row.index(25)
    assert row[at : at + 3] == [25, 20, 25]
    assert head[at + 1 : at + 3] == ["cùng kỳ", "so cùng kỳ, %"]
    assert "1 trên 75 địa bàn" in str(lines[2][0])
