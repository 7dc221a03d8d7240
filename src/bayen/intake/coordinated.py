"""Places counted in one breath: "tại 7 xã và 1 thị trấn" are all places of the same thing."""

from __future__ import annotations

import re

from bayen.intake.context import Context
from bayen.intake.found import Found
from bayen.intake.indicators import Named
from bayen.intake.values import Reason

_LINK = re.compile(
    r"\s(?:xã|phường|thị trấn|thôn|bản|ấp|khóm|xóm|làng|buôn|khu phố|tổ dân phố|khu dân cư|khối"
    r"|huyện|quận|thị xã|thành phố|đặc khu|cơ quan|trường học|doanh nghiệp|điểm|vị trí|[ ,])+"
    r"\s*(?:,|và|cùng|với|;|ở|tại|thuộc|trên)\s*(?:(?:hơn|trên|gần|khoảng)\s+)?"
)
_CARRIED = ("model.points", "activity.festival_sites", "hotspot.", "standard.")
# What is held in villages and in communes has a code for each.
_BY_LEVEL = {"place": "activity.communes_covered", "village": "activity.villages_covered"}


def join_places(found: Found, named: Named, context: Context, code: str) -> Named:
    """The indicator of a count of places that goes on one just before.

    Args:
        found: the figure.
        named: what the phrases alone say.
        context: the words around it.
        code: indicator of the figure before in the sentence.
    """
    plain = named.code.startswith("place.") or named.code == "other"
    if not plain or named.weight > _PLAIN or found.unit is None or found.number.percent:
        return named
    levels = found.unit.classes & {"place", "village", "district", "organisation", "area"}
    if not levels or not _LINK.fullmatch(context.link):
        return named
    reason = Reason("indicator", "kể tiếp các nơi vừa nêu")
    if code.startswith(_CARRIED):
        return Named(code, 4.0, reason, named.alternatives)
    if code in _BY_LEVEL.values():
        same = next((_BY_LEVEL[level] for level in sorted(levels) if level in _BY_LEVEL), None)
        return Named(same, 4.0, reason, named.alternatives) if same else named
    return named


_PLAIN = 4.2
"""Weight up to which the words tell no more than how many places there are."""
