"""What entries of which nothing was said before add to kept totals: worked out in arrays.

The rules are those of ``kept_queries``, whose statements judge everything else. A country's
year is millions of rows and few sums; arrays need a fraction of the time that joins do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from bayen.core.forest import MAIN_TREE, Forest
from bayen.engine.arrivals import NO_DAY, UNKNOWN, Arrived
from bayen.engine.row_groups import Groups, distinct, positions
from bayen.engine.slots import Array
from bayen.engine.year_columns import MONTHS

_NONE = -1
_LIMB = 20  # bits of a value that are added up at once: floats hold such sums of 2**33 rows
_LIMBS = 4
_COUNTS = ("over", "under", "figures", "whole")


@dataclass(frozen=True, slots=True)
class Units:
    """The nodes that never have any below them, by place and time.

    Attributes:
        place, first_day, last_day: of each.
        parent: number of the node above, or -1.
        starts: by number of a place, where its units begin; one more at the end.
    """

    place: Array
    first_day: Array
    last_day: Array
    parent: Array
    starts: Array

    def find(self, place: Array, first_day: Array, last_day: Array) -> Array:
        """Of each place the unit that has all these days; -1 where there is none."""
        found = np.full(len(place), _NONE, np.int32)
        known = np.where(place == UNKNOWN, len(self.starts) - 2, place)
        at, end = self.starts[known], self.starts[known + 1]
        rows = np.arange(len(place))
        while len(rows):
            there = at < end
            if not there.all():
                rows, at, end = rows[there], at[there], end[there]
            if not len(rows):
                break
            holds = (self.first_day[at] <= first_day[rows]) & (self.last_day[at] >= last_day[rows])
            found[rows[holds]] = at[holds]
            at = at + 1
        return found


def units_of(forest: Forest, numbers: Mapping[str, int]) -> Units:
    """The units of a forest; ``numbers`` are those of its places."""
    units = [n for n in forest.nodes if n.is_leaf and not n.stage and n.tree == MAIN_TREE]
    units.sort(key=lambda n: (numbers[n.place], n.first_day))
    place = np.array([numbers[n.place] for n in units], np.int32)
    starts = np.searchsorted(place, np.arange(len(numbers) + 2)).astype(np.int32)
    return Units(
        place,
        np.array([n.first_day.toordinal() for n in units], np.int32),
        np.array([n.last_day.toordinal() for n in units], np.int32),
        np.array([_NONE if n.parent is None else n.parent for n in units], np.int32),
        starts,
    )


@dataclass(frozen=True, slots=True)
class Calendar:
    """Whole months and spans of them, as kept totals number them.

    Attributes:
        first_day, last_day: of each month, end to end; the first month is number 1.
        span_year, span_first, span_last: of each span, its year and months.
    """

    first_day: Array
    last_day: Array
    span_year: Array
    span_first: Array
    span_last: Array

    def month_of(self, day: Array) -> Array:
        """Numbers of months; 0 outside of all."""
        if not len(day):
            return np.zeros(0, np.int32)
        begin = int(day.min())
        days = np.arange(begin, int(day.max()) + 1)
        month = np.searchsorted(self.last_day, days).astype(np.int32) + 1
        inside = (days >= self.first_day[0]) & (days <= self.last_day[-1])
        found: Array = np.where(inside, month, 0).astype(np.int32)[day - begin]
        return found

    def years_around(self, day: Array) -> tuple[int, int]:
        """The first and last day of all years that have any of these days."""
        first, last = int(day.min()), int(day.max())
        starts, ends = self.first_day[::MONTHS], self.last_day[MONTHS - 1 :: MONTHS]
        begin = starts[max(int(np.searchsorted(starts, first, "right")) - 1, 0)]
        at = int(np.searchsorted(ends, last))
        end = ends[at] if at < len(ends) else self.last_day[-1]
        return min(first, int(begin)), max(last, int(end))


@dataclass(frozen=True, slots=True)
class Fresh:
    """Additions to kept totals, as tables for statements.

    Attributes:
        odd: statements that are not plain, or reach back; a registered ``tile``.
        months, states: sums right above units by month, and of last states by span.
        alike: how many units stated the same months of a year and owed the same.
        places: numbers of all that was spoken of.
        days: first and last; None where there is nothing.
    """

    odd: pa.Table
    months: pa.Table
    states: pa.Table
    alike: pa.Table
    places: list[int]
    days: tuple[int, int] | None


def fresh_totals(arrived: Arrived, tile: Judged, units: Units, calendar: Calendar) -> Fresh:
    """What entries add, of which nothing was said before and nothing is corrected.

    Args:
        arrived: the entries.
        tile: what each of them is.
        units, calendar: as the tables of kept totals have them.
    """
    first_day = np.where(arrived.first_day == NO_DAY, arrived.last_day, arrived.first_day)
    odd = ~tile.is_plain | tile.reaches_back
    has_any = len(arrived) > 0
    return Fresh(
        _odd_table(arrived, tile, first_day, np.flatnonzero(odd)),
        _months(arrived, tile, units),
        _states(arrived, tile, units, calendar),
        _alike(arrived, tile, units, calendar),
        (np.flatnonzero(np.bincount(arrived.place - UNKNOWN)) + UNKNOWN).tolist(),
        (int(first_day.min()), int(arrived.last_day.max())) if has_any else None,
    )


# --- what each statement is ----------------------------------------------------------------------


@dataclass(slots=True)
class Judged:
    """What became of each entry: as the temporary ``tile`` of ``kept_queries``.

    Attributes:
        month: number of the one that it ends in; 0 outside of all.
        unit: number of the unit that it is about; -1 where there is none.
        is_flow, is_stock, is_plain, is_whole, reaches_back: as there.
    """

    month: Array
    unit: Array
    is_flow: Array
    is_stock: Array
    is_plain: Array
    is_whole: Array
    reaches_back: Array


def judged(
    arrived: Arrived, units: Units, calendar: Calendar, is_flow: Array, is_stock: Array
) -> Judged:
    """What entries are, whatever was said before.

    Args:
        arrived: the entries.
        units, calendar: as the tables of kept totals have them.
        is_flow, is_stock: by number of an indicator; the last item is for those unknown.
    """
    flow, stock = is_flow[arrived.indicator], is_stock[arrived.indicator]
    month = calendar.month_of(arrived.last_day)
    first_day, last_day = calendar.first_day[month - 1], calendar.last_day[month - 1]
    is_said = arrived.first_day != NO_DAY
    asks = np.where(stock, month > 0, is_said)
    unit = units.find(
        arrived.place,
        np.where(stock, last_day, arrived.first_day),
        np.where(stock, last_day, arrived.last_day),
    )
    unit[~asks] = _NONE
    inside = is_said & (arrived.first_day >= first_day)
    plain = np.where(flow, inside, stock) & ~arrived.is_share & (unit != _NONE) & (month > 0)
    begins = arrived.first_day <= np.maximum(units.first_day[unit], first_day)
    ends = arrived.last_day >= np.minimum(units.last_day[unit], last_day)
    reaches_back = stock & is_said & (month > 0) & (arrived.first_day < first_day)
    tile = Judged(month, unit, flow, stock, plain, stock | (begins & ends), reaches_back)
    _set_twins_apart(arrived, tile, len(is_flow))
    return tile


def _set_twins_apart(arrived: Arrived, tile: Judged, indicators: int) -> None:
    """Of several plain statements of one unit and month none is plain."""
    rows = np.flatnonzero(tile.is_plain)
    months = int(tile.month.max(initial=0)) + 1
    key = (tile.unit[rows].astype(np.int64) * months + tile.month[rows]) * indicators
    key += arrived.indicator[rows]
    if (key[1:] > key[:-1]).all():
        return
    order = np.argsort(key, kind="stable")
    same = key[order[1:]] == key[order[:-1]]
    tile.is_plain[rows[order[1:][same]]] = False
    tile.is_plain[rows[order[:-1][same]]] = False


def _odd_table(arrived: Arrived, tile: Judged, first_day: Array, rows: Array) -> pa.Table:
    return pa.table(
        {
            "sign": np.ones(len(rows), np.int32),
            "indicator": arrived.indicator[rows],
            "place": arrived.place[rows],
            "first_day": first_day[rows],
            "last_day": arrived.last_day[rows],
            "is_plain": tile.is_plain[rows],
            "reaches_back": tile.reaches_back[rows],
        }
    )


# --- sums right above units ----------------------------------------------------------------------


def _months(arrived: Arrived, tile: Judged, units: Units) -> pa.Table:
    rows = _that(tile.is_plain & (units.parent[tile.unit] != _NONE))
    parent, position = units.parent[tile.unit[rows]], tile.month[rows]
    return _sums(arrived, rows, parent, position, tile.is_whole[rows])


def _that(chosen: Array) -> Array | slice:
    """Which rows; all of them as they are where all are chosen."""
    return slice(None) if chosen.all() else np.flatnonzero(chosen)


def _sums(
    arrived: Arrived, rows: Array | slice, parent: Array, position: Array, is_whole: Array
) -> pa.Table:
    """By indicator, node and position; values in limbs, which a statement puts together."""
    groups = Groups(arrived.indicator[rows], parent, position)
    bound, milli = arrived.bound[rows], arrived.milli[rows]
    limbs = [milli] if _is_small(milli) else list(_limbs(milli))
    sums = [groups.sum(limb) for limb in limbs]
    sums += [np.zeros(len(groups), np.int64)] * (_LIMBS - len(limbs))
    counts = (
        groups.count(np.flatnonzero(bound & 1)),
        groups.count(np.flatnonzero(bound & 2)),
        groups.count(),
        groups.count() - groups.count(np.flatnonzero(~is_whole)),
    )
    names = ("indicator", "parent", "position", *(f"limb{n}" for n in range(_LIMBS)), *_COUNTS)
    return pa.table(dict(zip(names, (*groups.keys(), *sums, *counts), strict=True)))


def _is_small(milli: Array) -> bool:
    """Whether floats hold all their sums, to the last digit."""
    most = max(int(milli.max(initial=0)), -int(milli.min(initial=0)))
    return most * max(len(milli), 1) < 2**53


def _limbs(milli: Array) -> Iterator[Array]:
    for _ in range(_LIMBS - 1):
        yield milli & (2**_LIMB - 1)
        milli = milli >> _LIMB
    yield milli


# --- spans ---------------------------------------------------------------------------------------


def _alike(arrived: Arrived, tile: Judged, units: Units, calendar: Calendar) -> pa.Table:
    """Units that stated the same months of a flow, and owed the same."""
    chosen = tile.is_plain & tile.is_flow & tile.is_whole & (units.parent[tile.unit] != _NONE)
    rows = np.flatnonzero(chosen)
    year, month = np.divmod(tile.month[rows] - 1, MONTHS)
    groups = Groups(tile.unit[rows], year, arrived.indicator[rows])
    said = groups.sum(1 << month)  # each month once: it is the bits of all
    unit, years, indicator = groups.keys()
    due = _due(units, calendar, unit, years)
    key = (units.parent[unit].astype(np.int64) * (len(calendar.last_day) // MONTHS + 1)) + years
    key = (key * (int(indicator.max(initial=0)) + 1) + indicator) << 2 * MONTHS
    _, first, count = np.unique(key + (said << MONTHS) + due, return_index=True, return_counts=True)
    return pa.table(
        {
            "indicator": indicator[first],
            "parent": units.parent[unit[first]],
            "year": years[first],
            "said": said[first],
            "due": due[first],
            "units": count,
        }
    )


def _due(units: Units, calendar: Calendar, unit: Array, year: Array) -> Array:
    """The months of a year of which units have any day, as bits."""
    first = np.searchsorted(calendar.last_day, units.first_day) + 1
    last = np.searchsorted(calendar.first_day, units.last_day, "right")
    begin = np.maximum(first[unit] - year * MONTHS - 1, 0)
    end = np.minimum(last[unit] - year * MONTHS, MONTHS)
    due: Array = (np.int64(1) << end.astype(np.int64)) - (np.int64(1) << begin.astype(np.int64))
    return due


def _states(arrived: Arrived, tile: Judged, units: Units, calendar: Calendar) -> pa.Table:
    """The last states of units in each span, added up right above them."""
    stated = np.flatnonzero(tile.is_plain & tile.is_stock)
    year, month = np.divmod(tile.month[stated] - 1, MONTHS)
    none = np.zeros(0, np.int32)
    found: list[tuple[Array, Array, Array]] = [(none.astype(np.int64), none, none)]
    for one in distinct(year).tolist():
        mine = np.flatnonzero(year == one)
        places, latest = _latest(arrived, stated[mine], month[mine])
        for span in np.flatnonzero(calendar.span_year == one).tolist():
            last = int(calendar.span_last[span]) - one * MONTHS - 1
            day = np.full(len(places), calendar.last_day[one * MONTHS + last])
            unit = units.find(places, day, day)
            parent = np.where(unit == _NONE, _NONE, units.parent[unit])[:, None]
            rows = latest[:, :, last]
            serves = (rows != _NONE) & (tile.month[rows] >= calendar.span_first[span])
            serves &= parent != _NONE
            count = int(serves.sum())
            above = np.broadcast_to(parent, rows.shape)[serves]
            found.append((rows[serves], above, np.full(count, span, np.int32)))
    rows, parents, spans = (np.concatenate(column) for column in zip(*found, strict=True))
    return _sums(arrived, rows, parents, spans, np.ones(len(rows), np.bool_))


def _latest(arrived: Arrived, rows: Array, month: Array) -> tuple[Array, Array]:
    """Places, and [place, indicator, month of the year]: which row has the last state by then.

    Rows of one place and indicator ascend with their days.
    """
    places, indicators = distinct(arrived.place[rows]), distinct(arrived.indicator[rows])
    latest = np.full((len(places), len(indicators), MONTHS), _NONE, np.int64)
    at = positions(arrived.place[rows], places), positions(arrived.indicator[rows], indicators)
    latest[(*at, month)] = rows
    return places, np.maximum.accumulate(latest, axis=-1)
