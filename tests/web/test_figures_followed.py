"""Totals, trails, corrections and publications: who sees what, and that every step has its page."""

import io
import re

import openpyxl
import pytest
from django.urls import reverse

from bayen.records.models import Observation, PublicationRecord
from tests.cast import PATROLS, SON_LA, SOP_COP

pytestmark = pytest.mark.django_db
AUGUST = f"place={SON_LA}&period=2025-M08"
COMMUNE = f"place={SOP_COP}&period=2025-M08"


def text_of(response):
    assert response.status_code == 200
    return response.content.decode()


def test_the_total_of_a_province_says_how_many_reported(signed_in, binh, form_accepted):
    text = text_of(signed_in(binh).get(reverse("table") + f"?{AUGUST}"))
    assert re.search(r'title="1/75 xã đã có số liệu"><span class="word">hơn</span> 17</a>', text)
    assert "1/75 xã đã gửi, 1 đã duyệt" in text
    assert "xã Sốp Cộp" in text


def test_what_nobody_reported_is_hatched_and_a_zero_is_not(signed_in, binh, form_accepted):
    text = text_of(signed_in(binh).get(reverse("table") + f"?{COMMUNE}"))
    assert 'class="cell cell-empty"' in text
    assert ">0</a>" not in text


def test_the_neighbour_asks_in_vain(signed_in, cuong, form_accepted):
    client = signed_in(cuong)
    seq = Observation.objects.get(indicator=PATROLS).seq
    for address in (
        reverse("table") + f"?{AUGUST}",
        reverse("table_csv") + f"?{AUGUST}",
        reverse("table_xlsx") + f"?{COMMUNE}",
        reverse("trail") + f"?{COMMUNE}&indicator={PATROLS}",
        reverse("observation", args=(seq,)),
    ):
        assert client.get(address).status_code == 404, address
    assert client.post(reverse("publications") + f"?{AUGUST}").status_code == 404
    found = client.get(reverse("place_search"), {"q": "sop cop"}).json()["found"]
    assert found == []


def test_a_trail_leads_from_the_total_to_the_field(signed_in, binh, form_accepted):
    client = signed_in(binh)
    total = text_of(client.get(reverse("trail") + f"?{AUGUST}&indicator={PATROLS}"))
    assert "cộng từ các đơn vị cấp dưới" in total
    assert f"place={SOP_COP}" in total
    own = text_of(client.get(reverse("trail") + f"?{COMMUNE}&indicator={PATROLS}"))
    figure = form_accepted.proposals.get(indicator=PATROLS)
    assert "ô biểu mẫu: Ca tuần tra" in own
    assert reverse("submission", args=(form_accepted.number,)) + f"#p{figure.number}" in own
    assert "Binh nhận lúc" in own


def test_the_drawer_gets_the_trail_without_the_page_around_it(signed_in, binh, form_accepted):
    address = reverse("trail") + f"?{COMMUNE}&indicator={PATROLS}"
    text = text_of(signed_in(binh).get(address, headers={"HX-Request": "true"}))
    assert "<html" not in text
    assert "Ca tuần tra" in text


@pytest.mark.parametrize(
    ("query", "status"),
    [
        (f"{COMMUNE}&indicator=khong-co", 404),
        (f"{COMMUNE}", 404),
        (f"{COMMUNE}&indicator={PATROLS}&known_at=hom-qua&boundaries=ngay-mai", 200),
        (f"place=khong-co&period=99&indicator={PATROLS}", 200),
    ],
)
def test_addresses_typed_wrong_break_nothing(query, status, signed_in, binh, form_accepted):
    assert signed_in(binh).get(reverse("trail") + f"?{query}").status_code == status


def test_a_place_typed_without_diacritics_is_found_without_script(signed_in, binh, form_accepted):
    query = "?place_text=xa+sop+cop&period=2025-M08"
    assert "Tổng hợp xã Sốp Cộp" in text_of(signed_in(binh).get(reverse("table") + query))


def test_a_place_that_is_not_one_only_is_asked_back(signed_in, binh, form_accepted):
    text = text_of(signed_in(binh).get(reverse("table") + "?place_text=sop+cop"))
    assert "Không tìm thấy đúng một địa bàn tên «sop cop»" in text
    assert "huyện Sốp Cộp, tỉnh Sơn La (đến 30/6/2025)" in text


