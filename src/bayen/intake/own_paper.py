"""The province of the paper, as the place of a text that speaks of "tỉnh" without a name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bayen.core.places import NATION_ID, Level
from bayen.intake.letters import UPPER
from bayen.intake.mastheads import find_masthead
from bayen.intake.mention_weights import LEAD
from bayen.intake.own_strengths import Spoken
from bayen.intake.placing import Placed, Placer
from bayen.intake.scan import Scan

# What the province does itself; its leaders also come as guests of a commune.
_OF_PROVINCE = re.compile(
    r"(?<![Ll]ãnh đạo )(?<![Gg]iám đốc )(?<![Đđ]ại diện )"
    r"(?:Công an|công an|UBND|Bộ đội Biên phòng|địa bàn|[Tt]oàn|Tỉnh ủy) (?:tỉnh|thành phố)"
    rf"(?! [{UPPER}])"
)
_WEAK = 8.0
"""A text that speaks of no place more than this has hardly a place of its own."""


def find_paper(
    scan: Scan, placer: Placer, title_end: int, spoken: Sequence[Spoken]
) -> tuple[Placed, str] | None:
    """The province of the paper, when a text speaks of "tỉnh" and names none.

    Args:
        scan: the text.
        placer: its mentions.
        title_end: where its head ends.
        spoken: the places that it speaks of.
    """
    in_title = any(one.first.word and one.first.start < title_end for one in spoken)
    if in_title or any(one.level is Level.PROVINCE for one in spoken):
        return None  # "Xã Sơn Hòa triển khai …", to which "Công an tỉnh" sends a guest
    provinces = placer.atlas.children(NATION_ID, placer.day)
    name = find_masthead(scan, [version.name for version in provinces])
    found = placer.names.named(name, placer.day, (Level.PROVINCE,)) if name else ()
    if not found:
        return None
    is_weak = max((one.strength for one in spoken), default=0.0) < _WEAK
    head = len(scan.text) if is_weak else title_end + LEAD
    told = _OF_PROVINCE.finditer(scan.text, 0, head)
    if not any(found[0].kind.word_vi in match.group().lower() for match in told):
        return None  # "UBND thành phố" is of a town in a province
    province = placer.of_id(found[0].place_id)
    return province, "báo của địa phương nói đến «tỉnh» mà không nêu tên"
