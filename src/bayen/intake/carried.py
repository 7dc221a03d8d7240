"""Which days a figure has that no words of time govern: those before go on, or it is so today.

It may have the days of the figure before, if it only tells more of that; those of the span that
runs on in the text, if it is work done; and if it is a state, the day of the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from bayen.core.indicators import IndicatorKind
from bayen.intake.anchors import Sought
from bayen.intake.context import Context
from bayen.intake.dating import Dating
from bayen.intake.days_before import DaysBefore
from bayen.intake.festivals import year_of_festival
from bayen.intake.found import Found
from bayen.intake.kinds import OF_THESE
from bayen.intake.running import RunningTime
from bayen.intake.scan import Scan
from bayen.intake.timewords import Days, TimeWords
from bayen.intake.values import Reason
from bayen.intake.wording import NOTHING, span_vi

_CHANGE = Sought(
    r"(?:thành lập|kiện toàn|củng cố|bổ sung|xây dựng mới|ra mắt|sáp nhập(?! từ)|giải thể"
    r"|bố trí mới|lắp mới|lắp đặt mới|trang bị mới|mới thành lập|lập mới|sắm mới|dựng mới"
    r"|(?:ra mắt|đưa vào diện quản lý) thêm)(?:\s+\w+){0,4}\s*$"
)
_GOES_ON = re.compile(
    r"[\s\-+•]*(?:bên cạnh đó|ngoài ra|đồng thời|cùng với đó|trong đó|cùng đó|tiếp tục|cụ thể)"
)
_AS_A_RESULT = re.compile(r"[\s\-+•]*(?:nhờ (?:vậy|đó|thế)|qua đó|từ đó|kết quả)(?!\w)")
_LEANS = re.compile(
    r"[\s\-+•]*(?:tiêu biểu|nổi bật|điển hình|riêng|tất cả|tổng (?:số|cộng)|trong (?:đó|số)"
    r"|số này|phân ra|chia ra|tính ra|nhờ (?:đó|vậy)|bình quân|cụ thể)"
)
_UPKEEP = Sought(r"(?<!đang )(?:duy trì|lắp|lắp đặt|trang bị)(?: hoạt động(?: của)?)?\s*$")
_IS_WORTH = re.compile(r"(?:trị giá|trị giá mỗi \w+)(?: (?:hơn|trên|gần|khoảng|chừng))?\s*$")
_PUT_UP = re.compile(r"(?:đã )?(?:lắp|lắp đặt|trang bị)(?: (?:hơn|trên|gần|khoảng))?")
_RIGHT_ABOVE = 3
"""Lines, blank ones included, that a paragraph may stand below the one before."""


@dataclass(slots=True)
class CarriedTime:
    """The time of the figures of one text that no words of time govern.

    Attributes:
        scan: the text.
        day: day of the text; None when unknown.
        default: the span that the title gives.
        running: the span that runs on, moved on to the figure asked for.
        dating: the days of words of time.
        before: the days of the figures before, kept up by who asks.
    """

    scan: Scan
    day: date | None
    default: TimeWords | None
    running: RunningTime
    dating: Dating
    before: DaysBefore

    def read(
        self, found: Found, indicator: str, kind: IndicatorKind, context: Context
    ) -> tuple[Days, Reason]:
        """The days and the reason of a figure that no words govern."""
        at = found.number.start
        if indicator == "model.members" and context.previous == "model.new":
            return self.state(at)
        if self._is_apart(at, indicator, context):
            return NOTHING, Reason("period", "không có từ chỉ thời gian")
        if self.before.days is not None and _IS_WORTH.search(context.link):
            return self.before.again()
        if indicator == "other" and self.before.days is not None and context.link:
            return self.before.again()
        if self.before.days is not None and self._explains(at, context):
            why = "như số liệu ngay trước, câu này nói rõ thêm"
            return self.before.outside[0], Reason("period", why)
        is_state = kind is IndicatorKind.STOCK and not self._is_work(at, context)
        if is_state and indicator != "standard.criteria_met":
            return self.state(at)
        running = self.running.span
        if running is not None and not self.running.is_far(at):
            days = running.first_day, running.last_day
            words = self.scan.text[running.start : running.end]
            said = f"tiếp câu trước: «{words}»" if words else "kỳ được chọn khi nộp"
            return days, Reason("period", f"{said} → {span_vi(days)}")
        told = self.running.state_at(at)
        if told is not None and kind is not IndicatorKind.STOCK:
            days = self.dating.days_of(told, kind)
            words = self.scan.text[told.start : told.end]
            return days, Reason("period", f"tiếp câu trước: «{words}» → {span_vi(days)}")
        if kind is IndicatorKind.STOCK or indicator.startswith("movement."):
            return self.state(at)
        if (year := year_of_festival(self.scan, self.day, at, indicator)) is not None:
            return year, Reason("period", f"Ngày hội của năm → {span_vi(year)}")
        return NOTHING, Reason("period", "không có từ chỉ thời gian")

    def state(self, at: int) -> tuple[Days, Reason]:
        """A state of now, or on the day told right before, which the sentence explains."""
        told = self.running.state_at(at) if self._leans_back(at) else None
        if told is None:
            return (None, self.day), Reason("period", "hiện trạng, tính đến ngày của văn bản")
        words = self.scan.text[told.start : told.end]
        return (None, told.last_day), Reason("period", f"tiếp câu trước: «{words}», hiện trạng")

    @property
    def is_of_title(self) -> bool:
        """Whether what runs on is the span that the title gives."""
        span, title = self.running.span, self.default
        if span is None or title is None:
            return False
        return (span.first_day, span.last_day) == (title.first_day, title.last_day)

    def _is_apart(self, at: int, indicator: str, context: Context) -> bool:
        """Whether a programme is told as a story of its own, or money only as a state's cost."""
        if not indicator.startswith("programme."):
            return False
        if self.running.span is not None and self.running.is_far(at):
            return True
        is_cost = indicator == "programme.money" and bool(context.link)
        if not is_cost or self.before.days is None or self.before.days[0] is not None:
            return False
        return not self.is_of_title and not self._is_near_running(self.scan.sentence(at).start)

    def _leans_back(self, at: int) -> bool:
        """Whether the sentence sums up or explains the one before: "Tất cả là 9.000 người"."""
        return _LEANS.match(self.scan.lowered, self.scan.sentence(at).start) is not None

    def _explains(self, at: int, context: Context) -> bool:
        """Whether a sentence only tells more of the last one: "Trong đó, riêng xã A có 8"."""
        last, kind = self.before.outside
        if last[1] is None:
            return False
        is_done = kind is not IndicatorKind.STOCK
        if last == (None, self.day):  # "đến nay đã mở 15 buổi. Nhờ vậy, 300 tin …"
            result = _AS_A_RESULT.match(context.sentence) is not None
            return is_done and result and not self._opens_line(at)
        if not is_done and last[0] == last[1] and _GOES_ON.match(context.sentence):
            return True
        return OF_THESE.match(context.sentence) is not None and last[1] != self.day

    def _opens_line(self, at: int) -> bool:
        """Whether the sentence of a position is the first of its paragraph."""
        start = self.scan.sentence(at).start
        return not self.scan.lowered[self.scan.line_start(start + 1) : start].strip()

    def _is_work(self, at: int, context: Context) -> bool:
        """Whether a stock is told as work of the period: set up, or kept up beside other work."""
        if _CHANGE.search(context.near) or _CHANGE.search(context.inherited):
            return True
        start = self.scan.sentence(at).start
        kept_up = _UPKEEP.search(context.near) or _UPKEEP.search(context.inherited)
        told_in_text = self._is_near_running(start)
        opens = kept_up and told_in_text and _PUT_UP.fullmatch(context.before.strip())
        return bool(kept_up and (opens or _GOES_ON.match(self.scan.lowered, start)))

    def _is_near_running(self, at: int) -> bool:
        """Whether the span that runs on was told in this paragraph or right above it."""
        span = self.running.span
        if span is None:
            return False
        return self.scan.sentence(at).line - self.scan.sentence(span.start).line <= _RIGHT_ABOVE
