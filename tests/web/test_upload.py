"""Sending a document: what is taken in, and each refusal in one clear sentence."""

import zipfile
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from bayen.records.models import Document, Refusal, Submission
from bayen.web.upload_limit import LIMIT
from tests.cast import SON_LA, posted
from tests.web.conftest import LETTER

pytestmark = pytest.mark.django_db


def broken_docx() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/nothing.xml", "x")
    return out.getvalue()


def send(client, name, data):
    return client.post(reverse("upload"), {"file": SimpleUploadedFile(name, data)})


def test_a_document_is_read_and_shown(signed_in, binh):
    response = send(signed_in(binh), "bao-cao.txt", LETTER.encode())
    submission = Submission.objects.get()
    assert response["Location"] == reverse("submission", args=(submission.number,))
    assert submission.proposals.filter(indicator="group.mediation.count").exists()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("trong.txt", b""),
        ("hong.docx", broken_docx()),
        ("gia.pdf", b"%PDF-1.7 not one"),
        ("mat.txt", "MẬT\nBáo cáo có 12 tổ hòa giải.".encode()),
        ("danh-sach.html", "<table><tr><th>Họ tên đối tượng</th></tr></table>".encode()),
        ("anh.exe", b"MZ\x00\x01"),
    ],
)
def test_what_is_refused_is_refused_at_its_field_and_not_kept(name, data, signed_in, binh):
    response = send(signed_in(binh), name, data)
    text = response.content.decode()
    assert response.status_code == 422
    assert 'class="error-summary"' in text
    assert 'href="#id_file"' in text
    assert (Document.objects.count(), Submission.objects.count()) == (0, 0)
    assert Refusal.objects.count() == 1


def test_nothing_sent_is_asked_for(signed_in, binh):
    response = signed_in(binh).post(reverse("upload"), {})
    assert response.status_code == 422
    assert "Chọn một tệp, hoặc dán nội dung" in response.content.decode()


def test_what_is_too_large_is_turned_away_by_its_announced_length(signed_in, binh):
    response = signed_in(binh).post(
        reverse("upload"), data=b"", content_type="text/plain", CONTENT_LENGTH=str(4 * LIMIT)
    )
    assert response.status_code == 413
    assert "lớn quá 50 MB" in response.content.decode()


def test_a_leader_sends_nothing(signed_in, db):

    leader = posted("lanh-dao", "leader", SON_LA)
    client = signed_in(leader)
    assert client.get(reverse("upload")).status_code == 404
    assert reverse("upload") not in client.get(reverse("home")).content.decode()
