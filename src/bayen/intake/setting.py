"""The words by which a sentence says where it is set, who acts in it, what it is an example of."""

from __future__ import annotations

import re

from bayen.intake.anchors import Opened
from bayen.intake.names import LEVEL_WORDS
from bayen.intake.scan import Scan

SETTING = re.compile(
    r"[\s\-+•*“\"]*(?:(?:còn|riêng|như|hay|điển hình|cụ thể|tiêu biểu|đơn cử|trong đó|đặc biệt"
    r"|đáng chú ý|ngoài ra|tương tự|là),?\s+){0,2}(?:tại|ở|riêng|về|đến|phía|trên địa bàn)\s+"
    r"(?:\S+\s+)?"
    r"|[\s\-+•*“\"]*(?:tìm hiểu|ghi nhận|có mặt|khảo sát|ghé thăm|trở lại|đến thăm)(?: (?:tại|ở))?"
    r"\s(?:[^.;:,\d]{0,40}\()?"
)
# Who acts or tells, before its place: "Theo Công an huyện A, …", "Công an tỉnh A đã …".
AGENT_LEAD = re.compile(
    r"(?:theo\s+)?(?:(?:thống kê|số liệu|báo cáo|thông tin)\s+(?:của|từ)\s+)?(?:lực lượng\s+)?"
    r"(?:công an|ca|ubnd|ủy ban nhân dân|hội(?: \w+){1,4}|đoàn thanh niên|ban chỉ đạo|mttq"
    r""
    r"|ban chỉ đạo[^;:.“”\"]{0,120}?|(?:ủy ban )?mặt trận tổ quốc(?: việt nam)?"
    r"|(?:bộ chỉ huy )?(?:bộ đội biên phòng|bđbp)"
    r"|sở(?: \w+){1,4}|nhân dân|toàn|cả|địa bàn|trên địa bàn)\s+"
)
SET_OFF = re.compile(
    r"\s*(?:\([^()\n]*\)\s*|\))?(?: (?:cũng |cùng |của |trong )+(?:huyện|tỉnh|xã)(?: này)?)?,"
)
# "Xã Trường Xuân: …", "Xã Hoàng Hoa Thám vùng sâu: …": what follows is all of that place.
# "Phượng Sơn là xã đông dân", "Ea Lâm, xã nhiều năm trước …": what follows is all of it.
IS_CALLED = re.compile(
    r"\s*(?:(?:lại |vốn )?là (?:một )?|,\s)(?:xã|phường|thị trấn|địa phương)"
    r"(?= [a-zà-ỹđ])(?! (?:hội|bạn))"
)
# What a paragraph on one place begins with, before its name.
OPENING = re.compile(
    r"[\s\-+•*“\"]*(?:(?:còn|riêng|không chỉ(?: có| riêng)? [^,.;]{1,40},|cách đó không xa,"
    r"|cũng (?:là|ở) [^,.;]{1,40},|sang|về|xuống|tại|ở|trong khi đó,?|tương tự,?"
    r"|(?:kề|sát|liền) bên,"
    r"|khác với [^,]{1,40},|giống như [^,]{1,40},)\s+){0,3}(?:xã |phường )?"
)
HEADS = re.compile(
    r"\s*(?:\([^()\n]*\)\s*)?(?:(?:vùng|ven|biên|miền|đảo|ngoại|nội)[^.;:,\d\n]{0,20})?:\s"
)
LEADING = re.compile(
    r"[\s\-+•*“\"]*(?:date \d{4}-\d\d(?:-\d\d)?\s+)?(?:(?:đến nay|hiện nay|hiện|thời gian qua"
    r"|những năm qua|năm \d{4}|cùng với đó|bên cạnh đó|ngoài ra|từ đó|riêng|còn|trong đó|theo đó"
    r"|cụ thể|qua đó|phía|bên),?\s+)?"
    r"(?:(?:cùng ngày|từ|trong|về|kể từ|tính từ|tính đến|sau|qua|hơn|đến)\s[^,;:.“”]{0,50},\s+)?"
)
ACTS = re.compile(
    r"\s*(?:\([^()\n]*\)\s*)?(?:,[^,;.]{0,40},)?\s*"
    r"(?:(?:nhiều năm nay|những năm qua|năm qua|thời gian qua|vừa|mới|nơi)\s+)?"
    r"(?:đã|có|với|hiện|đang|là|cũng|còn|được|tổ chức|triển khai|xây dựng|thành lập|duy trì"
    r"|vận động|phối hợp|thực hiện|huy động|ra mắt|lắp|thu(?! hút)|phát hiện|bắt|giải quyết|nhận"
    r"|giữ|kiểm tra|xử lý|chỉ đạo|chú trọng|luôn|trở thành|bắt tay|tiếp tục|xảy ra|chia làm"
    r"|tham mưu|mở|đón|lập|vận hành|gắn|trao|tặng|khen|kiện toàn|nhân rộng|phát động|hòa giải"
    r"|tiếp nhận|củng cố|đóng góp|góp|quyên góp|ủng hộ|tài trợ|bàn giao|hoàn thành|chiếm|nằm|gồm"
    r"|rộng|vốn|từng|thường xuyên|chủ động|tích cực|lại|thì"
    r"|cộng lại|đều|cùng|đi đầu|dẫn đầu|góp mặt|chia|gom)(?!\w)"
)
EXAMPLE = re.compile(
    r"[\s\-+•*“\"]*(?:còn|điển hình|tiêu biểu|đơn cử|nổi bật|nổi lên|trong đó)?,?\s*(?:là|như)?\s*"
    r"(?:mô hình|tổ|chi hội|câu lạc bộ|đội|hội)\s[^.;]{0,80}$"
)
ASIDE = re.compile(r"(?:như|điển hình|tiêu biểu|nhất là|ví dụ|đơn cử|trong đó|riêng)[^.;]{0,60}$")
SPEAKER = Opened(
    r"(?:cho biết|chia sẻ|cho hay|nói|khẳng định|thông tin|nhấn mạnh|bày tỏ|tâm sự"
    r"|phấn khởi|kể|phát biểu|cười|bảo|thừa nhận|góp chuyện|nhớ lại|dặn|tự hào)[^“\"\n]{0,40}[“\":]"
)


