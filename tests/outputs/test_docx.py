"""The docx as Word would read it: page, components in their places, tables, sameness."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import UTC, datetime

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn

from bayen.outputs.docx import render_docx, styles
from bayen.outputs.docx.letters import line_length
from bayen.outputs.publication import Paragraph
from tests.outputs.sample import paragraph, publication


@pytest.fixture(scope="module")
def content():
    return render_docx(publication())


@pytest.fixture(scope="module")
def document(content):
    return docx.Document(io.BytesIO(content))


def part(content, name):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name).decode("utf-8")


def style_of(document, text):
    found = [p for p in _paragraphs(document) if p.text == text]
    assert len(found) == 1, text
    return found[0].style


def _paragraphs(document):
    yield from document.paragraphs
    for table in document.tables:
        for cell in table._cells:
            yield from cell.paragraphs


def test_every_page_is_a4_with_the_margins_of_the_decree(document):
    for section in document.sections:
        sides = sorted((round(section.page_width.mm), round(section.page_height.mm)))
        assert sides == [210, 297]
        assert [
            round(side.mm)
            for side in (
                section.top_margin,
                section.bottom_margin,
                section.left_margin,
                section.right_margin,
            )
        ] == [20, 20, 30, 20]


def test_text_is_portrait_and_the_wide_annex_landscape(document):
    turned = [section.orientation is WD_ORIENT.LANDSCAPE for section in document.sections]
    assert turned == [False, False, True]
    wide = document.sections[2]
    assert wide.page_width > wide.page_height


def test_page_numbers_stand_on_top_but_not_on_page_1_and_begin_anew_in_each_annex(document):
    first = document.sections[0]
    assert first.different_first_page_header_footer
    assert "PAGE" in first.header._element.xml
    assert first.header.paragraphs[0].alignment in (None, WD_ALIGN_PARAGRAPH.CENTER)
    assert first.header.paragraphs[0].style.paragraph_format.alignment == WD_ALIGN_PARAGRAPH.CENTER
    assert first.header.paragraphs[0].style.font.size.pt == 14
    assert "PAGE" not in first.first_page_header._element.xml
    starts = [
        section._sectPr.xpath("string(w:pgNumType/@w:start)") for section in document.sections
    ]
    assert starts == ["", "1", "1"]


def test_the_mark_is_on_every_page(document):
    for section in document.sections:
        assert section.footer.paragraphs[0].text == "Số liệu minh họa"
        assert section.first_page_footer.paragraphs[0].text == "Số liệu minh họa"


def test_all_letters_are_times_new_roman_black(content, document):
    for look in styles.ALL:
        fonts = document.styles[look.name].element.rPr.rFonts
        faces = {fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "eastAsia", "cs")}
        assert faces == {"Times New Roman"}, look.name
    for name in ("word/styles.xml", "word/document.xml"):
        xml = part(content, name)
        assert not re.findall(r'w:rFonts [^>]*Theme="', xml)
        assert not re.findall(r"<w:color ", xml)


@pytest.mark.parametrize(
    ("text", "size", "bold", "italic"),
    [
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, True, False),
        ("Độc lập - Tự do - Hạnh phúc", 14, True, False),
        ("ỦY BAN NHÂN DÂN", 13, True, False),
        ("XÃ YÊN HẠ", 13, True, False),
        ("Số: 05/BC-UBND", 13, False, False),
        ("Yên Hạ, ngày 05 tháng 01 năm 2026", 14, False, True),
        ("BÁO CÁO", 14, True, False),
        ("Kính gửi: Ủy ban nhân dân tỉnh Hòa Sơn", 14, False, False),
        ("I. TÌNH HÌNH", 14, True, False),
        ("1. Công tác tuyên truyền, vận động", 14, True, False),
        ("TM. ỦY BAN NHÂN DÂN", 14, True, False),
        ("PHÓ CHỦ TỊCH", 14, True, False),
        ("Lò Văn Mẫu", 14, True, False),
        ("Nơi nhận:", 12, True, True),
        ("- Như trên;", 11, False, False),
        ("- Lưu: VT, ANTT.", 11, False, False),
        ("Phụ lục I", 14, True, False),
        ("KẾT QUẢ TUYÊN TRUYỀN, VẬN ĐỘNG", 14, True, False),
    ],
)
def test_components_have_their_size_and_weight(document, text, size, bold, italic):
    font = style_of(document, text).font
    assert (font.size.pt, font.bold, font.italic) == (size, bold, italic)


def test_the_body_is_justified_and_set_in(document):
    layout = document.styles[styles.TEXT.name].paragraph_format
    assert layout.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY
    assert round(layout.first_line_indent.mm, 1) == 12.7
    assert layout.space_after.pt >= 6
    assert 1 <= layout.line_spacing <= 1.5


def test_body_left_country_right_and_number_level_with_date(document):
    heading = document.tables[0]
    left, right = (cell.text for cell in heading.rows[0].cells)
    assert left.split("\n")[:2] == ["ỦY BAN NHÂN DÂN", "XÃ YÊN HẠ"]
    assert right.split("\n")[0] == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    assert [cell.text for cell in heading.rows[1].cells] == [
        "Số: 05/BC-UBND",
        "Yên Hạ, ngày 05 tháng 01 năm 2026",
    ]


def test_a_superior_body_stands_above_and_is_not_bold():
    content = render_docx(
        replace(publication(), superior="Công an tỉnh Hòa Sơn", issuer=("Công an xã Yên Hạ",))
    )
    document = docx.Document(io.BytesIO(content))
    lines = document.tables[0].rows[0].cells[0].text.split("\n")
    assert lines[:2] == ["CÔNG AN TỈNH HÒA SƠN", "CÔNG AN XÃ YÊN HẠ"]
    assert style_of(document, lines[0]).font.bold is False
    assert style_of(document, lines[1]).font.bold is True


def _rules(document):
    """The length of each drawn rule in millimetres, by the line above it."""
    found = {}
    cells = document.tables[0].rows[0].cells
    for room, paragraphs in ((64, cells[0]), (96, cells[1]), (160, document)):
        before = ""
        for one in paragraphs.paragraphs:
            if one._p.xpath("w:pPr/w:pBdr"):
                layout = one.paragraph_format
                found[before] = room - layout.left_indent.mm - layout.right_indent.mm
            before = one.text
    return found


def test_rules_are_as_long_as_the_decree_says(document):
    rules = _rules(document)
    motto = "Độc lập - Tự do - Hạnh phúc"
    assert rules[motto] == pytest.approx(line_length(motto, 14).mm, abs=1)
    body, subject = "XÃ YÊN HẠ", "9 tháng năm 2026"
    assert 1 / 3 <= rules[body] / line_length(body, 13).mm <= 1 / 2
    (under_subject,) = (length for text, length in rules.items() if text.endswith(subject))
    assert 1 / 3 <= under_subject / line_length(subject, 14).mm <= 1 / 2


def test_several_addressees_take_a_line_each():
    many = replace(publication(), addressees=("Ủy ban nhân dân tỉnh", "Công an tỉnh"))
    written = [p.text for p in docx.Document(io.BytesIO(render_docx(many))).paragraphs]
    at = written.index("Kính gửi:")
    assert written[at + 1 : at + 3] == ["- Ủy ban nhân dân tỉnh;", "- Công an tỉnh."]


def test_recipients_left_signature_right(document):
    left, right = (cell.text for cell in document.tables[1].rows[0].cells)
    assert left.startswith("Nơi nhận:\n- Như trên;")
    assert right.split("\n") == [
        "TM. ỦY BAN NHÂN DÂN",
        "KT. CHỦ TỊCH",
        "PHÓ CHỦ TỊCH",
        "Lò Văn Mẫu",
    ]


def test_the_end_of_the_text_keeps_with_the_signature(document):
    (end,) = (p for p in document.paragraphs if p.text.endswith("./."))
    assert end.paragraph_format.keep_with_next


def test_annexes_say_what_they_belong_to(document):
    written = [p.text for p in document.paragraphs]
    reference = (
        "(Kèm theo Báo cáo số 05/BC-UBND ngày 05 tháng 01 năm 2026 của Ủy ban nhân dân xã Yên Hạ)"
    )
    assert written.count(reference) == 2
    assert [text for text in written if text.startswith("Phụ lục")] == ["Phụ lục I", "Phụ lục II"]
    assert "Ghi chú: Bản Pha chưa gửi báo cáo." in written


def test_header_rows_repeat_and_rows_stay_whole(document):
    narrow, wide = document.tables[2:]
    for table, headers in ((narrow, 1), (wide, 2)):
        repeated = [bool(row._tr.xpath("w:trPr/w:tblHeader")) for row in table.rows]
        assert repeated == [True] * headers + [False] * (len(table.rows) - headers)
        assert all(row._tr.xpath("w:trPr/w:cantSplit") for row in table.rows)
        assert table.rows[0].cells[0].text == "TT"


def test_cells_tell_zero_from_not_reported(document):
    rows = [[cell.text for cell in row.cells] for row in document.tables[2].rows]
    assert rows[2] == ["2", "Bản Pha", "", "", "95,0"]
    assert rows[4] == ["4", "Thôn Thượng", "0", "0", "95,0"]
    assert rows[-1] == ["", "Tổng số", "hơn 280", "hơn 16.800", "-"]


def test_merged_headers_cover_their_columns(document):
    top, below = document.tables[3].rows[:2]
    assert [cell.text for cell in top.cells[2:6]] == ["Tổ bảo vệ ANTT"] * 2 + ["Tổ hòa giải"] * 2
    assert top.cells[0]._tc is below.cells[0]._tc
    assert below.cells[2].text == "Số tổ\n(tổ)"


def test_footnotes_are_real(content):
    assert 'w:footnoteReference w:id="1"' in part(content, "word/document.xml")
    assert "Bản Pha chưa gửi số liệu tháng 9/2026." in part(content, "word/footnotes.xml")


def test_words_that_look_like_markup_stay_words():
    odd = "A < B & C > D \"E\" 'F'"
    content = render_docx(replace(publication(), opening=(paragraph(odd),), subject=odd))
    written = [p.text for p in docx.Document(io.BytesIO(content)).paragraphs]
    assert written.count(odd) == 2


def test_the_same_publication_gives_the_same_bytes(content):
    assert render_docx(publication()) == content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_file_says_who_and_when_and_nothing_of_the_template(content, document):
    properties = document.core_properties
    assert properties.author == "Ủy ban nhân dân xã Yên Hạ"
    assert properties.created.replace(tzinfo=UTC) == datetime(2026, 1, 5, tzinfo=UTC)
    assert "python-docx" not in part(content, "docProps/core.xml")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert not [name for name in archive.namelist() if "thumbnail" in name]


def test_a_publication_without_extras_is_still_a_document():
    bare = replace(
        publication(),
        addressees=(),
        legal_bases=(),
        recipients=(),
        annexes=(),
        marks=(),
        closing=Paragraph(("Hết",)),
    )
    document = docx.Document(io.BytesIO(render_docx(bare)))
    assert len(document.sections) == 1
    assert not [p for p in document.paragraphs if p.text.startswith("Kính gửi")]
    assert document.sections[0].footer.paragraphs[0].text == ""
