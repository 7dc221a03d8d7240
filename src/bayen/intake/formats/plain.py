"""Plain text: the document's text is the file's own, so that offsets are exact."""

from __future__ import annotations

import unicodedata

from bayen.intake.document import Passage, Refused

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
        raise Refused(
            "not-unicode",
            f"«{name}» không dùng bảng mã Unicode; hãy lưu lại dưới dạng UTF-8 rồi gửi.",
        ) from None
    if "\x00" in text:
        raise Refused(
            "not-text", f"«{name}» không phải tệp văn bản; hãy gửi tệp .txt, .docx hoặc .pdf."
        )
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def passages(text: str) -> tuple[Passage, ...]:
    """Every line with something in it, as a range of the text."""
    found, at, number = [], 0, 0
    for line in text.split("\n"):
        if line.strip():
            number += 1
            found.append(Passage("paragraph", at, at + len(line), f"đoạn {number}"))
        at += len(line) + 1
    return tuple(found)
