"""Turns of phrase by indicator and by time: one figure each, the one after the star.

Our own words, in the ways that reports of many provinces put things. A star is left out before
reading; without one the first figure is asked.
"""

import csv
from datetime import date
from pathlib import Path

import pytest

from bayen.intake import load_document, load_knowledge, read_document

PLACE = "huyện Kỳ Sơn, tỉnh Nghệ An"


def rows(name):
    with (Path(__file__).parent / name).open(encoding="utf-8", newline="") as lines:
        return [tuple(row) for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)][1:]


def figure(text, day):
    star, plain = max(text.find("*"), 0), text.replace("*", "").replace("\\n", "\n\n")
    document = load_document(plain.encode(), "a.txt")
    reading = read_document(document, day=day, place=PLACE, known=load_knowledge())
    return next((p for p in reading.proposals if p.candidate.start >= star), None)


@pytest.mark.parametrize(("indicator", "phrase"), rows("indicator_phrases.tsv"))
def test_a_phrase_names_its_indicator(indicator, phrase):
    found = figure(phrase, date(2024, 12, 20))
    assert found is not None
    assert found.indicator == indicator


@pytest.mark.parametrize(("day", "period", "text"), rows("periods_told.tsv"))
def test_a_figure_has_the_time_its_words_tell(day, period, text):
    found = figure(text, date.fromisoformat(day))
    assert found is not None
    assert f"{found.first_day}..{found.last_day}" == period


def test_a_report_on_a_month_only_sums_up_the_year_so_far():
    said = (
        "BÁO CÁO\nKết quả công tác tháng 5/2022\n\nPhạm pháp hình sự: không xảy ra. Từ đầu năm đến "
        "nay xảy ra 03 vụ.\nTai nạn giao thông: xảy ra *2 vụ."
    )
    found = figure(said, date(2022, 5, 27))
    assert found is not None
    assert (found.first_day, found.last_day) == (date(2022, 5, 1), date(2022, 5, 31))
