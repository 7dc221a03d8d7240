"""What enters the ledger, before the ledger gives it number, moment, actor and hash."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain
from typing import Any, NamedTuple


class Entry(NamedTuple):
    """One observation to be; the attributes are those of ``Observation``, in its order."""

    indicator: str
    place_id: str
    first_day: date | None
    last_day: date
    milli: int
    bound: int
    of_milli: int | None
    unit: str
    source_kind: str
    document: str
    locator: str
    start: int | None
    end: int | None
    quote: str
    supersedes_id: int | None
    retracts: bool
    reason: str
    submission_id: int
    proposal_id: int | None


_BEFORE_MOMENT = Entry._fields.index("supersedes_id")


@dataclass(frozen=True, slots=True)
class Entries:
    """Entries by column, in the order of ``Entry``.

    Of a province's year there are hundreds of thousands: making something of each costs more
    than hashing and writing it.
    """

    columns: Sequence[Sequence[Any]] = ((),) * len(Entry._fields)

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Entries:
        return cls(list(zip(*entries, strict=True)) or cls().columns)

    @classmethod
    def joined(cls, parts: Iterable[Entries]) -> Entries:
        by_column = zip(*(part.columns for part in parts), strict=True)
        return cls([tuple(chain.from_iterable(c)) for c in by_column] or cls().columns)

    def __len__(self) -> int:
        return len(self.columns[0])

    def entered(self, first_seq: int, moment: datetime, username: str) -> list[Sequence[Any]]:
        """The columns of ``chain.OBSERVATION_COLUMNS``."""
        count = len(self)
        return [
            range(first_seq, first_seq + count),
            *self.columns[:_BEFORE_MOMENT],
            (moment,) * count,
            (username,) * count,
            *self.columns[_BEFORE_MOMENT:],
        ]
