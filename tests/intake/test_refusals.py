"""What is refused, each with one clear Vietnamese sentence, and what is not."""

import io
import zipfile

import docx
import pypdf
import pytest

from bayen.intake import Refused, load_document
from bayen.intake.refusals import MAX_BYTES


def code_of(data, name):
    with pytest.raises(Refused) as caught:
        load_document(data, name)
    assert name in caught.value.message_vi
    assert caught.value.message_vi.rstrip().endswith(".")
    assert "hãy" in caught.value.message_vi or "bị từ chối" in caught.value.message_vi
    return caught.value.code


def word_file(*paragraphs, table=()):
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if table:
        made = document.add_table(rows=len(table), cols=len(table[0]))
        for row, cells in zip(made.rows, table, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def blank_pdf():
    writer = pypdf.PdfWriter()
    writer.add_blank_page(200, 200)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def bomb():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 60_000_000)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "rỗng.txt", "empty"),
        (b" \n\t ", "trắng.txt", "empty"),
        (b"PK\x03\x04 khong phai", "hỏng.docx", "broken"),
        (b"%PDF-1.7 khong phai", "hỏng.pdf", "broken"),
        (b"GIF89a", "ảnh.gif", "unknown-type"),
        ("CỘNG HÒA\n\n  TỐI MẬT  \n\nSố liệu: 12 tổ".encode(), "mật.txt", "secret"),
        ("MẬT\nBáo cáo".encode(), "mật 2.txt", "secret"),
    ],
)
def test_files_that_are_refused(data, name, code):
    assert code_of(data, name) == code


def test_a_picture_is_refused():
    assert code_of(blank_pdf(), "chụp.pdf") == "picture-only"


def test_a_bomb_is_refused_before_it_unpacks():
    assert code_of(bomb(), "bom.docx") == "bomb"


def test_a_file_over_the_limit_is_refused():
    assert code_of(b"a" * (MAX_BYTES + 1), "nặng.txt") == "too-large"


@pytest.mark.parametrize("header", ["CCCD", "Họ tên đối tượng", "Ngày sinh", "Tôn giáo"])
def test_lists_of_persons_are_refused(header):
    data = word_file("Danh sách", table=[["TT", header], ["1", "…"]])
    assert code_of(data, "danh sách.docx") == "personal"


def test_prose_may_speak_of_secrets_and_of_peoples():
    text = "Giữ bí mật nhà nước; đồng bào các dân tộc, tôn giáo đoàn kết. Có 12 tổ hòa giải."
    assert load_document(text.encode(), "văn bản.txt").text == text


def test_word_keeps_paragraphs_and_cells_in_order():
    data = word_file("Mở đầu", table=[["Loại", "Số tổ"], ["Tổ hòa giải", "12"]])
    document = load_document(data, "bảng.docx")
    assert [p.locator for p in document.passages] == [
        "đoạn 1",
        "bảng 1, hàng 1, cột 1",
        "bảng 1, hàng 1, cột 2",
        "bảng 1, hàng 2, cột 1",
        "bảng 1, hàng 2, cột 2",
    ]
    assert [document.text[p.start : p.end] for p in document.passages] == [
        "Mở đầu", "Loại", "Số tổ", "Tổ hòa giải", "12",
    ]  # fmt: skip


def test_plain_text_is_kept_to_the_letter():
    text = "  Dòng một \n\n\tDòng hai…\n"
    document = load_document(text.encode(), "a.txt")
    assert document.text == text
    assert [document.text[p.start : p.end] for p in document.passages] == [
        "  Dòng một ",
        "\tDòng hai…",
    ]
