"""Words of time of reports, in days, seen from 20 August 2025 unless the case says otherwise."""

from datetime import date

import pytest

from bayen.intake.timewords import find_time_words
from bayen.intake.told import ToldSpans

DAY = date(2025, 8, 20)

SPANS = {
    "trong 6 tháng đầu năm, xã có": ("2025-01-01", "2025-06-30"),
    "báo cáo quý iii/2025": ("2025-07-01", "2025-09-30"),
    "quý i, ii năm 2025": ("2025-01-01", "2025-06-30"),
    "từ tháng 01/2024 đến tháng 6/2025": ("2024-01-01", "2025-06-30"),
    "từ tháng 8/2023 - 8/2024": ("2023-08-01", "2024-08-31"),
    "từ tháng 1-6/2025": ("2025-01-01", "2025-06-30"),
    "từ năm 2021 đến tháng 6/2025": ("2021-01-01", "2025-06-30"),
    "từ năm 2019 đến nay": ("2019-01-01", "2025-08-20"),
    "từ đầu năm đến nay": ("2025-01-01", "2025-08-20"),
    "tính từ đầu năm 2024 đến 14/11/2024": ("2024-01-01", "2024-11-14"),
    "(từ 15/11/2024 đến 14/5/2025)": ("2024-11-15", "2025-05-14"),
    "từ 15/12 đến 14/3/2025": ("2024-12-15", "2025-03-14"),
    "từ khi thành lập (01/7/2025) đến nay": ("2025-07-01", "2025-08-20"),
    "trong hai ngày 15 và 16/8": ("2025-08-15", "2025-08-16"),
    "trong 2 năm 2022, 2023": ("2022-01-01", "2023-12-31"),
    "trong các năm 2022, 2023 và 2024": ("2022-01-01", "2024-12-31"),
    "giai đoạn 2020 - 2025": ("2020-01-01", "2025-12-31"),
    "11 tháng của năm 2024": ("2024-01-01", "2024-11-30"),
    "hơn 3 năm qua": ("2022-08-20", "2025-08-20"),
    "qua 15 năm tổ chức": ("2010-08-20", "2025-08-20"),
    "7 tháng qua": ("2025-01-01", "2025-07-31"),
    "tháng 10 vừa qua": ("2024-10-01", "2024-10-31"),
    "tuần qua": ("2025-08-13", "2025-08-20"),
    "từ tháng 3/2021, công an xã": ("2021-03-01", "2025-08-20"),
    "từ tháng 10-2021, công an xã": ("2021-10-01", "2025-08-20"),
    "từ năm 2021, công an xã": ("2021-01-01", "2025-08-20"),
    "thành lập từ năm 2021, tổ": ("2021-01-01", "2021-12-31"),
    "từ tháng 6, công an xã": ("2025-06-01", "2025-08-20"),
    "12 vụ kể từ tháng 9.": ("2024-09-01", "2025-08-20"),
    "chính quyền mới (từ 1/7), xã": ("2025-07-01", "2025-08-20"),
    "từ khi vận hành chính quyền 2 cấp đến nay": ("2025-07-01", "2025-08-20"),
    "từ khi có chính quyền 2 cấp (1/7/2025) tới nay": ("2025-07-01", "2025-08-20"),
    "mười năm, toàn tỉnh": ("2015-08-20", "2025-08-20"),
    "tháng 4 và tháng 5": ("2025-04-01", "2025-05-31"),
    "tháng 8 này, xã": ("2025-08-01", "2025-08-31"),
    "kỳ nghỉ (2 - 5/8), xã": ("2025-08-02", "2025-08-05"),
    "từ khi có chỉ thị 09 (năm 2021) đến nay": ("2021-01-01", "2025-08-20"),
    "tháng trước, xã": ("2025-07-01", "2025-07-31"),
    "riêng tháng 7 đã có 13 tin": ("2025-07-01", "2025-07-31"),
    "giữa tháng 7 vừa qua": ("2025-07-01", "2025-07-31"),
    "hồi 2022": ("2022-01-01", "2022-12-31"),
    "10 tháng 2024: 5 vụ": ("2024-01-01", "2024-10-31"),
    "năm nay mới có": ("2025-01-01", "2025-08-20"),
    "mười một tháng năm 2024, xã": ("2024-01-01", "2024-11-30"),
    "quí ii-2025, xã": ("2025-04-01", "2025-06-30"),
    "quý iii năm ngoái, xã": ("2024-07-01", "2024-09-30"),
    "5 tháng đầu năm trước": ("2024-01-01", "2024-05-31"),
    "hai quý đầu năm": ("2025-01-01", "2025-06-30"),
    "bốn tháng rưỡi đầu năm": ("2025-01-01", "2025-05-15"),
    "từ đầu quý iii đến nay": ("2025-07-01", "2025-08-20"),
    "từ 1/7 đến hết năm": ("2025-07-01", "2025-12-31"),
    "tính từ 1999 tới nay": ("1999-01-01", "2025-08-20"),
    "bốn tháng (3 - 6/2025), xã": ("2025-03-01", "2025-06-30"),
    "một năm (5/2024 - 4/2025), xã": ("2024-05-01", "2025-04-30"),
    "năm 2025, tính đến nay, xã": ("2025-01-01", "2025-08-20"),
    "7 tháng đầu năm, tính đến 15/7, xã": ("2025-01-01", "2025-07-15"),
    "tháng rồi, xã": ("2025-07-01", "2025-07-31"),
    "mở 2 lớp hồi tháng 5.": ("2025-05-01", "2025-05-31"),
    "công an huyện 8 tháng bắt 14 vụ": ("2025-01-01", "2025-08-31"),
    "có năm như 2017, xã": ("2017-01-01", "2017-12-31"),
    "từ khi hợp nhất đến nay, xã": ("2025-07-01", "2025-08-20"),
    "từ ngày xã mới đi vào hoạt động đến hết tháng 7": ("2025-07-01", "2025-07-31"),
    "sau sáp nhập, công an xã mở": ("2025-07-01", "2025-08-20"),
    "sau hơn một tháng vận hành chính quyền hai cấp": ("2025-07-01", "2025-08-20"),
    "một tháng sau sáp nhập": ("2025-07-01", "2025-07-31"),
    "một tháng đầu của xã mới": ("2025-07-01", "2025-07-31"),
    "từ ngày 25/7 đến hôm qua": ("2025-07-25", "2025-08-19"),
    "từ 1/7, khi vận hành xã mới, đến hết tháng 7": ("2025-07-01", "2025-07-31"),
    "từ khi có xã mới (1/7/2025) đến hết tháng 7/2025": ("2025-07-01", "2025-07-31"),
    "từ đầu mùa mưa, tức 01/5/2025, tới nay": ("2025-05-01", "2025-08-20"),
    "chạy từ đầu 2024, tính tới hết tháng 5 năm nay": ("2024-01-01", "2025-05-31"),
    "từ tháng 3 năm ngoái đến tháng 2 năm nay": ("2024-03-01", "2025-02-28"),
    "trong tháng 5 năm nay, xã": ("2025-05-01", "2025-05-31"),
    "từ tết đến nay": ("2025-01-29", "2025-08-20"),
    "từ tết nguyên đán tới cuối tháng 5": ("2025-01-29", "2025-05-31"),
    "sau tết đến nay": ("2025-01-29", "2025-08-20"),
    "từ đầu năm học mới đến nay": ("2024-09-01", "2025-08-20"),
    "nửa đầu năm ngoái": ("2024-01-01", "2024-06-30"),
    "nửa cuối năm 2023": ("2023-07-01", "2023-12-31"),
    "năm vừa rồi, xã": ("2024-01-01", "2024-12-31"),
    "5 năm vừa rồi": ("2020-08-20", "2025-08-20"),
    "tổng kết 5 năm nghị quyết liên tịch": ("2020-08-20", "2025-08-20"),
    "mười lăm năm chỉ thị 09": ("2010-08-20", "2025-08-20"),
    "cuối tháng 7 vừa rồi": ("2025-07-01", "2025-07-31"),
    "vụ 2024, có 44 nhóm": ("2024-01-01", "2024-12-31"),
    "tổ lập từ 2010, ban đầu": ("2010-01-01", "2010-12-31"),
    "kể từ khi chỉ thị 01 ngày 9/1/2015 của thủ tướng ra đời, xã": ("2015-01-09", "2025-08-20"),
    "từ tháng giêng tới nay": ("2025-01-01", "2025-08-20"),
    "từ ra giêng đến giờ": ("2025-01-01", "2025-08-20"),
    "bảy tháng nay, tổ báo": ("2025-01-01", "2025-07-31"),
    "lũ cuối tháng 7 làm 5 nhà ngập": ("2025-07-01", "2025-07-31"),
    "riêng mùa cà phê (tháng 5 đến tháng 7) là": ("2025-05-01", "2025-07-31"),
    "cũng trong năm, xã": ("2025-01-01", "2025-12-31"),
    "8 vụ (2022).": ("2022-01-01", "2022-12-31"),
}  # fmt: skip

