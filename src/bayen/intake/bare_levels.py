"""Level words that stand for a place without its name: "toàn huyện", "Phường đã …"."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from bayen.intake.anchors import Opened, Sought, Vocabulary
from bayen.intake.letters import LOWER, UPPER
from bayen.intake.names import LEVEL_WORDS
from bayen.intake.scan import Scan
from bayen.intake.setting import HIGHER_AGENT, find_local_agent

WHOLE = Opened(
    r"(?:toàn|Toàn|cả|Cả|(?:trên địa|Trên địa|địa|Địa) bàn(?: toàn)?)\s+(tỉnh|huyện|thành phố"
    rf"|thị xã|quận|tp|xã|phường|thị trấn|đặc khu|thôn|bản|ấp|buôn|bon|làng|xóm|khóm|khu phố"
    rf"|tổ dân phố|khu dân cư)"
    rf"(?!\s+hội)(?!\s+(?:[{UPPER}]|số \d|\d))"
)
_WITHIN = re.compile(
    r"\s(?:[^\s;.()]+\s){1,9}?(?:trong|của)\s+(?P<word>xã|phường|thị trấn|thôn|bản|ấp|buôn"
    r"|bon|làng|xóm|khóm|khu phố|tổ dân phố)"
    rf"(?=[\s.,;)]|$)(?!\s+(?:[{UPPER}]|số \d|\d|khác|bạn|hội))"
)
"""What is counted is within a place told of before: "36 hộ trong bản"."""
OF_LEVEL = Opened(
    r"(?:trong|của|toàn)(?: toàn)?\s+(?:tỉnh|thành phố|huyện|thị xã|quận|xã|phường|thị trấn|thôn"
    r"|bản|ấp|buôn|bon|làng|xóm|khóm|khu phố|tổ dân phố)"
)
"""The end of such words, without which none are tried."""
_NINE_WORDS = 160
"""Characters that hold so many words before it."""
_LEVELS = (
    r"tỉnh|huyện|thành phố|thị xã|quận|xã|phường|thị trấn|thôn|bản|ấp|khu phố|tổ dân phố"
    r"|đặc khu|buôn|bon|khóm|làng|xóm|khu dân cư|khối phố|phố"
)
_FOLLOWED = (
    r"(?=\s+(?!biên giới|vùng|nghèo|trọng điểm|điểm|giáp|khác|bạn|miền|ven|lân cận|sạch|văn hóa"
    rf"|nông thôn|hội|phường|thị trấn|bản|thôn|đạt|trên|này sang"
    r"|(?:nào|lậu|bán|phố|làng|trọ|ấp|quê|đạo|xóm|nối|kết nghĩa|đầu tiên|phường)(?!\w))"
    rf"[{LOWER}]|\s+\d[\d.]*\s+(?:hộ|khẩu|nhân khẩu|nóc|gia đình)(?!\w)"
    r"|,(?! (?:xã|phường|thị trấn|thôn|bản|ấp|buôn|bon|làng|xóm|khóm|khu|tổ|khối|trường"
    r"|cơ quan|doanh nghiệp|chợ|điểm|hộ)(?!\w))"
    r"|\.|\s*$)"
)
# What follows is asked first: it tells most of them apart, and long lists of what stands before
# take longer.
_SUBJECT = re.compile(
    rf"(?=(?i:({_LEVELS})){_FOLLOWED})"
    r"(?:^|(?<=[\s.;,:“\"]))"
    r"(?<!Các )(?<!Họp )"
    r"(?<!các )(?<!\d )(?<!cấp )(?<!công an )(?<!Công an )(?<!từng )(?<!mỗi )(?<!mọi )"
    r"(?<!nhiều )(?<!những )(?<!trưởng )(?<!cán bộ )(?<!liên )(?<!toàn bộ )"
    r"(?<!trung tâm )(?<!văn hóa )(?<!văn )(?<!biên )(?<!kịch )(?<!cơ )(?<!phụ trách )"
    r"(?<!một )(?<!hai )(?<!ba )(?<!đường )(?<!chợ )(?<!số )(?<!khác )(?<!hợp tác )"
    r"(?<!xã, )(?<!phường, )(?<!thôn, )(?<!bản, )(?<!huyện, )(?<!tỉnh, )(?<!thị xã, )(?<!quận, )"
    r"(?<!thể, )(?<!ngành, )(?<!ngoài )(?<!già )(?<!trở thành )(?<!loa )(?<!giữa )"
    r"(?<!khối, )(?<!ấp, )(?<!xóm, )(?<!buôn, )(?<!làng, )(?<!khóm, )(?<!bon, )(?<!nông )(?<!% )"
    r"(?<!có )(?<!họp )(?<!hòa giải )(?<!an ninh )(?<!trên )(?<!góc )(?<!hè )(?<!thành )(?<!khu )"
    r"(?<!dãy )(?<!hàng )(?<!phối hợp với )(?<!dân )(?<!đường )(?<!tình )(?<!cùng )"
    r"(?!(?<=nhất )(?:xã|phường|thị trấn|huyện|thị xã|quận|thành phố|tỉnh)(?!\w))"
    r"\1"
)


_LEVEL_STARTS = tuple({word.split()[0] for word in [*_LEVELS.split("|"), *LEVEL_WORDS]})


def _is_level(word: str) -> bool:
    return word.startswith(_LEVEL_STARTS)


LEVELS_MET = Vocabulary(_is_level)


def match_within(scan: Scan, at: int) -> re.Match[str] | None:
    """The words after a number by which it is within a place told of; the level is "word"."""
    is_told = OF_LEVEL.search(scan.lowered, scan.words, at, at + _NINE_WORDS)
    return _WITHIN.match(scan.text, at) if is_told else None


def find_within(scan: Scan, start: int, end: int) -> re.Match[str] | None:
    """The first such words of a stretch of the text."""
    is_told = OF_LEVEL.search(scan.lowered, scan.words, start, end)
    return _WITHIN.search(scan.text, start, end) if is_told else None


def find_subjects(scan: Scan, start: int, end: int) -> list[re.Match[str]]:
    """The level words in a stretch that stand for a place without its name: "Phường đã …".

    The matches are of the stretch alone. Only words that may be of a level are tried.
    """
    text, found, done = scan.text[start:end], [], 0
    starts = scan.words.starts(LEVELS_MET)
    for at in starts[bisect_left(starts, start) : bisect_left(starts, end)]:
        if at - start >= done and (match := _SUBJECT.match(text, at - start)):
            found.append(match)
            done = match.end()
    return found


_COUNTED = Sought(r"\d\s+(?:xã|phường|thôn|bản|ấp|huyện)(?:,\s*\w+){0,2},\s*$")
_DEALT_WITH_AT = Sought(r"(?:giáo dục|xử lý) tại\s+\S+\s*$")
_NAME_OF_MODEL = 60
"""Characters of a name in straight quotes; what is longer is what somebody says."""
# "Vừa qua, tỉnh đã cấp …", "nhân dân trong huyện đã …": before and after the level word.
_AS_SUBJECT = (
    r"(?:(?:^|[,;:])\s*(?:(?:hiện|đến nay|hiện nay|nay|còn|cùng với đó|thời gian qua) )*"
    r"|(?:nhân dân|quần chúng|người dân|bà con|các xã|công an các xã|các địa phương) trong )",
    r"\s+(?!(?:đã |cũng |còn )?(?:hỗ trợ|tặng|trao|giúp|chọn|giao|công nhận|đầu tư)(?!\w))"
    r"(?:hiện|đã|có|đang|cũng|còn|duy trì|khen|cấp|xây dựng|ra mắt|thành lập|tổ chức|vận động"
    r"|triển khai|thu|huy động|cung cấp|giao nộp|tiếp tục)(?!\w)",
)


def _in_quotes(text: str, at: int) -> bool:
    """Whether a name in quotes, a model's or a slogan's, holds the position."""
    opened, closed = text.rfind("“", 0, at), text.rfind("”", 0, at)
    begun = text.rfind('"', max(0, at - _NAME_OF_MODEL), at)
    if text.count('"', 0, at) % 2 and begun >= 0 and '"' in text[at : begun + _NAME_OF_MODEL]:
        return True
    return opened > closed and "”" in text[at : at + 90]


@dataclass(slots=True)
class SpokenLevels:
    """The level words without a name in the sentences of one text."""

    scan: Scan
    _found: dict[tuple[int, int], str | None] = field(default_factory=dict)

    def speak_of_whole(self, start: int, at: int, level_word: str) -> bool:
        """Whether the sentence is set in a place above: "toàn tỉnh", "Tỉnh hiện có"."""
        window = self.scan.lowered[start:at]
        if re.search(rf"{_AS_SUBJECT[0]}{level_word}{_AS_SUBJECT[1]}", window):
            return True
        agent = HIGHER_AGENT.last(self.scan.text, self.scan.words, start, at)
        if agent is not None and agent.group(1).lower() == level_word:
            return True
        told = WHOLE.within(self.scan.text, self.scan.words, start, at)
        return any(match.group(1) == level_word for match in told)

    def find(self, start: int, at: int) -> str | None:
        """The level word that stands without a name as where the sentence is set."""
        if (start, at) not in self._found:
            is_told = self._names_level(start, at)
            self._found[start, at] = self._find_level(start, at) if is_told else None
        return self._found[start, at]

    def _names_level(self, start: int, at: int) -> bool:
        """Whether a word stands there that may be of a level; most sentences have none."""
        starts = self.scan.words.starts(LEVELS_MET)
        first = bisect_left(starts, start)
        return first < len(starts) and starts[first] < at

    def _find_level(self, start: int, at: int) -> str | None:
        whole = WHOLE.last(self.scan.text, self.scan.words, start, at)
        if whole is not None:
            return whole.group(1)
        text = self.scan.text[start:at]
        said = [
            m
            for m in find_subjects(self.scan, start, at)
            if not _in_quotes(text, m.start(1)) and not _COUNTED.search(text[: m.start(1)])
        ]
        if not said and (agent := find_local_agent(text)):
            return agent.group(1).lower()
        agent = HIGHER_AGENT.last(self.scan.text, self.scan.words, start, at)
        if agent is not None and (not said or agent.start(1) - start >= said[-1].start(1)):
            return agent.group(1).lower()
        if not said or _DEALT_WITH_AT.search(text):
            return None
        return said[-1].group(1).lower()
