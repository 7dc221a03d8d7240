"""What kept totals leave of a plan, laid out for the full rules."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

import numpy as np

from bayen.core.questions import Plan
from bayen.engine.full_rules import Scope
from bayen.engine.kept_figures import KeptFigures
from bayen.engine.layout import Layout, Mapper, Terms, lay_out
from bayen.engine.slots import Array

_MOST_SCOPES = 4  # each costs some dozen statements, however little it asks


def lay_out_rest(
    plan: Plan, terms: Terms, kept: KeptFigures, mapper: Mapper
) -> tuple[Layout, list[Scope]]:
    """The left places, indicators and periods of a plan, and the parts to work out."""
    scopes = list(_scopes(kept))
    codes = {code for scope in scopes for code in scope.codes}
    places = {place for scope in scopes for place in scope.places}
    rest = replace(
        plan,
        places=tuple(place for place in dict.fromkeys(plan.places) if place in places),
        indicators=tuple(code for code in terms.indicators if code in codes),
    )
    return lay_out(rest, terms.only(codes, _left_periods(kept)), mapper), scopes


def left_pairs(kept: KeptFigures) -> set[tuple[str, str]]:
    """(place, indicator code) of which anything is left."""
    return {(place, code) for scope in _apart(kept) for place in scope[1] for code in scope[0]}


def _scopes(kept: KeptFigures) -> Iterator[Scope]:
    """Indicators left of the same places go together; when there are many, all do."""
    apart = _apart(kept)
    if len(apart) > _MOST_SCOPES:
        all_codes = dict.fromkeys(code for codes, _ in apart for code in codes)
        all_places = dict.fromkeys(place for _, places in apart for place in places)
        yield Scope(tuple(all_places), tuple(all_codes))
        return
    for codes, places in apart:
        yield Scope(tuple(places), tuple(codes))


def _apart(kept: KeptFigures) -> list[tuple[Collection[str], Collection[str]]]:
    """(codes, places) of all that is left."""
    left: Array = np.any(kept.is_left, axis=2)
    places_of: dict[str, set[str]] = {}
    for row in np.flatnonzero(left.any(axis=0)).tolist():
        positions = np.flatnonzero(left[:, row]).tolist()
        places_of[kept.rows.codes[row]] = {kept.places[position] for position in positions}
    for place, code in kept.own_words:
        places_of.setdefault(code, set()).add(place)
    together: dict[frozenset[str], list[str]] = {}
    for code, places in places_of.items():
        together.setdefault(frozenset(places), []).append(code)
    return [(codes, places) for places, codes in together.items()]


def _left_periods(kept: KeptFigures) -> set[str]:
    keys = [period.key for period in kept.periods]
    if kept.own_words:
        return set(keys)
    return {keys[at] for at in np.flatnonzero(kept.is_left.any(axis=(0, 1))).tolist()}
