"""One-time links: chosen by the person, used once, revocable, gone in a week, hashed at rest."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from bayen.access.denied import AccessDenied
from bayen.actions.accounts import close_account, invite, office_operator
from bayen.actions.invitations import (
    LASTS,
    change_password,
    choose_password,
    find_link,
    issue_link,
    revoke_links,
)
from bayen.actions.refused import ActionRefused
from bayen.records.models import Account, AuditEvent, Invitation, Role
from tests.cast import DIEN_BIEN, SOP_COP, posted

pytestmark = pytest.mark.django_db
SENTENCE = "mua roi tren nuong ngo"


@pytest.fixture
def invited(keeper):
    return invite(
        actor=keeper,
        username="dung",
        display_name="Lò Thị Dung",
        role=Role.COMMUNE,
        place_id=SOP_COP,
    )


def test_whoever_holds_the_link_chooses_the_password_once(invited):
    assert not invited.account.has_usable_password()
    account = choose_password(secret=invited.secret, password=SENTENCE)
    assert Account.objects.get(username="dung").check_password(SENTENCE)
    with pytest.raises(ActionRefused):
        choose_password(secret=invited.secret, password="mot cau khac han")
    assert Account.objects.get(pk=account.pk).check_password(SENTENCE)


def test_the_secret_is_nowhere_in_the_database(invited):
    held = str([list(model.objects.values()) for model in (Account, AuditEvent, Invitation)])
    assert invited.secret not in held
    assert len(invited.secret) >= 43  # 256 bits


def test_a_weak_password_leaves_the_link_open(invited):
    for weak in ("ngan", "1234567890123", "lothidung1", "password123"):
        with pytest.raises(ValidationError):
            choose_password(secret=invited.secret, password=weak)
    assert find_link(invited.secret)


def test_a_link_ends_with_its_week(invited):
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert find_link(invited.secret) is None
    with pytest.raises(ActionRefused):
        choose_password(secret=invited.secret, password=SENTENCE)
    assert timedelta(days=1) < LASTS <= timedelta(days=14)


def test_a_newer_link_and_a_revoked_one_end_the_older(keeper, invited):
    newer = issue_link(actor=keeper, account=invited.account)
    assert find_link(invited.secret) is None
    assert find_link(newer)
    assert revoke_links(actor=keeper, account=invited.account) == 1
    assert find_link(newer) is None


def test_a_closed_account_opens_by_no_link(keeper, invited):
    close_account(actor=keeper, account=invited.account)
    assert find_link(invited.secret) is None
    with pytest.raises(ActionRefused):
        issue_link(actor=keeper, account=invited.account)


def test_links_are_for_accounts_of_ones_own_places_and_never_for_oneself(keeper, binh, cuong):
    for account in (cuong, keeper, office_operator()):
        with pytest.raises(AccessDenied):
            issue_link(actor=keeper, account=account)
    with pytest.raises(AccessDenied):
        issue_link(actor=binh, account=posted("x", Role.COMMUNE, SOP_COP))


def test_an_account_that_serves_elsewhere_too_is_nobodys_to_reset(keeper, an):
    an.postings.create(role=Role.COMMUNE, place_id=DIEN_BIEN, valid_from=timezone.localdate())
    with pytest.raises(AccessDenied):
        issue_link(actor=keeper, account=an)
    an.postings.filter(place_id=DIEN_BIEN).update(valid_until=timezone.localdate())
    assert issue_link(actor=keeper, account=an)


def test_each_deed_leaves_a_row(keeper, invited):
    choose_password(secret=invited.secret, password=SENTENCE)
    change_password(actor=invited.account, password="suoi chay qua ban")
    deeds = list(AuditEvent.objects.order_by("id").values_list("actor", "action"))
    assert deeds == [
        ("keeper", "create_account"),
        ("keeper", "issue_link"),
        ("dung", "use_link"),
        ("dung", "change_password"),
    ]
