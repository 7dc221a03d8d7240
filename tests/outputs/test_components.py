"""The words of the prescribed components."""

from dataclasses import replace
from datetime import date

import pytest

from bayen.core.quantities import Bound
from bayen.outputs.components import (
    END_OF_TEXT,
    Role,
    annex_label,
    annex_reference,
    body_blocks,
    cell_text,
    date_line,
    header_rows,
    listed,
    number_line,
    point_letter,
    render_day,
    roman,
)
from bayen.outputs.publication import (
    Blank,
    Column,
    NumberFormat,
    Row,
    Table,
    TableError,
    text_of,
)
from tests.outputs.sample import groups_table, number, paragraph, propaganda_table, publication


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2026, 1, 5), "ngày 05 tháng 01 năm 2026"),
        (date(2026, 2, 14), "ngày 14 tháng 02 năm 2026"),
        (date(2026, 3, 9), "ngày 09 tháng 3 năm 2026"),
        (date(2026, 6, 14), "ngày 14 tháng 6 năm 2026"),
        (date(2026, 12, 31), "ngày 31 tháng 12 năm 2026"),
    ],
)
def test_days_below_ten_and_months_one_and_two_take_a_zero(day, written):
    assert render_day(day) == written


@pytest.mark.parametrize(("count", "written"), [(5, "05"), (12, "12"), (1204, "1204")])
def test_document_numbers_are_padded_and_never_grouped(count, written):
    assert number_line(publication(count=count)) == f"Số: {written}/BC-UBND"


def test_a_draft_leaves_number_and_day_open_but_may_know_the_year():
    draft = publication(day=None, count=None)
    assert number_line(draft).split() == ["Số:", "/BC-UBND"]
    assert date_line(draft).split() == ["Yên", "Hạ,", "ngày", "tháng", "năm"]
    assert date_line(replace(draft, year=2026)).endswith("năm 2026")


def test_annexes_refer_to_the_document_but_not_on_electronic_ones():
    paper = annex_reference(publication())
    assert paper == (
        "(Kèm theo Báo cáo số 05/BC-UBND ngày 05 tháng 01 năm 2026 của Ủy ban nhân dân xã Yên Hạ)"
    )
    electronic = annex_reference(replace(publication(), is_electronic=True))
    assert "05" not in electronic
    assert "2026" not in electronic


def test_a_lone_annex_has_no_number():
    assert annex_label(1, 1) == "Phụ lục"
    assert [annex_label(n, 4) for n in (1, 4)] == ["Phụ lục I", "Phụ lục IV"]


def test_roman_numbers():
    assert [roman(n) for n in (1, 4, 5, 9, 10, 14, 19)] == [
        "I", "IV", "V", "IX", "X", "XIV", "XIX",
    ]  # fmt: skip


def test_points_follow_the_vietnamese_alphabet():
    letters = [point_letter(position) for position in range(24)]
    assert letters[:8] == ["a", "b", "c", "d", "đ", "e", "g", "h"]
    assert not set("fjwz") & set(letters)
    assert len(set(letters)) == 24


def test_lists_end_with_semicolons_and_a_full_stop():
    assert list(listed(("Như trên", "Công an xã;", "Lưu: VT."))) == [
        "Như trên;",
        "Công an xã;",
        "Lưu: VT.",
    ]


def test_the_text_is_numbered_in_order_and_ends_once():
    blocks = list(body_blocks(publication()))
    heads = [text_of(b.runs) for b in blocks if b.role in (Role.PART, Role.SECTION)]
    assert heads == [
        "I. TÌNH HÌNH",
        "II. KẾT QUẢ",
        "1. Công tác tuyên truyền, vận động",
        "2. Lực lượng, tổ chức quần chúng",
        "III. PHƯƠNG HƯỚNG, NHIỆM VỤ TRỌNG TÂM",
    ]
    points = [text_of(b.runs) for b in blocks if b.role is Role.POINT]
    assert [point[:2] for point in points] == ["a)", "b)"]
    last = text_of(blocks[-1].runs)
    assert last.endswith("xem xét, chỉ đạo" + END_OF_TEXT)
    assert [b.role for b in blocks[:2]] == [Role.BASIS, Role.BASIS]
    assert [text_of(b.runs)[-1] for b in blocks[:2]] == [";", "."]


@pytest.mark.parametrize("closing", ["Hết", "Hết.", "Hết./.", "Hết ..."])
def test_the_end_is_written_once_however_the_closing_ends(closing):
    blocks = list(body_blocks(replace(publication(), closing=paragraph(closing))))
    assert text_of(blocks[-1].runs) == "Hết./."


def test_cells_tell_zero_from_not_reported():
    plain, percent = Column("x"), Column("x", number_format=NumberFormat.PERCENT)
    assert cell_text(number(0), plain) == "0"
    assert cell_text(Blank.NOT_REPORTED, plain) == ""
    assert cell_text(Blank.NOT_APPLICABLE, plain) == "-"
    assert cell_text(number(3), plain) == "3"  # tables pad nothing
    assert cell_text(number(17000, Bound.OVER), plain) == "hơn 17.000"
    assert cell_text(number("94.97"), percent) == "95,0%"
    assert cell_text(number("94.97"), replace(percent, unit="%")) == "95,0"


def test_grouped_columns_share_a_header_and_the_others_span_both_rows():
    upper, lower = header_rows(groups_table())
    assert [(cell.text, cell.columns, cell.rows) for cell in upper[:3]] == [
        ("TT", 1, 2),
        ("Thôn, bản", 1, 2),
        ("Tổ bảo vệ ANTT", 2, 1),
    ]
    assert [cell.rows for cell in lower[:3]] == [0, 0, 1]
    assert len(lower) == 12
    assert len(header_rows(propaganda_table())) == 1


def test_a_row_that_does_not_fit_its_table_is_refused():
    with pytest.raises(TableError, match="hàng 1 có 2 ô, bảng có 1 cột"):
        Table((Column("x"),), (Row(("a", "b")),))
    with pytest.raises(TableError, match="hàng tổng"):
        Table((Column("x"),), (), totals=())
