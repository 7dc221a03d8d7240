"""What lower floors say in Vietnamese, told in English by the pages."""

from __future__ import annotations

import pytest
from django.utils import translation

from bayen.web.retelling import retell


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("", ""),
        ("đã gửi", "sent"),
        ("tháng 01/2026 (15/12/2025–14/01/2026)", "January 2026 (15/12/2025–14/01/2026)"),
        ("quý I/2026", "quarter I of 2026"),
        ("6 tháng đầu năm 2026", "first half of 2026"),
        ("đến ngày 14/01/2026", "until 14/01/2026"),
        ("xã Sốp Cộp, tỉnh Sơn La", "Sốp Cộp commune, Sơn La province"),
        ("xã Sốp Cộp ở ngoài phạm vi của bạn", "Sốp Cộp commune is outside your area"),
        ("chưa rõ chỉ tiêu, kỳ", "not known: indicator, period"),
        (
            "Báo cáo số 5 còn 2 số liệu phải xem: số liệu 1: chưa rõ kỳ; số liệu 2 chưa quyết định",
            "Submission 5 still has 2 figures to check: "
            "figure 1: not known: period; figure 2 is not decided",
        ),
        (
            "Ô «Tổ hòa giải»: «abc» — không phải số; viết như 17.000 hoặc 4,5. Hãy ghi lại số.",
            "Field “Tổ hòa giải”: “abc” — not a number; write it like 17.000 or 4,5. "
            "Type the figure again.",
        ),
        ("Lò Văn An", "Lò Văn An"),
    ],
)
def test_sentences_are_known_again_with_their_values(said: str, told: str):
    with translation.override("en"):
        assert retell(said) == told


def test_words_of_documents_stay_as_they_are():
    with translation.override("en"):
        assert retell("«người» ở đầu hàng") == "“người” at the head of the row"


def test_in_vietnamese_nothing_changes():
    assert retell("tháng 01/2026") == "tháng 01/2026"
