"""How strongly each place that a text names tells what the whole text is of."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bayen.core.places import NATION_ID, TWO_LEVELS_SINCE, Level
from bayen.intake.anchors import Sought
from bayen.intake.letters import UPPER
from bayen.intake.mentions import Mention
from bayen.intake.placing import Placer
from bayen.intake.scan import Scan

_AGENT = (
    r"(?:công an|ubnd|ủy ban nhân dân|uỷ ban nhân dân|hđnd|đảng ủy|huyện ủy|ban chỉ đạo"
    r"|mặt trận tổ quốc|mttq|mttq việt nam|địa bàn|toàn|hội|nhân dân|lãnh đạo|chi cục"
    r"|trên địa bàn|đoàn|chính quyền)"
)
_AGENT_BEFORE = Sought(rf"{_AGENT}\s+(?:các\s+)?$")
_DATELINE = re.compile(r",\s*ngày")
_FORMER = re.compile(r"\s*(?:\([^)]*\)\s*)?\(?cũ(?!\w)")
_OF_ANOTHER = re.compile(
    r"(?:báo|đài|bộ|tỉnh|giáp|giáp với|phối hợp với|từ|trú tại"
    r"|sinh năm \d+, trú tại|quê|sn \d+,?(?: trú)?)\s*(?:tại|ở)?\s*$"
)
# "Kề bên, phường Hùng Thắng …": told of beside the place that the text is of.
_NEXT_TO_IT = Sought(
    r"(?:kề|sát|ngay|liền|cạnh) (?:bên|cạnh|kề|đó),?\s+$"
    r"|(?:nhìn sang|bước sang|cách đó không xa,?|lân cận là)\s+$"
)
# "Giữ hòa khí ở chợ Đông Ba": of a market, whatever commune bears its name too.
_BEARER_BEFORE = re.compile(r"(?<!\w)chợ\s$")
_BESIDE = 0.2
_PARENT_OF = Sought(r"(?<!\w)(?:xã|phường|thị trấn)\s[^.;,\d]{0,40}(?:của|thuộc)\s+$")
_AROUND = 0.6
# "Công an xã biên giới ở Hà Giang thu hồi": a title on one commune that it does not name.
_COMMUNE_IN = Sought(
    r"(?<!các )(?<!những )(?<!nhiều )(?<!\d )(?:xã|phường|thị trấn)(?! hội)"
    r"(?: [^\W\d]+){0,3} (?:ở|của|tại|thuộc)(?: tỉnh| huyện)? $"
)
_ONLY_AROUND = 0.3
_LEAD_IN = 30
_NOTHING_MORE = re.compile(r"\s*\Z")
_LETTER = re.compile(r"[^\W\d_]")
_LONGEST_LINE = 4_000
_SHOWN = re.compile(
    r"(?:Công an|Lực lượng|Cán bộ|Lãnh đạo|Đại diện|Người dân|Các lực lượng|Đoàn)[^.;\n]{5,160}?\s"
    r"(?:kiểm tra|tuần tra|trao|tặng|tuyên truyền|hướng dẫn|tiếp nhận|thăm|chúc mừng|phát tờ rơi"
    r"|vận động)\s[^;\n]*\.\s*$"
)
_LONGEST_CAPTION = 240
_OF_POST = "đồn biên phòng "
_PAPER = re.compile(r"\s*(?:online|điện tử|tv)(?!\w)")
_PAPERS = re.compile(r"[ \t(]*(?:(?:báo|đài|an ninh|truyền hình|[\w,]+) ){0,6}")
_DATED = re.compile(r"\)?(?: (?:điện tử|online|cuối tuần))?\s*(?:[,(|]|[-–—])\s*\S")
_TITLE_OF = re.compile(r"(?: \([^()]*\))?\s*:")
_JOINED = re.compile(r"\s*(?:,|và|-|–|với)\s*(?:(?:xã|phường|huyện)\s+)?")
_LISTED = 0.6
"""What the name of one of several is worth beside that of a place told of alone."""
_SPEAKS_OF_PROVINCE = re.compile(
    r"(?:toàn|công an|ubnd|địa bàn|cả|của|trong) (?:tỉnh|thành phố)|các (?:huyện|địa phương|quận)"
)
_INTRODUCED = 0.5
_SIGNATURE = 40
_ASIDE_REACH = 60
_CREDIT = re.compile(rf"(?:Ảnh|ẢNH)\s*(?::|[{UPPER}])[^.]{{0,40}}\.?\)?$")
LEAD = 600
"""Characters in which a text says what it is about."""


def is_only_around(scan: Scan, mention: Mention) -> bool:
    """Whether a place only says where a commune without a name lies: "xã vùng cao ở Sơn La"."""
    if mention.level >= Level.COMMUNE:
        return False
    before = scan.lowered[max(0, mention.start - _LEAD_IN) : mention.start]
    return _COMMUNE_IN.search(before) is not None


@dataclass(slots=True)
class MentionWeights:
    """Weighs the mentions of one text.

    Attributes:
        scan: the text.
        placer: its mentions.
        title_end: where its head ends.
    """

    scan: Scan
    placer: Placer
    title_end: int

    def weigh(self, mention: Mention, leveled: set[tuple[str, Level]]) -> float:
        """How strongly one mention tells what the text is of; 0 of a byline or a mere name.

        Args:
            mention: of this text.
            leveled: names that the text gives with a word of their level.
        """
        before = self.scan.lowered[max(0, mention.start - 30) : mention.start]
        after = self.scan.lowered[mention.end : mention.end + 40]
        if (settled := self._settled(mention, leveled, before, after)) is not None:
            return settled
        weight = self._lessened(self._raised(mention, before, after), mention, before, after)
        if after.startswith(" ("):
            weight += 0.5
        return weight + _INTRODUCED if self._is_introduced(mention) else weight

    def _settled(
        self, mention: Mention, leveled: set[tuple[str, Level]], before: str, after: str
    ) -> float | None:
        """The weight of what tells little or nothing, whatever else speaks for it; else None."""
        in_title, is_province = mention.start < self.title_end, mention.level is Level.PROVINCE
        if not mention.word and not in_title and (mention.name, mention.level) not in leveled:
            return 0.3 if is_province else 0.0
        if self._is_byline(mention):
            return 0.0
        if before.endswith(_OF_POST) or _PAPER.match(self.scan.lowered, mention.end):
            return 0.0
        is_bare_title = in_title and not mention.word
        if is_bare_title and (_BEARER_BEFORE.search(before) or self._is_stray(mention)):
            return 0.3
        if in_title and is_only_around(self.scan, mention):
            return _ONLY_AROUND
        if is_province and (_DATELINE.match(after) or self._is_masthead(mention)):
            return 0.5
        return None

    def _raised(self, mention: Mention, before: str, after: str) -> float:
        """The weight by where a place is named and who acts there."""
        is_province = mention.level is Level.PROVINCE
        weight = 1.0 if mention.level is not Level.VILLAGE else 2.0
        if mention.start < self.title_end:
            weight += self._of_title(mention) if is_province else 6.0
        elif mention.start < self.title_end + LEAD:
            weight += 1.5
        if _AGENT_BEFORE.search(before):
            weight += 1.0
        if mention.start == 0 and _TITLE_OF.match(after) and not is_province:
            weight += 3.0
        return weight

    def _lessened(self, weight: float, mention: Mention, before: str, after: str) -> float:
        """The same, less where a place is named with others, around them or aside."""
        is_province, is_district = mention.level is Level.PROVINCE, mention.level is Level.DISTRICT
        if self._is_listed(mention):
            weight *= _LISTED
        if is_district and self.placer.day >= TWO_LEVELS_SINCE:
            weight *= 0.2
        if is_district and self._is_around(mention):
            weight *= _AROUND
        if _NEXT_TO_IT.search(before):
            weight = min(weight, _BESIDE)
        if _FORMER.match(after):
            weight *= 0.2
        if _OF_ANOTHER.search(before):
            weight -= 1.5
        if self._is_aside(mention):
            weight *= 0.3
        if is_province:
            weight *= 0.55 if mention.start >= self.title_end else 1.0
            if before.rstrip().endswith((",", "(")) and self._ends_a_name(mention):
                weight *= 0.3
        return weight

    def _is_around(self, mention: Mention) -> bool:
        """Whether a district only says where a commune lies: "xã tận cùng của huyện A"."""
        start = max(0, mention.start - _ASIDE_REACH)
        return _PARENT_OF.search(self.scan.lowered[start : mention.start]) is not None

    def _of_title(self, mention: Mention) -> float:
        """What a province in the title is worth: little when the text never speaks of "tỉnh"."""
        is_spoken_of = mention.word or _SPEAKS_OF_PROVINCE.search(self.scan.lowered)
        return 4.0 if is_spoken_of else 2.0

    def _is_masthead(self, mention: Mention) -> bool:
        """Whether a bare name is of a paper or of where it was written: "Hà Nam | 8-7-2014"."""
        if mention.word:
            return False
        start = self.scan.line_start(mention.start)
        if 0 < start <= mention.start and _PAPERS.fullmatch(
            self.scan.lowered, start, mention.start
        ):
            return _DATED.match(self.scan.lowered, mention.end) is not None
        return False

    def _is_listed(self, mention: Mention) -> bool:
        """Whether a place is one of several of its level that stand beside each other."""
        for other in self.placer.between(mention.start - _ASIDE_REACH, mention.end + _ASIDE_REACH):
            if other.level is not mention.level or other.name == mention.name:
                continue
            first, second = sorted((other, mention), key=lambda m: m.start)
            if _JOINED.fullmatch(self.scan.lowered, first.end, second.start):
                return True
        return False

    def _ends_a_name(self, mention: Mention) -> bool:
        """Whether a place only says where the one right before it lies: "huyện A, tỉnh B"."""
        before = self.placer.between(mention.start - _ASIDE_REACH, mention.start)
        if not before:
            return False
        gap = self.scan.text[before[-1].end : mention.start]
        return not gap.strip(" ,()") and before[-1].level > mention.level

    def _is_introduced(self, mention: Mention) -> bool:
        """Whether the lead says where a place lies, as of one that nobody has heard of yet."""
        if mention.level is not Level.COMMUNE or mention.start >= self.title_end + LEAD:
            return False
        after = self.placer.between(mention.end, mention.end + _ASIDE_REACH)
        if not after or after[0].level >= mention.level:
            return False
        gap = self.scan.text[mention.end : after[0].start]
        return not gap.strip(" ,()")

    def _is_aside(self, mention: Mention) -> bool:
        """Whether brackets only say where a place just named lies: "An Khánh (Châu Thành)"."""
        if not self.scan.text.endswith("(", 0, mention.start):
            return False
        before = self.placer.between(mention.start - _ASIDE_REACH, mention.start)
        return any(m.end >= mention.start - 2 and m.level > mention.level for m in before)

    def _is_stray(self, bare: Mention) -> bool:
        """Whether a bare name lies in another province than all that bear a level word."""
        if bare.level is Level.PROVINCE:
            return False
        places = [m.found for m in self.placer.mentions if m.word and m.found]
        told = {self._top(v.place_id) for found in places for v in found}
        return bool(told) and not any(self._top(v.place_id) in told for v in bare.found)

    def _top(self, place_id: str) -> str:
        above = self.placer.atlas.ancestors(place_id, self.placer.day)
        inner = [v.place_id for v in above if v.place_id != NATION_ID]
        return inner[-1] if inner else place_id

    def _is_of_picture(self, at: int) -> bool:
        """Whether a text without a title begins with what its picture shows, a whole sentence."""
        text = self.scan.text
        end = text.find("\n", 0, _LONGEST_CAPTION)
        return at < end and _SHOWN.match(text, 0, end) is not None

    def _is_byline(self, mention: Mention) -> bool:
        """Whether a name stands in the signature under the text or below a picture."""
        text = self.scan.text
        if self._is_of_picture(mention.start):
            return True
        start = self.scan.line_start(mention.start)
        end = text.find("\n", mention.end, start + _LONGEST_LINE)
        line = text[start : end if end >= 0 else start + _LONGEST_LINE].strip()
        if _CREDIT.search(line) and start > 0:
            return True
        if mention.word or len(line) >= _SIGNATURE:
            return False
        if _NOTHING_MORE.match(text, mention.end) is not None:
            return True
        alone = not _LETTER.search(line.replace(mention.name, ""))
        return alone and start > 0 and mention.level is not Level.PROVINCE
