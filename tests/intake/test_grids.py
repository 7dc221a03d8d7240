"""Figures out of tables of many layouts: documents, workbooks and pages made in the test."""

# ruff: noqa: E501 - tables stand here row by row, as they are read

import io
import itertools
from datetime import date

import docx
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from bayen.intake import (
    Layout,
    LayoutError,
    load_document,
    load_knowledge,
    parse_layout,
    read_document,
    remember_layouts,
)
from bayen.intake.formats.sheet import written

DAY = date(2025, 9, 20)
OLD_DAY = date(2023, 9, 20)
SOP_COP = "d127.2004"


def docx_of(rows, *, before=(), merges=()):
    """A .docx of one table; "" leaves a cell empty, merges are ((row, column), (row, column))."""
    document = docx.Document()
    for line in before:
        document.add_paragraph(line)
    table = document.add_table(len(rows), max(map(len, rows)))
    for (r, _), (c, text) in ((a, b) for a in enumerate(rows) for b in enumerate(a[1])):
        if text:
            table.cell(r, c).text = text
    for (r1, c1), (r2, c2) in merges:
        kept = table.cell(r1, c1).text
        table.cell(r1, c1).merge(table.cell(r2, c2)).text = kept
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def xlsx_of(rows, *, title="T9", merges=()):
    """A workbook of one sheet with real numbers; merges as in `docx_of`."""
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data, {"in_memory": True})
    sheet = book.add_worksheet(title)
    for (r1, c1), (r2, c2) in merges:
        sheet.merge_range(r1, c1, r2, c2, "")
    for (r, _), (c, value) in ((a, b) for a in enumerate(rows) for b in enumerate(a[1])):
        if value != "":
            sheet.write(r, c, value)
    book.close()
    return data.getvalue()


def read(data, name, known, *, day=DAY, place=None, layouts=()):
    return read_document(
        load_document(data, name), day=day, place=place, known=known, layouts=layouts
    )


def figures(reading):
    """Text, indicator and unit of each figure."""
    return [(p.candidate.text, p.indicator) for p in reading.proposals]


def by_place(reading):
    return {
        (p.place_text.split(",")[0], p.indicator): int(p.candidate.value) for p in reading.proposals
    }


def spans(reading):
    return [
        (p.candidate.text, p.first_day and p.first_day.isoformat(), p.last_day and p.last_day.isoformat())
        for p in reading.proposals
    ]  # fmt: skip


def codes(reading):
    return [finding.code for finding in reading.findings]


# --- layouts ----------------------------------------------------------------------------------


def test_groups_down_with_count_and_members_across(known):
    rows = [["TT", "Loại hình", "Số tổ (nhóm)", "Số thành viên"],
            ["1", "Tổ hòa giải", "127", "318"],
            ["2", "Tổ an ninh nhân dân", "128", "585"],
            ["3", "Nhóm liên gia tự quản", "843", "10.055"]]  # fmt: skip
    reading = read(docx_of(rows), "a.docx", known, place=SOP_COP, day=OLD_DAY)
    assert figures(reading) == [
        ("127", "group.mediation.count"), ("318", "group.mediation.members"),
        ("128", "group.people_security.count"), ("585", "group.people_security.members"),
        ("843", "group.interfamily.count"), ("10.055", "group.interfamily.members"),
    ]  # fmt: skip
    assert [p.candidate.unit for p in reading.proposals] == [
        "tổ", "thành viên", "tổ", "thành viên", "nhóm", "thành viên",
    ]  # fmt: skip
    assert "«Số thành viên» ở đầu cột, «Tổ hòa giải» ở đầu hàng → Thành viên tổ hòa giải" in [
        reason.text_vi for reason in reading.proposals[1].reasons
    ]


def test_groups_with_a_total_row_that_adds_up(known):
    rows = [["STT", "Loại hình", "Số lượng", "Thành viên"], ["1", "Tổ hòa giải", "12", "84"],
            ["2", "Đội dân phòng", "4", "40"], ["", "Tổng cộng", "16", "124"]]  # fmt: skip
    reading = read(docx_of(rows), "a.docx", known, place="xã Mường Và", day=OLD_DAY)
    assert figures(reading) == [
        ("12", "group.mediation.count"), ("84", "group.mediation.members"),
        ("4", "group.civil_defence.count"), ("40", "group.civil_defence.members"),
        ("16", "group.all.count"), ("124", "group.all.members"),
    ]  # fmt: skip
    assert "table-total-differs" not in codes(reading)


