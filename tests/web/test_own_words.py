"""The lexicon's pages: who sees what, what the buttons do, searching without diacritics."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bayen.actions.receiving import receive_document
from bayen.records.models import KeptLayout, Phrase
from tests.cast import SOP_COP, month

pytestmark = pytest.mark.django_db
WORDS = "… cột thắp sáng đường quê"


@pytest.fixture
def document(an):
    text = "Tháng 8/2025, toàn xã lắp mới 14 cột thắp sáng đường quê."
    return receive_document(actor=an, data=text.encode(), name="bc.txt", place_id=SOP_COP,
                            period=month("2025-M08"))  # fmt: skip


def correct(client, document):
    number = document.proposals.get().number
    return client.post(
        reverse("figure", args=(document.number, number)),
        {"decision": "correct", "quantity": "14", "unit": "cột", "indicator": "equipment.lights",
         "place": SOP_COP, "period": "2025-M08"},
        follow=True,
    )  # fmt: skip


@pytest.fixture
def suggested(signed_in, an, document):
    correct(signed_in(an), document)
    return Phrase.objects.get()


def listed(client, query=""):
    return client.get(reverse("lexicon") + query).content.decode()


def deed(client, phrase, name, **more):
    address = reverse("phrase_deed", args=(phrase.pk,))
    return client.post(address, {"deed": name} | more, follow=True)


def test_the_form_shows_the_words_and_the_figure_what_was_suggested(signed_in, an, document):
    client = signed_in(an)
    number = document.proposals.get().number
    form = client.get(reverse("figure_edit", args=(document.number, number))).content.decode()
    assert f"Số này đứng cùng cụm từ «{WORDS}»" in form
    page = correct(client, document).content.decode()
    assert f"Đã đề nghị «{WORDS}» vào" in page


def test_the_commune_and_the_province_see_it_and_the_neighbour_does_not(
    signed_in, an, binh, cuong, suggested
):
    for account in (an, binh):
        text = listed(signed_in(account))
        assert WORDS in text
        assert "Đèn an ninh" in text
        assert "xã Sốp Cộp" in text
        assert ">an<" not in text
    assert WORDS not in listed(signed_in(cuong))
    client = signed_in(cuong)
    assert deed(client, suggested, "use").status_code == 404
    assert client.get(reverse("phrase_edit", args=(suggested.pk,))).status_code == 404
    suggested.refresh_from_db()
    assert suggested.state == "suggested"


def test_it_is_used_withdrawn_and_undone(signed_in, an, suggested):
    client = signed_in(an)
    for name, state in (("use", "in-use"), ("withdraw", "withdrawn"), ("undo", "in-use")):
        deed(client, suggested, name)
        suggested.refresh_from_db()
        assert suggested.state == state
    assert deed(client, suggested, "explode").status_code == 400


def test_offered_above_it_stands_in_the_provinces_lexicon(signed_in, an, binh, suggested):
    assert "Đề nghị lên tỉnh Sơn La" in listed(signed_in(an))
    deed(signed_in(an), suggested, "offer")
    assert listed(signed_in(an)).count(f"«{WORDS}»</th>") == 1
    assert listed(signed_in(binh)).count(f"«{WORDS}»</th>") == 2


def test_it_is_edited_and_a_bad_edit_says_why(signed_in, an, suggested):
    client, address = signed_in(an), reverse("phrase_edit", args=(suggested.pk,))
    bad = client.post(address, {"words": "… đèn của Lò Văn Tính", "indicator": "equipment.lights"})
    assert bad.status_code == 422
    assert "giống tên riêng" in bad.content.decode()
    client.post(address, {"words": "cột thắp sáng", "indicator": "equipment.lights"})
    suggested.refresh_from_db()
    assert suggested.words == "… cột thắp sáng"


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ("?q=cot+thap+sang", True),
        ("?q=den+an+ninh", True),
        ("?q=sop+cop", True),
        ("?q=hoa+giai", False),
        ("?status=suggested", True),
        ("?status=in-use", False),
    ],
)
def test_it_is_found_without_diacritics_and_by_state(signed_in, an, suggested, query, is_found):
    assert (f"«{WORDS}»</th>" in listed(signed_in(an), query)) is is_found


def test_the_list_comes_in_pages_at_the_same_cost(signed_in, an, suggested):
    client = signed_in(an)
    of_one = queries(client)
    Phrase.objects.bulk_create(
        Phrase(place_id=SOP_COP, day=suggested.day, words=f"… tổ {'x' * n} y", made_by=an,
               indicator="equipment.lights", state="suggested", made_at=suggested.made_at)
        for n in range(1, 61)
    )  # fmt: skip
    assert queries(client) == of_one
    text = listed(client, "?page=2")
    assert "Trang 2 trên 2" in text
    assert f"«{WORDS}»</th>" in text  # the oldest


def queries(client):
    with CaptureQueriesContext(connection) as captured:
        listed(client)
    return len(captured)


def test_layouts_are_listed_forgotten_and_recalled(signed_in, an, cuong, document):
    kept = KeptLayout.objects.create(
        place_id=SOP_COP, day=document.last_day, fingerprint="x", headers=["nội dung", "số"],
        names={"tổ hòa giải": "group.mediation.count"}, source=document, kept_by=an,
        kept_at=document.created_at,
    )  # fmt: skip
    client, address = signed_in(an), reverse("layout_deed", args=(kept.pk,))
    text = client.get(reverse("layouts")).content.decode()
    assert "nội dung · số" in text
    assert "tổ hòa giải → Tổ hòa giải" in text
    client.post(address, {"deed": "forget"})
    assert "đã quên" in client.get(reverse("layouts")).content.decode()
    client.post(address, {"deed": "recall"})
    kept.refresh_from_db()
    assert not kept.is_forgotten
    neighbour = signed_in(cuong)
    assert "nội dung · số" not in neighbour.get(reverse("layouts")).content.decode()
    assert neighbour.post(address, {"deed": "forget"}).status_code == 404


def test_a_table_read_with_a_kept_layout_says_from_where(signed_in, an, document):
    kept = KeptLayout.objects.create(
        place_id=SOP_COP, day=document.last_day, fingerprint="x", headers=["a"], names={},
        source=document, kept_by=an, kept_at=document.created_at,
    )  # fmt: skip
    document.layouts = [{"headers": ["a"], "names": {}, "kept": kept.pk}]
    document.save()
    page = reverse("submission", args=(document.number,))
    text = signed_in(an).get(page).content.decode()
    assert "Đã nhớ cách đọc bảng này từ" in text
    assert f"báo cáo số {document.number}" in text
    address = reverse("layout_deed", args=(kept.pk,))
    after = signed_in(an).post(address, {"deed": "forget", "next": page}, follow=True)
    assert "văn bản sau sẽ đọc lại từ đầu" in after.content.decode()


def test_nobody_is_sent_to_another_site(signed_in, an, suggested):
    response = signed_in(an).post(
        reverse("phrase_deed", args=(suggested.pk,)),
        {"deed": "use", "next": "https://example.org/"},
    )
    assert response["Location"] == reverse("lexicon")
