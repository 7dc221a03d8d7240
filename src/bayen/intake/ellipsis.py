"""Numbers whose noun is left out: "18 chính quy", "xây dựng mới 3", "37 khá"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bayen.intake.found import Found
from bayen.intake.letters import LOWER
from bayen.intake.named_shares import is_share_of_named
from bayen.intake.numbers import Number
from bayen.intake.scan import Scan
from bayen.intake.units import Unit

DESCRIBES = re.compile(
    r"\s*(?:trong số (?:đó|này|ấy)|trong đó(?! có)"
    r"|đường biên|chính quy|bán chuyên|hình sự|hành chính"
    r"|thành công|không thành|xuất sắc|khá|trung bình|yếu|có giá trị"
    r"|ma túy|ma tuý|bị thương|chết|tử vong|được|nam\b|nữ\b|phạm pháp|tai nạn|súng"
    r"|nòng|hòa giải|hoà giải)"
)
# "thành 61, không thành 9": what is counted was named before and its share before the number.
_TOLD_BEFORE = re.compile(
    r"(?:hòa giải|hoà giải|trong đó|,|;|\(|:"
    r"|loại) ?(?:hòa giải )?(?:không )?(?:xuất sắc|khá|trung bình|yếu|thành(?: công)?"
    r"|làm rõ|khám phá(?: được)?|(?:hòa giải|giải quyết|xử) xong"
    r"|(?:phạm pháp )?hình sự|ma t[uú]y|trộm cắp(?: tài sản)?|(?:cố ý )?gây thương tích"
    r"|lừa đảo|đánh bạc|(?:vi phạm )?hành chính|(?:làm )?(?:chết|bị thương)|tử vong|còn"
    r"|đang (?:tiến hành|hòa giải|giải quyết))(?: là)?\s*:?\s*$"
)
# "26 vụ, cùng kỳ 31": what another time had of the same.
_OF_ANOTHER_TIME = re.compile(
    r"(?:cùng kỳ(?: năm (?:trước|ngoái|\d{4}))?|(?:tháng|quý|kỳ|năm) trước|năm ngoái)"
    r"(?: là| có| xảy ra)?\s*:?\s*$"
)
# "Năm 2022 mới được 7": a number alone that can only be of what was counted before.
_AGAIN = re.compile(
    r"(?:(?:mới|chỉ|thu|bắt|phá|vận động|làm|gom) được|giữ lại|bỏ(?: hẳn)?|(?:chỉ|mới|vẫn|nay) có"
    r"|(?:chỉ |giảm |nay )?còn|làm rõ|(?:con )?số (?:này|ấy|đó) là"
    r"|cùng kỳ(?: [^.;\d]{0,30})?\d{0,4}(?:,[^.;\d]{0,50})? là"
    r"|năm \d{4} (?:là|có|được|chỉ|lên))(?: (?:hơn|gần|trên|khoảng|chừng))?\s*$"
)
_ENDS = re.compile(r"\s*(?:[;,.()]|\n|$)")
_ENDS_OR_GOES_ON = re.compile(r"\s*[;,.)(]|\s+đang")
_LABELLED = re.compile(r"[^\W\d]\s*:\s*$")
_NEXT_WORD = re.compile(r"\s*[“\"(]?\s*([^\W\d_]+)")
_LABEL = re.compile(r"[:=]\s*(?:\w+\s+)?$")
_PROPER = re.compile(r"[^\W\d_][\w’']*[ \u00a0]$")
_AFTER_BARE = re.compile(r"\s*(?:[,;)]|\.(?!\d)|\s(?:và|vụ)\s|$|\n|\()")
_BEFORE_BARE = re.compile(rf"[{LOWER}]{{2,}}[:”]?\s*(?:(?:hơn|trên|gần|khoảng)\s*)?$")
FUNCTION = re.compile(
    r"và|là|của|được|với|trong|trên|dưới|tại|ở|cho|để|đến|từ|thì|mà|như|do|bởi|đã|đang"
    r"|sẽ|cũng|đều|nhưng|hoặc|hay|khi|nếu"
    r"|theo|về|ra|vào|lên|xuống|qua|so|này|đó|kia|ấy|trở|hơn|nữa|rồi|còn|tăng|giảm"
    r"|thuộc|đồng|không|gồm|bao|nhằm|sau|trước|đạt|tham|những|các"
)
# A noun that no list has: "bổ sung 2.610 đầu sách" counts no more of what was counted before.
_NAMES_ITSELF = re.compile(
    r" ((?!(?:và|là|của|được|với|trong|trên|dưới|tại|ở|cho|để|đến|từ|thì|mà|như|do|bởi|đã|đang|sẽ"
    r"|cũng|đều|nhưng|hoặc|hay|khi|nếu|theo|về|ra|vào|lên|xuống|qua|so|này|đó|trở|hơn|còn|tăng|giảm"
    r"|thuộc|không|gồm|bao|nhằm|sau|trước|đạt|tham|những|các|có|bị|chưa|thành|phải|vi|tiến|nặng|nhẹ"
    r"|đặc|rất|loại|kiểu|hoạt|tốt|quá|chuyên|kém|mới|cũ|tiếp|hiện|xếp|đúng|cùng|đại|đáp|xây|cơ|liên"
    r"|chiếm|bằng|lần|đề|nghiêm|vụ|phạm|chính|bán|hình|hành|giải|đưa|riêng|tổng|toàn)(?!\w))"
    rf"[{LOWER}]{{2,}}) (?=[{LOWER}(])"
)


def last_counted(found: Sequence[Found], scan: Scan, number: Number) -> Found | None:
    """The figure before that a bare number may go on from; a share beside it is passed over.

    "29 vụ, giảm 21,6%; làm rõ 26": the 26 are of the 29, not of the per cent.
    """
    first = scan.sentence_number(number.start) - _goes_back(scan, number)
    for figure in reversed(found):
        if scan.sentence_number(figure.number.start) < first:
            break
        if figure.candidate.unit != "%":
            return figure
    return None


def _goes_back(scan: Scan, number: Number) -> int:
    """How many sentences back a number's noun may stand: "… 16 khẩu. Năm sau được 25."."""
    start = scan.sentence(number.start).start
    begins_line = not scan.text[scan.line_start(number.start) : start].strip()
    if number.words or begins_line or not _ENDS.match(scan.lowered, number.end):
        return 0
    return 1 if _AGAIN.search(scan.lowered, start, number.start) else 0


