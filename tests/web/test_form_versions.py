"""A new version of a form: written and looked at in the browser, published for a day."""

from __future__ import annotations

from datetime import date
from html import unescape

import pytest
from django.urls import reverse

from bayen.access.own_forms import follow_forms
from bayen.actions.form_fields import read_fields
from bayen.actions.form_versions import content_of
from bayen.actions.forms import submit_form
from bayen.catalogue.forms import form_in, load_form, versions_of
from bayen.core.checks import Past
from bayen.core.period_codes import parse_period
from bayen.core.places import NATION_ID
from bayen.core.quantities import parse_quantity
from bayen.records.append_only import AppendOnlyError
from bayen.records.models import FormVersion, Submission
from tests.cast import AUGUST, FORM, PATROLS, SOP_COP, posted

pytestmark = pytest.mark.django_db
NEW = reverse("form_version_new", args=(FORM,))
CONTENT = """# Tuyên truyền, phát động phong trào
Ca tuần tra
activity.sessions
# Mục của tỉnh
equipment.cameras  Camera an ninh
"""


@pytest.fixture
def administrator(db):
    return posted("quan-tri", "administrator", NATION_ID)


def written(**more: str) -> dict[str, str]:
    return {
        "title": "Báo cáo tháng, mẫu rút gọn",
        "valid_from": "2027-01-15",
        "legal_basis": "Quyết định 12/2026/QĐ-UBND",
        "working_days": "3",
        "deadline_basis": "Quyết định 12/2026/QĐ-UBND, Điều 5",
        "content": CONTENT,
    } | more


def test_an_administrator_looks_at_a_version_and_publishes_it_for_a_day(
    signed_in, administrator, django_capture_on_commit_callbacks
):
    client = signed_in(administrator)
    text = unescape(client.get(NEW).content.decode())
    assert "activity.patrols  Ca tuần tra" in text  # a copy of the last one
    text = unescape(client.post(NEW, written()).content.decode())
    assert "Xem trước: 3 chỉ tiêu" in text
    assert text.index("Ca tuần tra") < text.index("Camera an ninh")
    assert not FormVersion.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        text = client.post(NEW, written(publish="1"), follow=True).content.decode()
    assert "Đã ban hành bản 3" in text
    form = form_in(FORM, parse_period("2027-M02"))
    assert form is not None
    assert (form.version, form.deadline.working_days) == (3, 3)
    assert form.indicators == (PATROLS, "activity.sessions", "equipment.cameras")
    earlier = form_in(FORM, AUGUST)
    assert earlier is not None
    assert earlier.version == 1


def test_what_was_sent_keeps_its_version(signed_in, an, binh, administrator):
    sent = submit_form(
        actor=an, form_code=FORM, place_id=SOP_COP, period=AUGUST, raw={PATROLS: "17"}
    )
    signed_in(administrator).post(NEW, written(publish="1"))
    follow_forms()
    assert Submission.objects.get().form_version == 1
    page = unescape(
        signed_in(binh).get(reverse("submission", args=(sent.number,))).content.decode()
    )
    assert "Tổ hòa giải" in page  # which the new version does not ask for
    with pytest.raises(AppendOnlyError):
        FormVersion.objects.get().save()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"valid_from": "2027-01-16"}, "ngày đầu một kỳ"),
        ({"valid_from": "2025-01-15"}, "sau 15/11/2026"),
        ({"content": "# Mục\nkhông có chỉ tiêu này"}, "Dòng 2: không có chỉ tiêu"),
        ({"content": "activity.patrols"}, "chưa có mục"),
        ({"content": "# Mục\nactivity.patrols\nactivity.patrols"}, "trùng activity.patrols"),
        ({"working_days": "0"}, "1"),
    ],
)
def test_what_cannot_be_published_is_said(signed_in, administrator, change, words):
    response = signed_in(administrator).post(NEW, written(publish="1", **change))
    assert response.status_code == 422
    assert words in unescape(response.content.decode())
    assert not FormVersion.objects.exists()


def test_only_administrators_publish(signed_in, binh):
    assert signed_in(binh).get(NEW).status_code == 404
    assert signed_in(binh).post(NEW, written(publish="1")).status_code == 404


def test_the_version_of_2027_balances_what_there_was_with_what_there_is():
    form = form_in(FORM, parse_period("2026-M12"))
    assert form is not None
    assert {"model.dissolved", "mediation.failed"} <= set(form.indicators)
    assert "model.dissolved" not in load_form().indicators
    before = Past(previous={"model.count": parse_quantity("10")})
    raw = {"model.new": "3", "model.dissolved": "1", "model.count": "13"}
    [model] = [one for one in read_fields(form, raw, before).fields if one.findings]
    assert model.code == "model.count"
    assert "phải còn 12" in model.findings[0].message_vi
    right = read_fields(form, raw | {"model.count": "12"}, before)
    assert not any(one.findings for one in right.fields)


def test_the_content_of_a_version_is_written_as_it_is_read():
    last = versions_of(FORM)[-1]
    lines = content_of(last).splitlines()
    assert len([line for line in lines if not line.startswith("#")]) == len(last.indicators)
    assert date(2026, 11, 15) == last.valid_from
