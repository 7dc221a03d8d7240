"""How large the numbers of a text are, by what they count: 21.670 tips are told of no commune."""

from __future__ import annotations

import re
from collections.abc import Mapping
from math import log10

_COUNTED = {
    "tips": r"nguồn tin|tin",
    "households": "hộ",
    "attendances": "lượt|người dân|người tham",
    "people": "thành viên|hội viên|người",
    "cases": "vụ",
    "groups": "tổ(?! chức)",
    "weapons": "khẩu|súng|viên đạn",
    "models": "mô hình",
    "sessions": "buổi|cuộc|đợt|hội nghị",
    "communes": "xã|phường",
    "villages": "thôn|bản|ấp|buôn|làng|xóm|khóm|khu phố|tổ dân phố|khu dân cư",
}
"""Two words may stand between a number and these: "31 cán bộ hội viên"."""
_WORDS = "|".join(f"(?P<{what}>{words})" for what, words in _COUNTED.items())
_NUMBER = re.compile(
    rf"(?<![\d./,])(?P<number>\d[\d.]*)(?:/(?P<of>\d+))? (?:\w+ ){{0,2}}?(?:{_WORDS})(?!\w)"
)
_MOST_DIGITS = 8
"""Of more a number counts nothing: money, telephones."""


def find_sizes(lowered: str) -> Mapping[str, int]:
    """The size of the largest number of each kind, in half powers of ten.

    Args:
        lowered: the text in lower case.

    Returns:
        By kind, for those that the text counts: 2 of "12", 3 of "40", 9 of "21.670".
    """
    largest: dict[str, int] = {}
    for match in _NUMBER.finditer(lowered):
        digits = (match["of"] or match["number"]).replace(".", "")
        what = match.lastgroup
        if what is not None and len(digits) <= _MOST_DIGITS:
            largest[what] = max(largest.get(what, 0), int(digits))
    return {what: round(2 * log10(number)) for what, number in largest.items() if number}
