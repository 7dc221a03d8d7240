"""Anchors never hide a rule that would hold: they only spare trying the others."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bayen.catalogue.lexicon import load_lexicon
from bayen.intake.anchors import Anchors, Opened, Sought, WordIndex
from bayen.intake.patterns import at_word_start, find_endings, find_openings, find_ways

CORPUS = Path(__file__).parents[2] / "corpus"
FIELDS = ("noun", "near", "after", "before", "sentence", "tail", "never")
PATTERNS = sorted(
    {words for rule in load_lexicon().rules for name in FIELDS if (words := getattr(rule, name))}
)
LINES = [
    line.lower()
    for path in sorted((CORPUS / "reports").glob("*.txt"))
    for line in path.read_text(encoding="utf-8").splitlines()
    if line.strip()
]


@pytest.mark.parametrize(
    ("pattern", "ways"),
    [
        ("hòa giải|tổ", [[{"hòa"}, {"giải"}], [{"tổ"}]]),
        ("pa ?nô", [[{"pa"}, {"nô"}]]),
        ("panô?", [[{"pan"}]]),
        ("(?:hòa|hoà) giải", [[{"hòa", "hoà"}, {"giải"}]]),
        ("(?:bị )?thương", [[{"thương"}]]),
        (r"khá\b(?! giả)", [[{"khá"}]]),
        ("(?<!đối )với", [[{"với"}]]),
        (r"[^.;,\d]{0,40}chuyển|x{2}y", [[{"chuyển"}], [{"y"}]]),
        ("(?:một|hai)+ xã", [[{"một", "hai"}, {"xã"}]]),
        (r"\d+", [[]]),
        ("xã|", [[{"xã"}], []]),
    ],
)
def test_words_that_a_pattern_needs(pattern, ways):
    assert find_ways(pattern) == ways


def test_most_patterns_of_the_lexicon_have_anchors():
    assert len(Anchors(PATTERNS).bits) > 0.9 * len(PATTERNS)


def test_no_pattern_matches_where_it_was_not_expected():
    anchors = Anchors(PATTERNS)
    compiled = {pattern: re.compile(pattern) for pattern in anchors.bits}
    for line in LINES[::8]:
        expected = anchors.may_match(line)
        unexpected = [pattern for pattern, bits in anchors.bits.items() if bits & ~expected]
        assert [p for p in unexpected if compiled[p].search(line)] == []


def test_a_pattern_of_two_words_is_not_expected_where_one_stands():
    anchors = Anchors(["hòa giải|thu hồi", "xã"])
    assert anchors.may_match("đã hòa giải ở xã") == sum(anchors.bits.values())
    assert anchors.bits["hòa giải|thu hồi"] & ~anchors.may_match("đã hòa ở xã")
    assert not anchors.bits["xã"] & ~anchors.may_match("đã hòa ở xã")


def test_bits_of_two_sets_of_patterns_are_kept_apart():
    before = Anchors(["xã"])
    after = Anchors(["xã", "thôn"], first=before.end)
    assert before.may_match("xã") & after.may_match("xã, thôn") == 0


@settings(max_examples=30, deadline=None)
@given(st.data(), st.sampled_from(PATTERNS))
def test_whatever_a_pattern_matches_was_expected(data, pattern):
    anchors = Anchors([pattern])
    text = data.draw(st.from_regex(pattern))
    if pattern in anchors.bits:
        assert anchors.may_match(text) == anchors.bits[pattern]


def test_a_pattern_sought_by_its_words_is_found_as_everywhere():
    for pattern in PATTERNS[::6]:
        everywhere, sought = re.compile(pattern), Sought(pattern)
        for line in LINES[::8]:
            assert bool(sought.search(line)) == bool(everywhere.search(line))


@pytest.mark.parametrize("text", ["hai thôn", "ba xã hai thôn", "ba xã\nhai thôn", ""])
@pytest.mark.parametrize("pattern", ["^hai|^ba", "^(?:ba|hai) thôn", "^ba|hai", "^hai thôn$"])
def test_a_pattern_for_the_start_is_found_as_everywhere(pattern, text):
    assert bool(Sought(pattern).search(text)) == bool(re.search(pattern, text))


@pytest.mark.parametrize(
    ("pattern", "openings"),
    [
        ("tính từ|đầu năm", {"tính ", "đầu "}),
        (r"(?:tính |kể )?từ\s+nay", {"tính ", "kể ", "từ "}),
        (r"P\.(?= ?A)|tp\.?(?!\w)|(?:ấp)+ ", {"P ", "tp ", "ấp"}),
        (r"(?:thôn|bản)(?:\s+|\b)", {"thôn", "bản"}),
        (r"(?P<level>tổ|xã(?! hội))\s*(?!\w)", {"tổ ", "xã "}),
        (r"\(?ngày", {"(", "ngày"}),
        (r"(?P<count>[1-9]|một)\s+năm", {*"0123456789", "một "}),
        (r"(?<!cuối )(?=n)năm\b", {"năm "}),
        ("c0[3-8]|v05", {"c0", "v0"}),
        (r"k\d+", {f"k{digit}" for digit in range(10)}),
        (r"a\d?b", {"a"}),
        (r"\s*năm", None),
        (r"[^.]năm", None),
        (r"(?:năm)?", None),
    ],
)
def test_how_a_pattern_may_begin(pattern, openings):
    assert find_openings(pattern) == openings


@pytest.mark.parametrize(
    ("pattern", "endings"),
    [
        ("số|lượt truy cập:?", {"số", "cập"}),
        (r"p\.|thôn\s*(?:bản)?", {"p", "thôn", "bản"}),
        ("(?:tổ|đội) (?:số|dân)", {"số", "dân"}),
        (r"tổ \d+", None),
        ("panô?", None),
    ],
)
def test_how_the_last_word_of_a_pattern_may_end(pattern, endings):
    assert find_endings(pattern) == endings


def test_a_pattern_is_found_at_words_as_everywhere():
    opened = Opened(r"(?:trong )?năm \d+|\d+ tháng|thôn(?! bản)")
    for text in LINES:
        everywhere = [match.span() for match in opened.compiled.finditer(text)]
        assert [match.span() for match in opened.finditer(text, WordIndex(text))] == everywhere


@pytest.mark.parametrize(
    ("pattern", "written"),
    [
        ("một|hai|mười", r"(?:m(?<!\wm)(?:ột|ười)|h(?<!\wh)(?:ai))"),
        (r"(?P<level>tổ|xã)\s", r"(?P<level>(?:t(?<!\wt)(?:ổ)|x(?<!\wx)(?:ã)))\s"),
        (r"(?:gần )?ba|\d+", r"(?:g(?<!\wg)(?:ần ba)|b(?<!\wb)(?:a)|(?<!\w)(?:\d+))"),
        ("t?xã|(?:bản)+", r"(?<!\w)(?:t?xã|(?:bản)+)"),
    ],
)
def test_how_a_pattern_is_written_to_be_found_by_its_first_letter(pattern, written):
    assert at_word_start(pattern) == written


def test_every_pattern_of_the_lexicon_is_found_at_words_as_it_was():
    patterns = [(re.compile(rf"(?<!\w)(?:{p})"), re.compile(at_word_start(p))) for p in PATTERNS]
    for line in LINES[::20]:
        for plain, sooner in patterns:
            assert [m.span() for m in sooner.finditer(line)] == [
                m.span() for m in plain.finditer(line)
            ]


def test_a_pattern_without_a_first_word_is_refused():
    with pytest.raises(ValueError, match="bắt đầu"):
        Opened(r"\s+năm")


def test_words_are_found_for_a_question_made_after_the_text_was_cut():
    words = WordIndex("công an xã và ban công tác")
    later = Opened("ban|xã")
    found = later.finditer("công an xã và ban công tác", words)
    assert [match.group() for match in found] == ["xã", "ban"]
