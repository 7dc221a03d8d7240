"""Whether something without an indicator is told as a state of things or as work done."""

from __future__ import annotations

import re

from bayen.core.indicators import IndicatorKind
from bayen.intake.context import Context
from bayen.intake.units import Unit

_STATIVE = re.compile(
    r"(?:có|gồm|với|là|chiếm|hiện có|còn|tổng số|dài|rộng|quản lý"
    r"|duy trì(?: (?:tốt|thường xuyên|có hiệu quả|hiệu quả|hoạt động|ổn định)){0,2})"
    r"\s*(?:hơn|trên|gần|khoảng)?\s*$"
)
# "Xã được sáp nhập từ 3 xã cũ", "có dân số 9.500 người": what a place is.
_MADE_OF = re.compile(
    r"(?:(?:sáp nhập|hợp nhất|chia tách|hình thành)[^.;,\d]{0,20}(?:từ|của|giữa|trên cơ sở)"
    r"|dân số|diện tích)[^.;,\d]{0,24}$"
)
# What somebody did or what happened; without it a sentence describes.
_DONE = re.compile(
    r"(?<!\w)(?:đã|vừa|tổ chức|vận động|xảy ra|bắt|phát hiện|thu|giao|nộp|trao|tặng|biếu|hỗ trợ"
    r"|giúp|cung cấp|ký|mở|xử lý|phát|in|đăng|tuyên truyền|tuần tra|huy động|tham gia|dự|kiểm tra"
    r"|làm rõ|giải quyết|giải tán|hòa giải|tiếp nhận|bàn giao|xây|sửa|lắp|thành lập|ra mắt|diễn ra"
    r"|thực hiện|góp|đóng góp|ủng hộ|khen|tăng|giảm|chết|bị|tiêu hủy|tịch thu|thu hút|triển khai"
    r"|khởi tố|truy|phạt|hướng dẫn|tìm|chữa|cứu|đưa|đón|gặp|thăm|mời|nói chuyện|phát động|bóc gỡ"
    r"|lập hồ sơ|chuyển|được|lượt|gửi|viết|báo|biểu dương|tuyên dương|công nhận|vượt|đạt|triệt"
    r"|(?<!phụ )cấp(?! (?:xã|huyện|tỉnh|cơ sở))|kích hoạt|trồng|di dời"
    r"|ra về)(?!\w)"
)
# "hỗ trợ 300.000 đồng/tháng", "mỗi đêm 12 lượt": as it goes on.
_EACH = r"(?:giờ|đêm|ngày|tuần|tháng|quý|năm|buổi)"
_A_RATE = re.compile(
    rf"\s*(?:nghìn |ngàn |triệu )?\w+(?:/\w+)?\s*(?:/\s*|(?:một|mỗi|hằng|hàng)\s+){_EACH}(?!\w)"
)
_EACH_TIME = re.compile(rf"(?:mỗi|hằng|hàng)\s+{_EACH}\s+(?:[^\s.;,()\d]+\s+){{0,4}}$")
_SUFFERED = re.compile(r"\s*\w+(?: \w+){0,2} (?:bị|hy sinh|hi sinh)(?!\w)")
_HAPPENS = re.compile(r"\s*(?:vụ|lượt|lần|buổi|cuộc|đợt|ca|trường hợp|tin)(?!\w)")
_WORKED = re.compile(
    r"(?:thu nhận|thu hồi|vận động|tiếp nhận|kích hoạt|cấp|giải quyết|xử lý|xác minh|phát)"
    r"(?: được)?\s*$"
)
_ACTS = frozenset({"group", "club"})
_OPENING = ' \t\n,:-+•“"'
_PEOPLE = re.compile(r"dân số|dân tộc|đồng bào|giáo dân|tôn giáo|nhân khẩu|diện tích")
_SHARE = re.compile(r"chiếm(?: tỷ lệ| tỉ lệ)?\s*$")
_WITH = re.compile(r"[^.;]*\s(?:với|gồm|có)\s+(?:(?:hơn|trên|gần|khoảng|tổng số)\s+)*$")
OF_THESE = re.compile(r"[\s\-+•]*(?:trong (?:đó|số (?:đó|này))|cụ thể)(?!\w)")
_HAS = re.compile(r"[^,;:.\d]{0,40}?\s(?:đều |đã )*(?:có|là|còn)(?!\w)")
_JOINED = re.compile(r"[^.;:()]{0,40}?(?:,|và|,\s*với)\s*")


def is_rate(context: Context) -> bool:
    """Whether a figure is so much each time: "được hỗ trợ 1.800.000 đồng/tháng"."""
    return bool(_A_RATE.match(context.after) or _EACH_TIME.search(context.near))


def is_done(context: Context) -> bool:
    """Whether the verb right before a number tells of work: "thu nhận 100% căn cước"."""
    return _WORKED.search(context.near) is not None


def is_of_count(indicator: str, context: Context) -> bool:
    """Whether a figure tells the members of groups just counted: "kiện toàn 20 tổ với 90 …"."""
    family, _, what = indicator.rpartition(".")
    is_pair = what == "members" and context.previous == f"{family}.count"
    return is_pair and family.startswith("group.") and bool(_WITH.search(context.link))


def is_share_of_cases(context: Context) -> bool:
    """Whether a percentage is a share, and not of a people or a faith."""
    return bool(_SHARE.search(context.near)) and not _PEOPLE.search(context.sentence)


def kind_of_other(context: Context, last: IndicatorKind, unit: Unit | None = None) -> IndicatorKind:
    """A state or work, as the verb tells.

    Args:
        context: the words around the figure.
        last: what the figure before it was.
        unit: what it counts.
    """
    if is_rate(context):
        return IndicatorKind.STOCK
    if OF_THESE.match(context.sentence) and not context.link:
        return last
    if _SUFFERED.match(context.after):
        return IndicatorKind.FLOW
    if _STATIVE.search(context.near) or _MADE_OF.search(context.near) or _HAS.match(context.after):
        return IndicatorKind.STOCK
    if unit is not None and unit.classes & _ACTS and not context.earlier.strip(_OPENING):
        return IndicatorKind.STOCK  # "Cụ thể, 7 câu lạc bộ … đã hỗ trợ": who acts is there
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
