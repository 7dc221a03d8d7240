"""Findings about statements that cannot all be true, worded for the officer who asks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bayen.core.atlas import Atlas
from bayen.core.findings import Finding, Severity
from bayen.core.indicators import Indicator
from bayen.core.ledger import Observation
from bayen.core.periods import Period, tiles
from bayen.core.quantities import render_quantity
from bayen.core.spans import Span
from bayen.engine.amounts import Amount, sum_amounts


@dataclass(frozen=True, slots=True)
class Topic:
    """What a finding is about: one indicator of one place in one period."""

    atlas: Atlas
    indicator: Indicator
    place: str
    period: Period

    @property
    def words_vi(self) -> str:
        label = self.atlas.label_vi(self.place, self.period.last_day)
        return f"{label}, {self.indicator.name_vi}, {self.period.label_vi}"

    def finding(self, code: str, message_vi: str, **params: str) -> Finding:
        where = f"{self.place} {self.indicator.code} {self.period.key}"
        return Finding(code, Severity.WARN, f"{self.words_vi}: {message_vi}", where, params)


def check_whole_and_parts(topic: Topic, stated: Amount, parts: Amount) -> Iterator[Finding]:
    """The place's own whole beside the sum of the units below it, when all have reported."""
    if not stated.may_equal(parts):
        own, summed = _words(stated), _words(parts)
        message = (
            f"số do chính đơn vị nêu là {own}, cộng các đơn vị cấp dưới được {summed}; "
            "bảng lấy số cộng. Đối chiếu hai nguồn và đính chính số sai."
        )
        yield topic.finding("whole-parts-differ", message, stated=own, parts=summed)


def check_whole_and_tiles(
    topic: Topic, unused: Iterable[tuple[Span, Amount]], used: Sequence[tuple[Span, Amount]]
) -> Iterator[Finding]:
    """A figure for a longer span beside the figures of the shorter ones that make it up."""
    for span, stated in unused:
        finer = [(s, amount) for s, amount in used if span.contains(s)]
        total = sum_amounts(amount for _, amount in finer)
        if total is None or not tiles((s for s, _ in finer), span) or stated.may_equal(total):
            continue
        own, summed = _words(stated), _words(total)
        message = (
            f"số nêu cho {span.label_vi} là {own}, cộng các kỳ ngắn hơn được {summed}; "
            "bảng lấy số cộng. Đối chiếu các kỳ và đính chính số sai."
        )
        yield topic.finding(
            "whole-tiles-differ", message, span=span.label_vi, stated=own, parts=summed
        )


def check_size(topic: Topic, total: Amount | None) -> Iterator[Finding]:
    """A total that no quantity can hold."""
    if total is not None and total.find_quantity() is None:
        message = "tổng vượt quá 10^15 nên không hiện được; tìm và đính chính số quá lớn."
        yield topic.finding("total-too-large", message, milli=str(total.milli))


def spans_and_amounts(entries: Iterable[Observation]) -> list[tuple[Span, Amount]]:
    return [(entry.span, Amount.of(entry.quantity)) for entry in entries]


def _words(amount: Amount) -> str:
    quantity = amount.find_quantity()
    return "quá lớn" if quantity is None else render_quantity(quantity)
