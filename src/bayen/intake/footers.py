"""Where what a web page hangs below a text begins: counters, links, other news."""

from __future__ import annotations

import re

_FOOTER_BREAK = re.compile(
    r"(?im)^[^\S\n]*(?:lượt truy cập|liên kết web|liên kết banner|thống kê truy cập"
    r"|tin liên quan|các tin khác|tin khác|tin cùng chuyên mục|bài viết khác|bình luận"
    r"|xem thêm|tin mới hơn|tin cũ hơn|tin đã đưa|bài viết liên quan|ý kiến bạn đọc"
    r"|tìm kiếm theo ngày|đọc thêm|tin nổi bật|tin mới nhất|có thể bạn quan tâm"
    r"|tin đọc nhiều)[^\S\n]*:?[^\S\n]*$"
)


def footer_start(text: str) -> int:
    """The first character of it, in the second half of a text; the text's end without any."""
    match = _FOOTER_BREAK.search(text, len(text) // 2)
    return match.start() if match else len(text)
