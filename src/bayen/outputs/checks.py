"""What stands between a draft and a document that may be issued.

Pure: a publication in, findings out. Holds rules of form only; figures have their own checks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bayen.core.findings import Finding, Severity
from bayen.outputs.components import Role, annex_label, body_blocks
from bayen.outputs.publication import Publication, text_of

# A mark of secrecy stands alone in a line of its own; the word occurs in ordinary text too.
_SECRECY = re.compile(r"\s*(?:MẬT|TỐI MẬT|TUYỆT MẬT)\s*")


def check_publication(publication: Publication) -> tuple[Finding, ...]:
    """Everything that keeps the document from being issued, or deserves a look."""
    return (
        *_check_prompts(publication),
        *_check_annexes(publication),
        *_check_marks(publication),
        *_check_number(publication),
    )


def _check_prompts(publication: Publication) -> Iterator[Finding]:
    for block in body_blocks(publication):
        if block.role is Role.PROMPT:
            words = text_of(block.runs).strip("[]")
            yield Finding(
                "publication-prompt-left",
                Severity.BLOCK,
                f"Còn mục chưa soạn: «{words}». Viết nội dung hoặc xóa mục này trước khi ban hành.",
                params={"prompt": words},
            )


def _check_annexes(publication: Publication) -> Iterator[Finding]:
    """The text must refer to each annex (Decree 30/2020/NĐ-CP, Phụ lục I, III.1 a)."""
    text = "\n".join(text_of(block.runs) for block in body_blocks(publication))
    count = len(publication.annexes)
    for position in range(1, count + 1):
        label = annex_label(position, count)
        if not re.search(rf"{label}\b", text, re.IGNORECASE):
            yield Finding(
                "publication-annex-unmentioned",
                Severity.WARN,
                f"Nội dung chưa nhắc đến {label}. Thêm chỉ dẫn, ví dụ «(chi tiết tại {label})».",
                where=label,
                params={"annex": label},
            )


def _check_marks(publication: Publication) -> Iterator[Finding]:
    """This program makes no secret document."""
    lines = (*publication.marks, *(text_of(block.runs) for block in body_blocks(publication)))
    if any(_SECRECY.fullmatch(line) for line in lines):
        yield Finding(
            "publication-secrecy-mark",
            Severity.BLOCK,
            "Văn bản có dấu chỉ mức độ mật. Phần mềm này không soạn văn bản mật; bỏ dấu mật hoặc "
            "soạn văn bản trên máy theo quy định về bảo vệ bí mật nhà nước.",
        )


def _check_number(publication: Publication) -> Iterator[Finding]:
    if (publication.number is None) != (publication.day is None):
        yield Finding(
            "publication-half-numbered",
            Severity.WARN,
            "Văn bản mới có số hoặc mới có ngày. Ghi đủ cả số và ngày, hoặc để trống cả hai.",
        )
