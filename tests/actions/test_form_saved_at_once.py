"""Two officers save the first figure of one form at the same moment: one form comes of it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from threading import Barrier, BrokenBarrierError, Thread, current_thread
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from bayen.access.accounts import Account
from bayen.actions import forms
from bayen.actions.forms import FormEntry, save_form_draft, submit_forms
from bayen.actions.refused import ActionRefused
from bayen.records.models import AuditEvent, Proposal, Role, Submission
from tests.cast import AUGUST, FORM, PATROLS, SESSIONS, SOP_COP, posted

FIRST: dict[str, Any] = {"form_code": FORM, "place_id": SOP_COP, "period": AUGUST}


@pytest.mark.django_db
def test_the_database_itself_takes_only_one_form_of_a_place_and_period(an):
    kept = save_form_draft(actor=an, **FIRST, raw={PATROLS: "1"})
    kept.pk = None
    kept._state.adding = True
    with pytest.raises(IntegrityError), transaction.atomic():
        kept.save()


@pytest.fixture
def at_once(monkeypatch) -> Callable[..., list[object]]:
    """Runs deeds in threads that all look for an earlier form before any stores one.

    As far as the database lets them: on SQLite the second looks when the first has stored.
    """

    def run(*deeds: Callable[[], object]) -> list[object]:
        waiting = Barrier(len(deeds))
        looked: set[Thread] = set()
        look = forms._earlier
        outcomes: list[object] = []

        def look_together(entries):
            found = look(entries)
            if current_thread() not in looked:  # whoever looks again need not wait
                looked.add(current_thread())
                # SQLite lets one writer in at a time: the first goes on without the other
                with suppress(BrokenBarrierError):
                    waiting.wait(timeout=1 if connection.vendor == "sqlite" else 20)
            return found

        def outcome(deed: Callable[[], object]) -> None:
            try:
                outcomes.append(deed())
            except ActionRefused as refusal:
                outcomes.append(refusal)
            finally:
                connection.close()

        monkeypatch.setattr(forms, "_earlier", look_together)
        threads = [Thread(target=outcome, args=(deed,)) for deed in deeds]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return outcomes

    return run


@pytest.fixture
def hoa(db) -> Account:
    return posted("hoa", Role.COMMUNE, SOP_COP)


@pytest.mark.django_db(transaction=True)
def test_of_two_first_saves_one_is_kept_and_the_other_is_told(an, hoa, at_once):
    outcomes = at_once(
        lambda: save_form_draft(actor=an, **FIRST, raw={PATROLS: "17"}),
        lambda: save_form_draft(actor=hoa, **FIRST, raw={SESSIONS: "3"}),
    )
    kept = [one for one in outcomes if isinstance(one, Submission)]
    told = [one for one in outcomes if isinstance(one, ActionRefused)]
    in_turn = connection.vendor == "sqlite"  # then the second saves over what it has seen
    assert (len(kept), len(told)) == ((2, 0) if in_turn else (1, 1))
    assert all(one.code == "form-outdated" for one in told)
    assert Submission.objects.count() == 1
    assert Proposal.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_pile_that_meets_another_first_save_is_taken_in_beside_it(an, at_once):
    entry = FormEntry(FORM, SOP_COP, AUGUST, {PATROLS: "18"})
    outcomes = at_once(
        lambda: submit_forms(actor=an, entries=[entry]),
        lambda: submit_forms(actor=an, entries=[entry]),
    )
    assert len(outcomes) == 2
    assert Submission.objects.count() == 1


@pytest.mark.django_db
def test_an_editing_session_is_one_row_of_the_audit_log(an, monkeypatch):
    save_form_draft(actor=an, **FIRST, raw={PATROLS: "1"})
    draft = save_form_draft(actor=an, **FIRST, raw={PATROLS: "17"})
    kept = AuditEvent.objects.filter(action="save_form_draft")
    assert kept.count() == 1
    assert draft.kept_at is not None
    Submission.objects.update(kept_at=draft.kept_at - timedelta(minutes=31))
    save_form_draft(actor=an, **FIRST, raw={PATROLS: "171"})
    assert kept.count() == 2


@pytest.mark.django_db
def test_somebody_above_changes_what_a_commune_has_begun_only_openly(an, binh):
    save_form_draft(actor=an, **FIRST, raw={PATROLS: "17"})
    with pytest.raises(ActionRefused) as refused:
        save_form_draft(actor=binh, **FIRST, raw={PATROLS: "18"})
    assert refused.value.code == "form-of-another"
    assert Proposal.objects.get().written == "17"
    save_form_draft(actor=binh, **FIRST, raw={PATROLS: "18"}, in_place=True)
    assert Proposal.objects.get().written == "18"
    assert AuditEvent.objects.get(actor="binh").detail["in_place"] is True


@pytest.mark.django_db
def test_the_commune_goes_on_with_what_was_begun_in_its_place(an, binh):
    save_form_draft(actor=binh, **FIRST, raw={PATROLS: "18"})
    assert save_form_draft(actor=an, **FIRST, raw={PATROLS: "17"}).kept_by == an
