"""The day of a text that nobody gave: its own date, never that of a paper it quotes."""

from datetime import date

import pytest

from bayen.intake.dates import find_day
from bayen.intake.timewords import find_time_words

OWN = {
    "Tin xã Tân An\n\n28/7/2025\n\nChiều nay, xã tổ chức ngày hội.": date(2025, 7, 28),
    "Hà Nội, ngày 5 tháng 6 năm 2024\nBÁO CÁO": date(2024, 6, 5),
    "Sáng 16/8/2025, Công an tỉnh tiêu hủy vũ khí.": date(2025, 8, 16),
}
OF_ELSE = (
    "Thực hiện Chỉ thị 01 ngày 09/01/2015 của Thủ tướng, đến nay tỉnh có 81 tập thể.",
    "Thực hiện Chỉ thị 01/CT-TTg (ngày 9/1/2015), các xã đã tổ chức ký cam kết.",
    "Nhân kỷ niệm 80 năm (19/8/1945 - 19/8/2025), xã mở ngày hội.",
    "Đợt vận động từ ngày 15/9/2025 đến ngày 15/12/2025 thu được kết quả.",
)


@pytest.mark.parametrize("text", sorted(OWN))
def test_a_text_says_its_day(text):
    assert find_day(text) == OWN[text]


@pytest.mark.parametrize("text", OF_ELSE)
def test_a_day_of_something_else_is_not_its_own(text):
    assert find_day(text) is None


def test_a_text_without_a_day_still_says_since_when():
    (words,) = find_time_words("từ năm 2016 đến nay, đã tổ chức 12 buổi", None)
    assert (words.first_day, words.last_day) == (date(2016, 1, 1), None)
