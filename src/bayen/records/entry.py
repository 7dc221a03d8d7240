"""What enters the ledger, before the ledger gives it number, moment, actor and hash."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
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


@dataclass(frozen=True, slots=True)
class WholeForm:
    """Entries that nobody has read: all figures of a form that was sent, each plain (``plain``).

    Attributes:
        number: of the submission.
        count: how many there are; their proposals are numbered from 1 without gaps.
    """

    number: int
    count: int

    def __len__(self) -> int:
        return self.count


_BEFORE_MOMENT = Entry._fields.index("supersedes_id")


@dataclass(frozen=True, slots=True)
class Entries:
    """Entries by column: some of the rows of columns that others may share.

    Of a province's year there are hundreds of thousands: making something of each costs more
    than hashing and writing it.

    Attributes:
        columns: in the order of ``Entry``.
        plain: of each row of the columns, whether it is a plain figure (``plain``).
        rows: which are meant, without gaps.
    """

    columns: Sequence[Sequence[Any]] = ((),) * len(Entry._fields)
    plain: Sequence[bool] = ()
    rows: range = range(0)

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Entries:
        """None of them plain."""
        columns = list(zip(*entries, strict=True))
        return cls.whole(columns, (False,) * len(columns[0])) if columns else cls()

    @classmethod
    def whole(cls, columns: Sequence[Sequence[Any]], plain: Sequence[bool]) -> Entries:
        return cls(columns, plain, range(len(plain)))

    @classmethod
    def joined(cls, parts: Iterable[Entries]) -> Entries:
        runs = list(_runs(parts))
        if len(runs) < 2:
            return runs[0] if runs else cls()
        cuts = ((run.cut(run.plain), *run.cut_columns()) for run in runs)
        plain, *columns = zip(*cuts, strict=True)
        whole = [tuple(chain.from_iterable(column)) for column in columns]
        return cls.whole(whole, tuple(chain.from_iterable(plain)))

    def __len__(self) -> int:
        return len(self.rows)

    def cut(self, column: Sequence[Any]) -> Sequence[Any]:
        return column[self.rows.start : self.rows.stop]

    def cut_columns(self) -> list[Sequence[Any]]:
        return [self.cut(column) for column in self.columns]

    def row(self, position: int) -> tuple[Any, ...]:
        return tuple(column[self.rows[position]] for column in self.columns)

    def entered(self, first_seq: int, moment: datetime, username: str) -> list[Sequence[Any]]:
        """The columns of ``chain.OBSERVATION_COLUMNS``."""
        count, columns = len(self), self.cut_columns()
        return [
            range(first_seq, first_seq + count),
            *columns[:_BEFORE_MOMENT],
            (moment,) * count,
            (username,) * count,
            *columns[_BEFORE_MOMENT:],
        ]


def _runs(parts: Iterable[Entries]) -> Iterator[Entries]:
    """The same, those run together that stand one after the other in the same columns."""
    run: Entries | None = None
    for part in parts:
        if run and run.columns is part.columns and run.rows.stop == part.rows.start:
            run = Entries(run.columns, run.plain, range(run.rows.start, part.rows.stop))
            continue
        if run:
            yield run
        run = part
    if run:
        yield run
