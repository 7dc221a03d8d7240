"""Labels point at the figures in the text that people see."""

import unicodedata
from pathlib import Path

import pytest

from bayen.core.quantities import parse_number
from tools.build_examples import load_sources
from tools.example_documents.labels import LabelError, find_labels
from tools.example_documents.plain_text import render_plain_text
from tools.example_documents.source import Figure, Paragraph, Source, Span, Text

SOURCES = {Path(source.file).stem: source for source in load_sources()}


@pytest.mark.parametrize("name", SOURCES)
def test_a_label_for_every_figure_in_the_order_of_the_text(name):
    source = SOURCES[name]
    text = render_plain_text(source).decode()
    labels = list(find_labels(source, text))
    assert len(labels) == sum(len(words.figures) for words in source.texts)
    assert all(text[label["start"] : label["end"]] == label["text"] for label in labels)
    starts = [label["start"] for label in labels]
    assert starts == sorted(set(starts))


def test_broken_lines_do_not_hide_a_figure():
    source = SOURCES["song-lo-son-duong-2020"]
    text = render_plain_text(source).decode()
    broken = text.replace(" ", "\n")
    starts = [[label["start"] for label in find_labels(source, t)] for t in (text, broken)]
    assert starts[0] == starts[1]


def test_a_lost_figure_is_named():
    source = SOURCES["tram-tau-2022"]
    text = render_plain_text(source).decode().replace("17.000", "17 000")
    with pytest.raises(LabelError, match=r"17\.000 lượt người"):
        list(find_labels(source, text))


@pytest.mark.parametrize("name", SOURCES)
def test_values_are_those_of_the_numbers(name):
    for words in SOURCES[name].texts:
        for figure in words.figures:
            if figure.text[-1].isdigit() and figure.of is None:
                assert figure.value == parse_number(figure.text)
            assert unicodedata.is_normalized("NFC", words.plain)


def test_numbers_with_a_whole_a_percent_sign_or_a_scale():
    figures = {f.text: f for s in SOURCES.values() for t in s.texts for f in t.figures}
    assert figures["4/8"].value == 4
    assert figures["4/8"].of == 8
    assert figures["100%"].value == 100
    assert figures["100 triệu"].value == 100_000_000


def test_a_number_inside_a_longer_one_is_not_taken_for_it():
    figure = Figure(0, "10", "model.new", "mô hình", "exact", Span(None, "2020-01-01"), "xã A")
    source = Source({"file": "x.txt"}, (Paragraph(Text("10", (figure,))),))
    (label,) = find_labels(source, "110 và 10.055, 4/10, 10%… rồi 10, hết")
    assert label["start"] == 30