STATES = {
    "đến nay": "2025-08-20",
    "hiện trên địa bàn có": "2025-08-20",
    "mô hình nay đã có ở": "2025-08-20",
    "trước khi sáp nhập, xã có": "2025-06-30",
    "đến cuối năm ngoái, xã có": "2024-12-31",
    "tính đến hôm qua đã có": "2025-08-19",
    "đến sáng qua, mô hình có ở": "2025-08-19",
    "tới chiều qua đã có": "2025-08-19",
    "tính đến 31/12/2024": "2024-12-31",
    "tính đến hết quý ii/2025": "2025-06-30",
    "tính đến giữa năm 2024": "2024-06-30",
    "đến giữa tháng 8": "2025-08-15",
    "đến cuối năm 2024": "2024-12-31",
    "trước ngày 1/7": "2025-06-30",
    "trước tháng 3, công an xã": "2025-02-28",
    "ba năm sau, tức hết năm 2024, đã có": "2024-12-31",
    "phân loại cuối quý ii: 5 tổ khá": "2025-06-30",
    "(thời điểm 30/6/2025)": "2025-06-30",
    "chốt đến 14/3": "2025-03-14",
    "tính đến tháng 8/2025": "2025-08-20",
    "tính đến hết tháng 8/2025": "2025-08-31",
    "có 5 tổ, nay thêm 2 tổ": "2025-08-20",
    "tính đến đầu tháng 8-2025": "2025-08-20",
    "có 4 tổ, giờ đã tăng": "2025-08-20",
    "bây giờ": "2025-08-20",
}


