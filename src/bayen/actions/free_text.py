"""Guarding the few free texts: no numbers of persons, no secrecy marks.

Reasons and notes are for what is wrong with a figure. They are checked because what people
write there would otherwise be the one way for personal data to come in.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from bayen.actions.refused import ActionRefused

LIMIT = 500
_IDENTITY = re.compile(r"(?<!\d)(?:\d{12}|\d{9})(?!\d)")
_PHONE = re.compile(r"(?<!\d)(?:\+84|0)(?:[ .-]?\d){9}(?!\d)")
_SECRET = re.compile(r"\b(?:TUYỆT MẬT|TỐI MẬT|MẬT)\b")


def checked_text(text: str, *, what: str, required: bool = False) -> str:
    """The text in NFC without surplus blanks.

    Raises:
        ActionRefused: it is missing, too long, or holds what must not be stored.
    """
    clean = " ".join(unicodedata.normalize("NFC", text).split())
    if required and not clean:
        raise ActionRefused("text-missing", f"Hãy ghi {what}.")
    if len(clean) > LIMIT:
        raise ActionRefused("text-long", f"Phần {what} dài quá {LIMIT} chữ; hãy ghi ngắn lại.")
    if _IDENTITY.search(clean) or _PHONE.search(clean):
        raise ActionRefused(
            "text-personal",
            f"Phần {what} có dãy số giống số căn cước hoặc số điện thoại; hãy bỏ đi. "
            "Không ghi tên người, nội dung vụ việc, tin báo.",
        )
    if _SECRET.search(clean):
        raise ActionRefused(
            "text-secret", f"Phần {what} có dấu chỉ độ mật; hệ thống không nhận tin mật."
        )
    return clean


def without_names(text: str) -> str:
    """The text with "…" for what looks like a name: two or more words with capitals in a row.

    For what was typed where a number belongs, and is kept so that it can be mended.
    """
    kept: list[str] = []
    for word, runs_on in _capital_runs(text.split()):
        if not runs_on:
            kept.append(word)
        elif not kept or kept[-1] != "…":
            kept.append("…")
    return " ".join(kept)


def _capital_runs(words: list[str]) -> Iterator[tuple[str, bool]]:
    """Each word, and whether it and a neighbour both begin with a capital."""
    capital = [word.lstrip('(«"“[')[:1].isupper() for word in words]
    for i, word in enumerate(words):
        beside = (i > 0 and capital[i - 1]) or (i + 1 < len(words) and capital[i + 1])
        yield word, capital[i] and beside
