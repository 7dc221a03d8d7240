"""What an account touched: its own deeds in the span, nobody else's, with the 72-hour clock."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from docx import Document

from bayen.access.denied import AccessDenied
from bayen.actions.audit import record_access
from bayen.actions.forms import submit_form
from bayen.actions.sign_in_events import record_sign_in_event
from bayen.outputs.breach_record import breach_summary, compose_breach_record
from bayen.outputs.docx import render_docx
from bayen.reads.exposure import exposure
from tests.cast import AUGUST, FORM, PATROLS, SOP_COP

pytestmark = pytest.mark.django_db


@pytest.fixture
def lived(an, binh):
    """A day of An's, and one deed of Bình's that must not be counted."""
    record_sign_in_event(account=an, action="sign_in", address="10.1.2.3", browser="Chrome")
    submit_form(actor=an, form_code=FORM, place_id=SOP_COP, period=AUGUST, raw={PATROLS: "17"})
    record_access(actor=an, action="view_document", target="submission:9", place=SOP_COP)
    record_access(actor=an, action="view_accounts", target="accounts", people=12)
    record_access(actor=an, action="export_table", target="table:x", place=SOP_COP, format="xlsx")
    record_access(actor=binh, action="export_table", target="table:x", format="csv")


def of(reader, username="an", *, since=timedelta(hours=1), until=timedelta(minutes=-1)):
    now = timezone.now()
    return exposure(reader, username, now - since, now - until, now)


def test_it_lists_what_this_account_touched(operator, lived):
    found = of(operator)
    assert [line.deed for line in found.exports] == ["xuất bảng tổng hợp"]
    assert found.exports[0].place == "xã Sốp Cộp, tỉnh Sơn La"
    assert found.exports[0].detail == "dạng xlsx"
    assert [line.target for line in found.views] == ["báo cáo số 9", "danh sách tài khoản"]
    assert found.people == 12
    assert [line.deed for line in found.changes] == ["gửi biểu mẫu"]
    assert [line.detail for line in found.log_ins] == ["máy 10.1.2.3, trình duyệt Chrome"]


def test_the_clock_runs_72_hours_from_the_discovery(operator, lived):
    found = of(operator)
    assert found.due - found.found_at == timedelta(hours=72)
    assert f"{found.due:%H:%M %d/%m/%Y}" in " ".join(breach_summary(found))


def test_only_the_span_counts(operator, lived):
    found = of(operator, since=timedelta(hours=3), until=timedelta(hours=2))
    assert (found.exports, found.views, found.changes, found.log_ins) == ((), (), (), ())


def test_another_provinces_account_is_not_there(keeper, cuong, lived):
    with pytest.raises(AccessDenied):
        of(keeper, "cuong")
    assert of(keeper, "an").exports


def test_the_record_is_a_document_with_what_was_touched(operator, lived):
    document = Document(BytesIO(render_docx(compose_breach_record(of(operator)))))
    words = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "xác nhận vi phạm quy định về bảo vệ dữ liệu cá nhân" in words
    assert "hạn báo cơ quan chuyên trách (72 giờ)" in words
    cells = {cell.text for table in document.tables for row in table.rows for cell in row.cells}
    assert {"xuất bảng tổng hợp", "báo cáo số 9", "xã Sốp Cộp, tỉnh Sơn La"} <= cells
