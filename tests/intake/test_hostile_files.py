"""Stamps wherever they stand, and bytes of every kind: taken in or refused, never a crash."""

import io
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from docx import Document as WordDocument
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from bayen.intake import Refused, load_document

EXAMPLES = Path(__file__).parents[2] / "examples" / "documents"
NAMES = sorted(path.name for path in EXAMPLES.glob("*.*") if path.suffix != ".tsv")
SUFFIXES = ["txt", "html", "docx", "pdf", "xlsx", "doc", "bin", ""]


def word(*, header: str = "", footer: str = "", cell: str = "") -> bytes:
    document = WordDocument()
    document.add_paragraph("Toàn xã có 12 tổ hòa giải.")
    document.sections[0].header.paragraphs[0].text = header
    document.sections[0].footer.paragraphs[0].text = footer
    table = document.add_table(1, 1)
    table.cell(0, 0).paragraphs[0].text = "ỦY BAN NHÂN DÂN XÃ"
    table.cell(0, 0).add_paragraph(cell)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


@pytest.mark.parametrize("place", ["header", "footer", "cell"])
@pytest.mark.parametrize("stamp", ["MẬT", "TỐI MẬT", "TUYỆT MẬT"])
def test_a_stamp_is_seen_wherever_it_stands(place: str, stamp: str) -> None:
    with pytest.raises(Refused) as refused:
        load_document(word(**{place: stamp}), "bao-cao.docx")
    assert refused.value.code == "secret"
    assert "hãy gửi theo đường bảo mật nhà nước" in refused.value.message_vi


def test_other_words_in_a_header_are_no_stamp() -> None:
    document = load_document(word(header="Bảo vệ bí mật nhà nước"), "bao-cao.docx")
    assert "12 tổ hòa giải" in document.text


@given(st.binary(max_size=2_000), st.sampled_from(SUFFIXES))
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_random_bytes_are_read_or_refused(data: bytes, suffix: str) -> None:
    read_or_refused(data, f"tep.{suffix}")


@given(
    st.sampled_from(NAMES),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), min_size=1, max_size=30),
    st.floats(0.2, 1),
)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_damaged_documents_are_read_or_refused(
    name: str, damage: list[tuple[float, int]], kept: float
) -> None:
    data = bytearray((EXAMPLES / name).read_bytes())
    for where, byte in damage:
        data[int(where * (len(data) - 1))] = byte
    read_or_refused(bytes(data[: max(1, int(kept * len(data)))]), name)


def read_or_refused(data: bytes, name: str) -> None:
    """Anything but a document with honest passages, or a refusal, fails the test."""
    with suppress(Refused):
        document = load_document(data, name)
        for passage in document.passages:
            assert 0 <= passage.start <= passage.end <= len(document.text)


def workbook() -> bytes:
    book = Workbook()
    book.create_sheet("Biểu", 0).append(["Tổ hòa giải", 12])
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def repacked(data: bytes, method: int | None = None, damage: int = 0) -> bytes:
    """A package whose parts claim another way of packing, or whose packed bytes are spoilt."""
    raw = bytearray(data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for info in archive.infolist():
            begin = info.header_offset + 30 + len(info.filename.encode()) + len(info.extra)
            if method is not None:
                raw[info.header_offset + 8 : info.header_offset + 10] = method.to_bytes(2, "little")
            for at in range(begin, begin + min(damage, info.compress_size)):
                raw[at] ^= 0xFF
    if method is not None:
        at = -1
        while (at := raw.find(b"PK\x01\x02", at + 1)) >= 0:
            raw[at + 10 : at + 12] = method.to_bytes(2, "little")
    return bytes(raw)


@pytest.mark.parametrize("name", ["bao-cao.docx", "bieu.xlsx"])
@pytest.mark.parametrize("how", [{"method": 9}, {"damage": 40}], ids=["method", "bytes"])
def test_a_package_that_does_not_unpack_is_refused_in_words(name: str, how: dict) -> None:
    data = word() if name.endswith("docx") else workbook()
    with pytest.raises(Refused) as refused:
        load_document(repacked(data, **how), name)
    assert refused.value.message_vi.startswith(f"«{name}» bị hỏng")