def read(words, day=DAY):
    found = find_time_words(words, day)
    return [(w.kind, w.first_day and str(w.first_day), str(w.last_day)) for w in found]


@pytest.mark.parametrize("words", sorted(SPANS))
def test_a_span_has_both_days(words):
    assert read(words) == [("span", *SPANS[words])]


@pytest.mark.parametrize("words", sorted(STATES))
def test_a_state_has_its_day(words):
    assert read(words) == [("state", None, STATES[words])]


@pytest.mark.parametrize("words", ["thời gian qua", "những năm gần đây", "mấy tháng nay"])
def test_vague_words_tell_no_day(words):
    assert read(words) == [("vague", None, "None")]


@pytest.mark.parametrize("words", ["trong kỳ báo cáo", "cũng trong thời gian ấy", "đợt này"])
def test_words_that_point_back_have_the_days_of_what_they_point_to(words):
    assert read(words) == [("same", None, "None")]


@pytest.mark.parametrize(
    "words",
    [
        "cách đây vài năm",
        "chỉ trong 3 tháng, đã",
        "đợt rồi, xã",
        "mùa cà phê vừa rồi không mất",
        "dịp tết vừa qua quyên được",
        "bão số 10 vừa rồi, đường đứt",
    ],
)
def test_of_some_times_past_nobody_knows_which(words):
    assert read(words) == [("past", None, "None")]


