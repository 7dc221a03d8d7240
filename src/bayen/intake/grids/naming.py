"""Which indicator a cell is of, from the words over its column and before its row.

The words go through the namer of prose, put into the order of a sentence, so that one lexicon
serves both; names of the catalogue and "loại hình × (số tổ, số thành viên)" are told at once.
"""

# ruff: noqa: E501 - lists of words read better on one line than broken

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import permutations

from bayen.core.indicators import IndicatorKind
from bayen.core.quantities import Bound
from bayen.intake.context import context_of
from bayen.intake.found import Found
from bayen.intake.grids.phrases import in_parentheses, is_generic, money_power, without_parentheses
from bayen.intake.knowledge import Knowledge
from bayen.intake.names import fold_name
from bayen.intake.numbers import Number
from bayen.intake.scan import Scan
from bayen.intake.units import Unit
from bayen.intake.values import Alternative, Candidate

_LEAD = re.compile(r"^(?:(?:tổng số|tổng|số lượng|số|các)\s+)+(?=\S)")
_MEMBERS = re.compile(
    r"(?<!\w)(?:thành viên|tổ viên|đội viên|hội viên|người|đồng chí|đ/c|quân số|h(?:òa|oà) giải viên|nhân sự|tv)(?!\w)"
)
_COUNTS = re.compile(
    r"(?:(?:số )?(?:tổ|đội|nhóm|ban|hội đồng|lực lượng|loại hình)(?:[,/]? ?(?:và )?(?:tổ|đội|nhóm|ban))*|số lượng(?: tổ)?|sl)"
)
_GROUP = re.compile(
    r"(?:(?:thành viên|số thành viên|số tổ viên|tổ viên|đội viên|người|số người|số|các|mô hình)\s+)*(?:(?:tham gia|của|trong|thuộc)\s+)?"
    r"(?:tổ(?! chức)|đội(?! ngũ)|nhóm|ban|hội đồng|lực lượng|cụm|liên gia|dân phòng|xung kích|h(?:òa|oà) giải viên|bảo vệ dân phố|câu lạc bộ)(?!\w)"
)
_NOT_GROUP = re.compile(r"(?:vụ|buổi|lượt|lớp|cuộc|ca|mâu thuẫn|kinh phí)(?!\w)")
_GROUP_WEIGHT = 8.0
_TITLE_WEIGHT = 12.0
_WEAK = 3.6
_PART_ONLY = 0.72
"""What a name is worth that leaves one of the headers unread."""
_LESS_THAN_SURE = 0.93
"""Names pieced together from headers are for a person to see: no corpus has measured them."""


@dataclass(frozen=True, slots=True)
class CellName:
    """The indicator of a cell.

    Attributes:
        code: of the catalogue; "other" when no words tell.
        confidence: 0 to 1, of the indicator alone.
        unit: the counted noun; "" when the headers have none.
        alternatives: other codes that fit, best first.
        note: the words of the headers.
        why: the reason, where it is not the headers themselves.
    """

    code: str
    confidence: float
    unit: str
    alternatives: tuple[Alternative, ...]
    note: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Headers:
    """What the table says around a number, folded, without times, places and totals.

    Attributes:
        row: labels before it, outer first.
        column: headers over it, outer first.
        outer: the row above that it belongs to, the title of its section.
        unit: from a column of units, a caption or the cell itself; "" when none.
        percent: whether it is a percentage.
    """

    row: tuple[str, ...]
    column: tuple[str, ...]
    outer: tuple[str, ...] = ()
    unit: str = ""
    percent: bool = False

    @property
    def key(self) -> str:
        """How a remembered layout calls the cell."""
        return " | ".join((*self.row, *self.column))


