"""Where the clause of a figure begins and ends: a place told in it is the figure's."""

from __future__ import annotations

import re

from bayen.intake.scan import Scan, Stretch

# A class of characters comes first, which is looked for faster than alternatives.
_CLAUSE_STOP = re.compile(
    r"[;\n.,(\"“](?:(?<=[;\n])|(?<=\.)\s|(?<=,)\s*(?:trong đó|riêng|nhất là|điển hình|tiêu biểu"
    r"|nổi bật|còn|trong khi|đồng thời|nhưng|kế đến|kế đó|tiếp đến|tiếp theo|sau đó|như:? [\"“])"
    r"|(?<=\()(?:trong đó|riêng|nhất là|chủ yếu|nhiều nhất|[^()]{1,40} nhiều nhất)"
    r"|(?<=gồm [\"“])|(?<=gồm: [\"“]))"
)
_ANOTHER_MODEL = re.compile(r"[^\"“]*\svà (?=[\"“])")
_ITEM = re.compile(r"\s*(?:và\s+)?(?:gần|hơn|trên|khoảng)?\s*\d")
# "3 tập thể, 6 cá nhân của xã Yên Hân": told once after both.
_AWARDED = re.compile(r"\s*(?:tập thể|gia đình|đơn vị)(?:,| và) \d+ cá nhân (?:của|thuộc|ở|tại) ")
_AWARD_REACH = 48


def find_clause(
    scan: Scan, sentence: Stretch, start: int, end: int, next_start: int
) -> tuple[int, int]:
    """The first character of the clause, and one past the last.

    Args:
        scan: the text.
        sentence: of the figure.
        start: first character of the number.
        end: one past the last.
        next_start: where the next figure begins.
    """
    stop = _find_end(scan, sentence.start, end, min(next_start, sentence.end))
    if awarded := _AWARDED.match(scan.lowered, end, end + _AWARD_REACH):
        stop = max(stop, min(awarded.end() + 1, sentence.end))
    return _find_start(scan.lowered, sentence.start, start), stop


def _find_start(lowered: str, start: int, at: int) -> int:
    """An item of a list ("; 07 vỏ đạn") goes on with the clause."""
    end = at
    while (stop := lowered.rfind(";", start, end)) >= 0:
        if not _ITEM.match(lowered, stop + 1, stop + 16):
            return stop + 1
        end = stop
    return start


def _find_end(scan: Scan, start: int, end: int, limit: int) -> int:
    """Of a figure in brackets their end: "A (9 điểm) và B (4 điểm)"."""
    text = scan.text
    if text.rfind("(", start, end) > text.rfind(")", start, end):
        closed = text.find(")", end, limit)
        limit = closed if closed >= 0 else limit
    said = text[end:limit]
    if ("“" in said or '"' in said) and (another := _ANOTHER_MODEL.match(text, end, limit)):
        limit = another.end()
    stop = _CLAUSE_STOP.search(scan.lowered, end, limit)
    return stop.start() if stop else limit