def test_indicators_down_with_a_unit_column(known):
    rows = [["TT", "Nội dung", "ĐVT", "Kết quả", "Ghi chú"],
            ["1", "Số tổ hòa giải", "tổ", 15, ""], ["2", "Nguồn tin do nhân dân cung cấp", "tin", 42, "qua Zalo"],
            ["3", "Súng tự chế giao nộp", "khẩu", 7, ""], ["4", "Mô hình xây dựng mới", "mô hình", 2, ""]]  # fmt: skip
    reading = read(xlsx_of(rows), "a.xlsx", known, place="xã Mường Và", day=OLD_DAY)
    assert figures(reading) == [
        ("15", "group.mediation.count"), ("42", "tip.received"), ("7", "weapon.firearms"),
        ("2", "model.new"),
    ]  # fmt: skip


def test_places_down_with_a_total_of_the_parent(known):
    rows = [["STT", "Xã", "Tổ hòa giải", "Tổ an ninh nhân dân"], ["1", "Mường Và", 20, 31],
            ["2", "Mường Lạn", 15, 18], ["3", "Nậm Lạnh", 9, 0], ["", "Tổng cộng", 44, 49]]  # fmt: skip
    reading = read(xlsx_of(rows), "a.xlsx", known, place=SOP_COP, day=OLD_DAY)
    assert by_place(reading) == {
        ("xã Mường Và", "group.mediation.count"): 20, ("xã Mường Và", "group.people_security.count"): 31,
        ("xã Mường Lạn", "group.mediation.count"): 15, ("xã Mường Lạn", "group.people_security.count"): 18,
        ("xã Nậm Lạnh", "group.mediation.count"): 9, ("xã Nậm Lạnh", "group.people_security.count"): 0,
        ("huyện Sốp Cộp", "group.mediation.count"): 44, ("huyện Sốp Cộp", "group.people_security.count"): 49,
    }  # fmt: skip
    assert {r.about for r in reading.proposals[-1].reasons} >= {"total"}
    assert "table-total-differs" not in codes(reading)


def test_places_across_with_a_total_column(known):
    rows = [["Chỉ tiêu", "Mường Và", "Mường Lạn", "Cộng"],
            ["Số vụ phạm pháp hình sự", "3", "2", "5"], ["Số vụ tai nạn giao thông", "1", "-", "1"]]  # fmt: skip
    reading = read(docx_of(rows), "a.docx", known, place=SOP_COP, day=OLD_DAY)
    assert by_place(reading) == {
        ("xã Mường Và", "case.criminal"): 3, ("xã Mường Lạn", "case.criminal"): 2,
        ("huyện Sốp Cộp", "case.criminal"): 5, ("xã Mường Và", "traffic.accidents"): 1,
        ("huyện Sốp Cộp", "traffic.accidents"): 1,
    }  # fmt: skip


def test_headers_in_two_rows_with_merged_cells(known):
    rows = [["TT", "Đơn vị", "Tổ hòa giải", "", "Tổ an ninh nhân dân", ""],
            ["", "", "Số tổ", "Số thành viên", "Số tổ", "Số thành viên"],
            ["1", "Mường Và", "20", "100", "31", "93"], ["2", "Mường Lạn", "15", "75", "18", "54"]]  # fmt: skip
    merges = [((0, 0), (1, 0)), ((0, 1), (1, 1)), ((0, 2), (0, 3)), ((0, 4), (0, 5))]
    expected = {
        ("xã Mường Và", "group.mediation.count"): 20, ("xã Mường Và", "group.mediation.members"): 100,
        ("xã Mường Và", "group.people_security.count"): 31, ("xã Mường Và", "group.people_security.members"): 93,
        ("xã Mường Lạn", "group.mediation.count"): 15, ("xã Mường Lạn", "group.mediation.members"): 75,
        ("xã Mường Lạn", "group.people_security.count"): 18, ("xã Mường Lạn", "group.people_security.members"): 54,
    }  # fmt: skip
    for data, name in (
        (docx_of(rows, merges=merges), "a.docx"),
        (xlsx_of(rows, merges=merges), "a.xlsx"),
        (docx_of(rows), "unmerged.docx"),
    ):
        reading = read(data, name, known, place=SOP_COP, day=OLD_DAY)
        assert by_place(reading) == expected, name


