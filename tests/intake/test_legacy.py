"""Text in TCVN3 and VNI becomes Unicode; everything else is left as it is."""

# ruff: noqa: E501, RUF001 - the signs of old encodings look like others: that is the matter

import io
import unicodedata
from datetime import date

import docx
import pytest

from bayen.intake import Refused, load_document, read_document
from bayen.intake.formats import legacy
from bayen.intake.formats.legacy import TCVN3, VNI, find_encoding, to_unicode

SENTENCE = "Toàn xã có 12 tổ hòa giải với 84 thành viên, được củng cố ở 9 bản giáp biên."
TABLES = legacy._tables()


def into(text, encoding):
    """The text as old files have it: longest sequences of the table, turned round."""
    back = {new: old for old, new in TABLES[encoding].items()}
    return "".join(back.get(char, char) for char in unicodedata.normalize("NFC", text))


def test_well_known_words():
    assert to_unicode("Tæ hßa gi¶i", TCVN3) == "Tổ hòa giải"
    assert (
        to_unicode("Céng hoµ x· héi chñ nghÜa ViÖt Nam", TCVN3)
        == "Cộng hoà xã hội chủ nghĩa Việt Nam"
    )
    assert (
        to_unicode("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", VNI)
        == "Cộng hòa xã hội chủ nghĩa Việt Nam"
    )
    assert to_unicode("ÑOÄC LAÄP - TÖÏ DO", VNI) == "ĐỘC LẬP - TỰ DO"


@pytest.mark.parametrize("encoding", [TCVN3, VNI])
def test_every_small_letter_has_its_way_there_and_back(encoding):
    letters = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
    assert to_unicode(into(letters, encoding), encoding) == letters
    assert len(set(TABLES[encoding])) == len(TABLES[encoding])


@pytest.mark.parametrize("encoding", [TCVN3, VNI])
def test_the_encoding_is_told_by_the_words(encoding):
    assert find_encoding(into(SENTENCE, encoding)) == encoding


@pytest.mark.parametrize(
    "text",
    [
        SENTENCE,
        "El niño español pidió más café; el señor pagó en Málaga y también en Cádiz.",
        "Die Straße führt über die Brücke nach München, wo größere Häuser stehen.",
        "Les élèves ont été félicités à l'école française après la fête.",
        "12 + 5 = 17 m² à 3 €",
        "",
    ],
)
def test_unicode_and_other_languages_are_left(text):
    assert find_encoding(text) is None


@pytest.mark.parametrize("encoding", [TCVN3, VNI])
def test_an_old_text_file_is_read_with_exact_spans(encoding, known):
    document = load_document(into(SENTENCE, encoding).encode("latin-1"), "cũ.txt")
    assert document.text == SENTENCE
    reading = read_document(document, day=date(2005, 6, 1), place="xã Mường Và", known=known)
    assert [(p.candidate.text, p.indicator) for p in reading.proposals][:2] == [
        ("12", "group.mediation.count"), ("84", "group.mediation.members"),
    ]  # fmt: skip
    for proposal in reading.proposals:
        candidate = proposal.candidate
        assert document.text[candidate.start : candidate.end] == candidate.text


def test_runs_of_a_word_file_are_turned_by_their_font():
    document = docx.Document()
    paragraph = document.add_paragraph()
    for text, font in (("b¸o c¸o", ".VnTimeH"), (" cña x· ", ".VnTime"), ("Mường Và", "Times New Roman"),
                       (" – toå hoø", "VNI-Times"), ("a giaûi", "VNI-Times")):  # fmt: skip
        paragraph.add_run(text).font.name = font
    table = document.add_table(1, 1)
    table.cell(0, 0).paragraphs[0].add_run("Tæ hßa gi¶i").font.name = ".VnTime"
    data = io.BytesIO()
    document.save(data)
    loaded = load_document(data.getvalue(), "cũ.docx")
    assert loaded.text == "BÁO CÁO của xã Mường Và – tổ hòa giải\nTổ hòa giải"


def test_bytes_of_no_known_encoding_are_refused():
    with pytest.raises(Refused, match="UTF-8"):
        load_document(bytes(range(0x80, 0x100)) * 3, "lạ.txt")
