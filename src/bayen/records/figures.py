"""What a proposal comes to once a person's changes are laid over what was read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from bayen.core.findings import Severity
from bayen.core.quantities import Quantity, render_quantity
from bayen.core.spans import Span
from bayen.records.judged import Judged
from bayen.records.models import Proposal, ProposalState

SURE = 0.95  # from here on a person may accept the reading's figures together


class Figure(NamedTuple):
    """One figure on its way to the ledger.

    Attributes:
        milli: the value in thousandths; None when what was written is no number.
        bound: its two bits.
        of_milli: the denominator of "4/8" in thousandths.
        unit: the counted noun.
        indicator, place_id: "" while unknown.
        span: None while unknown.
    """

    milli: int | None
    bound: int
    of_milli: int | None
    unit: str
    indicator: str
    place_id: str
    span: Span | None

    @property
    def quantity(self) -> Quantity | None:
        return None if self.milli is None else Quantity.from_milli(self.milli, self.bound)

    @property
    def missing(self) -> tuple[str, ...]:
        """What it still lacks, in words for people."""
        if self.milli is not None and self.indicator and self.place_id and self.span:
            return ()
        lacks = (
            ("số", self.milli is None),
            ("chỉ tiêu", not self.indicator),
            ("địa bàn", not self.place_id),
            ("kỳ", self.span is None),
        )
        return tuple(word for word, is_missing in lacks if is_missing)


@dataclass(frozen=True, slots=True)
class Changes:
    """What a person sets right in a proposal; None leaves it as read."""

    quantity: Quantity | None = None
    unit: str | None = None
    indicator: str | None = None
    place_id: str | None = None
    span: Span | None = None

    def dump(self) -> dict[str, Any]:
        """The changed columns, as ``Proposal.changes`` keeps them."""
        kept: dict[str, Any] = {}
        if self.quantity is not None:
            kept |= {"milli": self.quantity.milli, "bound": int(self.quantity.bound)}
        if self.span is not None:
            first_day = self.span.first_day
            kept["first_day"] = first_day.isoformat() if first_day else None
            kept["last_day"] = self.span.last_day.isoformat()
        plain = (
            ("unit", self.unit),
            ("indicator", self.indicator),
            ("place_id", self.place_id),
        )
        return kept | {column: value for column, value in plain if value is not None}


def figure_of(proposal: Proposal | Judged) -> Figure:
    """The figure of a proposal, with a person's changes in it."""
    changes = proposal.changes
    if not changes:  # nearly always
        return Figure(
            proposal.milli,
            proposal.bound,
            proposal.of_milli,
            proposal.unit,
            proposal.indicator,
            proposal.place_id,
            _span_of(proposal),
        )
    return Figure(
        milli=changes.get("milli", proposal.milli),
        bound=changes.get("bound", proposal.bound),
        of_milli=proposal.of_milli,
        unit=changes.get("unit", proposal.unit),
        indicator=changes.get("indicator", proposal.indicator),
        place_id=changes.get("place_id", proposal.place_id),
        span=_span_of(proposal),
    )


# What is wrong with a number as it was written: gone once a person set the number right.
_AS_WRITTEN = {"figure-too-fine", "field-not-a-number", "field-negative"}


def find_obstacle(proposal: Proposal | Judged, figure: Figure | None = None) -> str | None:
    """Why this figure cannot enter the ledger as it stands, for people; None when it can.

    Args:
        proposal: what was judged.
        figure: its figure, where it is known already.
    """
    missing = (figure or figure_of(proposal)).missing
    if missing:
        return f"chưa rõ {', '.join(missing)}"
    if not proposal.findings:
        return None
    settled = _AS_WRITTEN if "milli" in proposal.changes else frozenset()
    blocking = (f for f in proposal.findings if _blocks(f) and f["code"] not in settled)
    return next((finding["message_vi"] for finding in blocking), None)


def _blocks(finding: dict[str, Any]) -> bool:
    return finding["severity"] == Severity.BLOCK.value and not finding.get("waived")


def key_of(proposal: Proposal | Judged) -> str:
    """What names the figure within its submission for good (``Turn.figure``)."""
    return proposal.field_code or str(proposal.number)


def text_of(proposal: Proposal) -> str:
    """The figure as people read it, as it stands now; "" when it was dropped."""
    if proposal.state == ProposalState.REJECTED:
        return ""
    quantity = figure_of(proposal).quantity
    return proposal.written if quantity is None else render_quantity(quantity)


def as_it_stands(proposal: Proposal) -> str:
    """A field as it was typed, or as a person set it right since."""
    quantity = figure_of(proposal).quantity
    return render_quantity(quantity) if proposal.changes and quantity else proposal.written


def _span_of(proposal: Proposal | Judged) -> Span | None:
    changes = proposal.changes
    if "last_day" in changes:
        first_day = changes["first_day"]
        return Span(
            date.fromisoformat(first_day) if first_day else None,
            date.fromisoformat(changes["last_day"]),
        )
    if proposal.last_day is None:
        return None
    return _span(proposal.first_day, proposal.last_day)


@lru_cache(maxsize=1_024)  # days repeat from figure to figure
def _span(first_day: date | None, last_day: date) -> Span:
    return Span(first_day, last_day)
