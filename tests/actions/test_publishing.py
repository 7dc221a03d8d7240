"""Publications: what they say, that they are kept, and that they can be made again."""

import hashlib
import io

import docx
import pytest
from openpyxl import load_workbook

from bayen.access.denied import AccessDenied
from bayen.actions.accepting import accept_submissions
from bayen.actions.correcting import correct_observation
from bayen.actions.forms import FormEntry, submit_forms
from bayen.actions.publishing import preview, produce_again, publish
from bayen.core.atlas import UnknownPlaceError
from bayen.core.quantities import parse_quantity
from bayen.outputs.components import body_blocks
from bayen.outputs.publication import text_of
from bayen.reads.publications import publication_view, publications
from bayen.reads.verification import verify_ledger
from bayen.records.models import Observation, PublicationRecord
from tests.cast import DIEN_BIEN, FORM, OLD_MUONG_VA, PATROLS, SESSIONS, SON_LA, SOP_COP, month
from tests.intruder import run_sql, without_guards

pytestmark = pytest.mark.django_db
NOW, THEN = month("2026-M09"), month("2025-M09")


@pytest.fixture
def ledger(binh):
    """Sốp Cộp and a neighbour within Sơn La, this September and the last."""
    entries = [
        FormEntry(FORM, SOP_COP, THEN, {SESSIONS: "40", PATROLS: "10"}),
        FormEntry(FORM, SOP_COP, NOW, {SESSIONS: "50", PATROLS: "hơn 20"}, is_illustrative=True),
        FormEntry(FORM, OLD_MUONG_VA, month("2025-M05"), {SESSIONS: "3"}),
    ]
    sent = submit_forms(actor=binh, entries=entries)
    accept_submissions(actor=binh, submissions=sent.submissions)


def words(publication):
    return "\n".join(text_of(block.runs) for block in body_blocks(publication))


def test_it_states_the_figures_the_change_and_who_is_missing(binh, ledger):
    text = words(preview(actor=binh, place_id=SOP_COP, period=NOW))
    assert "50 buổi" in text
    assert "tăng 10 buổi (+25,0%) so với cùng kỳ năm 2025" in text
    assert "hơn 20 ca" in text
    text = words(preview(actor=binh, place_id=SON_LA, period=NOW))
    assert "1/75 xã, phường đã gửi" in text


def test_its_annexes_have_a_row_for_every_unit_below(binh, ledger):
    publication = preview(actor=binh, place_id=SON_LA, period=NOW)
    for annex in publication.annexes:
        assert len(annex.table.rows) == 75
    assert preview(actor=binh, place_id=SOP_COP, period=NOW).annexes == ()


def test_units_of_before_a_change_stand_under_their_own_heading(binh, ledger):
    publication = preview(actor=binh, place_id=SON_LA, period=month("2025-M07"))
    headings = [row.cells[1] for row in publication.annexes[0].table.rows if row.is_heading]
    assert headings == ["Địa bàn trước ngày 01/7/2025", "Địa bàn từ ngày 01/7/2025"]


def test_made_up_figures_are_said_to_be(binh, ledger):
    assert preview(actor=binh, place_id=SON_LA, period=NOW).marks == ("Số liệu minh họa",)
    assert preview(actor=binh, place_id=SON_LA, period=THEN).marks == ()
    assert publish(actor=binh, place_id=SON_LA, period=NOW).is_illustrative


def test_the_files_open_and_are_kept_with_their_digests(binh, ledger):
    record = publish(actor=binh, place_id=SOP_COP, period=NOW)
    text = "\n".join(p.text for p in docx.Document(io.BytesIO(record.docx)).paragraphs)
    assert "tháng 9/2026" in text
    assert load_workbook(io.BytesIO(record.xlsx)).sheetnames[0] == "Báo cáo"
    kept = publication_view(binh, record.pk)
    assert hashlib.sha256(kept.docx).hexdigest() == kept.docx_digest == record.docx_digest
    assert hashlib.sha256(kept.xlsx).hexdigest() == kept.xlsx_digest


