"""Cutting a document for showing: nothing is lost, every figure can be found."""

from hypothesis import given
from hypothesis import strategies as st

from bayen.intake import Passage
from bayen.web.highlight import Figure, cut_document, cut_text

TEXT = "Toàn xã có 127 tổ hòa giải với 318 thành viên."


def texts(pieces):
    return "".join(piece.text for piece in pieces)


def test_a_figure_becomes_a_piece_of_its_own():
    pieces = cut_text(TEXT, 0, len(TEXT), [Figure(1, 11, 14, "sure")])
    assert [(p.text, [f.number for f in p.figures]) for p in pieces] == [
        ("Toàn xã có ", []),
        ("127", [1]),
        (" tổ hòa giải với 318 thành viên.", []),
    ]


def test_figures_that_overlap_share_a_piece_that_shows_the_most_doubtful():
    [piece] = [
        p
        for p in cut_text(
            TEXT, 0, len(TEXT), [Figure(1, 11, 14, "sure"), Figure(2, 11, 17, "doubt")]
        )
        if p.figures
    ]
    assert piece.text == "127 tổ"
    assert piece.look == "doubt"


def test_text_outside_every_passage_is_shown_too():
    blocks = cut_document(TEXT, [Passage("paragraph", 0, 10, "đoạn 1")], [])
    assert [texts(b.pieces) for b in blocks] == [TEXT[:10], TEXT[10:]]


def test_cells_stand_in_their_rows_and_missing_ones_are_empty():
    text = "a b c"
    cells = [
        Passage("cell", 0, 1, "ô", 1, 1, 1),
        Passage("cell", 2, 3, "ô", 1, 1, 2),
        Passage("cell", 4, 5, "ô", 1, 2, 2),
    ]
    [table] = cut_document(text, cells, [Figure(7, 4, 5, "sure")])
    assert [[texts(cell.pieces) for cell in row] for row in table.rows] == [["a", "b"], ["", "c"]]
    assert table.rows[1][1].pieces[0].figures[0].number == 7


def test_a_merged_cell_leaves_out_those_it_covers():
    cells = [Passage("cell", 0, 1, "ô", 1, 1, 1, rows=2), Passage("cell", 2, 3, "ô", 1, 1, 2)]
    cells += [Passage("cell", 4, 5, "ô", 1, 2, 2)]
    [table] = cut_document("a b c", cells, [])
    assert [[texts(cell.pieces) for cell in row] for row in table.rows] == [["a", "b"], ["c"]]
    assert table.rows[0][0].rows == 2


def test_a_figure_outside_the_text_breaks_nothing():
    [block] = cut_document(
        TEXT, [Passage("paragraph", 0, len(TEXT), "đoạn 1")], [Figure(1, 40, 900)]
    )
    assert texts(block.pieces) == TEXT


spans = st.tuples(st.integers(0, 60), st.integers(1, 20))


@given(st.text(min_size=1, max_size=60), st.lists(spans, max_size=8))
def test_no_character_is_lost_or_said_twice(text, found):
    figures = [Figure(i, start, start + length) for i, (start, length) in enumerate(found)]
    kept = sorted(
        (f for f in figures if f.end <= len(text)), key=lambda f: (f.start, -f.end, f.number)
    )
    assert texts(cut_text(text, 0, len(text), kept)) == text