@dataclass(slots=True)
class CellNamer:
    """Names cells of one document; every combination of headers once."""

    known: Knowledge
    _titles: dict[str, str] = field(default_factory=dict)
    _units: dict[str, str] = field(default_factory=dict)
    _named: dict[Headers, CellName] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._titles = {
            fold_name(title.replace(",", "")): code for code, title in self.known.titles.items()
        }

    def name(self, headers: Headers) -> CellName:
        """The indicator of a cell; "other" when its headers do not tell."""
        if headers not in self._named:
            self._named[headers] = self._name(headers)
        return self._named[headers]

    def _name(self, headers: Headers) -> CellName:
        words = tuple(w for w in (*headers.row, *headers.column) if not is_generic(w))
        scores = self._scores(words, headers)
        if headers.outer and (not scores or max(scores.values()) < _WEAK):
            for outer in headers.outer:
                wider = self._scores((outer, *words), headers)
                for code, weight in wider.items():
                    scores[code] = max(scores.get(code, 0.0), weight * 0.9)
                if scores:
                    break
        return self._chosen(scores, words or headers.outer[:1], headers)

    def _scores(self, words: tuple[str, ...], headers: Headers) -> dict[str, float]:
        """Codes that fit with their weights."""
        scores: dict[str, float] = {}
        if not words:
            return scores
        plain = tuple(_LEAD.sub("", without_parentheses(w)) or w for w in words)
        if (title := self._by_title(plain, words)) is not None and not headers.percent:
            scores[title] = _TITLE_WEIGHT
        if (group := self._by_group(words)) is not None and not headers.percent:
            scores[group] = _GROUP_WEIGHT
        unit = self._unit_said(words, headers)
        for phrase in _orders(plain):
            self._weigh(phrase, unit, headers.percent, 1.0, scores)
        if len(plain) > 1:
            for phrase in plain:
                self._weigh(phrase, unit, headers.percent, _PART_ONLY, scores)
        rates = {c for c, kind in self.known.kinds.items() if kind is IndicatorKind.RATE}
        return {c: w for c, w in scores.items() if (c in rates) == headers.percent and c != "other"}

    def _by_title(self, plain: tuple[str, ...], words: tuple[str, ...]) -> str | None:
        """The indicator whose name the headers write out."""
        for order in (*_orders(plain), *(_orders(words))):
            code = self._titles.get(fold_name(without_parentheses(order).replace(",", "")))
            if code is not None:
                return code
        return None

    def _by_group(self, words: tuple[str, ...]) -> str | None:
        """A kind of group with "số tổ" or "số thành viên" beside it."""
        told = [
            (w, kind) for w in words if _GROUP.match(w) and (kind := self.known.namer.group_kind(w))
        ]
        if not told:
            return None
        label, kind = told[0]
        rest = [without_parentheses(w) for w in words if w != label]
        if any(_NOT_GROUP.search(w) for w in words):
            return None
        if any(_MEMBERS.search(w) for w in rest) or _MEMBERS.match(_LEAD.sub("", label)):
            code = f"{kind.code}.members"
        elif all(_COUNTS.fullmatch(w) for w in rest):
            code = f"{kind.code}.count"
        else:
            return None
        return code if code in self.known.titles else None

    # --- by the words of prose --------------------------------------------------------------

    def _weigh(
        self, phrase: str, unit: str, percent: bool, share: float, scores: dict[str, float]
    ) -> None:
        """Read a phrase as the sentences it may stand for, and keep the heaviest of each code."""
        for sentence, at in self._sentences(phrase, unit, percent):
            found, scan = self._found(sentence, at, percent)
            if found.unit is None and unit and not percent:
                continue
            named = self.known.namer.name(found, context_of(scan, [found], 0, None))
            weight = named.weight * share
            if weight > scores.get(named.code, 0.0):
                scores[named.code] = weight

    def _sentences(self, phrase: str, unit: str, percent: bool) -> Iterator[tuple[str, int]]:
        """A header as sentences of one number, and where the number stands in each."""
        if percent:
            bare = phrase.replace("%", "").strip()
            for said in (f"{bare} đạt ", f"{bare} "):
                yield f"{said}{_SHOWN}% {bare}", len(said)
            return
        starts = [0, *(m.end() for m in re.finditer(r"\s", phrase))][:9]
        for start in starts:
            found = self.known.sieve.units.find(phrase, start)
            if found is None or found.start != start:
                continue
            before = phrase[:start]
            yield f"{before or 'có '}{_SHOWN} {phrase[start:]}", len(before or "có ")
            tail = phrase[found.end :].strip()
            if tail:
                moved = f"{before}{tail} "
                yield f"{moved}{_SHOWN} {phrase[start : found.end]}", len(moved)
        if unit:
            yield f"có {_SHOWN} {unit} {phrase}", 3
            yield f"{phrase} {_SHOWN} {unit}", len(phrase) + 1
        elif phrase:
            yield f"{phrase}: {_SHOWN}", len(phrase) + 2

    def _found(self, sentence: str, at: int, percent: bool) -> tuple[Found, Scan]:
        scan = Scan.of(sentence)
        end = at + len(_SHOWN) + percent
        number = Number(at, end, Decimal(_SHOWN), percent=percent)
        unit: Unit | None = self.known.sieve.units.find(scan.lowered, end)
        name = "%" if percent else unit.text if unit else ""
        candidate = Candidate(at, end, sentence[at:end], number.value, None, Bound.EXACT, name, 0)
        return Found(candidate, number, unit), scan

    def _unit_said(self, words: tuple[str, ...], headers: Headers) -> str:
        """The unit that the table writes out: of the cell or its row first, then in brackets."""
        if headers.unit and (money_power(headers.unit) or self._is_unit(headers.unit)):
            return "đồng" if money_power(headers.unit) else headers.unit
        for word in (*reversed(headers.column), *reversed(headers.row)):
            for inside in in_parentheses(word):
                if money_power(inside):
                    return "đồng"
                if self._is_unit(inside):
                    return inside
        return ""

    def _is_unit(self, text: str) -> bool:
        found = self.known.sieve.units.find(text, 0)
        return found is not None and found.end == len(text)

    # --- choosing -----------------------------------------------------------------------------

    def _chosen(
        self, scores: dict[str, float], words: tuple[str, ...], headers: Headers
    ) -> CellName:
        note = " – ".join(words)[:80]
        ranked = sorted(scores.items(), key=lambda item: -item[1])
        unit = self._unit_of(words, headers, ranked[0][0] if ranked else "other")
        if not ranked:
            return CellName("other", 0.3, unit, (), note)
        code, weight = ranked[0]
        rivals = tuple(
            Alternative(other, round(score / weight, 2), self.known.titles.get(other, other))
            for other, score in ranked[1:4]
        )
        return CellName(code, _confidence(weight, rivals), unit, rivals, note)

    def _unit_of(self, words: tuple[str, ...], headers: Headers, code: str) -> str:
        """The counted noun: written out, else the head of a label, else the catalogue's."""
        if headers.percent:
            return "%"
        if code.endswith(".count") and code.startswith("group."):
            for word in words:
                found = self.known.sieve.units.find(_LEAD.sub("", word), 0)
                if found and self.known.namer.group_kind(word) and "group" in found.classes:
                    return found.text
        if said := self._unit_said(words, headers):
            return said
        for word in (*reversed(headers.column), *reversed(headers.row)):
            found = self.known.sieve.units.find(_LEAD.sub("", word), 0)
            if found is not None and found.start == 0:
                return found.text
        return self._units.get(code, "")


_SHOWN = "12"


def _orders(words: tuple[str, ...]) -> Iterator[str]:
    """The words in the orders that people write them."""
    if len(words) > 3:
        yield " ".join(words)
        yield " ".join(reversed(words))
        yield f"{words[-1]} {words[0]}"
        return
    for order in permutations(reversed(words)):
        yield " ".join(order)


def _confidence(weight: float, rivals: tuple[Alternative, ...]) -> float:
    if weight >= _GROUP_WEIGHT:
        return 0.97
    margin = 1.0 - (rivals[0].score if rivals else 0.0)
    return min(_LESS_THAN_SURE, 0.5 + 0.06 * weight + 0.15 * margin)
