"""The communes of the invented year: their true figures, carried over the change of 2025."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from random import Random

from bayen.cli.sample_year.calendar import CHANGE_DAY, month_of
from bayen.cli.sample_year.chance import make_chance
from bayen.cli.sample_year.rules import RULES, STOCK_CODES, Month, State
from bayen.cli.sample_year.values import Window
from bayen.core.places import Atlas, Level, PlaceKind, PlaceVersion

# What merging communes counted twice: one model in three communes becomes one with three points.
COUNTED_TWICE = "model.count"

Figures = Mapping[str, int]


def true_figures(
    atlas: Atlas, province_id: str, windows: Sequence[Window], seed: int
) -> Iterator[tuple[Window, PlaceVersion, Figures]]:
    """What really was, for every window and commune of its tree, in the order of the list."""
    before: dict[str, dict[str, int]] = {}
    chances: dict[str, Random] = {}
    for window in windows:
        if window.first_day == CHANGE_DAY:
            before = _merged(atlas, before, seed)
        month = month_of(window)
        for place in communes_on(atlas, province_id, window):
            chance = chances.setdefault(place.place_id, make_chance(seed, place.place_id))
            state = State(chance, before.get(place.place_id, {}), {}, _is_urban(place))
            figures = _next_figures(state, month)
            before[place.place_id] = {code: figures[code] for code in STOCK_CODES}
            yield window, place, figures


def communes_on(atlas: Atlas, province_id: str, window: Window) -> list[PlaceVersion]:
    """The communes of the province that answer for a window."""
    below = atlas.descendants(province_id, window.last_day)
    return [place for place in below if place.kind.level is Level.COMMUNE]


def _next_figures(state: State, month: Month) -> Figures:
    for rule in RULES:
        state.figures[rule.code] = rule.number(state, month)
    return state.figures


def _is_urban(place: PlaceVersion) -> bool:
    return place.kind in {PlaceKind.WARD, PlaceKind.TOWNSHIP}


def _merged(
    atlas: Atlas, before: Mapping[str, Mapping[str, int]], seed: int
) -> dict[str, dict[str, int]]:
    """Stocks of the new communes: the sum of those that went in, less what was counted twice."""
    joined: dict[str, list[Mapping[str, int]]] = {}
    for old_id, stocks in before.items():
        (successor,) = atlas.became(old_id, CHANGE_DAY)  # no commune of the province was split
        joined.setdefault(successor.place_id, []).append(stocks)
    return {place_id: _sum(place_id, parts, seed) for place_id, parts in joined.items()}


def _sum(place_id: str, parts: Sequence[Mapping[str, int]], seed: int) -> dict[str, int]:
    total = {code: sum(part[code] for part in parts) for code in sorted(STOCK_CODES)}
    duplicates = make_chance(seed, place_id, "merge").randint(0, len(parts) - 1)
    total[COUNTED_TWICE] -= duplicates
    return total
