"""The movement report states every figure once, admits gaps and invents nothing."""

from dataclasses import replace

import pytest

from bayen.catalogue.indicators import load_indicators
from bayen.core.quantities import Bound
from bayen.outputs.movement import (
    MovementFacts,
    build_movement_closing,
    build_movement_opening,
    build_movement_parts,
)
from bayen.outputs.prose import FigureLine
from bayen.outputs.publication import Figure, Footnote, ParagraphKind
from bayen.outputs.wording import RESULTS, SECURITY, TERRITORY, UNTOLD
from tests.outputs.sample import quantity


def line(code, name, unit, now, before=None, **more):
    counted = None if now is None else quantity(now)
    earlier = None if before is None else quantity(before)
    settings = {"reported": 75, "expected": 75, "key": code} | more
    return FigureLine(code, name, unit, counted, earlier, **settings)


LINES = (
    line("place.communes", "Số xã (phường; thị trấn)", "xã", 75),
    line("place.households", "Số hộ dân", "hộ", 301204),
    line("case.total", "Vụ việc liên quan ANTT", "vụ", 28, 37),
    line("case.criminal", "Vụ truy cứu trách nhiệm hình sự (phạm pháp hình sự)", "vụ", 9, 12),
    line("activity.sessions", "Buổi (lượt; đợt) tuyên truyền; phát động", "buổi", 280, 268),
    line("activity.attendance", "Lượt người dự tuyên truyền", "lượt người", 17000),
    line("media.articles", "Tin bài tuyên truyền", "tin bài", None, 40),
    line("group.mediation.count", "Tổ hòa giải", "tổ", 127, 125),
    line("group.mediation.members", "Thành viên tổ hòa giải", "thành viên", 318),
    line("group.shock.count", "Tổ an ninh xung kích (đội xung kích)", "tổ", 0, 4),
    line("group.shock.members", "Thành viên tổ an ninh xung kích", "thành viên", 7),
    line("award.individuals", "Cá nhân được khen thưởng", "cá nhân", 46, 40, comparable=False),
    line("other.hours", "Ngày công đóng góp", "ngày công", 1204),
)


def facts(**changes):
    whole = MovementFacts(
        scope="tỉnh Hòa Sơn",
        period="9 tháng năm 2026",
        window="từ ngày 15/12/2025 đến ngày 14/9/2026",
        versus="cùng kỳ năm 2025",
        lines=LINES,
        asked="xã, phường",
        reported=75,
        expected=75,
    )
    return replace(whole, **changes)


def texts(whole):
    return [
        paragraph.text
        for part in build_movement_parts(whole)
        for section in part.sections
        for paragraph in section.paragraphs
    ]


def test_the_four_parts_in_their_order():
    assert [part.title for part in build_movement_parts(facts())] == [
        "Tình hình",
        "Kết quả thực hiện",
        "Đánh giá chung",
        "Phương hướng, nhiệm vụ trọng tâm",
    ]


@pytest.mark.parametrize(
    "written",
    [
        "Địa bàn tỉnh Hòa Sơn có 75 xã, 301.204 hộ.",
        "Xảy ra 28 vụ việc liên quan đến an ninh, trật tự, giảm 09 vụ (-24,3%) so với cùng kỳ năm "
        "2025, trong đó có 09 vụ phạm pháp hình sự, giảm 03 vụ (-25,0%) so với cùng kỳ.",
        "Tổ chức 280 buổi tuyên truyền, phát động, vận động, tăng 12 buổi (+4,5%) so với cùng kỳ "
        "năm 2025; thu hút 17.000 lượt người tham dự.",
        "Chưa có số liệu về: tin bài tuyên truyền.",
        "Duy trì 127 tổ hòa giải, tăng 02 tổ (+1,6%) so với cùng kỳ năm 2025, với 318 thành viên.",
        # members without groups stand by their own name
        "Không có tổ an ninh xung kích, giảm 04 tổ (-100,0%) so với cùng kỳ năm 2025; thành viên "
        "tổ an ninh xung kích: 07 thành viên.",
        "Ngày công đóng góp: 1.204 ngày công.",
    ],
)
def test_sentences(written):
    assert written in texts(facts())


def test_every_figure_reported_is_stated_once_with_its_key():
    runs = [
        run.key
        for part in build_movement_parts(facts())
        for section in part.sections
        for paragraph in section.paragraphs
        for run in paragraph.runs
        if isinstance(run, Figure)
    ]
    stated = [found.code for found in LINES if found.now is not None and found.now.value]
    assert sorted(runs) == sorted(stated)


