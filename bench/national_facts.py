"""Invented facts at the size of the country, straight into columns.

3,321 communes of the map of 1 July 2025 x indicators x months, every commune by month, one in
thirty returns missing and one figure in twenty with "hơn" or "khoảng"; the same seed gives the
same facts. Every third indicator is a stock. Communes may have villages, which report as they do.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import numpy as np
import pyarrow as pa

from bayen.core.atlas import Atlas
from bayen.core.indicators import Indicator, IndicatorKind, Indicators
from bayen.core.period_schemes import DECREE
from bayen.core.periods import Period, PeriodKind
from bayen.core.places import Level, PlaceKind, PlaceVersion
from bayen.engine.facts import FACT_SCHEMA

MAP_DAY = date(2025, 8, 1)
FIRST_YEAR = 2026
_SEED = 2026
_EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True)
class Country:
    """What the facts speak of: all communes, provinces, indicators and months.

    Attributes:
        atlas: the places, villages among them.
        villages: how many each commune has.
    """

    atlas: Atlas
    villages: int
    communes: tuple[str, ...]
    province_of: tuple[str, ...]
    provinces: tuple[str, ...]
    indicators: Indicators
    months: tuple[Period, ...]

    @property
    def size(self) -> int:
        """Facts due, of which one in thirty is missing."""
        return len(self.units) * len(self.indicators) * len(self.months)

    @cached_property
    def units(self) -> tuple[str, ...]:
        """Whoever reports: each commune, followed by its villages."""
        return tuple(
            unit
            for number, commune in enumerate(self.communes)
            for unit in (commune, *_villages_of(number, self.villages))
        )


def invent_country(
    atlas: Atlas, indicator_count: int, month_count: int, villages: int = 0
) -> Country:
    """The real map of August 2025 with numbered indicators and as many months from 2026 on.

    Each commune has so many invented villages.
    """
    provinces = tuple(v.place_id for v in atlas.children("vn", MAP_DAY))
    pairs = [
        (v.place_id, province)
        for province in provinces
        for v in atlas.children(province, MAP_DAY)
        if v.kind.level is Level.COMMUNE
    ]
    years = range(FIRST_YEAR, FIRST_YEAR + -(-month_count // 12))
    months = [DECREE.period(y, PeriodKind.MONTH, n) for y in years for n in range(1, 13)]
    codes = [f"i{number:03d}" for number in range(indicator_count)]
    own = tuple(
        PlaceVersion(name, name, PlaceKind.VILLAGE, name[1:], commune, MAP_DAY)
        for number, (commune, _) in enumerate(pairs)
        for name in _villages_of(number, villages)
    )
    return Country(
        replace(atlas, versions=(*atlas.versions, *own)) if own else atlas,
        villages,
        tuple(commune for commune, _ in pairs),
        tuple(province for _, province in pairs),
        provinces,
        {code: _indicator(code, number) for number, code in enumerate(codes)},
        tuple(months[:month_count]),
    )


def invent_facts(country: Country) -> Iterator[pa.Table]:
    """Tables of ``FACT_SCHEMA`` of a year each, in the order in which communes send them.

    A commune sends all indicators of a month together: they follow each other by number and
    were accepted at one moment. With villages, a year comes in portions of as many units as
    there are communes.
    """
    portion = len(country.communes)
    for start in range(0, len(country.months), 12):
        months = range(start, min(start + 12, len(country.months)))
        for first in range(0, len(country.units), portion):
            yield _facts_of(country, months, range(first, first + portion))


def number_of(country: Country, month: int, commune: int, indicator: int) -> int:
    """The ledger's number of a figure, by position of what it is about."""
    unit = month * len(country.units) + commune * (1 + country.villages)
    return unit * len(country.indicators) + indicator + 1


def _villages_of(commune: int, count: int) -> list[str]:
    return [f"v{commune * count + number:07}" for number in range(count)]


def _indicator(code: str, number: int) -> Indicator:
    kind = IndicatorKind.STOCK if number % 3 == 2 else IndicatorKind.FLOW
    return Indicator(code, f"Chỉ tiêu {number}", f"Indicator {number}", "vụ", kind)


def _facts_of(country: Country, months: range, units: range) -> pa.Table:
    indicators = len(country.indicators)
    a_month = len(units) * indicators
    chance = np.random.default_rng((_SEED, months.start, *([units.start] if units.start else [])))
    kept = np.flatnonzero(chance.random(a_month * len(months), dtype=np.float32) > 1 / 30)
    month = kept // a_month + months.start
    unit = kept // indicators % len(units) + units.start
    indicator = kept % indicators
    first, last = (np.array(days, np.int32) for days in _days(country.months))
    is_state = indicator % 3 == 2
    bounds = np.where(chance.random(len(kept), dtype=np.float32) < 0.05, 1, 0).astype(np.uint8)
    third_day = (last[month].astype(np.int64) + 3) * 86_400_000_000
    columns = [
        pa.array((month * len(country.units) + unit) * indicators + indicator + 1),
        _words(indicator, list(country.indicators)),
        _words(unit, country.units),
        pa.array(first[month], mask=is_state).cast(pa.date32()),
        pa.array(last[month]).cast(pa.date32()),
        pa.array(chance.integers(0, 200, len(kept)) * 1000),
        pa.array(bounds),
        pa.array(np.zeros(len(kept), np.bool_)),
        pa.array(third_day + unit * 10_000_000),
        pa.nulls(len(kept), pa.int64()),
        pa.array(np.zeros(len(kept), np.bool_)),
    ]
    return pa.Table.from_arrays(columns, FACT_SCHEMA.names)


def _days(months: tuple[Period, ...]) -> tuple[list[int], list[int]]:
    return (
        [m.first_day.toordinal() - _EPOCH for m in months],
        [m.last_day.toordinal() - _EPOCH for m in months],
    )


def _words(numbers: np.ndarray, words: tuple[str, ...] | list[str]) -> pa.Array:
    return pa.DictionaryArray.from_arrays(pa.array(numbers.astype(np.int32)), pa.array(words))
