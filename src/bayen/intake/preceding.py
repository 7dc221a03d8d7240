"""Words before a number that make it a name: "thôn 5", "tổ công tác số 2", "lần thứ 3"."""

from __future__ import annotations

import re

from bayen.catalogue.lexicon import Lexicon
from bayen.core.quantities import Bound
from bayen.intake.anchors import Kept
from bayen.intake.numbers import Number
from bayen.intake.patterns import find_endings
from bayen.intake.units import Unit

_QUANTIFIER = re.compile(
    r"(?:mỗi|toàn|các|cấp|công an|từng|tại mỗi|trong|những|hai|cả|một|số|đảng ủy|ubnd"
    r"|lực lượng|của|cho|ở|giáo dục tại|nhiều|địa bàn|thành lập|ra mắt|có|được|gồm|là"
    r"|xây dựng)\s+\S+(?:\s\S+)?$"
)
_PERSONS = {"người", "người dân", "nhân dân", "quần chúng", "bà con", "quần chúng nhân dân"}
_SELDOM_NAMES = {
    "tuyến",
    "điểm",
    "bài",
    "ca",
    "lô",
    "tua",
    "cầu",
    "phố",
    "lần",
    "loại",
    "mức",
    "cấp",
}

_LARGEST_IN_NAMES = 9999
"""No team, house or road has a number so large: "dân phòng 388.000"."""
_DIALLED = ("đt", "điện thoại", "sđt", "số", "truy cập", "xem", ":")
_REACHED_BY = {"gọi", "zalo", "tổng đài", "đường dây nóng"}


class PrecedingWords:
    """The rules of the lexicon about words before a number, compiled."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._patterns = {
            name: re.compile(rf"(?:^|[^\w])(?P<word>{words})\s*(?:[“\"]\s*)?$")
            for name, words in lexicon.not_left.items()
        }
        self._endings = {
            name: tuple(find_endings(words) or ("",)) for name, words in lexicon.not_left.items()
        }
        self._ended_by = Kept(self._find_ended_by)

    def exclude(self, left: str, number: Number, unit: Unit | None, bound: Bound) -> bool:
        """Whether the words that end ``left`` say that the number counts nothing."""
        if bound or number.percent or (number.scaled and not number.words):
            return bool(self._patterns["views"].search(left))
        if number.of is not None and unit is not None:
            return _is_day(left, number)
        if number.value > _LARGEST_IN_NAMES and not left.rstrip().endswith(_DIALLED):
            return False
        for name in self._ended_by[_last_word(left)]:
            match = self._patterns[name].search(left)
            if match and not _spared(name, match["word"], left, number, unit):
                return True
        return False

    def _find_ended_by(self, word: str) -> tuple[str, ...]:
        """The rules that can hold where that is the last word before a number."""
        return tuple(name for name, endings in self._endings.items() if word.endswith(endings))


def _is_day(left: str, number: Number) -> bool:
    """Whether "ngày 10/11" is told before something counted: "ra mắt ngày 10/11 mô hình …"."""
    of = number.of
    return of is not None and of <= 12 and number.value <= 31 and left.endswith("ngày ")


def _last_word(left: str) -> str:
    """The last word of a text, with the signs before it but not those after it."""
    end = len(left)
    while end and not left[end - 1].isalpha():
        end -= 1
    return left[:end].rpartition(" ")[2]


def _spared(name: str, word: str, left: str, number: Number, unit: Unit | None) -> bool:
    """Whether a word that usually names something does not do so here."""
    value = number.value
    if name == "document":
        if word == "số":
            named = unit is None or bool(unit.classes & {"place", "village", "district"})
            return not named or bool(re.search(r"(?:trong|tổng|con|với|chiếm|dân)\s+số\s*$", left))
        return word in {"tổ công tác", "ban công tác", "tiêu chí", "chuyên đề"} and unit is not None
    if name == "time":
        if unit is None:
            return False
        return (
            (word == "tháng" and value > 12)
            or (word == "ngày" and value > 31)
            or (word in {"quý", "tuần"} and value > 52)
            or (word in {"tối", "sáng", "chiều", "đêm"} and value > 24)
            or (word == "năm" and not 1900 <= value <= 2100)
            or word in {"năm học", "kỷ niệm"}
        )
    if name in {"place", "team", "ordinal", "road"}:
        return unit is not None and _counts_after_name(name, word, left, number, unit)
    if name == "contact":
        return unit is not None and word.rstrip(" :") in _REACHED_BY
    if name == "age":
        return word.partition(" ")[0] not in {"tuổi", "cụ", "ông", "bà", "cách"}
    if name == "vague":
        return word in {"cả", "những", "từng", "nhiều"} and unit is not None
    if name == "views":
        return unit is not None and word in {
            "tất cả",
            "hôm nay",
            "khách",
            "trực tuyến",
            "page",
            "tháng hiện tại",
            "năm nay",
            "tháng này",
            "hôm qua",
        }
    return False


def _counts_after_name(name: str, word: str, left: str, number: Number, unit: Unit) -> bool:
    """Whether a number after "thôn", "đội", "đợt"… counts its noun: "mỗi thôn 2 tổ"."""
    quantified = _QUANTIFIER.search(left.rstrip()) is not None
    if name == "place":
        if word == "xã" and "village" in unit.classes:
            return True  # "xã 7 thôn"
        if unit.classes & {"place", "district", "village"} and word not in {"cụm", "khu vực"}:
            return False
        return number.value > 20 or unit.text not in _PERSONS or quantified
    if quantified or number.value > 99:
        return True
    if name == "team":
        return word in {"trạm", "đoàn", "phòng", "khu"} and "place" not in unit.classes
    return number.value > 50 or word in _SELDOM_NAMES
