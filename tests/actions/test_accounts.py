"""Accounts: who opens them, for which places, and that they close."""

from datetime import date

import pytest

from bayen.access.denied import AccessDenied
from bayen.access.door import home_places
from bayen.actions.accounts import close_account, create_account, office_operator, post_account
from bayen.actions.refused import ActionRefused
from bayen.records.models import Account, AuditEvent, Role
from tests.cast import DIEN_BIEN, SON_LA, SOP_COP, posted

pytestmark = pytest.mark.django_db


def create(actor, **more):
    options = {
        "username": "dung",
        "display_name": "Dũng",
        "role": Role.COMMUNE,
        "place_id": SOP_COP,
        "password": "mot-cau-dai-khong-ai-doan",
    }
    return create_account(actor=actor, **(options | more))


def test_an_administrator_opens_accounts_in_their_own_places():
    keeper = posted("keeper", Role.ADMINISTRATOR, SON_LA)
    account = create(keeper)
    assert account.check_password("mot-cau-dai-khong-ai-doan")
    assert home_places(account) == (SOP_COP,)
    with pytest.raises(AccessDenied):
        create(keeper, username="e", place_id=DIEN_BIEN)


def test_officers_open_no_accounts(an, binh):
    for actor in (an, binh):
        with pytest.raises(AccessDenied):
            create(actor)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"username": "Dũng"}, "account-invalid"),
        ({"username": "may-chu"}, "account-invalid"),
        ({"role": "king"}, "role-unknown"),
        ({"place_id": "c00000.2025"}, "place-unknown"),
    ],
)
def test_what_is_wrong_is_refused_and_leaves_nothing(operator, changes, code):
    with pytest.raises(ActionRefused) as refused:
        create(operator, **changes)
    assert refused.value.code == code
    assert [a.username for a in Account.objects.all()] == ["may-chu"]


def test_the_audit_log_names_no_person(operator):
    create(operator)
    assert "Dũng" not in str(list(AuditEvent.objects.values()))


def test_a_further_posting_and_the_end(operator):
    account = create(operator)
    post_account(
        actor=operator,
        account=account,
        role=Role.AUDITOR,
        place_id=DIEN_BIEN,
        valid_from=date(2020, 1, 1),
    )
    assert set(home_places(account)) == {SOP_COP, DIEN_BIEN}
    close_account(actor=operator, account=account)
    assert home_places(account) == ()


def test_the_operator_is_made_once_and_cannot_sign_in():
    assert office_operator() == office_operator()
    assert not office_operator().has_usable_password()