def test_cases_down_with_cases_and_persons_across_over_a_row_of_column_numbers(known):
    rows = [["Lĩnh vực", "Số vụ", "Số đối tượng"], ["(1)", "(2)", "(3)"],
            ["Phạm pháp hình sự", "12", "17"], ["Xử lý hành chính", "30", "41"], ["Ma túy", "5", "6"]]  # fmt: skip
    reading = read(docx_of(rows), "a.docx", known, place=SOP_COP, day=OLD_DAY)
    assert figures(reading) == [
        ("12", "case.criminal"), ("17", "case.criminal_persons"),
        ("30", "case.administrative"), ("41", "case.administrative_persons"),
        ("5", "case.drug"), ("6", "case.drug_persons"),
    ]  # fmt: skip


def test_periods_across_and_comparison_left_out(known):
    rows = [["Chỉ tiêu", "Tháng 8", "Tháng 9", "Lũy kế", "Cùng kỳ 2024", "So sánh (%)"],
            ["Số vụ phạm pháp hình sự", 4, 3, 29, 5, -40], ["Số buổi tuyên truyền", 10, 12, 95, 80, 18.75]]  # fmt: skip
    reading = read(xlsx_of(rows), "a.xlsx", known, day=date(2025, 9, 30), place="tỉnh Sơn La")
    assert spans(reading)[:3] == [
        ("4", "2025-08-01", "2025-08-31"), ("3", "2025-09-01", "2025-09-30"),
        ("29", "2025-01-01", "2025-09-30"),
    ]  # fmt: skip
    assert spans(reading)[3] == ("5", "2024-09-01", "2024-09-30")
    assert [p.candidate.text for p in reading.proposals] == [
        "4", "3", "29", "5", "10", "12", "95", "80",
    ]  # fmt: skip
    assert {p.indicator for p in reading.proposals} == {"case.criminal", "activity.sessions"}


def test_same_period_of_last_year_when_the_title_gives_the_period(known):
    rows = [["Chỉ tiêu", "Kỳ này", "Cùng kỳ năm trước", "Tăng, giảm"],
            ["Số vụ tai nạn giao thông", "6", "8", "-2"]]  # fmt: skip
    reading = read(
        docx_of(rows, before=["BÁO CÁO QUÝ III NĂM 2025", "XÃ MƯỜNG VÀ"]), "a.docx", known, day=DAY
    )
    assert spans(reading) == [("6", "2025-07-01", "2025-09-30"), ("8", "2024-07-01", "2024-09-30")]


def test_unit_in_the_caption_and_years_as_headers(known):
    rows = [["BẢNG TỔNG HỢP TỔ HÒA GIẢI"], ["ĐVT: tổ"], [], ["Đơn vị", 2023, 2024],
            ["Mường Và", 20, 21], ["Mường Lạn", 14, 15]]  # fmt: skip
    reading = read(xlsx_of(rows), "a.xlsx", known, place=SOP_COP, day=date(2025, 1, 15))
    assert {p.indicator for p in reading.proposals} == {"group.mediation.count"}
    assert spans(reading) == [
        ("20", "2023-01-01", "2023-12-31"), ("21", "2024-01-01", "2024-12-31"),
        ("14", "2023-01-01", "2023-12-31"), ("15", "2024-01-01", "2024-12-31"),
    ]  # fmt: skip


@pytest.mark.parametrize("numbered", [True, False])
@pytest.mark.parametrize("first_blank", [True, False])
def test_communes_that_sent_nothing_are_no_titles_of_those_below(known, numbered, first_blank):
    sent = {"Mường Lạn": "15", "Dồm Cang": "7"}
    names = ["Mường Và", "Mường Lạn", "Nậm Lạnh", "Dồm Cang", "Sam Kha"][not first_blank :]
    rows = [["TT", "Xã", "Súng giao nộp (khẩu)"]]
    rows += [[f"{at}", f"xã {name}", sent.get(name, "")] for at, name in enumerate(names, 1)]
    rows.append(["Tổng số", "", "22"])
    if not numbered:
        rows = [[label or lead, amount] for lead, label, amount in rows]
    reading = read(xlsx_of(rows), "a.xlsx", known, place=SOP_COP, day=OLD_DAY)
    assert by_place(reading) == {
        ("xã Mường Lạn", "weapon.firearms"): 15, ("xã Dồm Cang", "weapon.firearms"): 7,
        ("huyện Sốp Cộp", "weapon.firearms"): 22,
    }  # fmt: skip
    assert {r.about for r in reading.proposals[-1].reasons} >= {"total"}


