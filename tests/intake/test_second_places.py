"""A second look at the places of figures: what it may choose from, and when it looks."""

from __future__ import annotations

from datetime import date

import pytest

from bayen.core.places import Level
from bayen.intake import load_document, load_knowledge, read_document, rules_alone
from bayen.intake.place_candidates import titled
from bayen.intake.place_relations import relate
from bayen.intake.second_places import ask, basis_of, describe, ground_of
from bayen.intake.values import Reading

_TEXT = (
    "Công an xã Mường Và, huyện Sốp Cộp, tỉnh Sơn La báo cáo kết quả năm 2021.\n"
    "Toàn xã có 21 tổ an ninh nhân dân. Tại bản Cống, nhân dân giao nộp 12 khẩu súng. "
    "Tổ tự quản của bản có 9 thành viên.\n"
)


def _read(text: str, *, second_looks: bool) -> Reading:
    document = load_document(text.encode(), "bao-cao.txt")
    known = load_knowledge() if second_looks else rules_alone()
    return read_document(document, day=date(2021, 12, 1), place=None, known=known)


def test_a_label_is_taken_apart() -> None:
    told = titled("xã Mường Và, huyện Sốp Cộp, tỉnh Sơn La")
    assert (told.key, told.name, told.level) == ("xã mường và", "mường và", Level.COMMUNE)
    assert titled("thành phố Hải Phòng").level is Level.PROVINCE
    assert titled("thành phố Sơn La, tỉnh Sơn La").level is Level.DISTRICT
    assert titled("bản Cống, xã Mường Và").name == "cống"


@pytest.mark.parametrize(
    ("place", "relation"),
    [
        ("xã Mường Và, huyện Sốp Cộp, tỉnh Sơn La", "own"),
        ("bản Cống, xã Mường Và, huyện Sốp Cộp, tỉnh Sơn La", "in1"),
        ("tỉnh Sơn La", "over2"),
        ("xã Dồm Cang, huyện Sốp Cộp, tỉnh Sơn La", "beside"),
        ("Việt Nam", "nation"),
    ],
)
def test_how_a_place_lies_to_the_texts_own(place: str, relation: str) -> None:
    own = titled("xã Mường Và, huyện Sốp Cộp, tỉnh Sơn La")
    assert relate(titled(place), own) == relation


def test_the_rules_own_place_comes_first_among_those_around() -> None:
    proposals = _read(_TEXT, second_looks=False).proposals
    asked = [ask(proposal) for proposal in proposals]
    places = describe(ground_of(proposals[0]), asked).places
    for index, figure in enumerate(asked):
        keys = list(places.candidates(index, places.around(figure)))
        assert keys[0] == titled(figure.label).key
        assert {"xã mường và", "huyện sốp cộp", "tỉnh sơn la", "việt nam"} <= set(keys)
        assert "bản cống" in keys or figure.start < _TEXT.index("bản Cống")


def test_a_place_said_beside_the_figure_is_not_looked_at_again() -> None:
    proposals = _read(_TEXT, second_looks=False).proposals
    asked = [ask(proposal) for proposal in proposals]
    describer = describe(ground_of(proposals[0]), asked)
    said = [index for index, one in enumerate(asked) if one.why == "said"]
    assert said
    assert not any(describer.has_choice(index) for index in said)


def test_without_a_second_look_every_reason_is_a_rules_own() -> None:
    for second_looks in (False, True):
        for proposal in _read(_TEXT, second_looks=second_looks).proposals:
            [reason] = [r.text_vi for r in proposal.reasons if r.about == "place"]
            assert basis_of(reason) != "other" or second_looks