def test_it_is_made_again_byte_for_byte_after_a_correction(binh, ledger):
    record = publish(actor=binh, place_id=SON_LA, period=NOW)
    seq = Observation.objects.get(indicator=SESSIONS, last_day=NOW.last_day).seq
    correct_observation(actor=binh, seq=seq, quantity=parse_quantity("70"), reason="gõ nhầm")
    again = produce_again(actor=binh, number=record.pk)
    assert again.docx == bytes(record.docx)
    assert again.xlsx == bytes(record.xlsx)
    assert "70 buổi" in words(preview(actor=binh, place_id=SON_LA, period=NOW))
    assert publish(actor=binh, place_id=SON_LA, period=NOW).docx_digest != record.docx_digest


def test_the_neighbour_sees_publishes_and_makes_none_of_it(binh, cuong, ledger):
    record = publish(actor=binh, place_id=SON_LA, period=NOW)
    assert [one.number for one in publications(binh)] == [record.pk]
    assert publications(cuong) == ()
    for deed in (
        lambda: publication_view(cuong, record.pk),
        lambda: produce_again(actor=cuong, number=record.pk),
        lambda: publish(actor=cuong, place_id=SON_LA, period=NOW),
        lambda: preview(actor=cuong, place_id=SOP_COP, period=NOW),
    ):
        with pytest.raises(AccessDenied):
            deed()


def test_a_place_that_never_was_has_no_document(operator, ledger):
    with pytest.raises(UnknownPlaceError):
        publish(actor=operator, place_id="c99999.2025", period=NOW)
    assert not PublicationRecord.objects.exists()


def test_a_changed_file_is_found(binh, ledger):
    record = publish(actor=binh, place_id=SOP_COP, period=NOW)
    with without_guards():
        run_sql("UPDATE records_publicationrecord SET docx = %s", b"khac")
    assert [(f.kind, f.key) for f in verify_ledger().faults] == [("publication", f"{record.pk}")]


def docx_text(record):
    return "\n".join(p.text for p in docx.Document(io.BytesIO(bytes(record.docx))).paragraphs)


def test_the_next_publication_says_what_was_corrected_since_and_only_that_one(binh, ledger):
    first = publish(actor=binh, place_id=SON_LA, period=NOW)
    assert "đính chính" not in docx_text(first).lower()
    for seq, value in (
        (Observation.objects.get(indicator=SESSIONS, last_day=NOW.last_day).seq, "60"),
        (Observation.objects.get(indicator=PATROLS, last_day=THEN.last_day).seq, "12"),
    ):
        correct_observation(actor=binh, seq=seq, quantity=parse_quantity(value), reason="gõ nhầm")
    twice = Observation.objects.get(indicator=SESSIONS, milli=60_000).seq
    correct_observation(
        actor=binh, seq=twice, quantity=parse_quantity("70"), reason="đếm lại theo sổ"
    )
    second = publish(actor=binh, place_id=SON_LA, period=NOW)
    text = docx_text(second)
    assert "SỐ LIỆU ĐÍNH CHÍNH" in text.upper()
    assert "2 số liệu đã được đính chính" in text
    assert "đã ghi 50, nay là 70 buổi; lý do: đếm lại theo sổ." in text
    assert "đã ghi 10, nay là 12" in text
    again = produce_again(actor=binh, number=second.pk)
    assert again.docx == bytes(second.docx)
    assert "đính chính" not in docx_text(publish(actor=binh, place_id=SON_LA, period=NOW)).lower()


def test_what_a_neighbour_corrected_is_not_said_here(binh, cuong, ledger):
    publish(actor=cuong, place_id=DIEN_BIEN, period=NOW)
    seq = Observation.objects.get(indicator=SESSIONS, last_day=NOW.last_day).seq
    correct_observation(actor=binh, seq=seq, quantity=parse_quantity("70"), reason="gõ nhầm")
    record = publish(actor=cuong, place_id=DIEN_BIEN, period=NOW)
    assert "đính chính" not in docx_text(record).lower()
