"""Answers are kept while the ledger stays as it is, and none longer."""

from datetime import date
from typing import Any

from bayen.core.period_codes import parse_period
from bayen.core.questions import Answer, Cell, Plan
from bayen.engine import remembering
from bayen.engine.remembering import RememberingEngine

AUGUST = parse_period("2025-M08")
EMPTY = Cell("case.total", "vn", AUGUST, None, 0, 0)


class Counting:
    """An engine that only counts how often it was asked."""

    def __init__(self):
        self.asked = []
        self.meanwhile = lambda: None

    def answer(self, plan):
        self.asked.append(plan)
        self.meanwhile()
        return Answer(plan, ())


def plan(day):
    return Plan(("case.total",), ("vn",), (AUGUST,), boundaries=date(2025, 8, day))


def test_the_same_question_is_worked_out_once_until_the_ledger_grows():
    inner: Any = Counting()
    engine = RememberingEngine(inner)
    first = engine.answer(plan(1))
    assert engine.answer(plan(1)) is first
    assert engine.answer(plan(2)) is not first
    engine.forget()
    assert engine.answer(plan(1)) is not first
    assert inner.asked == [plan(1), plan(2), plan(1)]


def test_an_answer_from_before_the_ledger_grew_is_not_given_afterwards():
    inner: Any = Counting()
    engine = RememberingEngine(inner)
    inner.meanwhile = engine.forget
    old = engine.answer(plan(1))
    inner.meanwhile = lambda: None
    assert engine.answer(plan(1)) is not old


def test_what_was_asked_longest_ago_goes_first(monkeypatch):
    class Wide(Counting):
        def answer(self, plan):
            super().answer(plan)
            return Answer(plan, (EMPTY,) * 4)

    monkeypatch.setattr(remembering, "MOST_CELLS", 10)
    inner: Any = Wide()
    engine = RememberingEngine(inner)
    for day in (1, 2, 1, 3, 1, 2):
        engine.answer(plan(day))
    assert [one.boundaries.day for one in inner.asked] == [1, 2, 3, 2]
