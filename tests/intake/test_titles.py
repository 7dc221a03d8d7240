"""Titles: what a clerk would call the document in a list."""

from pathlib import Path

import pytest

from bayen.intake import load_document


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "UBND XÃ MƯỜNG VÀ\n\nBÁO CÁO\nKết quả công tác tháng 9/2026\n\nKính gửi: UBND tỉnh\n",
            "Báo cáo kết quả công tác tháng 9/2026",
        ),
        (
            "BÁO CÁO\nSơ kết 5 năm thực hiện mô hình\ncụm an ninh giáp ranh\nI. TÌNH HÌNH\n",
            "Báo cáo sơ kết 5 năm thực hiện mô hình cụm an ninh giáp ranh",
        ),
        ("Xã giữ vững phong trào\n\nNgày 05/9/2018. Toàn xã có 12 tổ.", "Xã giữ vững phong trào"),
        ("12 tổ", "12 tổ"),
    ],
)
def test_the_title_of_a_text(text: str, title: str) -> None:
    assert load_document(text.encode(), "a.txt").title == title


@pytest.mark.parametrize("name", ["sop-cop-2018.docx", "khanh-vinh-2021.html"])
def test_the_title_of_an_official_document_is_its_subject(root_folder: Path, name: str) -> None:
    path = root_folder / "examples" / "documents" / name
    title = load_document(path.read_bytes(), name).title
    assert title.startswith("Báo cáo ")
    assert "phong trào toàn dân bảo vệ an ninh Tổ quốc" in title
