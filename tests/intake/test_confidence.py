"""How sure readings say they are: measured on the open corpus, never falling, careful."""

from datetime import date
from itertools import pairwise

import pytest

from bayen.catalogue.confidence import Experience, load_confidence, parse_confidence
from bayen.intake.confidence import form_of, recall
from tools.score_reading import CORPUS, PARTS, judge, read_folder

SURE = 0.95
TABLE = """
[base]
indicator = 20
period = 10
[points.indicator.words]
heavy = 10
weak = -20
[points.period.period]
words = 20
[[band]]
least = 0
share = 0.4
figures = 10
[[band]]
least = 900
share = 0.96
figures = 90
"""


@pytest.fixture
def experience():
    phrases = {"tổ: … tổ hòa giải": {"group.mediation.count": 7}}
    code = "group.mediation.count"
    return Experience(phrases, {code: {"state": 19, "span": 1}, f"{code} thành lập": {"span": 4}})


@pytest.fixture(scope="module")
def judged():
    """The figures of the open corpus: as the documents came, and with what an office chooses."""
    return {
        told: [o for p in PARTS for r in read_folder(CORPUS / p, told=told) for o in judge(r)]
        for told in (False, True)
    }


def sure(figures):
    return [one for one in figures if one.proposal.confidence >= SURE]


@pytest.mark.parametrize("told", [False, True], ids=["as it came", "place and period chosen"])
def test_of_figures_said_to_be_sure_nearly_all_are_right(judged, told):
    """On the corpus the tables were fitted on; the held-back third is scored by the tool."""
    said = sure(judged[told])
    assert len(said) > len(judged[told]) / 10
    assert sum(one.is_right for one in said) / len(said) >= SURE


def test_an_office_that_chose_place_and_period_makes_more_figures_sure(judged):
    """By how many depends on how often the texts themselves tell: ever more are sure unaided."""
    assert len(sure(judged[True])) > len(sure(judged[False]))


def test_a_higher_score_is_never_less_sure():
    bands = load_confidence().bands
    assert len(bands) > 3
    assert all(above.share > below.share for above, below in pairwise(bands))
    assert all(above.least > below.least for above, below in pairwise(bands))


def test_every_aspect_must_be_likely():
    table = parse_confidence(TABLE)
    assert table.score(["words:heavy", "period:words"]) == 907
    assert table.share(["words:heavy", "period:words"]) == 0.96
    assert table.share(["words:weak", "period:words"]) == 0.4


def test_evidence_never_seen_counts_as_the_worst_of_its_kind():
    table = parse_confidence(TABLE)
    assert table.score(["words:new", "period:words"]) == table.score(["words:weak", "period:words"])


def test_words_seen_in_other_reports_are_recalled(experience):
    days = (None, None)
    said = ("tổ: … tổ hòa giải cơ sở", "tổ: … tổ hòa giải")
    assert recall(said, "group.mediation.count", days, experience)[0] == "seen:agrees-short-3"
    assert recall(said, "group.all.count", days, experience)[0] == "seen:differs-short"
    assert recall(("xe: … xe máy",), "other", days, experience)[0] == "seen:never"


def test_the_form_of_days_is_recalled_by_the_words_before(experience):
    span, state = (date(2024, 1, 1), date(2024, 12, 31)), (None, date(2024, 12, 31))
    said = ("tổ: thành lập … tổ",)
    code = "group.mediation.count"
    assert recall(said, code, span, experience)[1] == "form:led-usual"
    assert recall((), code, span, experience)[1] == "form:alone-rare"
    assert recall((), code, state, experience)[1] == "form:alone-usual"
    assert (form_of(span), form_of(state), form_of((None, None))) == ("span", "state", "none")
