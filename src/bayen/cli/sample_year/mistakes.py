"""Mistakes put into the invented year on purpose, so that checks have something to find."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from random import Random

from bayen.cli.sample_year.chance import make_chance
from bayen.cli.sample_year.corrections import RESERVED
from bayen.cli.sample_year.rules import STOCK_CODES
from bayen.cli.sample_year.typing_habits import type_number
from bayen.cli.sample_year.values import MistakeKind, PlantedError, SampleSubmission
from bayen.core.days import ONE_DAY
from bayen.core.quantities import QuantityError, parse_number

PER_KIND = 5
UNKNOWN_CODE = "group.night_watch.count"
WORDS = ("chưa thống kê", "nhiều", "đủ", "như tháng trước", "không rõ")
PART_AND_WHOLE = (
    ("tip.useful", "tip.received"),
    ("mediation.resolved", "mediation.cases"),
    ("case.solved", "case.total"),
)
BIG_STOCKS = ("group.interfamily.members", "group.mediation.members")

Typed = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Case:
    """A submission into which a mistake may go.

    Attributes:
        figures: as typed so far.
        previous: what the same commune typed for the month before; None when it did not.
        random: where choices come from.
    """

    figures: Typed
    previous: Typed | None
    random: Random


# What a mistake types over which fields; nothing when the submission does not lend itself.
Maker = Callable[[_Case], dict[str, str]]


def plant_errors(
    submissions: Sequence[SampleSubmission], seed: int
) -> tuple[list[SampleSubmission], tuple[PlantedError, ...]]:
    """The submissions with PER_KIND mistakes of each kind, no two in one submission."""
    chance = make_chance(seed, "mistakes")
    order = [s for s in submissions if (s.place_id, s.window.period) not in RESERVED]
    chance.shuffle(order)
    previous = _previous_months(submissions)
    spoilt: dict[tuple[str, date], SampleSubmission] = {}
    errors: list[PlantedError] = []

    def suitable(make: Maker) -> Iterator[tuple[SampleSubmission, Typed]]:
        for submission in order:
            if submission.key in spoilt:
                continue
            last = previous.get(submission.key)
            trusted = last.figures if last and last.key not in spoilt else None
            if typed := make(_Case(submission.figures, trusted, chance)):
                yield submission, typed

    for kind, make in _MAKERS.items():
        for submission, typed in islice(suitable(make), PER_KIND):
            spoilt[submission.key] = replace(submission, figures={**submission.figures, **typed})
            errors.append(_error(kind, submission, typed))
    return [spoilt.get(s.key, s) for s in submissions], tuple(errors)


def _error(kind: MistakeKind, submission: SampleSubmission, typed: Typed) -> PlantedError:
    figures = submission.figures
    indicator = next(code for code, text in typed.items() if text != figures.get(code))
    return PlantedError(
        kind=kind,
        place_id=submission.place_id,
        window=submission.window,
        indicator=indicator,
        typed=typed[indicator],
        truth=figures.get(indicator, ""),
    )


def _previous_months(
    submissions: Sequence[SampleSubmission],
) -> dict[tuple[str, date], SampleSubmission]:
    ends = {(s.place_id, s.window.last_day + ONE_DAY): s for s in submissions}
    return {s.key: ends[s.key] for s in submissions if s.key in ends}


def _count(text: str) -> int | None:
    """The number in a field; None when it is empty or carries a bound."""
    try:
        return int(parse_number(text))
    except QuantityError:
        return None


def _parts_differ(case: _Case) -> dict[str, str]:
    codes = ("case.total", "case.criminal", "case.administrative")
    total, *parts = (_count(case.figures.get(code, "")) for code in codes)
    if not total or None in parts:
        return {}
    return {"case.total": type_number(total + case.random.randint(1, 3))}


def _part_exceeds_whole(case: _Case) -> dict[str, str]:
    part, whole = case.random.choice(PART_AND_WHOLE)
    limit = _count(case.figures.get(whole, ""))
    if not limit or part not in case.figures:
        return {}
    return {part: type_number(limit + case.random.randint(1, 4))}


def _times_ten(case: _Case) -> dict[str, str]:
    codes = [code for code in BIG_STOCKS if case.previous and code in case.figures]
    if not codes:
        return {}
    code = case.random.choice(codes)
    value = _count(case.figures[code])
    return {code: type_number(value * 10)} if value else {}


def _text_for_number(case: _Case) -> dict[str, str]:
    code = case.random.choice(sorted(case.figures))
    return {code: case.random.choice(WORDS)}


def _negative(case: _Case) -> dict[str, str]:
    counts = {code: _count(text) for code, text in sorted(case.figures.items())}
    positive = {code: value for code, value in counts.items() if value}
    code = case.random.choice(list(positive))
    return {code: type_number(-positive[code])}


def _comma_for_dot(case: _Case) -> dict[str, str]:
    """1,205 for 1.205: read as it stands it is one person and a fifth."""
    codes = [code for code, text in sorted(case.figures.items()) if text.count(".") == 1]
    if not codes:
        return {}
    code = case.random.choice(codes)
    return {code: case.figures[code].replace(".", ",")}


def _unknown_indicator(case: _Case) -> dict[str, str]:
    return {UNKNOWN_CODE: type_number(case.random.randint(1, 6))}


def _copied(case: _Case) -> dict[str, str]:
    flows = {code: text for code, text in (case.previous or {}).items() if code not in STOCK_CODES}
    differing = [code for code, text in flows.items() if text != case.figures.get(code)]
    return flows if len(differing) >= len(flows) // 2 > 0 else {}


# Copied months come last: they copy only months that are themselves without a mistake.
_MAKERS: dict[MistakeKind, Maker] = {
    MistakeKind.PARTS_DIFFER: _parts_differ,
    MistakeKind.PART_EXCEEDS_WHOLE: _part_exceeds_whole,
    MistakeKind.TIMES_TEN: _times_ten,
    MistakeKind.TEXT_FOR_NUMBER: _text_for_number,
    MistakeKind.NEGATIVE: _negative,
    MistakeKind.COMMA_FOR_DOT: _comma_for_dot,
    MistakeKind.UNKNOWN_INDICATOR: _unknown_indicator,
    MistakeKind.COPIED_FROM_LAST_MONTH: _copied,
}
