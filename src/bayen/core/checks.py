"""What figures say about each other: pure functions from figures to findings.

A check never refuses anything and never raises: it tells an officer where two figures cannot
both be true, or where one looks unlike itself, and what to do. Bounds are respected: "hơn 100"
beside parts that make 120 is no contradiction. Holds no list of indicators or relations.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from statistics import median

from bayen.core.findings import Finding, Severity
from bayen.core.indicators import AtMost, IndicatorKind, Indicators
from bayen.core.quantities import Bound, Quantity, render_number, render_quantity, sum_quantities

Figures = Mapping[str, Quantity]  # indicator code -> the figure of one place and period
History = Mapping[str, Sequence[Quantity]]  # indicator code -> earlier figures, oldest first


@dataclass(frozen=True, slots=True)
class Past:
    """What a place told before, to compare its new figures with.

    Attributes:
        history: earlier figures of the same kind of period, without the new ones.
        previous: all of the period before; None when nothing was told.
        year_before: those of the same period a year earlier; some months are high every year.
    """

    history: History = field(default_factory=dict)
    previous: Figures | None = None
    year_before: Figures = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Balance:
    """A stock that only certain flows change: what there was + added - ended = what there is.

    Attributes:
        stock: indicator code, as of the end of the period and of the one before.
        added, ended: codes of flows of the period.
    """

    stock: str
    added: tuple[str, ...]
    ended: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Limits:
    """From where on a check speaks; a catalogue may set other limits from a day on.

    Attributes:
        enough_history: figures without which a history says nothing about what is usual.
        unusual: robust z beyond which a value is unlike its history (Iglewicz and Hoaglin, 1993).
        copied_figures, copied_share: how many equal figures make a copied form, and of how
            many that could differ.
        small_count: below this a count may well be zero for once, and may well equal another.
    """

    enough_history: int = 6
    unusual: float = 3.5
    copied_figures: int = 5
    copied_share: float = 0.8
    small_count: int = 5


LIMITS = Limits()
NOTHING_BEFORE = Past()
# The median absolute deviation of a normal distribution, in standard deviations.
MAD_TO_DEVIATION = 1.4826


# What each finding says; the parts in braces are its ``params``. Kept apart from the arithmetic,
# so that whoever checks elsewhere (a browser without a connection) says the same.
WORDS: Mapping[str, str] = {
    "parts-differ": "{name} ghi {figure}, nhưng cộng các phần ({names}) được {parts}. "
    "Kiểm tra và sửa số sai.",
    "part-exceeds-whole": "{name} ({figure}) lớn hơn {whole_name} ({whole}), là điều không thể. "
    "Kiểm tra và sửa số sai.",
    "exceeds-its-total": "{name}: ghi {figure} trên tổng số {whole}; số trước không thể lớn hơn "
    "số sau. Kiểm tra lại hai số.",
    "flow-equals-stock": "{name} (số phát sinh trong kỳ) bằng đúng {whole_name} (số hiện có): "
    "{figure}. Nếu đã ghi số lũy kế thì sửa lại thành số của riêng kỳ này.",
    "balance-off": "{name}: kỳ trước có {opening}, thêm {added}, bớt {ended}, nên phải còn {due}, "
    "nhưng ghi {figure}. Kiểm tra số đầu kỳ, số tăng và số giảm.",
    "copied-from-last": "{equal} trong {shared} số liệu phát sinh trùng hệt kỳ trước. "
    "Kiểm tra có gửi nhầm báo cáo của kỳ trước không.",
    "sudden-zero": "{name}: ghi {figure}, các kỳ trước thường khoảng {median}. "
    "Nếu chưa có số thì để trống, không ghi 0.",
    "times-ten": "{name}: ghi {figure}, các kỳ trước thường khoảng {median}. "
    "Có thể thừa hoặc thiếu một chữ số; kiểm tra lại.",
    "unusual-jump": "{name}: ghi {figure}, các kỳ trước thường khoảng {median}. "
    "Kiểm tra lại; nếu đúng thì ghi rõ lý do tăng, giảm.",
}


def check_figures(
    figures: Figures,
    indicators: Indicators,
    *,
    relations: Iterable[AtMost] = (),
    balances: Iterable[Balance] = (),
    past: Past = NOTHING_BEFORE,
    limits: Limits = LIMITS,
) -> tuple[Finding, ...]:
    """Every check of this module that these figures allow.

    Args:
        figures: those of one place and period.
        indicators: all that the codes may name; others are left alone.
        relations, balances: what must hold between them.
        past: what the same place told before.
        limits: from where on something is odd.
    """
    known = {code: quantity for code, quantity in figures.items() if code in indicators}
    at_most = tuple(relations)
    found = [
        *check_parts(known, indicators),
        *check_at_most(known, at_most, indicators),
        *check_flows_against_stocks(known, at_most, indicators, limits),
    ]
    if past.previous is not None:
        found += check_balances(known, past.previous, balances, indicators)
        found += check_copied(known, past.previous, indicators, limits)
    for code, quantity in known.items():
        found += check_history(code, quantity, past, indicators, limits)
    return tuple(found)


# --- within one period -----------------------------------------------------------------------


def check_parts(figures: Figures, indicators: Indicators) -> Iterator[Finding]:
    """A whole beside the parts that make exactly it (``Indicator.parts``), all of them given."""
    for code, whole in figures.items():
        parts = indicators[code].parts
        if not parts or not figures.keys() >= set(parts):
            continue
        total = sum_quantities(figures[part] for part in parts)
        if not whole.may_equal(total):
            names = ", ".join(_name(part, indicators) for part in parts)
            yield _finding("parts-differ", code, whole, indicators, names=names, parts=total)


def check_at_most(
    figures: Figures, relations: Iterable[AtMost], indicators: Indicators
) -> Iterator[Finding]:
    """A part that exceeds its whole however the truth lies within the bounds."""
    for relation in relations:
        part, whole = figures.get(relation.part), figures.get(relation.whole)
        if part is None or whole is None or not part.must_exceed(whole):
            continue
        yield _finding(
            "part-exceeds-whole",
            relation.part,
            part,
            indicators,
            whole=whole,
            whole_name=_name(relation.whole, indicators),
        )


def check_out_of(
    code: str, quantity: Quantity, of: Decimal | None, indicators: Indicators
) -> Iterator[Finding]:
    """The first number of "4/8" is not greater than the second."""
    if of is None or not quantity.must_exceed(Quantity(of)):
        return
    yield _finding("exceeds-its-total", code, quantity, indicators, whole=Quantity(of))


def check_flows_against_stocks(
    figures: Figures,
    relations: Iterable[AtMost],
    indicators: Indicators,
    limits: Limits = LIMITS,
) -> Iterator[Finding]:
    """What arose in the period typed as all that there is: "mô hình mới" equal to "mô hình"."""
    for relation in relations:
        flow, stock = figures.get(relation.part), figures.get(relation.whole)
        if flow is None or stock is None or flow != stock or flow.value < limits.small_count:
            continue
        kinds = indicators[relation.part].kind, indicators[relation.whole].kind
        if kinds == (IndicatorKind.FLOW, IndicatorKind.STOCK):
            whole_name = _name(relation.whole, indicators)
            yield _finding(
                "flow-equals-stock", relation.part, flow, indicators, whole_name=whole_name
            )


# --- against the period before ------------------------------------------------------------------


def check_balances(
    figures: Figures, previous: Figures, balances: Iterable[Balance], indicators: Indicators
) -> Iterator[Finding]:
    """What there was, and was added, less what ended, is what there is; when all is given."""
    for balance in balances:
        opening, closing = previous.get(balance.stock), figures.get(balance.stock)
        flows = (*balance.added, *balance.ended)
        if opening is None or closing is None or not figures.keys() >= set(flows):
            continue
        added = sum_quantities(figures[code] for code in balance.added)
        ended = sum_quantities(figures[code] for code in balance.ended)
        due = opening + added - ended
        if not closing.may_equal(due):
            yield _finding(
                "balance-off",
                balance.stock,
                closing,
                indicators,
                opening=opening,
                added=added,
                ended=ended,
                due=due,
            )


def check_copied(
    figures: Figures, previous: Figures, indicators: Indicators, limits: Limits = LIMITS
) -> Iterator[Finding]:
    """Nearly every flow equal to that of the period before: the old form sent again.

    Stocks stay equal by nature and zeros by chance; neither counts.
    """
    shared = [
        code
        for code, quantity in figures.items()
        if code in previous
        and indicators[code].kind is IndicatorKind.FLOW
        and (quantity.value or previous[code].value)
    ]
    equal = [code for code in shared if figures[code] == previous[code]]
    if len(equal) >= max(limits.copied_figures, limits.copied_share * len(shared)):
        params = {"equal": str(len(equal)), "shared": str(len(shared))}
        message = WORDS["copied-from-last"].format(**params)
        yield Finding("copied-from-last", Severity.WARN, message, "", params)


# --- against its own history ---------------------------------------------------------------------


def check_history(
    code: str,
    quantity: Quantity,
    past: Past,
    indicators: Indicators,
    limits: Limits = LIMITS,
) -> Iterator[Finding]:
    """A figure unlike the place's own earlier ones; at most one finding, the most telling."""
    history = past.history.get(code, ())
    if len(history) < limits.enough_history:
        return
    usual = [float(earlier.value) for earlier in history]
    value, middle = float(quantity.value), median(usual)
    typical = render_number(Decimal(str(round(middle, 1))))
    is_usually_more = min(usual) > 0 and middle >= limits.small_count
    season = past.year_before.get(code)
    expected = [middle] if season is None else [middle, float(season.value)]
    if value == 0 and is_usually_more and quantity.bound is Bound.EXACT:
        found = "sudden-zero"
    elif not all(_is_unusual(value, one, usual, limits) for one in expected):
        return
    else:
        found = "times-ten" if _is_slip(value, usual, limits) else "unusual-jump"
    yield _finding(found, code, quantity, indicators, median=typical)


