"""What stood in the ledger at a moment, of some places and days: rows of the facts as arrays.

Only rows that can lie there are read: facts are stored by place and day. Handing a column over
to Python takes longer than reading it, so what is small goes in one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

import duckdb
import numpy as np

from bayen.engine.facts import microseconds
from bayen.engine.slots import Array
from bayen.engine.year_columns import MONTHS

_LONG = 32  # days; of a longer statement its last day says little about where it lies
_MOST_DAYS = 2**12 - 1  # of a statement; more are counted as for ever
_FOR_EVER = 10**6
MOST_NUMBERS = 2**16  # of indicators, and of places that lie together
_MANY = 100_000  # rows that are worth the way through Arrow

# Twice two numbers of 16 bits, from the right: the indicator, the place; bound (two bits), share
# (one) and days (0 for a state), the last day. Numbers of 64 bits would take twice as long to make.
_SMALL = """
    (f.place - $first_place)::uinteger * 65536 + f.indicator::uinteger as about,
    ({last_day} - $first_day)::uinteger * 65536
        + ({days} * 8 + f.is_share::integer * 4 + f.bound)::uinteger as told
"""

# As ``queries.STATEMENTS`` chooses them, without saying which of two that are alike is the later.
_STANDING = """
select {small}, f.units * 1000 + f.thousandths as milli{seq}
from stored f
left join correction c on c.supersedes = f.seq and c.recorded_at <= $known_at
where f.place between $first_place and $last_place
    and f.indicator between $first_indicator and $last_indicator
    and {lies_there} and {is_known}
    and not f.retracts and c.supersedes is null{some}
"""
_APART = " and f.parent = -2"
_NEAR = """
    f.last_day between $first_day and $last_day + $long
    and (f.last_day <= $last_day or f.last_day - f.days < $last_day)
"""
_DAYS = "coalesce(f.days, 0)"

# Long statements are few, and blocks of rows without any are passed over. What lies beyond the
# days asked is cut off.
_LONG_AND_LATER = """
    f.days > $long and f.last_day > $last_day + $long and f.last_day - f.days + 1 <= $last_day
"""
_SMALL_OF_LONG = _SMALL.format(
    last_day="($last_day + $long)", days="least(f.days - (f.last_day - $last_day - $long), 4095)"
)
# Sums of what is simple (``simple_facts``). Whoever told a span told as many months in a row at
# its end; of states the last one counts. What 64 bits might not hold comes as 2**62.
_SIMPLE = """
    from stored f
    where f.parent between $first_parent and $last_parent
        and f.indicator between $first_indicator and $last_indicator
        and f.month between $first_month and $last_month and f.moment <= $moment
"""
_SUM = """
    case when abs(sum({milli})) < 4611686018427387904 then sum({milli})::bigint
    else 4611686018427387904 end as milli
"""
_MILLI = "f.units * 1000 + f.thousandths"
_SUMS_OF_MONTHS = f"""
select f.parent, f.indicator, f.month as position, {_SUM.format(milli=_MILLI)},
    bit_or(f.bound) as bound, count_if(f.told > 0) as whole
{_SIMPLE}
group by all
"""
_SUMS_OF_SPANS = f"""
select f.parent, f.indicator, {{year}} as position, {_SUM.format(milli=_MILLI)},
    bit_or(f.bound) as bound, count_if(f.told >= $length{{ends}}) as whole
{_SIMPLE} and f.told < 255
group by all
"""
# The month, above 52 bits; then value and bound, less than half as large: the largest is the last.
# In half the time that ``arg_max`` takes.
_STATED = "((s.stated + 2251799813685248) & 4503599627370495) // 4 - 562949953421312"
_LAST_STATES = f"""
select s.parent, s.indicator, s.position, {_SUM.format(milli=_STATED)},
    bit_or((s.stated & 3)::utinyint) as bound, count(*) as whole
from (
    select any_value(f.parent) as parent, f.place, f.indicator, {{year}} as position,
        max((f.month - $first_month + 1) * 4503599627370496 + ({_MILLI}) * 4 + f.bound) as stated
    {_SIMPLE} and f.told = 255
    group by f.place, f.indicator, position
) s
group by s.parent, s.indicator, s.position
"""  # noqa: S608 - own words
_BY_NUMBER = "f.moment <= $moment"
_BY_MOMENT = "f.moment in (select number from moment where recorded_at <= $known_at)"

# Moments are numbered as they come; mostly in order of time.
_MOMENTS = """
select (select coalesce(max(number), 0) from moment where recorded_at <= $known_at),
    (select coalesce(min(number), 2147483647) from moment where recorded_at > $known_at)
