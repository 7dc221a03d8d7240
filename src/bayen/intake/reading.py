"""Reading a document: find the figures, resolve each, mark repeats, check.

The stages are in their own modules; this one only leads a figure through them. Text never
raises: what cannot be told is None with a reason, and a finding beside the figure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from bayen.core.indicators import IndicatorKind
from bayen.core.places import Level
from bayen.core.spans import Span
from bayen.intake.checks import check_reading
from bayen.intake.confidence import Grounds, sure_of_place
from bayen.intake.context import Context, contexts_of
from bayen.intake.dates import find_day
from bayen.intake.document import Document
from bayen.intake.found import Found
from bayen.intake.grids import GridReading, Surroundings, find_grids, read_grids
from bayen.intake.headlines import date_headlines
from bayen.intake.indicators import Named
from bayen.intake.judging import ProseJudgement, judge_changes
from bayen.intake.knowledge import Knowledge
from bayen.intake.layouts import Layout
from bayen.intake.models import settle_models
from bayen.intake.periods import PeriodReader
from bayen.intake.phrasebook import WEIGHT as OWN_WEIGHT
from bayen.intake.phrasebook import OwnPhrase, Phrasebook
from bayen.intake.places import PlaceReader
from bayen.intake.prose_names import ProseNamer
from bayen.intake.repeats import mark_repeats
from bayen.intake.scan import Scan
from bayen.intake.second_periods import reconsider_periods
from bayen.intake.second_places import reconsider_places
from bayen.intake.short_names import name_in_full
from bayen.intake.timewords import Days, TimeWords, find_time_words
from bayen.intake.totals import name_parts, name_totals
from bayen.intake.values import Proposal, Reading

_LEFT_OUT = {"document.criteria"}
_TODAY = date(2024, 12, 31)
"""For names of places in a text without a date: the last list with all three levels."""


def read_document(
    document: Document,
    *,
    day: date | None,
    place: str | None,
    known: Knowledge,
    period: Span | None = None,
    phrases: Sequence[OwnPhrase] = (),
    layouts: Sequence[Layout] = (),
) -> Reading:
    """All figures of a document with indicator, place and period.

    Args:
        document: from `load_document`.
        day: of the text; when None the text is asked.
        place: identity or name of the place that sent it; when None the text is asked.
        known: from `load_knowledge`.
        period: the days that the document is about, as the calendar has them, where whoever
            sent it said so.
        phrases: own words of the place and of those above it, the nearest first.
        layouts: of tables that people have confirmed before; the same headers get their names.
    """
    scan = Scan.of(document.text, wrapped=document.media == "txt")
    day = day or find_day(document.text, scan)
    book = Phrasebook(phrases, known.titles)
    reader = _Reader(document, scan, day, place, known, book, period)
    prose, tables = reader.read(layouts)
    merged = sorted([*prose, *tables.proposals], key=lambda p: p.candidate.start)
    named = name_parts(name_in_full(name_totals(date_headlines(merged, scan)), scan))
    if known.second is not None:
        named = reconsider_periods(reconsider_places(named), known.kinds)
    proposals = mark_repeats(judge_changes(named), scan)
    findings = (*check_reading(document, proposals, known), *tables.findings_about(proposals))
    return Reading(document, day, tuple(proposals), findings, tables.layouts, tables.named_by)


@dataclass(slots=True)
class _Reader:
    document: Document
    scan: Scan
    day: date | None
    place: str | None
    known: Knowledge
    book: Phrasebook
    period: Span | None = None
    title_end: int = field(init=False)

    def __post_init__(self) -> None:
        self.title_end = self._find_title_end()

    def read(self, layouts: Sequence[Layout]) -> tuple[list[Proposal], GridReading]:
        """The figures of the prose, and of the tables."""
        tables = find_grids(self.document)
        claimed = tables.claimed
        found = [
            figure
            for figure in self.known.sieve.find(self.scan, self.document.passages)
            if figure.candidate.passage not in claimed
        ]
        if not found and not tables.blocks:
            return [], GridReading()
        places = PlaceReader(
            self.scan,
            self.known.places,
            self.day or _TODAY,
            self.place,
            self.title_end,
            second=self.known.second is not None,
        )
        starts = [figure.number.start for figure in found]
        periods = PeriodReader(self.scan, self.day, self._default_period(), starts)
        contexts = contexts_of(self.scan, found)
        namer = ProseNamer(self.scan, self.known, self.book, found, contexts)
        proposals: list[Proposal] = []
        for index, (figure, context) in enumerate(zip(found, contexts, strict=True)):
            named = namer.name(index, proposals[-1] if proposals else None)
            if named.code not in _LEFT_OUT:
                until = _next_start(found, index, self.scan)
                proposals.append(self._propose(figure, named, context, places, periods, until))
        if not tables.blocks:
            return proposals, GridReading()
        return proposals, read_grids(tables, self._around(places), self.known, self.book, layouts)

    def _around(self, places: PlaceReader) -> Surroundings:
        """What the text says around its tables; asked apart, for time runs on as it is read."""
        periods = PeriodReader(self.scan, self.day, self._default_period())
        sure = sure_of_place(places.ground.kind(places.own, 0))
        return Surroundings(self.day, places.own, places.own_reason, periods.running_at, sure)

    def _propose(
        self,
        figure: Found,
        named: Named,
        context: Context,
        places: PlaceReader,
        periods: PeriodReader,
        next_start: int,
    ) -> Proposal:
        if named.weight < OWN_WEIGHT:
            named = settle_models(named, context, periods, figure.number.start)
        kind = self.known.kinds.get(named.code, IndicatorKind.FLOW)
        placed, place_reason = places.read(
            figure.number.start, figure.number.end, next_start, named.code, _counted_level(figure)
        )
        days, period_reason = periods.read(figure, named.code, kind, context)
        judgement = ProseJudgement(
            self.scan,
            figure,
            context.near,
            context.noun,
            Grounds(
                figure.candidate, named, kind, placed, days, period_reason,
                places.ground, periods, self._given,
            ),
        )  # fmt: skip
        return Proposal(
            candidate=figure.candidate,
            indicator=named.code,
            note=_note(figure, context) if named.code == "other" else "",
            alternatives=named.alternatives,
            place_id=placed.place_id if placed else None,
            place_text=placed.label if placed else "",
            place_alternatives=places.rivals(placed, figure.number.start),
            first_day=days[0],
            last_day=days[1],
            repeat=False,
            reasons=(named.reason, place_reason, period_reason),
            judgement=judgement,
        )

    @property
    def _given(self) -> Days | None:
        """The days of the period that whoever sent the document named."""
        return (self.period.first_day, self.period.last_day) if self.period else None

    def _find_title_end(self) -> int:
        """End of the head: the short lines before the first real paragraph."""
        end = 0
        for passage in self.document.passages:
            line = self.document.text[passage.start : passage.end]
            is_told = len(line) > _LONG or _TOLD.fullmatch(line) is not None
            if passage.start > 1000 or (
                passage.kind != "heading" and is_told and not _is_slogan(line)
            ):
                break
            end = passage.end
        return end

    def _default_period(self) -> TimeWords | None:
        """The span that the title gives; before it, the one that whoever sent it chose."""
        if self.period is not None and self.period.first_day is not None:
            return TimeWords(0, 0, "span", self.period.first_day, self.period.last_day)
        head = self.scan.lowered[: min(self.title_end + 1, 600)]
        if "ngày hội" in head or "kế hoạch" in head:
            return None
        if len(self.document.passages) < 2:
            return None
        spans = [
            w
            for w in find_time_words(head, self.day, self.scan.words)
            if w.kind == "span"
            and not _SENTENCE.match(head, self.scan.line_start(w.start))
            and not _TO_COME.search(head[max(0, w.start - 60) : w.start])
        ]
        return spans[0] if spans else None


_LONG = 170
_TOLD = re.compile(r"\S[^\n]{40,}[\w)”\"]\.[ \t]*")
"""A whole sentence; titles and what stands around them have no full stop."""
_SENTENCE = re.compile(r"[^\n]{60,}[.!?…][”\"]?[ \t]*(?:\n|$)")
"""A line of a head that is told, not titled; its time runs on from sentence to sentence."""
_TO_COME = re.compile(r"(?:chương trình|nhiệm vụ|phương hướng)[^.;,\n\d]*$")
"""What a title announces after what it reports: "…; nhiệm vụ công tác tháng 12"."""


def _is_slogan(line: str) -> bool:
    """A banner in capitals at the top of a web page."""
    return line.upper() == line


def _counted_level(figure: Found) -> Level | None:
    """The level of the places that a figure counts: communes are not in a commune."""
    classes = figure.unit.classes if figure.unit else frozenset()
    return next((level for name, level in _COUNTED_LEVELS if name in classes), None)


_COUNTED_LEVELS = (
    ("village", Level.VILLAGE), ("place", Level.COMMUNE), ("district", Level.DISTRICT)
)  # fmt: skip


def _next_start(found: list[Found], index: int, scan: Scan) -> int:
    return found[index + 1].number.start if index + 1 < len(found) else len(scan.text)


def _note(figure: Found, context: Context) -> str:
    words = " ".join(context.noun.split())[:60]
    if figure.number.percent or not words:
        words = " ".join((context.near[-40:] + " " + words).split())
    return words or figure.candidate.unit or "số liệu khác"
