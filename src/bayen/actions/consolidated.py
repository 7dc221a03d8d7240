"""The consolidated document of a place and period: what the ledger says, ready to be printed.

Everything in it follows from the question and the ledger of one moment, so the same question
makes the same document again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from bayen.access.door import places_below
from bayen.actions.consolidated_annexes import build_annexes
from bayen.actions.corrected_since import corrected_part, find_corrections
from bayen.catalogue.forms import MONTHLY, Form, load_form
from bayen.catalogue.indicators import load_indicators
from bayen.catalogue.places import load_atlas
from bayen.core.days import render_day
from bayen.core.inquiry import Inquiry, PeriodTerm, PlaceTerm
from bayen.core.period_codes import parse_period
from bayen.core.periods import Period
from bayen.core.places import NATION_ID, Level, PlaceVersion
from bayen.core.planning import plan_of
from bayen.core.questions import Answer, Cell, Engine, Plan
from bayen.outputs.movement import (
    MOVEMENT,
    MovementFacts,
    build_movement_closing,
    build_movement_opening,
    build_movement_parts,
)
from bayen.outputs.prose import FigureLine
from bayen.outputs.publication import Part, Publication, Signing

KIND = "consolidated"
ILLUSTRATIVE_MARK = "Số liệu minh họa"
_MOST_NAMED = 40  # units that did not report, by name; of more, only how many
_ASKED = {Level.COMMUNE: "xã, phường", Level.VILLAGE: "thôn, bản"}


@dataclass(frozen=True, slots=True)
class Question:
    """What a consolidated document is asked.

    Attributes:
        place_id, period: what it is about.
        known_at: the moment of the ledger.
        boundaries: the day whose map counts; None is as reported.
        form_code: whose indicators it tells, beside any other that has a figure.
        is_illustrative: whether made-up figures are in it, which it then says on every page.
        since: the state of the ledger that the place's publication before showed: what was
            corrected since is said; None when there was none.
    """

    place_id: str
    period: Period
    known_at: datetime
    boundaries: date | None = None
    form_code: str = MONTHLY
    is_illustrative: bool = False
    since: datetime | None = None

    def dump(self) -> dict[str, Any]:
        """The question as ``PublicationRecord.plan`` keeps it."""
        return {
            "place": self.place_id,
            "period": self.period.key,
            "known_at": self.known_at.isoformat(),
            "boundaries": self.boundaries.isoformat() if self.boundaries else None,
            "form": self.form_code,
            "illustrative": self.is_illustrative,
            "since": self.since.isoformat() if self.since else None,
        }

    @classmethod
    def load(cls, plan: dict[str, Any]) -> Question:
        """The question of a stored plan."""
        boundaries, since = plan["boundaries"], plan.get("since")
        return cls(
            plan["place"],
            parse_period(plan["period"]),
            datetime.fromisoformat(plan["known_at"]),
            date.fromisoformat(boundaries) if boundaries else None,
            plan["form"],
            plan["illustrative"],
            datetime.fromisoformat(since) if since else None,
        )

    @property
    def day(self) -> date:
        """The day whose names are used."""
        return self.boundaries or self.period.last_day


def compose(question: Question, engine: Engine) -> Publication:
    """The document, its number, day and signer left open for the office to fill in."""
    form = load_form(question.form_code)
    own = _own_answer(question, form, engine)
    facts = _facts(question, form, own, engine)
    annexes = build_annexes(form, own, engine)
    office = _office(question)
    return Publication(
        issuer=office.issuer,
        place_name=office.place_name,
        symbol=office.symbol,
        subject=f"Kết quả thực hiện {MOVEMENT}\n{question.period.label_vi}",
        opening=build_movement_opening(facts, " ".join(office.issuer), annexes=len(annexes)),
        parts=(*build_movement_parts(facts), *_corrected(question)),
        closing=build_movement_closing(facts, " ".join(office.issuer), office.superior),
        signing=Signing(office.authority, ""),
        addressees=(office.superior,) if office.superior else (),
        recipients=("Như trên", "Lưu: VT") if office.superior else ("Lưu: VT",),
        annexes=annexes,
        marks=(ILLUSTRATIVE_MARK,) if question.is_illustrative else (),
        year=question.period.last_day.year,
    )


def _corrected(question: Question) -> tuple[Part, ...]:
    """What was corrected since the place last published."""
    if question.since is None:
        return ()
    corrections = find_corrections(
        question.place_id,
        since=question.since,
        known_at=question.known_at,
        until=question.period.last_day,
    )
    return corrected_part(corrections, question.since)


# --- figures -----------------------------------------------------------------------------


def _own_answer(question: Question, form: Form, engine: Engine) -> Answer:
    """The place itself: what the form asks and whatever else was stated, now and a year ago."""
    now, then = PeriodTerm(question.period), PeriodTerm(question.period, instead="last-year")
    plan = _plan(question, ("*",), (PlaceTerm(question.place_id),), (now, then))
    answer = engine.answer(plan)
    told = tuple(
        code
        for code in plan.indicators
        if code in form.indicators or _cell(answer, code, question.period).quantity is not None
    )
    kept = tuple(cell for cell in answer.cells if cell.indicator in told)
    return Answer(replace(plan, indicators=told), kept)


def _plan(
    question: Question,
    indicators: tuple[str, ...],
    places: tuple[PlaceTerm, ...],
    periods: tuple[PeriodTerm, ...],
) -> Plan:
    """A question in the language of every page and command, on the document's own terms."""
    inquiry = Inquiry(indicators, places, periods, question.boundaries, question.known_at)
    return plan_of(inquiry, load_atlas(), load_indicators(), question.day)


