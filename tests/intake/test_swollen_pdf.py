"""A small PDF that unpacks to hours of work is refused in words; an honest one is read."""

import io

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, StreamObject

from bayen.intake import Refused, load_document
from bayen.intake.formats import pdf_contents

SHOWN = b"BT /F1 12 Tf 60 450 Td (Co 127 to hoa giai.) Tj ET\n"


def stream(data, **entries):
    made = StreamObject()
    made.set_data(data)
    for name, value in entries.items():
        made[NameObject(f"/{name}")] = value
    return made.flate_encode()


def pdf(painted, *, pages=1, table=b"", form=b""):
    """Pages that share what they paint, with a font that may have a table of characters."""
    book = PdfWriter()
    font = DictionaryObject()
    for name, value in {"Type": "Font", "Subtype": "Type1", "BaseFont": "Helvetica"}.items():
        font[NameObject(f"/{name}")] = NameObject(f"/{value}")
    if table:
        font[NameObject("/ToUnicode")] = book._add_object(stream(table))
    fonts = DictionaryObject({NameObject("/F1"): book._add_object(font)})
    resources = DictionaryObject({NameObject("/Font"): fonts})
    if form:
        made = stream(form, Subtype=NameObject("/Form"))
        forms = {NameObject(f"/X{n}"): book._add_object(made) for n in range(4)}
        resources[NameObject("/XObject")] = DictionaryObject(forms)
    shared = book._add_object(stream(painted))
    for _ in range(pages):
        page = book.add_blank_page(600, 800)
        page[NameObject("/Contents")] = shared
        page[NameObject("/Resources")] = resources
    out = io.BytesIO()
    book.write(out)
    return out.getvalue()


def test_an_honest_one_is_read():
    assert "127" in load_document(pdf(SHOWN, table=b"x" * 1000), "a.pdf").text


@pytest.mark.parametrize(
    "swollen",
    [
        {"painted": SHOWN * 60_000},
        {"painted": SHOWN, "form": SHOWN * 20_000},
        {"painted": SHOWN * 20_000, "pages": 51},
        {"painted": SHOWN, "table": b"<0041> <0042>\n" * 700_000},
        {"painted": b"0 0 m 10 10 l S\n" * 1_000_000, "pages": 20},
    ],
    ids=["one page", "forms", "pages that share", "a font's table", "lines"],
)
def test_a_swollen_one_is_refused_before_it_is_read(swollen):
    data = pdf(**swollen)
    assert len(data) < 200_000
    with pytest.raises(Refused) as refused:
        load_document(data, "a.pdf")
    assert refused.value.code == "bomb"
    assert "phình to bất thường" in str(refused.value)


def test_a_form_that_paints_itself_comes_to_an_end():
    book = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(SHOWN, form=SHOWN))))
    resources = book.pages[0]["/Resources"]
    assert isinstance(resources, DictionaryObject)
    forms = resources["/XObject"]
    assert isinstance(forms, DictionaryObject)
    for form in forms.values():
        form.get_object()[NameObject("/Resources")] = resources
    out = io.BytesIO()
    book.write(out)
    page = PdfReader(out).pages[0]
    assert sum(1 for _ in pdf_contents.contents(page)) == 1 + 4 + 4**2 + 4**3 + 4**4
    assert "127" in load_document(out.getvalue(), "a.pdf").text
