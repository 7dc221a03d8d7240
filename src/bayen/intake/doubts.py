"""What to look at in a figure that is not sure: its weakest part, in one line for a clerk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

_GROUPS = {
    "indicator": ("words", "rival", "look", "seen"),
    "place": ("place",),
    "period": ("period",),
}
"""The evidence that tells why a part is weak, what tells most first."""


def explain_doubt(parts: Mapping[str, float], evidence: Sequence[str]) -> str:
    """The weakest part and why: "chưa chắc địa bàn: văn bản còn nêu nơi khác".

    Args:
        parts: how sure each part is.
        evidence: what they rest on; may be empty.
    """
    weakest = min(parts, key=lambda part: parts[part])
    told = {name.partition(":")[0]: name for name in evidence}
    causes = (_causes().get(told.get(group, ""), "") for group in _GROUPS.get(weakest, ()))
    return _say(weakest, next((cause for cause in causes if cause), ""))


def _say(part: str, cause: str) -> str:
    if part == "number":
        return "chưa chắc là số liệu cần lấy"
    if part == "indicator":
        return f"chưa chắc chỉ tiêu: {cause}" if cause else "chưa chắc chỉ tiêu"
    if part == "place":
        return f"chưa chắc địa bàn: {cause}" if cause else "chưa chắc địa bàn"
    return f"chưa chắc kỳ: {cause}" if cause else "chưa chắc kỳ"


@cache
def _causes() -> dict[str, str]:
    """In words, by name of evidence; what is strong evidence has none."""
    elsewhere = "từ ngữ này có khi chỉ việc khác"
    near = "một chỉ tiêu khác gần giống"
    others = "các chữ quanh số hay nói về chỉ tiêu khác"
    carried = "thời gian nêu ở câu khác"
    not_said = "câu không nói, lấy theo ngày của văn bản"
    return {
        "words:none": "không có cụm từ nào cho biết",
        "rival:near": near,
        "rival:beside": near,
        "look:against": others,
        "look:differs": others,
        "look:differs-little": others,
        "seen:differs-short": elsewhere,
        "seen:differs-long": elsewhere,
        "seen:mixed-short": elsewhere,
        "seen:mixed-long": elsewhere,
        "seen:never": "ít gặp cách nói này",
        "place:none": "không thấy tên địa bàn nào trong văn bản",
        "place:differs": "văn bản nói về nơi khác với nơi đã chọn",
        "place:weak": "văn bản nêu nhiều nơi, tiêu đề không nêu nơi này",
        "place:seldom": "văn bản ít nêu tên nơi này",
        "place:carried": "nơi này nêu ở câu khác",
        "place:named": "câu nêu nơi khác với nơi của cả văn bản",
        "place:told-near": "gần số này còn nêu nơi khác",
        "place:told-among": "văn bản còn nêu nơi khác",
        "period:differs": "không phải kỳ đã chọn",
        "period:none": "không có từ chỉ thời gian",
        "period:several": "câu nêu nhiều khoảng thời gian",
        "period:carried-among": carried,
        "period:carried-alone": carried,
        "period:told-carried": carried,
        "period:told-only": "câu không nói, lấy theo kỳ đã chọn",
        "period:state-among": not_said,
        "period:state-alone": not_said,
        "period:said-among": "văn bản nêu nhiều khoảng thời gian",
    }
