"""Checks as data: levels, limits, days; what is off is left out."""

from datetime import date

import pytest

from bayen.catalogue import checks
from bayen.catalogue.checks import checks_on, load_checks
from bayen.catalogue.tables import CatalogueDataError
from bayen.core.checks import LIMITS, WORDS
from bayen.core.findings import Finding, Severity

TODAY = date(2026, 9, 14)


def of(code: str, where: str = "", severity: Severity = Severity.WARN) -> Finding:
    return Finding(code, severity, "", where)


def test_every_check_has_a_level_and_says_what_it_is_for():
    assert {one.rule.code for one in load_checks()} == WORDS.keys()
    assert all(len(one.rule.purpose_vi) > 20 for one in load_checks())
    assert checks_on(TODAY).limits == LIMITS


def test_arithmetic_stops_and_the_unusual_asks():
    book = checks_on(TODAY)
    [jump, doubt, stop] = book.grade(
        [
            of("unusual-jump", severity=Severity.INFO),
            of("part-exceeds-whole", "tip.useful"),
            of("part-exceeds-whole", "case.criminal"),
        ]
    )
    assert [one.severity for one in (jump, doubt, stop)] == ["warn", "warn", "block"]
    assert [book.may_be_waived(one) for one in (jump, doubt, stop)] == [True, True, False]


def changed(monkeypatch, text: str) -> None:
    load_checks.cache_clear()
    checks_on.cache_clear()
    monkeypatch.setattr(checks, "read_text", lambda path: text)


@pytest.fixture(autouse=True)
def _as_shipped():
    yield
    load_checks.cache_clear()
    checks_on.cache_clear()


RULE = '[[check]]\ncode = "{code}"\nvalid_from = {day}\nlevel = "{level}"\npurpose_vi = "thử"\n'


def test_a_level_holds_from_its_day_on_and_what_has_none_is_left_out(monkeypatch):
    old = RULE.format(code="sudden-zero", day="2020-01-01", level="warn")
    old += "valid_until = 2026-01-01\nlimits = { small_count = 9 }\n"
    new = RULE.format(code="sudden-zero", day="2026-01-01", level="block")
    changed(monkeypatch, old + new)
    for day, severity, small in ((date(2025, 12, 31), "warn", 9), (TODAY, "block", 5)):
        [found] = checks_on(day).grade([of("sudden-zero"), of("times-ten")])
        assert (found.severity, checks_on(day).limits.small_count) == (severity, small)


@pytest.mark.parametrize(
    "text",
    [
        RULE.format(code="no-such-check", day="2020-01-01", level="warn"),
        RULE.format(code="times-ten", day="2020-01-01", level="loud"),
        RULE.format(code="times-ten", day="2020-01-01", level="warn") * 2,
        RULE.format(code="times-ten", day="2020-01-01", level="warn") + "limits = { huge = 1 }\n",
        RULE.format(code="times-ten", day="2020-01-01", level="warn") + 'stricter = ["x.y"]\n',
    ],
)
def test_what_cannot_be_is_refused_on_loading(monkeypatch, text):
    changed(monkeypatch, text)
    with pytest.raises(CatalogueDataError):
        load_checks()
