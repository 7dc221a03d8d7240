"""Where what a web page hangs below a text begins: counters, links, other news."""

from __future__ import annotations

import re

# A line end comes first, which is looked for faster than the start of a line.
_FOOTER_BREAK = re.compile(
    r"(?im)\n[^\S\n]*(?:lượt truy cập|liên kết web|liên kết banner|thống kê truy cập"
    r"|tin liên quan|các tin khác|tin khác|tin cùng chuyên mục|bài viết khác|bình luận"
    r"|xem thêm|tin mới hơn|tin cũ hơn|tin đã đưa|bài viết liên quan|ý kiến bạn đọc"
    r"|tìm kiếm theo ngày|đọc thêm|tin nổi bật|tin mới nhất|có thể bạn quan tâm"
    r"|tin đọc nhiều|(?:xem|đọc) nhiều(?: nhất)?|tổng số điểm của bài viết là[^\n]*)"
    r"[^\S\n]*:?[^\S\n]*$"
)


def footer_start(text: str) -> int:
    """The first character of it, in the second half of a text; the text's end without any."""
    match = _FOOTER_BREAK.search(text, max(0, len(text) // 2 - 1))
    return match.start() + 1 if match else len(text)
