"""PDF with text: the lines of each page joined to paragraphs. Pictures are refused."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import pypdf
from pypdf.errors import PyPdfError

from bayen.intake.document import Piece, Refused

_ENDS = re.compile(r"[.!?:;”…]\s*$")
_LIST = re.compile(r"\s*(?:[-+•*]|\d+[.)]|[a-zđ]\)|[IVX]+\.)\s")


def read_pieces(data: bytes, name: str) -> list[Piece]:
    """Paragraphs of a PDF, page by page.

    Raises:
        Refused: damaged, protected by a password, or pictures without text.
    """
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Refused(
                "encrypted",
                f"«{name}» có mật khẩu nên không đọc được; hãy bỏ mật khẩu rồi gửi lại.",
            )
        pages = [page.extract_text() or "" for page in reader.pages]
    except Refused:
        raise
    except (
        PyPdfError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        IndexError,
        OSError,
        RecursionError,
    ):
        raise Refused(
            "broken", f"«{name}» bị hỏng hoặc không phải tệp PDF; hãy xuất lại tệp PDF rồi gửi."
        ) from None
    if not any(page.strip() for page in pages):
        raise Refused(
            "picture-only",
            f"«{name}» chỉ có hình ảnh, không có chữ; hãy gửi bản .docx hoặc PDF xuất từ máy tính, "
            "không phải bản chụp.",
        )
    return _joined_over_pages(
        [piece for number, page in enumerate(pages, 1) for piece in _paragraphs(page, number)]
    )


def _joined_over_pages(pieces: list[Piece]) -> list[Piece]:
    """A paragraph that a page break cuts is one paragraph, found on its first page."""
    joined: list[Piece] = []
    for piece in pieces:
        before = joined[-1] if joined else None
        if (
            before is not None
            and before.locator != piece.locator
            and not _ENDS.search(before.text)
            and piece.text[:1].islower()
        ):
            joined[-1] = Piece("paragraph", f"{before.text} {piece.text}", before.locator)
        else:
            joined.append(piece)
    return joined


def _paragraphs(page: str, number: int) -> Iterator[Piece]:
    """Lines joined until one ends a sentence short of the margin or a new item begins."""
    held: list[str] = []
    lines = [line.strip() for line in page.split("\n")]
    longest = max((len(line) for line in lines), default=0)
    for line in lines:
        if held and (not line or _LIST.match(line) or _is_over(held[-1], longest)):
            yield Piece("paragraph", " ".join(held), f"trang {number}")
            held = []
        if line:
            held.append(line)
    if held:
        yield Piece("paragraph", " ".join(held), f"trang {number}")


def _is_over(line: str, longest: int) -> bool:
    """Whether a line ends its paragraph: short, or a sentence end well before the margin."""
    return len(line) < longest * 0.6 or (bool(_ENDS.search(line)) and len(line) < longest * 0.9)
