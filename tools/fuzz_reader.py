"""Look for documents that crash or hang the reader, led by what code they reach.

    python -m tools.fuzz_reader -max_total_time=600 -timeout=60 -rss_limit_mb=3000 FOLDER

FOLDER keeps the inputs that reached new code (made when missing; seeded from the corpus); what
breaks the reader is written beside as ``crash-*`` or ``timeout-*``, and given alone as an argument
runs again. Options are those of libFuzzer. Nothing but a refusal may come out of the reader, and
every span must be the text that it names.
"""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import atheris
from atheris import FuzzedDataProvider as Provider

with atheris.instrument_imports(include=["bayen.intake", "bayen.core.quantities"]):
    from bayen.intake import load_document, load_knowledge, read_document
    from bayen.intake.document import Refused

ROOT = Path(__file__).resolve().parents[1]
_WORDS = (
    "Tổng số", "trong đó", "Xã Mường Và", "tổ hòa giải", "thành viên", "STT", "ĐVT: tổ",
    "năm 2025", "6 tháng đầu năm", "cùng kỳ", "hơn 1.200", "12/15", "35%", "1,2 tỷ đồng",
    "01/7/2025", "#REF!", "một trăm linh hai", "Triệu đồng", "huyện", "Tỷ lệ (%)", "127/318",
)  # fmt: skip
_SPANS = (0, 1, 2, 3, 40, 1000, 65_535, 2**31 - 1)


def main() -> None:
    folders = [Path(word) for word in sys.argv[1:] if not word.startswith("-")]
    for folder in folders:
        if not folder.is_file():
            folder.mkdir(parents=True, exist_ok=True)
            _seed(folder)
    load_knowledge()
    atheris.Setup(sys.argv, read_one)
    atheris.Fuzz()


def read_one(data: bytes) -> None:
    """Make a file of some bytes and read it."""
    provider = Provider(data)
    make = _MAKERS[provider.ConsumeIntInRange(0, len(_MAKERS) - 1)]
    content, name = make(provider)
    try:
        document = load_document(content, name)
    except Refused as refusal:
        if not refusal.message_vi:
            raise ValueError("từ chối mà không nói vì sao") from refusal
        return
    found = read_document(document, day=None, place=None, known=load_knowledge())
    for proposal in found.proposals:
        figure = proposal.candidate
        if document.text[figure.start : figure.end] != figure.text or not proposal.reasons:
            raise ValueError(f"khoảng sai: {figure}")
        if not 0 <= proposal.confidence <= 1 or len(proposal.phrase) > len(document.text) + 80:
            raise ValueError(f"đánh giá sai: {figure}")


def _seed(folder: Path) -> None:
    """Sentences and reports of the corpus as first inputs."""
    for path in sorted((ROOT / "corpus").glob("*/*.txt")):
        (folder / path.stem).write_bytes(path.read_bytes()[:4_000] + b"\0")


# --- files ------------------------------------------------------------------------------------


def _text(provider: Provider) -> tuple[bytes, str]:
    return provider.ConsumeBytes(provider.remaining_bytes()), "a.txt"


def _words(provider: Provider) -> tuple[bytes, str]:
    """A text of words that the reader knows, in any order."""
    return " ".join(_label(provider) for _ in range(_count(provider, 200))).encode(), "a.txt"


def _raw(provider: Provider) -> tuple[bytes, str]:
    """Bytes under any suffix but .doc, which LibreOffice reads and not we."""
    suffix = provider.PickValueInList(["docx", "xlsx", "xls", "ods", "pdf", "html"])
    lead = {"docx": b"PK", "xlsx": b"PK", "ods": b"PK", "pdf": b"%PDF-1.7\n"}.get(suffix, b"")
    return lead + provider.ConsumeBytes(provider.remaining_bytes()), f"a.{suffix}"


def _html(provider: Provider) -> tuple[bytes, str]:
    """Tables of any shape: spans that overlap, tables within cells, tags left open."""
    parts = ["<p>", _label(provider), "</p><table>"]
    for _ in range(_count(provider, 60)):
        match provider.ConsumeIntInRange(0, 5):
            case 0:
                parts.append("<tr>")
            case 1:
                parts.append("<table>" if provider.ConsumeBool() else "</table>")
            case _:
                across, down = _span(provider), _span(provider)
                parts.append(f'<td colspan="{across}" rowspan="{down}">{_label(provider)}')
    return "".join(parts).encode("utf-8", "replace"), "a.html"


_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ML = "application/vnd.openxmlformats-officedocument"


def _docx(provider: Provider) -> tuple[bytes, str]:
    body = []
    for _ in range(_count(provider, 40)):
        match provider.ConsumeIntInRange(0, 6):
            case 0:
                body.append(f"<w:p><w:r><w:t>{_label(provider)}</w:t></w:r></w:p>")
            case 1:
                body.append(f"<w:tbl>{_word_row(provider)}</w:tbl>")
            case 2:
                rows = "".join(_word_row(provider) for _ in range(_count(provider, 8)))
                body.append(f"<w:tbl><w:tblGrid/>{rows}</w:tbl>")
            case 3:
                inner = f"<w:tbl>{_word_row(provider)}</w:tbl>"
                body.append(f"<w:tbl><w:tr><w:tc>{inner}<w:p/></w:tc></w:tr></w:tbl>")
            case _:
                body.append(f"<w:tbl>{_word_row(provider)}{_word_row(provider)}</w:tbl>")
    main = f"<w:document {_W}><w:body>{''.join(body)}</w:body></w:document>"
    return _package(
        "word/document.xml", f"{_ML}.wordprocessingml.document.main+xml", main, {}
    ), "a.docx"


