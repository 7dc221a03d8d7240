"""Numbers shared out among named places: "Phú Hội 16, Nhơn Hội 14", "(An Phú 12, Tân Châu 9)"."""

from __future__ import annotations

import re

from bayen.intake.found import Found
from bayen.intake.letters import UPPER
from bayen.intake.numbers import Number
from bayen.intake.scan import Scan

_LEVEL = r"(?:[Tt]hành phố |TP\.? ?|[Tt]hị xã |[Hh]uyện |[Tt]ỉnh |[Xx]ã |[Pp]hường |[Tt]hị trấn )?"
_NAME = rf"{_LEVEL}[{UPPER}][^\W\d_’']*(?:[ \-–’'’]+[{UPPER}][^\W\d_’']*){{0,4}}"
_SAID = r"(?: (?:được|có|là|chỉ|nhiều nhất với|ít nhất với|cao nhất với))?"
# "(An Phú 12, Tân Châu 9)": names and numbers, two or more, and nothing else.
_IN_BRACKETS = re.compile(rf"\((?:{_NAME} \d[\d.]*(?:[,;] | và |\))){{2,}}")
# "Sơn Vĩ 11 dòng họ, Thượng Phùng 9", "Đức Trạch (3 tổ), Hải Trạch (2)": each after its name.
_AFTER_NAME = re.compile(rf"{_NAME}{_SAID} ?\(?$")
_NEXT_NAME = re.compile(
    rf"[ \w]{{0,30}}\)?(?:[,;](?: còn| rồi| đến)?| và| còn) {_NAME}{_SAID} ?\(?"
)
# "73 tổ tuần tra; Phú Hội 16, Nhơn Hội 14": two names with their numbers after the whole.
_TWO_NAMED = re.compile(rf"[;:,(] ({_NAME}){_SAID} (\d[\d.]*)[,;] ({_NAME}){_SAID} \d[\d.]*(?!\w)")
_STOPS = re.compile(r"\s*(?:[;,)]|\.(?!\d)|\n|$| và )")
_REACH = 400
_LONGEST_NAME = 60
_LEAST = 3
"""From which a number is hardly part of a name: "thôn Đông 1, thôn Đông 2"."""


def is_share_of_named(scan: Scan, number: Number, last: Found | None) -> bool:
    """Whether a bare number is a named place's share of what was counted before.

    Args:
        scan: the text.
        number: no noun follows it.
        last: the figure before that has a noun.
    """
    if last is None or not last.candidate.unit or last.candidate.unit == "%":
        return False
    return _is_in_brackets(scan, number, last) or _is_in_run(scan, number, last)


def _is_in_brackets(scan: Scan, number: Number, last: Found) -> bool:
    opened = scan.text.rfind("(", last.number.end, number.start)
    if opened < 0 or number.start - opened > _REACH:
        opened = scan.text.rfind("(", max(0, number.start - _REACH), number.start)
    return opened >= 0 and _IN_BRACKETS.match(scan.text, opened) is not None


def _is_in_run(scan: Scan, number: Number, last: Found) -> bool:
    """Whether it goes on after a named place's figure, or is the first of several such."""
    if number.words or not _STOPS.match(scan.text, number.end):
        return False
    if scan.sentence_number(last.number.start) != scan.sentence_number(number.start):
        return False
    told, text = last.number, scan.text
    is_named = _AFTER_NAME.search(text, max(0, told.start - _LONGEST_NAME), told.start)
    if is_named and _NEXT_NAME.fullmatch(text, told.end, number.start):
        return number.value >= _LEAST or text[number.start - 1] == "("
    begun = text.rfind(last.candidate.unit, told.end, number.start)
    run = _TWO_NAMED.search(text, max(begun, told.end), number.end + _LONGEST_NAME)
    if run is None or run.start(2) != number.start or run[1] == run[3]:
        return False
    return _LEAST <= number.value <= told.value
