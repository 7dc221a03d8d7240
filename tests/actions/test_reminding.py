"""Reminders are kept beside the place; only an office's number is."""

import pytest

from bayen.access.denied import AccessDenied
from bayen.actions.forms import submit_form
from bayen.actions.refused import ActionRefused
from bayen.actions.reminding import keep_office_phone, remind
from bayen.reads.reminders import owings, reminder_log
from bayen.records.models import AuditEvent, OfficePhone, Reminder
from tests.cast import AUGUST, FORM, PATROLS, SON_LA, SOP_COP

pytestmark = pytest.mark.django_db


def ask(actor, *places, way="call", note=""):
    return remind(actor=actor, place_ids=places, form_code=FORM, period=AUGUST, way=way, note=note)


def of_sop_cop(account):
    return next(
        row for row in owings(account, SON_LA, AUGUST).rows if row.sender.place_id == SOP_COP
    )


def test_who_asked_whom_when_and_how_stands_beside_the_place(binh):
    assert ask(binh, SOP_COP, note="hẹn gửi sáng thứ Hai") == 1
    [one] = of_sop_cop(binh).reminders
    assert (one.way, one.by, one.note) == ("gọi điện", "Binh", "hẹn gửi sáng thứ Hai")
    assert AuditEvent.objects.get(action="remind").detail["places"] == [SOP_COP]


def test_neither_the_place_itself_nor_the_neighbour_writes_that_it_was_asked(an, cuong):
    for actor in (an, cuong):
        with pytest.raises(AccessDenied):
            ask(actor, SOP_COP)
    assert not Reminder.objects.exists()
    with pytest.raises(AccessDenied):
        owings(cuong, SON_LA, AUGUST)


@pytest.mark.parametrize(
    ("places", "way", "note", "code"),
    [
        ((), "call", "", "places-missing"),
        ((SOP_COP,), "pigeon", "", "way-unknown"),
        ((SOP_COP,), "call", "gọi lại 0912345678", "text-personal"),
    ],
)
def test_what_cannot_be_kept_is_refused(binh, places, way, note, code):
    with pytest.raises(ActionRefused) as refused:
        ask(binh, *places, way=way, note=note)
    assert refused.value.code == code


def test_who_has_sent_is_not_in_the_list_and_who_has_not_is_late_by_working_days(an, binh):
    before = owings(binh, SON_LA, AUGUST)
    late = of_sop_cop(binh).working_days
    assert late > 200  # August 2025 is long over
    assert all(row.working_days <= later.working_days
               for later, row in zip(before.rows, before.rows[1:], strict=False))  # fmt: skip
    submit_form(actor=an, form_code=FORM, place_id=SOP_COP, period=AUGUST, raw={PATROLS: "3"})
    after = owings(binh, SON_LA, AUGUST)
    assert len(after.rows) == len(before.rows) - 1


def test_the_log_keeps_who_was_asked_after_they_sent(an, binh):
    ask(binh, SOP_COP)
    ask(binh, SOP_COP, way="message", note="nhắc lần hai")
    log = reminder_log(owings(binh, SON_LA, AUGUST).found)
    assert [(one.said.way, one.said.note) for one in log] == [
        ("nhắn tin", "nhắc lần hai"),
        ("gọi điện", ""),
    ]
    assert {(one.place_id, one.has_sent) for one in log} == {(SOP_COP, False)}
    submit_form(actor=an, form_code=FORM, place_id=SOP_COP, period=AUGUST, raw={PATROLS: "3"})
    assert all(one.has_sent for one in reminder_log(owings(binh, SON_LA, AUGUST).found))


@pytest.mark.parametrize("number", ["0212 3855 123", "069.2345678", "1900 6868"])
def test_the_number_of_an_office_is_kept(an, binh, number):
    keep_office_phone(actor=an, place_id=SOP_COP, number=number)
    assert of_sop_cop(binh).phone == OfficePhone.objects.get().number
    keep_office_phone(actor=binh, place_id=SOP_COP, number="")
    assert not OfficePhone.objects.exists()


@pytest.mark.parametrize("number", ["0912345678", "+84 912 345 678", "gọi anh An"])
def test_the_number_of_a_person_is_not(an, number):
    with pytest.raises(ActionRefused) as refused:
        keep_office_phone(actor=an, place_id=SOP_COP, number=number)
    assert refused.value.code == "phone-not-office"


def test_the_neighbour_writes_no_number(cuong):
    with pytest.raises(AccessDenied):
        keep_office_phone(actor=cuong, place_id=SOP_COP, number="02123855123")
