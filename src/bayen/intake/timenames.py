"""Words of time that name something and date nothing: "Ngày hội năm 2025", "Tết năm nay".

Nor do words of a plan ("đến năm 2030") date what is told, nor those of a beginning ("Phường
thành lập năm 2010, có 11 khu phố").
"""

from __future__ import annotations

import re
from datetime import date

from bayen.intake.timewords import TimeWords

_NAME_OF_EVENT = re.compile(
    r"(?:ngày hội|kế hoạch|quy chế|phương hướng|chỉ tiêu|chương trình công tác|mục tiêu"
    r"|phong trào thi đua|trong phong trào)[^.;\n]{0,90}$"
    r"|(?:pháp lệnh|luật|nghị định|nghị quyết|chỉ thị|quyết định|thông tư)\s[^.,;\n]{0,40}$"
    r"|(?<!\w)(?:tết|quốc khánh|(?:dịp|nghỉ|ngày) lễ)(?!\w)[^.,;\n]{0,60}$"
)
_TERM = re.compile(r"nhiệm kỳ|khóa")
_REPORTS = re.compile(r"(?:cho (?:thấy|biết|hay)|nêu|đánh giá)[^.;\n]{0,12}$")
_FESTIVAL = re.compile(r"(?:ngày hội|(?<!\w)tết|dịp lễ|nghỉ lễ)(?!\w)[^,.;:\n]{0,60}$")
_OF_YEAR = re.compile(r"năm\s+\d{4}$|\d{4}$")
_ENDS = re.compile(r"\s*[,;)]")
_HELD = re.compile(r"\s*(?:đã|vừa)\s+(?:được\s+)?(?:tổ chức|diễn ra)")
_FOUNDED = re.compile(
    r"(?:thành lập|ra đời|tái lập|chia tách|tách ra|sáp nhập|hình thành|đi vào hoạt động)"
    r"(?:\s+(?:từ|vào|trong|ngày|tháng|đầu|giữa|cuối|\d+))*\s*$"
)
_BEGUN = re.compile(
    r"(?:(?<!\w)lập|ra đời|ra mắt|khởi xướng|phát động|xây dựng|hình thành|bắt đầu|thí điểm"
    r"|làm điểm|dựng lên|(?<!\w)lắp(?:\s+\w+){0,2})(?:\s+(?:tại|ở)\s+[^.;,:()\d]{1,40}?)?"
    r"(?:\s+(?:từ|vào|trong|hồi|đầu|giữa|cuối|ngày))*\s*$"
)
_DATED = re.compile(r"năm|tháng|ngày")
_BEGAN = re.compile(r",[^.;\d]{0,120}(?<!\w)(?:lập|ra mắt|ra đời|khởi xướng|làm điểm)(?!\w)")
# "Ngày hội đầu tiên kể từ khi xã mới đi vào hoạt động ngày 1/7": no day of what is told.
_SINCE_WHEN = re.compile(r"(?<!\w)từ (?:khi|lúc)\s[^.;,\n]*\s$")
# "Thực hiện Kế hoạch số 09/KH-UBND ngày 16/01/2017, xã đã tổ chức 7 hội nghị".
_OF_PAPER = re.compile(
    r"(?:kế hoạch|thông tư|quyết định|chỉ thị|nghị quyết|nghị định|công văn|công điện|hướng dẫn"
    r"|thông báo|văn bản|kết luận|đề án|luật|pháp lệnh)\s+(?:liên tịch\s+)?"
    r"(?:số\s+)?\d[^.;,\n]{0,60}$"
)
_HAS = re.compile(r"\s*,?\s*(?:đến nay[, ]*)?(?:hiện[, ]*)?(?:có|gồm|nằm|với|là)\s")
_SOON_DAYS = 60
"""A state so soon after the text is told as reached: "đến hết tháng 9" on the 16th."""


def dates_nothing(words: TimeWords, lowered: str, day: date | None) -> bool:
    """Whether words of time date no figure of their sentence.

    Args:
        words: of the text.
        lowered: the text.
        day: of the text; None when unknown.
    """
    if words.kind == "state":
        is_before = lowered.startswith("trước", words.start)
        return _is_to_come(words, day, 0 if is_before else _SOON_DAYS)
    if words.kind == "past":
        return _is_former(words, lowered)
    if words.kind == "day":
        before = lowered[max(0, words.start - 90) : words.start]
        if _SINCE_WHEN.search(before[-70:]) or _OF_PAPER.search(before):
            return True
        return _REPORTS.match(lowered, words.end + 1) is not None
    if words.kind != "span":
        return False
    if day is not None and words.first_day is not None and words.first_day > day:
        return True  # "xét duyệt nghĩa vụ quân sự năm 2015", in November 2014
    if _TERM.match(lowered, words.start) and _is_to_come(words, day, _SOON_DAYS):
        return True
    return _is_beginning(words, lowered) or _is_name(words, lowered)


def is_founding(words: TimeWords, lowered: str) -> bool:
    """Whether words tell when something began: "mô hình ra đời giữa năm 2011"."""
    if _BEGUN.search(lowered, max(0, words.start - 60), words.start):
        return True
    is_date = _DATED.match(lowered, words.start) is not None
    return is_date and _BEGAN.match(lowered, words.end) is not None


def tells_founding(words: TimeWords, lowered: str) -> bool:
    """Whether words date how something began: "xã thành lập năm 2010, dân số 4.000 người"."""
    before = lowered[max(0, words.start - 40) : words.start]
    return lowered.startswith(",", words.end) and _FOUNDED.search(before) is not None


def _is_to_come(words: TimeWords, day: date | None, soon: int) -> bool:
    if day is None or words.last_day is None:
        return False
    return (words.last_day - day).days > soon


def _is_former(words: TimeWords, lowered: str) -> bool:
    """Whether "trước đây" only tells what was called so: "thuộc huyện Ngọc Hiển trước đây, …"."""
    follows = _ENDS.match(lowered, words.end) is not None
    return follows and lowered[words.start - 2 : words.start].rstrip()[-1:].isalpha()


def _is_beginning(words: TimeWords, lowered: str) -> bool:
    """Whether the words say since when there is what the sentence then describes."""
    before = lowered[max(0, words.start - 40) : words.start]
    return _HAS.match(lowered, words.end) is not None and _FOUNDED.search(before) is not None


def _is_name(words: TimeWords, lowered: str) -> bool:
    said = lowered[words.start : words.end]
    if said == "năm nay":
        return _FESTIVAL.search(lowered[max(0, words.start - 90) : words.start]) is not None
    if not _OF_YEAR.search(said) or said.startswith(("trong", "từ", "kết thúc")):
        return False
    if _HELD.match(lowered, words.end):
        return False
    before = lowered[max(0, words.start - 110) : words.start]
    if re.search(r"[,:]\s*$", before) or _REPORTS.search(before):
        return False
    return _NAME_OF_EVENT.search(before) is not None
