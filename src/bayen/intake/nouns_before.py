"""Numbers whose noun is said before them: "Số tổ dân phố: 118", "nâng số mô hình lên 19"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bayen.intake.numbers import Number
from bayen.intake.scan import Scan
from bayen.intake.units import Unit, UnitFinder

_OF_A_NUMBER = r"(?:(?:tổng|con)\s+)?số(?:\s+lượng)?\s+"
_LABEL = re.compile(
    rf"(?:^|[;,:(–—+•*\n-]|[.)]\s)\s*(?:\d{{1,2}}[.)]\s*|[a-zđ]\)\s*)?(?:{_OF_A_NUMBER})?"
    r"(?P<noun>[^\W\d_][^;:()\d\n]{1,90}):\s*$"
)
_COUNTED = re.compile(
    rf"(?<!\w){_OF_A_NUMBER}(?P<noun>[^\W\d_][^;:.()\d\n]{{1,60}}?)\s(?:là|lên|(?:chỉ |xuống )?còn"
    r"|đạt|nêu|ước)(?:\s(?:đến|tới|được|là))?\s*$"
)
_ENDS = re.compile(r"\s*(?:[;()…]|[.,](?!\d)|\n|$)")
_ENDS_OR_GOES_ON = re.compile(r"\s*(?:[;()…]|[.,](?!\d)|\n|$|(?:với|so|và|tăng|giảm)\s)")
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
    said = _LABEL.search(lowered, start, at)
    ends = _ENDS
    if said is None:
        start = max(scan.sentence(number.start).start, start)
        said, ends = _COUNTED.search(lowered, start, at), _ENDS_OR_GOES_ON
    if said is None or ends.match(lowered, number.end) is None or _NO_COUNT.search(said.group()):
        return None
    unit = units.find(lowered, said.start("noun"))
    if unit is None or unit.start != said.start("noun"):
        return None
    left_out = replace(unit, start=number.end, end=number.end)
    return NounBefore(left_out, " ".join(said["noun"].split()))
