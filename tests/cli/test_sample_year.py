"""The invented year: repeatable, whole, consistent, and wrong exactly where it says."""

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bayen.catalogue.forms import MONTHLY, due_day, load_form
from bayen.catalogue.indicators import load_indicators
from bayen.catalogue.places import load_atlas
from bayen.cli.sample_year import (
    NOTICE_VI,
    PROVINCE_ID,
    MistakeKind,
    SampleYear,
    Window,
    load_sample_year,
    sample_year,
)
from bayen.cli.sample_year.calendar import periods
from bayen.cli.sample_year.chance import make_chance
from bayen.cli.sample_year.mistakes import PER_KIND
from bayen.cli.sample_year.rules import RULES, STOCK_CODES
from bayen.cli.sample_year.typing_habits import type_figure
from bayen.core.indicators import IndicatorKind
from bayen.core.period_codes import parse_period
from bayen.core.periods import tiles
from bayen.core.places import Level
from bayen.core.quantities import Quantity, QuantityError, parse_number, parse_quantity

CHANGE_DAY = date(2025, 7, 1)
FORM = load_form(MONTHLY)
# One field more than the form has, to see that models follow from the month before.
FIELDS = (*FORM.indicators, "model.dissolved")
ATLAS = load_atlas()
YEAR = sample_year(ATLAS, FIELDS)
BY_KEY = {submission.key: submission for submission in YEAR.submissions}


def errors_in(year: SampleYear) -> set[tuple[str, date]]:
    return {(error.place_id, error.window.first_day) for error in year.errors}


ERROR_KEYS = errors_in(YEAR)


def communes(day: date) -> set[str]:
    below = ATLAS.descendants(PROVINCE_ID, day)
    return {place.place_id for place in below if place.kind.level is Level.COMMUNE}


def number(key: tuple[str, date], code: str) -> int:
    """The figure of a submission that carries no mistake; empty counts as none."""
    return int(parse_number(BY_KEY[key].figures[code] or "0"))


@cache
def due(period: str) -> date:
    return due_day(FORM, parse_period(period))


def clean_pairs():
    """Keys of one commune's submissions for two months on end, both without mistakes."""
    clean = sorted(BY_KEY.keys() - ERROR_KEYS)
    for one, two in pairwise(clean):
        adjoining = BY_KEY[one].window.last_day + timedelta(days=1) == two[1]
        if one[0] == two[0] and adjoining:
            yield one, two


def test_the_same_seed_gives_the_same_year():
    assert sample_year(ATLAS, FIELDS).digest == YEAR.digest


def test_another_seed_gives_another_year():
    assert sample_year(ATLAS, FIELDS, seed=1).digest != YEAR.digest


def windows() -> set[Window]:
    return {s.window for s in YEAR.submissions}


def test_the_twenty_one_months_lie_end_to_end():
    spans = [period.span for period in periods()]
    assert [p.code for p in periods()][::20] == ["2025-M01", "2026-M09"]
    assert tiles(spans, parse_period("2024-12-15/2026-09-14"))


def test_a_commune_answers_for_the_days_on_which_it_existed():
    july = sorted({(w.first_day, w.last_day, w.days) for w in windows() if w.period == "2025-M07"})
    assert july == [
        (date(2025, 6, 15), date(2025, 6, 30), 16),
        (date(2025, 6, 15), date(2025, 7, 14), 30),
        (CHANGE_DAY, date(2025, 7, 14), 14),
    ]
    others = {(w.first_day, w.last_day) for w in windows() if w.period != "2025-M07"}
    assert others == {(p.first_day, p.last_day) for p in periods() if p.code != "2025-M07"}


def test_every_commune_of_its_time_sends_or_is_missing_and_no_other():
    old, new = communes(date(2025, 6, 30)), communes(CHANGE_DAY)
    assert (len(old), len(new), len(old & new)) == (200, 75, 7)
    accounted = [(s.place_id, s.window.period) for s in YEAR.submissions]
    accounted += [(place_id, window.period) for place_id, window in YEAR.missing]
    expected = [
        (place_id, period.code)
        for period in periods()
        for place_id in communes(period.first_day) | communes(period.last_day)
    ]
    assert Counter(accounted) == Counter(expected)


def test_sixty_one_of_seventy_five_have_sent_the_last_month():
    assert sum(s.window.period == "2026-M09" for s in YEAR.submissions) == 61