def test_a_numbered_line_left_empty_does_not_name_the_next_ones(known):
    rows = [["TT", "Nội dung", "Số lượng"], [1, "Tổ hòa giải", ""], [2, "Tổ an ninh nhân dân", 12],
            [3, "Mô hình", 5], [4, "Đội dân phòng", ""], ["Tổng số", "", 17]]  # fmt: skip
    reading = read(xlsx_of(rows), "a.xlsx", known, place=SOP_COP, day=OLD_DAY)
    assert figures(reading)[:2] == [("12", "group.people_security.count"), ("5", "model.count")]
    assert all("đội dân phòng" not in r.text_vi.lower() for r in reading.proposals[-1].reasons)


def test_a_numbered_title_still_names_the_lines_below_it(known):
    rows = [["TT", "Nội dung", "Số lượng"], [1, "Tổ hòa giải", ""], ["", "- Số tổ", 12],
            ["", "- Thành viên", 60], [2, "Tổ an ninh nhân dân", ""], ["", "- Số tổ", 7]]  # fmt: skip
    reading = read(xlsx_of(rows), "a.xlsx", known, place=SOP_COP, day=OLD_DAY)
    assert figures(reading) == [
        ("12", "group.mediation.count"), ("60", "group.mediation.members"),
        ("7", "group.people_security.count"),
    ]  # fmt: skip


def test_sections_with_rows_inside_them(known):
    rows = [["TT", "Chỉ tiêu", "Số lượng"], ["I", "Tai nạn giao thông", ""], ["1", "Số vụ", "6"],
            ["2", "Số người chết", "2"], ["3", "Số người bị thương", "5"],
            ["II", "Công tác hòa giải", ""], ["1", "Số vụ hòa giải thành", "9"]]  # fmt: skip
    reading = read(docx_of(rows), "a.docx", known, place="xã Mường Và", day=OLD_DAY)
    assert figures(reading) == [
        ("6", "traffic.accidents"), ("2", "traffic.deaths"), ("5", "traffic.injuries"),
        ("9", "mediation.resolved"),
    ]  # fmt: skip


def test_two_amounts_under_one_header_with_a_slash(known):
    rows = [
        ["Loại hình", "Số tổ/số thành viên"],
        ["Tổ hòa giải", "127/318"],
        ["Đội dân phòng", "4/40"],
    ]
    reading = read(docx_of(rows), "a.docx", known, place=SOP_COP, day=OLD_DAY)
    assert figures(reading) == [
        ("127", "group.mediation.count"), ("318", "group.mediation.members"),
        ("4", "group.civil_defence.count"), ("40", "group.civil_defence.members"),
    ]  # fmt: skip


def test_villages_down(known):
    rows = [["TT", "Thôn, bản", "Số hộ dân", "Tổ liên gia tự quản"], ["1", "Bản Cống", "85", "4"],
            ["2", "Bản Nà Khi", "64", "3"]]  # fmt: skip
    reading = read(docx_of(rows), "a.docx", known, place="xã Mường Lạn, huyện Sốp Cộp", day=OLD_DAY)
    assert [(p.place_text.split(", tỉnh")[0], p.indicator) for p in reading.proposals] == [
        ("bản Cống, xã Mường Lạn, huyện Sốp Cộp", "place.households"),
        ("bản Cống, xã Mường Lạn, huyện Sốp Cộp", "group.interfamily.count"),
        ("bản Nà Khi, xã Mường Lạn, huyện Sốp Cộp", "place.households"),
        ("bản Nà Khi, xã Mường Lạn, huyện Sốp Cộp", "group.interfamily.count"),
    ]


def test_a_page_with_merged_headers(known):
    page = """<html><body><p>Công an huyện Sốp Cộp</p><table>
    <tr><th rowspan="2">TT</th><th rowspan="2">Xã</th><th colspan="2">Tổ hòa giải</th></tr>
    <tr><th>Số tổ</th><th>Số thành viên</th></tr>
    <tr><td>1</td><td>Mường Và</td><td>20</td><td>1.205</td></tr></table></body></html>"""
    reading = read(page.encode(), "a.html", known, place=SOP_COP, day=OLD_DAY)
    assert by_place(reading) == {
        ("xã Mường Và", "group.mediation.count"): 20,
        ("xã Mường Và", "group.mediation.members"): 1205,
    }


