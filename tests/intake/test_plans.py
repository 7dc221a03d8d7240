"""What shall be done is no figure; what is done is, in the same report."""

from datetime import date

import pytest

from bayen.intake import load_document, read_document

DAY = date(2025, 3, 20)


def numbers(text, known):
    document = load_document(text.encode(), "văn bản.txt")
    reading = read_document(document, day=DAY, place=None, known=known)
    return [p.candidate.text for p in reading.proposals]


REPORT = (
    "BÁO CÁO QUÝ I/2025\n\n1. Tuyên truyền\nTổ chức 9 buổi tuyên truyền cho 612 lượt người.\n\n"
)


@pytest.mark.parametrize(
    "ahead",
    [
        "3. Quý II/2025: mở 2 lớp tập huấn, vận động 40 hộ ký cam kết.\n",
        "IV. Phương hướng quý II: xây dựng mới 1 mô hình; lắp thêm 6 camera.\n",
        "III. QUÝ II\n1. Lắp 6 camera tại 3 thôn.\n",
        "C. NHIỆM VỤ THỜI GIAN TỚI\nGiữ vững 5 mô hình hiện có, mỗi đoàn thể lập 1 mô hình.\n",
        "Thời gian tới, tỉnh yêu cầu mỗi xã xây dựng 1 mô hình mới; phấn đấu 85% tin có giá trị.\n",
        "Đồng chí yêu cầu năm 2026 mỗi xã chọn ít nhất 1 mô hình để làm điểm, giảm 5% số vụ.\n",
        "Xã phấn đấu 100% ấp có camera; mỗi ấp có ít nhất 1 mô hình hiệu quả.\n",
        "Quý IV năm nay sẽ ký cam kết với 100% chủ trọ.\n",
        "Tổng số điểm của bài viết là: 0 trong 0 đánh giá\n",
        "Xem nhiều nhất\n1. Khởi công cầu nối hai xã vùng sâu\n",
        "Theo chương trình, ngày mai lễ sẽ có 5 tiết mục và 300 người dự.\n",
    ],
)
def test_plans_are_left_out(ahead, known):
    assert numbers(REPORT + ahead, known) == ["9", "612"]


def test_chapters_of_past_years_are_read(known):
    text = (
        "I. NĂM 2023\nXảy ra 9 vụ phạm pháp hình sự.\nII. NĂM 2024\nXảy ra 7 vụ phạm pháp hình sự."
    )
    assert numbers(text, known) == ["9", "7"]


def test_what_a_chapter_on_plans_tells_of_today_is_read(known):
    text = REPORT + "III. NHIỆM VỤ QUÝ II\nĐến nay xã đã có 5 mô hình; xây dựng thêm 2 mô hình.\n"
    assert numbers(text, known)[2:3] == ["5"]


@pytest.mark.parametrize(
    "back",
    [
        "Tại hội nghị, 8 tập thể và 11 cá nhân được tặng giấy khen.",
        "Hội nghị công bố quyết định khen 8 tập thể; huyện tặng giấy khen 11 cá nhân.",
        "Chủ tịch UBND huyện biểu dương 8 tập thể, 11 cá nhân.",
    ],
)
def test_what_was_done_that_day_is_read_after_the_chapter_on_plans(back, known):
    plans = "III. NHIỆM VỤ QUÝ II\nMỗi xã xây dựng ít nhất 1 mô hình.\n\n"
    assert numbers(f"{REPORT}{plans}{back}\n", known)[2:] == ["8", "11"]


def test_praise_that_is_only_asked_for_stays_a_plan(known):
    plans = "III. NHIỆM VỤ QUÝ II\nĐề nghị UBND huyện tặng giấy khen cho 3 tập thể.\n"
    assert numbers(REPORT + plans, known) == ["9", "612"]
