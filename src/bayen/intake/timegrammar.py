"""The expressions of time that reports use: their kind, their pattern, and who reads them.

In order of trust: the first that matches at a position wins, longer expressions first.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from bayen.intake import timedays as read
from bayen.intake import timejoined as joined
from bayen.intake import timeseasons as seasons
from bayen.intake.timepoints import (
    DAYS_TO,
    FROM_TO,
    NEW_YEAR_TO,
    NOW,
    SINCE,
    SINCE_EVENT,
    SINCE_TOLD,
    UNTIL,
    YESTERDAY,
    Days,
    day_words,
    read_span,
)

Reader = Callable[[re.Match[str], date | None], Days | None]

_Y = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_UNTIL = r"(?P<until>(?:19|20)\d\d)(?!\d)"
_COUNT = (
    r"(?P<count>\d{1,2}|hai mươi|ba mươi|mười lăm|một|hai|ba|bốn|năm|sáu|bảy|tám|chín"
    r"|mười một|mười hai|mười)"
)
_MONTH = r"(?P<month>0?[1-9]|1[0-2])(?!\d)"
_MONTH2 = r"(?P<month2>0?[1-9]|1[0-2])(?!\d)"
_QUARTER = r"(?P<quarter>iv|iii|ii|i|[1-4])(?!\w)"
_LAST_YEAR = r"(?P<ago>ngoái|trước)(?!\w)"
_OF_YEAR = rf"(?:(?:\s*[/.-]\s*|\s+năm\s+|\s+){_Y}|\s+năm\s+(?:nay(?!\w)|{_LAST_YEAR}))?"
_ABOUT = r"(?:hơn\s+|gần\s+|trong\s+(?:vòng\s+|suốt\s+)?|suốt\s+|sau\s+|qua\s+)*"
_AT = r"(?:(?:sáng|chiều|tối|trưa|đêm)(?:\s+(?:nay|qua))?|hôm(?:\s+(?:qua|nay))?|mới đây)"
_UP_TO = r"(?:tính\s+|cho\s+)?(?:đến|tới)\s+(?:hết\s+)?"
_AT_ONCE = r"vừa qua|mới đây|vừa rồi|mới rồi"
_MONTH_ALONE = r"(?:đầu\s+)?tháng\s+(?P<month>0?[1-9]|1[0-2]|giêng)(?!\d)"
TWO_LEVELS = (
    r"(?:tính\s+|kể\s+)?từ\s+(?:khi|lúc|ngày)\s+[^.;,()\d]{0,60}chính quyền(?: địa phương)?\s+"
    r"(?:2|hai)\s+cấp(?:\s*,?\s+(?:cho\s+)?(?:đến|tới)\s+(?:hôm\s+)?nay)?"
)
"""Since 1 July 2025, which no text needs to say."""
_SOLAR = r"(?!\s*\(?(?:âm lịch|âl))"
_NOT_OF_ANY = "".join(
    f"(?<!{word} )"
    for word in ("mỗi", "cứ", "hạn", "hơn", "gần", "sau", "qua", "suốt", "án", "tù", "từ", "đến")
)
SINCE_ISSUED = (
    rf"(?:tính\s+|kể\s+)?từ\s+(?:khi|ngày|lúc)\s[^.;,()\n]{{4,60}}?\s(?:ngày\s+)?{day_words(1)}"
    r"[^.;,()\d\n]{0,50}(?:ra đời|ban hành|có hiệu lực|được ký|đi vào cuộc sống)"
    rf"(?:\s*,?\s*(?:cho\s+)?(?:đến|tới)\s+{NOW}|(?=\s*,))"
)
"""Since a paper: "từ khi Chỉ thị 01 ngày 9/1/2015 của Thủ tướng ra đời, …"."""
THEN = (
    r"(?<!trong )(?<!từ )(?<!đến )(?<!tới )(?<!sau )(?<!trước )"
    r"(?:(?:khi|lúc|hồi)\s+(?:ấy|đó)|bấy giờ|thời điểm\s+(?:ấy|đó))(?!\w)"
)
"""A time that the text has just told: "lập từ 2017, hồi ấy có 6 mắt"."""
SINCE_THEN = (
    r"(?:kể\s+)?từ\s+(?:(?:mốc|ngày|khi|lúc|hôm|dạo|hồi|thời điểm)\s+(?:đó|ấy|này)"
    r"|đó|ấy|bấy(?:\s+giờ)?)"
)
SINCE_FOUNDED = (
    r"(?:tính\s+|kể\s+)?từ\s+(?:khi|ngày|lúc|hồi)\s+(?:(?:mô hình|tổ|đội|câu lạc bộ|clb|nhóm|cụm)"
    r"(?:\s+[^.;,()\d]{1,40}?)?\s+(?:ra đời|ra mắt|được|thành lập|đi vào|hoạt động)|có|được"
    r"|thành lập|ra mắt|ra đời|lập|hoạt động|triển khai|lắp|xây dựng|đi vào)(?!\w)[^.;,()\d]{0,40}?"
    rf"(?:\s*,?\s*(?:cho\s+)?(?:đến|tới)\s+{NOW}|(?=,))"
)
"""Since what the text is on began, on a day told before."""
_PAPER = (
    r"(?:chỉ thị|nghị quyết|nghị định|quyết định|nqlt|luật|pháp lệnh|thông tư|đề án|quy chế"
    r"|phong trào|cuộc vận động|chương trình|kế hoạch)"
)
_PART_OF_DAY = r"(?:sáng|trưa|chiều|tối|đêm)"
_UNDATED = r"(?!\w)(?!\s*\(?\s*(?:ngày\s+)?\d{1,2}\s*[/.-])"
_NO_LATER = r"(?!\s+(?:tới|sau|nữa|tuổi|học|tù|đầu|cuối|cao điểm|(?:19|20)\d\d|\d|\())"

GRAMMAR: tuple[tuple[str, str, Reader], ...] = (
    (
        "earlier",
        r"(?:so với |so |bằng )?cùng (?:kỳ|thời (?:gian|điểm)(?: này)?(?= năm| \d))"
        r"(?: năm (?:trước|ngoái)| năm \d{4}| \d{4})?"
        r"|(?:bằng |vào )?giờ này năm (?:trước|ngoái)|bằng giờ năm (?:trước|ngoái)"
        r"|(?:so với |so )tháng trước(?! đó)|(?<=\()tháng trước(?=\s*:)",
        read.vague,
    ),
    ("span", seasons.SINCE_TET, seasons.since_tet),
    ("span", seasons.SINCE_JANUARY, seasons.since_january),
    ("span", seasons.SINCE_SCHOOL_BEGAN, seasons.since_school_began),
    (
        "span",
        rf"(?:tính\s+|kể\s+)?từ\s+(?:ngày|khi|lúc|hồi)\s[^.;,()\d\n]{{2,40}}\s"
        rf"(?:\(\s*)?(?:ngày\s+)?{day_words(1)}(?:\s*\))?(?=\s*,)",
        read.since_day_at_head,
    ),
    ("span", rf"(?<=\(){day_words(1)}\s*(?:đến|tới|[-–])\s*{NOW}(?=\s*\))", read.since_day),
    (
        "span",
        r"tháng\s+(?:hành động|cao điểm|thanh niên|công nhân|an toàn)[^.;()\d\n]{0,60}"
        rf"\(\s*tháng\s+{_MONTH}(?:{_OF_YEAR})?\s*\)",
        read.month_gone_by,
    ),
    ("past", seasons.OCCASION, read.vague),
    ("span", SINCE_EVENT, read_span),
    ("span", joined.SINCE_JOINED, joined.since_joined),
    ("span", joined.AFTER_JOINED, joined.after_joined),
    ("span", joined.FIRST_MONTHS_JOINED, joined.first_months_joined),
    ("state", joined.BEFORE_JOINED, joined.before_joined),
    ("state", rf"{_UP_TO}{YESTERDAY}", read.as_of_yesterday),
    ("day", rf"(?:{_PART_OF_DAY}\s+(?:hôm\s+)?qua|hôm\s+qua){_UNDATED}", read.yesterday),
    ("day", rf"{_PART_OF_DAY}\s+nay{_UNDATED}", read.today),
    ("again", rf"(?:{_PART_OF_DAY}\s+)?cùng\s+ngày{_UNDATED}", read.vague),
    (
        "again",
        r"(?:ngay\s+)?trong\s+ngày(?=\s+(?:ra quân|khai mạc|phát động|đầu ra quân))",
        read.vague,
    ),
    (
        "again",
        rf"(?<!từ )(?<!những )(?<!các )(?:buổi\s+)?(?:{_PART_OF_DAY}\s+)?(?:hôm|(?<=sáng )|"
        rf"(?<=trưa )|(?<=chiều )|(?<=tối )|(?<=đêm ))\s*(?:ấy|đó)(?!\w)",
        read.vague,
    ),
    ("span", rf"năm\s+{_Y}\s*,?\s*(?:tính\s+)?(?:đến|tới)\s+{NOW}", read.year_so_far),
    (
        "span",
        rf"\(\s*(?:từ\s+)?(?:tháng\s+)?{_MONTH}(?:\s*/\s*{_Y})?\s+[-–]\s+(?:tháng\s+)?{_MONTH2}"
        rf"\s*/\s*{_Y.replace('year', 'year2')}",
        read.months_to,
    ),
    (
        "span",
        rf"{_COUNT}\s+tháng\s+rưỡi\s+đầu\s+năm(?:\s+(?:{_Y}|{_LAST_YEAR}))?",
        read.months_and_half,
    ),
    (
        "span",
        r"(?:(?P<quarters>hai|ba|2|3)\s+)?(?:quý|quí)\s+đầu(?:\s+của)?\s+năm"
        rf"(?:\s+(?:{_Y}|{_LAST_YEAR}))?(?!\w)",
        read.first_quarters,
    ),
    ("state", rf"(?:{_UP_TO})?cuối\s+năm\s+{_LAST_YEAR}", read.as_of_last_year),
    ("state", rf"{_UP_TO}năm\s+{_LAST_YEAR}", read.as_of_last_year),
    ("span", rf"(?:trong\s+)?{_COUNT}\s+năm(?=\s+(?:ấy|đó)(?!\w))", read.years_ago),
    ("span", SINCE_TOLD, read_span),
    ("span", SINCE_ISSUED, read.since_day),
    (
        "span",
        rf"{_ABOUT}{_COUNT}\s+năm\s+(?!nữa|tới|sau|trước)"
        rf"[^.;,()\d]{{0,60}}(?:\d\d(?:-[^\s,.;()]+)?[^.;,()\d]{{0,20}})?"
        rf"\(\s*(?:từ\s+)?(?:năm\s+)?{_Y}\s*(?:[-–]|đến)\s*(?:năm\s+)?{_UNTIL}\s*\)",
        read.so_many_years,
    ),
    (
        "span",
        rf"(?:trong\s+)?(?:những|các)\s+tháng\s+đầu\s+năm(?:\s+nay|\s+{_Y})?",
        read.first_part,
    ),
    ("span", r"(?:trong\s+)?(?<!nửa )tháng\s+(?:vừa\s+)?qua(?!\w)", read.month_past),
    ("span", FROM_TO, read_span),
    ("span", rf"(?:tính |kể )?từ\s+(?:ngày\s+)?{day_words(1)}(?=\s*,|\s+đã)", read.since_day),
    ("span", rf"(?<=\()(?:tính |kể )?từ\s+(?:ngày\s+)?{day_words(1)}(?=\s*\))", read.since_day),
    ("span", rf"(?:tính|kể)\s+từ\s+{_MONTH_ALONE}(?=\s*(?:[,.;)]|\n|$|đã\s))", read.since_month),
    ("span", rf"từ\s+{_MONTH_ALONE}(?=\s*(?:,|đã\s))", read.since_month),
    ("span", TWO_LEVELS, read.since_two_levels),
    ("span", rf"{_COUNT}\s+năm(?=,)", read.years_said),
    (
        "span",
        rf"từ\s+(?:ngày\s+)?(?P<d1>\d{{1,2}})\s*(?:đến|-|–)\s*(?:hết\s+)?(?:ngày\s+)?{day_words(2)}",
        read.days_of_month,
    ),
    (
        "span",
        rf"(?:hai\s+|2\s+|các\s+)?ngày\s+(?P<d1>\d{{1,2}})\s*(?:và|,|-|–)\s*(?:ngày\s+)?{day_words(2)}",
        read.days_of_month,
    ),
    ("span", rf"\(\s*(?P<d1>\d{{1,2}})\s*[-–]\s*{day_words(2)}", read.days_of_month),
    ("span", NEW_YEAR_TO, read_span),
    ("span", DAYS_TO, read_span),
    ("span", SINCE, read.since),
    ("span", rf"{_COUNT}\s+tháng(?=\s*[,:])", read.months_gone),
    (
        "span",
        rf"{_NOT_OF_ANY}(?:trong\s+)?{_COUNT}\s+tháng(?=\s+(?:xảy|bắt|phát hiện|tiếp nhận|còn"
        r"|ngư dân|bà con|nhân dân|quần chúng|công an|các|lực lượng|toàn|thành phố|huyện|xã"
        r"|phường|tỉnh)\s)",
        read.months_just_gone,
    ),
    ("founded", SINCE_FOUNDED, read.since_founded),
    ("state", rf"(?:cuối|hết)\s+năm\s+{_Y}", read.as_of_year),
    ("that", r"năm\s+(?:ấy|đó)(?!\w)", read.vague),
    ("then", THEN, read.vague),
    ("since", rf"{SINCE_THEN}{UNTIL}", read.until),
    ("state", rf"{_UP_TO}cuối\s+năm(?=\s*,|\s+(?:lên|đạt|toàn|đã))", read.as_of_year_end),
    ("state", r"cuối\s+năm(?=\s*,|\s+(?:lên|đạt|toàn|đã))", read.as_of_year_end_ahead),
    (
        "span",
        rf"(?<!cuối )(?<!đầu )(?<!giữa )(?<!ngày )tháng\s+{_MONTH}"
        r"(?=\s+(?:vừa\s+)?qua|\s+(?:(?:vừa\s+)?rồi|này)|\s*,(?!\s*\d))",
        read.month_gone_by,
    ),
    ("span", r"(?:trong\s+)?cả\s+năm(?!\s+(?:19|20)\d\d(?!\d))", read.whole_year),
    (
        "span",
        rf"{_COUNT}\s+năm\s+(?:qua\s+|gần đây\s+)?\(\s*(?:từ\s+)?(?:năm\s+)?{_Y}"
        rf"\s*(?:[-–]|đến)\s*(?:năm\s+)?{_UNTIL}\s*\)",
        read.two_years,
    ),
    (
        "span",
        rf"(?:trong\s+)?(?:hai\s+|các\s+|{_COUNT}\s+)?năm\s+\(?{_Y}(?:,\s+(?:19|20)\d\d)*"
        rf"(?:,\s+|\s+và\s+(?:năm\s+)?){_UNTIL}\)?",
        read.two_years,
    ),
    ("past", rf"(?<=chỉ )trong\s+(?:vòng\s+)?{_COUNT}\s+tháng(?!\s+(?:đầu|cuối|\d))", read.vague),
    ("state", rf"trước\s+năm\s+{_Y}", read.before_year),
    ("state", rf"trước\s+(?:ngày\s+)?{day_words(1)}", read.before_day),
    (
        "state",
        rf"trước\s+tháng\s+{_MONTH}(?:\s*[/.-]\s*{_Y}|\s+năm\s+{_LAST_YEAR})?(?=\s*,)",
        read.before_month,
    ),
    ("span", rf"\(\s*{_Y}\s*\)", read.whole_year),
    ("past", rf"(?:{_AT_ONCE})(?=\s*,)", read.just_now),
    (
        "past",
        rf"cách đây\s+(?:hơn\s+|gần\s+)?(?:vài|mấy|ít|{_COUNT})\s+(?:năm|tháng)(?!\w)"
        r"|hồi\s+(?:đó|ấy|trước|xưa)(?!\w)",
        read.vague,
    ),
    ("past", r"(?:những|các|mấy)\s+năm\s+trước(?:\s+(?:đây|đó))?(?!\w)", read.vague),
    ("past", r"trước\s+(?:đây|kia|khi\s+\w+)", read.vague),
    (
        "span",
        rf"nửa\s+(?:(?P<part>đầu|cuối)\s+)năm\s+(?:{_Y}|{_LAST_YEAR})",
        read.half_of_year,
    ),
    (
        "span",
        r"(?<!một )nửa\s+(?:đầu\s+)?năm(?:\s+qua|\s+nay)?(?!\s+(?:trước|ngoái|sau|sáp|hợp))",
        read.half_year,
    ),
    ("span", rf"từ\s+đầu\s+năm(?:\s+{_Y})?", read.since_new_year),
    (
        "span",
        rf"(?:trong\s+)?{_COUNT}\s+tháng\s+đầu(?:\s+của)?\s+năm(?:\s+(?:{_Y}|{_LAST_YEAR}))?",
        read.first_months,
    ),
    ("span", rf"(?:trong\s+)?{_COUNT}\s+tháng\s+cuối\s+năm(?:\s+{_Y})?", read.last_months),
    (
        "span",
        rf"(?:trong\s+)?{_COUNT}\s+ngày\s+(?P<part>đầu|cuối)(?:\s+của)?\s+tháng\s+{_MONTH}"
        rf"(?:{_OF_YEAR})?",
        read.days_of_edge,
    ),
    ("span", rf"(?:trong\s+)?{_COUNT}\s+tháng\s+(?:của\s+)?năm\s+{_Y}", read.first_months),
    ("span", rf"(?:trong\s+)?{_COUNT}\s+tháng\s+(?:của\s+)?năm\s+nay(?!\w)", read.first_months),
    ("span", rf"{_COUNT}\s*tháng\s*/\s*{_Y}", read.first_months),
    ("span", rf"{_COUNT}\s+tháng\s+{_Y}", read.first_months),
    ("span", rf"trong\s+{_COUNT}\s+tháng(?=\s+(?:là|có|xảy ra|toàn|đã)\s)", read.first_months),
    (
        "span",
        rf"(?<!chỉ )trong\s+{_COUNT}\s+tháng(?=\s+(?:xây dựng|tổ chức|thành lập|ra mắt|vận động|mở"
        r"|phát động|củng cố|nhân rộng|tuyên truyền|hòa giải|tuần tra)\s)",
        read.months_just_gone,
    ),
    (
        "span",
        rf"(?:\(|giai đoạn\s+(?:từ\s+)?|nhiệm kỳ\s+|năm\s+|các năm\s+"
        rf"|trong\s+)?(?:năm\s+)?{_Y}\s*(?:[-–]|đến)\s*(?:năm\s+)?{_UNTIL}",
        read.two_years,
    ),
    (
        "span",
        rf"{_ABOUT}{_COUNT}\s+năm\s+(?:qua|gần đây|trở lại đây|vừa qua|vừa rồi|nay(?! có))",
        read.years_ago,
    ),
    (
        "span",
        rf"(?:sau|qua|trong(?: vòng| suốt)?)\s+(?:hơn\s+|gần\s+)?{_COUNT}\s+năm(?!\w){_NO_LATER}",
        read.years_ago,
    ),
    (
        "span",
        rf"{_COUNT}\s+năm\s+(?:thực hiện|triển khai|vận động|huy động|phát động|duy trì|áp dụng)",
        read.years_ago,
    ),
    ("span", rf"{_COUNT}\s+năm\s+mới(?=\s+(?:huy động|vận động|góp|làm|xây)\s)", read.years_ago),
    ("span", rf"{_COUNT}\s+năm\s+trước(?:\s+đây)?(?!\w)(?!\s+(?:khi|đó))", read.year_back),
    ("past", rf"{_COUNT}\s+năm\s+trước\s+khi(?!\w)", read.vague),
    ("span", rf"(?<!kỷ niệm ){_COUNT}\s+năm(?=\s+{_PAPER}(?!\w))", read.years_ago),
    (
        "span",
        rf"(?:(?<=tổng kết )|(?<=sơ kết )|(?<=nhìn lại ))(?:{_COUNT})\s+năm(?!\w){_NO_LATER}",
        read.years_ago,
    ),
    (
        "span",
        rf"(?:trong\s+|sau\s+|qua\s+)?(?:hơn\s+|gần\s+)?{_COUNT}\s+tháng\s+(?:qua"
        rf"|vừa qua|vừa rồi|nay|gần đây|thực hiện|triển khai|trở lại đây)",
        read.months_ago,
    ),
    (
        "span",
        rf"(?:sau|qua)\s+(?:hơn\s+|gần\s+)?{_COUNT}\s+tháng(?!\w){_NO_LATER}(?!\s+(?:năm|\d))",
        read.months_ago,
    ),
    ("span", rf"(?:trong\s+|sau\s+)?{_COUNT}\s+ngày\s+(?:qua|vừa qua)", read.days_ago),
    (
        "past",
        rf"(?:chỉ\s+)?trong\s+(?:(?:vòng|khoảng|gần|hơn|chỉ)\s+)+(?!một|0?1\s)(?:{_COUNT}|\d{{2,3}})\s+ngày(?!\w)"
        r"(?!\s*(?:đêm|từ|\(|,\s*từ|,\s*\())",
        read.vague,
    ),
    (
        "span",
        rf"(?<!từ )(?<!đến )(?<!tới )(?<!hết )(?<!trước )(?:đầu|giữa|cuối)\s+tháng\s+{_MONTH}"
        rf"(?:\s*[/.-]\s*{_Y}|\s+năm\s+{_Y.replace('year', 'year2')})?"
        r"(?=\s*,|\s+(?:(?:vừa\s+)?(?:qua|rồi)|làm|quét|khiến|gây|nhấn|cuốn|xảy)(?!\w))",
        read.month_said,
    ),
    ("span", r"(?:trong\s+)?(?:một\s+|1\s+)?tuần\s+(?:vừa\s+)?qua", read.week_past),
    (
        "state",
        rf"(?:{_UP_TO}(?:cuối\s+)?|cuối\s+)(?:quý|quí)\s+{_QUARTER}{_OF_YEAR}",
        read.as_of_quarter,
    ),
    (
        "span",
        rf"(?:quý|quí)\s+{_QUARTER}\s*(?:,|và|-|–)\s*(?:(?:quý|quí)\s+)?(?P<quarter2>iv|iii|ii|[2-4])(?!\w){_OF_YEAR}",
        read.quarters,
    ),
    ("span", rf"(?:trong\s+)?(?:quý|quí)\s+{_QUARTER}{_OF_YEAR}", read.quarter),
    ("span", r"trong\s+quý(?!\s+[\wà-ỹ]*\d)(?=\s*[,.;:)]|\s+[a-zà-ỹđ]{2})", read.this_quarter),
    ("state", rf"(?:tính\s+)?(?:đến|tới)\s+(?:hết\s+)?(?:ngày\s+){day_words(1)}", read.as_of_day),
    ("state", rf"(?:tính|chốt)\s+(?:đến|tới)\s+(?:hết\s+)?{day_words(1)}", read.as_of_day),
    ("state", rf"thời\s+điểm\s+(?:ngày\s+)?{day_words(1)}", read.as_of_day),
    (
        "state",
        rf"{_UP_TO}(?:(?P<part>cuối|đầu|giữa)\s+)?tháng\s+{_MONTH}{_OF_YEAR}",
        read.as_of_month,
    ),
    ("state", rf"{_UP_TO}(?:(?P<part>cuối|giữa)\s+)?năm\s+{_Y}", read.as_of_year),
    (
        "state",
        rf"(?:tính\s+|cho\s+)?(?:đến|tới)\s+{NOW}"
        r"|(?<=[,;] )giờ(?=\s+(?:thì|đã|có|cả|còn|chỉ|mới)\s)|bây giờ(?!\w)|giờ đây(?!\w)"
        r"|(?<!thực )(?<!phát )(?<!thể )(?<!xuất )(?<!biểu )(?<!tái )hiện(?:\s+(?:nay"
        r"|tại|đang|có|đã có|còn|trên địa bàn))?(?!\s+(?:đại|tượng|trạng|vật|trường"
        r"|diện|thực|hữu))(?!\w)|(?:(?<=[,;] )|(?<=thì ))nay(?=\s+\w)"
        r"|(?<!năm )(?<!hôm )(?<!ngày )nay\s+(?:đã|có|lên|là|còn|chỉ)(?!\w)"
        r"|đang\s+(?:duy trì|có|hoạt động|quản lý|tiếp tục duy trì|được duy trì)",
        read.as_of_now,
    ),
    (
        "day",
        rf"(?:{_AT}\s+(?:ngày\s+)?|ngày\s+(?:hội\s+(?!19\s*[/.-]\s*0?8))?)(?:(?:mồng|mùng)\s+)?\(?{day_words(1)}{_SOLAR}",
        read.one_day,
    ),
    (
        "span",
        rf"(?:trong\s+)?tháng\s+{_MONTH}\s*(?:,|và|-|–)\s*(?:tháng\s+)?{_MONTH2}(?:\s*[/.-]\s*|\s+năm\s+){_Y}",
        read.several_months,
    ),
    (
        "span",
        rf"(?:trong\s+)?tháng\s+{_MONTH}\s*(?:,|và|-|–|đến|tới)\s*tháng\s+{_MONTH2}",
        read.several_months,
    ),
    ("span", rf"tháng\s+{_MONTH}(?:\s*[/.-]\s*|\s+năm\s+){_Y}", read.month),
    ("span", rf"(?<!ngày )(?:trong\s+)tháng\s+{_MONTH}{_OF_YEAR}", read.month),
    ("span", rf"(?<!/)(?:trong\s+|cả\s+|kết thúc\s+)?năm\s+{_Y}(?![/\d])", read.whole_year),
    ("span", r"(?:(?<=của )|(?<=với )|(?<=hơn ))năm\s+rồi(?!\w)", read.year_before),
    ("span", r"(?:trong\s+)?năm\s+vừa\s+rồi(?!\w)", read.year_just_over),
    (
        "span",
        rf"(?:niên\s+vụ|(?<!nhiệm )(?<!dịch )(?<!\d )vụ|mùa)\s+{_Y}(?![/\d-])",
        read.whole_year,
    ),
    ("span", rf"từ\s+{_Y}(?=\s*,)", read.whole_year),
    ("span", r"tháng\s+(?:vừa\s+)?rồi(?!\w)", read.month_before),
    (
        "span",
        rf"hồi\s+(?:(?:đầu|giữa|cuối)\s+)?tháng\s+{_MONTH}(?!\s*[/.-]\s*\d)",
        read.month_gone_by,
    ),
    (
        "span",
        rf"tháng\s+{_MONTH}\s*(?:và|-|–)\s*{_MONTH2}(?=\s*[),;]|\s+vừa)",
        read.several_months,
    ),
    ("span", rf"có\s+năm\s+như\s+{_Y}", read.whole_year),
    ("span", r"tháng trước(?=\s*,|\s+(?:đã|có|công an))", read.month_before),
    ("span", rf"(?<=riêng )tháng\s+{_MONTH}(?=\s+(?:đã|có|xảy ra))", read.month_gone_by),
    ("span", rf"hồi\s+(?:năm\s+)?{_Y}(?![/\d])", read.whole_year),
    (
        "span",
        r"trong\s+năm(?!\s+(?:qua|nay|trước|ngoái|vừa|tới|sau|học|mới|(?:19|20)\d\d(?!\d)))(?!\w)",
        read.whole_year,
    ),
    ("span", r"(?:trong\s+|một\s+)?năm\s+(?:vừa\s+)?qua(?!\w)", read.year_past),
    ("span", r"(?:trong\s+)?năm\s+nay(?=,?\s+(?:chỉ\s+)?mới)", read.since_new_year),
    (
        "span",
        r"(?<!nhiều )(?<!mấy )(?<!những )(?:trong\s+)?năm\s+nay(?!\w)(?!\s+\d+\s+tuổi)",
        read.whole_year,
    ),
    (
        "span",
        r"(?<!những )(?<!nhiều )(?<!mấy )(?<!các )(?:trong\s+)?năm\s+(?:ngoái|trước)(?!\w)",
        read.year_before,
    ),
    (
        "span",
        r"trong\s+tháng(?=\s*,|\s+(?:qua|đã|toàn|trên|này|xã|công an|lực lượng))"
        r"(?:\s+(?:qua|này))?",
        read.this_month,
    ),
    (
        "day",
        rf"{day_words(1)}{_SOLAR}(?!\s*,?\s*(?:lúc\s+)?\d{{1,2}}\s*[:hg]\s*\d\d)",
        read.one_full_day,
    ),
    (
        "same",
        r"(?:cũng\s+)?(?:trong\s+)?(?:cùng\s+)?(?:khoảng\s+|quãng\s+)?"
        r"thời gian\s+(?:đó|ấy|này|(?:vừa\s+)?nêu|(?:nói\s+|nêu\s+|kể\s+)?trên)(?!\w)"
        r"|(?:tính\s+|cho\s+)?(?:đến\s+|tới\s+|tại\s+|vào\s+)?thời điểm\s+(?:nói\s+|nêu\s+)?trên"
        r"|(?:cũng\s+)?(?:tại\s+|vào\s+)?cùng thời điểm(?:\s+(?:này|đó|ấy))?(?=\s*,)"
        r"|(?:cũng\s+)?trong\s+quãng\s+(?:đó|ấy|này)(?!\w)"
        r"|cùng thời gian(?!\w)|(?:trong\s+)?đợt\s+(?:này|ấy|đó)(?!\w)"
        r"|trong kỳ(?:\s+báo cáo)?(?!\w)|(?:trong|suốt)\s+cả\s+giai đoạn(?=\s*[,.;])",
        read.vague,
    ),
    (
        "vague",
        r"(?:trong\s+)?(?:thời gian|(?:những|nhiều|các|mấy|vài)\s+(?:năm|tháng|ngày))\s+"
        r"(?:vừa\s+)?(?:qua|gần đây|nay|liền|tới)|lâu nay",
        read.vague,
    ),
)
