"""From bytes to a document: which reader, what is refused before and after."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import PurePath

from bayen.intake.document import Document, Passage, Piece, Refused
from bayen.intake.formats import html, legacy, pdf, plain, sheet, stamps, word, word97
from bayen.intake.refusals import (
    refuse_archive,
    refuse_empty,
    refuse_personal,
    refuse_secret,
    refuse_size,
)
from bayen.intake.titles import find_title

Reader = Callable[[bytes, str], list[Piece]]

_READERS: dict[str, Reader] = {
    "doc": word97.read_pieces,
    "docx": word.read_pieces,
    "html": html.read_pieces,
    "pdf": pdf.read_pieces,
    "xlsx": sheet.read_pieces,
}
_SUFFIXES = {
    ".txt": "txt", ".text": "txt", ".html": "html", ".htm": "html",
    ".doc": "doc", ".docx": "docx", ".pdf": "pdf",
    ".xlsx": "xlsx", ".xls": "xlsx", ".ods": "xlsx",
}  # fmt: skip


def load_document(data: bytes, name: str) -> Document:
    """Turn a file into text with passages.

    Args:
        data: the file's bytes.
        name: its name; the suffix and the first bytes tell the format.

    Raises:
        Refused: the file is empty, broken, too large, a picture, secret, or lists persons.
    """
    refuse_size(data, name)
    refuse_empty(data, name)
    media = _media(data, name)
    digest = hashlib.sha256(data).hexdigest()
    if media == "txt":
        text = plain.decode(data, name)
        passages = plain.passages(text)
    else:
        if media in {"docx", "xlsx"} and data[:2] == b"PK":
            refuse_archive(data, name)
            refuse_secret("\n".join(stamps.find_lines(data)), name)
        text, passages = join_pieces(_in_unicode(_READERS[media](data, name)))
    if not text.strip():
        raise Refused("empty", f"«{name}» không có chữ nào; hãy gửi lại tệp có nội dung.")
    refuse_secret(text, name)
    refuse_personal(text, passages, name)
    return Document(name, media, text, passages, find_title(text, passages), digest)


def _in_unicode(pieces: list[Piece]) -> list[Piece]:
    """The pieces, turned when together they are in an encoding of before Unicode."""
    encoding = legacy.find_encoding("\n".join(piece.text for piece in pieces[:_JUDGED]))
    if encoding is None:
        return pieces
    return [replace(p, text=legacy.to_unicode(p.text, encoding)) for p in pieces]


_JUDGED = 2000


def join_pieces(pieces: Sequence[Piece]) -> tuple[str, tuple[Passage, ...]]:
    """One text of all pieces, a line each, and where each stands in it."""
    parts: list[str] = []
    passages: list[Passage] = []
    at = 0
    for piece in pieces:
        text = unicodedata.normalize("NFC", piece.text)
        parts.append(text)
        passages.append(
            Passage(
                piece.kind,
                at,
                at + len(text),
                piece.locator,
                piece.table,
                piece.row,
                piece.column,
                piece.rows,
                piece.columns,
            )
        )
        at += len(text) + 1
    return "\n".join(parts), tuple(passages)


def _media(data: bytes, name: str) -> str:
    suffix = PurePath(name).suffix.lower()
    if data[:5] == b"%PDF-":
        return "pdf"
    if data[:2] == b"PK" and suffix in {".docx", ".xlsx", ".ods"}:
        return _SUFFIXES[suffix]
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" and suffix == ".docx":
        raise Refused(
            "encrypted", f"«{name}» có mật khẩu nên không đọc được; hãy bỏ mật khẩu rồi gửi lại."
        )
    if suffix in _SUFFIXES:
        return _SUFFIXES[suffix]
    if suffix == "":
        return "txt"
    raise Refused(
        "unknown-type",
        f"«{name}» không thuộc loại tệp đọc được; "
        "hãy gửi tệp .docx, .doc, .pdf có chữ, .html, .txt hoặc .xlsx.",
    )