"""


_HAS_APART = """
select exists (
    select 1 from stored where parent = -2 and last_day between $first_day and $last_day
)
"""


@dataclass(frozen=True, slots=True)
class Simple:
    """Which simple statements are added up; all are the first and the last.

    Attributes:
        parents: of the units, as ``simple_facts`` numbers them.
        indicators: their numbers.
        months: from the first of all years, numbered from 1.
        days: of these months.
    """

    parents: tuple[int, int]
    indicators: tuple[int, int]
    months: tuple[int, int]
    days: tuple[int, int]

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
        told: bound, share and days, as ``_SMALL`` packs them.
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
        if len(days) and days.max() == _MOST_DAYS:
            days[days == _MOST_DAYS] = _FOR_EVER
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


class Knowledge:
    """What an engine's database knew at a moment.

    Args:
        cursor: of the database.
        known_at: the moment, aware.
        most_days: no statement has more.
    """

    def __init__(
        self, cursor: duckdb.DuckDBPyConnection, known_at: datetime, most_days: int
    ) -> None:
        self._cursor = cursor
        self._has_long = most_days > _LONG
        days = f"least({_DAYS}, {_MOST_DAYS})" if most_days > _MOST_DAYS else _DAYS
        self._small_of_near = _SMALL.format(last_day="f.last_day", days=days)
        self._known_at = {"known_at": microseconds(known_at)}
        [(last, later)] = cursor.execute(_MOMENTS, self._known_at).fetchall()
        self._moment = {"moment": last} if last < later else {}

    @property
    def is_by_number(self) -> bool:
        """Whether it is what came in up to some entry."""
        return bool(self._moment)

    def sums(self, simple: Simple, length: int, *, is_stock: bool = False) -> dict[str, Array]:
        """Sums of what is simple, of a moment that ``is_by_number``.

        Args:
            simple: what is added up.
            length: months of a span at the end of each year; 0 for every month by itself.
            is_stock: of spans, whether states, else flows.

        Returns:
            Columns by parent, indicator and position, that of a month or a year: milli, bound,
            and how many units told all.
        """
        asked = {**simple.asked(), **self._moment}
        if not length:
            statement = _SUMS_OF_MONTHS
        else:
            years = (asked["first_month"] - 1) // MONTHS, (asked["last_month"] - 1) // MONTHS
            year = "(f.month - 1) // 12" if years[0] < years[1] else f"{years[0]}"
            if is_stock:
                statement = _LAST_STATES.format(year=year)
            else:
                ends = "" if length == MONTHS else " and f.month = $last_month"
                statement = _SUMS_OF_SPANS.format(year=year, ends=ends)
                asked["length"] = length
        return dict(self._cursor.execute(statement, asked).fetchnumpy())

    def has_apart(self, simple: Simple) -> bool:
        """Whether anything there was said that is not simple, or reaches there."""
        if self._has_long:
            return True
        asked = {"first_day": simple.days[0], "last_day": simple.days[1] + _LONG}
        ((found,),) = self._cursor.execute(_HAS_APART, asked).fetchall()
        return bool(found)

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
            "long": _LONG,
            **self._known_at,
            **self._moment,
        }
        words = {"seq": ", f.seq" if with_seq else "", "some": _APART if apart else ""}
        found = self._fetch(asked, words, len(places) * len(indicators))
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

    def _fetch(self, asked: dict[str, int], words: dict[str, str], size: int) -> dict[str, Array]:
        words = {**words, "is_known": _BY_NUMBER if self._moment else _BY_MOMENT}
        statement = _STANDING.format(small=self._small_of_near, lies_there=_NEAR, **words)
        if self._has_long:
            long = _STANDING.format(small=_SMALL_OF_LONG, lies_there=_LONG_AND_LATER, **words)
            statement = f"{statement} union all {long}"
        if size < _MANY:
            return dict(self._cursor.execute(statement, asked).fetchnumpy())
        table = self._cursor.sql(statement, params=asked).to_arrow_table()
        return {name: table[name].to_numpy() for name in table.column_names}


def _halves(numbers: Array) -> Array:
    """[number, half]: the lower and the upper 16 bits."""
    return np.ascontiguousarray(numbers, "<u4").view("<u2").reshape(-1, 2)
