"""The figures found in a submission, as the reading page lists them: doubtful ones first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bayen.actions.deciding import SURE
from bayen.core.findings import Severity
from bayen.core.period_schemes import DECREE
from bayen.core.periods import PeriodKind
from bayen.core.quantities import render_number, render_quantity
from bayen.core.spans import Span
from bayen.reads.passed_findings import PassedFinding
from bayen.reads.submission import FigureReading, OtherReading
from bayen.web.indicator_finder import indicator_name
from bayen.web.place_finder import full_place_label, place_label
from bayen.web.retelling import retell
from bayen.web.signs import PROPOSAL_SIGNS, Remark, Sign, remark

_LOOKS = {"accepted": "done", "corrected": "done", "rejected": "left", "left": "left"}


@dataclass(frozen=True, slots=True)
class PassedRemark:
    """A finding that somebody let pass, and the word for it: "bên gửi giải thích: …"."""

    message: str
    words: str
    who: str


@dataclass(frozen=True, slots=True)
class FigureView:
    """One figure with all that the page says of it.

    Attributes:
        number: within the submission.
        address: where decisions are posted.
        look: "stop", "doubt", "sure", "done" or "left"; marks in the text share it.
        value: "hơn 2.200", "4/8"; what was typed when that is no number.
        decided_by: who and when; "" while undecided.
        obstacle: why it cannot be accepted as it stands; "" when it can.
        confidence: 0 to 1, how often such readings are right.
        phrase: the words by which it stands; "" when none may be kept.
        suggested: what its correction gave the place's lexicon; "" when nothing.
        passed: findings that somebody let pass.
    """

    number: int
    address: str
    look: str
    sign: Sign
    written: str
    value: str
    unit: str
    indicator_name: str
    place_label: str
    span_label: str
    is_repeat: bool
    is_pending: bool
    obstacle: str
    decided_by: str
    confidence: float
    phrase: str
    suggested: str
    reasons: tuple[str, ...]
    others: tuple[str, ...]
    findings: tuple[Remark, ...]
    passed: tuple[PassedRemark, ...]

    @property
    def why(self) -> str:
        """Why it was read so, in one line: indicator, place, period."""
        return "; ".join(self.reasons) or self.obstacle

    @property
    def sure_percent(self) -> str:
        """ "96", of figures that were read; "" of those that a person typed or judged."""
        return f"{self.confidence * 100:.0f}" if self.is_pending and self.confidence < 1 else ""

    @property
    def doubt(self) -> tuple[bool, bool, float]:
        """Sorts what cannot be accepted as it stands first, repeats last, else the least sure."""
        return self.look != "stop", self.is_repeat, self.confidence

    @property
    def is_warned_of(self) -> bool:
        """Whether a check wants a person to look, though it was accepted as typed."""
        return any(finding.look != "info" for finding in self.findings)

    @property
    def can_accept(self) -> bool:
        return not self.obstacle


@dataclass(frozen=True, slots=True)
class FigureGroup:
    """Figures under one heading."""

    title: str
    figures: tuple[FigureView, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """How far the review is."""

    all: int
    sure: int
    doubtful: int
    decided: int


def count_figures(figures: Iterable[FigureView]) -> Counts:
    looks = [figure.look for figure in figures]
    doubtful = looks.count("doubt") + looks.count("stop")
    decided = looks.count("done") + looks.count("left")
    return Counts(len(looks), looks.count("sure"), doubtful, decided)


def group_figures(figures: Sequence[FigureView]) -> list[FigureGroup]:
    """What needs a person first, the most doubtful on top; the others in text order."""
    parts: tuple[tuple[str, Callable[[FigureView], bool]], ...] = (
        (_("{count} cần xem"), lambda figure: figure.look in {"stop", "doubt"}),
        (
            _("{count} đã nhận, nên xem lại"),
            lambda figure: figure.look == "done" and figure.is_warned_of,
        ),
        (_("{count} chắc"), lambda figure: figure.look == "sure"),
        (_("{count} đã xem"), lambda figure: figure.look == "done" and not figure.is_warned_of),
        (_("{count} không nhận"), lambda figure: figure.look == "left"),
    )
    found = []
    for words, belongs in parts:
        kept = tuple(figure for figure in figures if belongs(figure))
        if kept and kept[0].look in {"stop", "doubt"}:
            kept = tuple(sorted(kept, key=lambda figure: figure.doubt))
        if kept:
            found.append(FigureGroup(words.format(count=len(kept)), kept))
    return found


def span_words(span: Span | None) -> str:
    """The days as people say them: the name of the period when they make one."""
    if span is None:
        return ""
    if span.first_day is None:
        return _("đang có, {days}").format(days=retell(span.label_vi))
    for kind in (PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.YEAR):
        period = DECREE.containing(span.last_day, kind)
        if period.span == span:
            return retell(period.label_with_days_vi)
    return retell(span.label_vi)


def show_figure(reading: FigureReading) -> FigureView:
    """One figure in words; what it is called, where it stands, why it needs a person."""
    look = _look(reading)
    state = PROPOSAL_SIGNS.get(reading.state) or PROPOSAL_SIGNS[look]
    return FigureView(
        number=reading.number,
        address=reverse("figure", args=(reading.submission, reading.number)),
        look=look,
        sign=state,
        written=reading.written,
        value=_value(reading),
        unit=retell(reading.unit),
        indicator_name=indicator_name(reading.indicator) if reading.indicator else "",
        place_label=_place(reading),
        span_label=span_words(reading.span),
        is_repeat=reading.is_repeat,
        is_pending=reading.state == "pending",
        obstacle=retell(reading.obstacle or ""),
        decided_by=_decided(reading.decided_by, reading.decided_at),
        confidence=reading.confidence,
        phrase=reading.phrase,
        suggested=reading.suggested,
        reasons=tuple(retell(reason) for reason in reading.reasons),
        others=tuple(_other(other) for other in reading.alternatives),
        findings=tuple(remark(finding) for finding in reading.findings),
        passed=tuple(_passed(one) for one in reading.passed),
    )


def _passed(one: PassedFinding) -> PassedRemark:
    side = _("bên gửi giải thích") if one.is_sender else _("bên duyệt cho qua")
    words = f"{side}: «{one.reason}»" if one.reason else _("đã cho qua")
    return PassedRemark(retell(one.finding.message_vi), words, _decided(one.by, one.at))


def _look(reading: FigureReading) -> str:
    """In doubt is what ``accept_sure`` would leave, and what a check wants a person to see."""
    if reading.state != "pending":
        return _LOOKS[reading.state]
    if reading.obstacle:
        return "stop"
    warned = any(f.severity is Severity.WARN for f in reading.findings)
    is_sure = reading.confidence >= SURE and not reading.is_repeat and not warned
    return "sure" if is_sure else "doubt"


def _value(reading: FigureReading) -> str:
    if reading.quantity is None:
        return f"«{reading.written}»"
    value = retell(render_quantity(reading.quantity))
    return value if reading.of is None else f"{value}/{render_number(reading.of)}"


def _place(reading: FigureReading) -> str:
    if not reading.place_id:
        return f"«{reading.place_text}»" if reading.place_text else ""
    day = reading.span.last_day if reading.span else timezone.localdate()
    return place_label(reading.place_id, day)


def _other(other: OtherReading) -> str:
    if other.about == "place":
        return full_place_label(other.code, timezone.localdate()) or other.code
    return indicator_name(other.code)


def _decided(name: str, at: datetime | None) -> str:
    return f"{name}, {timezone.localtime(at):%H:%M %d/%m/%Y}" if name and at else ""
