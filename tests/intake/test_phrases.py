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


def test_those_who_come_to_a_meeting_have_its_day():
    said = (
        "Ngày 21/12, UBND xã Tân Hòa tổ chức hội nghị tổng kết phong trào năm 2021. Tham dự có bí "
        "thư, trưởng thôn và lực lượng công an xã. Tổng số *68 đại biểu."
    )
    found = figure(said, date(2021, 12, 22))
    assert found is not None
    assert (found.first_day, found.last_day) == (date(2021, 12, 21), date(2021, 12, 21))


def test_what_delegates_say_has_the_day_of_the_meeting():
    said = (
        "Ngày 3/10, xã Hòa Phú tổ chức hội nghị đối thoại với nhân dân.\n9 tháng đầu năm 2025, "
        "toàn xã xảy ra 4 vụ trộm.\nCác đại biểu nêu *12 ý kiến về an ninh trật tự."
    )
    found = figure(said, date(2025, 10, 4))
    assert found is not None
    assert (found.first_day, found.last_day) == (date(2025, 10, 3), date(2025, 10, 3))


def test_awards_at_the_festival_are_of_its_day_though_many_communes_held_one():
    said = (
        "Sáng 23/7, xã Yên Hân tổ chức Ngày hội toàn dân bảo vệ an ninh Tổ quốc.\nĐến ngày 20/7, "
        "toàn tỉnh đã có 31 xã, phường tổ chức Ngày hội. Tại Ngày hội, UBND huyện trao giấy khen "
        "cho *4 tập thể."
    )
    found = figure(said, date(2020, 7, 24))
    assert found is not None
    assert (found.first_day, found.last_day) == (date(2020, 7, 23), date(2020, 7, 23))


def test_in_this_time_means_the_time_of_the_title():
    said = (
        "BÁO CÁO\nKết quả công tác từ ngày 16/7/2018 đến ngày 15/8/2018\n\nTừ ngày 1/1/2018 đến "
        "ngày 30/6/2018 có 126 người đi cai nghiện.\nTrong kỳ, tai nạn giao thông xảy ra *14 vụ."
    )
    found = figure(said, date(2018, 8, 16))
    assert found is not None
    assert (found.first_day, found.last_day) == (date(2018, 7, 16), date(2018, 8, 15))


@pytest.mark.parametrize(
    "opening",
    [
        "Xã Nậm Càn mới chính thức hoạt động từ 01/7/2025. Ngày 14/8, xã tổ chức Ngày hội toàn "
        "dân bảo vệ an ninh Tổ quốc.",
        "Ngày 19/8 hằng năm là ngày hội của phong trào. Hôm nay 14/8, xã tổ chức ngày hội toàn "
        "dân bảo vệ an ninh Tổ quốc.",
        "Trong không khí cả nước kỷ niệm 80 năm Cách mạng Tháng Tám, sáng 14/8, tại nhà văn hóa, "
        "xã tổ chức Ngày hội.",
    ],
)
def test_the_day_of_an_event_is_no_day_since_which_something_holds(opening):
    found = figure(f"{opening}\nTại ngày hội, UBND xã khen *5 tập thể.", date(2025, 8, 16))
    assert found is not None
    assert (found.first_day, found.last_day) == (date(2025, 8, 14), date(2025, 8, 14))
