"""A form filled in as a workbook: made for one place and period, taken back cell by cell."""

from __future__ import annotations

import base64
import io
import re
import subprocess
from html import unescape
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from bayen.actions.accepting import accept_submission
from bayen.actions.forms import save_form_draft
from bayen.actions.receiving import receive_document
from bayen.catalogue.forms import load_form
from bayen.records.models import Choice, Offer, Proposal, Submission
from tests.cast import AUGUST, FORM, PATROLS, SEPTEMBER, SESSIONS, SON_LA, SOP_COP, TEAMS
from tests.web.form_page import cell_of

pytestmark = pytest.mark.django_db
HERE = f"place={SOP_COP}&period={SEPTEMBER.key}"
MEDIA = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def page(name: str, query: str = HERE) -> str:
    return f"{reverse(name)}?{query}"


@pytest.fixture
def workbook(signed_in, an, form_accepted):
    """An's workbook of September, after the form of August was accepted."""
    return signed_in(an).get(page("form_workbook")).content


def filled(data: bytes, **figures) -> bytes:
    book = load_workbook(io.BytesIO(data))
    for code, value in figures.items():
        book["Biểu mẫu"][cell_of(book, code.replace("__", "."))] = value
    return saved(book)


def saved(book) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def hand_in(client, data: bytes, query: str = HERE, name: str = "bieu-mau.xlsx"):
    file = SimpleUploadedFile(name, data, content_type=MEDIA)
    return client.post(page("form_workbook_back", query), {"file": file}, follow=True)


def test_the_workbook_is_locked_but_for_this_period_and_shows_the_one_before(workbook):
    book = load_workbook(io.BytesIO(workbook))
    sheet, keys = book["Biểu mẫu"], book["_bayen"]
    cell = sheet[cell_of(book, PATROLS)]
    assert sheet.protection.sheet
    assert not cell.protection.locked
    assert sheet.cell(cell.row, 1).protection.locked
    assert sheet.cell(cell.row, 3).value == 17  # what August had
    assert sheet.cell(cell.row, 3).font.color.rgb.endswith("6B7785")
    assert keys.sheet_state == "veryHidden"
    assert sheet["A2"].value.startswith("xã Sốp Cộp, tỉnh Sơn La · tháng 9/2025")
    rules = sheet.data_validations.dataValidation
    assert len(rules) == len(load_form().indicators)
    assert any(cell.coordinate in rule.sqref for rule in rules)


def test_figures_come_back_and_those_that_are_wrong_are_named_by_cell(signed_in, an, workbook):
    back = filled(
        workbook,
        **{
            "activity__patrols": 2025,  # a count, not a year
            "activity__sessions": "hơn 12",
            "group__mediation__count": "mười",
            "case__total": -3,
            "tip__received": 4.5,
        },
    )
    text = unescape(hand_in(signed_in(an), back).content.decode())
    assert "Đã nhận 3 số từ Excel, 3 số ghi vào ô trống" in text
    book = load_workbook(io.BytesIO(back))
    bad = [cell_of(book, TEAMS), cell_of(book, "case.total")]
    assert all(f"<strong>{cell}</strong>" in text for cell in bad)
    assert "«mười»" in text
    written = {p.field_code: p.written for p in Proposal.objects.filter(submission__status="draft")}
    assert written == {PATROLS: "2025", SESSIONS: "hơn 12", "tip.received": "4,5"}

    marked = re.search(r'name="marked" value="([^"]+)"', text)
    assert marked
    posted = {"marked": marked[1], "name": "bieu-mau.xlsx"}
    copy = signed_in(an).post(page("form_workbook_marked"), posted).content
    assert base64.b64decode(marked[1]) == copy
    sheet = load_workbook(io.BytesIO(copy))["Biểu mẫu"]
    assert [sheet[cell].fill.fgColor.rgb for cell in bad] == ["FFF4C7C3"] * 2
    assert "không phải số" in sheet[bad[0]].comment.text
    assert sheet[cell_of(book, PATROLS)].comment is None