def test_two_tables_in_one_sheet(known):
    rows = [["Loại hình", "Số tổ"], ["Tổ hòa giải", 12], [], ["Nội dung", "Số vụ"],
            ["Phạm pháp hình sự", 3]]  # fmt: skip
    reading = read(xlsx_of(rows), "a.xlsx", known, place=SOP_COP, day=OLD_DAY)
    assert figures(reading) == [("12", "group.mediation.count"), ("3", "case.criminal")]


def test_money_in_millions(known):
    rows = [["Nội dung", "Số tiền (triệu đồng)"], ["Kinh phí xã hội hóa lắp camera", "1.250,5"],
            ["Tiền nhân dân đóng góp", "300"]]  # fmt: skip
    reading = read(docx_of(rows), "a.docx", known, place=SOP_COP, day=OLD_DAY)
    assert [int(p.candidate.value) for p in reading.proposals] == [1_250_500_000, 300_000_000]


# --- cells ------------------------------------------------------------------------------------


def test_empty_is_not_reported_zero_is_zero_a_dash_does_not_apply(known):
    rows = [
        ["Xã", "Tổ hòa giải", "Tổ an ninh nhân dân"],
        ["Mường Và", "", "0"],
        ["Mường Lạn", "-", "hơn 300"],
    ]
    reading = read(docx_of(rows), "a.docx", known, place=SOP_COP, day=OLD_DAY)
    assert [(p.candidate.text, p.candidate.bound.name_en) for p in reading.proposals] == [
        ("0", "exact"), ("300", "over"),
    ]  # fmt: skip
    assert not {"cell-not-number", "cell-date"} & set(codes(reading))


def test_bad_cells_are_named_and_the_others_go_on(known):
    rows = [["Xã", "Tổ hòa giải", "Số vụ phạm pháp hình sự"], ["Mường Và", "12a", "3"],
            ["Mường Lạn", "15", "12/08/2023"], ["Nậm Lạnh", "9", "1"]]  # fmt: skip
    reading = read(docx_of(rows), "a.docx", known, place=SOP_COP, day=OLD_DAY)
    assert [p.candidate.text for p in reading.proposals] == ["3", "15", "9", "1"]
    said = {f.code: f.message_vi for f in reading.findings}
    assert said["cell-not-number"].startswith("Bảng 1, hàng 2, cột 2: «12a»")
    assert said["cell-date"].startswith("Bảng 1, hàng 3, cột 3: «12/08/2023» là ngày")


def test_a_failed_formula_is_named_by_its_cell(known):
    import openpyxl  # noqa: PLC0415 - only this test writes broken formulas

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "T9"
    for row in (["Loại hình", "Số tổ"], ["Tổ hòa giải", 12], ["Đội dân phòng", 3]):
        sheet.append(row)
    sheet["B3"] = "#REF!"
    sheet["B3"].data_type = "e"
    data = io.BytesIO()
    book.save(data)
    reading = read(data.getvalue(), "a.xlsx", known, place=SOP_COP, day=OLD_DAY)
    assert figures(reading) == [("12", "group.mediation.count")]
    assert [f.message_vi[:33] for f in reading.findings if f.code == "cell-formula-error"] == [
        "Trang tính «T9», ô B3: «#REF!» là"
    ]


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_a_number_cell_that_holds_no_number_is_told_as_an_error(value):
    assert written(value) == "#NUM!"


def test_a_total_that_differs_is_found_beside_its_figure(known):
    rows = [["Xã", "Tổ hòa giải"], ["Mường Và", "20"], ["Mường Lạn", "15"], ["Toàn huyện", "36"]]
    reading = read(docx_of(rows), "a.docx", known, place=SOP_COP, day=OLD_DAY)
    (finding,) = [f for f in reading.findings if f.code == "table-total-differs"]
    assert reading.proposals[int(finding.where)].candidate.text == "36"
    assert "ghi 36 nhưng cộng các phần được 35" in finding.message_vi


