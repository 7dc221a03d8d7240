"""What enters the ledger, before the ledger gives it number, moment, actor and hash."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, NamedTuple


class Entry(NamedTuple):
    """One observation to be; the attributes are those of ``Observation``, in its order.

    A tuple and no row: of a province's year there are hundreds of thousands, and making an
    object of Django's costs several times what hashing and writing one do.
    """

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

    def entered(self, seq: int, moment: datetime, username: str) -> tuple[Any, ...]:
        """The values of ``chain.OBSERVATION_COLUMNS``."""
        return (seq, *self[:_BEFORE_MOMENT], moment, username, *self[_BEFORE_MOMENT:])


_BEFORE_MOMENT = Entry._fields.index("supersedes_id")
