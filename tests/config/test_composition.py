"""The engine follows the ledger: what was added, and another ledger altogether."""

import pytest
from django.core.management import call_command
from django.db import transaction

from bayen.actions.accepting import accept_submission
from bayen.actions.forms import submit_form
from bayen.engine.serving import current_engine
from bayen.reads.tables import table
from tests.cast import AUGUST, FORM, PATROLS, SEPTEMBER, SOP_COP

pytestmark = pytest.mark.django_db


def accept(actor, period, text):
    sent = submit_form(
        actor=actor, form_code=FORM, place_id=SOP_COP, period=period, raw={PATROLS: text}
    )
    return accept_submission(actor=actor, submission=sent)


def patrols(actor, period):
    [cell] = table(actor, SOP_COP, period, indicators=(PATROLS,), rows="self").total.cells
    return None if cell.quantity is None else int(cell.quantity.value)


def test_it_knows_what_was_just_accepted_without_starting_afresh(binh):
    accept(binh, AUGUST, "3")
    assert patrols(binh, AUGUST) == 3
    before = current_engine()
    accept(binh, SEPTEMBER, "4")
    assert patrols(binh, SEPTEMBER) == 4
    assert current_engine() is before


def test_it_forgets_what_was_never_committed(binh):
    with transaction.atomic():
        accept(binh, AUGUST, "3")
        assert patrols(binh, AUGUST) == 3
        transaction.set_rollback(True)
    assert patrols(binh, AUGUST) is None
    accept(binh, AUGUST, "5")
    assert patrols(binh, AUGUST) == 5


def test_no_migration_is_missing():
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)