def _cell(answer: Answer, code: str, period: Period) -> Cell:
    return answer.cell(code, answer.plan.places[0], period)


def _facts(question: Question, form: Form, own: Answer, engine: Engine) -> MovementFacts:
    period, before = own.plan.periods
    lines = tuple(_line(own, code) for code in own.plan.indicators)
    asked = [line for line in lines if line.code in form.indicators]
    expected = max((line.expected for line in asked), default=0)
    # Who sent a form sent something: the indicator that most have reported tells how many.
    reported = max((line.reported for line in asked if line.expected == expected), default=0)
    has_before = any(line.before is not None for line in lines)
    return MovementFacts(
        scope=load_atlas().label_vi(question.place_id, question.day),
        period=period.label_vi,
        window=f"từ ngày {render_day(period.first_day)} đến ngày {render_day(period.last_day)}",
        versus=f"cùng kỳ năm {before.last_day.year}" if has_before else "",
        lines=lines,
        asked=_ASKED.get(form.level, "đơn vị"),
        reported=reported,
        expected=expected,
        silent=_silent(question, form, engine) if reported < expected else (),
    )


def _line(own: Answer, code: str) -> FigureLine:
    period, before = own.plan.periods
    indicator = load_indicators()[code]
    now, then = _cell(own, code, period), _cell(own, code, before)
    return FigureLine(
        code=code,
        name=indicator.name_vi,
        unit=indicator.unit_vi,
        now=now.quantity,
        before=then.quantity,
        reported=now.reported,
        expected=now.expected,
        comparable=now.comparable and then.comparable,
        key=f"{code}|{now.place}|{period.key}",
    )


def _silent(question: Question, form: Form, engine: Engine) -> tuple[str, ...]:
    """The units from which no figure of the form is there in full, by name."""
    units = places_below(question.place_id, question.period, form.level)
    period, atlas = question.period, load_atlas()
    plan = Plan(form.indicators, tuple(units), (period,), None, question.known_at)
    sent = {cell.place for cell in engine.answer(plan).cells if cell.expected and cell.reported}
    silent = [unit for unit in units if unit not in sent]
    if len(silent) > _MOST_NAMED:
        return ()
    return tuple(atlas.label_vi(unit, question.day) for unit in silent)


# --- whose document it is ----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Office:
    """The body that issues the document, as its heading names it."""

    issuer: tuple[str, ...]
    place_name: str
    symbol: str
    superior: str
    authority: tuple[str, ...]


def _office(question: Question) -> _Office:
    """The People's Committee of the place; the ministry for the country, a cluster for itself."""
    atlas = load_atlas()
    label = atlas.label_vi(question.place_id, question.day)
    if question.place_id in atlas.groups_by_id:
        return _Office((label,), label, "BC-CUM", "", ("Trưởng cụm",))
    if question.place_id == NATION_ID:
        return _Office(("Bộ Công an",), "Hà Nội", "BC-BCA", "", ("Bộ trưởng",))
    own = atlas.nearest_version(question.place_id, question.day)
    return _Office(
        ("Ủy ban nhân dân", label),
        own.name,
        "BC-UBND",
        _superior(own, question.day),
        ("TM. Ủy ban nhân dân", "Chủ tịch"),
    )


def _superior(own: PlaceVersion, day: date) -> str:
    if own.parent_id is None or own.parent_id == NATION_ID:
        return "Bộ Công an"
    return f"Ủy ban nhân dân {load_atlas().label_vi(own.parent_id, day)}"
