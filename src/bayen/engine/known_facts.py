"""What stood in the ledger at a moment, of some places and days: rows of the facts as arrays.

Only rows that can lie there are read: facts are stored by indicator, what is right above their
place, and day. Handing a column over to Python takes longer than reading it, so what is small
goes in one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

import duckdb
import numpy as np

from bayen.engine import known_queries
from bayen.engine.facts import microseconds
from bayen.engine.kept_figures import THERE, WHOLE
from bayen.engine.known_queries import LONG, MOST_DAYS
from bayen.engine.past import Past
from bayen.engine.slots import Array
from bayen.engine.year_columns import HUGE, MONTHS, YearColumns

_FOR_EVER = 10**6  # days; as many as are handed over, or more, are counted so
MOST_NUMBERS = 2**16  # of indicators, and of places that lie together
_MANY = 100_000  # rows that are worth the way through Arrow


@dataclass(frozen=True, slots=True)
class Simple:
    """Which simple statements are added up; all are the first and the last.

    Attributes:
        parents: of the units, as ``simple_facts`` numbers them.
        indicators: their numbers.
        months: from the first of all years, numbered from 1.
    """

    parents: tuple[int, int]
    indicators: tuple[int, int]
    months: tuple[int, int]

    def asked(self) -> dict[str, int]:
        return {
            f"{end}_{name}": value
            for name in ("parent", "indicator", "month")
            for end, value in zip(("first", "last"), getattr(self, f"{name}s"), strict=True)
        }


@dataclass(frozen=True, slots=True)
class KnownFacts:
    """Statements; one array item for each.

    Attributes:
        place, indicator: their numbers.
        first_day, last_day: ordinals; for a state both are its day. What lies far beyond the
            days asked is cut off.
        is_state: whether it is one.
        milli, bound, is_share: as in the engine's tables.
        seq: None where nobody wanted it.
    """

    place: Array
    indicator: Array
    first_day: Array
    last_day: Array
    is_state: Array
    milli: Array
    bound: Array
    is_share: Array
    seq: Array | None

    def __len__(self) -> int:
        return len(self.milli)

    def only(self, rows: Array) -> KnownFacts:
        """Some of them; rows as of any array."""
        return KnownFacts(
            self.place[rows],
            self.indicator[rows],
            self.first_day[rows],
            self.last_day[rows],
            self.is_state[rows],
            self.milli[rows],
            self.bound[rows],
            self.is_share[rows],
            None if self.seq is None else self.seq[rows],
        )


@dataclass(frozen=True, slots=True)
class PackedFacts:
    """Statements as they were read; one array item for each.

    Attributes:
        indicator, place: numbers, that of the place from ``first_place`` on.
        told: bound, share and days, as ``known_queries`` packs them.
        day: the last day, from ``first_day`` on.
        milli, seq: as in ``KnownFacts``.
    """

    first_place: int
    first_day: int
    indicator: Array
    place: Array
    told: Array
    day: Array
    milli: Array
    seq: Array | None

    def __len__(self) -> int:
        return len(self.milli)

    def only(self, rows: Array | slice) -> PackedFacts:
        """Some of them; rows as of any array."""
        return replace(
            self,
            indicator=self.indicator[rows],
            place=self.place[rows],
            told=self.told[rows],
            day=self.day[rows],
            milli=self.milli[rows],
            seq=None if self.seq is None else self.seq[rows],
        )

    def unpacked(self) -> KnownFacts:
        days, last_day = (self.told >> 3).astype(np.int32), self.day.astype(np.int32)
        if len(days) and days.max() == MOST_DAYS:
            days[days == MOST_DAYS] = _FOR_EVER
        last_day += self.first_day
        is_state = days == 0
        return KnownFacts(
            place=self.place + np.int64(self.first_place),
            indicator=self.indicator,
            first_day=last_day - days + ~is_state,
            last_day=last_day,
            is_state=is_state,
            milli=self.milli,
            bound=(self.told & 3).astype(np.uint8),
            is_share=self.told & 4 > 0,
            seq=self.seq,
        )


@dataclass(frozen=True, slots=True)
class SimpleFacts:
    """Simple statements of a year; one array item for each.

    Attributes:
        place, indicator: their numbers.
        month: of the year, from 0.
        stated: bits, as in ``kept_figures``.
        milli, seq: as in ``KnownFacts``.
    """

    place: Array
    indicator: Array
    month: Array
    stated: Array
    milli: Array
    seq: Array | None


class Knowledge:
    """What an engine's database knew at a moment.

    Args:
        cursor: of the database.
        known_at: the moment, aware.
        past: what is known of all moments, as of the cursor.
        most_days: no statement has more.
    """

    def __init__(
        self, cursor: duckdb.DuckDBPyConnection, known_at: datetime, past: Past, most_days: int
    ) -> None:
        self._cursor = cursor
        self._past = past
        self._most_days = most_days
        self._known_at = {"known_at": microseconds(known_at)}
        number = past.number_at(self._known_at["known_at"])
        self._moment = {} if number is None else {"moment": number}

    @property
    def is_by_number(self) -> bool:
        """Whether it is what came in up to some entry."""
        return bool(self._moment)

    def has_apart(self, columns: YearColumns, days: tuple[int, int]) -> bool:
        """Whether anything that is not simple may have been said of these days."""
        return self._past.is_apart_in(columns.years_within(*days), days[1])

    # --- sums of what is simple, of a moment that ``is_by_number``: columns by parent, indicator
    # and position, that of a month or a year: milli, bound, and how many units told all

    def months(self, simple: Simple) -> dict[str, Array]:
        """Of every month by itself."""
        return self._sums(known_queries.SUMS_OF_MONTHS, simple)

    def so_far(self, simple: Simple, length: int, *, has_states: bool) -> dict[str, Array]:
        """Of so many months from the start of the year, or of whole years."""
        return self._sums(known_queries.SUMS_SO_FAR, simple, of_last=has_states, length=length)

    def flows(self, simple: Simple, length: int) -> dict[str, Array]:
        """Of flows, of so many months in a row."""
        return self._sums(known_queries.SUMS_OF_FLOWS, simple, length=length)

    def last_states(self, simple: Simple) -> dict[str, Array]:
        """Of the last states of some months in a row."""
        return self._sums(known_queries.LAST_STATES, simple)

    def _sums(
        self, statement: str, simple: Simple, *, of_last: bool = False, **more: int
    ) -> dict[str, Array]:
        first, last = ((month - 1) // MONTHS for month in simple.months)
        text = known_queries.sums_of(
            statement, (first, last), of_last=of_last, has_fractions=self._past.has_fractions
        )
        asked = {**simple.asked(), **self._moment, **more}
        found = dict(self._cursor.execute(text, asked).fetchnumpy())
        if of_last:
            found["bound"] = found["over"].view(np.uint8) | (found["under"].view(np.uint8) << 1)
        is_small = np.abs(found["units"]) < HUGE // 1000
        found["milli"] = np.where(is_small, _milli(found), HUGE)
        return found

    # --- statements one by one ------------------------------------------------------------------

    def simple_ones(self, simple: Simple, places: Array, *, with_seq: bool) -> SimpleFacts:
        """What is simple of units, of months of one year.

        Of a moment that ``is_by_number``.

        Args:
            simple: what is right above them, and so on.
            places: their numbers; those between come too.
            with_seq: whether the numbers of statements are wanted.
        """
        asked = {**simple.asked(), **self._moment}
        asked["first_place"], asked["last_place"] = ends_of(places)
        text = known_queries.simple_ones(has_fractions=self._past.has_fractions, with_seq=with_seq)
        size = len(places) * (simple.indicators[1] - simple.indicators[0] + 1)
        found = self._fetch(text, asked, size)
        return SimpleFacts(
            found["place"],
            found["indicator"],
            (found["month"] - 1) % MONTHS,
            found["bound"] | np.uint8(THERE) | (found["told"] != 0) * np.uint8(WHOLE),
            _milli(found),
            found.get("seq"),
        )

    def read(
        self,
        places: Array,
        indicators: Array,
        days: tuple[int, int],
        *,
        with_seq: bool,
        apart: bool = False,
    ) -> PackedFacts:
        """Statements with any day among these, of places and indicators and what is between.

        Args:
            places, indicators: their numbers.
            days: the first and the last; of one year.
            with_seq: whether their numbers are wanted.
            apart: only what is not simple.
        """
        first_place, first_day = int(places.min()), days[0]
        asked = {
            "first_place": first_place,
            "last_place": int(places.max()),
            "first_indicator": int(indicators.min()),
            "last_indicator": int(indicators.max()),
            "first_day": first_day,
            "last_day": days[1],
            "long": LONG,
            **self._known_at,
            **self._moment,
        }
        text = known_queries.standing(
            most_days=self._most_days,
            is_by_number=self.is_by_number,
            with_seq=with_seq,
            apart=apart,
        )
        found = self._fetch(text, asked, len(places) * len(indicators))
        about = _halves(found["about"])
        told = _halves(found["told"])
        return PackedFacts(
            first_place,
            first_day,
            indicator=about[:, 0],
            place=about[:, 1],
            told=told[:, 0],
            day=told[:, 1],
            milli=found["milli"],
            seq=found.get("seq"),
        )

    def _fetch(self, statement: str, asked: dict[str, int], size: int) -> dict[str, Array]:
        if size < _MANY:
            return dict(self._cursor.execute(statement, asked).fetchnumpy())
        table = self._cursor.sql(statement, params=asked).to_arrow_table()
        return {name: table[name].to_numpy() for name in table.column_names}


def ends_of(numbers: Array) -> tuple[int, int]:
    """The least and the greatest."""
    return int(numbers.min()), int(numbers.max())


def _milli(found: Mapping[str, Array]) -> Array:
    """Whole thousandths; where nothing has any beside whole units these did not come."""
    whole: Array = found["units"] * 1000
    return whole + found["thousandths"] if "thousandths" in found else whole


def _halves(numbers: Array) -> Array:
    """[number, half]: the lower and the upper 16 bits."""
    return np.ascontiguousarray(numbers, "<u4").view("<u2").reshape(-1, 2)
