"""Tables of a PDF come as cells, once, with merges, over page breaks; torn text comes whole."""

import typst

from bayen.intake import load_document, read_document
from bayen.intake.document import Document
from bayen.intake.formats.pdf_lines import Word, find_lines, is_torn, join_lines

PAGE = "#set page(width: 400pt, height: 300pt, margin: 30pt)\n#set text(size: 10pt)\n"
TEAMS = """
UBND xã Mường Và báo cáo năm 2025, toàn xã có 03 mô hình như sau:

#table(columns: 4,
  table.cell(rowspan: 2)[TT], table.cell(rowspan: 2)[Địa bàn], table.cell(colspan: 2)[Tổ hòa giải],
  [Số tổ], [Số thành viên],
  [1], [bản Cống], [127], [1.318],
  [2], [bản Nà Khi], [128], [585],
)

Ngoài ra, xã tổ chức 14 buổi tuyên truyền.
"""


def pdf(markup: str) -> Document:
    return load_document(typst.compile((PAGE + markup).encode()), "bao-cao.pdf")


def said(document: Document) -> list[tuple[str, str]]:
    return [(document.text[p.start : p.end], p.locator) for p in document.passages]


def test_each_figure_of_a_table_keeps_its_cell(known):
    document = pdf(TEAMS)
    found = read_document(document, day=None, place=None, known=known).proposals
    where = {f.candidate.text: document.passages[f.candidate.passage] for f in found}
    assert list(where) == ["03", "127", "1.318", "128", "585", "14"]
    assert where["1.318"].locator == "trang 1, bảng 1, hàng 3, cột 4"
    assert where["03"].locator == where["14"].locator == "trang 1"
    assert all(
        document.text[f.candidate.start : f.candidate.end] == f.candidate.text for f in found
    )
    assert {f.indicator for f in found if f.candidate.text in {"127", "128"}} == {
        "group.mediation.count"
    }


def test_merged_cells_reach_as_far_as_they_are_drawn():
    document = pdf(TEAMS)
    spans = {
        document.text[p.start : p.end]: (p.row, p.column, p.rows, p.columns)
        for p in document.passages
    }
    assert spans["Địa bàn"] == (1, 2, 2, 1)
    assert spans["Tổ hòa giải"] == (1, 3, 1, 2)
    assert spans["Số thành viên"] == (2, 4, 1, 1)


def test_a_table_goes_on_over_a_page_break_without_its_header_again():
    rows = "".join(f"[Bản số {n}], [{n + 500}]," for n in range(1, 31))
    document = pdf(
        '#set page(footer: [Số liệu minh họa], numbering: "1")\n'
        f"#table(columns: (1fr, 1fr), table.header([Địa bàn], [Số tổ]), {rows})"
    )
    cells = [p for p in document.passages if p.table]
    assert {p.table for p in cells} == {1}
    assert document.text.count("Địa bàn") == 1
    assert [p.row for p in cells if p.column == 2] == list(range(1, 32))
    assert cells[-1].locator.startswith("trang 3, bảng 1, hàng 31")


def test_two_tables_of_the_same_columns_on_two_pages_stay_two():
    table = "#table(columns: (1fr, 1fr), [Địa bàn], [Số tổ], [Bản Cống], [12])"
    document = pdf(f"Năm 2024\n{table}\n#pagebreak()\nNăm 2025\n{table}")
    assert {p.table for p in document.passages} == {None, 1, 2}


def test_a_frame_around_text_is_no_table():
    document = pdf("#rect[Toàn xã có 12 tổ hòa giải.] #line(length: 50%) #line(length: 50%)")
    assert said(document) == [("Toàn xã có 12 tổ hòa giải.", "trang 1")]


def test_text_whose_letters_come_apart_is_known_by_its_single_letters():
    torn = "Trong năm 2022, toàn huy n đã t  ch c 188 bu i h c t p, tuyên truy n vệ ổ ứ ổ ọ ậ ề ề"
    whole = "Trong năm 2022, toàn huyện đã tổ chức 188 buổi học tập, tuyên truyền về xây dựng"
    assert is_torn(f"{torn}\n{torn}")
    assert not is_torn(f"{whole}\n{whole} ở các xã")


def line(top: float, *words: tuple[str, float]) -> list[Word]:
    return [Word(text, left, top, left + 5 * len(text), top + 10) for text, left in words]


def test_a_letterhead_is_read_column_by_column():
    words = [
        *line(0, ("UBND TỈNH SƠN LA", 20), ("CỘNG HÒA XÃ HỘI", 200)),
        *line(15, ("UBND HUYỆN SỐP CỘP", 15)),
        *line(22, ("Độc lập", 220)),
        *line(40, ("Số: 12/BC", 30), ("ngày 05 tháng 9", 205)),
        *line(60, ("Kính gửi: Ủy ban nhân dân tỉnh Sơn La và các xã", 10)),
    ]
    assert join_lines(find_lines(words)).split("\n") == [
        "UBND TỈNH SƠN LA", "UBND HUYỆN SỐP CỘP", "Số: 12/BC", "CỘNG HÒA XÃ HỘI", "Độc lập",
        "ngày 05 tháng 9", "Kính gửi: Ủy ban nhân dân tỉnh Sơn La và các xã",
    ]  # fmt: skip


def test_figures_set_beside_words_stay_in_their_line():
    words = [*line(0, ("Tổ hòa giải", 10), ("127", 200)), *line(15, ("Tổ dân phố", 10), ("9", 200))]
    assert join_lines(find_lines(words)) == "Tổ hòa giải 127\nTổ dân phố 9"
