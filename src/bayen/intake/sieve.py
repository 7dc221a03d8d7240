"""Which numbers are figures, with their bound and unit.

A number is dropped when it is part of a date, a time, the name of a road, a team, a document
or a hamlet, an age, a span of time, a telephone number, a count of page views, an item of a
list, a slogan in quotes. Every rule is a row of the lexicon or a pattern here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from bayen.catalogue.lexicon import Lexicon
from bayen.core.quantities import Bound
from bayen.intake.anchors import Anchors, Led, Opened
from bayen.intake.document import Passage
from bayen.intake.letters import LOWER, UPPER
from bayen.intake.numbers import Number, find_numbers
from bayen.intake.scan import Scan
from bayen.intake.units import Unit, UnitFinder
from bayen.intake.values import Candidate

_BOUNDS = {"over": Bound.OVER, "under": Bound.UNDER, "about": Bound.ABOUT}

_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH = r"(?:0?[1-9]|1[0-2])"
_YEAR = r"(?:19|20)\d\d"
_DATES = Led(
    rf"(?<!\d){_DAY}\s?[/.-]\s?{_MONTH}\s?[/.-]\s?(?:{_YEAR}|\d\d)(?!\d)"
    rf"|(?:ngày|sáng|chiều|tối|trưa|đêm|đến|từ|dịp|lễ|mùng|hôm|hội|hết|trước|sau|tới|và"
    rf"|kỷ niệm|truyền thống|khánh)\s+\(?{_DAY}\s?[/-]\s?{_MONTH}(?![\d/])(?!\s*(?:xã"
    rf"|thôn|bản|phường|huyện|tổ|hộ|vụ|khu|ấp|mô hình|tiêu chí|đơn vị))"
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
    rf"|tháng\s+{_MONTH}(?:\s?,\s?{_MONTH})+(?!\d)"
    rf"|(?:tháng|quý)\s+{_MONTH}\s+năm\s+{_YEAR}"
)
_PHONE = re.compile(
    r"0(?<!\d0)\d{2,3}[ .]?\d{3}[ .]?\d{3,4}(?!\d)"
    r"|(?:\+(?<!\d\+)84|1(?<!\d1)900|1(?<!\d1)800)[ .]?\d{4,}"
)
_LEGAL = re.compile(
    r"(?<!\d)\d+\s?/\s?(?:\d{4}\s?/\s?)?[a-zđ]{2,}[a-zđ0-9-]*|(?<!\d)\d+\s?-\s?(?:ct|nq|kl|qđ|kh|cv"
    r"|ttr|hd|bc|tb|qc|đa)(?!\w)"
)
_LIST_ITEM = re.compile(
    r"(?m)^[ \t\u00a0]*(?:\d{1,2}(?:\.\d{1,2})*[.)/](?!\d)"
    r"|\d{1,2}(?:\.\d{1,2})+(?=\s))|^[ \t]*(?:phần|mục)\s+\d+"
    r"|^[ \t\u00a0]*\d{1,2}\s*-\s(?=\D)"
)
_QUOTE = re.compile(r"[“\"‘]([^“”\"\n‘’]{1,90})[”\"’]")
_SPOKEN = re.compile(r"[:,]\s*$")  # a quotation of speech, not a name in quotes
_PLATE = re.compile(r"\d{2}(?<!\w\d\d)[a-z]\d?[- .]\d{3,5}|(?<!\d)\d+\s?[°']")
_QUANTIFIER = re.compile(
    r"(?:mỗi|toàn|các|cấp|công an|từng|tại mỗi|trong|những|hai|cả|một|số|đảng ủy|ubnd"
    r"|lực lượng|của|cho|ở|nhiều|địa bàn|thành lập|ra mắt|có|được|gồm|là"
    r"|xây dựng)\s+\S+(?:\s\S+)?$"
)
_NEXT_WORD = re.compile(r"\s*[“\"(]?\s*([^\W\d_]+)")
_LABEL = re.compile(r"[:=]\s*(?:\w+\s+)?$")
_FOOTER_BREAK = re.compile(
    r"(?im)^[^\S\n]*(?:lượt truy cập|liên kết web|liên kết banner|thống kê truy cập"
    r"|tin liên quan|các tin khác|tin khác|tin cùng chuyên mục|bài viết khác|bình luận"
    r"|xem thêm|tin mới hơn|tin cũ hơn|tin đã đưa|bài viết liên quan|ý kiến bạn đọc"
    r"|tìm kiếm theo ngày|đọc thêm|tin nổi bật|tin mới nhất|có thể bạn quan tâm"
    r"|tin đọc nhiều)[^\S\n]*:?[^\S\n]*$"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A figure with what the resolver needs of its unit."""

    candidate: Candidate
    number: Number
    unit: Unit | None


