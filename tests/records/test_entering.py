"""Entries come into the table as they were given, by whichever way each goes."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from bayen.actions.accepting import accept_submissions
from bayen.actions.deciding import Changes, Decision, decide_proposal
from bayen.actions.form_terms import form_for
from bayen.actions.forms import FormEntry, submit_forms
from bayen.catalogue.forms import MONTHLY
from bayen.core.quantities import parse_quantity
from bayen.reads.verification import verify_ledger
from bayen.records import ledger
from bayen.records.entry import Entries, Entry
from bayen.records.judged import load_sheets
from bayen.records.ledger import Batch, seal_batches
from bayen.records.models import Observation, Proposal
from tests.cast import AUGUST, FORM, PATROLS, SEPTEMBER, SESSIONS, SOP_COP
from tests.intruder import run_sql

pytestmark = pytest.mark.django_db
MOMENT = datetime(2026, 1, 2, 3, 4, 5, 678, tzinfo=UTC)
AWKWARD = (
    "",
    "\\N",
    "\\n",
    "tab\t",
    "a\nb\r\nc",
    "\\.",
    "null",
    '"quoted"',
    '\\"',
    "\x1f",
    "tổ 🌾",
)


@pytest.fixture
def sent(an):
    """Forms of two kinds, of each of which one figure is not plain."""
    raw = dict.fromkeys(form_for(MONTHLY, AUGUST).indicators[:7], "0")
    entries = [
        FormEntry(MONTHLY, SOP_COP, AUGUST, raw),
        FormEntry(FORM, SOP_COP, SEPTEMBER, {SESSIONS: "12", PATROLS: "hơn 30"}),
    ]
    return submit_forms(actor=an, entries=entries).submissions


@pytest.mark.parametrize("at_once", [1_000, 4, 2, 1])
def test_a_few_at_a_time_and_all_at_once_come_to_the_same(sent, binh, monkeypatch, at_once):
    monkeypatch.setattr(ledger, "_ROWS_AT_ONCE", at_once)
    for submission in sent:
        corrected = submission.proposals.order_by("number")[1]
        changes = Changes(parse_quantity("2"), unit="hộ")
        decide_proposal(actor=binh, proposal=corrected, decision=Decision.CORRECT, changes=changes)
    accept_submissions(actor=binh, submissions=sent)
    kept = list(Observation.objects.order_by("seq").select_related("proposal"))
    assert [row.seq for row in kept] == list(range(1, 10))
    assert [row.document for row in kept] == [sent[0].form_code] * 7 + [sent[1].form_code] * 2
    assert [row.proposal and row.proposal.number for row in kept] == [*range(1, 8), 1, 2]
    assert [row.seq for row in kept if row.unit == "hộ"] == [2, 9]
    assert verify_ledger().faults == ()


def entry(submission, text):
    values: dict[str, Any] = dict.fromkeys(Entry._fields)
    values |= {
        "indicator": "group.patrols.count",
        "place_id": SOP_COP,
        "last_day": date(2026, 1, 2),
        "milli": 7_000,
        "bound": 0,
        "source_kind": "import",
        "submission_id": submission.number,
        "retracts": False,
        "reason": "",
        **dict.fromkeys(("unit", "document", "locator", "quote"), text),
    }
    return Entry(**values)


def test_every_text_comes_back_as_it_was(sent):
    entries = Entries.of([entry(sent[0], text) for text in AWKWARD])
    with transaction.atomic():
        seal_batches([Batch(entries, sent[0])], username="an", now=MOMENT)
    kept = Observation.objects.order_by("seq").values_list("quote", "unit", "locator")
    assert list(kept) == [(text,) * 3 for text in AWKWARD]
    assert verify_ledger().faults == ()


@pytest.mark.parametrize("text", AWKWARD)
def test_every_text_of_a_plain_figure_is_hashed_as_python_writes_it(sent, text):
    sent[0].proposals.update(written=text, unit=text)
    sheets = list(load_sheets(sent))
    with transaction.atomic():
        seal_batches([Batch(sheet.entries, s) for s, sheet in sheets], username=text, now=MOMENT)
    kept = Observation.objects.filter(submission=sent[0]).order_by("seq")
    assert list(kept.values_list("quote", "unit", "recorded_by")) == [(text,) * 3] * 7
    assert verify_ledger().faults == ()


def test_forms_with_and_without_gaps_follow_each_other(sent, binh):
    """A form that lacks a figure amid its own, beside one that is whole."""
    sent[0].proposals.filter(number=3).delete()
    accept_submissions(actor=binh, submissions=sent)
    kept = Observation.objects.order_by("seq").select_related("proposal")
    numbers = [(row.seq, row.proposal and row.proposal.number) for row in kept]
    assert numbers == list(zip(range(1, 9), [1, 2, 4, 5, 6, 7, 1, 2], strict=True))
    assert verify_ledger().faults == ()


def test_a_proposal_that_is_gone_is_not_passed_over(sent):
    """Deleted between being read and being taken in, by a hand that nothing stopped."""
    [(submission, sheet)] = load_sheets([sent[1]])
    run_sql("DELETE FROM records_proposal WHERE id = %s", sent[1].proposals.first().pk)
    assert Proposal.objects.filter(submission=submission).exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        seal_batches([Batch(sheet.entries, submission)], username="an", now=MOMENT)
    assert not Observation.objects.exists()


def test_what_stops_a_figure_is_looked_at_and_a_warning_is_not(sent, binh):
    """A finding that blocks, let pass or not, is for Python to judge; others hold nothing up."""
    form = sent[0]
    first, *others = form.proposals.order_by("number")
    found = {"code": "part-over-whole", "severity": "block", "message_vi": "lớn hơn cả"}
    form.proposals.filter(pk=first.pk).update(findings=[found])
    warned = {"code": "jump", "severity": "warn", "message_vi": "tăng nhiều"}
    form.proposals.filter(pk=others[0].pk).update(findings=[warned])
    [(_, sheet)] = load_sheets([form])
    assert list(sheet.odd) == [0]
    [(number, reason)] = accept_submissions(actor=binh, submissions=[form]).refused
    assert (number, "lớn hơn cả" in str(reason)) == (form.number, True)
    form.proposals.filter(pk=first.pk).update(findings=[found | {"waived": True}])
    assert accept_submissions(actor=binh, submissions=[form]).refused == ()
    assert Observation.objects.count() == 7
    assert verify_ledger().faults == ()
