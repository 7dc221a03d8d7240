"""Where a text speaks of the whole country: "cả nước", "toàn quốc"."""

from __future__ import annotations

import re

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
