"""Words for the whole country are found where they say so, and not where they only praise."""

import pytest

from bayen.intake.nation import NationWords


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("hiện cả nước có 61.000 tổ", ["cả nước"]),
        ("trên phạm vi toàn quốc, 63 tỉnh đã ký", ["trên phạm vi toàn quốc", "63 tỉnh"]),
        ("là xã đầu tiên của cả nước có 3 tổ", []),
        ("phong trào cả nước; khắp cả nước; “cả nước", []),
        ("cả nước chung sức xây dựng nông thôn mới", []),
    ],
)
def test_words_for_the_country(text: str, said: list[str]) -> None:
    found = NationWords(text).within(0, len(text))
    assert [text[start:end] for start, end in found] == said


def test_only_what_stands_wholly_within_counts() -> None:
    words = NationWords("toàn quốc có 5 tổ, cả nước có 6")
    assert words.within(0, 8) == []
    assert words.within(0, 9) == [(0, 9)]
    assert words.within(1, 31) == [(19, 26)]
