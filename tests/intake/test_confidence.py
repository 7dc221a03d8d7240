"""How sure readings say they are: by parts, each measured; never surer than the weakest part."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bayen.catalogue.confidence import Experience, load_confidence, parse_confidence
from bayen.intake.confidence import recall
from bayen.intake.doubts import explain_doubt
from tools.fit_confidence import ORDER
from tools.score_reading import CORPUS, PARTS, judge, read_folder

SURE = 0.95
TABLE = """
together = 0.5
together_told = 0.5
[base]
indicator = 20
period = 10
[points.indicator.words]
heavy = 20
weak = -20
[points.period.period]
words = 20
none = -10
"""
GROUPS = sorted(ORDER)


@pytest.fixture(scope="module")
def judged():
    """The figures of the open corpus: as the documents came, and with what an office chooses."""
    return {
        told: [o for p in PARTS for r in read_folder(CORPUS / p, told=told) for o in judge(r)]
        for told in (False, True)
    }


def sure(figures):
    return [one for one in figures if one.proposal.confidence >= SURE]


@st.composite
def evidences(draw):
    """One name of each ordered group."""
    return {group: draw(st.sampled_from(ORDER[group])) for group in GROUPS}


def share_of(names):
    table = load_confidence()
    evidence = [f"{group}:{name}" for group, name in names.items()]
    return table.share(evidence), table.parts(evidence)


# Most of these texts are single sentences, on which nobody takes a second look: of whole ones more
# are sure. Of texts as they came too few are sure to ask how many are right.
def test_of_figures_said_to_be_sure_nearly_all_are_right(judged):
    """The rules have seen these texts, but the shares were not measured on them."""
    said = sure(judged[True])
    assert len(said) > len(judged[True]) / 15
    assert sum(one.is_right for one in said) / len(said) >= SURE


def test_an_office_that_chose_place_and_period_makes_more_figures_sure(judged):
    assert len(sure(judged[True])) > 1.5 * len(sure(judged[False]))


def test_a_place_that_an_office_chose_is_never_less_sure_than_the_same_place_found(judged):
    found = {(one.document, one.proposal.candidate): one.proposal for one in judged[False]}
    for one in judged[True]:
        told, alone = one.proposal, found.get((one.document, one.proposal.candidate))
        if alone is None or told.place_text != alone.place_text or not told.judgement.grounds:
            continue
        if "place:differs" not in told.judgement.grounds:
            assert told.judgement.parts["place"] >= alone.judgement.parts["place"]


@given(evidences())
def test_nothing_is_surer_than_its_weakest_part(names):
    share, parts = share_of(names)
    assert 0 < share <= min(parts.values()) < 1


@given(evidences(), st.data())
def test_stronger_evidence_never_makes_less_sure(names, data):
    group = data.draw(st.sampled_from(GROUPS))
    rank = ORDER[group].index(names[group])
    stronger = names | {group: data.draw(st.sampled_from(ORDER[group][rank:]))}
    assert share_of(stronger)[0] >= share_of(names)[0]


@pytest.mark.parametrize("kind", ["none", "differs", "weak", "seldom", "carried", "named"])
def test_no_figure_is_sure_whose_place_rests_on_little(kind):
    best = {group: ORDER[group][-1] for group in GROUPS}
    assert share_of(best)[0] >= SURE
    assert share_of(best | {"place": kind})[0] < SURE


def test_every_part_must_be_likely():
    table = parse_confidence(TABLE)
    likely = ["words:heavy", "period:words"]
    both = table.parts(likely)
    assert {part: round(share, 3) for part, share in both.items()} == {
        "indicator": 0.982,
        "period": 0.953,
    }
    assert table.share(likely) == both["period"]  # the root of the product is 0.967
    weak = ["words:weak", "period:words"]
    assert table.share(weak) == table.parts(weak)["indicator"] == 0.5


def test_parts_go_less_wrong_together_where_an_office_chose_the_place():
    table = parse_confidence(TABLE.replace("together = 0.5", "together = 1.0"))
    told = ["words:heavy", "period:words", "place:told-alone"]
    assert table.share(told) == table.parts(told)["period"]
    assert table.share(told[:2]) == pytest.approx(0.982 * 0.953, abs=0.001)


def test_evidence_never_seen_counts_as_the_worst_of_its_kind():
    table = parse_confidence(TABLE)
    new, weak = (table.parts([f"words:{name}", "period:words"]) for name in ("new", "weak"))
    assert new == weak


def test_words_and_units_seen_in_other_reports_are_recalled():
    known, code = Experience({"tổ: … tổ hòa giải": {"group.mediation.count": 7}}), "group.all.count"
    said = ("tổ: … tổ hòa giải cơ sở", "tổ: … tổ hòa giải")
    agrees = ("seen:agrees-short-3", "unit:always")
    assert recall(said, "group.mediation.count", known) == agrees
    assert recall(said, code, known) == ("seen:differs-short", "unit:rare")
    assert recall(("xe: … xe máy",), "other", known) == ("seen:never", "unit:never")


@pytest.mark.parametrize(
    ("parts", "evidence", "said"),
    [
        (
            {"indicator": 0.9, "place": 0.6, "period": 0.9},
            ["place:weak", "period:none"],
            "chưa chắc địa bàn: văn bản nêu nhiều nơi, tiêu đề không nêu nơi này",
        ),
        ({"indicator": 0.9, "place": 0.99}, ["words:heavy"], "chưa chắc chỉ tiêu"),
        ({"indicator": 0.8, "place": 0.99}, ["words:heavy", "look:against", "seen:never"],
         "chưa chắc chỉ tiêu: các chữ quanh số hay nói về chỉ tiêu khác"),
        ({"period": 0.8, "place": 0.9}, ["period:told-only"],
         "chưa chắc kỳ: câu không nói, lấy theo kỳ đã chọn"),
    ],
)  # fmt: skip
def test_the_weakest_part_is_what_the_doubt_is_about(parts, evidence, said):
    assert explain_doubt(parts, evidence) == said
