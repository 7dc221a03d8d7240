"""The second look at the days of figures whose sentence tells no time."""

from __future__ import annotations

from datetime import date

import pytest

from bayen.core.indicators import IndicatorKind
from bayen.intake import load_document, load_knowledge, rules_alone
from bayen.intake.reading import read_document
from bayen.intake.second_periods import basis_of, kind_of
from bayen.intake.values import Proposal

STORY = """Giữ yên xóm biển

Sáu tháng đầu năm 2025, Công an xã Yên Sơn tiếp nhận 18 tin báo, giải quyết 9 vụ.
Ở thôn Đông, bà con góp 45 triệu đồng lắp 12 mắt camera dọc đường làng. Ông Nam kể mỗi nhà góp \
200.000 đồng.
"""
DAY = date(2025, 6, 20)
HALF = (date(2025, 1, 1), date(2025, 6, 30))


def _read(text: str, *, second_looks: bool) -> list[Proposal]:
    document = load_document(text.encode(), "bai.txt")
    known = load_knowledge() if second_looks else rules_alone()
    reading = read_document(document, day=DAY, place=None, known=known)
    return list(reading.proposals)


def _share(read: list[Proposal]) -> Proposal:
    return next(p for p in read if p.candidate.text == "200.000")


def _why(proposal: Proposal) -> str:
    return next(reason.text_vi for reason in proposal.reasons if reason.about == "period")


def test_what_somebody_tells_of_each_house_is_not_of_the_time_before() -> None:
    share = _share(_read(STORY, second_looks=True))
    assert (share.first_day, share.last_day) == (None, None)
    assert _why(share) == "xét lại theo cả đoạn: không nói khi nào"


def test_a_text_without_a_day_loses_no_figure() -> None:
    story = (
        "Công an xã đã vận động bà con giao nộp súng. " * 12 + "\nBà con nộp 12 khẩu súng kíp.\n"
    )
    document = load_document(story.encode(), "bai.txt")
    reading = read_document(document, day=None, place=None, known=load_knowledge())
    assert [p.candidate.text for p in reading.proposals] == ["12"]


def test_the_rules_stand_alone() -> None:
    share = _share(_read(STORY, second_looks=False))
    assert (share.first_day, share.last_day) == HALF


def test_only_days_and_their_reason_change_and_what_words_govern_stands() -> None:
    before, after = _read(STORY, second_looks=False), _read(STORY, second_looks=True)
    for old, new in zip(before, after, strict=True):
        assert (old.candidate, old.place_text) == (new.candidate, new.place_text)
        changed = (old.first_day, old.last_day) != (new.first_day, new.last_day)
        assert changed == (_why(old) != _why(new))
        assert not changed or basis_of(_why(old))


def test_what_was_changed_is_never_called_sure() -> None:
    share = _share(_read(STORY, second_looks=True))
    assert "period:carried-among" in share.judgement.grounds
    assert share.confidence < 0.95


@pytest.mark.parametrize(
    ("reason", "basis"),
    [
        ("tiếp câu trước: «năm 2024» → 01/01/2024–31/12/2024", "carried"),
        ("tiếp câu trước: «đến hết tháng 11», hiện trạng", ""),
        ("hiện trạng, tính đến ngày của văn bản", "state"),
        ("«năm 2024» → 01/01/2024–31/12/2024", ""),
        ("kỳ được chọn khi nộp → 01/01/2025–30/06/2025", ""),
        ("không có từ chỉ thời gian", "nothing"),
    ],
)
def test_only_where_no_words_govern_is_there_a_basis_to_doubt(reason: str, basis: str) -> None:
    assert basis_of(reason) == basis


def test_kinds_are_told_by_the_indicator() -> None:
    kinds = {"equipment.lights": IndicatorKind.STOCK, "tip.received": IndicatorKind.FLOW}
    assert [kind_of(c, kinds) for c in ("equipment.lights", "tip.received", "other")] == [
        "stock",
        "flow",
        "other",
    ]
