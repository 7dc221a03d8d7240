"""What the interface takes and gives, as its OpenAPI description says it.

Values are decimal strings: a JSON number would lose the last digits of money.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from urllib.parse import urlencode

from ninja import Schema


class InquiryIn(Schema):
    """A question in the language of ``core.inquiry``; lists with commas."""

    indicators: str
    places: str
    periods: str
    boundaries: str = ""
    known_at: str = ""

    @property
    def text(self) -> str:
        return urlencode({name: value for name, value in self if value})


class FindingOut(Schema):
    code: str
    severity: str
    message_vi: str


class CellOut(Schema):
    """One figure and what it rests on; ``value`` is null where nothing was reported."""

    indicator: str
    place: str
    period: str
    value: Decimal | None
    bound: str | None
    reported: int
    expected: int
    comparable: bool
    basis: str
    beside: list[int]
    findings: list[FindingOut]
    trail: str


class AnswerOut(Schema):
    """The cells of a question, by place, then indicator, then period."""

    question: str
    cells: list[CellOut]


class EntryOut(Schema):
    """One statement of the ledger."""

    seq: int
    value: Decimal
    bound: str
    unit: str
    first_day: date | None
    last_day: date
    source: str
    locator: str
    quote: str
    recorded_at: datetime
    recorded_by: str


class StepOut(Schema):
    """A place of a trail: its own statements, and those below that its figure adds."""

    indicator: str
    place: str
    place_label: str
    first_day: date | None
    last_day: date
    value: Decimal | None
    bound: str | None
    basis: str
    reported: int
    expected: int
    entries: list[EntryOut]
    beside: list[EntryOut]
    children: list[StepOut]


class ProblemOut(Schema):
    """Why there is no answer."""

    code: str
    message_vi: str
