"""Plain text: the document's text is the file's own, so that offsets are exact."""

from __future__ import annotations

import unicodedata

from bayen.intake.document import Passage, Refused
from bayen.intake.formats import legacy

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def decode(data: bytes, name: str) -> str:
    """The text of a file in Unicode NFC, line ends as "\\n".

    Raises:
        Refused: it is no text, or in an encoding that is not Unicode.
    """
    encoding = next((enc for bom, enc in _BOMS if data.startswith(bom)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = decode_legacy(data) or ""
    if not text:
        raise Refused(
            "not-unicode",
            f"«{name}» không dùng bảng mã Unicode, TCVN3 hay VNI;"
            " hãy lưu lại dưới dạng UTF-8 rồi gửi.",
        )
    if old := legacy.find_encoding(text):
        text = legacy.to_unicode(text, old)
    if "\x00" in text:
        raise Refused(
            "not-text", f"«{name}» không phải tệp văn bản; hãy gửi tệp .txt, .docx hoặc .pdf."
        )
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def decode_legacy(data: bytes) -> str | None:
    """The text of bytes in TCVN3 or VNI; None when they are neither."""
    text = data.decode("latin-1")
    encoding = legacy.find_encoding(text)
    return legacy.to_unicode(text, encoding) if encoding else None


def passages(text: str) -> tuple[Passage, ...]:
    """Every line with something in it, as a range of the text."""
    found, at, number = [], 0, 0
    for line in text.split("\n"):
        if line.strip():
            number += 1
            found.append(Passage("paragraph", at, at + len(line), f"đoạn {number}"))
        at += len(line) + 1
    return tuple(found)
