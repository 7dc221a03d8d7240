"""Numbers in Vietnamese prose, with their exact span and value.

Digits ("2.205", "7,5", "4/8", "100%", "100 triệu", "5-6"), and number words ("hai", "mười
lăm", "một trăm linh năm", "hai nghìn"). Finds every number; which of them are figures is
decided by `bayen.intake.sieve`.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from bayen.intake.anchors import Opened, WordIndex

LARGEST = Decimal(10) ** 15
_MOST_WORDS = 24
"""Words of the longest number below the largest; a longer run is no number."""

SCALES = {
    "chục": 10,
    "trăm": 100,
    "nghìn": 1_000,
    "ngàn": 1_000,
    "vạn": 10_000,
    "triệu": 1_000_000,
    "tỷ": 1_000_000_000,
    "tỉ": 1_000_000_000,
}
_DIGIT_WORDS = {
    "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7,
    "tám": 8, "chín": 9,
}  # fmt: skip
_TAIL_WORDS = {**_DIGIT_WORDS, "mốt": 1, "tư": 4, "lăm": 5, "nhăm": 5, "bẩy": 7}

_PLAIN = (
    r"\d{1,3}(?:\.\d{3})+(?![\d])(?:,\d{1,3}(?!\d))?|\d+,\d+|\d+\.\d{1,2}(?=\s*(?:%|tỷ|tỉ"
    r"|triệu|(?:kg|tấn|km|ha)(?!\w)))|\d+"
)
_SCALE = r"(?:chục|trăm|nghìn|ngàn|vạn(?! chài| đò)|triệu|tỷ|tỉ)(?!\w)"
_DIGITS = re.compile(
    rf"(?P<first>{_PLAIN})"
    rf"(?:(?P<over>\s?/\s?|\s+trên\s+(?:tổng\s+số\s+)?)(?P<of>{_PLAIN})(?![\d/])"
    rf"|(?P<dash>(?:\s?%)?(?:\s?[-–]\s?|\s+đến\s+"
    rf"|\s+tới\s+))(?P<last>{_PLAIN})(?=\s+[^\W\d]|\s*%)(?!\s*(?:năm|tháng|ngày)\b))?"
    rf"(?:(?P<percent>\s?%|\s+phần\s+trăm(?!\w))|(?P<scale>(?:\s+{_SCALE}){{1,2}}))?"
)
_DECIMAL = re.compile(r"\d+\.\d{1,2}")
_MORE = re.compile(rf"\s+(?P<first>{_PLAIN})(?P<scale>\s+{_SCALE})")
_WORDS = Opened(
    r"(?:một|hai|ba|bốn|năm|sáu|bảy|bẩy|tám|chín|mười)(?!\w)"
    r"(?:\s(?:một|hai|ba|bốn|năm|sáu|bảy|bẩy|tám|chín|mười|mươi|mốt|tư|lăm|nhăm|linh|lẻ"
    r"|không|chục|trăm|nghìn|ngàn|vạn|triệu|tỷ|tỉ)(?!\w))*"
)
_PART_WORDS = {**_DIGIT_WORDS, "tư": 4, "mười": 10}
_PART = re.compile(rf"\sphần\s({'|'.join(_PART_WORDS)})(?!\w)")


class Number(NamedTuple):
    """A number where it stands.

    Attributes:
        start: first character in the text.
        end: one past the last.
        value: in base units; of a range the lower end.
        of: denominator of a fraction.
        percent: whether it is a percentage.
        ranged: whether it is a range ("5-6"), so that the truth may be more.
        words: whether it is written in words.
        scaled: whether a scale word ("triệu") is part of it.
    """

    start: int
    end: int
    value: Decimal
    of: Decimal | None = None
    percent: bool = False
    ranged: bool = False
    words: bool = False
    scaled: bool = False


def find_numbers(lowered: str, words: WordIndex | None = None) -> list[Number]:
    """Every number of a lower-cased NFC text, in order, never overlapping.

    Args:
        lowered: the text.
        words: its words, when they are known already.
    """
    found: list[Number] = []
    words = words or WordIndex(lowered)
    end = 0
    for at in words.digits:
        if at >= end and (match := _DIGITS.match(lowered, at)):
            end = match.end()
            if not found or at >= found[-1].end:
                found += _from_digits(lowered, match)
    taken = _covered(found)
    end = 0
    for match in _WORDS.finditer(lowered, words):
        if match.start() in taken or match.start() < end:
            continue
        number = _from_words(match)
        if number is not None:
            found.append(number)
            end = number.end
    return sorted((n for n in found if abs(n.value) < LARGEST), key=lambda n: n.start)


def _covered(numbers: list[Number]) -> set[int]:
    """Positions inside scaled digits, whose scale words are no numbers of their own."""
    return {at for n in numbers if n.scaled for at in range(n.start, n.end)}


def _from_digits(lowered: str, match: re.Match[str]) -> list[Number]:
    start, end = match.span()
    first, last, of = match["first"], match["last"], match["of"]
    value = parse_digits(first)
    if of is not None:
        return _fraction(match, value) if _is_share(match, value) else _apart(match, value)
    if last is not None and not _is_range(value, parse_digits(last)):
        cut = match.end("first")
        rest = match.start("last")
        return [
            Number(start, cut, value),
            Number(
                rest,
                end,
                _scaled(parse_digits(last), match["scale"]),
                percent=bool(match["percent"]),
            ),
        ]
    total = _scaled(value, match["scale"])
    if match["scale"]:
        more = _MORE.match(lowered, end)
        if more and _scaled(Decimal(1), more["scale"]) < _scaled(Decimal(1), match["scale"]):
            total += _scaled(parse_digits(more["first"]), more["scale"])
            end = more.end()
    return [
        Number(
            start, end, total,
            percent=bool(match["percent"]), ranged=last is not None, scaled=bool(match["scale"]),
        )
    ]  # fmt: skip


def _is_share(match: re.Match[str], value: Decimal) -> bool:
    """Whether "4 trên 10" is n of N; a smaller number after it is counted by itself."""
    return "trên" not in match["over"] or value <= parse_digits(match["of"])


def _apart(match: re.Match[str], value: Decimal) -> list[Number]:
    """Two numbers that are no n of N."""
    whole = parse_digits(match["of"])
    percent = bool(match["percent"])
    return [
        Number(match.start(), match.end("first"), value),
        Number(match.start("of"), match.end(), _scaled(whole, match["scale"]), percent=percent),
    ]


def _fraction(match: re.Match[str], value: Decimal) -> list[Number]:
    """One figure of n/N; a trailing percent belongs to the denominator only in "3/4%"."""
    whole = parse_digits(match["of"])
    end = match.end() if match["percent"] else match.end("of")
    return [Number(match.start(), end, value, of=whole, percent=bool(match["percent"]))]


def parse_digits(written: str) -> Decimal:
    """The value of digits: dots group thousands, a comma starts decimals.

    "1,200" and "1.5" are also met; see `grouped_by_comma` for the first.
    """
    if "," in written:
        whole, _, decimals = written.partition(",")
        return Decimal(f"{whole.replace('.', '')}.{decimals}")
    if _DECIMAL.fullmatch(written):
        return Decimal(written)
    return Decimal(written.replace(".", ""))


def _is_range(low: Decimal, high: Decimal) -> bool:
    return low < high and not (1900 <= low <= 2100 and 1900 <= high <= 2100)


def _scaled(value: Decimal, scale: str | None) -> Decimal:
    for word in (scale or "").split():
        value *= SCALES[word]
    return value


def _from_words(match: re.Match[str]) -> Number | None:
    words = match.group().split(" ")
    for length in range(min(len(words), _MOST_WORDS), 0, -1):
        value = parse_number_words(words[:length])
        if value is not None:
            end = match.start() + len(" ".join(words[:length]))
            if part := _PART.match(match.string, end):
                of = Decimal(_PART_WORDS[part.group(1)])
                return Number(match.start(), part.end(), Decimal(value), of=of, words=True)
            return Number(match.start(), end, Decimal(value), words=True, scaled=length > 1)
    return None


def parse_number_words(words: list[str]) -> int | None:
    """The value of Vietnamese number words, or None when they are not one number."""
    total, rest = 0, list(words)
    for scales in (("tỷ", "tỉ"), ("triệu",), ("vạn",), ("nghìn", "ngàn")):
        at = next((i for i, word in enumerate(rest) if word in scales), None)
        if at is not None:
            head = _below_thousand(rest[:at])
            if head is None:
                return None
            total += head * SCALES[rest[at]]
            rest = rest[at + 1 :]
    if not rest:
        return total or None
    if total and len(rest) == 1 and rest[0] in _TAIL_WORDS:
        return None
    tail = _below_thousand(rest)
    return None if tail is None else total + tail


def _below_thousand(words: list[str]) -> int | None:
    """0 to 999 from words such as "hai trăm linh năm", "mười lăm", "ba chục"."""
    if "trăm" in words:
        at = words.index("trăm")
        if at != 1 or words[0] not in {*_DIGIT_WORDS, "không"}:
            return None
        hundreds = _DIGIT_WORDS.get(words[0], 0) * 100
        rest = words[at + 1 :]
        if rest[:1] in (["linh"], ["lẻ"]):
            rest = rest[1:]
            return (
                hundreds + _TAIL_WORDS[rest[0]]
                if len(rest) == 1 and rest[0] in _TAIL_WORDS
                else None
            )
        if not rest:
            return hundreds
        tail = _below_hundred(rest)
        return None if tail is None or (len(rest) == 1 and rest[0] != "mười") else hundreds + tail
    return _below_hundred(words)


def _below_hundred(words: list[str]) -> int | None:
    match words:
        case [digit] if digit in _DIGIT_WORDS:
            return _DIGIT_WORDS[digit]
        case ["mười"]:
            return 10
        case ["mười", digit] if digit in _TAIL_WORDS:
            return 10 + _TAIL_WORDS[digit]
        case [digit, ("mươi" | "chục")] if digit in _DIGIT_WORDS:
            return _DIGIT_WORDS[digit] * 10
        case [digit, "mươi", tail] if digit in _DIGIT_WORDS and tail in _TAIL_WORDS:
            return _DIGIT_WORDS[digit] * 10 + _TAIL_WORDS[tail]
        case [digit, ("mốt" | "tư" | "lăm" | "nhăm") as tail] if digit in _DIGIT_WORDS:
            return _DIGIT_WORDS[digit] * 10 + _TAIL_WORDS[tail]
    return None
