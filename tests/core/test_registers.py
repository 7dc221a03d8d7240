"""A register at a day: whatever order its entries were written in, and what it counts."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count

from hypothesis import given
from hypothesis import strategies as st

from bayen.core.days import ONE_DAY
from bayen.core.quantities import render_quantity
from bayen.core.registers import (
    Entry,
    EntryDeed,
    UnitKind,
    cite_register,
    count_register,
    find_last_entry,
    register_on,
)
from bayen.core.spans import Span

FIRST = date(2025, 7, 1)
MODEL = UnitKind("model", "Mô hình", "model.count", "model.members", "model.new", "model.dissolved")

days = st.integers(0, 60).map(lambda days: FIRST + timedelta(days=days))
headcounts = st.none() | st.integers(0, 30)


@st.composite
def registers(draw: st.DrawFn) -> list[Entry]:
    """Units with changes of each sort, at most one a day, some of them taken back."""
    numbers = count(1)
    entries: list[Entry] = []
    for unit in range(1, draw(st.integers(1, 4)) + 1):
        entries.append(
            Entry(next(numbers), unit, EntryDeed.FOUND, draw(days), f"Tổ {unit}", draw(headcounts))
        )
        for day in draw(st.sets(days, max_size=3)):
            entries.append(
                Entry(next(numbers), unit, EntryDeed.MEMBERS, day, members=draw(headcounts))
            )
        if draw(st.booleans()):
            entries.append(Entry(next(numbers), unit, EntryDeed.END, draw(days)))
    wrong = draw(st.sets(st.sampled_from([entry.number for entry in entries]), max_size=2))
    taken = [Entry(next(numbers), 0, EntryDeed.TAKE_BACK, takes_back=one) for one in sorted(wrong)]
    return entries + taken


@given(register=registers(), day=days, data=st.data())
def test_the_order_of_writing_down_does_not_matter(register, day, data):
    shuffled = data.draw(st.permutations(register))
    assert register_on(shuffled, day) == register_on(register, day)


@given(register=registers(), first=days, length=st.integers(0, 40))
def test_what_there_was_and_what_began_less_what_ended_is_what_there_is(register, first, length):
    span = Span(first, first + timedelta(days=length))
    before = count_register(MODEL, register, Span(None, first - ONE_DAY))
    now = count_register(MODEL, register, span)
    # A unit that is said to end before it began is for the action to refuse.
    broken = any(u.ended_on and u.ended_on <= u.founded_on for u in register_on(register, date.max))
    if now and not broken:
        opening = before["model.count"].value if before else 0
        change = now["model.new"].value - now["model.dissolved"].value
        assert opening + change == now["model.count"].value


def test_empty_is_not_zero_and_an_ended_unit_is_a_zero():
    founded = Entry(1, 1, EntryDeed.FOUND, FIRST, "Camera an ninh", 7)
    ended = Entry(2, 1, EntryDeed.END, FIRST + timedelta(days=40))
    assert count_register(MODEL, [founded], Span(None, FIRST - ONE_DAY)) == {}
    july = count_register(MODEL, [founded, ended], Span(FIRST, FIRST + timedelta(days=30)))
    august = count_register(
        MODEL, [founded, ended], Span(FIRST + timedelta(days=31), FIRST + timedelta(days=60))
    )
    assert written(july) == ["1", "7", "1", "0"]
    assert written(august) == ["0", "0", "0", "1"]


def test_members_are_more_than_what_is_known_and_nothing_when_nothing_is():
    known, unknown = (
        Entry(number, number, EntryDeed.FOUND, FIRST, f"Tổ {number}", members)
        for number, members in ((1, 5), (2, None))
    )
    span = Span(None, FIRST)
    assert written(count_register(MODEL, [known, unknown], span)) == ["2", "hơn 5"]
    assert written(count_register(MODEL, [unknown], span)) == ["1"]


def written(said):
    return [render_quantity(quantity) for quantity in said.values()]


@given(last=st.integers(1, 10**9))
def test_a_citation_says_how_far_the_register_went(last):
    assert find_last_entry(cite_register(MODEL, FIRST, last)) == last
    assert find_last_entry("activity.patrols") is None
