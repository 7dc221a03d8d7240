"""The ledger's entries: one figure each, with its source, for ever.

An observation is never changed: a correction is a new one that supersedes it, a withdrawal
one that retracts. What was known at a moment is a filter over the entries.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from bayen.core.quantities import Quantity
from bayen.core.spans import Span


class SourceKind(enum.StrEnum):
    """Where a figure can come from."""

    TEXT = "text"
    CELL = "cell"
    FIELD = "field"
    REGISTER = "register"
    IMPORT = "import"

    @property
    def label_vi(self) -> str:
        return _SOURCE_LABELS[self]


_SOURCE_LABELS = {
    SourceKind.TEXT: "câu văn",
    SourceKind.CELL: "ô bảng",
    SourceKind.FIELD: "ô biểu mẫu",
    SourceKind.REGISTER: "sổ theo dõi",
    SourceKind.IMPORT: "nhập từ hệ thống khác",
}


@dataclass(frozen=True, slots=True)
class Source:
    """Where a figure came from; never absent.

    Attributes:
        kind: which sort of place ``locator`` names.
        document: what it was in: a document's SHA-256 in hex, or a form's code.
        locator: where in it, for people: "đoạn 3", "bảng 1, hàng 2, cột 3", a field's code, a
            register with its day and last entry.
        start, end: characters of the document's text, end exclusive; None unless TEXT or CELL.
        quote: the characters themselves, with words beside them; may be "".
    """

    kind: SourceKind
    document: str
    locator: str
    start: int | None = None
    end: int | None = None
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Observation:
    """One figure in the ledger.

    Attributes:
        seq: number of the entry, growing with time.
        indicator: code.
        place: identity of the place that the figure speaks of.
        span: the days it speaks of, as the source said.
        quantity: the figure; of a retraction, that of the entry it takes back.
        unit: the counted noun as the source wrote it; "%" marks a share, which is never added.
        of: the denominator of "4/8"; None when none was stated.
        source: where it came from.
        recorded_at: when we learned it, aware, UTC.
        recorded_by: who accepted it.
        supersedes: the entry that this one corrects; None for a first statement.
        retracts: whether it only takes back the entry it supersedes.
    """

    seq: int
    indicator: str
    place: str
    span: Span
    quantity: Quantity
    unit: str
    source: Source
    recorded_at: datetime
    recorded_by: str
    of: Decimal | None = None
    supersedes: int | None = None
    retracts: bool = False

    @property
    def is_share(self) -> bool:
        """Whether it is a percentage of something that is otherwise counted."""
        return self.unit == "%"


def known_at(ledger: Iterable[Observation], moment: datetime | None) -> Iterator[Observation]:
    """The entries that stood at a moment (None: now): recorded by then, not yet superseded.

    An entry may be corrected more than once by mistake; each correction then stands, as
    each was accepted, and shows up as two statements of the same thing.
    """
    entries = [o for o in ledger if moment is None or o.recorded_at <= moment]
    gone = {o.supersedes for o in entries if o.supersedes is not None}
    return (o for o in entries if o.seq not in gone and not o.retracts)


def latest_statements(standing: Iterable[Observation]) -> list[Observation]:
    """Of entries that say the same of a place and span, the one recorded last.

    Later knowledge serves; that the earlier one differed is for checks to say.
    """
    latest: dict[tuple[str, str, Span, bool], Observation] = {}
    for entry in sorted(standing, key=lambda o: o.seq):
        latest[entry.indicator, entry.place, entry.span, entry.is_share] = entry
    return sorted(latest.values(), key=lambda o: o.seq)
