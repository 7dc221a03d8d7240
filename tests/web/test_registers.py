"""Registers of groups and models: kept by the commune, seen from above, closed to neighbours."""

from __future__ import annotations

from datetime import date
from html import unescape

import pytest
from django.urls import reverse

from bayen.access.denied import AccessDenied
from bayen.actions.refused import ActionRefused
from bayen.actions.registers import Change, change_unit, register_unit, take_back_entry
from bayen.core.registers import EntryDeed
from bayen.reads import registers
from bayen.reads.registers import RegisterFilters, register_page
from bayen.records.models import AuditEvent, RegisterEntry
from tests.cast import SOP_COP, posted

pytestmark = pytest.mark.django_db

SINCE = date(2025, 7, 10)
DAY = date(2025, 9, 14)
LIST = f"/so-theo-doi/?place={SOP_COP}"


@pytest.fixture
def group(an):
    """A mediation group of An's commune."""
    return founded(an, "Tổ hòa giải bản Nà Sàng")


def founded(actor, name, members="5", kind="mediation", since=SINCE, place_id=SOP_COP):
    return register_unit(
        actor=actor, place_id=place_id, kind=kind, name=name, founded_on=since, members=members
    )


def changed(actor, unit, deed, day, **what):
    return change_unit(actor=actor, unit_number=unit.pk, change=Change(deed, day, **what))


def counts(account, day=DAY, **asked):
    page = register_page(account, SOP_COP, day, RegisterFilters(**asked))
    return [(one.kind.code, int(one.count.value), one.members) for one in page.counts]


def names(account, day=DAY, **asked):
    page = register_page(account, SOP_COP, day, RegisterFilters(**asked))
    return [row.unit.name for row in page.rows]


def text_of(response):
    return unescape(response.content.decode())


def test_a_register_is_read_at_a_day(an, group):
    changed(an, group, EntryDeed.RENAME, date(2025, 9, 1), name="Tổ hòa giải số 1")
    changed(an, group, EntryDeed.END, date(2025, 10, 1))
    assert names(an, date(2025, 7, 9)) == []
    assert names(an, date(2025, 8, 31)) == ["Tổ hòa giải bản Nà Sàng"]
    assert names(an, date(2025, 9, 30)) == ["Tổ hòa giải số 1"]
    assert names(an, date(2025, 10, 1)) == []
    assert names(an, date(2025, 10, 1), with_ended=True) == ["Tổ hòa giải số 1"]
    assert [count for _, count, _ in counts(an, date(2025, 10, 1))] == [0]


def test_a_wrong_entry_is_taken_back_with_a_reason_and_stays(signed_in, an, group):
    entry = changed(an, group, EntryDeed.MEMBERS, date(2025, 9, 1), members="55")
    with pytest.raises(ActionRefused, match="lý do"):
        take_back_entry(actor=an, unit_number=group.pk, entry_number=entry.pk, reason=" ")
    take_back_entry(actor=an, unit_number=group.pk, entry_number=entry.pk, reason="Gõ thừa số.")
    with pytest.raises(ActionRefused, match="đã rút"):
        take_back_entry(actor=an, unit_number=group.pk, entry_number=entry.pk, reason="Lại.")
    [(_, _, members)] = counts(an)
    assert members.value == 5
    page = text_of(signed_in(an).get(reverse("unit", args=(group.pk,))))
    assert "55 thành viên" in page
    assert "Gõ thừa số." in page
    deeds = AuditEvent.objects.order_by("id").values_list("action", flat=True)
    assert list(deeds) == ["register_unit", "change_unit", "take_back_entry"]


