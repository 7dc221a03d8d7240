"""Layouts of tables: kept when a person accepts, used on the next table, forgotten on demand."""

from io import BytesIO

import pytest
from openpyxl import Workbook

from bayen.access.denied import AccessDenied
from bayen.actions.accepting import accept_submission
from bayen.actions.deciding import Changes, Decision, decide_proposal
from bayen.actions.layouts import forget_layout
from bayen.actions.receiving import receive_document
from bayen.records.models import AuditEvent, KeptLayout, Observation
from tests.cast import DIEN_BIEN, SON_LA, SOP_COP, month

pytestmark = pytest.mark.django_db
RIGHT = {"Nhóm thường trực": "group.core_mass.count", "Nhóm liên kết": "group.self_managed.count"}
CODES = tuple(RIGHT.values())


def sheet(*amounts, person="") -> bytes:
    """Two rows whose words alone do not tell what they count."""
    book = Workbook()
    page = book.active
    assert page is not None
    page.append(["Nội dung theo dõi", "Kỳ này"])
    for label, amount in zip([*RIGHT, *([person] if person else [])], amounts, strict=True):
        page.append([label, amount])
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def receive(actor, *amounts, place=SOP_COP, period="2025-M08", **more):
    return receive_document(
        actor=actor, data=sheet(*amounts, **more), name="bang.xlsx", place_id=place,
        period=month(period),
    )  # fmt: skip


def read(submission):
    return dict(submission.proposals.order_by("number").values_list("written", "indicator"))


def accept_with_corrections(actor, submission, codes=CODES):
    for figure, code in zip(submission.proposals.order_by("number"), codes, strict=False):
        decision = Decision.CORRECT if figure.indicator != code else Decision.ACCEPT
        changes = Changes(indicator=code) if decision is Decision.CORRECT else None
        decide_proposal(actor=actor, proposal=figure, decision=decision, changes=changes)
    return accept_submission(actor=actor, submission=submission, leave_pending=True)


@pytest.fixture
def first(binh):
    """Read by words alone, then set right once by hand and accepted."""
    submission = receive(binh, 31, 12)
    assert read(submission) == {"31": "other", "12": "other"}
    accept_with_corrections(binh, submission)
    return submission


def test_a_table_set_right_once_is_read_right_the_next_time(binh, first):
    again = receive(binh, 33, 14, period="2025-M09")
    assert read(again) == dict(zip(("33", "14"), RIGHT.values(), strict=True))
    assert again.layouts[0]["kept"] == KeptLayout.objects.get().pk
    reasons = [text for _, text in again.proposals.first().reasons]
    assert any("bố cục đã lưu" in text for text in reasons)


def test_what_is_kept_is_what_people_took(binh, first):
    kept = KeptLayout.objects.get()
    assert (kept.place_id, kept.source, kept.kept_by) == (SOP_COP, first, binh)
    assert sorted(kept.names.values()) == sorted(RIGHT.values())
    event = AuditEvent.objects.get(action="keep_layout")
    assert (event.place_id, event.detail["names"]) == (SOP_COP, 2)
    assert Observation.objects.count() == 2


def test_a_figure_that_nobody_took_is_not_kept(binh):
    submission = receive(binh, 31, 12)
    accept_with_corrections(binh, submission, list(RIGHT.values())[:1])
    assert list(KeptLayout.objects.get().names.values()) == [RIGHT["Nhóm thường trực"]]


def test_forgotten_it_is_read_by_its_words_again_until_that_is_taken_back(binh, first):
    kept = KeptLayout.objects.get()
    forget_layout(actor=binh, layout=kept)
    assert set(read(receive(binh, 33, 14, period="2025-M09")).values()) == {"other"}
    forget_layout(actor=binh, layout=kept, forget=False)
    assert "other" not in read(receive(binh, 34, 15, period="2025-M10")).values()


def test_a_later_correction_replaces_what_was_kept(binh, first):
    again = receive(binh, 33, 14, period="2025-M09")
    accept_with_corrections(binh, again, ("group.self_managed.members", RIGHT["Nhóm liên kết"]))
    kept = KeptLayout.objects.get()
    assert sorted(kept.names.values()) == ["group.self_managed.count", "group.self_managed.members"]
    assert kept.source == again


def test_the_neighbour_is_not_read_with_it_and_forgets_nothing(cuong, first):
    assert set(read(receive(cuong, 33, 14, place=DIEN_BIEN)).values()) == {"other"}
    with pytest.raises(AccessDenied):
        forget_layout(actor=cuong, layout=KeptLayout.objects.get())


def test_communes_are_read_with_what_the_province_keeps(an, binh):
    accept_with_corrections(binh, receive(binh, 31, 12, place=SON_LA))
    assert "other" not in read(receive(an, 3, 2)).values()


def test_a_row_that_looks_like_a_person_is_never_kept(binh):
    submission = receive(binh, 31, 12, 5, person="Lò Văn Tính")
    codes = [*RIGHT.values(), "group.core_mass.count"]
    accept_with_corrections(binh, submission, codes)
    assert not any("tính" in key for key in KeptLayout.objects.get().names)
    assert not any("tính" in key for layout in submission.layouts for key in layout["names"])
