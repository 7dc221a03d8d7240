"""A plan laid out for engines that work on tables: windows numbered, places as nodes.

What the reference engine looks up cell by cell, worked out once for the whole plan. Holds no
figures and no SQL.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from bayen.core.atlas import Atlas
from bayen.core.boundaries import DayMap, Reach, reach_as_reported
from bayen.core.days import ONE_DAY
from bayen.core.forest import Forest, Window
from bayen.core.indicators import Indicator, IndicatorKind, Indicators
from bayen.core.period_schemes import same_last_year
from bayen.core.periods import Period
from bayen.core.questions import Plan, UnknownIndicatorError

_ADDED = (IndicatorKind.FLOW, IndicatorKind.STOCK)


def find_indicator(indicators: Indicators, code: str) -> Indicator:
    """The indicator of this code; raises UnknownIndicatorError."""
    if code not in indicators:
        raise UnknownIndicatorError(code)
    return indicators[code]


def window_of(indicator: Indicator, period: Period, last_day: date = date.max) -> Window:
    """The days that a period asks of an indicator.

    A stock is asked on the last day of the period, or on ``last_day``, that of the place's
    life, where it ended before.
    """
    if indicator.kind is not IndicatorKind.STOCK:
        return Window(period.first_day, period.last_day)
    return Window(period.first_day, min(period.last_day, last_day), is_state=True)


def last_day_of_life(atlas: Atlas, place: str) -> date:
    """``date.max`` while the place is still there; raises UnknownPlaceError."""
    until = atlas.life(place)[1]
    return date.max if until is None else until - ONE_DAY


@dataclass(frozen=True, slots=True)
class Asking:
    """What one plan asks of the places: the same for all its indicators of a kind.

    Attributes:
        frame: number of the window; None where nothing is asked.
        reach: the nodes that the place is made of in it.
    """

    frame: int | None
    reach: Reach


_NOTHING = Asking(None, Reach(()))


class Mapper:
    """Finds the nodes of places, as reported or on the map of a day."""

    def __init__(self, atlas: Atlas, forest: Forest) -> None:
        self.atlas = atlas
        self.forest = forest
        self._maps: dict[date, DayMap] = {}

    def reach(
        self, indicator: Indicator, place: str, period: Period, boundaries: date | None
    ) -> tuple[Reach, Window | None]:
        """The nodes and the window; None where the place was gone before the period.

        Raises:
            UnknownPlaceError: there is no such place, or not on that day.
        """
        if boundaries is not None:
            window = window_of(indicator, period)
            return self._map(boundaries).reach(place, window), window
        window = window_of(indicator, period, last_day_of_life(self.atlas, place))
        if window.last_day < window.first_day:
            return Reach(()), None
        return reach_as_reported(self.forest, place, window), window

    def reach_in(self, place: str, window: Window, boundaries: date | None) -> Reach:
        """The nodes that a place is made of in a window; raises as ``reach``."""
        if boundaries is None:
            return reach_as_reported(self.forest, place, window)
        return self._map(boundaries).reach(place, window)

    def _map(self, day: date) -> DayMap:
        if day not in self._maps:
            if len(self._maps) >= 4:  # a page asks about one or two maps
                self._maps.pop(next(iter(self._maps)))
            self._maps[day] = DayMap(self.atlas, self.forest, day)
        return self._maps[day]


@dataclass
class Layout:
    """A plan laid out.

    Attributes:
        indicators: those asked and those their rates are made of.
        periods: those asked and those that changes are compared with.
        frames: window -> number.
        askings: (place, period key, whether a stock) -> what is asked.
    """

    plan: Plan
    indicators: dict[str, Indicator]
    periods: dict[str, Period]
    frames: dict[Window, int] = field(default_factory=dict)
    askings: dict[tuple[str, str, bool], Asking] = field(default_factory=dict)

    def asking(self, place: str, period: Period, *, is_stock: bool) -> Asking:
        return self.askings.get((place, period.key, is_stock), _NOTHING)

    def reached(self) -> Iterator[tuple[str, int, Reach]]:
        """(place, frame, reach) of everything asked, once each."""
        seen = set()
        for (place, _, _), asking in self.askings.items():
            if asking.frame is not None and (place, asking.frame) not in seen:
                seen.add((place, asking.frame))
                yield place, asking.frame, asking.reach


@dataclass(frozen=True)
class Terms:
    """What a plan speaks of, and what that is made of.

    Attributes:
        asked: codes of the indicators, as in the plan.
        indicators: those asked and those their rates are made of, by code.
        periods: those asked and those that changes are compared with, by key.
    """

    asked: tuple[str, ...]
    indicators: dict[str, Indicator]
    periods: dict[str, Period]

    def only(self, codes: Collection[str], keys: Collection[str]) -> Terms:
        """Some of them."""
        return Terms(
            tuple(code for code in self.indicators if code in codes),
            {code: self.indicators[code] for code in self.indicators if code in codes},
            {key: self.periods[key] for key in self.periods if key in keys},
        )


def terms_of(plan: Plan, indicators: Indicators) -> Terms:
    """The terms of a plan; raises UnknownIndicatorError."""
    found = Terms(plan.indicators, {}, {period.key: period for period in plan.periods})
    for code in plan.indicators:
        indicator = found.indicators[code] = find_indicator(indicators, code)
        for period in plan.periods if indicator.rate else ():
            _collect(found, indicators, code, period)
    return found


def lay_out(plan: Plan, terms: Terms, mapper: Mapper) -> Layout:
    """Lay terms out for the places of a plan.

    Raises:
        UnknownPlaceError: as ``Engine.answer``.
    """
    layout = Layout(plan, terms.indicators, terms.periods)
    kinds = {i.kind: i for i in layout.indicators.values() if i.kind in _ADDED}
    if not kinds:  # places are checked all the same
        kinds = {i.kind: i for i in layout.indicators.values()}
    for place in plan.places:
        for period in layout.periods.values():
            for kind, sample in kinds.items():
                reach, window = mapper.reach(sample, place, period, plan.boundaries)
                if window is not None:
                    frame = layout.frames.setdefault(window, len(layout.frames))
                    key = (place, period.key, kind is IndicatorKind.STOCK)
                    layout.askings[key] = Asking(frame, reach)
    return layout


def _collect(terms: Terms, indicators: Indicators, code: str, period: Period) -> None:
    """Note an indicator and a period, and those that its rate is made of."""
    indicator = indicators[code]
    terms.indicators[code] = indicator
    terms.periods[period.key] = period
    for part, when in rate_parts(indicator, indicators, period):
        _collect(terms, indicators, part, when)


def rate_parts(
    indicator: Indicator, indicators: Indicators, period: Period
) -> tuple[tuple[str, Period], ...]:
    """(indicator, period) of the numerator and the denominator; empty when not known."""
    rate = indicator.rate
    if rate is None or not {rate.numerator, rate.denominator} <= indicators.keys():
        return ()
    then = same_last_year(period) if rate.is_change else period
    return (rate.numerator, period), (rate.denominator, then)


def ranges_with_other_days(
    forest: Forest, reaches: Iterable[Reach], windows: Iterable[Window]
) -> list[tuple[int, int]]:
    """Pre-order ranges of everything below the reached nodes, and of the same places' other nodes.

    A statement over several nodes of its place can only be judged with all of them in sight.
    """
    roots = {n for reach in reaches for n in _roots(reach)}
    spans = [w for w in windows if not w.is_state]
    ranges = _merged(forest, roots)
    while True:
        others = {
            other
            for number in _split_nodes_within(forest, ranges)
            for other in forest.slices[forest.nodes[number].tree, forest.nodes[number].place]
            if any(w.meets(forest.nodes[other]) and w.meets(forest.nodes[number]) for w in spans)
        }
        wider = _merged(forest, roots | others)
        if wider == ranges:
            return ranges
        roots, ranges = roots | others, wider


def _roots(reach: Reach) -> Iterator[int]:
    yield from (part.node for part in reach.parts)  # a trail shows those not counted too
    yield from reach.crossing


def _merged(forest: Forest, roots: Iterable[int]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for number in sorted(roots):
        if not found or number >= found[-1][1]:
            found.append((number, forest.nodes[number].end))
    return found


def _split_nodes_within(forest: Forest, ranges: Iterable[tuple[int, int]]) -> Iterator[int]:
    split = forest.split_nodes
    for begin, end in ranges:
        yield from split[bisect_left(split, begin) : bisect_left(split, end)]