@pytest.mark.parametrize(
    ("deed", "day", "what", "code"),
    [
        (EntryDeed.MEMBERS, SINCE, {}, "unit-too-early"),
        (EntryDeed.MEMBERS, date(2125, 1, 1), {}, "unit-day"),
        (EntryDeed.MEMBERS, DAY, {"members": "4,5"}, "unit-members"),
        (EntryDeed.MEMBERS, date(2025, 9, 1), {"members": "7"}, "entry-twice"),
        (EntryDeed.RENAME, DAY, {"name": " "}, "text-missing"),
        (EntryDeed.RENAME, DAY, {"name": "Tổ của ông Tính"}, "text-personal"),
        (EntryDeed.RENAME, DAY, {"name": "Tổ 0912 345 678"}, "text-personal"),
        (EntryDeed.END, date(2025, 9, 1), {}, "unit-too-early"),
        (EntryDeed.FOUND, DAY, {"name": "Tổ khác"}, "unit-deed"),
    ],
)
def test_what_cannot_be_is_refused(an, group, deed, day, what, code):
    changed(an, group, EntryDeed.MEMBERS, date(2025, 9, 1), members="6")
    with pytest.raises(ActionRefused) as refused:
        changed(an, group, deed, day, **what)
    assert refused.value.code == code
    assert RegisterEntry.objects.count() == 2


def test_an_ended_unit_changes_no_more_until_the_end_is_taken_back(an, group):
    end = changed(an, group, EntryDeed.END, date(2025, 9, 1))
    with pytest.raises(ActionRefused, match="ngày kết thúc"):
        changed(an, group, EntryDeed.MEMBERS, DAY, members="6")
    take_back_entry(actor=an, unit_number=group.pk, entry_number=end.pk, reason="Nhầm tổ.")
    changed(an, group, EntryDeed.MEMBERS, DAY, members="6")
    assert names(an) == ["Tổ hòa giải bản Nà Sàng"]


def test_the_commune_keeps_the_province_looks_and_the_neighbour_sees_nothing(
    signed_in, an, binh, cuong, group
):
    leader = posted("chief", "leader", SOP_COP)
    address = reverse("unit", args=(group.pk,))
    for who in (binh, leader):
        client = signed_in(who)
        assert "Nà Sàng" in text_of(client.get(LIST))
        assert 'method="post" action="/so-theo-doi/' not in text_of(client.get(address))
        with pytest.raises(AccessDenied):
            founded(who, "Tổ khác")
        with pytest.raises(AccessDenied):
            changed(who, group, EntryDeed.END, DAY)
    client = signed_in(cuong)
    assert [client.get(page).status_code for page in (LIST, address)] == [404, 404]
    back = reverse("unit_take_back", args=(group.pk, group.entries.get().pk))
    assert client.post(back, {"reason": "x"}).status_code == 404
    assert client.post(address, {"deed": "end", "from": "2025-09-14"}).status_code == 404
    assert RegisterEntry.objects.count() == 1


def test_a_group_of_a_village_is_in_the_communes_register_and_in_its_own(an, na_sang):
    founded(an, "Tổ hòa giải xã")
    founded(an, "Tổ hòa giải bản", place_id=na_sang.place_id)
    head = posted("truong-ban", "village", na_sang.place_id)
    own = register_page(head, na_sang.place_id, DAY, RegisterFilters())
    assert [row.unit.name for row in own.rows] == ["Tổ hòa giải bản"]
    assert not own.may_keep
    assert counts(an)[0][1] == 2
    with pytest.raises(AccessDenied):
        counts(head)


def test_the_officer_enters_changes_and_finds_on_the_pages(signed_in, an, monkeypatch):
    monkeypatch.setattr(registers, "PAGE_SIZE", 1)
    client = signed_in(an)
    typed = {"unit_kind": "model", "unit_place": SOP_COP, "name": "Ngọn đèn an ninh", "members": ""}
    refused = client.post(LIST, typed | {"from": "hôm nay"})
    assert refused.status_code == 422
    assert 'value="Ngọn đèn an ninh"' in text_of(refused)
    client.post(LIST, typed | {"from": "2025-08-01"})
    client.post(LIST, typed | {"from": "2025-08-01", "name": "Dòng họ Lò tự quản"})
    page = text_of(client.get(f"{LIST}&kind=model"))
    assert "Trang 1 trên 2" in page
    assert "Mô hình: <strong>2</strong>" in page
    found = text_of(client.get(f"{LIST}&q=ngon+den"))
    assert "Ngọn đèn an ninh" in found
    assert "Dòng họ" not in found
    number = RegisterEntry.objects.get(name="Ngọn đèn an ninh").unit_id
    typed = {"deed": "members", "from": "2025-09-01", "members": "12"}
    text = text_of(client.post(reverse("unit", args=(number,)), typed, follow=True))
    assert "đang có, 12 thành viên" in text
