"""Administrators keep accounts of their places and below, and never their own rights."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from bayen.access.account_keeping import access_account, kept_accounts, may_change
from bayen.access.denied import AccessDenied
from bayen.access.lasting_places import keeps_place, lasting_places
from bayen.access.permissions import Permission
from bayen.actions.accounts import (
    close_account,
    end_posting,
    post_account,
    reopen_account,
    unlock_account,
)
from bayen.actions.refused import ActionRefused
from bayen.records.models import Posting, Role
from tests.cast import DIEN_BIEN, OLD_SOP_COP_DISTRICT, SINCE, SON_LA, SOP_COP, posted

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


def test_a_province_keeps_its_own_accounts_and_no_neighbours(keeper, an, binh, cuong, operator):
    assert set(kept_accounts(keeper)) == {keeper, an, binh}
    assert set(kept_accounts(operator)) == {keeper, an, binh, cuong}
    assert set(kept_accounts(binh)) == set()
    with pytest.raises(AccessDenied):
        access_account(keeper, "cuong")


def test_a_commune_keeps_its_own_and_nothing_above(an, binh):
    clerk = posted("clerk", Role.ADMINISTRATOR, SOP_COP)
    assert set(kept_accounts(clerk)) == {clerk, an}
    assert not may_change(clerk, binh, TODAY)


@pytest.mark.parametrize(
    "deed",
    [
        lambda me: post_account(
            actor=me, account=me, role=Role.PROVINCE, place_id=SON_LA, valid_from=TODAY
        ),
        lambda me: end_posting(actor=me, posting=me.postings.get(), last_day=date(2030, 1, 1)),
        lambda me: close_account(actor=me, account=me),
        lambda me: reopen_account(actor=me, account=me),
        lambda me: unlock_account(actor=me, account=me),
    ],
    ids=["post", "prolong", "close", "reopen", "unlock"],
)
def test_nobody_changes_their_own_rights(keeper, deed):
    before = list(Posting.objects.values())
    with pytest.raises(AccessDenied):
        deed(keeper)
    assert list(Posting.objects.values()) == before


@pytest.mark.parametrize("place", [DIEN_BIEN, "vn"])
def test_nobody_posts_beyond_their_own_places(keeper, an, place):
    with pytest.raises(AccessDenied):
        post_account(actor=keeper, account=an, role=Role.LEADER, place_id=place, valid_from=TODAY)


def test_a_posting_lasts_through_its_last_day(keeper, an):
    posting = an.postings.get()
    today = timezone.localdate()
    end_posting(actor=keeper, posting=posting, last_day=today)
    assert posting in Posting.objects.held_on(today)
    assert posting not in Posting.objects.held_on(today + timedelta(days=1))
    end_posting(actor=keeper, posting=posting, last_day=SINCE - timedelta(days=1))
    with pytest.raises(ActionRefused, match="hết hạn"):
        end_posting(actor=keeper, posting=posting, last_day=today)


def test_the_same_posting_is_not_given_twice(keeper, an):
    with pytest.raises(ActionRefused, match="đang giữ"):
        post_account(
            actor=keeper, account=an, role=Role.COMMUNE, place_id=SOP_COP, valid_from=TODAY
        )


def test_places_go_with_whom_they_came_to(keeper, cuong):
    assert keeps_place(keeper, Permission.MANAGE_ACCOUNTS, OLD_SOP_COP_DISTRICT)
    assert SOP_COP in (lasting_places(keeper, Permission.READ_AUDIT) or ())
    assert DIEN_BIEN not in (lasting_places(keeper, Permission.READ_AUDIT) or ())
    assert lasting_places(cuong, Permission.READ_AUDIT) == frozenset()


def test_a_commune_that_went_over_is_kept_by_its_new_province_alone():
    """Four communes of Hòa Bình came to Hà Nội on 01/8/2008; the rest of Hòa Bình did not."""
    gained = posted("gained", Role.ADMINISTRATOR, "p01.2004")
    lost = posted("lost", Role.ADMINISTRATOR, "p17.2004")
    manage = Permission.MANAGE_ACCOUNTS
    moved = (lasting_places(gained, manage) or frozenset()) - (
        lasting_places(lost, manage) or set()
    )
    both = (lasting_places(gained, manage) or frozenset()) & (lasting_places(lost, manage) or set())
    assert moved
    assert both == frozenset()
