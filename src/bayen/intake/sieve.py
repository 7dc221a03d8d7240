"""Which numbers are figures, with their bound and unit.

A number is dropped when it is part of a date, a time, the name of a road, a team, a document
or a hamlet, an age, a span of time, a telephone number, a count of page views, an item of a
list, a slogan in quotes. Every rule is a row of the lexicon or a pattern of the modules used here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from bayen.catalogue.lexicon import Lexicon
from bayen.intake.anchors import Opened
from bayen.intake.bounds import BoundFinder
from bayen.intake.document import Passage
from bayen.intake.ellipsis import last_counted, stands_without_unit, with_inherited_unit
from bayen.intake.following import FollowingWords
from bayen.intake.footers import footer_start
from bayen.intake.found import Found
from bayen.intake.named_shares import is_share_of_named
from bayen.intake.nominals import find_nominals
from bayen.intake.nouns_before import find_noun_before
from bayen.intake.numbers import Number, find_numbers
from bayen.intake.plans import DONE, find_plans, is_target
from bayen.intake.preceding import PrecedingWords
from bayen.intake.scan import Scan
from bayen.intake.spelled import counts_in_words
from bayen.intake.units import Unit, UnitFinder
from bayen.intake.values import Candidate

_DONG = re.compile(r"\s*đ(?!\w)")
_DIALLED_ON = re.compile(r"\.(?:\d|x{2,})")
_BLANKS = re.compile(r"[ \u00a0]+")
_GROUPED_BY_COMMA = re.compile(r"[1-9]\d{0,2}(?:,\d{3})")
_MEASURED = re.compile(r"\s*(?:km|ki|ha|kg|g\b|gam|tấn|m\b|m2|m²|triệu|tỷ|tỉ|%|mét|đường biên)")


class Sieve:
    """The rules of the lexicon compiled; made once, used for every document."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.units = UnitFinder(lexicon)
        self._preceding = PrecedingWords(lexicon)
        self._following = FollowingWords(lexicon)
        self._turns = Opened(rf"(?:{lexicon.not_whole})(?!\w)")
        self._bounds = BoundFinder(lexicon)

    def find(self, scan: Scan, passages: tuple[Passage, ...]) -> list[Found]:
        """The figures of a text in order; never raises."""
        lowered = scan.lowered
        names = find_nominals(scan, self._turns)
        stop = footer_start(scan.text)
        plans = find_plans(scan)
        found: list[Found] = []
        passage = 0
        for number in find_numbers(lowered, scan.words):
            if number.start >= stop or names[number.start] or names[number.end - 1]:
                continue
            if (
                plans
                and any(s <= number.start < e for s, e in plans)
                and not DONE.search(lowered, scan.sentence(number.start).start, number.start)
            ):
                continue
            while passage + 1 < len(passages) and passages[passage + 1].start <= number.start:
                passage += 1
            figure = self._judge(scan, number, passage, found)
            if figure is not None:
                found.append(with_inherited_unit(figure, found, scan))
        return found

    def _judge(
        self, scan: Scan, number: Number, passage: int, found: Sequence[Found]
    ) -> Found | None:
        lowered = scan.lowered
        number = _comma_thousands(number, lowered)
        bound, left_end = self._bounds.find(lowered, number)
        unit = self.units.find(lowered, number.end) or self._unit_of_whole(lowered, number)
        if number.scaled and unit is None and _DONG.match(lowered, number.end, number.end + 3):
            return None
        if _glued(lowered, number, unit):
            return None
        left = lowered[max(0, left_end - 32) : left_end]
        if "  " in left or "\u00a0" in left:
            left = _BLANKS.sub(" ", left)
        if "\n" in left:
            left = left[left.rindex("\n") + 1 :]
        told = find_noun_before(scan, self.units, number, left_end) if unit is None else None
        if told is not None:
            unit = told.unit
        shares = unit is None and is_share_of_named(scan, number, last_counted(found, scan, number))
        if not shares and (
            self._preceding.exclude(left, number, unit, bound)
            or self._following.exclude(lowered, number, unit)
        ):
            return None
        if is_target(scan, number.start):
            return None
        if number.words and not counts_in_words(scan, left, number, unit, bound):
            return None
        if unit is None and not stands_without_unit(scan, left, number, found):
            return None
        text = scan.text[number.start : number.end]
        name = "%" if number.percent else unit.text if unit else ""
        candidate = Candidate(
            number.start, number.end, text, number.value, number.of, bound, name, passage
        )
        return Found(candidate, number, unit, told.phrase if told else "")

    def _unit_of_whole(self, lowered: str, number: Number) -> Unit | None:
        whole = _OF_WHOLE.match(lowered, number.end)
        unit = self.units.find(lowered, whole.end()) if whole else None
        return unit._replace(start=number.end, end=number.end) if unit else None


# "469 trong tổng số 474 cột mốc": the noun is said of the whole.
_OF_WHOLE = re.compile(r"\s(?:(?:trong|trên|/) ?tổng số|(?:trong|trên) số)\s\d[\d.,]*")


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
    if after == "." and _DIALLED_ON.match(lowered, number.end):
        return True  # a telephone number: "0274.3742.113", "0693.xxx.229"
    return (
        after in {"/", "-"} and lowered[number.end + 1 : number.end + 2].isdigit()
    ) or after == "+"


def _comma_thousands(number: Number, lowered: str) -> Number:
    """Read "1,200 lượt" as 1200: some papers group by commas, and people have no decimals."""
    text = lowered[number.start : number.end]
    if "," not in text or not _GROUPED_BY_COMMA.fullmatch(text):
        return number
    if _MEASURED.match(lowered[number.end : number.end + 12]):
        return number
    return Number(number.start, number.end, Decimal(text.replace(",", "")))
