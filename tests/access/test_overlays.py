"""A change that another process of the server made is known before the next page is answered."""

from datetime import date

import pytest
from django.test import Client

from bayen.access.overlays import VILLAGES, follow_overlays, overlay_changed
from bayen.actions.villages import register_villages
from bayen.catalogue.places import own_places
from bayen.records.models import Village
from tests.cast import SOP_COP

pytestmark = pytest.mark.django_db


def test_a_village_entered_elsewhere_is_a_place_here_with_the_next_page(an):
    follow_overlays()
    register_villages(
        actor=an, commune_id=SOP_COP, lines=["bản Nà Sàng"], valid_from=date(2025, 7, 1)
    )
    assert own_places() == ()  # as in a process that did not do it
    Client().get("/dang-nhap/")
    assert [place.name for place in own_places()] == ["Nà Sàng"]


def test_nothing_is_read_again_while_nothing_changed(an, django_assert_num_queries):
    follow_overlays()
    with django_assert_num_queries(1):
        follow_overlays()
    overlay_changed(VILLAGES)
    with django_assert_num_queries(2):
        follow_overlays()


def test_what_was_taken_back_is_forgotten_again(an):
    register_villages(
        actor=an, commune_id=SOP_COP, lines=["bản Nà Sàng"], valid_from=date(2025, 7, 1)
    )
    follow_overlays()
    Village.objects.all().delete()
    overlay_changed(VILLAGES)
    follow_overlays()
    assert own_places() == ()