def test_files_hold_what_the_page_shows(signed_in, binh, form_accepted):
    client = signed_in(binh)
    csv = client.get(reverse("table_csv") + f"?{AUGUST}").content.decode("utf-8-sig")
    assert csv.startswith('"Tổng hợp tỉnh Sơn La, tháng 8/2025"')
    assert "hơn 17" in csv
    xlsx = client.get(reverse("table_xlsx") + f"?{AUGUST}")
    assert "attachment" in xlsx["Content-Disposition"]
    book = openpyxl.load_workbook(io.BytesIO(xlsx.content))
    numbers = [c for row in book["Tổng hợp"].iter_rows() for c in row if c.value == 17]
    assert {'"hơn "#,##0', "#,##0"} >= {cell.number_format for cell in numbers} != set()


def test_a_figure_is_corrected_and_both_numbers_stay(signed_in, binh, form_accepted):
    client = signed_in(binh)
    seq = Observation.objects.get(indicator=PATROLS).seq
    address = reverse("observation", args=(seq,))
    client.post(address, {"quantity": "19", "reason": "Cộng sót hai ca."})
    text = text_of(client.get(address))
    assert text.index("đã thay") < text.index("đang dùng")
    assert 'Lý do: <span lang="vi">Cộng sót hai ca.</span>' in text
    table = text_of(client.get(reverse("table") + f"?{COMMUNE}"))
    assert ">19</a>" in table


def test_what_was_known_before_a_correction_can_still_be_asked(signed_in, binh, form_accepted):
    client = signed_in(binh)
    old = Observation.objects.get(indicator=PATROLS)
    client.post(
        reverse("observation", args=(old.seq,)), {"quantity": "19", "reason": "Cộng sót hai ca."}
    )
    query = f"?{COMMUNE}&known_at={old.recorded_at.strftime('%Y-%m-%dT%H:%M:%S.%fZ')}"
    assert ">17</a>" in text_of(client.get(reverse("table") + query))


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"quantity": "", "reason": "x"}, "Nhập số đúng"),
        ({"quantity": "mười", "reason": "x"}, "không phải số"),
        ({"quantity": "19", "reason": ""}, "Ghi lý do đính chính"),
        ({"quantity": "17", "reason": "x"}, "giống số cũ"),
    ],
)
def test_a_correction_that_cannot_be_says_why(data, says, signed_in, binh, form_accepted):
    seq = Observation.objects.get(indicator=PATROLS).seq
    response = signed_in(binh).post(reverse("observation", args=(seq,)), data)
    assert response.status_code == 422
    assert says in response.content.decode()


def test_the_commune_sees_its_figure_but_may_not_correct_it(signed_in, an, form_accepted):
    seq = Observation.objects.get(indicator=PATROLS).seq
    client = signed_in(an)
    assert "Đính chính</button>" not in text_of(client.get(reverse("observation", args=(seq,))))
    data = {"quantity": "99", "reason": "x"}
    assert client.post(reverse("observation", args=(seq,)), data).status_code == 404


def test_a_document_is_published_shown_and_handed_out(signed_in, binh, form_accepted):
    client = signed_in(binh)
    response = client.post(reverse("publications") + f"?{AUGUST}")
    record = PublicationRecord.objects.get()
    assert response["Location"] == reverse("publication", args=(record.pk,))
    text = text_of(client.get(response["Location"]))
    assert 'class="pub-figure"' in text
    assert "dau-vet/?place=" in text
    for kind, content in (("docx", record.docx), ("xlsx", record.xlsx)):
        file = client.get(reverse("publication_file", args=(record.pk, kind)))
        assert file.content == bytes(content)
    assert client.get(reverse("publication_file", args=(record.pk, "pdf"))).status_code == 404


def test_the_neighbour_does_not_see_the_publication(signed_in, binh, cuong, form_accepted):
    signed_in(binh).post(reverse("publications") + f"?{AUGUST}")
    number = PublicationRecord.objects.get().pk
    client = signed_in(cuong)
    assert client.get(reverse("publication", args=(number,))).status_code == 404
    assert client.get(reverse("publication_file", args=(number, "docx"))).status_code == 404
    assert "Kết quả thực hiện" not in text_of(client.get(reverse("publications")))
