"""The DuckDB engine equals the reference engine, cell by cell."""

import threading
from collections import deque
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bayen.core.atlas import Atlas, UnknownPlaceError
from bayen.core.ledger import Observation
from bayen.core.places import ChangeKind, PlaceChange, PlaceKind
from bayen.core.quantities import Bound, Quantity
from bayen.core.questions import Answer, Engine, Plan, UnknownIndicatorError
from bayen.core.spans import Span
from bayen.engine.columns import columns_of
from bayen.engine.duckdb import DuckDBEngine
from bayen.engine.kept_memory import Room
from bayen.engine.reference import ReferenceEngine
from tests.engine.worlds import (
    INDICATORS,
    MONTHS,
    PERIODS,
    RECORDED,
    SOURCE,
    YEAR,
    World,
    as_period,
    cases,
    day,
    map_days,
    moments,
)

pytestmark = pytest.mark.engine

Case = tuple[Atlas, list[Observation]]
ADDED = ("flow", "solved", "stock")

# Room for all that is asked, for one year of one place, and for that of nodes above units alone.
ROOMS = st.sampled_from((Room(), Room(nodes=1, units=1), Room(nodes=1, units_read=0)))


def places_on(atlas: Atlas, map_day: date | None) -> tuple[str, ...]:
    """Everything that may be asked on a map."""
    if map_day is None:
        return (*sorted(atlas.history), *sorted(atlas.groups_by_id))
    there = {v.place_id for v in atlas.on(map_day)}
    return (*sorted(there), *sorted(atlas.groups_by_id))


def engines(case: Case) -> tuple[Engine, DuckDBEngine]:
    atlas, ledger = case
    engine = DuckDBEngine(atlas, INDICATORS, months=MONTHS)
    half = len(ledger) // 2
    engine.load(ledger[:half])
    engine.append(ledger[half:])
    return ReferenceEngine(ledger, atlas, INDICATORS), engine


def assert_equal(mine: Answer, theirs: Answer) -> None:
    for one, other in zip(mine.cells, theirs.cells, strict=True):
        assert one == other


@given(cases(), map_days, moments)
def test_every_cell_equals_the_reference(case: Case, map_day, moment) -> None:
    reference, engine = engines(case)
    plan = Plan(tuple(INDICATORS), places_on(case[0], map_day), PERIODS, map_day, moment)
    assert_equal(engine.answer(plan), reference.answer(plan))


@given(cases(), map_days, moments, st.data())
def test_one_cell_asked_alone_equals_the_reference(case: Case, map_day, moment, data) -> None:
    reference, engine = engines(case)
    for _ in range(2):
        place = data.draw(st.sampled_from(places_on(case[0], map_day)))
        code = data.draw(st.sampled_from(sorted(INDICATORS)))
        period = data.draw(st.sampled_from(PERIODS))
        plan = Plan((code,), (place,), (period,), map_day, moment)
        assert_equal(engine.answer(plan), reference.answer(plan))
        trail = engine.trail(plan, code, place, period, depth=2)
        assert trail == reference.trail(plan, code, place, period, depth=2)


@given(cases(), map_days, st.data())
def test_totals_stay_right_after_every_few_entries_that_come_in(case: Case, map_day, data) -> None:
    atlas, ledger = case
    engine = DuckDBEngine(atlas, INDICATORS, months=MONTHS)
    plan = Plan(tuple(INDICATORS), places_on(atlas, map_day), PERIODS, map_day)
    cuts = data.draw(st.lists(st.integers(0, len(ledger)), min_size=2, max_size=3).map(sorted))
    begin = 0
    for end in (*cuts, len(ledger)):
        engine.append(ledger[begin:end])
        begin = end
        answer = ReferenceEngine(ledger[:end], atlas, INDICATORS).answer(plan)
        assert_equal(engine.answer(plan), answer)
    added = replace(plan, indicators=ADDED)  # of which kept totals may serve what is plain
    answer = ReferenceEngine(ledger, atlas, INDICATORS).answer(added)
    assert engine.columns(added).equals(columns_of(answer))


