"""Where a text speaks of the whole country: "cả nước", "toàn quốc", by whom it is led."""

from __future__ import annotations

import re

from bayen.intake.anchors import Opened
from bayen.intake.scan import Scan

# After these "cả nước" is no place: "của cả nước", "phong trào cả nước chung sức".
_NOT_AFTER = (
    "ra ", "với ", "nhất ", "cùng ", "của ", "khắp ", "chương trình ", "phong trào ", "“", '"',
    "đồng bào ",
)  # fmt: skip
# What must not stand before is asked after the words: a search is quick from a letter.
_NATION = re.compile(
    rf"cả nước{''.join(f'(?<!{words}cả nước)' for words in _NOT_AFTER)}(?! (?:chung|cùng|thi đua))"
    r"|toàn quốc|trong phạm vi cả nước|trên phạm vi toàn quốc|63 tỉnh|34 tỉnh"
)
_HELD = ("cả nước", "toàn quốc", "63 tỉnh", "34 tỉnh")


class NationWords:
    """Where one text, in lower case, has words for the whole country; looked for once."""

    def __init__(self, lowered: str) -> None:
        is_said = any(words in lowered for words in _HELD)
        self._said = [match.span() for match in _NATION.finditer(lowered)] if is_said else []

    def within(self, start: int, end: int) -> list[tuple[int, int]]:
        """Start and end of each that stands wholly in a stretch, in order."""
        return [said for said in self._said if start <= said[0] and said[1] <= end]


# Who acts for the whole country.
_CENTRAL = Opened(
    r"(?:(?:bộ |phó )?tư lệnh (?:bđbp|bộ đội biên phòng)"
    r"|(?:bộ trưởng )?bộ quốc phòng|v05|c0[3-8]|a0[3-9]|tổng cục|văn phòng bộ công an"
    r"|(?:ủy|uỷ) ban trung ương mttq|trung ương (?:hội|đoàn)"
    r"|cục (?:chính trị|xây dựng phong trào|cảnh sát|trưởng))(?!\w)"
)
# What stands before the word is asked after it: a search is quick from a letter.
_COUNTED_PROVINCES = re.compile(
    r" tỉnh(?!\w)(?<=\d tỉnh)(?:(?<=[1-6]\d tỉnh)(?<![\d.,]\d\d tỉnh)"
    r"|(?<=[1-6]\d/\d\d tỉnh)(?<![\d.,]\d\d/\d\d tỉnh))"
)
_EACH, _MOST, _LED = 0.7, 4, 1.7
_IN_LEAD = 200
"""Characters below the head in which a text says who leads it."""


def weigh_central(scan: Scan, title_end: int) -> float:
    """How strongly those who act for the whole country lead a text, 0 to about 5.

    Args:
        scan: the text.
        title_end: where its head ends.
    """
    told = [match.start() for match in _CENTRAL.finditer(scan.lowered, scan.words)]
    leads = any(at < title_end + _IN_LEAD for at in told)
    counts = _COUNTED_PROVINCES.search(scan.lowered) is not None
    return _EACH * min(len(told), _MOST) + _LED * leads + _EACH * counts
