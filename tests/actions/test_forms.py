"""Forms: every field for itself, the rules of places and periods, sending again."""

from datetime import date

import pytest

from bayen.access.denied import AccessDenied
from bayen.actions.accepting import accept_submission
from bayen.actions.forms import FormEntry, save_form_draft, submit_form, submit_forms
from bayen.actions.refused import ActionRefused
from bayen.actions.sending_up import return_submission
from bayen.actions.waivers import FiguresBlocked
from bayen.core.quantities import Bound, parse_quantity
from bayen.records.models import AuditEvent, Proposal, Submission
from tests.cast import (
    AUGUST,
    DIEN_BIEN,
    FORM,
    OLD_MUONG_VA,
    PATROLS,
    SEPTEMBER,
    SESSIONS,
    SON_LA,
    SOP_COP,
    TEAMS,
    month,
)

pytestmark = pytest.mark.django_db


def send(actor, raw, *, place=SOP_COP, period=AUGUST):
    return submit_form(actor=actor, form_code=FORM, place_id=place, period=period, raw=raw)


def states(submission):
    return {p.field_code: p.state for p in submission.proposals.all()}


def test_what_was_typed_becomes_figures_that_the_officer_stands_by(an):
    sent = send(an, {PATROLS: "hơn 1.200", SESSIONS: "0", TEAMS: " 12 "})
    patrols, sessions, teams = (
        sent.proposals.get(field_code=code) for code in (PATROLS, SESSIONS, TEAMS)
    )
    assert (patrols.milli, patrols.bound) == (1_200_000, Bound.OVER)
    assert sessions.milli == 0
    assert (patrols.first_day, patrols.last_day) == (AUGUST.first_day, AUGUST.last_day)
    assert (teams.first_day, teams.last_day) == (None, AUGUST.last_day)  # a stock
    assert {p.state for p in (patrols, sessions, teams)} == {"accepted"}
    assert (sent.status, sent.kind, sent.form_version) == ("sent", "form", 1)


def test_a_blank_field_is_not_a_zero(an):
    sent = send(an, {PATROLS: "", SESSIONS: "   ", TEAMS: "0"})
    assert [p.field_code for p in sent.proposals.all()] == [TEAMS]


def test_what_cannot_be_a_figure_stops_the_sending(an):
    with pytest.raises(FiguresBlocked, match="mười hai"):
        send(an, {PATROLS: "mười hai", SESSIONS: "-3", TEAMS: "12"})
    assert not Submission.objects.exists()


def test_of_what_was_sent_long_ago_a_bad_field_waits_and_the_others_go_on(an):
    raw = {PATROLS: "mười hai", SESSIONS: "-3", TEAMS: "12"}
    [sent] = submit_forms(
        actor=an, entries=[FormEntry(FORM, SOP_COP, AUGUST, raw, waits=True)]
    ).submissions
    assert states(sent) == {PATROLS: "pending", SESSIONS: "pending", TEAMS: "accepted"}
    bad = sent.proposals.get(field_code=PATROLS)
    assert bad.milli is None
    [finding] = bad.findings
    assert (finding["code"], finding["severity"]) == ("field-not-a-number", "block")
    assert "mười hai" in finding["message_vi"]


def test_a_field_that_the_form_has_not_is_said_and_not_kept(an):
    sent = send(an, {"case.victim_names": "Nguyễn Văn A", PATROLS: "3"})
    assert [finding["code"] for finding in sent.findings] == ["field-unknown"]
    assert not Proposal.objects.filter(written__contains="Nguyễn").exists()


def test_no_story_fits_into_a_field(an):
    kept = save_form_draft(
        actor=an,
        form_code=FORM,
        place_id=SOP_COP,
        period=AUGUST,
        raw={PATROLS: "Ông A ở thôn B bị " * 20},
    )
    assert len(kept.proposals.get().written) <= 60


@pytest.mark.parametrize("place", [DIEN_BIEN, "c03127.2004", SON_LA])
def test_nobody_sends_for_another_place(an, place):
    with pytest.raises((AccessDenied, ActionRefused)):
        send(an, {PATROLS: "3"}, place=place)
    assert not Submission.objects.exists()


