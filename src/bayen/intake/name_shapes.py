"""How a name of a place is written: so many words in capitals, or a number that counts nothing."""

from __future__ import annotations

from bayen.intake.letters import UPPER

SYLLABLE = rf"[{UPPER}][\w'’]*"
"""One word of a name."""
COUNTED = (
    r"(?!\d|[\w/.,]\d|[ \u00a0]*%|[ \u00a0]+(?:hộ|người|vụ|lượt|mô hình|triệu|tỷ|bộ|chiếc|căn|suất"
    r"|phần|camera|mắt|tổ(?! chức)|đội|câu|máy|thành viên|khẩu|cuốn|bảng|buổi|cuộc"
    r"|trường hợp|đ/c|đồng chí|km|ha|m|kg|nóc|ngày(?! \d)|đêm(?! \d)|gia đình|nhân khẩu"
    r"|hội viên|đoàn viên|đảng viên|tuổi|tập thể|cá nhân|nghìn|ngàn|bóng|trụ)(?!\w))"
)
"""What stands behind the number that ends a name, and not behind one that counts."""
# "Bà con báo cho thôn 21 tin": said of a number alone, not of "khu phố Phú Cường 4".
_OFTEN_COUNTED = (
    r"(?![ \u00a0]+(?:tin|nguồn tin|không|việc|nhóm|lớp|đợt|lần|đối tượng|nhân khẩu)(?!\w))"
)
NAME = (
    rf"{SYLLABLE}(?:(?:[ \u00a0-]|[ ][-–][ ](?!TỈNH|HUYỆN|THÀNH|QUẬN)){SYLLABLE}){{0,4}}"
    rf"(?:[ \u00a0](?:\d{{1,2}}"
    rf"|[IVX]{{1,4}}){COUNTED})?|(?:số[ \u00a0])?\d{{1,2}}(?![\w/%]|[.,]\d|[ \u00a0]*(?:-"
    rf"|%)){COUNTED}{_OFTEN_COUNTED}"
)
