"""The whole country, or a region of several provinces, as what a sentence speaks of."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from bayen.core.places import Level
from bayen.intake.kinds import OF_THESE
from bayen.intake.nation import NationWords
from bayen.intake.placing import NATION, Placed, Placer
from bayen.intake.scan import Scan, Stretch
from bayen.intake.values import Reason

# A sentence set in several provinces at once, which no list has as one place.
_REGION_NAMES = (
    r"Tây Nguyên|Tây Bắc|Đông Bắc|Việt Bắc|Tây Nam Bộ|Đông Nam Bộ|Bắc Trung Bộ"
    r"|Nam Trung Bộ|[Đđ]ồng bằng [Ss]ông (?:Cửu Long|Hồng)"
)
_REGIONS = rf"(?P<region>{_REGION_NAMES})(?!\w)"
_REGION_WORDS = (
    "tây nguyên", "tây bắc", "đông bắc", "việt bắc", "tây nam bộ", "đông nam bộ", "bắc trung bộ",
    "nam trung bộ", "đồng bằng sông",
)  # fmt: skip
"""Asked once a text: most name no region, and are spared the two patterns below."""
_IN_REGION = re.compile(
    r"[\s“\"]*(?:(?:hiện|hiện nay|đến nay),?\s+)?(?:ở|tại|trên địa bàn|toàn)\s+"
    rf"(?:(?:khu vực|vùng|các tỉnh)\s+)?{_REGIONS}",
    re.IGNORECASE,
)
# Who did it are all the provinces of a region: "các tỉnh Tây Nguyên".
_BY_REGION = re.compile(
    r"(?:các (?:địa phương|tỉnh)(?:,? thành(?: phố)?)?(?: (?:ở|trong|thuộc))?(?: (?:khu vực|vùng))?"
    rf"|riêng (?:khu vực|vùng)) {_REGIONS}"
)
# "5 tỉnh, thành phố này để xảy ra": so many lie in no province.
_SEVERAL_PROVINCES = re.compile(
    r"(?:[2-9]|[1-6]\d|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)\s+tỉnh, thành(?: phố)?(?!\w)"
)
_COUNT_OF_PROVINCES = 24


@dataclass(slots=True)
class WidePlaces:
    """What sentences of one text tell of more than a province.

    Attributes:
        scan: the text.
        placer: its mentions.
        nation: where it speaks of the whole country.
        own: its own place; None of a text of a cluster.
    """

    scan: Scan
    placer: Placer
    nation: NationWords
    own: Placed | None
    _names_region: bool = field(init=False)
    _tells_of_provinces: bool = field(init=False)

    def __post_init__(self) -> None:
        self._names_region = any(name in self.scan.lowered for name in _REGION_WORDS)
        self._tells_of_provinces = "tỉnh, thành" in self.scan.lowered

    def find(self, start: int, at: int) -> tuple[Placed, Reason] | None:
        """The whole country, or a region of several provinces, that a sentence speaks of."""
        text = self.scan.text
        if self._is_of_provinces(start, at):
            return NATION, Reason("place", "nhiều tỉnh cùng lúc → Việt Nam")
        nation = self.nation.within(start, at)
        region = None
        if self._names_region:
            region = _IN_REGION.match(text, start, at) or _BY_REGION.search(text, start, at)
        later = bool(region and nation and region.start() > nation[-1][0])
        if nation and not later and not self.placer.between(nation[-1][1], at):
            return NATION, Reason("place", "«cả nước» → Việt Nam")
        if region is None or self.placer.between(region.end(), at):
            return None
        placed = Placed(None, region["region"], Level.NATION)
        return placed, Reason("place", f"«{region.group()}» trong câu → {placed.label}")

    def _is_of_provinces(self, start: int, at: int) -> bool:
        """Whether a sentence in the text of a province tells of several, no place named since."""
        own = self.own
        if own is None or own.level is not Level.PROVINCE:
            return False
        if not self._tells_of_provinces:
            return False
        told = _SEVERAL_PROVINCES.search(self.scan.lowered, start, at + _COUNT_OF_PROVINCES)
        return told is not None and told.start() <= at and not self.placer.between(start, at)

    def nation_goes_on(self, sentence: Stretch) -> bool:
        """Whether a sentence only tells more of the whole country: "Trong đó, có 61.000 tổ"."""
        number = self.scan.sentence_number(sentence.start)
        before = self.scan.sentences[number - 1] if number else sentence
        if number == 0 or not self.nation.within(before.start, before.end):
            return False
        goes_on = OF_THESE.match(self.scan.lowered, sentence.start) is not None
        return goes_on and not self.placer.between(before.start, sentence.end)
