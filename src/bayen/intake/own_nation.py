"""The whole country, as the place of a text that speaks of it more than of any place in it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bayen.core.places import Level
from bayen.intake.anchors import Opened
from bayen.intake.mention_weights import LEAD
from bayen.intake.mentions import Mention
from bayen.intake.nation import NationWords
from bayen.intake.placing import NATION, Placed, Placer
from bayen.intake.scan import Scan
from bayen.intake.wholes import MERGED_WITH

_NATION_SAID, _NATION_TITLED = 1.2, 5.0
"""What "cả nước" counts anywhere, and what more in the head."""
_MINISTRY_NAMED, _MOST_NAMED = 0.7, 5
"""What the ministry counts each time that it is named, and so many times at most."""
_MINISTRY_WITHIN = 400
"""Characters below the head in which a text without a place has the ministry at its beginning."""
_MINISTRY_ACTS = re.compile(
    r"bộ công an (?:(?:đã|vừa|mới) )?"
    r"(?:tổ chức|biểu dương|tổng kết|sơ kết|phối hợp|ban hành|phát động)"
)
_ACTS = 2.0
"""What it counts that the ministry acts in the lead."""
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
_EACH, _MOST_CENTRAL, _LED = 0.7, 4, 1.7
"""What each who acts for the country counts, so many at most; and that one leads the text."""
_IN_LEAD = 200
"""Characters below the head in which a text says who leads it."""
_TOLD, _SAID = 3.0, 2.0
"""How strongly a text must speak of the country; the less where no place in it stands out."""
_BARELY = 1.0
_MOST_PROVINCES = 4
"""Provinces that speak for the country, each as one; more count for no more."""
_JOINED_WITHIN = 20


@dataclass(slots=True)
class OwnNation:
    """Weighs how strongly one text speaks of the whole country.

    Attributes:
        scan: the text.
        placer: its mentions.
        title_end: where its head ends.
        nation: where it speaks of the whole country.
    """

    scan: Scan
    placer: Placer
    title_end: int
    nation: NationWords

    def find(self, best: float) -> tuple[Placed, str] | None:
        """The whole country, when it is spoken of more than any place in it.

        Args:
            best: how strongly the text speaks of the place that it speaks of most.
        """
        strength = self._strength()
        provinces = self._provinces()
        is_told = strength > (_TOLD if best > _BARELY else _SAID)
        is_one = len(provinces) == 1 and best > _BARELY
        if not is_told or strength + min(len(provinces), _MOST_PROVINCES) <= best or is_one:
            return None
        return NATION, "«cả nước» nói đến nhiều hơn mọi địa bàn"

    def find_ministry(self) -> tuple[Placed, str] | None:
        """The whole country, when a text that tells of no place begins with the ministry."""
        if "bộ công an" not in self.scan.lowered[: self.title_end + _MINISTRY_WITHIN]:
            return None
        return NATION, "«Bộ Công an» ở đầu văn bản, không nêu địa phương nào"

    def _strength(self) -> float:
        lowered = self.scan.lowered
        strength = _NATION_SAID * len(self.nation.within(0, len(lowered)))
        strength += _NATION_TITLED * len(self.nation.within(0, self.title_end))
        strength += _MINISTRY_NAMED * min(lowered.count("bộ công an"), _MOST_NAMED)
        strength += _ACTS * bool(_MINISTRY_ACTS.search(lowered, 0, self.title_end + LEAD))
        return strength + self._weigh_central()

    def _weigh_central(self) -> float:
        """How strongly those who act for the whole country lead a text, 0 to about 5."""
        told = [match.start() for match in _CENTRAL.finditer(self.scan.lowered, self.scan.words)]
        leads = any(at < self.title_end + _IN_LEAD for at in told)
        counts = _COUNTED_PROVINCES.search(self.scan.lowered) is not None
        return _EACH * min(len(told), _MOST_CENTRAL) + _LED * leads + _EACH * counts

    def _provinces(self) -> set[str]:
        """The names of the provinces that a text is on."""
        named = [m for m in self.placer.mentions if m.level is Level.PROVINCE]
        return {m.name for m in named if not self._is_venue(m) and not self._is_joined(m)}

    def _is_venue(self, mention: Mention) -> bool:
        """Whether a place is only where something is held: "Sáng 5/6, tại tỉnh A, Bộ …"."""
        before = self.scan.lowered[max(0, mention.start - 4) : mention.start]
        return before.endswith(("tại ", " ở ")) and all(
            other.name != mention.name or other is mention for other in self.placer.mentions
        )

    def _is_joined(self, mention: Mention) -> bool:
        """Whether a province is only what another was merged with: it makes no second one."""
        before = self.scan.lowered[max(0, mention.start - _JOINED_WITHIN) : mention.start]
        return MERGED_WITH.search(before) is not None
