"""Answers given already, kept while the ledger stays as it is.

On the day when everybody sends, provinces look at the same table again and again, and what is
sent is not in the ledger before it is accepted. A plan is a value: the same plan on the same
ledger has the same answer.
"""

from __future__ import annotations

import threading
from collections import OrderedDict

from bayen.core.periods import Period
from bayen.core.questions import Answer, Engine, Plan, TrailNode

MOST_CELLS = 100_000  # kept together, some 30 MB


class RememberingEngine:
    """An engine with the answers that it gave since its ledger grew last."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._kept: OrderedDict[Plan, Answer] = OrderedDict()
        self._cells = 0
        self._grown = 0  # how often; an answer from before is not kept for after
        self._lock = threading.Lock()

    def forget(self) -> None:
        """The ledger has grown."""
        with self._lock:
            self._kept.clear()
            self._cells = 0
            self._grown += 1

    def answer(self, plan: Plan) -> Answer:
        with self._lock:
            known, asked_at = self._kept.get(plan), self._grown
            if known is not None:
                self._kept.move_to_end(plan)
                return known
        found = self._engine.answer(plan)
        self._keep(plan, found, asked_at)
        return found

    def trail(
        self, plan: Plan, indicator: str, place: str, period: Period, depth: int = 1
    ) -> TrailNode:
        return self._engine.trail(plan, indicator, place, period, depth)

    def _keep(self, plan: Plan, found: Answer, asked_at: int) -> None:
        """The answers asked for last; one that is larger than all of them is not kept."""
        with self._lock:
            is_old = asked_at != self._grown
            if is_old or plan in self._kept or len(found.cells) > MOST_CELLS:
                return
            self._kept[plan] = found
            self._cells += len(found.cells)
            while self._cells > MOST_CELLS:
                _, dropped = self._kept.popitem(last=False)
                self._cells -= len(dropped.cells)
