"""What was done about the cases of a list, told once by the verb before it."""

import pytest

from bayen.catalogue.lexicon import load_lexicon
from bayen.intake.deeds import Deeds

DEEDS = Deeds(load_lexicon().deeds)


@pytest.mark.parametrize(
    ("earlier", "kind"),
    [
        ("công an xã đã phát hiện, bắt và xử lý ", "solve"),
        ("bắt 12 vụ, 34 đối tượng đánh bạc; ", "solve"),
        ("điều tra làm rõ 31 vụ; khởi tố 22 vụ, ", "charge"),
        ("phát hiện 17 vụ, xử phạt hành chính ", "fine"),
        ("trong kỳ xảy ra ", "occur"),
        ("phát hiện 88 vụ, chuyển cơ quan điều tra ", "refer"),
        ("phát hiện 5 vụ; tổ chức tuyên truyền ", ""),
        ("cai nghiện bắt buộc ", ""),
        ("toàn huyện ", ""),
    ],
)
def test_the_last_deed_governs(earlier, kind):
    assert DEEDS.last(earlier) == kind