def test_a_few_are_missing_and_some_are_late():
    before = [m for m in YEAR.missing if m[1].period != "2026-M09"]
    assert 0.03 < len(before) / len(YEAR.submissions) < 0.06
    late = [s for s in YEAR.submissions if s.sent_at.date() > due(s.window.period)]
    assert 0.05 < len(late) / len(YEAR.submissions) < 0.2


def test_they_are_sent_in_order_after_their_last_day():
    moments = [s.sent_at for s in YEAR.submissions]
    assert moments == sorted(moments)
    assert all(s.sent_at.date() > s.window.last_day for s in YEAR.submissions)
    assert {s.sent_at.utcoffset() for s in YEAR.submissions} == {timedelta(0)}


def test_a_form_has_its_fields_in_order():
    clean = (s for s in YEAR.submissions if s.key not in ERROR_KEYS)
    assert all(tuple(s.figures) == FIELDS for s in clean)


def test_only_submissions_with_a_planted_error_cannot_be_read():
    for submission in YEAR.submissions:
        if submission.key in ERROR_KEYS:
            continue
        for code, text in submission.figures.items():
            if text:
                quantity = parse_quantity(text)
                assert quantity.value >= 0
                assert quantity.value % 1 == 0, code


def test_some_figures_carry_bounds_and_some_fields_are_empty():
    texts = [text for s in YEAR.submissions for text in s.figures.values()]
    words = Counter(text.split()[0] for text in texts if text and text[0].isalpha())
    assert min(words[word] for word in ("hơn", "trên", "gần", "khoảng")) > 20
    assert 0.01 < texts.count("") / len(texts) < 0.1


@given(value=st.integers(100, 99_999), seed=st.integers(0, 10**6))
def test_a_rounded_figure_keeps_the_truth_on_its_side(value, seed):
    text = type_figure(make_chance(seed), "activity.attendance", value, padded=False)
    typed, truth = parse_quantity(text), Quantity(Decimal(value))
    assert typed.may_equal(truth)
    assert abs(typed.value - value) < 100


def test_the_form_has_a_rule_for_every_field_and_the_rules_no_idle_one():
    codes = [rule.code for rule in RULES]
    assert set(FORM.indicators) <= set(codes)
    idle = set(codes) - set(FORM.indicators)
    assert idle == {"place.households", "place.villages", "model.dissolved", "mediation.failed"}
    kinds = {code: load_indicators()[code].kind for code in codes}
    assert {code for code in codes if kinds[code] is IndicatorKind.STOCK} == STOCK_CODES


def test_the_catalogue_form_gives_the_year_of_the_demo():
    year = load_sample_year()
    wrong = errors_in(year)
    asked = {tuple(s.figures) for s in year.submissions if s.key not in wrong}
    assert asked == {FORM.indicators}


@pytest.mark.parametrize(
    ("part", "whole"),
    [
        ("tip.useful", "tip.received"),
        ("mediation.resolved", "mediation.cases"),
        ("case.solved", "case.total"),
    ],
)
def test_parts_never_exceed_wholes_but_on_purpose(part, whole):
    for key in BY_KEY.keys() - ERROR_KEYS:
        assert number(key, part) <= number(key, whole)


def test_cases_add_up_but_on_purpose():
    for key in BY_KEY.keys() - ERROR_KEYS:
        parts = number(key, "case.criminal") + number(key, "case.administrative")
        assert number(key, "case.total") == parts


def test_models_follow_from_the_month_before():
    checked = 0
    for one, two in clean_pairs():
        changed = number(two, "model.new") - number(two, "model.dissolved")
        assert number(two, "model.count") == number(one, "model.count") + changed
        checked += 1
    assert checked > 1500


