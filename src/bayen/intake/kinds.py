"""Whether something without an indicator is told as a state of things or as work done."""

from __future__ import annotations

import re

from bayen.core.indicators import IndicatorKind
from bayen.intake.context import Context

_STATIVE = re.compile(
    r"(?:có|gồm|với|là|chiếm|hiện có|còn|tổng số|dài|rộng|duy trì|quản lý)"
    r"\s*(?:hơn|trên|gần|khoảng)?\s*$"
)
# What somebody did or what happened; without it a sentence describes.
_DONE = re.compile(
    r"(?<!\w)(?:đã|vừa|tổ chức|vận động|xảy ra|bắt|phát hiện|thu|giao|nộp|trao|tặng|biếu|hỗ trợ"
    r"|giúp|cung cấp|ký|mở|xử lý|phát|in|đăng|tuyên truyền|tuần tra|huy động|tham gia|dự|kiểm tra"
    r"|làm rõ|giải quyết|giải tán|hòa giải|tiếp nhận|bàn giao|xây|sửa|lắp|thành lập|ra mắt|diễn ra"
    r"|thực hiện|góp|đóng góp|ủng hộ|khen|tăng|giảm|chết|bị|tiêu hủy|tịch thu|thu hút|triển khai"
    r"|khởi tố|truy|phạt|hướng dẫn|tìm|chữa|cứu|đưa|đón|gặp|thăm|mời|nói chuyện|phát động|bóc gỡ"
    r"|chuyển|được|lượt|gửi|viết|báo|biểu dương|tuyên dương|công nhận|vượt|đạt|triệt|ra về)(?!\w)"
)
_HAPPENS = re.compile(r"\s*(?:vụ|lượt|lần|buổi|cuộc|đợt|ca|trường hợp|tin)(?!\w)")
OF_THESE = re.compile(r"[\s\-+•]*(?:trong (?:đó|số (?:đó|này))|cụ thể)(?!\w)")
_HAS = re.compile(r"[^,;:.\d]{0,40}?\s(?:đều |đã )*(?:có|là|còn)(?!\w)")
_JOINED = re.compile(r"[^.;:()]{0,40}?(?:,|và|,\s*với)\s*")


def kind_of_other(context: Context, last: IndicatorKind) -> IndicatorKind:
    """A state or work, as the verb tells.

    Args:
        context: the words around the figure.
        last: what the figure before it was.
    """
    if OF_THESE.match(context.sentence) and not context.link:
        return last
    if _STATIVE.search(context.near) or _HAS.match(context.after):
        return IndicatorKind.STOCK
    if context.link and _JOINED.fullmatch(context.link):
        return last
    if context.link and not _DONE.search(context.link):
        return last
    done = (
        _HAPPENS.match(context.after)
        or _DONE.search(context.earlier)
        or _DONE.search(context.after)
    )
    return IndicatorKind.FLOW if done else IndicatorKind.STOCK
