"""The files as LibreOffice lays them out: what stands on which page."""

import subprocess
from dataclasses import replace

import pdfplumber
import pytest

from bayen.outputs.docx import render_docx
from bayen.outputs.xlsx import render_xlsx
from tests.outputs.sample import publication

pytestmark = pytest.mark.slow


def pages_of(soffice, folder, name, content):
    """The words and the size in mm of each page, after LibreOffice has made a PDF of the file."""
    source = folder / name
    source.write_bytes(content)
    home = (folder / "home").as_uri()
    subprocess.run(
        [
            soffice,
            "--headless",
            f"-env:UserInstallation={home}",
            "--convert-to",
            "pdf",
            "--outdir",
            str(folder),
            str(source),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    with pdfplumber.open(source.with_suffix(".pdf")) as printed:
        texts = [joined(page.extract_text()) for page in printed.pages]
        return texts, [
            (round(p.width / 72 * 25.4), round(p.height / 72 * 25.4)) for p in printed.pages
        ]


def joined(words):
    """Without spaces: where a font lacks accented letters, PDF sets them as words of their own."""
    return "".join(words.split())


def test_the_document_fills_its_pages_as_an_official_one_does(soffice, tmp_path):
    content = render_docx(publication(annex_rows=60))
    texts, sizes = pages_of(soffice, tmp_path, "bao-cao.docx", content)
    assert len(texts) == 6  # two of text, one of the first annex, three of the second
    first = texts[0]
    for words in (
        "ỦY BAN NHÂN DÂN",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Số: 05/BC-UBND",
        "Yên Hạ, ngày 05 tháng 01 năm 2026",
        "Kính gửi: Ủy ban nhân dân tỉnh Hòa Sơn",
        "I. TÌNH HÌNH",
    ):
        assert joined(words) in first
    assert all(joined("Số liệu minh họa") in text for text in texts)
    assert [text[0] for text in (texts[1], texts[4], texts[5])] == ["2", "2", "3"]
    assert not [text for text in (texts[0], texts[2], texts[3]) if text[0].isdigit()]
    assert joined("Lò Văn Mẫu") in texts[1]
    assert texts[2].startswith(joined("Phụ lục I KẾT QUẢ"))
    assert all(joined("Tổ bảo vệ ANTT") in text for text in texts[3:])
    assert sizes == [(210, 297)] * 3 + [(297, 210)] * 3


def test_a_short_document_is_one_page(soffice, tmp_path):
    short = replace(publication(), parts=(), annexes=())
    texts, _ = pages_of(soffice, tmp_path, "ngan.docx", render_docx(short))
    assert len(texts) == 1
    assert joined("Lò Văn Mẫu") in texts[0]


def test_the_workbook_prints_one_page_wide(soffice, tmp_path):
    content = render_xlsx(publication(annex_rows=60))
    texts, _ = pages_of(soffice, tmp_path, "bao-cao.xlsx", content)
    assert len(texts) == 4
    assert all(joined("Tổ liên gia") in text for text in texts[2:])
    assert joined("hơn 16") in texts[1]
