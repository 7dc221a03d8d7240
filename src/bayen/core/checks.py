"""What figures say about each other: pure functions from figures to findings.

A check never refuses anything and never raises: it tells an officer where two figures cannot
both be true, or where one looks unlike itself, and what to do. Bounds are respected: "hơn 100"
beside parts that make 120 is no contradiction. Holds no list of indicators or relations.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from bayen.core.findings import Finding, Severity
from bayen.core.indicators import AtMost, IndicatorKind, Indicators
from bayen.core.quantities import Bound, Quantity, render_number, render_quantity, sum_quantities

Figures = Mapping[str, Quantity]  # indicator code -> the figure of one place and period
History = Mapping[str, Sequence[Quantity]]  # indicator code -> earlier figures, oldest first


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


# A history shorter than this says nothing about what is usual.
ENOUGH_HISTORY = 6
# Robust z beyond which a value is unlike its history (Iglewicz and Hoaglin, 1993).
UNUSUAL = 3.5
# The median absolute deviation of a normal distribution, in standard deviations.
_MAD_TO_DEVIATION = 1.4826
# How many equal figures make a copied form, and of how many that could differ.
COPIED_FIGURES = 5
COPIED_SHARE = 0.8
# Below this a count may well be zero for once, and may well equal another.
SMALL_COUNT = 5


def check_figures(
    figures: Figures,
    indicators: Indicators,
    *,
    relations: Iterable[AtMost] = (),
    balances: Iterable[Balance] = (),
    previous: Figures | None = None,
    history: History | None = None,
) -> tuple[Finding, ...]:
    """Every check of this module that these figures allow.

    Args:
        figures: those of one place and period.
        indicators: all that the codes may name; others are left alone.
        relations, balances: what must hold between them.
        previous: the figures of the same place one period before.
        history: earlier figures of the same place and kind of period, without ``figures``.
    """
    known = {code: quantity for code, quantity in figures.items() if code in indicators}
    at_most = tuple(relations)
    found = [
        *check_parts(known, indicators),
        *check_at_most(known, at_most, indicators),
        *check_flows_against_stocks(known, at_most, indicators),
    ]
    if previous is not None:
        found += check_balances(known, previous, balances, indicators)
        found += check_copied(known, previous, indicators)
    for code, quantity in known.items():
        found += check_history(code, quantity, (history or {}).get(code, ()), indicators)
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
            message = (
                f"{_name(code, indicators)} ghi {render_quantity(whole)}, nhưng cộng các phần "
                f"({names}) được {render_quantity(total)}. Kiểm tra và sửa số sai."
            )
            yield _finding("parts-differ", Severity.WARN, message, code, whole, parts=total)


def check_at_most(
    figures: Figures, relations: Iterable[AtMost], indicators: Indicators
) -> Iterator[Finding]:
    """A part that exceeds its whole however the truth lies within the bounds."""
    for relation in relations:
        part, whole = figures.get(relation.part), figures.get(relation.whole)
        if part is None or whole is None or not part.must_exceed(whole):
            continue
        message = (
            f"{_name(relation.part, indicators)} ({render_quantity(part)}) lớn hơn "
            f"{_name(relation.whole, indicators)} ({render_quantity(whole)}), là điều không thể. "
            "Kiểm tra và sửa số sai."
        )
        yield _finding(
            "part-exceeds-whole", Severity.WARN, message, relation.part, part, whole=whole
        )


def check_out_of(
    code: str, quantity: Quantity, of: Decimal | None, indicators: Indicators
) -> Iterator[Finding]:
    """The first number of "4/8" is not greater than the second."""
    if of is None or not quantity.must_exceed(Quantity(of)):
        return
    whole = Quantity(of)
    message = (
        f"{_name(code, indicators)}: ghi {render_quantity(quantity)} trên tổng số "
        f"{render_quantity(whole)}; số trước không thể lớn hơn số sau. Kiểm tra lại hai số."
    )
    yield _finding("exceeds-its-total", Severity.WARN, message, code, quantity, whole=whole)


def check_flows_against_stocks(
    figures: Figures, relations: Iterable[AtMost], indicators: Indicators
) -> Iterator[Finding]:
    """What arose in the period typed as all that there is: "mô hình mới" equal to "mô hình"."""
    for relation in relations:
        flow, stock = figures.get(relation.part), figures.get(relation.whole)
        if flow is None or stock is None or flow != stock or flow.value < SMALL_COUNT:
            continue
        kinds = indicators[relation.part].kind, indicators[relation.whole].kind
        if kinds == (IndicatorKind.FLOW, IndicatorKind.STOCK):
            message = (
                f"{_name(relation.part, indicators)} (số phát sinh trong kỳ) bằng đúng "
                f"{_name(relation.whole, indicators)} (số hiện có): {render_quantity(flow)}. "
                "Nếu đã ghi số lũy kế thì sửa lại thành số của riêng kỳ này."
            )
            yield _finding("flow-equals-stock", Severity.WARN, message, relation.part, flow)


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
            message = (
                f"{_name(balance.stock, indicators)}: kỳ trước có {render_quantity(opening)}, "
                f"thêm {render_quantity(added)}, bớt {render_quantity(ended)}, nên phải còn "
                f"{render_quantity(due)}, nhưng ghi {render_quantity(closing)}. "
                "Kiểm tra số đầu kỳ, số tăng và số giảm."
            )
            yield _finding("balance-off", Severity.WARN, message, balance.stock, closing, due=due)


def check_copied(figures: Figures, previous: Figures, indicators: Indicators) -> Iterator[Finding]:
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
    if len(equal) >= COPIED_FIGURES and len(equal) >= COPIED_SHARE * len(shared):
        message = (
            f"{len(equal)} trong {len(shared)} số liệu phát sinh trùng hệt kỳ trước. "
            "Kiểm tra có gửi nhầm báo cáo của kỳ trước không."
        )
        params = {"equal": str(len(equal)), "shared": str(len(shared))}
        yield Finding("copied-from-last", Severity.WARN, message, "", params)


# --- against its own history ---------------------------------------------------------------------


def check_history(
    code: str, quantity: Quantity, history: Sequence[Quantity], indicators: Indicators
) -> Iterator[Finding]:
    """A figure unlike the place's own earlier ones; at most one finding, the most telling."""
    if len(history) < ENOUGH_HISTORY:
        return
    usual = [float(earlier.value) for earlier in history]
    value, middle = float(quantity.value), median(usual)
    typical = render_number(Decimal(str(round(middle, 1))))
    words = f"{_name(code, indicators)}: ghi {render_quantity(quantity)}, "
    words += f"các kỳ trước thường khoảng {typical}"
    params = {"median": typical}
    if value == 0 and min(usual) > 0 and middle >= SMALL_COUNT and quantity.bound is Bound.EXACT:
        message = f"{words}. Nếu chưa có số thì để trống, không ghi 0."
        yield _finding("sudden-zero", Severity.WARN, message, code, quantity, **params)
    elif not _is_unusual(value, usual):
        return
    elif value and any(not _is_unusual(other, usual) for other in (value / 10, value * 10)):
        message = f"{words}. Có thể thừa hoặc thiếu một chữ số; kiểm tra lại."
        yield _finding("times-ten", Severity.WARN, message, code, quantity, **params)
    else:
        message = f"{words}. Kiểm tra lại; nếu đúng thì ghi rõ lý do tăng, giảm."
        yield _finding("unusual-jump", Severity.INFO, message, code, quantity, **params)


def _is_unusual(value: float, usual: Sequence[float]) -> bool:
    """Whether the robust z is too large.

    The spread is never taken below what chance alone gives a count of this size (the root of
    the median), so that 2 after a run of ones is nothing to ask about.
    """
    middle = median(usual)
    spread = _MAD_TO_DEVIATION * median(abs(other - middle) for other in usual)
    return abs(value - middle) > UNUSUAL * max(spread, math.sqrt(abs(middle)), 1.0)


def _name(code: str, indicators: Indicators) -> str:
    return indicators[code].name_vi if code in indicators else code


def _finding(
    code: str,
    severity: Severity,
    message_vi: str,
    where: str,
    figure: Quantity,
    **params: Quantity | str,
) -> Finding:
    """A finding about one indicator's figure; other figures of the message go along."""
    written = {"figure": render_quantity(figure)}
    for name, value in params.items():
        written[name] = value if isinstance(value, str) else render_quantity(value)
    return Finding(code, severity, message_vi, where, written)
