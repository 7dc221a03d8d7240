"""The second look at the indicators that the rules chose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from bayen.catalogue.indicators import load_indicators
from bayen.catalogue.wordings import (
    PER_UNIT,
    Wordings,
    in_new_way,
    load_wordings,
    with_old_spellings,
)
from bayen.intake import Knowledge, Proposal, load_document, read_document
from bayen.intake.clues import find_clues
from bayen.intake.context import contexts_of
from bayen.intake.scan import Scan
from bayen.intake.second_names import SecondNamer
from bayen.intake.word_ids import Vocabulary

SENTENCE = "Trong năm, xã đã trao 12 suất quà cho bà con."
TEXT = SENTENCE + "\nBà con trong xã ai cũng mừng, rủ nhau giữ bình yên cho xóm làng." * 6
WORDS = {"trao": 1, "suất": 2, "quà": 3}


def read(known: Knowledge, text: str = TEXT) -> list[Proposal]:
    document = load_document(text.encode(), "bai.txt")
    return list(read_document(document, day=date(2024, 12, 31), place=None, known=known).proposals)


def only_says(code: str, odds: float, known: Knowledge) -> Wordings:
    """Wordings in which every clue of the one figure of the text speaks for one indicator."""
    scan = Scan.of(TEXT)
    found = known.sieve.find(scan, load_document(TEXT.encode(), "bai.txt").passages)
    clues = find_clues(scan, found, contexts_of(scan, found), Vocabulary(WORDS, {}))
    keys = np.unique(clues.keys)
    rows = np.zeros((len(keys) + 1, 2), np.int8)
    rows[:-1, ("model.new", "other").index(code)] = int(odds * PER_UNIT)
    return Wordings(
        words=WORDS, units={}, codes=("model.new", "other"), base=np.zeros(2, np.float32),
        keys=keys, odds=rows,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("points", "indicator"),
    [({"chance": 100}, "model.new"), ({"chance": 100, "own": 2000}, "other"), ({}, "other")],
)
def test_words_overrule_the_rules_only_as_far_as_their_points_go(
    known: Knowledge, points: Mapping[str, int], indicator: str
) -> None:
    second = SecondNamer(known.titles, (only_says("model.new", 0.5, known), points))
    assert [p.indicator for p in read(replace(known, second=None))] == ["other"]
    (proposal,) = read(replace(known, second=second))
    assert proposal.indicator == indicator


def test_a_name_changed_says_why_and_offers_the_rules_own(known: Knowledge) -> None:
    wordings = only_says("model.new", 0.5, known)
    second = SecondNamer(known.titles, (wordings, {"chance": 100}))
    (proposal,) = read(replace(known, second=second))
    assert known.titles["model.new"] in proposal.reasons[0].text_vi
    assert proposal.alternatives[0].code == "other"


def test_words_never_seen_let_the_rules_stand(known: Knowledge) -> None:
    rows = np.array([[50, 0], [0, 0]], np.int8)
    wordings = replace(only_says("model.new", 0.5, known), keys=np.array([7]), odds=rows)
    second = SecondNamer(known.titles, (wordings, {"chance": 100}))
    (proposal,) = read(replace(known, second=second))
    assert proposal.indicator == "other"


def test_a_sentence_by_itself_is_left_to_the_rules(known: Knowledge) -> None:
    second = SecondNamer(known.titles, (only_says("model.new", 0.5, known), {"chance": 100}))
    (proposal,) = read(replace(known, second=second), SENTENCE)
    assert proposal.indicator == "other"


def test_what_is_shipped_names_only_indicators_that_there_are() -> None:
    wordings = load_wordings()
    assert set(wordings.codes) <= {*load_indicators(), "other"}
    assert (np.diff(wordings.keys) > 0).all()
    assert wordings.odds.shape == (len(wordings.keys) + 1, len(wordings.codes))
    assert not wordings.odds[-1].any()


def test_both_ways_to_spell_a_tone_are_one_word() -> None:
    words = with_old_spellings({"hòa": 1, "thủy": 2, "quý": 3})
    assert words["hoà"] == 1
    assert words["thuỷ"] == 2
    assert len(words) == 5
    assert in_new_way("hoà") == "hòa"
    assert in_new_way("quý") == "quý"
