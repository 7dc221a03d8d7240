"""What a document is called: the subject of an official text, a page's heading, a first line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bayen.intake.document import Passage

# Names of document types that stand alone on a line (NĐ 30/2020, Phụ lục I, ô 5a).
_TYPE = re.compile(r"(báo cáo|kế hoạch|tờ trình|thông báo|biên bản|công văn|đề án|phương án)", re.I)
_NUMBERED = re.compile(r"(phần\s+)?([IVX]+|\d+)[.)]\s", re.I)
_ENDS_SUBJECT = re.compile(r"(kính gửi|căn cứ|thực hiện|[IVX]+\.|-{3,}|_{3,})", re.I)
_FEWEST_LETTERS = 12
_SUBJECT_LINES = 3
_LONGEST = 300


def find_title(text: str, passages: Sequence[Passage]) -> str:
    """The title, at most 300 characters; "" of a text without words."""
    lines = [(p.kind, _line(text, p)) for p in passages]
    said = [(kind, line) for kind, line in lines if line]
    title = _official(said) or _heading(said) or _first(said)
    return title[:_LONGEST]


def _official(lines: Sequence[tuple[str, str]]) -> str:
    """The type and the subject below it: "Báo cáo kết quả …"."""
    for at, (kind, line) in enumerate(lines):
        if kind != "cell" and _TYPE.fullmatch(line):
            subject = _subject([text for _, text in lines[at + 1 : at + 1 + _SUBJECT_LINES]])
            return f"{line.capitalize()} {subject[:1].lower()}{subject[1:]}".strip()
    return ""


def _subject(lines: Sequence[str]) -> str:
    kept: list[str] = []
    for line in lines:
        if _ENDS_SUBJECT.match(line) or (kept and len(line) > _LONGEST // 2):
            break
        kept.append(line)
        if line.endswith((".", ":")):
            break
    return " ".join(kept)


def _heading(lines: Sequence[tuple[str, str]]) -> str:
    """The first heading that is no numbered part."""
    found = (line for kind, line in lines if kind == "heading" and not _NUMBERED.match(line))
    return next(found, "")


def _first(lines: Sequence[tuple[str, str]]) -> str:
    found = (line for _, line in lines if len(line) >= _FEWEST_LETTERS)
    return next(found, lines[0][1] if lines else "")


def _line(text: str, passage: Passage) -> str:
    line = text[passage.start : passage.end].strip()
    if "  " not in line and line.isprintable():
        return line  # of all spaces the plain one alone is printable
    return " ".join(line.split())