def test_the_biggest_changes_are_complete_exact_and_comparable():
    found = [text for text in texts(facts()) if text.startswith("Các chỉ tiêu")]
    assert found == [
        "Các chỉ tiêu tăng nhiều nhất: buổi tuyên truyền (+4,5%); tổ hòa giải (+1,6%).",
        "Các chỉ tiêu giảm nhiều nhất: vụ truy cứu trách nhiệm hình sự (-25,0%); "
        "vụ việc liên quan ANTT (-24,3%).",
    ]


def test_why_a_figure_is_not_compared_is_said_once():
    lines = tuple(replace(found, comparable=False) for found in LINES)
    notes = [
        run.text
        for part in build_movement_parts(facts(lines=lines))
        for section in part.sections
        for paragraph in section.paragraphs
        for run in paragraph.runs
        if isinstance(run, Footnote)
    ]
    assert len(notes) == 1
    assert "địa giới" in notes[0]


def test_missing_units_are_counted_named_and_pressed():
    partial = facts(
        reported=73,
        silent=("xã Yên Hạ", "xã Yên Thượng"),
        lines=tuple(
            replace(found, reported=73, now=found.now and found.now.with_bound(Bound.OVER))
            for found in LINES
        ),
    )
    opening = build_movement_opening(partial, "Ủy ban nhân dân tỉnh Hòa Sơn")
    assert "73/75 xã, phường" in opening[0].text
    written = texts(partial)
    assert (
        "Việc gửi số liệu chưa đầy đủ: 73/75 xã, phường đã gửi; còn 02 xã, phường chưa gửi, gồm: "
        "xã Yên Hạ, xã Yên Thượng."
    ) in written
    assert any("đôn đốc xã, phường chưa gửi" in text for text in written)
    # said once for the document, and of zeros, not at each figure
    assert all("Không có" in text for text in written if "(73/75" in text)
    assert "tăng hơn 12 buổi so với cùng kỳ năm 2025" in " ".join(written)


def test_a_zero_of_some_is_not_a_zero_of_all():
    zero = line("traffic.accidents", "Vụ tai nạn", "vụ", 0, reported=61)
    assert "Không xảy ra tai nạn giao thông (61/75 xã, phường đã gửi)." in texts(
        facts(lines=(zero,), reported=61)
    )


def test_names_of_bodies_keep_their_capital():
    police = line("police.commune.officers", "Công an xã (tổng số)", "đồng chí", None)
    assert "Chưa có số liệu về: Công an xã." in texts(facts(lines=(police,)))


def test_without_a_base_nothing_is_compared():
    written = " ".join(texts(facts(versus="")))
    assert "so với" not in written
    assert "cùng kỳ" not in written


def test_opening_and_closing_name_period_and_body():
    (opening,) = build_movement_opening(facts(), "Ủy ban nhân dân tỉnh Hòa Sơn")
    assert "9 tháng năm 2026 (kỳ báo cáo từ ngày 15/12/2025" in opening.text
    closing = build_movement_closing(facts(), "tỉnh Hòa Sơn", "Bộ Công an")
    assert closing.text.endswith("kính đề nghị Bộ Công an xem xét, chỉ đạo.")


def test_the_opening_refers_to_each_annex():
    (opening,) = build_movement_opening(facts(reported=61), "Công an tỉnh", annexes=2)
    assert opening.text.endswith(
        "đã nhận. Số liệu chi tiết tại Phụ lục I, Phụ lục II kèm theo. Kết quả cụ thể như sau:"
    )
    (lone,) = build_movement_opening(facts(), "Công an tỉnh", annexes=1)
    assert "tại Phụ lục kèm theo" in lone.text


def test_judgement_is_left_to_the_officer():
    kinds = [
        paragraph.kind
        for part in build_movement_parts(facts(lines=()))
        for section in part.sections
        for paragraph in section.paragraphs
    ]
    assert kinds.count(ParagraphKind.PROMPT) == 5


def test_each_indicator_has_one_place_in_the_text():
    sentences = [TERRITORY, *SECURITY, *(s for chapter in RESULTS for s in chapter.sentences)]
    codes = [words.code for sentence in sentences for words in sentence]
    assert len(codes) == len(set(codes))


def test_the_words_are_of_indicators_that_exist():
    sentences = [TERRITORY, *SECURITY, *(s for chapter in RESULTS for s in chapter.sentences)]
    told = {words.code for sentence in sentences for words in sentence} | UNTOLD
    known = set(load_indicators())
    assert told <= known
    # what has no words of its own is told by its name
    assert known - told == {"document.criteria", "other"}