def _is_unusual(value: float, expected: float, usual: Sequence[float], limits: Limits) -> bool:
    """Whether the robust z about what is expected is too large.

    The spread is never taken below what chance alone gives a count of this size (the root of
    what is expected), so that 2 after a run of ones is nothing to ask about.
    """
    middle = median(usual)
    spread = MAD_TO_DEVIATION * median(abs(other - middle) for other in usual)
    return abs(value - expected) > limits.unusual * max(spread, math.sqrt(abs(expected)), 1.0)


def _is_slip(value: float, usual: Sequence[float], limits: Limits) -> bool:
    """Whether a digit more or less explains it: ten times, or a tenth, is nearer and usual."""
    middle = median(usual)
    if value * value > 10 * middle * middle:
        meant = value / 10
    elif 0 < 10 * value * value < middle * middle:
        meant = value * 10
    else:
        return False
    return not _is_unusual(meant, middle, usual, limits)


def _name(code: str, indicators: Indicators) -> str:
    return indicators[code].name_vi if code in indicators else code


_TELLS_ONLY = {"unusual-jump"}


def severity_of(code: str) -> Severity:
    """How a finding of this module stands in the way."""
    return Severity.INFO if code in _TELLS_ONLY else Severity.WARN


def _finding(
    code: str,
    where: str,
    figure: Quantity,
    indicators: Indicators,
    **params: Quantity | str,
) -> Finding:
    """A finding about one indicator's figure; other parts of the message go along."""
    written = {"name": _name(where, indicators), "figure": render_quantity(figure)}
    for name, value in params.items():
        written[name] = value if isinstance(value, str) else render_quantity(value)
    return Finding(code, severity_of(code), WORDS[code].format(**written), where, written)
