"""Tables, completeness, trails: through the change of 1 July 2025, complete or not."""

from datetime import date

import pytest

from bayen.access.denied import AccessDenied
from bayen.actions.accepting import accept_submissions
from bayen.actions.forms import FormEntry, submit_forms
from bayen.catalogue.places import load_atlas
from bayen.core.atlas import UnknownPlaceError
from bayen.core.quantities import Bound, render_quantity
from bayen.core.questions import UnknownIndicatorError
from bayen.reads.completeness import completeness
from bayen.reads.tables import table
from bayen.reads.trails import trail
from tests.cast import (
    AUGUST,
    FORM,
    OLD_MUONG_VA,
    OLD_SOP_COP_DISTRICT,
    PATROLS,
    SESSIONS,
    SON_LA,
    SOP_COP,
    month,
)

pytestmark = pytest.mark.django_db
JULY = month("2025-M07")  # 15/6 to 14/7: the old communes until 30/6, the new ones after


def accepted(actor, *entries):
    forms = [FormEntry(FORM, place, period, raw) for place, period, raw in entries]
    sent = submit_forms(actor=actor, entries=forms)
    assert sent.refused == ()
    accept_submissions(actor=actor, submissions=sent.submissions)


def communes(day):
    return [
        version.place_id
        for version in load_atlas().descendants(SON_LA, day)
        if version.place_id.startswith("c")
    ]


def total(view, at=0):
    cell = view.total.cells[at]
    return (cell.quantity and render_quantity(cell.quantity), cell.reported, cell.expected)


def test_a_total_that_lacks_reports_says_so(binh):
    sent = communes(AUGUST.last_day)[:61]
    accepted(binh, *((place, AUGUST, {PATROLS: "2"}) for place in sent))
    view = table(binh, SON_LA, AUGUST, indicators=(PATROLS,))
    assert total(view) == ("hơn 122", 61, 75)
    quantity = view.total.cells[0].quantity
    assert quantity is not None
    assert quantity.bound is Bound.OVER
    assert len(view.rows) == 75


def test_a_complete_total_is_exact(binh):
    accepted(binh, *((place, AUGUST, {PATROLS: "2"}) for place in communes(AUGUST.last_day)))
    assert total(table(binh, SON_LA, AUGUST, indicators=(PATROLS,))) == ("150", 75, 75)


def test_a_month_across_the_change_counts_old_and_new(binh):
    accepted(
        binh,
        (OLD_MUONG_VA, JULY, {PATROLS: "3"}),
        (SOP_COP, JULY, {PATROLS: "4"}),
    )
    view = table(binh, SON_LA, JULY, indicators=(PATROLS,))
    assert total(view)[0] == "hơn 7"
    labels = [row.label_vi for row in view.rows]
    assert labels[0].startswith("thành phố")
    assert "xã Sốp Cộp" in labels
    assert completeness(binh, SON_LA, JULY).expected > 204


def test_old_figures_are_shown_on_todays_boundaries(binh):
    may = month("2025-M05")
    accepted(binh, (OLD_MUONG_VA, may, {PATROLS: "3"}))
    district = table(binh, OLD_SOP_COP_DISTRICT, may, indicators=(PATROLS,))
    assert total(district)[0] == "hơn 3"
    today = table(binh, SON_LA, may, indicators=(PATROLS,), boundaries=date(2026, 1, 1))
    assert total(today)[0] == "hơn 3"
    assert len(today.rows) == 75


def test_a_section_or_the_form_gives_the_columns(binh):
    view = table(binh, SOP_COP, AUGUST, section="tip", rows="self")
    assert {column.section for column in view.columns} == {"tip"}
    assert view.rows == ()
    assert len(table(binh, SOP_COP, AUGUST).columns) == 40


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"section": "no-such"}, UnknownIndicatorError),
        ({"indicators": ("case.none",)}, UnknownIndicatorError),
        ({"boundaries": date(1990, 1, 1)}, UnknownPlaceError),
    ],
)
def test_what_does_not_exist_is_an_error_of_its_own(operator, changes, error):
    with pytest.raises(error):
        table(operator, SOP_COP, AUGUST, **changes)


def test_who_has_sent_and_who_has_not(an, binh):
    accepted(binh, (SOP_COP, AUGUST, {PATROLS: "2"}))
    result = completeness(binh, SON_LA, AUGUST)
    assert (result.expected, result.sent, result.accepted) == (75, 1, 1)
    assert len(result.missing) == 74
    assert all(sender.is_late for sender in result.missing)
    assert completeness(an, SOP_COP, AUGUST).expected == 1
    with pytest.raises(AccessDenied):
        completeness(an, SON_LA, AUGUST)


def test_a_trail_opens_the_places_and_the_fields(binh, an):
    accepted(binh, (SOP_COP, AUGUST, {PATROLS: "2", SESSIONS: "5"}))
    view = table(binh, SON_LA, AUGUST, indicators=(SESSIONS,))
    step = trail(binh, view.plan, SESSIONS, SON_LA, AUGUST)
    assert step.quantity == view.total.cells[0].quantity
    assert step.indicator_name
    [commune] = [child for child in step.children if child.quantity]
    [entry] = commune.entries
    assert entry.observation.source.locator == SESSIONS
    assert entry.place_label == "xã Sốp Cộp, tỉnh Sơn La"
    assert entry.submission is not None