def test_stocks_move_slowly_from_month_to_month():
    codes = [code for code in FORM.indicators if code in STOCK_CODES - {"mediation.pending"}]
    for one, two in clean_pairs():
        for code in codes:
            gap = abs(number(two, code) - number(one, code))
            assert gap <= max(60, number(one, code) // 3), (code, one, two)


def test_a_new_commune_begins_with_what_its_predecessors_had():
    checked = 0
    for place_id in communes(CHANGE_DAY) - communes(date(2025, 6, 30)):
        key = place_id, CHANGE_DAY
        parts = [(s.place_id, date(2025, 6, 15)) for s in ATLAS.became(place_id, date(2025, 6, 30))]
        if not {key, *parts} <= BY_KEY.keys() - ERROR_KEYS:
            continue
        teams = sum(number(part, "group.mediation.count") for part in parts)
        assert abs(number(key, "group.mediation.count") - teams) <= 2
        changed = number(key, "model.new") - number(key, "model.dissolved")
        models = sum(number(part, "model.count") for part in parts) + changed
        assert 0 <= models - number(key, "model.count") <= len(parts) - 1
        checked += 1
    assert checked > 45


def test_the_festival_makes_august_the_busiest_month():
    sums: Counter[str] = Counter()
    for key in BY_KEY.keys() - ERROR_KEYS:
        sums[BY_KEY[key].window.period] += number(key, "activity.sessions")
    assert max(sums, key=lambda period: sums[period]) in {"2025-M08", "2026-M08"}
    assert sums["2026-M08"] > 1.8 * sums["2026-M05"]


def test_every_kind_of_mistake_is_there_as_often_as_planned():
    counts = Counter(error.kind for error in YEAR.errors)
    assert counts == Counter(dict.fromkeys(MistakeKind, PER_KIND))
    assert len(ERROR_KEYS) == len(YEAR.errors)


def test_the_list_of_mistakes_says_what_stands_in_the_form():
    for error in YEAR.errors:
        figures = BY_KEY[error.place_id, error.window.first_day].figures
        assert figures[error.indicator] == error.typed != error.truth


def errors_of(kind: MistakeKind):
    """The planted errors of a kind, each with the figures of its submission."""
    for error in YEAR.errors:
        if error.kind is kind:
            yield error, BY_KEY[error.place_id, error.window.first_day].figures


def test_mistakes_are_what_their_kind_says():
    for error, figures in errors_of(MistakeKind.PARTS_DIFFER):
        parts = parse_number(figures["case.criminal"]) + parse_number(
            figures["case.administrative"]
        )
        assert parse_number(error.typed) > parts
    for error, _ in errors_of(MistakeKind.TIMES_TEN):
        assert parse_number(error.typed) == 10 * parse_number(error.truth)
    for error, _ in errors_of(MistakeKind.NEGATIVE):
        assert parse_number(error.typed) < 0
    for error, _ in errors_of(MistakeKind.COMMA_FOR_DOT):
        assert parse_number(error.typed) % 1 != 0
    for error, _ in errors_of(MistakeKind.UNKNOWN_INDICATOR):
        assert error.indicator not in FIELDS
    for error, _ in errors_of(MistakeKind.TEXT_FOR_NUMBER):
        with pytest.raises(QuantityError):
            parse_quantity(error.typed)


def test_a_part_that_exceeds_its_whole_does():
    wholes = {
        "tip.useful": "tip.received",
        "mediation.resolved": "mediation.cases",
        "case.solved": "case.total",
    }
    for error, figures in errors_of(MistakeKind.PART_EXCEEDS_WHOLE):
        whole = parse_number(figures[wholes[error.indicator]])
        assert parse_number(error.typed) > whole


def test_a_copied_month_has_every_flow_of_the_month_before():
    ends = {(s.place_id, s.window.last_day): s for s in YEAR.submissions}
    for error, figures in errors_of(MistakeKind.COPIED_FROM_LAST_MONTH):
        before = ends[error.place_id, error.window.first_day - timedelta(days=1)].figures
        flows = [code for code in FIELDS if code not in STOCK_CODES]
        assert [figures[code] for code in flows] == [before[code] for code in flows]


def test_three_corrections_change_accepted_figures_weeks_later():
    assert len(YEAR.corrections) == 3
    for correction in YEAR.corrections:
        submission = BY_KEY[correction.place_id, correction.window.first_day]
        assert submission.key not in ERROR_KEYS
        assert submission.figures[correction.indicator] == correction.typed
        assert parse_number(correction.corrected) != parse_number(correction.typed)
        assert correction.corrected_at - submission.sent_at >= timedelta(weeks=4)
        assert correction.reason_vi.endswith(".")


def test_a_field_without_a_rule_is_refused():
    with pytest.raises(KeyError):
        sample_year(ATLAS, ["no.such"])


def test_it_says_that_it_is_invented():
    assert NOTICE_VI == "số liệu minh họa"
