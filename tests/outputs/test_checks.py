"""What keeps a draft from being issued."""

from dataclasses import replace

import pytest

from bayen.core.findings import Severity
from bayen.outputs.checks import check_publication
from tests.outputs.sample import outlook, paragraph, publication


def codes(one):
    return [finding.code for finding in check_publication(one)]


@pytest.fixture
def ready():
    whole = publication()
    return replace(whole, parts=whole.parts[:2])


def test_a_finished_document_passes(ready):
    assert codes(ready) == []


def test_what_the_officer_has_not_written_yet_stops_it(ready):
    (finding,) = check_publication(replace(ready, parts=(outlook(),)))
    assert finding.code == "publication-prompt-left"
    assert finding.severity is Severity.BLOCK
    assert "«Cán bộ bổ sung nhiệm vụ riêng của địa phương»" in finding.message_vi


def test_an_annex_that_the_text_does_not_mention_is_found(ready):
    silent = replace(ready, opening=(paragraph("Chi tiết tại Phụ lục II kèm theo."),))
    found = check_publication(silent)
    assert [finding.where for finding in found] == ["Phụ lục I"]  # II does not speak for I


@pytest.mark.parametrize("mark", ["MẬT", " TỐI MẬT", "TUYỆT MẬT "])
def test_secrecy_marks_are_refused(ready, mark):
    assert codes(replace(ready, marks=(mark,))) == ["publication-secrecy-mark"]
    assert codes(replace(ready, opening=(*ready.opening, paragraph(mark)))) == [
        "publication-secrecy-mark"
    ]


def test_the_word_in_ordinary_text_is_no_mark(ready):
    text = paragraph("Bảo vệ bí mật nhà nước, giữ MẬT mã khóa.")
    assert codes(replace(ready, opening=(*ready.opening, text))) == []


def test_a_number_without_a_day_is_found(ready):
    assert codes(replace(ready, day=None)) == ["publication-half-numbered"]
    assert codes(replace(ready, day=None, number=None)) == []
