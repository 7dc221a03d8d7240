"""Whatever can be searched is found by bare letters, and lists stand in the Vietnamese order."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from bayen.core.collation import sort_key
from bayen.records.models import Phrase, PhraseState
from tests.cast import AUGUST, SOP_COP

pytestmark = pytest.mark.django_db

PICKERS = {
    "place_search": ("binh", "sop cop", "xã Sốp Cộp, tỉnh Sơn La"),
    "form_place_search": ("binh", "sop cop", "xã Sốp Cộp, tỉnh Sơn La"),
    "kept_place_search": ("keeper", "sop cop", "xã Sốp Cộp, tỉnh Sơn La"),
    "audit_place_search": ("auditor", "sop cop", "xã Sốp Cộp, tỉnh Sơn La"),
    "indicator_search": ("binh", "to hoa giai", "Tổ hòa giải"),
}


@pytest.fixture
def people(an, binh, keeper, auditor):
    an.display_name = "Lò Văn Ấn, cán bộ xã"
    an.save()
    return {one.username: one for one in (an, binh, keeper, auditor)}


@pytest.mark.parametrize("page", PICKERS)
@pytest.mark.parametrize("shouted", [False, True])
def test_a_picker_finds_by_bare_letters(signed_in, people, page, shouted):
    username, words, label = PICKERS[page]
    asked = {"q": words.upper() if shouted else words, "period": AUGUST.key}
    found = signed_in(people[username]).get(reverse(page), asked).json()["found"]
    assert label in {one["label"] for one in found}


@pytest.mark.parametrize("page", ["place_search", "indicator_search"])
def test_a_picker_answers_in_english_to_who_reads_english(signed_in, people, page):
    people["binh"].language = "en"
    people["binh"].save()
    _, words, label = PICKERS[page]
    found = signed_in(people["binh"]).get(reverse(page), {"q": words}).json()["found"]
    labels = {one["label"] for one in found}
    assert label not in labels
    assert labels & {"Sốp Cộp commune, Sơn La province", "Mediation teams"}


def rows_of(client: Client, page: str, words: str) -> str:
    return client.get(reverse(page), {"q": words}).content.decode()


def test_submissions_are_found_by_bare_letters(signed_in, people, form_sent):
    client = signed_in(people["binh"])
    assert "xã Sốp Cộp</a>" in rows_of(client, "submissions", "sop cop")
    assert "xã Sốp Cộp</a>" not in rows_of(client, "submissions", "muong va")


def test_accounts_and_their_deeds_are_found_by_bare_letters(signed_in, people, form_sent):
    keeper = signed_in(people["keeper"])
    assert "Lò Văn Ấn" in rows_of(keeper, "accounts", "lo van an")
    deeds = rows_of(signed_in(people["auditor"]), "audit_log", "lo van an")
    assert "gửi biểu mẫu" in deeds
    assert "lập tài khoản" not in rows_of(keeper, "accounts", "khong ai")


def test_phrases_are_found_by_bare_letters(signed_in, people):
    Phrase.objects.create(
        place_id=SOP_COP,
        words="… tổ hòa giải cơ sở",
        indicator="group.mediation.count",
        day=AUGUST.last_day,
        state=PhraseState.IN_USE,
        made_by=people["binh"],
        made_at=people["binh"].created_at,
    )
    client = signed_in(people["binh"])
    assert "tổ hòa giải cơ sở" in rows_of(client, "lexicon", "hoa giai co so")
    assert "tổ hòa giải cơ sở" not in rows_of(client, "lexicon", "tuan tra")


def test_the_table_sorts_places_the_vietnamese_way(signed_in, people, form_sent):
    address = reverse("table_csv") + "?place=p14.2004&period=2025-M08&sort=place"
    lines = signed_in(people["binh"]).get(address).content.decode("utf-8-sig").splitlines()
    names = [line.split(",")[0].partition(" ")[2] for line in lines if line[:3] in {"xã ", "phư"}]
    assert len(names) == 75
    assert names == sorted(names, key=sort_key)
    assert names != sorted(names)
