"""Small invented countries with a change day, and ledgers on them, for engines to agree on.

Everything is made from what is wanted (an outcome for each commune, a habit of reporting for
each place), never drawn freely and filtered.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

from hypothesis import strategies as st

from bayen.core.atlas import Atlas
from bayen.core.indicators import Indicator, IndicatorKind, Rate
from bayen.core.ledger import Observation, Source, SourceKind
from bayen.core.periods import Period, free_period
from bayen.core.places import (
    ChangeKind,
    Membership,
    PlaceChange,
    PlaceGroup,
    PlaceKind,
    PlaceVersion,
)
from bayen.core.quantities import Bound, Quantity
from bayen.core.spans import Span

START = date(2025, 1, 1)
RECORDED = datetime(2026, 1, 1, tzinfo=UTC)
SOURCE = Source(SourceKind.FIELD, "form", "ô 1")

INDICATORS = {
    indicator.code: indicator
    for indicator in (
        Indicator("flow", "Vụ việc", "Cases", "vụ", IndicatorKind.FLOW),
        Indicator("solved", "Vụ làm rõ", "Solved", "vụ", IndicatorKind.FLOW),
        Indicator("stock", "Tổ tự quản", "Teams", "tổ", IndicatorKind.STOCK),
        Indicator("rate", "Tỷ lệ", "Share", "%", IndicatorKind.RATE, rate=Rate("solved", "flow")),
        Indicator(
            "change",
            "Tăng giảm",
            "Change",
            "%",
            IndicatorKind.RATE,
            rate=Rate("flow", "flow", is_change=True),
        ),
        Indicator("plain", "Tỷ lệ khác", "Other", "%", IndicatorKind.RATE),
        Indicator("none", "Xếp hạng", "Rank", "", IndicatorKind.NONE),
    )
}


def day(number: int) -> date:
    """The n-th day of the invented calendar; day 0 is the first of every old place."""
    return START + timedelta(days=number)


# Ten-day "months" from day 5 on: none begins or ends where places change.
MONTHS = [Span(day(5 + 10 * n), day(14 + 10 * n)) for n in range(6)]
YEAR = Span(MONTHS[0].first_day, MONTHS[-1].last_day)
HALVES = [
    Span(MONTHS[0].first_day, MONTHS[2].last_day),
    Span(MONTHS[3].first_day, YEAR.last_day),
]


def as_period(span: Span) -> Period:
    assert span.first_day is not None
    return free_period(span.first_day, span.last_day)


PERIODS = tuple(as_period(span) for span in (YEAR, *HALVES, *MONTHS[1:4]))


@dataclass
class World:
    """What a strategy is building."""

    versions: list[PlaceVersion] = field(default_factory=list)
    changes: list[PlaceChange] = field(default_factory=list)
    groups: list[PlaceGroup] = field(default_factory=list)

    def add(
        self,
        place_id: str,
        kind: PlaceKind,
        parent: str | None,
        first: date = START,
        until: date | None = None,
    ) -> None:
        version = PlaceVersion(place_id, place_id, kind, place_id, parent, first, until)
        self.versions.append(version)

    @property
    def atlas(self) -> Atlas:
        return Atlas(tuple(self.versions), tuple(self.changes), tuple(self.groups))


@st.composite
def worlds(draw: st.DrawFn) -> Atlas:
    """A nation of three levels until a change day and of two from then on.

    Old communes stay, are renamed, merge (also across provinces), split with known and
    unknown shares, or end with nothing in their stead; villages may be registered later;
    one group may have members for a time.
    """
    world = World()
    change = day(draw(st.integers(18, 42)))
    world.add("vn", PlaceKind.NATION, None)
    province_count = draw(st.integers(1, 3))
    kept = [draw(st.booleans()) for _ in range(province_count)]
    homes = [f"p{n}" if kept[n] else "pn" for n in range(province_count)]
    for n in range(province_count):
        world.add(f"p{n}", PlaceKind.PROVINCE, "vn", START, None if kept[n] else change)
        if not kept[n]:
            world.changes.append(PlaceChange(change, ChangeKind.MERGE, f"p{n}", "pn", Fraction(1)))
    if not all(kept):
        world.add("pn", PlaceKind.PROVINCE, "vn", change)
    new_communes: dict[str, str] = {}
    for n in range(province_count):
        for d in range(draw(st.integers(1, 2))):
            district = f"d{n}{d}"
            world.add(district, PlaceKind.DISTRICT, f"p{n}", START, change)
            for c in range(draw(st.integers(1, 3))):
                _add_commune(draw, world, f"c{n}{d}{c}", district, homes[n], change, new_communes)
    for commune, home in new_communes.items():
        world.add(commune, PlaceKind.COMMUNE, home, change)
    _add_villages(draw, world)
    _add_group(draw, world)
    return world.atlas


def _add_commune(
    draw: st.DrawFn,
    world: World,
    commune: str,
    district: str,
    home: str,
    change: date,
    new_communes: dict[str, str],
) -> None:
    outcome = draw(st.sampled_from(["stay", "stay", "merge", "merge", "split", "end"]))
    world.add(commune, PlaceKind.COMMUNE, district, START, change)
    if outcome == "stay":
        renamed = replace(world.versions[-1], valid_from=day(10), name="Tên mới")
        world.versions[-1] = replace(world.versions[-1], valid_until=day(10))
        world.versions.append(renamed)
        world.add(commune, PlaceKind.COMMUNE, home, change)
        return
    if outcome == "end":
        world.changes.append(PlaceChange(change, ChangeKind.ABOLISH, commune, None, None))
        return
    names = ["n0", "n1", "n2"]
    targets = [draw(st.sampled_from(names))]
    shares: list[Fraction | None] = [Fraction(1)]
    if outcome == "split":
        targets = draw(st.permutations(names))[:2]
        shares = draw(st.sampled_from([[Fraction(1, 3), Fraction(2, 3)], [None, None]]))
    kind = ChangeKind.SPLIT if outcome == "split" else ChangeKind.MERGE
    for target, share in zip(targets, shares, strict=True):
        new_communes.setdefault(target, home)
        world.changes.append(PlaceChange(change, kind, commune, target, share))


def _add_villages(draw: st.DrawFn, world: World) -> None:
    """Villages of one or two communes, registered while the commune lives."""
    communes = [v for v in world.versions if v.kind is PlaceKind.COMMUNE]
    for version in draw(st.lists(st.sampled_from(communes), max_size=2, unique=True)):
        first = max(version.valid_from, day(draw(st.integers(8, 55))))
        if version.valid_until is not None and first >= version.valid_until:
            continue
        for n in range(draw(st.integers(1, 2))):
            village = f"v{n}.{version.place_id}.{version.valid_from.toordinal()}"
            until = version.valid_until
            world.add(village, PlaceKind.VILLAGE, version.place_id, first, until)


def _add_group(draw: st.DrawFn, world: World) -> None:
    if not draw(st.booleans()):
        return
    ids = sorted({v.place_id for v in world.versions} - {"vn"})
    chosen = draw(st.lists(st.sampled_from(ids), max_size=3, unique=True))
    until = draw(st.sampled_from([None, day(45)]))
    members = tuple(
        Membership(place, day(draw(st.sampled_from([0, 12]))), until) for place in chosen
    )
    world.groups.append(PlaceGroup("k.group", "Cụm giáp ranh", members, START))


# --- ledgers -------------------------------------------------------------------------------

_quantities = st.builds(
    lambda value, bound: Quantity(Decimal(value), bound),
    st.sampled_from(["0", "1", "2", "3", "5", "10", "1.5", "-2"]),
    st.sampled_from([Bound.EXACT, Bound.EXACT, Bound.EXACT, *Bound]),
)


@st.composite
def ledgers(draw: st.DrawFn, atlas: Atlas) -> list[Observation]:
    """What every place happened to send, then corrections, retractions and repeats."""
    entries: list[Observation] = []
    places = sorted({v.place_id for v in atlas.versions} | {g.group_id for g in atlas.groups})
    for place in places:
        for indicator in ("flow", "solved", "stock"):
            habit = draw(st.sampled_from(_HABITS))
            for span in _spans_of(atlas, place, habit, is_stock=indicator == "stock"):
                entries.append(_entry(draw, len(entries), indicator, place, span))
    for first in draw(st.lists(st.sampled_from(entries), max_size=4)) if entries else []:
        share = _entry(draw, len(entries), first.indicator, first.place, first.span, "%")
        entries.append(share)
    for _ in range(draw(st.integers(0, 6))):
        entries.append(_stray(draw, len(entries), places))
    for _ in range(draw(st.integers(0, 6)) if entries else 0):
        entries.append(_correction(draw, entries))
    return entries


_HABITS = ("none", "monthly", "monthly", "cut", "cut", "yearly", "halves", "gaps", "both")


def _spans_of(atlas: Atlas, place: str, habit: str, *, is_stock: bool) -> list[Span]:
    """Spans that a place of this habit reports: "cut" sends partial returns at a change."""
    first_day, until = atlas.life(place)
    last_day = YEAR.last_day if until is None else until - timedelta(days=1)
    months = [m for m in MONTHS if m.last_day >= first_day and m.last_day <= last_day]
    wanted = {
        "none": [],
        "monthly": months,
        "cut": _cut(atlas, place),
        "yearly": [YEAR],
        "halves": HALVES,
        "gaps": months[::2],
        "both": [YEAR, HALVES[0], *months],
    }[habit]
    if is_stock:
        return [Span(None if n % 2 else s.first_day, s.last_day) for n, s in enumerate(wanted)]
    return wanted


def _cut(atlas: Atlas, place: str) -> list[Span]:
    """Every month, cut where a version or the life of a village below begins or ends."""
    found = []
    for first_day, until in {(v.valid_from, v.valid_until) for v in atlas.history.get(place, ())}:
        last_day = YEAR.last_day if until is None else until - timedelta(days=1)
        clipped = (month.clipped(first_day, last_day) for month in MONTHS)
        found += [span for span in clipped if span is not None]
    return sorted(set(found), key=lambda s: s.last_day)


def _entry(
    draw: st.DrawFn, seq: int, indicator: str, place: str, span: Span, unit: str = "vụ"
) -> Observation:
    return Observation(
        seq + 1,
        indicator,
        place,
        span,
        draw(_quantities),
        unit,
        SOURCE,
        RECORDED + timedelta(hours=seq),
        "cán bộ",
    )


def _stray(draw: st.DrawFn, seq: int, places: list[str]) -> Observation:
    """Any indicator, any days: shares, states, odd spans, places that are gone."""
    first = draw(st.integers(0, 70))
    span = Span(day(first), day(first + draw(st.integers(0, 30))))
    if draw(st.booleans()):
        span = draw(st.sampled_from([Span(None, span.last_day), *(p.span for p in PERIODS)]))
    indicator = draw(st.sampled_from(sorted(INDICATORS)))
    unit = draw(st.sampled_from(["vụ", "vụ", "%"]))
    return _entry(draw, seq, indicator, draw(st.sampled_from(places)), span, unit)


def _correction(draw: st.DrawFn, entries: list[Observation]) -> Observation:
    """A later entry about an earlier one: corrects it, takes it back, or says it again."""
    first = draw(st.sampled_from(entries))
    kind = draw(st.sampled_from(["correct", "retract", "again"]))
    return replace(
        first,
        seq=len(entries) + 1,
        quantity=first.quantity if kind == "retract" else draw(_quantities),
        recorded_at=RECORDED + timedelta(hours=len(entries)),
        supersedes=None if kind == "again" else first.seq,
        retracts=kind == "retract",
    )


@st.composite
def cases(draw: st.DrawFn) -> tuple[Atlas, list[Observation]]:
    """A country and its ledger."""
    atlas = draw(worlds())
    return atlas, draw(ledgers(atlas))


moments = st.one_of(st.none(), st.integers(0, 80).map(lambda h: RECORDED + timedelta(hours=h)))
map_days = st.sampled_from([None, day(9), day(17), day(43), day(70)])
