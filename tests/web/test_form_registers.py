"""Registers as a source of a form: beside what is typed, taken over, and in the trail."""

from __future__ import annotations

from datetime import date
from html import unescape

import pytest
from django.urls import reverse

from bayen.actions.accepting import accept_submission
from bayen.actions.forms import save_form_draft, submit_form
from bayen.actions.registers import Change, change_unit, register_unit, take_back_entry
from bayen.core.registers import EntryDeed
from bayen.records.models import AuditEvent, Choice, Observation, Proposal, Submission
from tests.cast import AUGUST, FORM, SEPTEMBER, SOP_COP, TEAMS

pytestmark = pytest.mark.django_db

MEMBERS = "group.mediation.members"
HERE = f"place={SOP_COP}&period={AUGUST.key}"
CITED = "Sổ theo dõi: Tổ hòa giải, ngày 14/8/2025, đến mục"


def page(name, query=HERE):
    return f"{reverse(name)}?{query}"


def text_of(response):
    return unescape(response.content.decode())


def founded(an, name, kind="mediation", members="", since=date(2025, 7, 20)):
    return register_unit(
        actor=an, place_id=SOP_COP, kind=kind, name=name, founded_on=since, members=members
    )


@pytest.fixture
def groups(an):
    """Two mediation teams, one of them of unknown size, and a model that ended in August."""
    model = founded(an, "Camera an ninh", "model", "9")
    end = Change(EntryDeed.END, date(2025, 8, 1))
    change_unit(actor=an, unit_number=model.pk, change=end)
    return founded(an, "Tổ hòa giải số 1", members="5"), founded(an, "Tổ hòa giải số 2")


def written():
    return {row.field_code: row.written for row in Proposal.objects.exclude(written="")}


def test_one_press_fills_what_is_blank_and_what_differs_stands_beside(signed_in, an, groups):
    save_form_draft(actor=an, form_code=FORM, place_id=SOP_COP, period=AUGUST, raw={TEAMS: "3"})
    client = signed_in(an)
    before = text_of(client.get(page("form_filling")))
    assert "Sổ theo dõi có số cho" in before
    said = text_of(client.post(page("form_registers"), follow=True))
    assert written() == {
        TEAMS: "3",
        MEMBERS: "hơn 5",
        "model.count": "0",
        "model.members": "0",
        "model.new": "1",
    }
    assert "Đã lấy 4 số từ sổ theo dõi vào ô trống. 1 số khác số đang ghi" in said
    assert 'data-take="2" data-field="group.mediation.count" data-from="register"' in said
    assert "kind=mediation&day=2025-08-14" in said
    assert "Sổ theo dõi có số cho" not in said
    assert AuditEvent.objects.filter(action="take_over_registers").count() == 1


def test_a_place_without_a_unit_of_a_kind_says_nothing_of_it(signed_in, an, groups):
    client = signed_in(an)
    june = f"place={SOP_COP}&period=2025-M07"  # 15/6 to 14/7: nothing had begun
    client.post(page("form_registers", june))
    assert not Proposal.objects.exists()
    client.post(page("form_registers"))
    assert not any(code.startswith("group.people_security") for code in written())


def accepted_from_register(signed_in, an, binh):
    client = signed_in(an)
    client.post(page("form_registers"))
    client.post(page("form_filling"), {TEAMS: "2"})
    accept_submission(actor=binh, submission=Submission.objects.get())
    return Observation.objects.get(indicator=TEAMS)


def test_the_trail_cites_the_register_and_opens_the_units_as_they_were(signed_in, an, binh, groups):
    row = accepted_from_register(signed_in, an, binh)
    assert (row.source_kind, row.quote) == ("register", "2")
    assert row.locator.startswith(CITED)
    first, _ = groups
    wrong = first.entries.get().pk
    take_back_entry(actor=an, unit_number=first.pk, entry_number=wrong, reason="Ghi hai lần.")
    query = f"place={SOP_COP}&period={AUGUST.key}&indicator={TEAMS}"
    told = text_of(signed_in(binh).get(page("trail", query)))
    assert CITED in told
    last = row.locator.rpartition(" ")[2]
    href = f"/so-theo-doi/?place={SOP_COP}&kind=mediation&day=2025-08-14&upto={last}"
    assert f'href="{href}"' in told
    units = text_of(signed_in(binh).get(href))
    assert "Tổ hòa giải: <strong>2</strong>, hơn 5 thành viên" in units
    assert "Tổ hòa giải số 1" in units


def test_only_what_was_taken_over_and_is_what_the_register_says_cites_it(an, binh, groups):
    typed = {TEAMS: "2", MEMBERS: "7", "model.new": "1"}
    sent = submit_form(
        actor=an,
        form_code=FORM,
        place_id=SOP_COP,
        period=AUGUST,
        raw=typed,
        taken=frozenset({TEAMS, MEMBERS}),
    )
    accept_submission(actor=binh, submission=sent)
    kinds = dict(Observation.objects.values_list("indicator", "source_kind"))
    assert kinds == {TEAMS: "register", MEMBERS: "field", "model.new": "field"}
    choice = Choice.objects.get(field_code=MEMBERS)
    assert choice.written == "7"
    assert [(kind, said) for kind, _, said in choice.others] == [("register", "hơn 5")]


def test_what_is_taken_at_a_field_is_told_by_the_page_and_kept_over_saves(signed_in, an, groups):
    client = signed_in(an)
    client.post(page("form_save"), {TEAMS: "2", f"from:{TEAMS}": "1"})
    client.post(page("form_save"), {TEAMS: "2", MEMBERS: "8"})
    located = dict(Proposal.objects.values_list("field_code", "locator"))
    assert located[TEAMS].startswith(CITED)
    assert located[MEMBERS] == ""


def test_a_sent_form_and_a_neighbours_are_left_alone(signed_in, an, cuong, groups):
    submit_form(actor=an, form_code=FORM, place_id=SOP_COP, period=AUGUST, raw={TEAMS: "3"})
    assert "đã gửi" in text_of(signed_in(an).post(page("form_registers"), follow=True))
    next_month = f"place={SOP_COP}&period={SEPTEMBER.key}"
    assert signed_in(cuong).post(page("form_registers", next_month)).status_code == 404
    assert written() == {TEAMS: "3"}


def test_an_accepted_form_is_for_corrections(signed_in, an, binh, groups):
    accepted_from_register(signed_in, an, binh)
    told = text_of(signed_in(an).post(page("form_registers"), follow=True))
    assert "đã duyệt; muốn sửa số liệu hãy dùng đính chính" in told
    assert written() == {TEAMS: "2"}
