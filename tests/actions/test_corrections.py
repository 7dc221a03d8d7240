"""Corrections stand beside what they correct; what was known before can be asked again."""

from datetime import timedelta

import pytest

from bayen.access.denied import AccessDenied
from bayen.actions.accepting import accept_submission
from bayen.actions.correcting import correct_observation, retract_observation
from bayen.actions.forms import submit_form
from bayen.actions.refused import ActionRefused
from bayen.core.quantities import parse_quantity
from bayen.reads.ledger import find_standing
from bayen.reads.tables import table
from bayen.reads.trails import trail
from bayen.reads.verification import verify_ledger
from bayen.records.models import AuditEvent, Observation, Seal
from tests.cast import AUGUST, FORM, PATROLS, SON_LA, SOP_COP

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry(an, binh):
    """The ledger's one figure: 17 patrols of Sốp Cộp in August."""
    sent = submit_form(
        actor=an, form_code=FORM, place_id=SOP_COP, period=AUGUST, raw={PATROLS: "17"}
    )
    accept_submission(actor=binh, submission=sent)
    return Observation.objects.get()


def correct(actor, seq, text="19", reason="gõ nhầm"):
    return correct_observation(actor=actor, seq=seq, quantity=parse_quantity(text), reason=reason)


def patrols(actor, known_at=None):
    view = table(actor, SON_LA, AUGUST, indicators=(PATROLS,), known_at=known_at)
    quantity = view.total.cells[0].quantity
    return None if quantity is None else quantity.value


def test_the_old_number_is_known_before_and_the_new_one_after(binh, entry):
    assert patrols(binh) == 17
    seal = correct(binh, entry.seq)
    before = seal.sealed_at - timedelta(microseconds=1)
    assert patrols(binh) == 19
    assert patrols(binh, known_at=before) == 17
    assert patrols(binh, known_at=entry.recorded_at - timedelta(seconds=1)) is None
    assert verify_ledger().is_sound


def test_a_correction_keeps_everything_but_the_figure(binh, entry):
    correct(binh, entry.seq)
    new = Observation.objects.get(seq=2)
    assert (new.supersedes_id, new.retracts, new.reason) == (1, False, "gõ nhầm")
    assert (new.place_id, new.last_day, new.document, new.proposal_id) == (
        entry.place_id,
        entry.last_day,
        entry.document,
        entry.proposal_id,
    )
    event = AuditEvent.objects.get(action="correct_observation")
    assert (event.detail["old"], event.detail["new"], event.detail["reason"]) == (
        "17",
        "19",
        "gõ nhầm",
    )


def test_a_withdrawn_figure_is_not_zero_but_nothing(binh, entry):
    retract_observation(actor=binh, seq=entry.seq, reason="nhầm địa bàn")
    assert patrols(binh) is None
    assert patrols(binh, known_at=entry.recorded_at) == 17


def test_the_trail_shows_the_correction_and_leads_to_the_field(binh, entry):
    correct(binh, entry.seq)
    plan = table(binh, SON_LA, AUGUST, indicators=(PATROLS,)).plan
    step = trail(binh, plan, PATROLS, SON_LA, AUGUST)
    [commune] = [child for child in step.children if child.place_id == SOP_COP]
    [used] = commune.entries
    assert (used.observation.seq, used.reason) == (2, "gõ nhầm")
    assert (used.submission, used.figure) == (entry.submission_id, 1)


def test_only_what_stands_is_corrected(binh, entry):
    correct(binh, entry.seq)
    with pytest.raises(ActionRefused) as refused:
        correct(binh, entry.seq, "20")
    assert refused.value.code == "observation-superseded"
    assert find_standing(PATROLS, SOP_COP, AUGUST) == 2
    correct(binh, 2, "20")
    assert patrols(binh) == 20


@pytest.mark.parametrize(
    ("text", "reason", "code"),
    [("17", "gõ nhầm", "no-change"), ("18", " ", "text-missing")],
)
def test_a_correction_changes_something_and_says_why(binh, entry, text, reason, code):
    with pytest.raises(ActionRefused) as refused:
        correct(binh, entry.seq, text, reason)
    assert refused.value.code == code
    assert Seal.objects.count() == 1


def test_neither_the_commune_nor_the_neighbour_corrects(an, cuong, entry):
    for actor in (an, cuong):
        with pytest.raises(AccessDenied):
            correct(actor, entry.seq)


def test_the_neighbour_sees_neither_table_nor_trail(cuong, binh, entry):
    plan = table(binh, SON_LA, AUGUST, indicators=(PATROLS,)).plan
    for look in (
        lambda: table(cuong, SON_LA, AUGUST, indicators=(PATROLS,)),
        lambda: table(cuong, SOP_COP, AUGUST, indicators=(PATROLS,)),
        lambda: trail(cuong, plan, PATROLS, SOP_COP, AUGUST),
    ):
        with pytest.raises(AccessDenied):
            look()


def test_a_clock_set_back_does_not_turn_the_ledger_around(binh, entry, monkeypatch):
    earlier = entry.recorded_at - timedelta(days=1)
    monkeypatch.setattr("bayen.actions.correcting.timezone.now", lambda: earlier)
    correct(binh, entry.seq)
    assert Observation.objects.get(seq=2).recorded_at == entry.recorded_at