_UP_OR_DOWN = re.compile(r"[^.;,\d\n]{0,28}?\s(trở lên|trở xuống)")


class Sieve:
    """The rules of the lexicon compiled; made once, used for every document."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.units = UnitFinder(lexicon)
        self._left = {
            name: re.compile(rf"(?:^|[^\w])(?P<word>{words})\s*(?:[“\"]\s*)?$")
            for name, words in lexicon.not_left.items()
        }
        self._left_words = lexicon.not_left
        self._left_anchors = Anchors(lexicon.not_left.values())
        self._right = {
            name: re.compile(rf"\s*(?:{words})(?!\w)") for name, words in lexicon.not_right.items()
        }
        self._turns = Opened(rf"(?:{lexicon.not_whole})(?!\w)")
        self._before = _bound_pattern(lexicon.bounds_before)
        self._bounds_before = lexicon.bounds_before
        self._after = re.compile(rf"\s*(?:{'|'.join(lexicon.bounds_after)})")
        self._bounds_after = lexicon.bounds_after

    def find(self, scan: Scan, passages: tuple[Passage, ...]) -> list[Found]:
        """The figures of a text in order; never raises."""
        lowered = scan.lowered
        blocked = _blocked(scan, self._turns)
        stop = _footer_start(scan.text)
        plans = _plans(scan)
        found: list[Found] = []
        passage = 0
        for number in find_numbers(lowered, scan.words):
            if number.start >= stop or any(at in blocked for at in (number.start, number.end - 1)):
                continue
            if any(s <= number.start < e for s, e in plans) and not _DONE.search(
                lowered, scan.sentence(number.start).start, number.start
            ):
                continue
            while passage + 1 < len(passages) and passages[passage + 1].start <= number.start:
                passage += 1
            figure = self._judge(scan, number, passage, found[-1] if found else None)
            if figure is not None:
                found.append(_with_inherited_unit(figure, found, scan))
        return found

    def _judge(self, scan: Scan, number: Number, passage: int, last: Found | None) -> Found | None:
        lowered = scan.lowered
        number = _comma_thousands(number, lowered)
        bound, left_end = self.bound(lowered, number)
        unit = self.units.find(lowered, number.end)
        if (
            number.scaled
            and unit is None
            and re.match(r"\s*đ(?!\w)", lowered[number.end : number.end + 3])
        ):
            return None
        if _glued(lowered, number, unit):
            return None
        left = re.sub(r"[ \u00a0]+", " ", lowered[max(0, left_end - 32) : left_end])
        if "\n" in left:
            left = left[left.rindex("\n") + 1 :]
        if self._excluded_left(left, number, unit, bound) or self._excluded_right(
            lowered, number, unit
        ):
            return None
        if _is_target(scan, number.start) or _is_rate_of_pay(scan, number, unit):
            return None
        if number.words and not self._words_count(lowered, left, number, unit, bound):
            return None
        if unit is None and not _stands_without_unit(scan, left, number, last):
            return None
        text = scan.text[number.start : number.end]
        name = "%" if number.percent else unit.text if unit else ""
        candidate = Candidate(
            number.start, number.end, text, number.value, number.of, bound, name, passage
        )
        return Found(candidate, number, unit)

    def bound(self, lowered: str, number: Number) -> tuple[Bound, int]:
        """How exact the words beside it make a number, and where the words before it begin."""
        start = number.start
        before = self._before.search(lowered, max(0, start - 24), start)
        after = self._after.match(lowered, number.end)
        if after is None:
            tail = _UP_OR_DOWN.match(lowered, number.end)
            word = tail.group(1) if tail else ""
        else:
            word = after.group().strip()
        if (
            before
            and before.group("word") == "trên"
            and _OUT_OF.search(lowered[max(0, start - 30) : before.start("word")])
        ):
            before = None  # "66 vụ thành trên 73 vụ": out of, not more than
        if before and not re.search(
            r"(?:dài|rải)\s*trên\s*$", lowered[max(0, before.start() - 6) : before.start("word")]
        ):
            kind = self._bounds_before[" ".join(before.group("word").split())]
            return _BOUNDS[kind], before.start("word")
        if word:
            return _BOUNDS[self._bounds_after[word]], start
        return (Bound.OVER if number.ranged else Bound.EXACT), start

    def _excluded_left(self, left: str, number: Number, unit: Unit | None, bound: Bound) -> bool:
        if bound or number.percent or (number.scaled and not number.words):
            return bool(self._left["views"].search(left))
        if number.of is not None and unit is not None:
            return False
        named = self._left_anchors.may_match(left)
        for name, words in self._left_words.items():
            if words in self._left_anchors.anchored and words not in named:
                continue
            match = self._left[name].search(left)
            if match and not _spared(name, match["word"], left, number, unit):
                return True
        return False

    def _excluded_right(self, lowered: str, number: Number, unit: Unit | None) -> bool:
        if number.percent:
            just_before = lowered[max(0, number.start - 12) : number.start]
            return bool(re.search(r"vượt\s*(?:hơn|trên)?\s*$", just_before))
        if number.scaled and unit is not None:
            return False
        if self._right["time"].match(lowered, number.end):
            return not (unit and "workday" in unit.classes)
        if (
            unit is not None
            and "length" in unit.classes
            and _FAR.search(lowered[max(0, number.start - 60) : number.start])
        ):
            return True
        if self._right["measure"].match(lowered, number.end) or _on_duty(lowered, number, unit):
            return True
        if self._right["age"].match(lowered, number.end):
            return True
        if unit is not None:
            if unit.text == "tiêu chí" and lowered[: number.start].rstrip().endswith("cả"):
                return True
            return (
                "criterion" in unit.classes
                and number.of is None
                and not unit.text.startswith("tiêu chí")
            )
        if _DESCRIBES.match(lowered, number.end):
            return False
        return bool(self._right["slogan"].match(lowered, number.end))

    def _words_count(
        self, lowered: str, left: str, number: Number, unit: Unit | None, bound: Bound
    ) -> bool:
        """Whether number words count something: never "một" as an article."""
        if unit is None or "criterion" in unit.classes:
            return False
        word = lowered[number.start : number.end]
        if re.search(
            r"(?:hàng|vài|mấy|dăm|thứ|tháng|năm|từng|mỗi|nhiều|ngày|mồng|mùng|lần)\s*$", left
        ):
            return False
        if word == "một":
            return (
                bool(bound)
                or bool(
                    re.search(
                        r"(?:chỉ|thêm|có|và|xảy ra|làm|gồm|thu giữ|bắt|bắt giữ"
                        r"|phát hiện|giao nộp|thu hồi)\s*$",
                        left,
                    )
                    and unit.classes & {"case", "gun", "subject", "round"}
                )
                or bool(
                    re.search(r"(?:thành lập|ra mắt|mở|thêm|xây dựng mới|xây dựng được)\s*$", left)
                    and unit.classes & {"model", "group", "club", "course", "house"}
                )
            )
        if word == "năm":
            return not re.search(
                r"(?:trong|cả|hàng|hằng|các|nhiều|những|vào|đầu|cuối|giữa|qua|trước"
                r"|sau|mới|\d)\s*$",
                left,
            )
        return True


_TARGET = Opened(
    r"(?<!đăng ký )(?:dự kiến(?! đã)|phấn đấu(?![^.;]*hiện)|sẽ (?:tổ chức|lắp|xây|triển khai|trao"
    r"|nhân rộng|hỗ trợ)|đặt mục tiêu|đề ra mục tiêu|mục tiêu đến|đề ra chỉ tiêu"
    r"|đặt chỉ tiêu (?:kéo )?giảm|theo quy định mỗi|yêu cầu mỗi)"
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


def _with_inherited_unit(figure: Found, found: list[Found], scan: Scan) -> Found:
    """An elliptic figure counts what the one before counts: "52 xã … xuất sắc, 37 khá"."""
    if figure.candidate.unit or not found:
        return figure
    before = found[-1].candidate
    if before.unit == "%" or scan.sentence_number(before.start) != scan.sentence_number(
        figure.candidate.start
    ):
        return figure
    named = _NAMES_ITSELF.match(scan.lowered, figure.candidate.end)
    if figure.unit is None and named and not _DESCRIBES.match(scan.lowered, figure.candidate.end):
        return replace(figure, candidate=replace(figure.candidate, unit=named.group(1)))
    if re.search(
        r"[^\W\d]\s*:\s*$", scan.text[max(0, figure.candidate.start - 4) : figure.candidate.start]
    ):
        return figure  # what a label before it counts: "điểm chữa cháy công cộng: 12"
    told = found[-1].unit
    end = figure.number.end
    unit = (
        Unit(before.unit, told.word, end, end, told.classes)
        if told and figure.unit is None
        else None
    )
    return replace(figure, unit=unit, candidate=replace(figure.candidate, unit=before.unit))


# A further aim after a semicolon: "phấn đấu …; tổ chức ít nhất 40 buổi".
_PLAN_VERB = re.compile(
    r";\s*(?:tổ chức|xây dựng|duy trì|vận động|nhân rộng|củng cố|lắp đặt|triển khai|tuyên truyền"
    r"|không để|giảm|tăng|kéo giảm|hoàn thành|bảo đảm|đảm bảo|ít nhất|tối thiểu|trên|có)(?!\w)"
    r"(?! được| thành công)"
)
# What a report means to do next stands under a heading of its own, to the next such heading.
_PLAN_HEADING = re.compile(
    r"(?im)^[ \t]*(?P<mark>[ivx]{1,4}|[a-c]|phần (?:thứ )?\w+|\d)?[ \t]*[.)/:-]*[ \t]*"
    r"(?:(?:một số )?(?:phương hướng|nhiệm vụ trọng tâm|nhiệm vụ, giải pháp|nhiệm vụ thời gian tới"
    r"|nhiệm vụ công tác|kế hoạch công tác|chương trình công tác|chỉ tiêu, nhiệm vụ"
    r"|mục tiêu, nhiệm vụ|dự kiến)[^\n.;]{0,90})[.:]?[ \t]*$"
)
_PLAN_WORDS = re.compile(r"phương hướng|nhiệm vụ|kế hoạch|chương trình|chỉ tiêu|mục tiêu|dự kiến")
_MARKS = (
    re.compile(r"(?m)^[ \t]*[IVX]{1,4}[ \t]*[.)/-]"),
    re.compile(r"(?m)^[ \t]*[A-C][ \t]*[.)/-]"),
    re.compile(r"(?im)^[ \t]*phần (?:thứ )?\w+"),
    re.compile(r"(?m)^[ \t]*\d{1,2}[ \t]*[.)/-]"),
)
_DONE = re.compile(r"(?<!\w)(?:đã|hiện có|hiện nay|hiện|đến nay|vừa qua|kết quả)(?!\w)")
_UPPER_LINE = re.compile(rf"(?m)^(?=[^\n]*[{UPPER}]{{3}})[^{LOWER}\n]{{12,}}$")


def _plan_headings(scan: Scan) -> Iterator[re.Match[str]]:
    """The headings over what shall be done next; only lines with a word for it are tried."""
    tried = -1
    for word in _PLAN_WORDS.finditer(scan.lowered):
        line = scan.line_start(word.start())
        if line != tried and (heading := _PLAN_HEADING.match(scan.text, line)):
            yield heading
        tried = line


def _plans(scan: Scan) -> list[tuple[int, int]]:
    """The stretches of a report that say what shall be done next."""
    text, stretches = scan.text, []
    for heading in _plan_headings(scan):
        mark = heading["mark"] or ""
        ends = next((p for p in _MARKS if mark and p.match(text, heading.start())), _UPPER_LINE)
        after = ends.search(text, heading.end())
        stretches.append((heading.end(), after.start() if after else len(text)))
    return stretches


_BY_NOW = re.compile(r"đến nay|hiện|nay (?:đã )?đạt|đã đạt|mới đạt|kết quả")


def _is_target(scan: Scan, at: int) -> bool:
    """Whether the clause says what shall be, not what is: "phấn đấu 100% số hộ…"."""
    sentence = scan.sentence(at)
    match = _TARGET.search(scan.lowered, scan.words, sentence.start, at)
    if match is None:
        return False
    clause = scan.lowered.rfind(";", match.end(), at)
    if clause >= 0 and not _PLAN_VERB.match(scan.lowered, clause):
        return False
    said = scan.lowered[match.end() : at]  # how things stand: "phấn đấu …, nay đạt 16/19"
    return said.count("(") <= said.count(")") and not _BY_NOW.search(said)


def _spared(name: str, word: str, left: str, number: Number, unit: Unit | None) -> bool:
    """Whether a word that usually names something does not do so here."""
    value = number.value
    if name == "document":
        if word == "số":
            named = unit is None or bool(unit.classes & {"place", "village", "district"})
            return not named or bool(re.search(r"(?:trong|tổng|con|với|chiếm|dân)\s+số\s*$", left))
        return word in {"tổ công tác", "ban công tác", "tiêu chí", "chuyên đề"} and unit is not None
    if name == "time":
        if unit is None:
            return False
        return (
            (word == "tháng" and value > 12)
            or (word == "ngày" and value > 31)
            or (word in {"quý", "tuần"} and value > 52)
            or (word in {"tối", "sáng", "chiều", "đêm"} and value > 24)
            or (word == "năm" and not 1900 <= value <= 2100)
            or word in {"năm học", "kỷ niệm"}
        )
    if name in {"place", "team", "ordinal", "road"}:
        return unit is not None and _counts_after_name(name, word, left, number, unit)
    if name == "contact":
        return unit is not None and word == "gọi"
    if name == "age":
        return word != "tuổi" and word not in {"cách đây", "cách nay"}
    if name == "vague":
        return word in {"cả", "những", "từng", "nhiều"} and unit is not None
    if name == "views":
        return unit is not None and word in {
            "tất cả",
            "hôm nay",
            "khách",
            "trực tuyến",
            "page",
            "tháng hiện tại",
        }
    return False


_EACH_PAID = re.compile(
    r"(?:mỗi|giá (?:một|mỗi)|bình quân|mức (?:hỗ trợ|phạt|phụ cấp|chi)|(?:hằng|hàng"
    r"|mỗi) tháng)(?![^.;]*tổng)"
)


def _is_rate_of_pay(scan: Scan, number: Number, unit: Unit | None) -> bool:
    """Whether money is a price or a wage for each, not a sum: "mỗi suất 500 nghìn đồng"."""
    if unit is None or "money" not in unit.classes:
        return False
    if re.match(r"\s*/", scan.lowered[unit.end : unit.end + 2]):
        return True
    start = max(
        scan.sentence(number.start).start,
        number.start - 110,
        scan.lowered.rfind(";", 0, number.start) + 1,
    )
    return bool(_EACH_PAID.search(scan.lowered, start, number.start))


_PERSONS = {"người", "người dân", "nhân dân", "quần chúng", "bà con", "quần chúng nhân dân"}


def _counts_after_name(name: str, word: str, left: str, number: Number, unit: Unit) -> bool:
    """Whether a number after "thôn", "đội", "đợt"… counts its noun: "mỗi thôn 2 tổ"."""
    if name == "place":
        if unit.classes & {"place", "district", "village"} and word not in {"cụm", "khu vực"}:
            return False
        return number.value > 20 or unit.text not in _PERSONS or bool(_QUANTIFIER.search(left))
    if _QUANTIFIER.search(left) or number.value > 99:
        return True
    if name == "team":
        return word in {"trạm", "đoàn", "phòng", "khu"} and "place" not in unit.classes
    return number.value > 50 or word in _SELDOM_NAMES


_SELDOM_NAMES = {
    "tuyến",
    "điểm",
    "bài",
    "ca",
    "lô",
    "tua",
    "cầu",
    "phố",
    "lần",
    "loại",
    "mức",
    "cấp",
}


def _bound_pattern(words: Iterable[str]) -> re.Pattern[str]:
    ordered = sorted(words, key=len, reverse=True)
    alternatives = "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in ordered)
    return re.compile(rf"(?<!\w)(?P<word>{alternatives})\s+(?:(?:là|có|được|đạt|tới|đến)\s+)?$")


_DIGIT_RUN = re.compile(r"\d[\d./,:-]*")
_REACH = 44


def _around_digits(lowered: str) -> Iterator[tuple[int, int]]:
    """The stretches of a text near digits, where dates and document numbers can be."""
    start = end = -1
    for match in _DIGIT_RUN.finditer(lowered):
        if match.start() - _REACH > end:
            if end >= 0:
                yield start, end
            start = max(0, match.start() - _REACH)
        end = min(len(lowered), match.end() + _REACH)
    if end >= 0:
        yield start, end


def _blocked(scan: Scan, turns: Opened) -> set[int]:
    """Positions inside dates, telephone and document numbers, list items and slogans."""
    lowered = scan.lowered
    blocked: set[int] = set()
    for start, end in _around_digits(lowered):
        for pattern in (_DATES, _PHONE, _LEGAL, _LIST_ITEM, _PLATE):
            for match in pattern.finditer(lowered, start, end):
                blocked.update(range(match.start(), match.end()))
    for match in turns.finditer(lowered, scan.words):
        blocked.update(range(match.start(), match.end()))
    for match in _QUOTE.finditer(lowered):
        if _SPOKEN.search(lowered[max(0, match.start() - 3) : match.start()]):
            continue
        if any(char.isdigit() for char in match.group(1)) or len(match.group(1)) < 60:
            blocked.update(range(match.start(1), match.end(1)))
    return blocked


def _footer_start(text: str) -> int:
    match = _FOOTER_BREAK.search(text, len(text) // 2)
    return match.start() if match else len(text)


def _glued(lowered: str, number: Number, unit: Unit | None) -> bool:
    """Whether the number is part of a word: "V05", "7A", "09-CT"."""
    before = lowered[number.start - 1 : number.start]
    if before.isalpha() or before == "_":
        return True
    if before in {"-", "–"} and lowered[number.start - 2 : number.start - 1].isalnum():
        return True
    if before in {".", ","} and lowered[number.start - 2 : number.start - 1].isdigit():
        return True
    if before == "/" and lowered[number.start - 2 : number.start - 1].isdigit():
        return True
    after = lowered[number.end : number.end + 1]
    if after.isalpha():
        return unit is None or unit.start != number.end
    return (
        after in {"/", "-"} and lowered[number.end + 1 : number.end + 2].isdigit()
    ) or after == "+"


def _comma_thousands(number: Number, lowered: str) -> Number:
    """Read "1,200 lượt" as 1200: some papers group by commas, and people have no decimals."""
    text = lowered[number.start : number.end]
    if not re.fullmatch(r"[1-9]\d{0,2}(?:,\d{3})", text):
        return number
    if re.match(
        r"\s*(?:km|ki|ha|kg|g\b|gam|tấn|m\b|m2|m²|triệu|tỷ|tỉ|%|mét|đường biên)",
        lowered[number.end : number.end + 12],
    ):
        return number
    return Number(number.start, number.end, Decimal(text.replace(",", "")))


_FAR = re.compile(r"(?<!\w)(?:cách|xa)(?! mạng)[^.;,]{0,50}$")
_OUT_OF = re.compile(
    r"\d (?:vụ|vụ việc|xã|hộ|thôn|tổ|người|đơn vị|bản|ấp)(?: (?:thành|thành công|đạt))?\s*$"
)
# "thành 61, không thành 9": what is counted was named before and its share before the number.
_TOLD_BEFORE = re.compile(
    r"(?:hòa giải|hoà giải|trong đó|,|;|\(|:"
    r"|loại) ?(?:hòa giải )?(?:không )?(?:xuất sắc|khá|trung bình|yếu|thành(?: công)?"
    r"|làm rõ|hình sự|còn|đang (?:tiến hành|hòa giải|giải quyết))(?: là)?\s*:?\s*$"
)


_PROPER = re.compile(r"[^\W\d_][\w’']*[ \u00a0]$")


_AFTER_BARE = re.compile(r"\s*(?:[,;)]|\.(?!\d)|\s(?:và|vụ)\s|$|\n|\()")
_BEFORE_BARE = re.compile(rf"[{LOWER}]{{2,}}[:”]?\s*(?:(?:hơn|trên|gần|khoảng)\s*)?$")


def _in_list(scan: Scan, left: str, number: Number, last: Found | None) -> bool:
    """Whether a bare number goes on a list: "duy trì 12 mô hình, xây dựng mới 3, nhân rộng 5"."""
    if last is None or number.words or not last.candidate.unit or last.candidate.unit == "%":
        return False
    if scan.sentence_number(last.number.start) != scan.sentence_number(number.start):
        return False
    return bool(_BEFORE_BARE.search(left) and _AFTER_BARE.match(scan.lowered, number.end))


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


def _on_duty(lowered: str, number: Number, unit: Unit | None) -> bool:
    """Whether shifts of a duty are told, not counted work: "trực 3 ca, 4 kíp"."""
    if unit is None or unit.word not in {"ca", "kíp"}:
        return False
    return bool(
        re.search(
            r"(?:trực|chia làm|chia thành|làm việc)[^.;]{0,12}$",
            lowered[max(0, number.start - 24) : number.start],
        )
    )


_DESCRIBES = re.compile(
    r"\s*(?:trong số (?:đó|này)|đường biên|chính quy|bán chuyên|hình sự|hành chính"
    r"|thành công|không thành|xuất sắc|khá|trung bình|yếu|có giá trị"
    r"|ma túy|ma tuý|bị thương|chết|tử vong|được|nam\b|nữ\b|phạm pháp|tai nạn|súng"
    r"|nòng|hòa giải|hoà giải)"
)


def _stands_without_unit(scan: Scan, left: str, number: Number, last: Found | None) -> bool:
    """Whether a number with no known noun still counts: "18 chính quy", "Tổ hòa giải: 12"."""
    if number.percent:
        return True
    lowered = scan.lowered
    if number.of is not None:
        same = last is not None and last.number.of == number.of and number.of > 12
        told = number.of == number.value or number.of > 12
        labelled = told and re.search(r"[^\d\s]\s*:\s*$", left) and "lượt" not in left
        return bool(
            same
            or (labelled and re.match(r"\s*(?:[;,.(]|\n|$)", lowered[number.end :]))
            or re.match(r"\s*đạt", lowered[number.end : number.end + 8])
        )
    if _named_with_number(scan, number):
        return False
    if 1900 <= number.value <= 2100 and "." not in lowered[number.start : number.end]:
        return False
    if _DESCRIBES.match(lowered, number.end):
        return True
    if _TOLD_BEFORE.search(left) and re.match(r"\s*[;,.)(]|\s+đang", lowered[number.end :]):
        return True
    if _in_list(scan, left, number, last):
        return True
    if _LABEL.search(left) and "lượt" not in left:
        return bool(re.match(r"\s*(?:[;,.(]|\n|$)", lowered[number.end :]))
    following = _NEXT_WORD.match(scan.text, number.end)
    if following is None or "\n" in scan.text[number.end : following.start(1)]:
        return False
    word = following.group(1)
    is_word = len(word) > 1 or word == "ổ"
    return word.islower() and is_word and not _FUNCTION.fullmatch(word)


_FUNCTION = re.compile(
    r"và|là|của|được|với|trong|trên|dưới|tại|ở|cho|để|đến|từ|thì|mà|như|do|bởi|đã|đang"
    r"|sẽ|cũng|đều|nhưng|hoặc|hay|khi|nếu"
    r"|theo|về|ra|vào|lên|xuống|qua|so|này|đó|kia|ấy|trở|hơn|nữa|rồi|còn|tăng|giảm"
    r"|thuộc|đồng|không|gồm|bao|nhằm|sau|trước|đạt|tham|những|các"
)