def test_spans_are_exact_and_words_stay_prose(known):
    rows = [["UBND XÃ MƯỜNG VÀ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
            ["Toàn xã có 12 tổ hòa giải với 84 thành viên.", "Ngày 20 tháng 9 năm 2023"]]  # fmt: skip
    reading = read(docx_of(rows), "a.docx", known, day=OLD_DAY)
    assert figures(reading) == [("12", "group.mediation.count"), ("84", "group.mediation.members")]
    for proposal in reading.proposals:
        candidate = proposal.candidate
        assert reading.document.text[candidate.start : candidate.end] == candidate.text


# --- remembered layouts -----------------------------------------------------------------------


def test_a_corrected_layout_is_offered_the_next_time(known):
    rows = [["Xã", "Hạng mục A", "Tổ hòa giải"], ["Mường Và", "3", "20"]]
    first = read(docx_of(rows), "a.docx", known, place=SOP_COP, day=OLD_DAY)
    assert figures(first)[0][1] == "other"
    start = first.proposals[0].candidate.start
    kept = remember_layouts(first.layouts, first.named_by, {start: "tip.received"})
    stored = [parse_layout(layout.as_json()) for layout in kept]
    again = [["Xã", "Hạng mục A", "Tổ hòa giải"], ["Mường Lạn", "8", "15"]]
    second = read(docx_of(again), "b.docx", known, place=SOP_COP, day=OLD_DAY, layouts=stored)
    assert figures(second) == [("8", "tip.received"), ("15", "group.mediation.count")]
    assert second.proposals[0].confidence > 0.8


def test_a_layout_of_other_headers_changes_nothing(known):
    rows = [["Xã", "Tổ hòa giải"], ["Mường Và", "3"]]
    other = Layout(("xã", "hạng mục b"), {"tổ hòa giải": "tip.received"})
    reading = read(docx_of(rows), "a.docx", known, place=SOP_COP, day=OLD_DAY, layouts=[other])
    assert figures(reading) == [("3", "group.mediation.count")]


@pytest.mark.parametrize(
    "data", [None, {}, {"headers": "x", "names": {}}, {"headers": [1], "names": {}}]
)
def test_what_is_no_layout_is_refused(data):
    with pytest.raises(LayoutError):
        parse_layout(data)


# --- hostile sheets ---------------------------------------------------------------------------


def test_cells_far_apart_are_refused_before_memory_is(known):
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data, {"in_memory": True})
    sheet = book.add_worksheet()
    sheet.write(0, 0, "a")
    sheet.write(1_048_575, 16_383, 1)
    book.close()
    with pytest.raises(Exception, match="hàng 1048576, cột 16384"):
        load_document(data.getvalue(), "a.xlsx")


def test_a_million_empty_rows_are_read_past(known):
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data, {"in_memory": True})
    sheet = book.add_worksheet("T9")
    for row in (["Loại hình", "Số tổ"], ["Tổ hòa giải", 12]):
        sheet.write_row(sheet.dim_rowmax + 1 if sheet.dim_rowmax is not None else 0, 0, row)
    sheet.write_blank(1_000_000, 1, None, book.add_format({"bold": True}))
    sheet.write(999_999, 0, "Đội dân phòng")
    sheet.write(999_999, 1, 4)
    book.close()
    reading = read(data.getvalue(), "a.xlsx", known, place=SOP_COP, day=OLD_DAY)
    assert figures(reading) == [("12", "group.mediation.count"), ("4", "group.civil_defence.count")]


def test_a_maze_of_merged_cells_neither_crashes_nor_hangs(known):
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data, {"in_memory": True})
    sheet = book.add_worksheet()
    for r, c in itertools.product(range(0, 90, 3), range(0, 30, 3)):
        sheet.merge_range(r, c, r + 2, c + 2, f"ô {c}" if (r + c) % 2 else r + c)
    book.close()
    reading = read(data.getvalue(), "a.xlsx", known)
    assert len(reading.document.passages) == 300


CELLS = st.sampled_from(
    ["", "", "1", "12", "1.205", "-", "TT", "Xã", "Mường Và", "Tổng cộng", "Số tổ", "Tháng 8", "Lũy kế",
     "Cùng kỳ 2024", "So sánh (%)", "12/8/2025", "#REF!", "ĐVT: tổ", "Tổ hòa giải", "4/8", "hơn 300",
     "2024", "(1)", "I. Công tác", "Số tổ/số thành viên", "85%", "12 vụ, 3 người", "triệu đồng"]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=1, max_size=6), min_size=1, max_size=9))
def test_any_table_is_read_without_error_and_spans_are_honest(rows):
    html = "".join(
        "<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in [["Bảng"], *rows]
    )
    reading = read(f"<body><table>{html}</table></body>".encode(), "a.html", load_knowledge())
    starts = [p.candidate.start for p in reading.proposals]
    assert starts == sorted(set(starts))
    for proposal in reading.proposals:
        candidate = proposal.candidate
        assert reading.document.text[candidate.start : candidate.end] == candidate.text
        assert 0 <= proposal.confidence <= 1
