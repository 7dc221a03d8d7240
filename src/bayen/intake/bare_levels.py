"""Level words that stand for a place without its name: "toàn huyện", "Phường đã …"."""

from __future__ import annotations

import re
from bisect import bisect_left

from bayen.intake.anchors import Vocabulary
from bayen.intake.letters import LOWER, UPPER
from bayen.intake.names import LEVEL_WORDS
from bayen.intake.scan import Scan

# A class of characters comes first, which is looked for faster than alternatives.
WHOLE = re.compile(
    r"[TtCcĐđ](?:(?<=[Tt])oàn|(?<=[Cc])ả|(?:(?<=[Tt])rên địa|(?<=[Đđ])ịa) bàn(?: toàn)?)"
    r"\s+(tỉnh|huyện|thành phố"
    rf"|thị xã|quận|tp|xã|phường|thị trấn|đặc khu|thôn|bản|ấp|buôn|bon|làng|xóm|khóm|khu phố"
    rf"|tổ dân phố|khu dân cư)"
    rf"(?!\s+hội)(?!\s+(?:[{UPPER}]|số \d|\d))"
)
WITHIN = re.compile(
    r"\s(?:[^\s;.()]+\s){1,9}?(?:trong|của)\s+(?P<word>xã|phường|thị trấn|thôn|bản|ấp|buôn"
    r"|bon|làng|xóm|khóm|khu phố|tổ dân phố)"
    rf"(?=[\s.,;)]|$)(?!\s+(?:[{UPPER}]|số \d|\d|khác|bạn|hội))"
)
"""What is counted is within a place told of before: "36 hộ trong bản"."""
_LEVELS = (
    r"tỉnh|huyện|thành phố|thị xã|quận|xã|phường|thị trấn|thôn|bản|ấp|khu phố|tổ dân phố"
    r"|đặc khu|buôn|bon|khóm|làng|xóm|khu dân cư|khối phố|phố"
)
_SUBJECT = re.compile(
    r"(?:^|(?<=[\s.;,:“\"]))"
    r"(?<!Các )(?<!Họp )"
    r"(?<!các )(?<!\d )(?<!cấp )(?<!công an )(?<!Công an )(?<!từng )(?<!mỗi )(?<!mọi )"
    r"(?<!nhiều )(?<!những )(?<!trưởng )(?<!cán bộ )(?<!liên )(?<!toàn bộ )"
    r"(?<!trung tâm )(?<!văn hóa )(?<!văn )(?<!biên )(?<!kịch )(?<!cơ )(?<!phụ trách )"
    r"(?<!một )(?<!hai )(?<!ba )(?<!đường )(?<!chợ )(?<!số )(?<!khác )(?<!hợp tác )"
    r"(?<!xã, )(?<!phường, )(?<!thôn, )(?<!bản, )(?<!huyện, )(?<!tỉnh, )(?<!thị xã, )(?<!quận, )"
    r"(?<!thể, )(?<!ngành, )(?<!ngoài )(?<!già )(?<!trở thành )(?<!loa )(?<!giữa )"
    r"(?<!khối, )(?<!ấp, )(?<!xóm, )(?<!buôn, )(?<!làng, )(?<!khóm, )(?<!bon, )(?<!nông )(?<!% )"
    r"(?<!có )(?<!họp )(?<!an ninh )(?<!trên )(?<!góc )(?<!hè )(?<!thành )(?<!khu )"
    r"(?<!dãy )(?<!dân )(?<!đường )(?<!tình )"
    rf"(?i:({_LEVELS}))"
    r"(?=\s+(?!biên giới|vùng|nghèo|trọng điểm|điểm|giáp|khác|bạn|miền|ven|lân cận|sạch|văn hóa"
    rf"|nông thôn|hội|phường|thị trấn|bản|thôn|đạt|trên|này sang"
    r"|(?:nào|lậu|bán|phố|làng|trọ|ấp|quê|đạo|xóm|nối|kết nghĩa|đầu tiên|phường)(?!\w))"
    rf"[{LOWER}]|,(?! (?:xã|phường|thị trấn|thôn|bản|ấp|buôn|bon|làng|xóm|khóm|khu|tổ|khối|trường"
    r"|cơ quan|doanh nghiệp|chợ|điểm|hộ)(?!\w))"
    r"|\.|\s*$)"
)


_LEVEL_STARTS = tuple({word.split()[0] for word in [*_LEVELS.split("|"), *LEVEL_WORDS]})


def _is_level(word: str) -> bool:
    return word.startswith(_LEVEL_STARTS)


LEVELS_MET = Vocabulary(_is_level)


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