def test_kept_totals_serve_plain_months_and_follow_corrections() -> None:
    world = World()
    world.add("vn", PlaceKind.NATION, None)
    world.add("p", PlaceKind.PROVINCE, "vn")
    for name in "abc":
        world.add(name, PlaceKind.COMMUNE, "p")
    plain = [
        replace(one_entry(code, place, month), seq=seq)
        for seq, (code, place, month) in enumerate(
            product(("flow", "stock"), "abc", MONTHS), start=1
        )
    ]
    engine = DuckDBEngine(world.atlas, INDICATORS, months=MONTHS)
    engine.load(plain[:-3])
    for code in ("flow", "stock"):  # units too, whichever kind is asked alone
        assert engine.shortcuts(Plan((code,), ("vn", "p", "a"), PERIODS)) == 3
    plan = Plan(("flow", "stock"), ("vn", "p"), PERIODS)
    ledger = list(plain[:-3])
    assert engine.shortcuts(plan) == 4
    later = [
        plain[-3],
        replace(plain[7], seq=100, quantity=Quantity(Decimal(9)), supersedes=plain[7].seq),
        replace(plain[8], seq=101, supersedes=plain[8].seq, retracts=True),
        replace(one_entry("flow", "a", YEAR), seq=102),
        replace(one_entry("stock", "p", MONTHS[1]), seq=103),
    ]
    for entry, served in zip(later, (4, 4, 4, 2, 0), strict=True):
        ledger.append(entry)
        engine.append([entry])
        assert engine.shortcuts(plan) == served
        answer = ReferenceEngine(ledger, world.atlas, INDICATORS).answer(plan)
        assert_equal(engine.answer(plan), answer)
        assert engine.columns(plan).equals(columns_of(answer))


KEPT = {
    "month_total": "indicator, node, month",
    "span_total": "indicator, node, span",
    "odd": "indicator, place, first_day, last_day, is_own",
}
SUMMED = "sum(milli), sum(over), sum(under), sum(figures), sum(whole)"


def kept(engine: DuckDBEngine) -> dict[str, list[tuple[object, ...]]]:
    """What the tables of kept totals say, however many rows say it."""
    found = {}
    for table, by in KEPT.items():
        what = "count(*)" if table == "odd" else SUMMED
        some = "" if table == "odd" else "having sum(figures) <> 0 or sum(whole) <> 0"
        rows = engine._database.execute(f"select {by}, {what} from {table} group by {by} {some}")
        found[table] = sorted(rows.fetchall())
    return found