HIGHER_AGENT = Opened(
    r"(?:Công an|CA|UBND|Hội(?: \w+){1,3}|Ban Chỉ đạo|Mặt trận Tổ quốc|MTTQ|Đoàn Thanh niên)\s+"
    r"(tỉnh|huyện|thị xã|quận|thành phố)\s+(?:đã(?! (?:tặng|trao|khen))|hiện|đang|kiên trì"
    r"|vận động|tổ chức|triển khai|xây dựng|phối hợp|tham mưu|duy trì|thành lập|chỉ đạo)(?!\w)"
)


# Who acts is of the place told of just before: "Xã X có … Từ năm 2021, Công an xã tham mưu…".
_LOCAL_AGENT = re.compile(
    r"(?:[^.;\d]{0,24}\d{4}[^.;\d]{0,24}|[^.;\d]{0,48})"
    r"(?:[Cc]ông an|UBND|Đảng ủy|Hội [^\W\d]+(?: [^\W\d]+)?|Đoàn Thanh niên|Mặt trận"
    r"|[Nn]hân dân|[Bb]à con|[Nn]gười dân)\s+"
    r"(xã|phường|thị trấn)(?=\s+(?:đã|đến|truy|cho thấy|tự nguyện|hưởng ứng|tham mưu|phối hợp"
    r"|tổ chức|xây dựng|duy trì|vận động|huy động|ra mắt|còn|thường xuyên|chủ động|thành lập"
    r"|củng cố|tiếp nhận|luôn|đề xuất|lắp"
    r"|mở|cùng|giao|nhận|bắt|xử lý|quản lý|hướng dẫn|giúp|đang|hiện))"
)


_VILLAGE_BODIES = ("hi bộ", "an nhân dân", "an công tác", "an quản lý", "an tự quản")
_VILLAGE_AGENT = re.compile(
    r"(?:[^.;\d]{0,24}\d{4}[^.;\d]{0,24}|[^.;\d]{0,48}?)"
    r"(?:[Bb]an nhân dân|[Cc]hi bộ|[Bb]an công tác mặt trận|[Bb]an quản lý|[Bb]an tự quản)\s+"
    r"(thôn|bản|ấp|buôn|bon|làng|xóm|khóm|khu phố|tổ dân phố)"
    r"(?=\s+(?:đã|bàn|họp|lập|thành lập|vận động|thống nhất|quyết định|tổ chức|đứng ra)(?!\w))"
)
_AGENT_NAMES = (
    "ông an", "UBND", "Đảng ủy", "Hội", "Đoàn Thanh niên", "Mặt trận", "hân dân", "à con",
    "gười dân",
)  # fmt: skip
_AGENT_WITHIN = 64
"""Characters of a sentence in which its agent has been named, if at all."""


def find_local_agent(sentence: str) -> re.Match[str] | None:
    """Who acts in a sentence, of a commune told of just before; its level word is the group."""
    named = any(map(sentence[:_AGENT_WITHIN].__contains__, _AGENT_NAMES))
    return _LOCAL_AGENT.match(sentence) if named else None


def find_village_agent(sentence: str) -> re.Match[str] | None:
    """Who acts in a sentence, of a village told of before: "chi bộ và ban nhân dân thôn bàn"."""
    is_told = any(words in sentence for words in _VILLAGE_BODIES)
    return _VILLAGE_AGENT.match(sentence) if is_told else None


_AGENT_OF = Opened(
    r"(?:công an|ubnd|đảng ủy|hđnd|mttq|hội lhpn|hội nông dân)\s+"
    rf"(?P<level>{'|'.join(LEVEL_WORDS)})(?=\s)"
)


def find_acting(scan: Scan, level: str) -> list[tuple[int, int]]:
    """Where someone of a place told by its level alone acts: "Công an huyện đã …"; start and end.

    Args:
        scan: the text.
        level: level word in lower case.
    """
    return [
        agent.span()
        for agent in _AGENT_OF.finditer(scan.lowered, scan.words)
        if agent["level"] == level and ACTS.match(scan.lowered, agent.end())
    ]
