"""Word 97 files: through LibreOffice when it is there, a clear message when it is not."""

import subprocess
from datetime import date

import docx
import pytest

from bayen.intake import Refused, load_document, read_document
from bayen.intake.formats import word97


@pytest.fixture(scope="module")
def old_word(tmp_path_factory):
    """A real .doc, made by the very program that will read it."""
    office = word97.find_office()
    if office is None:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("doc")
    document = docx.Document()
    document.add_paragraph("Xã Mường Và duy trì 12 tổ hòa giải với 84 thành viên.")
    table = document.add_table(2, 2, style="Table Grid")
    document.add_paragraph("Hết.")
    for cell, text in zip(table._cells, ["Loại hình", "Số tổ", "Đội dân phòng", "4"], strict=True):
        cell.text = text
    document.save(folder / "a.docx")
    subprocess.run(
        [office, "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}",
         "--convert-to", "doc:MS Word 97", "--outdir", str(folder), str(folder / "a.docx")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return (folder / "a.doc").read_bytes()


def test_an_old_file_is_read(old_word, known):
    assert old_word[:4] == b"\xd0\xcf\x11\xe0"
    document = load_document(old_word, "báo cáo.doc")
    reading = read_document(document, day=date(2009, 6, 1), place="xã Mường Và", known=known)
    assert [(p.candidate.text, p.indicator) for p in reading.proposals] == [
        ("12", "group.mediation.count"), ("84", "group.mediation.members"),
        ("4", "group.civil_defence.count"),
    ]  # fmt: skip


def test_without_the_program_the_message_says_what_to_do(monkeypatch):
    monkeypatch.setattr(word97, "find_office", lambda: None)
    with pytest.raises(Refused, match="Save As") as refusal:
        load_document(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "cũ.doc")
    assert refusal.value.code == "old-word"


def test_a_broken_file_is_refused():
    if word97.find_office() is None:
        pytest.skip("LibreOffice is not installed")
    with pytest.raises(Refused):
        load_document(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "hỏng.doc")
