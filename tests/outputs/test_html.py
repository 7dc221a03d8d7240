"""The page fragment: escaped, figures to open, header cells that screen readers follow."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from bayen.outputs.html import render_html
from bayen.outputs.publication import Figure, Footnote, Paragraph
from tests.outputs.sample import publication


def tree(page):
    return LexborHTMLParser(page)


def test_figures_lead_to_their_trail():
    page = tree(render_html(publication(), href=lambda key: f"/trail?key={key}&x=1"))
    figure = page.css_first('a[data-key="activity.sessions"]')
    assert figure.text() == "280 buổi"
    assert figure.attributes["href"] == "/trail?key=activity.sessions&x=1"
    cell = page.css_first('td a[data-key="cell:60"]')
    assert cell.text() == "60"


def test_without_addresses_figures_carry_their_key_alone():
    figure = tree(render_html(publication())).css_first('a[data-key="activity.sessions"]')
    assert "href" not in figure.attributes


def test_unreported_cells_say_so_and_zeros_do_not():
    page = tree(render_html(publication()))
    unreported = page.css("td.pub-unreported")
    assert len(unreported) == 2
    assert all(cell.attributes["title"] == "Chưa có số liệu" for cell in unreported)


def test_the_document_reads_in_order():
    page = tree(render_html(publication()))
    assert page.css_first("h1").text() == "BÁO CÁO"
    assert page.css_first(".pub-mark").text() == "Số liệu minh họa"
    heads = [node.text() for node in page.css("h2")]
    assert heads == [
        "I. TÌNH HÌNH",
        "II. KẾT QUẢ",
        "III. PHƯƠNG HƯỚNG, NHIỆM VỤ TRỌNG TÂM",
        "Phụ lục I",
        "Phụ lục II",
    ]
    assert page.css_first(".pub-signer").text() == "Lò Văn Mẫu"


def test_grouped_headers_span_what_they_name():
    head = tree(render_html(publication())).css("table")[1].css_first("thead")
    group = next(cell for cell in head.css("th") if cell.text() == "Tổ hòa giải")
    assert group.attributes["colspan"] == "2"
    assert group.attributes["scope"] == "colgroup"
    assert head.css_first("th").attributes["rowspan"] == "2"


def test_footnotes_are_listed_where_their_marks_lead():
    page = tree(render_html(publication()))
    mark = page.css_first("sup a")
    note = page.css_first(mark.attributes["href"])
    assert note.text() == "Bản Pha chưa gửi số liệu tháng 9/2026."


words = st.text(st.sampled_from("<>&\"'ab /=đ"), min_size=1)


@given(words, words, words)
def test_no_word_becomes_markup(text, key, note):
    opening = (Paragraph((text, Figure(text, key), Footnote(note))),)
    page = render_html(
        replace(publication(), opening=opening, parts=(), annexes=(), recipients=(text,)),
        href=lambda one: one,
    )
    plain = tree(page)
    assert {node.tag for node in plain.css("article *")} <= {
        "p", "h1", "header", "footer", "div", "br", "a", "sup", "ol", "ul", "li",
    }  # fmt: skip
    assert plain.css_first("a.pub-figure").attributes["data-key"] == key
