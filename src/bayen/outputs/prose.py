"""Figures as Vietnamese sentences: "280 buổi, tăng 12 buổi (+4,5%) so với cùng kỳ năm 2025".

Says only what the figures bear: a rise is a rise however the bounds lie, or no direction is
named and both figures are given. Holds no wording about any one indicator.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from bayen.core.quantities import Bound, Quantity, render_number, render_quantity
from bayen.outputs.publication import Figure, Footnote, Run, Runs

PERCENT = "%"
NO_FIGURE = "chưa có số liệu"

# One precision for every percentage of a document.
_PERCENT_STEP = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A consolidated figure as a sentence needs it.

    Attributes:
        code: of the indicator; finds its wording, may be "".
        name: of the indicator.
        unit: the counted noun, "buổi"; "%" for a rate.
        now: this period; None when nobody has reported it.
        before: the same period of last year; None when there is none.
        reported: how many of those asked have reported it.
        expected: how many were asked.
        comparable: whether ``before`` is of the same territory and definition.
        key: what leads to the trail of ``now``.
    """

    code: str
    name: str
    unit: str
    now: Quantity | None
    before: Quantity | None = None
    reported: int = 1
    expected: int = 1
    comparable: bool = True
    key: str = ""

    @property
    def is_rate(self) -> bool:
        return self.unit == PERCENT

    @property
    def is_complete(self) -> bool:
        return self.reported >= self.expected

    @property
    def told(self) -> Quantity | None:
        """``now`` as it may be printed: a total that lacks reports is a "hơn"."""
        if self.now is None or self.is_complete or self.is_rate:
            return self.now
        return self.now.with_bound(Bound.OVER)


def render_percent(value: Decimal, *, signed: bool = False) -> str:
    """ "94,9%", "+4,5%", "-24,3%": one decimal, rounded half up."""
    rounded = value.quantize(_PERCENT_STEP, ROUND_HALF_UP)
    whole, _, decimals = str(abs(rounded)).partition(".")
    sign = "-" if rounded < 0 else "+" if signed else ""
    return f"{sign}{render_number(int(whole))},{decimals}%"


def render_count(quantity: Quantity, unit: str) -> str:
    """ "03 tổ", "hơn 17.000 lượt người", "94,9%": counts below ten are padded."""
    if unit == PERCENT:
        return f"{quantity.bound.word_vi} {render_percent(quantity.value)}".strip()
    return f"{_number_words(quantity)} {unit}".strip()


def state_figure(line: FigureLine, *, noun: str = "", versus: str = "", asked: str = "") -> Runs:
    """The figure, who is missing from it, and how it changed.

    Args:
        line: the figure.
        noun: follows the unit: "tuyên truyền" in "280 buổi tuyên truyền".
        versus: what ``before`` is, such as "cùng kỳ năm 2025"; "" leaves the change out.
        asked: what those asked are, such as "xã"; "" leaves out who is missing.
    """
    told = line.told
    if told is None:
        return (NO_FIGURE,)
    figure = Figure(render_count(told, line.unit), line.key)
    words = _after_noun(noun) + _remarks(line, versus, asked)
    return (figure, words) if words else (figure,)


def state_zero(line: FigureLine, none: str, *, versus: str = "", asked: str = "") -> str:
    """A reported zero in the words ``none``, with the same remarks as any figure."""
    return none + _remarks(line, versus, asked)


def coverage(line: FigureLine, asked: str) -> str:
    """ "61/75 xã đã gửi"."""
    return f"{line.reported}/{line.expected} {asked} đã gửi"


def compare_figure(line: FigureLine, versus: str) -> str:
    """ ", tăng 12 buổi (+4,5%) so với cùng kỳ năm 2025"; "" when nothing can be compared."""
    if line.told is None or line.before is None or not line.comparable:
        return ""
    return compare(line.told, line.before, unit=line.unit, versus=versus)


def compare(now: Quantity, before: Quantity, *, unit: str, versus: str) -> str:
    """The change in words, beginning with ", " or " (" as it follows the figure.

    Only a change whose direction is certain is called one; else both figures stand side by
    side. A percentage needs two exact figures and a base other than zero.
    """
    if _are_exact(now, before) and now.value == before.value:
        return f", bằng {versus}"
    if unit == PERCENT and _are_exact(now, before) and not _points_apart(now, before):
        return f", xấp xỉ {versus}"
    if now.must_exceed(before):
        return f", tăng {_change_words(now, before, unit)} so với {versus}"
    if before.must_exceed(now):
        return f", giảm {_change_words(now, before, unit)} so với {versus}"
    return f" ({versus}: {render_count(before, unit)})"


def change_percent(now: Quantity, before: Quantity) -> Decimal | None:
    """The change in percent of the base, rounded; None when that would say too much."""
    if not _are_exact(now, before) or before.value == 0:
        return None
    change = (now.value - before.value) * 100 / before.value
    rounded = change.quantize(_PERCENT_STEP, ROUND_HALF_UP)
    return rounded if rounded != 0 else None


def make_sentence(runs: Iterable[Run]) -> Runs:
    """The runs as a sentence: its first letter a capital, a full stop at its end."""
    return merge_runs((*_with_capital(merge_runs(tuple(runs))), "."))


def merge_runs(runs: Runs) -> Runs:
    """The same text with neighbouring plain words in one run."""
    merged: list[Run] = []
    for run in runs:
        if isinstance(run, str) and merged and isinstance(merged[-1], str):
            merged[-1] += run
        elif run != "":
            merged.append(run)
    return tuple(merged)


def _remarks(line: FigureLine, versus: str, asked: str) -> str:
    """Who is missing, and the change."""
    missing = f" ({coverage(line, asked)})" if asked and not line.is_complete else ""
    change = compare_figure(line, versus) if versus else ""
    if missing and change.startswith(" ("):  # one pair of brackets, not two
        return missing.removesuffix(")") + "; " + change.removeprefix(" (")
    return missing + change


def _after_noun(noun: str) -> str:
    return noun if not noun or noun.startswith(",") else f" {noun}"


def _with_capital(runs: Runs) -> Runs:
    first = runs[0]
    match first:
        case str():
            return (first[:1].upper() + first[1:], *runs[1:])
        case Figure():
            return (Figure(first.text[:1].upper() + first.text[1:], first.key), *runs[1:])
        case Footnote():
            return runs


def _change_words(now: Quantity, before: Quantity, unit: str) -> str:
    """How far apart the two are: "12 buổi (+4,5%)", "1,2 điểm phần trăm"."""
    gap = now - before if now.value > before.value else before - now
    if unit == PERCENT:
        return f"{_points(gap)} điểm phần trăm"
    percent = change_percent(now, before)
    share = "" if percent is None else f" ({render_percent(percent, signed=True)})"
    return f"{_number_words(gap)} {unit}".strip() + share


def _points_apart(now: Quantity, before: Quantity) -> Decimal:
    return (now.value - before.value).quantize(_PERCENT_STEP, ROUND_HALF_UP)


def _points(gap: Quantity) -> str:
    points = render_percent(gap.value).removesuffix(PERCENT)
    return f"{gap.bound.word_vi} {points}".strip()


def _number_words(quantity: Quantity) -> str:
    """Counts below ten take a zero in prose, a lone zero does not."""
    return render_quantity(quantity, padded=quantity.value != 0)


def _are_exact(*quantities: Quantity) -> bool:
    return all(quantity.bound is Bound.EXACT for quantity in quantities)