def test_in_the_first_days_of_a_month_the_month_just_over_is_meant():
    assert read("trong tháng,", date(2020, 12, 2)) == [("span", "2020-11-01", "2020-11-30")]


def test_without_a_year_the_last_such_time_is_meant():
    january = date(2025, 1, 6)
    assert read("quý iv", january) == [("span", "2024-10-01", "2024-12-31")]
    assert read("trong 9 tháng đầu năm", january) == [("span", "2024-01-01", "2024-09-30")]
    assert read("sáng 25/12", january) == [("day", "2024-12-25", "2024-12-25")]


@pytest.mark.parametrize(
    "words", ["từ 12 hộ đến 15 hộ", "nhiệm vụ 2026", "năm học 2023-2024", "tiêu chí 3-4"]
)
def test_what_only_looks_like_a_time_is_none(words):
    assert read(words) == []


@pytest.mark.parametrize("words", ["hôm qua, xã", "đêm qua, 9 người", "chiều hôm qua, xã"])
def test_yesterday_is_the_day_before_the_text(words):
    assert read(words) == [("day", "2025-08-19", "2025-08-19")]


def test_the_same_day_is_the_one_told_last():
    told = ("day", "2025-08-12", "2025-08-12")
    assert read("sáng 12/8, xã mở hội; chiều cùng ngày, xã trao quà") == [told, told]
    assert read("cùng ngày, xã trao quà") == []


def test_since_it_began_counts_from_the_day_told_of_its_beginning():
    said = "tổ ra mắt ngày 5/3/2024. từ khi thành lập đến nay, tổ mở 9 buổi"
    words = find_time_words(said, DAY)
    began = ToldSpans(said, words, DAY).exact(words[-1], None)
    assert (began.kind, began.first_day, began.last_day) == ("span", date(2024, 3, 5), DAY)


def test_half_of_last_year_is_last_year():
    assert read("bằng một nửa năm trước") == [("span", "2024-01-01", "2024-12-31")]


@pytest.mark.parametrize("day", ["12-3 âm lịch", "ngày 12/3 (âm lịch)"])
def test_a_day_of_the_lunar_calendar_is_none_of_ours(day):
    assert read(f"đêm {day}, trộm vào làng") == []


def exact(said, running=None):
    words = find_time_words(said, DAY)
    told = ToldSpans(said, words, DAY).exact(words[-1], running)
    return told.kind, str(told.first_day), str(told.last_day)


def test_since_then_goes_to_the_day_that_is_told():
    said = "bỏ cấp huyện từ ngày 1/7/2025, rồi gộp tổ. từ mốc đó đến hết tháng 7, xã mở 9 buổi"
    assert exact(said.removesuffix(", xã mở 9 buổi")) == ("span", "2025-07-01", "2025-07-31")


@pytest.mark.parametrize("words", ["hồi ấy", "khi ấy", "lúc đó", "bấy giờ", "thời điểm đó"])
def test_then_is_the_time_told_last(words):
    assert exact(f"tổ lập năm 2017, {words} có 6 người")[1:] == ("2017-01-01", "2017-12-31")


def test_nobody_knows_when_a_then_was_that_points_to_nothing():
    assert exact("hồi đó trộm nhiều") == ("past", "None", "None")
    assert exact("6 tháng đầu năm nay hai vụ. hồi đó mất trộm") == ("past", "None", "None")
