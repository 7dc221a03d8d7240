"""The cast at the door: An sees her commune, Bình all below, Cường nothing of theirs."""

from datetime import date

import pytest

from bayen.access.denied import AccessDenied
from bayen.access.door import (
    access_observation,
    access_proposal,
    access_submission,
    home_places,
    may,
    may_accept,
    visible_places,
    visible_submissions,
)
from bayen.access.permissions import Permission
from bayen.actions.accepting import accept_submission
from bayen.actions.forms import submit_form
from bayen.records.models import Observation, Posting, Role
from tests.cast import (
    AUGUST,
    DIEN_BIEN,
    FORM,
    OLD_MUONG_VA,
    OLD_SOP_COP_DISTRICT,
    PATROLS,
    SON_LA,
    SOP_COP,
    month,
    posted,
)

pytestmark = pytest.mark.django_db
DAY = AUGUST.last_day


@pytest.fixture
def sent(an):
    """An's form of August: what could leak."""
    return submit_form(
        actor=an, form_code=FORM, place_id=SOP_COP, period=AUGUST, raw={PATROLS: "17"}
    )


def test_the_commune_and_the_province_see_what_was_sent(an, binh, sent):
    assert access_submission(an, sent.number) == sent
    assert access_submission(binh, sent.number) == sent
    assert list(visible_submissions(binh)) == [sent]


def test_the_neighbour_sees_nothing_of_it(cuong, binh, sent):
    accept_submission(actor=binh, submission=sent)
    seq = Observation.objects.get().seq
    assert list(visible_submissions(cuong)) == []
    for look in (
        lambda: access_submission(cuong, sent.number),
        lambda: access_proposal(cuong, sent.number, 1, Permission.VIEW),
        lambda: access_observation(cuong, seq),
    ):
        with pytest.raises(AccessDenied):
            look()
    assert not may(cuong, Permission.VIEW, SOP_COP, DAY)
    assert SOP_COP not in (visible_places(cuong, DAY) or {SOP_COP})
    assert access_observation(binh, seq).seq == seq


def test_what_does_not_exist_is_refused_in_the_same_words(cuong, sent):
    def words(number):
        with pytest.raises(AccessDenied) as refused:
            access_submission(cuong, number)
        return str(refused.value)

    assert words(sent.number) == words(987_654)


def test_a_commune_does_not_see_its_neighbour_in_the_same_province(an, binh):
    places = visible_places(binh, DAY) or frozenset()
    other = next(p for p in places if p.startswith("c") and p != SOP_COP)
    sent = submit_form(
        actor=binh, form_code=FORM, place_id=other, period=AUGUST, raw={PATROLS: "3"}
    )
    assert list(visible_submissions(an)) == []
    with pytest.raises(AccessDenied):
        access_submission(an, sent.number)


def test_the_province_sees_what_its_former_communes_sent(binh, cuong):
    before = month("2025-M05")
    sent = submit_form(
        actor=binh, form_code=FORM, place_id=OLD_MUONG_VA, period=before, raw={PATROLS: "4"}
    )
    assert list(visible_submissions(binh)) == [sent]
    assert list(visible_submissions(cuong)) == []
    assert may(binh, Permission.VIEW, OLD_SOP_COP_DISTRICT, date(2018, 12, 14))


def test_nobody_accepts_what_their_own_commune_sent(an, binh):
    assert not may_accept(an, SOP_COP, DAY)
    assert may_accept(binh, SOP_COP, DAY)
    assert may_accept(binh, SON_LA, DAY)


@pytest.mark.parametrize(
    ("role", "granted"),
    [
        (Role.VILLAGE, {Permission.VIEW, Permission.SUBMIT}),
        (Role.LEADER, {Permission.VIEW}),
        (Role.AUDITOR, {Permission.VIEW, Permission.READ_AUDIT, Permission.VERIFY}),
        (
            Role.ADMINISTRATOR,
            {
                Permission.MANAGE_ACCOUNTS,
                Permission.MANAGE_FORMS,
                Permission.READ_AUDIT,
                Permission.VERIFY,
            },
        ),
    ],
)
def test_a_role_grants_what_it_says_and_no_more(role, granted):
    someone = posted("someone", role, SON_LA)
    assert {p for p in Permission if may(someone, p, SOP_COP, DAY)} == granted
    assert not any(may(someone, p, DIEN_BIEN, DAY) for p in Permission)


def test_a_posting_that_ended_opens_nothing(an, sent):
    Posting.objects.filter(account=an).update(valid_until=date(2025, 1, 1))
    assert home_places(an) == ()
    assert list(visible_submissions(an)) == []


def test_a_closed_account_opens_nothing(an, sent):
    an.is_active = False
    assert not may(an, Permission.VIEW, SOP_COP, DAY)
    assert list(visible_submissions(an)) == []


def test_the_operator_sees_the_whole_country(operator, sent):
    assert visible_places(operator, DAY) is None
    assert list(visible_submissions(operator)) == [sent]