def test_the_neighbour_sends_nothing_here(cuong):
    with pytest.raises(AccessDenied):
        send(cuong, {PATROLS: "3"})


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"place": SON_LA}, "place-level"),
        ({"place": OLD_MUONG_VA}, "place-level"),  # gone since 1/7/2025
        ({"place": "c99999.2025"}, "place-unknown"),
        ({"period": month("2025-Q3")}, "form-period"),
    ],
)
def test_a_form_for_no_such_place_or_period_is_refused(binh, changes, code):
    with pytest.raises(ActionRefused) as refused:
        send(binh, {PATROLS: "3"}, **changes)
    assert refused.value.code == code


def test_a_commune_that_ended_within_the_month_answers_for_its_own_days(binh):
    july = month("2025-M07")
    sent = send(binh, {PATROLS: "4", TEAMS: "2"}, place=OLD_MUONG_VA, period=july)
    patrols = sent.proposals.get(field_code=PATROLS)
    assert (patrols.first_day, patrols.last_day) == (date(2025, 6, 15), date(2025, 6, 30))
    assert sent.proposals.get(field_code=TEAMS).last_day == date(2025, 6, 30)
    assert sent.period_key == "2025-M07"


def test_sending_again_replaces_what_nobody_accepted(an):
    first = send(an, {PATROLS: "3", SESSIONS: "5"})
    second = send(an, {PATROLS: "4"})
    assert second.number == first.number
    assert [p.written for p in Proposal.objects.all()] == ["4"]


def test_a_returned_form_is_sent_again_under_its_number(an, binh):
    sent = send(an, {PATROLS: "3"})
    return_submission(actor=binh, submission=sent, note="thiếu số buổi")
    again = send(an, {PATROLS: "3", SESSIONS: "5"})
    assert (again.number, again.status, again.note) == (sent.number, "sent", "")


def test_an_accepted_form_is_not_sent_again(an, binh):
    accept_submission(actor=binh, submission=send(an, {PATROLS: "3"}))
    with pytest.raises(ActionRefused) as refused:
        send(an, {PATROLS: "4"})
    assert refused.value.code == "submission-accepted"


def test_many_at_once_follow_the_same_rules(an):
    entries = [
        FormEntry(FORM, SOP_COP, AUGUST, {PATROLS: "3"}),
        FormEntry(FORM, DIEN_BIEN, AUGUST, {PATROLS: "3"}),
        FormEntry(FORM, SOP_COP, SEPTEMBER, {PATROLS: "4"}, is_illustrative=True),
        FormEntry(FORM, SOP_COP, AUGUST, {PATROLS: "5"}),
    ]
    sent = submit_forms(actor=an, entries=entries)
    assert [entry.place_id for entry, _ in sent.refused] == [DIEN_BIEN]
    assert Submission.objects.count() == 2
    august = Submission.objects.get(period_key=AUGUST.key)
    assert [p.milli for p in august.proposals.all()] == [5_000]
    assert Submission.objects.get(period_key=SEPTEMBER.key).is_illustrative
    assert AuditEvent.objects.filter(action="submit_form").count() == 3


def test_every_form_leaves_an_audit_row(an):
    sent = send(an, {PATROLS: "3"})
    event = AuditEvent.objects.get(action="submit_form")
    assert (event.actor, event.target) == ("an", f"submission:{sent.number}")
    assert parse_quantity("3").milli == sent.proposals.get().milli


def test_figures_that_cannot_both_be_true_are_said_at_their_field(an):
    sent = send(an, {"tip.received": "3", "tip.useful": "8"})
    useful = sent.proposals.get(field_code="tip.useful")
    assert [finding["code"] for finding in useful.findings] == ["part-exceeds-whole"]
    assert useful.state == "accepted"  # a question, not a stop


def test_a_figure_unlike_the_places_own_history_is_asked_about(an):
    months = [month(f"2025-M{number:02d}") for number in range(8, 13)]
    months += [month(f"2026-M{number:02d}") for number in range(1, 4)]
    usual = [FormEntry(FORM, SOP_COP, period, {PATROLS: "20"}) for period in months[:-1]]
    submit_forms(actor=an, entries=usual)
    sent = send(an, {PATROLS: "2.000"}, period=months[-1])
    assert len(sent.proposals.get().findings) == 1


def test_the_old_form_sent_again_is_noticed(an):
    raw = {
        PATROLS: "21",
        SESSIONS: "12",
        "activity.attendance": "350",
        "tip.received": "7",
        "mediation.cases": "9",
        "case.total": "6",
    }
    submit_forms(actor=an, entries=[FormEntry(FORM, SOP_COP, AUGUST, raw)])
    sent = send(an, raw, period=SEPTEMBER)
    codes = {finding["code"] for finding in sent.findings}
    assert len(codes) == 1