@pytest.mark.parametrize(
    ("query", "words"),
    [
        (f"place={SOP_COP}&period={AUGUST.key}", "của xã Sốp Cộp, tháng 9/2025"),
        (f"place=c04228.2025&period={SEPTEMBER.key}", "không phải của biểu mẫu đang mở"),
    ],
)
def test_a_workbook_of_another_place_or_period_is_refused(signed_in, binh, workbook, query, words):
    response = hand_in(signed_in(binh), workbook, query)
    assert response.status_code == 422
    assert words in unescape(response.content.decode())
    assert not Offer.objects.exists()


def test_keys_that_were_changed_are_refused(signed_in, an, workbook):
    book = load_workbook(io.BytesIO(workbook))
    book["_bayen"]["C5"] = AUGUST.key
    query = f"place={SOP_COP}&period={AUGUST.key}"
    response = hand_in(signed_in(an), saved(book), query)
    assert "Phần khóa ẩn" in unescape(response.content.decode())
    assert response.status_code == 422


def test_a_file_that_is_none_of_ours_is_refused(signed_in, an):
    client = signed_in(an)
    assert "hỏng" in unescape(hand_in(client, b"khong phai zip").content.decode())
    from openpyxl import Workbook  # noqa: PLC0415

    stranger = saved(Workbook())
    assert "không phải tệp Excel do chương trình" in unescape(
        hand_in(client, stranger).content.decode()
    )


def test_a_neighbour_gets_and_hands_in_nothing(signed_in, cuong, workbook):
    client = signed_in(cuong)
    assert client.get(page("form_workbook")).status_code == 404
    assert hand_in(client, workbook).status_code == 404


@pytest.mark.slow
def test_libreoffice_opens_counts_and_saves_it(signed_in, an, workbook, soffice, tmp_path: Path):
    source = tmp_path / "bieu-mau.xlsx"
    source.write_bytes(filled(workbook, activity__patrols=40))
    (tmp_path / "ra").mkdir()
    subprocess.run(
        [
            soffice,
            f"-env:UserInstallation={(tmp_path / 'office').as_uri()}",
            "--headless",
            *("--convert-to", "xlsx:Calc MS Excel 2007 XML"),
            *("--outdir", str(tmp_path / "ra")),
            str(source),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    data = (tmp_path / "ra" / "bieu-mau.xlsx").read_bytes()
    text = unescape(hand_in(signed_in(an), data).content.decode())
    assert "Đã nhận 1 số từ Excel" in text
    assert Offer.objects.get().written == "40"


def test_channels_stand_side_by_side_and_the_choice_stays_in_the_record(
    signed_in, an, binh, workbook
):
    save_form_draft(
        actor=an,
        form_code=FORM,
        place_id=SOP_COP,
        period=SEPTEMBER,
        raw={PATROLS: "17", SESSIONS: "4"},
    )
    client = signed_in(an)
    text = unescape(
        hand_in(
            client, filled(workbook, activity__patrols=21, activity__sessions=4)
        ).content.decode()
    )
    assert "1 số khác số đang ghi" in text
    letter = "Trong tháng 9 năm 2025, xã Sốp Cộp đã tổ chức 19 ca tuần tra."
    document = receive_document(
        actor=an, data=letter.encode(), name="xa.txt", place_id=SOP_COP, period=SEPTEMBER
    )
    text = unescape(client.get(page("form_filling")).content.decode())
    assert 'data-take="21"' in text
    assert "✓ Excel" in text  # of the sessions, on which they agree
    assert f"văn bản số {document.number}" in text
    assert 'data-take="19"' in text
    client.post(page("form_filling"), {PATROLS: "21", SESSIONS: "4"})
    choice = Choice.objects.get()
    assert (choice.field_code, choice.written) == (PATROLS, "21")
    assert [[kind, written] for kind, _, written in choice.others] == [
        ["workbook", "21"],
        ["document", "19"],
    ]
    sent = Submission.objects.get(kind="form", period_key=SEPTEMBER.key)
    accept_submission(actor=binh, submission=sent)
    seq = sent.observations.get(indicator=PATROLS).seq
    entry = unescape(signed_in(binh).get(reverse("observation", args=(seq,))).content.decode())
    assert f"văn bản số {document.number}" in entry
    query = f"place={SON_LA}&period={SEPTEMBER.key}&indicator={PATROLS}"
    assert signed_in(binh).get(f"{reverse('trail')}?{query}").status_code == 200
