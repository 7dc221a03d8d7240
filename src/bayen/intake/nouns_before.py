"""Numbers whose noun is said before them: "Số tổ dân phố: 118", "nâng số mô hình lên 19"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bayen.intake.numbers import Number
from bayen.intake.scan import Scan
from bayen.intake.units import Unit, UnitFinder

_OF_A_NUMBER = r"(?:(?:tổng|con)\s+)?số(?:\s+lượng)?\s+"
_BEGINS = r"(?:^|[;,:(–—+•*\n-]|[.)]\s)\s*(?:\d{1,2}[.)]\s*|[a-zđ]\)\s*)?"
_LABEL = re.compile(
    rf"{_BEGINS}(?:{_OF_A_NUMBER})?(?P<noun>[^\W\d_][^;:()\d\n]{{1,90}}?)\s*(?::|\s[–-])\s*$"
)
_SPAN = r"(?:(?: của)? (?:năm \d{4}|(?:tháng|quý) \w+(?:/\d{4})?))?"
_COUNTED = re.compile(
    rf"(?<!\w){_OF_A_NUMBER}(?P<noun>[^\W\d_][^;:.()\d\n]{{1,60}}?){_SPAN}\s"
    r"(?:là|lên|(?:chỉ |xuống )?còn|đạt|nêu|ước)(?:\s(?:đến|tới|được|là))?\s*$"
)
_EQUALS = re.compile(rf"{_BEGINS}(?P<noun>[^\W\d_][^;:,.()\d\n]{{1,50}}?)\slà\s*$")
_OPENED = re.compile(
    rf".*(?:{_BEGINS}|\s(?:và|gồm|với|có)\s)(?P<noun>[^\W\d_][^;:,.()\d\n]{{1,40}}?)\s*\($"
)
_HAS = re.compile(rf"(?:{_BEGINS}|, )(?P<noun>[^\W\d_][^;:,.()\d\n]{{3,50}}?)\scó\s*$")
# "tổng số thành viên 138", "số vụ ma túy 24"
_NUMBERED = re.compile(
    r"(?<!\w)(?<!mã )(?<!con )số (?P<noun>(?:thành viên|người|tổ viên|đội viên|hội viên"
    r"|hòa giải viên|vụ|tổ|đội|mô hình|đối tượng|hộ|thôn|buổi|lượt|mốc)(?: [^\W\d_]+){0,5})\s*$"
)
_ALONE = re.compile(rf"{_BEGINS}(?P<noun>[^\W\d_]+(?: [^\W\d_]+){{1,3}})\s*$")
_ENDS = re.compile(r"\s*(?:[;()…]|[.,](?!\d)|\n|$)")
_ENDS_OR_GOES_ON = re.compile(r"\s*(?:[;()…]|[.,](?!\d)|\n|$|(?:với|so|và|tăng|giảm)\s)")
_STOPS = re.compile(r"\s*(?:[;,]|\.(?!\d)|\n|$)")
_IS_COMPARED = re.compile(r", (?:tăng|giảm|bằng)(?!\w)")
_CLOSES = re.compile(r"\s*[);]")
_VERBS = ("là", "lên", "còn", "đạt", "nêu", "ước", "đến", "tới", "được")
# How the words before the number end, then what they are, then what follows the number: the
# first and the last are asked first, for they cost a hundredth of the search.
_WAYS = (
    ((":", "–", "-"), _LABEL, _ENDS),
    (_VERBS, _COUNTED, _ENDS_OR_GOES_ON),
    (("là",), _EQUALS, _ENDS),
    (("(",), _OPENED, _CLOSES),
    (("có",), _HAS, _STOPS),
    (("",), _ALONE, _IS_COMPARED),
    (("",), _NUMBERED, _ENDS),
)
_PLACES = frozenset({"place", "village", "district", "area"})
_ORGANISED = frozenset({"group", "club", "model"})
_NO_COUNT = re.compile(
    r"điện thoại|truy cập|lượt (?:xem|đọc|thích|chia sẻ)|tài khoản|hiệu|fax|mã số"
)
_REACH = 130


@dataclass(frozen=True, slots=True)
class NounBefore:
    """A noun said before its number.

    Attributes:
        unit: it, as if it were left out after the number.
        phrase: with what describes it: "mô hình mới của xã".
    """

    unit: Unit
    phrase: str


def find_noun_before(scan: Scan, units: UnitFinder, number: Number, at: int) -> NounBefore | None:
    """What a bare number counts, where its noun ends at ``at`` or a little before; None if not so.

    Args:
        scan: the text.
        units: the counted nouns that are known.
        number: a number that no noun follows.
        at: its start, or that of the bound word before it.
    """
    if number.words or number.percent or number.scaled:
        return None
    lowered = scan.lowered
    start = max(scan.line_start(number.start), at - _REACH)
    before = lowered[start:at].rstrip()
    for endings, way, follows in _WAYS:
        if not before.endswith(endings) or not follows.match(lowered, number.end):
            continue
        said = way.search(lowered, start, at)
        if said is not None:
            return _read_noun(lowered, units, number, said)
    return None


def _read_noun(
    lowered: str, units: UnitFinder, number: Number, said: re.Match[str]
) -> NounBefore | None:
    """The noun at the beginning of what was said; None when it is none that is known."""
    unit = units.find(lowered, said.start("noun"))
    if unit is None or unit.start != said.start("noun") or _NO_COUNT.search(said.group()):
        return None
    if said.re is _EQUALS and unit.classes & _PLACES:
        return None  # "xã điểm của huyện là 2"
    if said.re in {_OPENED, _HAS} and not unit.classes & _ORGANISED:
        return None  # "xã Mường Và (2)"
    if said.re is _ALONE and (unit.end != said.end("noun") or unit.classes & _PLACES):
        return None  # "Thôn Đông 2, tăng …"
    left_out = unit._replace(start=number.end, end=number.end)
    return NounBefore(left_out, " ".join(said["noun"].split()))