@settings(max_examples=8)
@given(cases(), st.sampled_from((1, 10**9, 10**16 + 7)))
def test_what_is_new_adds_in_arrays_what_statements_would_add(case: Case, factor: int) -> None:
    atlas, ledger = case
    gone = {entry.seq for entry in ledger if entry.supersedes or entry.retracts}
    new = [
        replace(
            e, quantity=Quantity.from_milli(e.quantity.milli // 1000 * factor, e.quantity.bound)
        )
        for e in ledger
        if e.seq not in gone
    ]
    at_once, bit_by_bit = (DuckDBEngine(atlas, INDICATORS, months=MONTHS) for _ in range(2))
    at_once.append(new)
    bit_by_bit.append(new[::2])
    bit_by_bit.append(new[1::2])  # of much of it something is known by now
    assert kept(at_once) == kept(bit_by_bit)


def test_a_unit_that_is_gone_is_no_longer_counted_by_kept_totals() -> None:
    world = World()
    world.add("vn", PlaceKind.NATION, None)
    world.add("p", PlaceKind.PROVINCE, "vn")
    world.add("a", PlaceKind.COMMUNE, "p")
    world.add("b", PlaceKind.COMMUNE, "p", until=MONTHS[3].first_day)
    said = [("a", month) for month in MONTHS] + [("b", month) for month in MONTHS[:3]]
    ledger = [
        replace(one_entry(code, place, month), seq=seq)
        for seq, (code, (place, month)) in enumerate(product(("flow", "stock"), said), start=1)
    ]
    reference, engine = engines((world.atlas, ledger))
    spans = [(0, 1), (1, 3), (2, 4), (3, 5), (0, 4), (0, 5), (4, 5), (2, 2)]
    periods = tuple(
        as_period(Span(MONTHS[first].first_day, MONTHS[last].last_day)) for first, last in spans
    )
    plan = Plan(("flow", "stock"), ("vn", "p"), periods)
    assert engine.shortcuts(plan) == 0
    assert_equal(engine.answer(plan), reference.answer(plan))
    usual = replace(plan, periods=tuple(periods[n] for n in (0, 3, 5, 7)))
    assert engine.shortcuts(usual) == 4
    assert_equal(engine.answer(usual), reference.answer(usual))
    assert engine.columns(plan).equals(columns_of(reference.answer(plan)))


# Two-day "months": two whole years of them, and a piece of a third.
SHORT = [Span(day(2 * n), day(2 * n + 1)) for n in range(28)]
SHORT_SPANS = ((0, 0), (11, 11), (12, 12), (0, 11), (12, 14), (12, 23), (18, 23), (24, 25), (3, 4))


@st.composite
def short_ledgers(draw: st.DrawFn) -> list[Observation]:
    """Mostly a figure a month, of years that come in any order; some mended or taken back."""
    said: list[Observation] = []
    for seq in range(1, draw(st.integers(12, 30))):
        month = SHORT[draw(st.integers(0, len(SHORT) - 1))]
        code, place = draw(st.sampled_from(("flow", "stock"))), draw(st.sampled_from("aabbccemmd"))
        span = draw(st.sampled_from((month, month, month, Span(None, month.last_day))))
        entry = replace(one_entry(code, place, span), seq=seq)
        if said and draw(st.integers(0, 3)) == 0:
            wrong = draw(st.sampled_from(said))
            entry = replace(wrong, seq=seq, supersedes=wrong.seq, retracts=draw(st.booleans()))
        said.append(replace(entry, quantity=Quantity(Decimal(draw(st.integers(-3, 9))))))
    return said


def merging_world(change: date, *, with_district: bool = False) -> Atlas:
    """Two provinces; in one of them, two communes become another one.

    There may be a district until then, of these and of a commune that stays.
    """
    world = World()
    world.add("vn", PlaceKind.NATION, None)
    for province, communes in (("p", "abc"), ("q", "e")):
        world.add(province, PlaceKind.PROVINCE, "vn")
        for name in communes:
            is_below = with_district and province == "p"
            home, until = "d" if is_below else province, change if name in "bc" else None
            world.add(name, PlaceKind.COMMUNE, home, until=change if is_below else until)
            if is_below and until is None:
                world.add(name, PlaceKind.COMMUNE, province, change)
    if with_district:
        world.add("d", PlaceKind.DISTRICT, "p", until=change)
    world.add("m", PlaceKind.COMMUNE, "p", change)
    for name in "bc":
        world.changes.append(PlaceChange(change, ChangeKind.MERGE, name, "m", Fraction(1)))
    return world.atlas


@settings(max_examples=8)
@given(short_ledgers(), st.integers(0, 30), ROOMS, st.sampled_from((36, 37)), st.booleans())
def test_kept_totals_follow_entries_of_several_years(
    ledger, cut, room, change, with_district
) -> None:
    atlas = merging_world(day(change), with_district=with_district)
    periods = tuple(
        as_period(Span(SHORT[first].first_day, SHORT[last].last_day)) for first, last in SHORT_SPANS
    )
    added = ("flow", "stock")
    plans = (
        Plan(added, ("vn", "p", "a", "b", "m"), periods),
        Plan(added, ("p", "a", "m"), periods, boundaries=day(50)),
    )
    engine = DuckDBEngine(atlas, INDICATORS, months=SHORT, room=room)
    for begin, end in ((0, cut), (cut, len(ledger))):
        engine.append(ledger[begin:end])
        reference = ReferenceEngine(ledger[:end], atlas, INDICATORS)
        for plan in plans:
            assert_equal(engine.answer(plan), reference.answer(plan))


def test_units_and_sums_are_of_one_moment_while_entries_come_in() -> None:
    world = World()
    world.add("vn", PlaceKind.NATION, None)
    world.add("p", PlaceKind.PROVINCE, "vn")
    for name in "ab":
        world.add(name, PlaceKind.COMMUNE, "p")
    engine = DuckDBEngine(world.atlas, INDICATORS, months=MONTHS)
    plan = Plan(("flow",), ("p", "a", "b"), PERIODS[:1])
    batches = [
        [replace(one_entry("flow", name, month), seq=2 * n + (name == "b")) for name in "ab"]
        for n, month in enumerate(MONTHS, start=1)
    ]
    writer = threading.Thread(target=lambda: deque(map(engine.append, batches), maxlen=0))
    writer.start()
    seen: list[list[int]] = []
    while writer.is_alive() or not seen:
        seen.append(milli_of(engine.answer(plan)))
    writer.join()
    seen.append(milli_of(engine.answer(plan)))
    for total, one, other in seen:
        assert one == other
        assert total == one + other
    assert seen[-1][0] == 2 * len(MONTHS) * 5000


def milli_of(answer: Answer) -> list[int]:
    return [0 if cell.quantity is None else cell.quantity.milli for cell in answer.cells]


def test_an_odd_statement_sends_only_what_it_touches_the_long_way() -> None:
    atlas = merging_world(day(37))
    plain = [
        replace(one_entry(code, place, month), seq=seq)
        for seq, (code, place, month) in enumerate(
            product(("flow", "stock"), "ae", SHORT[:12]), start=1
        )
    ]
    first, later = (as_period(SHORT[number]) for number in (0, 5))
    odd = replace(one_entry("flow", "a", Span(SHORT[0].first_day, SHORT[1].last_day)), seq=100)
    engine = DuckDBEngine(atlas, INDICATORS, months=SHORT)
    engine.load([*plain, odd])
    plan = Plan(("flow", "stock"), ("vn", "p", "q", "a", "e"), (first,))
    assert engine.shortcuts(plan) == 7  # not the flow of the nation, its province, the commune
    assert engine.shortcuts(replace(plan, periods=(later,))) == 10
    both = replace(plan, periods=(first, later))
    reference = ReferenceEngine([*plain, odd], atlas, INDICATORS)
    assert_equal(engine.answer(both), reference.answer(both))
    assert engine.columns(both).equals(columns_of(reference.answer(both)))


@pytest.mark.parametrize("with_district", [False, True])
def test_kept_totals_serve_units_that_merged_on_the_map_of_a_later_day(with_district) -> None:
    atlas = merging_world(day(36), with_district=with_district)  # between two months
    ledger = [
        replace(one_entry(code, place, month), seq=seq)
        for seq, (code, place, month) in enumerate(
            product(("flow", "stock"), "abc", SHORT[12:18]), start=1
        )
    ]
    engine = DuckDBEngine(atlas, INDICATORS, months=SHORT)
    engine.load(ledger)
    spans = ((12, 12), (12, 17), (12, 20))
    periods = tuple(as_period(Span(SHORT[a].first_day, SHORT[b].last_day)) for a, b in spans)
    plan = Plan(("flow", "stock"), ("p", "a", "m"), periods, boundaries=day(50))
    assert engine.shortcuts(plan) == 6
    assert_equal(engine.answer(plan), ReferenceEngine(ledger, atlas, INDICATORS).answer(plan))
    whole = replace(one_entry("flow", "d", SHORT[12]), seq=100)
    engine.append([whole])  # what a district states as a whole cannot be divided
    assert engine.shortcuts(plan) == (3 if with_district else 6)
    reference = ReferenceEngine([*ledger, whole], atlas, INDICATORS)
    assert_equal(engine.answer(plan), reference.answer(plan))


def test_what_is_not_there_is_refused() -> None:
    world = World()
    world.add("vn", PlaceKind.NATION, None)
    world.add("p", PlaceKind.PROVINCE, "vn", until=day(20))
    _, engine = engines((world.atlas, []))
    with pytest.raises(UnknownPlaceError):
        engine.answer(Plan(("flow",), ("nowhere",), PERIODS))
    with pytest.raises(UnknownPlaceError):
        engine.answer(Plan(("none",), ("p",), PERIODS, boundaries=day(70)))
    with pytest.raises(UnknownIndicatorError):
        engine.answer(Plan(("nothing",), ("vn",), PERIODS))
    assert engine.answer(Plan((), ("vn",), PERIODS)).cells == ()


def test_an_entry_appended_is_in_the_next_answer_and_a_past_moment_does_not_know_it() -> None:
    world = World()
    world.add("vn", PlaceKind.NATION, None)
    first = one_entry("flow", "vn", YEAR)
    second = replace(
        first,
        seq=2,
        quantity=Quantity(Decimal(9)),
        recorded_at=RECORDED + timedelta(hours=1),
        supersedes=1,
    )
    _, engine = engines((world.atlas, []))
    plan = Plan(("flow",), ("vn",), PERIODS[:1])
    assert engine.answer(plan).cells[0].quantity is None
    engine.append([first])
    assert engine.answer(plan).cells[0].quantity == first.quantity
    engine.append([second])
    assert engine.head_seq == 2
    assert engine.answer(plan).cells[0].quantity == second.quantity
    before = replace(plan, known_at=RECORDED)
    assert engine.answer(before).cells[0].quantity == first.quantity
    assert engine.trail(before, "flow", "vn", PERIODS[0]).entries == (first,)


def test_a_total_beyond_any_quantity_is_a_finding_and_no_failure() -> None:
    world = World()
    world.add("vn", PlaceKind.NATION, None)
    world.add("a", PlaceKind.PROVINCE, "vn")
    world.add("b", PlaceKind.PROVINCE, "vn")
    most = Quantity(Decimal(10) ** 15 - 1)
    ledger = [
        replace(one_entry("flow", place, YEAR), seq=seq, quantity=most)
        for seq, place in enumerate("ab", start=1)
    ]
    reference, engine = engines((world.atlas, ledger))
    plan = Plan(("flow",), ("vn", "a"), PERIODS[:1])
    nation, part = engine.answer(plan).cells
    assert nation.quantity is None
    assert [finding.code for finding in nation.findings] == ["total-too-large"]
    assert part.quantity == most
    assert_equal(engine.answer(plan), reference.answer(plan))


def one_entry(indicator: str, place: str, span: Span) -> Observation:
    quantity = Quantity(Decimal(5), Bound.OVER)
    return Observation(1, indicator, place, span, quantity, "vụ", SOURCE, RECORDED, "cán bộ")
