"""The invented year itself: who sends what, when, and what never comes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from random import Random

from bayen.catalogue.forms import MONTHLY, load_form
from bayen.catalogue.places import load_atlas
from bayen.cli.sample_year.calendar import periods
from bayen.cli.sample_year.chance import make_chance
from bayen.cli.sample_year.communes import Answer, Figures, answers_of, true_figures
from bayen.cli.sample_year.corrections import RESERVED, make_corrections
from bayen.cli.sample_year.mistakes import plant_errors
from bayen.cli.sample_year.typing_habits import type_figure, type_number
from bayen.cli.sample_year.values import SampleSubmission, SampleYear, Window
from bayen.core.atlas import Atlas

SEED = 2025
PROVINCE_ID = "p14.2004"

# Of the last month fourteen communes have not sent theirs yet: 61 of 75 are there.
UNFINISHED_MISSING = 14
MISSING_SHARE = 0.045
LATE_SHARE = 0.12
PADDING_SHARE = 0.3
VIETNAM = timedelta(hours=7)
OPENING = time(7, 30)


def load_sample_year(seed: int = SEED) -> SampleYear:
    """The year of the monthly form that the catalogue has, on the catalogue's places."""
    return sample_year(load_atlas(), load_form(MONTHLY).indicators, seed)


def sample_year(atlas: Atlas, fields: Sequence[str], seed: int = SEED) -> SampleYear:
    """Make up the year.

    Args:
        atlas: the places of both trees.
        fields: indicator codes of the monthly form, in its order; each needs a rule.
        seed: another seed, another year.

    Raises:
        KeyError: a field has no rule in `rules.RULES`.
    """
    months = [answers_of(atlas, PROVINCE_ID, period) for period in periods()]
    answers = [answer for month in months for answer in month]
    absent = _absent(months, seed)
    sent: list[SampleSubmission] = []
    missing: list[tuple[str, Window]] = []
    for (window, place), figures in zip(answers, true_figures(atlas, answers, seed), strict=True):
        if (place.place_id, window) in absent:
            missing.append((place.place_id, window))
        else:
            sent.append(_fill_in(place.place_id, window, figures, fields, seed))
    first, corrections = make_corrections(sent)
    submissions, errors = plant_errors(first, seed)
    ordered = sorted(submissions, key=lambda s: (s.sent_at, s.place_id))
    return SampleYear(tuple(ordered), tuple(missing), errors, corrections)


def _absent(months: Sequence[Sequence[Answer]], seed: int) -> set[tuple[str, Window]]:
    """Forms that never come: a few of every month, fourteen of the last."""
    chance = make_chance(seed, "missing")
    *past, unfinished = months
    gone = [answer for month in past for answer in month if chance.random() < MISSING_SHARE]
    gone += chance.sample(unfinished, UNFINISHED_MISSING)
    keys = {(place.place_id, window) for window, place in gone}
    return {key for key in keys if (key[0], key[1].period) not in RESERVED}


def _fill_in(
    place_id: str, window: Window, figures: Figures, fields: Sequence[str], seed: int
) -> SampleSubmission:
    chance = make_chance(seed, place_id, window.first_day)
    pads = make_chance(seed, place_id, "pads").random() < PADDING_SHARE
    if (place_id, window.period) in RESERVED:
        typed = {code: type_number(figures[code]) for code in fields}
    else:
        typed = {code: type_figure(chance, code, figures[code], padded=pads) for code in fields}
    return SampleSubmission(place_id, window, _sending_time(window, chance), typed)


def _sending_time(window: Window, chance: Random) -> datetime:
    """In office hours, a day or two after the last day; now and then much later."""
    late = chance.random() < LATE_SHARE
    days = chance.randint(3, 12) if late else chance.randint(1, 2)
    local = datetime.combine(window.last_day + timedelta(days=days), OPENING, UTC)
    return local + timedelta(minutes=chance.randint(0, 570)) - VIETNAM
