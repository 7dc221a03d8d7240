"""The communes of the invented year: their true figures, carried over the change of 2025."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from random import Random

from bayen.cli.sample_year.calendar import month_of
from bayen.cli.sample_year.chance import make_chance
from bayen.cli.sample_year.rules import RULES, STOCK_CODES, Month, State
from bayen.cli.sample_year.values import Window
from bayen.core.atlas import Atlas
from bayen.core.days import ONE_DAY
from bayen.core.periods import Period
from bayen.core.places import Level, PlaceKind, PlaceVersion

# What merging communes counted twice: one model in three communes becomes one with three points.
COUNTED_TWICE = "model.count"

Figures = Mapping[str, int]
Stocks = Mapping[str, int]
Answer = tuple[Window, PlaceVersion]


def true_figures(atlas: Atlas, answers: Iterable[Answer], seed: int) -> Iterator[Figures]:
    """What really was, for every answer in turn; those of a month come after the month before."""
    before: dict[str, Stocks] = {}
    chances: dict[str, Random] = {}
    for window, place in answers:
        if place.place_id not in before and window.first_day == place.valid_from:
            before[place.place_id] = _joined_stocks(atlas, place, before, seed)
        chance = chances.setdefault(place.place_id, make_chance(seed, place.place_id))
        state = State(chance, before.get(place.place_id, {}), {}, _is_urban(place))
        figures = _next_figures(state, month_of(window))
        before[place.place_id] = {code: figures[code] for code in STOCK_CODES}
        yield figures


def answers_of(atlas: Atlas, province_id: str, period: Period) -> list[Answer]:
    """Who answers for a month, and for which of its days: those on which the commune existed.

    Communes of the first day come first, then those that began within the month.
    """
    places = {
        place.place_id: place
        for day in (period.first_day, period.last_day)
        for place in atlas.descendants(province_id, day)
        if place.kind.level is Level.COMMUNE
    }
    return [(_window(atlas, period, place_id), place) for place_id, place in places.items()]


def _window(atlas: Atlas, period: Period, place_id: str) -> Window:
    begins, until = atlas.life(place_id)
    last_day = period.last_day if until is None else min(until - ONE_DAY, period.last_day)
    return Window(period.code, max(begins, period.first_day), last_day)


def _next_figures(state: State, month: Month) -> Figures:
    for rule in RULES:
        state.figures[rule.code] = rule.number(state, month)
    return state.figures


def _is_urban(place: PlaceVersion) -> bool:
    return place.kind in {PlaceKind.WARD, PlaceKind.TOWNSHIP}


def _joined_stocks(
    atlas: Atlas, place: PlaceVersion, before: Mapping[str, Stocks], seed: int
) -> Stocks:
    """Stocks a new commune begins with: those of the ones that went in, less duplicates."""
    sources = atlas.became(place.place_id, place.valid_from - ONE_DAY)
    parts = [before[source.place_id] for source in sources]
    total = {code: sum(part[code] for part in parts) for code in sorted(STOCK_CODES)}
    duplicates = make_chance(seed, place.place_id, "merge").randint(0, len(parts) - 1)
    return {**total, COUNTED_TWICE: total[COUNTED_TWICE] - duplicates}
