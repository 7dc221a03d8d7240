"""The real change of 1 July 2025: nothing is lost or made when the map changes."""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from bayen.catalogue.places import load_atlas
from bayen.core.atlas import Atlas
from bayen.core.forest import MAIN_TREE, Forest, build_forest
from bayen.core.indicators import Indicator, IndicatorKind
from bayen.core.ledger import Observation, Source, SourceKind
from bayen.core.period_codes import parse_period
from bayen.core.period_schemes import DECREE
from bayen.core.periods import Period, PeriodKind
from bayen.core.places import Level
from bayen.core.quantities import Bound, Quantity
from bayen.core.questions import Plan
from bayen.core.spans import Span
from bayen.engine.duckdb import DuckDBEngine
from bayen.engine.reference import ReferenceEngine

pytestmark = pytest.mark.engine

OLD_DAY, NEW_DAY = date(2025, 6, 30), date(2025, 7, 1)
QUARTER = parse_period("2025-Q3")  # 15/6-14/9/2025, across the change
YEAR = parse_period("2025-A1")
MONTHS = DECREE.parts(YEAR, PeriodKind.MONTH)
PERIODS = (QUARTER, YEAR, *DECREE.parts(QUARTER, PeriodKind.MONTH))
INDICATORS = {
    "flow": Indicator("flow", "Vụ việc", "Cases", "vụ", IndicatorKind.FLOW),
    "stock": Indicator("stock", "Tổ tự quản", "Teams", "tổ", IndicatorKind.STOCK),
}
SOURCE = Source(SourceKind.FIELD, "form", "ô 1")


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return load_atlas()


@pytest.fixture(scope="module")
def forest(atlas: Atlas) -> Forest:
    return build_forest(atlas)


def spans_of_life(atlas: Atlas, place: str, chance: random.Random) -> Iterator[Span]:
    """The months of 2025 that a unit sends, cut at the change unless it sends over it."""
    for month in MONTHS:
        for version in atlas.history[place]:
            last_day = version.valid_until
            end = date.max if last_day is None else OLD_DAY
            straddles = len(atlas.history[place]) > 1 and place.endswith(("1.2004", "5.2004"))
            span = month.span if straddles else month.span.clipped(version.valid_from, end)
            if span is not None and chance.random() > 0.1:
                yield span


def ledger_of_2025(atlas: Atlas) -> list[Observation]:
    """Communes by month, some districts and provinces with wholes, some missing."""
    chance = random.Random(2025)  # noqa: S311 - invented figures, no secrets
    entries: list[Observation] = []

    def add(indicator: str, place: str, span: Span) -> None:
        quantity = Quantity(Decimal(chance.randrange(50)), Bound(chance.choice([0, 0, 0, 1, 3])))
        seq = len(entries) + 1
        at = datetime(2026, 1, 1, tzinfo=UTC)
        entries.append(
            Observation(seq, indicator, place, span, quantity, "vụ", SOURCE, at, "cán bộ")
        )

    for place, versions in atlas.history.items():
        level = versions[0].kind.level
        if level is Level.COMMUNE and chance.random() < 0.3:
            for span in dict.fromkeys(spans_of_life(atlas, place, chance)):
                add("flow", place, span)
            for day in (date(2025, 6, 14), date(2025, 7, 10), QUARTER.last_day, YEAR.last_day):
                if chance.random() < 0.8 and atlas.find_version(place, day):
                    add("stock", place, Span(None, day))
        elif level in {Level.DISTRICT, Level.PROVINCE} and chance.random() < 0.5:
            add("flow", place, Span(YEAR.first_day, OLD_DAY))
            add("flow", place, QUARTER.span)
            add("stock", place, Span(None, date(2025, 6, 14)))
    return entries


def test_national_totals_are_equal_as_reported_and_on_both_maps(
    atlas: Atlas, forest: Forest
) -> None:
    ledger = ledger_of_2025(atlas)
    engine = DuckDBEngine(atlas, INDICATORS, forest=forest)
    engine.load(ledger)
    plan = Plan(tuple(INDICATORS), ("vn",), PERIODS)
    as_reported = engine.answer(plan)
    for period in (QUARTER, YEAR):
        assert as_reported.cell("flow", "vn", period).quantity is not None
        assert as_reported.cell("stock", "vn", period).quantity is not None
    reference = ReferenceEngine(ledger, atlas, INDICATORS, forest)
    assert reference.answer(plan).cells == as_reported.cells
    for day in (OLD_DAY, NEW_DAY):
        on_map = engine.answer(Plan(plan.indicators, plan.places, PERIODS, boundaries=day))
        assert on_map.cells == as_reported.cells


