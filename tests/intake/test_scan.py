"""Sentences: where one ends is told by a capital letter, of which Vietnamese has many."""

from __future__ import annotations

import re

import pytest

from bayen.intake.letters import LOWER, UPPER
from bayen.intake.scan import Scan

MARKED = "ăâđêôơư" + "àáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ"


@pytest.mark.parametrize("letter", MARKED)
def test_small_letters_are_told_from_capitals(letter: str) -> None:
    assert re.fullmatch(f"[{LOWER}]", letter)
    assert not re.fullmatch(f"[{UPPER}]", letter)
    assert re.fullmatch(f"[{UPPER}]", letter.upper())
    assert not re.fullmatch(f"[{LOWER}]", letter.upper())


def test_a_dot_before_a_small_letter_with_a_mark_ends_no_sentence() -> None:
    text = "Xã lập 5 tổ… ở 5 bản. Ấp Ba lập thêm 2 tổ."
    scan = Scan.of(text)
    assert [text[s.start : s.end].strip() for s in scan.sentences] == [
        "Xã lập 5 tổ… ở 5 bản.",
        "Ấp Ba lập thêm 2 tổ.",
    ]


def test_a_line_that_begins_with_a_marked_capital_is_no_wrapped_line() -> None:
    long = "Trong năm qua, xã đã vận động nhân dân các thôn lắp đèn và camera"
    assert len(Scan.of(f"{long}\nẤp Ba có 5 tổ", wrapped=True).sentences) == 2
    assert len(Scan.of(f"{long}\nở các ngõ", wrapped=True).sentences) == 1
