"""Numbers that name and do not count: dates, telephones, document numbers, items of a list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bayen.intake.anchors import Led, Opened
from bayen.intake.scan import Scan

_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH = r"(?:0?[1-9]|1[0-2])"
_YEAR = r"(?:19|20)\d\d"
_DATES = Led(
    rf"(?<!\d){_DAY}\s?[/.-]\s?{_MONTH}\s?[/.-]\s?(?:{_YEAR}|\d\d)(?!\d)"
    rf"|(?:ngày|sáng|chiều|tối|trưa|đêm|đến|từ|dịp|lễ|mùng|hôm|hội|hết|trước|sau|tới|và"
    rf"|kỷ niệm|truyền thống|khánh)\s+\(?{_DAY}\s?[/-]\s?{_MONTH}(?![\d/])(?!\s*(?:xã"
    rf"|thôn|bản|phường|huyện|tổ|hộ|vụ|khu|ấp|mô hình|tiêu chí|đơn vị|thành viên|người|đồng chí"
    rf"|đ/c|nhóm|buổi|lần|gia đình|cán bộ|camera|mắt|triệu|km|đội|con|mốc"
    rf"|cột mốc|bến|trường|chi hội|chùa|dòng họ|khóm|buôn|làng|khối|cơ sở|điểm))"
    rf"|\(\s?{_DAY}\s?[/.-]\s?{_MONTH}\s?\)"
    rf"|{_DAY}\s?[/-]\s?{_MONTH}\s+hằng năm|{_DAY}\s?[/-]\s?{_MONTH}\s+hàng năm"
    rf"|ngày\s+{_DAY}(?:\s?[-–,]\s?{_DAY}|\s+và\s+{_DAY})*\s+tháng\s+{_MONTH}(?:\s+năm\s+{_YEAR})?"
    rf"|ngày\s+{_DAY}\s?[.]\s?{_MONTH}(?!\d)"
    rf"|(?:tháng|quý)\s+(?:{_MONTH}|[iv]{{1,3}})\s?[/.-]\s?{_YEAR}"
    rf"|(?<!\d){_MONTH}\s?/\s?{_YEAR}(?!\d)"
    rf"|(?:năm|niên khóa|từ|đến|giai đoạn|nhiệm kỳ|khóa|khoá|năm học"
    rf"|tháng)\s+\(?{_YEAR}(?![\d.])(?:\s?[-–,]\s?{_YEAR}|\s+và\s+{_YEAR}"
    rf"|\s+đến(?:\s+năm)?\s+{_YEAR})*"
    rf"|(?<![\d.]){_YEAR}\s?[-–]\s?{_YEAR}(?!\d)"
    rf"|(?<!\d)(?:[01]?\d|2[0-4])\s?(?::|h|g)\s?[0-5]\d(?!\d)(?::[0-5]\d)?"
    rf"|(?<!\d)\d{{4}}-\d\d(?:-\d\d)?(?!\d)"
    rf"|tháng\s+{_MONTH}\s+(?:và|đến)\s+(?:tháng\s+)?{_MONTH}(?!\d)"
    rf"|tháng\s+{_MONTH}(?:\s?,\s?{_MONTH})+(?!\d|\s*(?:nghìn|ngàn|triệu|tỷ|tỉ|%))"
    rf"|(?:tháng|quý)\s+{_MONTH}\s+năm\s+{_YEAR}",
    after_digit=r"[0-9]{0,3}\s?[-–/.:hg]",
)
# Document numbers, number plates, degrees and telephones, from the first digit of a run on.
_CODE = re.compile(
    r"\d+\s?(?:/\s?(?:\d{4}\s?/\s?)?[a-zđ]{2,}[a-zđ0-9-]*"
    r"|-\s?(?:ct|nq|kl|qđ|kh|cv|ttr|hd|bc|tb|qc|đa)(?!\w))"
    r"|\d\d(?<!\w\d\d)[a-z]\d?[- .]\d{3,5}|\d+\s?[°']"
    r"|0\d{2,3}[ .]?\d{3}[ .]?\d{3,4}(?!\d)|(?:84(?<=\+84)(?<!\d\+84)|1[89]00)[ .]?\d{4,}"
)
_LIST_ITEM = re.compile(  # at the start of a line
    r"[ \t\u00a0]*(?:\d{1,2}(?:\.\d{1,2})*[.)/](?!\d)"
    r"|\d{1,2}(?:\.\d{1,2})+(?=\s))|[ \t]*(?:phần|mục)\s+\d+"
    r"|[ \t\u00a0]*\d{1,2}\s*-\s(?=\D)"
)
_QUOTE = re.compile(r"[“\"‘]([^“”\"\n‘’]{1,90})[”\"’]")
_SPOKEN = re.compile(r"(?::|[^”\"’],)\s*$")  # a quotation of speech, not a name in quotes
_SAYS = re.compile(r"\s*[,–-]\s*(?!\d)\w")
_LONGEST_SLOGAN = 24

_DIGIT_RUN = re.compile(r"[0-9][0-9./,:-]*")
_REACH = 44


def find_nominals(scan: Scan, turns: Opened) -> bytearray:
    """Of each character whether it is in a date, a document number, an item, a slogan."""
    inside = bytearray(len(scan.lowered))
    for start, end in _find_stretches(scan, turns):
        inside[start:end] = b"\1" * (end - start)
    return inside


def _find_stretches(scan: Scan, turns: Opened) -> Iterator[tuple[int, int]]:
    lowered = scan.lowered
    for start, end in _around_digits(lowered, scan.words.digits):
        for date in _DATES.finditer(lowered, scan.words, start, end):
            yield date.span()
        yield from _list_items(lowered, start, end)
    for at in scan.words.digits:
        if code := _CODE.match(lowered, at):
            yield code.span()
    for match in turns.finditer(lowered, scan.words):
        yield match.span()
    for match in _QUOTE.finditer(lowered):
        said = match.group(1)
        if len(said) >= 60 and not any(map(str.isdigit, said)):
            continue
        if not _is_spoken(lowered, match):
            yield match.span(1)


def _is_spoken(lowered: str, quote: re.Match[str]) -> bool:
    """Whether somebody says it, for all that is said is told: "Nay có 14 camera", ông A nói."""
    if _SPOKEN.search(lowered, max(0, quote.start() - 4), quote.start()):
        return True
    said = quote.group(1)
    return len(said) > _LONGEST_SLOGAN and _SAYS.match(lowered, quote.end()) is not None


def _list_items(lowered: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The marks of list items at the starts of lines in a stretch: "1.", "2.1", "mục 3"."""
    line = start if start == 0 or lowered[start - 1] == "\n" else _next_line(lowered, start, end)
    while line < end:
        item = _LIST_ITEM.match(lowered, line, end)
        if item is not None:
            yield item.span()
        line = _next_line(lowered, item.end() if item else line, end)


def _next_line(lowered: str, at: int, end: int) -> int:
    """Where the next line begins; the end when none does."""
    stop = lowered.find("\n", at, end)
    return stop + 1 if stop >= 0 else end


def _around_digits(lowered: str, digits: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The stretches of a text near digits, where dates and items of a list can be."""
    start = end = -1
    for at in digits:
        if end < 0 or at - _REACH > end:
            if end >= 0:
                yield start, end
            start = max(0, at - _REACH)
        if run := _DIGIT_RUN.match(lowered, at):
            end = min(len(lowered), run.end() + _REACH)
    if end >= 0:
        yield start, end
