"""A place that no list has is a finding on its figure; the others go on."""

from datetime import date

from bayen.intake import load_document, load_knowledge, read_document

TEXT = "Năm 2018, xã Không Có Thật có 12 tổ hòa giải. Huyện Sốp Cộp có 127 tổ hòa giải."


def test_an_unlisted_place_is_named_and_loses_nothing_else() -> None:
    document = load_document(TEXT.encode(), "a.txt")
    reading = read_document(document, day=date(2018, 12, 31), place=None, known=load_knowledge())
    unlisted, listed = reading.proposals
    assert (unlisted.place_id, listed.place_id) == (None, "d127.2004")
    [finding] = [f for f in reading.findings if f.code == "unlisted-place"]
    assert finding.where == "0"
    assert "«xã Không Có Thật" in finding.message_vi
    assert "hãy chọn địa bàn" in finding.message_vi
