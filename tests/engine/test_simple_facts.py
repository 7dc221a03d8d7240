"""Past moments, where what is simple is added up by statements: marks made as entries come in."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise

import numpy as np
import pytest

from bayen.core.atlas import Atlas
from bayen.core.ledger import Observation
from bayen.core.places import PlaceKind
from bayen.core.quantities import Bound, Quantity
from bayen.core.questions import Plan
from bayen.core.spans import Span
from bayen.engine.duckdb import DuckDBEngine
from bayen.engine.reference import ReferenceEngine
from bayen.engine.simple_facts import APART
from tests.engine.test_duckdb import SHORT, assert_equal, one_entry
from tests.engine.worlds import INDICATORS, RECORDED, World, as_period, day

pytestmark = pytest.mark.engine

UNITS = "abcd"
# Months, whole years, and spans that do not begin with their year; few enough for statements.
# Then months behind a span that no column has, which is left to the full rules; then the same
# month and the same year twice, as a January and the year so far are.
ASKED = (
    ((3, 3), (12, 12), (0, 11), (12, 23)),
    ((12, 14), (18, 23), (3, 5)),
    ((1, 2), (10, 13), (5, 5), (12, 23)),
    ((3, 3), (12, 23), (3, 3), (12, 23)),
)
PLANS = tuple(
    Plan(
        ("flow", "stock"),
        ("vn", "p", "q"),
        tuple(as_period(Span(SHORT[first].first_day, SHORT[last].last_day)) for first, last in few),
    )
    for few in ASKED
)


PLACES = ("vn", "p", "q", "x", *UNITS)


# When that unit is there.
LIVES = ((0, None), (24, None), (7, None), (0, 24))


def world(begin: int, end: int | None) -> World:
    """Two provinces; of one the only unit, in a district, is there for a time."""
    found = World()
    found.add("vn", PlaceKind.NATION, None)
    for name in "pq":
        found.add(name, PlaceKind.PROVINCE, "vn")
    found.add("x", PlaceKind.DISTRICT, "q")
    for name in UNITS[:-1]:
        found.add(name, PlaceKind.COMMUNE, "p")
    until = None if end is None else day(end)
    found.add(UNITS[-1], PlaceKind.COMMUNE, "x", day(begin), until)
    return found


def a_ledger(chance: np.random.Generator, atlas: Atlas, *, in_order: bool) -> list[Observation]:
    """Two years month by month: some say nothing, some say it later, again, or put it right."""
    found: list[Observation] = []
    late: list[Observation] = []
    for month in SHORT:
        for code in ("flow", "stock"):
            for unit in there(atlas, month):
                what = chance.choice(["told"] * 60 + ["late", "nothing", "twice", "part", "large"])
                value = Quantity(
                    Decimal(int(chance.integers(-9, 99))), Bound(int(chance.integers(4)))
                )
                if what == "large":
                    value = Quantity(Decimal(10**12))
                entry = replace(one_entry(code, unit, month), quantity=value)
                if what == "part":
                    entry = replace(entry, span=Span(month.last_day, month.last_day))
                said = {"late": late, "nothing": []}.get(what, found)
                said.extend([entry] * (2 if what == "twice" else 1))
        if late and chance.random() < 0.5:
            found.append(late.pop())
        if found and chance.random() < 0.5:
            other = int(chance.integers(len(found)))
            put_right = replace(found[other], supersedes=other + 1, quantity=Quantity(Decimal(7)))
            elsewhere = there(atlas, put_right.span)
            moved = replace(put_right, place=str(chance.choice(elsewhere)))
            gone = replace(put_right, retracts=True)
            found.append([put_right, moved, gone][chance.integers(3)])
    moments = np.arange(len(found)) // 3
    if not in_order:
        chance.shuffle(moments)
    return [
        replace(entry, seq=seq, recorded_at=RECORDED + timedelta(days=int(moment)))
        for seq, (entry, moment) in enumerate(zip(found, moments, strict=True), start=1)
    ]


def there(atlas: Atlas, span: Span) -> list[str]:
    """The units that are there on all days of a span."""
    lives = {unit: atlas.life(unit) for unit in UNITS}
    return [
        unit
        for unit, (begin, end) in lives.items()
        if span.first_day and span.first_day >= begin and (end is None or span.last_day < end)
    ]


def any_plan(chance: np.random.Generator) -> Plan:
    """Any places and spans of the two years, the usual ones often, some of them twice."""
    usual = ((0, 11), (12, 23), (0, 5), (12, 17), (18, 23), (0, 0), (12, 12))
    spans = [usual[chance.integers(len(usual))] for _ in range(3)]
    first, last = sorted(chance.integers(0, 24, 2).tolist())
    spans += [(first, last), (first, first), spans[0]]
    places = chance.permutation(PLACES)[: chance.integers(1, len(PLACES))].tolist()
    asked = (as_period(Span(SHORT[a].first_day, SHORT[b].last_day)) for a, b in spans)
    return Plan(("stock", "flow"), tuple(places), tuple(asked))


@pytest.mark.parametrize("in_order", [True, False])
@pytest.mark.parametrize("seed", range(4))
def test_what_any_moment_knew_equals_the_reference(seed: int, in_order: bool) -> None:
    chance = np.random.default_rng((2026, seed))
    atlas = world(*LIVES[chance.integers(len(LIVES))]).atlas
    ledger = a_ledger(chance, atlas, in_order=in_order)
    engine = DuckDBEngine(atlas, INDICATORS, months=SHORT)
    cuts = [0, *sorted(chance.integers(0, len(ledger), 4).tolist()), len(ledger)]
    for begin, end in pairwise(cuts):
        engine.append(ledger[begin:end])
    reference = ReferenceEngine(ledger, atlas, INDICATORS)
    for days in (*chance.integers(0, len(ledger) // 3, 2).tolist(), 10_000):
        for plan in (*PLANS, *(any_plan(chance) for _ in range(4))):
            known = replace(plan, known_at=RECORDED + timedelta(days=days))
            assert_equal(engine.answer(known), reference.answer(known))
    marks = "select parent = $apart, count(*) from stored group by all"
    found = dict(engine._database.execute(marks, {"apart": APART}).fetchall())
    assert found[True]
    assert not in_order or found[False]


def test_a_place_may_have_no_units_in_a_year() -> None:
    chance = np.random.default_rng(2026)
    atlas = world(24, None).atlas
    ledger = a_ledger(chance, atlas, in_order=True)
    engine = DuckDBEngine(atlas, INDICATORS, months=SHORT)
    engine.append(ledger)
    first_year = as_period(Span(SHORT[0].first_day, SHORT[11].last_day))
    known = Plan(
        ("flow", "stock"), ("d", "q"), (first_year,), known_at=RECORDED + timedelta(days=30)
    )
    assert_equal(engine.answer(known), ReferenceEngine(ledger, atlas, INDICATORS).answer(known))


@pytest.mark.parametrize("in_order", [True, False])
@pytest.mark.parametrize("seed", range(3))
def test_the_past_is_known_while_entries_come_in(seed: int, in_order: bool) -> None:
    """Asked after every few entries, the first of them whole numbers, later ones not."""
    chance = np.random.default_rng((2027, seed))
    atlas = world(*LIVES[chance.integers(len(LIVES))]).atlas
    ledger = a_ledger(chance, atlas, in_order=in_order)
    half = len(ledger) // 2
    ledger[half:] = [with_fraction(entry, chance) for entry in ledger[half:]]
    engine = DuckDBEngine(atlas, INDICATORS, months=SHORT)
    cuts = [0, *sorted(chance.integers(1, len(ledger), 3).tolist()), len(ledger)]
    for begin, end in pairwise(cuts):
        engine.append(ledger[begin:end])
        reference = ReferenceEngine(ledger[:end], atlas, INDICATORS)
        for days in (int(chance.integers(len(ledger) // 3)), 10_000):
            for plan in (any_plan(chance), any_plan(chance)):
                known = replace(plan, known_at=RECORDED + timedelta(days=days))
                assert_equal(engine.answer(known), reference.answer(known))
    engine.load(ledger[:half])
    known = replace(any_plan(chance), known_at=RECORDED + timedelta(days=10_000))
    reference = ReferenceEngine(ledger[:half], atlas, INDICATORS)
    assert_equal(engine.answer(known), reference.answer(known))


@pytest.mark.parametrize("is_asked_before", [True, False])
def test_a_long_statement_is_looked_at_in_every_year_that_it_speaks_of(
    is_asked_before: bool,
) -> None:
    atlas = world(0, None).atlas
    said = [one_entry("flow", unit, month) for month in SHORT for unit in UNITS]
    said.append(one_entry("flow", "a", Span(SHORT[9].last_day, SHORT[20].last_day)))
    ledger = [replace(entry, seq=seq) for seq, entry in enumerate(said, start=1)]
    engine = DuckDBEngine(atlas, INDICATORS, months=SHORT)
    engine.append(ledger[:-1])
    spans = [(0, 11), (3, 3), (9, 9), (12, 23), (20, 20), (22, 22)]
    months = tuple(as_period(Span(SHORT[a].first_day, SHORT[b].last_day)) for a, b in spans)
    plan = Plan(("flow",), ("p", "a", "b"), months, known_at=RECORDED)
    if is_asked_before:
        engine.answer(plan)
    engine.append(ledger[-1:])
    assert_equal(engine.answer(plan), ReferenceEngine(ledger, atlas, INDICATORS).answer(plan))


def with_fraction(entry: Observation, chance: np.random.Generator) -> Observation:
    quantity = entry.quantity
    milli = Decimal(int(chance.integers(1000))) / 1000
    return replace(entry, quantity=Quantity(quantity.value + milli, quantity.bound))