def one_of_each(forest: Forest) -> list[Observation]:
    """Every unit says 1 for its days of the year on its own side of the change."""
    leaves = [node for node in forest.nodes if node.is_leaf and node.tree == MAIN_TREE]
    spans = [(leaf, YEAR.span.clipped(leaf.first_day, leaf.last_day)) for leaf in leaves]
    asked = ((leaf.place, span) for leaf, span in spans if span is not None)
    return [_one(seq, place, span) for seq, (place, span) in enumerate(asked, start=1)]


def _one(seq: int, place: str, span: Span) -> Observation:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    return Observation(seq, "flow", place, span, Quantity(Decimal(1)), "vụ", SOURCE, at, "cán bộ")


def test_every_unit_counts_once_and_the_provinces_of_either_map_share_out_the_nation(
    atlas: Atlas, forest: Forest
) -> None:
    engine = DuckDBEngine(atlas, INDICATORS, forest=forest)
    engine.load(one_of_each(forest))
    (nation,) = engine.answer(Plan(("flow",), ("vn",), (YEAR,))).cells
    # 5 island districts had no communes: Bạch Long Vĩ, Cồn Cỏ, Hoàng Sa, Lý Sơn, Côn Đảo.
    # 114 communes came to another district on 1/1/2025 and stood in both within the year.
    units = 10_035 + 5 + 114 + 3_321
    assert (nation.quantity, nation.reported, nation.expected) == (
        Quantity(Decimal(units)),
        units,
        units,
    )
    for day, count in ((OLD_DAY, 63), (NEW_DAY, 34)):
        provinces = tuple(v.place_id for v in atlas.children("vn", day))
        assert len(provinces) == count
        cells = engine.answer(Plan(("flow",), provinces, (YEAR,), boundaries=day)).cells
        across = list(units_across_provinces(atlas, forest, day))
        shared_out = sum(cell.quantity.value for cell in cells if cell.quantity)
        assert shared_out == units - len(across)
        assert {c.place for c in cells if not c.comparable} == set().union(*across)
        assert bool(across) == (day == OLD_DAY)


def units_across_provinces(atlas: Atlas, forest: Forest, day: date) -> Iterator[set[str]]:
    """Of each unit that lies in several provinces of a day: those provinces."""
    for node in forest.nodes:
        if node.is_leaf and node.tree == MAIN_TREE and node.last_day >= YEAR.first_day:
            found = atlas.became(node.place, day)
            above = {v.place_id for s in found for v in atlas.ancestors(s.place_id, day)}
            provinces = {p for p in above if atlas.nearest_version(p, day).parent_id == "vn"}
            if len(provinces) > 1:
                yield provinces


def test_khanh_hoa_of_today_holds_old_khanh_vinh(atlas: Atlas, forest: Forest) -> None:
    district = next(
        v for v in atlas.on(OLD_DAY) if v.name == "Khánh Vĩnh" and v.kind.level is Level.DISTRICT
    )
    province = next(
        v for v in atlas.on(NEW_DAY) if v.name == "Khánh Hòa" and v.kind.level is Level.PROVINCE
    )
    years: Period = DECREE.years(2016, 2020)
    said = _one(1, district.place_id, Span(None, years.last_day))
    engine = DuckDBEngine(atlas, {"flow": INDICATORS["stock"]}, forest=forest)
    engine.load([said])
    plan = Plan(("flow",), (province.place_id,), (years,), boundaries=NEW_DAY)
    (cell,) = engine.answer(plan).cells
    assert cell.quantity == Quantity(Decimal(1), Bound.OVER)
    trail = engine.trail(plan, "flow", province.place_id, years, depth=9)
    assert said in list(_entries(trail))


def _entries(node) -> Iterator[Observation]:
    yield from node.entries
    for child in node.children:
        yield from _entries(child)
