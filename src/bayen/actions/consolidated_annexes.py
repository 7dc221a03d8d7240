"""The annexes of a consolidated document: its units by the form's indicators, a table a part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from bayen.catalogue.forms import Form, FormSection
from bayen.catalogue.indicators import load_indicators
from bayen.catalogue.places import load_atlas
from bayen.core import questions
from bayen.core.days import render_day
from bayen.core.periods import Period
from bayen.core.questions import Answer, Engine, Plan
from bayen.outputs.publication import (
    Alignment,
    Annex,
    Blank,
    Cell,
    Column,
    Number,
    NumberFormat,
    Row,
    Table,
)

_UPRIGHT = 5  # indicators that fit across an upright page
_NOT_COMPARABLE = "k.s.s."


def build_annexes(form: Form, own: Answer, engine: Engine) -> tuple[Annex, ...]:
    """One table for each part of the form, its rows the places right below; none without any.

    Args:
        form: whose parts and indicators they show.
        own: the place itself; its first period is the document's.
        engine: answers for the places below.
    """
    [place_id] = own.plan.places
    period, boundaries = own.plan.periods[0], own.plan.boundaries
    days = (boundaries,) if boundaries else (period.first_day, period.last_day)
    units = load_atlas().children_between(place_id, days)
    if not units:
        return ()
    plan = Plan(form.indicators, units, (period,), boundaries, own.plan.known_at)
    answer = engine.answer(plan)
    return tuple(_annex(section, answer, own) for section in form.sections)


def _annex(section: FormSection, answer: Answer, own: Answer) -> Annex:
    columns = (
        Column("TT", alignment=Alignment.CENTER, width=0.6),
        Column("Địa bàn", alignment=Alignment.LEFT, width=3),
        *(_column(code) for code in section.indicators),
    )
    period = answer.plan.periods[0]
    [place] = own.plan.places
    totals = [_cell(own.cell(code, place, period)) for code in section.indicators]
    notes = _notes(answer, section)
    table = Table(columns, tuple(_rows(section, answer)), ("", "Tổng số", *totals), notes)
    return Annex(section.title_vi, table, landscape=len(section.indicators) > _UPRIGHT)


def _column(code: str) -> Column:
    indicator = load_indicators()[code]
    is_share = indicator.unit_vi == "%"
    return Column(
        indicator.name_vi,
        unit=indicator.unit_vi,
        number_format=NumberFormat.PERCENT if is_share else NumberFormat.PLAIN,
        width=1.2,
    )


def _rows(section: FormSection, answer: Answer) -> Iterator[Row]:
    """Units in official order; those that ended within the period come under their own heading."""
    atlas, period = load_atlas(), answer.plan.periods[0]
    ended = [unit for unit in answer.plan.places if _ended(unit, period)]
    standing = [unit for unit in answer.plan.places if unit not in ended]
    is_mixed = bool(ended and standing)
    for units in (ended, standing):
        if units and is_mixed:
            words = _heading(units is ended, _change_day(ended))
            yield Row(("", words, *("" for _ in section.indicators)), is_heading=True)
        for number, unit in enumerate(units, 1):
            label = atlas.label_vi(unit, answer.plan.boundaries or period.last_day)
            cells = (_cell(answer.cell(code, unit, period)) for code in section.indicators)
            yield Row((str(number), label, *cells))


def _ended(place_id: str, period: Period) -> bool:
    until = load_atlas().life(place_id)[1]
    return until is not None and until <= period.last_day


def _change_day(ended: Sequence[str]) -> date | None:
    """The day on which the first of them was no more."""
    atlas = load_atlas()
    return min((until for unit in ended if (until := atlas.life(unit)[1])), default=None)


def _heading(is_ended: bool, day: date | None) -> str:
    when = render_day(day) if day else ""
    return f"Địa bàn trước ngày {when}" if is_ended else f"Địa bàn từ ngày {when}"


def _cell(cell: questions.Cell) -> Cell:
    if not cell.comparable:
        return _NOT_COMPARABLE
    if cell.quantity is None:
        return Blank.NOT_REPORTED if cell.expected else Blank.NOT_APPLICABLE
    return Number(cell.quantity, f"{cell.indicator}|{cell.place}|{cell.period.key}")


def _notes(answer: Answer, section: FormSection) -> tuple[str, ...]:
    """What the signs in the table mean, where they occur."""
    cells = [cell for cell in answer.cells if cell.indicator in section.indicators]
    notes = []
    if any(cell.quantity is None and cell.expected for cell in cells):
        notes.append("Ô trống: chưa có số liệu; số 0: có báo cáo, kết quả bằng không.")
    if any(cell.quantity is not None and cell.quantity.bound for cell in cells):
        notes.append("“Hơn”: số tối thiểu, do nguồn nêu như vậy hoặc còn đơn vị chưa gửi đủ.")
    if any(not cell.comparable for cell in cells):
        notes.append("k.s.s.: không so sánh được, do không rõ tỷ lệ địa bàn chuyển đi.")
    return tuple(notes)
