"""The ledger written in numbers is, byte for byte, the one that was written row by row."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bayen.actions.accepting import accept_submission, accept_submissions
from bayen.actions.correcting import correct_observation, retract_observation
from bayen.actions.deciding import Changes, Decision, accept_sure, decide_proposal
from bayen.actions.form_terms import form_for
from bayen.actions.forms import FormEntry, submit_form, submit_forms
from bayen.actions.receiving import receive_document
from bayen.catalogue.forms import MONTHLY
from bayen.core.quantities import parse_quantity
from bayen.records.chain import observation_hash, seal_hash, submission_hash
from bayen.records.figures import figure_of
from bayen.records.models import Observation, Proposal, Seal
from tests.cast import AUGUST, FORM, PATROLS, SEPTEMBER, SESSIONS, SOP_COP, month

pytestmark = pytest.mark.django_db
OCTOBER = month("2025-M10")
TEXT = "Năm 2018, huyện Sốp Cộp có 127 tổ hòa giải\tvới \\n 318 thành viên.".encode()


@pytest.fixture
def ledger(binh, operator):
    """Two forms at once, one corrected and one withdrawn figure; then what has to be looked at.

    A form of which one figure was set right and one rejected amid plain ones; a document.
    """
    entries = [
        FormEntry(FORM, SOP_COP, AUGUST, {SESSIONS: "12", PATROLS: "hơn 30"}),
        FormEntry(FORM, SOP_COP, SEPTEMBER, {SESSIONS: "15", PATROLS: "31"}),
    ]
    sent = submit_forms(actor=binh, entries=entries)
    accept_submissions(actor=binh, submissions=sent.submissions)
    correct_observation(actor=binh, seq=2, quantity=parse_quantity("33"), reason="gõ nhầm")
    retract_observation(actor=binh, seq=3, reason="nhầm «địa bàn»")
    accept_submission(actor=binh, submission=looked_at(binh))
    document = receive_document(
        actor=operator, data=TEXT, name="a.txt", place_id="d127.2004", period=month("2018-A1")
    )
    decide_proposal(
        actor=operator,
        proposal=document.proposals.get(written="127"),
        decision=Decision.CORRECT,
        changes=Changes(parse_quantity("gần 130")),
    )
    accept_sure(actor=operator, submission=document, threshold=0)
    accept_submission(actor=operator, submission=document, leave_pending=True)


def looked_at(binh):
    raw = dict.fromkeys(form_for(MONTHLY, OCTOBER).indicators[:5], "0")
    form = submit_form(
        actor=binh, form_code=FORM, place_id=SOP_COP, period=OCTOBER, raw=raw | {PATROLS: "5"}
    )
    rejected, _, corrected, *_ = form.proposals.order_by("number")
    decide_proposal(actor=binh, proposal=rejected, decision=Decision.REJECT)
    changes = Changes(parse_quantity("2"), unit="hộ")
    decide_proposal(actor=binh, proposal=corrected, decision=Decision.CORRECT, changes=changes)
    return form


def row_before(proposal):
    """An object of the proposal as acceptance made one until there were tuples."""
    submission, figure = proposal.submission, figure_of(proposal)
    assert figure.milli is not None
    assert figure.span is not None
    document = submission.document
    source = {
        "source_kind": "field",
        "document": submission.form_code,
        "locator": proposal.field_code,
        "quote": proposal.written,
    }
    if document is not None:
        [passage] = [p for p in document.passages if p["start"] <= proposal.start < p["end"]]
        begins = max(passage["start"], proposal.start - 160)
        source = {
            "source_kind": "cell" if passage["kind"] == "cell" else "text",
            "document": document.digest,
            "locator": proposal.locator,
            "start": proposal.start,
            "end": proposal.end,
            "quote": document.text[begins : min(passage["end"], proposal.end + 160)].strip(),
        }
    return Observation(
        indicator=figure.indicator,
        place_id=figure.place_id,
        first_day=figure.span.first_day,
        last_day=figure.span.last_day,
        milli=figure.milli,
        bound=figure.bound,
        of_milli=figure.of_milli,
        unit=figure.unit,
        submission_id=submission.number,
        proposal_id=proposal.pk,
        **source,
    )


def hashes_before(seal):
    """Of what a seal covers, from what was accepted; a correction has nothing but its own row."""
    taken = Proposal.objects.filter(
        submission=seal.submission, state__in=["accepted", "corrected"]
    ).order_by("number")
    if not seal.submission:
        return [observation_hash(Observation.objects.get(seq=seal.first_seq))]
    rows = [row_before(proposal) for proposal in taken]
    for seq, row in enumerate(rows, seal.first_seq):
        row.seq, row.recorded_at, row.recorded_by = seq, seal.sealed_at, seal.sealed_by
    return [observation_hash(row) for row in rows]


def test_many_at_once_and_one_object_each_give_the_same_seals(ledger):
    previous = "0" * 64
    for seal in Seal.objects.order_by("number"):
        hashes = hashes_before(seal)
        kept = Observation.objects.filter(seq__range=(seal.first_seq, seal.last_seq))
        assert list(kept.order_by("seq").values_list("row_hash", flat=True)) == hashes
        if seal.submission:
            document = seal.submission.document
            assert seal.submission_hash == submission_hash(seal.submission, document)
        seal.previous_hash = previous
        previous = seal_hash(seal, hashes)
        assert previous == seal.hash
    assert Seal.objects.count() == 6
    assert Observation.objects.filter(unit="hộ", milli=2_000).count() == 1
    assert Observation.objects.filter(source_kind="text", quote__contains="\\n").count() >= 2


def queries(deed, **arguments):
    with CaptureQueriesContext(connection) as seen:
        result = deed(**arguments)
    statements = [query["sql"] for query in seen.captured_queries]
    assert sum(s.startswith("SAVEPOINT") for s in statements) == 1  # in an office: its transaction
    return result, len(statements)


def test_how_many_figures_a_form_holds_changes_nothing_in_the_number_of_statements(an, binh):
    """Of one figure and of twenty: the same writer, and no query a figure.

    The sevens contradict each other and are warned of: nothing holds them up, so nobody looks.
    """
    counted = []
    for period, count, typed in ((AUGUST, 1, "0"), (SEPTEMBER, 20, "0"), (OCTOBER, 20, "7")):
        raw = dict.fromkeys(form_for(MONTHLY, period).indicators[:count], typed)
        arguments = {"form_code": MONTHLY, "place_id": SOP_COP, "period": period, "raw": raw}
        _, sending = queries(submit_form, actor=an, **arguments)
        sent, replacing = queries(submit_form, actor=an, **arguments)
        _, accepting = queries(accept_submission, actor=binh, submission=sent)
        counted.append((sending, replacing, accepting))
    assert Observation.objects.count() == 41
    assert counted[0] == counted[1] == counted[2]