def stands_without_unit(scan: Scan, left: str, number: Number, found: Sequence[Found]) -> bool:
    """Whether a number with no known noun still counts: "18 chính quy", "Tổ hòa giải: 12"."""
    if number.percent:
        return True
    last = found[-1] if found else None
    lowered = scan.lowered
    if number.of is not None:
        same = last is not None and last.number.of == number.of and number.of > 12
        told = number.of == number.value or number.of > 12
        labelled = told and re.search(r"[^\d\s]\s*:\s*$", left) and "lượt" not in left
        counted = last_counted(found, scan, number)
        all_of_them = counted is not None and number.of == number.value == counted.number.value
        return bool(
            same
            or (_TOLD_BEFORE.search(left) and _ENDS.match(lowered, number.end))
            or (all_of_them and _ENDS.match(lowered, number.end))
            or (labelled and _ENDS.match(lowered, number.end))
            or re.match(r"\s*đạt", lowered[number.end : number.end + 8])
        )
    counted = last_counted(found, scan, number)
    if is_share_of_named(scan, number, counted):
        return True
    if _named_with_number(scan, number):
        return False
    if 1900 <= number.value <= 2100 and "." not in lowered[number.start : number.end]:
        return False
    if DESCRIBES.match(lowered, number.end):
        return True
    if _TOLD_BEFORE.search(left) and _ENDS_OR_GOES_ON.match(lowered, number.end):
        return True
    if counted is not None and _goes_back(scan, number) and counted.candidate.unit != "":
        return True
    if _in_list(scan, left, number, counted) or _compares(scan, left, number, counted):
        return True
    if _LABEL.search(left) and "lượt" not in left:
        return bool(_ENDS.match(lowered, number.end))
    following = _NEXT_WORD.match(scan.text, number.end)
    if following is None or "\n" in scan.text[number.end : following.start(1)]:
        return False
    word = following.group(1)
    is_word = len(word) > 1 or word == "ổ"
    return word.islower() and is_word and not FUNCTION.fullmatch(word)


def _named_with_number(scan: Scan, number: Number) -> bool:
    """Whether a number ends a proper name: "khu công nghiệp Biên Hòa 2"."""
    match = _PROPER.search(scan.text, max(0, number.start - 14), number.start)
    if match is None:
        return False
    word = match.group()
    start = scan.sentence(number.start).start
    return (
        word[:1].isupper() and not word.isupper() and scan.text[start : match.start()].strip() != ""
    )


def _in_list(scan: Scan, left: str, number: Number, last: Found | None) -> bool:
    """Whether a bare number goes on a list: "duy trì 12 mô hình, xây dựng mới 3, nhân rộng 5"."""
    if last is None or number.words or not last.candidate.unit or last.candidate.unit == "%":
        return False
    if scan.sentence_number(last.number.start) != scan.sentence_number(number.start):
        return False
    return bool(_BEFORE_BARE.search(left) and _AFTER_BARE.match(scan.lowered, number.end))


def _compares(scan: Scan, left: str, number: Number, last: Found | None) -> bool:
    """Whether a bare number is what is compared with: "26 vụ, cùng kỳ 31"."""
    if last is None or last.candidate.unit in {"", "%"}:
        return False
    if scan.sentence_number(last.number.start) != scan.sentence_number(number.start):
        return False
    return bool(_OF_ANOTHER_TIME.search(left) and _ENDS.match(scan.lowered, number.end))


def with_inherited_unit(figure: Found, found: list[Found], scan: Scan) -> Found:
    """An elliptic figure counts what the one before counts: "52 xã … xuất sắc, 37 khá"."""
    if figure.candidate.unit:
        return figure
    told_before = last_counted(found, scan, figure.number)
    if told_before is None:
        return figure
    before = told_before.candidate
    named = _NAMES_ITSELF.match(scan.lowered, figure.candidate.end)
    if figure.unit is None and named and not DESCRIBES.match(scan.lowered, figure.candidate.end):
        return figure._replace(candidate=figure.candidate._replace(unit=named.group(1)))
    if _LABELLED.search(scan.text[max(0, figure.candidate.start - 4) : figure.candidate.start]):
        return figure  # what a label before it counts: "điểm chữa cháy công cộng: 12"
    told = told_before.unit
    end = figure.number.end
    unit = (
        Unit(before.unit, told.word, end, end, told.classes)
        if told and figure.unit is None
        else None
    )
    return figure._replace(unit=unit, candidate=figure.candidate._replace(unit=before.unit))
