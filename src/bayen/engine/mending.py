"""An engine whose file may break under it: another takes its place, and the answer still comes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from bayen.core.periods import Period
from bayen.core.questions import Answer, Engine, Plan, TrailNode

Result = TypeVar("Result")


class MendingEngine:
    """Asks an engine, and another one where its file turns out to be damaged.

    Args:
        engine: that is asked.
        is_damage: whether an error speaks of its files, and not of what was asked.
        replace: gives the one in its stead; raises the error when there can be none.
    """

    def __init__(
        self,
        engine: Engine,
        is_damage: Callable[[Exception], bool],
        replace: Callable[[Exception], Engine],
    ) -> None:
        self._engine = engine
        self._is_damage = is_damage
        self._replace = replace

    def answer(self, plan: Plan) -> Answer:
        return self._ask(lambda engine: engine.answer(plan))

    def trail(
        self, plan: Plan, indicator: str, place: str, period: Period, depth: int = 1
    ) -> TrailNode:
        return self._ask(lambda engine: engine.trail(plan, indicator, place, period, depth))

    def _ask(self, ask: Callable[[Engine], Result]) -> Result:
        try:
            return ask(self._engine)
        except Exception as error:
            if not self._is_damage(error):
                raise
            return ask(self._replace(error))
