"""How often a text speaks of a place by its level alone: "xã đã …", "Công an huyện", "16 ấp"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from string import digits

from bayen.core.places import TWO_LEVELS_SINCE, Level
from bayen.intake.anchors import Opened, Sought
from bayen.intake.letters import UPPER
from bayen.intake.names import LEVEL_WORDS
from bayen.intake.scan import Scan

NAME_FOLLOWS = re.compile(rf"\s+[{UPPER}]")
_BARE_AGENT = Opened(
    r"(?:công an|ubnd|toàn|địa bàn|đảng ủy|hđnd|ban chỉ đạo|nhân dân|cả)\s+"
    r"(tỉnh|huyện|thành phố|thị xã|quận|xã|phường|thị trấn)(?!\s+hội|,\s*(?:phường|thị trấn))"
)
_BARE_LEVEL = Opened(
    r"(?:tỉnh|huyện|thành phố|thị xã|quận|xã|phường|thị trấn)"
    r"(?=\s+(?!hội|phường|thị trấn|biên giới|vùng|giáp|khác|bạn|lân cận)[a-zà-ỹđ]"
    r"|[.,;:]\s(?!xã|phường|thị))"
)
_OF_SEVERAL = tuple(
    f"{words} "
    for words in (
        *("các", "cấp", "mỗi", "từng", "liên", "số", "một", "hai", "ba", "bốn", "nhiều", "những"),
        *("xã,", "phường,", "huyện,", "tỉnh,", "quận,"),
        *digits,
    )
)
_PARTS = Opened(
    r"(?:các|mỗi|\d+)\s+(huyện|xã|phường|thôn|bản|ấp|buôn|làng|xóm|khóm|khu phố|tổ dân phố)(?!\w)"
)
_HAS_DISTRICTS = Sought(r"(?:các|\d+) quận(?!\w)|quận, huyện")


@dataclass(slots=True)
class LevelTalk:
    """Counts over one text.

    Attributes:
        scan: the text.
        day: of the text.
        of_agents: how often each level is spoken of by who acts: "Công an huyện", "toàn huyện".
        spoken_of: how often it says "xã", "của huyện" and the like where no name follows.
        counts: both together.
        of_parts: how often it counts the parts of a place: "16 ấp" of a commune, "92 xã" of more.
    """

    scan: Scan
    day: date
    of_agents: Counter[Level] = field(init=False)
    spoken_of: Counter[Level] = field(init=False)
    counts: Counter[Level] = field(init=False)
    of_parts: Counter[Level] = field(init=False)
    _bare: list[str] = field(init=False)
    _has_districts: bool = field(init=False)

    def __post_init__(self) -> None:
        self._has_districts = self.day >= TWO_LEVELS_SINCE or bool(
            _HAS_DISTRICTS.search(self.scan.lowered)
        )
        self._bare = [match.group() for match in self._bare_words()]
        self.of_agents = self._count_agents()
        self.spoken_of = Counter(map(self._level_meant, self._bare))
        self.counts = self.of_agents + self.spoken_of
        self.of_parts = self._count_parts()

    def _count_agents(self) -> Counter[Level]:
        counts: Counter[Level] = Counter()
        for match in _BARE_AGENT.finditer(self.scan.lowered, self.scan.words):
            word = match.group(1)
            generic = word == "xã" and match.group().startswith("công an")
            if not generic and not NAME_FOLLOWS.match(self.scan.text, match.end()):
                counts[self._level_meant(word)] += 1
        return counts

    def _count_parts(self) -> Counter[Level]:
        counts: Counter[Level] = Counter()
        for match in _PARTS.finditer(self.scan.lowered, self.scan.words):
            if not NAME_FOLLOWS.match(self.scan.text, match.end()):
                counts[self._over(match.group(1))] += 1
        return counts

    def _over(self, word: str) -> Level:
        """The level of a place whose parts that word counts."""
        level = LEVEL_WORDS.get(word, (Level.VILLAGE,))[-1]
        if level is Level.VILLAGE:
            return Level.COMMUNE
        if level is Level.COMMUNE and self.day < TWO_LEVELS_SINCE:
            return Level.DISTRICT
        return Level.PROVINCE

    def _bare_words(self) -> Iterator[re.Match[str]]:
        """The level words that stand for one place without its name."""
        for match in _BARE_LEVEL.finditer(self.scan.lowered, self.scan.words):
            of_several = self.scan.lowered.endswith(_OF_SEVERAL, 0, match.start())
            if not of_several and not NAME_FOLLOWS.match(self.scan.text, match.end()):
                yield match

    def _level_meant(self, word: str) -> Level:
        """The level of a word without a name; a city with districts is one of the country's."""
        levels = LEVEL_WORDS[word]
        return levels[0] if self._has_districts else levels[-1]

    def count(self, word: str) -> int:
        """How often a level word stands without a name."""
        return self._bare.count(word)