def _word_row(provider: Provider) -> str:
    cells = []
    for _ in range(_count(provider, 8)):
        merge = provider.PickValueInList(["", "<w:vMerge/>", '<w:vMerge w:val="restart"/>'])
        span = f'<w:gridSpan w:val="{_span(provider)}"/>' if provider.ConsumeBool() else ""
        text = f"<w:p><w:r><w:t>{_label(provider)}</w:t></w:r></w:p>"
        cells.append(f"<w:tc><w:tcPr>{span}{merge}</w:tcPr>{text}</w:tc>")
    return f"<w:tr>{''.join(cells)}</w:tr>"


def _xlsx(provider: Provider) -> tuple[bytes, str]:
    rows, columns = "", ("A", "B", "C", "D", "AA", "XFD")
    for number in range(1, _count(provider, 20) + 1):
        row = number if provider.ConsumeBool() else provider.PickValueInList([1, 9, 1_048_576])
        cells = "".join(
            f'<c r="{provider.PickValueInList(list(columns))}{row}" t="inlineStr">'
            f"<is><t>{_label(provider)}</t></is></c>"
            for _ in range(_count(provider, 6))
        )
        value = provider.PickValueInList(["12", "1e308", "-3", "45900", "NaN", "0.1", ""])
        rows += f'<row r="{row}">{cells}<c r="E{row}"><v>{value}</v></c></row>'
    merges = "".join(
        f'<mergeCell ref="{provider.PickValueInList(["A1:B2", "A1:XFD1048576", "B2:A1", "C1"])}"/>'
        for _ in range(_count(provider, 3))
    )
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = (
        f'<worksheet xmlns="{space}"><sheetData>{rows}</sheetData>'
        f"<mergeCells>{merges}</mergeCells></worksheet>"
    )
    book = (
        f'<workbook xmlns="{space}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>'
    )
    relations = (
        f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" '
        f'Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
    )
    more = {"xl/worksheets/sheet1.xml": sheet, "xl/_rels/workbook.xml.rels": relations}
    return _package("xl/workbook.xml", f"{_ML}.spreadsheetml.sheet.main+xml", book, more), "a.xlsx"


def _package(path: str, kind: str, main: str, more: dict[str, str]) -> bytes:
    """An Office file of its main part and others."""
    sheet = f"{_ML}.spreadsheetml.worksheet+xml"
    types = (
        f'<Types xmlns="{_TYPES}"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="{sheet}"/>'
        f'<Override PartName="/{path}" ContentType="{kind}"/></Types>'
    )
    relations = (
        f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" '
        f'Type="{_OFFICE}/officeDocument" Target="{path}"/></Relationships>'
    )
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        parts = {"[Content_Types].xml": types, "_rels/.rels": relations, path: main, **more}
        for name, content in parts.items():
            archive.writestr(name, content.encode("utf-8", "replace"))
    return kept.getvalue()


def _label(provider: Provider) -> str:
    if provider.ConsumeBool():
        return str(provider.PickValueInList(list(_WORDS)))
    said = provider.ConsumeUnicodeNoSurrogates(provider.ConsumeIntInRange(0, 24))
    return "".join(c if c.isprintable() or c in "\n\t" else " " for c in said if c not in "<>&")


def _count(provider: Provider, most: int) -> int:
    return int(provider.ConsumeIntInRange(0, most))


def _span(provider: Provider) -> int:
    return int(provider.PickValueInList(list(_SPANS)))


def _pdf(provider: Provider) -> tuple[bytes, str]:
    """One page of words, lines and boxes, whole or cut short."""
    painted = []
    for _ in range(_count(provider, 80)):
        x, y = 40 * _count(provider, 14), 20 * _count(provider, 40)
        match provider.ConsumeIntInRange(0, 3):
            case 0:
                painted.append(f"{x} {y} {40 * _count(provider, 14)} {_span(provider)} re S")
            case 1:
                painted.append(f"{x} {y} m {40 * _count(provider, 14)} {y} l S")
            case 2:
                painted.append(f"{x} {y} m {x} {20 * _count(provider, 40)} l S")
            case _:
                label = _label(provider).translate({ord(c): " " for c in "()\\"})
                painted.append(f"BT /F1 9 Tf {x + 2} {y + 4} Td ({label}) Tj ET")
    content = "\n".join(painted).encode("latin-1", "replace")
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 840]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    data, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(data))
        data += b"%d 0 obj%s\nendobj\n" % (number, part)
    listed = b"".join(b"%010d 00000 n \n" % place for place in places)
    data += b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n" % (
        listed, len(data),
    )  # fmt: skip
    whole = data + b"%%EOF\n"
    return whole[: len(whole) - _count(provider, 2_000) * provider.ConsumeBool()], "a.pdf"


_MAKERS: tuple[Callable[[Provider], tuple[bytes, str]], ...] = (
    _text, _words, _raw, _html, _docx, _xlsx, _pdf,
)  # fmt: skip


if __name__ == "__main__":
    main()
