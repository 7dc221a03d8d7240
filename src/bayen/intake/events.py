"""The day of a conference or festival, for what is handed out, signed or attended there."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from bayen.intake.anchors import Sought
from bayen.intake.context import Context
from bayen.intake.kinds import is_rate
from bayen.intake.scan import Scan
from bayen.intake.timewords import Days, TimeWords
from bayen.intake.told import is_near

_FAMILIES = ("award.", "emulation.")
_MAY_BE_HANDED = (
    "other", "programme.", "equipment.", "activity.attendance", "activity.opinions", "weapon.",
)  # fmt: skip
_CONFERENCE = re.compile(
    r"hội nghị|tại (?:buổi )?lễ|ngày hội|dịp này|nhân dịp|nhân buổi|tại (?:chương trình|buổi"
    r"|đây)|sơ kết|tổng kết|diễn đàn|lễ (?:ra mắt|phát động|kỷ niệm|tổng kết)"
)
_CEREMONY = re.compile(
    r"(?:tại|dự) (?:buổi |ngày )?(?:lễ|hội|hội nghị|chương trình|buổi|diễn đàn)|ngày hội|dịp này"
    r"|nhân dịp|nhân buổi|buổi lễ|ban tổ chức"
)
_HANDED = Sought(
    r"(?:trao|tặng|trao tặng|biếu|ủng hộ|hỗ trợ|tham dự|dự|tài trợ)(?![^.;]*(?:từ đầu năm"
    r"|năm \d{4}))[^.;,\d]{0,40}$"
)
_ATTENDED = re.compile(
    r"[^.;,\d]{0,60}(?:đã |đến |về )?(?:dự|tham dự|có mặt|về dự)(?!\w)"
    r"|[^.;\d]{0,60}(?:kéo về|kéo đến|ngồi (?:chật|kín))(?!\w)"
)
_COUNTS_HEADS = frozenset({"activity.attendance", "other"})
_OPENS_ATTENDED = re.compile(r"[\s“\"]*(?:đến |về |tới |cùng )?(?:tham dự|dự)(?!\w)")
# "Hội nghị nghe 5 báo cáo tham luận", "diễn đàn đã nhận được 8 ý kiến", "tới 96 điểm cầu".
_HEARD = Sought(
    r"(?:(?:được |đã )?nghe"
    r"|(?:diễn đàn|hội nghị|buổi \w+ \w+)[^.;\d]{0,30}(?:nhận|ghi nhận|tiếp nhận)"
    r"(?: được)?)(?: (?:hơn|trên|gần))?\s*$"
)
_DELEGATES = re.compile(r"\s*(?:vị )?đại biểu(?!\w)")
_TOOK_PART = re.compile(r"tham dự|(?:đến|về|cùng|tới) dự|dự (?:và|hội nghị|buổi|lễ|có)|thành phần")
# "Các đại biểu nêu 14 ý kiến", "đã có 24 ý kiến phát biểu".
_SPOKE = re.compile(r"\s*ý kiến (?:phát biểu|tham luận|thảo luận|trao đổi)(?!\w)")
_DELEGATES_DID = Sought(r"đại biểu[^.;\d]{0,30}$")
_SIGNS = Sought(r"ký (?:bản )?cam kết")
_SCREENS = re.compile(r"\s*điểm cầu(?!\w)")
_RECENTLY = re.compile(r"mới đây|vừa qua|gần đây|mới rồi")
_REMEMBERED = re.compile(r"(?:kỷ niệm|truyền thống|quốc khánh|cách mạng tháng)[^.;\n]*$")
_EACH_YEAR = re.compile(r"\s*(?:hằng|hàng) năm")
_PART_OF_DAY = re.compile(r"(?:sáng|trưa|chiều|tối|đêm|hôm)\s")
_SINCE = re.compile(
    r"(?<!\w)(?:từ|hiệu lực(?: thi hành)?|đi vào hoạt động|chính thức (?:hoạt động|vận hành))\s+"
    r"(?:từ\s+|vào\s+|kể từ\s+)?(?:ngày\s+|hôm\s+)?$"
)
_PRAISED = re.compile(r"(?:thành tích|sơ kết|tổng kết|hội nghị)[^.;]*$")
_GIVEN = re.compile(r"[^.;,\d]{0,40}được (?:trao )?(?:tặng|trao|gửi)(?!\w)")
_HELD = re.compile(r"(?:diễn ra|tổ chức|khai mạc|ngày hội|hội nghị|lễ|hôm)\D{0,60}$")
_TAKES_PLACE = re.compile(
    r"tổ chức|diễn ra|khai mạc|đã|họp|hội nghị|tham dự|(?:sơ|tổng) kết|gặp mặt|ra mắt|phát động"
    r"|(?:biểu|tuyên) dương|ngày hội|lễ"
)
_DATELINE = 45
_FULL_DATE = re.compile(r"\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}")
_POSTED = re.compile(r"(?:đăng|cập nhật|xuất bản)\W*$")
_HEAD = 1500
_LEAD = 500
_REPORT = Sought(
    r"(?:^|\n)[^\S\n]*báo cáo(?:\s*\n|\s+(?:kết quả|tình hình|tổng kết|sơ kết|công tác|quý))"
)
# What opens a sentence about the event itself, unless somebody reports there.
_THERE = re.compile(
    r"[\s\-+•*“\"]*(?:(?:sáng|chiều|tối|hôm|ngày) [^,;]{0,24},\s*)?"
    r"(?:(?:cũng|ngay|và)\s+)*(?:(?:nhân\s+)?dịp này|nhân (?:dịp|buổi)"
    r"|(?:tại|trong|kết thúc)\s+(?:buổi |ngày |chương trình )?"
    r"(?:lễ|hội(?! trường)|hội nghị|diễn đàn|gặp|gặp mặt|buổi \w+)(?!\w)|khép lại)"
)
_REPORTED = re.compile(
    r"báo cáo|cho (?:biết|hay|thấy|rằng)|đánh giá|thông tin|phát biểu|công bố|kết quả"
    r"|hiện (?:có|nay)|đến nay|trước đó"
)
_AT_MANY = re.compile(
    r"ngày hội[^.;]{0,60}(?:tại|ở) (?:(?:hơn|trên|gần|khoảng) )?(?!0?1 )\d[\d./]* "
    r"(?:điểm|xã|phường|khu dân cư|thôn|bản|ấp)"
    r"|\d[\d./]* (?:xã|phường|thôn|bản|ấp|khu dân cư)[^.;]{0,60}tổ chức[^.;]{0,20}ngày hội"
)
_AT_ALL_LEVELS = re.compile(r"(?<!\w)các cấp(?! (?:ủy|công an|chính quyền|hội|bộ))(?!\w)")
# "Mở 9 diễn đàn nghe dân nói, 1.140 người dự": of many, no single day.
_MANY_MEETINGS = re.compile(
    r"(?<![\d.,/-])(?!0?1 )\d[\d.]*\s+(?:(?:lần|buổi|lượt|cuộc)\s+)?"
    r"(?:diễn đàn|hội nghị|buổi|cuộc|lớp|ngày hội|đêm|phiên)(?!\w)"
)
_AT_THE_ONE = re.compile(
    r"[\s\-+•*“\"]*(?:cũng |ngay )*tại (?:buổi |ngày )?(?:lễ|hội(?! trường)|hội nghị)(?!\w)"
)
_PROPOSED = Sought(r"đề nghị[^.;,\d]{0,60}$")
_DEED = re.compile(
    r"(?<!\w)(?:tặng|trao|biếu|ủng hộ|hỗ trợ|khen|tuyên dương|biểu dương|ký|ra mắt|cấp|trang bị|nộp"
    r"|tài trợ|bàn giao|gửi|gửi tới|quyên góp|góp|đóng góp)(?!\w)"
)


@dataclass(slots=True)
class Events:
    """The events that one text tells of.

    Attributes:
        scan: the text.
        words: all its words of time.
        day: day of the text; None when unknown.
        main: day of the event that the text is about, else the text's own.
    """

    scan: Scan
    words: Sequence[TimeWords]
    day: date | None
    main: date | None = field(init=False)
    _is_report: bool = field(init=False)

    def __post_init__(self) -> None:
        self.main = self._find_main()
        self._is_report = _REPORT.search(self.scan.lowered[:_LEAD]) is not None

    def days_of(
        self, own: Sequence[TimeWords], at: int, indicator: str, context: Context
    ) -> Days | None:
        """The day of what belongs to an event; None of what does not."""
        stretch = self.scan.sentence(at)
        line = self.scan.line_start(stretch.start + 1)
        is_there = not indicator.startswith("cluster.") and self._tells_of_it(at)
        if _SIGNS.search(context.after) and not is_there:
            return None
        is_award = indicator.startswith(_FAMILIES) and not context.noun.lstrip().startswith("lượt")
        belongs = (
            is_there
            or is_award
            or self._is_heard(indicator, line, at)
            or self._is_said_there(indicator, context)
            or self._is_of_conference(line, at, context)
        )
        if not belongs and not self._handed_over(indicator, at, context):
            return None
        if is_rate(context) or (is_award and _PROPOSED.search(context.before)):
            return None
        if _MANY_MEETINGS.search(self.scan.lowered, stretch.start, at) and not is_there:
            return None
        if _AT_ALL_LEVELS.search(self.scan.lowered, stretch.start, stretch.end) and is_award:
            return None  # "147 tập thể được các cấp khen thưởng"
        told_at_one = _AT_THE_ONE.match(self.scan.lowered, stretch.start) is not None
        if _AT_MANY.search(self.scan.lowered, stretch.start if told_at_one else line, at):
            return None  # a festival of many days and places
        days = [
            w for w in own if w.kind == "day" and not self._is_anniversary(w)
        ] or self._told_in_paragraph(line, at)
        if days:
            return days[0].first_day, days[0].last_day
        if any(w.kind == "span" and w.end <= at and not self._praises(w) for w in own):
            return None
        if _RECENTLY.search(self.scan.lowered, stretch.start, at):
            return None, None
        reach = max(0, min(line, stretch.start - 250))
        if self._is_report and not _CONFERENCE.search(self.scan.lowered, stretch.start, at):
            return None  # its awards are of the time that it reports on
        here = _CONFERENCE.search(self.scan.lowered, reach, stretch.end)
        if (is_there or here or _CONFERENCE.search(self.scan.lowered, 0, _LEAD)) and self.main:
            return self.main, self.main
        return None

    def _tells_of_it(self, at: int) -> bool:
        """Whether a sentence tells what was done at the event: "Tại buổi lễ, … được cấp 14 tủ"."""
        stretch = self.scan.sentence(at)
        lowered = self.scan.lowered
        opening = _THERE.match(lowered, stretch.start, at)
        if opening is None or _REPORTED.search(lowered, opening.start(), at):
            return False
        return _DEED.search(lowered, opening.end(), stretch.end) is not None

    def _told_in_paragraph(self, line: int, at: int) -> list[TimeWords]:
        """The last day named in the paragraph: near the text's own, or of something held."""
        named = [
            w
            for w in self._near(line, at)
            if w.kind == "day"
            and self._is_of_event(w)
            and (
                is_near(w.first_day, self.day)
                or _HELD.search(self.scan.lowered, max(line, w.start - 120), w.start)
            )
        ]
        return named[-1:]

    def _is_heard(self, indicator: str, line: int, at: int) -> bool:
        """Whether opinions are those of the meeting that the paragraph tells the day of."""
        return indicator == "activity.opinions" and bool(self._told_in_paragraph(line, at))

    def _is_said_there(self, indicator: str, context: Context) -> bool:
        """Whether opinions were told at the meeting that the text begins with."""
        if indicator != "activity.opinions":
            return False
        said = _SPOKE.match(context.after) or _DELEGATES_DID.search(context.near)
        return bool(said) and _CONFERENCE.search(self.scan.lowered, 0, _LEAD) is not None

    def _near(self, start: int, end: int) -> Sequence[TimeWords]:
        """The words of time of a piece of the text."""
        first = bisect_left(self.words, start, key=_start)
        return self.words[first : bisect_left(self.words, end, lo=first, key=_start)]

    def _is_of_event(self, words: TimeWords) -> bool:
        """Whether something can have been held that day: not the day since which a law holds."""
        if _EACH_YEAR.match(self.scan.lowered, words.end) or self._is_anniversary(words):
            return False
        return _SINCE.search(self.scan.lowered, max(0, words.start - 40), words.start) is None

    def _is_anniversary(self, words: TimeWords) -> bool:
        """Whether a day is only remembered: "kỷ niệm 80 năm Ngày truyền thống 19/8"."""
        if not any(map(str.isdigit, self.scan.lowered[words.start : words.end])):
            return False  # "hội nghị kỷ niệm 20 năm diễn ra hôm qua"
        if _PART_OF_DAY.match(self.scan.lowered, words.start):
            return False  # "kỷ niệm 81 năm Cách mạng Tháng Tám, sáng 15/8, tại …"
        before = self.scan.lowered[max(0, words.start - 60) : words.start]
        return _REMEMBERED.search(before) is not None

    def _praises(self, words: TimeWords) -> bool:
        """Whether the words date what somebody is praised for: "thành tích trong 5 năm qua"."""
        before = self.scan.lowered[max(0, words.start - 90) : words.start]
        return _PRAISED.search(before) is not None

    def _is_of_conference(self, line: int, at: int, context: Context) -> bool:
        """Whether a figure tells of the conference itself: what it heard, where it was seen."""
        if not _HEARD.search(context.near) and not _SCREENS.match(context.after):
            return False
        end = self.scan.sentence(at).end
        return _CONFERENCE.search(self.scan.lowered, line, end) is not None

    def _handed_over(self, indicator: str, at: int, context: Context) -> bool:
        """Whether something was given or attended at the event that its paragraph tells of."""
        if not indicator.startswith(_MAY_BE_HANDED):
            return False
        stretch = self.scan.sentence(at)
        line = self.scan.line_start(stretch.start + 1)
        attended = (
            indicator in _COUNTS_HEADS and _ATTENDED.match(context.after)
        ) or _OPENS_ATTENDED.match(context.sentence)
        handed_that_day = _HANDED.search(context.near) and any(
            w.kind == "day" and stretch.start <= w.start < at for w in self._near(stretch.start, at)
        )
        counted = indicator in _COUNTS_HEADS and _DELEGATES.match(context.after)
        if counted and _TOOK_PART.search(self.scan.lowered, line, at):
            return True
        at_one = not context.after.lstrip().startswith("lượt")
        if handed_that_day:
            return True
        attended = attended if at_one else None
        if attended and _CONFERENCE.search(self.scan.lowered, line, stretch.end):
            return True
        handed = attended or _HANDED.search(context.near) or _GIVEN.match(context.after)
        return bool(handed and _CEREMONY.search(self.scan.lowered, line, stretch.end))

    def _find_main(self) -> date | None:
        """The day of the event the text tells of: the first dated "sáng ngày…", else its own."""
        for words in self.words:
            if words.kind == "day" and words.first_day and words.start < _HEAD:
                stretch = self.scan.sentence(words.start)
                if stretch.end - stretch.start < _DATELINE or self._is_of_page(words):
                    continue
                ahead = self.scan.lowered[stretch.start : max(stretch.end, words.end + 160)]
                near = is_near(words.first_day, self.day) and self._is_of_event(words)
                if near and _TAKES_PLACE.search(ahead):
                    return words.first_day
        return self.day

    def _is_of_page(self, words: TimeWords) -> bool:
        """Whether a day is the date of the page itself, before what it tells of another day."""
        if words.first_day != self.day:
            return False
        said = self.scan.lowered[words.start : words.end]
        before = self.scan.lowered[max(0, words.start - 12) : words.start]
        return _FULL_DATE.match(said) is not None or _POSTED.search(before) is not None


def _start(words: TimeWords) -> int:
    return words.start
